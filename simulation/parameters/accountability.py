"""Prospecting as a ritual, and a standard of one's own."""

from simulation.parameters.declare import Group, parameter


class Accountability(Group):
    """Prospecting as a ritual, and a standard of one's own."""

    ritual: float = parameter(
        0.2,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="How firmly hours for prospecting are protected every week.",
        source="martin_2018",
    )
    own_standard: float = parameter(
        1.0,
        unit="share of quota",
        bounds=(0, 3),
        plausible=(0.8, 1.2),
        kind="uncertainty",
        meaning="Goal that a person of median accountability sets for the year.",
        source="assumed",
    )
    standard_spread: float = parameter(
        0.3,
        unit="share of quota",
        bounds=(0, 3),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="How much higher a fully accountable person's goal is than one without any.",
        source="assumed",
    )
    standard_effort: float = parameter(
        0.06,
        unit="share of effort",
        bounds=(0, 1),
        plausible=(0, 0.12),
        kind="uncertainty",
        meaning=(
            "Effort added by a person of median accountability whose year falls short of the own standard by half of "
            "quota."
        ),
        source="assumed",
    )
