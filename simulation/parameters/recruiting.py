"""Who comes: how choosy the firm is, how well it chooses, how long it takes."""

from simulation.parameters.declare import Group, parameter


class Recruiting(Group):
    """Who comes: how choosy the firm is, how well it chooses, how long it takes."""

    candidates_per_hire: float = parameter(
        3.0,
        unit="candidates",
        bounds=(1, 1000),
        plausible=(1.5, 6),
        kind="lever",
        reach="seat",
        meaning="Candidates looked at for each one hired; one over this is the selection ratio.",
        source="assumed",
    )
    validity: float = parameter(
        0.35,
        unit="correlation",
        bounds=(0, 1),
        plausible=(0.2, 0.4),
        kind="uncertainty",
        meaning="Correlation of the firm's judgement of candidates with their true ability.",
        source="vinchur_1998",
    )
    vacancy_weeks: float = parameter(
        17.0,
        unit="weeks",
        bounds=(0, 260),
        plausible=(15, 21),
        kind="uncertainty",
        meaning="Mean time from a departure to the successor's first day.",
        source="depaul_2010",
    )
    fastest_share: float = parameter(
        0.4,
        unit="share of the mean",
        bounds=(0, 1),
        plausible=(0.2, 0.6),
        kind="uncertainty",
        meaning="The quickest replacement against the mean one; the rest is spread exponentially.",
        source="assumed",
    )
