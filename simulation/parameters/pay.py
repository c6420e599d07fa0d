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
