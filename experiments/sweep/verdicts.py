"""Verdicts on a swept study: every arm against its reference, or a researcher's model against the model as it is.

Runs come as tables, one a metric, with a row a world and seed and a column an arm (`tables.by_seed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.analysis.metrics import METRICS, Metric
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import Finding, find, judge
from experiments.sweep.stopping import as_stopped
from experiments.sweep.tables import by_seed

NAMES = [metric.name for metric in METRICS]
Tables: TypeAlias = Callable[[], Iterable[tuple[str, pd.DataFrame]]]
"""Every metric's name with its table. Asked twice: held all at once, the tables of a million runs take much memory."""


def against_reference(folder: Path, reference: str, *, stopped: bool = False) -> list[Finding]:
    """Every metric of every arm against the reference arm, in the worlds and seeds that all lived through.

    `stopped` says that precision decided how many seeds there are: then the interval is that for a stop.
    """
    return _findings(partial(by_seed, folder, NAMES), reference, stopped=stopped)


def against_plain(own: Path, plain: Path, model: str) -> list[Finding]:
    """Every metric of every arm under a researcher's model against the same arm in the model as it is."""
    ours, theirs = dict(by_seed(own, NAMES)), dict(by_seed(plain, NAMES))
    findings: list[Finding] = []
    for arm in ours[NAMES[0]].columns:
        both = {name: pd.DataFrame({f"{arm}, {model}": ours[name][arm], arm: theirs[name][arm]}) for name in NAMES}
        findings += _findings(both.items, arm)
    return findings


def _findings(tables: Tables, reference: str, *, stopped: bool = False) -> list[Finding]:
    """Findings in the order of arms, then metrics: none where an interval has too few worlds and seeds."""
    sound = _sound([table.notna().all(axis=1) for _, table in tables()])
    metrics = {metric.name: metric for metric in METRICS}
    kept = slice(None) if sound.all() else sound  # a slice takes no copy
    found = [_of_metric(metrics[name], table[kept], reference, stopped=stopped) for name, table in tables()]
    return [finding for arm in zip(*found, strict=True) for finding in arm]


def _sound(whole: Sequence[pd.Series[bool]]) -> npt.NDArray[np.bool_]:
    """Which worlds and seeds every arm lived through, by every metric. Worlds that share seeds keep those all have."""
    sound = np.logical_and.reduce([one.to_numpy() for one in whole])
    there = whole[0].index[sound].to_frame(index=False)
    worlds = there.groupby("seed")["world"].transform("nunique")
    if (worlds > 1).any():
        sound[np.flatnonzero(sound)] = worlds == there["world"].nunique()
    return np.asarray(sound)


def _of_metric(metric: Metric, table: pd.DataFrame, reference: str, *, stopped: bool) -> list[Finding]:
    """In one world its seeds are paired; several worlds, each the mean of its seeds, are judged by both layers."""
    several = len(table.index.unique("world")) > 1
    rows = _by_world(table) if several else table.droplevel("world")
    if len(rows) < 2:  # an interval needs as many
        return []
    findings: list[Finding] = []
    for arm in (str(arm) for arm in rows.columns if arm != reference):
        pair = _pair(rows, metric, arm, reference)
        found = find(pair, [arm], reference, [metric])
        if several:
            findings += [_over_worlds(table, one) for one in found]
        else:
            findings += [as_stopped(pair, one) for one in found] if stopped else found
    return findings


def _by_world(table: pd.DataFrame) -> pd.DataFrame:
    """One row a world, the mean of its seeds, numbered as if it were a seed."""
    return table.groupby(level="world", sort=False).mean().reset_index(drop=True).rename_axis(index="seed")


def _pair(rows: pd.DataFrame, metric: Metric, arm: str, reference: str) -> pd.DataFrame:
    """Both arms in a tidy table: one row an arm and seed."""
    both = [rows[[one]].set_axis([metric.name], axis=1).assign(arm=one) for one in (arm, reference)]
    return pd.concat(both).reset_index()


def _over_worlds(table: pd.DataFrame, finding: Finding) -> Finding:
    """The finding with the interval that worlds and seeds make together, and the verdict that follows."""
    difference = (table[finding.difference.arm] - table[finding.difference.against]).to_frame()
    row = means(difference).iloc[0]
    layered = replace(finding.difference, low=float(row["low"]), high=float(row["high"]))
    return replace(finding, difference=layered, verdict=judge(layered, finding.metric))


def of_metric(findings: Sequence[Finding], metric: str) -> list[Finding]:
    """The findings on one metric."""
    return [found for found in findings if found.metric.name == metric]
