"""Tails: whether the upper half of a sample looks exponential, lognormal, normal or Pareto.

Each law is fitted, by likelihood, to what lies at or above the sample's median, as a law that begins there; they are
compared by Akaike's criterion, which charges for the second parameter of the normal and the lognormal.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_ndtr

from experiments.validation.estimates import Values

TAIL_FROM = 0.5
FEWEST = 20
HALF_LOG_TWO_PI = 0.5 * float(np.log(2.0 * np.pi))


def criteria(sample: Values) -> dict[str, float]:
    """Akaike's criterion of each law for the upper half of a sample of positive values; lower is better."""
    start = float(np.quantile(sample, TAIL_FROM))
    tail = sample[sample >= start]
    logs = np.log(tail)
    return {
        "exponential": 2.0 - 2.0 * exponential_log_likelihood(tail - start),
        "pareto": 2.0 - 2.0 * (exponential_log_likelihood(logs - np.log(start)) - float(logs.sum())),
        "normal": 4.0 - 2.0 * truncated_normal_log_likelihood(tail, start),
        "lognormal": 4.0 - 2.0 * (truncated_normal_log_likelihood(logs, float(np.log(start))) - float(logs.sum())),
    }


def exponential_log_likelihood(excess: Values) -> float:
    """Highest log-likelihood of an exponential law that begins at zero."""
    return -len(excess) * (float(np.log(excess.mean())) + 1.0)


def truncated_normal_log_likelihood(values: Values, start: float) -> float:
    """Highest log-likelihood of a normal law cut off below `start`; any mean, so that it can be but a tail."""
    count = len(values)

    def loss(guess: Values) -> float:
        mean, log_sd = float(guess[0]), float(guess[1])
        apart = (values - mean) / np.exp(log_sd)
        above = float(log_ndtr((mean - start) / np.exp(log_sd)))
        return 0.5 * float(apart @ apart) + count * (log_sd + HALF_LOG_TWO_PI + above)

    spread = float(values.std())
    starts = [(start, np.log(2.0 * spread)), (float(values.mean()), np.log(spread))]
    options = {"xatol": 1e-4, "fatol": 1e-4}
    return -min(float(minimize(loss, guess, method="Nelder-Mead", options=options).fun) for guess in starts)


def prefers_exponential_or_lognormal(sample: Values) -> bool:
    """Whether one of these two fits the tail better than both the normal and the Pareto law."""
    if len(sample) < FEWEST:
        return False
    found = criteria(sample)
    return min(found["exponential"], found["lognormal"]) < min(found["normal"], found["pareto"])
