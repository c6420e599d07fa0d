"""How setbacks and wins feel, and for how long."""

from simulation.parameters.declare import Group, parameter


class Morale(Group):
    """How setbacks and wins feel, and for how long."""

    par: float = parameter(
        0.6,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.5, 0.7),
        kind="uncertainty",
        meaning="Morale to which a person returns.",
        source="assumed",
    )
    half_life_weeks: float = parameter(
        6.0,
        unit="weeks",
        bounds=(0.5, 260),
        plausible=(3, 13),
        kind="uncertainty",
        meaning="How fast morale returns, at median resilience.",
        source="assumed",
    )
    win_gain: float = parameter(
        0.012,
        unit="points of morale",
        bounds=(0, 1),
        plausible=(0.005, 0.04),
        kind="uncertainty",
        meaning="Lift by a won deal.",
        source="nahm_2022",
    )
    loss_pain: float = parameter(
        0.028,
        unit="points of morale",
        bounds=(0, 1),
        plausible=(0.004, 0.03),
        kind="uncertainty",
        meaning="Drop by a ripe deal that is lost or dies, at median resilience.",
        source="nahm_2022",
    )
    threat_pain: float = parameter(
        0.01,
        unit="points of morale/week",
        bounds=(0, 1),
        plausible=(0, 0.03),
        kind="uncertainty",
        meaning="Drop every week while one's own job is in danger.",
        source="assumed",
    )
    dismissal_pain: float = parameter(
        0.04,
        unit="points of morale",
        bounds=(0, 1),
        plausible=(0, 0.1),
        kind="uncertainty",
        meaning="Drop in everybody left in a team for each colleague dismissed.",
        source="assumed",
    )
