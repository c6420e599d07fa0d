"""Whether a ritual of prospecting or pressure for results keeps reps out of trouble, and what each costs.

Three ways in which people react to a thin pipeline, in each nine mixtures of ritual and pressure, through the same
luck. Run it with `python -m experiments.studies.accountability`.
"""

from collections.abc import Mapping
from functools import partial
from itertools import product

import pandas as pd

from experiments.analysis.metrics import METRICS, Metric
from experiments.analysis.swings import swing
from experiments.design import Plan, Row
from experiments.report.study_page import Answer, Spent, effects_markdown
from experiments.store import Study
from experiments.studies.frame import Crew, Inquiry, Runs, Size, main
from experiments.studies.grid import PROFIT, Grid, beyond, contrast_table, contrasts
from simulation import Scenario, burn_in, load_scenario, run

QUESTION = "Does a ritual of prospecting or pressure for results keep sellers out of trouble, and what does each cost?"
SEEDS, PREVIEW, YEARS = 60, 3, 5
RITUAL = {"no ritual": 0.0, "usual ritual": 0.2, "firm ritual": 0.8}
PRESSURE = {"little pressure": 0.1, "usual pressure": 0.3, "high pressure": 0.8}
USUAL = "usual ritual, usual pressure"
REACT = {"nobody reacts": 0.0, "usual reaction": 1.0, "strong reaction": 2.0}
"""To a thin pipeline: prospecting more when it is thin is what makes booms and busts."""

TROUBLE = Metric("fell_in_trouble", "Busts", "reps a year", margin=0.05, relative=True, judged=False)
RECOVERED = Metric("recovered_share", "Out of trouble soon", "share of them", margin=0.02, judged=False)
SWINGS = {
    "prospecting_hours": Metric("prospecting_hours", "Swing of prospecting", "of its mean", margin=0.01, judged=False),
    "bookings_money": Metric("bookings_money", "Swing of bookings", "of their mean", margin=0.01, judged=False),
}
"""Boom and bust of single people: the spread between their quarters beside their mean."""

FEWER, FEWEST, WATCHED = 12, 2, 3
"""Seeds in full and in a preview, and years, in which every person's quarters are kept."""

AMONG = "with {} ways to react to a thin pipeline"
LIMITS = (
    "A bust is a rep whose quarter falls below half of what was expected; soon is within two quarters.",
    "Swings are between a person's quarters: waves within a quarter are not seen here.",
    "The busts' margin of 5 % and a recovery margin of 2 points belong to this study; the others are common to all.",
    "That people react late to a thin pipeline is assumed; that booms and busts follow is not.",
)


def arms() -> list[Row]:
    """The usual mixture first, then all others."""
    mixed = {f"{r}, {p}": (RITUAL[r], PRESSURE[p]) for r, p in product(RITUAL, PRESSURE)}
    names = [USUAL, *(name for name in mixed if name != USUAL)]
    paths = ("accountability.ritual", "attribution.outcome_pressure")
    return [Row(name, (), dict(zip(paths, mixed[name], strict=True))) for name in names]


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Every mixture under every reaction."""
    worlds = [Row(name, (), {"planning.thin_pipeline_response": value}) for name, value in REACT.items()]
    return {"mixtures": Plan(QUESTION, years=YEARS, seeds=size.seeds(SEEDS, PREVIEW), worlds=worlds, arms=arms())}


def made(size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
    """How much single people swing, by reaction and mixture: what no sweep keeps."""
    seeds, parts = size.seeds(FEWER, FEWEST), []
    for name, value in REACT.items():
        firm = load_scenario("midmarket", overrides={**size.firm, "planning.thin_pipeline_response": value})
        key = {
            "firm": firm.fingerprint(),
            "arms": [dict(row.values) for row in arms()],
            "seeds": len(seeds),
            "years": WATCHED,
        }
        parts.append(study.part("swings", key, partial(_swings, firm, seeds, how.workers)).assign(world=name))
    count = len(seeds) * len(REACT)
    years = count * (firm.calendar.burn_in_years + len(arms()) * WATCHED)
    return {"swings": pd.concat(parts, ignore_index=True)}, Spent(count * len(arms()), 0, years, 0.0)


def _swings(firm: Scenario, seeds: range, workers: int | None) -> pd.DataFrame:
    rows = []
    for seed, state in zip(seeds, burn_in(firm, seeds, workers=workers), strict=True):
        for row in arms():
            under = firm.with_overrides(row.values, row.name)
            lived = run(under, seed, years=WATCHED, state=state, record=("rep_quarters",)).rep_quarters
            there = lived[lived["employed"] == 1]
            rows.append({"arm": row.name, "seed": seed} | {what: swing(there, what) for what in SWINGS})
    return pd.DataFrame(rows)


def answer(runs: Runs) -> Answer:
    """Effects on earnings and on trouble, and whether ritual and pressure need each other."""
    names = {row.name: row.name for row in arms()}
    places = {name: name for name in REACT}
    grid = Grid(names, places, (*METRICS[:4], TROUBLE, RECOVERED), AMONG)
    found = grid.found(runs["mixtures"])
    named = {
        f"{world}: {metric.label}": (
            metric,
            beyond(
                world, "firm ritual, usual pressure", "usual ritual, high pressure", "firm ritual, high pressure", USUAL
            ),
        )
        for world, metric in product(REACT, (PROFIT, TROUBLE))
    }
    beside = {
        metric.name: contrasts(
            runs["mixtures"], metric, {name: weights for name, (of, weights) in named.items() if of is metric}
        )
        for metric in (PROFIT, TROUBLE)
    }
    trouble = (effects_markdown(found, metric, names, places, "Mixture") for metric in (TROUBLE, RECOVERED))
    swinging = Grid(names, places, tuple(SWINGS.values()), AMONG)
    swung = swinging.found(runs["swings"])
    sections = {
        "Booms and busts of single people": "\n".join(
            f"### {metric.label}\n\n{effects_markdown(swung, metric, names, places, 'Mixture')}"
            for metric in SWINGS.values()
        ),
        TROUBLE.label: next(trouble),
        RECOVERED.label: next(trouble),
        "What each mixture earns": grid.tables(found, "Mixture"),
        "Ritual and pressure together, beyond each alone": contrast_table(beside[PROFIT.name], "Profit"),
    }
    sentences = [
        grid.sentence(found),
        grid.sentence(found, TROUBLE),
        swinging.sentence(swung, SWINGS["prospecting_hours"]),
    ]
    figures = {"ritual_or_pressure": grid.figure(found, "Ritual or pressure: what pays?")}
    tables = {"effects": found, "swings": swung} | {f"together_{name}": table for name, table in beside.items()}
    return Answer(sentences, sections, LIMITS, tables, figures)


STUDY = Inquiry("accountability", QUESTION, budget=14_000, stages=(plans,), answer=answer, made=made)

if __name__ == "__main__":
    main(STUDY)
