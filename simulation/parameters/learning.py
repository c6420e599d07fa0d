"""Know-how: brought along in part, learned on the job, from the manager and from colleagues."""

from simulation.parameters.declare import Group, parameter


class Learning(Group):
    """Know-how: brought along in part, learned on the job, from the manager and from colleagues."""

    know_how_at_hire: float = parameter(
        0.62,
        unit="share of par",
        bounds=(0, 1.5),
        plausible=(0.56, 0.62),
        kind="uncertainty",
        meaning="Know-how of a newcomer.",
        source="bridge_group_2024",
    )
    half_life_weeks: float = parameter(
        6.5,
        unit="weeks",
        bounds=(0.5, 260),
        plausible=(6, 12),
        kind="uncertainty",
        meaning="Time in which a median newcomer learns half of what is missing.",
        source="bridge_group_2024",
    )
    speed_log_sd: float = parameter(
        1.05,
        unit="log sd",
        bounds=(0, 2),
        plausible=(0.5, 1.2),
        kind="uncertainty",
        meaning="Spread of learning speed between people.",
        source="ployhart_hakel_1998",
    )
    peer_speed: float = parameter(
        0.3,
        unit="share of speed",
        bounds=(0, 5),
        plausible=(0, 0.6),
        kind="uncertainty",
        meaning="How much faster learning goes in a fully helpful team than in one of median helpfulness.",
        source="assumed",
    )
