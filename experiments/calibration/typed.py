"""Raw cells to typed and pseudonymous ones: the CRM as data frames that hold no name of a person or company."""

from collections import Counter
from collections.abc import Mapping as Named
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.calibration.dates import read_dates
from experiments.calibration.errors import CrmError
from experiments.calibration.findings import Finding, rows_shown
from experiments.calibration.folder import CrmTable
from experiments.calibration.layout import LEAVING, NATIVE_OUTCOMES, OUTCOMES, Kind
from experiments.calibration.mapping import Mapping, nearest
from experiments.calibration.money import CURRENCIES, currencies_in, read_money
from experiments.calibration.pseudonyms import PERSONAL, Pseudonyms, name_key
from experiments.calibration.read_tables import ROW


@dataclass(frozen=True)
class Reading:
    """How cells are to be read: the flags of the command, or of the mapping where the command is silent."""

    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None


@dataclass(frozen=True)
class TypedTable:
    """One table with typed cells, indexed by the row in its file, and what had to be said about its cells."""

    source: str
    frame: pd.DataFrame
    findings: tuple[Finding, ...]


def type_table(table: CrmTable, mapping: Mapping, reading: Reading, pseudonyms: Pseudonyms) -> TypedTable:
    """Dates as timestamps, money as floats, stages as outcomes, names as pseudonyms. Raises CrmError."""
    rows = table.frame[ROW].astype(int)
    dates = {
        column.name: table.cells(column.name)
        for column in table.layout.columns
        if _is(column.kind, Kind.DATE, table, column.name)
    }
    typed: dict[str, Named[int, Any]] = dict(read_dates(dates, table.source, reading.date_order))
    for column in table.layout.columns:
        if _is(column.kind, Kind.MONEY, table, column.name):
            typed[column.name] = read_money(table.cells(column.name), column.name, table.source, reading.decimal)
    unreadable = [_unreadable(table, name, cells) for name, cells in typed.items()]
    frame = pd.DataFrame(
        {name: _column(table, name, typed, mapping, pseudonyms) for name in table.seen},
        index=pd.Index(rows, name="row"),
    )
    ragged = [_ragged(table)] if table.ragged_rows else []
    return TypedTable(table.source, frame, (*[finding for finding in unreadable if finding.count], *ragged))


def _is(kind: Kind, wanted: Kind, table: CrmTable, name: str) -> bool:
    return kind is wanted and table.has(name)


def _column(
    table: CrmTable, name: str, typed: Named[str, Named[int, Any]], mapping: Mapping, pseudonyms: Pseudonyms
) -> pd.Series:
    kind = table.layout.column(name).kind
    rows = pd.Index(table.frame[ROW].astype(int), name="row")
    cells = pd.Series(table.frame[name].to_numpy(dtype=object), index=rows)
    if kind is Kind.DATE:
        return pd.to_datetime(pd.Series([typed[name].get(row) for row in rows], index=rows, dtype=object)).astype(
            "datetime64[s]"
        )
    if kind is Kind.MONEY:
        return pd.Series([typed[name].get(row) for row in rows], index=rows, dtype=float)
    if kind is Kind.OUTCOME:
        return _outcomes(table, cells, mapping, pseudonyms)
    if kind in PERSONAL:
        return cells.map(lambda cell: pseudonyms.of(kind, cell))
    return cells.map(pseudonyms.veiled)


def _outcomes(table: CrmTable, cells: pd.Series, mapping: Mapping, pseudonyms: Pseudonyms) -> pd.Series:
    known = NATIVE_OUTCOMES | mapping.outcomes
    words = cells.map(name_key, na_action="ignore")
    unknown = Counter(words[words.notna() & ~words.isin(list(known))])
    if unknown:
        raise CrmError(_unknown_words(table, "outcome", unknown, words, pseudonyms))
    return words.map(known)


def _unknown_words(
    table: CrmTable, column: str, unknown: Counter[str], words: pd.Series, pseudonyms: Pseudonyms
) -> str:
    row = int(words.index[words.isin(list(unknown))][0])
    telling = [word for word, _ in unknown.most_common(12) if not pseudonyms.hides(word)]
    listed = (
        ", ".join(f"{word!r} ({unknown[word]} rows)" for word in telling)
        or "names of people or companies (is it the right column?)"
    )
    return (
        f"{table.source}, column {table.seen[column]!r}, row {row}: unknown stage: {listed}. Say in the mapping file "
        f'what each means: [outcomes] "{telling[0] if telling else "word"}" = one of {", ".join(OUTCOMES)}'
    )


def _unreadable(table: CrmTable, name: str, cells: Named[int, Any]) -> Finding:
    rows = [row for row, value in cells.items() if value is None]
    message = f"cells of {table.seen[name]!r} hold no readable {table.layout.column(name).kind.value}; taken as empty"
    return Finding(
        f"unreadable_{name}", table.layout.name, len(rows), len(table.frame), message, "left out", rows_shown(rows)
    )


def _ragged(table: CrmTable) -> Finding:
    rows = table.ragged_rows
    message = "rows have more or fewer cells than the header"
    return Finding(
        "ragged_rows", table.layout.name, len(rows), len(table.frame) + len(rows), message, "dropped", rows_shown(rows)
    )


def split_losses(opportunities: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Losses told apart by their reason, where the export has reasons and the mapping says what they mean."""
    if "lost_reason" not in opportunities or not mapping.lost_reasons:
        return opportunities
    meaning = opportunities["lost_reason"].map(
        lambda reason: mapping.lost_reasons.get(name_key(reason)), na_action="ignore"
    )
    split = (opportunities["outcome"] == "lost") & meaning.notna()
    return opportunities.assign(outcome=opportunities["outcome"].where(~split, meaning))


def one_currency(tables: Named[str, CrmTable], mapping: Mapping, reading: Reading) -> tuple[str, str]:
    """The export's currency and where it was read. Raises CrmError if it is mixed, contradicted or nowhere told."""
    found = _currencies(tables)
    if len(found) > 1:
        places = "; ".join(f"{code} in {place}" for code, place in sorted(found.items()))
        raise CrmError(f"the export mixes currencies ({places}); amounts are never converted: export one currency")
    told = reading.currency or mapping.currency
    if told is None and not found:
        return _from_dictionary(tables)
    if told is not None and told not in CURRENCIES:
        raise CrmError(f"--currency {told}: there is no such currency{nearest(told, sorted(CURRENCIES))}"[:200])
    if told is not None and found and told not in found:
        code, place = next(iter(found.items()))
        raise CrmError(f"--currency {told}, but {place} says {code}; amounts are never converted")
    if found:
        return next(iter(found.items()))
    return str(told), "--currency" if reading.currency else "the mapping file"


def _currencies(tables: Named[str, CrmTable]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in tables.values():
        for column in table.layout.columns:
            if table.has(column.name) and (column.name == "currency" or column.kind is Kind.MONEY):
                for row, cell in table.cells(column.name):
                    for code in currencies_in([cell]):
                        found.setdefault(code, f"{table.source}, column {table.seen[column.name]!r}, row {row}")
    return found


def _from_dictionary(tables: Named[str, CrmTable]) -> tuple[str, str]:
    """A data dictionary that names exactly one currency settles it."""
    dictionary = tables.get("dictionary")
    codes = currencies_in(cell for _, cell in dictionary.cells("description")) if dictionary else set()
    if dictionary and len(codes) == 1:
        return codes.pop(), f"the descriptions in {dictionary.source}"
    raise CrmError(
        "the export does not tell its currency; say it: --currency EUR (or another code). Nothing is converted"
    )


def leaving_kinds(people: TypedTable, pseudonyms: Pseudonyms) -> pd.Series:
    """Kind of leaving of everybody with an end date. Raises CrmError for a kind that is not known."""
    gone = people.frame[people.frame["end"].notna()]
    if "leaving" not in gone:
        return pd.Series("other", gone.index)
    kinds = gone["leaving"].fillna("other").map(lambda kind: name_key(kind).replace(" ", "_"))
    strange = kinds[~kinds.isin(LEAVING)]
    if len(strange):
        row, kind = strange.index[0], str(strange.iloc[0])
        shown = "a name" if pseudonyms.hides(kind) else repr(kind)
        hint = nearest(kind, list(LEAVING))
        raise CrmError(f"{people.source}, row {row}: kind of leaving {shown} is not known{hint}")
    return kinds
