"""Reviews, ordinary dismissals, and culling: who has to go."""

from simulation.parameters.declare import Choice, Group, parameter


class RatingBasis(Choice):
    """What a ranking goes by."""

    ATTAINMENT = 0
    REVENUE = 1
    JUDGEMENT = 2
    COMPOSITE = 3


class CullScope(Choice):
    """Whom a ranking compares."""

    FIRM = 0
    TEAM = 1


class Selection(Group):
    """Reviews, ordinary dismissals, and culling: who has to go."""

    ordinary_dismissals: bool = parameter(
        True,
        unit="yes/no",
        kind="lever",
        meaning="Whether repeated failure against an absolute standard ends in dismissal.",
        source="assumed",
    )
    probation_weeks: int = parameter(
        39,
        unit="weeks",
        bounds=(1, 260),
        plausible=(26, 52),
        kind="lever",
        meaning="Tenure at which a newcomer's last two quarters are judged, at the next quarter's end.",
        source="assumed",
    )
    probation_standard: float = parameter(
        0.5,
        unit="share of expected",
        bounds=(0, 2),
        plausible=(0.46, 0.66),
        kind="lever",
        meaning="Results below which a newcomer's probation fails.",
        source="assumed",
    )
    review_standard: float = parameter(
        0.55,
        unit="share of expected",
        bounds=(0, 2),
        plausible=(0.52, 0.65),
        kind="lever",
        meaning="Half-year results below which a tenured rep is warned.",
        source="assumed",
    )
    review_strikes: int = parameter(
        2,
        unit="reviews",
        bounds=(1, 10),
        plausible=(1, 3),
        kind="lever",
        meaning="Warnings in a row that end in dismissal.",
        source="assumed",
    )
    cull_fraction: float = parameter(
        0.0,
        unit="share of heads",
        bounds=(0, 0.5),
        plausible=(0, 0.3),
        kind="lever",
        meaning="Share of heads at the bottom of the ranking that is singled out at each culling.",
        source="scullen_2005",
    )
    cull_period_years: int = parameter(
        1,
        unit="years",
        bounds=(1, 10),
        plausible=(1, 3),
        kind="lever",
        meaning="Years between cullings.",
        source="assumed",
    )
    cull_strikes: int = parameter(
        1,
        unit="reviews",
        bounds=(1, 5),
        plausible=(1, 2),
        kind="lever",
        meaning="Times in a row at the bottom of the ranking that end in dismissal.",
        source="assumed",
    )
    strikes_lapse: bool = parameter(
        True,
        unit="yes/no",
        kind="lever",
        meaning="Whether a ranking above the bottom wipes out earlier times at it: only times in a row count.",
        source="assumed",
    )
    cull_grace_weeks: int = parameter(
        26,
        unit="weeks",
        bounds=(0, 260),
        plausible=(0, 52),
        kind="lever",
        meaning="Tenure below which nobody is ranked.",
        source="assumed",
    )
    cull_scope: CullScope = parameter(
        CullScope.FIRM,
        unit="choice",
        kind="lever",
        meaning="Whether the ranking goes over the firm or over each team.",
        source="mcentire_forced_rank",
    )
    cull_at_random: bool = parameter(
        False,
        unit="yes/no",
        kind="lever",
        meaning="Control arm: as many are singled out, by lot instead of by rank.",
        source="assumed",
    )
    rating_basis: RatingBasis = parameter(
        RatingBasis.ATTAINMENT, unit="choice", kind="lever", meaning="What the ranking goes by.", source="vinchur_1998"
    )
    judgement_reliability: float = parameter(
        0.6,
        unit="reliability",
        bounds=(0.01, 1),
        plausible=(0.3, 0.8),
        kind="uncertainty",
        meaning="Share of the variance of managers' judgements that is true ability.",
        source="sturman_2005",
    )
    notice_weeks: int = parameter(
        4,
        unit="weeks",
        bounds=(0, 104),
        plausible=(0, 26),
        kind="uncertainty",
        meaning="Weeks from decision to departure, in which a rep carries on.",
        source="assumed",
    )
    severance_weeks: float = parameter(
        6.0,
        unit="weeks of base salary",
        bounds=(0, 208),
        plausible=(0, 52),
        kind="uncertainty",
        meaning="Pay at departure.",
        source="assumed",
    )
    threat_margin: float = parameter(
        1.5,
        unit="ratio",
        bounds=(1, 5),
        plausible=(1, 2.5),
        kind="uncertainty",
        meaning="Everybody ranked within this multiple of the cull fraction feels in danger until the next ranking.",
        source="assumed",
    )
    unfair_ranking: float = parameter(
        0.3,
        unit="fairness per share of heads",
        bounds=(0, 5),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning="Fairness that singling out people by rank costs; by lot it costs all that full use of power would.",
        source="blume_2009",
    )
