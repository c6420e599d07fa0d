"""Findings in sentences: who earns more, by how much, how sure we are, and in how many worlds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.analysis.tables import span_of

if TYPE_CHECKING:  # statistics are heavy, and who only needs a word for money must not wait for them
    from experiments.analysis.payback import Payback
    from experiments.analysis.verdict import Finding

MONEY = "a year"
SHOWN_UNITS = {
    "share of heads per year": ("points", 100.0),
    "points of 100": ("points", 1.0),
    "money per year": (MONEY, 1.0),
}


@dataclass(frozen=True)
class Shown:
    """A difference as people read it: revenue and profit in percent of the reference, turnover in points."""

    mean: float
    low: float
    high: float
    unit: str

    @property
    def digits(self) -> int:
        """Decimals that the interval's width makes meaningful; money needs none."""
        if self.unit == MONEY:
            return 0
        return 1 if self.high - self.low >= 0.15 else 2

    def number(self, value: float) -> str:
        """One of the numbers with its sign; a zero has none."""
        text = f"{value:+,.{self.digits}f}"
        return text.lstrip("+-") if float(text.replace(",", "")) == 0.0 else text

    @property
    def interval(self) -> str:
        """`-1.1 to -0.5`."""
        return f"{self.number(self.low)} to {self.number(self.high)}"


def shown(finding: Finding) -> Shown:
    """The difference in the unit that a reader thinks in; money where a percentage of the reference means nothing."""
    difference, metric = finding.difference, finding.metric
    if metric.relative and difference.reference_mean > 0.0:
        return Shown(*difference.percent, unit="%")
    unit, factor = SHOWN_UNITS.get(metric.unit, (metric.unit, 1.0))
    return Shown(difference.mean * factor, difference.low * factor, difference.high * factor, unit)


def headline(profit: Finding, titles: Mapping[str, str], years: tuple[int, int], currency: str) -> str:
    """The answer in one sentence, then the verdict; `profit` is the finding on profit, `titles` names the arms."""
    difference, view = profit.difference, shown(profit)
    arm, against = titles[difference.arm], titles[difference.against]
    if difference.low == difference.high == 0.0:
        return (
            f"Over {span_of(years)}, {arm} changes nothing against {against} in any world: a policy shows only after "
            "its first effect (the first yearly ranking falls at the end of year 1), so ask for more years."
        )
    size = f"{abs(view.mean):,.{view.digits}f} {view.unit}"
    if view.unit == "%":
        size += f", or {money(abs(difference.mean))} {currency} a year,"
    return (
        f"Over {span_of(years)}, {arm} earns {size} {'more' if view.mean >= 0.0 else 'less'} profit than "
        f"{against} (95 % interval {view.interval} {view.unit}); it earns more in {worlds_won(profit)} worlds. "
        f"Verdict: {profit.verdict}."
    )


def worlds_won(finding: Finding) -> str:
    """`23 of 100`, a tie counted half."""
    won = finding.difference.share_of_worlds * finding.difference.worlds
    return f"{won:.10g} of {finding.difference.worlds}"


def payback_sentence(found: Payback, arm: str, against: str) -> str:
    """When the policy pays: the median week, and how often never."""
    years = round(found.horizon_weeks / 52)
    often = f"in {round(found.share_never * found.worlds)} of {found.worlds} worlds it never"
    if found.share_never >= 0.5:
        return f"{arm} does not get ahead of {against} for good in most worlds: {often} does within {years} years."
    weeks = f"after {found.median_weeks:.0f} weeks in the median world"
    return f"{arm} is ahead of {against} for good {weeks}; {often} is within {years} years."


def payback_cells(found: Payback) -> tuple[str, str, str]:
    """Median and quartiles of the weeks until ahead for good, and the share of worlds that never are."""
    low, high = map(_weeks, found.quartiles_weeks)
    never = f"{round(found.share_never * found.worlds)} of {found.worlds} worlds"
    return _weeks(found.median_weeks), low if low == high else f"{low} to {high}", never


def _weeks(weeks: float) -> str:
    return "never" if math.isinf(weeks) else f"week {weeks:.0f}"


def reference_value(finding: Finding) -> str:
    """The reference arm's mean as people read it."""
    mean, metric = finding.difference.reference_mean, finding.metric
    if metric.relative:
        return money(mean)
    _, factor = SHOWN_UNITS.get(metric.unit, (metric.unit, 1.0))
    return f"{mean * factor:.1f} %" if factor == 100.0 else f"{mean * factor:.2f}"


def money(amount: float) -> str:
    """An amount of money, in millions (`m`) where that reads better."""
    return f"{amount / 1e6:,.1f} m" if abs(amount) >= 1e6 else f"{amount:,.0f}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def counted(count: int, one: str) -> str:
    """`1 seed`, `2,000 seeds`: for words that take an s."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"
