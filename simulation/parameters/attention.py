"""How long a setback occupies the mind, and what is learned meanwhile."""

from simulation.parameters.declare import Group, parameter


class Attention(Group):
    """How long a setback occupies the mind, and what is learned meanwhile."""

    hours_lost: float = parameter(
        0.14,
        unit="share of hours/setback",
        bounds=(0, 1),
        plausible=(0.02, 0.16),
        kind="uncertainty",
        meaning="Share of the week that a fresh setback takes from a person of median resilience.",
        source="nahm_2022",
    )
    half_life_weeks: float = parameter(
        2.0,
        unit="weeks",
        bounds=(0.1, 52),
        plausible=(1, 4),
        kind="uncertainty",
        meaning="How fast it fades, at median resilience and without a norm of moving on.",
        source="assumed",
    )
    forward_norm: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        reach="team",
        meaning="How much a team expects everybody to look ahead after a setback.",
        source="martin_2018",
    )
    moving_on: float = parameter(
        1.0,
        unit="ratio",
        bounds=(0, 10),
        plausible=(0.5, 2),
        kind="uncertainty",
        meaning="How much faster setbacks fade under a full norm of moving on.",
        source="assumed",
    )
    lesson: float = parameter(
        0.15,
        unit="share of what is missing",
        bounds=(0, 5),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning=(
            "Qualification skill, as a share of what is missing, learned from a whole week's thought about setbacks."
        ),
        source="assumed",
    )
    qualify_out: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        meaning="How firmly people are trained to leave deals that lead nowhere.",
        source="martin_2018",
    )
    patience_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(0, 520),
        plausible=(13, 52),
        kind="uncertainty",
        meaning="How long a rep without training and skill keeps a stale deal open.",
        source="assumed",
    )
    helplessness: float = parameter(
        0.0,
        unit="0-1 per quarter",
        bounds=(0, 1),
        plausible=(0, 0.2),
        kind="uncertainty",
        meaning="Helplessness added by each quarter below half of quota; zero until a target pins it.",
        source="boichuk_2014",
    )
    helpless_promising: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 1.0),
        kind="uncertainty",
        meaning="How far full helplessness leads to pushy selling.",
        source="boichuk_2014",
    )
    confidence: float = parameter(
        0.0,
        unit="log speed of deals",
        bounds=(0, 1),
        plausible=(0, 0.1),
        kind="uncertainty",
        meaning="How much a streak of wins, full confidence, speeds deals; zero until a target pins it.",
        source="nahm_2022",
    )
    confidence_half_life_weeks: float = parameter(
        4.0,
        unit="weeks",
        bounds=(0.5, 52),
        plausible=(2, 8),
        kind="uncertainty",
        meaning="How fast a streak is forgotten.",
        source="nahm_2022",
    )
