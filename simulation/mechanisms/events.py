"""Events: what a chronicle, a career or an exported CRM is told from."""

from simulation.mark import rule
from simulation.records import DealState, EventState, RepState, World

HIRED = 1
RESIGNED = 2
DISMISSED = 3
WARNED = 4
RANKED_BOTTOM = 5
LAID_OFF = 7
DEAL_FOUND = 10
DEAL_RIPE = 11
DEAL_WON = 12
DEAL_LOST = 13
DEAL_UNDECIDED = 14
ACCOUNT_WON = 20
ACCOUNT_RENEWED = 21
ACCOUNT_CHURNED = 22

NAMES = {
    HIRED: "hired",
    RESIGNED: "resigned",
    DISMISSED: "dismissed",
    WARNED: "warned",
    RANKED_BOTTOM: "ranked_bottom",
    LAID_OFF: "laid_off",
    DEAL_FOUND: "deal_found",
    DEAL_RIPE: "deal_ripe",
    DEAL_WON: "deal_won",
    DEAL_LOST: "deal_lost",
    DEAL_UNDECIDED: "deal_undecided",
    ACCOUNT_WON: "account_won",
    ACCOUNT_RENEWED: "account_renewed",
    ACCOUNT_CHURNED: "account_churned",
}


@rule
def next_line(o: World, rep: RepState, kind: int) -> int:
    """Place of the next line in the seat's diary of the week; -1 if nobody reads it or there is no room (counted)."""
    seat = o.seats[rep.seat]
    lines = o.events[rep.seat]
    if o.firm.events_wanted == 0:
        return -1
    if seat.events >= len(lines):
        o.firm.event_overflows += 1
        return -1
    place = seat.events
    seat.events += 1
    write_heading(lines[place], o, rep, kind)
    return place


@rule
def write_heading(line: EventState, o: World, rep: RepState, kind: int) -> None:
    """Who and when; the particulars start blank."""
    line.kind = kind
    line.week = o.firm.week
    line.seat = rep.seat
    line.hire = rep.hire
    line.day = 7.0
    line.deal_week = 0
    line.deal_rank = -1
    line.account_seat = -1
    line.account_opened = -1
    line.product = -1
    line.value_money = 0.0


@rule
def note(o: World, rep: RepState, kind: int) -> None:
    """Write that something happened to a person."""
    next_line(o, rep, kind)


@rule
def tell(o: World, rep: RepState, kind: int) -> None:
    """Write of a week that is about to begin that something happened to a person; last week's lines are read."""
    seat = o.seats[rep.seat]
    if seat.told == 0:
        seat.events = 0
    next_line(o, rep, kind)
    seat.told = seat.events


@rule
def note_deal(o: World, rep: RepState, deal: DealState, kind: int, when_weeks: float) -> None:
    """Write that something happened to a deal, at a time in weeks."""
    place = next_line(o, rep, kind)
    if place >= 0:
        line = o.events[rep.seat][place]
        line.day = 7.0 * (when_weeks - o.firm.week)
        line.deal_week = deal.week
        line.deal_rank = deal.rank
        line.account_seat = deal.account_seat
        line.account_opened = deal.account_opened
        line.product = deal.product
        line.value_money = deal.value_money


@rule
def note_account(
    o: World, rep: RepState, kind: int, account_seat: int, account_opened: int, value_money: float
) -> None:
    """Write that something happened to an account."""
    place = next_line(o, rep, kind)
    if place >= 0:
        line = o.events[rep.seat][place]
        line.account_seat = account_seat
        line.account_opened = account_opened
        line.value_money = value_money
