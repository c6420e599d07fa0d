"""The group of commands, what ends them with which exit code, and the options that several of them have.

Exit codes: 0 done, 1 a check failed, 2 bad input, 3 a run failed, 130 interrupted.
"""

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


class Tongue(StrEnum):
    """Languages that there is a catalogue for."""

    EN = "en"
    SV = "sv"


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
Plain = Annotated[Path, typer.Option("--results", metavar="DIR", help="Where studies lie.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, max=1024, help="Threads; all cores.")]
Against = Annotated[str, typer.Option("--against", metavar="NAME", help="The reference policy.")]
Plausible = Annotated[str, typer.Argument(metavar="FIRM", help="A folder of plausible firms, or a scenario.")]
