"""Panels: the tables that measures read, made from what was recorded of a firm."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.validation.recorder import Array, Lived
from simulation.mechanisms.events import DEAL_FOUND, DEAL_LOST, DEAL_WON, NAMES

WEEKS_PER_YEAR, WEEKS_PER_QUARTER, DAYS_PER_WEEK = 52, 13, 7
WEEKS_PER_MONTH = 13 / 3
TENURED_WEEKS = 52
LEFT_UNDECIDED = frozenset({"deal_undecided", "deal_dropped", "deal_qualified_out"})
"""Ends without a decision; a deal dropped after qualification is one of them."""
WON, RIVAL, UNDECIDED = 1, 2, 3
RANKS = 4096


def at_work(lived: Lived) -> Array:
    """Weeks x seats: whether somebody worked there that week."""
    return np.asarray(lived.people["employed"] == 1)


def tenure_weeks(lived: Lived) -> Array:
    """Weeks x seats: full weeks since the occupant's first day, as the week begins; -1 in an empty seat."""
    return np.where(at_work(lived), lived.calendar[:, None] - lived.people["hired_week"], -1)


def credited(lived: Lived) -> Array:
    """Weeks x seats: new and expansion bookings, credited to whoever sat there."""
    money = lived.flows["bookings_money"] + lived.flows["expansion_money"]
    return np.where(at_work(lived), money, 0.0)


def by_year(column: Array) -> Array:
    """Weeks x seats as years x weeks of the year x seats; what is left of a last year is dropped."""
    years = len(column) // WEEKS_PER_YEAR
    return column[: years * WEEKS_PER_YEAR].reshape(years, WEEKS_PER_YEAR, -1)


def rep_years(lived: Lived) -> pd.DataFrame:
    """One row a rep and calendar year worked in full: who, whether tenured all year, revenue, and attainment of quota.

    Attainment is read as the last week begins, when the year's figures still stand, and that week is added.
    """
    money, asked = by_year(credited(lived)), by_year(lived.people["year_asked_money"])
    booked, quota = by_year(lived.people["year_bookings_money"]), by_year(lived.flows["quota_money"])
    hire, tenure = by_year(lived.people["hire"]), by_year(tenure_weeks(lived))
    stayed = (tenure >= 0).all(axis=1) & (hire == hire[:, :1]).all(axis=1)
    year, seat = np.nonzero(stayed)
    last_week_asked = quota[year, -2, seat] / WEEKS_PER_YEAR  # the year's quota: new ones are set in the last week
    with np.errstate(divide="ignore", invalid="ignore"):
        attainment = (booked[year, -1, seat] + money[year, -1, seat]) / (asked[year, -1, seat] + last_week_asked)
    return pd.DataFrame({
        "year": year,
        "seat": seat,
        "hire": hire[year, 0, seat],
        "tenured": tenure[year, 0, seat] >= TENURED_WEEKS,
        "revenue_money": money.sum(axis=1)[year, seat],
        "attainment": attainment,
    })  # fmt: skip


def ended_deals(lived: Lived) -> pd.DataFrame:
    """One row a deal that ended: how (`WON`, `RIVAL`, `UNDECIDED`), its value, and its days since it was found."""
    events = lived.events
    outcome = np.zeros(len(events), np.int8)
    for kind, end in _ends().items():
        outcome[events["kind"] == kind] = end
    ends = events[outcome > 0]
    found = events[events["kind"] == DEAL_FOUND]
    created = _created(ends, found, lived.deals)
    ended = ends["week"] + ends["day"] / DAYS_PER_WEEK
    return pd.DataFrame({
        "outcome": outcome[outcome > 0],
        "value_money": ends["value_money"],
        "cycle_days": DAYS_PER_WEEK * (ended - created),
    })  # fmt: skip


def _ends() -> dict[int, int]:
    """Kinds of events that end a deal, and which end that is."""
    undecided = dict.fromkeys((kind for kind, name in NAMES.items() if name in LEFT_UNDECIDED), UNDECIDED)
    return {DEAL_WON: WON, DEAL_LOST: RIVAL, **undecided}


def _created(ends: Array, found: Array, open_at_start: Array) -> Array:
    """When each ended deal was found, in weeks: from its line in the record, or from the pipeline at its start."""
    keys = np.concatenate([_key(found["deal_seat"], found["deal_week"], found["deal_rank"]), _keys_of(open_at_start)])
    when = np.concatenate([found["week"] + found["day"] / DAYS_PER_WEEK, _whens_of(open_at_start)])
    order = np.argsort(keys, kind="stable")
    keys, when = keys[order], when[order]
    asked = _key(ends["deal_seat"], ends["deal_week"], ends["deal_rank"])
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1) if len(keys) else np.zeros(len(asked), int)
    known = keys[place] == asked if len(keys) else np.zeros(len(asked), bool)
    return np.where(known, when[place] if len(keys) else np.nan, np.nan)


def _key(seat: Array, week: Array, rank: Array) -> Array:
    """A deal by where, when and as which lead it was found, as one number."""
    return (seat * np.int64(1 << 24) + week + (1 << 20)) * RANKS + rank


def _keys_of(deals: Array) -> Array:
    return _key(deals["seat"], deals["week"], deals["rank"]) if deals.dtype.names else np.zeros(0, np.int64)


def _whens_of(deals: Array) -> Array:
    return deals["created"] if deals.dtype.names else np.zeros(0)


def found_deals(lived: Lived) -> int:
    """Deals that came into the pipeline."""
    return int((lived.events["kind"] == DEAL_FOUND).sum())


def account_codes(rows: Array, seat: str = "seat", opened: str = "opened") -> Array:
    """Who an account is, as one number; `seat` and `opened` name the columns that say it."""
    codes: Array = rows[seat] * np.int64(1 << 24) + rows[opened]
    return codes
