"""Who asks for help with a deal, who gives it, and what it costs."""

from simulation.parameters.declare import Group, parameter


class Helping(Group):
    """Who asks for help with a deal, who gives it, and what it costs."""

    enabled: bool = parameter(
        True,
        unit="yes/no",
        kind="lever",
        meaning="Whether reps help each other with single deals.",
        source="podsakoff_2009",
    )
    norm: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        reach="team",
        meaning="How much helping, across teams too, is expected and valued.",
        source="martin_2018",
    )
    norm_weight: float = parameter(
        0.8,
        unit="share of willingness",
        bounds=(0, 2),
        plausible=(0.3, 1.3),
        kind="uncertainty",
        meaning="How much more willing people are under a full norm of helping than under none.",
        source="assumed",
    )
    asks_per_week: float = parameter(
        0.2,
        unit="1/week",
        bounds=(0, 5),
        plausible=(0.05, 0.4),
        kind="uncertainty",
        meaning="How often a rep with a ripe deal asks for help.",
        source="assumed",
    )
    hours: float = parameter(
        1.5,
        unit="hours/help",
        bounds=(0, 20),
        plausible=(1, 3),
        kind="uncertainty",
        meaning="Helper's hours that one help takes.",
        source="assumed",
    )
    gain: float = parameter(
        0.3,
        unit="share of speed",
        bounds=(0, 3),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="How much the help of a colleague at par speeds that deal toward being won.",
        source="podsakoff_2009",
    )
    teaching: float = parameter(
        0.02,
        unit="share of the difference",
        bounds=(0, 1),
        plausible=(0, 0.05),
        kind="uncertainty",
        meaning="Share of a helper's lead in know-how that the receiver takes along.",
        source="assumed",
    )
    own_team: float = parameter(
        0.75,
        unit="share of requests",
        bounds=(0, 1),
        plausible=(0.5, 0.9),
        kind="uncertainty",
        meaning="Share of requests that go to somebody in the own team.",
        source="assumed",
    )
    rivalry_wall: float = parameter(
        0.7,
        unit="share",
        bounds=(0, 1),
        plausible=(0.3, 0.9),
        kind="uncertainty",
        meaning="Share of the willingness to help another team that a full contest destroys.",
        source="assumed",
    )
    withholding: bool = parameter(
        True,
        unit="yes/no",
        kind="uncertainty",
        meaning="Whether people withhold help from, and harm, those they are ranked against.",
        source="harbring_irlenbusch_2011",
    )
    withheld: float = parameter(
        0.75,
        unit="1/share",
        bounds=(0, 20),
        plausible=(0, 3),
        kind="uncertainty",
        meaning="Willingness lost for each share of pay or heads that hangs on beating colleagues.",
        source="bandiera_2005",
    )
    sabotage: float = parameter(
        0.15,
        unit="log speed of deals",
        bounds=(0, 3),
        plausible=(0, 0.6),
        kind="uncertainty",
        meaning=(
            "How much fully competitive colleagues, ranked against each other without any code, slow each "
            "other's deals."
        ),
        source="harbring_irlenbusch_2011",
    )
    interdependence: float = parameter(
        0.08,
        unit="log speed of deals",
        bounds=(0, 3),
        plausible=(0, 0.4),
        kind="uncertainty",
        meaning="How much deals gain from full, and lose from no, cooperation in the team.",
        source="podsakoff_2009",
    )
