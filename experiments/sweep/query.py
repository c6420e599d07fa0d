"""Questions to a swept study in SQL: `runs` holds one row a run (or year), with what its cell is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.parts import CELLS, is_whole, paths
from experiments.store import RAW, StoreError, read_manifest

ORDER = "number, seed"
VECTORS_AT_ONCE = 50
"""DuckDB hands out runs in vectors of 2,048."""


def ask(folder: Path, sql: str) -> pd.DataFrame:
    """What a question in SQL gives; StoreError says what is wrong with it or with the study. Nothing can be written."""
    with opened(folder) as database:
        _refuse_all_but_questions(sql)
        try:
            found: pd.DataFrame = database.sql(sql).df()
        except duckdb.Error as error:
            raise StoreError(_first_sentence(error)) from None
    return found


def runs_table(folder: Path, columns: str = "*") -> pd.DataFrame:
    """All runs of the study's cells, in the order of cells, seeds and years, whatever order they were made in."""
    with opened(folder) as database:
        order = f"{ORDER}, year" if _has_years(database) else ORDER
        found: pd.DataFrame = database.view("runs").order(order).project(columns).df()
        return found


def by_seed(folder: Path, metrics: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Each metric as a table with a row a world and seed and a column an arm: the mean over the years of the run.

    A run that failed or is missing is no number. Runs are fetched some at a time, as numbers alone: the names of a
    million would take more memory than all that was measured of them.
    """
    with opened(folder) as database:
        cells = pq.read_table(folder / RAW / CELLS, columns=["number", "world", "arm"]).to_pandas()
        worlds = pd.Index(cells["world"].unique(), name="world")
        lives = database.sql("select distinct world, seed from runs").df()
        order = lives.assign(world=worlds.get_indexer(pd.Index(lives["world"]))).sort_values(["world", "seed"])
        index = pd.MultiIndex.from_frame(order)
        found = {metric: _wide(database, cells, index, metric) for metric in metrics}
    named = index.set_levels(worlds[index.levels[0]], level="world")
    return {metric: table.set_axis(named) for metric, table in found.items()}


def _wide(database: duckdb.DuckDBPyConnection, cells: pd.DataFrame, index: pd.MultiIndex, metric: str) -> pd.DataFrame:
    """One metric by (number of the world, seed) and arm, in the order of the index and of the cells."""
    world_of, (arm_of, arms) = pd.factorize(cells["world"])[0], pd.factorize(cells["arm"])
    sums, times = np.zeros((len(index), len(arms))), np.zeros((len(index), len(arms)), dtype=np.int32)
    value = f'case when error is null then "{metric}" end'
    database.execute(f"select number, seed, {value} as value from runs")  # noqa: S608 - the name of an indicator
    while len(some := database.fetch_df_chunk(VECTORS_AT_ONCE)):
        number = some["number"].to_numpy()
        spots = (index.get_indexer(pd.MultiIndex.from_arrays([world_of[number], some["seed"]])), arm_of[number])
        np.add.at(sums, spots, some["value"].to_numpy(np.float64))
        np.add.at(times, spots, 1)
    with np.errstate(invalid="ignore"):
        return pd.DataFrame(sums / times, index=index, columns=pd.Index(arms, name="arm"))


def counts(folder: Path) -> tuple[int, int]:
    """How many runs of the study's cells there are, and how many of them failed."""
    with opened(folder) as database:
        once = "year <= 1" if _has_years(database) else "true"  # a failed run has one row, of year 0
        found = database.view("runs").filter(once).aggregate("count(*), count(error)").fetchall()[0]
        return int(found[0]), int(found[1])


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database with the view `runs`, from which no other file can be reached. StoreError if a part is damaged."""
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
    database = duckdb.connect()
    database.execute(f"set allowed_directories = [{_quoted(raw.resolve())}]")
    database.execute("set enable_external_access = false")
    database.execute("set enable_progress_bar = false")
    listed = ", ".join(_quoted(path.resolve()) for path in parts)
    cells = _quoted((raw / CELLS).resolve())
    database.execute(  # file names cannot be parameters of a view
        f"create view runs as select c.*, r.* exclude (cell) from read_parquet({cells}) c "  # noqa: S608
        f"join read_parquet([{listed}]) r using (cell)"
    )
    database.execute("set lock_configuration = true")
    return database


def _has_years(database: duckdb.DuckDBPyConnection) -> bool:
    return "year" in database.sql("select * from runs limit 0").columns


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _refuse_all_but_questions(sql: str) -> None:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise StoreError(_first_sentence(error)) from None
    if len(statements) != 1 or statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise StoreError('a query is one question, as "select arm, avg(profit_money) from runs group by arm"')


def _first_sentence(error: duckdb.Error) -> str:
    return " ".join(str(error).split("\n\nLINE")[0].split())
