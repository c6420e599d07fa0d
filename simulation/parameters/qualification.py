"""Which leads are worth the hours."""

from simulation.parameters.declare import Group, parameter


class Qualification(Group):
    """Which leads are worth the hours."""

    bar: float = parameter(
        -0.8,
        unit="sd of fit",
        bounds=(-5, 3),
        plausible=(-1.3, -0.3),
        kind="lever",
        meaning="Perceived fit below which a lead is dropped at once.",
        source="assumed",
    )
    noise: float = parameter(
        1.2,
        unit="sd of fit",
        bounds=(0, 5),
        plausible=(0.6, 2),
        kind="uncertainty",
        meaning="Error with which a rep without qualification skill sees a lead's fit; full skill sees it as it is.",
        source="assumed",
    )
    skill_at_hire: float = parameter(
        0.7,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Qualification skill of a newcomer.",
        source="assumed",
    )
    skill_half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(13, 60),
        kind="uncertainty",
        meaning="Time in which half of the missing qualification skill is learned.",
        source="assumed",
    )
    fit_weight: float = parameter(
        0.35,
        unit="log hazard per sd of fit",
        bounds=(0, 3),
        plausible=(0.2, 0.6),
        kind="uncertainty",
        meaning="How much better a fitting deal advances.",
        source="assumed",
    )
