"""Ability to sell: what a person brings, beyond what can be learned here."""

from simulation.parameters.declare import Group, parameter


class Talent(Group):
    """Ability to sell: what a person brings, beyond what can be learned here."""

    productivity_cv: float = parameter(
        0.52,
        unit="coefficient of variation",
        bounds=(0, 2),
        plausible=(0.25, 0.55),
        kind="uncertainty",
        meaning="Spread of productivity at equal know-how between people of one standard deviation of ability.",
        source="hunter_schmidt_judiesch_1990",
    )
    yearly_correlation: float = parameter(
        0.76,
        unit="correlation",
        bounds=(0, 1),
        plausible=(0.67, 0.85),
        kind="uncertainty",
        meaning="Correlation of a person's true ability from one year to the next.",
        source="sturman_2005",
    )
    lead_exponent: float = parameter(
        0.3,
        unit="exponent",
        bounds=(0, 1),
        plausible=(0.2, 0.5),
        kind="uncertainty",
        meaning="How much of a person's productivity shows in finding leads; the rest shows in moving deals forward.",
        source="assumed",
    )
