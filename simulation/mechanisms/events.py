"""Events: what a chronicle, a career or an exported CRM is told from."""

from simulation.mark import rule
from simulation.notes import EventState
from simulation.records import DealState, RepState, World

HIRED = 1
RESIGNED = 2
DISMISSED = 3
WARNED = 4
RANKED_BOTTOM = 5
POACHED_AWAY = 6
LAID_OFF = 7
LEFT_OTHERWISE = 8
PROMOTED = 9
DEAL_FOUND = 10
DEAL_RIPE = 11
DEAL_WON = 12
DEAL_LOST = 13
DEAL_UNDECIDED = 14
DEAL_CANCELLED = 15
DEAL_DROPPED = 16
HELPED = 17
ACCOUNT_WON = 20
ACCOUNT_RENEWED = 21
ACCOUNT_CHURNED = 22
HANDED_OVER = 23
HONOURED = 30
SLUMP = 40
REGULATION = 41
LAUNCH = 42
BACKLASH = 43
CANCELLATIONS = 44

NAMES = {
    HIRED: "hired",
    RESIGNED: "resigned",
    DISMISSED: "dismissed",
    WARNED: "warned",
    RANKED_BOTTOM: "ranked_bottom",
    POACHED_AWAY: "poached",
    LAID_OFF: "laid_off",
    LEFT_OTHERWISE: "left_otherwise",
    PROMOTED: "promoted",
    DEAL_FOUND: "deal_found",
    DEAL_RIPE: "deal_ripe",
    DEAL_WON: "deal_won",
    DEAL_LOST: "deal_lost",
    DEAL_UNDECIDED: "deal_undecided",
    DEAL_CANCELLED: "deal_cancelled",
    DEAL_DROPPED: "deal_dropped",
    HELPED: "helped",
    ACCOUNT_WON: "account_won",
    ACCOUNT_RENEWED: "account_renewed",
    ACCOUNT_CHURNED: "account_churned",
    HANDED_OVER: "handed_over",
    HONOURED: "honoured",
    SLUMP: "slump",
    REGULATION: "regulation",
    LAUNCH: "rival_launch",
    BACKLASH: "backlash",
    CANCELLATIONS: "cancellations",
}


@rule
def open_diaries(o: World) -> None:
    """Begin the week's diaries with what a script told of the week before it began, mostly nothing."""
    for seat in o.seats:
        seat.events = seat.told
        seat.told = 0


@rule
def turn_pages(o: World) -> None:
    """Last week's lines are read; what is written now is of the week that is about to begin."""
    for seat in o.seats:
        seat.events = 0


@rule
def keep_pages(o: World) -> None:
    """What was written of the week that is about to begin stays in it."""
    for seat in o.seats:
        seat.told = seat.events


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
    line.deal_seat = -1
    line.deal_week = 0
    line.deal_rank = -1
    line.account_seat = -1
    line.account_opened = -1
    line.product = -1
    line.value_money = 0.0
    line.colleague_seat = -1
    line.colleague_hire = -1


@rule
def note(o: World, rep: RepState, kind: int) -> None:
    """Write that something happened to a person."""
    next_line(o, rep, kind)


@rule
def note_deal(o: World, rep: RepState, deal: DealState, kind: int, when_weeks: float) -> int:
    """Write that something happened to a deal, at a time in weeks; the line's place, -1 if it was not written."""
    place = next_line(o, rep, kind)
    if place >= 0:
        line = o.events[rep.seat][place]
        line.day = 7.0 * (when_weeks - o.firm.week)
        line.deal_seat = deal.seat
        line.deal_week = deal.week
        line.deal_rank = deal.rank
        line.account_seat = deal.account_seat
        line.account_opened = deal.account_opened
        line.product = deal.product
        line.value_money = deal.value_money
    return place


@rule
def note_account(o: World, rep: RepState, kind: int, account_seat: int, account_opened: int, value_money: float) -> int:
    """Write that something happened to an account; the line's place, -1 if it was not written."""
    place = next_line(o, rep, kind)
    if place >= 0:
        line = o.events[rep.seat][place]
        line.account_seat = account_seat
        line.account_opened = account_opened
        line.value_money = value_money
    return place


@rule
def name_colleague(o: World, rep: RepState, place: int, colleague: RepState) -> None:
    """Add to a line, if it was written, who else had a part in it."""
    if place >= 0:
        line = o.events[rep.seat][place]
        line.colleague_seat = colleague.seat
        line.colleague_hire = colleague.hire


@rule
def note_shock(o: World, kind: int, size: float) -> None:
    """Write that something struck the whole firm: in the first seat's diary, with nobody as the person."""
    place = next_line(o, o.reps[0], kind)
    if place >= 0:
        line = o.events[0][place]
        line.hire = -1
        line.day = 0.0
        line.value_money = size
