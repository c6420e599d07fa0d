"""Rating: a script puts everybody into classes of forced shares, from the best down, and each has its consequence.

One step lines people up and keeps everybody's place; one more for each class says who is in it and what that means.
"""

from simulation.mark import rule
from simulation.mechanisms.events import WARNED, note
from simulation.mechanisms.leaving import send_away
from simulation.notes import ActionState
from simulation.parameters.scripts import Consequence
from simulation.purposes import SCRIPT_ROUNDING
from simulation.randomness import uniform
from simulation.records import RepState, World

PAY, WARNING, EXIT = int(Consequence.PAY), int(Consequence.WARNING), int(Consequence.EXIT)
NOT_RATED = 0.0


@rule
def place_in_line(place: int, count: int, draw: float) -> float:
    """A place of a line as a share of it, above 0 and at most 1: a class of any share is right on average."""
    return (place + 1.0 - draw) / count


@rule
def rate(o: World, action: ActionState, count: int) -> None:
    """Keep everybody's place in the line, from near 0 for the last to near 1 for the first."""
    draw = uniform(o.firm.seed, SCRIPT_ROUNDING, action.number, 0, 0)
    for rep in o.reps:
        rep.rated_place = NOT_RATED
    for place in range(count):
        o.reps[o.order[place]].rated_place = place_in_line(place, count, draw)


@rule
def is_in_class(place: float, action: ActionState) -> bool:
    """Whether a place in the line lies in the class that a step gives out."""
    return action.low < place <= action.high


@rule
def grant_raise(rep: RepState, week: int, action: ActionState) -> None:
    """Base pay is more, or less, for some weeks; an earlier raise ends."""
    rep.raise_share = action.value
    rep.raise_until_week = week + action.lasting_weeks


@rule
def bear_consequence(rep: RepState, o: World, action: ActionState) -> None:
    """What the class means for somebody who is in it."""
    if action.consequence == PAY:
        grant_raise(rep, o.firm.week, action)
    elif action.consequence == WARNING:
        rep.named = action.number
        note(o, rep, WARNED)
    elif action.consequence == EXIT:
        send_away(rep, action)


@rule
def grade(o: World, action: ActionState) -> None:
    """Give out one class."""
    for rep in o.reps:
        if is_in_class(rep.rated_place, action):
            rep.rating_class = action.rating_class
            bear_consequence(rep, o, action)
