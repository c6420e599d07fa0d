"""Verdicts on a sweep of several worlds: each world counts once, as the mean of its seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.machine import probe
from experiments.parts import CELLS, Parts
from experiments.store import Manifest, open_study
from experiments.sweep import tables, verdicts
from experiments.sweep.tables import by_seed, counts


def written(folder: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """A swept study of made-up runs, in two parts of which the later ones come first."""
    runs = pd.DataFrame(rows).astype({"error": "string"})
    places = runs.groupby(["world", "arm"], sort=False).ngroup()
    cells = runs[["world", "arm"]].drop_duplicates().reset_index(drop=True)
    cells = cells.assign(number=cells.index, cell=[f"{number:016}" for number in cells.index], policies="")
    study = open_study(folder, Manifest("made_up", "Does it?", "salesorg sweep", {}, {"first": 0, "count": 1}))
    parts = Parts(folder, study.manifest.code, (probe(),))
    parts.write_cells(cells)
    told = runs.assign(cell=[cells["cell"][place] for place in places]).drop(columns=["world", "arm"])
    for key, part in (("b" * 12, told[: len(told) // 3]), ("a" * 12, told[len(told) // 3 :])):
        parts.write(key, part, probe())


def test_runs_are_told_by_world_seed_and_arm_as_means_over_years_without_the_failed(tmp_path: Path) -> None:
    rows = [
        {
            "world": world,
            "arm": arm,
            "seed": seed,
            "year": year,
            "error": None,
            "profit_money": 10.0 * seed + lift + year,
        }
        for world, arm, lift in (("wild", "new", 5.0), ("wild", "old", 0.0), ("calm", "new", 7.0), ("calm", "old", 1.0))
        for seed in (3, 4)
        for year in (1, 2)
        if (world, arm, seed) not in {("calm", "new", 4), ("calm", "old", 3)}
    ]
    rows.append({"world": "calm", "arm": "new", "seed": 4, "year": 0, "error": "broke", "profit_money": np.nan})
    written(tmp_path, rows)
    found = dict(by_seed(tmp_path, ["profit_money"]))["profit_money"]
    assert found.index.tolist() == [("wild", 3), ("wild", 4), ("calm", 3), ("calm", 4)]
    assert found.columns.tolist() == ["new", "old"]
    expected = [[36.5, 31.5], [46.5, 41.5], [38.5, np.nan], [np.nan, 42.5]]
    assert np.array_equal(found.to_numpy(), expected, equal_nan=True)


def test_a_run_stands_for_every_cell_with_its_key(tmp_path: Path) -> None:
    rows = [{"world": "calm", "arm": arm, "seed": seed, "error": None, "profit_money": 10.0 * seed + (arm == "new")}
            for arm in ("ordinary", "new") for seed in range(3)]  # fmt: skip
    written(tmp_path, rows)
    cells = pd.read_parquet(tmp_path / "raw" / CELLS)
    twin = cells[cells["arm"] == "new"].assign(arm="twin", number=2)
    Parts(tmp_path, "code", (probe(),)).write_cells(pd.concat([cells, twin]))
    found = dict(by_seed(tmp_path, ["profit_money"]))["profit_money"]
    assert found["twin"].equals(found["new"].rename("twin"))
    assert not found["new"].equals(found["ordinary"])
    assert counts(tmp_path) == (9, 0)


def test_large_tables_are_made_one_at_a_time_and_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.random.default_rng(3).normal(100.0, 5.0, (16, len(verdicts.NAMES)))
    places = [(world, arm, seed) for world in ("calm", "wild") for arm in ("ordinary", "new") for seed in range(4)]
    rows = [
        {"world": world, "arm": arm, "seed": seed, "error": None} | dict(zip(verdicts.NAMES, values, strict=True))
        for (world, arm, seed), values in zip(places, numbers.tolist(), strict=True)
    ]
    written(tmp_path, rows)
    at_once = verdicts.against_reference(tmp_path, "ordinary")
    monkeypatch.setattr(tables, "MOST_VALUES", 1)
    asked: list[list[str]] = []
    means = tables._means

    def watched(*given: Any) -> Any:
        asked.append(given[-1])
        return means(*given)

    monkeypatch.setattr(tables, "_means", watched)
    assert verdicts.against_reference(tmp_path, "ordinary") == at_once
    assert asked == 2 * [[name] for name in verdicts.NAMES]


def test_in_several_worlds_each_is_the_mean_of_its_seeds(tmp_path: Path) -> None:
    worlds = {"calm": 1.0, "usual": 2.0, "wild": 6.0}
    rows = [
        {"world": world, "arm": arm, "seed": seed, "error": None}
        | dict.fromkeys(verdicts.NAMES, 100.0 + 10.0 * seed + (lift if arm == "new" else 0.0))
        for world, lift in worlds.items()
        for arm in ("ordinary", "new")
        for seed in range(4)
    ]
    written(tmp_path, rows)
    found = verdicts.against_reference(tmp_path, "ordinary")
    assert [finding.metric.name for finding in found] == verdicts.NAMES
    assert {(finding.difference.worlds, finding.difference.mean) for finding in found} == {(3, 3.0)}
    assert len(verdicts.against_reference(tmp_path, "ordinary", stopped=True)) == len(found)


def test_luck_that_worlds_share_is_not_averaged_away(tmp_path: Path) -> None:
    # Every world has the effects -9, 1 and 11 in the seeds it shares: by their means alone, 1 would be certain.
    rows = [
        {"world": world, "arm": arm, "seed": seed, "error": None}
        | dict.fromkeys(verdicts.NAMES, 100.0 + (10.0 * seed - 9.0 if arm == "new" else 0.0))
        for world in ("calm", "usual", "wild")
        for arm in ("ordinary", "new")
        for seed in range(3)
    ]
    written(tmp_path, rows)
    found = verdicts.of_metric(verdicts.against_reference(tmp_path, "ordinary"), "profit_money")[0]
    assert found.difference.mean == pytest.approx(1.0)
    assert found.difference.low < -9.0
    assert found.difference.high > 11.0
    assert found.verdict.word == "cannot tell yet"


def test_a_seed_that_failed_in_one_world_is_left_out_of_all(tmp_path: Path) -> None:
    rows = [
        {
            "world": world,
            "arm": arm,
            "seed": seed,
            "error": "broke" if (world, arm, seed) == ("calm", "new", 2) else None,
        }
        | dict.fromkeys(verdicts.NAMES, 100.0 + seed + (1.0 + 0.1 * seed if arm == "new" else 0.0))
        for world in ("calm", "usual")
        for arm in ("ordinary", "new")
        for seed in range(4)
    ]
    written(tmp_path, rows)
    found = verdicts.against_reference(tmp_path, "ordinary")[0]
    assert found.difference.mean == pytest.approx(1.0 + 0.1 * (0 + 1 + 3) / 3)
