"""The recovery study: what its table says of ranks and intervals, and that true firms go through their own export."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.figures.recovery import TALLEST
from experiments.studies import calibration as study
from experiments.studies.frame import Size
from tests.experiments.studies.tiny import FIRM, done


def recovery(ranks: np.ndarray, narrowed: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "firm": range(len(ranks)),
            "parameter": "selling.win_per_week",
            "rank": ranks,
            "held": (ranks >= 0.05) & (ranks <= 0.95),
            "narrowed": narrowed,
            "learned": narrowed <= 0.6,
        }
    )


def test_even_ranks_are_flat_and_held_as_often_as_they_should() -> None:
    row = study.summary(recovery((np.arange(40) + 0.5) / 40, narrowed=0.5)).iloc[0]
    assert row["held"] == pytest.approx(0.9)
    assert [row[f"ranks_{place}"] for place in range(1, 6)] == [8] * 5
    assert row["calibrated"]
    assert row["flat"]
    assert row["learned"]


def test_intervals_that_are_too_narrow_or_off_are_found_out() -> None:
    narrow = study.summary(recovery(np.tile([0.01, 0.99], 20), narrowed=0.3)).iloc[0]
    assert not narrow["calibrated"]
    assert not narrow["flat"]
    off = study.summary(recovery(np.linspace(0.5, 0.94, 40), narrowed=0.9)).iloc[0]
    assert not off["flat"]
    assert not off["learned"]


def test_the_page_says_how_often_and_what_was_learned() -> None:
    page = study.told(recovery((np.arange(40) + 0.5) / 40, narrowed=0.5))
    assert "for 1 of 1 parameters" in page.sentences[0]
    assert page.sentences[1] == "All 40 intervals together held it in 90%; 90 % are meant."
    assert "selling.win_per_week" in page.sentences[3]
    assert "| `selling.win_per_week` | 90% |" in page.sections["By parameter"]


@pytest.mark.parametrize(("narrowed", "shape"), [(0.5, "o"), (0.9, "s")])
def test_the_figure_shows_coverage_flat_ranks_and_whether_something_was_learned(narrowed: float, shape: str) -> None:
    figure = study.told(recovery((np.arange(40) + 0.5) / 40, narrowed)).figures["found_again"]
    coverage, ranks, width = figure.axes
    assert [mark.get_xdata()[0] for mark in coverage.lines if mark.get_marker() == "o"] == [pytest.approx(90.0)]
    assert [bar.get_height() for bar in ranks.patches] == [pytest.approx(-TALLEST / 2.0)] * study.BINS
    assert [(mark.get_xdata()[0], mark.get_marker()) for mark in width.lines] == [
        (pytest.approx(100 * narrowed), shape)
    ]


@pytest.mark.long
def test_true_firms_are_found_again_at_toy_size(tmp_path: Path) -> None:
    """A few firms of eight people: no interval may be of another scale than the truth."""
    page = done(study.STUDY, tmp_path, Size(quick=True, firm=FIRM))
    found = pd.read_csv(tmp_path / "calibration" / "raw" / "preview" / "recovery.csv")
    assert len(found) == study.PREVIEW_FIRMS * 9
    assert found["held"].mean() > 0.7
    assert found["rank"].between(0.0, 1.0).all()
    assert "> **Preview.**" in page
