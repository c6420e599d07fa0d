"""What the optional tables add: quotas and how wrong they are, people who come and go, costs."""

import numpy as np
import pandas as pd
from scipy import stats

from experiments.calibration import exposure, spread
from experiments.calibration.errors import CrmError
from experiments.calibration.layout import LEAVING
from experiments.calibration.mapping import nearest
from experiments.calibration.periods import Window
from experiments.calibration.spread import Estimate

QUARTERS_NEEDED = 3

COST_KINDS = {
    "base_salary": "pay.base_salary_money",
    "target_commission": "pay.target_commission_money",
    "manager_salary": "ledger.manager_salary_money",
    "hiring": "ledger.hiring_money",
    "candidate": "ledger.candidate_money",
    "training": "ledger.training_money",
}
"""Kinds in `costs` and the parameter that each sets; amounts a head and year, or a hire."""


def quota_attainment(won: pd.DataFrame, quotas: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Won value over quota by seller and quarter, for positive quotas whose 13 weeks lie inside the window."""
    set_quotas = quotas.dropna(subset=["owner", "quarter_start", "quota"])
    ends = set_quotas["quarter_start"] + pd.DateOffset(months=3)
    inside = set_quotas[
        (set_quotas["quota"] > 0)
        & (set_quotas["quarter_start"] >= window.start)
        & (ends <= window.end + pd.Timedelta(days=1))
    ]
    sold = [_sold(won, owner, start) for owner, start in zip(inside["owner"], inside["quarter_start"], strict=True)]
    return inside.assign(attainment=np.array(sold, dtype=float) / inside["quota"])


def _sold(won: pd.DataFrame, owner: str, start: pd.Timestamp) -> float:
    days = won["closed"]
    return float(
        won.loc[(won["owner"] == owner) & (days >= start) & (days < start + pd.DateOffset(months=3)), "value"].sum()
    )


def quota_measures(won: pd.DataFrame, quotas: pd.DataFrame, window: Window) -> dict[str, Estimate]:
    """Attainment, share at quota and the lasting misfit between sellers' quotas and results, net of quarterly luck."""
    attained = quota_attainment(won, quotas, window)
    if len(attained) < 2:
        return {}
    values = attained["attainment"].to_numpy(dtype=float)
    measures = {
        "quota_attainment": spread.mean(values, "ratio", "seller-quarters"),
        "share_at_quota": spread.share(int((values >= 1).sum()), len(values), "seller-quarters"),
    }
    misfit = quota_misfit(attained)
    return measures | ({"quota_misfit": misfit} if misfit else {})


def quota_misfit(attained: pd.DataFrame) -> Estimate | None:
    """Log sd between sellers of results over quota, net of quarterly luck; `None` with too few of either."""
    positive = attained[attained["attainment"] > 0]
    logs = np.log(positive["attainment"])
    by_owner = logs.groupby(positive["owner"]).agg(["mean", "size"])
    by_owner = by_owner[by_owner["size"] >= QUARTERS_NEEDED]
    if len(by_owner) < 3:
        return None
    inside = positive["owner"].isin(by_owner.index)
    residual = logs[inside] - logs[inside].groupby(positive.loc[inside, "owner"]).transform("mean")
    noise = float((residual * residual).sum() / (inside.sum() - len(by_owner)))
    found = spread.between(
        by_owner["mean"].to_numpy(dtype=float), np.maximum(noise, 1e-9) / by_owner["size"].to_numpy(dtype=float)
    )
    return Estimate(
        found.value, found.low, found.high, "log sd", found.sellers, "between sellers, net of quarterly luck"
    )


def people_measures(people: pd.DataFrame, leaving: pd.Series, window: Window) -> dict[str, Estimate]:
    """Exits a head and year by kind, with Poisson intervals."""
    years = exposure.head_years(people, window)
    if years <= 0:
        raise CrmError("people: nobody was employed inside the recorded time; are the dates right?")
    gone = leaving[window.holds(people.loc[leaving.index, "end"])]
    return {f"{kind}_per_year": poisson_rate(int((gone == kind).sum()), years) for kind in LEAVING}


def poisson_rate(events: int, years: float) -> Estimate:
    """Events a year with the exact Poisson interval."""
    low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    return Estimate(
        events / years, float(low) / years, float(stats.chi2.ppf(0.975, 2 * events + 2)) / 2 / years, "1/year", events
    )


def cost_parameters(costs: pd.DataFrame, source: str) -> dict[str, float]:
    """Parameter path and amount for every kind of cost. Raises CrmError for an unknown or repeated kind."""
    found: dict[str, float] = {}
    for row, kind, amount in zip(costs.index, costs["kind"], costs["amount"], strict=True):
        key = str(kind).strip().lower().replace(" ", "_")
        if key not in COST_KINDS:
            raise CrmError(f"{source}, row {row}: there is no kind of cost {key!r}{nearest(key, list(COST_KINDS))}")
        if COST_KINDS[key] in found:
            raise CrmError(f"{source}, row {row}: the cost {key!r} stands there twice")
        if not amount >= 0:
            raise CrmError(f"{source}, row {row}: the amount of {key!r} is missing or negative")
        found[COST_KINDS[key]] = float(amount)
    return found


def shrunk_rate(events: int, years: float, prior_rate: float, prior_years: float) -> float:
    """A yearly rate drawn to a prior one that weighs as much as `prior_years` head-years (gamma-Poisson)."""
    return (events + prior_rate * prior_years) / (years + prior_years)
