"""Texts with figures in them: each figure has a row on the sheet Chart data, with its number and how it is printed."""

from __future__ import annotations

import math
import re

from planbook.backends.excel.chartdata import SHEET, Cell, ChartData, Said
from planbook.backends.excel.inputs import CHART_YEAR
from planbook.backends.excel.layout import CONSTANT, DATE_ROW, OPENING, TIMELINE
from planbook.backends.excel.styles import printed, text_formula
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.writing import number_style
from planbook.backends.views import has_view
from planbook.language.charts import ChosenYear, Figure, Month, Part, Single, Text, Words
from planbook.language.model import Row
from planbook.language.units import MONTHS_OF_YEAR, Shape

STYLES = {"amount": "millions", "price": "amount", "percent": "percent", "multiple": "multiple"}


class Sentences:
    """Writes the figures of texts, and puts texts together."""

    def __init__(self, data: ChartData):
        self.data = data
        self.writer = data.writer
        self.made: dict[Single, tuple[str, Said, bool]] = {}  # the number's cell, how it is said, whether it is there

    def said(self, text: Text) -> Said | None:
        """A text as a formula, with what it says now; None when the plan has no such lines."""
        if not self._known(text):
            return None
        numbers, available = [], True
        words: list[Said] = []
        for piece in re.split(r"(\{\w+\})", text.template):
            part = text.parts.get(piece[1:-1]) if piece.startswith("{") else None
            if part is None:
                words.append((f'"{piece}"', piece))
                continue
            number, found, there = self._within(part) if isinstance(part, Text) else self._part(part)
            words.append(found)
            numbers += [number] if number else []
            available = available and there
        formula = "&".join(word for word, _ in words if word != '""') or '""'
        if text.when is not None:
            limit = self._part(text.when)[0]
            formula = f'IF({limit}>0,{formula},"{text.otherwise}")'
            numbers.append(limit)
            available = available and self._value(text.when) > 0
        if numbers:
            unique = list(dict.fromkeys(numbers))
            formula = f'IF(COUNT({",".join(unique)})={len(unique)},{formula},"{text.otherwise}")'
        return formula, "".join(shown for _, shown in words) if available else text.otherwise

    def _within(self, part: Text) -> tuple[str, Said, bool]:
        """A half-sentence, which says by itself what is not available."""
        found = self.said(part)
        return "", found or (f'"{part.otherwise}"', part.otherwise), True

    # Parts.

    def _known(self, part: Part) -> bool:
        """Whether the plan has the lines of a part; a half-sentence that it cannot say is not said."""
        if isinstance(part, ChosenYear):
            return True
        if isinstance(part, Text):
            parts = [each for each in part.parts.values() if not isinstance(each, Text)]
            when = [part.when] if part.when else []
            return self.writer.presence.given(part.given) and all(self._known(each) for each in (*parts, *when))
        figures = [part.figure, *([part.than] if part.than else [])] if isinstance(part, Words) else [part]
        return all(self._row(figure) is not None for figure in figures)

    def _row(self, figure: Figure | Month) -> Row | None:
        rows = self.writer.model.by_name.get(figure.line, [])
        wanted = (figure.member,) if isinstance(figure, Figure) and figure.member else ()
        return next((row for row in rows if row.members == wanted), None)

    def _part(self, part: Single) -> tuple[str, Said, bool]:
        if part not in self.made:
            self.made[part] = self._write(part)
        return self.made[part]

    def _write(self, part: Single) -> tuple[str, Said, bool]:
        if isinstance(part, ChosenYear):
            return "", (CHART_YEAR, self.writer.year_names[self.writer.chart_year - 1]), True
        if isinstance(part, Words):
            return self._words(part)
        row = self._row(part)
        assert row is not None
        cell, here = self.cell(part, row), f"$D{self.data.position + 1}"
        value = cell[1]
        if isinstance(part, Month):
            style, number = _month_formula(here), "date"
            shown = "n/a" if math.isnan(value) else self._month_name(value)
        else:
            chosen = part.style or STYLES.get(row.unit.style, "whole")
            reference, amount = (f"ABS({here})", abs(value)) if part.size else (here, value)
            style, number = text_formula(reference, chosen, self.writer.symbol), number_style(row.unit, [value])
            shown = "n/a" if math.isnan(value) else printed(amount, chosen, self.writer.symbol)
        self.data.labels(row.label, row.unit, row.key)
        book, sheet, position = self.writer.book, self.data.sheet, self.data.position
        guard = f"=IF(ISNUMBER({cell[0]}),{cell[0]},\"\")" if row.blank else f"={cell[0]}"
        book.formula(sheet, position, CONSTANT, guard, value, "plain", number)
        self.data.words(OPENING, f'IF(ISNUMBER({here}),{style},"n/a")', shown, "member")
        self.data.position += 1
        place = f"'{SHEET}'!$D${position + 1}"
        return place, (f"'{SHEET}'!$E${position + 1}", shown), not math.isnan(value)

    def _words(self, part: Words) -> tuple[str, Said, bool]:
        first, _, there = self._part(part.figure)
        value = self._value(part.figure)
        limit, than, known = "0", 0.0, True
        if part.than is not None:
            (limit, _, known), than = self._part(part.than), self._value(part.than)
        above = there and known and value > than
        return first, (f'IF({first}>{limit},"{part.above}","{part.otherwise}")', part.above if above else part.otherwise), there and known

    def _value(self, figure: Figure) -> float:
        row = self._row(figure)
        assert row is not None
        return self.cell(figure, row)[1]

    # Where a figure stands.

    def cell(self, part: Figure | Month, row: Row) -> Cell:
        """The cell and the value of a figure: a scalar's own, that of a year, or of a month where a line has no year."""
        if isinstance(part, Month):
            return self._month(row)
        if row.shape is Shape.SCALAR:
            return self.writer.layout.constant_cell(row), self.writer.values(row)[0]
        letter = self.writer.layout.column
        if not has_view(row):  # a figure that has no year: that of a month
            source = self.data.source(row, "months")
            month = 1 if part.at == "first" else self.writer.model.structure.horizon
            return source.place.format(c=f"${letter(OPENING + month)}"), source.values[month]
        source, count = self.data.source(row, "years"), len(self.writer.year_names)
        if part.at == "year":
            return self.data.of_year(row)
        year = {"opening": 0, "first": 1, "last": count}[part.at]
        return source.place.format(c=f"${letter(OPENING + year)}"), source.values[year]

    def _month(self, row: Row) -> Cell:
        """The date of the month that a scalar counts to."""
        layout = self.writer.layout
        last = layout.column(layout.last_column(Shape.MONTHS))
        dates = f"{TIMELINE}!$F${DATE_ROW + 1}:${last}${DATE_ROW + 1}"
        value = self.writer.values(row)[0]
        found = math.nan if math.isnan(value) else excel_date(self.writer.model.structure, int(value))
        return f"INDEX({dates},{layout.constant_cell(row)})", found

    def _month_name(self, date: float) -> str:
        structure = self.writer.model.structure
        month = next(month for month in range(structure.horizon + 1) if excel_date(structure, month) == date)
        year, of_year = structure.calendar(month)
        return f"{MONTHS_OF_YEAR[of_year - 1]} {year}"


def _month_formula(cell: str) -> str:
    """A date in words, in any locale."""
    names = ",".join(f'"{name}"' for name in MONTHS_OF_YEAR)
    return f'CHOOSE(MONTH({cell}),{names})&" "&YEAR({cell})'
