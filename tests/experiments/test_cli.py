"""The command line as its users meet it: what is printed where, what is written, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from experiments import cli

PROJECT = Path(__file__).parents[2]
SMALL = ["--set", "organization.teams=2", "--set", "organization.reps_per_team=5", "--set", "calendar.burn_in_years=1"]
HEAVY = ("numpy", "numba", "pandas", "mesa", "scipy", "matplotlib", "pyarrow")
HELP = f"""
import sys
from experiments import cli
try:
    cli.main()
except SystemExit:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def salesorg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Call the command line from an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(cli.app, list(words))

    return call


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        *(
            [name, "--help"]
            for name in (
                *("run", "compare", "describe", "story", "validate", "demo", "sweep", "query", "results"),
                *("calibrate", "whatif", "report"),
            )
        ),
    ],
)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    command = [sys.executable, "-c", HELP, *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "Usage: salesorg" in done.stdout
    assert done.stderr.strip() == "[]"


def test_without_a_command_there_is_help(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg()
    assert "Usage" in done.output
    assert done.exit_code == 2


def test_the_version_is_that_of_the_package(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("--version")
    assert done.stdout == f"salesorg {version('salesorg')}\n"
    assert done.exit_code == 0


# --- describe --------------------------------------------------------------------------------------------------------


def test_describe_knows_where_values_come_from(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("describe", "--policy", "culling=20%", "--set", "organization.teams=3", "--json")
    assert done.exit_code == 0
    rows = {row["path"]: row for row in json.loads(done.stdout)["parameters"]}
    assert (rows["selection.cull_fraction"]["value"], rows["selection.cull_fraction"]["origin"]) == (0.2, "culling=20%")
    assert (rows["organization.teams"]["value"], rows["organization.teams"]["origin"]) == (3, "--set")
    assert rows["organization.reps_per_team"]["origin"] == "default"


def test_describe_changed_and_group_leave_the_rest_out(salesorg) -> None:  # type: ignore[no-untyped-def]
    changed = json.loads(salesorg("describe", "--set", "organization.teams=3", "--changed", "--json").stdout)
    assert [row["path"] for row in changed["parameters"]] == ["organization.teams"]
    group = json.loads(salesorg("describe", "--group", "organization", "--json").stdout)
    assert {row["path"].partition(".")[0] for row in group["parameters"]} == {"organization"}


def test_describe_prints_every_parameter_for_people(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("describe")
    assert "A mid-market B2B sales organisation" in done.stdout
    assert "selection.cull_fraction" in done.stdout


# --- run -------------------------------------------------------------------------------------------------------------


def test_run_writes_a_folder_and_prints_the_years(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("run", "midmarket", "--seed", "3", "--years", "2", *SMALL)
    assert done.exit_code == 0, done.output
    assert "Revenue" in done.stdout
    (folder,) = (tmp_path / "results").iterdir()
    assert left(folder) == ["firm.toml", "indicators.csv", "manifest.json", "weekly.csv"]
    assert len(pd.read_csv(folder / "weekly.csv")) == 104
    assert pd.read_csv(folder / "indicators.csv")["year"].tolist() == [1, 2]
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["state"], manifest["seeds"]) == ("complete", {"first": 3, "count": 1})
    assert str(tmp_path) not in (folder / "manifest.json").read_text()


def test_a_run_can_be_repeated_from_the_firm_that_it_wrote(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    salesorg("run", "--years", "1", "--results", "first", *SMALL)
    (folder,) = (tmp_path / "first").iterdir()
    salesorg("run", str(folder / "firm.toml"), "--years", "1", "--results", "second")
    (again,) = (tmp_path / "second").iterdir()
    assert (again / "weekly.csv").read_bytes() == (folder / "weekly.csv").read_bytes()


def test_run_replays_a_script_and_says_so(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for more in ([], ["--script", "hiring_freeze"]):
        assert salesorg("run", "--seed", "3", "--years", "2", *more, *SMALL).exit_code == 0
    folders = {
        json.loads((folder / "manifest.json").read_text())["command"]: pd.read_csv(folder / "weekly.csv")
        for folder in (tmp_path / "results").iterdir()
    }
    plain, frozen = (
        folders[f"salesorg run midmarket{more} --seed 3 --years 2"] for more in ("", " --script hiring_freeze")
    )
    assert plain["profit_money"][:26].equals(frozen["profit_money"][:26])
    year = slice(26, 78)  # those who were missed are hired once the freeze is over
    assert frozen["hired"][year].sum() < plain["hired"][year].sum()


def test_a_wrong_script_is_bad_input_in_one_sentence(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("run", "--script", "freeze")
    assert done.exit_code == 2
    assert done.stderr == (
        'salesorg: no script "freeze" is shipped; did you mean hiring_freeze? (a path to a file must end in .toml)\n'
    )
    assert left(tmp_path) == []


def test_run_as_json_writes_only_json_to_standard_output(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("run", "--years", "1", "--json", *SMALL)
    found = json.loads(done.stdout)
    assert (found["command"], found["seed"], len(found["years"])) == ("run", 0, 1)
    assert found["units"]["revenue_money"] == "money/year"


def test_describe_prints_names_whole_and_no_markup(salesorg) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("describe", "--group", "rival")
    assert "rival.strength_half_life_weeks" in done.stdout
    assert "[bold]" not in done.stdout


def test_a_place_that_cannot_be_written_is_refused_before_the_work(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("here")
    for words in (["run", "--results"], ["compare", "--policy", "culling=10%", "--results"]):
        done = salesorg(*words, "file/below")
        assert done.exit_code == cli.RUN_FAILED
        assert "file/below" in done.stderr


# --- compare ---------------------------------------------------------------------------------------------------------


def test_compare_says_the_verdict_in_one_sentence(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("compare", "--policy", "culling=20%", "--replications", "4", "--years", "2", *SMALL)
    assert done.exit_code == 0, done.output
    sentence = " ".join(done.stdout.split())
    assert sentence.startswith("Over years 1-2, culling 20 % earns ")
    assert "profit than ordinary dismissals (95 % interval" in sentence
    assert "of 4 worlds. Verdict: " in sentence
    assert left(tmp_path) == []


def test_compare_writes_what_it_found_when_asked(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    words = ("--policy", "culling=20%", "--replications", "3", "--years", "1", "--results", "out", "--json")
    done = salesorg("compare", *words, *SMALL)
    (folder,) = (tmp_path / "out").iterdir()
    assert left(folder) == ["compare.json", "manifest.json", "metrics.csv", "raw", "raw/years.parquet"]
    assert json.loads((folder / "compare.json").read_text()) == json.loads(done.stdout)
    assert len(pd.read_parquet(folder / "raw" / "years.parquet")) == 2 * 3


# --- story -----------------------------------------------------------------------------------------------------------


def test_story_tells_everybody_who_sat_in_a_seat_in_turn(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("story", "--seed", "1", "--rep", "4", "--years", "4", "--lang", "sv", *SMALL)
    assert done.exit_code == 0, done.output
    text = " ".join(done.stdout.split())
    assert "Alla här är simulerade och alla namn är påhittade." in text
    found = json.loads(salesorg("story", "--seed", "1", "--rep", "4", "--years", "4", "--json", *SMALL).stdout)
    places = [text.index(person["invented_name"] + " (plats 4") for person in found["people"]]
    assert len(places) > 1
    assert places == sorted(places)
    assert left(tmp_path) == []


def test_story_of_one_person_tells_at_most_so_many_moments_a_year_and_counts_the_rest(salesorg) -> None:  # type: ignore[no-untyped-def]
    everybody = json.loads(salesorg("story", "--seed", "1", "--rep", "4", "--years", "4", "--json", *SMALL).stdout)
    chosen = everybody["people"][-1]["id"]
    words = ("story", "--seed", "1", "--rep", chosen, "--years", "4", "--moments", "2", "--json", *SMALL)
    (person,) = json.loads(salesorg(*words).stdout)["people"]
    assert person["id"] == chosen
    assert max(len(year["moments"]) for year in person["years"]) == 2
    assert all(sum(year["left_out"].values()) > 0 for year in person["years"][:-1])


def test_a_policy_begins_with_the_story_on_the_firm_that_settled_without_it(salesorg) -> None:  # type: ignore[no-untyped-def]
    words = ("story", "--seed", "1", "--rep", "4", "--years", "1", "--json", *SMALL)
    ordinary, culling = (json.loads(salesorg(*words, *more).stdout) for more in ((), ("--policy", "culling=40%")))
    assert culling["settled"] == ordinary["settled"] == ordinary["fingerprint"] != culling["fingerprint"]
    first, same = ordinary["people"][0], culling["people"][0]
    assert (first["id"], first["opening"]) == (same["id"], same["opening"])


def test_every_catalogue_can_be_asked_for() -> None:
    from experiments.report.language import languages

    assert sorted(tongue.value for tongue in cli.Tongue) == list(languages())


# --- how it ends when something is wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "culprit"),
    [
        (["run", "midmarkt"], "did you mean midmarket"),
        (["run", "nowhere.toml"], "nowhere.toml"),
        (["run", "--set", "selection.cull_fraction=60%"], "from 0 to 0.5"),
        (["run", "--set", "selection.cull_fracton=5%"], "did you mean selection.cull_fraction"),
        (["run", "--set", "selection"], "group.name=value"),
        (["run", "--policy", "cullin"], "did you mean culling"),
        (["compare"], "name a policy"),
        (["compare", "--policy", "culling=ten"], "cull_fraction"),
        (["compare", "--policy", "culling=nan"], "cull_fraction"),
        (["compare", "--policy", "culling", "--replications", "1"], "at least 2"),
        (["compare", "--policy", "culling", "--against", "ordinry"], "did you mean ordinary"),
        (["compare", "--policy", "culling", "--set", "selection.cull_fraction=5%"], "would undo"),
        (["describe", "--group", "selction"], "did you mean selection"),
        (["import-crm", "no_such_folder"], "no_such_folder"),
        (["import-crm", ".", "-o", "firm.json"], "must end in .toml"),
        (["story", "--rep", "twelve"], "name a seat, as 12"),
        (["story", "--rep", "80"], "seats 0 to 79"),
        (["story", "--rep", "4-99", "--years", "1", *SMALL], "the seat held 4-"),
        (["demo", "--crm", "no_such_folder"], "no_such_folder"),
    ],
)
def test_bad_input_ends_with_2_one_sentence_and_nothing_written(  # type: ignore[no-untyped-def]
    salesorg, tmp_path: Path, words: list[str], culprit: str
) -> None:
    done = salesorg(*words)
    assert done.exit_code == 2, done.output
    assert culprit in done.stderr
    assert done.stderr.startswith("salesorg: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert left(tmp_path) == []


@pytest.mark.parametrize("words", [["compare", "--replicatons", "3"], ["run", "--years", "0"], ["rn"]])
def test_wrong_usage_ends_with_2(salesorg, words: list[str]) -> None:  # type: ignore[no-untyped-def]
    done = salesorg(*words)
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("float division"), 3, "the run failed: ZeroDivisionError: float division"),
        (OSError(28, "No space left on device", "years.parquet"), 3, "years.parquet: No space left on device"),
    ],
)
def test_failures_have_their_exit_codes(  # type: ignore[no-untyped-def]
    salesorg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int, sentence: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise failure

    monkeypatch.setattr("experiments.commands.run.run", fail)
    done = salesorg("run", "--years", "1", *SMALL)
    assert done.exit_code == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert left(tmp_path) == []


def test_ctrl_c_on_a_real_process_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    words = ["compare", "--policy", "culling=10%", "--replications", "20000", "--results", str(tmp_path / "out")]
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # background jobs ignore it
    start = [sys.executable, "-c", f"{heed}; from experiments.cli import main; main()", *words]
    process = subprocess.Popen(start, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert process.stderr.readline() == "2 policies through 20000 worlds of 5 years ...\n"
    os.kill(process.pid, signal.SIGINT)
    try:
        out, err = process.communicate(timeout=240)  # compilation, under way on a bare machine, cannot be interrupted
    finally:
        process.kill()
    assert process.returncode == 130, err
    assert "interrupted" in err
    assert out == ""
    assert left(tmp_path) == []
