"""The sheet Summary: one page of figures and sentences for an investor, everything live but what the engine found."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel import stamp
from planbook.backends.excel.inputs import SELECTOR
from planbook.backends.excel.layout import CHECKS, CONSTANT, LABEL, OPENING
from planbook.backends.excel.presence import Drawn
from planbook.backends.excel.sentences import Sentences
from planbook.backends.excel.styles import NAVY
from planbook.backends.excel.writing import Writer, number_style
from planbook.backends.views import has_view
from planbook.language.charts import Figure
from planbook.language.declarations import Severity
from planbook.language.model import Row
from planbook.language.studies import Studies
from planbook.language.summary import Block, Facts, Flags, Methods, Said, Summary, Years
from planbook.language.units import CUSTOMERS, PERSONS

START = LABEL + 1  # the column of the first figure
MOST_YEARS = 6
TOP = 3
PLAIN = ("percent", "multiple")  # units that a figure shows by itself
COUNTED = (CUSTOMERS, PERSONS)  # those that the label says


def prepare(writer: Writer, summary: Summary) -> Worksheet:
    """The empty sheet, in its place at the front."""
    return writer.book.sheet(summary.sheet, NAVY)


def fill(writer: Writer, sheet: Worksheet, summary: Summary, sentences: Sentences, studies: Studies) -> None:
    """Write all blocks that the plan has something for."""
    Page(writer, sheet, sentences, studies).write(summary)


class Page:
    """The sheet being written, and the row that comes next."""

    def __init__(self, writer: Writer, sheet: Worksheet, sentences: Sentences, studies: Studies):
        self.writer, self.book, self.sheet = writer, writer.book, sheet
        self.data, self.sentences, self.studies = sentences.data, sentences, studies
        self.position = TOP
        self.last = START + min(MOST_YEARS, len(writer.year_names)) - 1

    def write(self, summary: Summary) -> None:
        """Title, blocks, and the page's setup."""
        self.sheet.set_column(LABEL, LABEL, 58)
        self.sheet.set_column(START, START + MOST_YEARS - 1, 13)
        self.book.text(self.sheet, 0, LABEL, f"{self.writer.plan.title}: {summary.title.lower()}", "title")
        self.book.text(self.sheet, 1, LABEL, self.writer.plan.about, "caption")
        status, text = self.writer.status_formula()
        shown = f"Scenario: {self.writer.shown}   |   {text}"
        self.writer.text_formula(self.sheet, 2, LABEL, f'="Scenario: "&{SELECTOR}&"   |   "&{status[1:]}', shown)
        for block in summary.blocks:
            self._block(block)
        self.sheet.print_area(0, 0, self.position, START + MOST_YEARS - 1)
        self.sheet.set_portrait()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 1)

    def _block(self, block: Block) -> None:
        if isinstance(block, Years):
            self._years(block)
        elif isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Methods):
            self._methods(block)
        elif isinstance(block, Flags):
            self._flags(block)
        else:
            self._said(block)

    def _heading(self, title: str, heads: Sequence[str] = ()) -> None:
        """The title of a block over its whole width, and what its columns are."""
        self.position += 1
        for column in range(START, START + MOST_YEARS):
            self.book.text(self.sheet, self.position, column, " ", "heading")
        self.book.text(self.sheet, self.position, LABEL, title, "heading")
        for column, head in enumerate(heads, START):
            self.book.text(self.sheet, self.position, column, head, "heading", align="right")
        self.position += 1

    def _line(self, row: Row, cells: Sequence[tuple[str, float]], label: str = "") -> None:
        """A line with its figures; what is not available says so."""
        unit = "" if row.unit.style in PLAIN or row.unit in COUNTED else f", {self.writer.unit_name(row.unit)}"
        words = label or self.writer.model.label(row) + unit
        self.book.text(self.sheet, self.position, LABEL, words, "member")
        number = "whole" if row.unit in COUNTED else number_style(row.unit, [value for _, value in cells])
        for column, (cell, value) in enumerate(cells, START):
            formula = f'=IF(ISNUMBER({cell}),{cell},"n/a")'
            known = "n/a" if value != value else value
            self.book.formula(self.sheet, self.position, column, formula, known, "plain", number, align="right")
        self.position += 1

    def _rows(self, names: Sequence[str]) -> list[Row]:
        """The company's lines of which there is something in any scenario."""
        found = [row for name in names for row in self.writer.model.by_name.get(name, []) if not row.members]
        return [row for row in found if self.writer.presence.something(row)]

    # Blocks.

    def _years(self, block: Years) -> None:
        rows = [row for row in self._rows(block.lines) if has_view(row)]
        if rows:
            names = self.writer.year_names
            beyond = f", first {MOST_YEARS} of {len(names)} fiscal years" if len(names) > MOST_YEARS else ""
            self._heading(block.title + beyond, names[:MOST_YEARS])
        for row in rows:
            source, letter = self.data.source(row, "years"), self.writer.layout.column
            years = range(1, self.last - START + 2)
            self._line(row, [(source.place.format(c=f"${letter(OPENING + year)}"), source.values[year]) for year in years])

    def _facts(self, block: Facts) -> None:
        rows = self._rows(block.lines)
        if rows:
            self._heading(block.title)
        for row in rows:
            self._line(row, [self.sentences.cell(Figure(row.name), row)])
            variant = row.item.metric.variant if row.item and row.item.metric else ""
            self.book.text(self.sheet, self.position - 1, START + 1, variant, "caption", indent=1)

    def _methods(self, block: Methods) -> None:
        chart = next((chart for chart in self.writer.model.charts if chart.id == block.chart), None)
        drawn: list[Drawn] = self.writer.presence.drawn(chart) if chart else []
        if drawn:
            self._heading(block.title, ("low", "own", "high"))
        for name, row, declared in drawn:
            ends = [self._end(each, row) for each in (declared.low, "", declared.high)]
            self._line(row, ends, f"{name}, {self.writer.unit_name(row.unit)}")

    def _end(self, name: str, row: Row) -> tuple[str, float]:
        found = self.writer.model.by_name.get(name, [row])[0]
        return self.writer.layout.constant_cell(found), self.writer.values(found)[0]

    def _said(self, block: Said) -> None:
        said = [made for text in block.texts if (made := self.sentences.said(text)) is not None]
        studied = self.studies.musts if block.studied else ()
        if said or studied:
            self._heading(block.title)
        for formula, shown in said:
            self.writer.text_formula(self.sheet, self.position, LABEL, f"={formula}", shown, "member")
            self.position += 1
        if studied:
            self.book.text(self.sheet, self.position, LABEL, f"{self.studies.about} (scenario {self.studies.scenario}):", "member")
            formula = f"={stamp.status(self.writer)}"
            self.writer.text_formula(self.sheet, self.position, self.last, formula, stamp.CURRENT, "caption", align="right")
            self.position += 1
        for text in studied:
            self.book.text(self.sheet, self.position, LABEL, f"–  {text}", "member", indent=2)
            self.position += 1

    def _flags(self, block: Flags) -> None:
        alerts = [
            (position, row) for position, row in self.writer.layout.sheets[CHECKS].rows
            if row.item is not None and row.item.severity is Severity.ALERT
        ]  # fmt: skip
        if not alerts:
            return
        self._heading(block.title)
        top = self._count(alerts)
        names, counts = (f"'Chart data'!${column}${top}:${column}${top + len(alerts) - 1}" for column in ("A", "D"))
        firing = [self.writer.model.label(row) for _, row in alerts if self.writer.values(row)[0]]
        total = f"MAX({counts})"
        most = min(block.most, len(alerts))
        for number in range(1, most + 1):
            cell = f"'Chart data'!$E${top + number - 1}"
            formula = f"=IF({cell}<={total},INDEX({names},MATCH({cell},{counts},0)),{self._none(number)})"
            shown = firing[number - 1] if number <= len(firing) else "None of the alerts fires." if number == 1 else ""
            self.writer.text_formula(self.sheet, self.position, LABEL, formula, shown, "member")
            self.position += 1
        beyond = f"{total}-'Chart data'!$E${top + most - 1}"
        shown = f"and {len(firing) - most} more: see the sheet Checks" if len(firing) > most else ""
        formula = f'=IF({beyond}>0,"and "&({beyond})&" more: see the sheet Checks","")'
        self.writer.text_formula(self.sheet, self.position, LABEL, formula, shown, "caption")
        self.position += 1

    @staticmethod
    def _none(number: int) -> str:
        return '"None of the alerts fires."' if number == 1 else '""'

    def _count(self, alerts: Sequence[tuple[int, Row]]) -> int:
        """Write how many alerts fire up to each, and its number, beside its name; the first row, counted from 1."""
        self.data.heading("Alerts that fire")
        top, total = self.data.position + 1, 0.0
        for number, (position, row) in enumerate(alerts, 1):
            total += self.writer.values(row)[0]
            self.data.text(LABEL, self.writer.model.label(row), "member")
            before = f"D{self.data.position}+" if self.data.position >= top else ""
            self.data.put(CONSTANT, (f"{before}{CHECKS}!$D${position + 1}", total), "label")
            self.book.number(self.data.sheet, self.data.position, OPENING, float(number), "plain", "label")
            self.data.position += 1
        return top
