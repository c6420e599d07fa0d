"""Pay: base and raises, commission, lumps at the quotas, and what others would pay."""

import math

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, week_of_year
from simulation.parameters import Parameters
from simulation.parameters.pay import Pay
from simulation.records import RepState, World


@rule
def own_part(pay: Pay) -> float:
    """Share of the commission that goes by one's own results, not by the team's or by one's place among colleagues."""
    return max(0.0, 1.0 - pay.team_share - pay.relative_share)


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
    """Commission that the firm owes for a booking: by the rep's own plan; what is shared, at the target rate.

    What is shared has no lumps and no accelerator: a booking adds to what the team is paid, whoever made it, and one
    rep's higher place among colleagues is another's lower one.
    """
    quota = o.seats[rep.seat].quota_money
    if quota <= 0.0:
        return 0.0
    own, target_rate = own_part(p.pay), p.pay.target_commission_money / quota
    above = accelerated(rep.year_bookings_money, personal_quota(rep, o), money)
    by_the_piece = paid_by_the_piece(p.pay) * target_rate * (money - above + p.pay.accelerator * above)
    return own * (by_the_piece + lumps(rep, o, p, money)) + (1.0 - own) * target_rate * money


@rule
def raise_held(rep: RepState, week: int) -> float:
    """What somebody gets on top of base pay, as a share of it, while a raise lasts."""
    if week < rep.raise_until_week:
        return rep.raise_share
    return 0.0


@rule
def base_pay(rep: RepState, week: int, pay: Pay) -> float:
    """Base pay a year, with the raise that holds."""
    return pay.base_salary_money * (1.0 + raise_held(rep, week))


@rule
def outside_option(ability: float, pay: Pay) -> float:
    """What others would pay a person of this ability in a year."""
    return pay.market_pay_money * math.exp(pay.market_pay_ability_slope * ability)


@rule
def counted_attainment(own: float, team: float, standing: float, pay: Pay) -> float:
    """Attainment that pay goes by: one's own, the team's, and the place among colleagues, by their shares."""
    return own_part(pay) * own + pay.team_share * team + pay.relative_share * 2.0 * standing


@rule
def expected_pay(expected_attainment: float, pay: Pay) -> float:
    """What a year of this attainment pays here."""
    above = max(0.0, expected_attainment - 1.0)
    below = expected_attainment - above
    return pay.base_salary_money + pay.target_commission_money * (below + pay.accelerator * above)


@rule
def promised_pay(rep: RepState, week: int, expected: float, counted: float, pay: Pay) -> float:
    """What a year promises a rep: by the attainment that pay goes by, a raise, and a pair that does as well as she."""
    bonus = pay.pair_bonus * pay.target_commission_money * expected
    return expected_pay(counted, pay) + pay.base_salary_money * raise_held(rep, week) + bonus
