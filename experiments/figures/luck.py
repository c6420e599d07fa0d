"""How much sharing luck saves: paired worlds that would otherwise have to be many more."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.style import COLOURS, GREY, MARKERS, look, question

YARDSTICKS = {
    "independent": "than between independent worlds",
    "same_market": "than in the same market with other luck",
}

TOP = 3_000.0
"""Ratios above this say that the arms have not had time to differ."""


def luck_figure(saved: pd.DataFrame, words: tuple[str, str]) -> Figure:
    """Times saved by year, with intervals, as `analysis.luck.saved_by_year` gives them."""
    with look():
        figure = Figure(figsize=(12.5, 6.4))
        axes = figure.subplots()
        for order, (yardstick, label) in enumerate(YARDSTICKS.items()):
            _points(axes, saved, yardstick, label, order)
        for place in np.flatnonzero(saved["independent"] > TOP):
            axes.text(float(place), 1.15, "hardly any\ndifference\nyet", ha="center", fontsize=11, color=GREY)
        axes.set_yscale("log")
        axes.set_ylim(1.0, TOP)
        axes.set_yticks(ticks := [1, 3, 10, 30, 100, 300, 1000, 3000], [f"{tick}" for tick in ticks])
        axes.minorticks_off()
        axes.set_xticks(range(len(saved)), saved["years"])
        axes.set_xlim(-0.6, len(saved) - 0.4)
        axes.set_xlabel("years after the policies start")
        axes.grid(axis="y", color="#dddddd")
        axes.set_title("The variance of the difference is so many times smaller ...")
        axes.legend(loc="upper right", fontsize=13)
        question(figure, *words)
        figure.tight_layout(rect=(0.0, 0.0, 1.0, 1.0 - 0.95 / 6.4))
    return figure


def _points(axes: Axes, saved: pd.DataFrame, yardstick: str, label: str, order: int) -> None:
    there = saved[saved[yardstick] <= TOP]
    spots = np.asarray(there.index, dtype=float) + (-0.13, 0.13)[order]
    axes.vlines(spots, there[f"{yardstick}_low"], there[f"{yardstick}_high"], color=COLOURS[order], linewidth=3)
    face = COLOURS[order] if order == 0 else "white"
    axes.plot(
        spots, there[yardstick], MARKERS[order], color=COLOURS[order], markerfacecolor=face, markersize=9,
        markeredgewidth=2, label=label,
    )  # fmt: skip
