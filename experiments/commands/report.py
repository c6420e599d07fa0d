"""`salesorg report`: an answer as one file that can be handed to a board, on paper or on a screen."""

from __future__ import annotations

from pathlib import Path

import typer

from experiments import files
from experiments.commands.screen import patience, print_json
from experiments.report.board import report
from experiments.report.language import Language
from experiments.report.paper import browser, write_pdf
from experiments.whatif.kept import latest, read_answer, written_on
from simulation import ScenarioError

HTML, PDF = ENDINGS = (".html", ".pdf")
NEXT = {
    HTML: "Open it in a browser; for PDF, ask for a name that ends in .pdf.",
    PDF: "The first page is the board's.",
}


def write_report(run: Path | None, results: Path, output: Path, language: Language, as_program: bool) -> None:
    """Read the answer in a folder, or the latest among the results, and write its report; nothing is computed anew.

    ScenarioError, StoreError, or PaperError where a PDF is asked for and no browser prints it.
    """
    if output.suffix not in ENDINGS:
        raise ScenarioError(f"--output {output}: a report is a page or a PDF, so its name must end in .html or .pdf")
    folder = run if run is not None else latest(results)
    program = browser() if output.suffix == PDF else ""
    page = report(read_answer(folder), language, written_on(folder))
    if program:
        with patience(f"printing {output.name}"):
            write_pdf(output, page, program)
    else:
        files.write_text(output, page)
    if as_program:
        head = {"schema": "salesorg-report-1", "command": "report"}
        print_json(head | {"file": output.as_posix(), "answer": folder.as_posix()})
    else:
        typer.echo(f"Written: {output.as_posix()}, of {folder.as_posix()}. {NEXT[output.suffix]}")
