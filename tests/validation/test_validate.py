"""The whole: a small firm is measured, told as JSON, page and picture, and a check that fails ends with 1."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import cli
from experiments.commands import validate as command
from experiments.figures.bands import bands_figure, groups_of, in_two, place
from experiments.report.validation import band_text, number, page
from experiments.studies import validation as study
from experiments.validation import validate as measuring
from experiments.validation.answer import Answer, Question, as_json, ask
from experiments.validation.arms import Size
from experiments.validation.bands import bands, titles
from experiments.validation.families import FAMILIES
from experiments.validation.validate import measure, verdicts
from simulation import ScenarioError

SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 1}
SETTINGS = [word for path, value in SMALL.items() for word in ("--set", f"{path}={value}")]
TINY = Size(years=3, pay_years=3, impulses=1, firms=3)
KEYS = ["id", "name", "unit", "band", "mean", "low", "high", "passed", "verdict", "kind", "pins", "source"]


@pytest.fixture(scope="module")
def answer() -> Answer:
    """Every pattern of three small firms."""
    question = replace(ask("midmarket", range(3), None, SMALL), size=TINY)
    return Answer(question, measure(question.firm, question.seeds, size=TINY, workers=2))


def test_every_band_has_its_row_in_order(answer: Answer) -> None:
    assert answer.table["id"].tolist() == list(bands())
    told = answer.table["verdict"].str.partition(":")[0]
    assert set(told) <= {"passed", "failed", "cannot tell"}
    known = answer.table[answer.table["passed"].notna()]
    assert len(known) > 45
    assert (known["low"] <= known["mean"] + 1e-9).all()
    assert (known["mean"] <= known["high"] + 1e-9).all()


def test_a_row_passes_if_its_mean_lies_in_its_band(answer: Answer) -> None:
    for row in answer.table.to_dict("records"):
        if row["passed"] is not None:
            assert row["passed"] is bands()[row["id"]].holds(row["mean"])


def test_the_number_of_threads_changes_nothing(answer: Answer) -> None:
    alone = measure(answer.question.firm, answer.question.seeds, ["P1", "P9"], size=TINY, workers=1)
    both = answer.table[answer.table["pattern"].isin(["P1", "P9"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, both)


def test_only_what_is_asked_for_is_lived(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("lived")

    monkeypatch.setattr(measuring, "FAMILIES", tuple(
        family if family.pattern == "P1" else replace(family, experiment=never) for family in FAMILIES
    ))  # fmt: skip
    monkeypatch.setattr(measuring, "selection_engine_check", never)
    table = measure(answer.question.firm, range(2), ["P1"], size=TINY)
    assert table["pattern"].unique().tolist() == ["P1"]


def test_a_lever_that_does_not_exist_is_said_and_fails_nothing(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    (peers,) = (family for family in FAMILIES if family.pattern == "R1")
    monkeypatch.setattr(measuring, "FAMILIES", (replace(peers, needs=("pay.team_share", "pay.no_such_lever")),))
    table = measure(answer.question.firm, range(2), ["R1"], size=TINY)
    assert set(table["verdict"]) == {"cannot tell: lever pay.no_such_lever does not exist in this version"}
    assert verdicts(table) == {"R1": "cannot tell"}
    assert not Answer(answer.question, table).failed


def test_a_pattern_passes_only_if_all_its_rows_do() -> None:
    rows = {"P1": [True, True], "P2": [True, None], "P3": [None, False], "P4": [False, True]}
    pairs = [(name, passed) for name, column in rows.items() for passed in column]
    table = pd.DataFrame(
        {"pattern": [name for name, _ in pairs], "passed": pd.Series([p for _, p in pairs], dtype=object)}
    )
    assert verdicts(table) == {"P1": "passed", "P2": "cannot tell", "P3": "failed", "P4": "failed"}


# --- JSON and the command line ---------------------------------------------------------------------------------------


def test_json_has_its_keys_and_no_number_that_json_does_not_know(answer: Answer) -> None:
    told = json.loads(json.dumps(as_json(answer), allow_nan=False))
    assert list(told) == ["schema", "command", "fingerprint", "scenario", "seeds", "verdicts", "patterns"]
    assert told["schema"] == "salesorg-validate-1"
    assert told["seeds"] == {"first": 0, "count": 3}
    assert [list(row) for row in told["patterns"]] == [KEYS] * len(bands())
    first = told["patterns"][0]
    assert first["id"] == "P1.turnover"
    assert first["band"] == [0.22, 0.38]
    assert first["passed"] is True or first["passed"] is False


def test_the_json_example_of_the_page_has_the_same_keys(answer: Answer) -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    (block,) = re.findall(r"```json validate\n(.*?)```", text, re.DOTALL)
    shown = json.loads(block)
    assert list(shown) == list(as_json(answer))
    assert [list(row) for row in shown["patterns"]] == [KEYS] * len(shown["patterns"])


def called(*words: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(cli.app, ["validate", *words, *SETTINGS])


def test_a_failing_check_ends_with_1_and_its_answer_is_printed() -> None:
    still = ["--set", "quitting.quits_per_year=0", "--set", "selection.ordinary_dismissals=false"]
    done = called("--seeds", "3", "--patterns", "P1", "--json", *still, "--set", "quitting.poached_per_year=0")
    told = json.loads(done.stdout)
    assert told["patterns"][0]["passed"] is False
    assert told["verdicts"] == {"P1": "failed"}
    assert done.exit_code == 1


def test_without_a_failing_check_it_ends_with_0(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    good = answer.table.assign(passed=True, verdict="passed")
    monkeypatch.setattr(command, "validate", lambda question, *_: Answer(question, good))
    done = called("--seeds", "3")
    assert done.exit_code == 0
    assert "13 of 13 patterns of real firms passed; not counted" in " ".join(done.stdout.split())


def test_each_check_is_printed_with_its_band_interval_kind_pins_and_source(answer: Answer, capsys) -> None:  # type: ignore[no-untyped-def]
    command.show(answer)
    printed = " ".join(capsys.readouterr().out.split())
    assert "P1.turnover Yearly turnover of reps: " in printed
    assert "share of heads a year; band 0.22 to 0.38; emerged pins quitting.quits_per_year, " in printed
    assert "rests on kumar_sunder_leone_2017, bridge_group_2024" in printed
    assert "band at least 0.12" in printed
    assert "band at most 0.15" in printed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--seeds", "1"], "1 seed(s) give no interval: ask for at least 2, better 30"),
        (["--patterns", "P10"], "P10 is no pattern"),
        (["--patterns", ""], "no pattern is asked for"),
    ],
)
def test_a_wrong_question_is_refused_before_anything_runs(words: list[str], sentence: str) -> None:
    done = called(*words)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_the_fingerprint_stands_for_all_that_the_answer_depends_on(answer: Answer) -> None:
    question = answer.question
    others = [
        replace(question, seeds=range(1, 4)),
        replace(question, patterns=("P1",)),
        replace(question, size=Size()),
        replace(question, firm=question.firm.with_overrides({"pay.accelerator": 2.0})),
    ]
    assert len({question.fingerprint(), *(other.fingerprint() for other in others)}) == 5
    with pytest.raises(ScenarioError, match="no interval"):
        ask("midmarket", range(1))


# --- page and picture ------------------------------------------------------------------------------------------------


def test_the_study_writes_its_page_picture_and_table(answer: Answer, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(study, "validate", lambda question, **_: Answer(question, answer.table))
    text = study.study(tmp_path, answer.question, "the command")
    assert {path.name for path in tmp_path.iterdir()} == {
        "README.md", "bands.png", "bands.svg", "manifest.json", "patterns.csv", "raw",
    }  # fmt: skip
    assert text.startswith(f"# {study.QUESTION}\n\n")
    assert "One command: `the command`" in text
    assert "(bands.png)" in text
    assert pd.read_csv(tmp_path / "patterns.csv")["id"].tolist() == list(bands())
    for pattern, verdict in answer.verdicts.items():
        assert f"## {pattern} {titles()[pattern]}: {verdict}" in text


def test_the_same_answer_gives_the_same_picture(answer: Answer, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        study.draw(answer, tmp_path / folder)
    for ending in ("png", "svg"):
        one, two = (tmp_path / folder / f"bands.{ending}" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def row(low: float | None, high: float | None, mean: float) -> dict[str, float | None]:
    return {"band_low": low, "band_high": high, "mean": mean}


def test_a_band_reaches_from_0_to_1_and_values_stand_in_proportion() -> None:
    both = row(2.0, 4.0, 3.5)
    assert [place(both, value) for value in (2.0, 3.5, 4.0, 5.0)] == [0.0, 0.75, 1.0, 1.5]
    assert place(row(0.5, None, 0.6), 0.5) == 0.0
    assert place(row(0.5, np.nan, 0.6), 1.0) == 1.0
    assert place(row(None, 0.15, 0.05), 0.15) == 1.0
    assert place(row(0.0, None, 0.04), 0.04) == 1.0  # a bound of zero: as wide as the mean
    assert place(row(0.0, None, 0.0), 0.0) == 0.0


def test_what_passes_and_what_fails_differ_in_shape_and_colour(answer: Answer) -> None:
    figure = bands_figure(groups_of(answer.table, titles(), answer.verdicts), ("A question?", "what"))
    lines = [line for axes in figure.axes for line in axes.lines if line.get_marker() in {"o", "X", "<", ">"}]
    marks = {(line.get_marker() == "o", line.get_color()) for line in lines}
    assert len(marks) == 2
    assert len(lines) == answer.table["passed"].notna().sum()
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert texts.count("cannot tell") == answer.table["passed"].isna().sum()


def test_groups_are_laid_out_in_two_columns_without_being_torn(answer: Answer) -> None:
    groups = groups_of(answer.table, titles(), answer.verdicts)
    columns = in_two(groups)
    assert [group for column in columns for group in column] == groups
    heights = [sum(group.height for group in column) for column in columns]
    assert len(columns) == 2
    assert abs(heights[0] - heights[1]) <= 13
    assert len(in_two(groups[:2])) == 1


def test_numbers_and_bands_in_words() -> None:
    assert [number(value) for value in (0.32123, -0.1, 51.44, 1234.5, float("nan"))] == [
        "0.321", "-0.1", "51.4", "1234.5", "-",
    ]  # fmt: skip
    assert band_text(0.2, 0.8) == "0.2 to 0.8"
    assert band_text(0.12, np.nan) == "at least 0.12"
    assert band_text(np.nan, 0.15) == "at most 0.15"


def test_the_headline_names_what_failed_and_what_nobody_can_tell() -> None:
    passed = pd.Series([True, False, None, True, True], dtype=object)
    kinds = ["emerged", "emerged", "emerged", "echo", "emerged"]
    table = pd.DataFrame({"pattern": ["P1", "P2", "R2", "R6", "P11"], "passed": passed, "kind": kinds})
    question = Question(ask("midmarket", range(2)).firm, range(2))
    assert Answer(question, table).headline == (
        "1 of 3 patterns of real firms passed; failed: P2; cannot tell: R2; "
        "not counted, since they repeat inputs or check the arithmetic: R6, P11."
    )
    assert page is not None
