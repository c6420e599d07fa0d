"""Runs of a swept study, read part by part: wide tables for verdicts, and counts. A million runs take little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.parquet as pq

from experiments.machine import release_memory
from experiments.parts import CELLS, is_whole, paths
from experiments.store import RAW, StoreError, read_manifest

MOST_VALUES = 2_000_000
"""In the tables that are made at once."""


def by_seed(folder: Path, metrics: Sequence[str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each metric and its table with a row a world and seed and a column an arm: the mean over the years of the run.

    A run that failed or is missing is no number. Where tables are large, few metrics are read at a time.
    StoreError if a part is damaged.
    """
    parts = whole_parts(folder)
    table = pq.read_table(folder / RAW / CELLS, columns=["cell", "world", "arm"]).to_pandas()
    (world, worlds), (arm, arms) = pd.factorize(table["world"]), pd.factorize(table["arm"])
    cells = _keyed(table.assign(world=world, arm=arm))
    lives = {life for path in parts for life in _lives(_lived(path, cells, ["seed"]))}
    index = pd.MultiIndex.from_tuples(sorted(lives), names=["world", "seed"])
    named = index.set_levels(worlds[index.levels[0]], level="world")
    at_once = max(1, MOST_VALUES // (len(index) * len(arms)))
    for first in range(0, len(metrics), at_once):
        some = metrics[first : first + at_once]
        release_memory()
        for metric, means in zip(some, _means(parts, cells, index, len(arms), some), strict=True):
            yield metric, pd.DataFrame(means, named, pd.Index(arms, name="arm"), copy=False)


def _lives(runs: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The number of the world, and the seed, of every run."""
    return zip(runs["world"].tolist(), runs["seed"].tolist(), strict=True)


def _means(
    parts: Sequence[Path], cells: Sequence[pd.DataFrame], index: pd.MultiIndex, arms: int, metrics: Sequence[str]
) -> list[npt.NDArray[np.float64]]:
    """The mean over years of each metric: rows as in the index, a column an arm."""
    sums = [np.zeros((len(index), arms)) for _ in metrics]
    years = np.zeros((len(index), arms), dtype=np.int32)
    for path in parts:
        runs = _lived(path, cells, ["seed", "error", *metrics])
        spots = (index.get_indexer(pd.MultiIndex.from_frame(runs[["world", "seed"]])), runs["arm"].to_numpy())
        np.add.at(years, spots, 1)
        for metric, total in zip(metrics, sums, strict=True):
            np.add.at(total, spots, runs[metric].where(runs["error"].isna()).to_numpy())
    with np.errstate(invalid="ignore"):
        return [np.divide(total, years, out=total) for total in sums]


def counts(folder: Path) -> tuple[int, int]:
    """How many runs of the study's cells there are, and how many of them failed."""
    runs = failed = 0
    parts, cells = whole_parts(folder), _keyed(pq.read_table(folder / RAW / CELLS, columns=["cell"]).to_pandas())
    year = ["year"] if "year" in pq.read_schema(parts[0]).names else []
    for path in parts:
        rows = _lived(path, cells, ["error", *year])
        runs += int((rows["year"] <= 1).sum()) if year else len(rows)  # a failed run has one row, of year 0
        failed += int(rows["error"].count())
    return runs, failed


def _lived(part: Path, cells: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """A part's rows, one for each of the study's cells that a run stands for, with what that cell is."""
    rows = pq.ParquetFile(part).read(columns=["cell", *columns]).to_pandas()
    return pd.concat([_known(rows, some) for some in cells], ignore_index=True)


def _known(rows: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    places = cells.index.get_indexer(pd.Index(rows["cell"]))
    there = places >= 0
    return rows[there].assign(**{str(name): values.to_numpy()[places[there]] for name, values in cells.items()})


def _keyed(cells: pd.DataFrame) -> list[pd.DataFrame]:
    """Cells by their keys: each key once in the first table, and in the next those that stand for another cell too."""
    again = cells.groupby("cell").cumcount()
    return [some.set_index("cell") for _, some in cells.groupby(again)]


def whole_parts(folder: Path) -> list[Path]:
    """The parts of a swept study; StoreError if there are none, or one is damaged."""
    raw = folder / RAW
    if read_manifest(folder) is None or not (raw / CELLS).exists():
        raise StoreError(
            f"{folder} holds no swept study: salesorg sweep makes one, salesorg results lists those there are"
        )
    parts = paths(raw)
    damaged = [path.name for path in parts if not is_whole(path)]
    if damaged:
        raise StoreError(f"{raw / damaged[0]} is damaged. The same salesorg sweep command makes it again.")
    if not parts:
        raise StoreError(f"{folder} has no runs yet: the same salesorg sweep command goes on with it")
    return parts
