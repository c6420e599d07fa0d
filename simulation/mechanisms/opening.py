"""Opening the week: wipe last week's flows, and work out once what would otherwise be worked out for everybody."""

from simulation.mark import rule
from simulation.mechanisms.clocks import half_life_step
from simulation.mechanisms.effort import accelerator_pull
from simulation.mechanisms.talent import log_sd
from simulation.parameters import Parameters
from simulation.records import RepState, SeatState, World

ONE_WEEK = 1.0


@rule
def set_steps(o: World, p: Parameters) -> None:
    """What the half-lives of customers, know-how and morale mean in a step or a week, and what is the same for all."""
    firm = o.firm
    firm.step_weeks = 1.0 / p.calendar.steps_per_week
    firm.satisfaction_step = half_life_step(p.customers.satisfaction_half_life_weeks, firm.step_weeks)
    firm.morale_step = half_life_step(p.morale.half_life_weeks, ONE_WEEK)
    firm.know_how_step = half_life_step(p.learning.half_life_weeks, ONE_WEEK)
    firm.qualification_step = half_life_step(p.qualification.skill_half_life_weeks, ONE_WEEK)
    firm.ability_log_sd = log_sd(p.talent.productivity_cv)
    firm.accelerator_pull = accelerator_pull(p)
    set_slow_steps(o, p)


@rule
def set_slow_steps(o: World, p: Parameters) -> None:
    """What the half-lives of energy, norms and other states of people and teams mean in a week."""
    firm = o.firm
    firm.energy_step = half_life_step(p.energy.half_life_weeks, ONE_WEEK)
    firm.attention_step = half_life_step(p.attention.half_life_weeks, ONE_WEEK)
    firm.confidence_step = half_life_step(p.attention.confidence_half_life_weeks, ONE_WEEK)
    firm.norm_step = half_life_step(p.norms.half_life_weeks, ONE_WEEK)
    firm.spirit_step = half_life_step(p.spirit.half_life_weeks, ONE_WEEK)
    firm.playbook_step = half_life_step(p.knowledge.playbook_half_life_weeks, ONE_WEEK)
    firm.process_step = half_life_step(p.leadership.process_ageing_half_life_weeks, ONE_WEEK)
    firm.retarget_step = half_life_step(p.shocks.retarget_half_life_weeks, ONE_WEEK)
    firm.hunger_kept = 1.0 - half_life_step(p.recruiting.hunger_half_life_weeks, ONE_WEEK)


@rule
def clear_people(seat: SeatState) -> None:
    """Wipe who came to the seat and who left it."""
    seat.departed = 0
    seat.resigned = 0
    seat.poached = 0
    seat.dismissed = 0
    seat.laid_off = 0
    seat.other_exits = 0
    seat.promoted = 0
    seat.hired = 0
    seat.helped_within = 0
    seat.helped_across = 0
    seat.fell_in_trouble = 0
    seat.out_of_trouble = 0


@rule
def clear_business(seat: SeatState) -> None:
    """Wipe what was found, won and lost in a seat."""
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
    seat.dropped = 0
    seat.cancelled = 0
    seat.cancelled_money = 0.0
    seat.conceded_money = 0.0
    seat.churned = 0
    seat.churned_money = 0.0
    seat.recurring_gained_money = 0.0
    seat.recurring_lost_money = 0.0
    seat.renewed = 0
    seat.commission_money = 0.0
    seat.severance_money = 0.0
    seat.cycle_weeks = 0.0


@rule
def clear_rep(rep: RepState, hunger_kept: float) -> None:
    """Wipe what happened to a person in the week; hunger fades."""
    rep.setbacks = 0
    rep.wins = 0
    rep.lessons = 0.0
    rep.blamed = 0.0
    rep.candidate = 0
    rep.hunger *= hunger_kept


@rule
def open_week(o: World, p: Parameters) -> None:
    """Wipe last week's flows and work out what half-lives mean in one step."""
    set_steps(o, p)
    for manager in o.managers:
        manager.left_post = manager.removed
        manager.removed = 0
    for seat in o.seats:
        clear_people(seat)
        clear_business(seat)
    for rep in o.reps:
        clear_rep(rep, o.firm.hunger_kept)


@rule
def set_clock(o: World, tick: int) -> None:
    """Turn the clock to a step of the present week."""
    o.firm.tick = tick
    o.firm.now_weeks = o.firm.week + tick * o.firm.step_weeks
