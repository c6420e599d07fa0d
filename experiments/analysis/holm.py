"""Several questions asked of one outcome: Holm's adjustment keeps the chance of any false claim among them at 5 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from experiments.analysis.bootstrap import CONFIDENCE, Values
from experiments.analysis.intervals import two_sided_p
from experiments.analysis.metrics import Metric
from experiments.analysis.paired import PairedDifference
from experiments.analysis.verdict import UNTOLD, Finding, Verdict, more_worlds

LEVEL = 1.0 - CONFIDENCE


def holm(p_values: Values) -> Values:
    """Adjusted p-values (Holm 1979), in the order given: the smallest times all, the next times all but one, and on."""
    order = np.argsort(p_values)
    stepped = np.maximum.accumulate(p_values[order] * np.arange(p_values.size, 0, -1))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def claim_p(difference: PairedDifference, metric: Metric) -> float:
    """The p-value of what could be claimed: of no difference, or of one beyond the margin (two one-sided tests).

    Both are doubled one-sided values, so that 5 % is where the 95 % interval leaves zero, or fits the margin.
    """
    margin = metric.margin_at(difference.reference_mean)
    distances = np.array([difference.mean, max(0.0, margin - abs(difference.mean))])
    error = np.array(difference.sd / np.sqrt(difference.worlds))
    return float(two_sided_p(distances, error, difference.worlds - 1.0).min())


def held_together(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that survive Holm among all arms of their metric; the others become `cannot tell yet`."""
    survive = np.ones(len(findings), dtype=bool)
    for metric in {finding.metric for finding in findings}:
        places = [place for place, finding in enumerate(findings) if finding.metric == metric]
        p_values = np.array([claim_p(findings[place].difference, metric) for place in places])
        survive[places] = holm(p_values) <= LEVEL
    return [
        finding if kept or not finding.verdict.settled else _withdrawn(finding)
        for finding, kept in zip(findings, survive, strict=True)
    ]


def _withdrawn(finding: Finding) -> Finding:
    return replace(finding, verdict=Verdict(UNTOLD, more_worlds=more_worlds(finding.difference, finding.metric)))
