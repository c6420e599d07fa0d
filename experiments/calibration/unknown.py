"""What a CRM cannot tell: every parameter left at its default, grouped by the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.scenario import Scenario

REASONS = {
    "calendar": "how long to simulate is a choice, not a fact",
    "coaching": "hours and skill of coaching are in no CRM",
    "customers": "satisfaction, service and renewals are in no table of opportunities",
    "effort": "effort is not recorded",
    "learning": "know-how is not recorded",
    "ledger": "costs are told by a `costs` table only; amounts stand in the export's currency, unconverted: check them",
    "market": "swings and slumps of demand need many years",
    "morale": "morale is not recorded",
    "organization": "room for records, not a fact about the firm",
    "pay": "pay is told by a `costs` table only; amounts stand in the export's currency, unconverted: check them",
    "planning": "hours are not recorded",
    "prospecting": "where leads come from is not recorded",
    "qualification": "leads dropped before they became opportunities leave no trace",
    "quitting": "why people leave is not recorded",
    "quota": "how quotas are set shows only in a `quotas` table",
    "recruiting": "candidates and vacancies are in no CRM",
    "rival": "whether a rival was in a deal is not recorded",
    "selection": "the rules of review and dismissal are the firm's to state",
    "selling": "the inner course of a deal (talks, decision, hours) is not recorded",
    "talent": "how ability shows in leads, and drifts, needs many years",
    "territories": "territories are not described",
    "traits": "what people are like is in no CRM, and not sought",
}


@dataclass(frozen=True)
class Unknown:
    """Parameters of one group that stay at default, and why."""

    group: str
    reason: str
    paths: tuple[str, ...]


def left_at_default(default: Scenario, fitted: Iterable[str]) -> tuple[Unknown, ...]:
    """Everything that is not fitted, by group."""
    known = set(fitted)
    by_group: dict[str, list[str]] = {}
    for path in default.resolved():
        if path not in known:
            by_group.setdefault(path.split(".")[0], []).append(path)
    return tuple(
        Unknown(group, REASONS.get(group, "no table of the import tells it"), tuple(sorted(paths)))
        for group, paths in sorted(by_group.items())
    )
