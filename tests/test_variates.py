"""Variates against theory: their law, their direction, their bytes in both bodies."""

import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from numba import config, njit
from scipy import special, stats

from simulation import variates
from simulation.mark import COMPILE_OPTIONS
from simulation.randomness import uniforms

pytestmark = pytest.mark.jitoff

DRAWS = 20_000
SMALLEST = 2.0**-33
drawn_uniform = st.integers(0, 2**32 - 1).map(lambda word: (word + 0.5) * 2.0**-32)
two_uniforms = st.tuples(drawn_uniform, drawn_uniform).map(sorted)


def draws(purpose: int) -> list[float]:
    return [u for place in range(DRAWS // 4) for u in uniforms(11, purpose, place, 0, 0)]


def midpoints(count: int) -> list[float]:
    return [(k + 0.5) / count for k in range(count)]


TRAIT_TABLE = variates.beta_quantile_table(0.5, 0.18)
SKEWED_TABLE = variates.beta_quantile_table(0.9, 0.12)


def beta(mean: float, sd: float) -> Any:
    weight = mean * (1.0 - mean) / (sd * sd) - 1.0
    return stats.beta(mean * weight, (1.0 - mean) * weight)


# --- laws ------------------------------------------------------------------------------------------------------------

CONTINUOUS: dict[str, tuple[Callable[[float], float], Any]] = {
    "normal": (variates.normal, stats.norm()),
    "exponential": (variates.exponential, stats.expon()),
    "lognormal": (lambda u: variates.lognormal(u, 9_000.0, 0.8), stats.lognorm(0.8, scale=9_000.0)),
    "top tenth": (lambda u: variates.top_fraction_normal(u, 0.1), stats.truncnorm(stats.norm.isf(0.1), math.inf)),
    "trait": (lambda u: variates.interpolate_quantile(u, TRAIT_TABLE), beta(0.5, 0.18)),
    "skewed trait": (lambda u: variates.interpolate_quantile(u, SKEWED_TABLE), beta(0.9, 0.12)),
}


@pytest.mark.parametrize("name", CONTINUOUS)
def test_draws_have_the_law_of_theory(name: str) -> None:
    variate, law = CONTINUOUS[name]
    drawn = np.array([variate(u) for u in draws(purpose=1)])
    fourth = law.stats(moments="k") + 3.0  # the sd of a sample variance needs the kurtosis
    assert stats.kstest(drawn, law.cdf).pvalue > 1e-3
    assert drawn.mean() == pytest.approx(law.mean(), abs=4 * law.std() / math.sqrt(DRAWS))
    assert drawn.var() == pytest.approx(law.var(), abs=4 * law.var() * math.sqrt((fourth - 1.0) / DRAWS))


@pytest.mark.parametrize("name", [name for name in CONTINUOUS if "trait" not in name])
def test_the_distribution_function_gives_the_uniform_back(name: str) -> None:
    variate, law = CONTINUOUS[name]
    for u in [SMALLEST, *midpoints(501), 1.0 - SMALLEST]:
        assert law.cdf(variate(u)) == pytest.approx(u, rel=1e-11, abs=4e-15)


def test_the_normal_quantile_is_exact_deep_into_both_tails() -> None:
    places = np.concatenate(
        [np.linspace(0.0005, 0.9995, 2001), 10.0 ** -np.arange(1.0, 308.0), 1 - 2.0 ** -np.arange(2, 53)]
    )
    ours = np.array([variates.normal(float(u)) for u in places])
    np.testing.assert_allclose(ours, stats.norm.ppf(places), rtol=5e-15, atol=0.0)
    assert variates.normal(0.5) == 0.0


def test_the_normal_quantile_is_symmetric() -> None:
    for u in [SMALLEST, *midpoints(64)]:
        assert variates.normal(u) == -variates.normal(1.0 - u)


def test_the_normal_distribution_function_keeps_its_digits_in_the_tails() -> None:
    places = np.linspace(-30.0, 8.0, 381)
    ours = [variates.normal_cdf(float(x)) for x in places]
    np.testing.assert_allclose(ours, stats.norm.cdf(places), rtol=1e-12, atol=0.0)


def test_the_top_of_everybody_is_everybody() -> None:
    for u in (SMALLEST, 0.1, 0.5, 0.9, 1.0 - SMALLEST):
        assert variates.top_fraction_normal(u, 1.0) == pytest.approx(variates.normal(u), rel=1e-15, abs=1e-16)
        assert variates.top_fraction_normal(u, 0.25) > variates.normal(0.75)


def test_a_bernoulli_says_yes_as_often_as_told() -> None:
    for percent in range(0, 101, 5):
        assert sum(variates.bernoulli(u, percent / 100) for u in midpoints(1000)) == 10 * percent


# --- Poisson ---------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=300)
@given(u=drawn_uniform, mean=st.floats(0.0, 2_000.0))
@example(u=SMALLEST, mean=2_000.0)
@example(u=1.0 - SMALLEST, mean=2_000.0)
@example(u=SMALLEST, mean=200.0)
@example(u=SMALLEST, mean=200.0000001)
@example(u=1.0 - SMALLEST, mean=1e-300)
@example(u=1.0 - SMALLEST, mean=0.0)
def test_a_poisson_is_the_first_count_that_reaches_its_uniform(u: float, mean: float) -> None:
    count = variates.poisson(u, mean)
    assert type(count) is int
    assert special.pdtr(count, mean) >= u - 1e-11
    assert count == 0 or special.pdtr(count - 1, mean) < u + 1e-11


@pytest.mark.parametrize("mean", [0.02, 0.7, 4.0, 60.0, 199.0, 201.0, 450.0])
def test_poisson_counts_have_mean_variance_and_law(mean: float) -> None:
    counts = np.array([variates.poisson(u, mean) for u in draws(purpose=2)])
    assert counts.mean() == pytest.approx(mean, abs=4 * math.sqrt(mean / DRAWS))
    assert counts.var() == pytest.approx(mean, abs=4 * math.sqrt((mean + 2 * mean * mean) / DRAWS))
    values = np.arange(counts.max() + 1)
    below = np.cumsum(np.bincount(counts)) / DRAWS
    assert np.abs(below - stats.poisson.cdf(values, mean)).max() < 2.2 / math.sqrt(DRAWS)  # KS, once in 10,000


def test_a_poisson_ends_for_a_uniform_finer_than_any_drawn() -> None:
    for mean in (0.5, 199.0, 201.0, 1e5):
        furthest = variates.poisson(math.nextafter(1.0, 0.0), mean)
        assert mean < furthest < mean + 12 * math.sqrt(mean) + 20


# --- direction -------------------------------------------------------------------------------------------------------

RISING: dict[str, Callable[[float], float]] = {
    **{name: variate for name, (variate, _) in CONTINUOUS.items()},
    "few": lambda u: variates.poisson(u, 1.3),
    "many": lambda u: variates.poisson(u, 432.1),
    "no": lambda u: -variates.bernoulli(u, 0.3),
}


@pytest.mark.parametrize("name", RISING)
@settings(deadline=None, max_examples=60)
@given(pair=two_uniforms)
def test_more_luck_is_never_less(name: str, pair: list[float]) -> None:
    assert RISING[name](pair[0]) <= RISING[name](pair[1])


@settings(deadline=None)
@given(u=drawn_uniform, pair=st.tuples(st.floats(0.0, 900.0), st.floats(0.0, 900.0)).map(sorted))
def test_a_larger_mean_never_counts_less(u: float, pair: list[float]) -> None:
    assert variates.poisson(u, pair[0]) <= variates.poisson(u, pair[1])


@given(u=drawn_uniform, pair=st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)).map(sorted))
def test_a_larger_chance_only_adds(u: float, pair: list[float]) -> None:
    assert variates.bernoulli(u, pair[0]) <= variates.bernoulli(u, pair[1])


@given(u=drawn_uniform, pair=st.tuples(st.floats(0.001, 1.0), st.floats(0.001, 1.0)).map(sorted))
def test_a_narrower_top_is_a_better_one(u: float, pair: list[float]) -> None:
    assert variates.top_fraction_normal(u, pair[0]) >= variates.top_fraction_normal(u, pair[1])


# --- quantile tables -------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(mean=st.floats(0.05, 0.95), sd=st.floats(0.01, 0.4))
@example(mean=0.05, sd=0.09)
@example(mean=0.5, sd=0.42)
def test_a_beta_table_has_its_law_to_a_thousandth(mean: float, sd: float) -> None:
    assume(sd < math.sqrt(mean * (1.0 - mean)) - 0.001)
    law = beta(mean, sd)
    assume(min(law.args) >= 0.2)
    table = variates.beta_quantile_table(mean, sd)
    places = midpoints(5_000)
    drawn = np.array([variates.interpolate_quantile(u, table) for u in places])
    assert np.abs(law.cdf(drawn) - places).max() < 1e-3
    assert drawn.mean() == pytest.approx(mean, abs=5e-5)
    assert drawn.std() == pytest.approx(sd, rel=2e-3)


def test_a_table_is_met_at_its_knots_and_at_both_ends() -> None:
    table = [1.0, 2.0, 4.0, 8.0, 16.0]
    met = [variates.interpolate_quantile(variates.knot_probability(knot / 4), table) for knot in range(5)]
    assert met == table
    assert variates.interpolate_quantile(variates.knot_probability(0.625), table) == 6.0


@given(place=st.floats(0.0, 1.0))
def test_knots_lie_where_interpolation_looks_for_them(place: float) -> None:
    probability = variates.knot_probability(place)
    assert 0.0 <= probability <= 1.0
    assert variates._knot_place(probability) == pytest.approx(place, abs=1e-12)


def test_everybody_alike_is_a_constant_table() -> None:
    table = variates.beta_quantile_table(0.4, 0.0, points=9)
    assert table == [0.4] * 9
    assert {variates.interpolate_quantile(u, table) for u in midpoints(100)} == {0.4}


@pytest.mark.parametrize(
    ("mean", "sd", "points", "message"),
    [
        (0.0, 0.1, 129, "mean .* not at 0.0"),
        (1.0, 0.1, 129, "mean .* not at 1.0"),
        (math.nan, 0.1, 129, "mean .* not at nan"),
        (0.5, 0.5, 129, r"mean 0.5 and sd 0.5: .* below 0.5"),
        (0.05, 0.35, 129, r"mean 0.05 and sd 0.35: .* below 0.2179"),
        (0.5, -0.1, 129, "sd -0.1"),
        (0.5, math.nan, 129, "sd nan"),
        (0.5, 0.1, 1, "2 points or more, not 1"),
    ],
)
def test_an_impossible_beta_is_refused(mean: float, sd: float, points: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        variates.beta_quantile_table(mean, sd, points)


# --- both bodies -----------------------------------------------------------------------------------------------------

UNIFORMS = [SMALLEST, *midpoints(400), *draws(purpose=3)[:400], 1.0 - SMALLEST, math.nextafter(1.0, 0.0)]
BODIES: dict[str, tuple[Callable[..., float], list[tuple[float, ...]]]] = {
    "normal": (variates.normal, [()]),
    "normal_cdf": (lambda u: variates.normal_cdf(40.0 * u - 20.0), [()]),
    "exponential": (variates.exponential, [()]),
    "lognormal": (variates.lognormal, [(9_000.0, 0.8), (1.0, 0.0)]),
    "poisson": (variates.poisson, [(0.0,), (1e-9,), (3.7,), (200.0,), (200.5,), (777.7,)]),
    "bernoulli": (variates.bernoulli, [(0.0,), (0.3,), (1.0,)]),
    "top_fraction_normal": (variates.top_fraction_normal, [(0.01,), (1.0,)]),
    "knot_probability": (variates.knot_probability, [()]),
}


def same_bytes(compiled: float, interpreted: float) -> bool:
    kind = "q" if isinstance(interpreted, int) else "d"
    return type(compiled) is type(interpreted) and struct.pack(kind, compiled) == struct.pack(kind, interpreted)


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="compilation is off")
@pytest.mark.parametrize("name", BODIES)
def test_compiled_and_interpreted_give_the_same_bytes(name: str) -> None:
    variate, arguments = BODIES[name]
    compiled = njit(nogil=True, **COMPILE_OPTIONS)(variate)
    for rest in arguments:
        assert all(same_bytes(compiled(u, *rest), variate(u, *rest)) for u in UNIFORMS)


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="compilation is off")
@pytest.mark.parametrize("table", [TRAIT_TABLE, SKEWED_TABLE, [0.0, 1.0]], ids=["trait", "skewed", "two knots"])
def test_a_list_and_a_compiled_array_give_the_same_bytes(table: list[float]) -> None:
    compiled = njit(nogil=True, **COMPILE_OPTIONS)(variates.interpolate_quantile)
    array = np.array(table)
    assert all(same_bytes(compiled(u, array), variates.interpolate_quantile(u, table)) for u in [0.0, *UNIFORMS, 1.0])
