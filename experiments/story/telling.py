"""Telling: a life as a short biography in a language, a paragraph a year."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from experiments.report.language import Language
from experiments.story.kinds import KINDS, moments_of
from experiments.story.life import WEEKS_PER_YEAR, Life
from experiments.story.milestones import Verdict, milestones, verdicts
from experiments.story.moments import Moment, Money, Share, Value, Weeks, choose, left_out
from experiments.story.names import Name, name_of

MONEY_FIGURES = 3
"""Figures that a reader of a biography wants of an amount."""

SHE = ("story.pronoun.she", "story.pronoun.her")
HE = ("story.pronoun.he", "story.pronoun.his")
SIBILANTS = "sxz"


@dataclass(frozen=True)
class Sentence:
    """What is told of a moment."""

    moment: Moment
    text: str


@dataclass(frozen=True)
class Chapter:
    """A year: what is told of it, how it ended (empty if it did not), and the events left out, counted by kind."""

    year: int
    sentences: tuple[Sentence, ...]
    verdict: Verdict | None
    ended: str
    left_out: Counter[str]
    not_told: str


@dataclass(frozen=True)
class Story:
    """The biography of one simulated person."""

    seat: int
    hire: int
    name: Name
    opening: str
    chapters: tuple[Chapter, ...]
    ending: tuple[str, ...]


@dataclass(frozen=True)
class Teller:
    """Tells lives in a language, money in a currency, at most so many moments a year."""

    language: Language
    currency: str
    most_a_year: int

    def tell(self, life: Life) -> Story:
        """The story of a life."""
        name = name_of(life.seat, life.hire)
        candidates = [*moments_of(life, KINDS), *milestones(life)]
        closed = verdicts(life)
        years = range(life.first_week // WEEKS_PER_YEAR, (life.end_week - 1) // WEEKS_PER_YEAR + 1)
        chapters = tuple(self._chapter(year, life, name, candidates, closed.get(year)) for year in years)
        return Story(life.seat, life.hire, name, self._opening(life, name), chapters, self._ending(life, name, closed))

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _opening(self, life: Life, name: Name) -> str:
        """Since when somebody has been there, unless the first day is told."""
        if life.came:
            return ""
        tenure = Weeks(life.tenure_weeks(life.first_week))
        return self._say("story.present", name=name, seat=life.seat, tenure=tenure)

    def _chapter(
        self, year: int, life: Life, name: Name, candidates: Iterable[Moment], verdict: Verdict | None
    ) -> Chapter:
        chosen = choose([moment for moment in candidates if moment.year == year], self.most_a_year)
        events = [event for event in life.events if event.week // WEEKS_PER_YEAR == year]
        rest = left_out(events, chosen)
        sentences = tuple(self._sentences(chosen, name))
        return Chapter(
            year=year,
            sentences=sentences,
            verdict=verdict,
            ended=self._verdict(verdict, name, sentences) if verdict is not None else "",
            left_out=rest,
            not_told=self._say("story.not_told", events=self._counted(rest)) if rest else "",
        )

    def _sentences(self, chosen: list[Moment], name: Name) -> Iterable[Sentence]:
        """The moments of a year in words: the first to speak of the person gives the name, the others a pronoun."""
        named = False
        for earlier, moment in zip([None, *chosen], chosen, strict=False):
            text = self._about(name, moment.key, not named, when=self._when(earlier, moment), **moment.values)
            named = named or name.given in text
            yield Sentence(moment, text)

    def _verdict(self, verdict: Verdict, name: Name, before: Iterable[Sentence]) -> str:
        key = "story.year_made" if verdict.made else "story.year_missed"
        first = not any(name.given in sentence.text for sentence in before)
        attainment, bookings = Share(verdict.attainment), Money(verdict.bookings_money)
        return self._about(name, key, first, attainment=attainment, bookings=bookings)

    def _ending(self, life: Life, name: Name, closed: dict[int, Verdict]) -> tuple[str, ...]:
        """What became of the person or the seat, and what it all came to."""
        after = self._aftermath(life) if life.left is not None else [self._still_there(life, name)]
        wins = self.language.plural("story.all_wins", len(life.wins), value=self._said(_worth(life)))
        made = sum(verdict.made for verdict in closed.values())
        quota = [self.language.plural("story.all_years", len(closed), made=made)] if closed else []
        help_given = [self.language.plural("story.all_help", life.help_given)] if life.help_given else []
        return (*after, " ".join([wins, *quota, *help_given]))

    def _still_there(self, life: Life, name: Name) -> str:
        tenure = Weeks(life.tenure_weeks(life.end_week))
        return self._about(name, "story.still_there", True, tenure=tenure)

    def _aftermath(self, life: Life) -> list[str]:
        """The empty seat, what was lost in it, and who came."""
        lost = Counter(event.kind for event in life.afterwards)
        meanwhile = [self._say("story.meanwhile", events=self._counted(lost))] if lost else []
        if life.successor_hire is None or life.successor_week is None:
            return [self._say("story.still_empty"), *meanwhile]
        successor, vacancy = name_of(life.seat, life.successor_hire), life.successor_week - life.end_week
        if vacancy == 0:
            return [self._say("story.successor_at_once", successor=successor), *meanwhile]
        return [self._say("story.successor", successor=successor, vacancy=Weeks(vacancy)), *meanwhile]

    # --- words -------------------------------------------------------------------------------------------------------

    def _about(self, name: Name, key: str, first: bool, **values: Value) -> str:
        """A sentence about somebody: `{who}` and `{whose}` are the given name at first and then the pronoun."""
        she, her = map(self.language.text, SHE if name.woman else HE)
        who, whose = (name.given, self._genitive(name.given)) if first else (she, her)
        return self._say(key, name=name, who=who, whose=whose, her=her, **values)

    def _genitive(self, given: str) -> str:
        key = "story.genitive_of_sibilant" if given[-1] in SIBILANTS else "story.genitive"
        return self.language.text(key, name=given)

    def _when(self, earlier: Moment | None, moment: Moment) -> str:
        """When it happened, seen from the sentence before."""
        gap = moment.week - earlier.week if earlier is not None else -1
        if gap == 0:
            return self.language.text("story.when.same_week")
        if gap == 1:
            return self.language.text("story.when.week_later")
        return self.language.text("story.when.week", week=moment.week % WEEKS_PER_YEAR + 1)

    def _counted(self, kinds: Counter[str]) -> str:
        """How many events of each kind, in the order of the table."""
        return self.language.listed(
            self.language.plural(kind.counted, kinds[name]) for name, kind in KINDS.items() if kinds[name]
        )

    def _say(self, key: str, **values: Value) -> str:
        """A message with its values in words, and a capital letter."""
        text = self.language.text(key, **{name: self._said(value) for name, value in values.items()})
        return text[0].upper() + text[1:]

    def _said(self, value: Value) -> str:
        """A value as the language writes it; shares are rounded down, so that a quota just missed is not met."""
        match value:
            case Money(amount):
                return self.language.money(amount, self.currency, MONEY_FIGURES)
            case Weeks(count):
                return self.language.duration(count)
            case Share(share):
                return self.language.percent(math.floor(100.0 * share) / 100.0)
            case int():
                return self.language.number(value)
            case _:
                return str(value)


def _worth(life: Life) -> Money:
    """What all deals won were worth."""
    return Money(sum(event.value_money for event in life.wins))
