"""Covering: colleagues look after the customers and open deals of an empty seat, as far as they find the time."""

from simulation.mark import rule
from simulation.mechanisms.prospecting import find_leads, known_business
from simulation.parameters import Parameters
from simulation.parameters.planning import Planning
from simulation.records import RepState, SeatState, World

FOR_EVER_WEEKS = 1e6  # nobody gives up somebody else's deals


@rule
def load_hours(seat: SeatState, planning: Planning) -> float:
    """Hours a week that a seat's deals and customers ask for."""
    return planning.deal_hours_per_week * seat.open_deals + planning.account_hours_per_week * seat.accounts


@rule
def hours_asked(seat: SeatState, p: Parameters) -> float:
    """Hours a week that colleagues give an empty seat's deals and customers."""
    return p.customers.vacancy_service * load_hours(seat, p.planning)


@rule
def cover(rep: RepState, o: World, p: Parameters) -> None:
    """A week of an empty seat: customers' inquiries are taken up, deals go on, more slowly. Nobody is credited."""
    care = p.customers.vacancy_service
    rep.advance_factor = care * o.market.hesitation
    rep.closing_factor = rep.advance_factor
    rep.service = care
    rep.concession = 0.0
    rep.hurried_concession = 0.0
    rep.promising = 0.0
    rep.patience_weeks = FOR_EVER_WEEKS
    find_leads(rep, o, p, 0.0, care * known_business(o.seats[rep.seat], p))
