"""What is off has no effect: where a mechanism is off, or neutral, its other parameters change no byte of a run.

A run is all that it reports: weekly figures and every event. Each line names what is off, and what is idle then.
"""

from __future__ import annotations

from functools import cache

import pytest

from simulation import load_scenario, run
from simulation.layers import CATALOGUE

SMALL = {
    "organization.teams": 2,
    "organization.reps_per_team": 4,
    "calendar.burn_in_years": 1,
    "calendar.years": 3,
    "market.slumps_per_year": 1.0,
    "selling.quick_share": 0.2,
    "selection.cull_fraction": 0.25,
    "selection.rating_basis": "composite",
}

OFF: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "no culling": (
        {"selection.cull_fraction": 0.0},
        ("cull_period_years", "cull_strikes", "cull_grace_weeks", "cull_scope", "cull_at_random", "rating_basis",
         "judgement_reliability", "threat_margin", "unfair_ranking", "withheld", "severity_costs"),
    ),
    "nobody dismissed": (
        {"selection.cull_fraction": 0.0, "selection.ordinary_dismissals": False},
        ("probation_weeks", "probation_standard", "review_standard", "review_strikes", "notice_weeks",
         "severance_weeks", "morale.dismissal_pain", "morale.threat_pain", "effort.threat_effort",
         "quitting.threat_factor", "energy.threat_cost"),
    ),
    "by lot": (
        {"selection.cull_at_random": True},
        ("rating_basis", "judgement_reliability", "unfair_ranking", "withheld", "sabotage"),
    ),
    "ranked by revenue": ({"selection.rating_basis": "revenue"}, ("judgement_reliability",)),
    "no coaching gain": (
        {"coaching.gain": 0.0},
        ("skill_mean", "coaching.skill_sd", "useful_skill", "coaching.half_gain_hours"),
    ),
    "no coaching hours": (
        {"coaching.hours_per_rep": 0.0},
        ("coaching.gain", "coaching.skill_mean", "coaching.half_gain_hours"),
    ),
    "no rival in any deal": ({"rival.present_share": 0.0}, ("selling.rival_per_week",)),
    "a rival who stays the same": (
        {"rival.strength_volatility": 0.0, "rival.learning": 0.0},
        ("strength_half_life_weeks", "memory_half_life_weeks"),
    ),
    "no slumps": ({"market.slumps_per_year": 0.0}, ("slump_depth", "slump_half_life_weeks", "slump_hesitation")),
    "steady demand": ({"market.demand_volatility": 0.0}, ("demand_half_life_weeks", "common_share")),
    "no quick deals": ({"selling.quick_share": 0.0}, ("quick_factor",)),
    "deals never stale, and never left": (
        {"selling.stale_factor": 1.0, "attention.patience_weeks": 520.0},
        ("stale_after_weeks",),
    ),
    "pay is the same above quota": ({"pay.accelerator": 1.0}, ("pay_elasticity",)),
    "pay moves nobody": (
        {"quitting.pay_weight": 0.0, "recruiting.refusal": 0.0},
        ("market_pay_ability_slope", "market_pay_money"),
    ),
    "nobody resigns": (
        {"quitting.quits_per_year": 0.0},
        ("hump_factor", "hump_weeks", "hump_width_weeks", "morale_weight", "pay_weight", "threat_factor",
         "team_mates", "people_gain", "star_exits", "fairness_quits", "burn_out_quits"),
    ),
    "no hump": ({"quitting.hump_factor": 1.0}, ("hump_weeks", "hump_width_weeks")),
    "colleagues neither teach, nor help, nor work together, nor take after one another": (
        {"learning.peer_speed": 0.0, "helping.enabled": False, "helping.withheld": 20.0, "handover.similarity": 0.0},
        ("helpfulness_mean", "helpfulness_sd"),
    ),
    "prospecting by discipline alone": ({"planning.thin_pipeline_response": 0.0}, ("normal_open_deals",)),
    "leads seen as they are, and none left early": (
        {"qualification.noise": 0.0, "attention.qualify_out": 0.0},
        ("skill_at_hire", "skill_half_life_weeks", "attention.lesson", "attribution.adapting", "direction_focus"),
    ),
    "seats filled at once": ({"recruiting.vacancy_weeks": 0.0}, ("fastest_share",)),
    "full quota from the first week": ({"quota.ramp_start": 1.0}, ("ramp_weeks",)),
    "no ramp": ({"quota.ramp_weeks": 0.0}, ("ramp_start",)),
    "relationships do not bind": (
        {"customers.churn_relationship_weight": 0.0, "customers.familiar_deals": 0.0},
        ("relationship_kept", "relationship_half_life_weeks", "handover.similarity"),
    ),
    "nobody comes": (
        {"prospecting.leads_per_week": 0.0},
        ("inbound_share", "hours_exponent", "bar", "noise", "fit_weight", "advance_per_week", "win_per_week",
         "inherited_share", "size_slowing", "present_share", "recurring_share", "new_customer_share"),
    ),
    "no new rules": (
        {"shocks.regulations_per_year": 0.0},
        ("regulation_depth", "regulation_kills", "retarget_half_life_weeks", "enemy.adaptation"),
    ),
    "no launches": ({"shocks.launches_per_year": 0.0}, ("launch_size", "launch_half_life_weeks")),
    "no backlash": ({"shocks.backlashes_per_year": 0.0}, ("backlash_points",)),
    "no waves of cancellations": (
        {"shocks.cancellation_waves_per_year": 0.0},
        ("cancellation_wave_share", "cancellation_wave_half_life_weeks"),
    ),
    "nobody thinks of the rival": (
        {"enemy.salience": 0.0},
        ("enemy.effort", "credible_width", "enemy.shape", "discouragement", "preparation", "preparation_hours",
         "discounting", "adaptation", "energy.salience_cost"),
    ),
    "a rival in mind works always": ({"enemy.shape": "monotone"}, ("credible_width", "discouragement")),
    "a rival in mind never works": (
        {"enemy.shape": "none"},
        ("enemy.effort", "credible_width", "discouragement", "preparation", "discounting"),
    ),
    "a manager without hours": (
        {"leadership.hours_per_week": 0.0},
        ("coaching.hours_per_rep", "coaching.gain", "useful_skill", "leadership.skill_sd", "takeover",
         "control_hours_per_rep", "control_compliance", "control_paperwork", "support_hours_per_rep", "support_gain",
         "people_hours_per_rep", "people_gain", "leadership.half_gain_hours", "process_hours",
         "process_half_gain_hours", "direction_hours_at_full", "bench_hours", "vacancy_hours"),
    ),
    "nobody controls": (
        {"leadership.control_hours_per_rep": 0.0},
        ("control_compliance", "control_paperwork"),
    ),
    "nobody gives direction": ({"leadership.direction": 0.0}, ("direction_focus", "direction_hours_at_full")),
    "nobody is free": ({"leadership.autonomy": 0.0}, ("autonomy_concession",)),
    "danger presses nobody": ({"morale.threat_pain": 0.0, "energy.threat_cost": 0.0}, ("absorbing",)),
    "a code that nobody enforces": ({"conduct.enforcement": 0.0}, ("clarity", "restraint", "star_exits")),
    "no culture at all": (
        {"spirit.rituals": 0.0, "spirit.standard": 0.0, "spirit.recognition": 0.0, "helping.norm": 0.0,
         "attention.forward_norm": 0.0, "conduct.clarity": 0.0, "accountability.ritual": 0.0,
         "leadership.direction": 0.0, "enemy.salience": 0.0},
        ("norms.half_life_weeks", "hours_at_full", "money_at_full"),
    ),
    "no rituals": ({"spirit.rituals": 0.0}, ("ritual_cohesion",)),
    "honours move nobody": ({"spirit.recognition_shape": "none"}, ("recognition_effort",)),
    "nobody can be honoured": (
        {"spirit.star_share": 0.0},
        ("recognition_effort", "recognition_shape", "privileges", "envy"),
    ),
    "colleagues' effort leaves one cold": (
        {"peers.spillover": 0.0, "pay.relative_share": 0.2},
        ("relative_reversal",),
    ),
    "pay asks nobody's rank": ({"pay.relative_share": 0.0}, ("relative_reversal", "inner_rivalry")),
    "no board": ({"peers.leaderboard": "none"}, ("rank_harm", "rank_lift", "benchmark_softening")),
    "a board without benchmarks": ({"peers.leaderboard": "ranks"}, ("benchmark_softening",)),
    "no contest": ({"peers.contest": 0.0}, ("contest_effort", "prize_weeks", "rivalry_wall")),
    "nobody has a goal": ({"accountability.standard_effort": 0.0}, ("own_standard", "standard_spread")),
    "no last weeks": ({"deadline.window_weeks": 0.0}, ("response", "concession")),
    "pay without lumps": (
        {"pay.quarter_lump_share": 0.0, "pay.year_lump_share": 0.0},
        ("deadline.response", "deadline.concession", "window_weeks"),
    ),
    "no push": ({"deadline.push_weeks": 0.0}, ("push", "push_concession", "crowding")),
    "nobody promises too much": (
        {"conduct.usual_promising": 0.0, "conduct.pressed_promising": 0.0},
        ("promise_gain", "promise_points", "promise_cancellations"),
    ),
    "neither promises nor foul play": (
        {"conduct.usual_promising": 0.0, "conduct.pressed_promising": 0.0, "helping.withholding": False},
        ("restraint",),
    ),
    "nobody is helpless": ({"attention.helplessness": 0.0}, ("helpless_promising",)),
    "nobody helps": (
        {"helping.enabled": False},
        ("asks_per_week", "helping.hours", "helping.gain", "teaching", "own_team", "rivalry_wall"),
    ),
    "nobody asks": ({"helping.asks_per_week": 0.0}, ("helping.hours", "helping.gain", "teaching", "own_team")),
    "nobody withholds": ({"helping.withholding": False}, ("withheld", "sabotage")),
    "nobody cancels": (
        {"customers.cancelled_share": 0.0, "conduct.promise_cancellations": 0.0,
         "shocks.cancellation_waves_per_year": 0.0},
        ("cancelled_points",),
    ),
    "nothing tires": (
        {"energy.effort_cost": 0.0, "energy.threat_cost": 0.0, "energy.salience_cost": 0.0,
         "energy.standard_cost": 0.0},
        ("energy.half_life_weeks", "exhausted_effort", "burn_out_quits"),
    ),
    "setbacks leave one cold": (
        {"attention.hours_lost": 0.0},
        ("attention.half_life_weeks", "moving_on", "lesson"),
    ),
    "setbacks do not hurt": ({"morale.loss_pain": 0.0}, ("shield", "sting")),
    "streaks leave one cold": ({"attention.confidence": 0.0}, ("confidence_half_life_weeks",)),
    "nobody meets": ({"knowledge.meeting_hours": 0.0}, ("meeting_weeks", "meeting_gain")),
    "all is shared, and pays no kinks": ({"pay.team_share": 1.0}, ("quarter_lump_share", "year_lump_share")),
    "freedom is worth the same everywhere: nothing": ({"leadership.autonomy_shape": "none"}, ("autonomy_gain",)),
    "nobody uses power": ({"leadership.use_of_power": 0.0}, ("power_unfairness", "fairness_loss_half_life_weeks")),
    "nobody is honoured": (
        {"spirit.recognition": 0.0},
        ("recognition_effort", "recognition_shape", "star_share", "privileges", "envy"),
    ),
    "nobody has to deliver": ({"spirit.standard": 0.0}, ("standard_lift", "shame", "energy.standard_cost")),
    "managers stay": (
        {"promotion.exits_per_year": 0.0},
        ("promotion.vacancy_weeks", "promotion.rule", "least_tenure_weeks", "helpful_teaches", "seller_sells"),
    ),
    "managers come from outside": (
        {"promotion.rule": "outside"},
        ("least_tenure_weeks", "helpful_teaches", "seller_sells"),
    ),
    "no bench": ({"recruiting.bench": 0.0}, ("bench_money", "bench_hours")),
    "nobody hungry is wanted": (
        {"recruiting.hunger_wanted": 0.0},
        ("hunger_half_life_weeks", "hunger_effort", "newcomers_stir", "hunger_narrows"),
    ),
}  # fmt: skip


def path_of(name: str, off: dict[str, object]) -> str:
    """The full path of an idle parameter: given in full, in the group of what is off, or the only one of its name."""
    if name in CATALOGUE.by_path:
        return name
    own = [f"{path.partition('.')[0]}.{name}" for path in off]
    found = [path for path in own if path in CATALOGUE.by_path]
    return found[0] if found else next(path for path in CATALOGUE.by_path if path.endswith(f".{name}"))


CASES = [
    pytest.param(off, path_of(name, off), id=f"{what}: {path_of(name, off)}")
    for what, (off, idle) in OFF.items()
    for name in idle
]


@cache
def reported(settings: tuple[tuple[str, object], ...]) -> bytes:
    left = run(load_scenario(overrides=dict(settings)), 2, record=("weekly", "events"))
    return left.weekly.to_numpy().tobytes() + left.events.to_csv().encode()


def values(path: str) -> list[object]:
    """Both ends of what is plausible, or all words."""
    d = CATALOGUE.by_path[path]
    return [d.type(end) for end in d.plausible] if d.plausible else list(d.choices or (True, False))


@pytest.mark.parametrize(("off", "path"), CASES)
def test_what_is_off_has_no_effect(off: dict[str, object], path: str) -> None:
    left = {reported(tuple({**SMALL, **off, path: value}.items())) for value in values(path)}
    assert len(left) == 1


def test_what_is_on_has_an_effect() -> None:
    # The test of the test: the same parameter, its mechanism on.
    assert len({reported(tuple({**SMALL, "selling.quick_factor": value}.items())) for value in (2.0, 12.0)}) == 2
