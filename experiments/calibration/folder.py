"""A folder of files to the tables of a CRM: by a mapping where one is given, by known headers elsewhere."""

import fnmatch
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from experiments.calibration.errors import CrmError
from experiments.calibration.layout import LAYOUTS, Layout
from experiments.calibration.mapping import Mapping, TableMapping
from experiments.calibration.read_tables import ROW, SUFFIXES, RawTable, read_file


@dataclass(frozen=True)
class CrmTable:
    """A recognised table: canonical columns of raw cells, and for messages the headers as the file has them."""

    layout: Layout
    source: str
    frame: pd.DataFrame
    seen: dict[str, str]
    how: str
    ragged_rows: tuple[int, ...] = ()

    def has(self, column: str) -> bool:
        """Whether the file holds that column."""
        return column in self.seen

    def cells(self, column: str) -> list[tuple[int, object]]:
        """Row number and cell of everything filled in."""
        filled = self.frame[self.frame[column].notna()]
        return list(zip(filled[ROW].astype(int), filled[column], strict=True))


@dataclass(frozen=True)
class Folder:
    """The tables found by name, and the files that were left unread."""

    tables: dict[str, CrmTable]
    unread: tuple[str, ...]


def read_folder(folder: Path, mapping: Mapping, *, needed: tuple[str, ...] = ("opportunities",)) -> Folder:
    """Every table in a folder. Raises CrmError if one that is needed is missing or two files claim the same table."""
    files = _table_files(folder)
    mapped = {name: _mapped_table(files, LAYOUTS[name], table) for name, table in mapping.tables.items()}
    taken = {table.source for table in mapped.values()}
    others = [raw for file in files if not _is_mapped(file, mapping) for raw in read_file(file)]
    tables = _recognised([raw for raw in others if raw.source not in taken], set(mapped)) | mapped
    for name in needed:
        if name not in tables:
            raise CrmError(_not_found(folder, LAYOUTS[name], others))
    used = {table.source for table in tables.values()}
    return Folder(tables, tuple(sorted(raw.source for raw in others if raw.source not in used)))


def _table_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CrmError(f"{folder}: there is no such folder; give the folder that holds the export's files")
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.name[0] not in ".~")
    if not files:
        raise CrmError(f"{folder}: the folder holds no table ({', '.join(SUFFIXES)})")
    return files


def _is_mapped(file: Path, mapping: Mapping) -> bool:
    return any(fnmatch.fnmatch(file.name, table.file) for table in mapping.tables.values())


def _mapped_table(files: list[Path], layout: Layout, mapped: TableMapping) -> CrmTable:
    matching = [file for file in files if fnmatch.fnmatch(file.name, mapped.file)]
    if len(matching) != 1:
        found = ", ".join(file.name for file in (matching or files))
        problem = "no file matches" if not matching else "more than one file matches"
        raise CrmError(f"mapping [{layout.name}]: {problem} {mapped.file!r}; files: {found}")
    raw = _chosen_sheet(read_file(matching[0], has_header=mapped.has_header), layout, mapped)
    return _renamed(raw, layout, {name: str(header) for name, header in mapped.columns.items()})


def _chosen_sheet(sheets: list[RawTable], layout: Layout, mapped: TableMapping) -> RawTable:
    wanted = [raw for raw in sheets if mapped.sheet is None or raw.source.endswith(f"[{mapped.sheet}]")]
    if len(wanted) != 1:
        names = ", ".join(raw.source for raw in sheets) or "no table in it"
        raise CrmError(f"mapping [{layout.name}]: name one sheet of {mapped.file!r} (`sheet = ...`): {names}")
    return wanted[0]


def _renamed(raw: RawTable, layout: Layout, seen: dict[str, str]) -> CrmTable:
    for name, header in seen.items():
        if header not in raw.headers:
            near = process.extractOne(header, raw.headers, score_cutoff=60)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise CrmError(
                f"{raw.source}: the mapping takes {layout.name}.{name} from column {header!r}, which is not there"
                f"{hint}. Headers: {', '.join(raw.headers)}"
            )
    missing = [column for column in layout.required if column.name not in seen]
    if missing:
        raise CrmError(_missing_columns(raw, layout, [column.name for column in missing]))
    columns = {name: raw.frame[header] for name, header in seen.items()}
    frame = pd.DataFrame(columns | {ROW: raw.frame[ROW]}).reset_index(drop=True)
    return CrmTable(layout, raw.source, frame, seen, raw.how, raw.ragged_rows)


def _missing_columns(raw: RawTable, layout: Layout, missing: list[str]) -> str:
    expected = [
        f"{name} (also: {', '.join(others)})" if (others := layout.column(name).aliases) else name for name in missing
    ]
    return (
        f"{raw.source}: the {layout.name} table lacks {'; '.join(expected)}. "
        f"Headers seen: {', '.join(raw.headers)}.{_guesses(raw, missing)} "
        "Name other headers in a mapping file (--mapping)"
    )


def _guesses(raw: RawTable, missing: list[str]) -> str:
    pairs = []
    for name in missing:
        header = process.extractOne(name, raw.headers, scorer=fuzz.WRatio, processor=_plain, score_cutoff=60)
        if header:
            pairs.append(f"{header[0]!r} may be {name}")
    return f" Nearest: {', '.join(pairs)}." if pairs else ""


def _plain(header: str) -> str:
    return header.strip().lower().replace(" ", "_")


def _recognised(raws: list[RawTable], taken: set[str]) -> dict[str, CrmTable]:
    tables: dict[str, CrmTable] = {}
    for raw in raws:
        layout = _layout_of(raw)
        if layout is None or layout.name in taken:
            continue
        if layout.name in tables:
            raise CrmError(
                f"{tables[layout.name].source} and {raw.source} both look like {layout.name}: "
                f"keep one, or name it in a mapping file ([{layout.name}] file = ...)"
            )
        tables[layout.name] = _renamed(raw, layout, _seen(raw, layout))
    return tables


def _seen(raw: RawTable, layout: Layout) -> dict[str, str]:
    """Canonical name to header, for the columns that the file has under any known header."""
    written = {_plain(header): header for header in reversed(raw.headers)}
    pairs = (
        (column.name, next((written[name] for name in column.headers if name in written), None))
        for column in layout.columns
    )
    return {name: header for name, header in pairs if header is not None}


def _layout_of(raw: RawTable) -> Layout | None:
    """The layout whose file name it bears, else the one with most columns among those whose required ones are there."""
    stem = _plain(raw.source.split("[")[-1].rstrip("]") if "[" in raw.source else Path(raw.source).stem)
    for layout in LAYOUTS.values():
        if stem in layout.file_names:
            return layout
    fitting = [layout for layout in LAYOUTS.values() if _complete(raw, layout)]
    return max(fitting, key=lambda layout: (len(_seen(raw, layout)), len(layout.required)), default=None)


def _complete(raw: RawTable, layout: Layout) -> bool:
    """Whether every required column is there; a lone `account` column is no sign of anything."""
    seen = _seen(raw, layout)
    return len(layout.required) > 1 and all(column.name in seen for column in layout.required)


def _not_found(folder: Path, layout: Layout, raws: list[RawTable]) -> str:
    if not raws:
        return f"{folder}: no table of {layout.name}; it needs {', '.join(column.name for column in layout.required)}"
    closest = max(raws, key=lambda raw: len(_seen(raw, layout)))
    missing = [column.name for column in layout.required if column.name not in _seen(closest, layout)]
    return f"no table of {layout.name} was recognised. The closest: {_missing_columns(closest, layout, missing)}"
