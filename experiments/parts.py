"""The parts of a sweep: Parquet files of runs, each with the digest of its bytes in its name.

    raw/cells.parquet                  what each cell is
    raw/runs-<key>-<digest>.parquet    some runs of some cells; the key stands for which

A part is written once and never changed. One whose bytes no longer fit its name is damaged: it is removed, and its runs
are missing again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments import files
from experiments.fingerprint import SHORT
from experiments.store import PART_FORMAT, RAW, StoreError

CELLS = "cells.parquet"
NAME = re.compile(rf"runs-([0-9a-f]{{{SHORT}}})-([0-9a-f]{{{SHORT}}})\.parquet")


@dataclass(frozen=True)
class Parts:
    """The parts in a study's folder: all made by the same `code`, on machines with one of these `probes`."""

    folder: Path
    code: str
    probes: tuple[str, ...]

    @property
    def raw(self) -> Path:
        """Where they lie."""
        return self.folder / RAW

    def write_cells(self, cells: pd.DataFrame) -> None:
        """Write down what each cell is."""
        files.write_parquet(self.raw / CELLS, cells, {"format": str(PART_FORMAT), "part": "cells", "code": self.code})

    def write(self, key: str, runs: pd.DataFrame, probe: str) -> Path:
        """Write one part, whole or not at all."""
        notes = {"format": str(PART_FORMAT), "part": "runs", "key": key, "code": self.code, "probe": probe}
        sink = BytesIO()
        files.fill_parquet(sink, runs, notes)
        path = self.raw / f"runs-{key[:SHORT]}-{digest(sink.getvalue())}.parquet"
        files.write_whole(path, lambda file: file.write(sink.getvalue()))
        return path

    def drop_damaged(self) -> list[str]:
        """Remove the parts that are not what was written, and return their names."""
        damaged = [path for path in paths(self.raw) if not is_whole(path)]
        for path in damaged:
            path.unlink()
        return [path.name for path in damaged]

    def drop_failed(self) -> int:
        """Remove the parts that hold failed runs, so that these are missing again; how many parts."""
        failed = [
            path for path in paths(self.raw) if pq.read_table(path, columns=["error"])["error"].null_count < _rows(path)
        ]
        for path in failed:
            path.unlink()
        return len(failed)

    def there(self, keys: Sequence[str], seeds: range, shifts: Sequence[int] = ()) -> npt.NDArray[np.bool_]:
        """Which runs are there: cells (in the order of their keys) x seeds. StoreError if a part is of other code.

        `shifts` are what each cell adds to the seeds.
        """
        found = np.zeros((len(keys), len(seeds)), dtype=bool)
        wanted, added = pa.array(keys), np.array(shifts or [0] * len(keys))
        for columns in self._columns(["cell", "seed"]):
            places = pc.index_in(columns["cell"], wanted).to_numpy(zero_copy_only=False)
            known = ~np.isnan(places.astype(float))
            cells = places[known].astype(int)
            offsets = columns["seed"].to_numpy()[known] - seeds.start - added[cells]
            ours = (offsets >= 0) & (offsets < len(seeds))
            found[cells[ours], offsets[ours]] = True
        return found

    def _columns(self, names: list[str]) -> Iterator[pa.Table]:
        for path in paths(self.raw):
            source = pq.ParquetFile(path)
            self._refuse_foreign(path, source.schema_arrow.metadata or {})
            yield source.read(columns=names)

    def _refuse_foreign(self, path: Path, metadata: Mapping[bytes, bytes]) -> None:
        notes = {key.decode(): value.decode() for key, value in metadata.items()}
        expected = {"format": str(PART_FORMAT), "part": "runs", "code": self.code}
        if any(notes.get(note) != value for note, value in expected.items()) or notes.get("probe") not in self.probes:
            raise StoreError(f"{path} holds results of another model or machine. Start afresh with --fresh.")


def paths(raw: Path) -> list[Path]:
    """The parts in a folder, by name."""
    return sorted(path for path in raw.glob("runs-*.parquet") if NAME.fullmatch(path.name))


def is_whole(path: Path) -> bool:
    """Whether a part's bytes are those that were written."""
    named = NAME.fullmatch(path.name)
    return named is not None and named[2] == digest(path.read_bytes())


def digest(content: bytes) -> str:
    """The digest of a part's bytes as its name shows it."""
    return hashlib.sha256(content).hexdigest()[:SHORT]


def _rows(path: Path) -> int:
    rows: int = pq.read_metadata(path).num_rows
    return rows
