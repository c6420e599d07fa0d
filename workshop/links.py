"""Links: what a page shows, written into its address and read back, checked: to be shared, and to survive a reload."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation import ScenarioError
from simulation.layers import CATALOGUE, check_overrides
from workshop.company import AS_IT_IS, MOST_DOSE, Company, Values, habits, refuse_non_levers
from workshop.metrics import NAMES

LONGEST = 4_000
"""Signs of a link; longer ones are not ours."""
LONGEST_NAME = 24


class LinkError(ValueError):
    """A link or file that no page of ours has written."""


@dataclass(frozen=True)
class Race:
    """What a race shows: two companies with names (empty: the page's own word), in one indicator."""

    a: Company = AS_IT_IS
    b: Company = AS_IT_IS
    name_a: str = ""
    name_b: str = ""
    metric: str = NAMES[0]
    world: Values = field(default=())
    """Uncertainties that are not the firm's own, by path."""


def clean_name(text: object) -> str:
    """A name as it may be shown: printable, trimmed, at most so long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())[:LONGEST_NAME].strip()


def to_link(race: Race) -> str:
    """A race as part of an address."""
    return base64.urlsafe_b64encode(to_text(race).encode()).decode().rstrip("=")


def from_link(text: str) -> Race:
    """The race of an address; LinkError if it is none."""
    if len(text) > LONGEST:
        raise LinkError("too long")
    try:
        return from_text(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode())
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise LinkError(str(error)) from None


def to_text(race: Race) -> str:
    """A race as a small file."""
    content = {
        "a": _company(race.a),
        "b": _company(race.b),
        "names": [race.name_a, race.name_b],
        "metric": race.metric,
        "world": dict(race.world),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Race:
    """The race of a small file; LinkError says what is wrong with it."""
    try:
        content = json.loads(text)
        first, second = map(clean_name, content["names"])
        metric = content["metric"]
        if metric not in NAMES:
            raise LinkError(f"metric {metric!r}")
        return Race(_read(content["a"]), _read(content["b"]), first, second, metric, _world(content.get("world", {})))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, ScenarioError) as error:
        raise LinkError(str(error)) from None


def _company(company: Company) -> dict[str, Any]:
    return {"doses": dict(company.doses), "levers": dict(company.levers)}


def _read(content: Mapping[str, Any]) -> Company:
    doses = {habit: float(dose) for habit, dose in content["doses"].items()}
    if not set(doses) <= set(habits()) or not all(0.0 < dose <= MOST_DOSE for dose in doses.values()):
        raise LinkError(f"doses {doses}")
    levers = dict(content["levers"])
    refuse_non_levers(check_overrides(levers, "link"))
    return Company(tuple(sorted(doses.items())), tuple(sorted(levers.items())))


def _world(content: Mapping[str, Any]) -> Values:
    check_overrides(dict(content), "link")
    others = [path for path in content if CATALOGUE.find(path).kind != "uncertainty"]
    if others:
        raise LinkError(f"{', '.join(others)}: nothing that a world can be like")
    return tuple(sorted(content.items()))
