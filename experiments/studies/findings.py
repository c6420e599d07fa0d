"""Write `results/README.md`: what all studies found, from their manifests and pages.

Run it with `python -m experiments.studies.findings`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from experiments import files
from experiments.fingerprint import code_fingerprint
from experiments.report.findings import Told, findings_page
from experiments.store import StoreError, read_manifest

FIRST = ("claims", "seven_factors", "what_the_author_saw", "factors", "culling")
"""What most will want to read first; all other studies follow by name."""


def told(results: Path) -> Iterator[Told]:
    """Every study that has a manifest and a page; StoreError if a manifest cannot be read."""
    found = [path.parent for depth in ("*", "*/*") for path in results.glob(f"{depth}/manifest.json")]
    names = {folder.relative_to(results).as_posix() for folder in found}
    for name in (*(name for name in FIRST if name in names), *sorted(names - set(FIRST))):
        manifest, page = read_manifest(results / name), results / name / "README.md"
        if manifest is not None and page.is_file():
            yield Told(name, manifest, page.read_text("utf-8"))


def write(results: Path) -> str:
    """The page, which is also written."""
    text = findings_page(told(results), code_fingerprint())
    files.write_text(results / "README.md", text)
    return text


def main() -> None:
    """Read the command line and write the page."""
    asked = argparse.ArgumentParser(prog="python -m experiments.studies.findings", description=__doc__)
    asked.add_argument("--results", type=Path, default=Path("results"), help="where the studies lie")
    try:
        print(write(asked.parse_args().results))
    except StoreError as problem:
        asked.exit(2, f"{problem}\n")


if __name__ == "__main__":
    main()
