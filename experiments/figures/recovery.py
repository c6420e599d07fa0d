"""Whether calibrations find what is true: how often it was held, where it ranked, and how much was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import BLUE, GREY, ORANGE, PALE, look, question

Row = Mapping[Any, Any]
TALLEST = 0.75
"""Of a row's height: a bar that holds twice the firms that it should."""


def recovery_figure(
    seen: pd.DataFrame, ranks: Sequence[str], held: tuple[float, float], learned: float, words: tuple[str, str]
) -> Figure:
    """A row a parameter, three panels: truth held, its rank among the posterior's draws, width left.

    `seen` has `parameter`, `firms`, `held` with `held_low` and `held_high` (shares of firms), counts of firms in the
    columns `ranks`, and `narrowed` (the interval's width over the prior's); `held` is what coverage should lie
    between, and at most `learned` of the width is left where something was learned.
    """
    names = list(seen["parameter"])
    with look():
        figure = Figure(figsize=(13.5, 2.7 + 0.58 * len(names)))
        coverage, histogram, width = figure.subplots(1, 3, sharey=True)
        for height, row in enumerate(seen.to_dict("records")):
            _coverage(coverage, row, height, held)
            _ranks(histogram, row, height, ranks)
            _width(width, row, height, learned)
        coverage.axvspan(*(100.0 * end for end in held), color=PALE, zorder=0)
        width.axvspan(0.0, 100.0 * learned, color=PALE, zorder=0)
        _panel(coverage, "truth inside the 90 % interval", "% of the firms", (50.0, 101.0))
        _panel(histogram, "rank of the truth: flat?", "from below the draws to above", (-0.7, len(ranks) - 0.3))
        _panel(width, "width left of the prior’s", "% in the median firm", (0.0, 110.0))
        histogram.set_xticks([])
        coverage.set_yticks(range(len(names)), names)
        coverage.set_ylim(len(names) - 0.4, -0.7)
        question(figure, *words)
        figure.legend(handles=_legend(), loc="lower left", ncols=4, fontsize=12, borderaxespad=0.6)
        high = figure.get_figheight()
        figure.tight_layout(rect=(0.0, 0.5 / high, 1.0, 1.0 - 0.95 / high), w_pad=1.4)
    return figure


def _panel(axes: Axes, title: str, axis: str, ends: tuple[float, float]) -> None:
    axes.set_title(title, fontsize=13, loc="center")
    axes.set_xlabel(axis)
    axes.set_xlim(*ends)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)


def _coverage(axes: Axes, row: Row, height: int, held: tuple[float, float]) -> None:
    axes.plot([100.0 * row["held_low"], 100.0 * row["held_high"]], [height, height], color=GREY, linewidth=2.5)
    _mark(axes, 100.0 * row["held"], height, held[0] <= row["held"] <= held[1])


def _ranks(axes: Axes, row: Row, height: int, ranks: Sequence[str]) -> None:
    """Bars that stand on the row's lower edge; the line says how high they would be if the ranks were flat."""
    foot, each = height + 0.4, row["firms"] / len(ranks)
    for place, name in enumerate(ranks):
        axes.bar(place, -TALLEST * row[name] / (2.0 * each), bottom=foot, width=0.8, color=BLUE, zorder=2)
    axes.plot([-0.5, len(ranks) - 0.5], [foot - TALLEST / 2.0] * 2, color=ORANGE, linewidth=1.5, zorder=3)


def _width(axes: Axes, row: Row, height: int, learned: float) -> None:
    _mark(axes, 100.0 * row["narrowed"], height, row["narrowed"] <= learned)


def _mark(axes: Axes, value: float, height: int, met: bool) -> None:
    axes.plot(value, height, "o" if met else "s", color=BLUE if met else ORANGE, markersize=8, zorder=3)


def _legend() -> list[Line2D | Patch]:
    return [
        Line2D([], [], color=BLUE, marker="o", linestyle="", markersize=8, label="within the grey"),
        Line2D([], [], color=ORANGE, marker="s", linestyle="", markersize=8, label="outside"),
        Line2D([], [], color=GREY, linewidth=2.5, label="95 % interval"),
        Line2D([], [], color=ORANGE, linewidth=1.5, label="flat ranks"),
    ]
