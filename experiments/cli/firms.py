"""Commands on one firm: live it, compare policies on it, look at it, tell of it."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.frame import (
    CHECK_FAILED,
    Against,
    Firm,
    Json,
    Overlays,
    Policies,
    Replay,
    Results,
    Seed,
    Settings,
    Tongue,
    Workers,
    Years,
    app,
)


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
    against: Against = "ordinary",
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
    workers: Workers = None,
    as_json: Json = False,
) -> None:
    """Say whether the firm behaves like real ones, pattern by pattern; ends with 1 if a check fails."""
    from experiments.commands.validate import answer, read_question

    if not answer(read_question(firm, range(seeds), patterns, settings or ()), workers, as_json):
        raise typer.Exit(CHECK_FAILED)


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
def demo(
    crm: Annotated[Path | None, typer.Option("--crm", metavar="FOLDER", help="A CRM export: your firm.")] = None,
    results: Results = Path("results"),
    as_json: Json = False,
) -> None:
    """Does dismissing the lowest sellers pay? Verdicts and figures in under a minute."""
    from experiments.commands.demo import run_demo

    run_demo(crm, results, as_json)
