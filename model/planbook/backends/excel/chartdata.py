"""The sheet Chart data: what every chart draws, live; the only place where #N/A may stand.

Charts along months, quarters, years and ages are here; figures side by side in sidebyside.py, cohorts
in cohortcharts.py; feeds.py chooses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.inputs import CHART_YEAR
from planbook.backends.excel.layout import CONSTANT, DATE_ROW, FIRST, INDEX_LINES, INDEX_ROW, LABEL, NAME, OPENING, TIMELINE, UNIT
from planbook.backends.excel.presence import Drawn
from planbook.backends.excel.styles import MILLION, MILLION_AMOUNT, SLATE, fixed
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.viewsheets import LABEL_ROW, ViewSheet
from planbook.backends.excel.writing import Writer, number_style, time_columns
from planbook.backends.views import QUARTER, YEAR
from planbook.language.charts import Chart, Series
from planbook.language.model import Row
from planbook.language.operators import AMOUNT_DIGITS, round_half_away
from planbook.language.units import Shape, Unit

SHEET = "Chart data"
YEAR_POSITION_ROW = 2  # zero-based: row 3 counts the years up to the chosen one
OLDEST_AGE = 60
MOST_SERIES = 7
MOST_LABELLED = 84  # months below which each year is labelled
VIEW_OF = {"quarters": QUARTER, "years": YEAR}

ENDS = (("Top of the columns", "MAX"), ("Bottom of the columns", "MIN"))
ZERO = "Zero"  # drawn unseen, so that the axis of columns holds it
Cell = tuple[str, float]  # a formula without its equals sign, and its value
Said = tuple[str, str]  # the same with its text


@dataclass
class Feed:
    """Where a chart's categories and series stand, its title, and the largest figure it draws.

    ``ends`` is where stacked columns of both signs end: drawn unseen, since LibreOffice would cut the axis of months
    where gains less losses end.
    """

    chart: Chart
    title: str
    categories: str
    dates: int = 0  # where months stand below it: how many from label to label
    largest: float = 0.0
    series: list[tuple[str, str, Series]] = field(default_factory=list)  # name, range, declaration
    ends: list[tuple[str, str]] = field(default_factory=list)  # name, range


@dataclass(frozen=True)
class Source:
    """The figures of a row, the opening first, and where they stand: along a row, or in one cell."""

    values: list[float]
    place: str  # with {c} for the column

    def span(self, first: str, last: str) -> str:
        """The stretch from one column to another, fixed."""
        return f"{self.place.format(c='$' + first)}:{self.place.format(c='$' + last).split('!')[-1]}"


class ChartData:
    """The sheet, the row that is being written, and the feeds of charts along an axis."""

    def __init__(self, writer: Writer, views: dict[str, ViewSheet]):
        self.writer = writer
        self.views = views
        self.position = YEAR_POSITION_ROW + 1
        self.sheet: Worksheet = writer.book.sheet(SHEET, SLATE)
        time_columns(self.sheet, writer.layout.last_column(Shape.MONTHS))
        writer.top(self.sheet, "Chart data", "What the charts draw; gaps are #N/A, so that charts leave them out.")
        writer.book.text(self.sheet, YEAR_POSITION_ROW, LABEL, "Number of the chart year", "caption")
        formula = f"=MATCH({CHART_YEAR},{self.years.header()},0)"
        writer.book.formula(self.sheet, YEAR_POSITION_ROW, CONSTANT, formula, float(writer.chart_year), "live", "label")

    # What the other writers of this sheet share.

    def heading(self, text: str) -> None:
        """A line of text over a block, after a blank line."""
        self.position += 1
        self.text(LABEL, text, "heading")
        self.position += 1

    def text(self, column: int, text: str, style: str = "subheader") -> None:
        """Text in this row."""
        self.writer.book.text(self.sheet, self.position, column, text, style)

    def put(self, column: int, cell: Cell, number: str, gap: bool = False) -> None:
        """A figure in this row; where it may be missing, #N/A."""
        formula, value = cell
        text = f"=IF(ISNUMBER({formula}),{formula},NA())" if gap else f"={formula}"
        cached: float | str = "#N/A" if math.isnan(value) else value
        self.writer.book.formula(self.sheet, self.position, column, text, cached, "plain", number)

    def words(self, column: int, formula: str, text: str, style: str = "subheader") -> None:
        """A text that is a formula, in this row."""
        self.writer.text_formula(self.sheet, self.position, column, f"={formula}", text, style)

    def range(self, first: int, last: int) -> str:
        """Columns of this row, as a chart refers to them."""
        letter = self.writer.layout.column
        return f"='{SHEET}'!${letter(first)}${self.position + 1}:${letter(last)}${self.position + 1}"

    def labels(self, name: str, unit: Unit, key: str) -> None:
        """Name, unit and origin of this row."""
        self.text(LABEL, name, "member")
        self.text(UNIT, self.writer.unit_name(unit), "caption")
        self.text(NAME, key, "small")

    @property
    def years(self) -> ViewSheet:
        """The sheet of years."""
        return self.views[YEAR]

    # Along months, quarters, years.

    @property
    def apart(self) -> int:
        """Months from label to label: a year, or two where a label a year would not fit."""
        return 12 if self.writer.model.structure.horizon <= MOST_LABELLED else 24

    def _shown(self, chart: Chart, drawn: list[Drawn]) -> tuple[list[Drawn], list[Drawn]]:
        """The series that a chart draws, and those it draws as one: only what is stacked can be added up."""
        if len(drawn) <= MOST_SERIES:
            return drawn, []
        if chart.kind in ("stacked", "share", "area"):
            return drawn[: MOST_SERIES - 1], drawn[MOST_SERIES - 1 :]
        return drawn[:MOST_SERIES], []

    def _title(self, chart: Chart, drawn: list[Drawn]) -> str:
        shown, others = self._shown(chart, drawn)
        left_out = len(drawn) - len(shown) - len(others)
        return f"{chart.question} (the first {len(shown)} of {len(drawn)})" if left_out else chart.question

    def over_time(self, chart: Chart, drawn: list[Drawn]) -> Feed:
        shown, others = self._shown(chart, drawn)
        feed = Feed(chart, self._title(chart, drawn), "", self.apart if chart.over == "months" else 0)
        monthly = chart.over == "months"
        first, last = self.months(chart.from_month) if monthly else self._periods(chart, self.source(drawn[0][1], chart.over))
        feed.categories = self.range(first, last)
        lines = [(name, [row], declared) for name, row, declared in shown]
        if others:
            lines.append(("Others", [row for _, row, _ in others], others[0][2]))
        drawn_values = []
        for name, rows, declared in lines:
            self.position += 1
            drawn_values.append(self._line(name, rows, declared, chart, last))
            feed.series.append((name, self.range(first, last), declared))
        feed.largest = largest(chart, drawn_values)
        if monthly and chart.kind == "stacked":
            self._ends(feed, drawn_values, first, last)
        self.position += 1
        return feed

    def _ends(self, feed: Feed, values: list[list[float]], first: int, last: int) -> None:
        """Where the columns above end, and those below zero."""
        rows = range(self.position + 2 - len(values), self.position + 2)
        for name, larger in ENDS:
            self.position += 1
            self.text(LABEL, name, "member")
            for column in range(FIRST, last + 1):
                letter = self.writer.layout.column(column)
                end = sum(max(0.0, each[column - FIRST]) if larger == "MAX" else min(0.0, each[column - FIRST]) for each in values)
                self.put(column, ("+".join(f"{larger}(0,{letter}{row})" for row in rows), end), "amount")
            feed.ends.append((name, self.range(first, last)))

    def months(self, from_month: int = 0) -> tuple[int, int]:
        """Write the months below a chart; the first and the last column."""
        writer = self.writer
        for month in range(1, writer.model.structure.horizon + 1):
            cell = f"{TIMELINE}!{writer.layout.column(OPENING + month)}${DATE_ROW + 1}"
            value = excel_date(writer.model.structure, month)
            writer.book.formula(self.sheet, self.position, OPENING + month, f"={cell}", value, "subheader", "date")
        return OPENING + max(from_month, 1), OPENING + writer.model.structure.horizon

    def _periods(self, chart: Chart, source: Source) -> tuple[int, int]:
        """Write the quarters or years below a chart; the first and the last column."""
        letter = self.writer.layout.column
        view = self.views[VIEW_OF[chart.over]]
        labels = view.view.periods.labels
        for index, label in enumerate(labels):
            name = f"{view.name}!{letter(FIRST + index)}${LABEL_ROW + 1}"
            if chart.growth:
                self._grown(FIRST + index, name, f"FY{label}", source)
            elif chart.over == "years":
                self.words(FIRST + index, name, f"FY{label}")
            else:
                self.text(FIRST + index, label[:4] if label.endswith("Q1") else " ")
        if chart.growth:
            self.words(OPENING, f"{view.name}!$E${LABEL_ROW + 1}", "Opening")
        return OPENING if chart.growth else FIRST, FIRST + len(labels) - 1

    def _grown(self, column: int, name: str, shown: str, source: Source) -> None:
        """A year with its growth below it."""
        letter = self.writer.layout.column
        here, before = source.place.format(c=letter(column)), source.place.format(c=letter(column - 1))
        now, then = source.values[column - OPENING], source.values[column - OPENING - 1]
        growth = f'IF({here}<{before},"-","+")&FIXED(ABS({here}/{before}-1)*100,0)&"%"'
        below = f"\n{'-' if now < then else '+'}{fixed(abs(now / then - 1) * 100, 0)}%" if then > 0 else ""
        self.words(column, f'{name}&IF({before}>0,CHAR(10)&{growth},"")', shown + below)

    def _line(self, name: str, rows: Sequence[Row], declared: Series, chart: Chart, last: int) -> list[float]:
        """One series: a row, or the sum of several; its values from the first period on."""
        sources = [self.source(row, chart.over) for row in rows]
        self.labels(name, rows[0].unit, rows[0].key if len(rows) == 1 else f"{len(rows)} further members")
        values = [sum(each) for each in zip(*(source.values for source in sources))]
        place = sources[0].place if len(rows) == 1 else f"SUM({','.join(source.place for source in sources)})"
        number = number_style(rows[0].unit, values)
        factor = (-1.0 if declared.negative else 1.0) * (12 if chart.annualised else 1)
        before = ("-" if declared.negative else "") + ("12*" if chart.annualised else "")
        lowest = min((value for value in values[1:] if value == value), default=math.nan)
        for column in range(OPENING if chart.growth else FIRST, last + 1):
            cell, value = place.format(c=self.writer.layout.column(column)), values[column - OPENING]
            if declared.style == "lowest":
                span = sources[0].span(self.writer.layout.column(FIRST), self.writer.layout.column(last))
                formula = f"IF(ROUND({cell}-MIN({span}),{AMOUNT_DIGITS})<=0,{cell},NA())"
                self.put(column, (formula, value if round_half_away(value - lowest, AMOUNT_DIGITS) <= 0 else math.nan), number)
            else:
                self.put(column, (before + cell, factor * value), number, rows[0].blank)
        return [factor * value for value in values[1:]]

    def source(self, row: Row, over: str) -> Source:
        """The figures of a row by month, quarter or year."""
        writer = self.writer
        if row.shape is Shape.SCALAR:
            return Source([writer.values(row)[0]] * (writer.model.structure.horizon + 1), writer.layout.constant_cell(row))
        if over in VIEW_OF:
            view = self.views[VIEW_OF[over]]
            return Source([float(value) for value in view.view.values(row)[:, 0]], f"{view.name}!{{c}}{view.places[row] + 1}")
        if row.name in INDEX_LINES:
            return Source(writer.values(row), f"{TIMELINE}!{{c}}{INDEX_ROW + 1}")
        place = writer.layout.places[row]
        return Source(writer.values(row), f"{place.sheet}!{{c}}{place.row + 1}")

    def of_year(self, row: Row, shift: int = 0) -> Cell:
        """A row's figure in the chosen year, or so many years before it."""
        source, letter = self.source(row, "years"), self.writer.layout.column
        span = source.span(letter(FIRST - shift), letter(FIRST + len(self.writer.year_names) - 1 - shift))
        return f"INDEX({span},$D${YEAR_POSITION_ROW + 1})", source.values[self.writer.chart_year - shift]

    # Along ages.

    def by_age(self, chart: Chart, drawn: list[Drawn]) -> Feed:
        """Straight from the sheet of ages; only the labels, one a year, and what may be not available stand here."""
        layout = self.writer.layout
        oldest = min(OLDEST_AGE, self.writer.model.structure.ages)
        last = layout.column(OPENING + oldest)
        feed = Feed(chart, self._title(chart, drawn), self.ages(oldest))
        for name, row, declared in self._shown(chart, drawn)[0]:
            place, values = layout.places[row], self.writer.values(row)[: oldest + 1]
            where = f"={place.sheet}!$E${place.row + 1}:${last}${place.row + 1}"
            feed.series.append((name, self._with_gaps(name, row, values) if row.blank else where, declared))
            feed.largest = max(feed.largest, largest(chart, [values]))
        return feed

    def _with_gaps(self, name: str, row: Row, values: list[float]) -> str:
        """A line of ages that may be not available, as a row of this sheet."""
        place = self.writer.layout.places[row]
        self.labels(name, row.unit, row.key)
        for age, value in enumerate(values):
            cell = f"{place.sheet}!{self.writer.layout.column(OPENING + age)}{place.row + 1}"
            self.put(OPENING + age, (cell, value), number_style(row.unit, values), gap=True)
        found = self.range(OPENING, OPENING + len(values) - 1)
        self.position += 1
        return found

    def ages(self, oldest: int) -> str:
        """The ages below a chart."""
        for age in range(oldest + 1):
            self.writer.book.number(self.sheet, self.position, OPENING + age, float(age), "subheader", "label")
        found = self.range(OPENING, OPENING + oldest)
        self.position += 1
        return found


def largest(chart: Chart, series: Sequence[Sequence[float]]) -> float:
    """The largest figure that a chart draws; what is stacked adds up."""
    columns = [[value for value in column if value == value] for column in zip(*series)]
    if chart.kind in ("stacked", "area"):
        columns = [[sum(max(value, 0) for value in column), sum(min(value, 0) for value in column)] for column in columns]
    return max((abs(value) for column in columns for value in column), default=0.0)


def sized(cell: str, value: float, scale: str, highest: float, digits: int) -> Said:
    """An amount without its sign, in millions where the highest of its chart, which stands in ``scale``, is above one."""
    formula = f'IF({scale}<{MILLION},FIXED(ABS({cell}),0),FIXED(ABS({cell})/100/100/100,{digits})&"m")'
    divisor, places, unit = (MILLION_AMOUNT, digits, "m") if highest >= MILLION_AMOUNT else (1.0, 0, "")
    return formula, f"{fixed(abs(value) / divisor, places)}{unit}"
