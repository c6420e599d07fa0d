"""Pages: a study's findings in plain words, with its tables, figures and the command that makes them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from experiments.analysis.payback import Payback
from experiments.analysis.verdict import Finding
from experiments.report.tables import markdown, summary_row
from experiments.report.words import headline, payback_cells, payback_sentence, shown
from experiments.store import Manifest

Windows = Mapping[str, Sequence[Finding]]

CLASSIC = "culling=10%"

WHAT_IS_ASKED = """\
These two sentences are what the study was made to find; all other lines explore, and among a hundred intervals of 95 %
some five miss by chance. **The reference carries much of the answer**: it dismisses people already, and by these tables
that costs. *Nobody dismissed and culling 10 %* is the forced share in place of ordinary dismissals: compare it with
*nobody dismissed*. The first ranking falls at the end of year 1, so culling can bring nothing before year 2, while its
alternatives act from the first quarter on."""

HOW_TO_READ = """\
Each world is one seed. In every world all policies go on from the same settled firm and live through the same luck,
so a difference between them comes from the policy and from nothing else; a tie counts half. New revenue is won deals
and growth of accounts, without renewals. Profit is the margin on all sales, renewals included, less the cost of the
sales force, which some call its contribution. The verdict goes by the 95 % interval of the mean difference and a
margin fixed before the study ran (revenue and profit 1 %, satisfaction 1 point, turnover 2 points, mean talent 0.05
sd): *practically equal* if the whole interval lies within the margin, else *better* or *worse* if it lies on one side
of zero, else *cannot tell yet*. Turnover is *lower* or *higher*: neither is good in itself. The reference in every
table is **ordinary dismissals**: who fails the probation, or is far below expectation in two half-years, has to go;
expectation follows what the firm as a whole brought the year before. Random dismissal singles out as many as culling
does, by lot: what it loses is the price of exits without their choice. It adds more exits, because culling partly
takes those whom ordinary dismissals would have taken anyway: see turnover. Rankings fall hardest on those hired in
the last year: half a year of results is mostly luck."""


HARMLESS = """\
How much people withhold help from those they are ranked against, play foul, and depend on each other has a sign from
experiments and no size from the field: all three sizes are assumed. Here they are zero, in every arm, and all else as
above. What is left of the difference comes from who goes, who comes, and the customers in between."""


class Answers(Protocol):
    """What the culling study found: by window, the same without harm between colleagues, when it pays, luck saved."""

    @property
    def windows(self) -> Windows: ...  # noqa: D102
    @property
    def harmless(self) -> Windows: ...  # noqa: D102
    @property
    def paybacks(self) -> Mapping[str, Payback]: ...  # noqa: D102
    @property
    def saved(self) -> pd.DataFrame: ...  # noqa: D102


def culling_page(found: Answers, titles: Mapping[str, str], manifest: Manifest, currency: str) -> str:
    """The README of `results/culling`."""
    parts = [
        f"# {manifest.question}",
        *_answers(found.windows, titles, currency),
        WHAT_IS_ASKED,
        "![Differences in revenue and profit with intervals](does_it_pay.png)",
        f"## How to read this\n\n{HOW_TO_READ}",
        *(_window_section(name, findings, titles) for name, findings in found.windows.items()),
        "![Differences in satisfaction, turnover and talent with intervals](what_else.png)",
        f"## Without harm between colleagues\n\n{HARMLESS}",
        *(f"### {name.capitalize()}\n\n{_verdicts(findings, titles)}" for name, findings in found.harmless.items()),
        f"## When does it pay?\n\n{_payback_text(found.paybacks, titles)}",
        "![Cumulative profit differences](when_does_it_pay.png)",
        f"## How much does sharing luck save?\n\n{_luck_text(found.saved)}",
        "![Variance saved by sharing luck](shared_luck.png)",
        f"## How this was made\n\n{_made(manifest)}",
    ]
    return "\n\n".join(parts) + "\n"


def _answers(windows: Windows, titles: Mapping[str, str], currency: str) -> list[str]:
    """One sentence a window on the dose of the classic, 10 % a year."""
    found = [(name, one) for name, findings in windows.items() for one in findings if _is_the_classic(one)]
    return [headline(one, titles, _years(name), currency) for name, one in found]


def _is_the_classic(found: Finding) -> bool:
    return found.metric.name == "profit_money" and found.difference.arm == CLASSIC


def _years(window: str) -> tuple[int, int]:
    first, last = window.removeprefix("years ").split("-")
    return int(first), int(last)


def _window_section(name: str, findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    return f"## {name.capitalize()}\n\n{_verdicts(findings, titles)}\n{_all_metrics(findings, titles)}"


def _verdicts(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    header = ("Policy", "Profit against the reference", "95 % interval", "Earns more in so many worlds", "Verdict")
    profits = [found for found in findings if found.metric.name == "profit_money"]
    return markdown(header, [summary_row(found, titles) for found in profits])


def _all_metrics(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    """One line a policy and one column a metric: mean difference and its verdict."""
    metrics = list(dict.fromkeys(found.metric for found in findings if found.metric.name != "profit_money"))
    arms = list(dict.fromkeys(found.difference.arm for found in findings))
    by_place = {(found.difference.arm, found.metric): found for found in findings}
    return markdown(
        ("Policy", *(metric.label for metric in metrics)),
        [(titles[arm], *(_brief(by_place[arm, metric]) for metric in metrics)) for arm in arms],
    )


def _brief(found: Finding) -> str:
    view = shown(found)
    return f"{view.number(view.mean)} {view.unit} ({view.interval}): {found.verdict}"


def _payback_text(paybacks: Mapping[str, Payback], titles: Mapping[str, str]) -> str:
    """The classic in a sentence, then every policy in a table."""
    sentence = payback_sentence(paybacks[CLASSIC], titles[CLASSIC], titles["ordinary"])
    header = ("Policy", "Ahead for good from", "Middle half of worlds", "Never within the horizon")
    return f"{sentence[0].upper()}{sentence[1:]}\n\n" + markdown(
        header, [(titles[arm], *payback_cells(found)) for arm, found in paybacks.items()]
    )


def _luck_text(saved: pd.DataFrame) -> str:
    """What sharing luck saves, as a table, with what the two yardsticks mean."""
    header = ("Years", "Metric", "Against independent worlds", "Against the same market, other luck")
    rows = [
        (str(line["years"]), str(line["metric"]).removesuffix("_money"), *(_times(line, name) for name in YARDSTICKS))
        for line in saved.to_dict("records")
    ]
    return f"{LUCK}\n\n{markdown(header, rows)}"


YARDSTICKS = ("independent", "same_market")
NEARLY_THE_SAME = 10_000.0
"""Ratios above this say that the arms have not had time to differ, not that luck is shared so well."""

LUCK = """\
How many times smaller the variance of the difference between culling 10 % and 5 % is because both live through the same
luck; so many times fewer worlds are needed for the same interval. The second yardstick shares demand, slumps and the
rival, and draws everything personal anew: it shows what the shared luck of people adds to that of the market."""


def _times(line: Mapping[Hashable, Any], name: str) -> str:
    times, low, high = (float(str(line[key])) for key in (name, f"{name}_low", f"{name}_high"))
    if times > NEARLY_THE_SAME:
        return "hardly any difference yet"
    return f"{times:.0f}x ({low:.0f} to {high:.0f})"


def made_by(manifest: Manifest) -> str:
    """The command, the seeds and the versions behind a page."""
    first, count = manifest.seeds["first"], manifest.seeds["count"]
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items())
    some = f"Seeds {first} to {first + count - 1}" if count > 1 else f"Seed {first}"
    seeds = f"{some}, code {manifest.code[:12]}, {versions}."
    return f"One command: `{manifest.command}`.\n{seeds}"


def _made(manifest: Manifest) -> str:
    return (
        f"{made_by(manifest)}\n"
        "Every number is in the CSV files beside this page; `manifest.json` says what they are of.\n"
        f"What each policy does is in `experiments/policies/`."
    )
