"""Pay: base and commission, and what others would pay."""

import math

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, week_of_year
from simulation.parameters import Parameters
from simulation.parameters.pay import Pay
from simulation.records import RepState, World


@rule
def accelerated(before: float, quota: float, money: float) -> float:
    """Part of a booking that lies above quota."""
    return min(max(before + money - quota, 0.0), money)


@rule
def personal_quota(rep: RepState, o: World) -> float:
    """What the year asks of a rep: the weeks worked so far, and the rest of the year in full."""
    weeks_left = WEEKS_PER_YEAR - week_of_year(o.firm.week)
    return rep.year_asked_money + o.seats[rep.seat].quota_money * weeks_left / WEEKS_PER_YEAR


@rule
def commission_on(rep: RepState, o: World, p: Parameters, money: float) -> float:
    """Commission that a booking earns: the target rate, more for the part above quota."""
    quota = o.seats[rep.seat].quota_money
    if quota <= 0.0:
        return 0.0
    above = accelerated(rep.year_bookings_money, personal_quota(rep, o), money)
    rate = p.pay.target_commission_money / quota
    return rate * (money - above + p.pay.accelerator * above)


@rule
def outside_option(ability: float, pay: Pay) -> float:
    """What others would pay a person of this ability in a year."""
    return (pay.base_salary_money + pay.target_commission_money) * math.exp(pay.market_pay_ability_slope * ability)


@rule
def expected_pay(expected_attainment: float, pay: Pay) -> float:
    """What a year of this attainment pays here."""
    above = max(0.0, expected_attainment - 1.0)
    below = expected_attainment - above
    return pay.base_salary_money + pay.target_commission_money * (below + pay.accelerator * above)
