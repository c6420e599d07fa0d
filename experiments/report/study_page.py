"""The page of a study: question, answer first, figures and tables, what it does not say, and how it was made."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.metrics import METRICS, Metric
from experiments.report.numbers import digits
from experiments.report.pages import made_by
from experiments.report.tables import markdown
from experiments.report.words import SHOWN_UNITS
from experiments.store import Manifest

PREVIEW = """\
> **Preview.** Few seeds and small designs, to see that everything works. Quote nothing from this page."""

HOW_TO_READ = """\
Every interval is one of 95 %, of a mean over the seeds named below; firms that are compared live through the same
luck. Verdicts go by margins fixed beforehand (revenue and profit 1 %, satisfaction 1 point, turnover 2 points) and by
Holm among all rows of an outcome; *cannot tell yet* is an answer. `docs/statistics.md` says how."""


@dataclass(frozen=True)
class Answer:
    """What a study found: the answer in sentences, then sections of Markdown by heading, and what limits it.

    `tables` and `figures` are written beside the page, as CSV, and as PNG and SVG; a figure is shown in the section
    whose text names it as `{name}`, else below the answer.
    """

    sentences: Sequence[str]
    sections: Mapping[str, str]
    limits: Sequence[str]
    tables: Mapping[str, pd.DataFrame]
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Spent:
    """What a study took: runs, those that failed, years lived by firms, leads and customers that found no room."""

    runs: int
    failed: int
    firm_years: int
    overflows: float


def study_page(answer: Answer, manifest: Manifest, spent: Spent, *, preview: bool) -> str:
    """The README of a study."""
    shown = {name: f"![{name.replace('_', ' ')}]({name}.png)" for name in answer.figures}
    text = {title: _placed(body, shown) for title, body in answer.sections.items()}
    first = [link for name, link in shown.items() if not any(link in body for body in text.values())]
    parts = [
        f"# {manifest.question}",
        *([PREVIEW] if preview else []),
        " ".join(answer.sentences),
        *first,
        *(f"## {title}\n\n{body.strip()}" for title, body in text.items()),
        f"## How to read this\n\n{HOW_TO_READ}",
        "## What this does not say\n\n" + "\n".join(f"- {limit}" for limit in (*answer.limits, *_crowded(spent))),
        f"## How this was made\n\n{made_by(manifest)}\n{_taken(spent)}",
    ]
    return "\n\n".join(parts) + "\n"


def _placed(body: str, shown: Mapping[str, str]) -> str:
    for name, link in shown.items():
        body = body.replace("{" + name + "}", link)
    return body


def _crowded(spent: Spent) -> list[str]:
    found = []
    if spent.failed:
        found.append(f"{spent.failed:,} runs failed; the seeds they belong to are left out of every arm.")
    if spent.overflows > 0.0:
        found.append(f"{spent.overflows:,.0f} leads or customers of all firms together found no room.")
    return found


def _taken(spent: Spent) -> str:
    return (
        f"{spent.runs:,} runs, {spent.firm_years:,} firm-years with settling in. Every number is in the CSV files "
        "beside this page; `salesorg query` asks the single runs under `raw/`."
    )


def cell(row: Mapping[Hashable, Any], metric: Metric) -> str:
    """`+1.2 % (+0.8 to +1.6): better`."""
    values = [float(str(row[name])) for name in ("mean", "low", "high")]
    reference = float(str(row["reference_mean"]))
    unit, factor = SHOWN_UNITS.get(metric.unit, (metric.unit, 1.0))
    if metric.relative:
        unit, factor = "%", 100.0 / abs(reference) if reference else 0.0
    decimals = digits(factor * (values[2] - values[1]))
    mean, low, high = (_signed(value * factor, decimals) for value in values)
    return f"{mean} {unit} ({low} to {high}): {row['verdict']}"


def _signed(value: float, decimals: int) -> str:
    """With its sign; a zero has none."""
    text = f"{value:+,.{decimals}f}"
    return text.lstrip("+-") if float(text.replace(",", "")) == 0.0 else text


def effects_markdown(
    found: pd.DataFrame, metric: Metric, titles: Mapping[str, str], places: Mapping[str, str], head: str
) -> str:
    """Effects as a table: a line an arm, a column a world, in the order of `titles` and `places`."""
    rows = found[found["metric"] == metric.name].set_index(["arm", "world"])
    cells = {key: cell(row, metric) for key, row in rows.to_dict("index").items()}
    lines = [(title, *(cells.get((arm, world), "") for world in places)) for arm, title in titles.items()]
    return markdown((head, *places.values()), [line for line in lines if any(line[1:])])


def all_effects(found: pd.DataFrame, titles: Mapping[str, str], places: Mapping[str, str], head: str) -> str:
    """The table of every metric that there is, each below its name."""
    there = [metric for metric in METRICS if metric.name in set(found["metric"])]
    return "\n".join(
        f"### {metric.label}\n\n{effects_markdown(found, metric, titles, places, head)}" for metric in there
    )
