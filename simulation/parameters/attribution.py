"""Where people look for the cause of a failure: outside, in the process, or in themselves."""

from simulation.parameters.declare import Group, parameter


class Attribution(Group):
    """Where people look for the cause of a failure: outside, in the process, or in themselves."""

    blame: float = parameter(
        0.6,
        unit="share",
        bounds=(0, 1),
        plausible=(0.4, 0.8),
        kind="uncertainty",
        meaning="Share of failures that a person without any accountability puts on causes outside.",
        source="dixon_spiro_jamil_2001",
    )
    contagion: float = parameter(
        0.3,
        unit="share",
        bounds=(0, 1),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="How far a person follows the team's norm of blame.",
        source="assumed",
    )
    process_accountability: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        meaning="How much people answer for how they work.",
        source="dixon_spiro_jamil_2001",
    )
    outcome_pressure: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        meaning="How much people answer for results alone.",
        source="assumed",
    )
    shield: float = parameter(
        0.5,
        unit="share of pain",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Pain of a failure that blaming causes outside spares.",
        source="seligman_schulman_1986",
    )
    sting: float = parameter(
        0.5,
        unit="share of pain",
        bounds=(0, 2),
        plausible=(0.2, 1.0),
        kind="uncertainty",
        meaning="Pain that blaming oneself adds.",
        source="dixon_spiro_jamil_2001",
    )
    adapting: float = parameter(
        0.02,
        unit="share of what is missing",
        bounds=(0, 1),
        plausible=(0.005, 0.04),
        kind="uncertainty",
        meaning="Qualification skill, as a share of what is missing, learned from a failure put on the process.",
        source="dixon_spiro_jamil_2001",
    )
    passing_down: float = parameter(
        0.3,
        unit="share",
        bounds=(0, 1),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="Blame that a manager without accountability adds to the team's norm.",
        source="assumed",
    )
