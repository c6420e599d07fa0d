"""What a search found, as plain data for programs and pages, and each mix as a policy file that `whatif` takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.analysis.tables import records
from experiments.fingerprint import code_fingerprint, fingerprint, versions
from experiments.optimise.goals import GOALS, towards
from experiments.optimise.judge import Rescored
from experiments.optimise.question import Search
from experiments.optimise.search import Tried
from experiments.optimise.space import Mix
from experiments.whatif.as_json import LANGUAGES
from simulation.toml_text import write_value

SCHEMA = "salesorg-optimise-1"
MIX_FILE = "mix-{}.toml"


@dataclass(frozen=True)
class Found:
    """A search, what it tried, and what became of its front; nothing is judged where nothing stood out."""

    search: Search
    tried: Tried
    rescored: Rescored | None
    optimiser: str

    @property
    def lives(self) -> int:
        """Firm-lives of the search."""
        return len(self.tried.table) * self.search.lives_a_mix


def as_json(found: Found, command: str) -> dict[str, Any]:
    """The answer for programs; `docs/formats.md` describes every key."""
    search, tried = found.search, found.tried
    firm = search.ensemble.firm
    return {
        "schema": SCHEMA,
        "command": "optimise",
        "fingerprint": whole_fingerprint(found),
        "question": search.sentence,
        "firm": {
            "name": search.ensemble.name,
            "title": firm.title,
            "currency": firm.currency,
            "calibrated": search.ensemble.calibrated,
        },
        "years": search.years,
        "against": {"name": search.against.name, "title": {code: search.against.title_in(code) for code in LANGUAGES}},
        "space": [{"name": one.name, "steps": [step.label for step in one.steps]} for one in search.space.ingredients],
        "limits": {
            "at_most": search.space.at_most,
            "spend": None if search.spend is None else str(search.spend),
            "spend_money": None if search.spend is None else search.spend.money(tried.yardstick.spent),
        },
        "search": {
            "firms": len(search.searched),
            "futures": search.effort.futures,
            "budget": search.effort.budget,
            "lives": found.lives,
            "mixes": len(tried.table) - 1,
            "possible": search.space.size - 1,
            "proposals": tried.proposals,
            "contradictions": [search.space.label(mix) for mix in tried.contradictions],
            "forbidden": int((~tried.table["allowed"]).sum()),
            "foremost": int(tried.table["foremost"].sum()),
            "doing_nothing_foremost": bool(tried.table["foremost"].iloc[0]),
            "margins": dict(zip(GOALS, map(float, tried.yardstick.margins), strict=True)),
        },
        "judging": {"firms": len(search.held_out), "futures": search.effort.judging, "mixes": len(tried.chosen)},
        "mixes": _mixes(found),
        "doing_nothing": None
        if found.rescored is None
        else _regret(found.rescored, found.search.space.nothing, search),
        "overflows": 0.0 if found.rescored is None else found.rescored.overflows,
        "made": {
            "command": command,
            "code": code_fingerprint(),
            "versions": versions(),
            "optimiser": found.optimiser,
            "first_seeds": [search.seeds(0).start, search.seeds(0, judging=True).start],
        },
    }


def whole_fingerprint(found: Found) -> str:
    """Of everything that the answer depends on, the budget too."""
    search = found.search
    effort = [search.effort.budget, search.effort.judging, search.effort.front]
    return fingerprint({"path": search.fingerprint(found.optimiser), "effort": effort})


def _mixes(found: Found) -> list[dict[str, Any]]:
    if found.rescored is None:
        return []
    best = favourites(found.tried)
    return [_mix(found, found.rescored, number, mix, best) for number, mix in enumerate(found.tried.chosen, 1)]


def _mix(found: Found, rescored: Rescored, number: int, mix: Mix, best: Mapping[str, list[str]]) -> dict[str, Any]:
    space, label = found.search.space, found.search.space.label(mix)
    outcomes = rescored.outcomes[rescored.outcomes["mix"] == label].drop(columns="mix")
    spending = rescored.spending[rescored.spending["mix"] == label].drop(columns="mix")
    return {
        "mix": label,
        "title": space.title(mix),
        "file": MIX_FILE.format(number),
        "levers": found.search.levers(mix),
        "favourite_in": best.get(label, []),
        "outcomes": records(outcomes),
        "regret": _regret(rescored, mix, found.search),
        "spending": records(spending)[0],
    }


def favourites(tried: Tried) -> dict[str, list[str]]:
    """In which goals a mix was the best of all that were to be judged: chosen by the search, not by the judging."""
    chosen = tried.table[tried.table["chosen"]]
    if chosen.empty:
        return {}
    rows = towards(chosen).argmax(axis=0)
    found: dict[str, list[str]] = {}
    for goal, row in zip(GOALS, rows, strict=True):
        found.setdefault(str(chosen["mix"].iloc[int(row)]), []).append(goal)
    return found


def _regret(rescored: Rescored, mix: Mix, search: Search) -> dict[str, Any]:
    rows = rescored.regrets[rescored.regrets["mix"] == search.space.label(mix)].drop(columns="mix")
    return records(rows)[0]


def policy_file(search: Search, mix: Mix) -> str:
    """A mix as a policy file, what the reference sets included, so that any command takes it."""
    title = search.space.title(mix)
    lines = ["format = 1", f"description = {write_value(f'Found by a search on top of {search.against.name}.')}"]
    lines += ["", "[title]", *(f"{code} = {write_value(title[code])}" for code in LANGUAGES)]
    group = ""
    for path, value in sorted(search.levers(mix).items()):
        if path.partition(".")[0] != group:
            group = path.partition(".")[0]
            lines += ["", f"[{group}]"]
        lines.append(f"{path.partition('.')[2]} = {write_value(value)}")
    return "\n".join(lines) + "\n"
