"""How managers spend their week, how much freedom they leave, and how they use their power."""

from simulation.parameters.declare import Choice, Group, parameter


class AutonomyShape(Choice):
    """When autonomy pays."""

    NONE = 0
    INTERACTION = 1
    MONOTONE = 2


class Leadership(Group):
    """How managers spend their week, how much freedom they leave, and how they use their power."""

    hours_per_week: float = parameter(
        30.0,
        unit="hours/week",
        bounds=(0, 80),
        plausible=(22, 40),
        kind="uncertainty",
        meaning="Hours that a manager has for leading; what is promised beyond shrinks in proportion.",
        source="assumed",
    )
    direction: float = parameter(
        0.4,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="lever",
        reach="team",
        meaning="How strongly leaders set one direction: where to sell, what to sell, to whom.",
        source="martin_2018",
    )
    direction_hours_at_full: float = parameter(
        4.0,
        unit="hours/week",
        bounds=(0, 40),
        plausible=(2, 6),
        kind="uncertainty",
        meaning="Manager's hours that direction at full strength takes.",
        source="assumed",
    )
    direction_focus: float = parameter(
        0.5,
        unit="share of error",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Share of the error in seeing a lead's fit that full direction removes.",
        source="assumed",
    )
    autonomy: float = parameter(
        0.5,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0.2, 0.9),
        kind="lever",
        meaning="Freedom of a rep to choose targets, ways and prices inside the frame.",
        source="frenzen_2010",
    )
    autonomy_gain: float = parameter(
        0.3,
        unit="log speed of deals",
        bounds=(0, 2),
        plausible=(0, 0.6),
        kind="uncertainty",
        meaning="Gain of full over no autonomy when the world is one unit more turbulent than usual.",
        source="aghion_2021",
    )
    usual_turbulence: float = parameter(
        0.16,
        unit="1",
        bounds=(0, 2),
        plausible=(0.05, 0.25),
        kind="uncertainty",
        meaning=(
            "Turbulence of ordinary times, at which autonomy neither helps nor hurts: the long-run mean of the default "
            "world."
        ),
        source="assumed",
    )
    autonomy_shape: AutonomyShape = parameter(
        AutonomyShape.INTERACTION,
        unit="choice",
        kind="uncertainty",
        meaning="Whether autonomy pays only in turbulence, always, or never: a structural uncertainty.",
        source="frenzen_2010",
    )
    autonomy_concession: float = parameter(
        0.03,
        unit="share of price",
        bounds=(0, 0.5),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning="Price that a fully free rep without any direction gives away.",
        source="assumed",
    )
    autonomy_morale: float = parameter(
        0.06,
        unit="points of morale",
        bounds=(0, 1),
        plausible=(0, 0.15),
        kind="uncertainty",
        meaning="Morale that full autonomy brings over none.",
        source="humphrey_2007",
    )
    control_hours_per_rep: float = parameter(
        0.3,
        unit="hours/(rep and week)",
        bounds=(0, 20),
        plausible=(0, 1.0),
        kind="lever",
        reach="team",
        meaning="Manager's hours of checking each rep's calls, forecasts and records.",
        source="assumed",
    )
    control_compliance: float = parameter(
        0.5,
        unit="share",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Share of missing discipline that an hour a week of control makes up for.",
        source="assumed",
    )
    control_paperwork: float = parameter(
        1.0,
        unit="hours/hour",
        bounds=(0, 10),
        plausible=(0.5, 2),
        kind="uncertainty",
        meaning="Rep's hours of reporting that an hour of control takes.",
        source="assumed",
    )
    support_hours_per_rep: float = parameter(
        0.4,
        unit="hours/(rep and week)",
        bounds=(0, 20),
        plausible=(0.1, 1.0),
        kind="lever",
        reach="team",
        meaning="Manager's hours in her people's deals.",
        source="assumed",
    )
    support_gain: float = parameter(
        0.12,
        unit="share of speed",
        bounds=(0, 2),
        plausible=(0.03, 0.25),
        kind="uncertainty",
        meaning="How much plenty of support by a manager of median selling skill speeds winning.",
        source="assumed",
    )
    people_hours_per_rep: float = parameter(
        0.2,
        unit="hours/(rep and week)",
        bounds=(0, 20),
        plausible=(0.05, 0.6),
        kind="lever",
        reach="team",
        meaning="Manager's hours for how her people are doing.",
        source="assumed",
    )
    people_gain: float = parameter(
        0.35,
        unit="log rate of quitting",
        bounds=(0, 3),
        plausible=(0.1, 0.6),
        kind="uncertainty",
        meaning="How much plenty of care, at median people skill, lowers resignations.",
        source="assumed",
    )
    half_gain_hours: float = parameter(
        0.5,
        unit="hours/(rep and week)",
        bounds=(0.01, 20),
        plausible=(0.25, 1.0),
        kind="uncertainty",
        meaning="Hours of support or care that bring half of what plenty brings.",
        source="assumed",
    )
    process_hours: float = parameter(
        1.5,
        unit="hours/week",
        bounds=(0, 40),
        plausible=(0.5, 4),
        kind="lever",
        reach="team",
        meaning="Manager's hours for refining rules, routines and tools.",
        source="martin_2018",
    )
    process_half_gain_hours: float = parameter(
        1.5,
        unit="hours/week",
        bounds=(0.01, 40),
        plausible=(0.75, 3),
        kind="uncertainty",
        meaning="Manager's hours of refining that sustain half of perfect processes.",
        source="assumed",
    )
    process_ageing_half_life_weeks: float = parameter(
        104.0,
        unit="weeks",
        bounds=(4, 1040),
        plausible=(52, 208),
        kind="uncertainty",
        meaning="How fast unattended processes lose their use in ordinary times; faster in turbulence.",
        source="assumed",
    )
    process_gain: float = parameter(
        0.25,
        unit="share of deal hours",
        bounds=(0, 1),
        plausible=(0.1, 0.4),
        kind="uncertainty",
        meaning="Share of the hours a deal asks for that perfect processes save over none.",
        source="assumed",
    )
    use_of_power: float = parameter(
        0.15,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.5),
        kind="lever",
        reach="team",
        meaning="Arbitrary interference and favouritism: position used for power as such.",
        source="martin_2018",
    )
    power_unfairness: float = parameter(
        0.6,
        unit="share",
        bounds=(0, 1),
        plausible=(0.3, 0.9),
        kind="uncertainty",
        meaning="Fairness that full use of power destroys.",
        source="assumed",
    )
    fairness_loss_half_life_weeks: float = parameter(
        6.0,
        unit="weeks",
        bounds=(1, 104),
        plausible=(3, 13),
        kind="uncertainty",
        meaning="How fast fairness is lost.",
        source="assumed",
    )
    fairness_gain_half_life_weeks: float = parameter(
        52.0,
        unit="weeks",
        bounds=(1, 520),
        plausible=(26, 104),
        kind="uncertainty",
        meaning="How slowly it is won back: distrust outlives its cause.",
        source="assumed",
    )
    fairness_morale: float = parameter(
        0.15,
        unit="points of morale",
        bounds=(0, 1),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="Morale that a wholly unfair firm costs.",
        source="assumed",
    )
    fairness_quits: float = parameter(
        0.8,
        unit="log rate of quitting",
        bounds=(0, 3),
        plausible=(0.3, 1.5),
        kind="uncertainty",
        meaning="How much a wholly unfair firm raises resignations.",
        source="assumed",
    )
    takeover: float = parameter(
        0.3,
        unit="share of hours",
        bounds=(0, 1),
        plausible=(0, 0.6),
        kind="uncertainty",
        meaning=(
            "Share of coaching and care that a fully competitive manager puts into deals instead; the mild "
            "one does the reverse."
        ),
        source="assumed",
    )
    absorbing: float = parameter(
        0.5,
        unit="share of pressure",
        bounds=(0, 2),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Pressure from above that a fully resilient manager keeps from her people, against a brittle one.",
        source="assumed",
    )
    skill_sd: float = parameter(
        0.18,
        unit="0-1",
        bounds=(0.01, 0.35),
        plausible=(0.1, 0.25),
        kind="uncertainty",
        meaning="Standard deviation of managers' people skill and selling skill (means are one half).",
        source="assumed",
    )
