"""Columns of dates: which of day and month comes first is settled by the column itself, or asked for."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from experiments.calibration.errors import CrmError, masked

ORDERS = ("dmy", "mdy", "ymd")
UNREADABLE_SHARE = 0.5
"""Above this share of unreadable cells the column is no column of dates."""

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,].*)?$")

Cells = Sequence[tuple[int, Any]]
"""Row number in the file and raw cell."""


def read_dates(columns: Mapping[str, Cells], source: str, order: str | None) -> dict[str, dict[int, dt.date | None]]:
    """Dates by column and row (`None`: unreadable), from cells that are not empty.

    `columns` are the date columns of one file: where one cannot tell day from month, another of the same file may.
    Raises CrmError for an order that cannot be told, for one that contradicts the cells, and for columns of no dates.
    """
    settled = {name: order or _order_of(cells, name, source) for name, cells in columns.items()}
    from_others = {found for found in settled.values() if found}
    dates = {}
    for name, cells in columns.items():
        order_here = settled[name] or _borrowed(from_others, cells, name, source)
        dates[name] = _read_column(cells, order_here, name, source)
    return dates


def _order_of(cells: Cells, name: str, source: str) -> str | None:
    """`dmy` or `mdy` where a number above 12 settles it, `ymd` where no cell ends in its year, `None` if open."""
    parts = [(row, int(found[1]), int(found[3])) for row, cell in cells if (found := _year_last(cell))]
    day_first = next((row for row, first, second in parts if 12 < first <= 31), None)
    month_first = next((row for row, first, second in parts if 12 < second <= 31), None)
    if day_first and month_first:
        raise CrmError(
            f"{source}, column {name!r}: row {day_first} has the day first and row {month_first} the month first; "
            "export the column in one format"
        )
    if not parts:
        return "ymd"
    return "dmy" if day_first else "mdy" if month_first else None


def _borrowed(from_others: Iterable[str], cells: Cells, name: str, source: str) -> str:
    orders = {order for order in from_others if order != "ymd"}
    if len(orders) == 1:
        return orders.pop()
    row, cell = next((row, cell) for row, cell in cells if _year_last(cell))
    raise CrmError(
        f"{source}, column {name!r}: {cell!r} (row {row}) and every other date there can be read as day/month or as "
        "month/day; say --date-order dmy or --date-order mdy"
    )


def _year_last(cell: Any) -> re.Match[str] | None:
    return _YEAR_LAST.match(cell) if isinstance(cell, str) else None


def _read_column(cells: Cells, order: str, name: str, source: str) -> dict[int, dt.date | None]:
    dates = {row: read_date(cell, order) for row, cell in cells}
    unreadable = [row for row, date in dates.items() if date is None]
    if len(unreadable) > UNREADABLE_SHARE * max(1, len(dates)):
        cell = dict(cells)[unreadable[0]]
        raise CrmError(
            f"{source}, column {name!r}, row {unreadable[0]}: {masked(cell)} is no date in the order {order}: "
            f"2017-03-31, 31.03.2017 and 03/31/2017 are read; {len(unreadable)} of {len(dates)} cells are like it"
        )
    return dates


def read_date(cell: Any, order: str) -> dt.date | None:
    """The date in a cell, its time of day left out; `None` where there is none. Year-first dates need no order."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = str(cell)
    if found := _YEAR_FIRST.match(text):
        return _date(found[1], found[3], found[4])
    if (found := _YEAR_LAST.match(text)) and order in ("dmy", "mdy"):
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        return _date(found[4], month, day)
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
