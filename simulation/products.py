"""What the firm sells: products with list prices, their spread, and their shares of deals."""

from math import fsum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulation.parameters.check import ScenarioError, nearest, show
from simulation.parameters.declare import FROZEN


class Product(BaseModel):
    """Something the firm sells. A deal is for one product; its value spreads lognormally around the list price."""

    model_config: ClassVar[ConfigDict] = FROZEN

    name: str = Field(min_length=1, max_length=60, pattern=r"\S", description="a name of 1 to 60 characters")
    list_price_money: float = Field(gt=0, le=1e12, description="a number above 0, up to 1e12 (money)")
    share: float = Field(1.0, gt=0, le=1e9, description="a number above 0 (share of deals)")
    price_log_sd: float = Field(1.15, ge=0, le=5, description="a number from 0 to 5 (log sd)")


SOLUTION = Product(name="solution", list_price_money=20_000.0)


def refuse_clashing(products: tuple[Product, ...]) -> None:
    """ScenarioError for too few, too many, or two of the same name."""
    if not 1 <= len(products) <= 16:
        raise ScenarioError(f"there are {len(products)} products, but a firm sells 1 to 16")
    names = [product.name for product in products]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ScenarioError(f"the product {show(name)} stands there twice; names must differ" for name in twice)


def with_shares_of_one(products: tuple[Product, ...]) -> tuple[Product, ...]:
    """The same products with shares that add up to 1; shares that already do keep their bytes."""
    total = fsum(product.share for product in products)
    if abs(total - 1.0) < 1e-12:
        return products
    return tuple(product.model_copy(update={"share": product.share / total}) for product in products)


def read_products(tables: object) -> tuple[Product, ...]:
    """Products from a file's tables. ScenarioError lists all that is wrong with them."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ScenarioError("products must be a list of tables: write [[products]] above each")
    problems = [problem for number, table in enumerate(tables, 1) for problem in _product_problems(number, table)]
    if problems:
        raise ScenarioError(problems)
    products = tuple(Product(**table) for table in tables)
    refuse_clashing(products)
    return products


def _product_problems(number: int, table: dict[str, Any]) -> list[str]:
    try:
        Product(**table)
    except ValidationError as error:
        return [_product_problem(f"product {number}", detail) for detail in error.errors(include_url=False)]
    return []


def _product_problem(where: str, detail: Any) -> str:
    key, fields = detail["loc"][0], Product.model_fields
    if key not in fields:
        return f"{where}: {key} is no key of a product{nearest(key, fields)}"
    if detail["type"] == "missing":
        return f"{where}: {key} is missing; it must be {fields[key].description}"
    return f"{where}: {key} = {show(detail['input'])}, but it must be {fields[key].description}"
