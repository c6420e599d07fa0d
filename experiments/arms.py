"""Arms of a comparison: one firm, seen with each policy laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.analysis.tables import span_of
from simulation.layers import CATALOGUE
from simulation.scenario import Policy, Scenario, ScenarioError, load_policy, load_scenario

DECIMAL_MARKS = {"sv": ","}


@dataclass(frozen=True)
class Arm:
    """One way to run the firm: `name` as it was asked for (`culling=10%`), `title` for people (`culling 10 %`)."""

    name: str
    title: str
    policies: tuple[Policy, ...]
    scenario: Scenario

    def title_in(self, language: str) -> str:
        """The title in a language, `en` or `sv`; in English where a policy has no other."""
        return _title(self.policies, self.scenario, language)


@dataclass(frozen=True)
class Contest:
    """Arms that are compared over some years, the reference last."""

    arms: tuple[Arm, ...]
    years: int

    @property
    def against(self) -> Arm:
        """The reference."""
        return self.arms[-1]

    @property
    def contenders(self) -> tuple[Arm, ...]:
        """Every arm but the reference."""
        return self.arms[:-1]

    @property
    def titles(self) -> dict[str, str]:
        """Names of arms in words."""
        return {arm.name: arm.title for arm in self.arms}

    @property
    def sentence(self) -> str:
        """The question in words."""
        ways = ", ".join(arm.title for arm in self.contenders)
        return f"Over {span_of((1, self.years))}, what does {ways} bring compared with {self.against.title}?"


def read_arm(name: str, firm: str | Path, overrides: Mapping[str, object]) -> Arm:
    """The firm under `NAME[=VALUE][+NAME...]`; ScenarioError if a policy is unknown or an override undoes one."""
    policies = tuple(load_policy(part.strip()) for part in name.split("+"))
    _refuse_repeated(name, policies)
    _refuse_undone(policies, overrides)
    scenario = load_scenario(firm, policies, overrides)
    return Arm(name, _title(policies, scenario), policies, scenario)


def read_arms(names: Iterable[str], firm: str | Path, overrides: Mapping[str, object]) -> tuple[Arm, ...]:
    """Several arms on one firm; ScenarioError if two have the same name or are the same firm."""
    arms = tuple(read_arm(name, firm, overrides) for name in names)
    for position, arm in enumerate(arms):
        for other in arms[:position]:
            if arm.scenario.fingerprint() == other.scenario.fingerprint():
                raise ScenarioError(f"{other.name} and {arm.name} are the same firm: there is nothing to compare")
    return arms


def _refuse_repeated(name: str, policies: tuple[Policy, ...]) -> None:
    """Of a policy laid twice only the last would count, under a title that says otherwise."""
    if len({policy.name for policy in policies}) < len(policies):
        raise ScenarioError(f"{name}: the same policy is laid twice; name it once, with the VALUE you mean")


def _refuse_undone(policies: Iterable[Policy], overrides: Mapping[str, object]) -> None:
    """`--set` is the last layer: on a lever of the policy it would silently make a different policy of it."""
    for policy in policies:
        undone = sorted(set(policy.values) & set(overrides))
        if undone:
            raise ScenarioError(
                f"--set {undone[0]} would undo what the policy {policy.label} sets; "
                f"turn its dial ({policy.name}=VALUE) or write a policy file of your own"
            )


def _title(policies: Iterable[Policy], scenario: Scenario, language: str = "en") -> str:
    return " + ".join(_policy_title(policy, scenario, language) for policy in policies)


def _policy_title(policy: Policy, scenario: Scenario, language: str) -> str:
    title = policy.title.get(language, policy.title.get("en", policy.name))
    return f"{title} {_dial_text(policy.dial, scenario, language)}" if policy.dial else title


def _dial_text(dial: str, scenario: Scenario, language: str) -> str:
    value = scenario.resolved()[dial]
    if not isinstance(value, float):
        return str(value)
    share = CATALOGUE.find(dial).unit.startswith("share")
    text = f"{100 * value:g} %" if share else f"{value:g}"
    return text.replace(".", DECIMAL_MARKS.get(language, "."))
