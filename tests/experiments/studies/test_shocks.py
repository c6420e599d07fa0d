"""The study of shocks: the same firm with and without one, kept in the store, at toy size."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.studies import shocks
from experiments.studies.frame import Size
from tests.experiments.studies.tiny import FIRM, TINY, done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shocks, "PREVIEW", 2)
        done(shocks.STUDY, results)
    return results / "shocks" / "raw" / "preview"


def test_every_shock_of_every_habit_is_told(folder: Path) -> None:
    found = pd.read_csv(folder / "shocks.csv")
    assert len(found) == len(shocks.SHOCKS) * len(shocks.titles())
    assert (found["lost_low"] <= found["lost_high"]).all()
    page = (folder / "README.md").read_text("utf-8")
    assert ") by a slump, made good " in page
    assert "Seeds 0 to " in page


def test_no_week_before_the_shock_is_looked_at_and_the_shock_strikes(folder: Path) -> None:
    part = min((folder / "raw").glob("weekly-*"))
    weekly = pd.read_parquet(part)
    assert set(weekly["week"]) == set(range(52 * shocks.AFTER))
    wide = weekly.pivot_table(index=["seed", "week"], columns="shock", values="revenue")
    assert all((wide[shock] != wide[shocks.NOTHING]).any() for shock in shocks.SHOCKS)


def test_the_second_time_nothing_is_lived(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shocks, "PREVIEW", 2)
    monkeypatch.setattr(shocks, "run", None)
    done(shocks.STUDY, folder.parents[2])


def test_the_budget_is_kept_at_full_size() -> None:
    lived = len(shocks.arms()) * (1 + len(shocks.SHOCKS)) * (shocks.BEFORE + shocks.AFTER)
    assert Size().of(shocks.SEEDS, shocks.PREVIEW) * (lived + 20) <= shocks.STUDY.budget
    assert FIRM.items() <= TINY.firm.items()
