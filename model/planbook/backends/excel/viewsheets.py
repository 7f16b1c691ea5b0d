"""Statements by month, and the sheets Quarters and Years: views, no new calculation."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.formulas import Renderer
from planbook.backends.excel.layout import FIRST, LABEL, OPENING, TIMELINE
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.timesheets import month_header
from planbook.backends.excel.writing import Writer, number_style, time_columns
from planbook.backends.views import QUARTER, YEAR, View, has_view, with_parts
from planbook.language.declarations import Statement
from planbook.language.model import Row
from planbook.language.units import Kind, Shape, Year

SHEETS = {YEAR: "Years", QUARTER: "Quarters"}
COUNTERS = {YEAR: "fiscal_year", QUARTER: "plan_quarter"}
LABEL_ROW, COUNTER_ROW, HELD_ROW, LAST_ROW, FIRST_MONTH_ROW, BODY = 2, 3, 4, 5, 6, 8


def statement_rows(writer: Writer, statement: Statement) -> list[tuple[Row, bool]]:
    """The rows of a statement that the plan has, with whether each is a sum line."""
    found = []
    for entry in statement.rows:
        name = entry.lstrip("=")
        if name in writer.model.by_name:
            found.append((writer.model.row(name), entry.startswith("=")))
    return found


def statements(writer: Writer) -> list[Statement]:
    """All statements of the plan's chapters."""
    return [statement for chapter in writer.model.chapters for statement in chapter.statements]


def write_statement(writer: Writer, statement: Statement) -> None:
    """A statement by month: links to the lines, in reading order."""
    book = writer.book
    sheet = book.sheet(statement.sheet, TEAL)
    last = writer.layout.last_column(Shape.MONTHS)
    time_columns(sheet, last)
    writer.top(sheet, statement.title, statement.about)
    month_header(writer, sheet, statement.sheet)
    for offset, (row, is_sum) in enumerate(statement_rows(writer, statement)):
        position = BODY - 2 + offset
        writer.labels(sheet, position, row, "total" if is_sum else "member")
        place = writer.layout.places[row]
        values = writer.values(row)
        number = number_style(row.unit, values)
        for index, value in enumerate(values):
            if index or row.opening is not None:
                letter = writer.layout.column(OPENING + index)
                style = ("opening_total" if is_sum else "opening") if index == 0 else ("total" if is_sum else "plain")
                book.formula(sheet, position, OPENING + index, f"={place.sheet}!{letter}{place.row + 1}", value, style, number)
    sheet.freeze_panes(BODY - 2, FIRST)


class ViewSheet:
    """The sheet of one view; afterwards ``places`` says where each row stands."""

    def __init__(self, writer: Writer, by: str, extra: Iterable[Row]):
        self.writer = writer
        self.by = by
        self.view: View = writer.views[by]
        self.name = SHEETS[by]
        self.places: dict[Row, int] = {}
        self.extra = list(extra)

    def write(self) -> None:
        """Write header, statements, metrics and the parts that ratios are recomputed from."""
        writer = self.writer
        sheet = writer.book.sheet(self.name, TEAL)
        count = len(self.view.periods.labels)
        time_columns(sheet, FIRST + count - 1)
        about = "Flows add up, balances take the last month, ratios as each declares; the first and last may be short."
        writer.top(sheet, "By fiscal year" if self.by == YEAR else "By fiscal quarter", about)
        self._header(sheet)
        position = BODY
        done: dict[Row, None] = {}
        for statement in statements(writer):
            position = self._heading(sheet, position + bool(done), statement.title)
            for row, is_sum in statement_rows(writer, statement):
                position = self._row(sheet, position, row, is_sum)
                done[row] = None
        headlines = [row for row in writer.model.rows if row.item and row.item.metric and row.chapter != "checks"]
        wanted = [row for row in with_parts([*headlines, *self.extra]) if has_view(row) and row not in done]
        parts = [row for row in wanted if row not in headlines and row not in self.extra]
        for title, rows in (("Parts of the ratios", parts), ("Metrics", [row for row in wanted if row not in parts])):
            if rows:
                position = self._heading(sheet, position + 1, title)
                for row in rows:
                    position = self._row(sheet, position, row, False)
        sheet.freeze_panes(BODY, FIRST)

    def header(self) -> str:
        """The names of the periods."""
        letter = self.writer.layout.column
        last = letter(FIRST + len(self.view.periods.labels) - 1)
        return f"{self.name}!${letter(FIRST)}${LABEL_ROW + 1}:${last}${LABEL_ROW + 1}"

    def _heading(self, sheet: Worksheet, position: int, text: str) -> int:
        self.writer.book.text(sheet, position, LABEL, text, "heading")
        return position + 1

    def _counter(self) -> str:
        row = self.writer.layout.places[self.writer.model.row(COUNTERS[self.by])].row + 1
        last = self.writer.layout.column(self.writer.layout.last_column(Shape.MONTHS))
        return f"{TIMELINE}!$F${row}:${last}${row}"

    def _header(self, sheet: Worksheet) -> None:
        book, counter = self.writer.book, self._counter()
        periods = self.view.periods
        titles = {
            LABEL_ROW: "Fiscal year" if self.by == YEAR else "Fiscal quarter",
            COUNTER_ROW: "Number",
            HELD_ROW: "Months it holds",
            LAST_ROW: "Last month of the plan in it",
            FIRST_MONTH_ROW: "First month of the plan in it",
        }
        for position, text in titles.items():
            book.text(sheet, position, LABEL, text, "header_left" if position == LABEL_ROW else "subheader_left")
            for column in range(LABEL + 1, FIRST):
                book.text(sheet, position, column, " ", "header" if position == LABEL_ROW else "subheader")
        book.text(sheet, LABEL_ROW, OPENING, "Opening", "header")
        numbers = self._numbers()
        row = COUNTER_ROW + 1
        book.formula(sheet, COUNTER_ROW, OPENING, f"=INDEX({counter},1)-1", numbers[0] - 1, "subheader", "label")
        for index, label in enumerate(periods.labels):
            column = FIRST + index
            letter, before = self.writer.layout.column(column), self.writer.layout.column(column - 1)
            book.text(sheet, LABEL_ROW, column, f"FY{label}" if self.by == YEAR else label, "header")
            cells = (
                (COUNTER_ROW, f"={before}{row}+1", numbers[index]),
                (HELD_ROW, f"=COUNTIF({counter},{letter}${row})", float(periods.months[index])),
                (LAST_ROW, f"=MATCH({letter}${row},{counter},1)", float(periods.last[index])),
                (FIRST_MONTH_ROW, f"=MATCH({letter}${row},{counter},0)", float(periods.first[index])),
            )
            for position, formula, value in cells:
                book.formula(sheet, position, column, formula, value, "subheader", "label")

    def _numbers(self) -> list[float]:
        monthly = self.writer.values(self.writer.model.row(COUNTERS[self.by]))
        return [monthly[last] for last in self.view.periods.last]

    def _row(self, sheet: Worksheet, position: int, row: Row, is_sum: bool) -> int:
        writer, book = self.writer, self.writer.book
        self.places[row] = position
        writer.labels(sheet, position, row, "total" if is_sum else "member")
        values = [float(value) for value in self.view.values(row)[:, 0]]
        number = number_style(row.unit, values)
        template = self._formula(row)
        if row.opening is not None and row.kind not in (Kind.FLOW, Kind.OPENING) and row.year is not Year.RECOMPUTED:
            place = writer.layout.places[row]
            style = "opening_total" if is_sum else "opening"
            book.formula(sheet, position, OPENING, f"={place.sheet}!$E{place.row + 1}", values[0], style, number)
        for index in range(1, len(values)):
            letter, before = writer.layout.column(OPENING + index), writer.layout.column(OPENING + index - 1)
            formula = template.format(c=letter, p=before)
            book.formula(sheet, position, OPENING + index, formula, values[index], "total" if is_sum else "plain", number)
        return position + 1

    def _formula(self, row: Row) -> str:
        layout = self.writer.layout
        place = layout.places[row]
        last = layout.column(layout.last_column(Shape.MONTHS))
        months = f"{place.sheet}!$F{place.row + 1}:${last}{place.row + 1}"
        if row.kind is Kind.RATIO and row.year is Year.RECOMPUTED:
            assert row.tree is not None
            return Renderer(layout, self.name, view=self.places).formula(row.tree)
        if row.kind is Kind.FLOW:
            period = f"{{c}}${COUNTER_ROW + 1}"
            summed = f"SUMIFS({months},{self._counter()},{period})"
            there = f'COUNTIFS({months},">="&MIN({months}),{self._counter()},{period})={{c}}${HELD_ROW + 1}'
            return f'=IF({there},{summed},"")' if row.blank else f"={summed}"
        at = FIRST_MONTH_ROW if row.kind is Kind.OPENING else LAST_ROW
        return f"=INDEX({months},{{c}}${at + 1})"
