"""Links: what is written is read back, and nothing else is read."""

import base64
import json

import pytest

from workshop.company import AS_IT_IS
from workshop.links import LinkError, Race, clean_name, from_link, from_text, to_link, to_text
from workshop.presets import presets

RACE = Race(
    AS_IT_IS.with_dose("2-darwinism", 1.5),
    AS_IT_IS.with_lever("helping.norm", 0.7).with_lever("selection.cull_scope", "team"),
    "Älvan",
    "B & <co>",
    "turnover",
    (("selection.threat_margin", 2.0),),
)


def test_a_race_comes_back_from_its_link_and_its_file() -> None:
    assert from_link(to_link(RACE)) == RACE
    assert from_text(to_text(RACE)) == RACE


def test_every_preset_fits_into_a_link() -> None:
    for preset in presets():
        assert from_link(to_link(Race(b=preset.company))).b == preset.company


def coded(**change: object) -> str:
    content = json.loads(to_text(RACE)) | change
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    "link",
    [
        "",
        "%%%",
        "A" * 5000,
        base64.urlsafe_b64encode(b"[]").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        coded(metric="__class__"),
        coded(names=["one"]),
        coded(a={"doses": {"9-greed": 1.0}, "levers": {}}),
        coded(a={"doses": {"2-darwinism": 1e9}, "levers": {}}),
        coded(a={"doses": {}, "levers": {"selection.threat_margin": 2.0}}),
        coded(a={"doses": {}, "levers": {"selection.cull_fraction": 7.0}}),
        coded(a={"doses": {}, "levers": {"no.such": 7.0}}),
        coded(a=None),
        coded(world={"no.such": 1.0}),
        coded(world={"organization.teams": 10_000}),
        coded(world={"selection.cull_fraction": 0.1}),
    ],
)
def test_a_link_that_no_page_wrote_is_refused(link: str) -> None:
    with pytest.raises(LinkError):
        from_link(link)


def test_names_are_short_and_printable() -> None:
    assert clean_name("  a\nb\x00c\u202e  ") == "a b c"
    assert len(clean_name("x" * 10_000)) == 24
