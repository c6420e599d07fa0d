"""The small firm as an export in a folder, and the real exports where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.calibration.small_firm import opportunities

SHARED = Path(__file__).parents[3] / "shared" / "data"
Write = Callable[..., Path]


@pytest.fixture
def deals() -> pd.DataFrame:
    return opportunities()


@pytest.fixture
def write_crm(tmp_path: Path) -> Write:
    """Write tables as CSV files into a folder of their own."""

    def write(folder: str = "crm", **tables: pd.DataFrame) -> Path:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        for name, table in tables.items():
            table.to_csv(place / f"{name}.csv", index=False)
        return place

    return write


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the real exports in ../shared/data are not on this machine")
    return SHARED
