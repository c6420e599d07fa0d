"""One uniform makes one variate, by the inverse of its distribution function.

So a variate moves one way with its uniform, never uses a second one, and has the same luck under every policy. All but
`beta_quantile_table` are in the numeric dialect: interpreted and compiled, they give the same bytes. Every `u` lies
strictly between 0 and 1, as `simulation.randomness` draws it.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from simulation.mark import rule

SMALLEST_UNIFORM = 2.0**-33
SAFE_EXPONENT = 200.0  # exp(-200) is far from underflow
SAFE_DEVIATIONS = 10.0  # a Poisson count lies further below its mean once in 1e22 draws


@rule
def normal(u: float) -> float:
    """The standard normal quantile: algorithm AS 241, routine PPND16 (Wichura 1988), to about 1 part in 1e16."""
    from_middle = u - 0.5
    if abs(from_middle) <= 0.425:
        return _normal_middle(from_middle)
    depth = math.sqrt(-math.log(min(u, 1.0 - u)))
    size = _normal_tail(depth - 1.6) if depth <= 5.0 else _normal_far_tail(depth - 5.0)
    return -size if from_middle < 0.0 else size


@rule
def _normal_middle(q: float) -> float:
    r = 0.180625 - q * q
    above = 3.3430575583588128105e4 + r * 2.5090809287301226727e3
    above = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * above)
    above = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * above)
    above = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * above)
    below = 2.8729085735721942674e4 + r * 5.2264952788528545610e3
    below = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * below)
    below = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * below)
    below = 1.0 + r * (4.2313330701600911252e1 + r * below)
    return q * above / below


@rule
def _normal_tail(r: float) -> float:
    above = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
    above = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * above)
    above = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * above)
    above = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * above)
    below = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
    below = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * below)
    below = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * below)
    below = 1.0 + r * (2.05319162663775882187e0 + r * below)
    return above / below


@rule
def _normal_far_tail(r: float) -> float:
    above = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    above = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * above)
    above = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * above)
    above = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * above)
    below = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    below = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * below)
    below = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * below)
    below = 1.0 + r * (5.99832206555887937690e-1 + r * below)
    return above / below


@rule
def normal_cdf(x: float) -> float:
    """The share of a standard normal below `x`; both tails keep their digits."""
    return 0.5 * math.erfc(-x * math.sqrt(0.5))


@rule
def top_fraction_normal(u: float, fraction: float) -> float:
    """A standard normal drawn from its top `fraction` (0 < fraction <= 1); the whole of it when `fraction` is 1."""
    return -normal(fraction * (1.0 - u))  # by symmetry from below, where small probabilities keep their digits


@rule
def lognormal(u: float, median: float, log_sd: float) -> float:
    """A lognormal in the unit of its `median`; its mean is `median * exp(log_sd * log_sd / 2)`."""
    return median * math.exp(log_sd * normal(u))


@rule
def exponential(u: float) -> float:
    """An exponential with mean one: the limit of a clock that runs at one event a unit of dose."""
    return -math.log(1.0 - u)  # exact for what a draw can be, and twice as fast as log1p


@rule
def bernoulli(u: float, probability: float) -> int:
    """1 with `probability`, else 0: a small `u` says yes, so a larger probability only adds to the yeses."""
    return 1 if u < probability else 0


@rule
def poisson(u: float, mean: float) -> int:
    """A Poisson count (`mean` >= 0): the smallest whose distribution function reaches `u`.

    It sums the chances upwards, about `mean` of them, and 20 * sqrt(mean) for a large mean.
    """
    count = _poisson_start(mean)
    chance = _poisson_chance(count, mean)
    reached = chance
    before = 0.0
    while before < reached < u:  # the sum stands still, one rounding error below 1, only for a `u` finer than any drawn
        count += 1
        chance *= mean / count
        before = reached
        reached += chance
    return count


@rule
def _poisson_start(mean: float) -> int:
    """A count below which nothing is ever drawn: 0, or ten standard deviations below a large mean."""
    if mean <= SAFE_EXPONENT:
        return 0
    return int(mean - SAFE_DEVIATIONS * math.sqrt(mean))


@rule
def _poisson_chance(count: int, mean: float) -> float:
    """The chance of 0, or of a `count` above 50, for which Stirling's series of the factorial is exact to rounding."""
    if count == 0:
        return math.exp(-mean)
    inverse = 1.0 / count
    square = inverse * inverse
    series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square / 1260.0))
    exponent = count * math.log(mean * inverse) + (count - mean) - series
    return math.exp(exponent) / math.sqrt(2.0 * math.pi * count)


@rule
def interpolate_quantile(u: float, table: Sequence[float]) -> float:
    """The quantile at `u` by straight lines between the knots of a table (two or more, rising).

    Knot i of n + 1 belongs to the probability `knot_probability(i / n)`: close to each other in both tails, where
    quantiles bend most. A list when interpreted, a one-dimensional array of floats when compiled.
    """
    last = len(table) - 1
    place = _knot_place(u) * last
    knot = min(int(place), last - 1)
    return table[knot] + (table[knot + 1] - table[knot]) * (place - knot)


@rule
def _knot_place(u: float) -> float:
    """The inverse of `knot_probability`: square roots only, which are exact everywhere."""
    if u < 0.5:
        return math.sqrt(0.5 * u)
    return 1.0 - math.sqrt(0.5 * (1.0 - u))


@rule
def knot_probability(place: float) -> float:
    """The probability at a `place` (0 to 1) along a quantile table: a parabola, then, from 0.5, its mirror image."""
    if place < 0.5:
        return 2.0 * place * place
    return 1.0 - 2.0 * (1.0 - place) * (1.0 - place)


def beta_quantile_table(mean: float, sd: float, points: int = 129) -> list[float]:
    """The quantile table of the Beta distribution with this mean and standard deviation, for `interpolate_quantile`.

    It ends where the uniforms end, at 2**-33 and 1 - 2**-33. An `sd` of 0 gives a constant. With the usual number of
    points the distribution function is right to 0.001 if both shapes are above 0.2. ValueError if no such Beta exists.
    """
    widest = _widest_beta_sd(mean)
    if not 0.0 <= sd < widest:
        raise ValueError(
            f"no Beta distribution has mean {mean} and sd {sd}: at this mean the sd is 0 or more and below {widest:.4g}"
        )
    if points < 2:
        raise ValueError(f"a quantile table needs 2 points or more, not {points}")
    if sd == 0.0:
        return [mean] * points
    return list(_beta_quantiles(mean, mean * (1.0 - mean) / (sd * sd) - 1.0, points))


def _widest_beta_sd(mean: float) -> float:
    """The sd of 0 and 1 mixed to this mean, which every Beta stays below; ValueError for a mean outside (0, 1)."""
    if not 0.0 < mean < 1.0:
        raise ValueError(f"the mean of a Beta distribution lies between 0 and 1, both excluded, not at {mean}")
    return math.sqrt(mean * (1.0 - mean))


@lru_cache(maxsize=512)
def _beta_quantiles(mean: float, weight: float, points: int) -> tuple[float, ...]:
    """The quantiles at the knots; `weight` is the sum of the two shapes. scipy is heavy, so it is imported here."""
    from scipy.special import betaincinv  # noqa: PLC0415

    return tuple(betaincinv(mean * weight, (1.0 - mean) * weight, _drawn_probabilities(points)).tolist())


def _drawn_probabilities(points: int) -> list[float]:
    """The probabilities of the knots, kept inside what a uniform can be."""
    lowest, highest = SMALLEST_UNIFORM, 1.0 - SMALLEST_UNIFORM
    return [min(max(knot_probability(knot / (points - 1)), lowest), highest) for knot in range(points)]
