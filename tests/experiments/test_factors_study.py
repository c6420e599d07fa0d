"""The study of the factors at toy size: all of its files, resumed without a run, and every number paired."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments import worlds
from experiments.doses import SIZES, TOGETHER, overlays
from experiments.store import StoreError
from experiments.studies import factors
from simulation.layers import shipped

SEEDS = range(3)
FIGURES = ("everywhere", "does_it_last", "doses", "behaviour")
TABLES = ("earnings", "behaviour", "claims", "levers", "prices")
SIZE = """
format = 1
base = "{base}"
title = "A toy of {base}"

[organization]
teams = 2
reps_per_team = 4

[calendar]
burn_in_years = 2
"""


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Two tiny scenarios as files."""
    folder = tmp_path_factory.mktemp("scenarios")
    for base in ("midmarket", "stable"):
        (folder / f"tiny_{base}.toml").write_text(SIZE.format(base=base))
    return tuple(map(str, sorted(folder.glob("*.toml"))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, toys: tuple[str, ...]) -> Path:
    """The study, done once."""
    path = tmp_path_factory.mktemp("results") / "factors"
    factors.study(path, SEEDS, "the command", scenarios=toys)
    return path


def test_files_of_the_study(folder: Path) -> None:
    figures = {f"{name}.{ending}" for name in FIGURES for ending in ("png", "svg")}
    others = {"README.md", "manifest.json", "raw", "scenarios"}
    assert {path.name for path in folder.iterdir()} == figures | {f"{name}.csv" for name in TABLES} | others
    assert {path.name for path in (folder / "scenarios").iterdir()} == {"tiny_midmarket.md", "tiny_stable.md"}


def test_every_dose_of_every_overlay_is_held_against_the_firm_as_it_is_in_every_scenario(folder: Path) -> None:
    found = pd.read_csv(folder / "earnings.csv")
    assert set(found["against"]) == {"as_it_is"}
    assert set(found["worlds"]) == {len(SEEDS)}
    early = found[found["window"] == "years 1-5"]
    arms = {(factor, dose) for factor in overlays() for dose in SIZES} | {(TOGETHER, "full")}
    for _, rows in early.groupby("scenario"):
        assert set(zip(rows["factor"], rows["dose"], strict=True)) == arms
        assert len(rows) == 5 * len(arms)


def test_full_doses_at_home_are_followed_into_the_steady_state(folder: Path) -> None:
    found = pd.read_csv(folder / "earnings.csv")
    late = found[found["window"] == "years 8-12"]
    assert set(late["scenario"]) == {"tiny_midmarket"}
    assert set(late["dose"]) == {"full"}
    assert set(late["factor"]) == {*overlays(), TOGETHER}


def test_every_effect_on_behaviour_is_marked(folder: Path) -> None:
    found = pd.read_csv(folder / "behaviour.csv")
    assert set(found["mark"]) == {"assumed", "emerged"}
    assert found.loc[found["mark"] == "assumed", "through"].notna().all()
    assert set(found["metric"]) == {metric.name for metric in factors.read_effects(factors.CHANNELS).metrics}


def test_the_page_has_the_answer_the_warnings_the_figures_and_the_command(folder: Path) -> None:
    page = (folder / "README.md").read_text()
    assert page.startswith(f"# {factors.QUESTION}\n\nEarning more everywhere: ")
    assert "**Halo.**" in page
    assert "| Habit | 0.2 hours | 0.5 hours (assumed) | 1 hours |" in page
    assert "One command: `the command`." in page
    assert "Seeds 0 to 2, code " in page
    for name in FIGURES:
        assert f"({name}.png)" in page
    for factor in overlays():
        assert f"| {factor} | `" in page


def test_a_second_run_computes_nothing_and_changes_no_table(
    folder: Path, toys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("computed again")

    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".csv", ".png", ".svg"}}
    for name in ("burn_in", "run", "run_many"):
        monkeypatch.setattr(worlds, name, never)
    factors.study(folder, SEEDS, "the command", scenarios=toys)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".csv", ".png", ".svg"}}
    assert after == before


def test_worlds_in_batches_are_the_same_worlds(
    folder: Path, toys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factors, "BATCH", 2)
    monkeypatch.setattr(factors, "draw", lambda *_: None)
    factors.study(tmp_path, SEEDS, "the command", scenarios=toys)
    for name in TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (folder / f"{name}.csv").read_bytes()


def test_results_of_a_changed_model_are_refused(folder: Path, toys: tuple[str, ...], tmp_path: Path) -> None:
    stale = (folder / "manifest.json").read_text().replace('"code": "', '"code": "0123')
    (tmp_path / "manifest.json").write_text(stale)
    with pytest.raises(StoreError, match="--fresh"):
        factors.study(tmp_path, SEEDS, "the command", scenarios=toys)


def test_every_shipped_scenario_but_the_laboratories_is_studied() -> None:
    laboratories = {"spine", "selection_engine"}
    assert set(factors.SCENARIOS) == set(shipped("scenario")) - laboratories
    assert factors.SCENARIOS[0] == "midmarket"
