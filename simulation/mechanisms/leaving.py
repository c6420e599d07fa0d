"""Leaving: resignations, and dismissals that fall due; what a departure does to the seat."""

from simulation.body import vacate
from simulation.mark import behaviour, rule
from simulation.mechanisms.customers import feel_change_of_rep
from simulation.mechanisms.events import DISMISSED, LAID_OFF, RESIGNED, note
from simulation.mechanisms.quitting import consider_quitting
from simulation.mechanisms.selling import lose_with_owner
from simulation.parameters import Parameters
from simulation.parameters.recruiting import Recruiting
from simulation.purposes import VACANCY
from simulation.randomness import uniform
from simulation.records import RepState, SeatState, World
from simulation.variates import exponential

DISMISSAL, RESIGNATION, LAYOFF = 0, 1, 2  # what a departure that falls due is called
SEARCH, AT_ONCE = 0, -1  # what becomes of the seat: a search, a successor at once, or closed by the action of a number


@rule
def weeks_vacant(draw: float, recruiting: Recruiting) -> float:
    """Weeks until a successor can start: never quicker than a share of the mean, then by chance."""
    quickest = recruiting.fastest_share
    return recruiting.vacancy_weeks * (quickest + (1.0 - quickest) * exponential(draw))


@rule
def arrange_seat(seat: SeatState, seat_after: int, week: int) -> None:
    """What was decided about the seat of somebody who was sent away."""
    if seat_after == AT_ONCE:
        seat.vacant_until = 1.0 * week
    elif seat_after > 0:
        seat.closed = seat_after


@rule
def depart(rep: RepState, o: World, p: Parameters) -> None:
    """Walk out: deals and relationships suffer, and the seat stands empty for a while."""
    seat = o.seats[rep.seat]
    lose_with_owner(rep, o, p)
    feel_change_of_rep(rep, o, p)
    seat.vacant_until = o.firm.week + weeks_vacant(uniform(o.firm.seed, VACANCY, rep.seat, rep.hire, 0), p.recruiting)
    arrange_seat(seat, rep.seat_after, o.firm.week)
    rep.employed = 0
    vacate(o, rep.seat)


@rule
def send_off(rep: RepState, o: World, p: Parameters) -> None:
    """The day has come: by the name that was given to it, with severance unless it is called a resignation."""
    seat = o.seats[rep.seat]
    if rep.exit_as == RESIGNATION:
        seat.resigned = 1
        note(o, rep, RESIGNED)
    else:
        seat.severance_money += p.selection.severance_weeks * p.pay.base_salary_money / 52.0
        if rep.exit_as == LAYOFF:
            seat.laid_off = 1
            note(o, rep, LAID_OFF)
        else:
            seat.dismissed = 1
            note(o, rep, DISMISSED)
    depart(rep, o, p)


@behaviour
def leave(rep: RepState, o: World, p: Parameters) -> None:
    """Go if a dismissal falls due, or if enough is enough."""
    seat = o.seats[rep.seat]
    if rep.weeks_to_go > 0:
        rep.weeks_to_go -= 1
        if rep.weeks_to_go == 0:
            send_off(rep, o, p)
    elif consider_quitting(rep, o, p) == 1:
        seat.resigned = 1
        note(o, rep, RESIGNED)
        depart(rep, o, p)
