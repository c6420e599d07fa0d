"""Pictures: what many futures amount to, by hand and by contract."""

import numpy as np
import pytest

from workshop.pictures import BAND_FROM, CONFIDENCE, Duel, Fans, axis, duel, fan, typical


def test_a_fan_of_few_futures_has_no_bands_and_shows_each_future() -> None:
    drawn = fan(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 9.0]]))
    assert drawn.bands is None
    assert drawn.median.tolist() == [3.0, 4.0]
    assert drawn.singles.tolist() == [[1.0, 2.0], [3.0, 4.0], [5.0, 9.0]]


def test_the_bands_of_many_futures_are_their_quantiles_in_order() -> None:
    drawn = fan(np.arange(101.0)[:, None] * np.ones(3))
    assert drawn.bands is not None
    assert drawn.bands[:, 0].tolist() == pytest.approx([10.0, 25.0, 50.0, 75.0, 90.0])
    assert fan(np.zeros((BAND_FROM - 1, 1))).bands is None


def test_a_company_that_did_not_change_keeps_the_fan_of_its_most_futures() -> None:
    fans, many = Fans(most=2), np.arange(100.0)[:, None]
    wide = fans.of("a", many)
    assert fans.of("a", many[:8]) is wide
    assert fans.of("b", many[:8]).median.tolist() == [3.5]
    assert fans.of("b", many).median.tolist() == [49.5]
    fans.of("c", many)
    assert fans.of("a", many[:8]) is not wide  # the longest unused is forgotten


def test_b_is_ahead_where_it_lies_above_and_ties_count_half() -> None:
    found = duel(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 2.0, 9.0]))
    assert found.ahead == 2.5
    assert found.difference == pytest.approx(1.25)


def test_the_interval_is_the_paired_one_of_ninety_percent() -> None:
    a = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    b = a + np.array([1.0, 2.0, 3.0, 2.0, 2.0])
    low, high = duel(a, b).interval
    half = 2.1318 * np.std([1.0, 2.0, 3.0, 2.0, 2.0], ddof=1) / np.sqrt(5)  # t(4) at 95 % one-sided
    assert CONFIDENCE == 0.9
    assert (low, high) == pytest.approx((2.0 - half, 2.0 + half), rel=1e-3)


def test_equal_companies_are_ahead_of_each_other_in_half_of_the_futures_and_nothing_is_settled() -> None:
    found = duel(np.ones(8), np.ones(8))
    assert (found.ahead_in_100, found.interval, found.settled) == (50, (0.0, 0.0), False)


@pytest.mark.parametrize(("ahead", "said"), [(0.0, 0), (0.5, 1), (299.5, 99), (300.0, 100), (249.0, 83)])
def test_never_and_always_are_said_only_without_exception(ahead: float, said: int) -> None:
    assert Duel(300, 0.0, 0.0, 0.0, (0.0, 0.0), ahead).ahead_in_100 == said


def test_companies_with_other_futures_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same"):
        duel(np.ones(3), np.ones(4))
    with pytest.raises(ValueError, match="at least"):
        duel(np.ones(1), np.ones(1))


def test_the_most_ordinary_future_has_the_middle_difference() -> None:
    assert typical(np.array([5.0, -100.0, 7.0, 6.0, 100.0])) == 3


def test_one_scale_holds_every_line_drawn() -> None:
    low, high = axis([fan(np.array([[27.1, 28.4]])), fan(np.array([[25.3, 31.9]]))])
    assert low <= 25.3
    assert high >= 31.9
    assert axis([fan(np.zeros((2, 2)))])[0] < axis([fan(np.zeros((2, 2)))])[1]
