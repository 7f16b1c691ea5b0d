"""The Cover: what the workbook is, its headline figures, its sheets, its colours, its limits."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.inputs import SELECTOR
from planbook.backends.excel.layout import INPUTS
from planbook.backends.excel.styles import NAVY
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.model import Row
from planbook.language.units import Shape

LIMITS = (
    "One currency; no sales tax or VAT in any figure.",
    "Commissions and development are expensed; leases are rent; no share-based pay.",
    "Customers move on the first day of a month, costs run evenly, capital expenditure and funding come at month end.",
    "The value is pre-money at the plan's start; what investors pay in later is left out. Capital expenditure and working capital of "
    "the fade years are normalised at long-run growth.",
    "Customer lifetime value counts the retention curve of the plan's start: capped, undiscounted, without expansion.",
    "Storage capacity that is there at the start is not replaced within the plan; nodes bought later are.",
)
ABOUT_WIDTH, ABOUT_LETTERS, LINE_PIXELS = 120, 115, 18  # what is said of a scenario: its column, what surely fits, a line's height
KEY = (
    ("input", "blue on yellow: typed in, change it on the sheet Inputs"),
    ("fixed", "grey on shade: fixed by the plan's structure or the business; change it in the plan and build again"),
    ("plain", "black: a formula; a row has one formula from month 1 to the last month"),
    ("opening", "shaded: the opening, before month 1"),
    ("note", "grey italics: a figure brought from another sheet"),
)
HEADLINES = (
    "closing_arr", "closing_mrr", "committed_mrr", "closing_customers", "closing_cash", "minimum_cash",
    "minimum_cash_without_round", "clv_to_cac", "enterprise_value", "equity_value", "multiple_value", "exit_multiple_value",
    "failed_checks", "firing_alerts",
)  # fmt: skip
ONLY_WITH = {"minimum_cash_without_round": "investor_money"}  # headlines that say nothing new where another line is nothing


def prepare(writer: Writer) -> Worksheet:
    """The empty sheet, first in the book."""
    sheet = writer.book.sheet("Cover", NAVY)
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 20)
    sheet.set_column(3, 3, 16)
    sheet.set_column(4, 4, ABOUT_WIDTH)
    return sheet


def fill(writer: Writer, sheet: Worksheet, contents: Sequence[tuple[str, str]]) -> None:
    """Write the cover; ``contents`` are the sheets with what is on them."""
    book, plan = writer.book, writer.plan
    book.text(sheet, 1, 1, plan.title, "title")
    book.text(sheet, 2, 1, plan.about, "caption")
    structure = writer.model.structure
    span = f"{structure.month_label(1)} to {structure.month_label(structure.horizon)}, {structure.horizon} months"
    book.text(sheet, 3, 1, f"{plan.currency}; plan of {plan.as_of}; {span}", "caption")
    row = _scenarios(writer, sheet, 5)
    row = _headlines(writer, sheet, row + 1)
    row = _contents(writer, sheet, row + 1, contents)
    row = _list(writer, sheet, row + 1, "Colours", KEY)
    _list(writer, sheet, row + 1, "Limits of the model", [("wrap", text) for text in LIMITS])
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _scenarios(writer: Writer, sheet: Worksheet, row: int) -> int:
    book = writer.book
    book.text(sheet, row, 1, "Scenarios", "heading")
    writer.text_formula(sheet, row, 2, f'="shown: "&{SELECTOR}', f"shown: {writer.shown}", "heading")
    for column in (3, 4):
        book.text(sheet, row, column, "", "heading")
    for name, scenario in writer.plan.scenarios.items():
        row += 1
        book.text(sheet, row, 1, scenario.label, "top", bold=True)
        book.text(sheet, row, 2, name, "caption", valign="top")
        book.text(sheet, row, 4, scenario.about, "wrap")
        sheet.set_row_pixels(row, LINE_PIXELS * max(1, len(textwrap.wrap(scenario.about, ABOUT_LETTERS))) + 2)
    row += 1
    sheet.write_url(row, 1, f"internal:{INPUTS}!D3", book.format("link"), "Choose another scenario")
    return row + 1


def headline_cell(writer: Writer, row: Row) -> tuple[str, str, int]:
    """Sheet, column letter and row of a headline: a scalar, or the last month."""
    place = writer.layout.places[row]
    letter = "D" if row.shape is Shape.SCALAR else writer.layout.column(writer.layout.last_column(row.shape))
    return place.sheet, letter, place.row


def _headlines(writer: Writer, sheet: Worksheet, row: int) -> int:
    book = writer.book
    book.text(sheet, row, 1, "Headline figures of the scenario shown", "heading")
    for column in (2, 3, 4):
        book.text(sheet, row, column, "", "heading")
    for name in HEADLINES:
        if name not in writer.model.by_name or not writer.presence.given(ONLY_WITH.get(name, "")):
            continue
        row += 1
        line = writer.model.row(name)
        where, letter, position = headline_cell(writer, line)
        value = writer.values(line)[-1]
        when = "" if line.shape is Shape.SCALAR else "at the plan's end"
        book.text(sheet, row, 1, line.label, "label")
        style = "label" if line.unit.style == "whole" else number_style(line.unit, [value])
        cell = f"{where}!${letter}${position + 1}"
        shown = "n/a" if math.isnan(value) else value
        book.formula(sheet, row, 2, f'=IF(ISNUMBER({cell}),{cell},"n/a")', shown, "live", style, align="right")
        book.text(sheet, row, 3, when, "caption")
        book.text(sheet, row, 4, line.declaration.about.splitlines()[0], "caption")
    return row + 1


def _contents(writer: Writer, sheet: Worksheet, row: int, contents: Sequence[tuple[str, str]]) -> int:
    book = writer.book
    book.text(sheet, row, 1, "Sheets", "heading")
    for column in (2, 3, 4):
        book.text(sheet, row, column, "", "heading")
    for name, about in contents:
        row += 1
        sheet.write_url(row, 1, f"internal:'{name}'!A1", book.format("link"), name)
        book.text(sheet, row, 2, about, "caption")
    return row + 1


def _list(writer: Writer, sheet: Worksheet, row: int, title: str, entries: Sequence[tuple[str, str]]) -> int:
    book = writer.book
    book.text(sheet, row, 1, title, "heading")
    for column in (2, 3, 4):
        book.text(sheet, row, column, "", "heading")
    for style, text in entries:
        row += 1
        if style == "wrap":
            book.text(sheet, row, 1, text, "plain")
        else:
            book.text(sheet, row, 1, "1,234", style, align="center")
            book.text(sheet, row, 2, text, "caption")
    return row + 1
