"""Selection: reviews against a standard, ratings, rankings, and whom culling singles out."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.closing import close_books
from simulation.mechanisms.selection import (
    WHOLE_FIRM,
    cull,
    half_year_ratio,
    hurt_fairness,
    judge_probation,
    rank,
    rating,
    review,
    whole_heads,
    year_ratio,
    year_revenue,
)
from simulation.records import RepState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

YEAR = {
    "quarter_money": 10.0, "quarter_1_ago_money": 20.0, "quarter_2_ago_money": 30.0, "quarter_3_ago_money": 40.0,
    "expected_quarter_money": 20.0, "expected_1_ago_money": 30.0, "expected_2_ago_money": 50.0,
    "expected_3_ago_money": 100.0,
}  # fmt: skip


def test_results_against_expectation_over_half_a_year_and_a_year() -> None:
    rep = make(RepState, **YEAR)
    assert half_year_ratio(rep) == pytest.approx(30 / 50)
    assert year_revenue(rep) == 100.0
    assert year_ratio(rep) == pytest.approx(0.5)


def test_nothing_asked_is_nothing_missed() -> None:
    assert half_year_ratio(make(RepState)) == year_ratio(make(RepState)) == 1.0


def reviewed(ratio: float, warnings: int, **settings: object) -> RepState:
    o = calm_firm(
        {"selection.review_standard": 0.6, "selection.review_strikes": 2, "selection.notice_weeks": 4, **settings}
    )
    rep = o.reps[0]
    rep.probation_passed, rep.warnings = 1, warnings
    rep.quarter_money, rep.expected_quarter_money = ratio, 1.0
    review(rep, o, o.p)
    return rep


@pytest.mark.parametrize(
    ("ratio", "before", "after", "weeks_to_go"),
    [
        (0.60, 0, 0, 0),  # at the standard is enough
        (0.59, 0, 1, 0),
        (0.59, 1, 2, 5),  # the second in a row: 4 weeks of notice, and the one that ends
        (0.80, 1, 0, 0),  # a good half-year wipes the slate
    ],
)
def test_half_years_below_standard_add_up(ratio: float, before: int, after: int, weeks_to_go: int) -> None:
    rep = reviewed(ratio, before)
    assert (rep.warnings, rep.weeks_to_go) == (after, weeks_to_go)


def test_who_is_on_probation_is_not_reviewed() -> None:
    o = calm_firm()
    rep = o.reps[0]
    rep.probation_passed, rep.expected_quarter_money = 0, 1.0
    review(rep, o, o.p)
    assert rep.warnings == 0


@pytest.mark.parametrize(
    ("tenure", "ratio", "passed", "weeks_to_go"),
    [(38, 0.0, 0, 0), (39, 0.5, 0, 1), (39, 0.56, 1, 0), (50, 0.55, 0, 1)],
)
def test_probation_is_judged_when_its_time_is_up(tenure: int, ratio: float, passed: int, weeks_to_go: int) -> None:
    o = calm_firm({
        "selection.probation_weeks": 39, "selection.probation_standard": 0.56, "selection.notice_weeks": 0,
    })  # fmt: skip
    rep = o.reps[0]
    o.firm.week = 100
    rep.hired_week, rep.probation_passed = 101 - tenure, 0
    rep.quarter_money, rep.expected_quarter_money = ratio, 1.0
    judge_probation(rep, o, o.p)
    assert (rep.probation_passed, rep.weeks_to_go) == (passed, weeks_to_go)


# --- rating and ranking ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "expected"),
    [("attainment", 0.5), ("revenue", 100.0), ("judgement", 1.5), ("composite", 0.5 + math.sqrt(math.log(1.25)) * 1.5)],
)
def test_the_basis_of_a_rating(basis: str, expected: float) -> None:
    # Judged without error (reliability 1) a person of ability 1.5 is rated 1.5; 0.5 is this year's attainment.
    o = calm_firm({
        "selection.rating_basis": basis, "selection.judgement_reliability": 1.0, "talent.productivity_cv": 0.5,
    })  # fmt: skip
    o.step()  # works out the spread of productivity once
    rep = make(RepState, ability=1.5, **YEAR)
    assert rating(rep, o, o.p) == pytest.approx(expected)


def test_judgement_is_as_reliable_as_stated() -> None:
    # Reliability 0.6: of the variance of ratings of people of equal ability, (1 - 0.6) / 0.6 is error.
    o = calm_firm({"selection.rating_basis": "judgement", "selection.judgement_reliability": 0.6})
    ratings = [rating(make(RepState, seat=seat, ability=2.0), o, o.p) for seat in range(2_000)]
    mean = sum(ratings) / len(ratings)
    variance = sum((value - mean) ** 2 for value in ratings) / len(ratings)
    assert mean == pytest.approx(2.0, abs=4 * math.sqrt(0.667 / 2_000))
    assert variance == pytest.approx(2 / 3, rel=0.13)


def by_revenue(revenues: list[float], **settings: object) -> SalesOrganization:
    """A firm of tenured people with these revenues, ranked by revenue at the end of year 1."""
    o = calm_firm({
        "organization.reps_per_team": len(revenues), "selection.rating_basis": "revenue", "selection.notice_weeks": 0,
        **settings,
    })  # fmt: skip
    o.firm.week = 103
    for rep, revenue in zip(o.reps, revenues, strict=True):
        rep.hired_week, rep.quarter_money = -500, revenue
    return o


def test_the_order_is_from_worst_to_best() -> None:
    o = by_revenue([30.0, 10.0, 40.0, 20.0])
    assert rank(o, o.ps, WHOLE_FIRM, 0) == 4
    assert o.order[:4] == [1, 3, 0, 2]


def test_newcomers_and_empty_seats_are_not_ranked() -> None:
    o = by_revenue([30.0, 10.0, 40.0, 20.0], **{"selection.cull_grace_weeks": 26})
    o.reps[0].hired_week = 104 - 26  # just long enough here
    o.reps[1].hired_week = 104 - 25
    o.reps[3].employed = 0
    assert rank(o, o.ps, WHOLE_FIRM, 0) == 2
    assert o.order[:2] == [0, 2]


def test_equals_are_ordered_by_lot_anew_every_year_and_every_seat_is_first_equally_often() -> None:
    o = by_revenue([50.0] * 4)
    first = []
    for year in range(400):
        o.firm.week = 51 + 52 * year
        rank(o, o.ps, WHOLE_FIRM, 0)
        first.append(o.order[0])
    assert [first.count(seat) for seat in range(4)] == pytest.approx([100] * 4, abs=4 * math.sqrt(75))


def test_the_lot_never_overrules_a_result() -> None:
    for seed in range(20):
        o = by_revenue([50.0, 50.000001, 49.999999])
        o.firm.seed = seed
        rank(o, o.ps, WHOLE_FIRM, 0)
        assert o.order[:3] == [2, 0, 1]


# --- culling ---------------------------------------------------------------------------------------------------------


def on_notice(o: SalesOrganization) -> list[int]:
    return [seat for seat, rep in enumerate(o.reps) if rep.weeks_to_go > 0]


@pytest.mark.parametrize(
    ("share", "heads", "draw", "whole"),
    [
        (0.1, 100, 0.5, 10),
        (0.1, 85, 0.4, 8),
        (0.1, 85, 0.6, 9),
        (0.1, 3, 0.5, 0),
        (0.1, 3, 0.8, 1),
        (0.0, 100, 0.99, 0),
    ],
)
def test_a_share_of_heads_is_rounded_by_lot(share: float, heads: int, draw: float, whole: int) -> None:
    assert whole_heads(share, heads, draw) == whole


def test_the_rounding_is_right_on_average() -> None:
    draws = [(place + 0.5) / 1_000 for place in range(1_000)]
    assert sum(whole_heads(0.07, 13, draw) for draw in draws) / 1_000 == pytest.approx(0.91)


REVENUES = [float(number) for number in (5, 3, 9, 1, 7, 2, 8, 4, 10, 6)]


@pytest.mark.parametrize(
    ("fraction", "gone"), [(0.0, []), (0.1, [3]), (0.2, [3, 5]), (0.3, [1, 3, 5]), (0.5, [0, 1, 3, 5, 7])]
)
def test_the_lowest_share_has_to_go(fraction: float, gone: list[int]) -> None:
    o = by_revenue(REVENUES, **{"selection.cull_fraction": fraction})
    cull(o, o.ps)
    assert on_notice(o) == gone


def test_the_ranking_goes_over_the_firm_or_over_each_team() -> None:
    settings = {"organization.teams": 2, "organization.reps_per_team": 5, "selection.cull_fraction": 0.2}
    for scope, gone in (("firm", [0, 1]), ("team", [0, 9])):
        o = calm_firm({"selection.rating_basis": "revenue", "selection.cull_scope": scope, **settings})
        o.firm.week = 103
        for seat, rep in enumerate(o.reps):
            rep.hired_week, rep.quarter_money = -500, [1.0, 2.0, 3.0, 4.0, 5.0, 14.0, 13.0, 12.0, 11.0, 10.0][seat]
        cull(o, o.ps)
        assert on_notice(o) == gone, scope


def test_heads_under_grace_count_for_the_share_but_are_not_ranked() -> None:
    # A fifth of ten heads is two; the lowest seven are newcomers, so two of the other three go.
    o = by_revenue(sorted(REVENUES), **{"selection.cull_fraction": 0.2, "selection.cull_grace_weeks": 26})
    for rep in o.reps[:7]:
        rep.hired_week = 100
    cull(o, o.ps)
    assert on_notice(o) == [7, 8]


def test_never_more_go_than_can_be_ranked() -> None:
    o = by_revenue(sorted(REVENUES), **{"selection.cull_fraction": 0.5, "selection.cull_grace_weeks": 26})
    for rep in o.reps[:7]:
        rep.hired_week = 100
    cull(o, o.ps)
    assert on_notice(o) == [7, 8, 9]


def test_two_strikes_take_two_years_in_a_row_at_the_bottom() -> None:
    o = by_revenue(REVENUES, **{"selection.cull_fraction": 0.2, "selection.cull_strikes": 2})
    cull(o, o.ps)
    assert on_notice(o) == []
    assert [rep.bottoms for rep in o.reps] == [0, 0, 0, 1, 0, 1, 0, 0, 0, 0]
    o.firm.week += 52
    o.reps[5].quarter_money = 99.0  # recovers; seat 1 takes the place at the bottom
    cull(o, o.ps)
    assert on_notice(o) == [3]
    assert [rep.bottoms for rep in o.reps] == [0, 1, 0, 2, 0, 0, 0, 0, 0, 0]


def test_those_near_the_cut_feel_it_until_the_next_ranking() -> None:
    o = by_revenue(
        REVENUES, **{"selection.cull_fraction": 0.2, "selection.threat_margin": 2.0, "selection.cull_strikes": 5}
    )
    cull(o, o.ps)
    assert [seat for seat, rep in enumerate(o.reps) if rep.near_cut == 1] == [1, 3, 5, 7]
    o.firm.week += 52
    o.reps[7].quarter_money = 50.0
    cull(o, o.ps)
    assert [seat for seat, rep in enumerate(o.reps) if rep.near_cut == 1] == [0, 1, 3, 5]


def test_where_nobody_is_dismissed_old_warnings_are_forgotten() -> None:
    for dismissals, warnings in ((False, 0), (True, 1)):
        o = by_revenue(REVENUES, **{"selection.ordinary_dismissals": dismissals})
        o.firm.week, o.reps[3].warnings = 3, 1  # in the middle of a quarter
        close_books(o, o.ps)
        assert o.reps[3].warnings == warnings


def test_when_culling_ends_old_rankings_are_forgotten() -> None:
    o = by_revenue(REVENUES, **{"selection.cull_fraction": 0.0})
    o.reps[3].near_cut = o.reps[3].bottoms = 1
    cull(o, o.ps)
    assert (o.reps[3].near_cut, o.reps[3].bottoms) == (0, 0)


@pytest.mark.parametrize(("period", "years"), [(1, [0, 1, 2, 3, 4, 5]), (2, [1, 3, 5]), (3, [2, 5])])
def test_culling_comes_every_so_many_years(period: int, years: list[int]) -> None:
    o = by_revenue(REVENUES, **{
        "selection.cull_fraction": 0.1, "selection.cull_period_years": period, "selection.cull_strikes": 5,
    })  # fmt: skip
    culled = []
    for year in range(6):
        o.firm.week = 51 + 52 * year
        before = o.reps[3].bottoms
        cull(o, o.ps)
        culled += [year] * (o.reps[3].bottoms - before)
        o.reps[3].weeks_to_go = 0  # whoever has notice is not ranked again
    assert culled == years


def test_culling_comes_on_top_of_dismissals_under_way() -> None:
    o = by_revenue(REVENUES, **{"selection.cull_fraction": 0.1})
    o.reps[3].weeks_to_go = 3  # the lowest has notice already: the next one up is singled out, of nine
    cull(o, o.ps)
    assert sum(rep.bottoms for rep in o.reps) <= 1
    assert o.reps[3].bottoms == 0


def test_strikes_that_do_not_lapse_add_up() -> None:
    for lapse, bottoms in ((True, 0), (False, 1)):
        o = by_revenue(REVENUES, **{"selection.cull_fraction": 0.1, "selection.strikes_lapse": lapse})
        o.reps[0].bottoms = 1
        cull(o, o.ps)
        assert o.reps[0].bottoms == bottoms


def test_by_lot_everybody_goes_equally_often_whatever_they_sold() -> None:
    o = by_revenue(REVENUES, **{"selection.cull_fraction": 0.1, "selection.cull_at_random": True})
    gone = []
    for year in range(600):
        o.firm.week = 51 + 52 * year
        cull(o, o.ps)
        gone += on_notice(o)
        for rep in o.reps:
            rep.weeks_to_go = 0
    assert len(gone) == 600
    assert [gone.count(seat) for seat in range(10)] == pytest.approx([60] * 10, abs=4 * math.sqrt(54))


def fairness_after(scope: str, **settings: object) -> tuple[list[float], float]:
    """Fairness of two teams, and the firm's severity, after singling out the lowest quarter, where all was fair."""
    o = calm_firm({
        "organization.teams": 2, "organization.reps_per_team": 4, "selection.cull_fraction": 0.25,
        "selection.cull_scope": scope, "selection.unfair_ranking": 0.4, "leadership.power_unfairness": 0.8,
        **settings,
    })  # fmt: skip
    o.firm.week = 103
    for rep in o.reps:
        rep.hired_week = -500
        o.teams[rep.team].fairness = 1.0
    cull(o, o.ps)
    return [team.fairness for team in o.teams], o.firm.severity


def test_singling_out_costs_fairness_by_rank_some_and_by_lot_more() -> None:
    for scope in ("firm", "team"):
        assert fairness_after(scope)[0] == pytest.approx([0.9, 0.9])
    assert fairness_after("firm", **{"selection.cull_at_random": True})[0] == pytest.approx([0.8, 0.8])
    assert fairness_after("firm", **{"selection.cull_fraction": 0.0})[0] == [1.0, 1.0]


def test_severity_is_the_share_of_the_firm_that_was_singled_out_whatever_the_scope() -> None:
    assert fairness_after("firm")[1] == fairness_after("team")[1] == pytest.approx(0.25)


def test_a_ranking_of_one_team_does_not_touch_the_other() -> None:
    o = calm_firm({"organization.teams": 2, "organization.reps_per_team": 4, "selection.unfair_ranking": 0.4})
    for team in o.teams:
        team.fairness = 1.0
    hurt_fairness(o, o.p, 1, 0.5)
    assert [team.fairness for team in o.teams] == pytest.approx([1.0, 0.8])
    hurt_fairness(o, o.p, WHOLE_FIRM, 9.0)
    assert [team.fairness for team in o.teams] == [0.0, 0.0]
