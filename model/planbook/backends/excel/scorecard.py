"""The sheet Scorecard: every metric at a chosen month, beside its target and its benchmarks; all of it live."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.benchmarks import write_benchmarks
from planbook.backends.excel.chartdata import ChartData
from planbook.backends.excel.judging import (
    BANDS,
    BEFORE,
    CHOSEN,
    DUE,
    GOOD,
    HEADER_ROW,
    LEAST,
    METRIC,
    MONTH_ROW,
    MOST,
    NUMBER_ROW,
    OWNER,
    STATUS,
    TREND,
    UNIT,
    VALUE,
    WAY_LEAST,
    WAY_MOST,
    WORKINGS,
    YEARS,
    ZONE_ROW,
    Judged,
    available,
    shown,
)
from planbook.backends.excel.layout import DATE_ROW, INDEX_ROW, TIMELINE
from planbook.backends.excel.styles import CORAL, GREEN, HEAT, TEAL
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.viewsheets import LAST_ROW, ViewSheet
from planbook.backends.excel.writing import Writer, number_style
from planbook.backends.scorecard import NOT_AVAILABLE, OFF_TRACK, ON_TRACK, WATCH, ZONE, Entry, Limits, Scorecard, flag_of
from planbook.backends.views import has_view
from planbook.language.metrics import Better
from planbook.language.model import Row
from planbook.language.operators import AMOUNT_DIGITS
from planbook.language.units import Shape

SHEET, MONTH = "Scorecard", "in_scorecard_month"
ABOUT = "Every metric beside its target and published standards, at a month chosen there"
HEADERS = (
    ("Metric", 37), ("Unit", 10), ("Value", 12), ("Year before", 12), ("Trend", 9), ("Status", 12), ("Good is", 10), ("Standards", 15),
    ("Bands of the standards", 28), ("Target: least", 13), ("Target: most", 13), ("Due", 9), ("Owner", 26),
    ("Now: least", 12), ("Now: most", 12),
)  # fmt: skip
NUMBERS = (VALUE, BEFORE, LEAST, MOST, DUE, WAY_LEAST, WAY_MOST)  # columns of figures: to the right
MULTIPLES = ("multiple", "multiple_2")
GOODS = {Better.UP: "higher", Better.DOWN: "lower", Better.WITHIN: "band"}
COLOURS = {ON_TRACK: ("#0B5D33", HEAT[2]), WATCH: ("#8A5A00", "#FBE3B3"), OFF_TRACK: ("#8C2A12", HEAT[0])}  # text, ground


def prepare(writer: Writer) -> Worksheet:
    """The empty sheet, in its place at the front."""
    return writer.book.sheet(SHEET, TEAL)


def fill(writer: Writer, sheet: Worksheet, data: ChartData) -> None:
    """Write selector, metrics by how often they are reviewed, and below them every benchmark."""
    _Sheet(writer, sheet, data.years, data).write()


def _chip(status: str) -> dict[str, str]:
    return {"font_color": COLOURS[status][0], "bg_color": COLOURS[status][1]}


def limits(found: Limits, number: str) -> str:
    """`≥ 3.0x`, as static text."""
    low, high = ("" if limit is None else _printed(limit, number) for limit in found)
    return f"{low} to {high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else ""


def _printed(value: float, number: str) -> str:
    """All digits of a limit: rounded, it would be another."""
    share = number in ("percent", "small_percent")
    text = f"{value * 100 if share else value:,.{AMOUNT_DIGITS}f}".rstrip("0").rstrip(".")
    return text + ("%" if share else "x" if number in MULTIPLES else "")


@dataclass
class _Line:
    """A metric on the sheet: where it stands, and its number format."""

    entry: Entry
    position: int
    number: str


class _Sheet:
    def __init__(self, writer: Writer, sheet: Worksheet, years: ViewSheet, data: ChartData):
        self.writer, self.sheet, self.years, self.data = writer, sheet, years, data
        self.month = writer.model.structure.horizon
        self.card = Scorecard(writer.model, writer.arrays, writer.plan)
        self.held = len(writer.year_names)
        self.readers = YEARS + self.held
        self.remark = self.readers + 1
        self.workings = self.remark + 2
        self.headings: dict[int, str] = {}
        self.lines: list[_Line] = []

    def write(self) -> None:
        self._place()
        self._top()
        self._header()
        bottom = self.lines[-1].position
        numbers = [(line.entry, line.position, line.number) for line in self.lines]
        bands, last = write_benchmarks(self.writer, self.sheet, numbers, bottom + 3, (self.remark, self.workings))
        firsts = self._first_months()
        for position, text in self.headings.items():
            for column in range(self.remark + 1):
                self.writer.book.text(self.sheet, position, column, text if column == METRIC else " ", "heading")
        for line in self.lines:
            self._metric(line)
            self._target(line)
            self._by_year(line)
            row = line.entry.row
            where = (bands.get(row, ""), firsts.get(row, ""), self._reference(row))
            Judged(self.writer, self.sheet, line.entry, line.position, line.number, self.workings, *where).write()
        self._page(bottom, last)

    def _place(self) -> None:
        position = HEADER_ROW + 1
        for review, entries in self.card.by_review(self.month):
            self.headings[position] = f"Reviewed {review}"
            position += 1
            for entry in entries:
                self.lines.append(_Line(entry, position, self._style(entry)))
                position += 1

    def _style(self, entry: Entry) -> str:
        """The number format of a metric: counts in whole numbers where all are, multiples with two decimals, as their limits have."""
        sizes = [*self.writer.values(entry.row), *(limit for limit in entry.limits if limit is not None)]
        style = number_style(entry.row.unit, sizes)
        if style == "multiple":
            return "multiple_2"
        return "whole" if style == "count" and max((abs(size) for size in sizes if size == size), default=0.0) >= 100 else style

    # Above the table.

    def _top(self) -> None:
        writer, book, sheet = self.writer, self.writer.book, self.sheet
        writer.top(sheet, "Scorecard", "Every metric beside its target, and what published sources hold to be sound.")
        dates = self._dates()
        book.text(sheet, MONTH_ROW, METRIC, "Month shown: choose here", "label", bold=True)
        book.number(sheet, MONTH_ROW, VALUE, excel_date(writer.model.structure, self.month), "input_text", "date")
        sheet.data_validation(MONTH_ROW, VALUE, MONTH_ROW, VALUE, {"validate": "list", "source": f"={dates}"})
        book.name(MONTH, SHEET, MONTH_ROW, xl_col_to_name(VALUE))
        found = f"MATCH({MONTH},{dates},0)"
        wrong = f"{xl_col_to_name(VALUE)}{MONTH_ROW + 1} is not a month end of the plan: its last month is shown"
        writer.text_formula(sheet, NUMBER_ROW, METRIC, f'=IF(ISNUMBER({found}),"Its number","{wrong}")', "Its number", "caption")
        book.formula(sheet, NUMBER_ROW, VALUE, f"=IFERROR({found},COLUMNS({dates}))", float(self.month), "live", "label")
        book.text(sheet, ZONE_ROW, METRIC, "Watched: a miss of at most so much of what is asked", "caption")
        book.number(sheet, ZONE_ROW, VALUE, ZONE, "fixed", "share")
        for row, text in enumerate(LEGEND, MONTH_ROW):
            book.text(sheet, row, TREND, text, "caption", indent=1)
        self._counted()

    def _counted(self) -> None:
        """How many metrics are on track, watched, off track."""
        statuses = [line.entry.status for line in self.lines]
        letter = xl_col_to_name(STATUS)
        cells = f"${letter}${HEADER_ROW + 2}:${letter}${self.lines[-1].position + 1}"
        for row, status in enumerate(COLOURS):
            formula = f'=COUNTIF({cells},"{status}")&" {status}"'
            text = f"{statuses.count(status)} {status}"
            self.writer.text_formula(self.sheet, row, STATUS, formula, text, "plain", bold=True, align="center", **_chip(status))

    def _dates(self) -> str:
        return f"{TIMELINE}!$F${DATE_ROW + 1}:${self._last()}${DATE_ROW + 1}"

    def _last(self) -> str:
        return self.writer.layout.column(self.writer.layout.last_column(Shape.MONTHS))

    def _header(self) -> None:
        book, sheet = self.writer.book, self.sheet
        for column, (text, width) in enumerate(HEADERS):
            sheet.set_column(column, column, width)
            if column in NUMBERS:
                book.text(sheet, HEADER_ROW, column, text, "header")
            else:
                align = "center" if column == STATUS else "left"
                book.text(sheet, HEADER_ROW, column, text, "header_left", align=align, indent=int(column in (TREND, GOOD, OWNER)))
        sheet.set_column(YEARS, self.readers - 1, 13)
        for number, name in enumerate(self.writer.year_names):
            book.text(sheet, HEADER_ROW, YEARS + number, name, "header")
        sheet.set_column(self.readers, self.readers, 25)
        book.text(sheet, HEADER_ROW, self.readers, "Readers", "header_left", indent=1)
        sheet.set_column(self.remark, self.remark, 48)
        book.text(sheet, HEADER_ROW, self.remark, "Remark", "header_left", indent=1)
        sheet.set_column(self.workings, self.workings + len(WORKINGS) - 1, 12)
        book.text(sheet, HEADER_ROW - 1, self.workings, "Workings", "caption")
        for offset, text in enumerate(WORKINGS):
            book.text(sheet, HEADER_ROW, self.workings + offset, text, "subheader")

    def _page(self, bottom: int, last: int) -> None:
        for text in COLOURS:
            self._when(STATUS, bottom, text, {**_chip(text), "bold": True})
        self._when(TREND, bottom, "better", {"font_color": GREEN})
        self._when(TREND, bottom, "worse", {"font_color": CORAL})
        self.sheet.freeze_panes(HEADER_ROW + 1, VALUE)
        self.sheet.repeat_rows(HEADER_ROW)
        self.sheet.print_area(0, 0, last, self.remark)

    def _when(self, column: int, bottom: int, text: str, style: dict[str, object]) -> None:
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": self.writer.book.book.add_format(style)}
        self.sheet.conditional_format(HEADER_ROW + 1, column, bottom, column, rule)

    # A metric.

    def _reference(self, row: Row) -> str:
        """Where its figures stand, the opening first; for a figure of the whole plan, its cell."""
        if row.shape is Shape.SCALAR:
            return self.writer.layout.constant_cell(row)
        place = self.writer.layout.places[row]
        return f"{place.sheet}!$E${place.row + 1}:${self._last()}${place.row + 1}"

    def _metric(self, line: _Line) -> None:
        writer, sheet, entry, at = self.writer, self.sheet, line.entry, line.position
        link(writer, sheet, at, METRIC, entry.row)
        writer.book.text(sheet, at, UNIT, writer.unit_name(entry.row.unit), "caption")
        reference = self._reference(entry.row)
        if entry.row.shape is Shape.SCALAR:
            found = reference
        else:
            found = f"INDEX({reference},{CHOSEN}+1)"
            past = f"INDEX({reference},{CHOSEN}-12+1)"
            guarded = f'=IF({CHOSEN}<12,"{NOT_AVAILABLE}",{available(past)})'
            writer.book.formula(sheet, at, BEFORE, guarded, shown(entry.before), "caption", line.number, align="right")
        value = self._or_words(entry, available(found), CHOSEN)
        writer.book.formula(sheet, at, VALUE, f"={value}", entry.words or shown(entry.value), "live", line.number, align="right")
        if flag := self._flag(entry, entry.metric.caveat[0]):
            writer.text_formula(sheet, at, self.remark, f'=IF({flag}=1,"{entry.metric.caveat[1]}","")', entry.caveat, "small", indent=1)
        writer.book.text(sheet, at, GOOD, GOODS[entry.metric.better], "caption", indent=1)
        bands = dict.fromkeys(limits((each.low, each.high), line.number) for each in entry.standards)
        writer.book.text(sheet, at, BANDS, ", ".join(bands), "caption")
        writer.book.text(sheet, at, self.readers, ", ".join(entry.metric.readers), "small", indent=1)

    def _or_words(self, entry: Entry, value: str, month: str) -> str:
        """A metric's formula, or what is said at a month where nothing could be better, or worse."""
        for name, words, _ in entry.metric.instead:
            if flag := self._flag(entry, name, month):
                value = f'IF({flag}=1,"{words}",{value})'
        return value

    def _flag(self, entry: Entry, name: str, month: str = CHOSEN) -> str:
        """The cell, or the part of a formula, of a flag beside a metric at a month, that which is chosen if none is given."""
        row = flag_of(self.writer.model, entry.row, name)
        if row is None:
            return ""
        reference = self._reference(row)
        return reference if row.shape is Shape.SCALAR else f"INDEX({reference},{month}+1)"

    def _target(self, line: _Line) -> None:
        """The cells in which a target is typed: for a metric of which more is better only at least, and so on."""
        entry, at, target = line.entry, line.position, line.entry.target
        open_to = {Better.UP: (LEAST,), Better.DOWN: (MOST,), Better.WITHIN: (LEAST, MOST)}[entry.metric.better]
        for column, limit in zip((LEAST, MOST), entry.limits, strict=True):
            if column in open_to:
                self._typed(at, column, limit, line.number)
                self.sheet.data_validation(at, column, at, column, ANY_NUMBER)
        self._typed(at, DUE, excel_date(self.writer.model.structure, target.due) if target else None, "date")
        self.sheet.data_validation(at, DUE, at, DUE, {"validate": "list", "source": f"={self._dates()}"})
        if target:
            self.writer.book.text(self.sheet, at, OWNER, target.owner, "input", indent=1)
        else:
            self.sheet.write_blank(at, OWNER, None, self.writer.book.format("input_blank", indent=1))

    def _typed(self, at: int, column: int, value: float | None, number: str) -> None:
        if value is None:
            self.sheet.write_blank(at, column, None, self.writer.book.format("input_blank", number))
        else:
            self.writer.book.number(self.sheet, at, column, value, "input", number)

    def _by_year(self, line: _Line) -> None:
        row, book = line.entry.row, self.writer.book
        if row.shape is Shape.SCALAR:
            return
        if has_view(row):
            values: Sequence[float] = [float(value) for value in self.years.view.values(row)[1:, 0]]
            cell, style = f"{self.years.name}!{{c}}{self.years.places[row] + 1}", "plain"
        else:
            values = [self.writer.values(row)[last] for last in self.years.view.periods.last]
            cell, style = f"INDEX({self._reference(row)},{self.years.name}!{{c}}${LAST_ROW + 1}+1)", "note"
        for number, value in enumerate(values):
            letter, last = xl_col_to_name(5 + number), self.years.view.periods.last[number]
            formula = self._or_words(line.entry, available(cell.format(c=letter)), f"{self.years.name}!{letter}${LAST_ROW + 1}")
            said = self.card.entry(row, last).words or shown(value)
            book.formula(self.sheet, line.position, YEARS + number, f"={formula}", said, style, line.number, align="right")

    def _first_months(self) -> dict[Row, str]:
        """For metrics that may be missing: where the months stand in which they are not, on the sheet Chart data."""
        data, found = self.data, {}
        rows = [line.entry.row for line in self.lines if line.entry.row.blank and line.entry.row.shape is Shape.MONTHS]
        if rows:
            data.heading("Scorecard: the months in which a metric is available")
        for row in rows:
            data.labels(self.writer.model.label(row), row.unit, row.key)
            place, first = self.writer.layout.places[row], 0 if row.opening is not None else 1
            for month in range(first, self.writer.model.structure.horizon + 1):
                letter = xl_col_to_name(4 + month)
                formula = f'IF(ISNUMBER({place.sheet}!{letter}{place.row + 1}),{TIMELINE}!{letter}${INDEX_ROW + 1},"")'
                value = math.nan if math.isnan(self.writer.values(row)[month]) else float(month)
                self.writer.book.formula(data.sheet, data.position, 4 + month, f"={formula}", value, "plain", "label")
            found[row] = f"'{data.sheet.get_name()}'!$E${data.position + 1}:${self._last()}${data.position + 1}"
            data.position += 1
        return found


ANY_NUMBER = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
LEGEND = (
    "Status: with a target, against the straight line from the opening (or the first figure) to the target at its due month,",
    "which never asks for more than the target itself; without one, against the standards. Watch: missed by at most a tenth, or some met.",
    "Of a part of a whole, the tenth counts from 0 % or 100 %, whichever is nearer. In grey italics: the year's last month.",
)


def link(writer: Writer, sheet: Worksheet, at: int, column: int, row: Row, indent: int = 1) -> None:
    """A row's label, which leads to its figures."""
    place = writer.layout.places[row]
    style = writer.book.format("plain", indent=indent)
    sheet.write_url(at, column, f"internal:'{place.sheet}'!A{place.row + 1}", style, writer.model.label(row)[:255])
