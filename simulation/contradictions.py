"""Values that are each allowed and cannot stand together: all of them, in one list.

A contradiction names the parameters it weighs, says when they clash, and why that makes no sense. Only what can mean
nothing belongs here: a strange firm is a question worth asking. All plausible ranges together are free of clashes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simulation.parameters import Parameters


@dataclass(frozen=True)
class Contradiction:
    """`clashes` looks at all parameters; `paths` are those it weighs, for the message."""

    paths: tuple[str, ...]
    clashes: Callable[[Parameters], bool]
    sentence: str


def _impossible_beta(group: str, name: str) -> Contradiction:
    """A share between 0 and 1 with this mean cannot vary this much: its Beta distribution does not exist."""
    mean, sd = f"{name}_mean", f"{name}_sd"
    return Contradiction(
        (f"{group}.{mean}", f"{group}.{sd}"),
        lambda p: _too_wide(getattr(getattr(p, group), mean), getattr(getattr(p, group), sd)),
        f"{name} lies between 0 and 1, and with this mean it cannot vary this much",
    )


def _too_wide(mean: float, sd: float) -> bool:
    return sd * sd >= mean * (1.0 - mean)


CONTRADICTIONS = (
    Contradiction(
        ("calendar.steps_per_week",),
        lambda p: p.calendar.steps_per_week not in (1, 2, 4),
        "a week is cut into 1, 2 or 4 steps",
    ),
    Contradiction(
        ("organization.deal_slots", "planning.normal_open_deals"),
        lambda p: p.organization.deal_slots < p.planning.normal_open_deals,
        "a normal pipeline needs more room for deals than a seat has",
    ),
    Contradiction(
        ("planning.prospecting_hours_per_week", "planning.work_hours_per_week", "planning.selling_share"),
        lambda p: p.planning.prospecting_hours_per_week > p.planning.work_hours_per_week * p.planning.selling_share,
        "prospecting at par takes more hours than are left for customers",
    ),
    Contradiction(
        ("pay.quarter_lump_share", "pay.year_lump_share"),
        lambda p: p.pay.quarter_lump_share + p.pay.year_lump_share > 1.0,
        "lumps at the quotas pay more than the whole commission",
    ),
    Contradiction(
        ("pay.team_share", "pay.relative_share"),
        lambda p: p.pay.team_share + p.pay.relative_share > 1.0,
        "the team's results and beating colleagues decide more than the whole commission",
    ),
    Contradiction(
        ("selection.cull_fraction", "selection.threat_margin"),
        lambda p: p.selection.cull_fraction * p.selection.threat_margin > 1.0,
        "more than everybody would feel in danger",
    ),
    *(_impossible_beta("traits", name) for name in ("competitiveness", "helpfulness", "accountability", "resilience")),
    _impossible_beta("coaching", "skill"),
)


def contradictions_in(p: Parameters) -> list[Contradiction]:
    """All contradictions between the parameters."""
    return [contradiction for contradiction in CONTRADICTIONS if contradiction.clashes(p)]
