"""Commands from one's own data to an answer: import, calibrate, ask what if, search, report."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.frame import (
    Against,
    Firm,
    Json,
    Overlays,
    Plain,
    Plausible,
    Policies,
    Results,
    Seed,
    Settings,
    Tongue,
    Workers,
    Years,
    app,
)


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
    seed: Annotated[int, typer.Option("--seed", min=0, max=400, help="Other draws, and their luck.")] = 0,
    settings: Settings = None,
    workers: Workers = None,
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
    firm: Plausible,
    policy: Policies = None,
    against: Against = "ordinary",
    futures: Annotated[int, typer.Option("--futures", min=1, max=900, help="Futures of each plausible firm.")] = 4,
    years: Years = None,
    seed: Annotated[int, typer.Option("--seed", min=0, max=900, help="Other futures: their luck.")] = 0,
    settings: Settings = None,
    workers: Workers = None,
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
    firm: Plausible,
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
    workers: Workers = None,
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
