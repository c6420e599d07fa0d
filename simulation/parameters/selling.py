"""How open deals end: won, lost to the rival, or undecided."""

from simulation.parameters.declare import Group, parameter


class Selling(Group):
    """How open deals end: won, lost to the rival, or undecided."""

    advance_per_week: float = parameter(
        0.088,
        unit="1/week",
        bounds=(0, 20),
        plausible=(0.08, 0.2),
        kind="uncertainty",
        meaning="Rate at which a deal at par ripens from talks into a decision.",
        source="assumed",
    )
    win_per_week: float = parameter(
        0.058,
        unit="1/week",
        bounds=(0, 20),
        plausible=(0.05, 0.12),
        kind="uncertainty",
        meaning="Rate at which a ripe deal at par is won.",
        source="assumed",
    )
    rival_per_week: float = parameter(
        0.0545,
        unit="1/week",
        bounds=(0, 20),
        plausible=(0.02, 0.1),
        kind="uncertainty",
        meaning="Rate at which a deal with the rival present goes to a rival of mean strength.",
        source="assumed",
    )
    undecided_early_per_week: float = parameter(
        0.098,
        unit="1/week",
        bounds=(0, 20),
        plausible=(0.06, 0.2),
        kind="uncertainty",
        meaning="Rate at which a deal in talks dies without a decision.",
        source="dixon_mckenna_2022",
    )
    undecided_late_per_week: float = parameter(
        0.0285,
        unit="1/week",
        bounds=(0, 20),
        plausible=(0.015, 0.06),
        kind="uncertainty",
        meaning="Rate at which a ripe deal dies without a decision.",
        source="dixon_mckenna_2022",
    )
    size_slowing: float = parameter(
        0.3,
        unit="exponent",
        bounds=(0, 2),
        plausible=(0.28, 0.42),
        kind="uncertainty",
        meaning="How much slower everything goes in a larger deal.",
        source="bridge_group_2017",
    )
    size_penalty: float = parameter(
        0.3,
        unit="exponent",
        bounds=(0, 2),
        plausible=(0.22, 0.33),
        kind="uncertainty",
        meaning="How much less often a larger deal advances and is won, beyond being slower.",
        source="assumed",
    )
    stale_after_weeks: float = parameter(
        22.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(16, 30),
        kind="uncertainty",
        meaning="Age, in a deal of median size, after which a deal is stale.",
        source="ebsta_2023",
    )
    stale_factor: float = parameter(
        0.4,
        unit="ratio",
        bounds=(0, 1),
        plausible=(0.3, 0.6),
        kind="uncertainty",
        meaning="Advancing and winning of a stale deal against a fresh one.",
        source="ebsta_2023",
    )
    quick_share: float = parameter(
        0.0,
        unit="share of deals",
        bounds=(0, 1),
        plausible=(0, 0.5),
        kind="uncertainty",
        meaning="Share of deals that are simple reorders and are decided much faster.",
        source="assumed",
    )
    quick_factor: float = parameter(
        8.0,
        unit="ratio",
        bounds=(1, 100),
        plausible=(2, 12),
        kind="uncertainty",
        meaning="How many times faster everything goes in a quick deal.",
        source="assumed",
    )
    attention_weight: float = parameter(
        0.5,
        unit="exponent",
        bounds=(0, 1),
        plausible=(0.25, 0.75),
        kind="uncertainty",
        meaning="How much deals gain when they get more hours than they ask for, and suffer when they get fewer.",
        source="assumed",
    )
    inherited_share: float = parameter(
        0.85,
        unit="share of deals",
        bounds=(0, 1),
        plausible=(0.32, 0.85),
        kind="uncertainty",
        meaning="Share of open deals that survives when their owner leaves.",
        source="assumed",
    )
