"""How know-how spreads: meetings in pairs and a playbook."""

from simulation.parameters.declare import Group, parameter


class Knowledge(Group):
    """How know-how spreads: meetings in pairs and a playbook."""

    meeting_hours: float = parameter(
        0.1,
        unit="hours/(rep and week)",
        bounds=(0, 10),
        plausible=(0, 1.0),
        kind="lever",
        meaning="Hours of structured meetings between pairs of reps.",
        source="assumed",
    )
    meeting_weeks: int = parameter(
        4,
        unit="weeks",
        bounds=(1, 52),
        plausible=(2, 13),
        kind="lever",
        meaning="Weeks until partners change.",
        source="assumed",
    )
    meeting_gain: float = parameter(
        0.05,
        unit="share of the difference/hour",
        bounds=(0, 1),
        plausible=(0.02, 0.1),
        kind="uncertainty",
        meaning="Share of a better partner's lead in know-how that an hour brings.",
        source="assumed",
    )
    best_practice: float = parameter(
        0.12,
        unit="share of par know-how",
        bounds=(0, 1),
        plausible=(0.03, 0.25),
        kind="uncertainty",
        meaning=(
            "Spread of what people know that others could use: know-how above par that a fully shared "
            "practice sustains."
        ),
        source="assumed",
    )
    playbook_hours: float = parameter(
        0.1,
        unit="hours/(rep and week)",
        bounds=(0, 10),
        plausible=(0, 0.5),
        kind="lever",
        reach="team",
        meaning="Hours that reps give to writing down what works.",
        source="assumed",
    )
    half_gain_hours: float = parameter(
        0.2,
        unit="hours/(rep and week)",
        bounds=(0.01, 10),
        plausible=(0.1, 0.4),
        kind="uncertainty",
        meaning="Hours of writing, or of meetings, that bring half of what plenty brings.",
        source="assumed",
    )
    playbook_half_life_weeks: float = parameter(
        52.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(26, 104),
        kind="uncertainty",
        meaning="How fast a playbook follows, and without upkeep goes out of date.",
        source="assumed",
    )
    playbook_speed: float = parameter(
        0.5,
        unit="share of speed",
        bounds=(0, 5),
        plausible=(0.2, 1.0),
        kind="uncertainty",
        meaning="How much faster newcomers learn with a perfect playbook than without any.",
        source="assumed",
    )
