"""Approximate Bayesian computation from one table of simulated firms, with what they show regressed on what they are.

The table holds parameters drawn from their priors, each as its share of the prior's range, and what each firm showed.
Parameters are regressed on what was shown (Fearnhead and Prangle 2012: the fitted value is the best summary of its
size); the firms nearest to the observed one in these summaries are kept, weighed by distance, and moved along a local
line to where the observed one stands (Beaumont, Zhang and Balding 2002), on the scale of log odds so that nothing
leaves its prior. The table does not depend on what was observed, so any of its own firms can play the observed one:
`rehearse` does that, and says how often intervals hold the truth.
Each firm of the table is summed up by a regression without it, as the observed one is: a summary that knew its own firm
would lie nearer to the truth than any new firm's does, and intervals would be too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from experiments.analysis.bootstrap import Values

INTERVAL = (0.05, 0.95)
LEARNED_AT_MOST = 0.60
"""A parameter is learned if its 90 % interval is at most this share of the prior's."""

EDGE = 1e-4
PRESSED = 0.05
"""An interval wholly in so much of its prior, at an end."""
PENALTIES = 10.0 ** np.arange(-3.0, 5.0)
ROWS_A_FEATURE = 5
"""Squares of what was shown, and products, are used while the table has so many rows for each feature."""

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Posterior:
    """Draws given what was observed: `shares` of the prior's range, draws x parameters.

    `weights` add up to one; `rows` are those of the table that the draws came from.
    """

    shares: Values
    weights: Values
    rows: Rows

    def interval(self, levels: tuple[float, float] = INTERVAL) -> Values:
        """Low and high of each parameter: 2 x parameters."""
        return np.stack([weighted_quantile(column, self.weights, levels) for column in self.shares.T], axis=1)

    @property
    def median(self) -> Values:
        """The median of each parameter."""
        return np.array([weighted_quantile(column, self.weights, (0.5,))[0] for column in self.shares.T])

    @property
    def narrowed(self) -> Values:
        """Width of each parameter's 90 % interval over that of its prior, which is even."""
        low, high = self.interval()
        return np.asarray((high - low) / (INTERVAL[1] - INTERVAL[0]), dtype=np.float64)

    @property
    def at_edge(self) -> npt.NDArray[np.bool_]:
        """Where the 90 % interval is pressed against an end of its prior by data that lie beyond: no value is told."""
        low, high = self.interval()
        return np.asarray((high <= PRESSED) | (low >= 1.0 - PRESSED))

    @property
    def learned(self) -> npt.NDArray[np.bool_]:
        """Of which parameters a value was told."""
        return np.asarray((self.narrowed <= LEARNED_AT_MOST) & ~self.at_edge)

    @property
    def correlation(self) -> Values:
        """Correlations between parameters, on the scale of log odds."""
        return correlations(logit(self.shares), self.weights)

    def chosen(self, count: int, seed: int) -> Rows:
        """Places of so many different draws, by weight. ValueError if there are fewer with any weight."""
        luck = np.random.default_rng(seed)
        return np.asarray(luck.choice(len(self.weights), count, replace=False, p=self.weights), dtype=np.intp)


@dataclass(frozen=True)
class Table:
    """Simulated firms: `shares` of prior ranges, rows x parameters, and what they `showed`, rows x numbers.

    All are finite, and shares lie between 0 and 1.
    """

    shares: Values
    showed: Values

    @cached_property
    def features(self) -> Values:
        """What was shown on a common scale, with squares and products where the table is long enough for them."""
        return self.features_of(self.showed)

    def features_of(self, showed: Values) -> Values:
        """Features of other firms on the table's scale; values far outside of the table are drawn to its edge."""
        spread = self.showed.std(axis=0)
        usual = np.clip((showed - self.showed.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0), -4.0, 4.0)
        return with_products(usual, len(self.showed) // ROWS_A_FEATURE)

    @cached_property
    def summaries(self) -> Summaries:
        """The regression of parameters on features."""
        return regress(self.features, logit(self.shares))

    def posterior(self, observed: Values, keep: int) -> Posterior:
        """What the `keep` nearest firms say about one that showed `observed`. ValueError if too few are kept."""
        summary = self.summaries.at(self.features_of(observed[None]))[0]
        return self._posterior(summary, np.arange(len(self.shares)), keep)

    def rehearse(self, rows: Rows, keep: int) -> Values:
        """Each of these rows as if observed: the share of its posterior below the truth, rows x parameters.

        The row itself is left out of its posterior and of the regression.
        """
        everybody, left_out = np.arange(len(self.shares)), self.summaries.left_out
        ranks = []
        for row in rows:
            found = self._posterior(left_out[row], everybody[everybody != row], keep)
            ranks.append(found.weights @ (found.shares < self.shares[row]))
        return np.array(ranks)

    def _posterior(self, wanted: Values, rows: Rows, keep: int) -> Posterior:
        """The observed firm had no part in the regression; so that all are alike, no firm has in its own summary."""
        summaries = self.summaries.left_out
        least = 2 * (summaries.shape[1] + 1)
        if not least <= keep <= len(rows):
            raise ValueError(
                f"{keep} of {len(rows)} firms kept: a line needs at least {least}, and there must be so many"
            )
        away = (summaries[rows] - wanted) / self.summaries.residual_sd
        distance = np.sqrt((away * away).sum(axis=1))
        nearest = np.argsort(distance, kind="stable")[:keep]
        reach = max(float(distance[nearest[-1]]), 1e-12) * 1.0001
        weights = 1.0 - (distance[nearest] / reach) ** 2
        weights /= weights.sum()
        kept = rows[nearest]
        return Posterior(moved(logit(self.shares[kept]), away[nearest], weights), weights, kept)


def with_products(columns: Values, most: int) -> Values:
    """Columns with all squares and products of two, or with their squares, or alone: whatever gives at most so many."""
    number = columns.shape[1]
    first, second = np.triu_indices(number)
    if number + len(first) <= most:
        return np.concatenate([columns, columns[:, first] * columns[:, second]], axis=1)
    if 2 * number <= most:
        return np.concatenate([columns, columns * columns], axis=1)
    return np.asarray(columns, dtype=np.float64)


@dataclass(frozen=True)
class Summaries:
    """A ridge regression: predictions of its rows, each as if it had been left out, and the spread of what is left."""

    left_out: Values
    residual_sd: Values
    intercept: Values
    slopes: Values
    middle: Values

    def at(self, features: Values) -> Values:
        """Summaries of other firms."""
        return self.intercept + (features - self.middle) @ self.slopes


def regress(features: Values, targets: Values) -> Summaries:
    """Each column of targets on all features, with the penalty that predicts left-out rows best."""
    middle, intercept = features.mean(axis=0), targets.mean(axis=0)
    left, sizes, right = np.linalg.svd(features - middle, full_matrices=False)
    projected = left.T @ (targets - intercept)
    columns = [
        _ridge(left, sizes, right, projected[:, n], targets[:, n] - intercept[n]) for n in range(targets.shape[1])
    ]
    slopes, out = (np.stack(part, axis=1) for part in zip(*columns, strict=True))
    missed = targets - intercept - out
    return Summaries(intercept + out, missed.std(axis=0), intercept, slopes, middle)


def _ridge(left: Values, sizes: Values, right: Values, projected: Values, target: Values) -> tuple[Values, ...]:
    """Slopes and left-out predictions under the best penalty (the exact formula for ridge).

    The mean is that of all firms: if it left one out as well, a parameter that shows in nothing would show in its mean.
    """
    best: tuple[Values, ...] = ()
    least = np.inf
    for penalty in PENALTIES:
        shrink = sizes * sizes / (sizes * sizes + penalty)
        fitted = left @ (shrink * projected)
        hat = (left * left) @ shrink
        out = target - (target - fitted) / np.maximum(1e-9, 1.0 - hat)
        error = float(((target - out) ** 2).mean())
        if error < least:
            inverse = np.divide(shrink, sizes, out=np.zeros_like(sizes), where=sizes > 1e-12)
            least, best = error, (right.T @ (inverse * projected), out)
    return best


def moved(odds: Values, away: Values, weights: Values) -> Values:
    """Shares moved along a weighted line to where nothing is away; what scatters about the line is kept.

    The line takes some of the scatter with it, which is given back: residuals are widened by the degrees of freedom,
    and by what the line itself may be off where nothing is away, which is more at the edge of the firms than amid them.
    """
    design = np.concatenate([np.ones((len(away), 1)), away], axis=1)
    root = np.sqrt(weights)[:, None]
    line, _, rank, _ = np.linalg.lstsq(design * root, odds * root, rcond=None)
    worth = 1.0 / float((weights * weights).sum())
    share_of_each = np.linalg.pinv(design * root)[0] * root[:, 0]
    wider = np.sqrt(worth / max(1.0, worth - rank) * (1.0 + float(share_of_each @ share_of_each)))
    return inverse_logit(line[0] + (odds - design @ line) * wider)


def logit(shares: Values) -> Values:
    """Log odds of shares, kept off the ends."""
    inside = np.clip(shares, EDGE, 1.0 - EDGE)
    return np.asarray(np.log(inside / (1.0 - inside)), dtype=np.float64)


def inverse_logit(odds: Values) -> Values:
    """Shares of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))), dtype=np.float64)


def weighted_quantile(values: Values, weights: Values, levels: tuple[float, ...]) -> Values:
    """Quantiles of weighted values, by straight lines between the middles of their weights."""
    order = np.argsort(values, kind="stable")
    middles = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.asarray(np.interp(levels, middles, values[order]), dtype=np.float64)


def correlations(values: Values, weights: Values) -> Values:
    """Weighted correlations between columns; 0 with a column that does not vary."""
    centred = values - weights @ values
    covariance = (centred * weights[:, None]).T @ centred
    spread = np.sqrt(np.diag(covariance))
    scale = np.outer(spread, spread)
    return np.asarray(np.divide(covariance, scale, out=np.zeros_like(covariance), where=scale > 0.0), dtype=np.float64)


def covered(ranks: Values) -> Values:
    """The share of rehearsals in which the 90 % interval held the truth, by parameter."""
    return np.asarray(((ranks >= INTERVAL[0]) & (ranks <= INTERVAL[1])).mean(axis=0), dtype=np.float64)
