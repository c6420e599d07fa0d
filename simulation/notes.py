"""What is written down in the world: the steps of a script, what happened to whom, and the report of a week."""

from simulation.entity import Entity


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
    segment: int
    newcomers: int
    notice_weeks: int
    exit_as: int
    seat_after: int
    heirs: int
    arbitrary: int
    carried_out: int
    rating_class: int
    consequence: int
    lasting_weeks: int
    filled_by: int
    quality: int
    shock: int
    value: float


class EventState(Entity):
    """Something worth telling; `kind` is one of simulation.mechanisms.events."""

    kind: int  # what happened
    week: int  # when
    seat: int  # to whom: the seat
    hire: int  # to whom: the hire ordinal in it
    day: float  # within the week, 0 to 7
    deal_seat: int  # the deal, if it is about one: the seat where it was found; -1 for none
    deal_week: int  # the week in which it was found
    deal_rank: int  # the deal's place in that week's list
    account_seat: int  # the customer, if it is about one
    account_opened: int  # the customer's place in that seat's history
    product: int
    value_money: float  # of the deal, the account or the shock
    colleague_seat: int  # who else had a part in it; -1 for nobody
    colleague_hire: int  # the colleague's hire ordinal


class WeekReport(Entity):
    """What the firm's books and surveys say of one week."""

    week: float  # the week reported
    heads: float  # at the end of the week
    heads_at_work: float  # and in the course of it
    vacant_seats: float  # at the end of the week
    # sums over seats, of the week or at its end
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
    # managers
    manager_exits: float  # managers who left their posts
    managers: float  # in post
    # sums over seats
    helped_within: float
    helped_across: float
    fell_in_trouble: float
    out_of_trouble: float
    # costs and result of the week
    pay_money: float  # fixed salaries
    commission_money: float
    severance_money: float
    hiring_money: float  # search for those hired
    bench_money: float  # constant recruiting
    training_money: float  # of those hired
    programmes_money: float  # of culture
    prizes_money: float  # of the contest between teams
    managers_money: float  # their salaries
    overhead_money: float  # social charges, tools and space
    gross_margin_money: float  # share of bookings, expansion and renewals that is left
    profit_money: float  # what all costs leave of it
    # customers
    satisfaction: float  # mean over accounts
    # means over the people here at the end of the week
    ability: float
    know_how: float
    morale: float
    energy: float
    exhausted: float  # share of heads
    effort: float
    tenure_weeks: float  # since the first day here
    prospecting_hours: float
    distraction: float
    promising: float
    concession: float
    hunger: float
    # means over teams
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
    # the world outside, and how the firm stands in it
    employer_reputation: float
    customer_reputation: float
    turbulence: float
    demand: float  # mean over segments; 1 is normal
    rival_strength: float  # speed at which it takes deals, 1 at par
    # of the last full year
    share_at_quota: float
    mean_attainment: float
    top_fifth_share: float
    # room
    overflows: float  # leads, customers and notes that found no room, since the founding
