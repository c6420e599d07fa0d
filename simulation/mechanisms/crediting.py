"""Crediting: new business, won or grown, counts for whoever sits in the seat, and earns commission."""

from simulation.mark import rule
from simulation.mechanisms.pay import commission_on
from simulation.parameters import Parameters
from simulation.records import RepState, World


@rule
def book(rep: RepState, o: World, p: Parameters, money: float) -> None:
    """Credit new business to a rep, with the commission it earns."""
    seat = o.seats[rep.seat]
    seat.commission_money += commission_on(rep, o, p, money)
    rep.year_bookings_money += money
    rep.quarter_money += money
    rep.gap_money -= money
    seat.year_bookings_money += money
