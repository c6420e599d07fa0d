"""Demand: its slow swings, its seasons and its slumps."""

from simulation.parameters.declare import Group, parameter


class Market(Group):
    """Demand: its slow swings, its seasons and its slumps."""

    segments: int = parameter(
        3,
        unit="segments",
        bounds=(1, 16),
        kind="setting",
        meaning="Number of customer segments, each with a demand of its own; seats are dealt over them in turn.",
        source="assumed",
    )
    demand_volatility: float = parameter(
        0.08,
        unit="log sd",
        bounds=(0, 1),
        plausible=(0.02, 0.2),
        kind="uncertainty",
        meaning="Stationary standard deviation of a segment's log demand.",
        source="assumed",
    )
    demand_half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(8, 78),
        kind="uncertainty",
        meaning="How fast demand returns to normal.",
        source="assumed",
    )
    common_share: float = parameter(
        0.5,
        unit="share",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Share of the variance of demand that all segments have in common.",
        source="assumed",
    )
    slumps_per_year: float = parameter(
        0.12,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0, 0.4),
        kind="uncertainty",
        meaning="How often a demand slump begins.",
        source="assumed",
    )
    slump_depth: float = parameter(
        0.25,
        unit="share of demand",
        bounds=(0, 0.95),
        plausible=(0.1, 0.4),
        kind="uncertainty",
        meaning="Mean share of demand that a slump takes away at its start.",
        source="assumed",
    )
    slump_half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(10, 60),
        kind="uncertainty",
        meaning="How fast a slump fades.",
        source="assumed",
    )
    slump_hesitation: float = parameter(
        1.2,
        unit="1",
        bounds=(0, 5),
        plausible=(0, 2.0),
        kind="uncertainty",
        meaning="How much a slump slows advancing and winning: one of 0.25 slows them by 0.25 times this.",
        source="gong_2024",
    )
    season_q1: float = parameter(
        1.0,
        unit="ratio to mean",
        bounds=(0.1, 4),
        plausible=(0.7, 1.3),
        kind="uncertainty",
        meaning="Leads offered in the first quarter of the year against the mean quarter.",
        source="assumed",
    )
    season_q2: float = parameter(
        1.0,
        unit="ratio to mean",
        bounds=(0.1, 4),
        plausible=(0.7, 1.3),
        kind="uncertainty",
        meaning="Leads offered in the second quarter against the mean quarter.",
        source="assumed",
    )
    season_q3: float = parameter(
        1.0,
        unit="ratio to mean",
        bounds=(0.1, 4),
        plausible=(0.7, 1.3),
        kind="uncertainty",
        meaning="Leads offered in the third quarter against the mean quarter.",
        source="assumed",
    )
    season_q4: float = parameter(
        1.0,
        unit="ratio to mean",
        bounds=(0.1, 4),
        plausible=(0.7, 1.3),
        kind="uncertainty",
        meaning="Leads offered in the fourth quarter against the mean quarter.",
        source="assumed",
    )
