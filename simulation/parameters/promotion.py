"""Managers come and go, and who becomes one."""

from simulation.parameters.declare import Choice, Group, parameter


class PromotionRule(Choice):
    """Who becomes manager."""

    OUTSIDE = 0
    SELLER = 1
    COLLABORATOR = 2
    LOT = 3


class Promotion(Group):
    """Managers come and go, and who becomes one."""

    exits_per_year: float = parameter(
        0.1,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0.05, 0.2),
        kind="uncertainty",
        meaning="Rate at which a manager leaves her post.",
        source="assumed",
    )
    vacancy_weeks: float = parameter(
        8.0,
        unit="weeks",
        bounds=(0, 104),
        plausible=(4, 16),
        kind="uncertainty",
        meaning="Weeks that a team is without a manager until the next one leads.",
        source="assumed",
    )
    rule: PromotionRule = parameter(
        PromotionRule.OUTSIDE,
        unit="choice",
        kind="lever",
        reach="team",
        meaning=(
            "Who becomes manager: somebody from outside, the team's best seller, its best collaborator, or one by lot."
        ),
        source="benson_li_shue_2019",
    )
    least_tenure_weeks: int = parameter(
        52,
        unit="weeks",
        bounds=(0, 520),
        plausible=(26, 104),
        kind="lever",
        reach="team",
        meaning="Tenure below which nobody is promoted.",
        source="assumed",
    )
    helpful_teaches: float = parameter(
        0.5,
        unit="skill per point of trait",
        bounds=(0, 2),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="How much a promoted rep's helpfulness shows in coaching and people skill.",
        source="assumed",
    )
    seller_sells: float = parameter(
        0.12,
        unit="skill per sd of ability",
        bounds=(0, 1),
        plausible=(0.05, 0.2),
        kind="uncertainty",
        meaning="How much a promoted rep's ability shows in her support of deals.",
        source="assumed",
    )
