"""The machine that was measured, without its name."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("numba", "numpy", "mesa", "pandas")


def describe() -> str:
    """Processor, memory, versions, how busy it was, and when."""
    load = os.getloadavg()[0]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Machine: {os.cpu_count()} cores ({processor()}), {memory_gigabytes():.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}. "
        f"Load average at the end of the run: {load:.1f}. Measured on {datetime.now(UTC):%Y-%m-%d}."
    )


def processor() -> str:
    """The processor's model name where the system tells it, else its architecture."""
    table = Path("/proc/cpuinfo")
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def memory_gigabytes() -> float:
    """Physical memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
