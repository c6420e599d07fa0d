"""`python -m workshop.bundle`: one folder that starts the page offline on a laptop with Python.

It holds the wheels of salesorg and of all that the page needs, and a start script for each kind of system. Compiled
wheels belong to one system and Python: the folder serves those it was asked for, by default the machine's own.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "dist" / "salesorg-workshop"
PLATFORMS = {
    "windows": ("win_amd64",),
    "macos": ("macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"),
    "linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"),
}
PYTHONS = ("3.11", "3.12", "3.13")
ONLY_THERE = {"windows": {"colorama", "tzdata"}}
NOT_THERE = {"windows": {"uvloop"}}

UNIX = """#!/bin/sh
# Starts the workshop page without a network. The first start installs it beside this script and compiles the model.
set -e
cd "$(dirname "$0")"
found=""
for candidate in python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        found="$candidate"; break
    fi
done
if [ -z "$found" ]; then echo "Python 3.11, 3.12 or 3.13 is needed, with its venv module."; exit 1; fi
if [ ! -f environment/.complete ]; then
    rm -rf environment
    "$found" -m venv environment
    environment/bin/python -m pip install --quiet --no-index -f wheels "salesorg[workshop]"
    touch environment/.complete
fi
exec environment/bin/salesorg workshop "$@"
"""
WINDOWS = """@echo off
rem Starts the workshop page without a network. The first start installs it beside this script and compiles the model.
cd /d "%~dp0"
if exist environment\\.complete goto start
set FOUND=
for %%v in (3.13 3.12 3.11) do if not defined FOUND py -%%v -c "import venv" >nul 2>nul && set FOUND=py -%%v
set "FITS=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
if not defined FOUND python -c "%FITS%" >nul 2>nul && set FOUND=python
if not defined FOUND (echo Python 3.11, 3.12 or 3.13 is needed. & pause & exit /b 1)
if exist environment rmdir /s /q environment
%FOUND% -m venv environment || exit /b 1
environment\\Scripts\\python -m pip install --quiet --no-index -f wheels "salesorg[workshop]" || exit /b 1
type nul > environment\\.complete
:start
environment\\Scripts\\salesorg workshop %*
"""
README = """salesorg workshop, to be started without a network
==================================================

Windows: double-click start.bat          macOS: start.command          Linux: ./start.sh

Python 3.11, 3.12 or 3.13 must be on the laptop. Wheels are here for: {made}.
start.sh was tried on Linux. UNTESTED: start.bat, start.command, and every system that did not make this folder.
The first start takes a few minutes: it installs into the folder "environment" and compiles the model.
For phones in the same network: start.sh --lan (start.bat --lan).   In Swedish: --lang sv
"""


def build_wheel(wheels: Path) -> None:
    """The wheel of salesorg itself."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", str(wheels), str(ROOT)], check=True)


def runtime(root: str = "salesorg[workshop]") -> list[str]:
    """Names of the packages that salesorg with its page leads to, as they are installed on this machine."""
    found: dict[str, Requirement] = {}
    waiting = [Requirement(root)]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found and wanted.extras <= found[name].extras:
            continue
        found[name] = wanted
        extras = [*wanted.extras, ""]
        lines = map(Requirement, requires(name) or [])
        waiting += [
            one for one in lines if one.marker is None or any(one.marker.evaluate({"extra": e}) for e in extras)
        ]
    return sorted(set(found) - {canonicalize_name(Requirement(root).name)})


def pinned(names: Iterable[str]) -> list[str]:
    """Packages with the versions of the lock; those that the lock does not know without one."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    versions = dict(re.findall(r"^([a-z0-9-]+)==([^ \\]+)", lock, re.MULTILINE))
    return [f"{name}=={versions[name]}" if name in versions else name for name in names]


def names_for(system: str, names: Iterable[str]) -> list[str]:
    """What another system needs: markers were read on this one, so that what differs is listed here."""
    return sorted((set(names) | ONLY_THERE.get(system, set())) - NOT_THERE.get(system, set()))


def download(wheels: Path, requirements: Sequence[str], target: Sequence[str] = ()) -> bool:
    """All wheels for one target; False if some are not to be had."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--no-deps", "-d", str(wheels)]
    return subprocess.run([*pip, *target, *requirements], check=False).returncode == 0


def write_scripts(folder: Path, made: Sequence[str]) -> None:
    """Start scripts for all systems, and what to read first."""
    for name, text in {"start.sh": UNIX, "start.command": UNIX}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        (folder / name).chmod(0o755)
    (folder / "start.bat").write_text(WINDOWS.replace("\n", "\r\n"), encoding="utf-8", newline="")
    (folder / "README.txt").write_text(README.format(made=", ".join(made)), encoding="utf-8")


def main() -> None:
    """Make the folder."""
    parser = ArgumentParser(prog="python -m workshop.bundle", description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to write")
    parser.add_argument(
        "--for", dest="systems", nargs="*", choices=sorted(PLATFORMS), default=[], help="also other systems"
    )
    options = parser.parse_args()
    wheels = options.to / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    build_wheel(wheels)
    names = runtime()
    if not download(wheels, pinned(names)):
        sys.exit("some wheels for this machine are not to be had")
    made = ["the machine that made this folder"]
    for system in options.systems:
        for python in PYTHONS:
            platform = [word for name in PLATFORMS[system] for word in ("--platform", name)]
            if download(wheels, pinned(names_for(system, names)), [*platform, "--python-version", python]):
                made.append(f"{system} with Python {python}")
            else:
                print(f"no complete set of wheels for {system} with Python {python}", file=sys.stderr)
    write_scripts(options.to, made)
    print(f"{len(list(wheels.glob('*.whl')))} wheels in {options.to.name}/: {', '.join(made)}")


if __name__ == "__main__":
    main()
