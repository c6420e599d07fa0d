"""The targets file: what an import writes is what a calibration reads, and what is wrong with one is said."""

import re
from pathlib import Path

import pandas as pd
import pytest

from experiments.calibration import import_crm
from experiments.calibration.learned import blind_spots
from experiments.calibration.periods import Window
from experiments.calibration.targets import Targets, find_targets, read_targets
from experiments.calibration.telltales import SEEN, TELLTALES
from simulation.parameters.check import ScenarioError
from tests.calibration.small_firm import products, teams

WINDOW = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-28"))
GOOD = """format = 1
from = 2024-01-01
to = 2025-12-28
people = false
[targets]
won_share = 0.2
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "firm.targets.toml"
    path.write_text(text, "utf-8")
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    wanted = Targets(WINDOW, people=True, numbers={"won_share": 0.25, "tenure_years": 3.5})
    assert read_targets(written(tmp_path, wanted.text())) == wanted


def test_what_may_lie_below_zero_is_read_below_zero(tmp_path: Path) -> None:
    wanted = Targets(WINDOW, people=True, numbers={"odds_on_arrivals": -0.3})
    assert read_targets(written(tmp_path, wanted.text())) == wanted


def test_an_import_leaves_the_targets_beside_the_firm(write_crm, deals, tmp_path: Path) -> None:
    folder = write_crm(opportunities=deals, teams=teams(), products=products())
    result = import_crm(folder, currency="EUR", simulate=False)
    result.write(tmp_path / "firm.toml")
    found = find_targets(str(tmp_path / "firm.toml"), None)
    assert found.window.start == result.measurements.window.start
    assert not found.people
    assert found.numbers["won_share"] == pytest.approx(result.measurements.won_share.value, rel=1e-5)
    assert found.numbers["top_fifth_share"] == pytest.approx(result.measurements.top_fifth_share, rel=1e-5)
    assert {"rival_share", "resigned_per_year", "tenure_years"}.isdisjoint(found.numbers)
    assert set(found.numbers) <= {one.name for one in SEEN}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("won_share", "won_shares"), "won_shares is no target; did you mean won_share?"),
        (("0.2", "20"), "a share is at most 1; write 22 % as 0.22"),
        (("0.2", "-0.2"), "must be a number, not below zero"),
        (("0.2", "nan"), "must be a number, not below zero"),
        (("won_share = 0.2", "odds_on_arrivals = inf"), "odds_on_arrivals = inf, but it must be a number"),
        (("format = 1", "format = 2"), "format = 2, but it must be 1"),
        (("people", "peple"), "peple is no key of a targets file; did you mean people?"),
        (("2024-01-01", '"soon"'), "but it must be a day"),
        (("2024-01-01", "2025-12-01"), "shorter than 13 weeks"),
        (("won_share = 0.2\n", ""), "nothing to match"),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_right_thing(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(ScenarioError, match=None) as caught:
        read_targets(written(tmp_path, GOOD.replace(*change)))
    assert said in str(caught.value)
    assert "firm.targets.toml" in str(caught.value)


def test_without_targets_the_way_to_some_is_named() -> None:
    with pytest.raises(ScenarioError, match=r"import-crm writes midmarket\.targets\.toml"):
        find_targets("midmarket", None)


def test_what_such_data_cannot_tell_is_said() -> None:
    bare = Targets(WINDOW, people=False, numbers={"won_share": 0.99})
    told = " ".join(blind_spots(bare))
    for word in ("territories", "no reasons of losses", "no table of people", "hardly a lost deal"):
        assert word in told
    rich = Targets(WINDOW, people=True, numbers=dict.fromkeys(TELLTALES, 0.3))
    assert len(blind_spots(rich)) == 1


def test_the_example_of_the_formats_page_is_read_and_every_number_stands_there(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    (example,) = re.findall(r"^```toml targets\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found = read_targets(written(tmp_path, example))
    assert (found.people, found.numbers["satisfaction"]) == (True, 71.0)
    assert [name for name in TELLTALES if f"`{name}`" not in page] == []
