"""Quota: what a territory is asked to bring, set once a year, never in sum away from the firm's plan."""

import math
from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.arms import arm_in
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp
from simulation.parameters import Parameters
from simulation.parameters.quota import Quota
from simulation.purposes import QUOTA_ERROR
from simulation.randomness import uniform
from simulation.records import RepState, World
from simulation.variates import normal


@rule
def ramp(tenure_weeks: int, quota: Quota) -> float:
    """Share of the quota that counts for somebody this new."""
    if tenure_weeks >= quota.ramp_weeks:
        return 1.0
    return quota.ramp_start + (1.0 - quota.ramp_start) * tenure_weeks / quota.ramp_weeks


@rule
def ask(rep: RepState, o: World, p: Parameters) -> None:
    """Add this week's share of the quota to what the rep is measured against."""
    asked = o.seats[rep.seat].quota_money / WEEKS_PER_YEAR * ramp(o.firm.week - rep.hired_week, p.quota)
    rep.year_asked_money += asked
    o.seats[rep.seat].year_asked_money += asked
    rep.expected_quarter_money += asked / p.quota.ambition


@rule
def raw_quota(potential: float, last_year_ratio: float, error: float, quota: Quota) -> float:
    """A territory's claim on the plan: its potential as far as known, last year's result, and a planner's error."""
    claim: float = (
        potential**quota.potential_exponent * last_year_ratio**quota.ratchet * math.exp(quota.error_sd * error)
    )
    return claim


@rule
def review_plan(o: World) -> None:
    """What an occupied seat brought last year, in the firm and in each seat against expectation."""
    firm = o.firm
    firm.year_bookings_money = 0.0
    firm.year_occupied_weeks = 0.0
    for number in range(len(o.seats)):
        seat = o.seats[number]
        firm.year_bookings_money += seat.year_bookings_money
        firm.year_occupied_weeks += seat.year_occupied_weeks
    if firm.year_occupied_weeks > 0.0 and firm.year_bookings_money > 0.0:
        firm.plan_money = firm.year_bookings_money / firm.year_occupied_weeks * WEEKS_PER_YEAR


@rule
def set_ratio(o: World, seat_number: int) -> None:
    """A seat's results of last year against what was asked, within reason, if somebody sat there for half of it."""
    seat = o.seats[seat_number]
    seat.last_year_ratio = 1.0
    if seat.year_occupied_weeks >= WEEKS_PER_YEAR // 2 and seat.year_asked_money > 0.0:
        seat.last_year_ratio = clamp(seat.year_bookings_money / seat.year_asked_money, 0.4, 2.5)
    seat.year_bookings_money = 0.0
    seat.year_asked_money = 0.0
    seat.year_occupied_weeks = 0.0


@behaviour
def set_quotas(o: World, ps: Sequence[Parameters]) -> None:
    """Set every territory's quota for the coming year, so that the mean is the plan times the ambition."""
    year = (o.firm.week + 1) // WEEKS_PER_YEAR
    total = 0.0
    for number in range(len(o.seats)):
        seat = o.seats[number]
        error = normal(uniform(o.firm.seed, QUOTA_ERROR, number, year, 0))
        seat.quota_money = raw_quota(seat.potential, seat.last_year_ratio, error, ps[arm_in(o, o.reps[number])].quota)
        total += seat.quota_money
    for number in range(len(o.seats)):
        ambition = ps[arm_in(o, o.reps[number])].quota.ambition
        o.seats[number].quota_money *= ambition * o.firm.plan_money * len(o.seats) / total
