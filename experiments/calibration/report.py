"""The import's report, as text and as plain data. It speaks of rows, seats and shares, never of a person."""

from dataclasses import asdict
from math import isnan
from typing import Any

from experiments.calibration.findings import Finding
from experiments.calibration.fit import Fitted
from experiments.calibration.measure import Measurements
from experiments.calibration.result import ImportResult
from experiments.calibration.spread import Estimate, Spread

HEADINGS = {
    "repaired": "Repaired",
    "dropped": "Dropped",
    "left out": "Left out of measurements that need the missing cell",
    "kept": "Kept, with a doubt",
    "note": "Worth knowing",
}


def report_text(result: ImportResult) -> str:
    """The whole report in plain text."""
    parts = [
        _sources(result),
        _findings(result.findings),
        _measurements(result.measurements),
        _fitted(result.fitted),
        _unknown(result),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def report_data(result: ImportResult) -> dict[str, Any]:
    """The same as plain data for JSON."""
    measured = result.measurements
    return {
        "sources": result.sources,
        "currency": {"code": measured.currency, "from": result.currency_from},
        "findings": [asdict(finding) for finding in result.findings],
        "measurements": _plain(asdict(measured)),
        "fitted": [asdict(found) for found in result.fitted],
        "left_at_default": [asdict(unknown) for unknown in result.left_at_default],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and isnan(value):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _sources(result: ImportResult) -> list[str]:
    lines = ["READ"]
    lines += [f"  {name}: {source}" for name, source in result.sources.items()]
    return [*lines, f"  currency: {result.measurements.currency}, from {result.currency_from}; nothing is converted"]


def _findings(findings: tuple[Finding, ...]) -> list[str]:
    lines = ["ROWS"]
    for action, heading in HEADINGS.items():
        chosen = [finding for finding in findings if finding.action == action]
        lines += [f"  {heading}"] * bool(chosen)
        lines += [_finding(finding) for finding in chosen]
    return lines if findings else [*lines, "  nothing to repair, drop or doubt"]


def _finding(finding: Finding) -> str:
    examples = f" (e.g. {', '.join(finding.examples)})" if finding.examples else ""
    return f"    {finding.count:>7,} of {finding.of:,} in {finding.table} [{finding.code}]: {finding.message}{examples}"


def _measurements(measured: Measurements) -> list[str]:
    window = measured.window
    teams = f"{measured.teams} teams" if measured.teams else "teams not told"
    lines = [
        "MEASURED (95 % intervals)",
        f"  time: {window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}, {window.weeks:.1f} weeks",
        f"  seats: {measured.seats} at once, {measured.sellers} in all, {teams}, {measured.seat_weeks:,.0f} weeks",
        _estimate("arrivals", measured.arrivals_per_seat_week),
        _spread("spread of arrivals between seats (CV, net of Poisson noise)", measured.arrivals_spread),
        _estimate("won share", measured.won_share),
        _spread("spread of won shares between sellers (sd, net of binomial noise)", measured.won_share_spread),
        _estimate("median cycle", measured.cycle_days),
        _estimate("mean won value", measured.value_money),
        f"  top fifth of sellers: {measured.top_fifth_share:.1%} of won value",
    ]
    lines += [_estimate("size against odds", measured.size_on_odds)] if measured.size_on_odds else []
    lines += [_estimate("size against cycle", measured.size_on_cycle)] if measured.size_on_cycle else []
    lines += [_estimate("load against odds", measured.load_on_odds)] if measured.load_on_odds else []
    lines += [_estimate(f"season, quarter {quarter}", season) for quarter, season in sorted(measured.seasons.items())]
    lines += ["  seasons: not told (each quarter must be seen in full twice)"] * (not measured.seasons)
    return lines + [_estimate(name.replace("_", " "), told) for name, told in measured.other.items()]


def _estimate(name: str, told: Estimate) -> str:
    note = f", {told.note}" if told.note else ""
    return f"  {name}: {told.value:,.4g} ({told.low:,.4g} to {told.high:,.4g}) {told.unit}, from {told.of:,}{note}"


def _spread(name: str, told: Spread | None) -> str:
    if told is None:
        return f"  {name}: not told (fewer than three sellers)"
    return (
        f"  {name}: {told.value:.3f} ({told.low:.3f} to {told.high:.3f}); from chance alone with p = {told.noise_p:.2g}"
    )


def _fitted(fitted: tuple[Fitted, ...]) -> list[str]:
    return ["FITTED", *(f"  {found.path} = {found.value:g}: {found.how}" for found in fitted)]


def _unknown(result: ImportResult) -> list[str]:
    lines = ["LEFT AT DEFAULT (a CRM cannot tell)"]
    for unknown in result.left_at_default:
        names = ", ".join(path.split(".")[1] for path in unknown.paths)
        lines.append(f"  {unknown.group}: {unknown.reason}: {names}")
    return lines
