"""Every example of `docs/formats.md` about scenarios, policies and `--set` is loaded as a reader would."""

import re
from pathlib import Path

import pytest

from simulation.scenario import ScenarioError, load_policy, load_scenario, parse_override

PAGE = (Path(__file__).parents[1] / "docs" / "formats.md").read_text("utf-8")


def examples(info: str) -> list[str]:
    """The fenced blocks of the page whose opening line says `info`."""
    return re.findall(rf"^```{info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", examples("toml scenario"))
def test_scenario_example_loads_and_sets_what_it_says(text: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(text, "utf-8")
    scenario = load_scenario(path)
    assert (scenario.currency, scenario.organization.teams, scenario.market.segments) == ("SEK", 4, 2)
    assert [(product.name, product.share) for product in scenario.products] == [("basic", 0.75), ("plus", 0.25)]


@pytest.mark.parametrize("text", examples("toml policy"))
def test_policy_example_loads_and_turns(text: str, tmp_path: Path) -> None:
    path = tmp_path / "culling.toml"
    path.write_text(text, "utf-8")
    assert load_policy(path).values["selection.cull_fraction"] == 0.1
    assert load_scenario(overlays=[f"{path}=7%"]).origin("selection.cull_fraction") == "culling=7%"


@pytest.mark.parametrize("text", examples("text set"))
def test_overrides_of_the_example_are_taken(text: str) -> None:
    overrides = dict(parse_override(line) for line in text.splitlines())
    resolved = load_scenario(overrides=overrides).resolved()
    assert {path: resolved[path] for path in overrides} == overrides
    assert overrides["selection.cull_fraction"] == 0.1


@pytest.mark.parametrize("text", examples("text error"))
def test_errors_read_as_shown(text: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text("format = 1\n[selection]\ncull_fraction = 0.6\n[organization]\nreps = 5\n", "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert str(caught.value) == text.strip()


def test_the_page_has_every_kind_of_example() -> None:
    assert all(examples(info) for info in ("toml scenario", "toml policy", "text set", "text error"))
