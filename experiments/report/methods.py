"""A methods paragraph for a paper, and what to cite, from the manifest of a study."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import metadata, version
from typing import Any

from experiments.analysis.tables import years_of
from experiments.fingerprint import SHORT

ENTRY = """@software{{{key},
  title = {{{{{title}}}}},
  author = {{{{{author}}}}},
  version = {{{version}}},
  note = {{code fingerprint {code}}}
}}"""


def methods(manifest: Mapping[str, Any], runs: int, failed: int) -> str:
    """The paragraph: what was run, of what, with which luck and versions, and what went wrong."""
    settings, seeds, versions = manifest["settings"], manifest["seeds"], manifest["versions"]
    last, own = seeds["first"] + seeds["count"] - 1, settings.get("own_seeds", False)
    who = f"We simulated {_firms(settings)} with salesorg {version('salesorg')}, an agent-based model of a sales"
    which = f"{seeds['count']:,} random seeds ({seeds['first']} to {last}{', and so on' if own else ''})"
    luck = f"{which} of its world's own{_years(settings)}" if own else f"the same {which}{_years(settings)}"
    sentences = [
        f"{who} organisation, to ask: {manifest['question']}",
        f"Each was run through {luck}, by common random numbers: arms differ by their policies alone.",
    ]
    if runs:
        sentences.append(f"This makes {runs:,} runs, of which {failed:,} failed.")
    if settings.get("reference"):
        sentences.append(f"Arms are compared, seed by seed, with {settings['reference']}.")
    if settings.get("precision"):
        sentences.append(
            f"Seeds were added until the 95 % interval of every paired difference in {settings['metric']} was within "
            f"{100 * settings['precision']:g} % of the reference, or a budget was spent."
        )
    if settings.get("model"):
        sentences.append(f"The model was changed by the class {settings['model']}.")
    sentences.append(
        f"The model's code has the fingerprint {manifest['code'][:SHORT]} (Python {versions['python']}, NumPy "
        f"{versions['numpy']}, numba {versions['numba']}); the command was `{manifest['command']}`."
    )
    if manifest["other_machines"]:
        sentences.append("Results of machines whose mathematics differ in the last digits were mixed.")
    return " ".join(sentences)


def bibtex(manifest: Mapping[str, Any]) -> str:
    """The entry of this version of the model."""
    about = metadata("salesorg")
    return ENTRY.format(
        key=f"salesorg_{manifest['code'][:8]}",
        title=f"salesorg: {about['Summary'].replace('{', '').replace('}', '')}",
        author=(about["Author"] or about["Author-email"] or "salesorg contributors"),
        version=version("salesorg"),
        code=manifest["code"],
    )


def _firms(settings: Mapping[str, Any]) -> str:
    if "cells" not in settings:
        return "several ways to run a firm"
    arms = settings["cells"] // max(1, settings["worlds"])
    worlds = "one world" if settings["worlds"] == 1 else f"{settings['worlds']:,} worlds"
    return f"{settings['cells']:,} firms ({arms:,} arms in {worlds}, scenario {settings['firm']})"


def _years(settings: Mapping[str, Any]) -> str:
    years = settings.get("years")
    if years is None:
        return ""
    settling = settings.get("resolved", {}).get("calendar.burn_in_years")
    after = f" after {years_of(settling)} of settling in" if settling else ""
    return f" for {years_of(years)}{after}"
