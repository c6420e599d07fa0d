"""What the end of a quarter and a year does to deals that are ripe."""

from simulation.parameters.declare import Group, parameter


class Deadline(Group):
    """What the end of a quarter and a year does to deals that are ripe."""

    response: float = parameter(
        0.8,
        unit="1/week of commission",
        bounds=(0, 10),
        plausible=(0.3, 2),
        kind="uncertainty",
        meaning="How much faster a deal that decides a quota closes, for each week of commission that hangs on it.",
        source="larkin_2014",
    )
    window_weeks: float = parameter(
        3.0,
        unit="weeks",
        bounds=(0, 13),
        plausible=(2, 5),
        kind="uncertainty",
        meaning="Last weeks of a quarter or a year in which this happens.",
        source="assumed",
    )
    concession: float = parameter(
        0.04,
        unit="share of price",
        bounds=(0, 0.5),
        plausible=(0, 0.08),
        kind="uncertainty",
        meaning="Price given away on a deal hurried over the line.",
        source="larkin_2014",
    )
    push: float = parameter(
        0.45,
        unit="ratio",
        bounds=(0, 5),
        plausible=(0.25, 0.8),
        kind="lever",
        meaning="How much faster managers drive every ripe deal in the last weeks of a quarter.",
        source="assumed",
    )
    push_weeks: float = parameter(
        4.0,
        unit="weeks",
        bounds=(0, 13),
        plausible=(3, 5),
        kind="lever",
        meaning="Weeks of the push.",
        source="assumed",
    )
    push_concession: float = parameter(
        0.01,
        unit="share of price",
        bounds=(0, 0.5),
        plausible=(0, 0.03),
        kind="uncertainty",
        meaning="Price given away in the push.",
        source="assumed",
    )
    crowding: float = parameter(
        0.25,
        unit="share of hours",
        bounds=(0, 1),
        plausible=(0.1, 0.5),
        kind="uncertainty",
        meaning="Share of undisciplined prospecting that the push crowds out.",
        source="assumed",
    )
    price_gain: float = parameter(
        2.0,
        unit="log speed per share of price",
        bounds=(0, 20),
        plausible=(1, 4),
        kind="uncertainty",
        meaning="How much a price concession speeds winning.",
        source="assumed",
    )
