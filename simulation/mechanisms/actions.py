"""Actions: what a script does to people, posts and the market before a week begins.

It is no part of the week: the bodies call it on the weeks that a script names, so that it costs nothing without one.
Exits are decided here and carried out in leaving.py, at the end of a week, like all others.
"""

from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.assignment import draw_lots, fill_arm, invite, is_of, lapse, line_up
from simulation.mechanisms.events import WARNED, keep_pages, note, turn_pages
from simulation.mechanisms.leaving import send_away
from simulation.mechanisms.market import strike_slump
from simulation.mechanisms.promotion import COACHING_TABLE, LEADER_TABLE, OUTSIDE, draw_manager, take_post
from simulation.mechanisms.rating import grade, rate
from simulation.mechanisms.selection import whole_heads
from simulation.mechanisms.shocks import strike_backlash, strike_cancellations, strike_launch, strike_regulation
from simulation.notes import ActionState
from simulation.parameters.scripts import Quality, Shock, Step
from simulation.purposes import SCRIPT_ROUNDING
from simulation.randomness import uniform
from simulation.records import ManagerState, World
from simulation.variates import interpolate_quantile

INVITE, DRAW_LOTS, FILL_ARM, LAPSE = int(Step.INVITE), int(Step.DRAW_LOTS), int(Step.FILL_ARM), int(Step.LAPSE)
RATE, GRADE = int(Step.RATE), int(Step.GRADE)
LAY_OFF, REMOVE, WARN, JUDGE = int(Step.LAY_OFF), int(Step.REMOVE), int(Step.WARN), int(Step.JUDGE)
NEW_MANAGERS, SET_QUALITY, SET_QUANTILE = int(Step.NEW_MANAGERS), int(Step.SET_QUALITY), int(Step.SET_QUANTILE)
VACATE_POSTS, FILL_POSTS, REOPEN = int(Step.VACATE_POSTS), int(Step.FILL_POSTS), int(Step.REOPEN)
FREEZE, THAW, STRIKE = int(Step.FREEZE), int(Step.THAW), int(Step.STRIKE)
COMPETITIVENESS, HELPFULNESS = int(Quality.COMPETITIVENESS), int(Quality.HELPFULNESS)
ACCOUNTABILITY, RESILIENCE = int(Quality.ACCOUNTABILITY), int(Quality.RESILIENCE)
COACHING_SKILL, PEOPLE_SKILL = int(Quality.COACHING_SKILL), int(Quality.PEOPLE_SKILL)
SLUMP, REGULATION, LAUNCH = int(Shock.SLUMP), int(Shock.REGULATION), int(Shock.LAUNCH)
BACKLASH = int(Shock.BACKLASH)


# --- people ----------------------------------------------------------------------------------------------------------


@rule
def heads_below(o: World, action: ActionState, count: int) -> int:
    """How many whole people the lowest share of a line is, right on average."""
    draw = uniform(o.firm.seed, SCRIPT_ROUNDING, action.number, 0, 0)
    return min(count, whole_heads(action.high, count, draw))


@rule
def lay_off(o: World, action: ActionState, count: int) -> None:
    """The lowest share of the line has to go; without clear criteria, everybody takes note."""
    going = heads_below(o, action, count)
    for place in range(going):
        send_away(o.reps[o.order[place]], action)
    o.firm.fairness_shock += action.arbitrary * going / len(o.seats)


@rule
def remove(o: World, action: ActionState, count: int) -> None:
    """The first of each team in the line goes, or the last where the best is meant."""
    for team in o.teams:
        team.invited = 1
    for step in range(count):
        rep = o.reps[o.order[step if action.low == 0.0 else count - 1 - step]]
        if o.teams[rep.team].invited == 1:
            o.teams[rep.team].invited = 0
            send_away(rep, action)
    for team in o.teams:
        team.invited = 0


@rule
def warn(o: World, action: ActionState, count: int) -> None:
    """The lowest share of the line is told, by name, that it will be judged again."""
    for place in range(heads_below(o, action, count)):
        rep = o.reps[o.order[place]]
        rep.named = action.number
        note(o, rep, WARNED)


@rule
def judge(o: World, action: ActionState, count: int) -> None:
    """Of those who were warned, whoever is among the lowest again goes, if the threat is carried out; all is over."""
    lowest = heads_below(o, action, count)
    for place in range(count):
        rep = o.reps[o.order[place]]
        if place < lowest and rep.named == action.target and action.carried_out == 1:
            send_away(rep, action)
    for rep in o.reps:
        if rep.named == action.target:
            rep.named = 0


@rule
def deal_with_people(o: World, action: ActionState) -> None:
    """Whatever takes a line of people, from the lowest to the highest."""
    count = line_up(o, action)
    if action.kind == LAY_OFF:
        lay_off(o, action, count)
    elif action.kind == REMOVE:
        remove(o, action, count)
    elif action.kind == WARN:
        warn(o, action, count)
    elif action.kind == JUDGE:
        judge(o, action, count)
    elif action.kind == RATE:
        rate(o, action, count)


# --- posts and seats -------------------------------------------------------------------------------------------------


@rule
def replace(manager: ManagerState, o: World) -> None:
    """Somebody from outside leads the team from the coming week on."""
    manager.removed += manager.in_post
    manager.appointments += 1
    draw_manager(manager, o)
    take_post(manager, o)
    manager.appointed_week = o.firm.week


@rule
def vacate_post(manager: ManagerState, o: World, action: ActionState) -> None:
    """Nobody leads the team for some weeks.

    Whom a script sends from outside comes when they are over; the firm itself would look for somebody a week later. By
    a rule the firm promotes, at the end of the last of them.
    """
    manager.removed += manager.in_post
    manager.in_post = 0
    manager.post_vacant_until = o.firm.week + action.value
    manager.filled_by = action.filled_by
    if action.filled_by == OUTSIDE:
        manager.post_vacant_until += 1.0


@rule
def set_quality(manager: ManagerState, quality: int, value: float) -> None:
    """Make a manager what the script says."""
    if quality == COMPETITIVENESS:
        manager.competitiveness = value
    elif quality == HELPFULNESS:
        manager.helpfulness = value
    elif quality == ACCOUNTABILITY:
        manager.accountability = value
    elif quality == RESILIENCE:
        manager.resilience = value
    elif quality == COACHING_SKILL:
        manager.coaching_skill = value
    elif quality == PEOPLE_SKILL:
        manager.people_skill = value
    else:
        manager.selling_skill = value


@rule
def table_of(quality: int) -> int:
    """The row of the laws of traits that a quality is drawn from."""
    if quality <= RESILIENCE:
        return quality
    if quality == COACHING_SKILL:
        return COACHING_TABLE
    return LEADER_TABLE


@rule
def deal_with_manager(manager: ManagerState, o: World, action: ActionState) -> None:
    """Whatever happens to a manager, or to her post."""
    if action.kind == NEW_MANAGERS:
        replace(manager, o)
    elif action.kind == SET_QUALITY:
        set_quality(manager, action.quality, action.value)
    elif action.kind == SET_QUANTILE:
        value = interpolate_quantile(action.value, o.trait_tables[table_of(action.quality)])
        set_quality(manager, action.quality, value)
    elif action.kind == VACATE_POSTS:
        vacate_post(manager, o, action)
    elif action.kind == FILL_POSTS and manager.in_post == 0:
        replace(manager, o)
    elif action.kind == FREEZE:
        o.teams[manager.team].hiring_frozen += 1
    elif action.kind == THAW:
        o.teams[manager.team].hiring_frozen -= 1


@rule
def reopen(o: World, action: ActionState) -> None:
    """Seats that an action closed may be filled again."""
    for seat in o.seats:
        if seat.closed == action.target:
            seat.closed = 0


# --- the market ------------------------------------------------------------------------------------------------------


@rule
def strike(o: World, action: ActionState) -> None:
    """A shock, as large as the script says, on top of what earlier ones left."""
    if action.shock == SLUMP:
        strike_slump(o, action.value)
    elif action.shock == REGULATION:
        strike_regulation(o, action.segment, action.value)
        o.market.announced = action.segment
    elif action.shock == LAUNCH:
        strike_launch(o, action.value)
    elif action.shock == BACKLASH:
        strike_backlash(o, action.value)
    else:
        strike_cancellations(o, action.value)


@rule
def assign(o: World, action: ActionState) -> None:
    """Whatever says who is in which arm."""
    if action.kind == INVITE:
        invite(o, action)
    elif action.kind == DRAW_LOTS:
        draw_lots(o, action)
    elif action.kind == FILL_ARM:
        fill_arm(o, action)
    elif action.kind == LAPSE:
        lapse(o, action)


@rule
def carry_out(o: World, action: ActionState) -> None:
    """Do one step."""
    if action.kind < LAY_OFF:
        assign(o, action)
    elif action.kind == REOPEN:
        reopen(o, action)
    elif action.kind == GRADE:
        grade(o, action)
    elif action.kind < NEW_MANAGERS:
        deal_with_people(o, action)
    elif action.kind < STRIKE:
        for manager in o.managers:
            if is_of(manager.arm, action):
                deal_with_manager(manager, o, action)
    else:
        strike(o, action)


@behaviour
def act(o: World, actions: Sequence[ActionState]) -> None:
    """Do what a script has for the week that is about to begin, one step after another."""
    turn_pages(o)
    for action in actions:
        if action.week == o.firm.week:
            carry_out(o, action)
    keep_pages(o)
