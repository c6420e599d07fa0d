"""What a territory is asked to bring in a year."""

from simulation.parameters.declare import Group, parameter


class Quota(Group):
    """What a territory is asked to bring in a year."""

    ambition: float = parameter(
        1.22,
        unit="ratio to plan",
        bounds=(0.1, 5),
        plausible=(1.0, 1.3),
        kind="lever",
        meaning="Quotas against what the firm's occupied seats brought last year.",
        source="assumed",
    )
    error_sd: float = parameter(
        0.18,
        unit="log sd",
        bounds=(0, 1),
        plausible=(0.14, 0.22),
        kind="uncertainty",
        meaning="Error in setting a territory's quota.",
        source="assumed",
    )
    ratchet: float = parameter(
        0.38,
        unit="exponent",
        bounds=(0, 1),
        plausible=(0.3, 0.47),
        kind="lever",
        meaning="How much of last year's performance of the seat goes into its next quota.",
        source="misra_nair_2011",
    )
    potential_exponent: float = parameter(
        0.75,
        unit="exponent",
        bounds=(0, 1.5),
        plausible=(0.7, 0.82),
        kind="uncertainty",
        meaning="How far quotas follow the true potential of territories.",
        source="assumed",
    )
    ramp_weeks: float = parameter(
        34.0,
        unit="weeks",
        bounds=(0, 104),
        plausible=(13, 39),
        kind="lever",
        meaning="Time over which a newcomer's quota rises to full.",
        source="bridge_group_2024",
    )
    ramp_start: float = parameter(
        0.3,
        unit="share of quota",
        bounds=(0, 1),
        plausible=(0, 0.5),
        kind="lever",
        meaning="Share of quota that counts in a newcomer's first week.",
        source="assumed",
    )
