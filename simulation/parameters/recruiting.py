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
    bench: float = parameter(
        0.1,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="How constantly the firm recruits: at full strength a successor stands ready for every seat.",
        source="martin_2018",
    )
    bench_money: float = parameter(
        6000.0,
        unit="money/(seat and year)",
        bounds=(0, 1_000_000),
        plausible=(2000, 12_000),
        kind="uncertainty",
        meaning="Cost of recruiting at full strength, for each seat, vacant or not.",
        source="assumed",
    )
    bench_hours: float = parameter(
        4.0,
        unit="hours/week",
        bounds=(0, 40),
        plausible=(2, 8),
        kind="uncertainty",
        meaning="Manager's hours that recruiting at full strength takes.",
        source="assumed",
    )
    vacancy_hours: float = parameter(
        1.0,
        unit="hours/(week and vacant seat)",
        bounds=(0, 20),
        plausible=(0.5, 2),
        kind="uncertainty",
        meaning="Manager's hours that a vacant seat takes.",
        source="assumed",
    )
    pool_reputation: float = parameter(
        0.3,
        unit="sd of ability",
        bounds=(0, 3),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning="How much better the pool is for an employer with a perfect name than for one with an ordinary name.",
        source="blume_2009",
    )
    reputation_half_life_weeks: float = parameter(
        52.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(26, 104),
        kind="uncertainty",
        meaning="How fast the employer's name follows what people tell.",
        source="assumed",
    )
    severity_costs: float = parameter(
        1.0,
        unit="reputation per share of heads",
        bounds=(0, 10),
        plausible=(0.3, 2),
        kind="uncertainty",
        meaning="Employer's name lost for each share of heads singled out by ranking in a year.",
        source="blume_2009",
    )
    refusal: float = parameter(
        1.5,
        unit="exponent",
        bounds=(0, 20),
        plausible=(0.5, 3),
        kind="uncertainty",
        meaning="How strongly able candidates refuse offers below what others pay them.",
        source="sandvik_2021",
    )
    hunger_wanted: float = parameter(
        0.3,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        kind="lever",
        reach="seat",
        meaning="How much the firm looks for hungry newcomers.",
        source="martin_2018",
    )
    hunger_half_life_weeks: float = parameter(
        78.0,
        unit="weeks",
        bounds=(1, 1040),
        plausible=(39, 156),
        kind="uncertainty",
        meaning="How fast a newcomer's hunger fades.",
        source="assumed",
    )
    hunger_effort: float = parameter(
        0.03,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning="Effort that full hunger adds.",
        source="assumed",
    )
    newcomers_stir: float = parameter(
        0.0,
        unit="share of effort",
        bounds=(-0.5, 0.5),
        plausible=(-0.03, 0.03),
        kind="uncertainty",
        meaning=(
            "Effort that hungry newcomers draw out of incumbents, or cost them as a threat; zero until "
            "evidence pins it."
        ),
        source="assumed",
    )
    hunger_narrows: float = parameter(
        0.4,
        unit="share of candidates",
        bounds=(0, 1),
        plausible=(0.2, 0.7),
        kind="uncertainty",
        meaning="Share of candidates that is lost when only the hungriest are wanted.",
        source="assumed",
    )
