"""Questions to a swept study in SQL: `runs` holds one row a run (or year), with what its cell is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from experiments.parts import CELLS
from experiments.store import RAW, StoreError
from experiments.sweep.tables import whole_parts

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


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database with the view `runs`, from which no other file can be reached. StoreError if a part is damaged."""
    raw, parts = folder / RAW, whole_parts(folder)
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
