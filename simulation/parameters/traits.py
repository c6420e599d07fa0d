"""What people are like: four traits between 0 and 1, Beta distributed, fixed for life."""

from simulation.parameters.declare import Group, parameter


class Traits(Group):
    """What people are like: four traits between 0 and 1, Beta distributed, fixed for life."""

    competitiveness_mean: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0.05, 0.95),
        plausible=(0.4, 0.6),
        kind="uncertainty",
        meaning="Mean competitiveness of the people in the labour market.",
        source="assumed",
    )
    competitiveness_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of competitiveness.",
        source="assumed",
    )
    helpfulness_mean: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0.05, 0.95),
        plausible=(0.4, 0.6),
        kind="uncertainty",
        meaning="Mean helpfulness of the people in the labour market.",
        source="assumed",
    )
    helpfulness_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of helpfulness.",
        source="assumed",
    )
    accountability_mean: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0.05, 0.95),
        plausible=(0.4, 0.6),
        kind="uncertainty",
        meaning="Mean accountability of the people in the labour market.",
        source="assumed",
    )
    accountability_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of accountability.",
        source="assumed",
    )
    resilience_mean: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0.05, 0.95),
        plausible=(0.4, 0.6),
        kind="uncertainty",
        meaning="Mean resilience of the people in the labour market.",
        source="assumed",
    )
    resilience_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of resilience.",
        source="assumed",
    )
