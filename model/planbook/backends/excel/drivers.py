"""The sheet Drivers: what the headline metrics are made of, at the month chosen on the Scorecard."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planbook.backends.drivers import HEADS, Driver, driver_tree, it_is
from planbook.backends.excel import scorecard
from planbook.backends.excel.judging import NUMBER_ROW, VALUE, available, shown
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.writing import Writer, number_style
from planbook.backends.scorecard import NOT_AVAILABLE, figure
from planbook.language.units import Shape

SHEET, ABOUT = "Drivers", "What the headline metrics are made of, at the month chosen on the Scorecard"
LABEL, UNIT, NOW, BEFORE, CHANGE, AGO, FORMULA = range(7)
HEADERS = (("Figure", 62), ("Unit", 10), ("Value", 13), ("Year before", 13), ("Change", 13), ("Months earlier", 14), ("It is", 110))
MONTH_ROW, FIRST_ROW = 3, 6
AXES = {Shape.AGES: "by age", Shape.COHORTS: "by cohort"}
STATES = {"input": "an input", "seen": "taken apart elsewhere on this sheet", "likewise": "likewise", "deep": "made of more: see its sheet"}


def prepare(writer: Writer) -> Worksheet:
    """The empty sheet, after the Scorecard."""
    return writer.book.sheet(SHEET, TEAL)


def fill(writer: Writer, sheet: Worksheet) -> None:
    """Write a tree for each headline metric that the plan has."""
    writer.top(sheet, "Drivers", "What the headline metrics are made of, level by level; every line is taken apart once.")
    month = writer.model.structure.horizon
    writer.book.text(sheet, MONTH_ROW, LABEL, "Month shown: chosen on the sheet Scorecard", "label", bold=True)
    writer.book.formula(sheet, MONTH_ROW, NOW, f"={scorecard.MONTH}", excel_date(writer.model.structure, month), "live", "date")
    sheet.write_url(MONTH_ROW, BEFORE, f"internal:'{scorecard.SHEET}'!C4", writer.book.format("link"), "Choose another month")
    for column, (_, width) in enumerate(HEADERS):
        sheet.set_column(column, column, width)
    position = FIRST_ROW
    for name in HEADS:
        if name in writer.model.by_name:
            position = _tree(writer, sheet, position, driver_tree(writer.model, writer.model.row(name)), month)
    sheet.freeze_panes(MONTH_ROW + 1, UNIT)
    sheet.print_area(0, 0, position, FORMULA)


def _tree(writer: Writer, sheet: Worksheet, position: int, root: Driver, month: int) -> int:
    for column, (text, _) in enumerate(HEADERS):
        words = f"{writer.model.label(root.row)}: what it is made of" if column == LABEL else text
        style = "header_left" if column in (LABEL, UNIT, FORMULA) else "header"
        writer.book.text(sheet, position, column, words, style, indent=int(column == FORMULA))
    for driver in root.all():
        position += 1
        _driver(writer, sheet, position, driver, month)
        if driver.more:
            position += 1
            writer.book.text(sheet, position, LABEL, f"and {driver.more} more", "note", indent=driver.level + 2)
    return position + 2


def _driver(writer: Writer, sheet: Worksheet, at: int, driver: Driver, month: int) -> None:
    book, row = writer.book, driver.row
    scorecard.link(writer, sheet, at, LABEL, row, driver.level + 1)
    book.text(sheet, at, UNIT, writer.unit_name(row.unit), "caption")
    if row.tree is not None and not driver.state:
        book.text(sheet, at, FORMULA, it_is(row), "caption", indent=1)
    else:
        book.text(sheet, at, FORMULA, STATES[driver.state], "note", indent=1)
    if row.shape in AXES:
        book.text(sheet, at, NOW, AXES[row.shape], "caption", align="right")
        return
    number, style = number_style(row.unit, writer.values(row)), "live" if driver.level < 2 else "plain"
    if row.shape is Shape.SCALAR:
        cell = available(writer.layout.constant_cell(row))
        book.formula(sheet, at, NOW, f"={cell}", shown(figure(writer.arrays, row, 0)), style, number, align="right")
        return
    if driver.ago:
        book.number(sheet, at, AGO, float(driver.ago), "fixed", "label")
    _over_time(writer, sheet, at, driver, month, (style, number))


def _over_time(writer: Writer, sheet: Worksheet, at: int, driver: Driver, month: int, style: tuple[str, str]) -> None:
    """Value, the value twelve months before, and the change; before the opening there is only the opening."""
    book, place = writer.book, writer.layout.places[driver.row]
    last = writer.layout.column(writer.layout.last_column(Shape.MONTHS))
    figures = f"{place.sheet}!$E${place.row + 1}:${last}${place.row + 1}"
    chosen = f"{scorecard.SHEET}!${xl_col_to_name(VALUE)}${NUMBER_ROW + 1}"
    ago = f"-${xl_col_to_name(AGO)}{at + 1}" if driver.ago else ""
    now, before = (f"INDEX({figures},MAX(0,{chosen}{past}{ago})+1)" for past in ("", "-12"))
    values = driver.value(writer.arrays, month), driver.value(writer.arrays, month - 12) if month >= 12 else float("nan")
    book.formula(sheet, at, NOW, f"={available(now)}", shown(values[0]), *style, align="right")
    guarded = f'=IF({chosen}<12,"{NOT_AVAILABLE}",{available(before)})'
    book.formula(sheet, at, BEFORE, guarded, shown(values[1]), "caption", style[1], align="right")
    a, b = (f"${xl_col_to_name(column)}{at + 1}" for column in (NOW, BEFORE))
    book.formula(sheet, at, CHANGE, f'=IF(COUNT({a},{b})=2,{a}-{b},"")', values[0] - values[1], "caption", style[1])
