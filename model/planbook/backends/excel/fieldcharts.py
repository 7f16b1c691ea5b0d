"""What a football field draws: a bar for each method from low to high, in two colours that meet at the plan's own figure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planbook.backends.excel.chartdata import Cell, ChartData, Feed, Said, sized
from planbook.backends.excel.layout import CONSTANT, FIRST, LABEL
from planbook.backends.excel.presence import Drawn
from planbook.language.charts import Chart, Series
from planbook.language.model import Row

ROWS = ("Low", "Own", "High")
PIECES = ("Base", "Low to own", "Own", "Own to high")
MARK = 200.0  # what stands for the plan's own figure reaches so small a part of the highest to each side


@dataclass(frozen=True)
class Method:
    """A method's figures, low, own and high: each a cell and its value."""

    name: str
    low: Cell
    own: Cell
    high: Cell


def feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """The feed of a football field: what is below nothing is drawn as nothing."""
    methods = [_method(data, *each) for each in drawn]
    found = Feed(chart, chart.question, "", largest=max([0.0, *(method.high[1] for method in methods if not math.isnan(method.high[1]))]))
    last = FIRST + len(methods) - 1
    top = data.position + 2  # the first row of figures, counted from 1
    _figures(data, chart, methods, found.largest)
    pieces = [_pieces(data.writer.layout.column(FIRST + index), top, method, found.largest / MARK) for index, method in enumerate(methods)]
    for offset, name in enumerate(PIECES):
        data.text(LABEL, name, "member")
        for index, piece in enumerate(pieces):
            data.put(FIRST + index, piece[offset], "amount")
        found.series.append((name, data.range(FIRST, last), Series("", name)))
        data.position += 1
    for index, method in enumerate(methods):
        data.words(FIRST + index, *_named(data, data.writer.layout.column(FIRST + index), top, method, found.largest))
    found.categories = data.range(FIRST, last)
    data.position += 1
    return found


def _method(data: ChartData, name: str, row: Row, declared: Series) -> Method:
    return Method(name, _beside(data, declared.low, row), _cell(data, row), _beside(data, declared.high, row))


def _cell(data: ChartData, row: Row) -> Cell:
    return data.writer.layout.constant_cell(row), data.writer.values(row)[0]


def _beside(data: ChartData, name: str, row: Row) -> Cell:
    """The end of a range; the method's own figure where it has none, or where it is not available."""
    own, value = _cell(data, row)
    rows = data.writer.model.by_name.get(name, [])
    if not rows:
        return own, value
    end, found = _cell(data, rows[0])
    return f"IF(ISNUMBER({end}),{end},{own})", value if math.isnan(found) else found


def _figures(data: ChartData, chart: Chart, methods: list[Method], highest: float) -> None:
    """The names, low, own and high of each, and the highest of all; blank where a method has no figure."""
    book, letter = data.writer.book, data.writer.layout.column
    data.text(LABEL, chart.question, "member")
    for index, method in enumerate(methods):
        data.text(FIRST + index, method.name)
    for offset, name in enumerate(ROWS):
        data.position += 1
        data.text(LABEL, name, "member")
        for index, method in enumerate(methods):
            formula, value = (method.low, method.own, method.high)[offset]
            book.formula(data.sheet, data.position, FIRST + index, f"={formula}", value, "plain", "amount")
    row = data.position + 1
    book.number(data.sheet, row - len(ROWS), CONSTANT, MARK, "plain", "label")
    data.put(CONSTANT, (f"MAX(0,{letter(FIRST)}{row}:{letter(FIRST + len(methods) - 1)}{row})", highest), "amount")
    data.position += 1


def _pieces(column: str, top: int, method: Method, half: float) -> tuple[Cell, ...]:
    """The unseen base, from low to the plan's own figure, its mark, and from there to high; a figure below zero has no mark."""
    low, own, high = (max(0.0, cell[1]) for cell in (method.low, method.own, method.high))
    cells = [f"MAX(0,{column}{top + offset})" for offset in range(len(ROWS))]
    stated, side = f"{column}{top + 1}", f"$D{top + 2}/$D{top}"
    marked = method.own[1] >= 0
    made = (
        (f"MIN({cells[0]},MAX(0,{cells[1]}-{side}))", min(low, max(0.0, own - half))),
        (f"MAX(0,{cells[1]}-{side}-{cells[0]})", max(0.0, own - half - low)),
        (f"IF({stated}<0,0,MIN({side},{stated})+{side})", min(half, own) + half if marked else 0.0),
        (f"MAX(0,{cells[2]}-IF({stated}<0,0,{stated}+{side}))", max(0.0, high - (own + half if marked else 0.0))),
    )
    absent = math.isnan(method.own[1])
    return tuple((f"IF(ISNUMBER({stated}),{formula},0)", 0.0 if absent else value) for formula, value in made)


def _named(data: ChartData, column: str, top: int, method: Method, highest: float) -> Said:
    """A method's name and its own figure, in millions where the highest of all is above one."""
    symbol, own, value = data.writer.symbol, f"{column}{top + 1}", method.own[1]
    absent = math.isnan(value)
    size, amount = sized(own, 0.0 if absent else value, f"$D{top + 2}", highest, 1)
    formula = f'{column}{top - 1}&IF(ISNUMBER({own}),"  "&IF({own}<0,"-","")&"{symbol}"&{size},"")'
    return formula, method.name if absent else f"{method.name}  {'-' if value < 0 else ''}{symbol}{amount}"
