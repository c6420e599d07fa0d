"""One metric of every habit in every scenario: where it is better, worse, the same, and where nobody can tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.figures.style import BLUE, GREY, ORANGE, PALE, look, margin_band, narrow, question

Row = Mapping[Any, Any]
MARKS = {
    BETTER: ("o", BLUE, BLUE),
    WORSE: ("s", ORANGE, ORANGE),
    EQUAL: ("D", GREY, GREY),
    UNTOLD: ("o", GREY, "white"),
}
"""Shape, colour and filling of each verdict."""

MARK = 7
"""Size of a mark, in points: a wider one hides more intervals."""


@dataclass(frozen=True)
class Drawn:
    """What the axis counts, what the marks mean if not their verdicts, what the grey band is, and where zero stands.

    Differences have zero in the middle, so that better and worse are seen alike; `sizes` are never below it.
    """

    axis: str = "% of the firm as it is"
    meanings: Mapping[str, str] = field(default_factory=dict)
    band: str = "too small to matter"
    sizes: bool = False


AS_IT_IS = Drawn()


def everywhere_figure(
    table: pd.DataFrame, places: Mapping[str, str], margin: float, words: tuple[str, str], drawn: Drawn = AS_IT_IS
) -> Figure:
    """A panel a scenario and a row a habit: percent of the reference, with 95 % interval; `margin` counts as none.

    `table` has one row a scenario and habit, with columns `scenario`, `title`, `percent`, `percent_low`,
    `percent_high` and `verdict`; `places` names the scenarios, in order.
    """
    habits = list(dict.fromkeys(table["title"]))
    with look():
        size = (max(12.0, 4.2 + 1.85 * len(places)), 2.7 + 0.58 * len(habits))
        figure = Figure(figsize=size)
        panels = figure.subplots(1, len(places), sharey=True, squeeze=False)[0]
        for axes, (scenario, place) in zip(panels, places.items(), strict=True):
            _panel(axes, table[table["scenario"] == scenario], habits, margin, drawn.sizes)
            axes.set_title(narrow(place), fontsize=13, loc="center")
        panels[0].set_yticks(range(len(habits)), habits)
        panels[0].set_ylim(len(habits) - 0.4, -0.6)
        question(figure, *words)
        own = " (each panel has its own scale)" if len(places) > 1 else ""
        figure.supxlabel(f"{drawn.axis}{own}", fontsize=13, y=0.62 / size[1])
        figure.legend(handles=_legend(drawn), loc="lower left", ncols=5, fontsize=12, borderaxespad=0.6)
        figure.tight_layout(rect=(0.0, 0.5 / size[1], 1.0, 1.0 - 0.95 / size[1]), w_pad=1.2)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, habits: list[str], margin: float, sizes: bool) -> None:
    margin_band(axes, -margin, margin)
    for row in rows.to_dict("records"):
        _mark(axes, row, habits.index(row["title"]))
    ends = rows[["percent_low", "percent_high"]].to_numpy()
    reach = max(1.15 * abs(ends).max(), 1.6 * margin)
    axes.set_xlim(min(1.15 * ends.min(), -0.06 * reach) if sizes else -reach, reach)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=4)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)


def _mark(axes: Axes, row: Row, height: int) -> None:
    shape, colour, face = MARKS[row["verdict"]]
    ends = [row["percent_low"], row["percent_high"]]
    axes.plot(ends, [height, height], color=colour, linewidth=3.0, solid_capstyle="butt", zorder=2)
    axes.plot(
        row["percent"], height, shape, color=colour, markerfacecolor=face, markersize=MARK, markeredgewidth=2, zorder=3
    )


def _legend(drawn: Drawn) -> list[Line2D | Patch]:
    marks: list[Line2D | Patch] = [
        Line2D(
            [], [], color=colour, marker=shape, linewidth=3, markersize=MARK, markerfacecolor=face, markeredgewidth=2,
            label=drawn.meanings.get(word, word),
        )
        for word, (shape, colour, face) in MARKS.items()
        if word in drawn.meanings or not drawn.meanings
    ]  # fmt: skip
    return [*marks, Patch(color=PALE, label=drawn.band)]
