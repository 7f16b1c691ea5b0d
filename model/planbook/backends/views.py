"""Quarters and fiscal years: views of monthly lines. No monthly line depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from planbook.backends.pointwise import Array
from planbook.backends.reference import Frame
from planbook.language.expression import Line, walk
from planbook.language.model import Model, Row, Structure
from planbook.language.units import Kind, Shape, Year

MONTH, QUARTER, YEAR = PERIODS = "month", "quarter", "year"


@dataclass(frozen=True)
class Periods:
    """The months of each period: labels as in files (`2027`, `2027-Q1`, `2027-01`), first and last month."""

    by: str
    labels: tuple[str, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def months(self) -> tuple[int, ...]:
        """How many months each period holds."""
        return tuple(last - first + 1 for first, last in zip(self.first, self.last, strict=True))


def periods(structure: Structure, by: str) -> Periods:
    """The periods of a plan: months, fiscal quarters or fiscal years; the first and last may be short."""
    labels: list[str] = []
    first: list[int] = []
    last: list[int] = []
    for month in range(1, structure.horizon + 1):
        label = _label(structure, month, by)
        if not labels or labels[-1] != label:
            labels.append(label)
            first.append(month)
            last.append(month)
        last[-1] = month
    return Periods(by, tuple(labels), tuple(first), tuple(last))


def _label(structure: Structure, month: int, by: str) -> str:
    if by == MONTH:
        return structure.month_label(month)
    year, of_year = structure.calendar(month)
    fiscal_year = year + (of_year > structure.fiscal_year_end)
    if by == YEAR:
        return f"{fiscal_year:04d}"
    quarter = (of_year - structure.fiscal_year_end - 1) % 12 // 3 + 1
    return f"{fiscal_year:04d}-Q{quarter}"


class View:
    """A model's figures by period; arrays are (1 + periods, scenario) with the opening first."""

    def __init__(self, model: Model, arrays: Mapping[Row, Array], by: str):
        self.model = model
        self.arrays = arrays
        self.periods = periods(model.structure, by)
        self.made: dict[Row, Array] = {}

    def values(self, row: Row) -> Array:
        """A row by period; a scalar as it is; NaN for what has no value by period."""
        if row.shape is Shape.SCALAR:
            return self.arrays[row]
        if self.periods.by == MONTH:
            return self.arrays[row]
        if row not in self.made:
            self.made[row] = self._view(row)
        return self.made[row]

    def _view(self, row: Row) -> Array:
        monthly = self.arrays[row]
        if row.kind is Kind.RATIO and row.year is Year.RECOMPUTED:
            return self._recomputed(row)
        result = np.full((len(self.periods.labels) + 1, monthly.shape[-1]), np.nan)
        result[0] = monthly[0]
        for position, (first, last) in enumerate(zip(self.periods.first, self.periods.last, strict=True), 1):
            if row.kind is Kind.FLOW:
                result[position] = monthly[first : last + 1].sum(axis=0)
            elif row.kind is Kind.BALANCE or row.year is Year.LAST:
                result[position] = monthly[last]
            elif row.kind is Kind.OPENING:
                result[position] = monthly[first]
        return result

    def _recomputed(self, row: Row) -> Array:
        assert row.tree is not None
        columns = np.arange(1, len(self.periods.labels) + 1)
        arrays = {used: self.values(used) for used in operands(row)}
        frame = Frame(arrays, columns, Shape.MONTHS, np.array([], dtype=np.intp))
        value = np.broadcast_to(frame.value(row.tree), (len(columns), self.arrays[row].shape[-1]))
        return np.vstack([np.full((1, value.shape[1]), np.nan), value])


def operands(row: Row) -> list[Row]:
    """The rows a row's formula names, each once."""
    assert row.tree is not None
    return list(dict.fromkeys(node.row for node in walk(row.tree) if isinstance(node, Line)))


def with_parts(rows: Iterable[Row]) -> list[Row]:
    """Rows, and before each recomputed ratio the parts it is recomputed from; each once."""
    found: dict[Row, None] = {}
    for row in rows:
        if row.kind is Kind.RATIO and row.year is Year.RECOMPUTED:
            for part in with_parts(used for used in operands(row) if used.shape is not Shape.SCALAR):
                found.setdefault(part)
        found.setdefault(row)
    return list(found)


def has_view(row: Row) -> bool:
    """Whether a row has values by quarter and year."""
    return row.shape is Shape.MONTHS and (row.kind not in (Kind.FACTOR, Kind.RATIO) or row.year in (Year.RECOMPUTED, Year.LAST))
