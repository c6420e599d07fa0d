"""From measurements to parameters: what follows directly. What only a simulation can invert is left to `calibrate`."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from experiments.calibration.measure import Measurements
from experiments.calibration.prices import ProductMeasures
from experiments.calibration.spread import Estimate, Spread
from experiments.calibration.staff import shrunk_rate
from simulation.scenario import Scenario

PRIOR_SELLERS = 3.0
"""How many sellers the default spread of territories weighs when it is met with a measured one."""

PRIOR_HEAD_YEARS = 50.0
PRIOR_DEALS = 20.0
SELLERS_A_TEAM = 10

MOST_PRODUCTS = 16
"""As many as a scenario takes."""

WEEKS_PER_YEAR = 52
SLOTS_AN_ACCOUNT = 3
USUAL_STRAIN = 1.5
"""Churn of a settled firm's customers against that of one at par: some are new to their rep, some unhappy."""

SLOTS_A_DEAL = 10
EVENTS_AN_ARRIVAL = 25
"""Room for open deals against their mean number, and for a week's events against its mean arrivals: for rich seats."""


@dataclass(frozen=True)
class Fitted:
    """One parameter that the export told something about."""

    path: str
    value: float | int
    how: str
    estimate: Estimate | None = None


def fit_directly(measured: Measurements, default: Scenario) -> list[Fitted]:
    """Every parameter that follows from the measurements without simulating."""
    return [
        *_seats(measured),
        *_workload(measured, default),
        *room(open_deals_at_par(measured), measured.arrivals_per_seat_week.value, default),
        *_territories(measured, default),
        *_slowing(measured),
        *_bumps(measured),
        *_seasons(measured),
        *_customers(measured, default),
        *_quotas(measured, default),
        *_quitting(measured, default),
    ]


def _seats(measured: Measurements) -> list[Fitted]:
    teams = measured.teams or max(1, round(measured.seats / SELLERS_A_TEAM))
    span = max(1, min(40, round(measured.seats / teams)))
    source = (
        "teams with a selling member"
        if measured.teams
        else f"assumed: {SELLERS_A_TEAM} sellers a team, since no teams are told"
    )
    return [
        Fitted("organization.teams", teams, source),
        Fitted("organization.reps_per_team", span, f"{measured.seats} sellers there at once, over the teams"),
    ]


def open_deals_at_par(measured: Measurements) -> float:
    """Little's law: arrivals a week times weeks open. Deals that are stale for good are no work and do not count."""
    return max(1.0, measured.arrivals_per_seat_week.value * measured.mean_cycle_days / 7)


def _workload(measured: Measurements, default: Scenario) -> list[Fitted]:
    deals = round(min(450.0, open_deals_at_par(measured)), 1)
    hours = default.planning.deal_hours_per_week * default.planning.normal_open_deals / deals
    return [
        Fitted("planning.normal_open_deals", deals, "arrivals x mean cycle (Little's law)"),
        Fitted(
            "planning.deal_hours_per_week",
            round(min(40.0, hours), 4),
            "assumed: deals take as many hours a week as at default, spread over those open",
        ),
    ]


def room(open_deals: float, arrivals: float, default: Scenario) -> list[Fitted]:
    """Room for records, so that the richest seat loses none of its deals or events."""
    deals = int(min(512, max(default.organization.deal_slots, SLOTS_A_DEAL * open_deals)))
    events = int(min(1024, max(default.organization.event_slots, EVENTS_AN_ARRIVAL * arrivals)))
    return [
        Fitted("organization.deal_slots", deals, f"room: {SLOTS_A_DEAL} times the mean open deals, or the default"),
        Fitted(
            "organization.event_slots", events, f"room: {EVENTS_AN_ARRIVAL} times a week's arrivals, or the default"
        ),
    ]


def shrunk_spread(spread: Spread, prior: float, prior_weight: float = PRIOR_SELLERS) -> float:
    """A measured spread drawn to a prior one that weighs as many sellers as `prior_weight` (variances are averaged)."""
    variance = (spread.sellers * spread.value * spread.value + prior_weight * prior * prior) / (
        spread.sellers + prior_weight
    )
    return sqrt(variance)


def _territories(measured: Measurements, default: Scenario) -> list[Fitted]:
    found = measured.arrivals_spread
    if found is None:
        return []
    value = shrunk_spread(found, default.territories.potential_cv)
    told = Estimate(found.value, found.low, found.high, "coefficient of variation", found.sellers)
    return [
        Fitted(
            "territories.potential_cv",
            round(min(1.5, value), 4),
            "spread of arrivals between seats net of Poisson noise, shrunk to the default",
            told,
        )
    ]


def closing_log_sd(measured: Measurements) -> float | None:
    """Spread of the log odds of winning between sellers, net of chance: the measured spread of shares on that scale."""
    found = measured.won_share_spread
    if found is None:
        return None
    share = measured.won_share.value
    return found.value / (share * (1 - share))


def _closers(measured: Measurements, scenario: Scenario) -> list[Fitted]:
    """The spread of talent whose share in moving deals gives the measured spread of odds (see `odds_leverage`)."""
    found, log_sd = measured.won_share_spread, closing_log_sd(measured)
    if found is None or log_sd is None:
        return []
    per_talent = (1 - scenario.talent.lead_exponent) * odds_leverage(scenario)
    value = log_sd / per_talent if per_talent > 0 else scenario.talent.productivity_cv
    told = Estimate(found.value, found.low, found.high, "sd of won shares", found.sellers)
    how = f"spread of won shares net of binomial noise (chance alone: p = {found.noise_p:.2f})"
    return [Fitted("talent.productivity_cv", round(min(2.0, value), 4), how, told)]


def odds_leverage(scenario: Scenario) -> float:
    """How much the log odds of winning move with the log of a factor on advancing and winning, at par."""
    selling, rival = scenario.selling, scenario.rival
    advance = selling.advance_per_week / (selling.advance_per_week + selling.undecided_early_per_week)
    losing = rival.present_share * selling.rival_per_week + selling.undecided_late_per_week
    win = selling.win_per_week / (selling.win_per_week + losing)
    return ((1 - advance) + (1 - win)) / (1 - advance * win)


def _slowing(measured: Measurements) -> list[Fitted]:
    told = measured.size_on_cycle
    if told is None:
        return []
    value = round(min(2.0, max(0.0, told.value)), 4)
    return [Fitted("selling.size_slowing", value, "slope of the cycle on price, not below zero", told)]


def fit_odds(measured: Measurements, scenario: Scenario) -> list[Fitted]:
    """What follows from spreads and slopes of the odds of winning, at the rates that a scenario has."""
    return [
        *_closers(measured, scenario),
        *_size_penalty(measured, scenario),
    ]


def _size_penalty(measured: Measurements, scenario: Scenario) -> list[Fitted]:
    told = measured.size_on_odds
    if told is None:
        return []
    value = max(0.0, -told.value) / (0.5 * odds_leverage(scenario))  # the model takes half of it at each gate
    how = "slope of the odds of winning on price, not below zero"
    return [Fitted("selling.size_penalty", round(min(2.0, value), 4), how, told)]


def _bumps(measured: Measurements) -> list[Fitted]:
    if measured.bumps is None:
        return []
    factor = min(100.0, max(1.0, measured.bumps.slow_days / max(0.5, measured.bumps.quick_days)))
    return [
        Fitted(
            "selling.quick_share",
            round(measured.bumps.quick_share, 4),
            "share of closed deals in the quick bump of the cycle",
        ),
        Fitted("selling.quick_factor", round(factor, 3), "median days of the slow bump over those of the quick one"),
    ]


def _seasons(measured: Measurements) -> list[Fitted]:
    return [
        Fitted(
            f"market.season_q{quarter}",
            round(season.value, 4),
            "arrivals in full quarters against the mean one, shrunk",
            season,
        )
        for quarter, season in sorted(measured.seasons.items())
    ]


def _customers(measured: Measurements, default: Scenario) -> list[Fitted]:
    """How new the customers of deals are, and how many a seat then comes to have."""
    share = _new_customers(measured, default)
    fresh = float(share[0].value) if share else default.customers.new_customer_share
    return [*share, *_book(measured, fresh, default)]


def _book(measured: Measurements, fresh: float, default: Scenario) -> list[Fitted]:
    """The book of customers at which those won balance those lost, so that the firm is as settled as its export."""
    won = measured.arrivals_per_seat_week.value * WEEKS_PER_YEAR * measured.won_share.value * fresh
    lost = USUAL_STRAIN * default.customers.churn_per_year
    usual = round(min(400.0, max(1.0, won / lost)), 2)
    slots = int(min(1024, max(default.organization.account_slots, SLOTS_AN_ACCOUNT * usual)))
    return [
        Fitted("customers.usual_accounts", usual, "assumed: won customers balance those lost at the default rate"),
        Fitted("organization.account_slots", slots, f"room: {SLOTS_AN_ACCOUNT} times the usual accounts, or default"),
    ]


def _new_customers(measured: Measurements, default: Scenario) -> list[Fitted]:
    """Accounts first met in the later half are new at most: an older customer may have paused. So it only lowers."""
    told = measured.other.get("new_customer_share")
    if told is None:
        return []
    prior = default.customers.new_customer_share
    value = (told.value * told.of + prior * PRIOR_DEALS) / (told.of + PRIOR_DEALS)
    how = "won deals with accounts not met before are new customers at most; shrunk, and never above default"
    return [Fitted("customers.new_customer_share", round(min(prior, value), 5), how, told)]


def _quotas(measured: Measurements, default: Scenario) -> list[Fitted]:
    """The lasting misfit of quotas less what talent and potential put into it at the fitted spreads."""
    told, closers = measured.other.get("quota_misfit"), measured.won_share_spread
    if told is None:
        return []
    talent = (
        (closing_log_sd(measured) or 0.0) * (1 - measured.won_share.value)
        if closers
        else default.talent.productivity_cv
    )
    potential = (1 - default.quota.potential_exponent) * (
        measured.arrivals_spread.value if measured.arrivals_spread else 0.0
    )
    variance = told.value**2 - talent**2 - potential**2
    if variance <= 0:
        return []
    return [
        Fitted(
            "quota.error_sd",
            round(min(1.0, sqrt(variance)), 4),
            "lasting misfit of quotas, less what sellers and territories explain",
            told,
        )
    ]


def _quitting(measured: Measurements, default: Scenario) -> list[Fitted]:
    told = measured.other.get("resigned_per_year")
    if told is None or measured.head_years <= 0:
        return []
    value = shrunk_rate(told.of, measured.head_years, default.quitting.quits_per_year, PRIOR_HEAD_YEARS)
    return [
        Fitted(
            "quitting.quits_per_year",
            round(min(5.0, value), 4),
            f"resignations, shrunk to the default as to {PRIOR_HEAD_YEARS:.0f} head-years",
            told,
        )
    ]


def fitted_products(measured: Measurements) -> tuple[ProductMeasures, ...]:
    """Products as they go into the scenario, the rarest pooled into one where there are too many for it."""
    commonest = sorted(measured.products, key=lambda product: -product.share)
    kept, rest = commonest[: MOST_PRODUCTS - 1], commonest[MOST_PRODUCTS - 1 :]
    chosen = [*kept, pooled(rest)] if len(rest) > 1 else commonest
    deals = sum(product.won_deals for product in chosen)
    typical = sqrt(sum(product.price_log_sd**2 * product.won_deals for product in chosen) / max(1, deals))
    return tuple(_with_spread(product, typical) for product in sorted(chosen, key=lambda product: product.name))


def pooled(products: Sequence[ProductMeasures]) -> ProductMeasures:
    """Several products as one, with the geometric mean of their prices and all of their spread."""
    share, deals = sum(product.share for product in products), sum(product.won_deals for product in products)
    mean = sum(product.share * log(product.price_money) for product in products) / share
    spread = sum(
        product.share * (product.price_log_sd**2 + (log(product.price_money) - mean) ** 2) for product in products
    )
    return ProductMeasures(f"{len(products)} other products", exp(mean), share, sqrt(spread / share), False, deals)


def _with_spread(product: ProductMeasures, typical: float) -> ProductMeasures:
    shrunk = sqrt(
        (product.won_deals * product.price_log_sd**2 + PRIOR_SELLERS * typical**2) / (product.won_deals + PRIOR_SELLERS)
    )
    return ProductMeasures(
        product.name, product.price_money, product.share, min(5.0, shrunk), product.listed, product.won_deals
    )
