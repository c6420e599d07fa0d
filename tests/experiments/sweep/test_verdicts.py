"""Verdicts on a sweep of several worlds: each world counts once, as the mean of its seeds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.sweep import verdicts


def test_in_several_worlds_each_is_the_mean_of_its_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = {"calm": 1.0, "usual": 2.0, "wild": 6.0}
    rows = [
        {"world": world, "arm": arm, "seed": seed, "error": None}
        | dict.fromkeys(verdicts.NAMES, 100.0 + 10.0 * seed + (lift if arm == "new" else 0.0))
        for world, lift in worlds.items()
        for arm in ("ordinary", "new")
        for seed in range(4)
    ]
    monkeypatch.setattr(verdicts, "runs_table", lambda *_: pd.DataFrame(rows))
    found = verdicts.against_reference(Path(), "ordinary")
    assert [finding.metric.name for finding in found] == verdicts.NAMES
    assert {(finding.difference.worlds, finding.difference.mean) for finding in found} == {(3, 3.0)}
    assert len(verdicts.against_reference(Path(), "ordinary", stopped=True)) == len(found)


def test_luck_that_worlds_share_is_not_averaged_away(monkeypatch: pytest.MonkeyPatch) -> None:
    # Every world has the effects -9, 1 and 11 in the seeds it shares: by their means alone, 1 would be certain.
    rows = [
        {"world": world, "arm": arm, "seed": seed, "error": None}
        | dict.fromkeys(verdicts.NAMES, 100.0 + (10.0 * seed - 9.0 if arm == "new" else 0.0))
        for world in ("calm", "usual", "wild")
        for arm in ("ordinary", "new")
        for seed in range(3)
    ]
    monkeypatch.setattr(verdicts, "runs_table", lambda *_: pd.DataFrame(rows))
    found = verdicts.of_metric(verdicts.against_reference(Path(), "ordinary"), "profit_money")[0]
    assert found.difference.mean == pytest.approx(1.0)
    assert found.difference.low < -9.0
    assert found.difference.high > 11.0
    assert found.verdict.word == "cannot tell yet"


def test_a_seed_that_failed_in_one_world_is_left_out_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
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
    monkeypatch.setattr(verdicts, "runs_table", lambda *_: pd.DataFrame(rows))
    found = verdicts.against_reference(Path(), "ordinary")[0]
    assert found.difference.mean == pytest.approx(1.0 + 0.1 * (0 + 1 + 3) / 3)
