"""What strikes from outside: new rules, a launch, a scandal, cancellations; slumps are in market."""

from simulation.parameters.declare import Group, parameter

DEEPEST = 0.95  # share: something is always left
LARGEST_LAUNCH = 3.0  # in log strength, twenty times as strong
ALL_POINTS = 100.0


class Shocks(Group):
    """What strikes from outside: new rules, a launch, a scandal, cancellations; slumps are in market."""

    regulations_per_year: float = parameter(
        0.03,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0, 0.15),
        kind="uncertainty",
        meaning="How often new rules kill business in one segment.",
        source="assumed",
    )
    regulation_depth: float = parameter(
        0.6,
        unit="share of leads",
        bounds=(0, 0.95),
        plausible=(0.3, 0.9),
        kind="uncertainty",
        meaning="Mean share of the segment's leads that the old business model loses.",
        source="assumed",
    )
    regulation_kills: float = parameter(
        0.5,
        unit="share of deals",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        kind="uncertainty",
        meaning="Share of the segment's open deals that die at once.",
        source="assumed",
    )
    retarget_half_life_weeks: float = parameter(
        30.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 60),
        kind="uncertainty",
        meaning="How fast a territory finds other business, at ordinary autonomy and direction.",
        source="assumed",
    )
    launches_per_year: float = parameter(
        0.1,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0, 0.4),
        kind="uncertainty",
        meaning="How often the rival launches something new.",
        source="assumed",
    )
    launch_size: float = parameter(
        0.35,
        unit="log strength",
        bounds=(0, 2),
        plausible=(0.1, 0.7),
        kind="uncertainty",
        meaning="Mean rise of the rival's log strength at a launch.",
        source="assumed",
    )
    launch_half_life_weeks: float = parameter(
        39.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 78),
        kind="uncertainty",
        meaning="How fast a launch is answered by the market.",
        source="assumed",
    )
    backlashes_per_year: float = parameter(
        0.04,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0, 0.2),
        kind="uncertainty",
        meaning="How often customers turn against the firm.",
        source="assumed",
    )
    backlash_points: float = parameter(
        8.0,
        unit="points",
        bounds=(0, 60),
        plausible=(4, 20),
        kind="uncertainty",
        meaning="Mean satisfaction that every account loses then.",
        source="assumed",
    )
    cancellation_waves_per_year: float = parameter(
        0.06,
        unit="1/year",
        bounds=(0, 5),
        plausible=(0, 0.3),
        kind="uncertainty",
        meaning="How often a wave of cancellations begins.",
        source="assumed",
    )
    cancellation_wave_share: float = parameter(
        0.15,
        unit="share of wins",
        bounds=(0, 0.95),
        plausible=(0.05, 0.3),
        kind="uncertainty",
        meaning="Mean share of bookings cancelled at its start, on top of the usual.",
        source="assumed",
    )
    cancellation_wave_half_life_weeks: float = parameter(
        6.0,
        unit="weeks",
        bounds=(1, 104),
        plausible=(3, 13),
        kind="uncertainty",
        meaning="How fast the wave fades.",
        source="assumed",
    )
    turbulence_half_life_weeks: float = parameter(
        26.0,
        unit="weeks",
        bounds=(1, 260),
        plausible=(13, 52),
        kind="uncertainty",
        meaning="How long the world feels uncertain after a shock.",
        source="assumed",
    )
