"""Where compiled code is kept: in a folder named by everything that it depends on.

The compiler's own cache looks at one file only and would serve stale code after an edit in another. A folder named by
the hash of all of `simulation/`, the versions and the compiler's switches cannot.
"""

import hashlib
import os
import platform
import shutil
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numba

KEPT_FOLDERS = 6
SECONDS_PER_DAY = 86_400.0
SWITCHES = ("BOUNDSCHECK", "OPT", "DEBUG", "CPU_NAME", "CPU_FEATURES")


def cache_root() -> Path:
    """The user's cache folder; `SALESORG_CACHE` names another."""
    if stated := os.environ.get("SALESORG_CACHE"):
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "salesorg" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "salesorg"


def code_hash() -> str:
    """Hash of the model's source, the versions that compile it, and the switches they compile by."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    surroundings = [version("numba"), version("numpy"), version("llvmlite"), platform.python_version()]
    surroundings += [f"{name}={getattr(numba.config, name, None)}" for name in SWITCHES]
    digest.update(repr(surroundings).encode())
    return digest.hexdigest()[:24]


def use_code_cache() -> bool:
    """Point the compiler to this code's own folder; False where none can be written, and code is compiled each time."""
    root = cache_root() / "code"
    folder = root / code_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        return False
    setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 - the compiler's own setting, unknown to its types
    _forget_old(root)
    return True


def _forget_old(root: Path) -> None:
    """Drop the folders of code versions that were not used for longest; one used today may be in use right now."""
    last_use = {path: path.stat().st_mtime for path in root.iterdir() if path.is_dir()}
    today = time.time() - SECONDS_PER_DAY
    for folder in sorted(last_use, key=last_use.__getitem__)[:-KEPT_FOLDERS]:
        if last_use[folder] < today:
            shutil.rmtree(folder, ignore_errors=True)


CACHED = use_code_cache()
