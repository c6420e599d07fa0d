"""Layers TOML files and overrides into one frozen, validated scenario that knows where every value came from.

Defaults < base scenarios < scenario file < policies in order < overrides. Nothing wrong gets through: every layer is
checked by itself, so a bad value is refused even where a later layer would have replaced it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, PrivateAttr, ValidationError, field_validator, model_validator

from simulation.contradictions import Contradiction, contradictions_in
from simulation.layers import CATALOGUE, FORMAT, Layer, Policy, check_overrides, load_policy, scenario_layers
from simulation.parameters import Parameters
from simulation.parameters.check import ScenarioError, Value, show
from simulation.parameters.declare import FROZEN, Choice, Declaration
from simulation.products import SOLUTION, Product, read_products, refuse_clashing, with_shares_of_one
from simulation.toml_text import read_assignment as parse_override
from simulation.toml_text import write_value

__all__ = [
    "Policy",
    "Product",
    "Scenario",
    "ScenarioError",
    "describe_rows",
    "load_policy",
    "load_scenario",
    "parse_override",
]

SET = "--set"
Plain = float | str


class Scenario(Parameters):
    """One firm in one world: every parameter group, its products and the currency of its money. `p` in the model."""

    model_config: ClassVar[ConfigDict] = FROZEN

    format: Literal[1] = FORMAT
    title: str = ""
    description: str = ""
    currency: str = Field("EUR", pattern=r"^[A-Z]{3}$", description="a code of three capital letters, as EUR")
    products: tuple[Product, ...] = (SOLUTION,)
    _origins: dict[str, str] = PrivateAttr(default_factory=dict)

    @field_validator("products")
    @classmethod
    def _shares_of_one(cls, products: tuple[Product, ...]) -> tuple[Product, ...]:
        refuse_clashing(products)
        return with_shares_of_one(products)

    @model_validator(mode="after")
    def _no_contradiction(self) -> Self:
        _refuse_contradictions(self, self._origins)
        return self

    def __eq__(self, other: object) -> bool:
        """Equal in all that is simulated or said; where the values came from does not count."""
        return isinstance(other, Scenario) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(self.fingerprint())

    def origin(self, path: str) -> str:
        """Where a value came from: `default`, the name of a file, a dialled policy, `--set`, or `code`."""
        return self._origins.get(path) or _unstated(self, CATALOGUE.find(path))

    def stating(self, origins: Mapping[str, str]) -> Self:
        """The same scenario, saying of each path in `origins` where its value came from."""
        copy = self.model_copy()
        copy._origins = dict(origins)  # noqa: SLF001 - its own copy
        return copy

    def resolved(self) -> dict[str, Plain]:
        """Every parameter by path, as a plain TOML value: words for choices."""
        return {path: _plain(_value(self, declaration)) for path, declaration in CATALOGUE.by_path.items()}

    def fingerprint(self) -> str:
        """SHA-256 of all that a run depends on: parameters and products, not titles, currency or origins."""
        content = {"parameters": self.resolved(), "products": [product.model_dump() for product in self.products]}
        return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def to_toml(self) -> str:
        """A complete scenario file; loading it gives an equal scenario."""
        return "\n".join(_toml_lines(self)) + "\n"

    def with_overrides(self, overrides: Mapping[str, object], label: str = SET) -> "Scenario":
        """The same scenario with some values changed, checked like a file; `label` is said to be their origin.

        ScenarioError as in `load_scenario`.
        """
        head = {key: getattr(self, key) for key in ("title", "description", "currency", "products")}
        values = {path: _value(self, declaration) for path, declaration in CATALOGUE.by_path.items()}
        new = check_overrides(overrides, label)
        return _assemble(head, values | new, self._origins | dict.fromkeys(new, label))


def load_scenario(
    path: str | Path = "midmarket", overlays: Iterable[str | Path | Policy] = (), overrides: Mapping[str, object] = {}
) -> Scenario:
    """A scenario from a file or a shipped name, policies over it (`culling=10%`), and values by path over all.

    ScenarioError says in one line a problem what is wrong, where, and the nearest right thing.
    """
    if isinstance(overlays, str | Path):
        raise ScenarioError(f"overlays = {show(str(overlays))}, but it must be a list, as [{show(str(overlays))}]")
    policies = [overlay if isinstance(overlay, Policy) else load_policy(overlay) for overlay in overlays]
    layers = [
        *scenario_layers(path),
        *(Layer(policy.label, {}, policy.values) for policy in policies),
        Layer(SET, {}, check_overrides(overrides, SET)),
    ]
    values: dict[str, Value] = {}
    head: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in layers:
        stated = _read_head(layer)
        head |= stated
        values |= layer.values
        origins |= dict.fromkeys([*stated, *layer.values], layer.label)
    return _assemble(head, values, origins)


def describe_rows(scenario: Scenario) -> list[dict[str, Any]]:
    """One row a parameter: path, value, unit, origin, kind, plausible range, meaning and source."""
    return [
        {
            "path": path,
            "value": _plain(_value(scenario, d)),
            "unit": d.unit,
            "origin": scenario.origin(path),
            "kind": d.kind,
            "plausible": d.plausible,
            "meaning": d.meaning,
            "source": d.source,
        }
        for path, d in CATALOGUE.by_path.items()
    ]


def _value(parameters: Parameters, declaration: Declaration) -> Value:
    value: Value = getattr(getattr(parameters, declaration.path.partition(".")[0]), declaration.name)
    return value


def _unstated(parameters: Parameters, declaration: Declaration) -> str:
    """The origin of a value that no layer states."""
    return "default" if _value(parameters, declaration) == declaration.default else "code"


def _plain(value: Value) -> Plain:
    return value.word if isinstance(value, Choice) else value


def _groups(values: Mapping[str, Value]) -> dict[str, Any]:
    """The groups that checked values make; defaults fill the rest."""
    tables: dict[str, dict[str, Value]] = {name: {} for name in CATALOGUE.groups}
    for path, value in values.items():
        group, _, name = path.partition(".")
        tables[group][name] = value
    return {name: CATALOGUE.groups[name](**table) for name, table in tables.items()}


def _assemble(head: Mapping[str, Any], values: Mapping[str, Value], origins: dict[str, str]) -> Scenario:
    groups = _groups(values)
    _refuse_contradictions(Parameters(**groups), origins)
    return Scenario(**groups, **head).stating(origins)


def _refuse_contradictions(parameters: Parameters, origins: Mapping[str, str]) -> None:
    found = contradictions_in(parameters)
    if found:
        raise ScenarioError(_clash(contradiction, parameters, origins) for contradiction in found)


def _clash(contradiction: Contradiction, parameters: Parameters, origins: Mapping[str, str]) -> str:
    stated = [
        f"{d.path} = {show(_value(parameters, d))} ({origins.get(d.path) or _unstated(parameters, d)})"
        for d in map(CATALOGUE.find, contradiction.paths)
    ]
    return f"{contradiction.sentence}: {', '.join(stated)}"


def _read_head(layer: Layer) -> dict[str, Any]:
    """Title, description, currency and products of a layer, checked; ScenarioError names the file."""
    head = {key: layer.header[key] for key in ("title", "description", "currency") if key in layer.header}
    try:
        if "products" in layer.header:
            head["products"] = read_products(layer.header["products"])
        Scenario(**head)
    except ScenarioError as error:
        raise ScenarioError(f"{layer.label}: {problem}" for problem in error.problems) from None
    except ValidationError as error:
        problems = [_header_problem(detail) for detail in error.errors(include_url=False)]
        raise ScenarioError(f"{layer.label}: {problem}" for problem in problems) from None
    return head


def _header_problem(detail: Any) -> str:
    key = detail["loc"][0]
    return f"{key} = {show(detail['input'])}, but it must be {Scenario.model_fields[key].description or 'text'}"


def _toml_lines(scenario: Scenario) -> Iterable[str]:
    for key in ("format", "title", "description", "currency"):
        yield f"{key} = {write_value(getattr(scenario, key))}"
    for product in scenario.products:
        yield from ("", "[[products]]")
        yield from (f"{key} = {write_value(value)}" for key, value in product.model_dump().items())
    for name in CATALOGUE.groups:
        yield from ("", f"[{name}]")
        members = [d for d in CATALOGUE.by_path.values() if d.path.startswith(f"{name}.")]
        yield from (f"{d.name} = {write_value(_value(scenario, d))}  # {d.unit}" for d in members)
