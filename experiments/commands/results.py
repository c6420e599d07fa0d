"""`salesorg results`: which studies there are and how far each is; of one, what it is, or how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments.commands.screen import console, print_json, table
from experiments.commands.studies import study_folder
from experiments.fingerprint import SHORT, code_fingerprint
from experiments.parts import paths
from experiments.report.methods import bibtex, methods
from experiments.store import MANIFEST, RAW, StoreError, duration_of, read_manifest
from experiments.sweep.tables import counts

HEADER = ("Study", "State", "Seeds", "Runs", "Failed", "MB", "Seconds")


def list_studies(results: Path, as_program: bool) -> None:
    """Print every study below a folder."""
    found = list(_studies(results))
    if as_program:
        print_json({"schema": "salesorg-results-1", "command": "results", "studies": found})
        return
    if not found:
        console().print(f"{results.as_posix()} holds no studies yet.")
        return
    console().print(table(HEADER, [tuple(_cells(study)) for study in found]))


def show_study(study: str, results: Path, cite: bool, as_program: bool) -> None:
    """Print what a study is, or with `cite` its methods paragraph and BibTeX."""
    folder = study_folder(study, results)
    manifest = _manifest(folder)
    about = _about(folder, manifest)
    if cite:
        text = {"methods": methods(manifest, about["runs"], about["failed"]), "bibtex": bibtex(manifest)}
    if as_program:
        print_json({"schema": "salesorg-results-1", "command": "results", "studies": [about]} | (text if cite else {}))
    elif cite:
        console().print(f"{text['methods']}\n\n{text['bibtex']}", soft_wrap=True)
    else:
        _show(about, manifest)


def _studies(results: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(results.glob(f"*/{MANIFEST}")):
        try:
            yield _about(path.parent, _manifest(path.parent))
        except StoreError as problem:
            yield {"study": path.parent.name, "state": "unreadable", "problem": str(problem)}


def _manifest(folder: Path) -> dict[str, Any]:
    found = read_manifest(folder)
    if found is None:
        raise StoreError(f"{folder} has no {MANIFEST}")
    return found


def _about(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    swept = [place for place in (folder, *_sweeps(folder)) if paths(place / RAW)]
    runs, failed = (sum(column) for column in zip((0, 0), *map(counts, swept), strict=True))
    size = sum(path.stat().st_size for path in (folder / RAW).rglob("*.parquet"))
    return {
        "study": folder.name,
        "state": _state(manifest),
        "question": manifest["question"],
        "seeds": manifest["seeds"],
        "runs": runs,
        "failed": failed,
        "megabytes": round(size / 1e6, 1),
        "duration_seconds": duration_of(folder, manifest),
    }


def _sweeps(folder: Path) -> list[Path]:
    """The sweeps that a study keeps below itself; a preview is none of them."""
    return sorted(path.parent for path in (folder / RAW).glob(f"*/{MANIFEST}"))


def _state(manifest: Mapping[str, Any]) -> str:
    """Complete, interrupted (the same command goes on), or of older code (nothing can be added to it)."""
    if not manifest["settings"].get("model") and manifest["code"] != code_fingerprint():
        return "of other code"
    return "complete" if manifest["state"] == "complete" else "interrupted"


def _cells(about: Mapping[str, Any]) -> Iterator[str]:
    yield from (about["study"], about["state"])
    if "problem" in about:
        yield from [""] * (len(HEADER) - 2)
        return
    numbers = (about["seeds"]["count"], about["runs"], about["failed"])
    yield from (*(f"{number:,}" for number in numbers), f"{about['megabytes']:,.1f}")
    yield "" if about["duration_seconds"] is None else f"{about['duration_seconds']:,.0f}"


def _show(about: Mapping[str, Any], manifest: Mapping[str, Any]) -> None:
    screen = console()
    screen.print(f"{about['study']}: {about['question']}", style="bold")
    seeds = about["seeds"]
    screen.print(f"{about['state']}; {about['runs']:,} runs, {about['failed']:,} failed; seeds from {seeds['first']}, "
                 f"{seeds['count']:,} of them; {about['megabytes']:,.1f} MB")  # fmt: skip
    screen.print(f"Command: {manifest['command']}")
    screen.print(f"Code {manifest['code'][:SHORT]}; {', '.join(f'{k} {v}' for k, v in manifest['versions'].items())}")
    if manifest["other_machines"]:
        screen.print("Results of machines whose mathematics differ are mixed.", style="bold")
