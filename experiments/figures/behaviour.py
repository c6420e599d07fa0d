"""What people do differently, and what it costs beside it: a column a habit, a row an indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.figures.style import BLUE, GREY, ORANGE, PALE, look, narrow, question

Row = Mapping[Any, Any]
MINUS = "\N{MINUS SIGN}"
ASSUMED = "assumed"


@dataclass(frozen=True)
class Scale:
    """An axis, linear to 1 and logarithmic beyond, on which columns of a table are drawn; more stands at its ends."""

    mean: str
    low: str
    high: str
    ends: tuple[float, float]
    ticks: tuple[float, ...]
    label: str

    def within(self, value: float) -> float:
        """A value, or the end of the axis that it lies beyond; what is no number, at zero."""
        return min(max(value, self.ends[0]), self.ends[1]) if value == value else 0.0  # noqa: PLR0124 - NaN


SPREAD = Scale("effect", "effect_low", "effect_high", (-30.0, 30.0), (-10.0, -1.0, 0.0, 1.0, 10.0), "sd between firms")
PERCENT = Scale(
    "percent", "percent_low", "percent_high", (-30.0, 30.0), (-10.0, -1.0, 0.0, 1.0, 10.0), "% of the firm as it is"
)


def behaviour_figure(table: pd.DataFrame, words: tuple[str, str]) -> Figure:
    """Above, changes in standard deviations between firms, a rule between groups; below, money in percent.

    `table` has one row an indicator and habit, with columns `title`, `group`, `label`, `effect` and `percent` (each
    with `_low` and `_high`), `clear` (the interval leaves out zero), `mark` and `harm` (it moves the way that hurts).
    """
    habits = list(dict.fromkeys(table["title"]))
    money = table["group"] == "money"
    blocks = [(table[~money], SPREAD), (table[money], PERCENT)]
    heights = [rows["label"].nunique() for rows, _ in blocks]
    with look():
        size = (max(12.0, 3.8 + 1.65 * len(habits)), 3.9 + 0.34 * sum(heights))
        figure = Figure(figsize=size)
        lines = figure.subplots(2, len(habits), sharey="row", squeeze=False, height_ratios=heights)
        for panels, (rows, scale) in zip(lines, blocks, strict=True):
            _block(panels, rows, habits, scale)
        for axes, habit in zip(lines[0], habits, strict=True):
            axes.set_title(narrow(habit), fontsize=13, loc="center")
        question(figure, *words)
        figure.legend(handles=_legend(), loc="lower left", ncols=6, fontsize=12, borderaxespad=0.6)
        figure.tight_layout(rect=(0.0, 0.5 / size[1], 1.0, 1.0 - 0.95 / size[1]), w_pad=0.8, h_pad=0.8)
    return figure


def _block(panels: Sequence[Axes], table: pd.DataFrame, habits: Sequence[str], scale: Scale) -> None:
    """One line of panels on one scale."""
    first = table.drop_duplicates("label")
    labels, groups = list(first["label"]), list(first["group"])
    breaks = [place for place in range(1, len(groups)) if groups[place] != groups[place - 1]]
    for axes, habit in zip(panels, habits, strict=True):
        _set_axis(axes, scale, breaks)
        for row in table[table["title"] == habit].to_dict("records"):
            _mark(axes, row, labels.index(row["label"]), scale)
    panels[0].set_yticks(range(len(labels)), labels)
    panels[0].set_ylim(len(labels) - 0.4, -0.6)
    panels[len(panels) // 2].set_xlabel(scale.label)


def _set_axis(axes: Axes, scale: Scale, breaks: Sequence[int]) -> None:
    axes.set_xscale("symlog", linthresh=1.0, linscale=1.0)
    axes.set_xlim(*scale.ends)
    axes.axvline(0.0, color=GREY, linewidth=1.2, zorder=1)
    for place in breaks:
        axes.axhline(place - 0.5, color=PALE, linewidth=1.5, zorder=0)
    axes.set_xticks(list(scale.ticks), [f"{tick:g}".replace("-", MINUS) for tick in scale.ticks])
    axes.minorticks_off()
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=11)


def _mark(axes: Axes, row: Row, height: int, scale: Scale) -> None:
    """A dot with its interval; at the end of the axis an arrow; a tick where nothing clear changes."""
    spot = scale.within(row[scale.mean])
    if not row["clear"]:
        axes.plot(spot, height, "|", color=GREY, markersize=8, zorder=2)
        return
    colour = ORANGE if row["harm"] else BLUE
    ends = [scale.within(row[scale.low]), scale.within(row[scale.high])]
    axes.plot(ends, [height, height], color=colour, linewidth=2.4, solid_capstyle="butt", zorder=2)
    face = colour if row["mark"] == ASSUMED else "white"
    axes.plot(
        spot, height, _shape(row, scale), color=colour, markerfacecolor=face, markersize=8, markeredgewidth=1.8,
        zorder=3, clip_on=False,
    )  # fmt: skip


def _shape(row: Row, scale: Scale) -> str:
    if row[scale.mean] > scale.ends[1]:
        return ">"
    if row[scale.mean] < scale.ends[0]:
        return "<"
    return "s" if row["harm"] else "o"


def _legend() -> list[Line2D]:
    kinds = (
        ("assumed", BLUE, BLUE, "o"),
        ("emerged", BLUE, "white", "o"),
        ("a cost or a risk: assumed", ORANGE, ORANGE, "s"),
        ("emerged", ORANGE, "white", "s"),
        ("beyond the axis", BLUE, BLUE, ">"),
        ("no clear change", GREY, GREY, "|"),
    )
    return [
        Line2D(
            [], [], color=colour, marker=shape, markerfacecolor=face, linewidth=0, markersize=8, markeredgewidth=1.8,
            label=label,
        )
        for label, colour, face, shape in kinds
    ]  # fmt: skip
