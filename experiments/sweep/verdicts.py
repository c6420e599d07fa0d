"""Verdicts on a swept study: every arm against its reference, or a researcher's model against the model as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.analysis.metrics import METRICS
from experiments.analysis.verdict import Finding, find
from experiments.sweep.query import runs_table
from experiments.sweep.stopping import as_stopped

NAMES = [metric.name for metric in METRICS]
COLUMNS = "world, arm, seed, error, " + ", ".join(NAMES)


def against_reference(folder: Path, reference: str, *, stopped: bool = False) -> list[Finding]:
    """Every metric of every arm against the reference arm, in the worlds and seeds that all lived through.

    `stopped` says that precision decided how many seeds there are: then the interval is that for a stop.
    """
    table = _paired(runs_table(folder, COLUMNS))
    arms = [arm for arm in table["arm"].unique() if arm != reference]
    findings = find(table, arms, reference) if _enough(table) else []
    return [as_stopped(table, found) for found in findings] if stopped else findings


def against_plain(own: Path, plain: Path, model: str) -> list[Finding]:
    """Every metric of every arm under a researcher's model against the same arm in the model as it is."""
    ours, theirs = runs_table(own, COLUMNS), runs_table(plain, COLUMNS)
    findings: list[Finding] = []
    for arm in ours["arm"].unique():
        renamed = ours[ours["arm"] == arm].assign(arm=f"{arm}, {model}")
        table = _paired(pd.concat([renamed, theirs[theirs["arm"] == arm]], ignore_index=True))
        findings += find(table, [f"{arm}, {model}"], arm) if _enough(table) else []
    return findings


def _paired(table: pd.DataFrame) -> pd.DataFrame:
    """One row an arm and world to pair by. In one world that is a seed; several worlds are each the mean of its seeds.

    What failed in one arm is left out of all.
    """
    run = table.groupby(["world", "arm", "seed"], as_index=False, sort=False)
    means = run[NAMES].mean()
    means["failed"] = run["error"].count()["error"] > 0
    bad = means.groupby(["world", "seed"])["failed"].transform("any") | means[NAMES].isna().any(axis=1)
    whole = means[~bad.groupby([means["world"], means["seed"]]).transform("any")]
    shared = whole.groupby(["world", "seed"])["arm"].transform("nunique") == means["arm"].nunique()
    sound = whole[shared]
    if sound["world"].nunique() < 2:
        return sound
    return _by_world(sound)


def _by_world(runs: pd.DataFrame) -> pd.DataFrame:
    means = runs.groupby(["world", "arm"], as_index=False, sort=False)[NAMES].mean()
    return means.assign(seed=means["world"].factorize()[0]).drop(columns="world")


def _enough(table: pd.DataFrame) -> bool:
    """An interval needs two worlds."""
    return len(set(table["seed"])) > 1


def of_metric(findings: Sequence[Finding], metric: str) -> list[Finding]:
    """The findings on one metric."""
    return [found for found in findings if found.metric.name == metric]
