"""Moments: what may be told, how much it matters, and the choice of what is told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from experiments.story.life import WEEKS_PER_YEAR, Event
from experiments.story.names import Name

REPEATED = 0.6
"""What a further moment of the same kind in a year is worth against the one before: variety tells more."""

WORTH_TELLING = 20.0
"""Importance, on a scale of 0 to 100, below which nothing is told however quiet the year."""


@dataclass(frozen=True)
class Money:
    """An amount in the firm's currency."""

    amount: float


@dataclass(frozen=True)
class Weeks:
    """A length of time."""

    count: int


@dataclass(frozen=True)
class Share:
    """A ratio, told in percent."""

    value: float


Value = int | str | Money | Weeks | Share | Name
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Moment:
    """Something that can be told: when, how important from 0 to 100, by which message, with which values.

    `event` is the line of the log that it tells, if it is one line.
    """

    week: int
    day: float
    importance: float
    key: str
    values: Values = field(default_factory=dict)
    event: Event | None = None

    @property
    def year(self) -> int:
        """The year, from 0."""
        return self.week // WEEKS_PER_YEAR


def choose(moments: Sequence[Moment], most: int) -> list[Moment]:
    """The most important moments of one year, at most so many, in order of time."""
    chosen: list[Moment] = []
    left = list(moments)
    while left and len(chosen) < most:
        told = Counter(moment.key for moment in chosen)
        best = max(left, key=lambda moment: _weight(moment, told))
        if _weight(best, told) < WORTH_TELLING:
            break
        chosen.append(best)
        left.remove(best)
    return sorted((moment for moment in moments if moment in chosen), key=lambda moment: (moment.week, moment.day))


def _weight(moment: Moment, told: Mapping[str, int]) -> float:
    """Importance once so many moments of its kind are told; the earlier of two equals comes first, as listed."""
    return moment.importance * REPEATED ** told.get(moment.key, 0)


def left_out(events: Sequence[Event], chosen: Sequence[Moment]) -> Counter[str]:
    """How many events of each kind no chosen moment tells."""
    told = Counter(moment.event for moment in chosen if moment.event is not None)
    return Counter(event.kind for event in (Counter(events) - told).elements())
