"""The desk: what all pages of one server share, the firm with its ensembles and the words they are shown in."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from experiments.machine import release_memory
from experiments.report.language import Language, languages
from simulation import Scenario, ScenarioError
from workshop.company import Values
from workshop.ensemble import STAGES, Ensemble
from workshop.links import Race

MOST_WORLDS = 3
"""Worlds kept ready at a time: each holds the settled firms of its seeds."""
SECONDS_BETWEEN_TIDYINGS = 60.0


@dataclass
class Desk:
    """One server's firm and language, an ensemble for each world that pages look at, and where answers lie."""

    firm: Scenario
    language: str = "en"
    stages: tuple[int, ...] = STAGES
    workers: int | None = None
    results: Path = Path("results")
    _worlds: OrderedDict[Values, Ensemble] = field(default_factory=OrderedDict)

    def ensemble(self, world: Values = ()) -> Ensemble:
        """The futures of the firm, in its own world or one with other uncertainties; the longest unused is let go."""
        if world not in self._worlds:
            firm = self.firm.with_overrides(dict(world), "world") if world else self.firm
            self._worlds[world] = Ensemble(firm, workers=self.workers)
            while len(self._worlds) > MOST_WORLDS:
                oldest = next(one for one in self._worlds if one not in ((), world))
                self._worlds.pop(oldest)  # whoever still looks at it keeps it until they leave
        self._worlds.move_to_end(world)
        return self._worlds[world]

    def livable(self, race: Race) -> Race:
        """The race, if this firm can live it; else without its world, or as a race of the firm against itself."""
        for choice in (race, replace(race, world=())):
            with suppress(ScenarioError):
                firm = self.ensemble(choice.world).firm
                choice.a.on(firm)
                choice.b.on(firm)
                return choice
        return Race(metric=race.metric)

    async def tidy(self) -> None:
        """Now and then, while nobody waits for a picture, hand freed memory back: hours of lives leave holes in it."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_TIDYINGS)
            await self.ensemble().idle()
            await self.ensemble().run(release_memory)

    def close(self) -> None:
        """Let all threads go."""
        for ensemble in self._worlds.values():
            ensemble.close()


@dataclass(frozen=True)
class View:
    """One visit of a page: the desk, and the language that the visitor reads."""

    desk: Desk
    language: Language

    @property
    def locale(self) -> str:
        """The language's locale as browsers name it."""
        return str(self.language.locale).replace("_", "-")

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.desk.firm.currency

    def text(self, key: str, **values: object) -> str:
        """A message."""
        return self.language.text(key, **values)


def view_of(desk: Desk, query: Mapping[str, str]) -> View:
    """The visit that an address asks for; an unknown language is the desk's own."""
    asked = query.get("lang", "")
    return View(desk, Language(asked if asked in languages() else desk.language))
