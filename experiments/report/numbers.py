"""Indicators as people read them: shares in percent, their changes in points, digits as the interval bears."""

from __future__ import annotations

import math

from experiments.analysis.paired import PairedDifference
from experiments.report.words import money


def level(mean: float, unit: str) -> str:
    """The ordinary level of an indicator."""
    if unit.startswith("money"):
        return money(mean)
    if is_share(unit):
        return f"{100.0 * mean:.3g} %"
    number = f"{mean:,.0f}" if abs(mean) >= 100.0 else f"{mean:.3g}"
    return number if unit[0].isdigit() else f"{number} {unit.partition(',')[0]}"


def is_share(unit: str) -> bool:
    """Whether an indicator is a share, which is read in percent."""
    return unit.startswith("share")


def change_cells(difference: PairedDifference, unit: str) -> tuple[str, str]:
    """A change and its interval; money in percent of the ordinary level."""
    if unit.startswith("money"):
        return _cells(difference.percent, " %")
    scale, suffix = (100.0, " points") if is_share(unit) else (1.0, "")
    return _cells((scale * difference.mean, scale * difference.low, scale * difference.high), suffix)


def _cells(values: tuple[float, float, float], suffix: str) -> tuple[str, str]:
    decimals = digits(values[2] - values[1])
    mean, low, high = (f"{value:+,.{decimals}f}" for value in values)
    return f"{mean}{suffix}", f"{low} to {high}"


def digits(width: float) -> int:
    """Decimals that leave one or two figures of an interval's width."""
    return min(5, max(0, 1 - math.floor(math.log10(width)))) if 0.0 < width < math.inf else 2
