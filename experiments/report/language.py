"""Languages: messages from the catalogues, and numbers, shares, money, dates and durations as a language writes them.

A message is asked for by its key (`story.first_win`) and found in `experiments/locales/<code>.po`, which is read as it
is: nothing is compiled. `tests/experiments/test_catalogues.py` finds messages that are missing, unused or ill-fitting.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent

from simulation.parameters.check import nearest

LOCALES = Path(__file__).parents[1] / "locales"
WEEKS_PER_YEAR = 52
MINUS = "\N{MINUS SIGN}"
CODE_BEFORE_DIGITS = re.compile(r"(?<=[A-Z])(?=\d)")
"""Where a currency that has no sign (`SEK`) would touch its amount."""


def languages() -> tuple[str, ...]:
    """Codes of the languages that there is a catalogue for."""
    return tuple(sorted(file.stem for file in LOCALES.glob("*.po")))


@cache
def catalogue(code: str) -> Catalog:
    """All messages of a language."""
    with (LOCALES / f"{code}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@cache
def plural_rule(code: str) -> Callable[[int], int]:
    """Which of a message's forms goes with a count, as the catalogue states it."""
    return c2py(catalogue(code).plural_expr)


@dataclass(frozen=True)
class Language:
    """One language by its code, `en` or `sv`; ValueError if there is no catalogue for it."""

    code: str

    def __post_init__(self) -> None:
        known = languages()
        if self.code not in known:
            raise ValueError(f"language {self.code!r}: there is no catalogue for it; choose from {', '.join(known)}")

    @property
    def locale(self) -> Locale:
        """Whose habits of writing numbers and dates are followed: the locale that the catalogue states."""
        found = catalogue(self.code).locale
        return found if found is not None else Locale.parse(self.code)

    def text(self, key: str, **values: object) -> str:
        """The message of a key with its blanks filled in; KeyError for an unknown key or a blank without a value."""
        return self._fill(key, 0, values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """The form of a message that goes with a count, which fills the blank `{count}`."""
        return self._fill(key, plural_rule(self.code)(count), {"count": count, **values})

    def number(self, value: float, digits: int = 0) -> str:
        """A number with so many decimals."""
        return _signed(format_decimal(_rounded(value, digits), format=_decimals("#,##0", digits), locale=self.locale))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share in percent with so many decimals."""
        pattern = self.locale.percent_formats[None].pattern
        shape = pattern.replace("#,##0", _decimals("#,##0", digits))
        return _signed(format_percent(_rounded(share, digits + 2), format=shape, locale=self.locale))

    def money(self, amount: float, currency: str, figures: int | None = None) -> str:
        """An amount in whole units of a currency (`EUR`), rounded to so many significant figures if asked."""
        shape = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        whole = _rounded(_significant(amount, figures), 0)
        text = format_currency(whole, currency, format=shape, locale=self.locale, currency_digits=False)
        return CODE_BEFORE_DIGITS.sub("\N{NO-BREAK SPACE}", _signed(text))

    def short_money(self, amount: float, currency: str) -> str:
        """An amount as an axis has room for: in thousands or millions, to two decimals at most."""
        text = format_compact_currency(amount + 0.0, currency, locale=self.locale, fraction_digits=2)
        return CODE_BEFORE_DIGITS.sub("\N{NO-BREAK SPACE}", _signed(text))

    def date(self, day: dt.date) -> str:
        """A day of the calendar, in words."""
        return format_date(day, "long", locale=self.locale)

    def week(self, week: int) -> str:
        """A simulated week, counted from 0, as the year and the week of the year."""
        year, within = divmod(week, WEEKS_PER_YEAR)
        return self.text("time.year_and_week", year=year + 1, week=within + 1)

    def duration(self, weeks: int) -> str:
        """A length of time in years of 52 weeks and weeks."""
        years, rest = divmod(weeks, WEEKS_PER_YEAR)
        parts = [self.plural("time.years", years)] if years else []
        return self.listed([*parts, self.plural("time.weeks", rest)] if rest or not years else parts)

    def listed(self, items: Iterable[str]) -> str:
        """Things in a row: `a, b and c`."""
        return format_list(list(items), locale=self.locale)

    def _fill(self, key: str, form: int, values: dict[str, object]) -> str:
        shown = {name: self._shown(value) for name, value in values.items()}
        return self._forms(key)[form].format_map(shown)

    def _forms(self, key: str) -> tuple[str, ...]:
        """The forms of a message: one, or one a plural form."""
        messages = catalogue(self.code)
        message = messages.get(key)
        if message is None:
            known = {one.id if isinstance(one.id, str) else one.id[0] for one in messages if one.id}
            raise KeyError(f"{self.code}.po has no message {key}{nearest(key, known)}")
        return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


def _decimals(pattern: str, digits: int) -> str:
    return f"{pattern}.{'0' * digits}" if digits else pattern


def _rounded(value: float, digits: int) -> float:
    """Rounded, and never a negative zero, which would be written with a sign."""
    return round(value, digits) + 0.0


def _significant(value: float, figures: int | None) -> float:
    """Rounded to significant figures."""
    if figures is None or value == 0.0:
        return value
    return round(value, figures - 1 - math.floor(math.log10(abs(value))))


def _signed(text: str) -> str:
    """With a real minus sign, whatever the locale's data hold."""
    return text.replace("-", MINUS)
