"""The sheet Tables: figures over two assumptions each, live, in colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import LABEL, UNIT
from planbook.backends.excel.styles import HEAT, NAVY, TEAL
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.charts import Table
from planbook.language.model import Row

SHEET = "Tables"
TOP = 4  # zero-based: where the first table begins
ABOUT = "The value over two assumptions at a time; what the plan states stands in the middle, and everything is live."


def write_tables(writer: Writer) -> list[tuple[str, str]]:
    """Write all tables of the plan below each other; the sheet and what it holds, or nothing when there are none."""
    tables = [table for table in writer.model.front.tables if any(map(writer.presence.something, writer.model.by_name.get(table.line, [])))]
    if not tables:
        return []
    sheet = writer.book.sheet(SHEET, TEAL)
    sheet.set_column(LABEL, LABEL, 40)
    sheet.set_column(UNIT, UNIT + 5, 13)
    below_each_other(writer, sheet, "Tables of values", ABOUT, (partial(_write, writer, sheet, table) for table in tables))
    return [(SHEET, ABOUT)]


def _write(writer: Writer, sheet: Worksheet, table: Table, top: int) -> int:
    """One table; the row below it."""
    book, model = writer.book, writer.model
    down, across = model.by_name[table.down], model.by_name[table.across]
    figures = {row.members: row for row in model.by_name[table.line]}
    unit = writer.unit_name(next(iter(figures.values())).unit)
    book.text(sheet, top, LABEL, f"{table.title}, {unit}", "heading")
    book.text(sheet, top + 1, LABEL, f"{table.heads[0]} ↓   {table.heads[1]} →", "subheader_left")
    numbers = [_number(writer, rows) for rows in (down, across, list(figures.values()))]
    for column, head in enumerate(across, UNIT):
        _link(writer, sheet, (top + 1, column), head, "subheader", numbers[1])
    for position, head in enumerate(down, top + 2):
        _link(writer, sheet, (position, LABEL), head, "subheader", numbers[0])
        for column, other in enumerate(across, UNIT):
            frame = framed(position - top - 2, column - UNIT, (len(down), len(across)))
            _link(writer, sheet, (position, column), figures[head.members[0], other.members[0]], "heat", numbers[2], **frame)
    last = top + 1 + len(down)
    colour(sheet, (top + 2, UNIT), (last, UNIT + len(across) - 1))
    return last + 1


def colour(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Colours from the lowest figure of a table to the highest."""
    rule = {"type": "3_color_scale", **{f"{end}_color": tone for end, tone in zip(("min", "mid", "max"), HEAT, strict=True)}}
    sheet.conditional_format(*first, *last, rule)


def framed(down: int, across: int, size: tuple[int, int]) -> dict[str, Any]:
    """A frame around the figure in the middle, which is the plan's own."""
    return {"bold": True, "border": 2, "border_color": NAVY} if (down, across) == (size[0] // 2, size[1] // 2) else {}


def below_each_other(writer: Writer, sheet: Worksheet, title: str, about: str, tables: Iterable[Callable[[int], int]]) -> None:
    """Tables on one landscape page: each is written from a row on, and says which row comes below it."""
    writer.top(sheet, title, about)
    position = TOP
    for write in tables:
        position = write(position) + 2
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _number(writer: Writer, rows: list[Row]) -> str:
    """One number format for figures that are compared."""
    known = [value for row in rows if (value := writer.values(row)[0]) == value]
    return number_style(rows[0].unit, known)


def _link(writer: Writer, sheet: Worksheet, place: tuple[int, int], row: Row, style: str, number: str, **frame: Any) -> None:
    """A cell that shows a scalar."""
    writer.book.formula(sheet, *place, f"={writer.layout.constant_cell(row)}", writer.values(row)[0], style, number, **frame)
