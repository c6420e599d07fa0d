"""The files that layer into a scenario: where they are found, and what each of them states.

A *scenario file* describes a world and may build on another by `base`; a *policy file* sets levers only; a *script* is
read by script_file.py. Shipped files lie in `experiments/scenarios`, `experiments/policies` and `experiments/scripts`
beside this package, and go by their name without `.toml`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from simulation.parameters import Parameters
from simulation.parameters.check import ScenarioError, Value, catalogue_of, check, nearest, show
from simulation.toml_text import read_toml, read_value

FORMAT: Final = 1
MOST_DOSE: Final = 10.0
SHIPPED = Path(__file__).parent.parent / "experiments"
CATALOGUE = catalogue_of(Parameters)

FileKind = Literal["scenario", "policy", "script"]
_FOLDERS: dict[FileKind, str] = {"scenario": "scenarios", "policy": "policies", "script": "scripts"}
_HEADERS: dict[FileKind, frozenset[str]] = {
    "scenario": frozenset({"format", "title", "description", "currency", "base", "products"}),
    "policy": frozenset({"format", "title", "description", "dial"}),
}


@dataclass(frozen=True)
class Layer:
    """What one source states: `header` as it stands in the file, `values` by path, checked; `label` is the origin."""

    label: str
    header: Mapping[str, Any]
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Policy:
    """Levers that a firm may pull together.

    `title` has the languages `en` and `sv`; `dial` is the lever that `name=value` sets; `label` is the policy as asked
    for (`culling=10%`), and the origin of its values.
    """

    name: str
    label: str
    title: Mapping[str, str]
    description: str
    dial: str | None
    values: Mapping[str, Value]


def shipped(kind: FileKind) -> dict[str, Path]:
    """The shipped files of a kind by name; one in a subfolder is `folder/name`."""
    folder = SHIPPED / _FOLDERS[kind]
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.toml"))}


def find(name: str | Path, kind: FileKind, beside: Path | None = None) -> Path:
    """The file that a name or path means; a relative path starts from `beside` (default: the working directory).

    What ends in `.toml` is a path; all else is a shipped name, or the last part of one.
    ScenarioError names the nearest shipped name.
    """
    if str(name).endswith(".toml"):
        return _existing((beside or Path()) / name, kind)
    files = shipped(kind)
    found = [known for known in files if known == str(name)] or [
        known for known, path in files.items() if path.stem == str(name)
    ]
    if len(found) > 1:
        raise ScenarioError(f"{show(str(name))} could be {' or '.join(found)}")
    if not found:
        hint = nearest(str(name), files)
        raise ScenarioError(f"no {kind} {show(str(name))} is shipped{hint} (a path to a file must end in .toml)")
    return files[found[0]]


def _existing(path: Path, kind: FileKind) -> Path:
    if not path.is_file():
        raise ScenarioError(f"{path}: there is no such {kind} file{nearest(path.stem, shipped(kind))}")
    return path


def read_layer(path: Path, kind: FileKind) -> Layer:
    """One file, checked. ScenarioError lists all that is wrong with it, each line beginning with the file's name."""
    tables = read_toml(path)
    refuse_other_format(tables, path.name)
    header = {key: value for key, value in tables.items() if key in _HEADERS[kind]}
    groups = {key: value for key, value in tables.items() if key not in header}
    _refuse_misplaced(groups, kind, path.name)
    values = check(groups, CATALOGUE, path.name)
    _refuse_wrong_texts(header, path.name)
    return Layer(path.name, header, values)


def refuse_other_format(tables: Mapping[str, Any], where: str) -> None:
    """ScenarioError if a file is not of the format that this version reads."""
    if "format" not in tables:
        raise ScenarioError(f"{where}: format is missing; begin the file with format = {FORMAT}")
    if type(tables["format"]) is not int or tables["format"] != FORMAT:
        raise ScenarioError(f"{where}: format = {show(tables['format'])}, but this version reads format = {FORMAT}")


def _refuse_misplaced(groups: Mapping[str, Any], kind: FileKind, where: str) -> None:
    """A key that only the other kind of file has: the file is probably used as what it is not."""
    other: FileKind = "policy" if kind == "scenario" else "scenario"
    strays = [key for key in groups if key in _HEADERS[other]]
    if strays:
        raise ScenarioError(f"{where}: {', '.join(strays)} belongs in a {other} file, and this is read as a {kind}")


def _refuse_wrong_texts(header: Mapping[str, Any], where: str) -> None:
    wrong = [key for key in ("description", "base", "dial") if not isinstance(header.get(key, ""), str)]
    if wrong:
        raise ScenarioError(f"{where}: {key} = {show(header[key])}, but it must be text" for key in wrong)


def scenario_layers(name: str | Path) -> list[Layer]:
    """A scenario file and all that it builds on, the deepest base first. ScenarioError if bases go in a circle."""
    return _chain(find(name, "scenario"), ())


def _chain(path: Path, above: tuple[Path, ...]) -> list[Layer]:
    here = path.resolve()
    if here in above:
        names = " -> ".join(step.name for step in (*above[above.index(here) :], here))
        raise ScenarioError(f"{above[-1].name}: base goes in a circle: {names}")
    layer = read_layer(path, "scenario")
    base = layer.header.get("base")
    below = [] if base is None else _chain(_find_base(base, path), (*above, here))
    return [*below, layer]


def _find_base(base: str, path: Path) -> Path:
    try:
        return find(base, "scenario", beside=path.parent)
    except ScenarioError as error:
        raise ScenarioError(f"{path.name}: base: {error}") from None


def load_policy(name: str | Path) -> Policy:
    """A policy by shipped name or path; `name=value` also sets its dial (`culling=10%`), `name@dose` takes a share.

    A dose of 0.5 moves every number half as far from its default as the file does, 2 twice as far.
    ScenarioError if it is not found, sets anything but levers, has no dial to set, or nothing to dose.
    """
    stem, value = _split_dial(str(name))
    stem, dose = _split_dose(stem)
    path = find(stem, "policy")
    layer = read_layer(path, "policy")
    dial = layer.header.get("dial")
    _refuse_non_levers([*layer.values, *([dial] if dial else [])], path.name)
    values = dict(layer.values)
    if dose is not None:
        values = _dosed(values, dose, str(name))
    if value is not None:
        values |= _dialled(dial, value, str(name))
    return Policy(
        name=path.stem,
        label=path.name if value is None and dose is None else _as_asked(path.stem, dose, value),
        title=_in_languages(layer.header.get("title", path.stem), path.name),
        description=layer.header.get("description", ""),
        dial=dial,
        values=values,
    )


def _split_dial(name: str) -> tuple[str, str | None]:
    """A policy's name or path, and the value for its dial if there is one; a folder's name may hold a `=`."""
    stem, equals, value = name.rpartition("=")
    return (stem, value) if equals and not name.endswith(".toml") else (name, None)


def _split_dose(name: str) -> tuple[str, float | None]:
    """A policy's name or path, and the dose asked for if there is one. ScenarioError for a dose that is no number."""
    stem, mark, dose = name.rpartition("@")
    if not mark or dose.endswith(".toml"):
        return name, None
    try:
        share = float(dose)
    except ValueError:
        share = math.nan
    if not 0.0 < share <= MOST_DOSE:
        raise ScenarioError(f"{name}: the dose {show(dose)} must be a number above 0, up to {MOST_DOSE:g} (as @0.5)")
    return stem, share


def _as_asked(stem: str, dose: float | None, value: str | None) -> str:
    dosed = stem if dose is None else f"{stem}@{dose:g}"
    return dosed if value is None else f"{dosed}={value.strip()}"


def _dosed(values: Mapping[str, Value], dose: float, label: str) -> dict[str, Value]:
    """Numbers moved a share of their way from the default; ScenarioError if one leaves its bounds, or none is there."""
    moved: dict[str, object] = {}
    for path, value in values.items():
        declared = CATALOGUE.find(path)
        if declared.type is float:
            moved[path] = float(declared.default) + dose * (float(value) - float(declared.default))
    unmoved = sorted(set(values) - set(moved))
    if unmoved:
        raise ScenarioError(
            f"{label}: {unmoved[0]} is a choice or a whole number and has no dose: take all of it or none"
        )
    return check_overrides(moved, label)


def _refuse_non_levers(paths: list[str], where: str) -> None:
    """Uncertainties and levers never mix: a policy cannot decide what the world is like."""
    try:
        found = [CATALOGUE.find(path) for path in paths]
    except ScenarioError as error:
        raise ScenarioError(f"{where}: dial: {error}") from None
    others = [d for d in found if d.kind != "lever"]
    if others:
        article = {"uncertainty": "an uncertainty (the world is like that)", "setting": "a setting of the simulation"}
        raise ScenarioError(
            f"{where}: {d.path} is {article[d.kind]}, and a policy sets levers only; set it in a scenario or with --set"
            for d in others
        )


def _dialled(dial: str | None, value: str, label: str) -> dict[str, Value]:
    if dial is None:
        raise ScenarioError(f"{label}: this policy has no dial, so it takes no value")
    try:
        typed = read_value(value)
    except ScenarioError as error:
        raise ScenarioError(f"{label}: {error}") from None
    return check_overrides({dial: typed}, label)


def _in_languages(title: object, where: str) -> dict[str, str]:
    """A title in both languages; a plain text serves for both."""
    both = title if isinstance(title, dict) else {"en": title, "sv": title}
    if set(both) != {"en", "sv"} or not all(isinstance(text, str) for text in both.values()):
        raise ScenarioError(f"{where}: title must be text, or a table of texts for en and sv")
    return dict(both)


def check_overrides(overrides: Mapping[str, object], label: str) -> dict[str, Value]:
    """Values by path, checked. ScenarioError lists every unknown path and wrong value."""
    unknown = [path for path in overrides if path not in CATALOGUE.by_path]
    if unknown:
        raise ScenarioError(f"{label}: {path} is no parameter{CATALOGUE.hint(path)}" for path in unknown)
    tables: dict[str, dict[str, object]] = {}
    for path, value in overrides.items():
        group, _, name = path.partition(".")
        tables.setdefault(group, {})[name] = value
    return check(tables, CATALOGUE, label)
