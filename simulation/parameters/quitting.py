"""Who leaves of their own will, and when."""

from simulation.parameters.declare import Group, parameter


class Quitting(Group):
    """Who leaves of their own will, and when."""

    quits_per_year: float = parameter(
        0.11,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0.09, 0.15),
        kind="uncertainty",
        meaning="Rate of resignation of a tenured rep at par morale and market pay.",
        source="ama_2019",
    )
    hump_factor: float = parameter(
        2.7,
        unit="ratio",
        bounds=(1, 20),
        plausible=(2.3, 3.2),
        kind="uncertainty",
        meaning="Rate of resignation at the hump of the first year against later.",
        source="assumed",
    )
    hump_weeks: float = parameter(
        22.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 30),
        kind="uncertainty",
        meaning="Tenure at the hump.",
        source="assumed",
    )
    hump_width_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 39),
        kind="uncertainty",
        meaning="Weeks from the hump to its foot, on either side.",
        source="assumed",
    )
    morale_weight: float = parameter(
        5.5,
        unit="1/point of morale",
        bounds=(0, 20),
        plausible=(1, 7),
        kind="uncertainty",
        meaning="Rise of the rate, as a share of par, for each point of morale missing (the whole scale is one point).",
        source="assumed",
    )
    pay_weight: float = parameter(
        1.5,
        unit="1",
        bounds=(0, 20),
        plausible=(0.5, 3),
        kind="uncertainty",
        meaning="Rise of the rate, as a share of par, when others would pay twice as much.",
        source="sandvik_2021",
    )
    threat_factor: float = parameter(
        1.3,
        unit="ratio",
        bounds=(1, 10),
        plausible=(1, 2),
        kind="uncertainty",
        meaning="Rate of resignation of somebody in danger of dismissal against others.",
        source="assumed",
    )
    other_exits_per_year: float = parameter(
        0.02,
        unit="1/year",
        bounds=(0, 1),
        plausible=(0.01, 0.04),
        kind="uncertainty",
        meaning="Rate of leaving for reasons that have nothing to do with work.",
        source="assumed",
    )
    poached_per_year: float = parameter(
        0.05,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0.02, 0.15),
        kind="uncertainty",
        meaning=(
            "Rate at which rivals hire away an honoured star; others in proportion to how visible their results are."
        ),
        source="sandvik_2021",
    )
    team_mates: float = parameter(
        0.15,
        unit="log rate per exit",
        bounds=(0, 3),
        plausible=(0, 0.3),
        kind="uncertainty",
        meaning="How much each exit from the team in the last weeks raises resignations in it.",
        source="assumed",
    )
