"""Figures as a person asks for them: lines by name, by month, quarter or year; and the same as JSON.

Periods are `2027-01`, `2027-Q1` or `2027` (fiscal years), the opening stands under its own key, rates
are fractions, and what is not available is None. A line by age has the ages as its periods. Cohort
lines have an axis more than a table, and are left to the workbook.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planbook.backends.pointwise import Array
from planbook.backends.scorecard import flag_of
from planbook.backends.views import View, has_view
from planbook.language.errors import PlanbookError, nearest
from planbook.language.model import Model, Row
from planbook.language.units import Shape

Value = float | None
Json = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """The figures of one row: its opening, and a value for each period (for a scalar, just one)."""

    row: Row
    label: str
    opening: Value
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Figure:
    """A line as it was asked for: one series, or one for each member of a family."""

    asked: str
    name: str
    label: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    family: bool

    @property
    def row(self) -> Row:
        """A row that says what unit, kind and shape the line has."""
        return self.series[0].row

    @property
    def scalar(self) -> bool:
        """Whether the line is one figure for the whole plan."""
        return self.row.shape is Shape.SCALAR

    @property
    def viewed(self) -> bool:
        """Whether the line has figures by quarter and year; a scalar and a line by age are no matter of periods."""
        return self.row.shape is not Shape.MONTHS or has_view(self.row)


def find(model: Model, asked: str) -> list[Row]:
    """The rows meant by a name: a line, an alias, `line.member`, a cell of the plan such as `price_change.stated`, or a label.

    Capitals do not matter where no name is written with them: `MRR` is `mrr`. Raises PlanbookError that names the nearest known line.
    """
    head = asked.partition(".")[0]
    if not _named(model, head) and _named(model, head.lower()):
        asked = head.lower() + asked[len(head) :]
    try:
        return model.find(asked)
    except PlanbookError as fault:
        cells = model.by_name.get(asked) or [row for row in model.rows if row.key == asked]
        if not cells and head.lower() in model.left_out:
            raise
        return cells or _by_label(model, asked, fault)


def _named(model: Model, name: str) -> bool:
    return name in model.by_name or name in model.aliases


def _by_label(model: Model, asked: str, fault: PlanbookError) -> list[Row]:
    """The line with this label, however it is written; raises the fault, with the nearest label where no name is near."""
    labels: dict[str, set[str]] = {}
    for row in model.rows:
        labels.setdefault(_words(row.label), set()).add(row.name)
    names = sorted(labels.get(_words(asked), ()))
    if len(names) == 1:
        return model.by_name[names[0]]
    if names:
        raise PlanbookError(f"`{asked}` is the label of several lines: ask for {', '.join(names)}")
    close = None if "did you mean" in str(fault) else nearest(_words(asked), labels)
    if close is None:
        raise fault
    raise PlanbookError(f"{fault}; did you mean {' or '.join(f'`{name}`' for name in sorted(labels[close]))}?")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ").lower()))


def headlines(model: Model) -> list[str]:
    """The names of the headline lines, in reading order."""
    return list(dict.fromkeys(row.name for row in model.lines() if row.item and row.item.metric))


class Figures:
    """The figures of one evaluated scenario, by period."""

    def __init__(self, model: Model, view: View, currency: str):
        self.model = model
        self.view = view
        self.currency = currency

    def figure(self, asked: str) -> Figure:
        """A line by the name that was asked for. Raises PlanbookError for an unknown name or a cohort line."""
        rows = find(self.model, asked)
        row = rows[0]
        if row.shape is Shape.COHORTS:
            sheet = next(chapter.sheet for chapter in self.model.chapters if chapter.name == row.chapter)
            raise PlanbookError(
                f"`{asked}` has a figure for each cohort in each month: it is in the workbook, on the sheet {sheet}; "
                f"`planbook explain` shows its largest cohort"
            )
        family = bool(row.members) and (self.model.aliases.get(asked, asked) == row.name or "." not in asked)
        label = row.label if family else self.model.label(row)
        name = row.name if family else row.key
        return Figure(asked, name, label, self._periods(row), tuple(self._series(each) for each in rows), family)

    def unit(self, row: Row) -> str:
        """A row's unit in words, in the plan's currency."""
        return row.unit.name if self.currency == "USD" else row.unit.name.replace("$", self.currency)

    def caveat(self, row: Row) -> tuple[str, list[str]]:
        """What a reader must know of a metric, and the periods at whose end it is so."""
        name, words = row.item.metric.caveat if row.item and row.item.metric else ("", "")
        flag = flag_of(self.model, row, name)
        if flag is None:
            return "", []
        periods = self.view.periods
        return words, [label for label, last in zip(periods.labels, periods.last, strict=True) if self.view.arrays[flag][last, 0] == 1]

    def _periods(self, row: Row) -> tuple[str, ...]:
        if row.shape is Shape.AGES:
            return tuple(str(age) for age in range(self.model.structure.ages + 1))
        return () if row.shape is Shape.SCALAR else self.view.periods.labels

    def _series(self, row: Row) -> Series:
        array = self.view.arrays[row] if row.shape is Shape.AGES else self.view.values(row)
        values = _values(array)
        label = self.model.label(row)
        if row.shape is not Shape.MONTHS:
            return Series(row, label, None, values)
        return Series(row, label, values[0] if row.opening is not None else None, values[1:])


def _values(array: Array) -> tuple[Value, ...]:
    numbers = (float(value) for value in array[..., 0].reshape(-1))
    # adding zero turns −0.0 into 0.0
    return tuple(number + 0.0 if math.isfinite(number) else None for number in numbers)


def as_json(figures: Figures, names: Sequence[str], **about: str) -> Json:
    """Lines as JSON, keyed by the names that were asked for; ``about`` heads it."""
    return {**about, "lines": {name: _line(figures, figures.figure(name)) for name in names}}


def _line(figures: Figures, figure: Figure) -> Json:
    row = figure.row
    made: Json = {"name": figure.name, "label": figure.label, "unit": figures.unit(row), "kind": row.kind.value}
    if figure.scalar:
        values: Mapping[str, Any] = {_member(series): series.values[0] for series in figure.series}
        return {**made, "members": values} if figure.family else {**made, "value": figure.series[0].values[0]}
    made["periods"] = list(figure.periods)
    if said := _caveats(figures, figure):
        made["caveat"] = said if figure.family else next(iter(said.values()))
    if figure.family:
        openings = {_member(series): series.opening for series in figure.series}
        members = {_member(series): list(series.values) for series in figure.series}
        return {**made, "opening": openings, "members": members}
    only = figure.series[0]
    return {**made, "opening": only.opening, "values": list(only.values)}


def _caveats(figures: Figures, figure: Figure) -> dict[str, Json]:
    """What a reader must know, by member, with the periods at whose end it is so."""
    found = {_member(series): figures.caveat(series.row) for series in figure.series}
    return {member: {"words": words, "periods": periods} for member, (words, periods) in found.items() if periods}


def _member(series: Series) -> str:
    return ".".join(series.row.members)
