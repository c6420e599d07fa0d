"""What colleagues' effort, public rankings and contests do to one's own effort."""

from simulation.parameters.declare import Choice, Group, parameter


class Leaderboard(Choice):
    """What is shown in public."""

    NONE = 0
    RANKS = 1
    BENCHMARKS = 2


class Peers(Group):
    """What colleagues' effort, public rankings and contests do to one's own effort."""

    spillover: float = parameter(
        0.12,
        unit="share of the difference",
        bounds=(-1, 1),
        plausible=(0, 0.25),
        kind="uncertainty",
        meaning=(
            "Share of the team's difference in effort that a rep follows under pay that does not set "
            "colleagues against each other."
        ),
        source="herbst_mas_2015",
    )
    relative_reversal: float = parameter(
        4.0,
        unit="1/share of pay",
        bounds=(0, 20),
        plausible=(2, 6),
        kind="uncertainty",
        meaning="How fast this turns round as pay depends on beating colleagues.",
        source="chan_li_pierce_2014",
    )
    leaderboard: Leaderboard = parameter(
        Leaderboard.NONE,
        unit="choice",
        kind="lever",
        meaning="Whether results are ranked in public, and whether benchmarks stand beside the ranks.",
        source="barankay_2012",
    )
    rank_harm: float = parameter(
        0.08,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.16),
        kind="uncertainty",
        meaning="Effort that the last in a public ranking loses.",
        source="barankay_2012",
    )
    rank_lift: float = parameter(
        0.02,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.04),
        kind="uncertainty",
        meaning="Effort that the first gains.",
        source="barankay_2012",
    )
    benchmark_softening: float = parameter(
        0.8,
        unit="share",
        bounds=(0, 1),
        plausible=(0.5, 1.0),
        kind="uncertainty",
        meaning="Share of that harm which benchmarks take away.",
        source="barankay_2012",
    )
    contest: float = parameter(
        0.2,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="How hard teams compete to be best.",
        source="martin_2018",
    )
    contest_effort: float = parameter(
        0.0,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning=(
            "Effort that a full contest brings a rep of median competitiveness in the first team; the last team loses "
            "a third of it; zero until evidence pins it."
        ),
        source="delfgaauw_2013",
    )
    prize_weeks: float = parameter(
        0.2,
        unit="weeks of pay on target",
        bounds=(0, 13),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="Prize for each member of the quarter's best team at a full contest.",
        source="assumed",
    )
