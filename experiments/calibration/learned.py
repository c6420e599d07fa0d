"""What a calibration learned and what it did not, in words. It speaks of parameters and numbers of a firm only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from experiments.analysis.abc import LEARNED_AT_MOST
from experiments.calibration.plausible import Calibrated
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import SEEN, TELLTALES
from experiments.calibration.unknown import left_at_default
from simulation.layers import CATALOGUE

TOGETHER = 0.5
"""Parameters whose plausible values are correlated so strongly, either way, cannot be told apart."""

HARDLY_LOST = 0.95
TELLS = {
    "arrivals_spread": "territories are told from talent only by those who find and those who close: sellers hardly "
    "ever change seats, so a rich territory and an able seller look alike in the number of deals",
    "rival_share": "no reasons of losses: what went to a rival and what ended undecided cannot be told apart",
    "resigned_per_year": "no table of people: resignations, dismissals and tenure are not told",
    "new_customer_share": "no accounts: new business and business with customers cannot be told apart",
}
"""What is not told where a number is missing; the first also where it is there."""


def blind_spots(targets: Targets) -> list[str]:
    """What such data cannot tell, in sentences."""
    missing = [TELLS[name] for name in TELLS if name not in targets.numbers and name != "arrivals_spread"]
    if targets.numbers.get("won_share", 0.0) > HARDLY_LOST:
        missing.append(
            "hardly a lost deal in the data: many arrivals seldom won and few often won look alike, since a lost deal "
            "that nobody entered leaves no trace"
        )
    return [TELLS["arrivals_spread"], *missing]


def not_told_apart(found: Calibrated) -> list[str]:
    """Pairs of fitted parameters whose plausible values go together, in sentences, the closest first."""
    correlation, paths = found.posterior.correlation, [one.path for one in found.prior.fitted]
    pairs = [
        (abs(correlation[i, j]), correlation[i, j], paths[i], paths[j])
        for i in range(len(paths))
        for j in range(i + 1, len(paths))
    ]
    return [
        f"`{first}` and `{second}`: {'high with high' if along > 0 else 'high with low'} "
        f"(correlation {along:+.2f}); the data tell what they do together, not each"
        for size, along, first, second in sorted(pairs, reverse=True)
        if size >= TOGETHER
    ]


def report_text(found: Calibrated) -> str:
    """The report in plain text, which is also Markdown."""
    sections = {
        "What was matched": _matched(found),
        "What was learned": _learned(found.parameters[found.parameters["learned"]], "Nothing."),
        "What was not learned": [
            f"The 90 % interval is more than {LEARNED_AT_MOST:.0%} as wide as before the data were looked at, or",
            "lies at the edge of its range: the data ask for more than was thought plausible, and tell no value.",
            "",
            *_learned(_fitted(found)[~_fitted(found)["learned"]], "Nothing: all that was fitted was learned."),
        ],
        "What cannot be told apart": _apart(found),
        "Open: drawn from their ranges in every plausible firm": _open(found),
        "As in the firm's file": _fixed(found),
        "How far to trust it": _trust(found),
    }
    head = (
        f"# Plausible firms: {found.firm.title or 'a firm without a title'}\n\n"
        f"{len(found.members)} firms, chosen among "
        f"{found.draws:,} simulated ones by what they show between {found.targets.window.start:%Y-%m-%d} and "
        f"{found.targets.window.end:%Y-%m-%d}. None is *the* firm; a question is put to all of them."
    )
    return "\n\n".join([head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items())]) + "\n"


def _fitted(found: Calibrated) -> pd.DataFrame:
    return found.parameters[found.parameters["kind"] == "fitted"]


def _matched(found: Calibrated) -> list[str]:
    lines = ["| number | in the data | over plausible firms | 90 % of them | |", "| --- | --- | --- | --- | --- |"]
    for row in found.fit.to_dict("records"):
        told = TELLTALES[str(row["target"])]
        verdict = "" if row["met"] else "outside" if row["reachable"] else "outside, and of all simulated firms too"
        lines.append(
            f"| {told.words}, {told.unit} | {row['observed']:.3g} | {row['simulated']:.3g} "
            f"| {row['low']:.3g} to {row['high']:.3g} | {verdict} |"
        )
    absent = [one.words for one in SEEN if one.name not in found.targets.numbers]
    return [*lines, "", f"Not in the data: {', '.join(absent)}."] if absent else lines


def _learned(rows: pd.DataFrame, otherwise: str) -> list[str]:
    if rows.empty:
        return [otherwise]
    head = ["| parameter | before | after: median, 90 % interval | width left | |", "| --- | --- | --- | --- | --- |"]
    return head + [
        f"| `{row['parameter']}` | {row['prior_low']:.3g} to {row['prior_high']:.3g} | {row['median']:.3g}, "
        f"{row['low']:.3g} to {row['high']:.3g} | {row['narrowed']:.0%} | "
        f"{_remark(row)} |"
        for row in rows.to_dict("records")
    ]


def _remark(row: Mapping[Any, Any]) -> str:
    remarks = {
        "at_edge": "at the edge of its range: the data lie beyond",
        "widened": "range widened: the firm lies outside the usual one",
    }
    return "; ".join(words for name, words in remarks.items() if row[name])


def _apart(found: Calibrated) -> list[str]:
    pairs = not_told_apart(found)
    lines = [f"- {pair}." for pair in pairs] or ["- No two of the fitted parameters go together closely."]
    return [*lines, *(f"- By what is recorded: {sentence}." for sentence in blind_spots(found.targets))]


def _open(found: Calibrated) -> list[str]:
    rows = found.parameters[found.parameters["kind"] == "open"]
    return [
        "No CRM tells these, and answers may hang on them: that is part of the uncertainty of every answer.",
        "",
    ] + [
        f"- `{row['parameter']}`: {row['prior_low']:.3g} to {row['prior_high']:.3g}. "
        f"{CATALOGUE.find(str(row['parameter'])).meaning}"
        for row in rows.to_dict("records")
    ]


def _fixed(found: Calibrated) -> list[str]:
    """Everything else, by group: as the import fitted it or at default, the same in all plausible firms."""
    varied = [one.path for one in found.prior.ranges]
    groups = left_at_default(found.firm, varied)
    return ["The same in all plausible firms, so that no interval covers them:", ""] + [
        f"- {group.group} ({len(group.paths)}): {group.reason}" for group in groups
    ]


def _trust(found: Calibrated) -> list[str]:
    fitted = _fitted(found)
    low, high = float(fitted["held"].min()), float(fitted["held"].max())
    rehearsed = (
        f"{found.rehearsed} of the simulated firms nearest to this one played its part, with known parameters: the "
        f"90 % intervals held the truth in {low:.0%} to {high:.0%} of them, by parameter."
    )
    lines = [rehearsed]
    if found.unseen:
        lines.append(f"{found.unseen:,} simulated firms did not show every number, and were left out.")
    misses = [TELLTALES[str(name)].words for name in found.fit.loc[~found.fit["met"], "target"]]
    if misses:
        lines.append(
            f"Plausible firms do not show what the data show in: {', '.join(misses)}. The model differs from the firm "
            "there; answers that hang on it deserve less trust."
        )
    return lines


def table_rows(found: Calibrated) -> Sequence[tuple[str, ...]]:
    """Prior against posterior for a screen: parameter, before, after, width left, learned."""
    return [
        (
            str(row["parameter"]),
            f"{row['prior_low']:.3g} to {row['prior_high']:.3g}",
            f"{row['low']:.3g} to {row['high']:.3g}",
            f"{row['narrowed']:.0%}",
            "at the edge" if row["at_edge"] else "yes" if row["learned"] else "no",
        )
        for row in _fitted(found).to_dict("records")
    ]
