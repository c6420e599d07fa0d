"""The culling study at toy size: all of its files, resumed without a run, and refused when the model has changed."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from experiments import worlds
from experiments.store import StoreError
from experiments.studies import culling

SEEDS = range(3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study, done once."""
    path = tmp_path_factory.mktemp("results") / "culling"
    culling.study(path, SEEDS, "the command")
    return path


def test_arms_are_those_of_the_question(folder: Path) -> None:
    found = pd.read_csv(folder / "differences.csv")
    doses = [f"{policy}={dose}%" for policy in culling.DISMISSALS for dose in (5, 10, 20)]
    assert list(found["arm"].unique()) == ["nobody_dismissed", culling.INSTEAD, *doses]
    assert set(found["against"]) == {"ordinary"}
    assert list(found["window"].unique()) == ["years 1-5", "years 8-12"]
    assert found["metric"].nunique() == 5
    assert len(found) == 11 * 2 * 5


def test_what_ranking_does_to_colleagues_is_taken_away_in_every_arm(folder: Path) -> None:
    found, usual = pd.read_csv(folder / "without_harm.csv"), pd.read_csv(folder / "differences.csv")
    assert list(found["arm"].unique()) == list(culling.DOUBTED)
    key = ["window", "metric", "arm"]
    beside = found.merge(usual, on=key, suffixes=("", "_usual"))
    assert len(beside) == len(found) == 4 * 2 * 5
    assert (beside["reference_mean"] != beside["reference_mean_usual"]).all()
    assert "## Without harm between colleagues" in (folder / "README.md").read_text()


def test_files_of_the_study(folder: Path) -> None:
    figures = {f"{name}.{ending}" for name in FIGURES for ending in ("png", "svg")}
    tables = {"differences.csv", "without_harm.csv", "payback.csv", "luck.csv"}
    assert {path.name for path in folder.iterdir()} == figures | tables | {"README.md", "manifest.json", "raw"}


FIGURES = ("does_it_pay", "what_else", "when_does_it_pay", "shared_luck")


def test_the_page_leads_with_the_answer_and_names_the_command(folder: Path) -> None:
    page = (folder / "README.md").read_text()
    assert page.startswith(f"# {culling.QUESTION}\n\nOver years 1-5, culling 10 % earns ")
    assert "One command: `the command`." in page
    assert "Seeds 0 to 2, code " in page
    for name in FIGURES:
        assert f"({name}.png)" in page


def test_payback_and_luck_are_reported(folder: Path) -> None:
    assert pd.read_csv(folder / "payback.csv")["arm"].nunique() == 11
    luck = pd.read_csv(folder / "luck.csv")
    assert luck["years"].astype(str).tolist()[:14] == [*map(str, range(1, 13)), "1-5", "1-12"]
    assert (luck["independent"][luck["years"].astype(str).isin(["1", "2"])] > 1.0).all()


def test_other_luck_has_the_same_market_and_other_people(folder: Path) -> None:
    (part,) = (folder / "raw").glob("other_luck-*.parquet")
    other = pd.read_parquet(part)
    (same,) = (folder / "raw").glob(part.name.replace("other_luck", "years"))
    own = pd.read_parquet(same)
    assert (other["seed"] == own["seed"]).all()
    assert (other["demand"] == own["demand"]).all()
    assert (other["revenue_money"] != own["revenue_money"]).all()


def test_a_second_run_computes_nothing_and_changes_no_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("computed again")

    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".csv", ".png", ".svg"}}
    for name in ("burn_in", "run", "run_many"):
        monkeypatch.setattr(worlds, name, never)
    culling.study(folder, SEEDS, "the command")
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".csv", ".png", ".svg"}}
    assert after == before


def test_a_lost_part_is_lived_again_to_the_same_bytes(folder: Path) -> None:
    part = min((folder / "raw").glob("years-*.parquet"))
    before = part.read_bytes()
    part.unlink()
    culling.study(folder, SEEDS, "the command")
    assert part.read_bytes() == before


def test_results_of_a_changed_model_are_refused_until_started_afresh(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(re.sub(r'"code": "\w+"', '"code": "0123"', manifest.read_text()))
    with pytest.raises(StoreError, match="--fresh"):
        culling.study(folder, SEEDS, "the command")
    culling.study(folder, SEEDS, "the command", fresh=True)
    assert '"code": "0123"' not in manifest.read_text()
