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
