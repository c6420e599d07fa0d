"""Every declared parameter changes some byte of some run; one that changes none is a promise that the model breaks.

New parameters are tested by being declared: only what else must be switched on for one to matter is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from simulation import ScenarioError, load_scenario, run
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration

SMALL = {
    "organization.teams": 2,
    "organization.reps_per_team": 4,
    "calendar.burn_in_years": 1,
    "calendar.years": 3,
    "selection.cull_fraction": 0.25,
    "selection.rating_basis": "composite",
    "selection.cull_grace_weeks": 26,
    "selection.ordinary_dismissals": True,
    "selling.quick_share": 0.2,
    "market.slumps_per_year": 1.0,
    "market.segments": 2,
}
NEEDS: dict[str, dict[str, object]] = {
    "organization.account_slots": {"customers.new_customer_share": 1.0},
    "organization.deal_slots": {"planning.normal_open_deals": 4.0, "prospecting.leads_per_week": 6.0},
    "selection.cull_strikes": {"selection.cull_fraction": 0.5},
    "selection.strikes_lapse": {
        "selection.cull_strikes": 2,
        "selection.ordinary_dismissals": False,
        "quitting.quits_per_year": 0.0,
        "calendar.years": 6,
    },
}


def other_values(d: Declaration) -> Iterator[object]:
    """Values worth trying: the other words, or the ends of the plausible range and of the bounds."""
    if d.bounds is None:
        yield from d.choices or (True, False)
        return
    for low, high in (span for span in (d.plausible, d.bounds) if span is not None):
        yield from (d.type(low), d.type(high))
        if d.type is int:
            yield min(int(low) + 1, int(high))


@cache
def lived(settings: tuple[tuple[str, object], ...]) -> bytes:
    """All that a run leaves behind, in bytes."""
    left = run(load_scenario(overrides=dict(settings)), 1, record=("weekly", "events"))
    return left.weekly.to_numpy().tobytes() + left.state.tobytes() + left.events.to_csv().encode()


def lived_or_refused(settings: dict[str, object]) -> bytes | None:
    try:
        return lived(tuple(settings.items()))
    except ScenarioError:
        return None  # two ends of two ranges may contradict each other; another value is tried


@pytest.mark.parametrize("d", [pytest.param(d, id=d.path) for d in CATALOGUE.by_path.values()])
def test_every_parameter_moves_something(d: Declaration) -> None:
    usual = SMALL | NEEDS.get(d.path, {})
    before = lived_or_refused(usual)
    assert any(
        after not in (None, before) for after in (lived_or_refused(usual | {d.path: v}) for v in other_values(d))
    )
