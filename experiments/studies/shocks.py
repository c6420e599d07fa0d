"""How long a sales firm takes to recover from what strikes it, what it loses, and whether habits help.

Two years after a habit begins, one of five shocks strikes, and the same firm also lives on without it through the same
luck. Run it with `python -m experiments.studies.shocks`.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
import pandas as pd

from experiments.analysis.judged import judged
from experiments.analysis.metrics import Metric
from experiments.analysis.recovery import lost, recovery
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.doses import overlays, short_titles
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.figures.style import BARS
from experiments.report.study_page import Answer, Spent
from experiments.report.tables import markdown
from experiments.report.words import listed
from experiments.store import Study
from experiments.studies.frame import Crew, Inquiry, Runs, Size, main
from simulation import Scenario, Script, State, burn_in, load_policy, load_scenario, run
from simulation.parameters.scripts import Shock
from simulation.script import MarketShock

QUESTION = "How long does a sales firm take to recover from a shock, what does it lose, and do habits help?"
SEEDS, PREVIEW = 40, 4
BEFORE, AFTER = 2, 3
"""Years until the shock, and those that are watched from then on."""

WITHIN = 0.03
SHOCKS = {
    "slump": 0.4, "regulation": 0.6, "launch": 0.7, "backlash": 8.0, "cancellations": 0.3,
}  # fmt: skip
"""Sizes at the severe end of the plausible range of each."""

TITLES = {
    "slump": "a slump", "regulation": "new rules", "launch": "a rival's launch", "backlash": "a customer backlash",
    "cancellations": "a wave of cancellations",
}  # fmt: skip
AS_IS, NOTHING = "as it is", "nothing"
LOST = Metric("weeks_lost", "Revenue lost", "ordinary weeks", margin=0.25)
WORDS = {WORSE: "loses more", BETTER: "loses less", EQUAL: "no matter", UNTOLD: UNTOLD}
LIMITS = (
    "Each shock strikes once, near the severe end of its plausible range; new rules strike one segment of three.",
    "Revenue is new revenue, won deals and growth of accounts. What is lost in renewals later is not in it.",
    "Recovered is when the mean of all seeds, over a quarter, first is within 3 % of that without the shock again.",
    "After a shock two lives of a firm part for good: late differences are luck, and widen intervals.",
)


def arms() -> dict[str, Mapping[str, object]]:
    """The levers of the firm as it is, and of each habit."""
    return {AS_IS: {}} | {factor: load_policy(factor).values for factor in overlays()}


def titles() -> dict[str, str]:
    """What people call them."""
    return {AS_IS: AS_IS, **short_titles()}


def made(size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
    """Weekly revenue of every arm, with every shock and with none, one part an arm in the store."""
    firm = load_scenario("midmarket", overrides=dict(size.firm))
    seeds, parts = size.seeds(SEEDS, PREVIEW), {}
    states: list[State] = []
    for arm, levers in arms().items():
        under = firm.with_overrides(levers, arm) if levers else firm
        key = {
            "firm": firm.fingerprint(),
            "arm": under.fingerprint(),
            "seeds": [seeds.start, seeds.stop],
            "shocks": SHOCKS,
        }

        def live(under: Scenario = under) -> pd.DataFrame:
            if not states:
                states.extend(burn_in(firm, seeds, workers=how.workers))
            return pd.concat(_lives(under, seeds, states), ignore_index=True)

        parts[arm] = study.part("weekly", key, live)
    weekly = pd.concat(parts, names=["arm"]).reset_index("arm").reset_index(drop=True)
    years = len(seeds) * (firm.calendar.burn_in_years + len(parts) * (1 + len(SHOCKS)) * (BEFORE + AFTER))
    return {"weekly": weekly}, Spent(len(parts) * (1 + len(SHOCKS)) * len(seeds), 0, years, 0.0)


def _lives(under: Scenario, seeds: range, states: list[State]) -> Iterator[pd.DataFrame]:
    for shock, (seed, state) in product((NOTHING, *SHOCKS), zip(seeds, states, strict=True)):
        weekly = run(under, seed, years=BEFORE + AFTER, state=state, script=_script(shock)).weekly.iloc[52 * BEFORE :]
        revenue = weekly["bookings_money"] + weekly["expansion_money"]
        yield pd.DataFrame({"shock": shock, "seed": seed, "week": range(len(weekly)), "revenue": revenue.to_numpy()})


def _script(shock: str) -> Script | None:
    if shock == NOTHING:
        return None
    return Script(actions=(MarketShock(week=52 * BEFORE, shock=Shock.read(shock), size=SHOCKS[shock]),))


def weeks_by_seed(weekly: pd.DataFrame, arm: str, shock: str) -> pd.DataFrame:
    """Weeks x seeds of revenue."""
    rows = weekly[(weekly["arm"] == arm) & (weekly["shock"] == shock)]
    return rows.pivot_table(index="week", columns="seed", values="revenue")


def compare(weekly: pd.DataFrame) -> pd.DataFrame:
    """One row a shock and arm: weeks of revenue lost, weeks to recover, and the loss against the firm as it is."""
    rows = []
    for shock in SHOCKS:
        tables = {arm: (weeks_by_seed(weekly, arm, shock), weeks_by_seed(weekly, arm, NOTHING)) for arm in arms()}
        gone = pd.DataFrame({arm: lost(*pair) for arm, pair in tables.items()})
        saved = judged(gone.drop(columns=AS_IS).rsub(gone[AS_IS], axis=0), LOST, 1.0).add_prefix("saved_")
        part = means(gone)[["mean", "low", "high"]].add_prefix("lost_").join(saved)
        part[["recovery", "recovery_low", "recovery_high"]] = [recovery(*pair, WITHIN) for pair in tables.values()]
        rows.append(part.rename_axis(index="arm").reset_index().assign(shock=shock))
    return pd.concat(rows, ignore_index=True)


def answer(runs: Runs) -> Answer:
    """Loss and recovery by shock, and what habits change."""
    found = compare(runs["weekly"])
    home = found[found["arm"] == AS_IS]
    said = [
        f"{row['lost_mean']:.1f} ({row['lost_low']:.1f} to {row['lost_high']:.1f}) by {TITLES[row['shock']]}, "
        f"made good {_week(row['recovery'])} ({_span(row['recovery_low'], row['recovery_high'])})"
        for row in home.to_dict("records")
    ]
    sentences = [
        f"In ordinary weeks of new revenue, the firm as it is loses {'; '.join(said)}.",
        _habits(found),
    ]
    seeds = runs["weekly"]["seed"].nunique()
    words = (
        "Do habits help when a shock strikes?",
        f"Ordinary weeks of revenue saved in {AFTER} years, {seeds} seeds; {BARS}",
    )
    drawn = found[found["arm"] != AS_IS].assign(
        scenario=lambda t: t["shock"], title=lambda t: t["arm"].map(titles()), verdict=lambda t: t["saved_verdict"],
        percent=lambda t: t["saved_mean"], percent_low=lambda t: t["saved_low"], percent_high=lambda t: t["saved_high"],
    )  # fmt: skip
    axis = Drawn("ordinary weeks of revenue saved against the firm as it is", WORDS)
    figure = everywhere_figure(drawn, TITLES, LOST.margin, words, axis)
    finite = found.replace([np.inf], np.nan)
    return Answer(
        sentences, {"By shock and habit": _table(found)}, LIMITS, {"shocks": finite}, {"do_habits_help": figure}
    )


def _habits(found: pd.DataFrame) -> str:
    """Which habits change what a shock costs."""
    told = found[(found["arm"] != AS_IS) & found["saved_verdict"].isin([BETTER, WORSE])]
    said = [
        f"*{titles()[str(arm)]}* {WORDS[str(word)]} in {listed([TITLES[str(shock)] for shock in rows['shock']])}"
        for (arm, word), rows in told.groupby(["arm", "saved_verdict"], sort=False)
    ]
    if not said:
        return "No habit changes that so that it can be told."
    return f"A firm with {'; one with '.join(said)}. No other habit changes that so that it can be told."


def _span(low: float, high: float) -> str:
    """The ends of an interval, in weeks."""
    return f"{_week(low)} to {_week(high).removeprefix('in ')}"


def _week(weeks: float) -> str:
    return "never" if weeks == float("inf") else "at once" if weeks == 0.0 else f"in week {weeks:.0f}"


def _table(found: pd.DataFrame) -> str:
    rows = [
        (
            TITLES[row["shock"]],
            titles()[row["arm"]],
            f"{row['lost_mean']:.1f} ({row['lost_low']:.1f} to {row['lost_high']:.1f})",
            f"{_week(row['recovery'])} ({_span(row['recovery_low'], row['recovery_high'])})",
            "" if row["arm"] == AS_IS else WORDS[row["saved_verdict"]],
        )
        for row in found.to_dict("records")
    ]  # fmt: skip
    return markdown(("Shock", "Firm", "Ordinary weeks lost", "Recovered", "Against as it is"), rows)


STUDY = Inquiry("shocks", QUESTION, budget=11_000, stages=(), answer=answer, made=made, seeds=(SEEDS, PREVIEW))

if __name__ == "__main__":
    main(STUDY)
