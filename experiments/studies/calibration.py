"""Whether a calibration finds the parameters of a firm again, with intervals as wide as they should be.

Firms with parameters drawn from the prior are simulated, their CRM is written, read by the import, and calibrated: once
per firm the truth is inside the 90 % interval or not, and has a rank among the posterior's draws. All firms share one
table of simulations, which a calibration allows: the table does not depend on what was observed. Run it with
`python -m experiments.studies.calibration`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from experiments.analysis.abc import LEARNED_AT_MOST, Table
from experiments.analysis.holm import LEVEL, holm
from experiments.analysis.intervals import wilson_interval
from experiments.calibration.crm import read_crm
from experiments.calibration.mapping import Mapping as Columns
from experiments.calibration.periods import Window
from experiments.calibration.plausible import kept_of, scaled, table_of
from experiments.calibration.prior import prior_of
from experiments.calibration.reference import Reference, reference_table
from experiments.calibration.simulated import DAYS_A_YEAR
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import SEEN, known, telltales
from experiments.calibration.typed import Reading
from experiments.calibration.write_firm import significant
from experiments.figures.recovery import recovery_figure
from experiments.report.study_page import Answer, Spent
from experiments.report.tables import markdown
from experiments.store import Study
from experiments.studies.frame import Crew, Inquiry, Runs, Size, main
from experiments.sweep.executors import all_cores
from simulation import Scenario, load_scenario, run
from simulation.crm_log import FIRST_DAY, crm_tables

QUESTION = "Does calibrating a firm to its own CRM find its parameters again?"
FIRMS, PREVIEW_FIRMS, YEARS = 40, 4, 3
TABLE, PREVIEW_TABLE = 440, 200
"""Simulated firms that speak: fewer than half of those that `salesorg calibrate` draws, which so tells no less."""

FIRM = {"organization.teams": 4}
SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 4}
TRUTHS = 1_000
"""Seed of the true firms: their parameters and their luck are not those of the table."""

HELD = (0.80, 0.98)
"""The true value has to lie inside the 90 % interval in so many of the firms."""

BINS = 5
RANKS = tuple(f"ranks_{place}" for place in range(1, BINS + 1))
LIMITS = (
    "The true firms are firms of the model, and differ in nothing that is not drawn: a real firm differs in more.",
    "All firms share one table and one base firm; what the import itself would fit beside it is left at the base's.",
    "A CRM with a table of people and with reasons of losses; many exports have neither, and tell less.",
    f"Forty sellers over three years, and a table of {TABLE} simulated firms; `salesorg calibrate` draws 1,000.",
)


def window(years: int) -> Window:
    """The window of every export: from the first day of the simulation on."""
    start = pd.Timestamp(FIRST_DAY)
    return Window(start, start + pd.Timedelta(days=DAYS_A_YEAR * years - 1))


def base(size: Size) -> Scenario:
    """The firm around which all are drawn."""
    return load_scenario(overrides={**FIRM, **(SMALL if size.quick else {}), **size.firm})


def made(size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
    """The table of simulations, the true firms with what their exports show, and one held against the other."""
    years, firms, draws = size.of(YEARS, 1), size.of(FIRMS, PREVIEW_FIRMS), size.of(TABLE, PREVIEW_TABLE)
    firm, workers = base(size), all_cores(how.workers)
    of = Reference(firm, Targets(window(years), people=True, numbers={}), prior_of(firm), seed=0)
    rows = reference_table(of, draws, study, workers)
    true = Reference(firm, of.targets, of.prior, TRUTHS)
    with ThreadPoolExecutor(workers) as pool:

        def one(number: int) -> pd.DataFrame:
            return study.part(
                "true", true.key(number, 1) | {"export": True}, lambda: exported_truth(true, number, years)
            )

        truths = pd.concat(pool.map(one, range(firms)), ignore_index=True)
    lived = draws + firms
    return {"recovery": recovered(rows, truths, firm, years)}, Spent(
        lived, 0, lived * (years + firm.calendar.burn_in_years), 0.0
    )


def exported_truth(of: Reference, number: int, years: int) -> pd.DataFrame:
    """One true firm: shares of its parameters, and what the import reads from the CRM that it exports."""
    shares = of.prior.draws_of(of.seed, number)
    scenario = of.firm.with_overrides(of.prior.values(shares), "true")
    lived = run(scenario, of.luck(number), years=years, record=("events",))
    with tempfile.TemporaryDirectory() as folder:
        for name, told in crm_tables(lived.events, lived.state, scenario).items():
            told.to_csv(Path(folder) / f"{name}.csv", index=False)
        crm = read_crm(Path(folder), Columns(), Reading())
    seen = telltales(crm.tables, crm.leaving, of.targets.window)
    named = {one.path: float(share) for one, share in zip(of.prior.ranges, shares, strict=True)}
    return pd.DataFrame([named | seen])


def recovered(rows: pd.DataFrame, truths: pd.DataFrame, firm: Scenario, years: int) -> pd.DataFrame:
    """One row a firm and fitted parameter: the truth's rank, whether it was held, and the width left."""
    prior, tables = prior_of(firm), dict[tuple[str, ...], Table]()
    found = []
    for number, row in truths.iterrows():
        numbers = known({one.name: float(row[one.name]) for one in SEEN})
        targets = Targets(window(years), people=True, numbers=numbers)
        table = tables.setdefault(tuple(numbers), table_of(rows, prior, targets)[0])
        posterior = table.posterior(scaled(numbers), kept_of(len(table.shares)))
        ends, narrowed, learned = posterior.interval(), posterior.narrowed, posterior.learned
        for place, one in enumerate(prior.fitted):
            truth, low, high = float(row[one.path]), *ends[:, place]
            rank = float(posterior.weights @ (posterior.shares[:, place] < truth))
            found.append(
                {
                    "firm": number,
                    "parameter": one.path,
                    "truth": one.at(truth),
                    "low": one.at(low),
                    "high": one.at(high),
                    "rank": rank,
                    "held": low <= truth <= high,
                    "narrowed": narrowed[place],
                    "learned": learned[place],
                }
            )
    return _without_last_digits(pd.DataFrame(found))


def _without_last_digits(table: pd.DataFrame) -> pd.DataFrame:
    """Linear algebra may sum in another order in another run, so its last digits are no result."""
    floats = table.select_dtypes("float").columns
    return table.assign(**{str(name): table[name].map(significant) for name in floats})


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """One row a parameter: how often held, whether ranks are flat (chi-squared, Holm), how much was learned."""
    rows = []
    for parameter, table in found.groupby("parameter", sort=False):
        counts = np.histogram(table["rank"], bins=BINS, range=(0.0, 1.0))[0]
        held = float(table["held"].mean())
        low, high = wilson_interval(held, len(table))
        rows.append(
            {
                "parameter": parameter,
                "firms": len(table),
                "held": held,
                "held_low": low,
                "held_high": high,
                **dict(zip(RANKS, map(int, counts), strict=True)),
                "p_flat": float(stats.chisquare(counts).pvalue),
                "narrowed": float(table["narrowed"].median()),
                "learned_in": float(table["learned"].mean()),
            }
        )
    frame = pd.DataFrame(rows)
    return frame.assign(
        calibrated=frame["held"].between(*HELD),
        flat=holm(frame["p_flat"].to_numpy()) > LEVEL,
        learned=frame["learned_in"] > 0.5,
    )


def answer(runs: Runs) -> Answer:
    """How often the truth was held, and what was learned."""
    return told(runs["recovery"])


def told(found: pd.DataFrame) -> Answer:
    """The page."""
    seen = summary(found)
    firms, good = int(seen["firms"].max()), seen["calibrated"]
    held = (
        f"Over {firms} firms with known parameters the 90 % interval held the truth in {HELD[0]:.0%} to {HELD[1]:.0%} "
        f"of them for {int(good.sum())} of {len(seen)} parameters."
    )
    learned = (
        f"Learned, with an interval of at most {LEARNED_AT_MOST:.0%} of the prior's in the median firm: "
        f"{', '.join(seen.loc[seen['learned'], 'parameter']) or 'nothing'}."
    )
    together = f"All {len(found)} intervals together held it in {found['held'].mean():.0%}; 90 % are meant."
    sentences = [held, together, f"Ranks of the truth are flat for {int(seen['flat'].sum())} of {len(seen)}.", learned]
    words = (
        "Does a calibration find a firm’s parameters again?",
        f"{firms} firms with known parameters, each by its own CRM",
    )
    figure = recovery_figure(seen, RANKS, HELD, LEARNED_AT_MOST, words)
    tables, sections = {"recovery": found, "summary": seen}, {"By parameter": _table(seen) + "\n{found_again}"}
    return Answer(sentences, sections, LIMITS, tables, {"found_again": figure})


def _table(seen: pd.DataFrame) -> str:
    header = ("Parameter", "Truth held", "95 % interval", "Ranks, five bins", "Flat: p", "Width left", "Learned in")
    return markdown(header, [_row(row) for row in seen.to_dict("records")])


def _row(row: Mapping[Any, Any]) -> tuple[str, ...]:
    ranks = " ".join(str(row[name]) for name in RANKS)
    return (
        f"`{row['parameter']}`",
        f"{row['held']:.0%}",
        f"{row['held_low']:.0%} to {row['held_high']:.0%}",
        ranks,
        f"{row['p_flat']:.2f}",
        f"{row['narrowed']:.0%}",
        f"{row['learned_in']:.0%} of firms",
    )


STUDY = Inquiry(
    "calibration", QUESTION, budget=40_000, stages=(), answer=answer, made=made, seeds=(FIRMS, PREVIEW_FIRMS)
)

if __name__ == "__main__":
    main(STUDY)
