"""Size and shape of the sales organisation."""

from simulation.parameters.declare import Group, parameter


class Organization(Group):
    """Size and shape of the sales organisation."""

    teams: int = parameter(
        8,
        unit="teams",
        bounds=(1, 1500),
        kind="setting",
        meaning="Number of teams, each led by one manager.",
        source="assumed",
    )
    reps_per_team: int = parameter(
        10,
        unit="seats/team",
        bounds=(1, 40),
        kind="setting",
        meaning="Seats in a team: the manager's span of control.",
        source="dahling_2016",
    )
    deal_slots: int = parameter(
        48,
        unit="deals/seat",
        bounds=(4, 512),
        kind="setting",
        meaning="Room for open deals a seat; a lead that finds no room is lost and counted.",
        source="assumed",
    )
    account_slots: int = parameter(
        256,
        unit="accounts/seat",
        bounds=(4, 1024),
        kind="setting",
        meaning="Room for accounts a seat; a new customer without room joins the smallest account and is counted.",
        source="assumed",
    )
    event_slots: int = parameter(
        96,
        unit="events/seat and week",
        bounds=(8, 1024),
        kind="setting",
        meaning="Room for a seat's events of one week while they are recorded; what finds no room is counted.",
        source="assumed",
    )
