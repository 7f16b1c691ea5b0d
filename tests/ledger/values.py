"""How the ledger reads a plan's numbers: shares, rates per month, values over time, changes, steps by age. All in Decimal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, getcontext
from typing import Any

getcontext().prec = 40
ZERO, ONE = Decimal(0), Decimal(1)
Tree = dict[str, Any]
Read = Callable[[str], Decimal]


def amount(text: str) -> Decimal:
    """`25%`, `0.25` or `1_200`."""
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text.replace("_", ""))


def growth(text: str) -> Decimal:
    """A rate per month at which something grows."""
    number, period = text.split("/")
    return amount(number) if period == "month" else (1 + amount(number)) ** (ONE / 12) - 1


def loss(text: str) -> Decimal:
    """A rate per month at which something is lost."""
    number, period = text.split("/")
    return amount(number) if period == "month" else 1 - (1 - amount(number)) ** (ONE / 12)


@dataclass(frozen=True)
class Calendar:
    """The months of the plan, counted from 1, and where fiscal years begin."""

    first: str
    months: int
    fiscal_year_end: int

    def number(self, text: str) -> int:
        """Which month of the plan `2027-06` is."""
        year, month = (int(part) for part in text.split("-"))
        first_year, first_month = (int(part) for part in self.first.split("-"))
        return (year - first_year) * 12 + month - first_month + 1

    def of_year(self, month: int) -> int:
        """The month of the calendar year, 1 to 12."""
        return (int(self.first.split("-")[1]) + month - 2) % 12 + 1

    def fiscal_month(self, month: int) -> int:
        """The month of the fiscal year, 1 to 12."""
        return (self.of_year(month) - self.fiscal_year_end - 1) % 12 + 1

    @property
    def all(self) -> range:
        """Every month of the plan."""
        return range(1, self.months + 1)

    def later_years(self) -> list[int]:
        """The months after the first in which a fiscal year begins."""
        return [month for month in self.all if month > 1 and self.fiscal_month(month) == 1]


def over_time(stated: Any, calendar: Calendar, read: Read = amount) -> list[Decimal]:
    """A value that may change, for months 0 (the opening: what it is at the start) to the last."""
    tree = stated if isinstance(stated, dict) else {"steps": stated} if isinstance(stated, list) else {"value": stated}
    begins = _begins(tree, calendar, read)
    grows = over_time(tree["growth"], calendar, growth) if "growth" in tree else [ZERO] * (calendar.months + 1)
    value = begins[1]
    values = [value]
    for month in calendar.all:
        value = begins[month] if month in begins else value * (1 + grows[month])
        values.append(value * (amount(tree["season"][calendar.of_year(month) - 1]) if "season" in tree else 1))
    return values


def _begins(tree: Tree, calendar: Calendar, read: Read) -> dict[int, Decimal]:
    """The values stated, by the month in which they begin."""
    if "by_fiscal_year" in tree:
        return dict(zip([1, *calendar.later_years()], map(read, tree["by_fiscal_year"]), strict=False))
    steps = tree["steps"] if "steps" in tree else [{"value": tree["value"]}]
    return {calendar.number(step["from"]) if "from" in step else 1: read(step["value"]) for step in steps}


def changes(stated: Any, calendar: Calendar) -> list[Decimal]:
    """A relative change, by the month in which it lands."""
    landed = [ZERO] * (calendar.months + 1)
    if isinstance(stated, list):
        for change in stated:
            landed[calendar.number(change["month"])] = amount(change["value"])
        return landed
    rate, _, how = stated.partition(" ")
    for month in calendar.later_years() if how == "stepped" else calendar.all:
        landed[month] = amount(rate.split("/")[0]) if how == "stepped" else growth(rate)
    return landed


def index(landed: list[Decimal]) -> list[Decimal]:
    """What changes have made of 1, month after month."""
    made = [ONE]
    for change in landed[1:]:
        made.append(made[-1] * (1 + change))
    return made


def by_age(stated: Any, age: int, read: Read) -> Decimal:
    """A value stated in steps by age: the last step that has begun."""
    if not isinstance(stated, list):
        return read(stated)
    value = ZERO
    for step in stated:
        if int(step.get("from", "0")) <= age:
            value = read(step["value"])
    return value
