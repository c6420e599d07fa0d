"""How hard a rep works: pay at the margin, fear for the job, morale."""

from simulation.parameters.declare import Group, parameter


class Effort(Group):
    """How hard a rep works: pay at the margin, fear for the job, morale."""

    pay_elasticity: float = parameter(
        0.12,
        unit="elasticity",
        bounds=(0, 1),
        plausible=(0.08, 0.15),
        kind="uncertainty",
        meaning="Elasticity of effort to marginal pay, at median competitiveness.",
        source="misra_nair_2011",
    )
    giving_up: float = parameter(
        0.02,
        unit="share of effort",
        bounds=(0, 0.9),
        plausible=(0, 0.12),
        kind="uncertainty",
        meaning="Effort that a rep far below quota withdraws.",
        source="chung_steenburgh_sudhir_2014",
    )
    threat_effort: float = parameter(
        0.03,
        unit="share of effort",
        bounds=(-0.5, 0.5),
        plausible=(0, 0.06),
        kind="uncertainty",
        meaning="Effort added by somebody who was warned or near the cut at the last review.",
        source="ichino_riphahn_2005",
    )
    morale_effort: float = parameter(
        0.25,
        unit="share of effort per point of morale",
        bounds=(0, 1),
        plausible=(0, 0.4),
        kind="uncertainty",
        meaning="Effort gained or lost when morale moves by one (the whole scale).",
        source="assumed",
    )
    goal_gradient: float = parameter(
        1.0,
        unit="1",
        bounds=(0, 2),
        plausible=(0, 1.5),
        kind="uncertainty",
        meaning="How much more the year's end pulls when it is near than when it is far; 0 for always the same.",
        source="assumed",
    )
