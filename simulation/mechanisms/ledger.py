"""Ledger: the week in money and in averages, summed in the order of seats."""

from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.arms import heads_at_work, heads_paid, newcomers, seats_of
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, quarter_ends
from simulation.mechanisms.norms import invested
from simulation.notes import WeekReport
from simulation.parameters import Parameters
from simulation.parameters.pay import Pay
from simulation.records import RepState, SeatState, World


@rule
def clear_report(report: WeekReport) -> None:
    """Start the week's page with zeros where something is summed."""
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
    report.dropped = 0.0
    report.cancelled = 0.0
    report.cancelled_money = 0.0
    report.conceded_money = 0.0
    report.churned_money = 0.0
    report.account_money = 0.0
    report.recurring_gained_money = 0.0
    report.recurring_lost_money = 0.0
    report.open_money = 0.0
    report.cycle_weeks = 0.0
    report.churned = 0.0
    report.renewed = 0.0
    report.satisfaction = 0.0
    clear_movements(report)
    clear_costs(report)


@rule
def clear_movements(report: WeekReport) -> None:
    """Zeros for who was here, came, went, helped, or was in trouble."""
    report.heads = 0.0
    report.heads_at_work = 0.0
    report.poached = 0.0
    report.laid_off = 0.0
    report.other_exits = 0.0
    report.promoted = 0.0
    report.manager_exits = 0.0
    report.helped_within = 0.0
    report.helped_across = 0.0
    report.fell_in_trouble = 0.0
    report.out_of_trouble = 0.0
    report.resigned = 0.0
    report.dismissed = 0.0
    report.hired = 0.0


@rule
def clear_costs(report: WeekReport) -> None:
    """Zeros for what is paid seat by seat or arm by arm."""
    report.pay_money = 0.0
    report.commission_money = 0.0
    report.severance_money = 0.0
    report.hiring_money = 0.0
    report.training_money = 0.0
    report.bench_money = 0.0
    report.programmes_money = 0.0


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
    report.dropped += seat.dropped
    report.cancelled += seat.cancelled
    report.cancelled_money += seat.cancelled_money
    report.conceded_money += seat.conceded_money
    report.churned_money += seat.churned_money
    report.account_money += seat.account_money
    report.recurring_gained_money += seat.recurring_gained_money
    report.recurring_lost_money += seat.recurring_lost_money
    report.open_money += seat.open_money
    report.cycle_weeks += seat.cycle_weeks
    report.churned += seat.churned
    report.renewed += seat.renewed
    report.resigned += seat.resigned
    report.dismissed += seat.dismissed
    report.hired += seat.hired
    report.poached += seat.poached
    report.laid_off += seat.laid_off
    report.other_exits += seat.other_exits
    report.promoted += seat.promoted
    report.helped_within += seat.helped_within
    report.helped_across += seat.helped_across
    report.fell_in_trouble += seat.fell_in_trouble
    report.out_of_trouble += seat.out_of_trouble
    report.commission_money += seat.commission_money
    report.severance_money += seat.severance_money


@rule
def clear_survey(report: WeekReport) -> None:
    """Start the averages over people with zeros."""
    report.ability = 0.0
    report.know_how = 0.0
    report.morale = 0.0
    report.energy = 0.0
    report.exhausted = 0.0
    report.effort = 0.0
    report.tenure_weeks = 0.0
    report.prospecting_hours = 0.0
    report.distraction = 0.0
    report.promising = 0.0
    report.concession = 0.0
    report.hunger = 0.0


@rule
def survey_person(rep: RepState, o: World, p: Parameters) -> None:
    """Add one person to the sums."""
    report = o.report
    report.heads += 1.0
    report.ability += rep.ability
    report.know_how += rep.know_how
    report.morale += rep.morale
    report.energy += rep.energy
    report.effort += rep.effort
    report.tenure_weeks += o.firm.week + 1 - rep.hired_week
    report.prospecting_hours += rep.prospecting_hours
    report.distraction += rep.distraction
    report.promising += rep.promising
    report.concession += rep.concession
    report.hunger += rep.hunger
    if rep.energy < p.energy.exhausted_below:
        report.exhausted += 1.0


@rule
def average_people(report: WeekReport) -> None:
    """Sums over people become means."""
    report.ability /= report.heads
    report.know_how /= report.heads
    report.morale /= report.heads
    report.energy /= report.heads
    report.exhausted /= report.heads
    report.effort /= report.heads
    report.tenure_weeks /= report.heads
    report.prospecting_hours /= report.heads
    report.distraction /= report.heads
    report.promising /= report.heads
    report.concession /= report.heads
    report.hunger /= report.heads


@rule
def survey_people(o: World, ps: Sequence[Parameters]) -> None:
    """Means over the people who are here at the end of the week."""
    report = o.report
    clear_survey(report)
    for team in o.teams:
        report.heads_at_work += team.heads
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1:
            survey_person(rep, o, ps[rep.arm])
    report.vacant_seats = len(o.seats) - report.heads
    if report.heads > 0.0:
        average_people(report)


@rule
def clear_teams(report: WeekReport) -> None:
    """Start the averages over teams with zeros."""
    report.cohesion = 0.0
    report.effort_norm = 0.0
    report.blame_norm = 0.0
    report.fairness = 0.0
    report.direction = 0.0
    report.code = 0.0
    report.salience = 0.0
    report.process_quality = 0.0
    report.playbook = 0.0
    report.cooperation = 0.0


@rule
def survey_teams(o: World) -> None:
    """Means over teams, and managers who left."""
    report, each = o.report, 1.0 / len(o.teams)
    clear_teams(report)
    for number in range(len(o.teams)):
        team = o.teams[number]
        report.cohesion += each * team.cohesion
        report.effort_norm += each * team.effort_norm
        report.blame_norm += each * team.blame_norm
        report.fairness += each * team.fairness
        report.direction += each * team.direction
        report.code += each * team.code
        report.salience += each * team.salience
        report.process_quality += each * team.process_quality
        report.playbook += each * team.playbook
        report.cooperation += each * team.cooperation
    for manager in o.managers:
        report.manager_exits += manager.left_post


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
    report.turbulence = o.market.turbulence
    report.employer_reputation = o.firm.employer_reputation
    report.customer_reputation = o.firm.customer_reputation
    report.share_at_quota = o.firm.share_at_quota
    report.mean_attainment = o.firm.mean_attainment
    report.top_fifth_share = o.firm.top_fifth_share
    report.overflows = 1.0 * (o.firm.pipeline_overflows + o.firm.account_overflows + o.firm.event_overflows)


@rule
def posts_filled(o: World) -> int:
    """Managers in post."""
    filled = 0
    for manager in o.managers:
        filled += manager.in_post
    return filled


@rule
def weekly_pay(pay: Pay) -> float:
    """What a rep on target is paid for a week."""
    return (pay.base_salary_money + pay.target_commission_money) / WEEKS_PER_YEAR


@rule
def prizes(o: World, ps: Sequence[Parameters]) -> float:
    """What the contest between teams pays out in a quarter's last week: a prize to each member of the best team."""
    paid = 0.0
    if quarter_ends(o.firm.week):
        for number in range(len(o.teams)):
            p = ps[o.managers[number].arm]
            if o.teams[number].contest_rank == 1.0:
                paid += o.teams[number].heads * p.peers.contest * p.peers.prize_weeks * weekly_pay(p.pay)
    return paid


@rule
def raises(o: World, ps: Sequence[Parameters]) -> float:
    """What raises add to the week's base pay, seat by seat."""
    paid = 0.0
    for seat in o.seats:
        paid += seat.at_work * seat.raise_share * ps[seat.arm_at_work].pay.base_salary_money / WEEKS_PER_YEAR
    return paid


@rule
def search_money(p: Parameters) -> float:
    """What finding somebody costs."""
    return p.ledger.hiring_money + p.ledger.candidate_money * p.recruiting.candidates_per_hire


@rule
def pay_arm(o: World, usual: Parameters, p: Parameters, arm: int) -> None:
    """What the rates of an arm differ from the ordinary ones: exactly nothing where they are the same."""
    report, heads = o.report, heads_paid(o, arm)
    bench = p.recruiting.bench * p.recruiting.bench_money - usual.recruiting.bench * usual.recruiting.bench_money
    programmes = invested(p) * p.norms.money_at_full - invested(usual) * usual.norms.money_at_full
    report.pay_money += heads * (p.pay.base_salary_money - usual.pay.base_salary_money) / WEEKS_PER_YEAR
    report.hiring_money += newcomers(o, arm) * (search_money(p) - search_money(usual))
    report.bench_money += seats_of(o, arm) * bench / WEEKS_PER_YEAR
    report.programmes_money += heads * programmes / WEEKS_PER_YEAR


@rule
def pay_people(o: World, ps: Sequence[Parameters]) -> None:
    """Base pay, search, training and programmes at the ordinary rates, what differs by arm, raises, and prizes."""
    report, p, heads = o.report, ps[0], heads_at_work(o)
    report.pay_money += heads * p.pay.base_salary_money / WEEKS_PER_YEAR
    report.hiring_money += report.hired * search_money(p)
    report.training_money += report.hired * p.ledger.training_money
    report.bench_money += len(o.seats) * p.recruiting.bench * p.recruiting.bench_money / WEEKS_PER_YEAR
    report.programmes_money += heads * invested(p) * p.norms.money_at_full / WEEKS_PER_YEAR
    for arm in range(1, len(ps)):
        pay_arm(o, p, ps[arm], arm)
    report.pay_money += raises(o, ps)
    report.prizes_money = prizes(o, ps)


@rule
def draw_up_result(o: World, ps: Sequence[Parameters]) -> None:
    """Costs by kind, and what is left: every amount spent has a kind."""
    report, ledger = o.report, ps[0].ledger
    pay_people(o, ps)
    wages = report.pay_money + report.commission_money + report.severance_money
    report.overhead_money = ledger.payroll_overhead * wages
    report.managers = 1.0 * posts_filled(o)
    report.managers_money = report.managers * ledger.manager_salary_money / WEEKS_PER_YEAR
    sold = report.bookings_money + report.expansion_money + report.renewals_money
    report.gross_margin_money = ledger.gross_margin * sold
    report.profit_money = (
        report.gross_margin_money
        - wages
        - report.overhead_money
        - report.managers_money
        - report.hiring_money
        - report.bench_money
        - report.training_money
        - report.programmes_money
        - report.prizes_money
    )


@behaviour
def account(o: World, ps: Sequence[Parameters]) -> None:
    """Write the week's page."""
    report = o.report
    clear_report(report)
    report.week = 1.0 * o.firm.week
    for number in range(len(o.seats)):
        add_seat(report, o.seats[number])
    survey_people(o, ps)
    survey_teams(o)
    survey_customers(o)
    survey_market(o)
    draw_up_result(o, ps)
