"""The rival as people in the firm see it: admired, feared, talked about."""

from simulation.parameters.declare import Choice, Group, parameter


class SalienceShape(Choice):
    """When a rival in mind works."""

    NONE = 0
    PARITY = 1
    MONOTONE = 2


class Enemy(Group):
    """The rival as people in the firm see it: admired, feared, talked about."""

    salience: float = parameter(
        0.25,
        unit="0-1",
        bounds=(0, 1),
        plausible=(0, 0.8),
        kind="lever",
        reach="team",
        meaning="How present leaders keep the rival in everybody's mind.",
        source="martin_2018",
    )
    effort: float = parameter(
        0.03,
        unit="share of effort",
        bounds=(0, 0.3),
        plausible=(0.01, 0.05),
        kind="uncertainty",
        meaning="Effort that a fully salient and credible rival draws out.",
        source="kilduff_2014",
    )
    credible_width: float = parameter(
        0.35,
        unit="log strength",
        bounds=(0.01, 5),
        plausible=(0.2, 0.7),
        kind="uncertainty",
        meaning="How far from parity the rival stops being credible.",
        source="kilduff_elfenbein_staw_2010",
    )
    shape: SalienceShape = parameter(
        SalienceShape.PARITY,
        unit="choice",
        kind="uncertainty",
        meaning="Whether salience works near parity only, always, or never: a structural uncertainty.",
        source="kilduff_elfenbein_staw_2010",
    )
    discouragement: float = parameter(
        0.05,
        unit="share of effort",
        bounds=(0, 0.5),
        plausible=(0, 0.1),
        kind="uncertainty",
        meaning="Effort that a far stronger salient rival costs the least resilient.",
        source="brown_2011",
    )
    preparation: float = parameter(
        0.1,
        unit="share of rival's rate",
        bounds=(0, 1),
        plausible=(0, 0.2),
        kind="uncertainty",
        meaning="Share of the rival's chances that full preparation takes away.",
        source="barnett_hansen_1996",
    )
    preparation_hours: float = parameter(
        0.4,
        unit="hours/(rep and week)",
        bounds=(0, 20),
        plausible=(0.2, 1.0),
        kind="uncertainty",
        meaning="Hours that full preparation takes.",
        source="assumed",
    )
    discounting: float = parameter(
        0.03,
        unit="share of price",
        bounds=(0, 0.5),
        plausible=(0.01, 0.06),
        kind="uncertainty",
        meaning="Price given away against a fully salient rival.",
        source="kilduff_2016",
    )
    adaptation: float = parameter(
        0.0,
        unit="ratio",
        bounds=(0, 5),
        plausible=(0, 0.5),
        kind="uncertainty",
        meaning="How much faster a territory retargets under full salience; zero until evidence pins it.",
        source="assumed",
    )
