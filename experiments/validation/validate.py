"""Validation: lives the firms that the patterns need, each once, and puts every number beside its band."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd

from experiments.validation.arms import Size
from experiments.validation.bands import Band, bands, chosen
from experiments.validation.estimates import Estimate, Table, cannot_tell
from experiments.validation.families import FAMILIES, Family
from experiments.validation.levers import missing
from experiments.verification import BANDS as CHECKS
from experiments.verification import selection_engine_check
from simulation import Scenario, burn_in

PASSED, FAILED, CANNOT_TELL = "passed", "failed", "cannot tell"
SELECTION = "P11"
FULL = Size()
Progress = Callable[[int, int], None]
Reading = dict[tuple[str, ...], dict[str, Any]]


def measure(
    scenario: Scenario,
    seeds: Iterable[int],
    patterns: Sequence[str] | None = None,
    *,
    size: Size = FULL,
    workers: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Every row of the patterns asked for (None: all), in the order of the bands.

    Columns `id, pattern, name, unit, band_low, band_high, mean, low, high, passed, verdict, kind, pins, source`.
    `passed` is True, False, or None if nobody can tell, and then `verdict` says why. Only what is needed is lived.
    """
    asked = chosen(patterns)
    families = [family for family in FAMILIES if family.pattern in asked]
    able = [family for family in families if not missing(family.needs)]
    found = {row: lacking(family) for family in families if family not in able for row in family.rows}
    found |= pooled(able, live_all(scenario, list(seeds), able, size, workers, progress))
    if SELECTION in asked:
        found |= selection_engine(size.firms, workers)
    table = pd.DataFrame([line(band, found[band.id]) for band in bands().values() if band.pattern in asked])
    return table.astype({"passed": object, "band_low": float, "band_high": float})


def lacking(family: Family) -> Estimate:
    """Why a family cannot be measured in this version of the model."""
    return cannot_tell(f"lever {missing(family.needs)} does not exist in this version")


def live_all(
    scenario: Scenario,
    seeds: Sequence[int],
    families: Sequence[Family],
    size: Size,
    workers: int | None,
    progress: Progress | None,
) -> list[Reading]:
    """What each seed's firm shows; of the lives themselves nothing is kept."""
    if not families:
        return []
    readings: list[Reading] = []
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        try:
            for reading in pool.map(lambda seed: read_firm(scenario, seed, families, size), seeds):
                readings.append(reading)
                if progress is not None:
                    progress(len(readings), len(seeds))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return readings


def read_firm(scenario: Scenario, seed: int, families: Sequence[Family], size: Size) -> Reading:
    """Settle one firm, do each experiment once, and read off it what every family needs."""
    state = burn_in(scenario, [seed], workers=1)[0]
    found: Reading = {}
    for experiment in dict.fromkeys(family.experiment for family in families):
        lived = experiment(scenario, state, size)
        found |= {family.rows: family.extract(lived) for family in families if family.experiment is experiment}
    return found


def pooled(families: Sequence[Family], readings: Sequence[Reading]) -> dict[str, Estimate]:
    """The estimate of every row over all firms."""
    found: dict[str, Estimate] = {}
    for family in families:
        found |= family.estimate(stacked([reading[family.rows] for reading in readings]))
    return found


def stacked(readings: Sequence[dict[str, Any]]) -> Table:
    """Readings of the same kind as arrays whose first axis is the seed."""
    return {name: np.stack([np.asarray(reading[name], dtype=float) for reading in readings]) for name in readings[0]}


def selection_engine(firms: int, workers: int | None = None) -> dict[str, Estimate]:
    """Rows P11, from the verification of the selection engine; they do not depend on the scenario."""
    by_check = {band.check: band.id for band in bands().values() if band.check}
    rows = selection_engine_check(firms, [check for check in CHECKS if check.name in by_check], workers)
    return {by_check[row["id"]]: Estimate(row["mean"], row["low"], row["high"]) for row in rows}


def line(band: Band, found: Estimate) -> dict[str, Any]:
    """One row of the table."""
    known = math.isfinite(found.mean)
    passed = band.holds(found.mean) if known else None
    why = CANNOT_TELL + (f": {found.why}" if found.why else "")
    return {
        "id": band.id,
        "pattern": band.pattern,
        "name": band.name,
        "unit": band.unit,
        "band_low": band.low,
        "band_high": band.high,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "passed": passed,
        "verdict": why if passed is None else PASSED if passed else FAILED,
        "kind": band.kind,
        "pins": ", ".join(band.pins),
        "source": ", ".join(band.source),
    }


def verdicts(table: pd.DataFrame) -> dict[str, str]:
    """Each pattern's verdict: passed if all of its rows are, failed if one is, else nobody can tell."""
    return {str(pattern): _verdict(rows) for pattern, rows in table.groupby("pattern", sort=False)["passed"]}


def _verdict(passed: pd.Series[Any]) -> str:
    if any(value is False for value in passed):
        return FAILED
    return CANNOT_TELL if any(value is None for value in passed) else PASSED
