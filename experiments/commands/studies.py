"""Where a study is: the file that says what it runs, and the folder of its results."""

from __future__ import annotations

from pathlib import Path

from simulation import ScenarioError
from simulation.parameters.check import nearest

SHIPPED = Path(__file__).parent.parent / "sweeps"
ENDINGS = (".toml", ".py")


def study_file(study: str) -> Path:
    """A study file by path, or a shipped one by its name; ScenarioError names the nearest."""
    if study.endswith(ENDINGS):
        return Path(study)
    shipped = {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}
    if study not in shipped:
        raise ScenarioError(f"no study {study} is shipped{nearest(study, shipped)} (a path ends in .toml or .py)")
    return shipped[study]


def study_folder(study: str, results: Path) -> Path:
    """The folder of a study's results, by the study's name, its file, or the folder itself; ScenarioError if none."""
    places = [results / Path(study).stem if study.endswith(ENDINGS) else results / study, Path(study)]
    for place in places:
        if (place / "manifest.json").is_file():
            return place
    known = [path.parent.name for path in sorted(results.glob("*/manifest.json"))]
    raise ScenarioError(f"{results.as_posix()} holds no results of a study {study}{nearest(Path(study).stem, known)}")
