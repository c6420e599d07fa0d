"""Verdicts on a swept study: every arm against its reference, or a researcher's model against the model as it is.

Runs come as tables, one a metric, with a row a world and seed and a column an arm (`query.by_seed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from experiments.analysis.metrics import METRICS
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import Finding, find, judge
from experiments.sweep.query import by_seed
from experiments.sweep.stopping import as_stopped

NAMES = [metric.name for metric in METRICS]
Tables: TypeAlias = Mapping[str, pd.DataFrame]


def against_reference(folder: Path, reference: str, *, stopped: bool = False) -> list[Finding]:
    """Every metric of every arm against the reference arm, in the worlds and seeds that all lived through.

    `stopped` says that precision decided how many seeds there are: then the interval is that for a stop.
    """
    return _findings(_sound(by_seed(folder, NAMES)), reference, stopped=stopped)


def against_plain(own: Path, plain: Path, model: str) -> list[Finding]:
    """Every metric of every arm under a researcher's model against the same arm in the model as it is."""
    ours, theirs = by_seed(own, NAMES), by_seed(plain, NAMES)
    findings: list[Finding] = []
    for arm in ours[NAMES[0]].columns:
        both = {name: pd.DataFrame({f"{arm}, {model}": ours[name][arm], arm: theirs[name][arm]}) for name in NAMES}
        findings += _findings(_sound(both), arm)
    return findings


def _sound(tables: Tables) -> dict[str, pd.DataFrame]:
    """The worlds and seeds that every arm lived through. Worlds that share seeds keep those all have."""
    whole = np.logical_and.reduce([table.notna().all(axis=1).to_numpy() for table in tables.values()])
    left = {name: table[whole] for name, table in tables.items()}
    there = left[NAMES[0]].index.to_frame(index=False)
    worlds = there.groupby("seed")["world"].transform("nunique")
    if not (worlds > 1).any():
        return left
    shared = (worlds == there["world"].nunique()).to_numpy()
    return {name: table[shared] for name, table in left.items()}


def _findings(tables: Tables, reference: str, *, stopped: bool = False) -> list[Finding]:
    """In one world its seeds are paired; several worlds, each the mean of its seeds, are judged by both layers."""
    several = len(tables[NAMES[0]].index.unique("world")) > 1
    rows = {name: _by_world(table) if several else table.droplevel("world") for name, table in tables.items()}
    if len(rows[NAMES[0]]) < 2:  # an interval needs as many
        return []
    findings: list[Finding] = []
    for arm in (str(arm) for arm in rows[NAMES[0]].columns if arm != reference):
        pair = _pair(rows, arm, reference)
        found = find(pair, [arm], reference)
        if several:
            findings += [_over_worlds(tables, one) for one in found]
        else:
            findings += [as_stopped(pair, one) for one in found] if stopped else found
    return findings


def _by_world(table: pd.DataFrame) -> pd.DataFrame:
    """One row a world, the mean of its seeds, numbered as if it were a seed."""
    return table.groupby(level="world", sort=False).mean().reset_index(drop=True).rename_axis(index="seed")


def _pair(rows: Tables, arm: str, reference: str) -> pd.DataFrame:
    """Both arms in a tidy table: one row an arm and seed."""
    both = [
        pd.DataFrame({name: table[one] for name, table in rows.items()}).assign(arm=one) for one in (arm, reference)
    ]
    return pd.concat(both).reset_index()


def _over_worlds(tables: Tables, finding: Finding) -> Finding:
    """The finding with the interval that worlds and seeds make together, and the verdict that follows."""
    wide = tables[finding.metric.name]
    difference = (wide[finding.difference.arm] - wide[finding.difference.against]).to_frame()
    row = means(difference).iloc[0]
    layered = replace(finding.difference, low=float(row["low"]), high=float(row["high"]))
    return replace(finding, difference=layered, verdict=judge(layered, finding.metric))


def of_metric(findings: Sequence[Finding], metric: str) -> list[Finding]:
    """The findings on one metric."""
    return [found for found in findings if found.metric.name == metric]
