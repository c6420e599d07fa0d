"""Hypothesis strategies: firms to live in, from ordinary to barely alive, all of them quick to run."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from simulation.scenario import Product, Scenario, ScenarioError
from simulation.schedule import Schedule
from simulation.script import Script
from tests.script_strategies import scripts

# Ends of what is drawn, where hard bounds allow firms too slow to draw by the hundred, or that contradict themselves.
RUNNABLE = {
    "prospecting.leads_per_week": (0.0, 8.0),
    "market.slumps_per_year": (0.0, 4.0),
    "market.demand_volatility": (0.0, 0.6),
    "territories.potential_cv": (0.0, 0.8),
    "planning.work_hours_per_week": (20.0, 100.0),
    "planning.selling_share": (0.15, 1.0),
    "planning.prospecting_hours_per_week": (0.1, 3.0),
    "selection.cull_fraction": (0.0, 0.3),
    "selection.threat_margin": (1.0, 3.0),
    "selection.probation_weeks": (1, 60),
    "selection.cull_grace_weeks": (0, 60),
    "selection.notice_weeks": (0, 30),
    "recruiting.vacancy_weeks": (0.0, 40.0),
    "coaching.skill_mean": (0.05, 0.95),
    "coaching.skill_sd": (0.01, 0.2),
    "customers.usual_accounts": (4.0, 200.0),
    "pay.quarter_lump_share": (0.0, 0.5),
    "pay.year_lump_share": (0.0, 0.5),
    "pay.team_share": (0.0, 0.5),
    "pay.relative_share": (0.0, 0.5),
} | {f"traits.{name}_sd": (0.01, 0.2) for name in ("competitiveness", "helpfulness", "accountability", "resilience")}
DRAWN_APART = {"organization", "calendar", "market.segments", "planning.normal_open_deals"}
LIMIT = 2**63

# What a firm may have to live through; two of them may come together.
HARDSHIPS: tuple[dict[str, Any], ...] = (
    {"prospecting.leads_per_week": 0.0},
    {"prospecting.leads_per_week": 8.0, "qualification.bar": -5.0},
    {"quitting.quits_per_year": 4.0, "recruiting.vacancy_weeks": 0.0},
    {"quitting.quits_per_year": 2.0, "recruiting.vacancy_weeks": 60.0},
    {"selection.cull_fraction": 0.3, "selection.cull_grace_weeks": 0, "selection.notice_weeks": 0},
    {"selection.cull_fraction": 0.3, "selection.cull_scope": "team", "selection.notice_weeks": 26},
    {"selection.cull_fraction": 0.2, "selection.rating_basis": "revenue", "selection.cull_strikes": 2},
    {"selection.cull_fraction": 0.2, "selection.rating_basis": "judgement"},
    {"selection.cull_fraction": 0.2, "selection.rating_basis": "composite", "selection.cull_scope": "team"},
    {"selection.cull_fraction": 0.2, "selection.cull_at_random": True},
    {"selection.ordinary_dismissals": False},
    {"selection.review_standard": 2.0, "selection.probation_standard": 2.0, "selection.review_strikes": 1},
    {"customers.churn_per_year": 4.0, "customers.fading_per_year": 1.0},
    {"market.slumps_per_year": 4.0, "market.slump_depth": 0.95},
    {"selling.win_per_week": 8.0, "selling.advance_per_week": 8.0},
    {"customers.new_customer_share": 1.0, "selling.win_per_week": 1.0, "selling.advance_per_week": 1.0},
    {"selling.stale_after_weeks": 1.0, "selling.inherited_share": 1.0},
    {"pay.base_salary_money": 0.0, "pay.target_commission_money": 0.0},
    {"traits.resilience_mean": 0.05, "morale.loss_pain": 1.0, "effort.giving_up": 0.9},
    # the world
    {"shocks.regulations_per_year": 5.0, "shocks.regulation_depth": 0.95, "shocks.regulation_kills": 1.0},
    {"shocks.launches_per_year": 5.0, "shocks.launch_size": 2.0, "shocks.launch_half_life_weeks": 260.0},
    {"shocks.backlashes_per_year": 5.0, "shocks.backlash_points": 60.0, "customers.referrals": 2.0},
    {"shocks.cancellation_waves_per_year": 5.0, "shocks.cancellation_wave_share": 0.95},
    {f"shocks.{kind}_per_year": 5.0 for kind in ("regulations", "launches", "backlashes", "cancellation_waves")}
    | {"market.slumps_per_year": 4.0, "shocks.turbulence_half_life_weeks": 1.0},
    {"rival.strength_volatility": 1.0, "rival.learning": 2.0, "rival.answer": 2.0, "rival.present_share": 1.0},
    {"enemy.salience": 1.0, "enemy.shape": "monotone", "enemy.discounting": 0.5, "enemy.preparation": 1.0},
    {"enemy.salience": 1.0, "rival.strength_volatility": 1.0, "enemy.credible_width": 0.01},
    # people
    {"energy.par": 0.0, "energy.effort_cost": 5.0, "energy.threat_cost": 0.5, "energy.burn_out_quits": 50.0},
    {"attention.hours_lost": 1.0, "attention.lesson": 5.0, "attention.half_life_weeks": 0.1},
    {"attention.helplessness": 1.0, "attention.helpless_promising": 1.0, "attention.confidence": 1.0},
    {"attention.patience_weeks": 0.0, "attention.qualify_out": 1.0, "selling.stale_after_weeks": 1.0},
    {"attribution.blame": 1.0, "attribution.process_accountability": 0.0, "attribution.outcome_pressure": 0.0},
    {"conduct.usual_promising": 1.0, "conduct.promise_cancellations": 0.9, "conduct.promise_points": 80.0},
    {"quitting.poached_per_year": 5.0, "quitting.other_exits_per_year": 1.0, "quitting.team_mates": 3.0},
    {"recruiting.hunger_wanted": 1.0, "recruiting.hunger_narrows": 1.0, "recruiting.refusal": 20.0},
    {"recruiting.bench": 1.0, "quitting.quits_per_year": 3.0, "recruiting.newcomers_stir": 0.5},
    {"handover.incumbent_share": 1.0, "handover.similarity": 1.0, "quitting.quits_per_year": 3.0},
    {"customers.vacancy_service": 2.0, "quitting.quits_per_year": 4.0, "recruiting.vacancy_weeks": 30.0},
    # teams and their leaders
    {"promotion.exits_per_year": 5.0, "promotion.rule": "seller", "promotion.least_tenure_weeks": 0},
    {"promotion.exits_per_year": 5.0, "promotion.rule": "collaborator", "promotion.vacancy_weeks": 0.0},
    {"promotion.exits_per_year": 5.0, "promotion.rule": "lot", "promotion.least_tenure_weeks": 10},
    {"promotion.exits_per_year": 5.0, "promotion.rule": "outside", "promotion.vacancy_weeks": 104.0},
    {"leadership.hours_per_week": 0.0, "recruiting.bench": 0.5},
    {"leadership.takeover": 1.0, "leadership.control_hours_per_rep": 20.0, "leadership.hours_per_week": 80.0},
    {"leadership.use_of_power": 1.0, "leadership.power_unfairness": 1.0, "leadership.fairness_quits": 3.0},
    {"leadership.autonomy": 1.0, "leadership.autonomy_gain": 2.0, "leadership.control_hours_per_rep": 0.0},
    {"peers.leaderboard": "ranks", "peers.rank_harm": 0.5, "peers.rank_lift": 0.5},
    {"peers.leaderboard": "benchmarks", "peers.rank_harm": 0.5, "peers.spillover": 1.0},
    {"peers.spillover": -1.0, "pay.relative_share": 0.5, "pay.team_share": 0.5, "peers.relative_reversal": 20.0},
    {"peers.contest": 1.0, "peers.contest_effort": 0.5, "peers.prize_weeks": 13.0},
    {"pay.relative_share": 1.0, "pay.team_share": 0.0, "helping.withholding": True, "helping.sabotage": 3.0},
    {"pay.team_share": 1.0, "pay.relative_share": 0.0},
    {"helping.asks_per_week": 5.0, "helping.own_team": 0.0, "helping.gain": 3.0, "helping.teaching": 1.0},
    {"helping.asks_per_week": 5.0, "helping.own_team": 1.0, "helping.hours": 20.0, "helping.norm": 1.0},
    {"helping.enabled": False, "helping.interdependence": 3.0},
    {"knowledge.meeting_hours": 10.0, "knowledge.meeting_weeks": 1, "knowledge.meeting_gain": 1.0},
    {"spirit.recognition": 1.0, "spirit.privileges": 1.0, "spirit.star_share": 0.5, "spirit.envy": 1.0},
    {"spirit.recognition": 1.0, "spirit.recognition_shape": "honoured", "spirit.standard": 1.0, "spirit.shame": 0.5},
    {"norms.half_life_weeks": 1.0, "norms.hours_at_full": 20.0, "spirit.rituals": 1.0},
    # dates
    {"deadline.window_weeks": 13.0, "deadline.response": 10.0, "deadline.concession": 0.5}
    | {"pay.quarter_lump_share": 0.5, "pay.year_lump_share": 0.5},
    {"deadline.push_weeks": 13.0, "deadline.push": 5.0, "deadline.push_concession": 0.5, "deadline.crowding": 1.0},
    {"deadline.window_weeks": 0.0, "deadline.push_weeks": 0.0},
)


@dataclass(frozen=True)
class Life:
    """A firm and what it lives through. `start` are overrides of the scenario it settled under, if not its own."""

    overrides: dict[str, Any]
    seed: int = 1
    market_seed: int = 1
    weeks: int = 60
    start: dict[str, Any] | None = None
    products: tuple[Product, ...] = field(default_factory=lambda: Scenario().products)
    script: Script | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario it lives under from week 0."""
        return Scenario(products=self.products).with_overrides(self.overrides)

    @property
    def settled_under(self) -> Scenario:
        """The scenario of its burn-in: of the same size."""
        return Scenario(products=self.products).with_overrides(sizes_of(self.overrides) | (self.start or {}))


def sizes_of(overrides: dict[str, Any]) -> dict[str, Any]:
    """Those overrides that say how large the firm is and how its time passes."""
    kept = ("organization.", "calendar.", "market.segments", "planning.normal_open_deals")
    return {path: value for path, value in overrides.items() if path.startswith(kept)}


def seeds() -> st.SearchStrategy[int]:
    """Any seed there is, small ones most."""
    return st.one_of(st.integers(0, 99), st.integers(-LIMIT, LIMIT - 1))


@st.composite
def sizes(draw: st.DrawFn) -> dict[str, Any]:
    """A small firm, often too small for what it sells."""
    slots = draw(st.sampled_from([4, 8, 24]))
    return {
        "organization.teams": draw(st.integers(1, 3)),
        "organization.reps_per_team": draw(st.integers(2, 6)),
        "organization.deal_slots": slots,
        "organization.account_slots": draw(st.sampled_from([4, 12, 40])),
        "organization.event_slots": draw(st.sampled_from([8, 64])),
        "market.segments": draw(st.integers(1, 4)),
        "planning.normal_open_deals": draw(st.sampled_from([1.0, slots / 2.0, float(slots)])),
        "calendar.steps_per_week": draw(st.sampled_from([1, 1, 2, 4])),
        "calendar.burn_in_years": draw(st.sampled_from([0, 0, 1])),
    }


def value_of(d: Declaration) -> st.SearchStrategy[Any]:
    """A value of one parameter: a plausible one, any allowed one, or an end of what is allowed."""
    if d.choices:
        return st.sampled_from(d.choices)
    if d.bounds is None:
        return st.booleans()
    number = st.integers if d.type is int else st.floats
    ends = [d.type(end) for end in RUNNABLE.get(d.path, d.bounds)]
    ranges = [number(*ends), st.sampled_from(ends)]
    if d.plausible is not None:
        low, high = (d.type(min(max(end, ends[0]), ends[1])) for end in d.plausible)
        ranges.append(number(low, high))
    return st.one_of(*reversed(ranges))


def drawable() -> list[Declaration]:
    """The parameters of which any may take any value, one without regard to another."""
    return [
        d for d in CATALOGUE.by_path.values() if d.path not in DRAWN_APART and d.path.split(".")[0] not in DRAWN_APART
    ]


@st.composite
def habits(draw: st.DrawFn) -> dict[str, Any]:
    """Up to two hardships, and some parameters at will: of the small world or of the whole range."""
    overrides: dict[str, Any] = {}
    for hardship in draw(st.lists(st.sampled_from(HARDSHIPS), max_size=2, unique_by=id)):
        overrides |= hardship
    chosen = draw(st.lists(st.sampled_from(drawable()), max_size=20, unique_by=lambda d: d.path))
    return {d.path: draw(value_of(d)) for d in chosen} | overrides


def price_lists() -> st.SearchStrategy[tuple[Product, ...]]:
    """One to four products, cheap and dear."""
    product = st.builds(
        Product,
        name=st.sampled_from("abcdefgh"),
        list_price_money=st.floats(1.0, 1e6),
        share=st.floats(0.01, 10.0),
        price_log_sd=st.floats(0.0, 2.0),
    )
    return st.lists(product, min_size=1, max_size=4, unique_by=lambda one: one.name).map(tuple)


@st.composite
def lives(draw: st.DrawFn, weeks: int = 60) -> Life:
    """A firm, its luck, whether it settled under its own habits or under others, and perhaps a script."""
    size = draw(sizes())
    script = draw(st.one_of(st.none(), scripts(size["organization.teams"], weeks, value_of)))
    life = Life(
        overrides=draw(habits()) | size,
        seed=draw(seeds()),
        market_seed=draw(seeds()),
        weeks=weeks,
        start=draw(st.one_of(st.none(), habits())),
        products=draw(price_lists()),
        script=script,
    )
    assume(script is None or can_be_lived(life))
    return life


def can_be_lived(life: Life) -> bool:
    """Whether a script's values and those of the scenario can stand together."""
    try:
        Schedule(life.scenario, life.script or Script())
    except ScenarioError:
        return False
    return True
