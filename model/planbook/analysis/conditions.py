"""What is asked for: `clv_to_cac = 3`, `closing_cash >= 500000 in every month`, `closing_arr >= 8e6 in 2030-12`, `revenue = 2e6 in 2028`.

A year is a fiscal year, as everywhere: a flow counts with the sum of its months, anything else with its last month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from planbook.analysis.settings import one_row, outcome
from planbook.backends.pointwise import Array
from planbook.backends.scorecard import flag_of
from planbook.backends.views import MONTH, YEAR, periods
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row
from planbook.language.operators import AMOUNT_DIGITS
from planbook.language.units import Kind, Shape

_SIGNS = {"=": "=", "==": "=", ">=": ">=", "=>": ">=", "≥": ">=", ">": ">=", "<=": "<=", "=<": "<=", "≤": "<=", "<": "<="}
_CONDITION = re.compile(
    r"\s*(?P<line>.+?)\s*(?P<sign>>=|=>|<=|=<|==|=|≥|≤|>|<)\s*(?P<number>[+-]?[0-9][0-9_.]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+)\s*"
    r"(?P<percent>%)?\s*(?:in\s+(?P<month>every\s+month|any\s+month|[0-9]{4}-[0-9]{2}|[0-9]{4})(?:\s+from\s+(?P<from>[0-9]{4}(?:-[0-9]{2})?))?(?:\s+(?:through|until)\s+(?P<through>[0-9]{4}(?:-[0-9]{2})?))?)?\s*"
)
LIKE = "write a line, a sign and a number, such as `clv_to_cac = 3` or `closing_cash >= 500000 in every month`"
EXACT = 1e-9  # of the target: what is reached


@dataclass(frozen=True)
class Condition:
    """A line against a number: of one month, of every month, or of what the line comes to."""

    row: Row
    sign: str  # =, >=, <=
    number: float
    first: int = 0  # months that are looked at; 0 for what the line comes to
    last: int = 0
    text: str = ""
    flag: Row | None = None  # 1 where there is no figure since nothing could be better
    adds_up: bool = False  # the months' sum counts, not each of them

    @property
    def rows(self) -> set[Row]:
        """What must be computed for it."""
        return {self.row} if self.flag is None else {self.row, self.flag}

    def values(self, arrays: dict[Row, Array]) -> Array:
        """What is compared with the number, (month, setting) or (1, setting); without end where nothing could be better."""
        values = arrays[self.row]
        if self.flag is not None:
            values = np.where(np.isnan(values) & (arrays[self.flag] == 1), np.inf if self.sign == ">=" else -np.inf, values)
        if not self.first:
            return np.atleast_2d(outcome(self.row, values))
        asked: Array = values[self.first : self.last + 1]
        return asked.sum(axis=0, keepdims=True) if self.adds_up else asked

    @property
    def each_month(self) -> bool:
        """Whether it must hold in several months."""
        return self.last > self.first and not self.adds_up

    def miss(self, arrays: dict[Row, Array]) -> Array:
        """By how much it is missed in each setting, at the worst of its months: 0 where it is met, signed for an equation."""
        gap = self.gap(arrays)
        return gap if self.sign == "=" else np.where(gap <= self.rounding, 0.0, gap)

    def gap(self, arrays: dict[Row, Array]) -> Array:
        """By how much it is missed in each setting with its sign: below 0 where an inequality is more than met."""
        apart = self.values(arrays) - self.number
        if self.sign == "=":
            worst = np.abs(np.where(np.isnan(apart), np.inf, apart)).argmax(axis=0)
            found: Array = apart[worst, np.arange(apart.shape[1])]
            return found
        short = -apart if self.sign == ">=" else apart
        return np.where(np.isnan(short).any(axis=0), np.nan, short.max(axis=0))

    def reached(self, arrays: dict[Row, Array]) -> float:
        """The figure that decides, of the first setting: the worst of the months."""
        values = self.values(arrays)[:, 0]
        if self.sign == "=":
            return float(values[np.abs(values - self.number).argmax()])
        return float(values.min() if self.sign == ">=" else values.max())

    @property
    def rounding(self) -> float:
        """What no figure is missed by: amounts are compared to six digits."""
        return 0.5 * 10.0**-AMOUNT_DIGITS if self.row.unit.style in ("amount", "price") else 1e-12

    @property
    def scale(self) -> float:
        """What a miss is measured by."""
        return max(1.0 if self.row.unit.style == "amount" else 1e-3, abs(self.number))


def condition(model: Model, text: str) -> Condition:
    """Read one. Raises PlanbookError that says what is wrong with it."""
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise PlanbookError(f"`{text}` is no condition: {LIKE}")
    row = one_row(model, match["line"])
    number = float(match["number"].replace("_", "")) / (100 if match["percent"] else 1)
    if match["percent"] and row.unit.style != "percent":
        raise PlanbookError(f"`{text}`: {row.key} is measured in {row.unit.name}; leave out the %")
    if row.unit.style == "percent" and not match["percent"] and abs(number) > 1:
        raise PlanbookError(f"`{text}`: {row.key} is a share: write {number:g}% or {number / 100:g}")
    first, last = _months(model, match, row, text)
    metric = row.item.metric if row.item else None
    flag = flag_of(model, row, metric.beyond[0]) if metric and metric.beyond[0] and _SIGNS[match["sign"]] != "=" else None
    year = bool(match["month"]) and match["month"].isdigit()
    return Condition(row, _SIGNS[match["sign"]], number, first, last, " ".join(text.split()), flag, year and row.kind is Kind.FLOW)


def _months(model: Model, match: re.Match[str], row: Row, text: str) -> tuple[int, int]:
    """The first and the last month that is looked at; 0 for what the line comes to."""
    asked = match["month"]
    if not asked:
        return 0, 0
    if row.shape is not Shape.MONTHS:
        raise PlanbookError(f"`{text}`: {row.key} is one figure for the whole plan; leave out the month")
    if "any" in asked:
        raise PlanbookError(f"`{text}`: in which month must be said, or `in every month`")
    horizon = model.structure.horizon
    if "every" not in asked:
        if match["from"] or match["through"]:
            raise PlanbookError(f"`{text}`: a single month has neither `from` nor `through`; write `in every month from …`")
        start, end = _period(model, asked, text)
        return (start if row.kind is Kind.FLOW else end), end
    start = _period(model, match["from"], text)[0] if match["from"] else 1
    end = _period(model, match["through"], text)[1] if match["through"] else horizon
    if end < start:
        raise PlanbookError(f"`{text}`: {match['through']} is before {match['from']}")
    return start, end


def _period(model: Model, asked: str, text: str) -> tuple[int, int]:
    """The first and the last of the plan's months in `2030-12`, or in the fiscal year `2030`."""
    found = periods(model.structure, YEAR if asked.isdigit() else MONTH)
    if asked not in found.labels:
        raise PlanbookError(f"`{text}`: {asked} is not in the plan ({found.labels[0]} to {found.labels[-1]})")
    at = found.labels.index(asked)
    return found.first[at], found.last[at]
