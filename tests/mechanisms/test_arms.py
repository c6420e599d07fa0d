"""Arms: people, seats and managers live under the parameters of their arm, all else under the ordinary ones."""

import pytest

from simulation import SalesOrganization
from simulation.layers import CATALOGUE
from simulation.mechanisms.arms import arm_in, heads_paid, newcomers, take_places
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.selection import cull
from simulation.week import week
from tests.mechanisms.builders import calm_firm, firm

FOUR = {"organization.reps_per_team": 4}


def in_two_arms(o: SalesOrganization, overrides: dict[str, object], *treated: int) -> SalesOrganization:
    """The same firm, with these seats and their people under other parameters."""
    o.use_arms((o.p, o.p.with_overrides(overrides)))
    for number in treated:
        o.seats[number].arm = o.reps[number].arm = 1
    return o


def test_a_seat_lives_under_its_occupant_s_arm_and_an_empty_one_under_its_own() -> None:
    o = calm_firm()
    o.reps[0].arm, o.seats[0].arm = 1, 2
    assert arm_in(o, o.reps[0]) == 1
    o.reps[0].employed = 0
    assert arm_in(o, o.reps[0]) == 2


def test_heads_and_newcomers_are_counted_by_arm() -> None:
    o = in_two_arms(calm_firm(FOUR), {}, 1, 2)
    o.reps[2].employed = 0
    o.seats[1].hired = 1
    take_places(o)
    assert [heads_paid(o, arm) for arm in range(3)] == [2, 1, 0]
    assert [newcomers(o, arm) for arm in range(3)] == [0, 1, 0]


def test_each_is_paid_at_the_rates_of_their_arm() -> None:
    o = in_two_arms(calm_firm({**FOUR, "pay.base_salary_money": 52_000.0}), {"pay.base_salary_money": 104_000.0}, 3)
    week(o, o.ps)
    assert o.report.pay_money == pytest.approx(3 * 1_000.0 + 2_000.0)


def test_pay_above_quota_pulls_by_the_plan_of_the_arm() -> None:
    o = in_two_arms(calm_firm({"effort.pay_elasticity": 0.5, "pay.accelerator": 1.0}), {"pay.accelerator": 4.0}, 1)
    for rep in o.reps:
        rep.competitiveness = 0.5
    week(o, o.ps)
    assert o.reps[0].effort == 1.0
    assert o.reps[1].effort > 1.1


def test_each_arm_ranks_its_own_people() -> None:
    o = in_two_arms(calm_firm(FOUR), {"selection.cull_fraction": 0.5, "selection.cull_grace_weeks": 0}, 0, 1)
    o.firm.week = 51
    for rep, quarter in zip(o.reps, (9.0, 8.0, 7.0, 6.0), strict=True):
        rep.quarter_money, rep.expected_quarter_money = quarter, 10.0
    cull(o, o.ps)
    assert [rep.bottoms for rep in o.reps] == [0, 1, 0, 0]


def test_a_newcomer_joins_the_arm_of_the_seat() -> None:
    o = in_two_arms(calm_firm(), {"learning.know_how_at_hire": 0.25}, 0)
    for rep in o.reps:
        rep.employed = 0
    week(o, o.ps)
    assert [rep.arm for rep in o.reps] == [1, 0]
    assert o.reps[0].know_how == 0.25 != o.reps[1].know_how


def test_arms_with_equal_parameters_are_one_firm() -> None:
    plain, parted = firm({**FOUR, "quitting.quits_per_year": 1.0}), firm({**FOUR, "quitting.quits_per_year": 1.0})
    in_two_arms(parted, {}, 0, 2)
    for _ in range(60):
        plain.step()
        parted.step()
    assert plain.report.profit_money == pytest.approx(parted.report.profit_money, rel=1e-9)
    assert [rep.morale for rep in plain.reps] == [rep.morale for rep in parted.reps]


LEVERS_WORKED_OUT_ONCE = {"accelerator_pull"}


def test_what_is_worked_out_once_a_week_rests_on_no_lever_but_the_one_that_arms_look_after() -> None:
    # Whoever works out something else of a lever in the opening has to make it the arm's own.
    o, other = firm(), firm()
    levers = {
        d.path: d.plausible[1] if d.plausible[1] != d.default else d.plausible[0]
        for d in CATALOGUE.by_path.values()
        if d.kind == "lever" and d.plausible is not None
    }
    other.use_arms((other.p.with_overrides(levers),))
    open_week(o, o.p)
    open_week(other, other.p)
    moved = {name for name in o.firm.attributes() if getattr(o.firm, name) != getattr(other.firm, name)}
    assert moved == LEVERS_WORKED_OUT_ONCE
