"""Pay: base and commission, and what others would pay."""

import math

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, week_of_year
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
def quarter_quota(rep: RepState, o: World, p: Parameters) -> float:
    """What the quarter asks of a rep: the weeks worked so far, and the rest of the quarter in full."""
    weeks_left = WEEKS_PER_QUARTER - o.firm.week % WEEKS_PER_QUARTER
    asked = rep.expected_quarter_money * p.quota.ambition
    return asked + o.seats[rep.seat].quota_money * weeks_left / WEEKS_PER_YEAR


@rule
def crosses(before: float, money: float, quota: float) -> bool:
    """Whether a booking is the one that reaches a quota."""
    return before < quota <= before + money


@rule
def lumps(rep: RepState, o: World, p: Parameters, money: float) -> float:
    """What is paid at once when a booking reaches the quota of the quarter, or of the year."""
    paid = 0.0
    if crosses(rep.quarter_money, money, quarter_quota(rep, o, p)):
        paid += p.pay.quarter_lump_share * p.pay.target_commission_money / 4.0
    if crosses(rep.year_bookings_money, money, personal_quota(rep, o)):
        paid += p.pay.year_lump_share * p.pay.target_commission_money
    return paid


@rule
def paid_by_the_piece(pay: Pay) -> float:
    """Share of the target commission that is paid booking by booking, since lumps pay the rest."""
    return max(0.0, 1.0 - pay.quarter_lump_share - pay.year_lump_share)


@rule
def commission_on(rep: RepState, o: World, p: Parameters, money: float) -> float:
    """Commission that a booking earns: the target rate, more for the part above quota, and lumps at the quotas."""
    quota = o.seats[rep.seat].quota_money
    if quota <= 0.0:
        return 0.0
    above = accelerated(rep.year_bookings_money, personal_quota(rep, o), money)
    rate = paid_by_the_piece(p.pay) * p.pay.target_commission_money / quota
    return rate * (money - above + p.pay.accelerator * above) + lumps(rep, o, p, money)


@rule
def outside_option(ability: float, pay: Pay) -> float:
    """What others would pay a person of this ability in a year."""
    return pay.market_pay_money * math.exp(pay.market_pay_ability_slope * ability)


@rule
def counted_attainment(own: float, team: float, standing: float, pay: Pay) -> float:
    """Attainment that pay goes by: one's own, the team's, and the place among colleagues, by their shares."""
    alone = max(0.0, 1.0 - pay.team_share - pay.relative_share)
    return alone * own + pay.team_share * team + pay.relative_share * 2.0 * standing


@rule
def expected_pay(expected_attainment: float, pay: Pay) -> float:
    """What a year of this attainment pays here."""
    above = max(0.0, expected_attainment - 1.0)
    below = expected_attainment - above
    return pay.base_salary_money + pay.target_commission_money * (below + pay.accelerator * above)
