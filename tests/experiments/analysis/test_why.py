"""Why nobody can tell: luck, a parameter that the data do not tell, or none that was varied."""

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.metrics import metric_named
from experiments.analysis.why import LEARNED, LUCK, MANY, UNLEARNED, judge_firm

SATISFACTION = metric_named("satisfaction")
WORLDS, SEEDS = 40, 5


def made(slope: float, noise: float, world_noise: float = 0.0, mean: float = 0.0):
    """Effects by (world, seed): the first parameter moves them, the second does not."""
    luck = np.random.default_rng(2)
    places = luck.permutation(WORLDS)
    parameters = pd.DataFrame(
        {"helping.withheld": np.linspace(-1.0, 1.0, WORLDS)[places], "talent.lead_exponent": places % 2 + 0.0},
        index=pd.RangeIndex(WORLDS, name="world"),
    )
    effect = mean + slope * parameters["helping.withheld"] + world_noise * luck.normal(size=WORLDS)
    index = pd.MultiIndex.from_product([range(WORLDS), range(SEEDS)], names=["world", "seed"])
    index = pd.MultiIndex.from_arrays([index.get_level_values(0), range(len(index))], names=["world", "seed"])
    values = effect.to_numpy()[index.get_level_values(0)] + noise * luck.normal(size=len(index))
    return pd.Series(values, index=index), parameters


def test_an_effect_that_all_firms_share_is_told() -> None:
    found = judge_firm(*_args(made(0.0, 1.0, mean=5.0)), learned=())
    assert (found.told, found.verdict.word, found.reason) == (True, "better", "")


def test_nobody_can_tell_what_hangs_on_something_that_the_data_do_not_tell() -> None:
    values, parameters = made(slope=6.0, noise=1.0)
    found = judge_firm(values, SATISFACTION, 60.0, parameters, learned=())
    assert not found.told
    assert (found.reason, found.on) == (UNLEARNED, "helping.withheld")
    assert found.fork is not None
    assert (found.fork.below, found.fork.above) == ("worse", "better")
    assert found.drivers[0].correlation > 0.8


def test_the_same_answer_says_so_where_the_data_tell_it_roughly() -> None:
    found = judge_firm(*_args(made(slope=6.0, noise=1.0)), learned=("helping.withheld",))
    assert (found.told, found.reason, found.on) == (False, LEARNED, "helping.withheld")


def test_luck_is_named_where_luck_it_is() -> None:
    found = judge_firm(*_args(made(slope=0.0, noise=30.0)), learned=())
    assert (found.told, found.reason) == (False, LUCK)
    assert found.verdict.more_worlds > 0


def test_firms_that_differ_by_nothing_that_was_varied_are_not_explained() -> None:
    found = judge_firm(*_args(made(slope=0.0, noise=0.5, world_noise=6.0)), learned=())
    assert (found.told, found.reason, found.fork) == (False, MANY, None)


@pytest.mark.parametrize("learned", [(), ("helping.withheld",)])
def test_a_driver_is_named_also_where_there_is_an_answer(learned: tuple[str, ...]) -> None:
    found = judge_firm(*_args(made(slope=2.0, noise=0.5, mean=10.0)), learned=learned)
    assert found.told
    assert [one.parameter for one in found.drivers] == ["helping.withheld"]
    assert found.drivers[0].learned == bool(learned)


def _args(both):
    values, parameters = both
    return values, SATISFACTION, 60.0, parameters
