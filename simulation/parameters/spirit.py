"""What holds a team together, and what it expects of its members."""

from simulation.parameters.declare import Choice, Group, parameter


class RecognitionShape(Choice):
    """On whom recognition works."""

    NONE = 0
    ONLOOKERS = 1
    HONOURED = 2


class Spirit(Group):
    """What holds a team together, and what it expects of its members."""

    rituals: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        reach="team",
        meaning="Shared rituals: meetings, celebrations, time together.",
        source="martin_2018",
    )
    ritual_cohesion: float = parameter(
        0.4,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.6),
        kind="uncertainty",
        meaning="Cohesion that full rituals sustain.",
        source="assumed",
    )
    fair_cohesion: float = parameter(
        0.4,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.6),
        kind="uncertainty",
        meaning="Cohesion that a fair firm sustains.",
        source="assumed",
    )
    inner_rivalry: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Cohesion lost where pay depends wholly on beating colleagues.",
        source="bandiera_2005",
    )
    parting: float = parameter(
        0.5,
        unit="0-1 per share of the team",
        bounds=(0, 10),
        plausible=(0, 1.0),
        kind="uncertainty",
        meaning="Cohesion lost by departures, if all members left; in proportion to the share that does.",
        source="assumed",
    )
    half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 52),
        kind="uncertainty",
        meaning="How fast cohesion and norms of effort and blame move.",
        source="assumed",
    )
    standard: float = parameter(
        0.2,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="How openly a team expects everybody to deliver.",
        source="martin_2018",
    )
    standard_lift: float = parameter(
        0.06,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.12),
        kind="uncertainty",
        meaning="Norm of effort, above what members show, that a full standard sets.",
        source="assumed",
    )
    norm_pull: float = parameter(
        0.15,
        unit="share of the difference",
        bounds=(0, 1),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="Share of what is missing to the norm that a fully cohesive team draws out of a member.",
        source="mas_moretti_2009",
    )
    shame: float = parameter(
        0.02,
        unit="points of morale/week",
        bounds=(0, 0.5),
        plausible=(0, 0.05),
        kind="uncertainty",
        meaning="Morale that the last of a fully cohesive team with a full standard loses each week.",
        source="assumed",
    )
    recognition: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        reach="team",
        meaning="How much the best are honoured.",
        source="bradler_2016",
    )
    recognition_effort: float = parameter(
        0.03,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning="Effort that full recognition of others draws from onlookers.",
        source="bradler_2016",
    )
    recognition_shape: RecognitionShape = parameter(
        RecognitionShape.ONLOOKERS,
        unit="choice",
        kind="uncertainty",
        meaning="Whether recognition works on onlookers, on the honoured, or on nobody: a structural uncertainty.",
        source="bradler_2016",
    )
    star_share: float = parameter(
        0.1,
        unit="share of heads",
        bounds=(0, 0.5),
        plausible=(0.05, 0.2),
        kind="lever",
        meaning="Share at the top of the quarter's results that is honoured.",
        source="assumed",
    )
    privileges: float = parameter(
        0.1,
        unit="share of leads",
        bounds=(0, 1),
        plausible=(0, 0.4),
        kind="lever",
        reach="team",
        meaning="Leads that an honoured rep gets on top, taken from the team.",
        source="martin_2018",
    )
    envy: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning="Cohesion that full privileges cost.",
        source="assumed",
    )
