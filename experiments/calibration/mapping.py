"""mapping.toml: which file and header of somebody's export is which of our tables and columns."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from rapidfuzz import process

from experiments.calibration.errors import CrmError
from experiments.calibration.layout import LAYOUTS, OUTCOMES


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableMapping(_Strict):
    """One table: its file (a name or a pattern such as `*deals*.csv`), its sheet, its columns by canonical name."""

    file: str
    sheet: str | None = None
    has_header: bool = True
    columns: dict[str, str | int] = Field(min_length=1)


class Mapping(_Strict):
    """A whole mapping. Words of stages and loss reasons are compared without regard to case."""

    title: str = ""
    currency: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    decimal: Literal[".", ","] | None = None
    outcomes: dict[str, str] = Field(default_factory=dict)
    lost_reasons: dict[str, str] = Field(default_factory=dict)
    opportunities: TableMapping | None = None
    teams: TableMapping | None = None
    products: TableMapping | None = None
    quotas: TableMapping | None = None
    accounts: TableMapping | None = None
    people: TableMapping | None = None
    costs: TableMapping | None = None

    @property
    def tables(self) -> dict[str, TableMapping]:
        """The tables that the mapping describes, by name."""
        found = {name: getattr(self, name, None) for name in LAYOUTS}
        return {name: table for name, table in found.items() if table is not None}

    @field_validator("outcomes", "lost_reasons")
    @classmethod
    def _known_outcomes(cls, words: dict[str, str]) -> dict[str, str]:
        for word, outcome in words.items():
            if outcome not in OUTCOMES:
                raise ValueError(f"{word!r} = {outcome!r}: an outcome is one of {', '.join(OUTCOMES)}")
        return {word.strip().lower(): outcome for word, outcome in words.items()}

    @model_validator(mode="after")
    def _known_columns(self) -> "Mapping":
        for table, mapped in self.tables.items():
            known = [column.name for column in LAYOUTS[table].columns]
            for name in mapped.columns:
                if name not in known:
                    raise ValueError(f"[{table}.columns] {name}: there is no such column{nearest(name, known)}")
        return self


def load_mapping(path: str | Path | None) -> Mapping:
    """The mapping in a file, or an empty one. A name without suffix is a shipped one. Raises CrmError."""
    if path is None:
        return Mapping()
    file = _shipped(str(path)) or Path(path)
    try:
        return Mapping.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError:
        raise CrmError(
            f"mapping {path}: there is no such file; shipped ones are {', '.join(shipped_mappings())}"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CrmError(f"{file.name}: this is no valid TOML: {error}") from None
    except ValidationError as error:
        raise CrmError(f"{file.name}: {_first_problem(error)}") from None


def shipped_mappings() -> list[str]:
    """Names of the mappings that come with the program."""
    return sorted(file.stem for file in _shipped_folder().glob("*.toml"))


def nearest(name: str, known: list[str]) -> str:
    """`; did you mean 'x'?` for the most similar known name, or nothing."""
    best = process.extractOne(name, known, score_cutoff=60)
    return f"; did you mean {best[0]!r}?" if best else f"; known are {', '.join(known)}"


def _shipped_folder() -> Path:
    return Path(__file__).parent.parent / "mappings"


def _shipped(name: str) -> Path | None:
    return _shipped_folder() / f"{name}.toml" if name in shipped_mappings() else None


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{place}: there is no such key{nearest(str(problem['loc'][-1]), list(Mapping.model_fields))}"
    return f"{place}: {problem['msg']}" if place else str(problem["msg"])
