"""Whether headline claims hold, each in every world it names, and whether the answer survives what must not matter.

The claims stand in `experiments/claims.toml`, with metric, direction and margin, and were written before this was run.
At home they are judged again under other seeds, with seats and teams renamed, with the week cut in two, and in a firm
twice as large. `salesorg claims` does it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.analysis.claims import CLAIM_WORDS, claim_word
from experiments.analysis.judged import judged
from experiments.analysis.metrics import METRICS, Metric, metric_named
from experiments.analysis.verdict import BETTER, EQUAL, HIGHER, LOWER, UNTOLD, WORSE, Verdict
from experiments.design import Plan, Row, policies
from experiments.relabelling import relabelled
from experiments.report.study_page import Answer, Spent, cell
from experiments.report.tables import markdown
from experiments.store import Study
from experiments.studies.frame import Crew, Inquiry, Runs, Size
from simulation import ScenarioError, burn_in, load_scenario, run_many
from simulation.layers import refuse_other_format
from simulation.parameters.check import nearest, show
from simulation.toml_text import read_toml

FILE = Path(__file__).parents[1] / "claims.toml"
QUESTION = "Which headline claims hold, and do the answers survive what must not matter?"
AS_IS, PREVIEW, OTHER_SEEDS = "as_it_is", 4, 10_000
UP, DOWN, SAME, NOT_UP, NOT_DOWN = "up", "down", "same", "not up", "not down"
MEANS = {
    UP: {BETTER, HIGHER}, DOWN: {WORSE, LOWER}, SAME: {EQUAL},
    NOT_UP: {EQUAL, WORSE, LOWER}, NOT_DOWN: {EQUAL, BETTER, HIGHER},
}  # fmt: skip
"""The verdicts under which a claim of each direction is true."""

SEEDS, RENAMED, STEP, SIZE = "other seeds", "seats renamed", "half a step", "twice the size"
CHECKS = (SEEDS, RENAMED, STEP, SIZE)
HELD, BROKEN = "same answer", "another answer"
LIMITS = (
    "Worlds are shipped scenarios. *Supported*: true in each that is named; *contradicted*: settled otherwise in each;",
    "*no effect that matters*: practically equal in each.",
    "*Depends*: true in some, settled otherwise in others.",
    "What is assumed in the model is assumed in every world, and under every check.",
    "Checks are done at home only, and *cannot tell yet* where either answer is none.",
)


@dataclass(frozen=True)
class Claim:
    """What is said, and what would be seen if it were true: a metric of a policy against another, in some worlds."""

    id: str
    says: str
    policy: str
    against: str
    metric: Metric
    direction: str
    worlds: tuple[str, ...]

    def true_by(self, word: str) -> Verdict:
        """A verdict of one world as one on the claim, for `claim_word`."""
        if word == UNTOLD:
            return Verdict(UNTOLD, more_worlds=1)
        if word in MEANS[self.direction]:
            return Verdict(BETTER)
        return Verdict(EQUAL if word == EQUAL else WORSE)


@dataclass(frozen=True)
class Claims:
    """A file of claims, read and checked."""

    claims: tuple[Claim, ...]
    years: int
    seeds: range
    home: str

    @property
    def worlds(self) -> list[str]:
        """Every world that some claim names, home first."""
        return list(dict.fromkeys([self.home, *(world for claim in self.claims for world in claim.worlds)]))

    @property
    def arms(self) -> list[Row]:
        """Every policy that some claim names."""
        named = dict.fromkeys(name for claim in self.claims for name in (claim.policy, claim.against))
        return [Row(AS_IS), *policies([name for name in named if name != AS_IS])]


def read_claims(path: Path = FILE) -> Claims:
    """The claims of a file; ScenarioError names every one that cannot be judged."""
    tables = read_toml(path)
    refuse_other_format(tables, path.name)
    usual, problems = tuple(tables.get("everywhere", {}).get("worlds", ())), list[str]()
    found = [_read(table, usual, problems) for table in tables.get("claim", [])]
    if not found:
        problems.append("there is no [[claim]]")
    if problems:
        raise ScenarioError(f"{path.name}: {problem}" for problem in problems)
    seeds = range(tables["seeds"]["first"], tables["seeds"]["first"] + tables["seeds"]["count"])
    return Claims(tuple(claim for claim in found if claim), tables["years"], seeds, tables["home"])


def _read(table: Mapping[str, Any], usual: tuple[str, ...], problems: list[str]) -> Claim | None:
    name = str(table.get("id", "a claim without id"))
    known = {"id", "says", "policy", "against", "metric", "direction", "margin", "worlds"}
    wrong = [f"{name}: {key} is no key of a claim{nearest(key, known)}" for key in table if key not in known]
    wrong += [f"{name}: {key} is missing" for key in ("says", "policy", "metric", "direction") if key not in table]
    names = [metric.name for metric in METRICS]
    if table.get("metric", names[0]) not in names:
        wrong.append(f"{name}: metric = {show(table['metric'])}{nearest(str(table['metric']), names)}")
    if table.get("direction", UP) not in MEANS:
        wrong.append(f"{name}: direction = {show(table['direction'])}, but it must be one of {', '.join(MEANS)}")
    problems += wrong
    if wrong:
        return None
    metric = metric_named(table["metric"])
    metric = replace(metric, margin=float(table.get("margin", metric.margin)))
    against, worlds = table.get("against", AS_IS), tuple(table.get("worlds", usual))
    return Claim(name, table["says"], table["policy"], against, metric, table["direction"], worlds)


def plans(asked: Claims, size: Size, _: Runs) -> Mapping[str, Plan]:
    """All policies in every world, and at home again under three of the checks."""
    seeds = asked.seeds[: size.of(len(asked.seeds), PREVIEW)]
    worlds = asked.worlds[: size.of(len(asked.worlds), 2)]
    found = {world: Plan(QUESTION, world, years=asked.years, seeds=seeds, arms=asked.arms) for world in worlds}
    home, teams = found[asked.home], load_scenario(asked.home).organization.teams
    others = range(seeds.start + OTHER_SEEDS, seeds.stop + OTHER_SEEDS)
    return found | {
        SEEDS: replace(home, seeds=others),
        STEP: replace(home, settings={"calendar.steps_per_week": 2}),
        SIZE: replace(home, settings={"organization.teams": 2 * teams}),
    }


def made(asked: Claims, size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
    """The runs at home that go on from settled firms whose seats and teams have other names."""
    seeds, firm = (
        asked.seeds[: size.of(len(asked.seeds), PREVIEW)],
        load_scenario(asked.home, overrides=dict(size.firm)),
    )
    arms = {row.name: firm.with_overrides(row.values, row.name) if row.values else firm for row in asked.arms}
    key = {"arms": {name: arm.fingerprint() for name, arm in arms.items()}, "firm": firm.fingerprint(),
           "seeds": [seeds.start, seeds.stop], "years": asked.years}  # fmt: skip

    def live() -> pd.DataFrame:
        states = [relabelled(state, state.seed) for state in burn_in(firm, seeds, workers=how.workers)]
        lived = run_many(list(arms.values()), seeds, years=asked.years, states=states, workers=how.workers)
        return lived.assign(arm=[list(arms)[number] for number in lived["scenario"]])

    runs = study.part("renamed", key, live)
    years = len(seeds) * (firm.calendar.burn_in_years + len(arms) * asked.years)
    return {RENAMED: runs}, Spent(len(runs), 0, years, float(runs["overflows"].sum()))


def verdicts(runs: pd.DataFrame, claims: Sequence[Claim]) -> pd.DataFrame:
    """One row a claim: the difference it is about in one table of runs; Holm among the claims of a metric."""
    parts = []
    for metric in dict.fromkeys(claim.metric for claim in claims):
        wide = runs.pivot_table(index="seed", columns="arm", values=metric.name)
        some = {claim.id: claim for claim in claims if claim.metric == metric}
        differences = pd.DataFrame({name: wide[claim.policy] - wide[claim.against] for name, claim in some.items()})
        level = pd.Series({name: float(wide[claim.against].mean()) for name, claim in some.items()})
        parts.append(judged(differences, metric, level).rename_axis(index="claim").reset_index())
    return pd.concat(parts, ignore_index=True).assign(
        metric=[m.name for m in dict.fromkeys(c.metric for c in claims) for c in claims if c.metric == m]
    )


def answer(asked: Claims, runs: Runs) -> Answer:
    """Each claim's word over its worlds, and what the checks say of it at home."""
    lived = [world for world in asked.worlds if world in runs]
    by_world = {w: verdicts(runs[w], [c for c in asked.claims if w in c.worlds]).set_index("claim") for w in lived}
    at_home = [claim for claim in asked.claims if asked.home in claim.worlds]
    checked = {check: verdicts(runs[check], at_home).set_index("claim") for check in CHECKS}
    rows = [
        _row(claim, {w: by_world[w] for w in claim.worlds if w in by_world}, checked, asked.home)
        for claim in asked.claims
    ]
    found = pd.DataFrame(rows)
    details = pd.concat(
        by_world | {f"at home, {name}": table for name, table in checked.items()}, names=["world"]
    ).reset_index()
    broken = found[[f"check: {check}" for check in CHECKS]] == BROKEN
    claimed = found["claim"].str.removesuffix(".")
    alike = [(word, claimed[found["answer"] == word]) for word in CLAIM_WORDS]
    sentences = ["1 claim was tested." if len(found) == 1 else f"{len(found)} claims were tested."]
    sentences += [f"*{word.capitalize()}*: {len(some)} ({'; '.join(some)})." for word, some in alike if len(some)]
    changed = "; ".join(claimed[broken.any(axis=1)])
    sentences.append(f"Another seed, name, step or size would change: {changed or 'none of the answers'}.")
    sections = {"Claims": _table(found), "In each world": _details(asked, by_world)}
    return Answer(sentences, sections, LIMITS, {"claims": found, "worlds": details})


def _row(
    claim: Claim, worlds: Mapping[str, pd.DataFrame], checked: Mapping[str, pd.DataFrame], home: str
) -> dict[str, str]:
    words = {world: str(table.loc[claim.id, "verdict"]) for world, table in worlds.items()}
    row = {"id": claim.id, "claim": claim.says, "direction": claim.direction, "metric": claim.metric.name}
    row["answer"] = claim_word([claim.true_by(word) for word in words.values()]) if words else UNTOLD
    for check, table in checked.items():
        again = str(table.loc[claim.id, "verdict"]) if claim.id in table.index else UNTOLD
        row[f"check: {check}"] = _survives(claim, words.get(home, UNTOLD), again)
    return row


def _survives(claim: Claim, first: str, again: str) -> str:
    """Whether a check gives the same answer at home; who cannot tell in either contradicts nobody."""
    if UNTOLD in {first, again}:
        return UNTOLD
    true, still = (claim.true_by(word).word == BETTER for word in (first, again))
    return HELD if true == still else BROKEN


def _table(found: pd.DataFrame) -> str:
    header = ("Claim", "Answer", *(check.capitalize() for check in CHECKS))
    rows = [
        (row["claim"], f"**{row['answer']}**", *(row[f"check: {check}"] for check in CHECKS))
        for row in found.to_dict("records")
    ]
    return markdown(header, rows)


def _details(asked: Claims, by_world: Mapping[str, pd.DataFrame]) -> str:
    rows = []
    for claim in asked.claims:
        tables = [by_world[w].to_dict("index").get(claim.id) for w in by_world]
        rows.append((claim.id, *("" if row is None else cell(row, claim.metric) for row in tables)))
    return markdown(("Claim", *(world.replace("_", " ") for world in by_world)), rows)


def inquiry(asked: Claims) -> Inquiry:
    """The study of a file of claims."""
    return Inquiry(
        "claims", QUESTION, budget=60_000, stages=(partial(plans, asked),), answer=partial(answer, asked),
        made=partial(made, asked), seeds=(len(asked.seeds), PREVIEW), command="salesorg claims",
    )  # fmt: skip


STUDY = inquiry(read_claims())
