"""A life as a biography: the whole text of a made-up life, in both languages, and of its variants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.commands.story import folded, lines
from experiments.report.language import Language
from experiments.story.life import Event, Life
from experiments.story.telling import Teller
from tests.experiments.story.lives import EVENTS, LIFE, with_events

NBSP = "\N{NO-BREAK SPACE}"


def told(life: Life, code: str = "en", most: int = 7) -> str:
    language = Language(code)
    return "\n".join(line for line, _ in lines(Teller(language, "EUR", most).tell(life), language))


def test_a_life_in_english() -> None:
    assert told(LIFE) == (
        "Saga Kvällsdroppe (seat 12, person 12-3)\n\n"
        "Year 1\n"
        "In week 11 Saga Kvällsdroppe started in seat 12, which had stood empty for 9 weeks. "
        "In week 16 she won her first deal, worth €30,000, 6 weeks after the first day. "
        "In week 32 she landed a big deal: €60,000. "
        "In week 35 the rival took the biggest deal that she ever lost at the last hurdle here: €90,000, after 4 weeks "
        "of talks. "
        "By the end of the quarter, 29 weeks after the first day, she knew the trade. "
        "In week 51 she won the biggest deal of her career here: €200,000, after 10 weeks of talks. "
        "A week later her best quarter closed, with bookings of €200,000, 400% of its share of the quota. "
        "She made the year's quota: 145% of it, with bookings of €290,000.\n"
        "Not told: 1 deal begun, 2 deals brought up for decision and 1 new customer.\n\n"
        "Year 2\n"
        "In week 16 Saga kept a customer of her own, won 1 year earlier and worth €25,000 a year. "
        "In week 26 she was warned: a half-year far below the standard. "
        "In week 52 she stood at the bottom of the ranking. "
        "The same week she was warned again, the second half-year in a row. "
        "She missed the year's quota: 0% of it, with bookings of €0.\n"
        "Not told: 1 deal ended in no decision.\n\n"
        "Year 3\n"
        "In week 3 Saga lost a customer of her own, won 1 year and 39 weeks earlier and worth €30,000 a year. "
        "In week 5 she was dismissed, after 1 year and 47 weeks with the firm. "
        "By then she had not won a deal for 1 year and 6 weeks.\n\n"
        "The seat stood empty for 11 weeks; then came Ivan Stjärnvisa.\n"
        "What the departure and the empty seat brought: 1 deal ended in no decision and 1 customer lost.\n"
        "In these years: 3 deals won, worth €290,000. Quota made in 1 of 2 years."
    )


def test_the_same_life_in_swedish() -> None:
    text = told(LIFE, "sv").replace(NBSP, " ")
    assert text.startswith(
        "Saga Kvällsdroppe (plats 12, person 12-3)\n\n"
        "År 1\n"
        "Vecka 11 började Saga Kvällsdroppe på plats 12, som hade stått tom i 9 veckor. "
        "Vecka 16 vann hon sin första affär, värd 30 000 €, 6 veckor efter första dagen. "
    )
    assert "Hon nådde årets budget: 145 % av den, med order för 290 000 €.\nInte berättat: 1 påbörjad affär, " in text
    assert text.endswith(
        "Platsen stod tom i 11 veckor; sedan kom Ivan Stjärnvisa.\n"
        "Vad avgången och den tomma platsen förde med sig: 1 affär utan beslut och 1 förlorad kund.\n"
        "Under de här åren: 3 vunna affärer, värda 290 000 €. Årsbudgeten nåddes 1 av 2 år."
    )


def test_the_first_sentence_of_a_year_that_speaks_of_the_person_gives_the_name() -> None:
    ripe, customer = Event("deal_ripe", 59, 1.0, (50, 0)), Event("deal_ripe", 59, 1.0, (51, 0))
    lost = [Event("deal_lost", week, 3.0, (week - 10, 0), None, value) for week, value in ((60, 7e4), (61, 9e4))]
    warned = Event("warned", 77, 7.0)
    life = replace(with_events(ripe, customer, *lost, warned), hired_week=-42, first_week=52, end_week=104)
    text = told(replace(life, quarters=()))
    assert "In week 9 the rival took a deal of €70,000 that had been close to signing. " in text
    assert "A week later the rival took the biggest deal that Saga ever lost" in text
    assert "In week 26 she was warned" in text
    assert "Saga missed the year's quota" in told(
        replace(with_events(ripe), hired_week=-42, quarters=LIFE.quarters[-4:])
    )
    quarters = [one._replace(bookings_money=0.0 if one.week != 64 else 1e5) for one in LIFE.quarters]
    text = told(replace(with_events(), hired_week=-42, first_week=52, quarters=tuple(quarters), end_week=104))
    assert "In week 13 Saga's best quarter closed" in text
    assert "Vecka 13 slutade Sagas bästa kvartal" in told(
        replace(with_events(), hired_week=-42, first_week=52, quarters=tuple(quarters), end_week=104), "sv"
    )


def test_a_name_that_ends_in_s_takes_no_further_one_in_swedish() -> None:
    assert Teller(Language("sv"), "EUR", 7)._genitive("Jonas") == "Jonas"
    assert Teller(Language("en"), "EUR", 7)._genitive("Jonas") == "Jonas's"


def test_two_languages_tell_the_same_moments() -> None:
    english, swedish = (Teller(Language(code), "EUR", 5).tell(LIFE) for code in ("en", "sv"))
    assert [[one.moment for one in chapter.sentences] for chapter in english.chapters] == [
        [one.moment for one in chapter.sentences] for chapter in swedish.chapters
    ]


@pytest.mark.parametrize("most", [1, 3])
def test_at_most_so_many_moments_a_year_are_told_and_every_event_is_told_or_counted(most: int) -> None:
    story = Teller(Language("en"), "EUR", most).tell(LIFE)
    assert max(len(chapter.sentences) for chapter in story.chapters) == most
    told_events = sum(one.moment.event is not None for chapter in story.chapters for one in chapter.sentences)
    assert told_events + sum(chapter.left_out.total() for chapter in story.chapters) == len(EVENTS)


def test_who_was_there_before_and_stays_is_told_for_how_long() -> None:
    life = replace(with_events(*EVENTS[5:9]), hired_week=-42, first_week=0, end_week=52, successor_hire=None)
    text = told(life)
    assert text.splitlines()[1] == "When the story begins, Saga Kvällsdroppe has been with the firm for 42 weeks."
    assert text.splitlines()[-2] == "When the story ends, Saga has been with the firm for 1 year and 42 weeks."


def test_a_seat_that_nobody_takes_is_still_empty_and_one_that_is_taken_at_once_never_was() -> None:
    alone = replace(LIFE, successor_hire=None, successor_week=None, afterwards=())
    assert told(alone).splitlines()[-2] == "When the story ends, the seat is still empty."
    assert (
        told(replace(LIFE, successor_week=109, afterwards=())).splitlines()[-2] == "Ivan Stjärnvisa followed at once."
    )


def test_help_given_is_counted_at_the_end() -> None:
    assert told(replace(LIFE, help_given=1)).endswith("Quota made in 1 of 2 years. Helped a colleague 1 time.")
    assert told(replace(LIFE, help_given=3), "sv").endswith("Hjälpte kollegor 3 gånger.")


def test_a_quota_that_was_just_missed_is_not_told_as_met() -> None:
    nearly = replace(LIFE, quarters=tuple(one._replace(bookings_money=49_990.0) for one in LIFE.quarters))
    assert "She missed the year's quota: 99% of it" in told(nearly)


def test_a_year_without_events_has_its_heading_and_nothing_left_out() -> None:
    quiet = replace(with_events(EVENTS[0]), quarters=(), end_week=150)
    assert told(quiet).splitlines()[-6:-3] == ["Year 2", "", "Year 3"]


def test_a_paragraph_is_folded_at_spaces_but_never_inside_an_amount() -> None:
    amount = f"134{NBSP}000{NBSP}€"
    assert folded(f"Den kostade {amount} idag", 13) == f"Den kostade\n{amount}\nidag"
