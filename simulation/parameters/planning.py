"""How a rep divides the week."""

from simulation.parameters.declare import Group, parameter


class Planning(Group):
    """How a rep divides the week."""

    work_hours_per_week: float = parameter(
        44.0,
        unit="hours/week",
        bounds=(1, 100),
        plausible=(38, 52),
        kind="uncertainty",
        meaning="Hours at work.",
        source="assumed",
    )
    selling_share: float = parameter(
        0.36,
        unit="share",
        bounds=(0.05, 1),
        plausible=(0.28, 0.42),
        kind="uncertainty",
        meaning="Share of the hours at work that is left for customers.",
        source="mckinsey_selling_time",
    )
    prospecting_hours_per_week: float = parameter(
        5.0,
        unit="hours/week",
        bounds=(0.1, 60),
        plausible=(3, 8),
        kind="uncertainty",
        meaning="Hours of prospecting at par: what a fully accountable rep sets aside every week.",
        source="assumed",
    )
    deal_hours_per_week: float = parameter(
        0.55,
        unit="hours/(deal and week)",
        bounds=(0, 40),
        plausible=(0.3, 1.0),
        kind="uncertainty",
        meaning="Hours that one open deal asks for.",
        source="assumed",
    )
    account_hours_per_week: float = parameter(
        0.07,
        unit="hours/(account and week)",
        bounds=(0, 40),
        plausible=(0.03, 0.15),
        kind="uncertainty",
        meaning="Hours that one account asks for.",
        source="assumed",
    )
    normal_open_deals: float = parameter(
        14.0,
        unit="deals",
        bounds=(1, 500),
        plausible=(8, 20),
        kind="uncertainty",
        meaning="Open deals at which a pipeline looks neither thin nor full to its owner.",
        source="assumed",
    )
    thin_pipeline_response: float = parameter(
        1.0,
        unit="1",
        bounds=(0, 5),
        plausible=(0.5, 2),
        kind="uncertainty",
        meaning="How strongly a rep without discipline prospects more as the pipeline looks thin, less as it fills.",
        source="assumed",
    )
    extra_prospecting_share: float = parameter(
        0.0,
        unit="share of prospecting hours",
        bounds=(0, 5),
        plausible=(0, 0.5),
        kind="lever",
        meaning="Prospecting on top of what a rep would do, beyond the ordinary week: a campaign.",
        source="assumed",
    )
