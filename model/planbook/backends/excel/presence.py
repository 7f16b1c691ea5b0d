"""What is there to be shown: whatever is nothing, or does not move, in every scenario of the plan is not drawn.

An amount of zero is nothing. A rate or a multiple of zero is a figure, which only what is not available is not; as a part
of a whole, or as something to compare with, it is nothing again: it would be an empty slice, or a goal that nobody has set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planbook.backends.pointwise import Array
from planbook.backends.views import MONTH, QUARTER, YEAR, View
from planbook.language.charts import Chart, Series
from planbook.language.model import Model, Row
from planbook.language.operators import ZERO_DIGITS
from planbook.language.units import Shape

PERIODS = {"months": MONTH, "quarters": QUARTER, "years": YEAR}
ALONG = (*PERIODS, "ages")
TO_COMPARE = ("reference", "lowest")  # drawn beside what the chart is about
FLAT = 1e-9  # of the size of what is drawn
PARTS = ("stacked", "share", "area", "waterfall")  # charts whose series make up a whole
RATES = ("percent", "multiple")  # styles of units whose zero says something

Drawn = tuple[str, Row, Series]  # a series: its name, its row, how it is declared


class Presence:
    """The figures of all scenarios, asked for what is something in any of them."""

    def __init__(self, model: Model, scenarios: Sequence[Mapping[Row, Array]]):
        self.model = model
        self.scenarios = scenarios
        self.views = {by: [View(model, arrays, by) for arrays in scenarios] for by in PERIODS.values()}
        self.known: dict[Row, bool] = {}

    def something(self, row: Row) -> bool:
        """Whether a row is anything but not available, or an amount of zero, in any scenario."""
        if row not in self.known:
            self.known[row] = any(_something(arrays[row], _rate(row)) for arrays in self.scenarios)
        return self.known[row]

    def given(self, name: str) -> bool:
        """Whether a line is something; without a name there is nothing to ask."""
        return not name or any(self.something(row) for row in self.model.by_name.get(name, []))

    def drawn(self, chart: Chart) -> list[Drawn]:
        """The series that a chart has something to show of, one for each member of a line; none for a chart that would say nothing."""
        found = [each for series in chart.series if self.given(series.given) for each in self._rows(series)]
        ends = (found[0], found[-1]) if found and chart.kind == "waterfall" else ()  # where the steps begin and end
        shown = [each for each in found if each in ends or self._shows(chart, each)]
        bodies = [each[1] for each in shown if each[2].style not in TO_COMPARE and self._shows(chart, each)]
        return shown if any(self._moves(chart, row) for row in bodies) else []

    def _rows(self, series: Series) -> Iterator[Drawn]:
        for row in self.model.by_name.get(series.line, []):
            if series.member in ("", *row.members) and self._chosen(series, row):
                yield series.label if series.member else " ".join(self.model.labels_of(row)) or series.label or row.label, row, series

    def _chosen(self, series: Series, row: Row) -> bool:
        """Whether a row's member has the attribute that the series asks for."""
        attribute, _, value = series.of.partition("=")
        members = self.model.structure.members
        return not attribute or any(
            member.attributes.get(attribute) == value
            for family, name in zip(row.declaration.per, row.members, strict=True)
            for member in members[family.name]
            if member.name == name
        )

    def _shows(self, chart: Chart, drawn: Drawn) -> bool:
        """Whether a row is anything where the chart draws it: a balance may be nothing at the end of every year."""
        _, row, series = drawn
        rate = _rate(row) and chart.kind not in PARTS and series.style not in TO_COMPARE
        along = self._along(chart, row) if chart.over in ALONG else (arrays[row] for arrays in self.scenarios)
        return any(_something(values, rate) for values in along)

    def _moves(self, chart: Chart, row: Row) -> bool:
        """Whether a row is not one flat line along the chart's axis, in any scenario."""
        if chart.over == "cohorts":  # those that join within the plan
            joined = np.array(self.model.structure.cohort_starts) > 0
            return any(np.any(arrays[row][joined]) for arrays in self.scenarios)
        return chart.over not in ALONG or any(_moves(values) for values in self._along(chart, row))

    def _along(self, chart: Chart, row: Row) -> Iterator[Array]:
        """What is drawn of a row, in each scenario."""
        for number, arrays in enumerate(self.scenarios):
            monthly = row.shape is Shape.MONTHS
            values = self.views[PERIODS[chart.over]][number].values(row) if monthly else np.atleast_2d(arrays[row])
            yield values[(0 if chart.growth else max(chart.from_month, 1)) :, 0] if monthly else values[:, 0]


def _rate(row: Row) -> bool:
    """Whether a row's zero is a figure."""
    return row.unit.style in RATES


def _something(values: Array, rate: bool) -> bool:
    """Whether a figure is there: of an amount, one that is not zero."""
    return bool(np.any(np.isfinite(values) if rate else abs(np.nan_to_num(values)) >= 10.0**-ZERO_DIGITS))


def _moves(values: Array) -> bool:
    """Whether figures differ from each other; one alone does."""
    there = values[np.isfinite(values)]
    return len(values) == 1 or (len(there) > 0 and bool(np.ptp(there) > FLAT * np.max(abs(there))))
