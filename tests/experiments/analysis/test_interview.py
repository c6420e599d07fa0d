"""What an interviewer of winners reports: by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.interview import gaps, reported, survivors, winners


def test_winners_are_the_top_share_and_at_least_one() -> None:
    outcome = pd.Series([3.0, 1.0, 4.0, 1.0, 5.0])
    assert list(winners(outcome, 0.4)) == [False, False, True, False, True]
    assert winners(outcome, 0.01).sum() == 1


def test_survivors_are_those_above_the_bottom_share() -> None:
    outcome = pd.Series([3.0, 1.0, 4.0, 0.5, 5.0])
    assert list(survivors(outcome, 0.4)) == [True, False, True, False, True]
    assert survivors(outcome, 0.0).all()


def test_a_trait_of_clearly_more_than_half_of_the_winners_is_reported_also_if_all_firms_have_it() -> None:
    firms = pd.DataFrame({"common": [True] * 40, "rare": [False] * 36 + [True] * 4, "outcome": np.arange(40.0)})
    won = winners(firms["outcome"], 0.25)
    found = reported(firms, won, ["common", "rare"])
    assert list(found["of_winners"]) == [1.0, 0.4]
    assert list(found["of_all"]) == [1.0, 0.1]
    assert list(found["reports"]) == [True, False]


def test_a_gap_is_the_difference_of_means_and_closing_the_poor_makes_a_harmful_trait_look_harmless() -> None:
    luck = np.tile(np.linspace(-10.0, 10.0, 50), 2)
    risky = np.repeat([True, False], 50)
    firms = pd.DataFrame({"risky": risky, "outcome": np.where(risky, 3.0 * luck - 4.0, luck)})
    assert gaps(firms, "outcome", ["risky"])["mean"].item() == pytest.approx(-4.0)
    left = firms[survivors(firms["outcome"], 0.4)]
    assert gaps(left, "outcome", ["risky"])["mean"].item() > 0.0


def test_a_trait_that_every_firm_has_has_no_gap() -> None:
    firms = pd.DataFrame({"all": [True] * 4, "outcome": np.arange(4.0)})
    assert np.isnan(gaps(firms, "outcome", ["all"])["mean"].item())
