"""The sheet Grids: a value over two levers that only the engine can turn, as it was computed, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel import stamp
from planbook.backends.excel.inputs import SELECTOR
from planbook.backends.excel.layout import LABEL, NAME, UNIT
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.tables import below_each_other, colour, framed
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.studies import Axis, Grid

SHEET = "Grids"
ABOUT = "The value over two levers at a time, as the engine computed it; it does not follow the cells, and says when they differ"
FACTOR = "multiple"


def write_grids(writer: Writer, grids: Sequence[Grid]) -> list[tuple[str, str]]:
    """Write all grids below each other; the sheet and what it holds, or nothing when there are none."""
    if not grids:
        return []
    sheet = writer.book.sheet(SHEET, TEAL)
    sheet.set_column(LABEL, LABEL, 62)
    sheet.set_column(UNIT, NAME + 5, 13)
    below_each_other(writer, sheet, "Grids", f"{ABOUT}.", (partial(_write, writer, sheet, grid) for grid in grids))
    return [(SHEET, ABOUT)]


def _write(writer: Writer, sheet: Worksheet, grid: Grid, top: int) -> int:
    """One grid; the row below it."""
    book, unit = writer.book, writer.unit_name(grid.unit)
    book.text(sheet, top, LABEL, f"{grid.title}, {unit}", "heading")
    _status(writer, sheet, grid, top + 1)
    book.text(sheet, top + 2, LABEL, f"→ {grid.across.lever.reading}", "subheader_left")
    book.text(sheet, top + 3, LABEL, f"↓ {grid.down.lever.reading}", "subheader_left")
    book.text(sheet, top + 3, UNIT, "factor", "subheader")
    across, down = (number_style(axis.unit, [each for each in axis.readings if each == each]) for axis in (grid.across, grid.down))
    for column, (factor, reading) in enumerate(_heads(grid.across), NAME):
        _reading(writer, sheet, top + 2, column, reading, across)
        book.number(sheet, top + 3, column, factor, "subheader", FACTOR)
    for position, ((factor, reading), values) in enumerate(zip(_heads(grid.down), grid.values, strict=True), top + 4):
        _reading(writer, sheet, position, LABEL, reading, down)
        book.number(sheet, position, UNIT, factor, "subheader", FACTOR)
        for column, value in enumerate(values, NAME):
            _value(writer, sheet, (position, column), value, framed(position - top - 4, column - NAME, (len(grid.values), len(values))))
    last = top + 3 + len(grid.values)
    colour(sheet, (top + 4, NAME), (last, NAME + len(grid.across.factors) - 1))
    return last + 1


def _status(writer: Writer, sheet: Worksheet, grid: Grid, row: int) -> None:
    """Of which scenario, and whether it still holds."""
    said = f"Scenario {grid.scenario}, each lever by the factor beside its figure: "
    other = "" if writer.shown == grid.scenario else ", not the scenario shown"
    formula = f'="{said}"&{stamp.status(writer)}&IF({SELECTOR}="{grid.scenario}","",", not the scenario shown")'
    writer.text_formula(sheet, row, LABEL, formula, f"{said}{stamp.CURRENT}{other}", "caption")


def _heads(axis: Axis) -> list[tuple[float, float]]:
    return list(zip(axis.factors, axis.readings, strict=True))


def _reading(writer: Writer, sheet: Worksheet, row: int, column: int, value: float, number: str) -> None:
    if value == value:
        writer.book.number(sheet, row, column, value, "subheader", number)
    else:
        writer.book.text(sheet, row, column, "n/a", "subheader")


def _value(writer: Writer, sheet: Worksheet, place: tuple[int, int], value: float, frame: dict[str, Any]) -> None:
    if value == value:
        writer.book.number(sheet, *place, value, "heat", "amount", **frame)
    else:
        writer.book.text(sheet, *place, "n/a", "heat", **frame)
