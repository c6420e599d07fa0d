"""What effort and pressure cost a person."""

from simulation.parameters.declare import Group, parameter


class Energy(Group):
    """What effort and pressure cost a person."""

    par: float = parameter(
        0.7,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.6, 0.8),
        kind="uncertainty",
        meaning="Energy to which a person returns.",
        source="assumed",
    )
    half_life_weeks: float = parameter(
        6.0,
        unit="weeks",
        bounds=(1, 104),
        plausible=(3, 13),
        kind="uncertainty",
        meaning="How fast it returns.",
        source="assumed",
    )
    effort_cost: float = parameter(
        0.2,
        unit="points/week per share of effort",
        bounds=(0, 5),
        plausible=(0.05, 0.4),
        kind="uncertainty",
        meaning="Energy that effort above the ordinary costs each week.",
        source="assumed",
    )
    threat_cost: float = parameter(
        0.012,
        unit="points/week",
        bounds=(0, 0.5),
        plausible=(0, 0.03),
        kind="uncertainty",
        meaning="Energy that fear for the job costs each week.",
        source="assumed",
    )
    salience_cost: float = parameter(
        0.008,
        unit="points/week",
        bounds=(0, 0.5),
        plausible=(0, 0.02),
        kind="uncertainty",
        meaning="Energy that full salience of the enemy costs each week.",
        source="assumed",
    )
    standard_cost: float = parameter(
        0.006,
        unit="points/week",
        bounds=(0, 0.5),
        plausible=(0, 0.02),
        kind="uncertainty",
        meaning="Energy that a full standard of the team costs each week.",
        source="assumed",
    )
    exhausted_below: float = parameter(
        0.45,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.35, 0.55),
        kind="uncertainty",
        meaning="Energy below which a person is exhausted.",
        source="assumed",
    )
    exhausted_effort: float = parameter(
        0.3,
        unit="share of effort per point",
        bounds=(0, 2),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning="Effort lost for each point of energy below that.",
        source="assumed",
    )
    burn_out_quits: float = parameter(
        5.0,
        unit="log rate of quitting per point",
        bounds=(0, 50),
        plausible=(2, 10),
        kind="uncertainty",
        meaning="How much each point of energy below that raises resignations.",
        source="assumed",
    )
