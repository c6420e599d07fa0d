"""What if: every policy over all plausible firms, an answer or the reason why there is none, and its page."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import cli
from experiments.calibration.prior import FITTED, OPEN
from experiments.calibration.telltales import TELLTALES
from experiments.report.answer_words import INDICATORS, PARAMETERS, TARGETS, Told
from experiments.report.board import report
from experiments.report.grades import grade, grades
from experiments.report.language import Language
from experiments.whatif.answer import ANSWERED, WATCHED, answer, chance_of_worse
from experiments.whatif.as_json import as_json
from experiments.whatif.live import live_world
from experiments.whatif.question import ask
from experiments.whatif.trial import cost_of, everywhere, trial_script
from simulation import ScenarioError, load_scenario
from tests.calibration.made_up_looks import looks_made_up, targets_of
from tests.calibration.test_plausible import TRUE
from tests.experiments.made_up_answer import keep, made_up_data
from tests.test_docs import entries

SIZE = ["organization.teams=2", "organization.reps_per_team=4", "calendar.burn_in_years=1"]
SETTINGS = [word for setting in SIZE for word in ("--set", setting)]


class Page(HTMLParser):
    """What a page refers to, and whether its tags match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.refers: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag not in {"meta", "link", "img", "br"}:
            self.open.append(tag)
        self.refers += [str(value) for name, value in attrs if name in {"src", "href"} or tag == "link"]

    def handle_startendtag(self, tag, attrs) -> None:
        self.refers += [str(value) for name, value in attrs if name in {"src", "href"}]

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a tiny firm was calibrated, asked about and reported on, by the commands."""
    folder = tmp_path_factory.mktemp("strategist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("firm.toml").write_text(
            'format = 1\ntitle = "A <tiny> firm"\n[organization]\nteams = 2\nreps_per_team = 4\n'
            "[calendar]\nburn_in_years = 1\n",
            "utf-8",
        )
        Path("firm.targets.toml").write_text(targets_of(TRUE).text(), "utf-8")
        looks_made_up(patch)
        run("calibrate", "firm.toml", "--draws", "200", "--members", "6", "--workers", "1")
        run("whatif", "firm-plausible", "--policy", "culling=10%", "--futures", "2", "--years", "2")
        (asked,) = Path("results").iterdir()
        run("report", str(asked), "-o", "en.html")
        run("report", str(asked), "-o", "sv.html", "--lang", "sv")
    return folder


def run(*words: str) -> str:
    done = CliRunner().invoke(cli.app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def data(place: Path):
    (folder,) = (place / "results").iterdir()
    return json.loads((folder / "whatif.json").read_text("utf-8"))


# --- the answer ------------------------------------------------------------------------------------------------------


def test_an_answer_has_every_outcome_by_year_and_in_all(data) -> None:
    (contender,) = data["contenders"]
    assert [one["metric"] for one in contender["outcomes"]] == [
        "revenue_money", "profit_money", "satisfaction", "turnover",
    ]  # fmt: skip
    assert {(row["metric"], row["year"]) for row in contender["by_year"]} == {
        (one["metric"], year) for one in contender["outcomes"] for year in (1, 2)
    }
    for one in contender["outcomes"]:
        years = [row["mean"] for row in contender["by_year"] if row["metric"] == one["metric"]]
        assert np.mean(years) == pytest.approx(one["mean"])
        assert one["low"] <= one["mean"] <= one["high"]
        assert 0.0 <= one["chance_low"] <= one["chance"] <= one["chance_high"] <= 1.0


def lived_by_formula(question, slope: float) -> pd.DataFrame:
    """Futures in which the policy moves profit with help withheld, and nothing else: no firm is lived."""
    luck, rows = np.random.default_rng(5), []
    columns = {*WATCHED, *(metric.name for metric in ANSWERED), "overflows"}
    for world, values in question.ensemble.values.iterrows():
        effect = slope * (values["helping.withheld"] - 1.5)
        for seed in question.seeds(world):
            contender, against = question.contenders[0].name, question.against.name
            for arm, moved, trial in ((contender, effect, False), (against, 0.0, False), (contender, -7.0, True)):
                for year in (1,) if trial else (0, 1):
                    row = dict.fromkeys(columns, 100.0) | {
                        "profit_money": 100.0 + moved + luck.normal(),
                        "turnover": 0.3,
                    }
                    rows.append(row | {"world": world, "arm": arm, "seed": seed, "year": year, "trial": trial})
    return pd.DataFrame(rows)


def test_a_question_that_the_data_cannot_answer_gets_cannot_tell_with_the_reason_in_both_languages() -> None:
    question = ask("midmarket", ["culling=10%"], against="ordinary", futures=3, years=1, settings=SIZE)
    found = as_json(answer(question, lived_by_formula(question, slope=10.0)), "salesorg whatif")
    (contender,) = found["contenders"]
    profit = next(one for one in contender["outcomes"] if one["metric"] == "profit_money")
    assert (profit["told"], profit["reason"], profit["on"]) == (False, "unlearned", "helping.withheld")
    english, swedish = (Told(found, Language(code)).reason(profit) for code in ("en", "sv"))
    assert english.startswith("Cannot tell for this firm: the answer goes with help withheld")
    assert "the data do not tell it. No data of this firm were looked at" in english
    assert swedish.startswith("Går inte att säga för det här företaget: svaret följer hjälp som undanhålls")
    assert english in unescape(report(found, Language("en"), dt.date(2026, 11, 26)))


def test_the_same_question_has_an_answer_where_all_plausible_firms_agree() -> None:
    question = ask("midmarket", ["culling=10%"], against="ordinary", futures=3, years=1, settings=SIZE)
    lived = lived_by_formula(question, slope=0.0)
    lived.loc[lived["arm"] == question.contenders[0].name, "profit_money"] += 10.0
    profit = answer(question, lived).verdicts[0].of("profit_money")
    assert (profit.judged.told, profit.judged.verdict.word, profit.judged.reason) == (True, "better", "")
    assert profit.chance[0] < 0.05


def test_the_policy_is_named_by_what_it_sets_and_what_that_rests_on(data) -> None:
    (lever,) = data["levers"]
    assert (lever["parameter"], lever["before"], lever["after"]) == ("selection.cull_fraction", 0.0, 0.1)
    assert lever["source"] in grades()


def test_no_local_path_and_no_seller_stands_in_an_answer(place: Path, data) -> None:
    text = json.dumps(data)
    assert str(place) not in text
    assert data["made"]["command"].startswith("salesorg whatif firm-plausible --policy culling=10%")
    assert not re.search(r"[Ss]eller \d", text)


def test_the_same_command_lives_nothing_twice(place: Path, monkeypatch: pytest.MonkeyPatch, data) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr("experiments.whatif.live.live_world", lambda *_: pytest.fail("lived again"))
    told = run("whatif", "firm-plausible", "--policy", "culling=10%", "--futures", "2", "--years", "2", "--json")
    assert json.loads(told[told.index("{") :]) == data


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["midmarket"], "nothing to compare"),
        (["midmarket", "--policy", "coching"], "did you mean coaching?"),
        (["midmarket", "--policy", "coaching", "--futures", "1"], "from 2 futures a firm on"),
        (["firm-plausible", "--policy", "coaching", *SETTINGS], "were found without it"),
        (["results", "--policy", "coaching"], "holds no plausible firms"),
    ],
)
def test_a_wrong_question_is_refused_before_anything_runs(place: Path, monkeypatch, words, said: str) -> None:
    monkeypatch.chdir(place)
    done = CliRunner().invoke(cli.app, ["whatif", *words])
    assert done.exit_code == 2
    assert said in done.output


def test_a_scenario_is_asked_over_all_that_is_plausible() -> None:
    question = ask("midmarket", ["coaching"], against="ordinary", futures=2, settings=SIZE)
    assert not question.ensemble.calibrated
    assert len(question.ensemble.members) == 40
    member = question.arms_of(7)[0].scenario
    assert member.resolved()["coaching.hours_per_rep"] == 1.5
    assert member.resolved()["helping.withheld"] == question.ensemble.values["helping.withheld"][7]
    seeds = [seed for world in range(40) for seed in question.seeds(world)]
    assert len(set(seeds)) == len(seeds)


# --- its parts -------------------------------------------------------------------------------------------------------

INDEX = pd.MultiIndex.from_arrays([np.repeat(range(10), 2), range(20)], names=["world", "seed"])


def test_the_chance_of_being_worse_counts_futures_and_halves_ties() -> None:
    values = pd.Series([-1.0] * 4 + [0.0] * 2 + [2.0] * 14, index=INDEX)
    assert chance_of_worse(values)[0] == pytest.approx(5 / 20)
    assert chance_of_worse(values, higher=True)[0] == pytest.approx(15 / 20)


def test_a_trial_costs_what_the_firm_lost_in_which_a_region_tried_it() -> None:
    change = pd.Series(np.linspace(-100.0, 60.0, 20), index=INDEX)
    found = cost_of(change, share=0.25)
    assert (found.share, found.expected, found.lived) == (0.25, pytest.approx(20.0), True)
    assert found.bad == pytest.approx(92.0)
    assert found.low < 20.0 < found.high


def test_what_a_region_cannot_try_alone_costs_its_part_of_the_whole_firm() -> None:
    change = pd.Series(np.linspace(-100.0, 60.0, 20), index=INDEX)
    found = cost_of(change, share=0.25, untried="market.slumps_per_year")
    assert (found.expected, found.bad, found.lived) == (pytest.approx(5.0), pytest.approx(23.0), False)


def test_only_what_one_team_can_have_alone_is_tried() -> None:
    firm = load_scenario(overrides={"organization.teams": 2})
    reference, coached = firm, firm.with_overrides({"coaching.hours_per_rep": 1.5})
    assert everywhere(coached, reference) == ""
    change = trial_script(coached, reference, team=1).changes[0]
    assert change.set == {"coaching.hours_per_rep": 1.5}
    assert (change.from_week, change.until_week) == (0, 52)
    doubted = coached.with_overrides({"helping.withheld": 2.0})
    assert everywhere(doubted, reference) == "helping.withheld"


def test_the_answer_takes_the_cost_of_a_trial_from_trials_and_nothing_else_from_them() -> None:
    question = ask("midmarket", ["culling=10%"], against="ordinary", futures=3, years=1, settings=SIZE)
    found = answer(question, lived_by_formula(question, slope=0.0))
    trial = found.verdicts[0].trial
    assert (trial.lived, trial.share) == (True, 0.5)
    assert trial.expected == pytest.approx(7.0, abs=0.5)
    assert abs(found.verdicts[0].of("profit_money").found.mean) < 0.5
    told = Told(as_json(found, ""), Language("en")).trial({"trial": as_json(found, "")["contenders"][0]["trial"]})
    assert "in one region (50%" in told.replace(" %", "%")
    assert "what spills over to other teams is in it" in told


def test_in_a_trial_one_team_lives_under_the_policy_and_the_firm_ends_between_both() -> None:
    question = ask("midmarket", ["direction"], against="ordinary", futures=2, years=1, settings=SIZE)
    scripts = [trial for world in (0, 1) for trial in question.trials(world)["direction"].values()]
    assert [one.assignments[0].eligible.teams for one in scripts] == [(0,), (1,), (0,), (1,)]
    lived = live_world(question, 0, 1)
    year = lived[lived["year"] == 1].groupby(["arm", "trial"])["direction"].mean()
    usual, tried, whole = year["ordinary", False], year["direction", True], year["direction", False]
    assert usual < tried < whole


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "sv"])
def test_a_report_is_one_sound_file_that_needs_no_other(place: Path, code: str) -> None:
    text, page = (place / f"{code}.html").read_text("utf-8"), Page()
    page.feed(text)
    assert page.open == []
    assert [link for link in page.refers if not link.startswith("#")] == []
    assert f'<html lang="{code}">' in text
    assert "@media print" in text
    assert "<script" not in text
    assert text.count("<svg") == 2 + 4


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["For the board", "What the answer hangs on", "First signs", "one region", "not modelled", "reproduce"]),
        (
            "sv",
            ["För styrelsen", "Vad svaret hänger på", "Första tecknen", "en region", "modellerats", "återskapas"],
        ),
    ],
)
def test_a_report_has_all_its_parts_in_its_language_the_board_first(place: Path, code: str, words: list[str]) -> None:
    text = (place / f"{code}.html").read_text("utf-8")
    assert [word for word in words if word not in text] == []
    assert text.index(words[0]) < text.index(words[1])


def test_a_report_writes_numbers_as_its_language_does_and_escapes_what_it_is_told(place: Path, data) -> None:
    profit = next(one for one in data["contenders"][0]["outcomes"] if one["metric"] == "profit_money")
    for code in ("en", "sv"):
        text = (place / f"{code}.html").read_text("utf-8")
        assert Told(data, Language(code)).interval(profit) in text
        assert "A &lt;tiny&gt; firm" in text
        assert "<tiny>" not in text
    assert "," in Told(data, Language("sv")).figure(0.123)


def test_a_report_of_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.app, ["report", str(tmp_path)])
    assert done.exit_code == 2
    assert "no answer of salesorg whatif lies there" in done.output
    done = CliRunner().invoke(cli.app, ["report", str(tmp_path), "-o", "report.txt"])
    assert "must end in .html or .pdf" in done.output
    done = CliRunner().invoke(cli.app, ["report"])
    assert done.exit_code == 2
    assert "results holds no answer yet: ask with salesorg whatif" in done.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_name_the_latest_answer_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place, policy in enumerate(("coaching", "culling=10%", "leaderboard")):
        kept = keep(Path(f"results/whatif-{place}"), made_up_data([policy], years=1)) / "whatif.json"
        at = 1.79e9 + (9.0 if policy == "culling=10%" else 0.0)  # the latest by date, not by name
        os.utime(kept, (at, at))
    assert "results/whatif-1" in run("report")
    page = Path("report.html").read_text("utf-8")
    assert "culling 10 %" in page
    assert "September 2026" in page


def test_everything_that_may_be_named_has_a_name() -> None:
    assert set(WATCHED) <= set(INDICATORS)
    assert set(PARAMETERS) == {*FITTED, *OPEN}
    assert set(TARGETS) == set(TELLTALES)


def test_grades_are_those_of_the_bibliography() -> None:
    for key, found in grades().items():
        assert f"- Grade {found}" in " ".join(entries()[key].split())
    assert grade("assumed") == "–"


def test_the_errors_of_a_question_are_one_sentence() -> None:
    with pytest.raises(ScenarioError, match="nothing to compare"):
        ask("midmarket", [], against="ordinary", futures=2)
