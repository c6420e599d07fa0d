"""Whether it pays to dismiss the lowest sellers every year.

Eleven ways to part with sellers go on from the same settled firm and live through the same luck for twelve years,
against the ordinary dismissals that every firm knows. Run it with `python -m experiments.studies.culling`.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments import files
from experiments.analysis.luck import saved_by_year
from experiments.analysis.metrics import METRICS
from experiments.analysis.payback import Payback, payback
from experiments.analysis.tables import mean_over_years
from experiments.analysis.verdict import Finding, find
from experiments.arms import Arm, read_arms
from experiments.figures.differences import differences
from experiments.figures.luck import luck_figure
from experiments.figures.payback import payback_figure
from experiments.figures.style import save
from experiments.report import pages, tables
from experiments.store import Manifest, StoreError, open_study
from experiments.worlds import Worlds
from simulation import load_scenario

QUESTION = "Does it pay to dismiss the lowest sellers every year?"
REFERENCE = "ordinary"
DISMISSALS = ("culling", "culling_two_strikes", "random_dismissal")
INSTEAD = "nobody_dismissed+culling=10%"
CONTENDERS = ("nobody_dismissed", INSTEAD, *(f"{policy}={dose}%" for policy in DISMISSALS for dose in (5, 10, 20)))
WINDOWS = {"years 1-5": (1, 5), "years 8-12": (8, 12)}
YEARS = 12  # a ranking at a year's end shows in the years after it: the last one counts for nothing
DRAWN = ("nobody_dismissed", "culling=10%", "random_dismissal=10%")
LUCK = ("culling=10%", "culling=5%")
HARMLESS = dict.fromkeys(("helping.withheld", "helping.sabotage", "helping.interdependence"), 0.0)
DOUBTED = ("nobody_dismissed", INSTEAD, "culling=10%", "random_dismissal=10%")


@dataclass(frozen=True)
class Found:
    """All that the study found."""

    windows: dict[str, list[Finding]]
    harmless: dict[str, list[Finding]]
    ahead: dict[str, pd.DataFrame]
    saved: pd.DataFrame

    @property
    def paybacks(self) -> dict[str, Payback]:
        """When each arm is ahead for good."""
        return {arm: payback(weekly) for arm, weekly in self.ahead.items()}


def find_out(worlds: Worlds, arms: dict[str, Arm]) -> Found:
    """Live through every world with every arm, and compare; some again where ranking does nothing to colleagues."""
    lived = pd.concat([worlds.lived(arm) for arm in told(arms, "the years of")])
    profit = {arm.name: worlds.weekly_profit(arm) for arm in told(arms, "the weeks of")}
    other = worlds.lived_with_other_luck(arms[LUCK[0]])
    return Found(
        windows={name: judge(lived, years, CONTENDERS) for name, years in WINDOWS.items()},
        harmless=without_harm(worlds),
        ahead={name: profit[name] - profit[REFERENCE] for name in CONTENDERS},
        saved=what_sharing_luck_saves(pd.concat([lived, other])),
    )


def told(arms: dict[str, Arm], what: str) -> Iterator[Arm]:
    """Each arm in turn, said on standard error: the whole takes minutes."""
    for number, arm in enumerate(arms.values(), start=1):
        print(f"{what} {arm.title} ({number} of {len(arms)})", file=sys.stderr, flush=True)
        yield arm


def without_harm(worlds: Worlds) -> dict[str, list[Finding]]:
    """The same where nobody withholds help for being ranked, plays foul, or depends on colleagues who do."""
    firm = load_scenario("midmarket", overrides=HARMLESS)
    arms = {arm.name: arm for arm in read_arms((*DOUBTED, REFERENCE), "midmarket", HARMLESS)}
    calm = Worlds(worlds.study, firm, worlds.seeds, worlds.years)
    lived = pd.concat([calm.lived(arm) for arm in told(arms, "the years without harm of")])
    return {name: judge(lived, years, DOUBTED) for name, years in WINDOWS.items()}


def judge(lived: pd.DataFrame, years: tuple[int, int], contenders: Sequence[str]) -> list[Finding]:
    """Every metric of every arm against the reference, as means over some years."""
    return find(mean_over_years(lived, *years, [metric.name for metric in METRICS]), contenders, REFERENCE)


def what_sharing_luck_saves(lived: pd.DataFrame) -> pd.DataFrame:
    """For the step from 5 to 10 %: how often the variance of the paired difference goes into that of others."""
    trio = (*LUCK, f"{LUCK[0]}, other luck")
    return pd.concat([saved_by_year(lived, metric, trio) for metric in ("profit_money", "revenue_money")])


def write_tables(found: Found, folder: Path) -> None:
    """Every number, for whoever wants to check or draw them differently."""
    files.write_csv(folder / "differences.csv", tables.windows_table(found.windows))
    files.write_csv(folder / "without_harm.csv", tables.windows_table(found.harmless))
    files.write_csv(folder / "payback.csv", tables.payback_table(found.paybacks))
    files.write_csv(folder / "luck.csv", found.saved)


def draw(found: Found, folder: Path, titles: dict[str, str], worlds: int) -> None:
    """Four figures, each the answer to the question in its title."""
    same = (
        f"Difference from ordinary dismissals in the same {worlds} worlds; bars, if longer than marks: 95 % intervals"
    )
    save(differences(found.windows, METRICS[:2], titles, (QUESTION, same)), folder, "does_it_pay")
    what_else = ("What else does dismissing change?", same)
    save(differences(found.windows, METRICS[2:], titles, what_else), folder, "what_else")
    when = (
        "When does it pay?",
        f"Cumulative profit minus that under ordinary dismissals, million EUR, {worlds} worlds",
    )
    save(payback_figure({arm: found.ahead[arm] for arm in DRAWN}, titles, 1e6, when), folder, "when_does_it_pay")
    luck = (
        "How much does sharing luck save?",
        "Yearly profit, culling 10 % against 5 %; bars are 95 % intervals",
    )
    save(luck_figure(found.saved[found.saved["metric"] == "profit_money"], luck), folder, "shared_luck")


def study(folder: Path, seeds: range, command: str, *, fresh: bool = False) -> str:
    """Do the whole study; the page that is also written as README.md."""
    begun = time.monotonic()
    firm = load_scenario("midmarket")
    arms = {arm.name: arm for arm in read_arms((*CONTENDERS, REFERENCE), "midmarket", {})}
    manifest = Manifest(
        study="culling",
        question=QUESTION,
        command=command,
        parameters={name: arm.scenario.fingerprint() for name, arm in arms.items()},
        seeds={"first": seeds.start, "count": len(seeds)},
        settings={"years": YEARS},
    )
    store = open_study(folder, manifest, fresh=fresh)
    found = find_out(Worlds(store, firm, seeds, YEARS), arms)
    titles = {name: arm.title for name, arm in arms.items()}
    write_tables(found, folder)
    draw(found, folder, titles, len(seeds))
    manifest = store.close_kept(time.monotonic() - begun)
    page = pages.culling_page(found, titles, manifest, firm.currency)
    files.write_text(folder / "README.md", page)
    return page


def main() -> None:
    """Read the command line and do the study."""
    asked = argparse.ArgumentParser(prog="python -m experiments.studies.culling", description=QUESTION)
    asked.add_argument("--seeds", type=int, default=200, help="worlds to live through (default 200)")
    asked.add_argument("--preview", action="store_true", help="20 worlds, into a folder that git ignores")
    asked.add_argument("--fresh", action="store_true", help="forget the results of an earlier version of the model")
    asked.add_argument("--results", type=Path, default=Path("results"), help="where the study's folder lies")
    given = asked.parse_args()
    if given.seeds < 2:
        asked.error(f"--seeds {given.seeds}: an interval needs at least 2 worlds, a study 200")
    folder, seeds = given.results / "culling", range(20 if given.preview else given.seeds)
    command = f"python -m experiments.studies.culling --seeds {len(seeds)}"
    try:
        print(study(folder / "raw" / "preview" if given.preview else folder, seeds, command, fresh=given.fresh))
    except StoreError as problem:
        asked.exit(2, f"{problem}\n")
    except KeyboardInterrupt:
        asked.exit(130, "interrupted; the same command goes on from the parts that are done\n")
    except OSError as problem:
        asked.exit(3, f"{problem.filename or folder}: {problem.strerror or problem}\n")


if __name__ == "__main__":
    main()
