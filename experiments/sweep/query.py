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

    A run that failed or is missing is no number. One metric is fetched at a time, as numbers alone: the names of a
    million runs would take more memory than all that was measured of them.
    """
    with opened(folder) as database:
        cells = pq.read_table(folder / RAW / CELLS, columns=["number", "world", "arm"]).to_pandas()
        return {metric: _wide(database, cells, metric) for metric in metrics}


def _wide(database: duckdb.DuckDBPyConnection, cells: pd.DataFrame, metric: str) -> pd.DataFrame:
    """One metric by (world, seed) and arm, worlds and arms in the order of the cells."""
    chosen = f'number, seed, case when error is null then "{metric}" end as value'
    found = database.view("runs").project(chosen).fetchnumpy()
    world_of, worlds = pd.factorize(cells["world"])
    arm_of, arms = pd.factorize(cells["arm"])
    seed_of, seeds = pd.factorize(found["seed"], sort=True)
    row_of, rows = pd.factorize(world_of[found["number"]] * len(seeds) + seed_of, sort=True)
    spots, shape = row_of * len(arms) + arm_of[found["number"]], (len(rows), len(arms))
    values = np.ma.filled(found["value"].astype(np.float64), np.nan)
    sums = np.bincount(spots, weights=values, minlength=len(rows) * len(arms)).reshape(shape)
    times = np.bincount(spots, minlength=len(rows) * len(arms)).reshape(shape)
    with np.errstate(invalid="ignore"):
        means = sums / times
    index = pd.MultiIndex.from_arrays([worlds[rows // len(seeds)], seeds[rows % len(seeds)]], names=["world", "seed"])
    return pd.DataFrame(means, index=index, columns=pd.Index(arms, name="arm"))


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
