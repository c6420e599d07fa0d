"""Milestones: what only a whole life shows, such as its best quarter, and how each year ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.story.kinds import LONG_DROUGHT_WEEKS
from experiments.story.life import WEEKS_PER_YEAR, Life, Quarter
from experiments.story.moments import Moment, Money, Share, Values, Weeks

RAMPED_KNOW_HOW = 0.95
"""Share of par from which somebody knows the trade."""

END_OF_WEEK = 7.0
AFTER_THE_NEWS = 7.5
"""Told after what happened in the same week."""


def milestones(life: Life) -> list[Moment]:
    """Everything of this kind that can be told of a life."""
    found = (ramped(life), best_quarter(life), unbroken_drought(life))
    return [moment for moment in found if moment is not None]


def ramped(life: Life) -> Moment | None:
    """The end of the first quarter in which a newcomer knew the trade."""
    knowing = next((quarter for quarter in life.quarters if quarter.know_how >= RAMPED_KNOW_HOW), None)
    if knowing is None or not life.came:
        return None
    values: Values = {"tenure": Weeks(life.tenure_weeks(knowing.week + 1))}
    return Moment(knowing.week, END_OF_WEEK, 50.0, "story.ramped", values)


def best_quarter(life: Life) -> Moment | None:
    """The quarter with the most bookings, where there are four or more to choose from."""
    best = max(life.quarters, key=_bookings, default=None)
    if best is None or best.bookings_money <= 0.0 or len(life.quarters) < 4:
        return None
    values: Values = {"value": Money(best.bookings_money)}
    if best.asked_money <= 0.0:
        return Moment(best.week, END_OF_WEEK, 65.0, "story.best_quarter", values)
    ratio = Share(best.bookings_money / best.asked_money)
    return Moment(best.week, END_OF_WEEK, 65.0, "story.best_quarter_of_quota", {**values, "ratio": ratio})


def unbroken_drought(life: Life) -> Moment | None:
    """A long time without a win that leaving put an end to."""
    if life.left is None or not life.wins:
        return None
    weeks = life.left.week - life.wins[-1].week
    if weeks < LONG_DROUGHT_WEEKS:
        return None
    return Moment(life.left.week, AFTER_THE_NEWS, 74.0, "story.unbroken_drought", {"drought": Weeks(weeks)})


def _bookings(quarter: Quarter) -> float:
    return quarter.bookings_money


@dataclass(frozen=True)
class Verdict:
    """How a year ended for somebody who was there when its books were closed."""

    bookings_money: float
    asked_money: float

    @property
    def attainment(self) -> float:
        """Bookings against the quota of the weeks worked; 1 where nothing was asked."""
        return self.bookings_money / self.asked_money if self.asked_money > 0.0 else 1.0

    @property
    def made(self) -> bool:
        """Whether the quota was reached."""
        return self.attainment >= 1.0


def verdicts(life: Life) -> dict[int, Verdict]:
    """How each year ended that somebody worked to its end, from half a year on; years count from 0."""
    ends = [quarter.week for quarter in life.quarters if (quarter.week + 1) % WEEKS_PER_YEAR == 0]
    judged = [end // WEEKS_PER_YEAR for end in ends if life.tenure_weeks(end + 1) >= WEEKS_PER_YEAR // 2]
    return {year: _verdict(life.quarters, year) for year in judged}


def _verdict(quarters: Sequence[Quarter], year: int) -> Verdict:
    own = [quarter for quarter in quarters if quarter.week // WEEKS_PER_YEAR == year]
    return Verdict(sum(map(_bookings, own)), sum(quarter.asked_money for quarter in own))
