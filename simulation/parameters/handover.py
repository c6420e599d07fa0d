"""Who inherits the customers of somebody who leaves."""

from simulation.parameters.declare import Group, parameter


class Handover(Group):
    """Who inherits the customers of somebody who leaves."""

    incumbent_share: float = parameter(
        0.1,
        unit="share of accounts",
        bounds=(0, 1),
        plausible=(0.0, 0.7),
        kind="lever",
        meaning=(
            "Share of a leaver's accounts that colleagues of the team take over at once; the others wait for "
            "the successor."
        ),
        source="shi_2017",
    )
    similarity: float = parameter(
        0.5,
        unit="share of the relationship",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning=(
            "How much more of a relationship survives with an heir who is wholly like the leaver than with "
            "one wholly unlike."
        ),
        source="shi_2017",
    )
