"""Two worlds that differ in one person's fate: all other luck is the same, until the model itself carries the news."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pytest

from simulation.model import SalesOrganization
from simulation.records import RepState
from simulation.runs import burn_in
from simulation.scenario import Scenario, load_scenario
from simulation.state import State
from tests.luck_recorder import Address, Value, listen

TEAMS, REPS = 2, 5
SIZE: dict[str, object] = {"organization.teams": TEAMS, "organization.reps_per_team": REPS, "calendar.burn_in_years": 1}
LIVELY: dict[str, object] = {  # people come and go, deals open and end, customers are lost
    "quitting.quits_per_year": 1.5,
    "quitting.hump_factor": 1.0,
    "recruiting.vacancy_weeks": 4.0,
    "prospecting.leads_per_week": 3.0,
    "selling.win_per_week": 0.3,
    "selling.advance_per_week": 0.3,
    "customers.churn_per_year": 1.0,
    "selection.notice_weeks": 0,
    "morale.dismissal_pain": 0.2,
    "learning.peer_speed": 1.0,
    "rival.learning": 0.5,
}
RIVAL_AWAY: dict[str, object] = {"rival.learning": 0.0}
TEAM_APART: dict[str, object] = {
    "morale.dismissal_pain": 0.0,
    "learning.peer_speed": 0.0,
    "coaching.hours_per_rep": 0.5,  # what a manager can always keep, whoever is absent
    "leadership.hours_per_week": 40.0,
    "customers.vacancy_service": 0.0,  # nobody gives hours to an empty seat
    "attribution.contagion": 0.0,
}
COMPARED = ("standing",)  # a place among others, which the spine gives no weight: another's fate, not one's own
YEAR = 51  # weeks without the last, whose end sets quotas by what everybody sold
CHANGE_WEEK = 10

Overrides = dict[str, object]
Change = Callable[[RepState], None]
Fate = tuple[bytes, ...]


def dismiss(rep: RepState) -> None:
    rep.weeks_to_go = 1


def provoke_quitting(rep: RepState) -> None:
    rep.quit_limit = 0.0


def make_abler(rep: RepState) -> None:
    rep.ability += 1.0


CHANGES = [dismiss, provoke_quitting, make_abler]


def fate(state: State, seat: int) -> Fate:
    """Everything that belongs to a seat: the seat, the person, open deals, accounts."""
    seats, rep = state.arrays["seats"], state.arrays["reps"][seat].copy()
    for name in COMPARED:
        rep[name] = 0.0
    return (
        seats[seat].tobytes(),
        rep.tobytes(),
        state.arrays["deals"][seat, : seats["open_deals"][seat]].tobytes(),
        state.arrays["accounts"][seat, : seats["accounts"][seat]].tobytes(),
    )


class Chronicle:
    """One world: every seat's fate week by week, every draw, and what happened on the way."""

    def __init__(
        self, scenario: Scenario, start: State, weeks: int, change: Change | None = None, somebody: int = 0
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            luck = listen(patch)
            model = SalesOrganization(scenario, 7, start)
            self.fates: list[list[Fate]] = []
            self.flows = dict.fromkeys(("resigned", "hired", "wins", "churned"), 0)
            self.people: dict[tuple[int, int], tuple[float, ...]] = {}
            for week in range(weeks):
                if change is not None and week == CHANGE_WEEK:
                    change(model.reps[somebody])
                model.step()
                self._note(model)
            self.draws: dict[Address, Value] = {address: value for address, _, value in luck.draws}

    def _note(self, model: SalesOrganization) -> None:
        state = model.to_state()
        self.fates.append([fate(state, seat) for seat in range(TEAMS * REPS)])
        for rep, seat in zip(model.reps, model.seats, strict=True):
            self.people[rep.seat, rep.hire] = (rep.competitiveness, rep.resilience, rep.learning_speed)
            for name in self.flows:
                self.flows[name] += getattr(seat, name)

    def persons(self, seat: int) -> int:
        """How many people sat in a seat."""
        return len([hire for place, hire in self.people if place == seat])


class Worlds(NamedTuple):
    """The world as it is, the world in which somebody's fate was changed, and who that is."""

    one: Chronicle
    other: Chronicle
    somebody: int


def two_worlds(overrides: Overrides, change: Change, weeks: int = YEAR, base: str = "spine") -> Worlds:
    """Two worlds from the same burnt-in firm. Somebody is of the first team, and one who would have stayed for long."""
    scenario = load_scenario(base, overrides=SIZE | LIVELY | overrides)
    start = burn_in(scenario, [7], workers=1)[0]
    one = Chronicle(scenario, start, weeks)
    somebody = min(range(REPS), key=one.persons)
    return Worlds(one, Chronicle(scenario, start, weeks, change, somebody), somebody)


def touched(one: Chronicle, other: Chronicle, weeks: Iterable[int]) -> set[int]:
    """The seats whose fate differs in any of these weeks."""
    return {
        seat
        for week in weeks
        for seat, (ours, theirs) in enumerate(zip(one.fates[week], other.fates[week], strict=True))
        if ours != theirs
    }


@pytest.mark.parametrize("change", CHANGES)
def test_without_interactions_nobody_else_is_touched_for_a_year(change: Change) -> None:
    one, other, somebody = two_worlds(RIVAL_AWAY | TEAM_APART, change)
    assert touched(one, other, range(YEAR)) == {somebody}
    assert touched(one, other, range(CHANGE_WEEK)) == set()
    assert min(one.flows.values()) > 0  # deals and accounts ended, people left and came meanwhile
    assert change is make_abler or other.persons(somebody) > one.persons(somebody)


@pytest.mark.parametrize("change", CHANGES)
def test_without_interactions_all_others_draw_the_very_same_luck(change: Change) -> None:
    one, other, somebody = two_worlds(RIVAL_AWAY | TEAM_APART, change)
    assert elsewhere(one, somebody) == elsewhere(other, somebody)
    assert one.draws.keys() != other.draws.keys()


def elsewhere(world: Chronicle, somebody: int) -> dict[Address, Value]:
    """The draws whose address does not begin with the changed seat; weeks and segments may share its number."""
    return {address: value for address, value in world.draws.items() if address[2] != somebody}


def test_news_reaches_team_mates_only_and_not_before_the_week_after() -> None:
    one, other, somebody = two_worlds(RIVAL_AWAY, dismiss)
    assert touched(one, other, range(CHANGE_WEEK + 1)) == {somebody}
    assert {somebody} < touched(one, other, [CHANGE_WEEK + 1]) <= set(range(REPS))
    assert {somebody} < touched(one, other, range(YEAR)) <= set(range(REPS))


def test_a_learning_rival_carries_the_news_to_everybody() -> None:
    one, other, _ = two_worlds({}, dismiss)
    assert touched(one, other, range(YEAR)) > set(range(REPS, TEAMS * REPS))


TEAM_ONLY: dict[str, Overrides] = {
    "covering for an empty seat": {"customers.vacancy_service": 0.5},
    "handing over": {"handover.incumbent_share": 1.0},
    "helping one's own team": {
        "helping.enabled": True,
        "helping.own_team": 1.0,
        "helping.asks_per_week": 3.0,
        "helping.gain": 1.0,
    },
    "working as others do": {"peers.spillover": 0.5},
    "keeping up with the norm": {"spirit.norm_pull": 0.5},
    "following those who left": {"quitting.team_mates": 0.1},
}
WHOLE_FIRM: dict[str, Overrides] = {
    "helping anybody": {
        "helping.enabled": True,
        "helping.own_team": 0.0,
        "helping.asks_per_week": 3.0,
        "helping.gain": 1.0,
    },
    "meeting anybody": {"knowledge.meeting_hours": 2.0, "knowledge.meeting_gain": 0.2, "knowledge.meeting_weeks": 1},
    "a public ranking": {"peers.leaderboard": "ranks"},
    "what customers tell": {"customers.referrals": 1.0},
    "what applicants hear": {"recruiting.pool_reputation": 1.0},
}


@pytest.mark.parametrize("carrier", TEAM_ONLY)
def test_some_news_stays_in_the_team(carrier: str) -> None:
    one, other, somebody = two_worlds(RIVAL_AWAY | TEAM_APART | TEAM_ONLY[carrier], dismiss)
    assert {somebody} < touched(one, other, range(YEAR)) <= set(range(REPS))


@pytest.mark.parametrize("carrier", WHOLE_FIRM)
def test_other_news_reaches_the_whole_firm(carrier: str) -> None:
    one, other, _ = two_worlds(RIVAL_AWAY | TEAM_APART | WHOLE_FIRM[carrier], dismiss)
    assert touched(one, other, range(CHANGE_WEEK)) == set()
    assert touched(one, other, range(YEAR)) & set(range(REPS, TEAMS * REPS))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_both_worlds_draw_is_the_same_for_years(change: Change) -> None:
    one, other, _ = two_worlds({"selection.cull_fraction": 0.2}, change, weeks=80, base="midmarket")
    shared = one.draws.keys() & other.draws.keys()
    assert [address for address in shared if one.draws[address] != other.draws[address]] == []
    assert len(shared) > 0.5 * max(len(one.draws), len(other.draws))
    assert one.fates[-1] != other.fates[-1]


def test_the_same_hire_in_the_same_seat_is_the_same_person_in_both_worlds() -> None:
    one, other, _ = two_worlds({"selection.cull_fraction": 0.2}, dismiss, weeks=80, base="midmarket")
    shared = one.people.keys() & other.people.keys()
    assert [who for who in shared if one.people[who] != other.people[who]] == []
    assert max(hire for _, hire in shared) >= 2
    assert len({one.people[who] for who in shared}) == len(shared)


def test_a_world_that_is_not_changed_is_the_same_world() -> None:
    one, other, _ = two_worlds({}, lambda _: None, weeks=20, base="midmarket")
    assert one.draws == other.draws
    assert np.all([ours == theirs for ours, theirs in zip(one.fates, other.fates, strict=True)])
