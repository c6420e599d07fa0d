"""One look for all figures: two colour-blind safe colours that also differ in grey, large type, quiet axes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.files import write_whole

BLUE, ORANGE, GREY, PALE = "#1b4f8c", "#c8590a", "#6b6b6b", "#dedede"
MARKERS = ("o", "s")
COLOURS = (BLUE, ORANGE)
LETTERS_A_LINE = 15
BARS = "bars, if longer than marks: 95 % intervals"
"""What every figure of marks with intervals says of them."""

LOOK: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "axes.titlesize": 14,
    "axes.labelsize": 13,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.titlelocation": "left",
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "legend.frameon": False,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "salesorg",  # so that the same data give the same bytes
    "svg.fonttype": "path",
}


@contextmanager
def look() -> Iterator[None]:
    """Everything drawn inside has the common look."""
    with mpl.rc_context(LOOK):
        yield


def question(figure: Figure, title: str, subtitle: str) -> None:
    """Write the question above a figure, and below it in small type what is shown and how sure it is.

    What is too long for one line goes on in a second: figures leave room for it.
    """
    figure.text(0.015, 0.985, title, fontsize=19, fontweight="bold", va="top")
    figure.text(0.015, 0.985 - 0.48 / figure.get_figheight(), subtitle, fontsize=12, color=GREY, va="top", wrap=True)


def narrow(text: str) -> str:
    """A title broken into lines so short that neighbours do not touch."""
    return "\n".join(wrap(text, LETTERS_A_LINE, break_long_words=False))


def margin_band(axes: Axes, low: float, high: float) -> None:
    """Shade differences that count as none, and mark zero."""
    axes.axvspan(low, high, color=PALE, zorder=0)
    axes.axvline(0.0, color=GREY, linewidth=1.2, zorder=1)


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write PNG and SVG, without dates, so that the same data give the same files."""
    paths = [folder / f"{name}.{ending}" for ending in ("png", "svg")]
    with look():
        write_whole(paths[0], lambda sink: figure.savefig(sink, format="png", dpi=160, metadata={"Software": None}))
        undated = {"Date": None, "Creator": None}
        write_whole(paths[1], lambda sink: figure.savefig(sink, format="svg", metadata=undated))
    return paths
