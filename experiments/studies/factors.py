"""Which habits of winning sales organisations earn more, where, and at what cost.

Every overlay of `experiments/policies/factors/` is laid over every scenario by half, in full and twice, and all of them
together. Each goes on from the same settled firms as the firm that stays as it is, and lives through the same luck. Run
it with `python -m experiments.studies.factors`.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from experiments import files
from experiments.analysis.claims import with_sum
from experiments.analysis.metrics import METRICS, metric_named
from experiments.analysis.tables import mean_over_years, span_of
from experiments.analysis.verdict import Finding, find
from experiments.arms import Arm, read_arm
from experiments.doses import AS_IT_IS, FULL, TOGETHER, Dosed, Scene, as_it_is, dosed_arms, overlays
from experiments.effects import Effects, read_effects
from experiments.figures.factors import draw
from experiments.report import factor_tables as tables
from experiments.report.factor_book import PROFIT, Book
from experiments.report.factors import factors_page, scenario_page
from experiments.report.tables import record
from experiments.store import Manifest, StoreError, Study, open_study
from experiments.worlds import Worlds
from simulation import ScenarioError
from simulation.layers import CATALOGUE

QUESTION = "Which habits of winning sales organisations earn more, and where?"
DEFAULT = "midmarket"
SCENARIOS = (DEFAULT, "enterprise", "transactional", "insurance_agents", "sweden", "turbulent", "stable", "maven")
CHANNELS = Path(__file__).with_name("factors_channels.toml")
EARLY, LATE = (1, 5), (8, 12)
DERIVED = ["kind", "title", "size", "group", "hurts", "label", "unit", "more_seeds"]
"""Columns for pages and figures that the other columns, with the overlays and channels, tell as well."""

PRICE = "norms.hours_at_full"
PRICES = CATALOGUE.find(PRICE).plausible or ()
SEEDS, PREVIEW = 24, 8
"""Paired worlds: 12 settled all verdicts by profit but those that turn on the world, and these are twice as many."""
BATCH = 20
"""Worlds whose settled firms are held in memory at a time."""

Cast = Mapping[str, Sequence[Dosed]]
"""The arms of each scenario, by the scenario's name or path; the first is at home."""


def live(store: Study, arms: Sequence[Arm], seeds: range, years: int) -> pd.DataFrame:
    """One row an arm, seed and year, a batch of worlds at a time; the first arm is the firm in which all begin."""
    batches = [seeds[first : first + BATCH] for first in range(0, len(seeds), BATCH)]
    settled = (Worlds(store, arms[0].scenario, batch, years) for batch in batches)
    return pd.concat([worlds.lived(arm) for worlds in settled for arm in arms], ignore_index=True)


def judge(lived: pd.DataFrame, arms: Sequence[Arm], years: tuple[int, int], effects: Effects) -> list[Finding]:
    """Earnings and behaviour of every arm against the first, as means over some years."""
    metrics = (*METRICS, *effects.metrics)
    table = mean_over_years(lived, *years, [metric.name for metric in metrics])
    return find(table, [arm.name for arm in arms[1:]], arms[0].name, metrics)


def look(store: Study, name: str, dosed: Sequence[Dosed], seeds: range, effects: Effects) -> tuple[Scene, pd.DataFrame]:
    """Live through one scenario with every dose: what was found, and the years behind it."""
    arms = [as_it_is(name), *(one.arm for one in dosed)]
    lived = live(store, arms, seeds, EARLY[1])
    findings = judge(lived, arms, EARLY, effects)
    return Scene(Path(name).stem, arms[0].scenario, tuple(dosed), {span_of(EARLY): findings}), lived


def look_further(store: Study, name: str, scene: Scene, seeds: range, effects: Effects) -> Scene:
    """The same scene with what becomes of the full doses in the long run."""
    arms = [as_it_is(name), *(one.arm for one in scene.at(FULL))]
    findings = judge(live(store, arms, seeds, LATE[1]), arms, LATE, effects)
    return replace(scene, windows={**scene.windows, span_of(LATE): findings})


def beyond_sum(scene: Scene, lived: pd.DataFrame) -> dict[str, Finding]:
    """Profit of all overlays together against the sum of what each brings alone; nothing if there is only one."""
    singles = [one.arm.name for one in scene.at(FULL) if one.factor != TOGETHER]
    joint = [one.arm.name for one in scene.of(TOGETHER)]
    if not joint:
        return {}
    few = lived[lived["arm"].isin([AS_IT_IS, *singles, *joint])]
    table = with_sum(mean_over_years(few, *EARLY, [PROFIT]), singles, AS_IT_IS, "sum")
    return {scene.name: find(table, joint, "sum", [metric_named(PROFIT)])[0]}


def price(store: Study, name: str, dosed: Sequence[Dosed], seeds: range) -> dict[float, dict[str, Finding]]:
    """Profit of the full doses in one scenario if programmes took few or many of the hours that they may take."""
    found = {}
    for hours in PRICES:
        other = {PRICE: hours}
        arms = [as_it_is(name, other), *(read_arm(one.arm.name, name, other) for one in dosed if one.dose == FULL)]
        table = mean_over_years(live(store, arms, seeds, EARLY[1]), *EARLY, [PROFIT])
        findings = find(table, [arm.name for arm in arms[1:]], AS_IT_IS, [metric_named(PROFIT)])
        found[hours] = {one.difference.arm: one for one in findings}
    return found


def find_out(store: Study, cast: Cast, seeds: range, effects: Effects) -> Book:
    """Live through every scenario with every dose, through the first one also for long."""
    scenes: list[Scene] = []
    beyond: dict[str, Finding] = {}
    for number, (name, dosed) in enumerate(cast.items(), start=1):
        print(f"{Path(name).stem} ({number} of {len(cast)})", file=sys.stderr, flush=True)
        scene, lived = look(store, name, dosed, seeds, effects)
        scenes.append(look_further(store, name, scene, seeds, effects) if number == 1 else scene)
        beyond |= beyond_sum(scene, lived)
    print(f"{PRICE} at {' and '.join(f'{hours:g}' for hours in PRICES)}", file=sys.stderr, flush=True)
    home, dosed = next(iter(cast.items()))
    return Book(scenes, effects, beyond, span_of(EARLY), price(store, home, dosed, seeds))


def write_tables(book: Book, table: pd.DataFrame, folder: Path) -> None:
    """Every number, for whoever wants to check or draw them differently."""
    for kind, name in ((tables.EARNING, "earnings"), (tables.BEHAVIOUR, "behaviour")):
        files.write_csv(folder / f"{name}.csv", tables.short(table[table["kind"] == kind].drop(columns=DERIVED)))
    files.write_csv(folder / "claims.csv", book.claims_table)
    files.write_csv(folder / "levers.csv", book.levers_table)
    priced = [{PRICE: hours, **record(one)} for hours, found in book.prices.items() for one in found.values()]
    files.write_csv(folder / "prices.csv", tables.short(pd.DataFrame(priced)))


def write_pages(book: Book, manifest: Manifest, folder: Path) -> str:
    """The README, which is returned, and a page for each scenario."""
    for scene in book.scenes:
        files.write_text(folder / "scenarios" / f"{scene.name}.md", scenario_page(book, scene))
    files.write_text(folder / "README.md", text := factors_page(book, manifest))
    return text


def study(
    folder: Path, seeds: range, command: str, *, scenarios: Sequence[str] = SCENARIOS, fresh: bool = False
) -> str:
    """Do the whole study, everything read and checked before anything runs; the page that is also README.md."""
    begun = time.monotonic()
    effects = read_effects(CHANNELS)
    cast = {name: dosed_arms(name, overlays()) for name in scenarios}
    manifest = Manifest(
        study="factors",
        question=QUESTION,
        command=command,
        parameters={f"{name}: {one.arm.name}": one.arm.scenario.fingerprint() for name in cast for one in cast[name]},
        seeds={"first": seeds.start, "count": len(seeds)},
        settings={"years": EARLY[1], "late_years": LATE[1], "reference": AS_IT_IS},
    )
    store = open_study(folder, manifest, fresh=fresh)
    book = find_out(store, cast, seeds, effects)
    table = tables.effects_table(book.scenes, effects)
    write_tables(book, table, folder)
    draw(book, table, folder, len(seeds))
    return write_pages(book, store.close_kept(time.monotonic() - begun), folder)


def main() -> None:
    """Read the command line and do the study."""
    asked = argparse.ArgumentParser(prog="python -m experiments.studies.factors", description=QUESTION)
    asked.add_argument("--seeds", type=int, default=SEEDS, help=f"worlds to live through (default {SEEDS})")
    asked.add_argument("--preview", action="store_true", help=f"{PREVIEW} worlds, into a folder that git ignores")
    asked.add_argument("--scenarios", default=",".join(SCENARIOS), help="which, separated by commas; the first at home")
    asked.add_argument("--fresh", action="store_true", help="forget the results of an earlier version of the model")
    asked.add_argument("--results", type=Path, default=Path("results"), help="where the study's folder lies")
    given = asked.parse_args()
    if given.seeds < 2:
        asked.error(f"--seeds {given.seeds}: an interval needs at least 2 worlds, a study {SEEDS}")
    folder, seeds = given.results / "factors", range(PREVIEW if given.preview else given.seeds)
    scenarios = tuple(given.scenarios.split(","))
    command = f"python -m experiments.studies.factors --seeds {len(seeds)}"
    command += "" if scenarios == SCENARIOS else f" --scenarios {given.scenarios}"
    place = folder / "raw" / "preview" if given.preview else folder
    try:
        print(study(place, seeds, command, scenarios=scenarios, fresh=given.fresh))
    except (StoreError, ScenarioError) as problem:
        asked.exit(2, f"{problem}\n")
    except KeyboardInterrupt:
        asked.exit(130, "interrupted; the same command goes on from the parts that are done\n")
    except OSError as problem:
        asked.exit(3, f"{problem.filename or folder}: {problem.strerror or problem}\n")


if __name__ == "__main__":
    main()
