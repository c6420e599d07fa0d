"""What a picture can show: a few of the model's indicators, with the digits that people want of each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from babel.numbers import format_compact_currency

from experiments.report.language import MINUS, Language
from simulation.indicators import UNITS


@dataclass(frozen=True)
class Shown:
    """One indicator: its name in the model, the message that names it to people, and whether more is better.

    `better` is 1, -1, or 0 where neither is.
    """

    name: str
    label: str
    better: int

    @property
    def unit(self) -> str:
        """The model's own unit."""
        return UNITS[self.name]

    @property
    def is_money(self) -> bool:
        """Whether it is an amount a year."""
        return self.unit.startswith("money")

    @property
    def is_share(self) -> bool:
        """Whether it is read in percent."""
        return self.unit.startswith("share")


SHOWN = (
    Shown("profit_money", "page.metric.profit", 1),
    Shown("revenue_money", "page.metric.revenue", 1),
    Shown("satisfaction", "page.metric.satisfaction", 1),
    Shown("turnover", "page.metric.turnover", 0),
    Shown("morale", "page.metric.morale", 1),
    Shown("fairness", "page.metric.fairness", 1),
    Shown("know_how", "page.metric.know_how", 1),
    Shown("ability", "page.metric.ability", 0),
    Shown("cohesion", "page.metric.cohesion", 1),
    Shown("helps_across", "page.metric.helps_across", 0),
    Shown("exhausted", "page.metric.exhausted", -1),
    Shown("employer_reputation", "page.metric.employer_reputation", 1),
)
NAMES = tuple(shown.name for shown in SHOWN)
FIGURES = 3
NO_BREAK = "\N{WORD JOINER}"
"""After a minus, which a line would else part from a currency that follows."""


def shown(name: str) -> Shown:
    """The indicator of that name; KeyError lists those there are."""
    for one in SHOWN:
        if one.name == name:
            return one
    raise KeyError(f"{name} is not shown; there are {', '.join(NAMES)}")


def place(name: str) -> int:
    """Its column in a picture's arrays."""
    return NAMES.index(name)


def said(one: Shown, value: float, language: Language, currency: str) -> str:
    """A value as people read it."""
    if one.is_money:
        return compact_money(value, language, currency)
    if one.is_share or one.unit == "share of par":
        return language.percent(value, 1)
    return language.number(value, 1 if abs(value) >= 10.0 else 2)


def compact_money(amount: float, language: Language, currency: str) -> str:
    """An amount as short as three figures allow: `€28.7m`, `28,7 mn €`; a line does not part its minus from it."""
    size = math.floor(math.log10(abs(amount))) if amount else 0
    digits = max(0, FIGURES - 1 - size % 3) if abs(amount) >= 1000.0 else 0
    text = format_compact_currency(amount, currency, locale=language.locale, fraction_digits=digits)
    return text.replace("-", MINUS + NO_BREAK)


def change(one: Shown, value: float, language: Language, currency: str) -> str:
    """A difference as people read it, with its sign; of shares in points."""
    sign = "+" if value > 0.0 else ""
    if one.is_share:
        return language.text("page.points", value=sign + language.number(100.0 * value, 1))
    return sign + said(one, value, language, currency)
