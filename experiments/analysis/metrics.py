"""What is compared, in which unit, and how small a difference counts as none: fixed before any study runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """One outcome of a firm and year.

    `margin` is the largest difference that we call practically equal: a share of the reference's mean when `relative`,
    else in the metric's own unit. `judged` tells whether more is better; turnover is only ever lower or higher.
    """

    name: str
    label: str
    unit: str
    margin: float
    relative: bool = False
    judged: bool = True

    def margin_at(self, reference_mean: float) -> float:
        """The margin in the metric's own unit, given the mean of the reference arm."""
        return self.margin * abs(reference_mean) if self.relative else self.margin


METRICS: tuple[Metric, ...] = (
    Metric("revenue_money", "New revenue", "money per year", margin=0.01, relative=True),
    Metric("profit_money", "Profit", "money per year", margin=0.01, relative=True),
    Metric("satisfaction", "Satisfaction", "points of 100", margin=1.0),
    Metric("turnover", "Turnover", "share of heads per year", margin=0.02, judged=False),
    Metric("ability", "Mean talent", "sd", margin=0.05),
)


def metric_named(name: str) -> Metric:
    """The metric of that name; KeyError lists those there are."""
    for metric in METRICS:
        if metric.name == name:
            return metric
    raise KeyError(f"no metric {name!r}; there are {', '.join(metric.name for metric in METRICS)}")
