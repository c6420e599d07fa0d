"""What everything in the world has: the one table of attributes.

Each class below is read three ways: as the type that mechanisms are written against, as the base of a Mesa agent that
holds the state in plain attributes, and as the dtype of the compiled engine's record array. Integers are `i8`, all else
is `f8`; zero is the blank value of everything.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np

NOBODY = -1


class Entity:
    """Something in the world; its annotations are its attributes."""

    @classmethod
    @cache
    def attributes(cls) -> dict[str, type]:
        """Name and type (`int` or `float`) of every attribute, in order of declaration."""
        return {name: kind for base in reversed(cls.__mro__) if issubclass(base, Entity) for name, kind in own(base)}

    @classmethod
    @cache
    def dtype(cls) -> np.dtype[Any]:
        """The record layout of this entity."""
        return np.dtype([(name, "i8" if kind is int else "f8") for name, kind in cls.attributes().items()])

    @classmethod
    def zeros(cls, *shape: int) -> np.ndarray[Any, Any]:
        """Blank records of this entity."""
        return np.zeros(shape, cls.dtype())


def own(entity: type[Entity]) -> list[tuple[str, type]]:
    """The attributes that a class itself declares."""
    return list(vars(entity).get("__annotations__", {}).items())


class FirmState(Entity):
    """The sales organisation as a whole."""

    seed: int  # luck of people and of what the world offers each seat
    market_seed: int  # luck of demand, slumps and the rival
    week: int  # negative while the firm settles
    tick: int  # step within the week
    step_weeks: float
    now_weeks: float  # start of the step
    events_wanted: int
    script: int  # by which arms and closed seats are to be read; 0 for none
    fairness_shock: float  # share of seats that this week's layoffs emptied without clear criteria
    plan_money: float  # what an occupied seat is expected to bring in a year
    year_bookings_money: float
    year_occupied_weeks: float
    share_at_quota: float  # of the last full year, tenured reps
    mean_attainment: float
    top_fifth_share: float
    ability_log_sd: float
    satisfaction_step: float  # what half-lives mean in one step of the clock
    relationship_step: float
    morale_step: float  # and in one week
    know_how_step: float
    qualification_step: float
    accelerator_pull: float  # effort that pay above quota adds
    pipeline_overflows: int
    account_overflows: int
    event_overflows: int


class MarketState(Entity):
    """Demand that all segments have in common, and the slump of the day."""

    demand_log: float
    slump: float  # share of demand lost now
    hesitation: float  # ratio of customers' decision speed to normal


class SegmentState(Entity):
    """One group of customers."""

    demand_log: float
    demand: float  # leads on offer against normal


class RivalState(Entity):
    """The competing firm."""

    strength_log: float
    strength: float
    recent_wins: float  # fading counts of shared deals, by who got them
    recent_losses: float


class ProductState(Entity):
    """One line of the price list; never changes in a run."""

    list_price_money: float
    share_up_to: float  # cumulative share of deals
    price_log_sd: float
    log_price_ratio: float  # against the typical price


class TeamState(Entity):
    """The reps of one manager, as they were at the start of the phase."""

    heads: int
    helpfulness: float  # mean of the present reps
    dismissals: int  # in the last week, layoffs among them
    hiring_frozen: int  # how many freezes hold
    invited: int  # of a script, while it deals with teams
    lot: float


class ManagerState(Entity):
    """Leads one team."""

    team: int
    arm: int  # whose parameters she leads by
    in_post: int
    appointments: int  # how many led the team before
    coaching_skill: float
    competitiveness: float
    helpfulness: float
    accountability: float
    resilience: float
    coaching_hours_per_rep: float


class SeatState(Entity):
    """A place to sell from, which outlives its occupant, and what happened there this week."""

    seat: int
    team: int
    segment: int
    arm: int  # of the empty seat, and of whoever comes next
    at_work: int  # whether somebody worked here this week
    arm_at_work: int  # and in which arm
    potential: float
    quota_money: float  # of this year
    hires: int  # persons who ever sat here
    open_deals: int
    accounts: int
    accounts_opened: int
    events: int  # noted this week
    told: int  # of them, before it began
    vacant_until: float  # week in which the successor can start
    closed: int  # by which action of a script; 0 for an open seat
    last_year_ratio: float  # last year's results against expectation
    year_bookings_money: float
    year_occupied_weeks: float
    year_asked_money: float  # of whoever sat here
    # flows of this week
    leads: int
    qualified: int
    pipeline_money: float  # value of the deals opened
    bookings_money: float
    expansion_money: float
    renewals_money: float
    wins: int
    shared_wins: int  # against the rival
    rival_losses: int
    undecided: int
    churned: int
    renewed: int
    resigned: int
    dismissed: int
    laid_off: int
    hired: int
    overtime_money: float
    commission_money: float
    severance_money: float
    cycle_weeks: float  # summed over this week's wins
    satisfaction_points: float  # summed over the accounts when they were served


class RepState(Entity):
    """One seller; `employed` is 0 while the seat is vacant."""

    seat: int
    hire: int  # how many sat here before: with the seat, who this is
    team: int
    arm: int  # whose parameters they live under
    lot: float  # drawn by a script, last time
    score: float  # and the results that it looked at
    named: int  # as a low performer, by which action of a script; 0 for not
    employed: int
    hired_week: int
    competitiveness: float
    helpfulness: float
    accountability: float
    resilience: float
    ability: float  # standard deviations in the labour market
    learning_speed: float
    know_how: float  # share of par
    qualification_skill: float
    morale: float
    near_cut: int  # at or near the bottom of the last ranking
    warnings: int  # half-year reviews failed in a row
    bottoms: int  # rankings at the bottom in a row
    probation_passed: int
    weeks_to_go: int  # until a dismissal falls due; 0 for somebody who stays
    exit_as: int  # what the departure will be called: see leaving.py
    seat_after: int  # and what becomes of the seat
    quit_limit: float
    quit_dose: float
    # of the week, chosen in planning
    effort: float
    prospecting_hours: float
    attention: float  # hours for deals against what they ask for
    service: float  # hours for accounts against what they ask for
    lead_factor: float
    advance_factor: float
    setbacks: int  # of this week
    wins: int
    # results
    year_bookings_money: float
    year_asked_money: float  # quota of the weeks worked so far this year
    quarter_money: float
    quarter_1_ago_money: float
    quarter_2_ago_money: float
    quarter_3_ago_money: float
    expected_quarter_money: float
    expected_1_ago_money: float
    expected_2_ago_money: float
    expected_3_ago_money: float
    rating: float


class DealState(Entity):
    """One opportunity; known by the seat, week and place in the week's list where it was found."""

    # read every week, and together in memory for that reason
    dose: float
    limit: float
    pace: float  # speed of everything, by size
    odds: float  # of advancing and winning, by size and fit
    created: float  # weeks
    stale_at: float  # weeks
    ripe: int
    rival_present: int
    # read when something happens
    seat: int
    week: int
    rank: int
    account_seat: int  # the customer, by where and as which account it was won; -1 for a new one
    account_opened: int
    product: int
    value_money: float
    outcome: float
    next_limit: float


class AccountState(Entity):
    """One customer; known by the seat where it was won and its place in that seat's history."""

    satisfaction: float
    relationship: float  # with the present rep
    churn_dose: float
    renewal_due: int  # week
    churn_limit: float
    revenue_money: float  # a year
    seat: int
    opened: int


class ActionState(Entity):
    """One step of a script, done at the beginning of a week; what each column means depends on the kind."""

    week: int
    kind: int
    number: int  # identity, for luck and for what refers to it
    target: int  # the number that this step refers to
    # who: those whose arm has this digit in the place of one assignment; everybody where the size is 0
    radix: int
    size: int
    digit: int
    least_tenure_weeks: int
    most_tenure_weeks: int
    # which of them: by results or by lot, between two shares of the ranking from below
    by: int
    low: float
    high: float
    # what
    unit: int
    team: int
    newcomers: int
    notice_weeks: int
    exit_as: int
    seat_after: int
    arbitrary: int
    carried_out: int
    quality: int
    shock: int
    value: float


class EventState(Entity):
    """Something worth telling; `kind` is one of simulation.events."""

    kind: int
    week: int
    seat: int
    hire: int
    day: float  # within the week, 0 to 7
    deal_week: int
    deal_rank: int
    account_seat: int
    account_opened: int
    product: int
    value_money: float


class WeekReport(Entity):
    """What the firm's books and surveys say of one week."""

    week: float
    heads: float  # at the end of the week
    heads_at_work: float  # and in the course of it
    vacant_seats: float
    leads: float
    qualified: float
    open_deals: float
    accounts: float
    bookings_money: float
    expansion_money: float
    renewals_money: float
    wins: float
    rival_losses: float
    undecided: float
    cycle_weeks: float
    churned: float
    renewed: float
    resigned: float
    dismissed: float
    laid_off: float
    hired: float
    pay_money: float
    commission_money: float
    severance_money: float
    hiring_money: float
    training_money: float
    managers_money: float
    overhead_money: float
    gross_margin_money: float
    profit_money: float
    satisfaction: float
    ability: float
    know_how: float
    morale: float
    effort: float
    tenure_weeks: float
    prospecting_hours: float
    demand: float
    rival_strength: float
    share_at_quota: float
    mean_attainment: float
    top_fifth_share: float
    overflows: float  # leads, customers and notes that found no room, since the founding


class World(Protocol):
    """Everything that changes, as both bodies offer it; rows of deals and accounts are filled from the front."""

    @property
    def firm(self) -> FirmState: ...
    @property
    def market(self) -> MarketState: ...
    @property
    def segments(self) -> Sequence[SegmentState]: ...
    @property
    def rival(self) -> RivalState: ...
    @property
    def products(self) -> Sequence[ProductState]: ...
    @property
    def trait_tables(self) -> Sequence[Sequence[float]]: ...
    @property
    def teams(self) -> Sequence[TeamState]: ...
    @property
    def managers(self) -> Sequence[ManagerState]: ...
    @property
    def seats(self) -> Sequence[SeatState]: ...
    @property
    def reps(self) -> Sequence[RepState]: ...
    @property
    def deals(self) -> Sequence[Sequence[DealState]]: ...
    @property
    def accounts(self) -> Sequence[Sequence[AccountState]]: ...
    @property
    def events(self) -> Sequence[Sequence[EventState]]: ...
    @property
    def order(self) -> list[int]: ...  # room for a ranking: seats, best or worst first
    @property
    def keys(self) -> list[float]: ...  # what the ranking goes by, per seat
    @property
    def report(self) -> WeekReport: ...
    @property
    def blank(self) -> RepState: ...  # nobody yet


def clear(row: Entity) -> None:
    """Set every attribute of an entity to its blank value."""
    for name, kind in row.attributes().items():
        setattr(row, name, kind())


def refuse_colliding_names(entity: type[Entity], taken: set[str]) -> None:
    """Raise `TypeError` if an attribute hides a name that NumPy rows, Mesa or a behaviour already use.

    A hidden name gives other results in one body without a word: refused at import instead.
    """
    clashes = sorted(set(entity.attributes()) & (taken | set(dir(np.zeros(1, np.dtype([("_", "f8")]))[0]))))
    if clashes:
        raise TypeError(f"{entity.__name__}: the attributes {clashes} collide with names already in use")
