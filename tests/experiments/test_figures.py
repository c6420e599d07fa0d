"""Figures: the right numbers in the right places, and the same bytes for the same data."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.analysis.luck import saved_against_independent, saved_against_same_market, saved_by_year
from experiments.analysis.metrics import METRICS
from experiments.analysis.verdict import find
from experiments.figures.differences import differences
from experiments.figures.luck import luck_figure
from experiments.figures.payback import payback_figure
from experiments.figures.style import question, save
from experiments.report.words import shown

TITLES = {"cull": "culling 10 %", "random": "random dismissal 10 %"}
WORDS = ("Does it pay?", "20 worlds")


def lived(worlds: int = 20) -> pd.DataFrame:
    """A made-up table of worlds: culling costs 2 % of revenue, chance as much again."""
    rng = np.random.default_rng(6)
    luck = rng.normal(1.0, 0.1, worlds)
    frames = []
    for arm, effect in (("ordinary", 0.0), ("cull", -0.02), ("random", -0.05)):
        table = {metric.name: 100.0 * (luck + effect + rng.normal(0.0, 0.01, worlds)) for metric in METRICS}
        frames.append(pd.DataFrame({"arm": arm, "seed": range(worlds), **table}))
    return pd.concat(frames)


def test_marks_stand_at_the_means_and_bars_span_the_intervals() -> None:
    findings = find(lived(), ["cull", "random"], "ordinary")
    figure = differences({"years 1-5": findings}, METRICS[:1], TITLES, WORDS)
    (axes,) = figure.axes
    bars, marks = axes.lines[0:4:2], axes.lines[1:4:2]
    views = [shown(found) for found in findings if found.metric is METRICS[0]]
    assert [tuple(bar.get_xdata()) for bar in bars] == [(view.low, view.high) for view in views]
    assert [mark.get_xdata()[0] for mark in marks] == [view.mean for view in views]
    assert [label.get_text() for label in axes.get_yticklabels()] == list(TITLES.values())


def test_two_windows_have_two_colours_and_two_shapes() -> None:
    findings = find(lived(), ["cull"], "ordinary")
    figure = differences({"years 1-5": findings, "years 8-12": findings}, METRICS, TITLES, WORDS)
    marks = [line for line in figure.axes[0].lines if line.get_marker() in {"o", "s"}]
    assert len({(mark.get_color(), mark.get_marker()) for mark in marks}) == 2
    assert len(figure.axes) == len(METRICS)


def test_the_title_is_the_question() -> None:
    figure = differences({"years 1-5": find(lived(), ["cull"], "ordinary")}, METRICS[:1], TITLES, WORDS)
    assert [text.get_text() for text in figure.texts] == list(WORDS)


def test_what_a_figure_shows_is_told_within_its_width_however_long() -> None:
    figure, long = Figure(figsize=(8.0, 4.0)), "A word " * 25
    question(figure, "Does it pay?", long)
    figure.savefig(io.BytesIO(), dpi=80)
    box = figure.texts[1].get_window_extent()
    assert 0.0 <= box.x0 < box.x1 <= figure.bbox.x1
    assert box.height > 1.5 * figure.texts[0].get_fontsize()


def test_payback_counts_the_worlds_that_end_behind() -> None:
    weekly = pd.DataFrame({str(seed): np.full(104, 1.0 if seed < 15 else -1.0) for seed in range(20)})
    figure = payback_figure({"cull": weekly}, TITLES, 1.0, WORDS)
    assert "behind in the end: 5 of 20 worlds" in figure.axes[0].get_title(loc="left")
    assert figure.axes[0].lines[0].get_ydata()[-1] == 104.0


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_same_data_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    for folder in ("one", "two"):
        figure = differences({"years 1-5": find(lived(), ["cull"], "ordinary")}, METRICS[:2], TITLES, WORDS)
        save(figure, tmp_path / folder, "figure")
    one, two = (tmp_path / folder / f"figure.{ending}" for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


# --- what sharing luck saves -----------------------------------------------------------------------------------------


def test_savings_against_known_variances() -> None:
    rng = np.random.default_rng(2)
    market, luck, other, own = rng.normal(size=(4, 4_000)) * np.array([[2.0], [3.0], [3.0], [0.5]])
    reference, treated, elsewhere = market + luck, market + luck + own, market + other
    independent = saved_against_independent(treated, reference)  # (13.25 + 13) / 0.25 = 105
    same_market = saved_against_same_market(treated, reference, elsewhere)  # (9 + 9) / 0.25 = 72
    assert independent.times == pytest.approx(105.0, rel=0.08)
    assert same_market.times == pytest.approx(72.0, rel=0.08)
    assert independent.interval[0] < 105.0 < independent.interval[1]


def test_years_without_a_difference_are_said_to_be_so() -> None:
    years = pd.concat(
        pd.DataFrame({"arm": arm, "seed": range(30), "year": year, "profit": values})
        for year in (1, 2)
        for arm, values in made_year(year).items()
    )
    saved = saved_by_year(years, "profit", ("ten", "five", "other"))
    assert saved["years"].tolist() == ["1", "2", "1-2"]
    assert np.isinf(saved["independent"]).tolist() == [True, False, False]
    (axes,) = luck_figure(saved, WORDS).axes
    assert [text.get_text() for text in axes.texts] == ["hardly any\ndifference\nyet"]
    assert [np.round(line.get_xdata()).tolist() for line in axes.lines] == [[1.0, 2.0], [1.0, 2.0]]


def made_year(year: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(year)
    five, step, other = rng.normal(size=(3, 30))
    return {"five": five, "ten": five + (year == 2) * 0.1 * step, "other": other}
