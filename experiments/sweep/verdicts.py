"""Verdicts on a swept study: every arm against its reference, or a researcher's model against the model as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from experiments.analysis.metrics import METRICS
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import Finding, find, judge
from experiments.sweep.query import runs_table
from experiments.sweep.stopping import as_stopped

NAMES = [metric.name for metric in METRICS]
COLUMNS = "world, arm, seed, error, " + ", ".join(NAMES)


def against_reference(folder: Path, reference: str, *, stopped: bool = False) -> list[Finding]:
    """Every metric of every arm against the reference arm, in the worlds and seeds that all lived through.

    `stopped` says that precision decided how many seeds there are: then the interval is that for a stop.
    """
    return _findings(_sound(runs_table(folder, COLUMNS)), reference, stopped=stopped)


def against_plain(own: Path, plain: Path, model: str) -> list[Finding]:
    """Every metric of every arm under a researcher's model against the same arm in the model as it is."""
    ours, theirs = runs_table(own, COLUMNS), runs_table(plain, COLUMNS)
    findings: list[Finding] = []
    for arm in ours["arm"].unique():
        renamed = ours[ours["arm"] == arm].assign(arm=f"{arm}, {model}")
        findings += _findings(_sound(pd.concat([renamed, theirs[theirs["arm"] == arm]], ignore_index=True)), arm)
    return findings


def _findings(runs: pd.DataFrame, reference: str, *, stopped: bool = False) -> list[Finding]:
    """In one world its seeds are paired; several worlds, each the mean of its seeds, are judged by both layers."""
    several = len(set(runs["world"])) > 1
    table = _by_world(runs) if several else runs.drop(columns="world")
    if table["seed"].nunique() < 2:  # an interval needs as many
        return []
    findings = find(table, [arm for arm in table["arm"].unique() if arm != reference], reference)
    if several:
        return [_over_worlds(runs, found) for found in findings]
    return [as_stopped(table, found) for found in findings] if stopped else findings


def _over_worlds(runs: pd.DataFrame, finding: Finding) -> Finding:
    """The finding with the interval that worlds and seeds make together, and the verdict that follows."""
    wide = runs.pivot_table(index=["world", "seed"], columns="arm", values=finding.metric.name)
    difference = (wide[finding.difference.arm] - wide[finding.difference.against]).to_frame()
    row = means(difference).iloc[0]
    layered = replace(finding.difference, low=float(row["low"]), high=float(row["high"]))
    return replace(finding, difference=layered, verdict=judge(layered, finding.metric))


def _sound(table: pd.DataFrame) -> pd.DataFrame:
    """One row an arm, world and seed that every arm lived through. Worlds that share seeds keep those all have."""
    run = table.groupby(["world", "arm", "seed"], as_index=False, sort=False)
    values = run[NAMES].mean()
    values["failed"] = run["error"].count()["error"] > 0
    bad = values["failed"] | values[NAMES].isna().any(axis=1)
    whole = values[~bad.groupby([values["world"], values["seed"]]).transform("any")]
    shared = whole.groupby(["world", "seed"])["arm"].transform("nunique") == values["arm"].nunique()
    sound = whole[shared]
    worlds = sound.groupby("seed")["world"].transform("nunique")
    return sound[worlds == sound["world"].nunique()] if (worlds > 1).any() else sound


def _by_world(runs: pd.DataFrame) -> pd.DataFrame:
    world_means = runs.groupby(["world", "arm"], as_index=False, sort=False)[NAMES].mean()
    return world_means.assign(seed=world_means["world"].factorize()[0]).drop(columns="world")


def of_metric(findings: Sequence[Finding], metric: str) -> list[Finding]:
    """The findings on one metric."""
    return [found for found in findings if found.metric.name == metric]
