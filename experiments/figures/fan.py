"""Fan charts: where all futures of all plausible firms lie, year by year, under two ways of running the firm."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from textwrap import wrap

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.figures.style import COLOURS, LOOK, MARKERS

SIZE = (4.6, 3.1)
DRAWN = "'DejaVu Sans'"
READ = f"{DRAWN}, Verdana, 'Helvetica Neue', Arial, sans-serif"
"""Readers have other letters than the machine that draws: alike in width, and never with serifs."""
LETTERS_BESIDE, LETTERS_A_LINE = 36, 44
"""Titles that stand side by side in the legend, and the longest line of one that stands alone."""
ASIDE = 0.07
"""Arms stand a little beside each other, so that one does not hide the other."""


def wrapped(title: str) -> str:
    """A title in lines that the figure has room for."""
    return "\n".join(wrap(title, LETTERS_A_LINE))


def fan_figure(
    fans: pd.DataFrame, titles: Mapping[str, str], heading: str, number: Callable[[float], str], year: str
) -> Figure:
    """One outcome under each arm of `titles` (two at most): median, middle half and middle 90 % of futures by year.

    `fans` has the columns arm, year, low, lower, median, upper and high; `number` writes a value of the axis.
    """
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    for place, (arm, title) in enumerate(titles.items()):
        rows, colour = fans[fans["arm"] == arm].sort_values("year"), COLOURS[place]
        at = rows["year"] + ASIDE * (2 * place - 1)
        axes.fill_between(at, rows["low"], rows["high"], color=colour, alpha=0.12, linewidth=0)
        axes.fill_between(at, rows["lower"], rows["upper"], color=colour, alpha=0.3, linewidth=0)
        axes.plot(
            at, rows["median"], color=colour, linewidth=2.2, marker=MARKERS[place], markersize=6, label=wrapped(title)
        )
    axes.set_title(heading)
    axes.set_xlabel(year)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    columns = 2 if sum(map(len, titles.values())) <= LETTERS_BESIDE else 1
    figure.legend(loc="outside lower center", ncols=columns, fontsize=10)  # not inside: fans fill the axes
    return figure


def as_svg(draw: Callable[[], Figure]) -> str:
    """A figure as SVG to stand inside a page: text stays text, and the same data give the same bytes."""
    look = dict(LOOK) | {"svg.fonttype": "none", "font.size": 10, "axes.titlesize": 12, "axes.labelsize": 10}
    with mpl.rc_context(look):
        sink = io.StringIO()
        draw().savefig(sink, format="svg", metadata={"Date": None, "Creator": None})
    text = sink.getvalue()
    return text[text.index("<svg") :].replace(DRAWN, READ)
