"""Helping: who asks whom, who hears, what it brings, what it costs, and what rank and contests do to it."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms import helping
from simulation.mechanisms.helping import (
    ask_for_help,
    colleague,
    count_help,
    hears,
    lending,
    of_other_team,
    receive_help,
    share_asked_within,
    willing,
)
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import customer_hours, plan, speed_of_deals
from simulation.mechanisms.teams import meet
from simulation.parameters.helping import Helping
from simulation.records import NOBODY, ManagerState, RepState, TeamState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff
HELP = {"helping.enabled": True, "helping.asks_per_week": 5.0, "helping.gain": 0.3, "helping.teaching": 0.1}
SIX = {"organization.teams": 2, "organization.reps_per_team": 3}


@pytest.mark.parametrize(
    ("helpfulness", "norm", "fairness", "pressure", "willingness"),
    [
        (0.5, 0.5, 1.0, 0.0, 0.5),
        (0.5, 1.0, 1.0, 0.0, 0.7),  # a full norm against none: 0.8 of the trait more
        (0.5, 0.0, 1.0, 0.0, 0.3),
        (0.8, 0.5, 0.5, 0.0, 0.4),
        (0.5, 0.5, 1.0, 0.1, 0.35),  # 1.5 for each share of pay that goes by place
        (0.5, 0.5, 1.0, 0.9, 0.0),
        (1.0, 1.0, 1.0, 0.0, 1.0),
    ],
)
def test_willingness_by_hand(
    helpfulness: float, norm: float, fairness: float, pressure: float, willingness: float
) -> None:
    p = calm_firm({
        "helping.norm_weight": 0.8, "helping.withheld": 1.5, "helping.withholding": True,
        "pay.relative_share": pressure,
    }).p  # fmt: skip
    rep, team = make(RepState, helpfulness=helpfulness), make(TeamState, help_norm=norm, fairness=fairness)
    assert willing(rep, team, p) == pytest.approx(willingness)


def test_rank_makes_people_withhold_unless_they_are_above_that() -> None:
    rep, team = make(RepState, helpfulness=0.6), make(TeamState, help_norm=0.5, fairness=1.0)

    def under(**settings: object) -> float:
        return willing(rep, team, calm_firm({"helping.withheld": 2.0, **settings}).p)

    ranked = {"pay.relative_share": 0.1, "selection.cull_fraction": 0.05}
    assert under() == pytest.approx(0.6)
    assert under(**ranked) == pytest.approx(0.6 - 2.0 * 0.15)
    assert under(**ranked, **{"helping.withholding": False}) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("competitiveness", "helpfulness", "contest", "readiness"),
    [
        (0.5, 0.5, 0.0, 1.0),
        (0.5, 0.5, 1.0, 0.2),  # a full contest destroys 80 %
        (1.0, 0.5, 0.5, 0.4),  # fuelled by half as much again
        (0.5, 1.0, 0.5, 0.9),  # 0.6, and half as much again
        (1.0, 1.0, 1.0, 0.0),
    ],
)
def test_help_across_teams_falls_with_their_contest_and_goes_by_the_manager(
    competitiveness: float, helpfulness: float, contest: float, readiness: float
) -> None:
    manager = make(ManagerState, competitiveness=competitiveness, helpfulness=helpfulness)
    assert lending(manager, contest, Helping(rivalry_wall=0.8)) == pytest.approx(readiness)


def test_the_contest_builds_no_wall_within_a_team() -> None:
    o = calm_firm({**SIX, "peers.contest": 1.0, "helping.rivalry_wall": 1.0})
    for manager in o.managers:
        manager.competitiveness = manager.helpfulness = 0.5
    for rep in o.reps:
        rep.willingness = 0.5
    assert hears(o.reps[1], o.reps[0], o, o.p, 0.49)
    assert not hears(o.reps[1], o.reps[0], o, o.p, 0.51)
    assert not hears(o.reps[4], o.reps[0], o, o.p, 1e-6)


def asked(o: SalesOrganization, seat: int, draws: int = 6_000) -> Counter[int]:
    """How often a rep turns to whom."""
    return Counter(colleague(o.reps[seat], o, (k + 0.5) / draws, o.p.helping) for k in range(draws))


@pytest.mark.parametrize("seat", range(6))
def test_requests_go_evenly_to_the_own_team_and_evenly_to_the_others_by_the_stated_share(seat: int) -> None:
    found = asked(calm_firm({**SIX, "helping.own_team": 0.7}), seat)
    mates = {0, 1, 2} if seat < 3 else {3, 4, 5}
    for number in range(6):
        due = 0.0 if number == seat else 0.35 if number in mates else 0.1
        assert found[number] / 6_000 == pytest.approx(due, abs=1e-3)


def test_where_there_is_no_other_team_all_ask_their_own_and_the_lonely_ask_others() -> None:
    assert set(asked(calm_firm({"organization.teams": 1, "organization.reps_per_team": 3}), 1)) == {0, 2}
    assert set(asked(calm_firm({"organization.teams": 3, "organization.reps_per_team": 1}), 1)) == {0, 2}
    assert share_asked_within(3, 3, Helping()) == 1.0


def test_the_only_rep_of_a_firm_has_nobody_to_ask() -> None:
    o = calm_firm({**HELP, "organization.teams": 1, "organization.reps_per_team": 1})
    o.reps[0].big_deal_seat = 0
    ask_for_help(o.reps[0], o, o.p)
    assert o.reps[0].helper == NOBODY


def test_the_last_team_turns_to_the_first_ones() -> None:
    rep = make(RepState, seat=5, team=1)
    assert {of_other_team(rep, 3, 6, draw) for draw in (0.01, 0.5, 0.99)} == {0, 1, 2}


def team_with_ripe_deals(**settings: object) -> SalesOrganization:
    """Three willing reps of one team, each with one ripe deal to ask help for."""
    o = calm_firm({**HELP, "organization.teams": 1, "organization.reps_per_team": 3, **settings})
    open_week(o, o.p)
    for rep in o.reps:
        plan(rep, o, o.p)
        rep.willingness, rep.know_how_shown = 1.0, 1.0
        deal = o.deals[rep.seat][0]
        deal.seat, deal.week, deal.rank, deal.ripe, deal.odds, deal.account_seat = rep.seat, -3, 7, 1, 1.0, NOBODY
        o.seats[rep.seat].open_deals = 1
        rep.big_deal_seat, rep.big_deal_week, rep.big_deal_rank = rep.seat, -3, 7
    return o


def settled(o: SalesOrganization, order: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Whom each rep helps, and every deal's odds, after two passes in this order of visits."""
    for number in order:
        ask_for_help(o.reps[number], o, o.p)
    for number in order:
        receive_help(o.reps[number], o, o.p)
        count_help(o.reps[number], o.p)
    return tuple(rep.helping for rep in o.reps), tuple(o.deals[seat][0].odds for seat in range(3))


def test_of_two_who_ask_the_same_colleague_one_is_heard_whoever_is_visited_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Seats 0 and 1 turn to seat 2, which turns to nobody; seat 1 has the luckier draw.
    def draws(_seed: int, _purpose: int, seat: int, _week: int, _c: int) -> tuple[float, float, float, float]:
        return (0.999 if seat == 2 else 0.0, (0.74, 0.24, 0.5)[seat] * 1.0, 0.0, (0.6, 0.4, 0.1)[seat])

    monkeypatch.setattr(helping, "uniforms", draws)
    results = {settled(team_with_ripe_deals(), order) for order in permutations(range(3))}
    assert results == {((NOBODY, NOBODY, 1), (1.0, 1.3, 1.0))}


@pytest.mark.parametrize("week", range(8))
def test_nobody_helps_two_and_each_help_has_one_receiver(week: int) -> None:
    o = calm_firm({**HELP, "organization.teams": 3, "organization.reps_per_team": 4, "peers.contest": 0.0})
    o.firm.week = week
    open_week(o, o.p)
    for rep in o.reps:
        plan(rep, o, o.p)
        rep.willingness = 0.8
        rep.big_deal_seat, rep.big_deal_week, rep.big_deal_rank = rep.seat, 0, 0
        o.seats[rep.seat].open_deals = 1
        o.deals[rep.seat][0].seat, o.deals[rep.seat][0].odds = rep.seat, 1.0
    for rep in o.reps:
        ask_for_help(rep, o, o.p)
    for rep in o.reps:
        receive_help(rep, o, o.p)
    given = [rep.helping for rep in o.reps if rep.helping != NOBODY]
    helped = [seat.seat for seat in o.seats if seat.helped_within + seat.helped_across]
    assert sorted(given) == helped
    assert len(given) == len(set(given)) > 2
    for rep in o.reps:
        if rep.seat in helped:
            own = o.reps[rep.helper].team == rep.team
            assert (o.seats[rep.seat].helped_within, o.seats[rep.seat].helped_across) == (int(own), int(not own))


def helped_pair(**settings: object) -> SalesOrganization:
    """Rep 0, whom rep 1 helps with a ripe deal."""
    o = team_with_ripe_deals(**settings)
    o.reps[0].helper, o.reps[1].helping = 1, 0
    return o


def test_what_help_brings_and_what_it_costs() -> None:
    o = helped_pair()
    rep, helper = o.reps[0], o.reps[1]
    rep.know_how = rep.know_how_shown = 0.6
    helper.know_how_shown = 0.9
    receive_help(rep, o, o.p)
    assert o.deals[0][0].odds == pytest.approx(1.0 + 0.3 * 0.9)
    assert rep.know_how == pytest.approx(0.6 + 0.1 * 0.3)
    before = customer_hours(helper, o, o.p)
    count_help(helper, o.p)
    assert before - customer_hours(helper, o, o.p) == pytest.approx(o.p.helping.hours)


def test_a_weaker_helper_teaches_nothing() -> None:
    o = helped_pair()
    o.reps[0].know_how = o.reps[0].know_how_shown = 0.9
    o.reps[1].know_how_shown = 0.5
    receive_help(o.reps[0], o, o.p)
    assert o.reps[0].know_how == 0.9


def test_the_deal_asked_for_is_helped_wherever_it_stands_by_now() -> None:
    o = helped_pair()
    deals = o.deals[0]
    o.seats[0].open_deals = 3
    for place, rank in enumerate((5, 6, 7)):
        deals[place].seat, deals[place].week, deals[place].rank, deals[place].odds = 0, -3, rank, 1.0
    receive_help(o.reps[0], o, o.p)
    assert [deals[place].odds for place in range(3)] == pytest.approx([1.0, 1.0, 1.3])
    deals[2].rank = 99  # gone
    receive_help(o.reps[0], o, o.p)
    assert [deals[place].odds for place in range(3)] == pytest.approx([1.0, 1.0, 1.3])


def test_helps_given_are_remembered_for_about_a_year() -> None:
    rep, p = make(RepState, helping=4), calm_firm().p
    count_help(rep, p)
    assert (rep.helped_others, rep.help_hours) == (1.0, p.helping.hours)
    rep.helping = NOBODY
    for _ in range(52):
        count_help(rep, p)
    assert rep.helped_others == pytest.approx(0.98**52)
    assert rep.help_hours == 0.0


def test_a_newcomer_has_no_deal_to_ask_help_for() -> None:
    o = calm_firm(HELP)
    o.reps[0].employed = 0
    o.seats[0].vacant_until = -1.0
    o.step()
    assert o.reps[0].employed == 1
    assert {o.reps[0].big_deal_seat, o.reps[0].helper, o.reps[0].helping} == {NOBODY}


def test_an_empty_seat_hears_nobody() -> None:
    o = team_with_ripe_deals()
    o.reps[1].employed = 0
    assert not hears(o.reps[1], o.reps[0], o, o.p, 1e-9)


def asks_in(weeks: int, per_week: float) -> int:
    """In how many weeks one of two willing reps turns to the other."""
    o = calm_firm({**HELP, "helping.asks_per_week": per_week})
    count = 0
    for week in range(weeks):
        o.firm.week = week
        o.reps[1].helping, o.reps[1].willingness, o.reps[0].big_deal_seat = NOBODY, 1.0, 0
        ask_for_help(o.reps[0], o, o.p)
        count += o.reps[0].helper == 1
    return count


def test_requests_come_at_their_rate() -> None:
    # 1 - exp(-0.2) = 18.1 % of weeks.
    assert asks_in(4_000, 0.2) / 4_000 == pytest.approx(0.18127, abs=4 * 0.0061)


def helped_in_a_year(**settings: object) -> tuple[int, int]:
    """Helps within and across teams in a year of a small firm at work."""
    o = calm_firm({
        **SIX, **HELP, "prospecting.leads_per_week": 3.0, "helping.own_team": 0.5, "helping.rivalry_wall": 0.8,
        **settings,
    })  # fmt: skip
    within = across = 0
    for _ in range(52):
        o.step()
        within += int(o.report.helped_within)
        across += int(o.report.helped_across)
    return within, across


def test_a_contest_between_teams_keeps_help_inside_them_and_ranks_keep_it_away() -> None:
    calm, contested = helped_in_a_year(), helped_in_a_year(**{"peers.contest": 1.0})
    assert contested[1] < 0.5 * calm[1]
    assert contested[0] > 0.8 * calm[0]
    ranked = helped_in_a_year(**{"pay.relative_share": 0.15})
    assert sum(ranked) < 0.8 * sum(calm)
    assert helped_in_a_year(**{"helping.enabled": False}) == (0, 0)


def test_cooperation_is_the_team_s_mean_willingness_and_moves_its_deals() -> None:
    o = calm_firm({"helping.interdependence": 0.2})
    o.reps[0].willingness, o.reps[1].willingness = 0.9, 0.3
    meet(o, o.ps)
    assert o.teams[0].cooperation == pytest.approx(0.6)
    o.reps[0].attention = 1.0
    moved = speed_of_deals(o.reps[0], o, o.p, 0.0)
    o.teams[0].cooperation = 0.5
    assert moved - speed_of_deals(o.reps[0], o, o.p, 0.0) == pytest.approx(0.2 * 0.2)


def test_foul_play_of_the_team_slows_everybody() -> None:
    o = calm_firm({"helping.sabotage": 0.4})
    o.reps[0].attention = 1.0
    clean = speed_of_deals(o.reps[0], o, o.p, 0.0)
    o.teams[0].foul_play = 0.5
    assert clean - speed_of_deals(o.reps[0], o, o.p, 0.0) == pytest.approx(0.4 * 0.5)


def test_without_help_in_single_deals_people_still_work_together() -> None:
    # The switch stops help with deals; the climate, and what hangs on it, is another matter.
    o = calm_firm({"helping.enabled": False})
    plan(o.reps[0], o, o.p)
    assert o.reps[0].willingness > 0.0


def test_a_week_begins_with_nobody_helping() -> None:
    o = calm_firm(HELP)
    o.reps[0].helping, o.reps[0].helper = 1, 1
    plan(o.reps[0], o, o.p)
    assert (o.reps[0].helping, o.reps[0].helper) == (NOBODY, NOBODY)
