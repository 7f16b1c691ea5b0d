"""The sheet Definitions: what every figure means and how it is made, and what a metric is to its readers."""

from __future__ import annotations

import datetime
import textwrap

from planbook.backends.benchmarks import in_full
from planbook.backends.catalogue import of_line
from planbook.backends.excel.styles import SLATE
from planbook.backends.excel.writing import Writer
from planbook.backends.words import in_words
from planbook.language.declarations import LineItem
from planbook.language.model import Row

COLUMNS = (
    ("Figure", 42), ("Name", 32), ("Unit", 11), ("Kind", 10), ("Year", 12), ("Sheet", 13), ("Definition", 90), ("Formula", 110),
    ("Better", 13), ("Looks at", 14), ("Variant", 40), ("Readers", 28), ("Review", 24), ("Not available", 40), ("Note", 60),
    ("Benchmarks", 130),
)  # fmt: skip
WRAPPED = ("Definition", "Formula", "Variant", "Readers", "Review", "Not available", "Note", "Benchmarks")
HEAD_ROW, FIRST_ROW = 3, 4
PER_WIDTH = 1.1  # characters of a text, of which most are narrower than the digits that a width counts
LINE_POINTS, MOST_POINTS = 13, 409  # of a line of text, and of the highest row that a workbook may have


def write_definitions(writer: Writer, today: datetime.date) -> None:
    """One row for each assumption, constant and line; sources are as old as they are ``today``, a date of the plan."""
    sheet = writer.book.sheet("Definitions", SLATE)
    writer.book.text(sheet, 0, 0, "Definitions", "title")
    about = "Every figure: its meaning, its unit, its formula in names; of a metric also which way is good, who reads it, and benchmarks."
    writer.book.text(sheet, 1, 0, about, "caption")
    for column, (text, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        writer.book.text(sheet, HEAD_ROW, column, text, "header_left")
    position = FIRST_ROW
    for rows in writer.model.by_name.values():
        row = rows[0]
        if row.chapter == "checks" or (row.item is None and row.name != row.declaration.name and row.source != "input"):
            continue
        texts = (*_entry(writer, row), *_metric(writer, row, today))
        for column, ((heading, _), text) in enumerate(zip(COLUMNS, texts)):
            writer.book.text(sheet, position, column, text, "wrap" if heading in WRAPPED else "top")
        sheet.set_row(position, _height(texts))
        position += 1
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.autofilter(HEAD_ROW, 0, position - 1, len(COLUMNS) - 1)


def _height(texts: tuple[str, ...]) -> float:
    """A row's height, which shows all lines of its longest text."""
    lines = [
        sum(max(1, len(textwrap.wrap(line, round(width * PER_WIDTH)))) for line in text.split("\n"))
        for (heading, width), text in zip(COLUMNS, texts) if heading in WRAPPED
    ]  # fmt: skip
    return min(LINE_POINTS * max(lines) + 2, MOST_POINTS)


def _entry(writer: Writer, row: Row) -> tuple[str, ...]:
    """What every figure has."""
    item = row.declaration
    kind = row.kind.value if isinstance(item, LineItem) else row.source if row.source in ("input", "constant") else "assumption"
    year = row.year.value if row.year else ""
    formula = in_words(row.tree, lambda used: used.name) if row.tree is not None else ""
    sheet = writer.layout.places[row].sheet
    return row.label, row.name, writer.unit_name(row.unit), kind, year, sheet, " ".join(item.about.split()), formula


def _metric(writer: Writer, row: Row, today: datetime.date) -> tuple[str, ...]:
    """What a metric says beside it, and the benchmarks that any line may have."""
    if row.item is None:
        return ("",) * 8
    benchmarks = "\n".join(in_full(each, row.unit, today) for each in of_line(row.item, writer.model.benchmarks))
    said = row.item.metric
    if said is None:
        return *("",) * 7, benchmarks
    variant = f"stated by the plan; {said.variant}".rstrip("; ") if said.stated else said.variant
    return (
        said.better.value, said.period, variant, ", ".join(said.readers), ", ".join(said.review), said.absent, said.note, benchmarks,
    )  # fmt: skip
