"""How leads come in."""

from simulation.parameters.declare import Group, parameter


class Prospecting(Group):
    """How leads come in."""

    leads_per_week: float = parameter(
        2.2,
        unit="leads/(seat and week)",
        bounds=(0, 200),
        plausible=(1.8, 3),
        kind="uncertainty",
        meaning="Leads that a rep at par finds in a mean territory, before qualification.",
        source="assumed",
    )
    inbound_share: float = parameter(
        0.3,
        unit="share",
        bounds=(0, 1),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="Share of those leads that comes in without prospecting.",
        source="assumed",
    )
    hours_exponent: float = parameter(
        0.7,
        unit="exponent",
        bounds=(0, 1),
        plausible=(0.5, 0.9),
        kind="uncertainty",
        meaning="Diminishing returns of prospecting hours.",
        source="assumed",
    )
    extra_hours_share: float = parameter(
        0.0,
        unit="share of prospecting hours",
        bounds=(0, 3),
        plausible=(0, 0.5),
        kind="lever",
        meaning="Prospecting hours that the firm wants on top of a rep's week, and pays for like all others.",
        source="assumed",
    )
