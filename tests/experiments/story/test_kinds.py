"""The table of what is worth telling: it knows every kind of event, and each telling reads in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from experiments.report.language import Language, catalogue, languages
from experiments.story.kinds import KINDS, Telling, moments_of
from experiments.story.life import LEAVING, Event
from experiments.story.milestones import milestones
from experiments.story.moments import Moment, Money, Weeks
from experiments.story.names import name_of
from experiments.story.telling import Teller
from simulation.mechanisms.events import NAMES
from tests.experiments.story.lives import DEAL_A, DEAL_B, EVENTS, LIFE, with_events

TELLINGS = [(kind, telling) for kind, entry in KINDS.items() for telling in entry.tellings]


def sample(kind: str) -> Event:
    """The last event of a kind in the made-up life, or one made for it."""
    of_kind = [event for event in EVENTS if event.kind == kind]
    return of_kind[-1] if of_kind else Event(kind, 60, 7.0)


def keys_told(*events: Event) -> list[str]:
    return [moment.key for moment in moments_of(with_events(*events), KINDS)]


def test_every_kind_of_event_has_its_entry_and_every_entry_its_kind() -> None:
    assert sorted(set(NAMES.values()) - set(KINDS)) == []
    assert sorted(set(KINDS) - set(NAMES.values())) == []
    assert set(KINDS) >= LEAVING


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_out_can_be_counted_in_every_language(kind: str) -> None:
    for code in languages():
        message = catalogue(code).get(KINDS[kind].counted)
        assert message is not None
        assert message.pluralizable


@pytest.mark.parametrize(("kind", "telling"), TELLINGS, ids=[telling.key for _, telling in TELLINGS])
@pytest.mark.parametrize("code", languages())
def test_every_telling_is_a_sentence(code: str, kind: str, telling: Telling) -> None:
    event = sample(kind)
    told = Moment(event.week, event.day, 50.0, telling.key, telling.values(event, LIFE), event)
    assert_a_sentence(sentence(code, told))


@pytest.mark.parametrize("told", milestones(LIFE), ids=lambda told: told.key)
@pytest.mark.parametrize("code", languages())
def test_every_milestone_is_a_sentence(code: str, told: Moment) -> None:
    assert_a_sentence(sentence(code, told))


def sentence(code: str, told: Moment) -> str:
    teller = Teller(Language(code), "EUR", 7)
    (found,) = teller._sentences([told], name_of(12, 3))
    return found.text


def assert_a_sentence(text: str) -> None:
    assert text[0].isupper()
    assert text.endswith(".")
    assert not re.search(r"[{}]|  ", text)


# --- which telling wins ----------------------------------------------------------------------------------------------

WON = EVENTS[4]
SECOND = EVENTS[5]


def test_the_first_win_is_told_as_such_only_if_the_first_day_is_in_the_log() -> None:
    assert keys_told(EVENTS[0], WON) == ["story.hired_after_vacancy", "story.first_win"]
    inherited = replace(with_events(WON, SECOND), first_week=12)
    assert [moment.key for moment in moments_of(inherited, KINDS)] == ["story.biggest_win"]


def test_the_biggest_win_and_loss_are_told_as_such() -> None:
    keys = {moment.week: moment.key for moment in moments_of(LIFE, KINDS)}
    assert keys[50] == "story.biggest_win"
    assert keys[34] == "story.biggest_loss_rival"


def test_a_deal_that_never_came_up_for_decision_is_no_biggest_loss() -> None:
    assert keys_told(Event("deal_lost", 34, 3.0, DEAL_B, None, 90_000.0)) == ["story.deal_lost_early"]
    assert keys_told(Event("deal_undecided", 34, 3.0, DEAL_B, None, 90_000.0)) == []


def test_a_win_after_a_long_drought_ends_it() -> None:
    later = Event("deal_won", 40, 3.0, DEAL_B, None, 10_000.0)
    (_, told) = moments_of(with_events(WON, later), KINDS)
    assert told.key == "story.drought_ended"
    assert told.values == {"value": Money(10_000.0), "drought": Weeks(25)}
    assert keys_told(WON, later._replace(week=22)) == ["story.biggest_win"]


def test_small_deals_and_customers_are_not_told_and_big_ones_matter_by_size() -> None:
    def importance(kind: str, value: float) -> list[float]:
        event = Event(kind, 40, 3.0, (1, 1), (9, 9), value)
        moments = moments_of(with_events(WON, SECOND._replace(value_money=1e6), event), KINDS)
        return [moment.importance for moment in moments if moment.week == 40]

    assert importance("deal_won", 39_999.0) == []  # under two ordinary deals
    assert importance("deal_won", 40_000.0) == [32.0]
    assert importance("deal_won", 60_000.0) == [48.0]
    assert importance("deal_won", 900_000.0) == [60.0]
    assert importance("account_churned", 30_000.0) == [48.0]
    assert importance("account_churned", 19_000.0) == []


def test_a_deal_that_brings_a_new_customer_says_so() -> None:
    opened = Event("account_won", 20, 7.0, None, (12, 9), 20_000.0)
    big = Event("deal_won", 20, 3.0, DEAL_B, (12, 9), 60_000.0)
    assert keys_told(WON, big, opened, SECOND._replace(week=26, value_money=1e6))[1] == "story.deal_won_new_customer"


def test_a_customer_of_one_s_own_is_told_as_such() -> None:
    own, other = (
        Event("account_churned", 90, 7.0, None, (12, 7), 50_000.0),
        Event("account_churned", 91, 7.0, None, (1, 1), 5e4),
    )
    assert keys_told(EVENTS[3], own, other) == ["story.account_churned_own", "story.account_churned"]


def test_a_deal_that_was_taken_back_is_no_win_but_a_cancellation() -> None:
    big, gone = SECOND._replace(value_money=1e6), Event("deal_cancelled", 31, 3.0, SECOND.deal, None, 1e6)
    life = with_events(EVENTS[0], WON, big, gone)
    assert life.wins == [WON]
    keys = [moment.key for moment in moments_of(life, KINDS)]
    assert keys == ["story.hired_after_vacancy", "story.first_win", "story.deal_cancelled"]


def test_help_is_told_by_who_gave_it_and_what_came_of_it() -> None:
    helped = Event("helped", 14, 0.0, DEAL_A, None, 80_000.0, (20, 2))
    (told,) = moments_of(with_events(helped), KINDS)
    assert (told.key, told.values["colleague"]) == ("story.helped", name_of(20, 2))
    assert keys_told(helped, WON)[0] == "story.helped_to_win"
    assert keys_told(helped, WON, Event("deal_cancelled", 15, 3.0, DEAL_A, None, 1e4))[0] == "story.helped"


def test_a_second_warning_in_a_row_is_told_as_such() -> None:
    first, second = Event("warned", 25, 7.0), Event("warned", 51, 7.0)
    assert keys_told(first, second) == ["story.warned", "story.warned_again"]
    assert keys_told(first, second._replace(week=77)) == ["story.warned", "story.warned"]


def test_what_is_always_told_outweighs_the_rest() -> None:
    moments = {moment.key: moment.importance for moment in moments_of(LIFE, KINDS)}
    assert moments["story.dismissed"] == moments["story.hired_after_vacancy"] == max(moments.values())


def test_the_age_of_a_deal_is_told_in_weeks() -> None:
    (told,) = (moment for moment in moments_of(LIFE, KINDS) if moment.key == "story.biggest_win")
    assert told.values["age"] == Weeks(10)
    assert told.event is not None
    assert told.event.deal != DEAL_A
