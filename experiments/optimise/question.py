"""What is searched: which mixes, over which reference, in which plausible firms, within which limits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.analysis.tables import span_of
from experiments.arms import Arm, read_arm
from experiments.calibration.ensemble import Ensemble
from experiments.doses import FOLDER, overlays
from experiments.fingerprint import code_fingerprint, fingerprint
from experiments.optimise.space import Mix, Space, read_space
from experiments.whatif.question import APART, laid, plausible_firms
from simulation import Scenario, ScenarioError

SEARCHING, JUDGING = 8_000_000_000, 9_000_000_000
"""First seeds: a front is lived again under luck that no search, and no what-if, has seen."""

FEWEST_FIRMS = 4
"""Two to search in and two held out, each the fewest that an interval needs."""


@dataclass(frozen=True)
class Spend:
    """The most that a mix may cost more than the reference: money a year, or a share of what the reference costs."""

    amount: float
    share: bool

    def money(self, reference: float) -> float:
        """In money a year, for a reference that costs so much."""
        return self.amount * reference if self.share else self.amount

    def __str__(self) -> str:
        return f"{100.0 * self.amount:g}%" if self.share else f"{self.amount:.0f}"


@dataclass(frozen=True)
class Effort:
    """How much is lived: `budget` firm-lives of search, with `futures` of each firm searched in.

    Then `front` mixes at most are judged, through `judging` fresh futures of every firm.
    """

    budget: int
    futures: int
    judging: int
    front: int


@dataclass(frozen=True)
class Search:
    """A question to the optimiser, all of it read and checked."""

    ensemble: Ensemble
    against: Arm
    space: Space
    spend: Spend | None
    effort: Effort
    years: int
    seed: int

    @property
    def searched(self) -> range:
        """The plausible firms that the search sees: every other one."""
        return range(0, len(self.ensemble.members), 2)

    @property
    def held_out(self) -> range:
        """Those that it never sees."""
        return range(1, len(self.ensemble.members), 2)

    @property
    def lives_a_mix(self) -> int:
        """Firm-lives that one mix takes of the budget, and the reference too."""
        return len(self.searched) * self.effort.futures

    @property
    def affordable(self) -> int:
        """Mixes that the budget pays for, once the reference has been lived."""
        return self.effort.budget // self.lives_a_mix - 1

    @property
    def sentence(self) -> str:
        """The question in words."""
        return (
            f"Over {span_of((1, self.years))}, which mix of {', '.join(one.name for one in self.space.ingredients)} "
            f"is best on top of {self.against.title}, in expectation and in regret?"
        )

    def seeds(self, world: int, *, judging: bool = False) -> range:
        """Futures of one plausible firm: its own, and never the same for searching and judging."""
        first = (JUDGING if judging else SEARCHING) + APART * world + 1_000 * self.seed
        return range(first, first + (self.effort.judging if judging else self.effort.futures))

    def firm(self, world: int, mix: Mix) -> Scenario:
        """A plausible firm under the reference with a mix laid over it; ScenarioError if the mix contradicts itself."""
        member = laid(self.ensemble.members[world], self.against)
        return member.with_overrides(self.space.values(mix), self.space.label(mix))

    def levers(self, mix: Mix) -> dict[str, Any]:
        """All that the reference and a mix set, as plain values."""
        values = {path: value for policy in self.against.policies for path, value in policy.values.items()}
        return self.levers_of(values | self.space.values(mix))

    def key(self, worlds: Sequence[int], mix: Mix, *, judging: bool = False) -> dict[str, Any]:
        """All that the lives of a mix depend on, but the model's code."""
        seeds = [self.seeds(world, judging=judging) for world in worlds]
        return {
            "firms": [self.ensemble.members[world].fingerprint() for world in worlds],
            "levers": self.levers(mix),
            "years": self.years,
            "seeds": [[one.start, len(one)] for one in seeds],
        }

    def fingerprint(self, optimiser: str) -> str:
        """Of the path that the search takes. A larger budget goes further on it, so the budget is no part of it."""
        steps = {one.name: [[s.label, self.levers_of(s.values)] for s in one.steps] for one in self.space.ingredients}
        content = {
            "reference": self.key(self.searched, self.space.nothing),
            "held_out": [self.ensemble.members[world].fingerprint() for world in self.held_out],
            "space": steps,
            "limits": [self.space.at_most, str(self.spend)],
            "optimiser": optimiser,
            "code": code_fingerprint(),
        }
        return fingerprint(content)

    @staticmethod
    def levers_of(values: Mapping[str, Any]) -> dict[str, Any]:
        """Values for a fingerprint: words for choices."""
        return {path: getattr(value, "word", value) for path, value in values.items()}


@dataclass(frozen=True)
class Wanted:
    """A question as it was asked; `firm` is a folder of plausible firms, or a scenario."""

    firm: str
    policies: Sequence[str] = ()
    levers: Sequence[str] = ()
    against: str = "ordinary"
    most_dose: float = 1.0
    at_most: int | None = None
    spend: str | None = None
    years: int | None = None
    seed: int = 0
    settings: Sequence[str] = ()


def ask(wanted: Wanted, effort: Effort) -> Search:
    """Read a question, all of it before anything runs; ScenarioError says what is wrong with it.

    Without policies and levers the seven factors are mixed.
    """
    ensemble, place, overrides = plausible_firms(wanted.firm, wanted.settings, wanted.seed)
    if len(ensemble.members) < FEWEST_FIRMS:
        raise ScenarioError(
            f"{wanted.firm} holds {len(ensemble.members)} plausible firm(s): a search needs at least {FEWEST_FIRMS}, "
            f"half of them held out to judge what it found"
        )
    reference = read_arm(wanted.against, place, overrides)
    names = wanted.policies if wanted.policies or wanted.levers else overlays(FOLDER)
    space = read_space(names, wanted.levers, wanted.most_dose, wanted.at_most, reference)
    years = ensemble.firm.calendar.years if wanted.years is None else wanted.years
    search = Search(ensemble, reference, space, read_spend(wanted.spend), effort, years, wanted.seed)
    _refuse_too_little(search)
    return search


def _refuse_too_little(search: Search) -> None:
    """What opens a search is lived in any case, so a smaller budget could not be kept."""
    least = (len(search.space.opening()) + 1) * search.lives_a_mix
    if search.effort.budget < least:
        raise ScenarioError(
            f"--budget {search.effort.budget}: the reference and the mixes that open a search take {least:,} lives "
            f"({len(search.space.opening()) + 1} x {len(search.searched)} firms x {search.effort.futures} futures)"
        )


def read_spend(text: str | None) -> Spend | None:
    """`150000` money a year, or `2%` of what the reference costs; ScenarioError for all else."""
    if text is None:
        return None
    share = text.strip().endswith("%")
    try:
        amount = float(text.strip().removesuffix("%"))
    except ValueError:
        amount = math.nan
    if not (math.isfinite(amount) and amount >= 0.0):
        raise ScenarioError(f"--spend {text}: write money a year, as 150000, or a share of what the firm costs, as 2%")
    return Spend(amount / 100.0, share=True) if share else Spend(amount, share=False)


def command_of(search: Search, wanted: Wanted) -> str:
    """The command that asks this, with the firm by its name alone: no page tells where somebody keeps it."""
    effort = search.effort
    words = ["salesorg optimise", search.ensemble.name]
    words += [f"--policy {name}" for name in wanted.policies] + [f"--lever {path}" for path in wanted.levers]
    words += [f"--against {wanted.against}"]
    words += [f"--most-dose {wanted.most_dose:g}"] if wanted.most_dose != 1.0 else []
    words += [f"--at-most {wanted.at_most}"] if wanted.at_most is not None else []
    words += [f"--spend {wanted.spend}"] if wanted.spend is not None else []
    words += [f"--budget {effort.budget}", f"--futures {effort.futures}", f"--rescore {effort.judging}"]
    words += [f"--front {effort.front}", f"--years {search.years}"]
    words += [f"--seed {wanted.seed}"] if wanted.seed else []
    return " ".join([*words, *(f"--set {setting}" for setting in wanted.settings)])
