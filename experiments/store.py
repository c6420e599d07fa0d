"""The result store: one folder a study, its parts in Parquet, and a manifest that says what they are results of.

    results/<study>/manifest.json    what was asked, of which model, with which parameters and seeds
    results/<study>/raw/*.parquet    one part a cell, named by the fingerprint of all that it depends on

A part that is there is never computed again; a study killed at any moment goes on where it stopped. Results of another
version of the model's code, or of a machine whose mathematics differ, are refused.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import files
from experiments.fingerprint import SHORT, code_fingerprint, fingerprint, versions
from experiments.machine import machine

FORMAT = 2
"""Of the manifest. 2 added `machine` and `other_machines`; one of format 1 is read as from a machine unknown."""

PART_FORMAT = 1
MANIFEST = "manifest.json"
RAW = "raw"
DURATION = "duration.json"


class StoreError(Exception):
    """Results that cannot be trusted together, or files that are not what they should be."""


@dataclass(frozen=True)
class Manifest:
    """What a study's results are results of.

    `parameters` maps each arm to the fingerprint of its resolved parameters; `seeds` gives `first` and `count`;
    `settings` holds what else decides the tables (years, horizon); `command` is the command line, with relative paths.
    `machine` is where it runs, `other_machines` the probes of those whose results were let in all the same.
    `duration_seconds` is None in a study that git keeps, so that two runs give one file: it stands in `raw/` there.
    """

    study: str
    question: str
    command: str
    parameters: Mapping[str, str]
    seeds: Mapping[str, int]
    settings: Mapping[str, Any] = field(default_factory=dict)
    code: str = field(default_factory=code_fingerprint)
    versions: Mapping[str, str] = field(default_factory=versions)
    machine: Mapping[str, str] = field(default_factory=machine)
    other_machines: Sequence[str] = ()
    state: str = "running"
    duration_seconds: float | None = 0.0
    format: int = FORMAT


@dataclass(frozen=True)
class Study:
    """An open study folder; `part` keeps tables in it, `close` declares it complete."""

    folder: Path
    manifest: Manifest

    def part(self, name: str, key: Mapping[str, Any], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The table kept under `name` and `key`; `make` computes it if it is not there yet.

        The key must hold everything that the table depends on, except the model's code, which the folder vouches for.
        """
        path = self.folder / RAW / f"{name}-{fingerprint(key)[:SHORT]}.parquet"
        if not path.exists():
            files.write_parquet(path, make(), self._notes(name, key))
        return self._read(path, name, key)

    def close(self, duration_seconds: float) -> Manifest:
        """Mark the study complete, and say how long it took."""
        return self.noting(state="complete", duration_seconds=round(duration_seconds, 1)).manifest

    def close_kept(self, duration_seconds: float) -> Manifest:
        """Mark a study complete that git keeps: how long its last run took goes to `raw/`, which git ignores."""
        files.write_json(self.folder / RAW / DURATION, {"duration_seconds": round(duration_seconds, 1)})
        return self.noting(state="complete", duration_seconds=None).manifest

    def noting(self, **changes: Any) -> Study:
        """The study with some entries of its manifest changed, on the disk too."""
        noted = replace(self, manifest=replace(self.manifest, **changes))
        files.write_json(self.folder / MANIFEST, asdict(noted.manifest))
        return noted

    def _notes(self, name: str, key: Mapping[str, Any]) -> dict[str, str]:
        return {"format": str(PART_FORMAT), "part": name, "key": fingerprint(key), "code": self.manifest.code}

    def _read(self, path: Path, name: str, key: Mapping[str, Any]) -> pd.DataFrame:
        try:
            columns = pq.read_table(path)
        except (pa.ArrowException, OSError) as problem:
            raise StoreError(f"{path} is damaged ({problem}). Delete it and run the same command again.") from problem
        found = {key.decode(): value.decode() for key, value in (columns.schema.metadata or {}).items()}
        if any(found.get(note) != value for note, value in self._notes(name, key).items()):
            raise StoreError(f"{path} holds results of another model or question. Start afresh with --fresh.")
        table: pd.DataFrame = columns.to_pandas()
        return table


def duration_of(folder: Path, manifest: Mapping[str, Any]) -> float | None:
    """Seconds that a study took; None if git gave it and it was not made here."""
    stated: float | None = manifest["duration_seconds"]
    beside = folder / RAW / DURATION
    if stated is None and beside.exists():
        stated = float(json.loads(beside.read_text("utf-8"))["duration_seconds"])
    return stated


def open_study(folder: Path, manifest: Manifest, *, fresh: bool = False, other_machines: bool = False) -> Study:
    """Open or begin a study in `folder`; `fresh` first removes the results that are there.

    StoreError if they were made by other code, in another format, or, unless `other_machines`, by other mathematics:
    nothing is changed then.
    """
    if fresh:
        forget(folder)
    earlier = read_manifest(folder)
    if earlier is not None:
        _refuse_other_code(folder, earlier, manifest)
        manifest = _with_other_machines(folder, earlier, manifest, allowed=other_machines)
    files.remove_partials(folder)
    files.write_json(folder / MANIFEST, asdict(manifest))
    return Study(folder, manifest)


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a study folder, None if it has none; StoreError if it is not one of ours."""
    path = folder / MANIFEST
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise StoreError(f"{path} is not JSON ({problem}). Start afresh with --fresh.") from problem
    if isinstance(found, dict) and found.get("format") == 1:
        found = found | {"machine": {}, "other_machines": [], "format": FORMAT}
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StoreError(f"{path} is not a manifest of format {FORMAT}. Start afresh with --fresh.")
    return found


def _with_other_machines(folder: Path, earlier: Mapping[str, Any], manifest: Manifest, *, allowed: bool) -> Manifest:
    """The manifest with the probes of machines that were let in; StoreError if one was not."""
    there, here = earlier["machine"].get("probe"), manifest.machine.get("probe")
    others = [*earlier["other_machines"], *([there] if there and there != here else [])]
    if there and there != here and not allowed:
        raise StoreError(
            f"{folder} holds results of a machine whose mathematics differ (probe {there[:SHORT]}, here "
            f"{str(here)[:SHORT]}), and they should not mix. Nothing was changed. Go on there, start afresh with "
            f"--fresh, or mix them knowingly: salesorg sweep --allow-other-machines."
        )
    return replace(manifest, other_machines=sorted(set(others) - {here}))


def _refuse_other_code(folder: Path, earlier: Mapping[str, Any], manifest: Manifest) -> None:
    if earlier.get("code") != manifest.code:
        raise StoreError(
            f"{folder} holds results of another version of the model (code {str(earlier.get('code'))[:SHORT]}, now "
            f"{manifest.code[:SHORT]}), and they must not mix. Nothing was changed. Start afresh with --fresh, or "
            f"write elsewhere with --results DIR."
        )


def forget(folder: Path) -> None:
    """Remove a study's manifest and parts; tables, figures and whatever else lies beside them stay."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder / RAW, ignore_errors=True)
