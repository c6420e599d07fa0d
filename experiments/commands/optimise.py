"""`salesorg optimise`: the best mix of policies, and what is left of it on fresh luck."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments import files
from experiments.commands.screen import console, patience, print_json, table, warn_of_crowding
from experiments.optimise.found import MIX_FILE, Found, as_json, policy_file
from experiments.optimise.judge import rescore
from experiments.optimise.live import Lives
from experiments.optimise.question import Search
from experiments.optimise.search import explore, require_optimiser
from experiments.report.searched import limits, page, screen_rows, sentences
from experiments.store import Manifest, Study, open_study

ANSWER = "optimise.json"
HEADER = ("Policy", "In the search", "Fresh luck", "Firms never searched", "Verdict")


def optimise(search: Search, command: str, results: Path, workers: int | None, as_program: bool) -> None:
    """Search, live the front again, write the answer into a folder of its own in `results`, and print it.

    Stopped, the same command goes on: what one mix lived is kept as soon as it is there.
    """
    optimiser = require_optimiser()
    files.check_writable(results)
    folder = results / f"optimise-{search.fingerprint(optimiser)[:12]}"
    begun = time.monotonic()
    with files.alone(folder):
        study = open_study(folder, _manifest(search, command))
        found = _found(search, study, optimiser, workers)
        told = as_json(found, command)
        _write(found, told, folder)
        study.close(time.monotonic() - begun)
    if as_program:
        print_json(told)
    else:
        show(told, folder)


def _found(search: Search, study: Study, optimiser: str, workers: int | None) -> Found:
    lives = Lives(search, study, workers)
    firms = len(search.ensemble.members)
    with patience(
        f"living mixes in {len(search.searched)} plausible firms, {search.effort.futures} futures each"
    ) as told:
        tried = explore(search, lives.of, told)
    if not tried.chosen:
        return Found(search, tried, None, optimiser)
    what = f"living {len(tried.chosen)} mixes again in {firms} firms, {search.effort.judging} fresh futures each"
    with patience(what) as told:
        return Found(search, tried, rescore(search, tried, study, workers, told), optimiser)


def _write(found: Found, told: Mapping[str, Any], folder: Path) -> None:
    """Tables, policy files and the page; what an earlier, longer front left behind goes."""
    files.write_csv(folder / "tried.csv", found.tried.table)
    for stale in (*folder.glob("mix-*.toml"), folder / "front.csv"):
        stale.unlink(missing_ok=True)
    if found.rescored is not None:
        files.write_csv(folder / "front.csv", found.rescored.outcomes)
    for number, mix in enumerate(found.tried.chosen, 1):
        files.write_text(folder / MIX_FILE.format(number), policy_file(found.search, mix))
    files.write_text(folder / "README.md", page(told))
    files.write_json(folder / ANSWER, told)


def show(told: Mapping[str, Any], folder: Path) -> None:
    """Print the answer, the front before and after, and where the rest is."""
    screen = console()
    for sentence in sentences(told):
        screen.print(sentence)
    if told["mixes"]:
        screen.print()
        screen.print(table(HEADER, screen_rows(told), "Profit"))
    screen.print()
    for limit in limits(told):
        screen.print(limit, style="dim")
    warn_of_crowding(screen, float(told["overflows"]))
    after = f" Next: salesorg whatif {told['firm']['name']} --policy {(folder / 'mix-1.toml').as_posix()}"
    screen.print(f"Written to {folder.as_posix()}.{after if told['mixes'] else ''}", style="dim")


def _manifest(search: Search, command: str) -> Manifest:
    return Manifest(
        study="optimise",
        question=search.sentence,
        command=command,
        parameters={search.against.name: search.against.scenario.fingerprint()},
        seeds={"first": search.seeds(0).start, "count": search.effort.futures},
        settings={"years": search.years, "firms": len(search.ensemble.members), "budget": search.effort.budget},
    )
