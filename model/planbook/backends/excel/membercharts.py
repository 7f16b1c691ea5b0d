"""What charts draw of the members of a fixed family: scalars side by side, a series for each of their other members."""

from __future__ import annotations

import math

from planbook.backends.excel.chartdata import MOST_SERIES, Cell, ChartData, Feed, Said, largest
from planbook.backends.excel.layout import FIRST, LABEL
from planbook.backends.excel.presence import Drawn
from planbook.backends.excel.styles import MILLION, MILLION_AMOUNT, fixed
from planbook.backends.excel.writing import number_style
from planbook.language.charts import Chart, Series
from planbook.language.model import Row

Others = tuple[str, ...]  # the members of a row in its other families


def feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """The feed of a chart along a family: members and series of which there is something in any scenario."""
    there = [(row, series) for _, row, series in drawn if _member(chart, row) in chart.members]
    members = [member for member in chart.members if member in {_member(chart, row) for row, _ in there}]
    keys = list(dict.fromkeys((series, _others(chart, row)) for row, series in there))
    last = FIRST + len(members) - 1
    found = Feed(chart, chart.question, data.range(FIRST, last))
    data.text(LABEL, chart.question, "member")
    for index, member in enumerate(members):
        data.words(FIRST + index, *_category(data, chart, member))
    shown = keys if len(keys) <= MOST_SERIES else keys[: MOST_SERIES - 1]
    columns = [_line(data, chart, [key], members, found, last) for key in shown]
    if len(keys) > MOST_SERIES and chart.kind == "area":
        columns.append(_line(data, chart, keys[MOST_SERIES - 1 :], members, found, last))
    found.largest = largest(chart, columns)
    data.position += 1
    return found


def _member(chart: Chart, row: Row) -> str:
    """The row's member in the family along which the chart goes."""
    return next(name for family, name in zip(row.declaration.per, row.members, strict=True) if family.name == chart.along)


def _others(chart: Chart, row: Row) -> Others:
    return tuple(name for family, name in zip(row.declaration.per, row.members, strict=True) if family.name != chart.along)


def _row(data: ChartData, chart: Chart, line: str, member: str, others: Others = ()) -> Row:
    rows = data.writer.model.by_name[line]
    return next(row for row in rows if _member(chart, row) == member and _others(chart, row) == others)


def _line(
    data: ChartData, chart: Chart, keys: list[tuple[Series, Others]], members: list[str], found: Feed, last: int
) -> list[float]:
    """One series: a line, or what is left of them, added up; its values."""
    data.position += 1
    rows = [[_row(data, chart, series.line, member, others) for series, others in keys] for member in members]
    first = rows[0][0]
    name = _name(data, chart, first, keys[0][0]) if len(keys) == 1 else "Others"
    data.labels(name, first.unit, first.name if len(keys) == 1 else f"{len(keys)} further members")
    made = [_sum(data, each) for each in rows]
    number = number_style(first.unit, [value for _, value in made])
    for index, cell in enumerate(made):
        data.put(FIRST + index, cell, number, first.blank)
    found.series.append((name, data.range(FIRST, last), keys[0][0]))
    return [value for _, value in made]


def _name(data: ChartData, chart: Chart, row: Row, series: Series) -> str:
    """The labels of its other members, or what the chart calls it."""
    labels = zip(row.declaration.per, data.writer.model.labels_of(row), strict=True)
    return ", ".join(label for family, label in labels if family.name != chart.along) or series.label or row.label


def _sum(data: ChartData, rows: list[Row]) -> Cell:
    cells = [data.writer.layout.constant_cell(row) for row in rows]
    return "+".join(cells), math.fsum(data.writer.values(row)[0] for row in rows)


# Names below the columns.


def _category(data: ChartData, chart: Chart, member: str) -> Said:
    """A member's name, or an amount in its place; below it a rate, where there is one."""
    formula, text = f'"{data.writer.model.member_labels[chart.along, member]}"', data.writer.model.member_labels[chart.along, member]
    if chart.named_by:
        row = _row(data, chart, chart.named_by, member)
        formula, text = _share(data, row) if row.unit.style == "percent" else _amount(data, row)
    if chart.below:
        below, shown = _rate(data, _row(data, chart, chart.below, member))
        formula, text = f"{formula}&{below}", text + shown
    return formula, text


def _amount(data: ChartData, row: Row) -> Said:
    """An amount in words, in millions from one million on."""
    cell, value, symbol = data.writer.layout.constant_cell(row), data.writer.values(row)[0], data.writer.symbol
    formula = f'"{symbol}"&IF({cell}<{MILLION},FIXED({cell},0),FIXED({cell}/100/100/100,1)&"m")'
    large = value >= MILLION_AMOUNT
    amount = f"{fixed(value / MILLION_AMOUNT, 1)}m" if large else fixed(value, 0)
    return formula, symbol + amount


def _share(data: ChartData, row: Row) -> Said:
    """A share in words."""
    cell, value = data.writer.layout.constant_cell(row), data.writer.values(row)[0]
    return f'FIXED(100*{cell},1)&"%"', f"{fixed(100 * value, 1)}%"


def _rate(data: ChartData, row: Row) -> Said:
    """A yearly rate in words on a line of its own; nothing where it is not available."""
    cell, value = data.writer.layout.constant_cell(row), data.writer.values(row)[0]
    shown = "" if math.isnan(value) else f"\n{fixed(100 * value, 0)}% a year"
    return f'IF(ISNUMBER({cell}),CHAR(10)&FIXED(100*{cell},0)&"% a year","")', shown
