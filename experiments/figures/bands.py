"""Every check against its band: what passed, what failed, and what nobody can tell, at a glance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import BLUE, GREY, ORANGE, look, question

Row = Mapping[Any, Any]
LEFT, RIGHT = -1.15, 2.15
"""Ends of the axis, on which a band reaches from 0 to 1; what lies beyond is drawn at the end as an arrow."""
BAND = "#bcd0e6"
MARKS = {True: ("o", BLUE), False: ("X", ORANGE)}
ROW_INCHES = 0.33
SPANS = ("days", "months", "years")
"""Units that are said beside the number; all others are shares and ratios."""


@dataclass(frozen=True)
class Group:
    """The checks of one pattern, with its heading."""

    heading: str
    passed: bool | None
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        """Lines that it takes."""
        return len(self.rows) + 1


def groups_of(table: pd.DataFrame, titles: Mapping[str, str], verdicts: Mapping[str, str]) -> list[Group]:
    """The checks by pattern, with the pattern's verdict in its heading."""
    states = {"passed": True, "failed": False}
    return [
        Group(
            f"{pattern}  {titles[str(pattern)]}: {verdicts[str(pattern)]}",
            states.get(verdicts[str(pattern)]),
            tuple(rows.to_dict("records")),
        )
        for pattern, rows in table.groupby("pattern", sort=False)
    ]


def in_two(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups in two columns of about the same height; few stay in one."""
    total, above = sum(group.height for group in groups), 0
    if total <= 20:
        return [list(groups)]
    for place, group in enumerate(groups):
        if above + group.height / 2 >= total / 2:
            return [list(groups[:place]), list(groups[place:])]
        above += group.height
    return [list(groups)]


def place(row: Row, value: float) -> float:
    """Where a value lies if the band reaches from 0 to 1; a band with one end is as wide as what there is to show."""
    low, high, mean = (math.nan if row[name] is None else row[name] for name in ("band_low", "band_high", "mean"))
    if not math.isnan(low) and not math.isnan(high):
        return float((value - low) / (high - low))
    bound, at = (low, 0.0) if math.isnan(high) else (high, 1.0)
    width = max(abs(bound), abs(mean - bound)) or 1.0
    return float(at + (value - bound) / width)


def bands_figure(groups: Sequence[Group], words: tuple[str, str]) -> Figure:
    """All checks, by pattern: band, mean and interval, each row on its own scale; `words` head the figure."""
    columns = in_two(groups)
    lines = max(sum(group.height for group in column) for column in columns)
    with look():
        size = (11.0 * len(columns), 2.1 + ROW_INCHES * lines)
        figure = Figure(figsize=size)
        panels = figure.subplots(1, len(columns), squeeze=False)[0]
        for axes, column in zip(panels, columns, strict=True):
            _panel(axes, column, lines)
        question(figure, *words)
        figure.legend(handles=_legend(), loc="lower left", ncols=5, fontsize=12, borderaxespad=0.6)
        figure.subplots_adjust(
            left=0.44 / len(columns), right=1.0 - 0.25 / len(columns), wspace=2.25,
            top=1.0 - 1.15 / size[1], bottom=0.65 / size[1],
        )  # fmt: skip
    return figure


def _panel(axes: Axes, groups: Sequence[Group], lines: int) -> None:
    axes.set_xlim(LEFT, RIGHT)
    axes.set_ylim(lines - 0.3, -0.7)
    axes.set_axis_off()
    line = 0
    for group in groups:
        _heading(axes, group, line)
        for row in group.rows:
            line += 1
            _row(axes, row, line)
        line += 1


def _heading(axes: Axes, group: Group, line: int) -> None:
    colour = MARKS[group.passed][1] if group.passed is not None else GREY
    _text(axes, -0.02, line, group.heading, ha="right", fontweight="bold", color=colour)


def _text(axes: Axes, x: float, line: float, text: str, **style: Any) -> None:
    """Text at a share of the panel's width and a line's height."""
    axes.text(x, line, text, transform=axes.get_yaxis_transform(), va="center", **({"fontsize": 12} | style))


def _row(axes: Axes, row: Row, line: int) -> None:
    echo = " (echo)" if row["kind"] == "echo" else ""
    _text(axes, -0.02, line, f"{row['name']}{echo}", ha="right", color="#333333")
    left, right = (place(row, end) if _known(end) else side for end, side in _ends(row))
    axes.barh(line, right - left, left=left, height=0.62, color=BAND, zorder=1)
    if row["passed"] is None:
        axes.text(0.5, line, "cannot tell", ha="center", va="center", fontsize=11, color=GREY)
        return
    _mark(axes, row, line)
    _text(axes, 1.02, line, _numbers(row), ha="left", fontsize=11, color="#333333")


def _ends(row: Row) -> tuple[tuple[Any, float], tuple[Any, float]]:
    return (row["band_low"], LEFT), (row["band_high"], RIGHT)


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _mark(axes: Axes, row: Row, line: int) -> None:
    """The mean with its interval; beyond the end of the axis, an arrow."""
    shape, colour = MARKS[row["passed"]]
    spot = place(row, row["mean"])
    ends = [min(max(place(row, row[name]), LEFT), RIGHT) for name in ("low", "high")]
    axes.plot(ends, [line, line], color=colour, linewidth=2.6, solid_capstyle="butt", zorder=2)
    if spot > RIGHT or spot < LEFT:
        shape, spot = (">", RIGHT - 0.03) if spot > RIGHT else ("<", LEFT + 0.03)
    axes.plot(spot, line, shape, color=colour, markersize=8, zorder=3, clip_on=False)


def _numbers(row: Row) -> str:
    """The mean, and the band that it is held against."""
    low, high = (f"{row[name]:.3g}" if _known(row[name]) else "" for name in ("band_low", "band_high"))
    band = f"{low} to {high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
    unit = str(row["unit"]).split(",")[0]
    return f"{row['mean']:.3g}{f' {unit}' if unit in SPANS else ''}   (band {band})"


def _legend() -> list[Line2D | Patch]:
    return [
        Patch(color=BAND, label="band of real firms"),
        Line2D([], [], color=BLUE, marker="o", linewidth=2.6, markersize=8, label="in it: mean, 95 % interval"),
        Line2D([], [], color=ORANGE, marker="X", linewidth=2.6, markersize=8, label="outside"),
        Line2D([], [], color=ORANGE, marker=">", linewidth=0, markersize=8, label="far outside"),
    ]
