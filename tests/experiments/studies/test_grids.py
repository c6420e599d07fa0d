"""Studies of arms in several worlds: their arithmetic by hand, and each of them at toy size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.metrics import Metric
from experiments.design import read_plan
from experiments.studies.frame import Size, firm_years
from experiments.studies.grid import Grid, beyond, contrasts, more_there
from tests.experiments.studies.tiny import done, inquiry

GRIDS = ("accountability", "coopetition", "enemy", "leadership")
POINTS = Metric("satisfaction", "Satisfaction", "points of 100", margin=1.0)


def runs() -> pd.DataFrame:
    """Both arms bring 2 each, together 10 in the world `rich` and 4 in `poor`; the luck of a seed is everywhere."""
    brings = {"none": 0.0, "one": 2.0, "two": 2.0, "both": 4.0}
    rows = [
        (world, arm, seed, 50.0 + seed * seed + brings[arm] + (6.0 if (world, arm) == ("rich", "both") else 0.0))
        for world in ("rich", "poor")
        for arm in brings
        for seed in range(5)
    ]
    return pd.DataFrame(rows, columns=["world", "arm", "seed", "satisfaction"])


def test_contrasts_by_hand() -> None:
    named = {
        "rich": beyond("rich", "one", "two", "both", "none"),
        "poor": beyond("poor", "one", "two", "both", "none"),
        "more": more_there("rich", "poor", "both", "none"),
    }
    found = contrasts(runs(), POINTS, named).set_index("contrast")
    assert list(found["mean"]) == pytest.approx([6.0, 0.0, 6.0])
    assert list(found["verdict"]) == ["better", "practically equal", "better"]


def test_the_sentence_names_what_differs_and_counts_the_rest() -> None:
    table = runs().assign(profit_money=lambda t: t["satisfaction"])
    quiet = table[table["arm"] == "none"].assign(arm="quiet")
    grid = Grid(
        {"none": "nothing", "both": "both of them", "quiet": "words"}, {"rich": "rich", "poor": "poor"}, [POINTS]
    )
    found = grid.found(pd.concat([table, quiet]))
    assert grid.sentence(found, POINTS) == (
        "Satisfaction against nothing, in 2 worlds: both of them is better in 2; "
        "1 other(s) differ nowhere so that it can be told."
    )


@pytest.mark.parametrize("name", GRIDS)
def test_a_study_gives_all_its_files_and_leads_with_its_answer(name: str, tmp_path: Path) -> None:
    study = inquiry(name)
    page = done(study, tmp_path)
    folder = tmp_path / name / "raw" / "preview"
    assert page.startswith(f"# {study.question}\n\n> **Preview.**")
    assert "Profit against " in page
    for table in folder.glob("*.csv"):
        numbers = pd.read_csv(table)
        assert np.isfinite(numbers[["mean", "low", "high"]].to_numpy(float)).all()
        assert (numbers["low"] <= numbers["mean"]).all()
        assert (numbers["mean"] <= numbers["high"]).all()
    pictures = sorted(folder.glob("*.png"))
    assert pictures
    assert all(f"({picture.name})" in page and picture.with_suffix(".svg").is_file() for picture in pictures)


@pytest.mark.parametrize("name", GRIDS)
def test_a_study_keeps_to_its_budget(name: str) -> None:
    study = inquiry(name)
    plans = study.stages[0](Size(), {})
    assert sum(firm_years(read_plan(plan)) for plan in plans.values()) <= study.budget
