"""A parameter declared wrongly never gets past its import; one declared well says all there is to know."""

from typing import Any

import numpy as np
import pytest

from simulation.parameters.declare import Choice, DeclarationError, Group, declarations, parameter


class Basis(Choice):
    """What counts."""

    ATTAINMENT = 0
    NET_REVENUE = 1


class DealMaking(Group):
    """How deals end."""

    hours: float = parameter(
        1, unit="hours/week", bounds=(0, 40), plausible=(0.5, 3), kind="uncertainty", meaning="Work.", source="assumed"
    )
    slots: int = parameter(3, unit="deals", bounds=(1, 9), kind="setting", meaning="Room.", source="assumed")
    basis: Basis = parameter(Basis.NET_REVENUE, unit="choice", kind="lever", meaning="Rank.", source="key_2001")
    public: bool = parameter(True, unit="yes/no", kind="lever", meaning="Shown.", source="assumed")


RIGHT: dict[str, Any] = {
    "default": 1.2,
    "unit": "hours",
    "bounds": (0, 40),
    "plausible": (0.5, 3),
    "kind": "lever",
    "meaning": "Work.",
    "source": "assumed",
}


def declare(annotation: object, **changes: Any) -> type[Group]:
    """A group of one parameter, `RIGHT` but for the changes."""
    body = {"__annotations__": {"hours": annotation}, "__doc__": "A group.", "hours": parameter(**RIGHT | changes)}
    return type(Group)("Toy", (Group,), {"__module__": __name__, **body})


def test_a_right_declaration_passes() -> None:
    assert declare(float)().model_dump() == {"hours": 1.2}


@pytest.mark.parametrize(
    ("annotation", "changes", "message"),
    [
        (float, {"default": 41.0}, "its default 41.0 lies outside"),
        (float, {"default": 5.0}, "must hold its default 5.0"),
        (float, {"default": "1.2"}, "is no float"),
        (float, {"default": True}, "is no float"),
        (int, {}, "is no int"),
        (str, {"default": "a"}, "its type must be float, int, bool or a Choice"),
        (float | None, {}, "its type must be float, int, bool or a Choice"),
        (float, {"bounds": (1, 40)}, "must lie within its bounds"),
        (float, {"bounds": (40, 0)}, "its bounds"),
        (float, {"bounds": (0, float("inf"))}, "two finite numbers"),
        (float, {"bounds": None}, "numbers need bounds"),
        (float, {"plausible": (3, 0.5)}, "the lower first"),
        (float, {"plausible": None}, "needs a plausible range"),
        (bool, {"default": True, "plausible": None}, "switches and words have none"),
        (bool, {"default": True, "bounds": None}, "no plausible range"),
        (float, {"kind": "knob"}, "must be lever, uncertainty or setting"),
        (float, {"unit": " "}, "needs a unit"),
        (float, {"meaning": ""}, "needs a meaning"),
        (float, {"source": ""}, "needs a source"),
    ],
)
def test_a_wrong_declaration_is_refused_at_import(annotation: object, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DeclarationError, match=rf"^toy\.hours: .*{message}"):
        declare(annotation, **changes)


def test_a_setting_needs_no_plausible_range() -> None:
    assert declarations(declare(float, kind="setting", plausible=None))[0].plausible is None


def test_a_group_needs_a_docstring_and_declared_parameters() -> None:
    with pytest.raises(DeclarationError, match="Silent needs a docstring"):
        type(Group)("Silent", (Group,), {"__module__": __name__})
    body = {"__annotations__": {"hours": float}, "__doc__": "A group.", "hours": 1.0, "__module__": __name__}
    with pytest.raises(DeclarationError, match=r"bare\.hours: declare it with parameter"):
        type(Group)("Bare", (Group,), body)


def test_declarations_say_all_in_the_order_written() -> None:
    hours, slots, basis, public = declarations(DealMaking)
    assert (hours.path, hours.default, type(hours.default), hours.type) == ("deal_making.hours", 1.0, float, float)
    assert (hours.unit, hours.bounds, hours.plausible) == ("hours/week", (0, 40), (0.5, 3))
    assert (hours.kind, hours.meaning, hours.source) == ("uncertainty", "Work.", "assumed")
    assert (slots.plausible, basis.choices, public.bounds) == (None, ("attainment", "net_revenue"), None)
    assert declarations(DealMaking, "deals")[2].path == "deals.basis"


def test_values_have_exactly_their_declared_type() -> None:
    group = DealMaking(hours=np.float64(2.5), basis="attainment")
    assert [type(value) for value in (group.hours, group.slots, group.basis, group.public)] == [float, int, Basis, bool]
    assert type(DealMaking(hours=2).hours) is float
    assert type(DealMaking().hours) is float


def test_a_choice_is_written_as_its_word_and_counts_as_its_number() -> None:
    assert DealMaking().model_dump()["basis"] == "net_revenue"
    assert DealMaking().basis == 1
    assert Basis.read(Basis.ATTAINMENT) is Basis.ATTAINMENT


@pytest.mark.parametrize("value", [0, "Attainment", "ATTAINMENT", "", None, True, 1.0])
def test_a_choice_is_read_from_its_word_only(value: object) -> None:
    with pytest.raises(ValueError, match="must be one of attainment, net_revenue"):
        Basis.read(value)


def test_a_group_is_frozen_and_hashable() -> None:
    assert len({DealMaking(), DealMaking(), DealMaking(slots=4)}) == 2
    with pytest.raises(ValueError, match="frozen"):
        DealMaking().slots = 4
