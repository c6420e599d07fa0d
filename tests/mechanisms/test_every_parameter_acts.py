"""Every declared parameter changes some byte of some run; one that changes none is a promise that the model breaks.

New parameters are tested by being declared: only what else must be switched on for one to matter is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from simulation import ScenarioError, State, burn_in, load_scenario, run
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
    "shocks.regulations_per_year": 3.0,
    "shocks.launches_per_year": 3.0,
    "shocks.backlashes_per_year": 3.0,
    "shocks.cancellation_waves_per_year": 3.0,
    "peers.leaderboard": "benchmarks",
    "pay.relative_share": 0.1,
    "promotion.exits_per_year": 1.0,
    "promotion.rule": "lot",
}
NEEDS: dict[str, dict[str, object]] = {
    "attention.helpless_promising": {"attention.helplessness": 0.2},
    "enemy.discouragement": {"rival.strength_volatility": 1.0, "enemy.credible_width": 0.05},
    "energy.burn_out_quits": {"energy.effort_cost": 1.0},
    "energy.exhausted_effort": {"energy.effort_cost": 1.0},
    "helping.rivalry_wall": {
        "helping.asks_per_week": 5.0,
        "helping.own_team": 0.0,
        "helping.withholding": False,
        "peers.contest": 1.0,
    },
    "helping.teaching": {"helping.asks_per_week": 5.0, "helping.withholding": False},
    "helping.enabled": {"helping.asks_per_week": 5.0, "helping.withholding": False},
    "helping.hours": {"helping.asks_per_week": 5.0, "helping.withholding": False},
    "helping.gain": {"helping.asks_per_week": 5.0, "helping.withholding": False},
    "helping.own_team": {"helping.asks_per_week": 5.0, "helping.withholding": False},
    "leadership.direction_hours_at_full": {"leadership.hours_per_week": 5.0},
    "promotion.rule": {"promotion.exits_per_year": 3.0, "promotion.least_tenure_weeks": 4},
    "recruiting.bench_hours": {"recruiting.bench": 1.0, "leadership.hours_per_week": 5.0},
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
SETTLED_UNDER: dict[str, dict[str, object]] = {  # what matters only where a lever has moved since the firm settled
    "leadership.fairness_loss_half_life_weeks": {"leadership.use_of_power": 0.0},
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
def settled(settings: tuple[tuple[str, object], ...]) -> State:
    """The firm at week 0."""
    return burn_in(load_scenario(overrides=dict(settings)), [1], workers=1)[0]


@cache
def lived(settings: tuple[tuple[str, object], ...], start: tuple[tuple[str, object], ...]) -> bytes:
    """All that a run leaves behind, in bytes; `start` is what was otherwise while the firm settled."""
    state = settled(tuple((dict(settings) | dict(start)).items()))
    left = run(load_scenario(overrides=dict(settings)), 1, state=state, record=("weekly", "events"))
    return left.weekly.to_numpy().tobytes() + left.state.tobytes() + left.events.to_csv().encode()


def lived_or_refused(settings: dict[str, object], start: dict[str, object]) -> bytes | None:
    try:
        return lived(tuple(settings.items()), tuple(start.items()))
    except ScenarioError:
        return None  # two ends of two ranges may contradict each other; another value is tried


@pytest.mark.parametrize("d", [pytest.param(d, id=d.path) for d in CATALOGUE.by_path.values()])
def test_every_parameter_moves_something(d: Declaration) -> None:
    usual, start = SMALL | NEEDS.get(d.path, {}), SETTLED_UNDER.get(d.path, {})
    before = lived_or_refused(usual, start)
    assert any(
        after not in (None, before) for after in (lived_or_refused(usual | {d.path: v}, start) for v in other_values(d))
    )
