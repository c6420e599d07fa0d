"""Validation in words: bands, numbers, and the page of `results/validation`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from experiments.report.tables import markdown
from experiments.store import Manifest
from experiments.validation.answer import Answer
from experiments.validation.bands import bands, titles
from experiments.validation.validate import CANNOT_TELL, FAILED, PASSED

Row = Mapping[Any, Any]
SIGNS = {PASSED: "passed", FAILED: "**failed**", CANNOT_TELL: "cannot tell"}

HOW_TO_READ = """\
A **band** is what published figures allow, or our own choice where none was found (`assumed` in the last column),
fixed before the model was fitted and never edited to make it pass. P1 to P9, R2 and R3 were in view when the defaults
were settled: that they pass together says that one set of parameters can meet them all, not that they were foreseen.
The model is measured under one set of parameters, over several seeds, each from a settled firm; a check passes if the
mean over seeds lies in its band, and a pattern if all of its checks do. The interval is the 95 % interval of that
mean: where it reaches over an end of the band, the check is passed *narrowly*: more seeds might turn the verdict.
*Emerged* numbers follow from people and deals that act; an *echo* mostly repeats an input, and counts for nothing as
evidence. *Cannot tell* says what this version of the model lacks. What a check pins is what the evidence holds in
place in the model: the first thing to look at if it fails."""


def number(value: float) -> str:
    """A number with three digits that count; a dash for none."""
    if not math.isfinite(value):
        return "-"
    return f"{value:.1f}" if abs(value) >= 100 else f"{value:.3g}"


def band_text(low: float, high: float) -> str:
    """`0.22 to 0.38`, `at least 0.12`, `at most 0.15`; a missing end is not a number."""
    if math.isnan(_nan(low)):
        return f"at most {number(high)}"
    return f"at least {number(low)}" if math.isnan(_nan(high)) else f"{number(low)} to {number(high)}"


def _nan(value: float | None) -> float:
    return math.nan if value is None else value


def interval_text(row: Row) -> str:
    """`0.321 (0.310 to 0.332)`, or a dash."""
    if not math.isfinite(row["mean"]):
        return "-"
    return f"{number(row['mean'])} ({number(row['low'])} to {number(row['high'])})"


def page(answer: Answer, manifest: Manifest) -> str:
    """The README of `results/validation`."""
    parts = [
        f"# {manifest.question}",
        f"{answer.headline} Measured on *{answer.question.firm.title}*, {len(answer.question.seeds)} seeds.",
        "![Every check against its band](bands.png)",
        f"## How to read this\n\n{HOW_TO_READ}",
        *(_section(pattern, answer) for pattern in answer.verdicts),
        f"## How this was made\n\n{_made(manifest)}",
    ]
    return "\n\n".join(parts) + "\n"


def _section(pattern: str, answer: Answer) -> str:
    rows = answer.table[answer.table["pattern"] == pattern]
    heading = f"## {pattern} {titles()[pattern]}: {answer.verdicts[pattern]}"
    return f"{heading}\n\n{_table(rows)}\n{_set_as(rows)}"


def _table(rows: pd.DataFrame) -> str:
    header = ("Check", "Band", "Mean and 95 % interval", "Verdict", "Kind", "Pins", "Rests on")
    return markdown(header, [_cells(row) for row in rows.to_dict("records")])


def _cells(row: Row) -> tuple[str, ...]:
    return (
        f"{row['name']} ({row['unit']})",
        band_text(row["band_low"], row["band_high"]),
        interval_text(row),
        sign(row),
        row["kind"],
        row["pins"],
        row["source"],
    )


def sign(row: Row) -> str:
    """A check's verdict in words; one that is passed by its mean only is told from one that its interval passes too."""
    word = SIGNS.get(row["verdict"], str(row["verdict"]))
    return f"{word}, narrowly" if row["verdict"] == PASSED and _crosses(row) else word


def _crosses(row: Row) -> bool:
    return bool(row["low"] < row["band_low"] or row["high"] > row["band_high"])


def _set_as(rows: pd.DataFrame) -> str:
    """How the bands of a pattern were worded when they were set."""
    quotes = dict.fromkeys(quote for name in rows["id"] for quote in bands()[name].quote)
    return "Set as: " + "; ".join(f"“{quote}”" for quote in quotes) + "."


def _made(manifest: Manifest) -> str:
    first, count = manifest.seeds["first"], manifest.seeds["count"]
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items())
    return (
        f"One command: `{manifest.command}`; on a screen: `salesorg validate`.\n"
        f"Seeds {first} to {first + count - 1}, code {manifest.code[:12]}, {versions}.\n"
        "Every number is in `patterns.csv`; `manifest.json` says what it is of. The bands are those of\n"
        "`experiments/validation/bands.toml`, the keys in the last column works of `docs/bibliography.md`."
    )
