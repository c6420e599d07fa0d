"""The table of what events are worth telling: one entry a kind of event, with its messages and how much each matters.

A new kind of event needs an entry here and its messages in the catalogues; `tests/experiments/story/test_kinds.py`
finds what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from experiments.story.life import Event, Life
from experiments.story.moments import Moment, Money, Share, Values, Weeks
from experiments.story.names import name_of

Weight = Callable[[Event, Life], float]
Test = Callable[[Event, Life], bool]


def _nothing(_event: Event, _life: Life) -> Values:
    return {}


@dataclass(frozen=True)
class Telling:
    """A way to tell an event: its message, its importance from 0 (never) to 100 (always), what fills the blanks."""

    key: str
    weight: Weight
    values: Callable[[Event, Life], Values] = _nothing


@dataclass(frozen=True)
class Kind:
    """A kind of event: the plural message that counts those left untold, and its tellings; the weightiest wins."""

    counted: str
    tellings: tuple[Telling, ...] = ()


def moments_of(life: Life, kinds: Mapping[str, Kind]) -> list[Moment]:
    """Every event of a life that could be told, in its weightiest telling."""
    found = (_weightiest(event, life, kinds[event.kind]) for event in life.events)
    return [moment for moment in found if moment is not None]


def _weightiest(event: Event, life: Life, kind: Kind) -> Moment | None:
    weight, telling = max(
        ((telling.weight(event, life), telling) for telling in kind.tellings), key=_first, default=(0.0, None)
    )
    if telling is None or weight <= 0.0:
        return None
    return Moment(event.week, event.day, weight, telling.key, telling.values(event, life), event)


def _first(pair: tuple[float, Telling]) -> float:
    return pair[0]


# --- how much it matters ---------------------------------------------------------------------------------------------


def always(importance: float) -> Weight:
    """The same importance every time."""
    return lambda _event, _life: importance


def when(test: Test, importance: float) -> Weight:
    """This importance if the test holds, else none."""
    return lambda event, life: importance if test(event, life) else 0.0


BIG = 2.0
"""In ordinary deals, or ordinary customers: what is smaller is none to tell of by itself."""


def by_deal(scale: float, highest: float, test: Test = lambda _event, _life: True) -> Weight:
    """The deal's value in ordinary deals times a scale, up to a highest importance, if the test holds."""

    def weight(event: Event, life: Life) -> float:
        return _by_size(event.value_money / life.ordinary.deal_money, scale, highest) if test(event, life) else 0.0

    return weight


def by_customer(scale: float, highest: float, test: Test = lambda _event, _life: True) -> Weight:
    """The customer's revenue in ordinary customers times a scale, up to a highest importance, if the test holds."""

    def weight(event: Event, life: Life) -> float:
        return _by_size(event.value_money / life.ordinary.customer_money, scale, highest) if test(event, life) else 0.0

    return weight


def _by_size(size: float, scale: float, highest: float) -> float:
    return min(highest, scale * size) if size >= BIG else 0.0


def came_after_vacancy(_event: Event, life: Life) -> bool:
    """Whether the seat is known to have stood empty before."""
    return bool(life.vacancy_weeks)


def first_win(event: Event, life: Life) -> bool:
    """Whether this is the first deal won since the first day, which the log tells of."""
    return life.came and event in life.wins[:1]


def biggest_win(event: Event, life: Life) -> bool:
    """Whether no other deal won was worth as much."""
    return event == life.biggest_win


def ends_longest_drought(event: Event, life: Life) -> bool:
    """Whether the longest time without a win ended here, and was long."""
    return event == life.longest_drought and life.droughts[event] >= LONG_DROUGHT_WEEKS


def biggest_loss(event: Event, life: Life) -> bool:
    """Whether no other deal that came up for decision and was missed was worth as much."""
    return event == life.biggest_loss


def was_ripe(event: Event, life: Life) -> bool:
    """Whether the deal had come up for decision."""
    return event.deal in life.ripe


def warned_before(event: Event, life: Life) -> bool:
    """Whether the half-year before ended with a warning too."""
    return any(other.kind == event.kind and 0 < event.week - other.week <= HALF_YEAR_WEEKS for other in life.events)


def new_customer(event: Event, life: Life) -> bool:
    """Whether the deal brought a new customer who stayed one."""
    return life.own_customers.get(event.customer) == event.week and kept(event, life)


def cancelled(event: Event, life: Life) -> bool:
    """Whether the customer took the deal back after signing."""
    return event.deal in life.cancelled


def kept(event: Event, life: Life) -> bool:
    """Whether the customer stood by the deal."""
    return event.deal not in life.cancelled


def won_in_the_end(event: Event, life: Life) -> bool:
    """Whether the deal was won, for good."""
    return event.deal in life.won


def own_customer(event: Event, life: Life) -> bool:
    """Whether the customer was won by the same person, in a week that the log tells of."""
    return event.customer in life.own_customers


LONG_DROUGHT_WEEKS = 8
HALF_YEAR_WEEKS = 26


# --- what fills the blanks -------------------------------------------------------------------------------------------


def of_vacancy(_event: Event, life: Life) -> Values:
    """How long the seat had stood empty."""
    return {"seat": life.seat, "vacancy": Weeks(life.vacancy_weeks or 0)}


def of_seat(_event: Event, life: Life) -> Values:
    """Which seat."""
    return {"seat": life.seat}


def of_tenure(event: Event, life: Life) -> Values:
    """How long somebody was with the firm, the week of the event included."""
    return {"tenure": Weeks(life.tenure_weeks(event.week + 1))}


def of_value(event: Event, _life: Life) -> Values:
    """What the deal or the customer is worth."""
    return {"value": Money(event.value_money)}


def of_age(event: Event, life: Life) -> Values:
    """What the deal is worth, and how long it was worked on."""
    found = event.week if event.deal is None else event.deal[0]
    return {**of_value(event, life), "age": Weeks(max(1, event.week - found))}


def of_first_win(event: Event, life: Life) -> Values:
    """What the deal is worth, and how long after the first day it came."""
    return {**of_value(event, life), **of_tenure(event, life)}


def of_drought(event: Event, life: Life) -> Values:
    """What the deal is worth, and how long it had to be waited for."""
    return {**of_value(event, life), "drought": Weeks(life.droughts[event])}


def of_colleague(event: Event, life: Life) -> Values:
    """What the deal or the customer is worth, and which colleague had a part in it."""
    seat, hire = event.colleague if event.colleague is not None else (life.seat, life.hire)
    return {**of_value(event, life), "colleague": name_of(seat, hire)}


def of_share(event: Event, _life: Life) -> Values:
    """How much of something is gone."""
    return {"share": Share(event.value_money)}


def of_points(event: Event, _life: Life) -> Values:
    """How many points of satisfaction are gone."""
    return {"points": round(event.value_money)}


def of_own_customer(event: Event, life: Life) -> Values:
    """What the customer is worth, and how long ago it was won."""
    return {**of_value(event, life), "ago": Weeks(event.week - life.own_customers[event.customer])}


# --- the table -------------------------------------------------------------------------------------------------------

KINDS: Mapping[str, Kind] = {
    "hired": Kind(
        "story.count.hired",
        (
            Telling("story.hired", always(99.0), of_seat),
            Telling("story.hired_after_vacancy", when(came_after_vacancy, 100.0), of_vacancy),
        ),
    ),
    "resigned": Kind("story.count.resigned", (Telling("story.resigned", always(100.0), of_tenure),)),
    "poached": Kind("story.count.poached", (Telling("story.poached", always(100.0), of_tenure),)),
    "dismissed": Kind("story.count.dismissed", (Telling("story.dismissed", always(100.0), of_tenure),)),
    "laid_off": Kind("story.count.laid_off", (Telling("story.laid_off", always(100.0), of_tenure),)),
    "left_otherwise": Kind("story.count.left_otherwise", (Telling("story.left_otherwise", always(100.0), of_tenure),)),
    "promoted": Kind("story.count.promoted", (Telling("story.promoted", always(100.0), of_tenure),)),
    "warned": Kind(
        "story.count.warned",
        (
            Telling("story.warned", always(75.0)),
            Telling("story.warned_again", when(warned_before, 80.0)),
        ),
    ),
    "ranked_bottom": Kind("story.count.ranked_bottom", (Telling("story.ranked_bottom", always(78.0)),)),
    "honoured": Kind("story.count.honoured", (Telling("story.honoured", always(55.0)),)),
    "deal_found": Kind("story.count.deal_found"),
    "deal_ripe": Kind("story.count.deal_ripe"),
    "deal_won": Kind(
        "story.count.deal_won",
        (
            Telling("story.first_win", when(first_win, 82.0), of_first_win),
            Telling("story.biggest_win", when(biggest_win, 85.0), of_age),
            Telling("story.drought_ended", when(ends_longest_drought, 72.0), of_drought),
            Telling("story.deal_won", by_deal(16.0, 60.0, kept), of_value),
            Telling("story.deal_won_new_customer", by_deal(16.5, 61.0, new_customer), of_value),
        ),
    ),
    "deal_cancelled": Kind(
        "story.count.deal_cancelled", (Telling("story.deal_cancelled", by_deal(18.0, 70.0), of_value),)
    ),
    "deal_lost": Kind(
        "story.count.deal_lost",
        (
            Telling("story.biggest_loss_rival", when(biggest_loss, 80.0), of_age),
            Telling("story.deal_lost", by_deal(14.0, 58.0, was_ripe), of_value),
            Telling("story.deal_lost_early", by_deal(7.0, 40.0), of_value),
        ),
    ),
    "deal_undecided": Kind(
        "story.count.deal_undecided",
        (
            Telling("story.biggest_loss_undecided", when(biggest_loss, 80.0), of_age),
            Telling("story.deal_undecided", by_deal(13.0, 56.0, was_ripe), of_value),
        ),
    ),
    "deal_dropped": Kind("story.count.deal_dropped", (Telling("story.deal_dropped", by_deal(7.0, 40.0), of_age),)),
    "helped": Kind(
        "story.count.helped",
        (
            Telling("story.helped", by_deal(12.0, 50.0), of_colleague),
            Telling("story.helped_to_win", by_deal(15.0, 58.0, won_in_the_end), of_colleague),
        ),
    ),
    "account_won": Kind("story.count.account_won"),
    "account_renewed": Kind(
        "story.count.account_renewed",
        (
            Telling("story.account_renewed", by_customer(8.0, 45.0), of_value),
            Telling("story.account_renewed_own", by_customer(8.4, 46.0, own_customer), of_own_customer),
        ),
    ),
    "account_churned": Kind(
        "story.count.account_churned",
        (
            Telling("story.account_churned", by_customer(16.0, 62.0), of_value),
            Telling("story.account_churned_own", by_customer(17.0, 64.0, own_customer), of_own_customer),
        ),
    ),
    "handed_over": Kind(
        "story.count.handed_over", (Telling("story.handed_over", by_customer(10.0, 50.0), of_colleague),)
    ),
    "slump": Kind("story.count.slump", (Telling("story.slump", always(62.0), of_share),)),
    "regulation": Kind("story.count.regulation", (Telling("story.regulation", always(60.0), of_share),)),
    "rival_launch": Kind("story.count.rival_launch", (Telling("story.rival_launch", always(58.0)),)),
    "backlash": Kind("story.count.backlash", (Telling("story.backlash", always(60.0), of_points),)),
    "cancellations": Kind("story.count.cancellations", (Telling("story.cancellations", always(60.0)),)),
}
