"""The study of all subsets of the seven factors, at toy size."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.design import read_plan
from experiments.doses import overlays
from experiments.studies import seven_factors
from experiments.studies.frame import Size, firm_years
from tests.experiments.studies.tiny import done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = tmp_path_factory.mktemp("results")
    done(seven_factors.STUDY, results)
    return results / "seven_factors" / "raw" / "preview"


def test_shares_add_up_to_the_whole_lift(folder: Path) -> None:
    found = pd.read_csv(folder / "shares.csv")
    for _, rows in found.groupby(["metric", "world"]):
        whole = rows["arm"] == seven_factors.LIFT
        assert rows.loc[~whole, "mean"].sum() == pytest.approx(rows.loc[whole, "mean"].item())
        assert set(rows["arm"]) == {*overlays(), seven_factors.LIFT}


def test_all_pairs_are_marked_as_exploratory(folder: Path) -> None:
    found = pd.read_csv(folder / "pairs.csv")
    assert len(found) == 3 * 21
    assert found["exploratory"].all()


def test_full_size_has_three_doses_at_home_and_one_elsewhere_within_the_budget() -> None:
    plans = seven_factors.plans(Size(), {})
    assert {name: len(plan.arms) for name, plan in plans.items()} == {"midmarket": 382} | dict.fromkeys(
        seven_factors.ELSEWHERE, 128
    )
    assert sum(firm_years(read_plan(plan)) for plan in plans.values()) <= seven_factors.STUDY.budget


def test_the_page_shows_its_figures(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    for name in ("who_earns_the_lift", "what_more_of_it_earns", "which_need_each_other"):
        assert f"({name}.png)" in page
        assert (folder / f"{name}.svg").is_file()
