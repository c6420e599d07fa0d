"""Cumulative profit against the reference: when a policy pays, and in how many worlds."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.payback import cumulative, payback
from experiments.figures.style import BLUE, GREY, look, question


def payback_figure(
    differences: Mapping[str, pd.DataFrame], titles: Mapping[str, str], unit_money: float, words: tuple[str, str]
) -> Figure:
    """One panel an arm: the cumulative weekly profit difference over worlds, as median, middle half and middle 90 %.

    `differences` are tables of weeks x worlds; amounts are drawn in units of `unit_money`.
    """
    with look():
        figure = Figure(figsize=(13.5, 6.2))
        panels = figure.subplots(1, len(differences), sharey=True, squeeze=False)[0]
        for axes, (arm, weekly) in zip(panels, differences.items(), strict=True):
            _panel(axes, weekly, unit_money)
            found = payback(weekly)
            behind = round(found.share_never * found.worlds)
            axes.set_title(f"{titles[arm]}\nbehind in the end: {behind} of {found.worlds} worlds")
        panels[0].set_ylabel("cumulative difference in profit")
        panels[0].legend(loc="lower left", fontsize=12)
        question(figure, *words)
        figure.tight_layout(rect=(0.0, 0.0, 1.0, 1.0 - 0.95 / 6.2), w_pad=2.5)
    return figure


def _panel(axes: Axes, weekly: pd.DataFrame, unit_money: float) -> None:
    years = np.arange(1, len(weekly) + 1) / 52.0
    running = cumulative(weekly) / unit_money
    outer_low, low, middle, high, outer_high = np.quantile(running, (0.05, 0.25, 0.5, 0.75, 0.95), axis=1)
    axes.fill_between(years, outer_low, outer_high, color=BLUE, alpha=0.18, linewidth=0, label="middle 90 %")
    axes.fill_between(years, low, high, color=BLUE, alpha=0.35, linewidth=0, label="middle half")
    axes.plot(years, middle, color=BLUE, linewidth=2.5, label="median of worlds")
    axes.axhline(0.0, color=GREY, linewidth=1.2)
    axes.set_xlabel("years after the policy starts")
    axes.set_xlim(0.0, years[-1])
