"""Searches among mixes that do nothing: what they show is luck, and the study says that it is gone on fresh luck."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.verdict import BETTER
from experiments.optimise.live import OUTCOMES
from experiments.store import read_manifest
from experiments.studies import findings, rescoring
from experiments.studies.frame import Crew, Size, perform
from simulation import load_scenario

pytest.importorskip("optuna", reason='the search needs its extra: pip install "salesorg[search]"')


def lived_by_luck(_scenarios, seeds, *, years: int, states, market_seeds, workers=None) -> pd.DataFrame:
    """Lives that differ by nothing but personal luck; asked for as the engine is."""
    assert len(states) == len(seeds) == len(market_seeds)
    luck = np.array([np.random.default_rng(seed).normal() for seed in seeds])
    frame = pd.DataFrame({name: np.full(len(seeds), 50.0) for name in (*OUTCOMES, "cost_money", "overflows")})
    return frame.assign(seed=list(seeds), profit_money=1_000.0 + 100.0 * luck)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the study, at the size of a preview."""
    monkeypatch.setattr(rescoring, "run_many", lived_by_luck)
    monkeypatch.setattr(rescoring, "burn_in", lambda _, seeds, workers: list(seeds))
    perform(rescoring.STUDY, tmp_path, Size(quick=True))
    return tmp_path / "calibration" / "rescoring" / "raw" / "preview"


def test_luck_looks_good_in_the_search_and_is_gone_when_it_is_lived_again(made: Path) -> None:
    found = pd.read_csv(made / "rescoring.csv")
    best = found[found["favourite"]]
    assert len(best) == found["search"].nunique() == rescoring.PREVIEW_SEARCHES
    assert (best["search_mean"] > 30.0).all()
    assert (best["luck"] > 20.0).all()
    assert (best["mean"].abs() < 40.0).all()
    assert not (found["verdict"] == BETTER).any()
    (summary,) = pd.read_csv(made / "summary.csv").to_dict("records")
    assert summary["before"] > 0.03 > abs(summary["after"])
    assert summary["better_after"] == 0
    text = (made / "README.md").read_text("utf-8")
    assert "among mixes that do nothing" in text
    assert text.count("**best**") == len(best)


def test_every_mix_has_luck_of_its_own_and_the_reference_that_of_the_seed(made: Path) -> None:
    space = rescoring.placebos()
    numbers = [rescoring.Placebos(None, None).number(mix) for mix in space.every()]  # type: ignore[arg-type]
    assert len(set(numbers)) == space.size == 625
    assert numbers[0] == 0
    assert all(not step.values for one in space.ingredients for step in one.steps)


def test_what_stands_out_nowhere_is_no_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def alike(scenarios, seeds, **kinds) -> pd.DataFrame:
        return lived_by_luck(scenarios, seeds, **kinds).assign(profit_money=1_000.0)

    monkeypatch.setattr(rescoring, "run_many", alike)
    monkeypatch.setattr(rescoring, "burn_in", lambda _, seeds, workers: list(seeds))
    ensemble = rescoring.uncalibrated(load_scenario(), "midmarket", 4, 0)
    study = rescoring.Study(tmp_path, rescoring.STUDY)  # type: ignore[arg-type]
    monkeypatch.setattr(rescoring.Study, "part", lambda _self, _name, _key, make: make())
    found, lives, settled = rescoring._searched(ensemble, 0, Size(quick=True), Crew(), study)
    assert found.empty
    assert (lives, settled) == (13 * 4, 4)


def test_a_study_below_another_is_told_with_the_others(made: Path) -> None:
    folder = made.parents[1]
    for name in ("README.md", "manifest.json"):
        (folder / name).write_bytes((made / name).read_bytes())
    assert read_manifest(folder) is not None
    assert [one.name for one in findings.told(folder.parents[1])] == ["calibration/rescoring"]


def test_where_no_search_finds_anything_the_page_says_so() -> None:
    assert rescoring.told(pd.DataFrame()).sentences == ["In no search did anything stand out: nothing was judged."]
