"""Layers, origins, fingerprints, round trips; and every bad scenario of `bad_scenarios/` with its message."""

import json
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulation.contradictions import CONTRADICTIONS, contradictions_in
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from simulation.parameters.organization import Organization
from simulation.scenario import (
    Product,
    Scenario,
    ScenarioError,
    describe_rows,
    load_policy,
    load_scenario,
    parse_override,
)

BAD = Path(__file__).parent / "bad_scenarios"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(BAD.glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a scenario or policy file, its `format` added, and return its path."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"format = 1\n{text}", "utf-8")
        return path

    return write_file


# --- what is refused -------------------------------------------------------------------------------------------------


def load_case(case: dict[str, Any]) -> Scenario:
    """Load what a case describes, from its files in the working directory."""
    for name, text in ({"firm.toml": "format = 1"} | case.get("files", {})).items():
        Path(name).write_text(text.lstrip("\n"), "utf-8")
    overrides = dict(parse_override(text) for text in case.get("set", ()))
    return load_scenario(case.get("load", "firm.toml"), case.get("overlays", ()), overrides)


@pytest.mark.parametrize("case", CASES)
def test_bad_scenario_is_refused_with_its_message(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScenarioError) as caught:
        load_case(case)
    message = str(caught.value)
    assert [fragment for fragment in case["message"] if fragment not in message] == [], message
    assert len(message.splitlines()) == case.get("lines", 1)
    assert {path.name for path in tmp_path.iterdir()} == {"firm.toml", *case.get("files", {})}


def test_there_are_many_bad_scenarios() -> None:
    assert len(CASES) >= 30


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_bytes('format = 1\ntitle = "Västerås"'.encode("latin-1"))
    with pytest.raises(ScenarioError, match=r"firm\.toml: byte 21 is no UTF-8"):
        load_scenario(path)


@pytest.mark.parametrize("monster", ["9" * 5000, "[" * 20_000])
def test_a_monstrous_value_is_refused(monster: str, write: Any) -> None:
    with pytest.raises(ScenarioError, match="invalid TOML"):
        load_scenario(write("firm.toml", f"[organization]\nteams = {monster}"))
    with pytest.raises(ScenarioError, match="is no value"):
        parse_override(f"organization.teams={monster}")


def test_overlays_are_a_list() -> None:
    with pytest.raises(ScenarioError, match=r'overlays = "culling", but it must be a list, as \["culling"\]'):
        load_scenario("midmarket", "culling")


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "firm.toml").mkdir()
    with pytest.raises(ScenarioError, match="no such scenario file"):
        load_scenario(tmp_path / "firm.toml")


def test_every_contradiction_weighs_declared_parameters_and_no_default_clashes() -> None:
    assert {path for contradiction in CONTRADICTIONS for path in contradiction.paths} <= set(CATALOGUE.by_path)
    assert contradictions_in(Scenario()) == []


@pytest.mark.parametrize("end", [0, 1])
def test_studies_may_sample_every_plausible_range(end: int) -> None:
    ends = {path: d.type(d.plausible[end]) for path, d in CATALOGUE.by_path.items() if d.plausible}
    Scenario().with_overrides(ends)
    for path, value in ends.items():
        Scenario().with_overrides({path: value})


def test_a_scenario_made_in_code_is_checked_too() -> None:
    with pytest.raises(ValueError, match=r"1, 2 or 4 steps: calendar\.steps_per_week = 3 \(code\)"):
        Scenario.model_validate({"calendar": {"steps_per_week": 3}})
    with pytest.raises(ValueError, match="stands there twice"):
        Scenario(products=(Product(name="a", list_price_money=1.0),) * 2)


# --- layers and origins ----------------------------------------------------------------------------------------------


def test_later_layers_win_and_every_value_knows_its_origin(write: Any) -> None:
    write("north.toml", "[organization]\nteams = 3\nreps_per_team = 4\n[pay]\naccelerator = 2\n[market]\nsegments = 2")
    firm = write("firm.toml", 'base = "north.toml"\n[organization]\nteams = 5\n[selection]\ncull_fraction = 0.02')
    pay = write("pay.toml", "[pay]\naccelerator = 1.2\n[selection]\ncull_fraction = 0.05")
    cull = write("cull.toml", 'dial = "selection.cull_fraction"\n[selection]\ncull_strikes = 2')
    scenario = load_scenario(firm, [pay, f"{cull}=7%"], {"market.segments": 1})
    expected = {
        "organization.reps_per_team": (4, "north.toml"),
        "organization.teams": (5, "firm.toml"),
        "pay.accelerator": (1.2, "pay.toml"),
        "selection.cull_fraction": (0.07, "cull=7%"),
        "selection.cull_strikes": (2, "cull=7%"),
        "market.segments": (1, "--set"),
        "calendar.years": (5, "default"),
    }
    assert {path: (scenario.resolved()[path], scenario.origin(path)) for path in expected} == expected


def test_a_base_is_sought_beside_the_file_that_names_it(write: Any) -> None:
    write("world/north.toml", 'title = "North"\ncurrency = "SEK"')
    firm = write("world/sub/firm.toml", 'base = "../north.toml"\ntitle = "Firm"')
    scenario = load_scenario(firm)
    assert (scenario.title, scenario.currency) == ("Firm", "SEK")
    assert (scenario.origin("title"), scenario.origin("currency")) == ("firm.toml", "north.toml")


def test_a_file_may_build_on_the_shipped_one_of_its_own_name(write: Any) -> None:
    assert (
        load_scenario(write("midmarket.toml", 'base = "midmarket"\n[organization]\nteams = 3')).organization.teams == 3
    )


def test_the_shipped_firm_is_the_default_and_serves_as_a_base(write: Any) -> None:
    assert load_scenario(write("firm.toml", 'base = "midmarket"')) == load_scenario()


def test_the_order_of_policies_decides(write: Any) -> None:
    one, two = write("one.toml", "[quota]\nambition = 1.1"), write("two.toml", "[quota]\nambition = 1.2")
    firm = write("firm.toml", "")
    assert load_scenario(firm, [one, two]).quota.ambition == 1.2
    assert load_scenario(firm, [two, one]).quota.ambition == 1.1


def test_an_origin_of_no_parameter_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"did you mean organization\.teams"):
        Scenario().origin("organization.team")


def test_a_value_given_in_code_says_so() -> None:
    scenario = Scenario(organization=Organization(teams=3))
    assert scenario.origin("organization.teams") == "code"
    assert scenario.origin("organization.reps_per_team") == "default"


def test_overriding_leaves_the_original_and_keeps_other_origins(write: Any) -> None:
    before = load_scenario(write("firm.toml", "[organization]\nteams = 3"))
    after = before.with_overrides({"selection.cull_fraction": 0.1})
    assert (before.selection.cull_fraction, after.selection.cull_fraction) == (0.0, 0.1)
    assert (after.origin("organization.teams"), after.origin("selection.cull_fraction")) == ("firm.toml", "--set")
    assert (after.title, after.products) == (before.title, before.products)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_bytes(b"\xef\xbb\xbfformat = 1\r\n[organization]\r\nteams = 3\r\n")
    assert load_scenario(path).organization.teams == 3


# --- policies and overrides ------------------------------------------------------------------------------------------


def test_a_policy_states_its_levers_and_both_titles() -> None:
    policy = load_policy("culling=10%")
    assert (policy.name, policy.label, policy.dial) == ("culling", "culling=10%", "selection.cull_fraction")
    assert policy.values["selection.cull_fraction"] == 0.1
    assert set(policy.title) == {"en", "sv"}
    assert load_scenario("midmarket", [policy]) == load_scenario("midmarket", ["culling=0.1"])


def test_a_shipped_policy_in_a_folder_goes_by_its_last_name_unless_two_share_it(
    write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulation.layers.SHIPPED", tmp_path)
    for name in ("a", "one/a", "one/b", "one/c", "two/c"):
        write(f"policies/{name}.toml", f'title = "{name}"')
    found = {name: load_policy(name).title["en"] for name in ("a", "one/a", "b", "one/b", "two/c")}
    assert found == {"a": "a", "one/a": "one/a", "b": "one/b", "one/b": "one/b", "two/c": "two/c"}
    with pytest.raises(ScenarioError, match='"c" could be one/c or two/c'):
        load_policy("c")


def test_a_plain_title_serves_both_languages_and_the_name_stands_in(write: Any) -> None:
    assert load_policy(write("a.toml", 'title = "Gallring"')).title == {"en": "Gallring", "sv": "Gallring"}
    assert load_policy(write("b.toml", "")).title == {"en": "b", "sv": "b"}


def test_a_folder_with_an_equals_sign_is_no_dial(write: Any) -> None:
    path = write("run=3/cull.toml", 'dial = "selection.cull_fraction"\n[selection]\ncull_fraction = 0.04')
    assert load_policy(path).values["selection.cull_fraction"] == 0.04
    assert load_policy(f"{path}=5%").values["selection.cull_fraction"] == 0.05


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a.b=10%", 0.1),
        ("a.b = 57 %", 0.57),
        ("a.b=-2.5%", -0.025),
        ("a.b=0.1", 0.1),
        ("a.b=1e-3", 0.001),
        ("a.b=3", 3),
        ("a.b=true", True),
        ("a.b=revenue", "revenue"),
        ('a.b="revenue"', "revenue"),
    ],
)
def test_an_override_reads_toml_percentages_and_bare_words(text: str, value: object) -> None:
    path, read = parse_override(text)
    assert (path, read, type(read)) == ("a.b", value, type(value))


# --- products --------------------------------------------------------------------------------------------------------


def test_shares_are_normalised_once_and_then_keep_their_bytes(write: Any) -> None:
    text = "".join(f'[[products]]\nname = "{n}"\nlist_price_money = 10\nshare = {n}\n' for n in (1, 2, 5, 8, 9, 10))
    products = load_scenario(write("firm.toml", text)).products
    assert [product.share for product in products] == [n / 35 for n in (1, 2, 5, 8, 9, 10)]
    assert Scenario(products=products).products == products


def test_products_replace_those_of_the_base(write: Any) -> None:
    write("north.toml", '[[products]]\nname = "old"\nlist_price_money = 5')
    firm = write("firm.toml", 'base = "north.toml"\n[[products]]\nname = "new"\nlist_price_money = 7')
    assert [(product.name, product.share) for product in load_scenario(firm).products] == [("new", 1.0)]


# --- identity --------------------------------------------------------------------------------------------------------


def rich_scenario(write: Any) -> Scenario:
    text = (
        'title = "A \\"quoted\\" name, åäö\\\\ \\u007f"\ncurrency = "SEK"\n'
        '[[products]]\nname = "a # b"\nlist_price_money = 1e-7\nshare = 1\n'
        '[[products]]\nname = "c"\nlist_price_money = 3e11\nshare = 2\n'
        '[selection]\nrating_basis = "composite"\nordinary_dismissals = false\ncull_fraction = 0.1\n'
    )
    return load_scenario(write("firm.toml", text), (), {"market.demand_volatility": 1 / 3})


def test_a_scenario_written_as_toml_is_the_same_scenario(write: Any, tmp_path: Path) -> None:
    scenario = rich_scenario(write)
    copy = tmp_path / "copy.toml"
    copy.write_text(scenario.to_toml(), "utf-8")
    again = load_scenario(copy)
    assert again == scenario
    assert (hash(again), again.fingerprint(), again.to_toml()) == (
        hash(scenario),
        scenario.fingerprint(),
        scenario.to_toml(),
    )


def any_value(d: Declaration) -> st.SearchStrategy[Any]:
    """Any value that a parameter takes by itself."""
    if d.bounds is None:
        return st.sampled_from(d.choices or (True, False))
    low, high = d.bounds
    return st.floats(low, high) if d.type is float else st.integers(int(low), int(high))


WEIGHED = {path for contradiction in CONTRADICTIONS for path in contradiction.paths}
FREE = {path: any_value(d) for path, d in CATALOGUE.by_path.items() if path not in WEIGHED}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({}, optional=FREE))
def test_any_scenario_survives_its_own_file(tmp_path: Path, overrides: dict[str, Any]) -> None:
    scenario = Scenario().with_overrides(overrides)
    path = tmp_path / "firm.toml"
    path.write_text(scenario.to_toml(), "utf-8")
    again = load_scenario(path)
    assert again == scenario
    assert again.fingerprint() == scenario.fingerprint()


def test_where_a_value_came_from_is_no_part_of_what_it_is(write: Any) -> None:
    stated = load_scenario(write("firm.toml", "[organization]\nteams = 8"))
    assert stated == Scenario()
    assert hash(stated) == hash(Scenario())
    assert stated.origin("organization.teams") != Scenario().origin("organization.teams")


def test_the_fingerprint_moves_with_what_runs_and_only_with_that(write: Any) -> None:
    plain = Scenario()
    assert plain.fingerprint() == Scenario(title="Another", currency="SEK").fingerprint()
    moved = [
        plain.with_overrides({"market.demand_volatility": 0.08000000000000002}),
        plain.with_overrides({"selection.rating_basis": "revenue"}),
        Scenario(products=(Product(name="solution", list_price_money=20_001.0),)),
    ]
    assert len({scenario.fingerprint() for scenario in (plain, *moved)}) == 4
    assert plain.with_overrides({"pay.accelerator": -0.0}) == plain.with_overrides({"pay.accelerator": 0})
    assert (
        plain.with_overrides({"pay.accelerator": -0.0}).fingerprint()
        == plain.with_overrides({"pay.accelerator": 0}).fingerprint()
    )


def test_a_scenario_survives_pickling_with_its_origins(write: Any) -> None:
    scenario = rich_scenario(write)
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    assert again.origin("selection.cull_fraction") == "firm.toml"


def test_a_scenario_cannot_be_changed() -> None:
    scenario = Scenario()
    with pytest.raises(ValueError, match="frozen"):
        scenario.organization.teams = 3
    with pytest.raises(ValueError, match="frozen"):
        scenario.title = "new"


# --- description and cost --------------------------------------------------------------------------------------------


def test_the_description_has_a_plain_row_for_every_parameter(write: Any) -> None:
    rows = describe_rows(rich_scenario(write))
    assert [row["path"] for row in rows] == list(CATALOGUE.by_path)
    by_path = {row["path"]: row for row in rows}
    assert by_path["selection.rating_basis"]["value"] == "composite"
    assert by_path["market.demand_volatility"]["origin"] == "--set"
    assert json.loads(json.dumps(rows))[0]["unit"]


def test_loading_needs_none_of_the_heavy_libraries() -> None:
    code = "import sys, simulation.scenario as s; s.load_scenario('midmarket', ['culling=10%']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numba", "scipy", "pandas", "mesa", "matplotlib"} & set(loaded)
