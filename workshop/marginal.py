"""What each habit brings on top of the others: the same futures with it and without it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from workshop.company import Company, habits
from workshop.ensemble import Ensemble
from workshop.metrics import place
from workshop.pictures import Duel, duel

FUTURES = 48


@dataclass(frozen=True)
class Marginal:
    """The difference that one habit makes beside all else that is decided; `would` if it is not part of it yet."""

    habit: str
    would: bool
    result: Duel


def without_and_with(company: Company, habit: str) -> tuple[Company, Company]:
    """The company without the habit and with it: at its dose, or in full if it has none."""
    return company.with_dose(habit, 0.0), company if company.dose(habit) else company.with_dose(habit, 1.0)


async def marginals(
    ensemble: Ensemble, company: Company, metric: str, futures: int = FUTURES
) -> AsyncIterator[Marginal]:
    """Each habit in turn, as soon as nobody waits for a picture."""
    for habit in habits():
        await ensemble.idle()
        pair = [one.on(ensemble.firm) for one in without_and_with(company, habit)]
        found = await ensemble.futures(pair, futures)
        result = duel(found.whole[0, :, place(metric)], found.whole[1, :, place(metric)])
        yield Marginal(habit, not company.dose(habit), result)
