"""P9 against customers whose loss was planted, and R3 against books whose fate is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from experiments.validation import orphans, retention
from experiments.validation.accounts import NOBODY, ground, purchases, spent_in
from experiments.validation.recorder import Lived
from simulation.mechanisms import events as kinds
from tests.validation.lives import book, events, lived

WEEKS, SEATS, EACH, EVERY = 212, 12, 8, 4
LEAVES, COMES = 100, 106
USUAL, AFTER = 100.0, 85.0


def firm(holder: Callable[[int, int], int] = lambda ordinal, _week: 0, sold: float = 1.0) -> Lived:
    """Everybody stays but the rep of seat 0; every account is renewed once a year, hers at 15 % less from then on.

    `holder(ordinal, week)` says in whose seat her accounts stand once she is gone; `sold` is what seat 1 sells a week.
    """
    lines = []
    for seat in range(SEATS):
        for ordinal in range(EACH):
            for week in range(ordinal * 6, WEEKS, 52):
                value = AFTER if seat == 0 and week > LEAVES else USUAL
                lines.append({"kind": kinds.ACCOUNT_RENEWED, "week": week, "value_money": value}
                             | {"account_seat": seat, "account_opened": ordinal})  # fmt: skip
    books = tuple(
        book(*(
            (seat, ordinal, holder(ordinal, week) if seat == 0 and week > LEAVES else seat, 70.0, 100.0)
            for seat in range(SEATS)
            for ordinal in range(EACH)
        ))
        for week in range(0, WEEKS + 1, EVERY)
    )  # fmt: skip
    record = lived(WEEKS, SEATS, events=events(*lines), books=books, books_every=EVERY)
    record.flows["bookings_money"][:] = np.where(np.arange(SEATS) == 1, sold, 1.0)
    record.flows["departed"][LEAVES, 0] = 1
    record.people["employed"][LEAVES + 1 : COMES, 0] = 0
    record.people["hired_week"][COMES:, 0] = COMES
    record.people["hire"][COMES:, 0] = 1
    return record


def estimated(*records: Lived) -> dict[str, orphans.Estimate]:
    found = [orphans.extract(record) for record in records]
    return orphans.estimate({name: np.array([one[name] for one in found]) for name in found[0]})


def test_a_planted_loss_is_recovered() -> None:
    assert estimated(firm(), firm())["P9.loss"].mean == pytest.approx(-0.15)


def test_a_difference_that_was_there_before_is_no_loss() -> None:
    record = firm()
    poor = (record.events["account_seat"] == 0) & (record.events["week"] <= LEAVES)
    record.events["value_money"][poor] = AFTER
    assert estimated(record, record)["P9.loss"].mean == pytest.approx(0.0)


def test_the_successor_is_a_newcomer() -> None:
    table = orphans.orphans(ground(firm()))
    assert len(table) == EACH
    assert (table["heir"] == orphans.NEWCOMER).all()


@pytest.mark.parametrize(("sold", "kind"), [(9.0, orphans.STAR), (0.5, orphans.ORDINARY)])
def test_a_colleague_is_an_incumbent_and_a_star_if_the_last_year_was_among_the_best(sold: float, kind: int) -> None:
    table = orphans.orphans(ground(firm(lambda _ordinal, _week: 1, sold)))
    assert (table["heir"] == kind).all()


def test_heirs_are_told_apart_account_by_account() -> None:
    record = firm(lambda ordinal, _week: ordinal % 2, sold=0.5)
    assert sorted(orphans.orphans(ground(record))["heir"]) == [orphans.NEWCOMER] * 4 + [orphans.ORDINARY] * 4
    found = estimated(record, record)
    assert found["P9.newcomers"].mean == pytest.approx(0.0)
    assert found["P9.stars"].why == "no account went to a star incumbent in this version of the model"


def test_accounts_lost_before_they_had_an_heir_count_with_the_others_of_their_rep() -> None:
    found = np.array([orphans.NONE, orphans.NEWCOMER, orphans.NEWCOMER, orphans.NONE])
    settled = orphans.settled_heirs(found, np.array([0, 0, 0, 1]))
    assert settled.tolist() == [orphans.NEWCOMER] * 3 + [orphans.NONE]


def test_without_incumbents_nobody_can_tell() -> None:
    assert estimated(firm(), firm())["P9.newcomers"].why == (
        "no account went to an incumbent in this version of the model"
    )


def test_orphans_are_compared_with_their_likes() -> None:
    offered = np.array([[1.0, 50.0, 1.0], [1.0, 70.0, 1.0], [9.0, 70.0, 1.0]] + [[1.0, 70.1, 1.0]] * 4)
    near = orphans.nearest(np.array([[1.0, 70.0, 1.0]]), offered)
    assert set(near[0]) == {1, 3, 4, 5, 6}


def test_a_cancelled_deal_takes_back_what_it_brought_and_new_customers_are_no_ones_accounts() -> None:
    lines = events(
        {"kind": kinds.DEAL_WON, "value_money": 5.0, "account_seat": 0, "account_opened": 1},
        {"kind": kinds.DEAL_CANCELLED, "value_money": 5.0, "account_seat": 0, "account_opened": 1},
        {"kind": kinds.DEAL_WON, "value_money": 7.0},
        {"kind": kinds.DEAL_LOST, "value_money": 9.0, "account_seat": 0, "account_opened": 1},
    )
    assert spent_in(purchases(lines)).tolist() == [5.0, -5.0]


def test_where_an_account_stands_is_read_from_the_book() -> None:
    at = ground(firm(lambda _ordinal, _week: 3))
    code = at.codes[:1]
    assert [at.holders(code, reading)[0] for reading in (0, LEAVES // EVERY, LEAVES // EVERY + 1)] == [0, 0, 3]
    assert at.holders(code + 1_000, 0)[0] == NOBODY


# --- retention -------------------------------------------------------------------------------------------------------


def test_retention_of_customers_and_of_their_revenue_by_hand() -> None:
    before = book((0, 0, 0, 70, 100.0), (0, 1, 0, 70, 100.0), (1, 0, 1, 70, 100.0), (1, 1, 1, 70, 100.0))
    after = book((1, 1, 0, 70, 150.0), (0, 1, 0, 70, 80.0), (1, 0, 1, 70, 100.0), (9, 9, 1, 70, 999.0))
    year = retention.kept(before, after)  # one lost, one shrunk, one the same, one grown and in another seat; one new
    assert year == {"accounts": 4.0, "stayed": 3.0, "revenue": 400.0, "held": 280.0, "later": 330.0}
    found = retention.estimate({name: np.full(2, value) for name, value in year.items()})
    assert found["R3.logos"].mean == 0.25
    assert found["R3.dollars"].mean == pytest.approx(0.30)
    assert found["R3.retention"].mean == pytest.approx(0.825)


def test_years_run_from_reading_to_reading() -> None:
    record = lived(104, 1, books=tuple(book((0, 0, 0, 70, 100.0 + week)) for week in range(0, 105, 4)), books_every=4)
    found = retention.extract(record)
    assert (found["revenue"], found["later"]) == (100.0 + 152.0, 152.0 + 204.0)


def test_an_empty_book_keeps_nothing() -> None:
    assert retention.kept(book((0, 0, 0, 70, 5.0)), book())["stayed"] == 0.0
