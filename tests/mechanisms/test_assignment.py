"""Assignment: lots by identity, arms of their shares, lines in order of results."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization, Script
from simulation.mechanisms.assignment import is_of, line_up, recent_ratio
from simulation.notes import ActionState
from simulation.parameters.scripts import Newcomers, Results, Unit
from simulation.records import RepState
from simulation.script import Assignment, Change, Eligible
from tests.mechanisms.builders import CALM, calm_firm, firm, make

pytestmark = pytest.mark.jitoff

MANY = {**CALM, "organization.teams": 10, "organization.reps_per_team": 8, "prospecting.leads_per_week": 0.0}


def script(*assignments: Assignment) -> Script:
    return Script(assignments=assignments)


def drawn(assignment: Assignment, seed: int = 1) -> SalesOrganization:
    """A calm firm of eighty in which an assignment of week 0 has been drawn."""
    o = firm(MANY, seed, script=script(assignment))
    o.step()
    return o


def test_a_half_of_the_reps_is_a_half_on_average() -> None:
    shares = [
        sum(rep.arm for rep in drawn(Assignment(name="a", week=0, arms={"x": 0.5}), seed=s).reps) for s in range(20)
    ]
    # 1,600 lots at a half: 800, with a standard deviation of 20.
    assert 720 < sum(shares) < 880
    assert len(set(shares)) > 5


def test_a_half_of_the_teams_is_a_half_and_the_whole_team_goes() -> None:
    o = drawn(Assignment(name="a", week=0, unit=Unit.TEAM, arms={"x": 0.5}))
    arms = [{rep.arm for rep in o.reps if rep.team == team} for team in range(10)]
    assert sorted(arms, key=max) == [{0}] * 5 + [{1}] * 5
    assert [{manager.arm} for manager in o.managers] == arms
    assert [{seat.arm for seat in o.seats if seat.team == team} for team in range(10)] == arms


def test_arms_share_out_the_lots_from_end_to_end() -> None:
    o = drawn(Assignment(name="a", week=0, arms={"x": 0.25, "y": 0.5}))
    for rep in o.reps:
        assert rep.arm == (1 if rep.lot < 0.25 else 2 if rep.lot < 0.75 else 0)
    assert {rep.arm for rep in o.reps} == {0, 1, 2}


def test_two_assignments_are_drawn_apart_and_their_arms_combine() -> None:
    both = script(*(Assignment(name=name, week=0, arms={"x": 0.5, "y": 0.5}) for name in ("one", "other")))
    o = firm(MANY, script=both)
    o.step()
    assert {rep.arm for rep in o.reps} == {1 + 3 * 1, 2 + 3 * 1, 1 + 3 * 2, 2 + 3 * 2}


def test_the_lots_of_others_do_not_move_when_somebody_is_gone() -> None:
    assignment = Assignment(name="a", week=0, arms={"x": 0.5})
    one, other = (firm(MANY, script=script(assignment)) for _ in range(2))
    other.reps[5].weeks_to_go = 3
    for o in (one, other):
        o.step()
    lots = [[rep.lot for rep in o.reps] for o in (one, other)]
    assert lots[1][5] == -1.0 != lots[0][5]
    assert [lot for seat, lot in enumerate(lots[0]) if seat != 5] == [
        lot for seat, lot in enumerate(lots[1]) if seat != 5
    ]


def test_other_seeds_are_other_lots() -> None:
    assignment = Assignment(name="a", week=0, arms={"x": 0.5})
    assert [rep.lot for rep in drawn(assignment).reps] != [rep.lot for rep in drawn(assignment, seed=2).reps]


@pytest.mark.parametrize(
    ("eligible", "asked"),
    [
        (Eligible(min_tenure_weeks=30), lambda seat: seat >= 30),
        (Eligible(max_tenure_weeks=30), lambda seat: seat <= 30),
        (Eligible(teams=(0, 9)), lambda seat: seat // 8 in (0, 9)),
        (Eligible(rank_to=0.2), lambda seat: seat < 16),
        (Eligible(rank_from=0.9), lambda seat: seat >= 72),
        (Eligible(rank_from=0.5, min_tenure_weeks=40), lambda seat: seat >= 60),
    ],
)
def test_only_the_eligible_are_drawn(eligible: Eligible, asked: object) -> None:
    o = firm(MANY, script=script(Assignment(name="a", week=0, arms={"x": 1.0}, eligible=eligible)))
    for number, rep in enumerate(o.reps):
        rep.hired_week, rep.quarter_1_ago_money, rep.expected_1_ago_money = -number, float(number), 100.0
    o.step()
    assert [rep.seat for rep in o.reps if rep.arm == 1] == [seat for seat in range(80) if asked(seat)]  # type: ignore[operator]


def test_only_the_invited_teams_share_the_arms() -> None:
    eligible = Eligible(teams=(1, 3, 5, 7))
    o = drawn(Assignment(name="a", week=0, unit=Unit.TEAM, arms={"x": 0.5}, eligible=eligible))
    assert len({rep.team for rep in o.reps if rep.arm == 1}) == 2
    assert {rep.team for rep in o.reps if rep.arm == 1} < {1, 3, 5, 7}
    assert [team.invited for team in o.teams] == [0] * 10


@pytest.mark.parametrize(("newcomers", "arm"), [(Newcomers.ORDINARY, 0), (Newcomers.SEAT, 1)])
def test_a_successor_joins_the_arm_of_the_seat_only_where_the_script_says_so(newcomers: Newcomers, arm: int) -> None:
    assignment = Assignment(name="a", week=0, arms={"x": 1.0}, newcomers=newcomers)
    o = firm({**MANY, "recruiting.vacancy_weeks": 0.0}, script=script(assignment))
    o.reps[3].weeks_to_go = 3  # here to be drawn no more
    o.step()
    assert (o.reps[3].arm, o.reps[4].arm) == (0, 1)
    o.reps[4].weeks_to_go = 1
    o.step()
    assert (o.reps[4].hire, o.reps[4].arm) == (1, arm)


def test_seats_stop_handing_on_when_the_last_change_ends_and_people_keep_their_arm() -> None:
    one = Assignment(name="a", week=0, arms={"x": 1.0}, newcomers=Newcomers.SEAT)
    other = Assignment(name="b", week=0, arms={"x": 1.0}, newcomers=Newcomers.SEAT)
    ends = Change(from_week=0, until_week=2, who="a.x", set={"pay.accelerator": 1.0})
    stays = Change(from_week=0, who="b.x", set={"quota.ambition": 1.0})
    o = firm(script=Script(assignments=(one, other), changes=(ends, stays)))
    arms = []
    for _ in range(3):
        o.step()
        arms.append((o.seats[0].arm, o.reps[0].arm))
    assert arms == [(3, 3), (3, 3), (2, 3)]


def test_results_look_back_two_full_quarters_or_three() -> None:
    rep = make(
        RepState,
        quarter_money=1.0, quarter_1_ago_money=2.0, quarter_2_ago_money=3.0, quarter_3_ago_money=4.0,
        expected_quarter_money=2.0, expected_1_ago_money=5.0, expected_2_ago_money=5.0, expected_3_ago_money=8.0,
    )  # fmt: skip
    assert recent_ratio(rep, int(Results.HALF_YEAR)) == 6.0 / 12.0
    assert recent_ratio(rep, int(Results.YEAR)) == 10.0 / 20.0
    assert recent_ratio(make(RepState), int(Results.YEAR)) == 1.0


def test_membership_looks_at_its_own_place_of_the_number() -> None:
    action = make(ActionState, radix=3, size=4, digit=2)
    assert [arm for arm in range(12) if is_of(arm, action)] == [6, 7, 8]
    assert is_of(7, make(ActionState))


def test_a_line_runs_from_the_lowest_results_without_those_who_go_anyway() -> None:
    o = calm_firm({"organization.reps_per_team": 4})
    for rep, brought in zip(o.reps, (5.0, 1.0, 3.0, 2.0), strict=True):
        rep.quarter_money, rep.expected_quarter_money = brought, 4.0
    o.reps[3].weeks_to_go = 2
    action = make(ActionState, by=int(Results.HALF_YEAR), most_tenure_weeks=9999)
    assert line_up(o, action) == 3
    assert o.order[:3] == [1, 2, 0]
    assert [rep.score for rep in o.reps[:3]] == [1.25, 0.25, 0.75]
