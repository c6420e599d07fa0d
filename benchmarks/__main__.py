"""`python -m benchmarks [--quick] [--write]`: measure, and print one table of ratios."""

from argparse import ArgumentParser
from collections.abc import Callable

from rich.console import Console

from benchmarks.machine import describe
from benchmarks.size import memory_row, size_rows
from benchmarks.speed import body_rows, speed_rows
from benchmarks.starting import start_rows
from benchmarks.sweeps import overhead_row, threads_rows
from benchmarks.table import Row, on_screen, write_readme


def parts(*, quick: bool) -> dict[str, Callable[[], list[Row]]]:
    """What is measured, in order, by what it says while it works."""
    few, more = (3, 3) if quick else (5, 11)
    return {
        "the engine by load": lambda: speed_rows(more),
        "engine, Mesa body and plain model": lambda: body_rows(few),
        "size of firm and length of run": lambda: size_rows(few, quick=quick),
        "a sweep and its kernel": lambda: [overhead_row(2 if quick else 10)],
        "one thread and two": lambda: threads_rows(more),
        "memory of a sweep": lambda: [memory_row(400 if quick else 4_000)],
        "cold and warm starts": lambda: start_rows(few),
    }


def main() -> None:
    """Measure everything in turn, and print it; with `--write` also into benchmarks/README.md."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions and no firm of 10,000")
    parser.add_argument("--write", action="store_true", help="rewrite the table in benchmarks/README.md")
    options = parser.parse_args()
    console, progress = Console(), Console(stderr=True)
    rows: list[Row] = []
    for what, measure in parts(quick=options.quick).items():
        with progress.status(f"measuring {what}"):
            rows += measure()
    caption = describe()
    console.print(on_screen(rows, caption))
    if options.write:
        write_readme(rows, caption)


if __name__ == "__main__":
    main()
