"""The clock: steps, horizon and the run-in before a policy starts."""

from simulation.parameters.declare import Group, parameter


class Calendar(Group):
    """The clock: steps, horizon and the run-in before a policy starts."""

    steps_per_week: int = parameter(
        1,
        unit="steps/week",
        bounds=(1, 4),
        kind="setting",
        meaning="How finely the week is cut for everything that runs on a clock; 1, 2 or 4.",
        source="assumed",
    )
    years: int = parameter(
        5, unit="years", bounds=(1, 100), kind="setting", meaning="How long a run lasts after week 0.", source="assumed"
    )
    burn_in_years: int = parameter(
        20,
        unit="years",
        bounds=(0, 60),
        kind="setting",
        meaning="How long the status quo runs before week 0, so that a policy starts from a settled firm.",
        source="assumed",
    )
