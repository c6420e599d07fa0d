"""The one adaptive competitor."""

from simulation.parameters.declare import Group, parameter


class Rival(Group):
    """The one adaptive competitor."""

    present_share: float = parameter(
        0.55,
        unit="share of deals",
        bounds=(0, 1),
        plausible=(0.3, 0.8),
        kind="uncertainty",
        meaning="Share of deals in which the rival takes part.",
        source="assumed",
    )
    mean_strength: float = parameter(
        1.0,
        unit="ratio",
        bounds=(0.05, 20),
        plausible=(0.7, 1.4),
        kind="uncertainty",
        meaning="Speed at which the rival takes deals on average, against a rival at par.",
        source="assumed",
    )
    strength_volatility: float = parameter(
        0.15,
        unit="log sd",
        bounds=(0, 1),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="Stationary standard deviation of the rival's log strength.",
        source="assumed",
    )
    strength_half_life_weeks: float = parameter(
        52.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(26, 156),
        kind="uncertainty",
        meaning="How fast the rival's strength returns to its mean.",
        source="assumed",
    )
    learning: float = parameter(
        0.1,
        unit="log strength per log share",
        bounds=(0, 2),
        plausible=(0, 0.4),
        kind="uncertainty",
        meaning="How much stronger the rival grows after losing more of the shared deals: the Red Queen.",
        source="barnett_hansen_1996",
    )
    memory_half_life_weeks: float = parameter(
        39.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(13, 104),
        kind="uncertainty",
        meaning="How long the rival remembers its encounters; recent ones count most.",
        source="barnett_hansen_1996",
    )
    answer: float = parameter(
        0.05,
        unit="log strength per log share",
        bounds=(0, 2),
        plausible=(0, 0.15),
        kind="uncertainty",
        meaning="How much stronger the rival pushes, by offers and price, when this firm sells more than it used to.",
        source="assumed",
    )
