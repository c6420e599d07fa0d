"""Opening the week: wipe last week's flows, and work out once what would otherwise be worked out for everybody."""

from simulation.mark import rule
from simulation.mechanisms.clocks import half_life_step
from simulation.mechanisms.effort import accelerator_pull
from simulation.mechanisms.talent import log_sd
from simulation.parameters import Parameters
from simulation.records import World

ONE_WEEK = 1.0


@rule
def open_week(o: World, p: Parameters) -> None:
    """Wipe last week's flows and work out what half-lives mean in one step."""
    firm = o.firm
    firm.step_weeks = 1.0 / p.calendar.steps_per_week
    firm.satisfaction_step = half_life_step(p.customers.satisfaction_half_life_weeks, firm.step_weeks)
    firm.relationship_step = half_life_step(p.customers.relationship_half_life_weeks, firm.step_weeks)
    firm.morale_step = half_life_step(p.morale.half_life_weeks, ONE_WEEK)
    firm.know_how_step = half_life_step(p.learning.half_life_weeks, ONE_WEEK)
    firm.ability_log_sd = log_sd(p.talent.productivity_cv)
    firm.accelerator_pull = accelerator_pull(p)
    firm.qualification_step = half_life_step(p.qualification.skill_half_life_weeks, ONE_WEEK)
    for seat in o.seats:
        seat.events = seat.told
        seat.told = 0
        seat.leads = 0
        seat.qualified = 0
        seat.pipeline_money = 0.0
        seat.bookings_money = 0.0
        seat.expansion_money = 0.0
        seat.renewals_money = 0.0
        seat.wins = 0
        seat.shared_wins = 0
        seat.rival_losses = 0
        seat.undecided = 0
        seat.churned = 0
        seat.renewed = 0
        seat.resigned = 0
        seat.dismissed = 0
        seat.laid_off = 0
        seat.hired = 0
        seat.overtime_money = 0.0
        seat.commission_money = 0.0
        seat.severance_money = 0.0
        seat.cycle_weeks = 0.0
        seat.satisfaction_points = 0.0
    for rep in o.reps:
        rep.setbacks = 0
        rep.wins = 0


@rule
def set_clock(o: World, tick: int) -> None:
    """Turn the clock to a step of the present week."""
    o.firm.tick = tick
    o.firm.now_weeks = o.firm.week + tick * o.firm.step_weeks
