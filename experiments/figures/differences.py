"""Differences with their intervals: whether a policy pays, and what else it changes."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.analysis.metrics import Metric
from experiments.analysis.verdict import Finding
from experiments.figures.style import COLOURS, MARKERS, PALE, look, margin_band, question
from experiments.report.words import shown

AXES = {
    "%": "% of the reference",
    "share of heads per year": "percentage points a year",
    "points of 100": "points of 100",
    "sd": "sd of the labour market",
}
"""Units of differences, spelt out for those who see only the figure."""

Windows = Mapping[str, Sequence[Finding]]
"""Findings by the years they are about (`years 1-5`), at most two."""


def differences(
    windows: Windows, metrics: Sequence[Metric], titles: Mapping[str, str], words: tuple[str, str]
) -> Figure:
    """Mean difference and 95 % interval of every arm: a panel a metric, a mark a window; `words` head the figure."""
    arms = list(dict.fromkeys(found.difference.arm for found in next(iter(windows.values()))))
    with look():
        size = (max(11.0, 2.6 + 3.4 * len(metrics)), 2.3 + 0.52 * len(arms))
        figure = Figure(figsize=size)
        panels = figure.subplots(1, len(metrics), sharey=True, squeeze=False)[0]
        for axes, metric in zip(panels, metrics, strict=True):
            _panel(axes, windows, metric, arms)
        panels[0].set_yticks(range(len(arms)), [titles[arm] for arm in arms])
        panels[0].set_ylim(len(arms) - 0.4, -0.6)
        question(figure, *words)
        figure.legend(handles=_legend(windows), loc="lower left", ncols=3, fontsize=12, borderaxespad=0.6)
        high, low = 1.0 - 0.95 / size[1], 0.95 / size[1]
        figure.tight_layout(rect=(0.0, low - 0.35 / size[1], 1.0, high), w_pad=2.0)
    return figure


def _panel(axes: Axes, windows: Windows, metric: Metric, arms: Sequence[str]) -> None:
    for order, findings in enumerate(windows.values()):
        for found in findings:
            if found.metric is metric:
                _mark(axes, found, arms.index(found.difference.arm) + _shift(order, len(windows)), order)
    first = next(found for found in next(iter(windows.values())) if found.metric is metric)
    margin = _shown_margin(first)
    margin_band(axes, -margin, margin)
    axes.set_title(metric.label)
    axes.set_xlabel(AXES.get(metric.unit if shown(first).unit != "%" else "%", shown(first).unit))
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.12)
    axes.locator_params(axis="x", nbins=5)


def _mark(axes: Axes, found: Finding, height: float, order: int) -> None:
    view = shown(found)
    axes.plot([view.low, view.high], [height, height], color=COLOURS[order], linewidth=3.0, solid_capstyle="butt")
    face = COLOURS[order] if order == 0 else "white"
    axes.plot(
        view.mean, height, MARKERS[order], color=COLOURS[order], markerfacecolor=face, markersize=8, markeredgewidth=2
    )


def _shift(order: int, count: int) -> float:
    return 0.0 if count == 1 else (-0.16, 0.16)[order]


def _shown_margin(found: Finding) -> float:
    """The margin in the unit of the axis."""
    metric, view = found.metric, shown(found)
    scale = view.mean / found.difference.mean if found.difference.mean else 1.0
    return metric.margin * 100.0 if view.unit == "%" else metric.margin_at(found.difference.reference_mean) * scale


def _legend(windows: Windows) -> list[Line2D | Patch]:
    marks: list[Line2D | Patch] = [
        Line2D(
            [], [], color=COLOURS[order], marker=MARKERS[order], linewidth=3, markersize=8, label=name,
            markerfacecolor=COLOURS[order] if order == 0 else "white", markeredgewidth=2,
        )
        for order, name in enumerate(windows)
    ]  # fmt: skip
    return [*marks, Patch(color=PALE, label="too small to matter (margin fixed beforehand)")]
