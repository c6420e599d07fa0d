"""What everything in the world has: the one table of attributes (`entity` says how it is read)."""

from collections.abc import Sequence
from typing import Protocol

from simulation.entity import Entity
from simulation.notes import EventState, WeekReport

NOBODY = -1


class FirmState(Entity):
    """The sales organisation as a whole."""

    seed: int  # luck of people and of what the world offers each seat
    market_seed: int  # luck of demand, slumps and the rival
    week: int  # the coming week; negative while the firm settles
    tick: int  # step within the week
    step_weeks: float  # length of a step of the clock
    now_weeks: float  # date at which the step begins
    events_wanted: int  # whether diaries are kept
    script: int  # by which arms and closed seats are to be read; 0 for none
    fairness_shock: float  # share of seats that this week's layoffs emptied without clear criteria
    plan_money: float  # what an occupied seat is expected to bring in a year
    year_bookings_money: float  # of last year, over all seats
    year_occupied_weeks: float  # seat-weeks with somebody in the seat, of last year
    share_at_quota: float  # of the last full year, tenured reps
    mean_attainment: float  # the same year: results against quota
    top_fifth_share: float  # the same year: share of bookings by the best-selling fifth
    ability_log_sd: float  # log productivity per standard deviation of ability
    satisfaction_step: float  # what the half-life of satisfaction means in one step of the clock
    morale_step: float  # what the half-life of morale means in one week; so for the others
    know_how_step: float
    qualification_step: float
    energy_step: float
    attention_step: float
    confidence_step: float
    norm_step: float
    spirit_step: float
    playbook_step: float
    hunger_kept: float  # share of hunger that a week leaves
    process_step: float
    retarget_step: float
    word_of_mouth: float  # inquiries that come by themselves, against normal
    customer_reputation: float  # points of satisfaction above par, as people outside hear of it
    employer_reputation: float  # as the labour market hears of it; 0 is an ordinary name
    usual_year_money: float  # what the firm's sales are used to being
    severity: float  # share of heads singled out by ranking within about a year
    accelerator_pull: float  # effort that pay above quota adds
    pipeline_overflows: int  # leads that found no room, since the founding
    account_overflows: int  # customers that found no line of their own, since the founding
    event_overflows: int  # notes that found no line, since the founding


class MarketState(Entity):
    """Demand that all segments have in common, and the slump of the day."""

    demand_log: float  # swing of demand that all segments have in common
    slump: float  # share of demand lost now
    hesitation: float  # ratio of customers' decision speed to normal
    cancelling: float  # share of bookings cancelled in the wave of the day
    angry_points: float  # of satisfaction that every customer loses this week
    regulated: int  # segment struck by new rules this week; -1 for none
    announced: int  # segment that new rules of a script strike in the coming week; -1 for none
    turbulence: float  # how uncertain the world feels


class SegmentState(Entity):
    """One group of customers."""

    demand_log: float  # the segment's own swing
    demand: float  # leads on offer against normal


class RivalState(Entity):
    """The competing firm."""

    strength_log: float  # its drift
    strength: float  # speed at which it takes deals, 1 at par
    launch_log: float  # what the last launch still adds
    recent_wins: float  # fading count of shared deals that it got
    recent_losses: float  # fading count of shared deals that it lost to us


class ProductState(Entity):
    """One line of the price list; never changes in a run."""

    list_price_money: float
    share_up_to: float  # cumulative share of deals
    price_log_sd: float  # spread of prices within the line
    log_price_ratio: float  # against the typical price


class TeamState(Entity):
    """The reps of one manager, as they were at the start of the phase."""

    heads: int  # members present
    helpfulness: float  # mean of the present reps
    dismissals: int  # dismissed or laid off in the last week
    hiring_frozen: int  # how many freezes hold
    invited: int  # to the drawing of lots that a script is at
    lot: float  # drawn by a script, last time
    left_last_week: int  # gone in the last week, in whatever way
    departures: float  # exits of the last weeks, fading
    stars: int  # members honoured
    # what was invested in so far: norms
    direction: float  # one direction, felt
    code: float  # clear and enforced
    ritual: float  # hours for prospecting are protected
    forward: float  # looking ahead after a setback is expected
    help_norm: float  # helping is expected, across teams too
    salience: float  # how present the rival is
    standard: float  # everybody is expected to deliver
    recognition: float  # the best are honoured
    fairness: float  # 1 is fair
    # states of the team
    cohesion: float  # how far members feel as one
    effort_norm: float  # effort that members expect of one another
    blame_norm: float  # share of failures that the team puts on causes outside
    process_quality: float  # of rules, routines and tools
    playbook: float  # how good and fresh it is
    # means over the members at the start of the week
    effort: float  # as they worked last week
    cooperation: float  # mean willingness to help
    foul_play: float  # mean harm done to colleagues
    hunger: float
    booked_money: float  # by the members, this quarter
    asked_money: float  # expected of the members, this quarter
    attainment: float  # of the quarter so far
    contest_rank: float  # 0 the last team, 1 the first
    lessons: float  # failures of the week that were put on the process
    outside: float  # failures of the week that were put on causes outside
    failures: float  # the members' setbacks of the week
    hours_per_rep: float  # that all programmes take from each member's week
    cover_hours: float  # that empty seats of the team take from each member's week


class ManagerState(Entity):
    """Leads one team."""

    team: int  # its number
    arm: int  # whose parameters she leads by
    in_post: int  # 0 while the post is vacant
    appointments: int  # managers whom this team ever had
    appointed_week: int  # first week in post
    post_vacant_until: float  # date at which the next one leads
    filled_by: int  # the rule by which a script has the vacant post filled; 0 for the firm's own
    leave_limit: float  # what she can take before she leaves
    leave_dose: float  # what she has taken so far
    left_post: int  # how many left it this week
    removed: int  # of them, by a script, before the week began
    coaching_skill: float  # in teaching
    people_skill: float  # in care for people
    selling_skill: float  # in support of deals
    competitiveness: float  # a trait, fixed for life; so are the next three
    helpfulness: float
    accountability: float
    resilience: float
    # of the week
    coaching_hours_per_rep: float  # that her people get this week, like the next three
    control_hours_per_rep: float
    support_hours_per_rep: float
    people_hours_per_rep: float
    process_hours: float  # for refining rules, routines and tools
    hours_share: float  # of what was promised, what the week held


class SeatState(Entity):
    """A place to sell from, which outlives its occupant, and what happened there this week."""

    seat: int  # its number
    team: int  # its number
    segment: int  # group of customers it sells to
    arm: int  # of the empty seat, and of whoever comes next
    at_work: int  # whether somebody worked here this week
    arm_at_work: int  # and under the parameters of which arm
    raise_share: float  # and with how much more base pay
    partner: int  # seat met in structured meetings, until partners change; -1 for none
    potential: float  # of the territory, 1 is the mean
    closed_share: float  # of its leads, that new rules took away
    fresh_share: float  # of this week's leads, with newcomers to the firm
    quota_money: float  # of this year
    hires: int  # persons who ever sat here
    open_deals: int  # deals in the pipeline
    accounts: int  # customers in the book
    accounts_opened: int  # customers ever won here
    account_money: float  # yearly revenue of the book
    satisfaction_points: float  # summed over the book
    satisfaction_level: float  # of customers who have been in the book for ever
    book_weeks: float  # that the book has lived through
    met_weeks: float  # of them, with somebody in the seat
    wear_weeks: float  # of discontent that a customer at the book's level bore; a week at par counts as one
    events: int  # noted this week
    told: int  # of them, before the week began
    vacant_until: float  # date at which the successor can start
    closed: int  # by which action of a script; 0 for an open seat
    last_year_ratio: float  # last year's results against expectation
    year_bookings_money: float  # this year, whoever sat here
    year_occupied_weeks: float  # weeks of this year with somebody here
    year_asked_money: float  # this year, of whoever sat here
    # flows of this week
    leads: int  # looked at
    qualified: int  # opened as deals
    pipeline_money: float  # value of the deals opened
    bookings_money: float  # won deals, after concessions and without what was cancelled
    expansion_money: float  # growth of accounts at their renewal
    renewals_money: float  # paid by accounts for another year
    wins: int  # deals won, those cancelled included
    shared_wins: int  # of them, in deals that the rival was in
    rival_losses: int  # deals lost to the rival
    undecided: int  # deals that ended without a decision
    dropped: int  # of the undecided, given up by the rep
    cancelled: int  # of the wins
    cancelled_money: float  # booked and cancelled
    conceded_money: float  # price given away
    churned: int  # accounts lost at their renewal
    churned_money: float  # their yearly revenue
    renewed: int  # accounts renewed
    departed: int  # whether somebody left, in whatever way
    promoted: int  # whether the occupant became manager
    resigned: int  # whether somebody resigned
    poached: int  # whether the resignation was to a rival's offer
    dismissed: int  # whether somebody was dismissed
    laid_off: int  # whether somebody was laid off
    other_exits: int  # whether somebody left for reasons that have nothing to do with work
    hired: int  # whether somebody was hired into the seat
    helped_within: int  # helps received from the own team
    helped_across: int  # helps received from other teams
    fell_in_trouble: int  # whether the quarter fell below half of what was expected
    out_of_trouble: int  # whether a rep in trouble recovered within two quarters
    recurring_gained_money: float  # by customers that were there already
    recurring_lost_money: float  # by contracts that ran out and customers that left
    open_money: float  # value of the pipeline
    commission_money: float  # earned by the occupant
    severance_money: float  # paid at departure
    cycle_weeks: float  # summed over this week's wins


class RepState(Entity):
    """One seller; `employed` is 0 while the seat is vacant."""

    seat: int
    hire: int  # how many sat here before: with the seat, who this is
    team: int  # its number
    arm: int  # whose parameters they live under
    lot: float  # drawn by a script, last time
    score: float  # and the results that it looked at
    named: int  # as a low performer, by which action of a script; 0 for not
    rated_place: float  # in a script's last rating: 1 the best; 0 for not among the rated
    rating_class: int  # given in a script's rating, last time: 1 the best; 0 for none
    raise_share: float  # of base pay, on top of it
    raise_until_week: int  # the first week without it
    candidate: int  # whether considered for a manager's post this week
    candidacies: int  # how often considered so far
    claim: float  # on the post, by the rule it was filled by, last time
    employed: int  # 0 while the seat is vacant
    hired_week: int  # first week here
    competitiveness: float  # a trait, fixed for life; so are the next three
    helpfulness: float
    accountability: float
    resilience: float
    ability: float  # to sell; drifts over the years
    learning_speed: float  # 1 is the median
    know_how: float  # learned here and brought along
    know_how_shown: float  # as it was at the start of the week
    qualification_skill: float  # in judging leads and deals
    hunger: float  # of newcomers, fading
    morale: float
    energy: float
    confidence: float  # the last weeks' decisions: 1 a streak of wins
    distraction: float  # share of the week that setbacks take
    helplessness: float  # after quarters of failure
    standing: float  # 0 the last, 1 the first of the last quarter's results
    star: int  # honoured for it
    troubled: int  # quarters since results fell below half of what was expected; 0 if they did not
    near_cut: int  # at or near the bottom of the last ranking
    warnings: int  # half-year reviews failed in a row
    bottoms: int  # rankings at the bottom in a row
    probation_passed: int  # whether it is behind
    weeks_to_go: int  # until a dismissal falls due; 0 for somebody who stays
    exit_as: int  # what the departure will be called: see leaving.py
    seat_after: int  # and what becomes of the seat
    heirs: int  # and who takes over deals and customers: see handover.py
    quit_limit: float  # what a person can take before leaving
    quit_dose: float  # what they have taken so far
    helped_others: float  # helps given, fading over a year
    # of the week, chosen in planning
    effort: float  # chosen this week
    willingness: float  # to help
    promising: float  # more than can be kept
    helping: int  # the seat that this rep helps this week; -1 for none
    help_tie: float  # draw by which one of several requests is heard
    helper: int  # the seat from which help comes; -1 for none
    help_hours: float  # given last week
    partner: int  # seat of the partner met last; -1 for none
    big_deal_week: int  # the largest ripe deal, as it stood last week: week of its identity
    big_deal_rank: int  # the same: place in that week's list
    big_deal_seat: int  # the same: seat where it was found; -1 for none
    closing_factor: float  # speed of ripe deals
    urge: float  # speed of ripe deals that decide a quota, on top
    gap_money: float  # what is missing to the quota in sight
    concession: float  # share of price given away
    hurried_concession: float  # given away on top where a deal decides a quota
    guard: float  # rival's chances against those with an ordinary rep
    patience_weeks: float  # for stale deals
    prospecting_hours: float  # this week
    attention: float  # hours for deals against what they ask for
    service: float  # hours for accounts against what they ask for
    lead_factor: float  # leads found by skill
    advance_factor: float  # speed of deals in talks
    setbacks: int  # of this week
    wins: int  # of this week
    lessons: float  # failures of the week put on the process
    blamed: float  # failures of the week put on causes outside
    # results
    year_bookings_money: float  # credited this year
    year_asked_money: float  # quota of the weeks worked so far this year
    quarter_money: float  # credited this quarter
    quarter_1_ago_money: float  # credited in the quarter before; so for those before it
    quarter_2_ago_money: float
    quarter_3_ago_money: float
    expected_quarter_money: float  # expected of the rep this quarter
    expected_1_ago_money: float  # expected in the quarter before; so for those before it
    expected_2_ago_money: float
    expected_3_ago_money: float
    rating: float  # of the last ranking


class DealState(Entity):
    """One opportunity; known by the seat, week and place in the week's list where it was found."""

    # read every week, and together in memory for that reason
    dose: float  # what the deal has gone through in this stage
    limit: float  # at which the stage ends
    pace: float  # speed of everything, by size
    odds: float  # of advancing and winning, by size and fit
    created: float  # date
    stale_at: float  # date
    ripe: int  # whether it is up for decision
    rival_present: int  # whether the rival is in it
    value_money: float  # before concessions
    # read when something happens
    seat: int  # where it was found
    week: int  # in which it was found
    rank: int  # place in that week's list of leads
    account_seat: int  # the customer: the seat where it was won; -1 for a new one
    account_opened: int  # the customer: its place in that seat's history; -1 for a new one
    product: int  # line of the price list
    outcome: float  # draw that decides among the ways in which the stage can end
    next_limit: float  # of the second stage


class AccountState(Entity):
    """One customer; known by the seat where it was won and its place in that seat's history.

    Looked at only when something happens to it: satisfaction, relationship and discontent are those of the last look.
    """

    renewal_due: int  # date
    satisfaction: float
    relationship: float  # with the rep of the time
    churn_dose: float  # discontent so far
    seen_level: float  # the book's level of satisfaction at the last look
    seen_book_weeks: float  # weeks that the book had lived through at the last look; so for the next two
    seen_met_weeks: float
    seen_wear_weeks: float
    churn_limit: float  # discontent at which it decides to leave
    revenue_money: float  # a year
    seat: int  # where it was won
    opened: int  # place in that seat's history


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
