"""Every row of the opportunities that is repaired, dropped or doubted, each kind of trouble by one small function."""

from collections.abc import Callable

import pandas as pd

from experiments.calibration.days import cycle_days, in_days
from experiments.calibration.errors import CrmError
from experiments.calibration.findings import Action, Finding, rows_shown

BULK_FACTOR = 5
"""A day is bulk work when it holds this many times the daily median of the eight weeks around it ..."""

BULK_ROWS = 20
"""... and at least this many rows."""

STRAY_SHARE = 0.005
STRAY_DAYS = 91
"""Days this far from all but so small a share of the others are strays: typing errors, or another system's."""

IMPOSSIBLE_SHARE = 0.5
"""Above this share of deals that close before they are created, the columns are wrong, not the rows."""

Step = Callable[[pd.DataFrame], tuple[pd.DataFrame, list[Finding]]]


def clean_opportunities(opportunities: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows that can be measured, and what was found. Columns as in `layout.OPPORTUNITIES`, indexed by row."""
    steps: tuple[Step, ...] = (
        drop_repeats,
        drop_repeated_ids,
        drop_without_owner,
        drop_without_outcome,
        forget_planned_closes,
        repair_outcomes_without_date,
        forget_impossible_dates,
    )
    findings: list[Finding] = []
    for step in steps:
        opportunities, found = step(opportunities)
        findings += found
    return opportunities, findings + doubts(opportunities)


def _finding(rows: pd.DataFrame, code: str, message: str, action: Action, hit: pd.Series) -> list[Finding]:
    hits = rows.index[hit.to_numpy(dtype=bool)]
    return (
        [Finding(code, "opportunities", len(hits), len(rows), message, action, rows_shown(hits))] if len(hits) else []
    )


def is_closed(rows: pd.DataFrame) -> pd.Series:
    """Whether a deal has ended, one way or another."""
    return rows["outcome"].notna() & (rows["outcome"] != "open")


def drop_repeats(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows that repeat another in every cell are dropped, if they carry an id; without one they are only doubted."""
    again = rows.duplicated()
    if "opportunity_id" not in rows:
        return rows, _finding(
            rows, "twins", "rows equal another in every cell; without an id they may be two deals", "kept", again
        )
    again &= rows["opportunity_id"].notna()
    return rows[~again], _finding(rows, "duplicates", "rows repeat another in every cell", "dropped", again)


def drop_repeated_ids(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Of rows that share an id the last one stands: exports append what changed."""
    if "opportunity_id" not in rows:
        return rows, []
    earlier = rows["opportunity_id"].notna() & rows.duplicated("opportunity_id", keep="last")
    found = _finding(
        rows, "duplicate_ids", "rows bear an id that a later row bears again; the last one stands", "dropped", earlier
    )
    rows = rows[~earlier]
    twins = rows.drop(columns="opportunity_id").duplicated() & rows["created"].notna()
    return rows, found + _finding(rows, "twins", "dated rows differ from another by their id only", "kept", twins)


def drop_without_owner(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """A deal of nobody belongs to no seat."""
    hit = rows["owner"].isna()
    return rows[~hit], _finding(rows, "no_owner", "rows have no owner", "dropped", hit)


def drop_without_outcome(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """A deal without a stage may be anything."""
    hit = rows["outcome"].isna()
    return rows[~hit], _finding(rows, "no_outcome", "rows have no stage or outcome", "dropped", hit)


def forget_planned_closes(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """The close date of an open deal is a plan: many systems demand one."""
    hit = (rows["outcome"] == "open") & rows["closed"].notna()
    found = _finding(rows, "planned_close", "open deals bear a close date; it is a plan, and ignored", "left out", hit)
    return rows.assign(closed=rows["closed"].where(~hit)), found


def repair_outcomes_without_date(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Ended deals whose end is not dated count as ended, but in no period and no cycle."""
    hit = is_closed(rows) & rows["closed"].isna()
    return rows, _finding(rows, "closed_without_date", "ended deals have no close date", "left out", hit)


def forget_impossible_dates(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """A deal cannot end before it began: its creation date is forgotten, its close stands."""
    hit = rows["closed"] < rows["created"]
    both = rows["closed"].notna() & rows["created"].notna()
    if hit.sum() > IMPOSSIBLE_SHARE * both.sum():
        raise CrmError(
            f"opportunities, row {rows.index[hit.to_numpy(dtype=bool)][0]}: {hit.sum()} of {both.sum()} deals close "
            "before they are created; are the two columns swapped, or day and month?"
        )
    found = _finding(
        rows, "closed_before_created", "deals close before they are created; their cycle is unknown", "left out", hit
    )
    return rows.assign(created=rows["created"].where(~hit)), found


def doubts(rows: pd.DataFrame) -> list[Finding]:
    """Trouble that changes no row."""
    never_dated = rows["created"].isna() & rows["closed"].isna()
    ended = is_closed(rows)
    won = rows["outcome"] == "won"
    return [
        *_finding(rows, "no_account", "rows have no account", "kept", rows["account"].isna()),
        *_finding(rows, "no_product", "rows have no product", "kept", rows["product"].isna()),
        *_finding(rows, "no_dates", _no_dates_message(rows[never_dated]), "left out", never_dated),
        *_finding(
            rows,
            "no_creation_date",
            "ended deals have no usable creation date",
            "left out",
            rows["created"].isna() & ended,
        ),
        *_finding(
            rows,
            "won_for_nothing",
            "won deals have no value, or zero",
            "left out",
            won & ~(rows["value"] > 0) & ~(rows["value"] < 0),
        ),
        *_finding(rows, "negative_value", "deals have a negative value", "left out", rows["value"] < 0),
        *_finding(
            rows,
            "lost_value_zero",
            "lost deals bear the value zero: what they were worth is unknown",
            "left out",
            ended & ~won & (rows["value"] == 0),
        ),
        *bulk_days(rows, "created"),
        *bulk_days(rows, "closed"),
        *stale_deals(rows),
    ]


def _no_dates_message(rows: pd.DataFrame) -> str:
    open_share = float((rows["outcome"] == "open").mean()) if len(rows) else 0.0
    return (
        f"rows have no dates at all ({open_share:.0%} of them open); they are counted as seats' work, not as arrivals"
    )


def bulk_days(rows: pd.DataFrame, column: str) -> list[Finding]:
    """Days on which far more deals were entered than around them: an import or a clean-up, no selling."""
    days = rows[column].dropna()
    if days.empty:
        return []
    daily = days.dt.floor("D").value_counts().sort_index()
    calendar = daily.reindex(pd.date_range(daily.index[0], daily.index[-1], freq="D"), fill_value=0)
    usual = calendar.where(calendar > 0).rolling(57, center=True, min_periods=1).median()
    bulk = calendar[(calendar >= BULK_ROWS) & (calendar >= BULK_FACTOR * usual)]
    message = (
        f"deals were {column} on {len(bulk)} day(s) that hold {BULK_FACTOR} times the usual number or more: "
        + ", ".join(f"{day:%Y-%m-%d} ({count})" for day, count in list(bulk.items())[:3])
    )
    return (
        _finding(rows, f"bulk_{column}", message, "kept", rows[column].dt.floor("D").isin(bulk.index))
        if len(bulk)
        else []
    )


def last_day(rows: pd.DataFrame) -> pd.Timestamp:
    """The last day that dated rows show, strays apart: the day of the export, as far as it can be seen."""
    days = pd.concat([rows["created"], rows["closed"]]).dropna().sort_values()
    late = days.iloc[-1 - int(STRAY_SHARE * len(days))]
    return pd.Timestamp(days[days <= late + pd.Timedelta(days=STRAY_DAYS)].iloc[-1])


def stale_deals(rows: pd.DataFrame) -> list[Finding]:
    """Open deals older than the oldest deal that ever closed: most of them are undecided for good."""
    cycle = cycle_days(rows)
    waiting = rows[(rows["outcome"] == "open") & rows["created"].notna()]
    if len(cycle) == 0 or waiting.empty:
        return []
    oldest = int(cycle.max())
    old = in_days(last_day(rows) - waiting["created"]) > oldest
    message = (
        f"open dated deals ({old.mean():.0%} of them) are older than the oldest deal ever closed ({oldest} days): "
        "the trace of deals that end undecided"
    )
    return _finding(waiting, "stale_open", message, "kept", old)
