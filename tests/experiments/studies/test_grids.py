"""Studies of arms in several worlds: their arithmetic by hand, and each of them at toy size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.metrics import Metric
from experiments.design import read_plan
from experiments.studies.frame import Size, firm_years
from experiments.studies.grid import Grid, beyond, contrasts, more_there, where
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


def test_the_sentence_puts_those_together_that_have_the_same_answer_and_leaves_nobody_out() -> None:
    lift = {("rich", "both"): 4.0, ("poor", "both"): 0.0, ("rich", "one"): 3.0, ("poor", "one"): 3.0}
    table = runs().assign(satisfaction=lambda t: 50.0 + t["seed"])
    table["satisfaction"] += [lift.get(key, 0.0) for key in zip(table["world"], table["arm"], strict=True)]
    titles = {"none": "nothing", "two": "words", "both": "both of them", "one": "the first"}
    grid = Grid(titles, {"rich": "rich", "poor": "poor"}, [POINTS], among="in {} countries")
    assert grid.sentence(grid.found(table), POINTS) == (
        "Satisfaction against *nothing*, in 2 countries. Higher everywhere: *the first*. "
        "Higher in *rich*, practically equal elsewhere: *both of them*. Practically equal everywhere: *words*."
    )
    alone = Grid(titles, {"rich": "rich"}, [POINTS])
    assert alone.sentence(alone.found(table[table["world"] == "rich"]), POINTS, what="All") == (
        "All. Higher: *both of them* and *the first*. Practically equal: *words*."
    )


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["worse", "worse"], "lower everywhere"),
        (["cannot tell yet"] * 3, "cannot tell yet anywhere"),
        (["lower", "cannot tell yet", "higher"], "higher in *2*, lower in *0*, cannot tell yet elsewhere"),
        (["better"] * 2 + ["practically equal"] * 4, "higher in 2 of 6, practically equal elsewhere"),
    ],
)
def test_where_says_which_worlds_if_they_are_few_and_how_many_if_not(verdicts: list[str], words: str) -> None:
    assert where({str(place): verdict for place, verdict in enumerate(verdicts)}) == words


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
