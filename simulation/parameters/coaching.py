"""What a manager's hours do to the know-how of her people."""

from simulation.parameters.declare import Group, parameter


class Coaching(Group):
    """What a manager's hours do to the know-how of her people."""

    hours_per_rep: float = parameter(
        0.75,
        unit="hours/(rep and week)",
        bounds=(0, 40),
        plausible=(0.25, 1.5),
        kind="lever",
        reach="team",
        meaning="Hours that a manager sets aside for coaching each of her people.",
        source="sbi_2014",
    )
    skill_mean: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.4, 0.6),
        kind="uncertainty",
        meaning="Mean coaching skill of managers.",
        source="assumed",
    )
    skill_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of coaching skill.",
        source="assumed",
    )
    useful_skill: float = parameter(
        0.25,
        unit="0-1",
        bounds=(0, 0.95),
        plausible=(0.1, 0.4),
        kind="uncertainty",
        meaning="Coaching skill below which frequent coaching does harm.",
        source="dahling_2016",
    )
    gain: float = parameter(
        0.16,
        unit="share of par know-how",
        bounds=(0, 2),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="Know-how above par that plenty of coaching by a fully skilled manager brings.",
        source="sbi_2014",
    )
    half_gain_hours: float = parameter(
        1.0,
        unit="hours/(rep and week)",
        bounds=(0.01, 40),
        plausible=(0.5, 2),
        kind="uncertainty",
        meaning="Coaching hours that bring half of that gain.",
        source="assumed",
    )
