"""The sheet Stamp: what the engine's figures were computed from, compared with the inputs of now.

Grids and what a plan leaves to its own scenarios are figures of the engine: they do not follow the cells. Every input stands
here as it was when they were computed; one that differs makes them stale, and every sheet says so.
"""

from __future__ import annotations

from planbook.backends.excel.layout import CONSTANT, INPUTS, LABEL, NAME, OPENING, UNIT
from planbook.backends.excel.styles import SLATE
from planbook.backends.excel.writing import STALE, STAMP, STAMP_TOP, Writer, number_style
from planbook.language.model import Row
from planbook.language.studies import input_hash

SHEET = STAMP
ABOUT = "The inputs that figures of the engine were computed from, and which of them differ now"
HASH_ROW, HEADER_ROW = 3, STAMP_TOP - 1
CURRENT = "current"


def status(writer: Writer) -> str:
    """Whether figures of the engine are those of the inputs; a formula without its equals sign."""
    return f'IF({writer.differing}=0,"{CURRENT}","{STALE}")'


def write_stamp(writer: Writer) -> list[tuple[str, str]]:
    """Write every input as it was, a column for each scenario; the sheet and what is on it."""
    book, names = writer.book, list(writer.plan.scenarios)
    sheet = book.sheet(SHEET, SLATE)
    writer.top(sheet, SHEET, f"{ABOUT}.")
    sheet.set_column(LABEL, LABEL, 68)
    sheet.set_column(UNIT, UNIT, 11)
    sheet.set_column(NAME, NAME, 36)
    sheet.set_column(CONSTANT, OPENING + len(names) - 1, 12)
    book.text(sheet, HASH_ROW, LABEL, "Name of these inputs", "label")
    book.text(sheet, HASH_ROW, CONSTANT, input_hash(writer.plan), "caption")
    for column, text in ((LABEL, "Assumption"), (UNIT, "Unit"), (NAME, "Name"), (CONSTANT, "Differs"), *enumerate(names, OPENING)):
        book.text(sheet, HEADER_ROW, column, text, "header_left" if column < CONSTANT else "header")
    rows = [row for _, row in writer.layout.sheets[INPUTS].rows]
    for position, row in enumerate(rows, HEADER_ROW + 1):
        writer.labels(sheet, position, row)
        _compare(writer, position, row, names)
    last = HEADER_ROW + 1 + len(rows)
    book.text(sheet, last, LABEL, "Inputs that differ", "total")
    book.formula(sheet, last, CONSTANT, f"=SUM(D{HEADER_ROW + 2}:D{last})", 0.0, "total", "label")
    writer.text_formula(sheet, last, OPENING, f"={status(writer)}", CURRENT)
    sheet.freeze_panes(HEADER_ROW + 1, OPENING)
    return [(SHEET, ABOUT)]


def _compare(writer: Writer, position: int, row: Row, names: list[str]) -> None:
    """A row: the values of then, and whether any of now is another."""
    sheet, letter = writer.book.sheets[SHEET], writer.layout.column
    values = [writer.plan.scenarios[name].values[row.key] for name in names]
    here = writer.layout.places[row].row + 1
    same = "*".join(f"({INPUTS}!{letter(column)}{here}={letter(column)}{position + 1})" for column in range(OPENING, OPENING + len(names)))
    writer.book.formula(sheet, position, CONSTANT, f"=IF({same},0,1)", 0.0, "plain", "label")
    for column, value in enumerate(values, OPENING):
        writer.book.number(sheet, position, column, value, "plain", number_style(row.unit, values))
