"""Deadline: what the end of a quarter and of a year does to deals that are ripe.

A deal that by itself covers what is missing to a quota is hurried, in proportion to the money that hangs on it, with a
price concession; and managers push everything ripe in a quarter's last weeks. Without lumps in the pay nothing hangs
on a date, and the first effect is gone by itself.
"""

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, week_of_year
from simulation.mechanisms.pay import own_part, personal_quota, quarter_quota
from simulation.parameters import Parameters
from simulation.parameters.pay import Pay
from simulation.records import DealState, ManagerState, RepState, World

WHOLE_STAKE = 1.0  # week of commission that hangs on a deal: reason enough to concede all that one is ready to


@rule
def in_last_weeks(week: int, period: int, weeks: float) -> bool:
    """Whether a week is among the last ones of its period."""
    return week % period >= period - weeks


@rule
def year_stake(pay: Pay) -> float:
    """What hangs on reaching the year's quota, in weeks of target commission."""
    return own_part(pay) * pay.year_lump_share * WEEKS_PER_YEAR


@rule
def quarter_stake(pay: Pay) -> float:
    """What hangs on reaching a quarter's quota, in weeks of target commission."""
    return own_part(pay) * pay.quarter_lump_share * WEEKS_PER_QUARTER


@rule
def hurry(rep: RepState, p: Parameters, gap_money: float, stake: float) -> None:
    """Make haste with whatever closes this gap."""
    rep.gap_money = gap_money
    rep.urge = 1.0 + p.deadline.response * stake
    rep.hurried_concession = p.deadline.concession * min(1.0, stake / WHOLE_STAKE)


@rule
def hurried_price(rep: RepState, deal: DealState) -> float:
    """What a deal pays that is hurried over the line."""
    return deal.value_money * max(0.0, 1.0 - rep.concession - rep.hurried_concession)


@rule
def decides(rep: RepState, deal: DealState) -> bool:
    """Whether winning this ripe deal, in haste, would by itself close what is missing to a quota in sight."""
    return 0.0 < rep.gap_money <= hurried_price(rep, deal)


@rule
def one_decides(rep: RepState, o: World) -> bool:
    """Whether any ripe deal on the table would close what the rep is after."""
    for place in range(o.seats[rep.seat].open_deals):
        deal = o.deals[rep.seat][place]
        if deal.ripe == 1 and decides(rep, deal):
            return True
    return False


@rule
def watch_the_date(rep: RepState, o: World, p: Parameters) -> None:
    """See whether the end of a quarter or a year is near, and what is missing to its quota.

    At a year's end both quotas are due: the year's is gone for if a deal on the table can reach it, else the quarter's.
    """
    rep.urge = 1.0
    rep.gap_money = 0.0
    rep.hurried_concession = 0.0
    week, window = o.firm.week, p.deadline.window_weeks
    if not in_last_weeks(week, WEEKS_PER_QUARTER, window):
        return
    year_gap = personal_quota(rep, o) - rep.year_bookings_money
    if in_last_weeks(week_of_year(week), WEEKS_PER_YEAR, window) and year_gap > 0.0 and year_stake(p.pay) > 0.0:
        hurry(rep, p, year_gap, year_stake(p.pay))
        if one_decides(rep, o):
            return
    quarter_gap = quarter_quota(rep, o, p) - rep.quarter_money
    if quarter_gap > 0.0:
        hurry(rep, p, quarter_gap, quarter_stake(p.pay))


@rule
def pushed(manager: ManagerState, o: World, p: Parameters) -> bool:
    """Whether a manager is there this week and pushes."""
    return manager.in_post == 1 and in_last_weeks(o.firm.week, WEEKS_PER_QUARTER, p.deadline.push_weeks)
