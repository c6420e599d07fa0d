"""Accounts: served, satisfied, renewed or lost."""

from simulation.parameters.declare import Group, parameter


class Customers(Group):
    """Accounts: served, satisfied, renewed or lost."""

    new_customer_share: float = parameter(
        0.6,
        unit="share of deals",
        bounds=(0, 1),
        plausible=(0.3, 0.8),
        kind="uncertainty",
        meaning="Share of deals with somebody who is not a customer yet.",
        source="assumed",
    )
    recurring_share: float = parameter(
        0.25,
        unit="share of deal value",
        bounds=(0, 1),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="Share of a won deal's value that recurs every year while the account stays.",
        source="assumed",
    )
    churn_per_year: float = parameter(
        0.07,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0.07, 0.14),
        kind="uncertainty",
        meaning="Rate at which an account at par decides to leave; it goes at its next renewal.",
        source="pacific_crest_2016",
    )
    churn_satisfaction_weight: float = parameter(
        0.05,
        unit="1/point",
        bounds=(0, 1),
        plausible=(0.02, 0.1),
        kind="uncertainty",
        meaning="Rise of the churn rate, as a share of par, for each point of satisfaction missing.",
        source="assumed",
    )
    churn_relationship_weight: float = parameter(
        1.8,
        unit="1",
        bounds=(0, 10),
        plausible=(0.4, 2),
        kind="uncertainty",
        meaning="Rise of the churn rate, as a share of par, if the whole relationship with the rep is missing.",
        source="shi_2017",
    )
    expansion_per_year: float = parameter(
        0.082,
        unit="share of account revenue",
        bounds=(0, 2),
        plausible=(0.02, 0.1),
        kind="uncertainty",
        meaning="Growth of a par account at its renewal, credited to the rep.",
        source="pacific_crest_2016",
    )
    par_satisfaction: float = parameter(
        72.0,
        unit="points",
        bounds=(0, 100),
        plausible=(65, 80),
        kind="uncertainty",
        meaning="Satisfaction of an account that gets the hours it asks for.",
        source="assumed",
    )
    service_weight: float = parameter(
        16.0,
        unit="points",
        bounds=(0, 100),
        plausible=(8, 30),
        kind="uncertainty",
        meaning="Satisfaction lost by an account that gets no hours at all, and gained by one that gets plenty.",
        source="assumed",
    )
    know_how_weight: float = parameter(
        15.0,
        unit="points",
        bounds=(0, 100),
        plausible=(5, 30),
        kind="uncertainty",
        meaning="Satisfaction lost with a rep who knows nothing yet, against one at par.",
        source="assumed",
    )
    change_of_rep_points: float = parameter(
        7.5,
        unit="points",
        bounds=(0, 100),
        plausible=(1, 10),
        kind="uncertainty",
        meaning="Satisfaction lost at once when the rep leaves.",
        source="williams_khan_naumann_2011",
    )
    satisfaction_half_life_weeks: float = parameter(
        13.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(6, 26),
        kind="uncertainty",
        meaning="How fast satisfaction follows what the customer lives through.",
        source="assumed",
    )
    relationship_half_life_weeks: float = parameter(
        14.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(13, 52),
        kind="uncertainty",
        meaning="How fast a relationship with the present rep grows.",
        source="assumed",
    )
    relationship_at_start: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.3, 0.7),
        kind="uncertainty",
        meaning="Strength of the relationship between a new customer and the rep who won it.",
        source="assumed",
    )
    relationship_kept: float = parameter(
        0.25,
        unit="share",
        bounds=(0, 1),
        plausible=(0, 0.5),
        kind="uncertainty",
        meaning="Share of the relationship that survives a change of rep.",
        source="shi_2017",
    )
    fading_per_year: float = parameter(
        0.0,
        unit="share of account revenue",
        bounds=(0, 1),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning="Share of an account's recurring revenue that ends at a renewal because contracts run out.",
        source="assumed",
    )
    vacancy_service: float = parameter(
        0.5,
        unit="ratio",
        bounds=(0, 2),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Hours that colleagues give the accounts of an empty seat, against what those ask for.",
        source="assumed",
    )
    loyal_deals: float = parameter(
        0.3,
        unit="log odds per 10 points",
        bounds=(0, 3),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning=(
            "How much likelier an account ten points happier than par is to go on with a deal; unhappy ones buy less."
        ),
        source="assumed",
    )
    familiar_deals: float = parameter(
        0.1,
        unit="log odds",
        bounds=(0, 3),
        plausible=(0.0, 0.6),
        kind="uncertainty",
        meaning="How much likelier an account goes on with a deal whose rep it knows fully than with a stranger.",
        source="shi_2017",
    )
    cancelled_share: float = parameter(
        0.03,
        unit="share of wins",
        bounds=(0, 0.9),
        plausible=(0.01, 0.06),
        kind="uncertainty",
        meaning="Share of bookings that customers cancel anyway.",
        source="assumed",
    )
    cancelled_points: float = parameter(
        4.0,
        unit="points",
        bounds=(0, 50),
        plausible=(0, 10),
        kind="uncertainty",
        meaning="Satisfaction that a cancellation leaves behind in an account.",
        source="assumed",
    )
    reputation_half_life_weeks: float = parameter(
        52.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(26, 104),
        kind="uncertainty",
        meaning="How fast word of mouth follows customers' satisfaction.",
        source="assumed",
    )
    referrals: float = parameter(
        0.15,
        unit="log leads per 10 points",
        bounds=(0, 2),
        plausible=(0, 0.3),
        kind="uncertainty",
        meaning="Leads that come by themselves when customers are ten points happier than par.",
        source="assumed",
    )
    usual_accounts: float = parameter(
        100.0,
        unit="accounts/seat",
        bounds=(0.1, 100_000),
        plausible=(60, 140),
        kind="uncertainty",
        meaning=(
            "Customers of a seat at which they bring in their ordinary share of leads; twice as many bring "
            "twice as much."
        ),
        source="assumed",
    )
    book_exponent: float = parameter(
        0.7,
        unit="exponent",
        bounds=(0, 1),
        plausible=(0.4, 1.0),
        kind="uncertainty",
        meaning=(
            "How business with a seat's customers grows with their number: 1 in proportion, less as hours for "
            "each grow fewer."
        ),
        source="assumed",
    )
