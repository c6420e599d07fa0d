"""Closing the books: what falls due at the end of a week, a quarter, a half-year and a year, in this order."""

from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import half_year_ends, quarter_ends, year_ends
from simulation.mechanisms.pairs import pay_pair
from simulation.mechanisms.peers import honour_stars, rank_people, rank_teams
from simulation.mechanisms.quota import ask, review_plan, set_quotas, set_ratio
from simulation.mechanisms.ranking import sort_ascending
from simulation.mechanisms.selection import cull, forget_warnings, judge_probation, review
from simulation.mechanisms.talent import drift_talent
from simulation.parameters import Parameters
from simulation.records import RepState, World

TROUBLE = 0.5  # of what was expected in a quarter
QUARTERS_TO_RECOVER = 2


@rule
def turn_quarter(rep: RepState) -> None:
    """The quarter joins the past ones; the oldest is forgotten."""
    rep.quarter_3_ago_money = rep.quarter_2_ago_money
    rep.quarter_2_ago_money = rep.quarter_1_ago_money
    rep.quarter_1_ago_money = rep.quarter_money
    rep.quarter_money = 0.0
    rep.expected_3_ago_money = rep.expected_2_ago_money
    rep.expected_2_ago_money = rep.expected_1_ago_money
    rep.expected_1_ago_money = rep.expected_quarter_money
    rep.expected_quarter_money = 0.0


@rule
def count_attainment(o: World) -> None:
    """How the year went against quota, among those who were here all year."""
    measured, reached, total = 0, 0, 0.0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1 and o.firm.week - rep.hired_week >= 51 and rep.year_asked_money > 0.0:
            attainment = rep.year_bookings_money / rep.year_asked_money
            measured += 1
            total += attainment
            if attainment >= 1.0:
                reached += 1
    if measured > 0:
        o.firm.share_at_quota = reached / measured
        o.firm.mean_attainment = total / measured


@rule
def count_concentration(o: World) -> None:
    """Share of the year's bookings that the best-selling fifth of those here all year brought in."""
    count, total = 0, 0.0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1 and o.firm.week - rep.hired_week >= 51:
            o.order[count] = number
            o.keys[number] = -rep.year_bookings_money
            total += rep.year_bookings_money
            count += 1
    sort_ascending(o, count)
    best = 0.0
    for place in range((count + 4) // 5):
        best += o.reps[o.order[place]].year_bookings_money
    if total > 0.0:
        o.firm.top_fifth_share = best / total


@rule
def look_for_trouble(rep: RepState, o: World, p: Parameters) -> None:
    """Whether a rep's quarter fell below half of what was expected, or came back from there within two quarters."""
    if rep.expected_quarter_money <= 0.0:
        return
    if rep.quarter_money < TROUBLE * rep.expected_quarter_money:
        rep.helplessness = min(1.0, rep.helplessness + p.attention.helplessness)
        if rep.troubled == 0:
            o.seats[rep.seat].fell_in_trouble = 1
        rep.troubled += 1
    else:
        if 0 < rep.troubled <= QUARTERS_TO_RECOVER:
            o.seats[rep.seat].out_of_trouble = 1
        rep.troubled = 0
        rep.helplessness = 0.0


@rule
def close_year(o: World, ps: Sequence[Parameters]) -> None:
    """Count, cull, plan, and start everybody afresh."""
    count_attainment(o)
    count_concentration(o)
    cull(o, ps)
    review_plan(o)
    for number in range(len(o.seats)):
        set_ratio(o, number)
    set_quotas(o, ps)
    for rep in o.reps:
        rep.year_bookings_money = 0.0
        rep.year_asked_money = 0.0


@behaviour
def close_books(o: World, ps: Sequence[Parameters]) -> None:
    """Close the week and whatever ends with it."""
    week = o.firm.week
    for rep in o.reps:
        if rep.employed == 1:
            p = ps[rep.arm]
            ask(rep, o, p)
            pay_pair(rep, o, p)
            o.seats[rep.seat].year_occupied_weeks += 1.0
            if half_year_ends(week) and p.selection.ordinary_dismissals:
                review(rep, o, p)
            if quarter_ends(week) and p.selection.ordinary_dismissals:
                judge_probation(rep, o, p)
    forget_warnings(o, ps)
    if year_ends(week):
        close_year(o, ps)
    if quarter_ends(week):
        rank_people(o)
        rank_teams(o)
        honour_stars(o, ps)
        for rep in o.reps:
            if rep.employed == 1:
                look_for_trouble(rep, o, ps[rep.arm])
                drift_talent(rep, o, ps[rep.arm])
            turn_quarter(rep)
    o.firm.fairness_shock = 0.0
