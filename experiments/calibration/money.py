"""Columns of money: decimal marks, thousands, and the one currency of an export. Nothing is ever converted."""

import re
from collections.abc import Iterable
from typing import Any

from experiments.calibration.dates import UNREADABLE_SHARE, Cells
from experiments.calibration.errors import CrmError, masked

CODES = """
AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES
KRW KZT MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD SAR SEK SGD THB TRY TWD UAH
USD VND ZAR
"""
CURRENCIES = frozenset(CODES.split())
SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN"}
"""Signs that mean one currency. `$`, `kr` and `¥` mean several, so they are asked for."""

_NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*")
_ONE_GROUP = re.compile(r"[-+]?\d{1,3}[.,]\d{3}")
_CODE = re.compile(r"\b[A-Z]{3}\b")


def read_money(cells: Cells, column: str, source: str, decimal: str | None) -> dict[int, float | None]:
    """Amounts by row (`None`: unreadable), from cells that are not empty. Raises CrmError where marks are ambiguous."""
    texts = {row: _bare(cell) for row, cell in cells if isinstance(cell, str)}
    mark = decimal or _decimal_mark(texts, column, source)
    amounts = {row: _amount(texts.get(row, cell), mark) for row, cell in cells}
    unreadable = [row for row, amount in amounts.items() if amount is None]
    if len(unreadable) > UNREADABLE_SHARE * max(1, len(amounts)):
        raise CrmError(
            f"{source}, column {column!r}, row {unreadable[0]}: {masked(dict(cells)[unreadable[0]])} is no amount with "
            f"decimal mark {mark!r}; {len(unreadable)} of {len(amounts)} cells are like it"
        )
    return amounts


def _bare(cell: str) -> str:
    """The number in a cell without currency and spaces; accountants' (5) and 5- are -5."""
    text = re.sub(r"[\s'’]", "", cell)
    text = re.sub(r"^\((.*)\)$|^(.*\d)-$", r"-\1\2", text)
    return re.sub(r"^([-+]?)[^\d.,+-]*", r"\1", re.sub(r"[^\d]+$", "", text))


def _decimal_mark(texts: dict[int, str], column: str, source: str) -> str:
    """`.` or `,` as the column shows it: two kinds in one cell, a mark twice, or not three digits behind it."""
    shown = {mark for text in texts.values() if (mark := _mark_shown(text))}
    if len(shown) > 1:
        raise CrmError(f"{source}, column {column!r}: some amounts have a decimal comma, others a decimal point")
    if shown:
        return shown.pop()
    open_case = next(((row, text) for row, text in texts.items() if _ONE_GROUP.fullmatch(text)), None)
    if open_case:
        raise CrmError(
            f"{source}, column {column!r}, row {open_case[0]}: {open_case[1]!r} may be thousands or a fraction, and no "
            "other cell tells; say --decimal . or --decimal ,"
        )
    return "."


def _mark_shown(text: str) -> str | None:
    """The decimal mark that a number gives away, if it does."""
    if not _NUMBER.fullmatch(text):
        return None
    marks = [letter for letter in text if letter in ".,"]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    return marks[0] if marks and not _ONE_GROUP.fullmatch(text) else None


def _amount(cell: Any, mark: str) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, str):
        thousands = "," if mark == "." else "."
        cell = cell.replace(thousands, "").replace(mark, ".")
    try:
        amount = float(cell)
    except (TypeError, ValueError):
        return None
    return amount if abs(amount) < float("inf") else None


def currencies_in(cells: Iterable[Any]) -> set[str]:
    """Currency codes and unmistakable signs in cells of text."""
    found: set[str] = set()
    for text in {cell for cell in cells if isinstance(cell, str)}:
        found |= {code for code in _CODE.findall(text.upper() if len(text) == 3 else text) if code in CURRENCIES}
        found |= {code for sign, code in SIGNS.items() if sign in text}
    return found
