"""What things cost and what is left."""

from simulation.parameters.declare import Group, parameter


class Ledger(Group):
    """What things cost and what is left."""

    gross_margin: float = parameter(
        0.7,
        unit="share of revenue",
        bounds=(0, 1),
        plausible=(0.4, 0.85),
        kind="uncertainty",
        meaning="Share of revenue left after the cost of what is delivered.",
        source="assumed",
    )
    manager_salary_money: float = parameter(
        150000.0,
        unit="money/year",
        bounds=(0, 10_000_000),
        plausible=(110000, 200000),
        kind="uncertainty",
        meaning="Total yearly cost of one manager.",
        source="assumed",
    )
    payroll_overhead: float = parameter(
        0.25,
        unit="share of pay",
        bounds=(0, 2),
        plausible=(0.15, 0.45),
        kind="uncertainty",
        meaning="Social charges, tools and space on top of reps' pay.",
        source="assumed",
    )
    hiring_money: float = parameter(
        20000.0,
        unit="money/hire",
        bounds=(0, 10_000_000),
        plausible=(8000, 30000),
        kind="uncertainty",
        meaning="Cost of finding one rep among one candidate a place.",
        source="depaul_2010",
    )
    candidate_money: float = parameter(
        1500.0,
        unit="money/candidate",
        bounds=(0, 1_000_000),
        plausible=(500, 4000),
        kind="uncertainty",
        meaning="Cost of each candidate looked at.",
        source="assumed",
    )
    training_money: float = parameter(
        15000.0,
        unit="money/hire",
        bounds=(0, 10_000_000),
        plausible=(5000, 36000),
        kind="uncertainty",
        meaning="Cost of training one newcomer.",
        source="depaul_2010",
    )
