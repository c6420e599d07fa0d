"""The fitted firm as a scenario file: only what the export told, each value with its evidence beside it."""

import os
import tempfile
from pathlib import Path

from experiments.calibration.errors import CrmError
from experiments.calibration.fit import Fitted
from experiments.calibration.measure import Measurements
from experiments.calibration.prices import ProductMeasures
from simulation.toml_text import write_value

SIGNIFICANT = 6


def firm_toml(measured: Measurements, fitted: list[Fitted], products: tuple[ProductMeasures, ...], title: str) -> str:
    """The text of a scenario file. It holds no name of a person, team or account."""
    return "\n".join([*_head(measured, title), *_groups(fitted), *_products(products)]) + "\n"


def _head(measured: Measurements, title: str) -> list[str]:
    window = measured.window
    description = (
        f"Fitted from a CRM export: {measured.seats} seats, {measured.arrivals} opportunities and "
        f"{measured.won_share.of} closes from {window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}. "
        "What is not stated here stays at default."
    )
    return [
        "format = 1",
        f"title = {write_value(title)}",
        f"description = {write_value(description)}",
        f"currency = {write_value(measured.currency)}",
    ]


def _groups(fitted: list[Fitted]) -> list[str]:
    lines: list[str] = []
    group = ""
    for found in sorted(fitted, key=lambda found: found.path):
        if found.path.split(".")[0] != group:
            group = found.path.split(".")[0]
            lines += ["", f"[{group}]"]
        lines += [f"# {_evidence(found)}", f"{found.path.split('.')[1]} = {write_value(found.value)}"]
    return lines


def _evidence(found: Fitted) -> str:
    if found.estimate is None:
        return found.how
    told = found.estimate
    return f"{found.how}; measured {told.value:.4g} ({told.low:.4g} to {told.high:.4g}) {told.unit}"


def _products(products: tuple[ProductMeasures, ...]) -> list[str]:
    lines: list[str] = []
    for product in products:
        lines += [
            "",
            "[[products]]",
            f"# {'price list' if product.listed else 'median'}; spread from {product.won_deals} won deals",
            f"name = {write_value(product.name[:60])}",
            f"list_price_money = {write_value(significant(product.price_money))}",
            f"share = {write_value(significant(product.share))}",
            f"price_log_sd = {write_value(significant(product.price_log_sd))}",
        ]
    return lines


def significant(value: float) -> float:
    """A float cut to the digits that a measurement can bear."""
    return float(f"{value:.{SIGNIFICANT}g}")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises CrmError if its folder cannot be written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CrmError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise CrmError(f"{path}: cannot be written: {error.strerror}") from None
