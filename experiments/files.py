"""Files are written whole or not at all: a kill, a crash or a full disk leaves the old file or none, never a half."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

if sys.platform != "win32":
    import fcntl

PARTIAL = ".partial"
LOCK = ".lock"


class BusyError(Exception):
    """Another process works in the same folder."""


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let `write` fill a temporary file beside `path`, which reaches the disk and only then takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("wb") as sink:
            write(sink)
            sink.flush()
            os.fsync(sink.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is lasting only when its folder has reached the disk; Windows has no way to ask, and no need."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_writable(folder: Path) -> None:
    """Fail before hours of work rather than after: OSError if nothing could be written into a folder, new or old."""
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a folder that no other process works in; BusyError if one does. A process that dies lets go of it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(f"another process is at work in {folder}: wait for it, or stop it") from None
        yield


def write_folder(folder: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write into a temporary folder beside `folder`, which takes its name once everything is there.

    `folder` must be new or empty.
    """
    partial = folder.with_name(f".{folder.name}.{os.getpid()}{PARTIAL}") if folder.name else folder
    partial.mkdir(parents=True)
    try:
        fill(partial)
        if folder.exists():
            folder.rmdir()  # Windows renames onto nothing, not even onto an empty folder
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with newlines as given."""
    write_whole(path, lambda sink: sink.write(text.encode()))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON that people can read and diff."""
    write_text(path, to_json(content) + "\n")


def to_json(content: Mapping[str, Any]) -> str:
    """Strict JSON: a NaN or infinity is an error here rather than in the reader's program."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as UTF-8 CSV with full precision and without its index."""
    write_text(path, table.to_csv(index=False, lineterminator="\n"))


def write_parquet(path: Path, table: pd.DataFrame, notes: Mapping[str, str] | None = None) -> None:
    """Write a table as Parquet; `notes` go into the file's own metadata."""
    write_whole(path, lambda sink: fill_parquet(sink, table, notes))


def fill_parquet(sink: IO[bytes], table: pd.DataFrame, notes: Mapping[str, str] | None = None) -> None:
    """Write a table as Parquet into an open file."""
    columns = pa.Table.from_pandas(table, preserve_index=False)
    described = columns.replace_schema_metadata({**(columns.schema.metadata or {}), **(notes or {})})
    pq.write_table(described, sink)


def remove_partials(folder: Path) -> None:
    """Clear what killed processes left behind; files of processes that still run are left alone."""
    for partial in folder.rglob(f".*{PARTIAL}"):
        if not _alive(int(partial.name.removesuffix(PARTIAL).rpartition(".")[2])):
            partial.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
