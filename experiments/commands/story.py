"""`salesorg story`: one seller's career in plain sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Any

from experiments.commands.screen import console, patience, print_json
from experiments.report.language import Language
from experiments.story.kinds import KINDS
from experiments.story.life import Life, lives_in
from experiments.story.telling import Chapter, Story, Teller
from simulation import Scenario, Script, burn_in, load_scenario, load_script, run
from simulation.scenario import ScenarioError, parse_override

LINE = 100
PERSON = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class Question:
    """Whose story in which world: the settled firm, the firm under its policies, seed, years, seat, person, script."""

    settled: Scenario
    firm: Scenario
    policies: tuple[str, ...]
    seed: int
    years: int
    seat: int
    hire: int | None
    script: Script | None = None


def read_question(
    firm: str, policies: Sequence[str], settings: Sequence[str], world: tuple[int, int | None], rep: str
) -> Question:
    """What a command line asks for; ScenarioError says what is wrong with it. `rep` is a seat, or seat-person."""
    overrides = dict(map(parse_override, settings))
    settled, lived = load_scenario(firm, (), overrides), load_scenario(firm, policies, overrides)
    seat, hire = read_person(rep, lived.organization.teams * lived.organization.reps_per_team)
    seed, years = world
    return Question(settled, lived, tuple(policies), seed, lived.calendar.years if years is None else years, seat, hire)


def under_script(question: Question, script: str | None) -> Question:
    """The same question about a firm that lives through a field experiment, if one is named."""
    return question if script is None else replace(question, script=load_script(script))


def read_person(text: str, seats: int) -> tuple[int, int | None]:
    """The seat and, if said, the person of `12` or `12-3`."""
    found = PERSON.fullmatch(text.strip())
    if found is None:
        raise ScenarioError(f"--rep {text}: name a seat, as 12, or one person who sat there, as 12-3")
    seat = int(found[1])
    if seat >= seats:
        raise ScenarioError(f"--rep {text}: this firm has seats 0 to {seats - 1}")
    return seat, None if found[2] is None else int(found[2])


def live(question: Question) -> list[Life]:
    """Let the firm settle, live on under its policies, and read who sat in the seat; ScenarioError if none is meant."""
    (start,) = burn_in(question.settled, [question.seed])
    record = ("events", "rep_quarters")
    lived = run(question.firm, question.seed, years=question.years, state=start, record=record, script=question.script)
    lives = lives_in(lived, start, question.seat)
    if question.hire is None:
        return lives
    chosen = [life for life in lives if life.hire == question.hire]
    if not chosen:
        there = ", ".join(f"{life.seat}-{life.hire}" for life in lives) or "nobody"
        raise ScenarioError(f"--rep {question.seat}-{question.hire}: in these years the seat held {there}")
    return chosen


def tell_story(question: Question, language: Language, most_a_year: int, as_program: bool) -> None:
    """Live through the world and print the story of everybody asked for."""
    with patience("living through the years of the story"):
        lives = live(question)
    teller = Teller(language, question.firm.currency, most_a_year)
    stories = [teller.tell(life) for life in lives]
    if as_program:
        print_json(as_json(question, language, stories))
    else:
        show(question, language, stories)


def show(question: Question, language: Language, stories: Sequence[Story]) -> None:
    """Print the stories, a paragraph a year."""
    screen, text = console(), language.text
    years = language.plural("time.years", question.years)
    screen.print(text("story.world", firm=question.firm.title, seed=str(question.seed), years=years))
    if question.policies:
        screen.print(text("story.policies", policies=language.listed(question.policies)))
    screen.print(text("story.invented"), style="dim")
    if not stories:
        screen.print(text("story.nobody", seat=question.seat))
    for story in stories:
        screen.print()
        for line, style in lines(story, language):
            screen.print(folded(line, screen.width), style=style, soft_wrap=True)


def folded(paragraph: str, width: int) -> str:
    """A paragraph in lines that are easy to read; unlike the screen's own folding it never parts an amount's digits."""
    return fill(paragraph, min(width, LINE), break_on_hyphens=False)


def lines(story: Story, language: Language) -> list[tuple[str, str]]:
    """A story line by line, each with its style; a paragraph is one line."""
    identity = f"{story.seat}-{story.hire}"
    heading = language.text("story.person", name=str(story.name), seat=story.seat, id=identity)
    chapters = [line for chapter in story.chapters for line in chapter_lines(chapter, language)]
    opening = [(story.opening, "")] if story.opening else []
    return [(heading, "bold"), *opening, *chapters, ("", ""), *((sentence, "") for sentence in story.ending)]


def chapter_lines(chapter: Chapter, language: Language) -> list[tuple[str, str]]:
    """A year: its heading, its paragraph, and what is left out."""
    sentences = [*(sentence.text for sentence in chapter.sentences), chapter.ended]
    heading = language.text("story.year", year=chapter.year + 1)
    paragraph = " ".join(sentence for sentence in sentences if sentence)
    rest = [(chapter.not_told, "dim")] if chapter.not_told else []
    return [("", ""), (heading, "bold"), *([(paragraph, "")] if paragraph else []), *rest]


def as_json(question: Question, language: Language, stories: Sequence[Story]) -> dict[str, Any]:
    """The stories for programs; `docs/formats.md` describes every key."""
    return {
        "schema": "salesorg-story-1",
        "command": "story",
        "fingerprint": question.firm.fingerprint(),
        "settled": question.settled.fingerprint(),
        "seed": question.seed,
        "years": question.years,
        "language": language.code,
        "currency": question.firm.currency,
        "seat": question.seat,
        "people": [_person_json(story) for story in stories],
    }


def _person_json(story: Story) -> dict[str, Any]:
    return {
        "id": f"{story.seat}-{story.hire}",
        "invented_name": str(story.name),
        "opening": story.opening,
        "years": [_chapter_json(chapter) for chapter in story.chapters],
        "ending": list(story.ending),
    }


def _chapter_json(chapter: Chapter) -> dict[str, Any]:
    return {
        "year": chapter.year + 1,
        "moments": [
            {
                "week": sentence.moment.week,
                "kind": sentence.moment.key.removeprefix("story."),
                "importance": round(sentence.moment.importance, 1),
                "sentence": sentence.text,
            }
            for sentence in chapter.sentences
        ],
        "attainment": None if chapter.verdict is None else round(chapter.verdict.attainment, 4),
        "ended": chapter.ended,
        "left_out": {kind: chapter.left_out[kind] for kind in KINDS if chapter.left_out[kind]},
    }
