"""The command line `salesorg`: what can be asked, and which module answers.

Nothing heavy is imported here, so that `--help` is quick; each command imports what it needs. Exit codes: 0 done, 1 a
check failed, 2 bad input, 3 a run failed, 130 interrupted.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

DONE, CHECK_FAILED, BAD_INPUT, RUN_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
SAID = {"SweepError", "PaperError"}
"""Failures that are sentences already, by name: importing them would import the engine."""


class Commands(TyperGroup):
    """The group of commands, which turns every failure into one sentence on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise _failure(str(interrupt) or "interrupted; nothing half-done was kept", INTERRUPTED) from None
        except OSError as error:
            raise _failure(f"{error.filename or 'a file'}: {error.strerror or error}", RUN_FAILED) from error
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise  # the end of a command, or a wrong usage that it prints well itself
            if isinstance(error, _bad_input()):
                raise _failure(str(error), BAD_INPUT) from error
            if type(error).__name__ in SAID:
                raise _failure(str(error), RUN_FAILED) from error
            raise _failure(f"the run failed: {type(error).__name__}: {error}", RUN_FAILED) from error


def _failure(sentence: str, code: int) -> typer.Exit:
    typer.echo(f"salesorg: {sentence}", err=True)
    return typer.Exit(code)


def _bad_input() -> tuple[type[Exception], ...]:
    from experiments.calibration.errors import CrmError
    from experiments.files import BusyError
    from experiments.store import StoreError
    from simulation.parameters.check import ScenarioError

    return ScenarioError, StoreError, CrmError, BusyError


app = typer.Typer(
    cls=Commands,
    name="salesorg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"salesorg {version('salesorg')}")
        raise typer.Exit


@app.callback()
def salesorg(
    asked: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A sales organisation you can experiment on: compare policies on one firm, lived twice through the same luck."""


Firm = Annotated[str, typer.Argument(help="A scenario file (ends in .toml) or the name of a shipped one.")]
Policies = Annotated[
    list[str] | None,
    typer.Option("--policy", metavar="NAME[=VALUE][+NAME...]", help="A policy, as culling=10%. Repeat for more arms."),
]
Overlays = Annotated[
    list[str] | None,
    typer.Option("--policy", metavar="NAME[=VALUE]", help="Lay a policy over the firm. Repeat for more."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="GROUP.NAME=VALUE", help="Change one parameter. Repeat for more."),
]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**62, help="The first world's seed.")]
Years = Annotated[
    int | None, typer.Option("--years", min=1, max=100, help="Years to live after the settling-in; the firm's own.")
]
Replay = Annotated[
    str | None, typer.Option("--script", metavar="NAME", help="A field experiment to replay: shipped, or a .toml file.")
]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON object to standard output, and nothing else.")]
Results = Annotated[Path, typer.Option("--results", metavar="DIR", help="Where to write a folder of results.")]


@app.command()
def run(
    firm: Firm = "midmarket",
    policy: Overlays = None,
    settings: Settings = None,
    script: Replay = None,
    seed: Seed = 0,
    years: Years = None,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Let one firm live through one world, perhaps through a field experiment, and write what happened.

    Example: salesorg run midmarket --script warnings --seed 1 --years 3
    """
    from experiments.commands.run import read_question, run_once

    run_once(read_question(firm, policy or (), settings or (), (seed, years), script), results, as_json)


@app.command()
def compare(
    firm: Firm = "midmarket",
    policy: Policies = None,
    against: Annotated[str, typer.Option("--against", metavar="NAME", help="The reference policy.")] = "ordinary",
    replications: Annotated[
        int, typer.Option("--replications", min=1, max=100_000, help="Worlds to live through, one seed each.")
    ] = 100,
    years: Years = None,
    seed: Seed = 0,
    settings: Settings = None,
    results: Annotated[Path | None, typer.Option("--results", metavar="DIR", help="Also write a folder here.")] = None,
    as_json: Json = False,
) -> None:
    """Say which policy earns more, by how much, and how sure that is.

    Every policy goes on from the same settled firm and lives through the same luck.

    Example: salesorg compare midmarket --policy culling=10% --policy nobody_dismissed
    """
    from experiments.commands.compare import answer, read_question

    seeds = range(seed, seed + replications)
    answer(read_question(firm, policy or (), against, seeds, years, settings or ()), results, as_json)


@app.command()
def describe(
    firm: Firm = "midmarket",
    policy: Overlays = None,
    settings: Settings = None,
    group: Annotated[str | None, typer.Option("--group", help="Only this group of parameters.")] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only what is not at its default.")] = False,
    as_json: Json = False,
) -> None:
    """Show every parameter of a firm: its value, its unit, and where the value comes from."""
    from experiments.commands.describe import describe_firm

    describe_firm(firm, policy or (), settings or (), group, changed, as_json)


@app.command()
def validate(
    firm: Firm = "midmarket",
    seeds: Annotated[int, typer.Option("--seeds", min=1, max=10_000, help="Firms to measure, one seed each.")] = 30,
    patterns: Annotated[
        str | None, typer.Option("--patterns", metavar="P1,P4", help="Only these patterns, separated by commas.")
    ] = None,
    settings: Settings = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")] = None,
    as_json: Json = False,
) -> None:
    """Say whether the firm behaves like real ones, pattern by pattern; ends with 1 if a check fails."""
    from experiments.commands.validate import answer, read_question

    if not answer(read_question(firm, range(seeds), patterns, settings or ()), workers, as_json):
        raise typer.Exit(CHECK_FAILED)


@app.command("import-crm")
def import_crm(
    folder: Annotated[Path, typer.Argument(help="The folder of the export: CSV, XLSX or Parquet.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The scenario file to write.")] = Path("firm.toml"),
    mapping: Annotated[str | None, typer.Option(help="Which column means what: a file or a shipped name.")] = None,
    currency: Annotated[str | None, typer.Option(help="Of all money, as EUR, if the export does not say.")] = None,
    date_order: Annotated[
        str | None, typer.Option(help="Of dates that can be read in two ways: dmy, mdy, ymd.")
    ] = None,
    decimal: Annotated[str | None, typer.Option(help="Sign of numbers that can be read in two ways.")] = None,
    as_json: Json = False,
) -> None:
    """Fit a firm from a CRM export, and report what was repaired, dropped, doubted, and not told."""
    from experiments.commands.import_crm import Reading, import_firm

    import_firm(folder, output, Reading(mapping, currency, date_order, decimal), as_json)


@app.command("export-crm")
def export_crm(
    firm: Firm = "midmarket",
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write, new or empty.")] = Path("crm"),
    policy: Overlays = None,
    settings: Settings = None,
    seed: Seed = 0,
    years: Years = None,
    as_json: Json = False,
) -> None:
    """Write the CRM that a simulated firm would have, in the format of import-crm."""
    from experiments.commands.export_crm import export_firm

    export_firm(firm, policy or (), settings or (), (seed, years), output, as_json)


@app.command()
def calibrate(
    firm: Firm = "firm.toml",
    targets: Annotated[
        Path | None, typer.Option("--targets", metavar="FILE", help="What the data showed; beside the firm.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder of plausible firms; FIRM-plausible.")
    ] = None,
    members: Annotated[int, typer.Option("--members", min=2, max=999, help="Plausible firms to give back.")] = 40,
    draws: Annotated[int, typer.Option("--draws", min=1, max=1_000_000, help="Firms to simulate.")] = 1_000,
    seed: Seed = 0,
    settings: Settings = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier results in the folder.")] = False,
    as_json: Json = False,
) -> None:
    """Find many firms that show what your data showed, and say what the data taught and what not.

    Stop it whenever you like: the same command goes on. Example: salesorg calibrate firm.toml
    """
    from experiments.calibration.plausible import Asked
    from experiments.commands.calibrate import calibrate as find

    find(firm, targets, output, Asked(draws, members, seed, workers, fresh), settings or [], as_json)


@app.command()
def whatif(
    firm: Annotated[str, typer.Argument(metavar="FIRM", help="A folder of plausible firms, or a scenario.")],
    policy: Policies = None,
    against: Annotated[str, typer.Option("--against", metavar="NAME", help="The reference policy.")] = "ordinary",
    futures: Annotated[int, typer.Option("--futures", min=1, max=900, help="Futures of each plausible firm.")] = 4,
    years: Years = None,
    seed: Annotated[int, typer.Option("--seed", min=0, max=900, help="Other futures: their luck.")] = 0,
    settings: Settings = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")] = None,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Say what a policy brings in every firm that yours may be, and what the answer hangs on.

    Every policy goes on from the same settled firms and lives through the same luck.

    Example: salesorg whatif firm-plausible --policy culling=10%
    """
    from experiments.commands.whatif import answer_question
    from experiments.whatif.question import ask, command_of

    question = ask(
        firm, policy or (), against=against, years=years, futures=futures, seed=seed, settings=settings or ()
    )
    answer_question(question, command_of(question, settings or ()), results, workers, as_json)


@app.command()
def optimise(
    firm: Annotated[str, typer.Argument(metavar="FIRM", help="A folder of plausible firms, or a scenario.")],
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="NAME", help="A policy to mix in by doses. Repeat; the seven factors."),
    ] = None,
    lever: Annotated[
        list[str] | None,
        typer.Option("--lever", metavar="GROUP.NAME", help="A lever to mix in, over its plausible range. Repeat."),
    ] = None,
    against: Annotated[str, typer.Option("--against", metavar="NAME", help="What mixes are laid over.")] = "ordinary",
    most_dose: Annotated[float, typer.Option("--most-dose", min=0.01, max=10.0, help="The largest dose.")] = 1.0,
    at_most: Annotated[
        int | None, typer.Option("--at-most", min=1, help="The most policies and levers at once; all.")
    ] = None,
    spend: Annotated[
        str | None, typer.Option("--spend", metavar="MONEY|SHARE", help="The most it may cost more a year, as 2%.")
    ] = None,
    budget: Annotated[int, typer.Option("--budget", min=1, help="Firm-lives that the search may take.")] = 8_000,
    futures: Annotated[int, typer.Option("--futures", min=1, max=900, help="Futures of each firm, searching.")] = 2,
    rescoring: Annotated[int, typer.Option("--rescore", min=4, max=900, help="Fresh futures, judging.")] = 8,
    front: Annotated[int, typer.Option("--front", min=1, max=50, help="The most mixes to judge.")] = 8,
    years: Years = None,
    seed: Annotated[int, typer.Option("--seed", min=0, max=900, help="Another search: its luck.")] = 0,
    settings: Settings = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")] = None,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Find the mix of policies that is best in expectation and in regret, and judge it on fresh luck.

    Half of the plausible firms are searched in; the mixes that stand out are lived again in all of them.

    Stop it whenever you like: the same command goes on. Example: salesorg optimise firm-plausible --at-most 2
    """
    from experiments.commands.optimise import optimise as find
    from experiments.optimise.question import Effort, Wanted, ask, command_of

    wanted = Wanted(
        firm,
        tuple(policy or ()),
        tuple(lever or ()),
        against,
        most_dose,
        at_most,
        spend,
        years,
        seed,
        tuple(settings or ()),
    )
    search = ask(wanted, Effort(budget, futures, rescoring, front))
    find(search, command_of(search, wanted), results, workers, as_json)


StudyName = Annotated[str, typer.Argument(metavar="STUDY", help="A study: its name, its file, or its folder.")]
Plain = Annotated[Path, typer.Option("--results", metavar="DIR", help="Where studies lie.")]


@app.command()
def sweep(
    study: Annotated[
        str, typer.Argument(metavar="STUDY", help="A study file (.toml or .py), or a shipped one's name.")
    ],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=1024, help="Threads (processes with --model); all cores.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786.")
    ] = None,
    replications: Annotated[
        str | None, typer.Option("--replications", metavar="N|auto", help="Seeds; auto adds some until --precision.")
    ] = None,
    precision: Annotated[
        str | None, typer.Option("--precision", metavar="SHARE", help="Of each paired interval, as 1%: with auto.")
    ] = None,
    budget: Annotated[int, typer.Option("--budget", min=2, help="The most seeds that auto may spend.")] = 1_000,
    model: Annotated[
        str | None, typer.Option("--model", metavar="MODULE:CLASS", help="Your own subclass of SalesOrganization.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier results of this study.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Run again what failed.")] = False,
    allow_other_machines: Annotated[
        bool, typer.Option("--allow-other-machines", help="Mix results of machines whose mathematics differ.")
    ] = False,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Run a study: every cell through every seed, only what is missing.

    Stop it whenever you like: the same command goes on. Example: salesorg sweep where_culling_pays --workers 2
    """
    from experiments.commands.sweep import Asked, read_sweep, run_sweep
    from experiments.sweep.sweep import Earlier

    earlier = Earlier(fresh, allow_other_machines, retry_failed)
    asked = Asked(workers, scheduler, replications, precision, budget, model, earlier)
    if run_sweep(read_sweep(study, asked), results, as_json):
        raise typer.Exit(RUN_FAILED)


@app.command()
def query(
    study: StudyName,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A question in SQL to the table runs.")],
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write all rows to a CSV file.")] = None,
    results: Plain = Path("results"),
    as_json: Json = False,
) -> None:
    """Ask the runs of a study in SQL; nothing can be changed by it.

    Example: salesorg query where_culling_pays "select arm, avg(profit_money) from runs group by arm"
    """
    from experiments.commands.query import answer

    answer(study, sql, results, csv, as_json)


@app.command("results")
def list_results(
    study: Annotated[str | None, typer.Argument(metavar="STUDY", help="Only this study.", show_default=False)] = None,
    cite: Annotated[bool, typer.Option("--cite", help="A methods paragraph and BibTeX of the study.")] = False,
    results: Plain = Path("results"),
    as_json: Json = False,
) -> None:
    """List studies with their state; of one, say what it is or how to cite it."""
    if study is None and cite:
        raise typer.BadParameter("name the study to cite", param_hint="STUDY")
    from experiments.commands.results import list_studies, show_study

    if study is None:
        list_studies(results, as_json)
    else:
        show_study(study, results, cite, as_json)


@app.command()
def claims(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A file of claims; the shipped one.", show_default=False)
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A small preview, into a folder that git ignores; quote nothing.")
    ] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the results of an earlier version.")] = False,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Say which headline claims hold, in which worlds, and whether the answers survive other seeds, names, step, size.

    Stop it whenever you like: the same command goes on. Example: salesorg claims --quick
    """
    from experiments.commands.claims import judge

    judge(file, results, quick, (workers, fresh), as_json)


class Tongue(StrEnum):
    """Languages that there is a catalogue for."""

    EN = "en"
    SV = "sv"


@app.command()
def story(
    firm: Firm = "midmarket",
    rep: Annotated[
        str, typer.Option("--rep", metavar="SEAT[-PERSON]", help="A seat, as 12, or one who sat there, as 12-3.")
    ] = "0",
    policy: Overlays = None,
    settings: Settings = None,
    seed: Seed = 0,
    years: Years = None,
    script: Replay = None,
    moments: Annotated[int, typer.Option("--moments", min=1, max=100, help="Moments to tell of a year, at most.")] = 7,
    language: Annotated[Tongue, typer.Option("--lang", help="Language to tell it in.")] = Tongue.EN,
    as_json: Json = False,
) -> None:
    """Tell one simulated seller's career in plain sentences.

    The firm settles without the policies, which start with the story: the same seat begins with the same person.

    Example: salesorg story midmarket --seed 1 --rep 12 --lang sv
    """
    from experiments.commands.story import read_question, tell_story, under_script
    from experiments.report.language import Language

    question = read_question(firm, policy or (), settings or (), (seed, years), rep)
    tell_story(under_script(question, script), Language(language.value), moments, as_json)


@app.command()
def report(
    run: Annotated[
        Path | None, typer.Argument(metavar="[RUN]", help="A folder that whatif wrote; the latest.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="One file: .html or .pdf.")] = Path("report.html"),
    language: Annotated[Tongue, typer.Option("--lang", help="Language of the report.")] = Tongue.EN,
    results: Plain = Path("results"),
    as_json: Json = False,
) -> None:
    """Write an answer of whatif for a board, as a page or a PDF: answer first, then what it rests on.

    A PDF is printed by the Chromium, Chrome or Edge of this machine (CHROMIUM names another).

    Example: salesorg report -o report.pdf --lang sv
    """
    from experiments.commands.report import write_report
    from experiments.report.language import Language

    write_report(run, results, output, Language(language.value), as_json)


@app.command()
def demo(
    crm: Annotated[Path | None, typer.Option("--crm", metavar="FOLDER", help="A CRM export: your firm.")] = None,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Does dismissing the lowest sellers pay? Verdicts and figures in under a minute."""
    from experiments.commands.demo import run_demo

    run_demo(crm, results, as_json)


def main() -> None:
    """The entry point `salesorg`."""
    sys.exit(app(prog_name="salesorg"))
