"""Files to tables of raw cells: encodings, CSV dialects, XLSX and Parquet. Nothing is interpreted here."""

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.errors import CrmError

DELIMITERS = (",", ";", "\t", "|")
SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
LONGEST_CELL = 131_072
RAGGED_SHARE = 0.05
"""Above this share of rows that do not fit the header, the delimiter or the quoting is wrong, not the rows."""

ROW = "row number in the file"
"""The column that holds each record's row in its file (the header is row 1)."""


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in its file: object cells, `None` where empty, and how it was read."""

    source: str
    frame: pd.DataFrame
    how: str
    ragged_rows: tuple[int, ...] = ()

    @property
    def headers(self) -> list[str]:
        """The headers as written."""
        return [name for name in self.frame.columns if name != ROW]


def read_file(path: Path, *, has_header: bool = True) -> list[RawTable]:
    """Every table in one file: one for CSV and Parquet, one a sheet for XLSX. Raises CrmError."""
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path, has_header)
    if path.suffix.lower() == ".parquet":
        return [_read_parquet(path)]
    return [_read_csv(path, has_header)]


def decode(content: bytes, source: str) -> tuple[str, str]:
    """Text and the name of its encoding: UTF-8 or UTF-16 by byte order mark, else strict UTF-8, else cp1252."""
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CrmError(
            f"{source}, line {line}: byte 0x{content[error.start]:02x} is neither UTF-8, UTF-16 nor cp1252; "
            "save the export as UTF-8"
        ) from None
    _refuse_binary(text, source)
    return text, encoding


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content[1:200:2] and content[1:200:2].count(0) > len(content[1:200:2]) // 2:
        return "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _refuse_binary(text: str, source: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        strange = next((mark for mark in line if mark < " " and mark not in "\t\r\f\v"), None)
        if strange is not None:
            kind = "an XLSX file (rename it to .xlsx)" if text.startswith("PK") else "binary data"
            raise CrmError(f"{source}, line {number}: this is no text table but {kind}: it holds {strange!r}")


def _read_csv(path: Path, has_header: bool) -> RawTable:
    text, encoding = decode(path.read_bytes(), path.name)
    text, delimiter = _delimiter(text)
    records = [(line, cells) for line, cells in _records(text, delimiter, path.name) if any(map(str.strip, cells))]
    if not records:
        raise CrmError(f"{path.name}: the file is empty; it needs a row of headers")
    header = [cell.strip() for cell in records[0][1]] if has_header else _numbered(len(records[0][1]))
    body = records[1:] if has_header else records
    _refuse_duplicates(header, path.name)
    return _table(path.name, header, body, f"CSV, {encoding}, delimiter {delimiter!r}")


def _delimiter(text: str) -> tuple[str, str]:
    """The text without a leading `sep=` line, and the delimiter that cuts most first rows into most equal parts."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return rest, first.strip()[-1]
    head = "\n".join(text.splitlines()[:50])
    return text, max(DELIMITERS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, delimiter: str) -> tuple[int, int]:
    """Rows of the commonest width, if that is more than one; then the width."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(head), delimiter=delimiter) if cells)
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return (rows, width) if width > 1 else (0, 0)


def _records(text: str, delimiter: str, source: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CrmError(
            f"{source}, row {line}: {error}; cells hold {LONGEST_CELL:,} characters at most: is a quotation mark open?"
        ) from None


def _table(source: str, header: list[str], body: list[tuple[int, list[str]]], how: str) -> RawTable:
    ragged = tuple(line for line, cells in body if len(cells) != len(header))
    if len(ragged) > RAGGED_SHARE * len(body):
        raise CrmError(
            f"{source}, row {ragged[0]}: {len(ragged)} of {len(body)} rows do not have the header's {len(header)} "
            f"cells ({how}); quote cells that hold the delimiter"
        )
    fitting = [(line, cells) for line, cells in body if len(cells) == len(header)]
    frame = pd.DataFrame([cells for _, cells in fitting], columns=header, dtype=object).map(_empty_to_none)
    frame[ROW] = [line for line, _ in fitting]
    return RawTable(source, frame, how, ragged)


def _empty_to_none(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell.strip() or None
    return None if pd.isna(cell) else cell


def _numbered(width: int) -> list[str]:
    return [str(position) for position in range(1, width + 1)]


def _refuse_duplicates(header: list[str], source: str) -> None:
    twice = sorted(name for name, count in Counter(header).items() if count > 1)
    if twice:
        raise CrmError(f"{source}, row 1: the header {twice[0]!r} stands there twice; every column needs its own name")


def _read_xlsx(path: Path, has_header: bool) -> list[RawTable]:
    try:
        sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise CrmError(f"{path.name}: no readable XLSX file ({error})") from None
    return [_sheet(path.name, name, frame, has_header) for name, frame in sheets.items() if not frame.empty]


def _sheet(file_name: str, sheet: str, frame: pd.DataFrame, has_header: bool) -> RawTable:
    source = f"{file_name}[{sheet}]"
    width = frame.shape[1]
    header = [str(cell).strip() for cell in frame.iloc[0]] if has_header else _numbered(width)
    _refuse_duplicates(header, source)
    body = frame.iloc[1:] if has_header else frame
    cells = pd.DataFrame(body.to_numpy(dtype=object), columns=header, dtype=object).map(_empty_to_none)
    cells[ROW] = range(2 if has_header else 1, len(cells) + (2 if has_header else 1))
    return RawTable(source, cells.dropna(how="all", subset=header), "XLSX")


def _read_parquet(path: Path) -> RawTable:
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError, KeyError) as error:
        raise CrmError(f"{path.name}: no readable Parquet file ({error})") from None
    cells = frame.astype(object).map(_empty_to_none)
    cells.columns = pd.Index([str(name).strip() for name in frame.columns])
    _refuse_duplicates(list(cells.columns), path.name)
    cells[ROW] = range(2, len(cells) + 2)
    return RawTable(path.name, cells, "Parquet")
