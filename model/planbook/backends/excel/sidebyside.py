"""What charts draw side by side: scalars, one year's figures, the whole plan's, or the changes from first to last year."""

from __future__ import annotations

import math

from planbook.backends.excel import fieldcharts
from planbook.backends.excel.chartdata import ZERO, Cell, ChartData, Feed, Said, largest, sized
from planbook.backends.excel.inputs import CHART_YEAR
from planbook.backends.excel.layout import CONSTANT, FIRST, LABEL, OPENING
from planbook.backends.excel.presence import Drawn
from planbook.backends.excel.styles import fixed
from planbook.backends.excel.writing import number_style
from planbook.backends.views import has_view
from planbook.language.charts import Chart, Series
from planbook.language.errors import ModelError
from planbook.language.model import Row
from planbook.language.operators import AMOUNT_DIGITS, round_half_away
from planbook.language.units import Kind, Shape

STEPS = ("Step", "End", "Base", "Level", "Up", "Down", "Up, below zero", "Down, below zero")


def feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """The feed of a chart whose categories are lines, or members; empty where there are no two whole years to compare."""
    if chart.over == "change" and len(data.writer.whole_years) < 2:
        return Feed(chart, chart.question, "")
    if chart.kind == "waterfall":
        return _waterfall(data, chart, drawn)
    if chart.kind == "field":
        return fieldcharts.feed(data, chart, drawn)
    return _funnel(data, chart, drawn) if chart.kind == "funnel" else _columns(data, chart, drawn)


def _title(data: ChartData, chart: Chart) -> str:
    """The question, in the row's label; with the chosen year a formula that the chart's title refers to."""
    if chart.over != "year":
        data.text(LABEL, chart.question, "member")
        return chart.question
    shown = data.writer.year_names[data.writer.chart_year - 1]
    data.words(LABEL, f'"{chart.question} "&{CHART_YEAR}', f"{chart.question} {shown}", "member")
    return f"='Chart data'!$A${data.position + 1}"


# One figure.


def _cell(data: ChartData, chart: Chart, row: Row, declared: Series, ends: bool = False) -> Cell:
    """A line's figure, with its sign."""
    formula, value = _figure(data, chart, row, declared, ends)
    if chart.annualised:
        formula, value = f"12*{formula}", 12 * value
    return (f"-{formula}", -value) if declared.negative else (formula, value)


def _figure(data: ChartData, chart: Chart, row: Row, declared: Series, ends: bool) -> Cell:
    writer = data.writer
    if row.shape is Shape.SCALAR:
        return writer.layout.constant_cell(row), writer.values(row)[0]
    if chart.over == "plan":
        return _whole_plan(data, row, declared)
    if chart.over == "values" or not has_view(row):
        raise ModelError(f"chart {chart.id}: {row.name} has no figure to stand beside others")
    if chart.over == "year":
        return data.of_year(row, 1 if declared.before else 0)
    source, letter = data.source(row, "years"), writer.layout.column
    begin, end = writer.whole_years[0], writer.whole_years[-1]
    then, now = (source.place.format(c=f"${letter(OPENING + year)}") for year in (begin, end))
    if ends:
        year = begin if declared.before else end
        return source.place.format(c=f"${letter(OPENING + year)}"), source.values[year]
    return f"({now}-{then})", source.values[end] - source.values[begin]


def _whole_plan(data: ChartData, row: Row, declared: Series) -> Cell:
    """A flow adds up over the plan, a balance is that of its end, or of its start."""
    source, letter = data.source(row, "months"), data.writer.layout.column
    last = letter(data.writer.layout.last_column(Shape.MONTHS))
    if row.kind is Kind.FLOW and not row.blank:
        return f"SUM({source.span(letter(FIRST), last)})", math.fsum(source.values[1:])
    if row.kind is not Kind.BALANCE:
        raise ModelError(f"{row.name} is neither a flow nor a balance that is always there: it has no figure for the whole plan")
    column, value = ("E", source.values[0]) if declared.before else (last, source.values[-1])
    return source.place.format(c=f"${column}"), value


# Columns and bars.


def _columns(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """Categories are groups where series name them, else members where all lines have them, else the lines."""
    references = [each for each in drawn if each[2].style == "reference"]
    bodies = [each for each in drawn if each[2].style != "reference"]
    members = all(row.members for _, row, declared in bodies if not declared.group)
    table: dict[str, tuple[Series, dict[str, Drawn]]] = {}
    for name, row, declared in bodies:
        label = declared.label or row.label
        series, category = (label, declared.group) if declared.group else (label, name) if members else (chart.question, name)
        table.setdefault(series, (declared, {}))[1][category] = (name, row, declared)
    names = list(dict.fromkeys(category for _, cells in table.values() for category in cells))
    for _, row, declared in references:
        table[declared.label or row.label] = (declared, dict.fromkeys(names, ("", row, declared)))
    return _table(data, chart, names, table)


def _table(data: ChartData, chart: Chart, names: list[str], table: dict[str, tuple[Series, dict[str, Drawn]]]) -> Feed:
    """A row of names and a row for each series."""
    last = FIRST + len(names) - 1
    found = Feed(chart, _title(data, chart), data.range(FIRST, last))
    for index, name in enumerate(names):
        data.text(FIRST + index, name)
    columns = []
    for series, (declared, cells) in table.items():
        data.position += 1
        row = next(iter(cells.values()))[1]
        made = {name: _cell(data, chart, line, each) for name, (_, line, each) in cells.items()}
        data.labels(series, row.unit, row.name)
        number = number_style(row.unit, [value for _, value in made.values()])
        for index, name in enumerate(names):
            data.put(FIRST + index, made.get(name, ("0", 0.0)), number, name in made and cells[name][1].blank)
        found.series.append((series, data.range(FIRST, last), declared))
        columns.append([made[name][1] if name in made else 0.0 for name in names])
    found.largest = largest(chart, columns)
    data.position += 1
    if chart.kind == "column" and not chart.from_zero:
        _zero(data, found, last)
    return found


def _zero(data: ChartData, feed: Feed, last: int) -> None:
    """A row of nothing: where columns are nearly of a size, programs would begin their axis just below them."""
    data.text(LABEL, ZERO, "member")
    for column in range(FIRST, last + 1):
        data.put(column, ("0", 0.0), "amount")
    feed.ends.append((ZERO, data.range(FIRST, last)))
    data.position += 1


def _funnel(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """Stages from top to bottom; below the name of each, its share of the stage before."""
    raw = [_cell(data, chart, row, declared) for _, row, declared in drawn]
    stages = [index for index, (_, _, declared) in enumerate(drawn) if not declared.named_only]
    last = FIRST + len(stages) - 1
    found = Feed(chart, _title(data, chart), "")
    names = data.position + 1
    _names(data, drawn)
    data.labels(chart.question, drawn[0][1].unit, drawn[0][1].name)
    for place, index in enumerate(stages):
        _, row, _ = drawn[index]
        data.put(FIRST + place, raw[index], number_style(row.unit, [raw[index][1]]), row.blank)
        found.largest = max(found.largest, abs(raw[index][1]))
    found.series.append((chart.question, data.range(FIRST, last), Series(drawn[0][1].name)))
    data.position += 1
    cells = [f"{data.writer.layout.column(FIRST + index)}{names}" for index in range(len(drawn))]
    for place, index in enumerate(stages):
        data.words(FIRST + place, *_stage(drawn, raw, cells, index))
    found.categories = data.range(FIRST, last)
    data.position += 1
    return found


def _stage(drawn: list[Drawn], raw: list[Cell], names: list[str], index: int) -> Said:
    """A stage's name, and what share it is of the stage before: of so many, where that one has no bar."""
    name = drawn[index][0]
    if not index:
        return names[0], name
    (here, now), (before, then) = raw[index], raw[index - 1]
    of_what: Said = ('"them"', "them")
    if drawn[index - 1][2].named_only:
        of_what = f'FIXED({before},0)&" "&{names[index - 1]}', f"{fixed(then, 0)} {drawn[index - 1][0]}"
    share = f"\n{fixed(100 * now / then, 0)}% of {of_what[1]}" if round(then, 9) > 0 else ""
    return f'{names[index]}&IF(ROUND({before},9)>0,CHAR(10)&FIXED(100*{here}/{before},0)&"% of "&{of_what[0]},"")', name + share


def _names(data: ChartData, drawn: list[Drawn]) -> None:
    for index, (name, _, _) in enumerate(drawn):
        data.text(FIRST + index, name)
    data.position += 1


# Waterfalls.


def _waterfall(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """Steps on an invisible base, also across zero; the first and the last stand on the axis. What is not available has no bar."""
    last, top = FIRST + len(drawn) - 1, data.position
    cells = [_cell(data, chart, row, declared, index in (0, len(drawn) - 1)) for index, (_, row, declared) in enumerate(drawn)]
    steps = [_drawn(cell, row) for cell, (_, row, _) in zip(cells, drawn, strict=True)]
    columns = _steps(data, top, steps)
    found = Feed(chart, _title(data, chart), "", largest=max(abs(value) for column in columns for _, value in column))
    _names(data, drawn)
    for offset, name in enumerate(STEPS):
        data.text(LABEL, name, "member")
        for index, column in enumerate(columns):
            data.put(FIRST + index, column[offset], "amount")
        if offset >= STEPS.index("Base"):
            found.series.append((name, data.range(FIRST, last), Series("", name)))
        data.position += 1
    _with_amounts(data, top, drawn, cells, steps, max(abs(column[1][1]) for column in columns))
    found.categories = data.range(FIRST, last)
    data.position += 1
    return found


def _drawn(cell: Cell, row: Row) -> Cell:
    """A step as it is drawn: nothing where its line is not available."""
    formula, value = cell
    return (f"IF(ISNUMBER({formula}),{formula},0)", 0.0 if math.isnan(value) else value) if row.blank else cell


def _with_amounts(data: ChartData, top: int, drawn: list[Drawn], cells: list[Cell], steps: list[Cell], highest: float) -> None:
    """What stands beside each step: its name, and its size, in millions where the highest column is above one."""
    letter, symbol = data.writer.layout.column, data.writer.symbol
    span = f"{letter(FIRST)}{top + 3}:{letter(FIRST + len(drawn) - 1)}{top + 3}"
    data.writer.book.formula(data.sheet, top + 2, CONSTANT, f"=MAX(MAX({span}),-MIN({span}))", highest, "plain", "amount")
    for index, ((name, row, _), (source, value), (_, known)) in enumerate(zip(drawn, cells, steps, strict=True)):
        column, plus = letter(FIRST + index), "" if index in (0, len(drawn) - 1) else "+"
        step = f"{column}{top + 2}"
        size, amount = sized(step, known, f"$D{top + 3}", highest, 2)
        formula = f'IF(ROUND({step},{AMOUNT_DIGITS})<0,"-","{plus}")&"{symbol}"&{size}'
        shown = ("-" if round_half_away(known, AMOUNT_DIGITS) < 0 else plus) + symbol + amount
        if row.blank:
            formula, shown = f'IF(ISNUMBER({source}),{formula},"n/a")', "n/a" if math.isnan(value) else shown
        data.words(FIRST + index, f'{column}{top + 1}&"  "&{formula}', f"{name}  {shown}")


def _steps(data: ChartData, top: int, cells: list[Cell]) -> list[tuple[Cell, ...]]:
    """For each step its size, where it ends, and the pieces that are drawn."""
    columns: list[tuple[Cell, ...]] = []
    end = 0.0
    for index, (source, amount) in enumerate(cells):
        ends = index in (0, len(cells) - 1)
        here, before = (data.writer.layout.column(FIRST + index - shift) for shift in (0, 1))
        step, stop, begin = f"{here}{top + 2}", f"{here}{top + 3}", f"{before}{top + 3}"
        if ends:
            end = amount
            columns.append(((source, amount), (step, amount), ("0", 0.0), (step, amount), *[("0", 0.0)] * 4))
            continue
        start, end = end, _rounded(end + amount)
        low, high = f"MIN({begin},{stop})", f"MAX({begin},{stop})"
        above, below = max(0.0, max(start, end)) - max(0.0, min(start, end)), min(0.0, min(start, end)) - min(0.0, max(start, end))
        parts = ((f"MAX(0,{high})-MAX(0,{low})", above), (f"MIN(0,{low})-MIN(0,{high})", below))
        pieces = [
            (f"IF({step}{sign}0,ROUND({formula},{AMOUNT_DIGITS}),0)", _rounded(value) if rises == (amount >= 0) else 0.0)
            for formula, value in parts
            for sign, rises in ((">=", True), ("<", False))
        ]
        base = (f"MAX(0,{low})+MIN(0,{high})", max(0.0, min(start, end)) + min(0.0, max(start, end)))
        columns.append(((source, amount), (f"ROUND({begin}+{step},{AMOUNT_DIGITS})", end), base, ("0", 0.0), *pieces))
    return columns


def _rounded(value: float) -> float:
    """Without what rounding leaves of steps that cancel."""
    return round_half_away(value, AMOUNT_DIGITS)
