"""The sheets of chapters: a row for each figure, a column for each month, one formula per row."""

from __future__ import annotations

import datetime

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.formulas import CohortRow, Renderer, opening_formula
from planbook.backends.excel.layout import (
    CONSTANT,
    DATE_ROW,
    FIRST,
    FIRST_ROW,
    INDEX_ROW,
    LABEL,
    OPENING,
    TIMELINE,
    YEAR_ROW,
    Grid,
    Layout,
    Sheet,
)  # fmt: skip
from planbook.backends.excel.styles import NAVY, SKY, TEAL
from planbook.backends.excel.writing import Writer, number_style, time_columns
from planbook.language.model import Row, Structure
from planbook.language.units import Shape

NOT_BEGUN = ("{c}$4<$D{r}", "$D{r}>{c}$4")  # alternate rows differ in form: see Renderer.odd
TABS = {"Timeline": SKY, "Ages": SKY, "Metrics": TEAL, "Valuation": TEAL}


def write_chapter(writer: Writer, layout_sheet: Sheet) -> None:
    """Write one chapter's sheet."""
    sheet = writer.book.sheet(layout_sheet.name, TABS.get(layout_sheet.name, NAVY))
    time_columns(sheet, layout_sheet.last_column)
    writer.top(sheet, layout_sheet.title, layout_sheet.about)
    if layout_sheet.axis is Shape.AGES:
        age_header(writer, sheet, layout_sheet)
    else:
        month_header(writer, sheet, layout_sheet.name)
    for position, text in layout_sheet.headings.items():
        writer.book.text(sheet, position, LABEL, text, "heading")
    for position, row in layout_sheet.rows:
        write_row(writer, sheet, layout_sheet.name, position, row)
    for grid in layout_sheet.grids:
        _grid(writer, sheet, layout_sheet, grid)
    sheet.freeze_panes(FIRST_ROW, FIRST)
    sheet.repeat_columns(LABEL, CONSTANT)


def excel_date(structure: Structure, month: int) -> float:
    """The serial number of a month's last day (1900 system)."""
    year, of_year = structure.calendar(month + 1)
    last = datetime.date(year, of_year, 1) - datetime.timedelta(days=1)
    return float((last - datetime.date(1899, 12, 30)).days)


def start_cell(layout: Layout) -> str:
    """Where the timeline states its first day."""
    return f"$D${DATE_ROW + 1}"


def month_header(writer: Writer, sheet: Worksheet, name: str) -> None:
    """Fiscal year, month number and month end above the columns; on the timeline itself, their source."""
    own = name == TIMELINE
    book, structure = writer.book, writer.model.structure
    month, year = writer.model.row("month"), writer.model.row("fiscal_year")
    year_place = writer.layout.places[year].row + 1
    book.text(sheet, YEAR_ROW, LABEL, "" if own else "Fiscal year", "subheader_left")
    book.text(sheet, INDEX_ROW, LABEL, "Month of the plan", "subheader_left")
    book.text(sheet, DATE_ROW, LABEL, "Month ending", "header_left")
    for column in range(1, OPENING):
        for position, style in ((YEAR_ROW, "subheader"), (INDEX_ROW, "subheader"), (DATE_ROW, "header")):
            book.text(sheet, position, column, " " if not own or position != DATE_ROW or column != CONSTANT else "", style)
    if own:
        first_day = excel_date(structure, 0) + 1
        book.number(sheet, DATE_ROW, CONSTANT, first_day, "fixed", "date")
    months, years = writer.values(month), writer.values(year)
    for index in range(structure.horizon + 1):
        column = OPENING + index
        letter, before = writer.layout.column(column), writer.layout.column(column - 1)
        if not own:
            book.formula(sheet, YEAR_ROW, column, f"={TIMELINE}!{letter}{year_place}", years[index], "subheader", "label")
            book.formula(sheet, INDEX_ROW, column, f"={TIMELINE}!{letter}${INDEX_ROW + 1}", months[index], "subheader", "label")
            ends = f"={TIMELINE}!{letter}${DATE_ROW + 1}"
        else:
            if index == 0:
                book.formula(sheet, INDEX_ROW, column, "=0", 0.0, "subheader", "label")
            else:
                book.formula(sheet, INDEX_ROW, column, f"={before}{INDEX_ROW + 1}+1", months[index], "subheader", "label")
            ends = f"=EOMONTH({start_cell(writer.layout)},{letter}{INDEX_ROW + 1}-1)"
        book.formula(sheet, DATE_ROW, column, ends, excel_date(structure, index), "header", "date")


def age_header(writer: Writer, sheet: Worksheet, layout_sheet: Sheet) -> None:
    """Ages above the columns."""
    book = writer.book
    book.text(sheet, INDEX_ROW, LABEL, "Age in months", "header_left")
    for column in range(1, OPENING):
        book.text(sheet, INDEX_ROW, column, " ", "header")
    for index in range(layout_sheet.last_column - OPENING + 1):
        before = writer.layout.column(OPENING + index - 1)
        formula = "=0" if index == 0 else f"={before}{INDEX_ROW + 1}+1"
        book.formula(sheet, INDEX_ROW, OPENING + index, formula, float(index), "header", "label")


def write_row(writer: Writer, sheet: Worksheet, name: str, position: int, row: Row) -> None:
    """Label, unit, name, and the row's figures."""
    total = row.item is not None and row.item.kpi
    writer.labels(sheet, position, row, "total" if total else "member" if row.members else "label")
    values = writer.values(row)
    style, number = ("total" if total else "plain"), number_style(row.unit, values)
    if row.source == "constant":
        writer.book.number(sheet, position, CONSTANT, values[0], "fixed", "general")
        return
    assert row.tree is not None
    formula = Renderer(writer.layout, name, odd=position % 2 == 1).formula(row.tree)
    if row.shape is Shape.SCALAR:
        writer.book.formula(sheet, position, CONSTANT, formula.format(c="D", p="D"), values[0], style, number)
        return
    opening = opening_formula(Renderer(writer.layout, name), row)
    if opening is not None:
        cell = opening.format(c="E", p="E")
        writer.book.formula(sheet, position, OPENING, cell, values[0], "opening_total" if total else "opening", number)
    letters = [writer.layout.column(OPENING + index) for index in range(len(values))]
    for index in range(1, len(values)):
        cell = formula.format(c=letters[index], p=letters[index - 1])
        writer.book.formula(sheet, position, OPENING + index, cell, values[index], style, number)


def _grid(writer: Writer, sheet: Worksheet, layout_sheet: Sheet, grid: Grid) -> None:
    row, book, layout = grid.row, writer.book, writer.layout
    assert row.tree is not None
    assert row.opening is not None
    book.text(sheet, grid.title, LABEL, writer.model.label(row), "heading")
    book.text(sheet, grid.title, CONSTANT, "starts in month", "caption")
    for link, position in grid.links.items():
        _link(writer, sheet, layout_sheet.name, position, link)
    number = number_style(row.unit)
    values = writer.arrays[row][..., 0]
    renderer = Renderer(layout, layout_sheet.name, grid=row)
    body = renderer.top(row.tree, '""')
    opening = Renderer(layout, layout_sheet.name, grid=row, opening=True).top(row.opening, '""')
    letters = [layout.column(OPENING + index) for index in range(writer.model.structure.horizon + 1)]
    for cohort, start in enumerate(writer.model.structure.cohort_starts):
        position = grid.first + cohort
        label = "there at the start" if start <= 0 else f"joined {writer.model.structure.month_label(start)}"
        book.text(sheet, position, LABEL, label, "member")
        book.text(sheet, position, LABEL + 1, writer.unit_name(row.unit), "caption")
        book.number(sheet, position, CONSTANT, float(start), "caption", "label")
        begun = f"=IF({NOT_BEGUN[position % 2]},0,"
        book.formula(
            sheet,
            position,
            OPENING,
            (begun + opening + ")").format(c="E", p="E", r=CohortRow(position + 1)),
            float(values[cohort, 0]),
            "opening",
            number,
        )
        for index in range(1, len(letters)):
            cell = (begun + body + ")").format(c=letters[index], p=letters[index - 1], r=CohortRow(position + 1))
            book.formula(sheet, position, OPENING + index, cell, float(values[cohort, index]), "plain", number)


def _link(writer: Writer, sheet: Worksheet, name: str, position: int, row: Row) -> None:
    """A row that brings a figure from elsewhere to the grid that uses it."""
    writer.labels(sheet, position, row, "note")
    values = writer.values(row)
    place = writer.layout.places[row]
    number = number_style(row.unit, values)
    for index, value in enumerate(values):
        letter = writer.layout.column(OPENING + index)
        if index or row.opening is not None:
            formula = f"={place.sheet}!{letter}{place.row + 1}"
            writer.book.formula(sheet, position, OPENING + index, formula, value, "note", number)
