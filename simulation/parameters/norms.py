"""How a culture moves: every programme costs hours and money, works slowly, and fades without upkeep."""

from simulation.parameters.declare import Group, parameter


class Norms(Group):
    """How a culture moves: every programme costs hours and money, works slowly, and fades without upkeep."""

    half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(13, 52),
        kind="uncertainty",
        meaning="How fast a team's norm follows what its leaders invest in it.",
        source="assumed",
    )
    hours_at_full: float = parameter(
        0.5,
        unit="hours/(rep and week)",
        bounds=(0, 20),
        plausible=(0.2, 1.0),
        kind="uncertainty",
        meaning="Selling hours that each programme takes from a rep when run at full strength.",
        source="assumed",
    )
    money_at_full: float = parameter(
        1200.0,
        unit="money/(rep and year)",
        bounds=(0, 1_000_000),
        plausible=(400, 3000),
        kind="uncertainty",
        meaning="Money that each programme costs for a rep when run at full strength.",
        source="assumed",
    )
