"""The sheet Definitions: what every figure means and how it is made."""

from __future__ import annotations

from planbook.backends.excel.styles import SLATE
from planbook.backends.excel.writing import Writer
from planbook.backends.words import in_words
from planbook.language.declarations import LineItem
from planbook.language.model import Row

COLUMNS = (("Figure", 42), ("Name", 32), ("Unit", 11), ("Kind", 10), ("Year", 12), ("Sheet", 13), ("Definition", 90), ("Formula", 110))


def write_definitions(writer: Writer) -> None:
    """One row for each assumption, constant and line."""
    sheet = writer.book.sheet("Definitions", SLATE)
    writer.book.text(sheet, 0, 0, "Definitions", "title")
    writer.book.text(sheet, 1, 0, "Every figure: its meaning, its unit, its formula in names.", "caption")
    for column, (text, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        writer.book.text(sheet, 3, column, text, "header_left")
    position = 4
    for rows in writer.model.by_name.values():
        row = rows[0]
        if row.chapter == "checks" or (row.item is None and row.name != row.declaration.name and row.source != "input"):
            continue
        for column, text in enumerate(_entry(writer, row)):
            writer.book.text(sheet, position, column, text, "wrap" if column in (6, 7) else "top")
        position += 1
    sheet.freeze_panes(4, 1)
    sheet.autofilter(3, 0, position - 1, len(COLUMNS) - 1)


def _entry(writer: Writer, row: Row) -> tuple[str, ...]:
    item = row.declaration
    kind = (
        row.kind.value
        if isinstance(item, LineItem)
        else "input"
        if row.source == "input"
        else "constant"
        if row.source == "constant"
        else "assumption"
    )
    year = row.year.value if row.year else ""
    formula = in_words(row.tree, lambda used: used.name) if row.tree is not None else ""
    sheet = writer.layout.places[row].sheet
    return row.label, row.name, writer.unit_name(row.unit), kind, year, sheet, " ".join(item.about.split()), formula
