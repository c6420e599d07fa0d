"""What is asked of plausible firms: ways to run them, against which, over how many years, through how many futures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.arms import Arm, Contest, read_arms
from experiments.calibration.ensemble import COMMON, Ensemble, read_ensemble, uncalibrated
from experiments.fingerprint import code_fingerprint, fingerprint
from experiments.whatif.trial import everywhere, trial_script
from simulation.scenario import Scenario, ScenarioError, load_scenario, parse_override
from simulation.script import Script

APART = 1_000_000
FIRST_SEED = 7_000_000_000
"""Futures are lived under luck that no calibration has seen."""

FEWEST_FIRMS, FIRMS_DRAWN = 2, 40


@dataclass(frozen=True)
class Question(Contest):
    """The arms as they are on the common firm (the reference last), the plausible firms, and the futures of each."""

    ensemble: Ensemble
    futures: int
    seed: int

    def seeds(self, world: int) -> range:
        """The futures of one plausible firm: its own, so that firms are independent."""
        first = FIRST_SEED + APART * world + 1_000 * self.seed
        return range(first, first + self.futures)

    def arms_of(self, world: int) -> tuple[Arm, ...]:
        """The arms on one plausible firm."""
        member = self.ensemble.members[world]
        return tuple(Arm(arm.name, arm.title, arm.policies, laid(member, arm)) for arm in self.arms)

    @cached_property
    def triable(self) -> tuple[Arm, ...]:
        """Contenders that one team can try."""
        return tuple(arm for arm in self.contenders if not everywhere(arm.scenario, self.against.scenario))

    def trials(self, world: int) -> dict[str, dict[int, Script]]:
        """By contender that one team can try, and by seed: the trial, in each future by another team."""
        teams, reference = self.ensemble.firm.organization.teams, self.against.scenario
        turns = {seed: (world * self.futures + number) % teams for number, seed in enumerate(self.seeds(world))}
        return {
            arm.name: {seed: trial_script(arm.scenario, reference, team) for seed, team in turns.items()}
            for arm in self.triable
        }

    @cached_property
    def keys(self) -> tuple[dict[str, object], ...]:
        """Of each plausible firm, all that its futures depend on but the model's code."""
        return tuple(map(self._key, range(len(self.ensemble.members))))

    def _key(self, world: int) -> dict[str, object]:
        arms = {arm.name: arm.scenario.fingerprint() for arm in self.arms_of(world)}
        seeds, trials = self.seeds(world), self.trials(world)
        return {
            "firm": self.ensemble.members[world].fingerprint(),
            "arms": arms,
            "years": self.years,
            "seeds": [seeds.start, len(seeds)],
            "trials": {name: [script.fingerprint() for script in scripts.values()] for name, scripts in trials.items()},
        }

    def fingerprint(self) -> str:
        """Of everything that the answer depends on."""
        return fingerprint({"worlds": [fingerprint(key) for key in self.keys], "code": code_fingerprint()})


def laid(member: Scenario, arm: Arm) -> Scenario:
    """A plausible firm under the policies of an arm, in their order."""
    for policy in arm.policies:
        member = member.with_overrides(policy.values, policy.label)
    return member


def ask(  # noqa: PLR0913 - the options of the command
    firm: str,
    policies: Sequence[str],
    *,
    against: str,
    years: int | None = None,
    futures: int,
    seed: int = 0,
    settings: Sequence[str] = (),
) -> Question:
    """Read a question, all of it before anything runs; ScenarioError says what is wrong with it.

    `firm` is a folder of plausible firms, or a scenario: then everything uncertain about it is drawn from its range.
    """
    ensemble, place, overrides = plausible_firms(firm, settings, seed)
    if not policies:
        raise ScenarioError("nothing to compare: name a policy, as in --policy culling=10%")
    if futures < 2:
        raise ScenarioError(f"--futures {futures}: luck and firms can be told apart from 2 futures a firm on")
    if len(ensemble.members) < FEWEST_FIRMS:
        raise ScenarioError(f"{firm} holds {len(ensemble.members)} plausible firm(s): an interval needs at least 2")
    horizon = ensemble.firm.calendar.years if years is None else years
    return Question(read_arms([*policies, against], place, overrides), horizon, ensemble, futures, seed)


def plausible_firms(firm: str, settings: Sequence[str], seed: int) -> tuple[Ensemble, str, dict[str, Any]]:
    """The plausible firms that a folder or a scenario stands for, the file of what they have in common, the settings.

    ScenarioError if there are none, or if settings would change firms that were calibrated without them.
    """
    folder, overrides = Path(firm), dict(map(parse_override, settings))
    if not folder.is_dir():
        drawn = uncalibrated(load_scenario(firm, (), overrides), Path(firm).stem, FIRMS_DRAWN, seed)
        return drawn, firm, overrides
    ensemble = read_ensemble(folder)
    if overrides:
        raise ScenarioError(
            f"--set {next(iter(overrides))}: the plausible firms in {firm} were found without it; "
            f"calibrate with --set, or ask of a scenario"
        )
    return ensemble, str(folder / COMMON), overrides


def command_of(question: Question, settings: Sequence[str] = ()) -> str:
    """The command that asks this question, with the firm by its name alone: no report tells where somebody keeps it."""
    words = ["salesorg whatif", question.ensemble.name]
    words += [f"--policy {arm.name}" for arm in question.contenders]
    words += [f"--against {question.against.name}", f"--futures {question.futures}", f"--years {question.years}"]
    words += [f"--seed {question.seed}"] if question.seed else []
    return " ".join([*words, *(f"--set {setting}" for setting in settings)])
