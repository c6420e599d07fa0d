"""Findings as tables: rows for people, Markdown for files, records for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from experiments.analysis.payback import Payback
from experiments.analysis.verdict import Finding
from experiments.report.words import reference_value, shown, worlds_won

SUMMARY = ("Policy", "Profit", "95 % interval", "Earns more in", "Verdict")
HEADER = ("Metric", "Reference", "Difference", "95 % interval", "Higher in", "Verdict")


def row(finding: Finding) -> tuple[str, ...]:
    """One finding under HEADER."""
    view = shown(finding)
    return (
        finding.metric.label,
        reference_value(finding),
        f"{view.number(view.mean)} {view.unit}",
        view.interval,
        worlds_won(finding),
        str(finding.verdict),
    )


def summary_row(profit: Finding, titles: Mapping[str, str]) -> tuple[str, ...]:
    """One finding on profit under SUMMARY."""
    _, _, difference, interval, worlds, verdict = row(profit)
    return titles[profit.difference.arm], difference, interval, worlds, verdict


def record(finding: Finding) -> dict[str, Any]:
    """One finding for programs, in the metric's own unit: every number that was estimated."""
    difference = finding.difference
    return {
        "arm": difference.arm,
        "against": difference.against,
        "metric": finding.metric.name,
        "unit": finding.metric.unit,
        "worlds": difference.worlds,
        "reference_mean": difference.reference_mean,
        "mean": difference.mean,
        "low": difference.low,
        "high": difference.high,
        "bootstrap_low": difference.bootstrap[0],
        "bootstrap_high": difference.bootstrap[1],
        "effect": difference.effect,
        "share_of_worlds": difference.share_of_worlds,
        "share_low": difference.share_interval[0],
        "share_high": difference.share_interval[1],
        "variance_saved": difference.variance_saved,
        "verdict": str(finding.verdict),
    }


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a bar inside a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def findings_markdown(findings: Iterable[Finding], titles: Mapping[str, str]) -> str:
    """Findings of several arms as one Markdown table."""
    return markdown(("Policy", *HEADER), [(titles[found.difference.arm], *row(found)) for found in findings])


def windows_table(windows: Mapping[str, Iterable[Finding]]) -> pd.DataFrame:
    """Every finding of every window of years, for CSV."""
    return pd.DataFrame([{"window": name} | record(found) for name, findings in windows.items() for found in findings])


def payback_table(paybacks: Mapping[str, Payback]) -> pd.DataFrame:
    """When each arm is ahead for good, for CSV; inf weeks mean never within the horizon."""
    return pd.DataFrame([{"arm": arm} | _flat(found) for arm, found in paybacks.items()])


def _flat(found: Payback) -> dict[str, Any]:
    row = asdict(found)
    for name in ("quartiles_weeks", "share_never_interval"):
        low, high = row.pop(name)
        row |= {f"{name}_low": low, f"{name}_high": high}
    return row
