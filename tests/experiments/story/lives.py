"""A made-up life in which everything happens that a story can tell, for the tests of stories."""

from __future__ import annotations

from dataclasses import replace

from experiments.story.life import Event, Life, Ordinary, Quarter

DEAL_A, DEAL_B, DEAL_C, DEAL_D, DEAL_E = ((week, 0) for week in (10, 20, 30, 40, 45))
CUSTOMER = (12, 7)

EVENTS = (
    Event("hired", 10, 0.0),
    Event("deal_found", 10, 1.0, DEAL_A, None, 30_000.0),
    Event("deal_ripe", 14, 1.0, DEAL_A, None, 30_000.0),
    Event("account_won", 15, 7.0, None, CUSTOMER, 20_000.0),
    Event("deal_won", 15, 3.0, DEAL_A, CUSTOMER, 30_000.0),
    Event("deal_won", 31, 3.0, DEAL_B, None, 60_000.0),
    Event("deal_ripe", 33, 3.0, DEAL_C, None, 90_000.0),
    Event("deal_lost", 34, 3.0, DEAL_C, None, 90_000.0),
    Event("deal_won", 50, 3.0, DEAL_D, None, 200_000.0),
    Event("deal_undecided", 52, 2.0, DEAL_E, None, 80_000.0),
    Event("account_renewed", 67, 7.0, None, CUSTOMER, 25_000.0),
    Event("warned", 77, 7.0),
    Event("ranked_bottom", 103, 7.0),
    Event("warned", 103, 7.0),
    Event("account_churned", 106, 7.0, None, CUSTOMER, 30_000.0),
    Event("dismissed", 108, 7.0),
)
QUARTERS = tuple(
    Quarter(week, bookings, 50_000.0, know_how)
    for week, bookings, know_how in (
        (12, 0.0, 0.6),
        (25, 30_000.0, 0.9),
        (38, 60_000.0, 0.96),
        (51, 200_000.0, 1.0),
        (64, 0.0, 1.0),
        (77, 0.0, 1.0),
        (90, 0.0, 1.0),
        (103, 0.0, 1.0),
    )
)
LIFE = Life(
    seat=12,
    hire=3,
    hired_week=10,
    first_week=10,
    end_week=109,
    events=EVENTS,
    afterwards=(Event("deal_undecided", 108, 7.0, (100, 0)), Event("account_churned", 112, 7.0, None, (12, 8))),
    quarters=QUARTERS,
    ordinary=Ordinary(20_000.0, 10_000.0),
    vacancy_weeks=9,
    successor_hire=4,
    successor_week=120,
)


def with_events(*events: Event) -> Life:
    """The same person with other events."""
    return replace(LIFE, events=events)
