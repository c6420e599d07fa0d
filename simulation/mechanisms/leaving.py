"""Leaving: who goes by themselves, dismissals and layoffs that fall due, and what a departure does to the seat."""

from simulation.body import vacate
from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR
from simulation.mechanisms.customers import feel_change_of_rep
from simulation.mechanisms.events import DISMISSED, LAID_OFF, LEFT_OTHERWISE, POACHED_AWAY, RESIGNED, note
from simulation.mechanisms.pay import base_pay
from simulation.mechanisms.quitting import OTHER, POACHED, RESIGNS, STAYS, consider_quitting
from simulation.mechanisms.selling import lose_with_owner
from simulation.notes import ActionState
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
    """Weeks until a successor can start: never quicker than a share of the mean, then by chance; less with a bench."""
    quickest = recruiting.fastest_share
    searched = quickest + (1.0 - quickest) * exponential(draw)
    return recruiting.vacancy_weeks * searched * (1.0 - recruiting.bench)


@rule
def send_away(rep: RepState, action: ActionState) -> None:
    """Decide that somebody goes, by which name, who inherits, and what becomes of the seat."""
    rep.weeks_to_go = action.notice_weeks + 1
    rep.exit_as = action.exit_as
    rep.seat_after = action.seat_after
    rep.heirs = action.heirs


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
    seat.departed = 1
    arrange_seat(seat, rep.seat_after, o.firm.week)
    rep.employed = 0
    rep.advance_factor = 0.0
    rep.closing_factor = 0.0
    rep.gap_money = 0.0
    rep.guard = 1.0
    vacate(o, rep.seat)


@rule
def send_off(rep: RepState, o: World, p: Parameters) -> None:
    """The day has come: by the name that was given to it, with severance unless it is called a resignation."""
    seat = o.seats[rep.seat]
    if rep.exit_as == RESIGNATION:
        seat.resigned = 1
        note(o, rep, RESIGNED)
    else:
        seat.severance_money += p.selection.severance_weeks * base_pay(rep, o.firm.week, p.pay) / WEEKS_PER_YEAR
        if rep.exit_as == LAYOFF:
            seat.laid_off = 1
            note(o, rep, LAID_OFF)
        else:
            seat.dismissed = 1
            note(o, rep, DISMISSED)
    depart(rep, o, p)


@rule
def walk_out(rep: RepState, o: World, p: Parameters, way: int) -> None:
    """Leave by oneself, in one of three ways."""
    seat = o.seats[rep.seat]
    if way == OTHER:
        seat.other_exits = 1
        note(o, rep, LEFT_OTHERWISE)
    else:
        seat.resigned = 1
        if way == POACHED:
            seat.poached = 1
            note(o, rep, POACHED_AWAY)
        if way == RESIGNS:
            note(o, rep, RESIGNED)
    depart(rep, o, p)


@behaviour
def leave(rep: RepState, o: World, p: Parameters) -> None:
    """Go if a dismissal falls due, or if enough is enough."""
    if rep.weeks_to_go > 0:
        rep.weeks_to_go -= 1
        if rep.weeks_to_go == 0:
            send_off(rep, o, p)
        return
    way = consider_quitting(rep, o, p)
    if way != STAYS:
        walk_out(rep, o, p, way)
