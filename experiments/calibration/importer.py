"""The import from end to end: a folder in, a fitted firm and a report out."""

import re
from pathlib import Path

from experiments.calibration.calibrate import calibrate
from experiments.calibration.crm import Crm, read_crm
from experiments.calibration.dates import ORDERS
from experiments.calibration.errors import CrmError
from experiments.calibration.fit import Fitted, fit_directly, fit_odds, fitted_products
from experiments.calibration.mapping import Mapping, load_mapping
from experiments.calibration.measure import Measurements, measure
from experiments.calibration.notes import notes
from experiments.calibration.result import ImportResult
from experiments.calibration.simulated import Progress
from experiments.calibration.staff import cost_parameters
from experiments.calibration.targets import targets_of
from experiments.calibration.typed import Reading
from experiments.calibration.unknown import left_at_default
from experiments.calibration.write_firm import firm_toml, significant
from simulation.scenario import Product, Scenario

TITLE = "A firm fitted from a CRM export"


def import_crm(  # noqa: PLR0913 - each flag settles one thing that an export may leave open
    folder: str | Path,
    *,
    mapping: str | Path | None = None,
    currency: str | None = None,
    date_order: str | None = None,
    decimal: str | None = None,
    simulate: bool = True,
    progress: Progress | None = None,
) -> ImportResult:
    """A firm fitted from a CRM export. Raises CrmError; writes nothing.

    `mapping` is a file or a shipped name; the other flags settle what the export leaves open, and win over the mapping.
    Without `simulate` only what follows directly is fitted, in a second; with it, rates are solved by simulation.
    """
    chosen = load_mapping(mapping)
    crm = read_crm(Path(folder), chosen, _reading(chosen, currency, date_order, decimal))
    measured = measure(crm)
    fitted, steps = _fit(crm, measured, progress) if simulate else (_fit_directly(crm, measured), 0)
    return ImportResult(
        scenario_toml=_toml(measured, fitted, chosen),
        sources=crm.sources,
        currency_from=crm.currency_from,
        findings=(*crm.findings, *notes(measured, crm.tables)),
        measurements=measured,
        fitted=tuple(fitted),
        left_at_default=left_at_default(Scenario(), (found.path for found in fitted)),
        search_steps=steps,
        targets_toml=targets_of(crm).text(),
    )


def _toml(measured: Measurements, fitted: list[Fitted], mapping: Mapping) -> str:
    return firm_toml(measured, fitted, fitted_products(measured), mapping.title or TITLE)


def fitted_scenario(measured: Measurements, fitted: list[Fitted]) -> Scenario:
    """The scenario that a scenario file with these values gives."""
    products = tuple(
        Product(
            name=product.name[:60],
            list_price_money=significant(product.price_money),
            share=significant(product.share),
            price_log_sd=significant(product.price_log_sd),
        )
        for product in fitted_products(measured)
    )
    base = Scenario(currency=measured.currency, products=products)
    return base.with_overrides({found.path: found.value for found in fitted})


def _fit(crm: Crm, measured: Measurements, progress: Progress | None) -> tuple[list[Fitted], int]:
    """Everything fitted, what was solved in place of its direct guess, and the steps that took."""
    direct = _fit_directly(crm, measured)
    solved = calibrate(measured, fitted_scenario(measured, direct), progress=progress)
    both = {found.path: found for found in [*direct, *solved.fitted]}
    return sorted(both.values(), key=lambda found: found.path), solved.steps


def _fit_directly(crm: Crm, measured: Measurements) -> list[Fitted]:
    default = Scenario()
    costs = cost_parameters(crm.tables["costs"], crm.sources["costs"]) if "costs" in crm.tables else {}
    told = [Fitted(path, amount, "told by the costs table") for path, amount in costs.items()]
    found = [*fit_directly(measured, default), *fit_odds(measured, default), *told]
    return sorted(found, key=lambda one: one.path)


def _reading(mapping: Mapping, currency: str | None, date_order: str | None, decimal: str | None) -> Reading:
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        raise CrmError(f"--currency {currency}: give a code of three capital letters, such as EUR")
    if date_order is not None and date_order not in ORDERS:
        raise CrmError(f"--date-order {date_order}: give one of {', '.join(ORDERS)}")
    if decimal is not None and decimal not in (".", ","):
        raise CrmError(f"--decimal {decimal}: give . or ,")
    return Reading(currency, date_order or mapping.date_order, decimal or mapping.decimal)
