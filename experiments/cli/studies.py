"""Commands on studies: sweep, ask the runs, list and cite, judge the claims."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.frame import RUN_FAILED, Json, Plain, Results, Workers, app

StudyName = Annotated[str, typer.Argument(metavar="STUDY", help="A study: its name, its file, or its folder.")]


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
    workers: Workers = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the results of an earlier version.")] = False,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Say which headline claims hold, in which worlds, and whether the answers survive other seeds, names, step, size.

    Stop it whenever you like: the same command goes on. Example: salesorg claims --quick
    """
    from experiments.commands.claims import judge

    judge(file, results, quick, (workers, fresh), as_json)
