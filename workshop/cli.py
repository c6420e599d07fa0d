"""The command line with the page: `salesorg workshop` beside all other commands."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli import Tongue, app


@app.command()
def workshop(
    firm: Annotated[Path | None, typer.Option("--firm", metavar="FILE", help="Your own firm (.toml).")] = None,
    lang: Annotated[Tongue, typer.Option("--lang", help="Language to begin with.")] = Tongue.EN,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones on the same network join; prints address and PIN.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="Port to serve on.")] = 8080,
    results: Annotated[Path, typer.Option("--results", metavar="DIR", help="Where answers of whatif lie.")] = Path(
        "results"
    ),
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open the page: two companies race through the same luck while the sliders move. Works without a network."""
    from workshop.command import open_page

    open_page(firm, lang.value, results, lan=lan, port=port, browser=browser)


def main() -> None:
    """The entry point `salesorg`."""
    sys.exit(app(prog_name="salesorg"))
