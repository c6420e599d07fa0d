"""Places to sell from: unequal, and outliving their occupants."""

from simulation.parameters.declare import Group, parameter


class Territories(Group):
    """Places to sell from: unequal, and outliving their occupants."""

    potential_cv: float = parameter(
        0.3,
        unit="coefficient of variation",
        bounds=(0, 1.5),
        plausible=(0.15, 0.35),
        kind="uncertainty",
        meaning="Spread of the potential of territories, lognormal with mean one.",
        source="assumed",
    )
