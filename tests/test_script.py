"""Scripts are read as written, and all that is wrong with one is said: file, place, and what was probably meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulation import ScenarioError, Script, load_scenario, load_script
from simulation.layers import SHIPPED
from simulation.parameters.scripts import Quality, Results, Seats, Unit
from simulation.schedule import Schedule
from simulation.script import ACTIONS, Change, Exits, Layoff, NewManagers, RatingClass
from tests.test_docs import entries

PAGE = (Path(__file__).parents[1] / "docs" / "scripts.md").read_text("utf-8")
EXAMPLES = sorted(path.stem for path in (SHIPPED / "scripts").glob("*.toml"))
DRIVE = '[[assignment]]\nname = "drive"\nweek = 8\narms = { treated = 0.5 }\n'
TEAMS = '[[assignment]]\nname = "north"\nweek = 8\nunit = "team"\narms = { treated = 0.5 }\n'
CHANGE = "[[change]]\nfrom_week = 8\n"
LEVER = 'set = { "pay.accelerator" = 1.0 }\n'
ACTION = "[[action]]\nweek = 8\n"


def written(text: str, folder: Path, head: str = "format = 1\n") -> Path:
    """A script file of this text."""
    path = folder / "wrong.toml"
    path.write_text(head + text, "utf-8")
    return path


def refusal(text: str, folder: Path, head: str = "format = 1\n") -> str:
    """What is said of a script that is refused."""
    with pytest.raises(ScenarioError) as caught:
        load_script(written(text, folder, head))
    return str(caught.value)


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_script_is_read_as_it_stands(tmp_path: Path) -> None:
    layoff = (
        'kind = "layoff"\nfraction = 0.2\nby = "year"\nseats = "closed"\nclosed_weeks = 26\nwho = "drive.treated"\n'
    )
    script = load_script(written(DRIVE + CHANGE + LEVER + ACTION + layoff, tmp_path))
    (one,), (change,), (action,) = script.assignments, script.changes, script.actions
    assert (one.name, one.week, one.unit, one.arms) == ("drive", 8, Unit.REP, {"treated": 0.5})
    assert (change.from_week, change.until_week, change.who) == (8, None, "all")
    assert change.set == {"pay.accelerator": 1.0}
    assert isinstance(action, Layoff)
    assert (action.fraction, action.by, action.seats, action.closed_weeks) == (0.2, Results.YEAR, Seats.CLOSED, 26)
    assert script.label == "wrong.toml"


def test_levers_may_be_written_as_tables_too(tmp_path: Path) -> None:
    tables = CHANGE + "[change.set.pay]\naccelerator = 1.0\n[change.set.coaching]\nhours_per_rep = 2.0\n"
    (change,) = load_script(written(tables, tmp_path)).changes
    assert change.set == {"pay.accelerator": 1.0, "coaching.hours_per_rep": 2.0}


def test_qualities_of_managers_are_read_by_name(tmp_path: Path) -> None:
    text = ACTION + 'kind = "new_managers"\nvalues = { coaching_skill = 0.8 }\nquantiles = { resilience = 0.9 }\n'
    (action,) = load_script(written(text, tmp_path)).actions
    assert isinstance(action, NewManagers)
    assert (action.values, action.quantiles) == ({Quality.COACHING_SKILL: 0.8}, {Quality.RESILIENCE: 0.9})


def test_an_empty_script_does_nothing(tmp_path: Path) -> None:
    schedule = Schedule(load_scenario(), load_script(written("", tmp_path)))
    assert (schedule.key, schedule.dates, len(schedule.actions), schedule.first_week) == (0, (), 0, None)


def test_words_do_not_change_what_a_script_is_and_deeds_do() -> None:
    change = Change(from_week=8, set={"pay.accelerator": 1.0})
    one, renamed = Script(changes=(change,)), Script(title="Another", label="other.toml", changes=(change,))
    later = Script(changes=(change.model_copy(update={"from_week": 9}),))
    layoffs = [Script(actions=(Layoff(week=1, fraction=share),)) for share in (0.1, 0.2)]
    assert one.key == renamed.key
    assert one.fingerprint() == renamed.fingerprint()
    assert len({script.key for script in (one, later, *layoffs)}) == 4


# --- what is refused -------------------------------------------------------------------------------------------------

UNREADABLE = {
    "changes is no key of a script; did you mean change?": "changes = 3\n",
    "title = 3, but it must be text": "title = 3\n",
    "change must be a list of tables: write [[change]] above each": "[change]\nfrom_week = 8\n",
    "change 1: from_week is missing: a week: a whole number, 0 or more": "[[change]]\n" + LEVER,
    "change 1: from_week = -1, but it must be a week: a whole number, 0 or more": "[[change]]\nfrom_week = -1\n"
    + LEVER,
    "change 1: from_week = 1.5, but it must be a week": "[[change]]\nfrom_week = 1.5\n" + LEVER,
    'change 1: who = 3, but it must be "all", or an arm': CHANGE + "who = 3\n" + LEVER,
    "change 1: until is no key here; did you mean until_week?": CHANGE + "until = 9\n" + LEVER,
    "assignment drive: arms.treated = 2.0, but it must be arms and their shares": DRIVE.replace("0.5", "2.0"),
    'assignment Drive: name = "Drive", but it must be a name of small letters': DRIVE.replace("drive", "Drive"),
    'assignment drive: unit = "seat", but it must be rep or team': DRIVE + 'unit = "seat"\n',
    "assignment drive: eligible.tenure is no key here; did you mean max_tenure_weeks or min_tenure_weeks?": (
        DRIVE + "eligible = { tenure = 3 }\n"
    ),
    "assignment drive: eligible.rank_to = 2.0, but it must be a share above 0": DRIVE
    + "eligible = { rank_to = 2.0 }\n",
    "assignment drive: eligible = 3, but it must be a table of conditions": DRIVE + "eligible = 3\n",
    'action 1: kind = "layof" is no kind of action; did you mean layoff?': ACTION + 'kind = "layof"\n',
    "action 1: kind is missing": ACTION,
    "action 1 (layoff): fraction is missing: a share above 0, at most 1": ACTION + 'kind = "layoff"\n',
    'action 1 (removal): called = "fate", but it must be resignation or dismissal': (
        ACTION + 'kind = "removal"\ncalled = "fate"\n'
    ),
    "action 1 (new_managers): values = a table, but it must be numbers from 0 to 1 for any of competitiveness": (
        ACTION + 'kind = "new_managers"\nvalues = { charm = 0.8 }\n'
    ),
    'action 1 (shock): shock = "war", but it must be one of slump, regulation': ACTION
    + 'kind = "shock"\nshock = "war"\nsize = 0.1\n',
}
LAYOFF = ACTION + 'kind = "layoff"\nfraction = 0.2\n'
RATING = ACTION + 'kind = "rating"\n'
UNREADABLE |= {
    'action 1 (layoff): heirs = "bset", but it must be one of usual, successor, lot, best, lightest': (
        LAYOFF + 'heirs = "bset"\n'
    ),
    "action 1 (layoff): heir is no key here; did you mean heirs?": LAYOFF + 'heir = "best"\n',
    'action 1 (manager_vacancy): filled_by = "best", but it must be one of outside, seller, collaborator, lot': (
        ACTION + 'kind = "manager_vacancy"\nweeks = 8\nfilled_by = "best"\n'
    ),
    "action 1 (rating): classes is missing: a list of two classes or more, the best first": RATING,
    "action 1 (rating): classes = a list, but it must be a list of two classes or more": RATING + "classes = []\n",
    "action 1 (rating): classes.2 = 0.8, but it must be a list of two classes or more": (
        RATING + "classes = [{ share = 0.2 }, 0.8]\n"
    ),
    "action 1 (rating): classes.2.share = 1.5, but it must be a share above 0, at most 1": (
        RATING + "classes = [{ share = 0.2 }, { share = 1.5 }]\n"
    ),
    "action 1 (rating): classes.2.raise is no key here; did you mean raise_share or raise_weeks?": (
        RATING + "classes = [{ share = 0.2 }, { share = 0.8, raise = 0.1 }]\n"
    ),
    'action 1 (rating): classes.1.consequence = "exits", but it must be one of none, pay, warning, exit': (
        RATING + 'classes = [{ share = 0.2, consequence = "exits" }, { share = 0.8 }]\n'
    ),
}
TREATED, NORTH = 'who = "drive.treated"\n', 'who = "north.treated"\n'
SENSELESS = {
    "change 1: until_week = 5 must come after from_week = 8": CHANGE + "until_week = 5\n" + LEVER,
    "change 1: set is empty": CHANGE + "set = {}\n",
    "change 1: set: pay.acelerator is no parameter; did you mean pay.accelerator?": (
        CHANGE + 'set = { "pay.acelerator" = 1.0 }\n'
    ),
    "change 1: set: selection.cull_fraction = 0.6, but it must be a number from 0 to 0.5": (
        CHANGE + 'set = { "selection.cull_fraction" = 0.6 }\n'
    ),
    "change 1: set: organization.teams is a setting of the simulation": CHANGE + 'set = { "organization.teams" = 3 }\n',
    "change 1: set: morale.par is an uncertainty (the world is like that)": CHANGE + 'set = { "morale.par" = 0.7 }\n',
    'change 1: set: market.slumps_per_year is the same for everybody; it can be changed for who = "all" only': (
        DRIVE + CHANGE + TREATED + 'set = { "market.slumps_per_year" = 1.0 }\n'
    ),
    "change 1: set: coaching.hours_per_rep is pulled for a whole team, and drive draws reps; draw teams": (
        DRIVE + CHANGE + TREATED + 'set = { "coaching.hours_per_rep" = 1.0 }\n'
    ),
    "change 1: set: recruiting.candidates_per_hire meets newcomers, and in drive they are ordinary": (
        DRIVE + CHANGE + TREATED + 'set = { "recruiting.candidates_per_hire" = 5.0 }\n'
    ),
    'change 1: who = "drive.treatd" is no arm of an assignment; did you mean drive.treated?': (
        DRIVE + CHANGE + 'who = "drive.treatd"\n' + LEVER
    ),
    'change 1: who = "drive" is no arm of an assignment; known are all, drive.treated': (
        DRIVE + CHANGE + 'who = "drive"\n' + LEVER
    ),
    "change 1: it begins in week 3, and drive is drawn in week 8": DRIVE
    + "[[change]]\nfrom_week = 3\n"
    + TREATED
    + LEVER,
    "changes 1 and 2 both set pay.accelerator for the same people at the same time": (
        CHANGE + LEVER + "[[change]]\nfrom_week = 20\n" + LEVER
    ),
    "assignment drive: there are 2 of this name": DRIVE + DRIVE,
    "assignment drive: the shares of its arms add up to 1.2, and there is only 1 to share": (
        DRIVE.replace("treated = 0.5", "one = 0.6, other = 0.6")
    ),
    "assignment drive: nobody has served at least 9 and at most 3 weeks": (
        DRIVE + "eligible = { min_tenure_weeks = 9, max_tenure_weeks = 3 }\n"
    ),
    "assignment drive: eligible.rank_to = 0.2 must lie above rank_from = 0.5": (
        DRIVE + "eligible = { rank_from = 0.5, rank_to = 0.2 }\n"
    ),
    'assignment drive: eligible.by = "lot" ranks nobody': DRIVE + 'eligible = { by = "lot" }\n',
    "assignment north: teams are chosen by number only": TEAMS + "eligible = { min_tenure_weeks = 3 }\n",
    'assignment north: newcomers = "seat" goes without saying': TEAMS + 'newcomers = "seat"\n',
    "the arms of all assignments combine in 1024 ways; at most 1000 can be": (
        "".join(DRIVE.replace("drive", f"drive{number}") for number in range(10))
    ),
    "action 1 (layoff): times = 3 needs every_weeks: how often?": LAYOFF + "times = 3\n",
    "action 1 (layoff): every_weeks = 3 needs times: how many?": LAYOFF + "every_weeks = 3\n",
    'action 1 (layoff): closed_weeks = 5 says nothing about seats = "search"': LAYOFF + "closed_weeks = 5\n",
    "action 1 (layoff): the seats would open again (closed_weeks) before they are empty (notice_weeks = 8)": (
        LAYOFF + 'seats = "closed"\nclosed_weeks = 5\nnotice_weeks = 8\n'
    ),
    "action 1 (layoff): it begins in week 8, and late is drawn in week 9": (
        DRIVE.replace("drive", "late").replace("8", "9") + LAYOFF + 'who = "late.treated"\n'
    ),
    "action 1 (rating): the shares of its classes add up to 0.9, and everybody must be in one: 1": (
        RATING + "classes = [{ share = 0.2 }, { share = 0.7 }]\n"
    ),
    'action 1 (rating): class 1: consequence = "pay" needs raise_weeks': (
        RATING + 'classes = [{ share = 0.2, consequence = "pay", raise_share = 0.1 }, { share = 0.8 }]\n'
    ),
    'action 1 (rating): class 2: horizon_weeks says nothing about consequence = "exit"': (
        RATING + 'classes = [{ share = 0.2 }, { share = 0.8, consequence = "exit", horizon_weeks = 9 }]\n'
    ),
    'action 1 (rating): by = "lot" warns and judges by lot; it must be half_year or year': (
        RATING
        + 'by = "lot"\nclasses = [{ share = 0.8 },'
        + ' { share = 0.2, consequence = "warning", horizon_weeks = 9, carried_out = true }]\n'
    ),
    'action 1 (warning): by = "lot" warns and judges by lot': (
        ACTION + 'kind = "warning"\nshare = 0.2\nhorizon_weeks = 9\ncarried_out = true\nby = "lot"\n'
    ),
    "action 1 (new_managers): resilience has a value and a quantile": (
        ACTION + 'kind = "new_managers"\nvalues = { resilience = 0.8 }\nquantiles = { resilience = 0.8 }\n'
    ),
    'action 1 (hiring_freeze): who = "drive.treated" draws reps, and this happens to whole teams': (
        DRIVE + ACTION + 'kind = "hiring_freeze"\nweeks = 9\n' + TREATED
    ),
    'action 1 (shock): who = "north.treated", but a shock strikes everybody': (
        TEAMS + ACTION + 'kind = "shock"\nshock = "slump"\nsize = 0.3\n' + NORTH
    ),
    "action 1 (shock): segment = 1 says nothing about a slump, which strikes all segments": (
        ACTION + 'kind = "shock"\nshock = "slump"\nsize = 0.3\nsegment = 1\n'
    ),
    "week 8 has 2 regulations; it can have one": 2 * (ACTION + 'kind = "shock"\nshock = "regulation"\nsize = 0.3\n'),
    "action 1 (shock): size = 1.5, but a slump has at most 0.95": ACTION
    + 'kind = "shock"\nshock = "slump"\nsize = 1.5\n',
}


@pytest.mark.parametrize("sentence", [*UNREADABLE, *SENSELESS])
def test_each_fault_is_named_with_file_place_and_cure(sentence: str, tmp_path: Path) -> None:
    (line,) = refusal((UNREADABLE | SENSELESS)[sentence], tmp_path).splitlines()
    assert line.startswith(f"wrong.toml: {sentence}")


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    lines = refusal(CHANGE + "until_week = 5\n" + LEVER + LAYOFF + "times = 3\n", tmp_path).splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["change 1", "action 1 (layoff)"]


def test_a_script_of_another_format_or_name_is_refused(tmp_path: Path) -> None:
    assert refusal("", tmp_path, "") == "wrong.toml: format is missing; begin the file with format = 1"
    assert "line 1" in refusal("", tmp_path, "format = = 1\n")
    with pytest.raises(ScenarioError, match='no script "warning" is shipped; did you mean warnings'):
        load_script("warning")
    with pytest.raises(ScenarioError, match="there is no such script file"):
        load_script(tmp_path / "nothing.toml")


def test_what_does_not_fit_the_firm_is_refused(tmp_path: Path) -> None:
    few = load_scenario(overrides={"organization.teams": 2})
    somewhere = load_script(written(TEAMS + "eligible = { teams = [0, 2] }\n", tmp_path))
    with pytest.raises(
        ScenarioError, match=r"wrong.toml: assignment north: there is no team 2; the firm's teams are 0 to"
    ):
        Schedule(few, somewhere)
    elsewhere = ACTION + 'kind = "shock"\nshock = "regulation"\nsize = 0.3\nsegment = 900\n'
    with pytest.raises(ScenarioError, match=r"wrong.toml: action 1 \(shock\): there is no segment 900; the market's"):
        Schedule(few, load_script(written(elsewhere, tmp_path)))
    contradictory = load_script(written(CHANGE + 'set = { "selection.cull_fraction" = 0.45 }\n', tmp_path))
    with pytest.raises(ScenarioError, match=r"wrong.toml: .*0\.45 \(wrong.toml\)"):
        Schedule(few.with_overrides({"selection.threat_margin": 3.0}), contradictory)


def test_a_script_made_in_code_is_checked_like_a_file() -> None:
    with pytest.raises(ScenarioError, match="script: change 1: who = "):
        Schedule(load_scenario(), Script(changes=(Change(from_week=0, who="nobody", set={"pay.accelerator": 1.0}),)))


# --- what is shipped, and what is documented -------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_shipped_script_fits_the_default_firm_and_names_its_source(name: str) -> None:
    script = load_script(name)
    assert Schedule(load_scenario(), script).is_scripted
    assert script.title
    assert script.description
    assert script.source == "assumed" or script.source in entries()


def test_there_are_scripts_for_every_kind_of_action_but_those_shown_elsewhere() -> None:
    shown = {action.kind for name in EXAMPLES for action in load_script(name).actions}
    assert shown == set(ACTIONS)


def documented(info: str) -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    (text,) = documented("toml script")
    script = load_script(written(text, tmp_path, ""))
    assert Schedule(load_scenario(), script).names == ("", "hours.none")


WRONG = (
    '[[action]]\nweek = 1\nkind = "layoff"\nfraction = 1.5\nseat = "closed"\n',
    DRIVE + CHANGE + 'until_week = 5\nwho = "drive.treatd"\n' + LEVER,
)


def test_errors_read_as_the_page_shows(tmp_path: Path) -> None:
    assert [refusal(text, tmp_path) + "\n" for text in WRONG] == documented("text error")


def test_every_field_of_every_part_stands_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    fields = {field for part in (*ACTIONS.values(), Exits, Change, RatingClass) for field in part.model_fields}
    fields |= {field for one in ("assignments",) for field in ("name", "week", "unit", "arms", "eligible", "newcomers")}
    assert sorted(fields - named) == []
