"""Actions: what a script does, on its week, to whom, and for how long."""

from __future__ import annotations

import pytest
from scipy.stats import beta

from simulation import SalesOrganization, Script
from simulation.mechanisms.events import SLUMP, WARNED
from simulation.mechanisms.leadership import searches
from simulation.parameters.promotion import PromotionRule
from simulation.parameters.scripts import Pick, Quality, Results, Seats, Shock, Unit
from simulation.script import (
    Action,
    Assignment,
    HiringFreeze,
    Layoff,
    ManagerVacancy,
    MarketShock,
    NewManagers,
    Removal,
    Ultimatum,
)
from tests.mechanisms.builders import CALM, firm

pytestmark = pytest.mark.jitoff

TEN = {
    **CALM,
    "organization.teams": 2,
    "organization.reps_per_team": 5,
    "prospecting.leads_per_week": 0.0,
    "recruiting.vacancy_weeks": 0.0,
    "selection.severance_weeks": 5.2,
    "pay.base_salary_money": 10_000.0,
}
HALF = Assignment(name="half", week=0, unit=Unit.TEAM, arms={"x": 0.5})


def acting(*actions: Action, overrides: dict[str, object] | None = None, drawn: bool = False) -> SalesOrganization:
    """Ten calm reps, whose results rise from seat to seat, under these actions."""
    script = Script(assignments=(HALF,) if drawn else (), actions=actions)
    o = firm({**TEN, **(overrides or {})}, script=script, events=True)
    for number, rep in enumerate(o.reps):
        rep.quarter_1_ago_money, rep.expected_1_ago_money = 10.0 + number, 10.0
    return o


def lived(o: SalesOrganization, weeks: int = 1) -> SalesOrganization:
    for _ in range(weeks):
        o.step()
    return o


def gone(o: SalesOrganization) -> list[int]:
    """The seats whose first occupant has left."""
    return [rep.seat for rep in o.reps if rep.employed == 0 or rep.hire > 0]


# --- layoffs ---------------------------------------------------------------------------------------------------------


def test_a_layoff_takes_the_lowest_share_at_the_end_of_its_week() -> None:
    o = lived(acting(Layoff(week=1, fraction=0.3)))
    assert gone(o) == []
    lived(o)
    assert gone(o) == [0, 1, 2]
    assert [seat.laid_off for seat in o.seats] == [1, 1, 1] + [0] * 7
    assert (o.report.laid_off, o.report.dismissed, o.report.resigned) == (3.0, 0.0, 0.0)
    assert o.report.severance_money == pytest.approx(3 * 1_000.0)


def test_a_layoff_by_lot_asks_no_results() -> None:
    script = Script(actions=(Layoff(week=0, fraction=0.3, by=Results.LOT),))
    found = {tuple(gone(lived(firm(TEN, seed, script=script)))) for seed in range(6)}
    assert {len(seats) for seats in found} == {3}
    assert len(found) > 3


def test_notice_is_given_and_kept() -> None:
    o = lived(acting(Layoff(week=0, fraction=0.1, notice_weeks=3)), 3)
    assert (gone(o), o.reps[0].weeks_to_go) == ([], 1)
    assert gone(lived(o)) == [0]


def test_an_arbitrary_layoff_is_a_shock_to_fairness_until_the_week_is_over() -> None:
    fair, arbitrary = (acting(Layoff(week=0, fraction=0.3, fair=fair)) for fair in (True, False))
    for o in (fair, arbitrary):
        o.act(o.actions)
    assert [o.firm.fairness_shock for o in (fair, arbitrary)] == [0.0, 0.3]
    assert lived(acting(Layoff(week=0, fraction=0.3, fair=False))).firm.fairness_shock == 0.0


def test_an_arbitrary_layoff_costs_fairness_what_power_can_by_the_share_of_seats() -> None:
    power = {"leadership.power_unfairness": 0.5, "leadership.use_of_power": 0.0}
    fair, arbitrary = (
        lived(acting(Layoff(week=0, fraction=0.4, fair=fair), overrides=power)).teams[1].fairness
        for fair in (True, False)
    )
    assert (fair, arbitrary) == (1.0, pytest.approx(0.8))


def test_a_layoff_in_an_arm_takes_its_share_there() -> None:
    o = lived(acting(Layoff(week=0, fraction=0.4, who="half.x"), drawn=True))
    (team,) = {rep.team for rep in o.reps if rep.arm == 1 and rep.hire == 0}
    assert gone(o) == [5 * team, 5 * team + 1]


def test_newcomers_are_spared_where_the_script_says_so() -> None:
    o = acting(Layoff(week=0, fraction=0.5, min_tenure_weeks=26))
    for rep in o.reps:
        rep.hired_week = -30 if rep.seat in (4, 9) else -3
    assert gone(lived(o)) == [4]


@pytest.mark.parametrize(
    ("seats", "overrides", "weeks_empty"),
    [
        (Seats.SEARCH, {"recruiting.vacancy_weeks": 3.0, "recruiting.fastest_share": 1.0}, 3),
        (Seats.AT_ONCE, {"recruiting.vacancy_weeks": 3.0, "recruiting.fastest_share": 1.0}, 0),
    ],
)
def test_seats_are_searched_for_or_filled_at_once(seats: Seats, overrides: dict[str, object], weeks_empty: int) -> None:
    o = acting(Layoff(week=0, fraction=0.1, seats=seats), overrides=overrides)
    empty = [lived(o).reps[0].employed == 0 for _ in range(8)]
    assert empty.count(True) == weeks_empty


def test_closed_seats_open_again_after_their_time_or_never() -> None:
    for_a_while = acting(Layoff(week=1, fraction=0.1, seats=Seats.CLOSED, closed_weeks=5))
    for_good = acting(Layoff(week=1, fraction=0.1, seats=Seats.CLOSED))
    # Empty from week 2; opened in week 6, at whose end somebody is hired.
    assert [lived(for_a_while).reps[0].employed for _ in range(8)] == [1, 0, 0, 0, 0, 0, 1, 1]
    assert [lived(for_good).reps[0].employed for _ in range(8)] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert [seat.closed > 0 for seat in for_good.seats] == [True] + [False] * 9


def test_what_recurs_recurs() -> None:
    o = acting(Layoff(week=0, fraction=0.1, seats=Seats.CLOSED, every_weeks=2, times=3))
    assert [len(gone(lived(o))) for _ in range(6)] == [1, 1, 2, 2, 3, 3]


# --- removals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pick", "seats"), [(Pick.WORST, [0, 5]), (Pick.BEST, [4, 9])])
def test_one_of_each_team_is_removed(pick: Pick, seats: list[int]) -> None:
    o = lived(acting(Removal(week=0, pick=pick, called="dismissal")))
    assert gone(o) == seats
    assert (o.report.dismissed, o.report.severance_money) == (2.0, pytest.approx(2_000.0))


def test_a_random_one_of_each_team_is_removed_and_it_is_called_a_resignation() -> None:
    found = [lived(acting(Removal(week=week, called="resignation")), week + 1) for week in range(8)]
    assert {tuple(seat // 5 for seat in gone(o)) for o in found} == {(0, 1)}
    assert len({tuple(gone(o)) for o in found}) == 1  # the same step of the same script draws the same lots
    assert {(o.report.resigned, o.report.dismissed, o.report.severance_money) for o in found} == {(2.0, 0.0, 0.0)}
    others = firm(TEN, seed=2, script=Script(actions=(Removal(week=0, called="resignation"),)))
    assert gone(lived(others)) != gone(found[0])


# --- warnings --------------------------------------------------------------------------------------------------------


def warned(o: SalesOrganization) -> list[int]:
    return [rep.seat for rep in o.reps if rep.named > 0]


@pytest.mark.parametrize(("carried_out", "left"), [(True, [0]), (False, [])])
def test_the_lowest_are_warned_and_whoever_is_among_them_again_goes_or_not(carried_out: bool, left: list[int]) -> None:
    o = lived(acting(Ultimatum(week=0, share=0.2, horizon_weeks=4, carried_out=carried_out)))
    assert warned(o) == [0, 1]
    assert [o.events[0][line].kind for line in range(o.seats[0].events)] == [WARNED]
    lived(o, 3)
    o.reps[1].quarter_1_ago_money = 99.0
    assert (gone(o), warned(o)) == ([], [0, 1])
    lived(o)
    assert (gone(o), warned(o)) == (left, [])


def test_somebody_who_is_warned_fears_for_the_job() -> None:
    o = lived(
        acting(
            Ultimatum(week=0, share=0.2, horizon_weeks=4, carried_out=False), overrides={"effort.threat_effort": 0.1}
        )
    )
    assert [rep.effort for rep in o.reps[:3]] == pytest.approx([1.1, 1.1, 1.0])
    assert o.reps[0].morale < o.reps[2].morale


# --- managers --------------------------------------------------------------------------------------------------------


def test_new_managers_are_others_as_good_as_the_script_says() -> None:
    action = NewManagers(
        week=1,
        who="half.x",
        values={Quality.RESILIENCE: 0.25},
        quantiles={Quality.COACHING_SKILL: 0.9, Quality.HELPFULNESS: 0.9},
    )
    o = lived(acting(action, drawn=True))
    before = [(manager.competitiveness, manager.coaching_skill) for manager in o.managers]
    lived(o)
    (new,) = [manager for manager in o.managers if manager.arm == 1]
    (old,) = [manager for manager in o.managers if manager.arm == 0]
    assert (old.competitiveness, old.coaching_skill) == before[old.team]
    assert (old.appointments, new.appointments, new.resilience) == (0, 1, 0.25)
    assert new.competitiveness != before[new.team][0]
    mean, sd = o.p.coaching.skill_mean, o.p.coaching.skill_sd
    certainty = mean * (1.0 - mean) / (sd * sd) - 1.0
    assert new.coaching_skill == pytest.approx(beta.ppf(0.9, mean * certainty, (1.0 - mean) * certainty), abs=0.005)
    assert new.helpfulness > 0.5


@pytest.mark.parametrize("quality", Quality)
def test_every_quality_can_be_set(quality: Quality) -> None:
    o = lived(acting(NewManagers(week=0, values={quality: 0.125})))
    (usual, *_) = lived(acting(NewManagers(week=0))).managers
    changed = [name for name in usual.attributes() if getattr(o.managers[0], name) != getattr(usual, name)]
    assert changed == [quality.word]
    assert getattr(o.managers[0], quality.word) == 0.125
    by_quantile = lived(acting(NewManagers(week=0, quantiles={quality: 0.99}))).managers[0]
    assert getattr(by_quantile, quality.word) > 0.7


def test_a_vacant_post_means_no_coaching_and_no_salary_until_somebody_comes() -> None:
    o = acting(ManagerVacancy(week=1, weeks=2), overrides={"ledger.manager_salary_money": 52_000.0})
    seen = [(lived(o).managers[0].coaching_hours_per_rep > 0.0, o.report.managers_money) for _ in range(4)]
    assert seen == [(True, 2_000.0), (False, 0.0), (False, 0.0), (True, 2_000.0)]
    assert [manager.appointments for manager in o.managers] == [1, 1]


def test_a_post_filled_by_a_rule_is_filled_on_the_same_day_from_the_team() -> None:
    terms: dict[str, object] = {"ledger.manager_salary_money": 52_000.0, "promotion.least_tenure_weeks": 0}
    o = acting(ManagerVacancy(week=1, weeks=2, filled_by=PromotionRule.SELLER), overrides=terms)
    seen = [(lived(o).managers[0].coaching_hours_per_rep > 0.0, o.report.managers_money) for _ in range(2)]
    assert gone(o) == []
    lived(o)
    assert [seat.promoted for seat in o.seats] == [0, 0, 0, 0, 1] * 2
    seen += [(o.managers[0].coaching_hours_per_rep > 0.0, 0.0)]
    seen += [(lived(o).managers[0].coaching_hours_per_rep > 0.0, o.report.managers_money)]
    assert seen == [(True, 2_000.0), (False, 0.0), (False, 0.0), (True, 2_000.0)]
    assert [manager.appointments for manager in o.managers] == [1, 1]


def test_where_nobody_has_served_long_enough_somebody_comes_from_outside() -> None:
    terms: dict[str, object] = {"promotion.least_tenure_weeks": 520}
    o = lived(acting(ManagerVacancy(week=1, weeks=2, filled_by=PromotionRule.SELLER), overrides=terms), 4)
    assert (gone(o), [manager.in_post for manager in o.managers]) == ([], [1, 1])


# --- freezes and shocks ----------------------------------------------------------------------------------------------


def test_nobody_is_hired_in_a_freeze_and_two_freezes_may_overlap() -> None:
    freezes = (HiringFreeze(week=1, weeks=3), HiringFreeze(week=2, weeks=4))
    o = acting(*freezes)
    o.reps[0].weeks_to_go = 2
    # Gone at the end of week 1; thawed in week 6, at whose end somebody is hired.
    assert [lived(o).reps[0].employed for _ in range(8)] == [1, 0, 0, 0, 0, 0, 1, 1]
    assert [team.hiring_frozen for team in o.teams] == [0, 0]


@pytest.mark.parametrize(
    "actions",
    [
        (Layoff(week=0, fraction=0.1), HiringFreeze(week=1, weeks=4)),
        (Layoff(week=0, fraction=0.1, seats=Seats.CLOSED, closed_weeks=5),),
    ],
)
def test_a_search_stands_still_while_nobody_may_be_hired(actions: tuple[Action, ...]) -> None:
    searching = {"recruiting.vacancy_weeks": 4.0, "recruiting.fastest_share": 1.0}
    o, usual = acting(*actions, overrides=searching), acting(Layoff(week=0, fraction=0.1), overrides=searching)
    empty, of_old = ([lived(one).reps[0].employed == 0 for _ in range(14)].count(True) for one in (o, usual))
    assert of_old == 4
    assert 8 <= empty <= 9


def test_nobody_searches_for_closed_seats_or_in_a_freeze() -> None:
    o = acting()
    for rep in o.reps:
        rep.employed = 0
    size = o.p.organization.reps_per_team
    assert searches(o, o.teams[0], 0, size) == size
    o.seats[0].closed = 7
    assert searches(o, o.teams[0], 0, size) == size - 1
    o.teams[0].hiring_frozen = 1
    assert searches(o, o.teams[0], 0, size) == 0


def test_a_freeze_in_an_arm_leaves_the_other_teams_alone() -> None:
    o = acting(HiringFreeze(week=0, weeks=9, who="half.x"), drawn=True)
    for rep in o.reps:
        rep.weeks_to_go = 1
    lived(o)
    frozen = {manager.team for manager in o.managers if manager.arm == 1}
    assert {rep.team for rep in o.reps if rep.employed == 0} == frozen


def test_a_slump_strikes_on_its_week_and_fades() -> None:
    o = acting(MarketShock(week=2, shock=Shock.SLUMP, size=0.4), overrides={"market.slump_half_life_weeks": 260.0})
    demand = [lived(o).report.demand for _ in range(4)]
    assert demand[:2] == [1.0, 1.0]
    assert demand[2] == pytest.approx(0.6, abs=0.003)
    assert demand[2] < demand[3] < 0.605


def test_two_slumps_take_their_share_of_what_is_left() -> None:
    twice = [MarketShock(week=1, shock=Shock.SLUMP, size=0.5) for _ in range(2)]
    o = acting(*twice, overrides={"market.slump_half_life_weeks": 260.0})
    assert lived(o, 2).report.demand == pytest.approx(0.25, abs=0.003)


STRUCK = {
    Shock.SLUMP: lambda o: o.market.slump,
    Shock.REGULATION: lambda o: o.seats[0].closed_share,
    Shock.LAUNCH: lambda o: o.rival.launch_log,
    Shock.BACKLASH: lambda o: -o.firm.customer_reputation / 100.0,
    Shock.CANCELLATIONS: lambda o: o.market.cancelling,
}


@pytest.mark.parametrize("shock", Shock)
def test_every_shock_strikes_with_its_size_and_stands_in_its_week_s_log(shock: Shock) -> None:
    o = acting(MarketShock(week=1, shock=shock, size=50.0 if shock == Shock.BACKLASH else 0.5))
    kinds = []
    for _ in range(3):
        lived(o)
        kinds.append([o.events[0][line].kind for line in range(o.seats[0].events)])
    assert kinds == [[], [SLUMP + shock], []]
    again = acting(MarketShock(week=0, shock=shock, size=50.0 if shock == Shock.BACKLASH else 0.5))
    assert STRUCK[shock](again) == 0.0
    again.act(again.actions)
    assert STRUCK[shock](again) == pytest.approx(0.5)


def test_new_rules_strike_their_segment_in_their_week_only() -> None:
    rules = MarketShock(week=1, shock=Shock.REGULATION, size=0.5, segment=1)
    o = acting(rules, overrides={"market.segments": 2})
    assert [lived(o).market.regulated for _ in range(3)] == [-1, 1, -1]
    assert {seat.segment for seat in o.seats if seat.closed_share > 0.0} == {1}


def test_managers_whom_a_script_replaces_or_removes_count_as_gone() -> None:
    o = acting(NewManagers(week=1), ManagerVacancy(week=2, weeks=2))
    assert [lived(o).report.manager_exits for _ in range(5)] == [0.0, 2.0, 2.0, 0.0, 0.0]
    assert [manager.appointments for manager in o.managers] == [2, 2]


def test_a_state_of_a_vacancy_goes_on_under_no_script_until_the_firm_fills_the_posts() -> None:
    o = lived(acting(ManagerVacancy(week=0, weeks=3)))
    alone = SalesOrganization(o.p, 1, o.to_state())
    assert [lived(alone).managers[0].in_post for _ in range(4)] == [0, 0, 1, 1]


# --- as a whole ------------------------------------------------------------------------------------------------------


def test_what_ends_comes_before_what_begins_in_the_same_week() -> None:
    o = acting(ManagerVacancy(week=0, weeks=2), NewManagers(week=2, values={Quality.RESILIENCE: 0.25}))
    lived(o, 3)
    assert [(manager.in_post, manager.appointments, manager.resilience) for manager in o.managers] == [(1, 2, 0.25)] * 2


def test_each_step_has_a_number_of_its_own() -> None:
    actions = acting(
        Layoff(week=0, fraction=0.1, every_weeks=1, times=3),
        Ultimatum(week=0, share=0.1, horizon_weeks=3, carried_out=True, seats=Seats.CLOSED, closed_weeks=4),
    ).actions
    assert sorted(action.number for action in actions) == list(range(1, len(actions) + 1))
    assert {action.target for action in actions} == {0, 4}


def test_what_is_told_before_a_week_stands_in_its_diary_once() -> None:
    o = lived(acting(Ultimatum(week=1, share=0.1, horizon_weeks=4, carried_out=False)))
    assert [lived(o).seats[0].events for _ in range(2)] == [1, 0]
