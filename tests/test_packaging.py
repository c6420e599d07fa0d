"""What a user installs: the wheel holds all of the program and its data, and runs in an empty folder."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMAND = ["run", "midmarket", "--years", "1", "--seed", "1", "--set", "organization.teams=2"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the work tree without touching it or the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run_in(ROOT, sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def salesorg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command: its environment holds the wheel, and sees the rest in the one that runs the tests."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    run_in(
        environment,
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        str(wheel),
    )
    own = run_in(
        environment, str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    ).stdout.strip()
    parents = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (Path(own) / "parent.pth").write_text("\n".join(parents) + "\n", encoding="utf-8")
    imported = run_in(environment, str(python), "-c", "import simulation; print(simulation.__path__[0])").stdout.strip()
    assert Path(imported).is_relative_to(environment), "the test would run the work tree, not the wheel"
    return programs / "salesorg"


def run_in(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command there, blind to the work tree; fail with all that it said."""
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        command, check=False, cwd=folder, env=clean, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.long
def test_a_wheel_in_an_empty_folder_runs_and_writes_to_results(salesorg: Path, tmp_path: Path) -> None:
    run_in(tmp_path, str(salesorg), *COMMAND)
    assert files_in(tmp_path / "results")
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


@pytest.mark.long
def test_results_go_where_the_user_says(salesorg: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    run_in(here, str(salesorg), *COMMAND, "--results", str(there))
    assert files_in(there)
    assert list(here.iterdir()) == []


def test_the_wheel_holds_every_module_and_data_file_and_nothing_else(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in ("simulation", "experiments", "workshop")
        for suffix in ("*.py", "*.toml", "*.po", "*.js", "*.css", "py.typed")
        for path in (ROOT / package).rglob(suffix)
    }
    assert expected <= inside
    assert {name for name in expected if name.startswith("experiments/scenarios/")}, "no scenario is shipped"
    assert {name for name in expected if name.startswith("experiments/policies/")}, "no policy is shipped"
    assert {name for name in expected if name.startswith("experiments/locales/")}, "no language is shipped"
    information = f"salesorg-{PROJECT['version']}.dist-info"
    assert {name.split("/")[0] for name in inside} == {"simulation", "experiments", "workshop", information}
    assert f"{information}/licenses/LICENSE" in inside


def test_every_direct_dependency_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["dev"], *extras["search"], *extras["workshop"]]
    assert {re.split(r"[<>=\[]", requirement)[0] for requirement in wanted} <= locked


@pytest.mark.parametrize(
    ("file", "sentence"),
    [("CITATION.cff", "version: {version}"), ("CHANGELOG.md", "## {version}")],
    ids=["citation", "changelog"],
)
def test_the_version_is_the_same_wherever_it_stands(file: str, sentence: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(sentence.format(version=PROJECT["version"])) for line in lines)
