"""Recruiting: the best looking of some candidates, and a first day."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.leadership import promised_hours
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.recruiting import (
    chosen_ability,
    deserved_name,
    hire,
    introduce,
    ready_to_fill,
    spread_name,
    willing_candidates,
)
from simulation.parameters.recruiting import Recruiting
from simulation.records import RepState, SeatState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

EVENLY = [(place + 0.5) / 2_000 for place in range(2_000)]


@pytest.mark.parametrize(
    ("candidates", "validity", "mean"),
    [
        (1.0, 0.35, 0.0),  # no choice
        (3.0, 0.0, 0.0),  # no judgement
        (3.0, 1.0, 1.0908),  # the top third of a normal: phi(0.4307) * 3
        (3.0, 0.35, 0.3818),
        (10.0, 0.35, 0.35 * 1.755),
    ],
)
def test_choosing_gains_validity_times_the_mean_of_the_top_share(
    candidates: float, validity: float, mean: float
) -> None:
    recruiting = Recruiting(validity=validity)
    abilities = [chosen_ability(u, 0.5, candidates, recruiting) for u in EVENLY]  # the rest at its median, 0
    assert sum(abilities) / len(abilities) == pytest.approx(mean, abs=0.002)


def test_what_judgement_does_not_see_keeps_the_spread_of_the_market() -> None:
    recruiting = Recruiting(validity=0.6)
    assert chosen_ability(0.5, 0.8413447460685429, 1.0, recruiting) == pytest.approx(0.8)  # sqrt(1 - 0.36)
    assert chosen_ability(0.8413447460685429, 0.5, 1.0, recruiting) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("employed", "vacant_until", "week", "ready"),
    [
        (1, 0.0, 50, False),
        (0, 10.0, 10, True),
        (0, 10.5, 10, True),
        (0, 10.9, 10, False),
        (0, 11.0, 10, False),
        (0, 11.0, 11, True),
    ],
)
def test_a_seat_is_filled_when_the_search_is_over(employed: int, vacant_until: float, week: int, ready: bool) -> None:
    assert ready_to_fill(make(SeatState, vacant_until=vacant_until), make(RepState, employed=employed), week) is ready


def test_a_newcomer_is_new_in_everything() -> None:
    o = calm_firm({"learning.know_how_at_hire": 0.6, "qualification.skill_at_hire": 0.3, "morale.par": 0.7})
    leaver = o.reps[1]
    leaver.employed, leaver.warnings, leaver.near_cut, o.firm.week = 0, 1, 1, 20
    hire(o, o.ps)
    newcomer = o.reps[1]
    assert newcomer is not leaver
    assert (newcomer.seat, newcomer.hire, newcomer.team, newcomer.hired_week) == (1, 1, 0, 21)
    assert (newcomer.know_how, newcomer.qualification_skill, newcomer.morale) == (0.6, 0.3, 0.7)
    assert (newcomer.warnings, newcomer.near_cut, newcomer.probation_passed, newcomer.year_asked_money) == (
        0,
        0,
        0,
        0.0,
    )
    assert (o.seats[1].hired, o.seats[0].hired) == (1, 0)
    assert newcomer.quit_limit > 0.0


def test_who_comes_depends_on_the_seat_and_how_many_sat_there_not_on_when() -> None:
    people = []
    for week in (3, 300):
        o = calm_firm()
        o.reps[0].employed, o.firm.week = 0, week
        hire(o, o.ps)
        people.append(o.reps[0])
    names = (
        "ability",
        "learning_speed",
        "quit_limit",
        "competitiveness",
        "helpfulness",
        "accountability",
        "resilience",
    )
    assert [getattr(people[0], name) for name in names] == [getattr(people[1], name) for name in names]


def test_traits_have_their_stated_means() -> None:
    o = calm_firm({
        "organization.teams": 20, "organization.reps_per_team": 40, "organization.deal_slots": 16,
        "organization.account_slots": 4, "traits.helpfulness_mean": 0.3,
        "traits.helpfulness_sd": 0.1, "learning.speed_log_sd": 0.5,
    })  # fmt: skip
    helpfulness = [rep.helpfulness for rep in o.reps]
    assert sum(helpfulness) / 800 == pytest.approx(0.3, abs=4 * 0.1 / math.sqrt(800))
    speeds = [math.log(rep.learning_speed) for rep in o.reps]
    assert sum(speed * speed for speed in speeds) / 800 == pytest.approx(0.25, rel=0.2)


def choice(**settings: object) -> float:
    """Candidates that a firm can choose among, of ten it looks at."""
    return willing_candidates(calm_firm({
        "recruiting.candidates_per_hire": 10.0, "recruiting.hunger_wanted": 0.0, "recruiting.refusal": 2.0,
        "pay.base_salary_money": 40_000.0, "pay.target_commission_money": 40_000.0,
        "pay.market_pay_ability_slope": 0.0, "pay.market_pay_money": 80_000.0, **settings,
    }).p)  # fmt: skip


def test_who_pays_too_little_for_the_able_has_less_to_choose_from() -> None:
    assert choice() == pytest.approx(10.0)
    assert choice(**{"pay.market_pay_money": 160_000.0}) == pytest.approx(2.5)  # half of the pay, squared
    assert choice(**{"pay.market_pay_money": 160_000.0, "recruiting.refusal": 0.0}) == pytest.approx(10.0)
    assert choice(**{"pay.market_pay_ability_slope": math.log(1.25)}) == pytest.approx(6.4)  # the able get 100,000
    assert choice(**{"pay.market_pay_money": 20_000.0}) == pytest.approx(10.0)  # paying more than others brings no more
    assert choice(**{"pay.market_pay_money": 9e6}) == 1.0  # somebody always comes


def test_who_wants_only_the_hungriest_has_less_to_choose_from() -> None:
    assert choice(**{"recruiting.hunger_wanted": 0.5, "recruiting.hunger_narrows": 0.4}) == pytest.approx(8.0)


def test_less_choice_is_less_ability() -> None:
    found = [chosen_ability(0.3, 0.5, candidates, Recruiting(validity=0.4)) for candidates in (1.0, 2.0, 5.0)]
    assert found == sorted(found)
    assert found[0] < found[2] - 0.2


@pytest.mark.parametrize(
    ("above_par", "severity", "name"),
    [(0.0, 0.0, 0.0), (0.1, 0.0, 0.4), (0.0, 0.2, -0.4), (0.1, 0.2, 0.0), (0.5, 0.0, 1.0), (-0.5, 0.5, -1.0)],
)
def test_the_name_that_a_firm_deserves(above_par: float, severity: float, name: float) -> None:
    assert deserved_name(above_par, severity, Recruiting(severity_costs=2.0)) == pytest.approx(name)


def test_a_name_follows_slowly_and_severity_is_forgotten_within_a_year_or_so() -> None:
    o = calm_firm({"recruiting.reputation_half_life_weeks": 20.0, "recruiting.severity_costs": 0.0, "morale.par": 0.5})
    for rep, morale in zip(o.reps, (0.5, 0.7), strict=True):
        rep.morale = morale
    o.firm.severity = 0.2
    for _ in range(20):
        spread_name(o, o.p)
    assert o.firm.employer_reputation == pytest.approx(0.2)  # half-way to 0.1 / 0.25
    for _ in range(32):
        spread_name(o, o.p)
    assert o.firm.severity == pytest.approx(0.05)


def test_culling_costs_the_name_and_a_firm_without_people_has_none() -> None:
    o = calm_firm({"recruiting.severity_costs": 2.0, "recruiting.reputation_half_life_weeks": 1.0})
    for rep in o.reps:
        rep.employed = 0
    o.firm.employer_reputation = 0.8
    spread_name(o, o.p)
    assert o.firm.employer_reputation == pytest.approx(0.4)
    o.firm.severity = 0.1
    for _ in range(3):
        spread_name(o, o.p)
    assert o.firm.employer_reputation < 0.0


def test_a_good_name_brings_better_people() -> None:
    found = []
    for name in (0.0, 1.0):
        o = calm_firm({"recruiting.pool_reputation": 0.3})
        o.firm.employer_reputation = name
        introduce(o.reps[0], o, o.p, 0)
        found.append(o.reps[0].ability)
    assert found[1] - found[0] == pytest.approx(0.3)


def test_newcomers_are_as_hungry_as_was_wanted_and_hunger_fades() -> None:
    o = calm_firm({"recruiting.hunger_wanted": 0.8, "recruiting.hunger_half_life_weeks": 30.0})
    introduce(o.reps[0], o, o.p, 0)
    assert o.reps[0].hunger == 0.8
    for _ in range(30):
        open_week(o, o.p)
    assert o.reps[0].hunger == pytest.approx(0.4)


def test_a_bench_costs_money_every_week_and_the_manager_s_hours() -> None:
    costs = []
    for bench in (0.0, 0.5):
        o = calm_firm({"recruiting.bench": bench, "recruiting.bench_money": 5_200.0, "recruiting.bench_hours": 4.0})
        o.step()
        costs.append((o.report.bench_money, promised_hours(2, 0, o.p)))
    assert costs[0][0] == 0.0
    assert costs[1][0] == pytest.approx(2 * 0.5 * 100.0)
    assert costs[1][1] - costs[0][1] == pytest.approx(2.0)
