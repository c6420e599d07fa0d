"""Whether a ritual of prospecting or pressure for results keeps reps out of trouble, and what each costs.

Three ways in which people react to a thin pipeline, in each nine mixtures of ritual and pressure, through the same
luck. Run it with `python -m experiments.studies.accountability`.
"""

from collections.abc import Mapping
from itertools import product

from experiments.analysis.metrics import METRICS, Metric
from experiments.design import Plan, Row
from experiments.report.study_page import Answer, effects_markdown
from experiments.studies.frame import Inquiry, Runs, Size, main
from experiments.studies.grid import PROFIT, Grid, beyond, contrast_table, contrasts

QUESTION = "Does a ritual of prospecting or pressure for results keep sellers out of trouble, and what does each cost?"
SEEDS, PREVIEW, YEARS = 60, 3, 5
RITUAL = {"no ritual": 0.0, "usual ritual": 0.2, "firm ritual": 0.8}
PRESSURE = {"little pressure": 0.1, "usual pressure": 0.3, "high pressure": 0.8}
USUAL = "usual ritual, usual pressure"
REACT = {"nobody reacts": 0.0, "usual reaction": 1.0, "strong reaction": 2.0}
"""To a thin pipeline: prospecting more when it is thin is what makes booms and busts."""

TROUBLE = Metric("fell_in_trouble", "Busts", "reps a year", margin=0.05, relative=True, judged=False)
RECOVERED = Metric("recovered_share", "Out of trouble soon", "share of them", margin=0.02, judged=False)
LIMITS = (
    "A bust is a rep whose quarter falls below half of what was expected; soon is within two quarters.",
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


def answer(runs: Runs) -> Answer:
    """Effects on earnings and on trouble, and whether ritual and pressure need each other."""
    names = {row.name: row.name for row in arms()}
    places = {name: name for name in REACT}
    grid = Grid(names, places, (*METRICS[:4], TROUBLE, RECOVERED))
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
    sections = {
        TROUBLE.label: next(trouble),
        RECOVERED.label: next(trouble),
        "What each mixture earns": grid.tables(found, "Mixture"),
        "Ritual and pressure together, beyond each alone": contrast_table(beside[PROFIT.name], "Profit"),
    }
    sentences = [grid.sentence(found), grid.sentence(found, TROUBLE)]
    figures = {"ritual_or_pressure": grid.figure(found, "Ritual or pressure: what pays?")}
    tables = {"effects": found} | {f"together_{name}": table for name, table in beside.items()}
    return Answer(sentences, sections, LIMITS, tables, figures)


STUDY = Inquiry("accountability", QUESTION, budget=12_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
