"""What may be promised to a customer, and what a code of conduct restrains."""

from simulation.parameters.declare import Group, parameter


class Conduct(Group):
    """What may be promised to a customer, and what a code of conduct restrains."""

    clarity: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.3, 0.9),
        kind="lever",
        reach="team",
        meaning="How clear the code of conduct is.",
        source="martin_2018",
    )
    enforcement: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.9),
        kind="lever",
        reach="team",
        meaning="How surely a breach has consequences, for stars too.",
        source="martin_2018",
    )
    usual_promising: float = parameter(
        0.15,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="How far a rep without any code and without pressure promises too much.",
        source="assumed",
    )
    pressed_promising: float = parameter(
        0.6,
        unit="0-1 per share of quota missing",
        bounds=(0, 5),
        plausible=(0.2, 1.2),
        kind="uncertainty",
        meaning="How much more when the year's quota slips out of reach.",
        source="boichuk_2014",
    )
    restraint: float = parameter(
        0.8,
        unit="share",
        bounds=(0, 1),
        plausible=(0.5, 1.0),
        kind="uncertainty",
        meaning="Share of over-promising and foul play that a clear and enforced code prevents.",
        source="assumed",
    )
    promise_gain: float = parameter(
        0.15,
        unit="log speed of deals",
        bounds=(0, 2),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="How much full over-promising speeds deals.",
        source="assumed",
    )
    promise_points: float = parameter(
        14.0,
        unit="points",
        bounds=(0, 80),
        plausible=(6, 25),
        kind="uncertainty",
        meaning="Satisfaction that full over-promising costs the new contract.",
        source="boichuk_2014",
    )
    promise_cancellations: float = parameter(
        0.08,
        unit="share of wins",
        bounds=(0, 0.9),
        plausible=(0.02, 0.2),
        kind="uncertainty",
        meaning="Share of bookings cancelled because of full over-promising.",
        source="assumed",
    )
    star_exits: float = parameter(
        0.25,
        unit="log rate of quitting",
        bounds=(0, 3),
        plausible=(0, 0.6),
        kind="uncertainty",
        meaning="How much a fully enforced code raises resignations of the fully competitive.",
        source="assumed",
    )
