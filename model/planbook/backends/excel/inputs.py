"""The sheet Inputs: every assumption, a column per scenario, a live column, the selector."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import CONSTANT, INPUTS, LABEL, NAME, OPENING, UNIT, Sheet
from planbook.backends.excel.styles import AMBER
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.declarations import Assumption, Form
from planbook.language.inputs import BEYOND_ALL_AGES
from planbook.language.model import LONGEST, Row
from planbook.language.plans import Scenario
from planbook.language.units import Sign

SELECTOR_ROW, INDEX_ROW, CHART_YEAR_ROW, HEADER_ROW = 2, 3, 4, 5
SELECTOR, CHART_YEAR = "in_scenario", "in_chart_year"
CLOSEST = 1e-6  # how near a typed-in number may come to a bound that it must not reach


def write_inputs(writer: Writer, layout_sheet: Sheet) -> None:
    """Write all assumptions; the live column follows the selected scenario."""
    book, names = writer.book, list(writer.plan.scenarios)
    sheet = book.sheet(INPUTS, AMBER)
    writer.top(sheet, layout_sheet.title, layout_sheet.about)
    last = OPENING + len(names) - 1
    _columns(sheet, last)
    _selector(writer, sheet, names, last)
    for position, text in layout_sheet.headings.items():
        for column in range(last + 2):
            book.text(sheet, position, column, text if column == LABEL else " ", "heading")
    for position, row in layout_sheet.rows:
        _input(writer, sheet, position, row, names, last)
    sheet.freeze_panes(HEADER_ROW + 1, OPENING)


def _columns(sheet: Worksheet, last: int) -> None:
    sheet.set_column(LABEL, LABEL, 68)
    sheet.set_column(UNIT, UNIT, 11)
    sheet.set_column(NAME, NAME, 36)
    sheet.set_column(CONSTANT, last, 12)
    sheet.set_column(last + 1, last + 1, 90)


def _selector(writer: Writer, sheet: Worksheet, names: list[str], last: int) -> None:
    book = writer.book
    first_letter, last_letter = writer.layout.column(OPENING), writer.layout.column(last)
    headers = f"${first_letter}${HEADER_ROW + 1}:${last_letter}${HEADER_ROW + 1}"
    book.text(sheet, SELECTOR_ROW, LABEL, "Scenario shown: choose here, the whole workbook follows", "label", bold=True)
    book.text(sheet, SELECTOR_ROW, CONSTANT, writer.shown, "input_text")
    sheet.data_validation(SELECTOR_ROW, CONSTANT, SELECTOR_ROW, CONSTANT, {"validate": "list", "source": f"={headers}"})
    book.name(SELECTOR, INPUTS, SELECTOR_ROW, "D")
    book.text(sheet, INDEX_ROW, LABEL, "Its number", "caption")
    index = f"=MATCH({SELECTOR},{headers},0)"
    book.formula(sheet, INDEX_ROW, CONSTANT, index, float(names.index(writer.shown) + 1), "live", "label")
    book.text(sheet, CHART_YEAR_ROW, LABEL, "Chart year: the year that charts of a single year show", "label")
    book.text(sheet, CHART_YEAR_ROW, CONSTANT, writer.year_names[writer.chart_year - 1], "input_text")
    sheet.data_validation(CHART_YEAR_ROW, CONSTANT, CHART_YEAR_ROW, CONSTANT, {"validate": "list", "source": writer.year_names})
    book.name(CHART_YEAR, INPUTS, CHART_YEAR_ROW, "D")
    for column, text in ((LABEL, "Assumption"), (UNIT, "Unit"), (NAME, "Name"), (CONSTANT, "Live")):
        book.text(sheet, HEADER_ROW, column, text, "header_left" if column < CONSTANT else "header")
    for position, name in enumerate(names):
        book.text(sheet, HEADER_ROW, OPENING + position, name, "header")
    book.text(sheet, HEADER_ROW, last + 1, "Source or reason", "header_left", indent=1)


def _input(writer: Writer, sheet: Worksheet, position: int, row: Row, names: list[str], last: int) -> None:
    book = writer.book
    writer.labels(sheet, position, row)
    values = [writer.plan.scenarios[name].values[row.key] for name in names]
    number = number_style(row.unit, values)
    number = "any" if number in ("whole", "factor", "count") else number
    first_letter, last_letter = writer.layout.column(OPENING), writer.layout.column(last)
    live = f"=INDEX(${first_letter}{position + 1}:${last_letter}{position + 1},$D${INDEX_ROW + 1})"
    book.formula(sheet, position, CONSTANT, live, writer.values(row)[0], "live", number)
    for offset, value in enumerate(values):
        book.number(sheet, position, OPENING + offset, value, "fixed" if _fixed(row) else "input", number)
    if _fixed(row):
        rule = {
            "validate": "decimal",
            "criteria": "==",
            "value": values[0],
            "error_title": "Fixed",
            "error_message": "Change it in the plan",
        }
        sheet.data_validation(position, OPENING, position, last, rule)
    else:
        _bounds(sheet, position, row, last, writer.model.structure.horizon)
    book.text(sheet, position, last + 1, _note(writer.plan.scenarios[names[0]], row), "caption", indent=1)


def _fixed(row: Row) -> bool:
    """Whether an assumption is part of the plan's structure: the sheets are laid out for it."""
    return isinstance(row.declaration, Assumption) and row.declaration.structure


def _inside(bound: float | None, direction: int) -> float | None:
    """A bound that must not be reached, as one that may be: a validation has no other kind beside a second bound."""
    return None if bound is None else bound + direction * max(abs(bound), 1.0) * CLOSEST


def _note(scenario: Scenario, row: Row) -> str:
    """The source of an input; the month of a step has that of its value."""
    note = scenario.origins[row.key].note
    value = scenario.origins.get(row.key.replace(".from", ".value"))
    return note or (value.note if value else "")


def _months(row: Row, declared: Assumption, horizon: int) -> tuple[int, int]:
    """The months that a cell accepts; some stand for never: 0, or one beyond the plan."""
    never = declared.default if declared.form is Form.MONTH else None
    first = 1 - LONGEST if declared.before_plan else 0 if never == 0 or ".month" in row.name else 1
    return first, max(horizon + (".from" in row.name), int(never or 0))


def _whole_between(sheet: Worksheet, position: int, last: int, bounds: tuple[int, int], error: tuple[str, str]) -> None:
    low, high = bounds
    rule = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
    sheet.data_validation(position, OPENING, position, last, {**rule, "error_title": error[0], "error_message": error[1]})


def _limits(row: Row, declared: Assumption) -> tuple[float | None, float | None]:
    """The smallest and the largest number that a cell accepts; a factor for the season, or of a change, has no largest."""
    if ".season" in row.name or ".changes" in row.name:
        return (0.0 if declared.sign is not Sign.POSITIVE else _inside(0.0, 1)), None
    low = declared.low if declared.low is not None else _inside(declared.above, 1)
    high = declared.high if declared.high is not None else _inside(declared.below, -1)
    return low, high


def _bounds(sheet: Worksheet, position: int, row: Row, last: int, horizon: int) -> None:
    """What a cell accepts: the bounds of its assumption."""
    declared = row.declaration
    if not isinstance(declared, Assumption) or ".growth.value" in row.name:
        return
    if declared.form is Form.BY_AGE and ".from" in row.name:
        _whole_between(sheet, position, last, (0, BEYOND_ALL_AGES), ("Not an age", "An age in whole months"))
        return
    if ".from" in row.name or ".month" in row.name or declared.form is Form.MONTH:
        _whole_between(sheet, position, last, _months(row, declared, horizon), ("Not a month", "A month of the plan"))
        return
    low, high = _limits(row, declared)
    if low is None and high is None:
        return
    kind = "integer" if declared.form is Form.WHOLE else "decimal"
    rule: dict[str, object] = {
        "validate": kind,
        "error_title": "Out of bounds",
        "error_message": f"{declared.label}: see Definitions"[:255],
    }
    if low is not None and high is not None:
        rule |= {"criteria": "between", "minimum": low, "maximum": high}
    else:
        rule |= {"criteria": ">=" if low is not None else "<=", "value": low if low is not None else high}
    sheet.data_validation(position, OPENING, position, last, rule)
