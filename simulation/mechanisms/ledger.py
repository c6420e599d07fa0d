"""Ledger: the week in money and in averages, summed in the order of seats."""

from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.arms import heads_paid, newcomers
from simulation.mechanisms.clocks import WEEKS_PER_YEAR
from simulation.parameters import Parameters
from simulation.records import SeatState, WeekReport, World


@rule
def clear_report(report: WeekReport) -> None:
    """Start the week's page with zeros where something is summed."""
    report.heads = 0.0
    report.heads_at_work = 0.0
    report.leads = 0.0
    report.qualified = 0.0
    report.open_deals = 0.0
    report.accounts = 0.0
    report.bookings_money = 0.0
    report.expansion_money = 0.0
    report.renewals_money = 0.0
    report.wins = 0.0
    report.rival_losses = 0.0
    report.undecided = 0.0
    report.cycle_weeks = 0.0
    report.churned = 0.0
    report.renewed = 0.0
    report.resigned = 0.0
    report.dismissed = 0.0
    report.laid_off = 0.0
    report.hired = 0.0
    report.pay_money = 0.0
    report.commission_money = 0.0
    report.severance_money = 0.0
    report.satisfaction = 0.0
    report.ability = 0.0
    report.know_how = 0.0
    report.morale = 0.0
    report.effort = 0.0
    report.tenure_weeks = 0.0
    report.prospecting_hours = 0.0


@rule
def add_seat(report: WeekReport, seat: SeatState) -> None:
    """Enter what happened in a seat."""
    report.leads += seat.leads
    report.qualified += seat.qualified
    report.open_deals += seat.open_deals
    report.accounts += seat.accounts
    report.bookings_money += seat.bookings_money
    report.expansion_money += seat.expansion_money
    report.renewals_money += seat.renewals_money
    report.wins += seat.wins
    report.rival_losses += seat.rival_losses
    report.undecided += seat.undecided
    report.cycle_weeks += seat.cycle_weeks
    report.churned += seat.churned
    report.renewed += seat.renewed
    report.resigned += seat.resigned
    report.dismissed += seat.dismissed
    report.laid_off += seat.laid_off
    report.hired += seat.hired
    report.commission_money += seat.commission_money
    report.severance_money += seat.severance_money
    report.pay_money += seat.overtime_money


@rule
def survey_people(o: World) -> None:
    """Means over the people who are here at the end of the week."""
    report = o.report
    for team in o.teams:
        report.heads_at_work += team.heads
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1:
            report.heads += 1.0
            report.ability += rep.ability
            report.know_how += rep.know_how
            report.morale += rep.morale
            report.effort += rep.effort
            report.tenure_weeks += o.firm.week + 1 - rep.hired_week
            report.prospecting_hours += rep.prospecting_hours
    report.vacant_seats = len(o.seats) - report.heads
    if report.heads > 0.0:
        report.ability /= report.heads
        report.know_how /= report.heads
        report.morale /= report.heads
        report.effort /= report.heads
        report.tenure_weeks /= report.heads
        report.prospecting_hours /= report.heads


@rule
def survey_customers(o: World) -> None:
    """Mean satisfaction over accounts; a firm without customers reports zero of zero accounts."""
    report = o.report
    for number in range(len(o.seats)):
        report.satisfaction += o.seats[number].satisfaction_points
    if report.accounts > 0.0:
        report.satisfaction /= report.accounts


@rule
def survey_market(o: World) -> None:
    """What the week was like outside, and how the last full year went."""
    report = o.report
    report.demand = 0.0
    for number in range(len(o.segments)):
        report.demand += o.segments[number].demand
    report.demand /= len(o.segments)
    report.rival_strength = o.rival.strength
    report.share_at_quota = o.firm.share_at_quota
    report.mean_attainment = o.firm.mean_attainment
    report.top_fifth_share = o.firm.top_fifth_share
    report.overflows = 1.0 * (o.firm.pipeline_overflows + o.firm.account_overflows + o.firm.event_overflows)


@rule
def search_money(p: Parameters) -> float:
    """What finding somebody costs."""
    return p.ledger.hiring_money + p.ledger.candidate_money * p.recruiting.candidates_per_hire


@rule
def pay_people(o: World, ps: Sequence[Parameters]) -> None:
    """Base pay and search at the ordinary rates, and what those of an arm differ from them."""
    report, usual, ledger = o.report, ps[0], ps[0].ledger
    report.pay_money += report.heads_at_work * usual.pay.base_salary_money / WEEKS_PER_YEAR
    report.hiring_money = report.hired * search_money(usual)
    report.training_money = report.hired * ledger.training_money
    for arm in range(1, len(ps)):
        more = ps[arm].pay.base_salary_money - usual.pay.base_salary_money
        report.pay_money += heads_paid(o, arm) * more / WEEKS_PER_YEAR
        report.hiring_money += newcomers(o, arm) * (search_money(ps[arm]) - search_money(usual))


@rule
def managers_in_post(o: World) -> int:
    """How many teams have a manager."""
    heads = 0
    for manager in o.managers:
        heads += manager.in_post
    return heads


@rule
def draw_up_result(o: World, ps: Sequence[Parameters]) -> None:
    """Costs by kind, and what is left: every amount spent has a kind."""
    report, ledger = o.report, ps[0].ledger
    pay_people(o, ps)
    wages = report.pay_money + report.commission_money + report.severance_money
    report.overhead_money = ledger.payroll_overhead * wages
    report.managers_money = managers_in_post(o) * ledger.manager_salary_money / WEEKS_PER_YEAR
    sold = report.bookings_money + report.expansion_money + report.renewals_money
    report.gross_margin_money = ledger.gross_margin * sold
    report.profit_money = (
        report.gross_margin_money
        - wages
        - report.overhead_money
        - report.managers_money
        - report.hiring_money
        - report.training_money
    )


@behaviour
def account(o: World, ps: Sequence[Parameters]) -> None:
    """Write the week's page."""
    report = o.report
    clear_report(report)
    report.week = 1.0 * o.firm.week
    for number in range(len(o.seats)):
        add_seat(report, o.seats[number])
    survey_people(o)
    survey_customers(o)
    survey_market(o)
    draw_up_result(o, ps)
