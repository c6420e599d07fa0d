"""Arms: whose parameters hold for whom, when an experiment treats some people otherwise than others."""

from simulation.mark import rule
from simulation.mechanisms.pay import raise_held
from simulation.records import RepState, World


@rule
def arm_in(o: World, rep: RepState) -> int:
    """The arm that a seat's deals and accounts live under: the occupant's, or the empty seat's own."""
    if rep.employed == 1:
        return rep.arm
    return o.seats[rep.seat].arm


@rule
def take_places(o: World) -> None:
    """Note for the payroll whose week this is, seat by seat."""
    for number in range(len(o.seats)):
        rep = o.reps[number]
        o.seats[number].at_work = rep.employed
        o.seats[number].arm_at_work = rep.arm
        o.seats[number].raise_share = raise_held(rep, o.firm.week)


@rule
def heads_at_work(o: World) -> int:
    """How many worked this week."""
    heads = 0
    for seat in o.seats:
        heads += seat.at_work
    return heads


@rule
def heads_paid(o: World, arm: int) -> int:
    """How many of an arm worked this week."""
    heads = 0
    for seat in o.seats:
        if seat.arm_at_work == arm:
            heads += seat.at_work
    return heads


@rule
def newcomers(o: World, arm: int) -> int:
    """How many were hired into an arm this week."""
    heads = 0
    for seat in o.seats:
        if seat.arm == arm:
            heads += seat.hired
    return heads


@rule
def seats_of(o: World, arm: int) -> int:
    """How many seats belong to an arm, vacant or not."""
    count = 0
    for seat in o.seats:
        if seat.arm == arm:
            count += 1
    return count
