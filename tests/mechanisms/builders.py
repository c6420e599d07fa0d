"""Short ways to make the people, deals and tiny firms that tests of mechanisms need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from simulation import SalesOrganization, load_scenario
from simulation.entity import Entity, clear
from simulation.layers import scenario_layers

E = TypeVar("E", bound=Entity)

PAIR = {
    "organization.teams": 1,
    "organization.reps_per_team": 2,
    "market.segments": 1,
    "calendar.burn_in_years": 0,
}
# Every mechanism beyond the spine at its neutral setting: one list for tests, laboratories and the plain peer.
NEUTRAL = {path: value for layer in scenario_layers("spine") for path, value in layer.values.items()}
# A market in which nothing moves, people who are all alike and feel nothing, and a rival who stays away.
CALM = NEUTRAL | {
    "market.demand_volatility": 0.0,
    "market.slumps_per_year": 0.0,
    "market.season_q1": 1.0,
    "market.season_q2": 1.0,
    "market.season_q3": 1.0,
    "market.season_q4": 1.0,
    "rival.present_share": 0.0,
    "rival.strength_volatility": 0.0,
    "rival.learning": 0.0,
    "territories.potential_cv": 0.0,
    "customers.usual_accounts": 0.1,  # a territory of ordinary size begins without any customer
    "customers.new_customer_share": 1.0,
    "talent.productivity_cv": 0.0,
    "quota.error_sd": 0.0,
    "selling.attention_weight": 0.0,
    "selling.quick_share": 0.0,
    "effort.pay_elasticity": 0.0,
    "effort.giving_up": 0.0,
    "effort.threat_effort": 0.0,
    "effort.morale_effort": 0.0,
    "recruiting.hunger_effort": 0.0,
    "spirit.recognition_effort": 0.0,
    "spirit.shame": 0.0,
    "spirit.privileges": 0.0,
    "enemy.effort": 0.0,
    "enemy.discouragement": 0.0,
    "enemy.discounting": 0.0,
    "leadership.support_gain": 0.0,
    "quitting.quits_per_year": 0.0,
    "selection.ordinary_dismissals": False,
    "selection.cull_fraction": 0.0,
}


def make(entity: type[E], **attributes: float) -> E:
    """An entity that is blank but for these attributes."""
    thing = entity()
    clear(thing)
    unknown = set(attributes) - set(thing.attributes())
    if unknown:
        raise AttributeError(f"{entity.__name__} has no {sorted(unknown)}")
    for name, value in attributes.items():
        setattr(thing, name, value)
    return thing


def firm(overrides: Mapping[str, object] = {}, seed: int = 1, **kind: Any) -> SalesOrganization:
    """A firm of two reps in one team, on the eve of its first week, unless told otherwise."""
    return SalesOrganization(load_scenario(overrides={**PAIR, **overrides}), seed, **kind)


def calm_firm(overrides: Mapping[str, object] = {}, seed: int = 1, **kind: Any) -> SalesOrganization:
    """A firm in which nothing happens that a test does not make happen; what it finds comes from the test alone."""
    return firm({**CALM, "prospecting.leads_per_week": 0.0, **overrides}, seed, **kind)
