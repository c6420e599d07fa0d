"""What more of a habit brings: each metric by dose, from the firm as it is to twice the usual dose."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.style import BLUE, GREY, PALE, look, narrow, question

DOSES = {0.0: "0", 0.5: "½", 1.0: "1", 2.0: "2"}


def doses_figure(table: pd.DataFrame, metrics: Sequence[str], words: tuple[str, str]) -> Figure:
    """A row a metric and a column a habit: the difference by dose with its 95 % interval.

    `table` has one row a metric, habit and dose, with columns `metric`, `axis` (its name and unit on the axis),
    `title`, `size` (of the dose) and `shown`, `shown_low`, `shown_high`, `shown_margin` in that unit.
    """
    habits = list(dict.fromkeys(table["title"]))
    with look():
        size = (max(12.0, 1.8 + 1.9 * len(habits)), 2.2 + 2.4 * len(metrics))
        figure = Figure(figsize=size)
        panels = figure.subplots(len(metrics), len(habits), sharex=True, sharey="row", squeeze=False)
        for line, metric in zip(panels, metrics, strict=True):
            rows = table[table["metric"] == metric]
            line[0].set_ylabel(rows["axis"].iloc[0])
            for axes, habit in zip(line, habits, strict=True):
                _panel(axes, rows[rows["title"] == habit].sort_values("size"))
        for axes, habit in zip(panels[0], habits, strict=True):
            axes.set_title(narrow(habit), fontsize=13, loc="center")
        question(figure, *words)
        figure.supxlabel("dose", fontsize=13)
        figure.tight_layout(rect=(0.0, 0.0, 1.0, 1.0 - 0.95 / size[1]), w_pad=0.8, h_pad=1.2)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame) -> None:
    margin = rows["shown_margin"].iloc[0]
    axes.axhspan(-margin, margin, color=PALE, zorder=0)
    axes.axhline(0.0, color=GREY, linewidth=1.2, zorder=1)
    sizes = [0.0, *rows["size"]]
    low, high = [0.0, *rows["shown_low"]], [0.0, *rows["shown_high"]]
    axes.fill_between(sizes, low, high, color=BLUE, alpha=0.25, linewidth=0, zorder=2)
    axes.plot(sizes, [0.0, *rows["shown"]], color=BLUE, linewidth=2.2, marker="o", markersize=6, zorder=3)
    axes.set_xticks(list(DOSES), list(DOSES.values()))
    axes.set_xlim(-0.15, 2.15)
    axes.locator_params(axis="y", nbins=5)
