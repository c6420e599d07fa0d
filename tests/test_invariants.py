"""The invariants find what is wrong, and two laws known before any simulation hold in it."""

import math
from collections.abc import Callable

import pytest

from simulation.engine import Firm
from simulation.invariants import COSTS, SOLD, violations
from simulation.model import SalesOrganization
from simulation.notes import WeekReport
from simulation.runs import burn_in, run
from simulation.scenario import Scenario, load_scenario
from simulation.state import Array, State

SMALL = Scenario().with_overrides(
    {
        "organization.teams": 2,
        "organization.reps_per_team": 3,
        "calendar.burn_in_years": 1,
        "quitting.quits_per_year": 1.0,
        "selling.win_per_week": 0.3,
    }
)


def a_week() -> tuple[State, State]:
    """The states before and after a week."""
    before = burn_in(SMALL, [1])[0]
    firm = Firm(SMALL)
    firm.restore(before)
    firm.live(1)
    return before, firm.keep()


def test_a_healthy_firm_breaks_none() -> None:
    before, after = a_week()
    assert violations(after, SMALL, before) == []
    assert violations(SalesOrganization(SMALL, 1, before), SMALL) == []


def spoil(entity: str, key: str, value: float) -> Callable[[dict[str, Array]], None]:
    """Set an attribute of the first of its kind."""

    def change(arrays: dict[str, Array]) -> None:
        arrays[entity][key].flat[0] = value

    return change


def employ_twice(arrays: dict[str, Array]) -> None:
    arrays["reps"][1] = arrays["reps"][0]


def double_deal(arrays: dict[str, Array]) -> None:
    arrays["seats"]["open_deals"][0] = 2
    arrays["deals"][0, 1] = arrays["deals"][0, 0]


FAULTS: dict[str, Callable[[dict[str, Array]], None]] = {
    "reps[0].know_how = nan: must be finite": spoil("reps", "know_how", math.nan),
    "rival[0].strength = inf: must be finite": spoil("rival", "strength", math.inf),
    "reps[0].effort = -0.5: must not be negative": spoil("reps", "effort", -0.5),
    "reps[0].morale = 1.5: must not be above 1": spoil("reps", "morale", 1.5),
    "teams[0].cohesion = 1.5: must not be above 1": spoil("teams", "cohesion", 1.5),
    "seats[0].hired = 2: must not be above 1": spoil("seats", "hired", 2),
    "seats[0].dropped = 40: must not be above undecided": spoil("seats", "dropped", 40),
    "seats[0].cancelled = 40: must not be above wins": spoil("seats", "cancelled", 40),
    "seats[0].departed = 1: differs from the ways out": spoil("seats", "departed", 1),
    "managers[0].team = 1: differs from her place": spoil("managers", "team", 1),
    "report.managers = 1.0, but 2 are in post": spoil("report", "managers", 1.0),
    "report.account_money = 1.0, but the accounts sum to": spoil("report", "account_money", 1.0),
    "report.energy = 0.125, but the mean is": spoil("report", "energy", 0.125),
    "report.fairness = 0.125, but the mean is": spoil("report", "fairness", 0.125),
    "report[0].satisfaction = 101.0: must not be above 100": spoil("report", "satisfaction", 101.0),
    "seats[0].accounts = 2000: there is room for": spoil("seats", "accounts", 2000),
    "reps[1].seat = 0: differs from what the seat says": employ_twice,
    "reps[0].hire = 99: differs from what the seat says": spoil("reps", "hire", 99),
    "deals: 1 exist twice": double_deal,
    "accounts[0].opened = 999: its seat never opened it": spoil("accounts", "opened", 999),
    "has passed the deal's limit": spoil("deals", "dose", 1e6),
    "report.heads = 99.0, but": spoil("report", "heads", 99.0),
    "vacancies in 6 seats": spoil("report", "vacant_seats", 5.0),
    "report.leads = 77.0, but the seats sum to": spoil("report", "leads", 77.0),
    "report.profit_money = 5.0, but margin without costs is": spoil("report", "profit_money", 5.0),
    "report.gross_margin_money = 1.0 of": spoil("report", "gross_margin_money", 1.0),
    "seats[0].hires = 0: must never fall": spoil("seats", "hires", 0),
    "is followed by week 7": spoil("firm", "week", 7),
    "open deals changed by": spoil("seats", "undecided", 50),
    "accounts changed by": spoil("seats", "churned", 50),
    "heads changed by": spoil("seats", "laid_off", 50),
    "hires changed by": spoil("seats", "hired", 50),
    "managers changed by": spoil("managers", "appointments", 50),
    "managers[0].appointments = -1: must never fall": spoil("managers", "appointments", -1),
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_each_fault_is_found_and_named(sentence: str) -> None:
    before, after = a_week()
    before.arrays["seats"]["hires"][0] += 1
    after.arrays["seats"]["hires"][0] += 1
    after.arrays["reps"]["hire"][0] += 1
    FAULTS[sentence](after.arrays)
    found = violations(after, SMALL, before)
    assert [one for one in found if sentence in one], found


def test_every_euro_of_the_page_is_a_cost_of_a_kind_or_known_to_be_none() -> None:
    # Whoever adds an amount to the week's page says here what it is: a cost without a kind would go unnoticed.
    no_costs = {f"{kind}_money" for kind in SOLD} | {"gross_margin_money", "profit_money"}
    no_costs |= {"cancelled_money", "conceded_money"}  # what was not earned
    no_costs |= {
        "churned_money",
        "account_money",
        "recurring_gained_money",
        "recurring_lost_money",
    }  # a year, of the book
    no_costs |= {"open_money"}  # of the pipeline
    amounts = {name for name in WeekReport.attributes() if name.endswith("_money")}
    assert amounts - no_costs == {f"{kind}_money" for kind in COSTS}


# --- laws known beforehand -------------------------------------------------------------------------------------------

STEADY = {  # nobody leaves, nothing swings, every lead is taken up, and the time that a deal is open has a known mean
    "organization.teams": 4,
    "organization.reps_per_team": 10,
    "organization.deal_slots": 256,
    "calendar.burn_in_years": 2,
    "territories.potential_cv": 0.0,
    "market.demand_volatility": 0.0,
    "market.slumps_per_year": 0.0,
    "prospecting.inbound_share": 1.0,
    "customers.new_customer_share": 1.0,
    "qualification.bar": -5.0,
    "qualification.noise": 0.0,
    "selling.advance_per_week": 0.0,
    "selling.rival_per_week": 0.0,
    "selling.size_slowing": 0.0,
    "selling.quick_share": 0.0,
    "selection.ordinary_dismissals": False,
    "quitting.quits_per_year": 0.0,
}
YEARS = 10


@pytest.mark.parametrize(("per_week", "ending_per_week"), [(1.0, 0.25), (2.5, 0.1), (0.4, 1.5)])
@pytest.mark.parametrize("steps", [1, 4])
def test_open_deals_are_arrivals_times_the_mean_time_open(per_week: float, ending_per_week: float, steps: int) -> None:
    """Little's law: arrivals at a steady rate that stay an exponential time leave a Poisson number open."""
    rates = {"prospecting.leads_per_week": per_week, "selling.undecided_early_per_week": ending_per_week}
    steady = load_scenario("spine", overrides=STEADY | rates | {"calendar.steps_per_week": steps})
    lived = run(steady, 1, years=YEARS)
    seats, weeks = 40, 52 * YEARS
    due = per_week / ending_per_week
    # The number open in one seat has variance `due` and forgets itself at the rate at which deals end, week by week.
    kept = math.exp(-ending_per_week)
    error = math.sqrt(due * (1.0 + kept) / (1.0 - kept) / (seats * weeks))
    assert lived.weekly["open_deals"].mean() / seats == pytest.approx(due, abs=4.0 * error)
    assert lived.weekly["qualified"].mean() / seats == pytest.approx(
        per_week, abs=4.0 * math.sqrt(per_week / (seats * weeks))
    )


FLAT = {  # one hazard for everybody, and nobody dismissed; successors start at once, so that all seats are taken
    "organization.teams": 4,
    "organization.reps_per_team": 10,
    "calendar.burn_in_years": 1,
    "selection.ordinary_dismissals": False,
    "quitting.hump_factor": 1.0,
    "quitting.morale_weight": 0.0,
    "quitting.pay_weight": 0.0,
    "quitting.threat_factor": 1.0,
    "recruiting.vacancy_weeks": 0.0,
}


@pytest.mark.parametrize("per_year", [0.15, 0.6, 2.0])
def test_people_leave_at_their_hazard(per_year: float) -> None:
    flat = load_scenario("spine", overrides=FLAT | {"quitting.quits_per_year": per_year})
    lived = run(flat, 1, years=YEARS)
    chance = -math.expm1(-per_year / 52.0)  # a clock that runs through the week and is read at its end
    weeks = 40 * 52 * YEARS
    assert lived.weekly["heads"].min() == 40
    assert lived.weekly["dismissed"].sum() == 0
    assert lived.weekly["resigned"].sum() / weeks == pytest.approx(chance, abs=4.0 * math.sqrt(chance / weeks))
    # Tenure at a steady hazard is as long on average as the time that is still to come: 1 / chance, less this week.
    assert per_year < 0.5 or lived.weekly["tenure_weeks"].mean() == pytest.approx(1.0 / chance - 1.0, rel=0.15)
