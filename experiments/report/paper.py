"""A page as PDF: printed by a browser of the Chromium family that the machine has; none is downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from experiments import files

CHOSEN = "CHROMIUM"
"""The variable of the environment that names a browser."""
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
MAC = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Microsoft Edge", "Chromium")
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
FLAGS = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer")
PATIENCE_SECONDS = 180.0
"""A loaded machine takes half a minute for what takes two seconds on an idle one."""
BEGINNING = b"%PDF-"
INSTEAD = "write an .html instead and print it from any browser"


class PaperError(Exception):
    """No browser, or one that does not print: the sentence says what to do instead."""


def browser(environment: Mapping[str, str] = os.environ) -> str:
    """The browser to print with; PaperError if there is none, or the one that was chosen is not there."""
    chosen = environment.get(CHOSEN, "")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise PaperError(f"{CHOSEN}={chosen}: no program is there; name a Chromium, Chrome or Edge, or unset it")
        return found
    known = next(filter(None, map(shutil.which, _candidates(environment))), None)
    if known is None:
        raise PaperError(
            "a PDF is printed by Chromium, Chrome or Edge, and none was found: install one (Debian: apt-get install "
            f"chromium), name yours in the variable {CHOSEN}, or {INSTEAD}"
        )
    return known


def _candidates(environment: Mapping[str, str]) -> Iterator[str]:
    """Names on the path, then where installers of other systems put them."""
    yield from NAMES
    if sys.platform == "darwin":
        yield from MAC
    roots = [environment[root] for root in WINDOWS_ROOTS if root in environment]
    yield from (str(Path(root) / place) for root in roots for place in WINDOWS)


def write_pdf(path: Path, page: str, program: str) -> None:
    """Print a page that needs no other file; the PDF takes its name only once it is whole.

    The browser works beside the PDF: one that is confined (a snap) sees no other temporary folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="printing-", dir=path.parent, ignore_cleanup_errors=True) as place:
        folder = Path(place).absolute()
        (folder / "source.html").write_text(page, "utf-8")
        printed = _printed(program, folder)
    files.write_whole(path, lambda sink: sink.write(printed))


def _printed(program: str, folder: Path) -> bytes:
    """The bytes of the PDF."""
    page, pdf = folder / "source.html", folder / "printed.pdf"
    command = [program, *FLAGS, *_for_root(), f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}"]
    try:
        done = subprocess.run(  # noqa: S603 - a browser of this machine, and a file that we wrote
            [*command, page.as_uri()],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE_SECONDS,
        )
    except subprocess.TimeoutExpired as problem:
        raise PaperError(f"{program} printed nothing in {PATIENCE_SECONDS:.0f} seconds: {INSTEAD}") from problem
    except OSError as problem:
        raise PaperError(f"{program} does not start ({problem.strerror}): {INSTEAD}") from problem
    made = pdf.read_bytes() if pdf.is_file() else b""
    if not made.startswith(BEGINNING):
        said = next(iter(done.stderr.strip().splitlines()[-1:]), f"exit code {done.returncode}")
        raise PaperError(f"{program} printed nothing ({said}): {INSTEAD}")
    return made


def _for_root() -> tuple[str, ...]:
    """Browsers refuse to isolate themselves for the root of a container; the page is ours and holds no script."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
