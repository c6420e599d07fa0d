"""Peers: whom one follows, what a list of names does to those on it, and what a contest does by itself: nothing."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import chosen_effort
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.peers import (
    effect_of_contest,
    effect_of_rank,
    honour_stars,
    pull_of_peers,
    rank_people,
    rank_teams,
    spillover,
    visibility,
)
from simulation.parameters.peers import Leaderboard, Peers
from simulation.records import RepState, TeamState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, firm, make

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("relative_share", "followed"),
    [(0.0, 0.12), (0.125, 0.06), (0.25, 0.0), (0.5, -0.12), (1.0, -0.12)],  # 1 - 4 x the share, down to -1
)
def test_people_follow_colleagues_unless_pay_sets_them_apart(relative_share: float, followed: float) -> None:
    peers = Peers(spillover=0.12, relative_reversal=4.0)
    assert spillover(peers, relative_share) == pytest.approx(followed)


@pytest.mark.parametrize(("effort", "pull"), [(0.8, 0.04), (1.0, 0.0), (1.2, -0.04)])
def test_one_follows_a_share_of_the_difference_up_and_down(effort: float, pull: float) -> None:
    p = Scenario().with_overrides({"peers.spillover": 0.2})
    assert pull_of_peers(effort, make(TeamState, effort=1.0), p) == pytest.approx(pull)


BOARD = {"rank_harm": 0.1, "rank_lift": 0.02, "benchmark_softening": 0.75}


@pytest.mark.parametrize(
    ("standing", "ranks", "benchmarks"),
    [
        (0.0, -0.1, -0.025),  # the last lose, a quarter of it where benchmarks stand beside
        (0.25, -0.05, -0.0125),
        (0.5, 0.0, 0.0),
        (0.75, 0.01, 0.01),
        (1.0, 0.02, 0.02),  # the first gain, and benchmarks take nothing from them
    ],
)
def test_a_leaderboard_harms_the_bottom_and_benchmarks_soften_it(
    standing: float, ranks: float, benchmarks: float
) -> None:
    assert effect_of_rank(standing, Peers(leaderboard=Leaderboard.RANKS, **BOARD)) == pytest.approx(ranks)
    assert effect_of_rank(standing, Peers(leaderboard=Leaderboard.BENCHMARKS, **BOARD)) == pytest.approx(benchmarks)
    assert effect_of_rank(standing, Peers(leaderboard=Leaderboard.NONE, **BOARD)) == 0.0


def mean_effort(leaderboard: str) -> float:
    """Effort of a hundred and one people of every standing."""
    o = calm_firm({"peers.leaderboard": leaderboard})
    open_week(o, o.p)
    total = 0.0
    for place in range(101):
        o.reps[0].standing = place / 100
        total += chosen_effort(o.reps[0], o, o.p, 0.0)
    return total / 101


def test_a_leaderboard_costs_effort_in_all_and_benchmarks_give_most_of_it_back() -> None:
    assert mean_effort("ranks") < mean_effort("benchmarks") < 1.01 * mean_effort("none")
    assert mean_effort("none") - mean_effort("ranks") == pytest.approx(0.5 * 0.5 * (0.08 - 0.02), abs=1e-3)


@pytest.mark.parametrize(
    ("rank", "effort"),
    [(1.0, 0.03), (0.5, 0.01), (0.25, 0.0), (0.0, -0.01)],  # the first gain all, the last lose a third, as on a line
)
def test_where_a_contest_is_given_an_effect_it_lifts_the_first_and_presses_the_last(rank: float, effort: float) -> None:
    peers = Peers(contest=1.0, contest_effort=0.03)
    assert effect_of_contest(0.5, 1.0, rank, peers) == pytest.approx(effort)


def test_its_effect_grows_with_the_contest_with_ambition_and_with_a_manager_who_fuels_it() -> None:
    assert effect_of_contest(0.5, 1.0, 1.0, Peers(contest=0.5, contest_effort=0.03)) == pytest.approx(0.015)
    assert effect_of_contest(1.0, 1.0, 1.0, Peers(contest=1.0, contest_effort=0.03)) == pytest.approx(0.06)
    assert effect_of_contest(0.5, 1.5, 1.0, Peers(contest=1.0, contest_effort=0.03)) == pytest.approx(0.045)


@pytest.mark.parametrize("rank", [0.0, 0.5, 1.0])
def test_a_full_contest_has_by_default_no_built_in_effect_on_effort(rank: float) -> None:
    assert effect_of_contest(1.0, 1.5, rank, Peers(contest=1.0)) == 0.0


def efforts(contest: float) -> tuple[list[list[float]], float]:
    """Everybody's effort, week by week, in a lively firm whose people do not help each other; and the prizes paid."""
    thousand_a_week = {"pay.base_salary_money": 26_000.0, "pay.target_commission_money": 26_000.0}
    o = firm({"organization.teams": 3, "organization.reps_per_team": 4, "helping.enabled": False,
              "peers.contest": contest, "peers.prize_weeks": 1.0, **thousand_a_week})  # fmt: skip
    lived, prizes = [], 0.0
    for _ in range(30):
        o.step()
        lived.append([rep.effort for rep in o.reps])
        prizes += o.report.prizes_money
    return lived, prizes


def test_what_a_contest_costs_is_prizes_and_help_and_nothing_else() -> None:
    (calm, nothing), (fierce, prizes) = efforts(0.0), efforts(1.0)
    assert calm == fierce
    assert (nothing, prizes) == (0.0, pytest.approx(8_000.0, abs=2_000.0))  # two quarters, to a team of about four


# --- who stands where -------------------------------------------------------------------------------------------------


def ranked(*results: float) -> SalesOrganization:
    """A team of as many as there are results, each expected to sell 10."""
    o = calm_firm({"organization.reps_per_team": len(results)})
    for rep, money in zip(o.reps, results, strict=True):
        rep.quarter_money, rep.expected_quarter_money, rep.hired_week = money, 10.0, -104
    rank_people(o)
    return o


def test_people_stand_by_results_against_what_was_expected() -> None:
    o = ranked(5.0, 20.0, 10.0, 0.0, 7.0)
    assert [rep.standing for rep in o.reps] == [0.25, 1.0, 0.75, 0.0, 0.5]
    o.reps[1].expected_quarter_money = 400.0  # the same money, against more
    rank_people(o)
    assert [rep.standing for rep in o.reps] == [0.5, 0.25, 1.0, 0.0, 0.75]


def test_equal_results_stand_on_the_same_place_wherever_they_sit() -> None:
    o = ranked(0.0, 9.0, 0.0, 0.0, 9.0)
    assert [rep.standing for rep in o.reps] == pytest.approx([0.25, 0.875, 0.25, 0.25, 0.875])
    assert [rep.standing for rep in ranked(3.0, 3.0, 3.0).reps] == [0.5, 0.5, 0.5]


def test_whoever_is_new_in_the_quarter_is_not_ranked_by_a_few_days() -> None:
    o = ranked(5.0, 1.0, 9.0)
    o.firm.week = 12
    for rep, hired in zip(o.reps, (0, 1, -104), strict=True):  # all quarter, a week less, long since
        rep.hired_week, rep.standing = hired, 0.5
    o.reps[1].quarter_money = 1e6
    rank_people(o)
    assert [rep.standing for rep in o.reps] == [0.0, 0.5, 1.0]


def test_who_was_asked_for_nothing_is_not_ranked_and_one_alone_is_in_the_middle() -> None:
    o = ranked(5.0, 1.0, 9.0)
    o.reps[0].expected_quarter_money, o.reps[0].standing = 0.0, 0.5
    o.reps[1].employed = 0
    rank_people(o)
    assert (o.reps[0].standing, o.reps[2].standing) == (0.5, 0.5)


def test_the_contest_counts_a_quarter_s_last_week_too() -> None:
    o = calm_firm({"organization.teams": 3})
    for rep, money in zip(o.reps, (1.0, 1.0, 9.0, 0.0, 4.0, 2.0), strict=True):
        rep.quarter_money, rep.expected_quarter_money = money, 10.0
    rank_teams(o)
    assert [team.attainment for team in o.teams] == pytest.approx([0.1, 0.45, 0.3])
    assert [team.contest_rank for team in o.teams] == [0.0, 1.0, 0.5]


def test_teams_that_did_equally_well_share_the_place_and_a_team_alone_has_no_contest() -> None:
    o = calm_firm({"organization.teams": 3})
    rank_teams(o)
    assert [team.contest_rank for team in o.teams] == [0.5, 0.5, 0.5]
    alone = calm_firm()
    rank_teams(alone)
    assert alone.teams[0].contest_rank == 0.5


def test_the_top_of_the_list_is_honoured_where_anybody_is() -> None:
    o = calm_firm({"organization.reps_per_team": 21, "spirit.star_share": 0.1, "spirit.recognition": 0.5})
    for number, rep in enumerate(o.reps):
        rep.standing = number / 20
    o.reps[20].employed = 0
    honour_stars(o, o.ps)
    assert [rep.seat for rep in o.reps if rep.star] == [19]  # above 0.9 and here
    o.use_arms((o.p.with_overrides({"spirit.recognition": 0.0}),))
    honour_stars(o, o.ps)
    assert not any(rep.star for rep in o.reps)


@pytest.mark.parametrize(("standing", "star", "seen"), [(0.0, 0, 0.0), (0.5, 0, 0.125), (1.0, 0, 0.5), (0.95, 1, 1.0)])
def test_the_best_are_seen_and_the_honoured_most(standing: float, star: int, seen: float) -> None:
    assert visibility(make(RepState, standing=standing, star=star)) == pytest.approx(seen)
