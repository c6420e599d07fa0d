"""A page in process: the real pages on a tiny firm, driven without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from nicegui.testing import User, user_simulation

from simulation import load_scenario
from workshop.app import register
from workshop.desk import Desk

TINY = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 2}


def tiny_desk(language: str = "en") -> Desk:
    return Desk(load_scenario("midmarket", (), TINY), language, stages=(4, 8), workers=1)


@asynccontextmanager
async def visitor(desk: Desk) -> AsyncIterator[User]:
    async with user_simulation(lambda: None) as user:
        register(desk)
        yield user
    desk.close()
