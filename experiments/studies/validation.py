"""Whether the simulated firm behaves like real ones, in all target patterns at once.

The default firm is measured against the bands of `experiments/validation/bands.toml`. Run it with
`python -m experiments.studies.validation`; `salesorg validate` prints the same for any firm.
"""

import argparse
import sys
import time
from dataclasses import asdict
from pathlib import Path

from experiments import files
from experiments.figures.bands import bands_figure, groups_of
from experiments.figures.style import save
from experiments.report.validation import page
from experiments.store import Manifest, Study
from experiments.validation.answer import Answer, Question, ask, validate
from experiments.validation.bands import titles
from experiments.validation.validate import PASSED

QUESTION = "Does the simulated firm behave like real ones?"
SEEDS = 100


def draw(found: Answer, folder: Path) -> None:
    """The picture: each check against its band."""
    met = sum(found.verdicts[pattern] == PASSED for pattern in found.counted)
    title = f"{QUESTION} In {met} of {len(found.counted)} patterns it does"
    firms = f"{len(found.question.seeds)} firms ({found.question.firm.title})"
    what = f"{found.headline}\nEach row has its own scale; numbers are means over {firms}"
    groups = groups_of(found.table, titles(), found.verdicts)
    save(bands_figure(groups, (title, what)), folder, "bands")


def study(folder: Path, question: Question, command: str) -> str:
    """Do the whole study; the page that is also written as README.md, and the manifest last."""
    begun = time.monotonic()
    files.check_writable(folder)
    found = validate(question, progress=told)
    files.write_csv(folder / "patterns.csv", found.table)
    draw(found, folder)
    manifest = manifest_of(question, command)
    files.write_text(folder / "README.md", text := page(found, manifest))
    Study(folder, manifest).close_kept(time.monotonic() - begun)
    return text


def manifest_of(question: Question, command: str) -> Manifest:
    """What the results are results of."""
    return Manifest(
        study="validation",
        question=QUESTION,
        command=command,
        parameters={"firm": question.firm.fingerprint()},
        seeds={"first": question.seeds.start, "count": len(question.seeds)},
        settings=asdict(question.size),
        state="complete",
    )


def told(done: int, total: int) -> None:
    """Progress on standard error: the whole takes minutes."""
    print(f"firm {done} of {total}", file=sys.stderr, flush=True)


def main() -> None:
    """Read the command line and do the study."""
    asked = argparse.ArgumentParser(prog="python -m experiments.studies.validation", description=QUESTION)
    asked.add_argument("--seeds", type=int, default=SEEDS, help=f"firms to measure (default {SEEDS})")
    asked.add_argument("--results", type=Path, default=Path("results"), help="where the study's folder lies")
    given = asked.parse_args()
    if given.seeds < 2:
        asked.error(f"--seeds {given.seeds}: an interval needs at least 2 firms, a study {SEEDS}")
    command = f"python -m experiments.studies.validation --seeds {given.seeds}"
    try:
        print(study(given.results / "validation", ask("midmarket", range(given.seeds)), command))
    except KeyboardInterrupt:
        asked.exit(130, "interrupted; nothing half-done was kept\n")
    except OSError as problem:
        asked.exit(3, f"{problem.filename or given.results}: {problem.strerror or problem}\n")


if __name__ == "__main__":
    main()
