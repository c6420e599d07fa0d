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
    energy_step: float
    attention_step: float
    confidence_step: float
    norm_step: float
    spirit_step: float
    playbook_step: float
    hunger_kept: float
    process_step: float
    retarget_step: float
    word_of_mouth: float  # inquiries that come by themselves, against normal
    customer_reputation: float  # points of satisfaction above par, as people outside hear of it
    employer_reputation: float  # as the labour market hears of it; 0 is an ordinary name
    usual_year_money: float  # what the firm's sales are used to being
    severity: float  # share of heads singled out by ranking within about a year
    accelerator_pull: float  # effort that pay above quota adds
    pipeline_overflows: int
    account_overflows: int
    event_overflows: int


class MarketState(Entity):
    """Demand that all segments have in common, and the slump of the day."""

    demand_log: float
    slump: float  # share of demand lost now
    hesitation: float  # ratio of customers' decision speed to normal
    cancelling: float  # share of bookings cancelled in the wave of the day
    regulated: int  # segment struck by new rules this week; -1 for none
    turbulence: float  # how uncertain the world feels


class SegmentState(Entity):
    """One group of customers."""

    demand_log: float
    demand: float  # leads on offer against normal


class RivalState(Entity):
    """The competing firm."""

    strength_log: float
    strength: float
    launch_log: float  # what the last launch still adds
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
    dismissals: int  # in the last week
    left_last_week: int
    departures: float  # exits of the last weeks, fading
    stars: int
    # what was invested in so far: norms
    direction: float
    code: float  # clear and enforced
    ritual: float
    forward: float
    help_norm: float
    salience: float
    standard: float
    recognition: float
    fairness: float  # 1 is fair
    # states of the team
    cohesion: float
    effort_norm: float
    blame_norm: float
    process_quality: float
    playbook: float
    # means over the members at the start of the week
    effort: float
    know_how: float
    cooperation: float
    foul_play: float
    hunger: float
    booked_money: float  # this quarter
    asked_money: float
    attainment: float  # of the quarter so far
    contest_rank: float  # 0 the last team, 1 the first
    lessons: float  # failures of the week that were put on the process
    outside: float  # and on causes outside
    failures: float
    hours_per_rep: float  # that all programmes take from each member's week
    cover_hours: float  # and that empty seats of the team take


class ManagerState(Entity):
    """Leads one team."""

    team: int
    arm: int  # whose parameters she leads by
    in_post: int
    appointments: int  # managers whom this team ever had
    appointed_week: int
    post_vacant_until: float
    leave_limit: float
    leave_dose: float
    left_post: int  # this week
    coaching_skill: float
    people_skill: float
    selling_skill: float
    competitiveness: float
    helpfulness: float
    accountability: float
    resilience: float
    # of the week
    coaching_hours_per_rep: float
    control_hours_per_rep: float
    support_hours_per_rep: float
    people_hours_per_rep: float
    process_hours: float
    hours_share: float  # of what was promised, what the week held


class SeatState(Entity):
    """A place to sell from, which outlives its occupant, and what happened there this week."""

    seat: int
    team: int
    segment: int
    arm: int  # of the empty seat, and of whoever comes next
    at_work: int  # whether somebody worked here this week
    arm_at_work: int  # and in which arm
    partner: int  # seat met in structured meetings, until partners change; -1 for none
    potential: float
    closed_share: float  # of its leads, that new rules took away
    fresh_share: float  # of this week's leads, with newcomers to the firm
    quota_money: float  # of this year
    hires: int  # persons who ever sat here
    open_deals: int
    accounts: int
    accounts_opened: int
    events: int  # noted this week
    vacant_until: float  # week in which the successor can start
    last_year_ratio: float  # last year's results against expectation
    year_bookings_money: float
    year_occupied_weeks: float
    year_asked_money: float  # of whoever sat here
    # flows of this week
    leads: int
    qualified: int
    bookings_money: float
    expansion_money: float
    renewals_money: float
    wins: int
    shared_wins: int  # against the rival
    rival_losses: int
    undecided: int
    dropped: int  # of them, given up by the rep
    cancelled: int  # of the wins
    cancelled_money: float
    conceded_money: float  # price given away
    churned: int
    churned_money: float
    renewed: int
    departed: int  # whether somebody left, in whatever way
    promoted: int
    resigned: int
    poached: int  # of them, hired away
    dismissed: int
    laid_off: int
    other_exits: int
    hired: int
    helped_within: int
    helped_across: int
    fell_in_trouble: int
    out_of_trouble: int
    account_money: float  # yearly revenue of the book
    recurring_gained_money: float  # by customers that were there already
    recurring_lost_money: float  # by contracts that ran out and customers that left
    open_money: float  # value of the pipeline
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
    employed: int
    laid_off: int  # whether it is a layoff by which somebody goes
    hired_week: int
    competitiveness: float
    helpfulness: float
    accountability: float
    resilience: float
    ability: float  # standard deviations in the labour market
    learning_speed: float
    know_how: float  # share of par
    know_how_shown: float  # as it was at the start of the week
    qualification_skill: float
    hunger: float
    morale: float
    energy: float
    confidence: float
    distraction: float  # share of the week that setbacks take
    helplessness: float
    standing: float  # 0 the last, 1 the first of the last quarter's results
    star: int  # honoured for it
    troubled: int  # quarters since results fell below half of what was expected; 0 if they did not
    near_cut: int  # at or near the bottom of the last ranking
    warnings: int  # half-year reviews failed in a row
    bottoms: int  # rankings at the bottom in a row
    probation_passed: int
    weeks_to_go: int  # until a dismissal falls due; 0 for somebody who stays
    quit_limit: float
    quit_dose: float
    helped_others: float  # helps given, fading over a year
    # of the week, chosen in planning
    effort: float
    willingness: float  # to help
    promising: float  # more than can be kept
    helping: int  # the seat that this rep helps this week; -1 for none
    help_tie: float
    helper: int  # the seat from which help comes; -1 for none
    help_hours: float  # given last week
    partner: int  # seat of the partner met last; -1 for none
    big_deal_week: int  # the largest ripe deal, as it stood last week: its identity
    big_deal_rank: int
    big_deal_seat: int
    closing_factor: float  # of ripe deals
    urge: float  # and of those that decide a quota
    gap_money: float  # what is missing to it
    concession: float  # share of price
    hurried_concession: float  # on those that decide a quota
    guard: float  # rival's chances against those with an ordinary rep
    patience_weeks: float  # for stale deals
    prospecting_hours: float
    attention: float  # hours for deals against what they ask for
    service: float  # hours for accounts against what they ask for
    lead_factor: float
    advance_factor: float
    setbacks: int  # of this week
    wins: int
    lessons: float  # failures of the week put on the process
    blamed: float  # and on causes outside
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
    value_money: float
    # read when something happens
    seat: int
    week: int
    rank: int
    account_seat: int  # the customer, by where and as which account it was won; -1 for a new one
    account_opened: int
    product: int
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


class EventState(Entity):
    """Something worth telling; `kind` is one of simulation.mechanisms.events."""

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
    colleague_seat: int  # who else had a part in it; -1 for nobody
    colleague_hire: int


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
    dropped: float
    cancelled: float
    cancelled_money: float
    conceded_money: float
    cycle_weeks: float
    churned: float
    churned_money: float
    account_money: float
    recurring_gained_money: float
    recurring_lost_money: float
    open_money: float
    renewed: float
    resigned: float
    poached: float
    dismissed: float
    laid_off: float
    other_exits: float
    hired: float
    promoted: float
    manager_exits: float
    managers: float  # in post
    helped_within: float
    helped_across: float
    fell_in_trouble: float
    out_of_trouble: float
    pay_money: float
    commission_money: float
    severance_money: float
    hiring_money: float
    bench_money: float
    training_money: float
    programmes_money: float
    prizes_money: float
    managers_money: float
    overhead_money: float
    gross_margin_money: float
    profit_money: float
    satisfaction: float
    ability: float
    know_how: float
    morale: float
    energy: float
    exhausted: float  # share of heads
    effort: float
    tenure_weeks: float
    prospecting_hours: float
    distraction: float
    promising: float
    concession: float
    hunger: float
    cohesion: float
    effort_norm: float
    blame_norm: float
    fairness: float
    direction: float
    code: float
    salience: float
    process_quality: float
    playbook: float
    cooperation: float
    employer_reputation: float
    customer_reputation: float
    turbulence: float
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
