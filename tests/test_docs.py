"""The pages keep what they promise: sources, parameters, purposes, links and files exist, and examples run."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from simulation import load_scenario, purposes, run
from simulation.layers import CATALOGUE

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CHAPTERS = DOCS / "mechanisms"
BIBLIOGRAPHY = DOCS / "bibliography.md"
MECHANISMS = ROOT / "simulation" / "mechanisms"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
SECTIONS = (
    "In a week",
    "Formulas",
    "Parameters",
    "Evidence",
    "Costs and risks",
    "Touches next",
    "Luck",
    "Assumed, and what can emerge",
    "Neutral setting",
    "Tests",
)
PAGE_OF_LINES = 72
WORDS = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
PARAMETER = re.compile(r"([a-z]+)\.([a-z_0-9]+)(?:=.*)?")
FILE = re.compile(r"(?:simulation|experiments|tests|docs|benchmarks|results)/[\w./-]*")
FILE_ENDINGS = {"py", "md", "toml", "json", "csv"}
PURPOSES = {name for name in vars(purposes) if name.isupper()}
IN_USE = {d.source for d in CATALOGUE.by_path.values()} - {"assumed"}


@cache
def read(page: Path) -> str:
    return page.read_text("utf-8")


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def fenced(text: str, info: str) -> list[str]:
    """The fenced blocks whose opening line says exactly `info`."""
    return re.findall(rf"^```{info}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def parts(text: str, marks: str) -> dict[str, str]:
    """The text below each heading of a level, by heading."""
    pieces = re.split(rf"^{marks} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def entries() -> dict[str, str]:
    """What the bibliography says of each key."""
    works = parts(read(BIBLIOGRAPHY), "###")
    return {key: re.split(r"^## ", text, flags=re.MULTILINE)[0] for key, text in works.items()}


def chapters() -> dict[str, str]:
    return {page.stem: read(page) for page in CHAPTERS.glob("*.md")}


def mechanisms() -> set[str]:
    return {file.stem for file in MECHANISMS.glob("*.py")} - {"__init__"}


def parameter_paths(text: str) -> list[str]:
    """What looks like the path of a parameter: its group exists, and it is no file."""
    found = (PARAMETER.fullmatch(word) for word in WORDS.findall(text))
    return [
        f"{match[1]}.{match[2]}"
        for match in found
        if match and match[1] in CATALOGUE.groups and match[2] not in FILE_ENDINGS
    ]


def drawn_in(mechanism: str) -> set[str]:
    """The purposes that a mechanism imports."""
    tree = ast.parse(read(MECHANISMS / f"{mechanism}.py"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "simulation.purposes"
        for alias in node.names
    }


# --- bibliography ----------------------------------------------------------------------------------------------------


def test_every_source_of_a_parameter_is_a_work_of_the_bibliography() -> None:
    assert sorted(IN_USE - set(entries())) == []


def test_every_work_steers_a_parameter_or_says_that_it_steers_nothing() -> None:
    idle = {key for key, text in entries().items() if "- Steers: nothing." in text}
    assert idle ^ IN_USE == set(entries())
    assert sorted(idle & IN_USE) == []


@pytest.mark.parametrize("key", sorted(IN_USE))
def test_a_work_names_the_parameters_that_carry_its_key_and_how_it_was_checked(key: str) -> None:
    text = " ".join(entries()[key].split())
    steers = re.search(r"- Steers: (.*?)\. - Limits:", text)
    assert steers is not None
    assert parameter_paths(steers[1]) == [d.path for d in CATALOGUE.by_path.values() if d.source == key]
    assert re.search(r"- Grade [A-D]\b.*; status: (verified|vendor figure|unverified)", text)
    assert re.search(r"\((about )?\d{4}(, \d{4})?\)", text) or "unverified" in text.lower()


def test_the_bibliography_cites_works_and_no_web_pages() -> None:
    assert re.findall(r"https?://\S+|www\.\S+", read(BIBLIOGRAPHY)) == []


# --- chapters --------------------------------------------------------------------------------------------------------


def test_every_mechanism_has_its_chapter_and_every_chapter_its_mechanism() -> None:
    assert set(chapters()) == mechanisms()


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_a_chapter_has_a_question_all_its_sections_and_fits_a_page(name: str) -> None:
    text = chapters()[name]
    assert re.match(r"# .+\n\n\*.+\?\*\n", text)
    assert tuple(parts(text, "##")) == SECTIONS
    assert len(text.splitlines()) <= PAGE_OF_LINES


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_a_chapter_names_the_purposes_that_its_mechanism_draws_for(name: str) -> None:
    luck = parts(chapters()[name], "##")["Luck"]
    named = {word for word in WORDS.findall(luck) if word.isupper()}
    assert drawn_in(name) <= named <= PURPOSES
    assert bool(drawn_in(name)) != luck.strip().startswith("No draws")


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_a_chapter_rests_on_works_that_exist_and_on_all_that_its_group_rests_on(name: str) -> None:
    evidence = parts(chapters()[name], "##")["Evidence"]
    named = {word for word in WORDS.findall(evidence) if re.search(r"_(19|20)\d\d$", word)}
    assert sorted(named - set(entries())) == []
    of_group = {d.source for d in CATALOGUE.by_path.values() if d.path.startswith(f"{name}.")} - {"assumed"}
    assert sorted(of_group - set(WORDS.findall(chapters()[name]))) == []


def test_every_parameter_stands_in_a_chapter() -> None:
    named = {path for text in chapters().values() for path in parameter_paths(parts(text, "##")["Parameters"])}
    assert sorted(set(CATALOGUE.by_path) - named) == []


def test_every_purpose_in_use_stands_in_the_table_of_addresses() -> None:
    table = parts(read(DOCS / "model.md"), "##")["Addresses of luck"]
    named = {word for word in WORDS.findall(table) if word.isupper()}
    assert named == set().union(*(drawn_in(name) for name in mechanisms()))


# --- neutral settings ------------------------------------------------------------------------------------------------

SMALL = """format = 1
[organization]
teams = 3
reps_per_team = 6
[calendar]
burn_in_years = 1
years = 3
"""


def always(column: str, value: float) -> Callable[[pd.DataFrame], bool]:
    return lambda weekly: bool((abs(weekly[column] - value) < 1e-9).all())


SILENCE: dict[str, Callable[[pd.DataFrame], bool]] = {
    "conduct": always("promising", 0.0),
    "customers": always("churned", 0.0),
    "effort": always("effort", 1.0),
    "enemy": always("salience", 0.0),
    "learning": always("know_how", 1.0),
    "leaving": lambda weekly: always("vacant_seats", 0.0)(weekly) and always("severance_money", 0.0)(weekly),
    "market": always("demand", 1.0),
    "morale": always("morale", 0.6),
    "norms": lambda weekly: always("programmes_money", 0.0)(weekly) and always("code", 0.0)(weekly),
    "peers": always("prizes_money", 0.0),
    "qualification": lambda weekly: bool((weekly["qualified"] == weekly["leads"]).all()),
    "quitting": always("resigned", 0.0),
    "rival": lambda weekly: always("rival_losses", 0.0)(weekly) and always("rival_strength", 1.0)(weekly),
    "selection": always("dismissed", 0.0),
}
NEUTRAL = sorted(name for name, text in chapters().items() if fenced(text, "toml neutral"))


def weekly_under(tables: str, tmp_path: Path) -> pd.DataFrame:
    base, neutral = tmp_path / "small.toml", tmp_path / "neutral.toml"
    base.write_text(SMALL, "utf-8")
    neutral.write_text(f'format = 1\nbase = "{base.name}"\n{tables}', "utf-8")
    return run(load_scenario(neutral), seed=1).weekly


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_neutral_setting_can_be_lived_and_silences_its_mechanism(name: str, tmp_path: Path) -> None:
    (tables,) = fenced(chapters()[name], "toml neutral")
    weekly = weekly_under(tables, tmp_path)
    if name in SILENCE:
        assert SILENCE[name](weekly)
        assert not SILENCE[name](weekly_under("", tmp_path))


def test_a_chapter_without_a_neutral_setting_says_so() -> None:
    silent = {name: parts(text, "##")["Neutral setting"] for name, text in chapters().items() if name not in NEUTRAL}
    assert set(SILENCE) <= set(NEUTRAL)
    assert [name for name, text in silent.items() if not re.match(r"\s*(There is none|A run that)", text)] == []


# --- all pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_parameters_named_on_a_page_exist(page: Path) -> None:
    assert sorted(set(parameter_paths(prose(read(page)))) - set(CATALOGUE.by_path)) == []


def slug(heading: str) -> str:
    """The anchor of a heading, as hosts of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def broken(link: str, page: Path) -> bool:
    target, _, anchor = link.partition("#")
    file = (page.parent / target).resolve() if target else page
    if not file.exists():
        return True
    headings = re.findall(r"^#+ (.+)$", prose(read(file)), re.MULTILINE) if file.suffix == ".md" else []
    return bool(anchor) and anchor not in {slug(heading) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(prose(read(page))) if not link.startswith(("http://", "https://"))]
    assert [link for link in links if broken(link, page)] == []


@pytest.mark.parametrize("name", [*sorted(mechanisms()), "model", "bibliography", "glossary"])
def test_files_named_in_a_chapter_exist(name: str) -> None:
    text = chapters().get(name) or read(DOCS / f"{name}.md")
    named = [word for word in WORDS.findall(text) if FILE.fullmatch(word)]
    assert [word for word in named if not (ROOT / word).exists()] == []


EXAMPLES = [
    pytest.param(text, id=f"{page.name}-{number}")
    for page in PAGES
    for number, text in enumerate(fenced(read(page), "python run"), 1)
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_run(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(text, "example", "exec"), {"__name__": "example"})


def test_there_are_examples_to_run() -> None:
    assert EXAMPLES
