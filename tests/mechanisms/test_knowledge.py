"""Knowledge: pairs that meet and change, a playbook that must be kept up, and what both are worth."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.knowledge import (
    keep_playbooks,
    learned_from,
    meet_partner,
    pair_off,
    partner_of,
    shared_practice,
)
from simulation.mechanisms.learning import learn
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import customer_hours
from simulation.parameters.knowledge import Knowledge
from simulation.records import NOBODY
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
SHARING = Knowledge(meeting_gain=0.05, best_practice=0.2, half_gain_hours=0.5)
OWN = {  # as an ordinary firm does it
    f"knowledge.{name}": getattr(Knowledge(), name) for name in Knowledge.model_fields
}
TWELVE = {"organization.teams": 3, "organization.reps_per_team": 4}


@pytest.mark.parametrize(
    ("turn", "partners"),
    [
        (5, [5, 4, 3, 2, 1, 0]),
        (4, [4, 3, NOBODY, 1, 0, NOBODY]),  # seats 2 and 5 fall on themselves: 2 + 2 = 4, 5 + 5 = 10 = 4 + 6
        (0, [NOBODY, 5, 4, NOBODY, 2, 1]),
    ],
)
def test_pairs_by_hand(turn: int, partners: list[int]) -> None:
    assert [partner_of(seat, 6, turn) for seat in range(6)] == partners


@pytest.mark.parametrize("seats", [1, 2, 5, 8])
def test_whoever_one_meets_meets_one_and_over_all_turns_everybody_meets_everybody(seats: int) -> None:
    met = [[partner_of(seat, seats, turn) for seat in range(seats)] for turn in range(seats)]
    for pairs in met:
        assert all(partner == NOBODY or pairs[partner] == seat for seat, partner in enumerate(pairs))
    assert all(
        sorted(pairs[seat] for pairs in met) == sorted({*range(seats)} - {seat} | {NOBODY}) for seat in range(seats)
    )


def pairs_by_week(o: SalesOrganization, weeks: int) -> list[tuple[int, ...]]:
    """Everybody's partner in each of the coming weeks."""
    pairs = []
    for week in range(weeks):
        o.firm.week = week
        pair_off(o, o.ps)
        pairs.append(tuple(seat.partner for seat in o.seats))
    return pairs


def test_partners_stay_together_for_the_stated_weeks_and_change_then() -> None:
    o = calm_firm({**TWELVE, "knowledge.meeting_weeks": 4})
    pairs = pairs_by_week(o, 400)
    assert all(len(set(pairs[start : start + 4])) == 1 for start in range(0, 400, 4))
    # 100 turns of twelve: eleven of twelve differ from the one before, and none is left out.
    changes = sum(pairs[start] != pairs[start - 1] for start in range(4, 400, 4))
    assert changes == pytest.approx(99 * 11 / 12, abs=4 * 2.75)
    assert len(set(pairs)) == 12


def test_before_the_first_turn_nobody_has_a_partner() -> None:
    o = calm_firm(TWELVE)
    assert {seat.partner for seat in o.seats} == {NOBODY}


def test_each_arm_keeps_its_own_time() -> None:
    o = calm_firm({**TWELVE, "knowledge.meeting_weeks": 2})
    o.use_arms((o.p, o.p.with_overrides({"knowledge.meeting_weeks": 52})))
    for number in range(6):
        o.seats[number].arm = o.reps[number].arm = 1
    pairs = pairs_by_week(o, 52)
    assert len({week[:6] for week in pairs}) == 1
    assert len({week[6:] for week in pairs}) > 5


@pytest.mark.parametrize(
    ("partner", "own", "hours", "learned"),
    [
        (0.9, 0.5, 0.5, 0.01),  # 0.05 * 0.5 hours of a lead of 0.4
        (0.5, 0.9, 0.5, 0.0),  # nothing to learn from the weaker
        (0.9, 0.5, 40.0, 0.4),  # nobody learns more than the other knows
    ],
)
def test_what_an_hour_with_a_partner_brings(partner: float, own: float, hours: float, learned: float) -> None:
    assert learned_from(partner, own, hours, SHARING) == pytest.approx(learned)


def pair(first: float, second: float, **settings: object) -> SalesOrganization:
    """Two partners with this know-how, at the start of the week's meetings."""
    o = calm_firm({"knowledge.meeting_hours": 1.0, "knowledge.meeting_gain": 0.1, **settings})
    for rep, known in zip(o.reps, (first, second), strict=True):
        rep.know_how = rep.know_how_shown = known
        o.seats[rep.seat].partner = 1 - rep.seat
    return o


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_weaker_learns_from_the_stronger_whoever_is_visited_first(order: tuple[int, int]) -> None:
    o = pair(0.5, 0.9)
    for number in order:
        meet_partner(o.reps[number], o, o.p)
    assert [rep.know_how for rep in o.reps] == pytest.approx([0.54, 0.9])
    assert [rep.partner for rep in o.reps] == [1, 0]


def test_an_empty_seat_teaches_nobody() -> None:
    o = pair(0.5, 0.9)
    o.reps[1].employed = 0
    meet_partner(o.reps[0], o, o.p)
    assert (o.reps[0].know_how, o.reps[0].partner) == (0.5, NOBODY)


def test_without_hours_nobody_meets() -> None:
    o = pair(0.5, 0.9, **{"knowledge.meeting_hours": 0.0})
    meet_partner(o.reps[0], o, o.p)
    assert (o.reps[0].know_how, o.reps[0].partner) == (0.5, NOBODY)


@pytest.mark.parametrize(
    ("playbook", "hours", "cooperation", "above_par"),
    [
        (0.0, 0.0, 1.0, 0.0),
        (1.0, 0.0, 1.0, 0.2),
        (0.0, 0.5, 1.0, 0.1),  # half of what plenty of meetings bring
        (0.5, 0.5, 1.0, 0.15),  # of the other half, half again
        (1.0, 0.0, 0.4, 0.08),  # people who keep things to themselves have little to write down
        (1.0, 9.0, 0.0, 0.0),
    ],
)
def test_what_sharing_sustains(playbook: float, hours: float, cooperation: float, above_par: float) -> None:
    assert shared_practice(playbook, hours, cooperation, SHARING) == pytest.approx(above_par)


def kept_up(o: SalesOrganization, weeks: int) -> float:
    """The first team's playbook after so many weeks."""
    for _ in range(weeks):
        keep_playbooks(o, o.ps)
    return o.teams[0].playbook


@pytest.mark.parametrize(("hours", "start", "left"), [(0.0, 0.8, 0.4), (0.5, 0.5, 0.5), (0.5, 0.1, 0.3)])
def test_a_playbook_follows_its_hours_and_fades_without_them(hours: float, start: float, left: float) -> None:
    # In a half-life, half of the way to its hours' worth: 0 without hours, 0.5 at the hours of half the gain.
    o = calm_firm({
        "knowledge.playbook_hours": hours, "knowledge.half_gain_hours": 0.5, "knowledge.playbook_half_life_weeks": 20.0,
    })  # fmt: skip
    open_week(o, o.p)
    o.teams[0].playbook = start
    assert kept_up(o, 20) == pytest.approx(left)


def test_each_team_writes_its_own_playbook() -> None:
    o = calm_firm({**TWELVE, **OWN})
    o.use_arms((o.p, o.p.with_overrides({"knowledge.playbook_hours": 0.0})))
    o.managers[0].arm = 1
    open_week(o, o.p)
    assert kept_up(o, 1) < 0.3
    assert o.teams[1].playbook > 0.3


def learned_in_a_quarter(playbook: float, **settings: object) -> float:
    """Know-how of a newcomer after 13 weeks in a team whose playbook stays as good as it is."""
    o = calm_firm({**OWN, "coaching.gain": 0.0, "knowledge.meeting_hours": 0.0, **settings})
    open_week(o, o.p)
    rep = o.reps[0]
    rep.know_how, rep.learning_speed, o.teams[0].cooperation = 0.6, 1.0, 0.5
    for _ in range(13):
        o.teams[0].playbook = playbook
        learn(rep, o, o.p)
    return float(rep.know_how)


def test_newcomers_learn_faster_and_further_with_a_playbook() -> None:
    par_only = {"knowledge.best_practice": 0.0}
    assert learned_in_a_quarter(1.0, **par_only) > learned_in_a_quarter(0.0, **par_only)
    as_fast = {"knowledge.playbook_speed": 0.0}
    assert learned_in_a_quarter(1.0, **as_fast) > learned_in_a_quarter(0.0, **as_fast)


def test_hours_of_sharing_are_taken_from_customers() -> None:
    left = []
    for meetings, writing in ((0.0, 0.0), (2.0, 1.0)):
        o = calm_firm({"knowledge.meeting_hours": meetings, "knowledge.playbook_hours": writing})
        o.reps[0].effort = 1.0
        left.append(customer_hours(o.reps[0], o, o.p))
    assert left[0] - left[1] == pytest.approx(3.0)


def test_a_novice_who_meets_an_expert_catches_up() -> None:
    known = []
    for hours in (0.0, 2.0):
        o = calm_firm({"knowledge.meeting_hours": hours, "knowledge.meeting_weeks": 1})
        o.reps[0].know_how, o.reps[1].know_how = 0.5, 1.0
        for _ in range(8):
            o.step()
        known.append(o.reps[0].know_how)
    assert known[1] > known[0] + 0.02
