"""How good the evidence for a parameter is: the grade of the work that it rests on."""

import tomllib
from functools import cache
from pathlib import Path

ASSUMED = "assumed"
FILE = Path(__file__).with_name("grades.toml")


@cache
def grades() -> dict[str, str]:
    """The grade of each work by its key, as the bibliography has it."""
    return {str(key): str(grade) for key, grade in tomllib.loads(FILE.read_text("utf-8")).items()}


def grade(source: str) -> str:
    """`A` to `D`, or a dash for what is assumed. KeyError for a work without a grade."""
    return "–" if source == ASSUMED else grades()[source]
