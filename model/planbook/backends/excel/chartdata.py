"""The sheet Chart data: what every chart draws, live; the only place where #N/A may stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import DATE_ROW, FIRST, INDEX_ROW, LABEL, NAME, OPENING, TIMELINE, UNIT
from planbook.backends.excel.styles import SLATE
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.viewsheets import LABEL_ROW, ViewSheet
from planbook.backends.excel.writing import Writer, number_style, time_columns
from planbook.backends.views import QUARTER, YEAR
from planbook.language.declarations import Chart, Series
from planbook.language.model import Row
from planbook.language.units import Shape

SHEET = "Chart data"
OLDEST_AGE = 60
MOST_SERIES = 7


Drawn = tuple[str, Row, Series]  # a series: its name, its row, how it is declared


@dataclass
class Feed:
    """Where a chart's categories and series stand."""

    chart: Chart
    categories: str
    dates: bool
    title: str
    series: list[tuple[str, str, Series]] = field(default_factory=list)  # name, range, declaration


class ChartData:
    """Writes the feeds of all charts that the plan has lines for."""

    def __init__(self, writer: Writer, views: dict[str, ViewSheet]):
        self.writer = writer
        self.views = views
        self.position = 2
        self.feeds: dict[str, Feed] = {}

    def write(self) -> dict[str, Feed]:
        """Write the sheet and return a feed for each chart."""
        sheet = self.writer.book.sheet(SHEET, SLATE)
        time_columns(sheet, self.writer.layout.last_column(Shape.MONTHS))
        self.writer.top(sheet, "Chart data", "What the charts draw; gaps are #N/A, so that charts leave them out.")
        for chart in (chart for chapter in self.writer.model.chapters for chart in chapter.charts):
            series = self._series(chart)
            if series:
                self.position += 1
                self.writer.book.text(sheet, self.position, LABEL, f"{chart.id}  {chart.question}", "heading")
                self.position += 1
                self.feeds[chart.id] = self._feed(sheet, chart, series)
        return self.feeds

    def _series(self, chart: Chart) -> list[Drawn]:
        found = []
        for series in chart.series:
            for row in self.writer.model.by_name.get(series.line, []):
                found.append((" ".join(self.writer.model.labels_of(row)) or series.label or row.label, row, series))
        return found

    def _shown(self, chart: Chart, series: list[Drawn]) -> tuple[list[Drawn], list[Drawn]]:
        """The series that a chart draws, and those it draws as one: only what is stacked can be added up."""
        if len(series) <= MOST_SERIES:
            return series, []
        if chart.kind in ("stacked", "area"):
            return series[: MOST_SERIES - 1], series[MOST_SERIES - 1 :]
        return series[:MOST_SERIES], []

    def _title(self, chart: Chart, series: list[Drawn]) -> str:
        shown, others = self._shown(chart, series)
        left_out = len(series) - len(shown) - len(others)
        return f"{chart.question} (the first {len(shown)} of {len(series)})" if left_out else chart.question

    def _feed(self, sheet: Worksheet, chart: Chart, series: list[Drawn]) -> Feed:
        if chart.kind == "waterfall":
            return self._waterfall(sheet, chart, series)
        if chart.over == "values":
            return self._values(sheet, chart, series)
        if chart.over == "ages":
            return self._ages(sheet, chart, series)
        return self._over_time(sheet, chart, series)

    def _range(self, position: int, first: int, last: int) -> str:
        letter = self.writer.layout.column
        return f"='{SHEET}'!${letter(first)}${position + 1}:${letter(last)}${position + 1}"

    def _put(self, sheet: Worksheet, position: int, column: int, formula: str, value: float, number: str, gap: bool) -> None:
        """A figure of a chart; where it may be missing, #N/A."""
        text = f"=IF(ISNUMBER({formula}),{formula},NA())" if gap else f"={formula}"
        cached: float | str = "#N/A" if math.isnan(value) else value
        self.writer.book.formula(sheet, position, column, text, cached, "plain", number)

    def _over_time(self, sheet: Worksheet, chart: Chart, series: list[Drawn]) -> Feed:
        count, first = self._categories(sheet, chart)
        last = FIRST + count - 1
        feed = Feed(chart, self._range(self.position, first, last), chart.over == "months", self._title(chart, series))
        shown, others = self._shown(chart, series)
        for name, row, declared in shown:
            self.position += 1
            self._line(sheet, name, [row], declared, chart, count)
            feed.series.append((name, self._range(self.position, first, last), declared))
        if others:
            self.position += 1
            self._line(sheet, "Others", [row for _, row, _ in others], others[0][2], chart, count)
            feed.series.append(("Others", self._range(self.position, first, last), others[0][2]))
        self.position += 1
        return feed

    def _categories(self, sheet: Worksheet, chart: Chart) -> tuple[int, int]:
        book, writer = self.writer.book, self.writer
        if chart.over == "months":
            for month in range(1, writer.model.structure.horizon + 1):
                letter = writer.layout.column(FIRST + month - 1)
                formula = f"={TIMELINE}!{letter}${DATE_ROW + 1}"
                book.formula(
                    sheet, self.position, FIRST + month - 1, formula, excel_date(writer.model.structure, month), "subheader", "date"
                )
            return writer.model.structure.horizon, FIRST + max(chart.from_month - 1, 0)
        view = self.views[YEAR if chart.over == "years" else QUARTER]
        labels = view.view.periods.labels
        for index, label in enumerate(labels):
            letter = writer.layout.column(FIRST + index)
            if chart.over == "years":
                book.formula(sheet, self.position, FIRST + index, f"={view.name}!{letter}${LABEL_ROW + 1}", f"FY{label}", "subheader")
            else:
                book.text(sheet, self.position, FIRST + index, label[:4] if label.endswith("Q1") else " ", "subheader")
        return len(labels), FIRST

    def _line(self, sheet: Worksheet, name: str, rows: list[Row], declared: Series, chart: Chart, count: int) -> None:
        """One series: a row, or the sum of several."""
        writer, row = self.writer, rows[0]
        writer.book.text(sheet, self.position, LABEL, name, "member")
        writer.book.text(sheet, self.position, UNIT, writer.unit_name(row.unit), "caption")
        writer.book.text(sheet, self.position, NAME, row.key if len(rows) == 1 else f"{len(rows)} further members", "small")
        sources = [self._source(row, chart) for row in rows]
        values = [sum(each) for each in zip(*(values for values, _ in sources))]
        place = sources[0][1] if len(rows) == 1 else f"SUM({','.join(place for _, place in sources)})"
        number = number_style(row.unit, values)
        sign = -1.0 if declared.negative else 1.0
        for index in range(count):
            letter = writer.layout.column(FIRST + index)
            formula = f"{'-' if declared.negative else ''}{place.format(c=letter)}"
            self._put(sheet, self.position, FIRST + index, formula, sign * values[index + 1], number, row.blank)

    def _source(self, row: Row, chart: Chart) -> tuple[list[float], str]:
        writer = self.writer
        if row.shape is Shape.SCALAR:
            return [writer.values(row)[0]] * (writer.model.structure.horizon + 1), writer.layout.constant_cell(row)
        if chart.over == "months":
            place = writer.layout.places[row]
            if row.name in ("month", "age"):
                return writer.values(row), f"{TIMELINE}!{{c}}{INDEX_ROW + 1}"
            return writer.values(row), f"{place.sheet}!{{c}}{place.row + 1}"
        view = self.views[YEAR if chart.over == "years" else QUARTER]
        return [float(value) for value in view.view.values(row)[:, 0]], f"{view.name}!{{c}}{view.places[row] + 1}"

    def _ages(self, sheet: Worksheet, chart: Chart, series: list[Drawn]) -> Feed:
        """Straight from the sheet of ages; only the labels, one a year, stand here."""
        layout = self.writer.layout
        oldest = min(OLDEST_AGE, self.writer.model.structure.ages)
        last = layout.column(OPENING + oldest)
        for age in range(oldest + 1):
            self.writer.book.text(sheet, self.position, OPENING + age, " " if age % 12 else str(age), "subheader")
        feed = Feed(chart, self._range(self.position, OPENING, OPENING + oldest), False, self._title(chart, series))
        for name, row, declared in self._shown(chart, series)[0]:
            place = layout.places[row]
            feed.series.append((name, f"={place.sheet}!$E${place.row + 1}:${last}${place.row + 1}", declared))
        self.position += 1
        return feed

    def _values(self, sheet: Worksheet, chart: Chart, series: list[Drawn]) -> Feed:
        """Scalars side by side: one series whose categories are the lines."""
        book, writer = self.writer.book, self.writer
        last = FIRST + len(series) - 1
        feed = Feed(chart, self._range(self.position, FIRST, last), False, chart.question)
        book.text(sheet, self.position + 1, LABEL, chart.question, "member")
        for index, (name, row, _) in enumerate(series):
            book.text(sheet, self.position, FIRST + index, name, "subheader")
            value = writer.values(row)[0]
            number = number_style(row.unit, [value])
            self._put(sheet, self.position + 1, FIRST + index, writer.layout.constant_cell(row), value, number, row.blank)
        feed.series.append(
            (self.writer.unit_name(series[0][1].unit), self._range(self.position + 1, FIRST, last), Series("", chart.question))
        )
        self.position += 2
        return feed

    def _waterfall(self, sheet: Worksheet, chart: Chart, series: list[Drawn]) -> Feed:
        """Steps of the last year on an invisible base; first and last stand on the axis. Amounts × 12: ARR."""
        book, layout = self.writer.book, self.writer.layout
        view = self.views[YEAR]
        column = layout.column(FIRST + len(view.view.periods.labels) - 1)
        last = FIRST + len(series) - 1
        top = self.position
        for offset, text in enumerate(("Step", "End", "Base", "Level", "Up", "Down"), 1):
            book.text(sheet, top + offset, LABEL, text, "member")
        end = 0.0
        for index, (name, row, declared) in enumerate(series):
            here, before = layout.column(FIRST + index), layout.column(FIRST + index - 1)
            ends = index in (0, len(series) - 1)
            start = 0.0 if ends else end
            amount = 12 * float(view.view.values(row)[-1, 0]) * (-1 if declared.negative else 1)
            end = amount if ends else start + amount
            source = f"{'-' if declared.negative else ''}12*{view.name}!${column}${view.places[row] + 1}"
            step, stop = f"{here}{top + 2}", f"{here}{top + 3}"
            begin = "0" if ends else f"{before}{top + 3}"
            cells = (
                (source, amount),
                (step if ends else f"{begin}+{step}", end),
                ("0" if ends else f"MAX(0,MIN({begin},{stop}))", 0.0 if ends else max(0.0, min(start, end))),
                (step if ends else "0", amount if ends else 0.0),
                ("0" if ends else f"MAX(0,{step})", 0.0 if ends else max(0.0, amount)),
                ("0" if ends else f"MAX(0,-{step})", 0.0 if ends else max(0.0, -amount)),
            )
            book.text(sheet, top, FIRST + index, name, "subheader")
            for offset, (formula, value) in enumerate(cells, 1):
                book.formula(sheet, top + offset, FIRST + index, f"={formula}", value, "plain", "amount")
        feed = Feed(chart, self._range(top, FIRST, last), False, chart.question)
        for offset, name in ((3, "Base"), (4, "Level"), (5, "Up"), (6, "Down")):
            feed.series.append((name, self._range(top + offset, FIRST, last), Series("", name)))
        self.position = top + 7
        return feed
