"""A run told as a CRM would tell it: opportunities, teams, price list, people and costs, in the import's own format."""

import datetime as dt

import numpy as np
import pandas as pd

from simulation.mechanisms.events import (
    DEAL_CANCELLED,
    DEAL_DROPPED,
    DEAL_FOUND,
    DEAL_LOST,
    DEAL_UNDECIDED,
    DEAL_WON,
    DISMISSED,
    HIRED,
    LAID_OFF,
    LEFT_OTHERWISE,
    NAMES,
    POACHED_AWAY,
    PROMOTED,
    RESIGNED,
)
from simulation.records import NOBODY
from simulation.scenario import Scenario
from simulation.state import State

FIRST_DAY = dt.date(2024, 1, 1)
"""The day on which week 0 begins, unless told otherwise; a Monday that begins a year."""

LAST_MOMENT = 6.99
"""What ends with a week, such as the deals of somebody who leaves, ends on its Sunday, not on the Monday after."""

DEAL = ["deal_seat", "deal_week", "deal_rank"]
PERSON = ["seat", "hire"]
OUTCOMES = {
    NAMES[DEAL_WON]: "won",
    NAMES[DEAL_CANCELLED]: "cancelled",
    NAMES[DEAL_LOST]: "lost_to_rival",
    NAMES[DEAL_UNDECIDED]: "no_decision",
    NAMES[DEAL_DROPPED]: "no_decision",
}
LEAVING = {
    NAMES[RESIGNED]: "resigned",
    NAMES[POACHED_AWAY]: "resigned",
    NAMES[DISMISSED]: "dismissed",
    NAMES[LAID_OFF]: "laid_off",
    NAMES[LEFT_OTHERWISE]: "other",
    NAMES[PROMOTED]: "other",
}


def crm_tables(
    events: pd.DataFrame, state: State, scenario: Scenario, first_day: dt.date = FIRST_DAY
) -> dict[str, pd.DataFrame]:
    """Tables of a CRM by name, from a run's `.events` and `.state`.

    Of deals found before the events begin only the week is known: they are dealt over its days in turn. People who
    were there before have no start. Dates are timestamps, empty where nothing happened yet.
    """
    deals = _deals(events, state)
    named = {
        "opportunity_id": _ids(deals),
        "owner": _owners(deals),
        "account": _accounts(deals),
        "product": np.array([product.name for product in scenario.products], dtype=object)[deals["product"]],
        "created": _dates(deals["created_day"], first_day),
        "closed": _dates(deals["closed_day"], first_day),
        "outcome": deals["outcome"],
        "value": deals["value_money"].round(2),
        "currency": scenario.currency,
    }
    opportunities = pd.DataFrame(named).sort_values(["created", "opportunity_id"], ignore_index=True)
    people = _people(events, state, first_day)
    return {
        "opportunities": opportunities,
        "teams": _teams(people, scenario),
        "products": _products(scenario),
        "people": people[["owner", "start", "end", "leaving"]],
        "costs": _costs(scenario),
    }


def _deals(events: pd.DataFrame, state: State) -> pd.DataFrame:
    """One row a deal that was found, open or ended while events were noted."""
    told = events[events["deal_rank"] != NOBODY]
    told = told.assign(at_day=7.0 * told["week"] + told["day"].clip(upper=LAST_MOMENT))
    found = told[told["kind"] == NAMES[DEAL_FOUND]].set_index(DEAL)["at_day"]
    ended = told[told["kind"].isin(list(OUTCOMES))].copy()
    ended["outcome"], ended["closed_day"] = ended["kind"].map(OUTCOMES), ended["at_day"]
    ended = ended.drop_duplicates(DEAL, keep="last")  # what is cancelled was won a moment before
    columns = [
        *DEAL,
        "seat",
        "hire",
        "account_seat",
        "account_opened",
        "product",
        "value_money",
        "outcome",
        "closed_day",
    ]
    deals = pd.concat([ended[columns], _open_deals(state)[columns]], ignore_index=True)
    created = found.reindex(pd.MultiIndex.from_frame(deals[DEAL])).to_numpy()
    return deals.assign(
        created_day=np.where(np.isnan(created), 7.0 * deals["deal_week"] + deals["deal_rank"] % 7, created)
    )


def _open_deals(state: State) -> pd.DataFrame:
    """The pipeline at the end."""
    seats, rows = state.arrays["seats"], state.arrays["deals"]
    filled = np.arange(rows.shape[1]) < seats["open_deals"][:, None]
    open_, owners = pd.DataFrame(rows[filled]), np.nonzero(filled)[0]
    found = {"deal_seat": open_["seat"], "deal_week": open_["week"], "deal_rank": open_["rank"]}
    now = {"seat": owners, "hire": state.arrays["reps"]["hire"][owners]}
    return open_.assign(**found, **now, outcome="open", closed_day=float("nan"))


def _ids(deals: pd.DataFrame) -> pd.Series:
    """An id that names the deal's identity, and nothing else."""
    return (
        "D"
        + deals["deal_seat"].astype(str)
        + "."
        + deals["deal_week"].astype(str)
        + "."
        + deals["deal_rank"].astype(str)
    )


def _owners(rows: pd.DataFrame) -> pd.Series:
    return "Seller " + rows["seat"].astype(str) + "-" + rows["hire"].astype(str)


def _accounts(deals: pd.DataFrame) -> pd.Series:
    """The customer's name; somebody who never bought is a prospect of one deal."""
    customers = "Customer " + deals["account_seat"].astype(str) + "-" + deals["account_opened"].astype(str)
    return customers.where(deals["account_seat"] != NOBODY, "Prospect " + _ids(deals))


def _dates(days: pd.Series, first_day: dt.date) -> pd.Series:
    """Days since week 0 as dates."""
    dates: pd.Series = pd.Timestamp(first_day) + pd.to_timedelta(np.floor(days), unit="D")
    return dates


def _people(events: pd.DataFrame, state: State, first_day: dt.date) -> pd.DataFrame:
    """One row a person who was there while events were noted."""
    told = events[events["kind"].isin([NAMES[HIRED], *LEAVING])]
    monday = 7.0 * (told["week"] + 1)
    reps = pd.DataFrame(state.arrays["reps"])
    reps = reps[reps["employed"] == 1]
    everybody = pd.concat([told[PERSON], reps[PERSON]]).drop_duplicates().sort_values(PERSON, ignore_index=True)
    gone, came = told["kind"].isin(list(LEAVING)), told["kind"] == NAMES[HIRED]
    starts = pd.Series(monday[came].to_numpy(), index=pd.MultiIndex.from_frame(told.loc[came, PERSON]))
    present = pd.Series(7.0 * reps["hired_week"].to_numpy(), index=pd.MultiIndex.from_frame(reps[PERSON]))
    ends = pd.DataFrame(
        {"end": monday[gone].to_numpy(), "leaving": told.loc[gone, "kind"].map(LEAVING).to_numpy()},
        index=pd.MultiIndex.from_frame(told.loc[gone, PERSON]),
    ).reindex(pd.MultiIndex.from_frame(everybody[PERSON]))
    begun = starts.combine_first(present).reindex(pd.MultiIndex.from_frame(everybody[PERSON]))
    return everybody.assign(
        owner=_owners(everybody),
        start=_dates(pd.Series(begun.to_numpy()), first_day),
        end=_dates(pd.Series(ends["end"].to_numpy()), first_day),
        leaving=ends["leaving"].to_numpy(),
    )


def _teams(people: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    teams = people["seat"] // scenario.organization.reps_per_team
    return pd.DataFrame({"owner": people["owner"], "team": "Team " + (teams + 1).astype(str)})


def _products(scenario: Scenario) -> pd.DataFrame:
    listed = [(product.name, product.list_price_money, scenario.currency) for product in scenario.products]
    return pd.DataFrame(listed, columns=["product", "list_price", "currency"])


def _costs(scenario: Scenario) -> pd.DataFrame:
    """What a head, a manager and a hire cost."""
    pay, ledger = scenario.pay, scenario.ledger
    kinds = {
        "base_salary": pay.base_salary_money,
        "target_commission": pay.target_commission_money,
        "manager_salary": ledger.manager_salary_money,
        "hiring": ledger.hiring_money,
        "candidate": ledger.candidate_money,
        "training": ledger.training_money,
    }
    return pd.DataFrame({"kind": list(kinds), "amount": list(kinds.values()), "currency": scenario.currency})
