"""What a rep earns, and what others would pay."""

from simulation.parameters.declare import Group, parameter


class Pay(Group):
    """What a rep earns, and what others would pay."""

    base_salary_money: float = parameter(
        60000.0,
        unit="money/year",
        bounds=(0, 10_000_000),
        plausible=(45000, 80000),
        kind="lever",
        meaning="Fixed salary.",
        source="assumed",
    )
    target_commission_money: float = parameter(
        60000.0,
        unit="money/year",
        bounds=(0, 10_000_000),
        plausible=(40000, 80000),
        kind="lever",
        meaning="Commission of a rep who just reaches the year's quota.",
        source="assumed",
    )
    accelerator: float = parameter(
        1.5,
        unit="ratio",
        bounds=(0, 10),
        plausible=(1, 2.5),
        kind="lever",
        meaning="Commission rate above quota against the rate below it.",
        source="assumed",
    )
    market_pay_ability_slope: float = parameter(
        0.1,
        unit="log pay per sd of ability",
        bounds=(0, 1),
        plausible=(0.05, 0.2),
        kind="uncertainty",
        meaning="How much more others would pay for a person one standard deviation abler.",
        source="sandvik_2021",
    )
    quarter_lump_share: float = parameter(
        0.1,
        unit="share of a quarter's commission",
        bounds=(0, 0.9),
        plausible=(0.05, 0.21),
        kind="lever",
        meaning="Part of a quarter's target commission that is paid at once when the quarter's quota is reached.",
        source="assumed",
    )
    year_lump_share: float = parameter(
        0.09,
        unit="share of a year's commission",
        bounds=(0, 0.9),
        plausible=(0.07, 0.12),
        kind="lever",
        meaning="Part of a year's target commission that is paid at once when the year's quota is reached.",
        source="assumed",
    )
    team_share: float = parameter(
        0.0,
        unit="share of commission",
        bounds=(0, 1),
        plausible=(0, 0.4),
        kind="lever",
        meaning="Part of the commission that goes by the team's results.",
        source="friebel_2017",
    )
    relative_share: float = parameter(
        0.0,
        unit="share of commission",
        bounds=(0, 1),
        plausible=(0, 0.3),
        kind="lever",
        meaning="Part of the commission that goes by beating colleagues.",
        source="bandiera_2005",
    )
    pair_bonus: float = parameter(
        0.0,
        unit="share of commission",
        bounds=(0, 5),
        plausible=(0, 0.5),
        kind="lever",
        meaning=(
            "Bonus, on top of the commission, of a rep whose pair reaches quota for a year, as a share of the target "
            "commission; it goes up and down with the joint result of the two who are partners at the time."
        ),
        source="sandvik_2020",
    )
    market_pay_money: float = parameter(
        120000.0,
        unit="money/year",
        bounds=(0, 10_000_000),
        plausible=(100_000, 140_000),
        kind="uncertainty",
        meaning="What others pay a person of median ability who just reaches quota.",
        source="assumed",
    )
