"""Every benchmark of the metrics on the Scorecard: its band, its source and age, whether the figure lies in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planbook.backends.benchmarks import years_old
from planbook.backends.excel.writing import Writer
from planbook.backends.scorecard import NOT_AVAILABLE, Entry
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.model import Row

METRIC, UNIT, VALUE, LOW, HIGH, VERDICT, GRADE, DATED, SOURCE = range(9)
HEADERS = ("Benchmarks", "Unit", "Value", "At least", "At most", "Figure is", "Grade", "Dated", "Source, segment, note")
Placed = tuple[Entry, int, str]  # a metric, its row above, its number format


def write_benchmarks(
    writer: Writer, sheet: Worksheet, placed: Iterable[Placed], top: int, columns: tuple[int, int]
) -> tuple[dict[Row, str], int]:
    """A row for each benchmark, by metric, standards first; the cells that are 1 where a standard is met, and the last row.

    ``columns`` are the last one of the table, and the one in which the ones stand.
    """
    found: dict[Row, str] = {}
    position, (last, workings) = top, columns
    for entry, metric, number in placed:
        if position == top and entry.benchmarks:
            _header(writer, sheet, top, last)
        if entry.standards:
            letter = xl_col_to_name(workings)
            found[entry.row] = f"${letter}${position + 2}:${letter}${position + 1 + len(entry.standards)}"
        for each in entry.benchmarks:
            position += 1
            _benchmark(writer, sheet, position, (entry, metric, number), each, workings)
    return found, position


def _header(writer: Writer, sheet: Worksheet, top: int, last: int) -> None:
    for column in range(last + 1):
        text = HEADERS[column] if column < len(HEADERS) else " "
        style = "header" if column in (VALUE, LOW, HIGH) else "header_left"
        writer.book.text(sheet, top, column, text, style, indent=int(column in (VERDICT, GRADE)))


def _benchmark(writer: Writer, sheet: Worksheet, at: int, placed: Placed, each: Benchmark, workings: int) -> None:
    book, (entry, metric, number) = writer.book, placed
    value, letter = f"${xl_col_to_name(VALUE)}${metric + 1}", xl_col_to_name(workings)
    book.text(sheet, at, METRIC, writer.model.label(entry.row), "member")
    book.text(sheet, at, UNIT, writer.unit_name(entry.row.unit), "caption")
    book.formula(sheet, at, VALUE, f"={value}", entry.value if entry.available else NOT_AVAILABLE, "caption", number, align="right")
    for column, limit in ((LOW, each.low), (HIGH, each.high)):
        if limit is not None:
            book.number(sheet, at, column, limit, "fixed", number)
    inside, outside = ("met", "missed") if each.grade is Grade.STANDARD else ("inside", "outside")
    holds = each.holds(entry.value) if entry.available else False
    verdict = f'=IF(ISNUMBER({value}),IF({letter}{at + 1}=1,"{inside}","{outside}"),"{NOT_AVAILABLE}")'
    said = (inside if holds else outside) if entry.available else NOT_AVAILABLE
    writer.text_formula(sheet, at, VERDICT, verdict, said, "plain", indent=1)
    book.text(sheet, at, GRADE, each.grade.value, "caption", indent=1)
    book.text(sheet, at, DATED, _dated(each, writer.plan.day), "caption")
    words = "; ".join(part for part in (each.source, each.segment, each.note) if part)
    book.text(sheet, at, SOURCE, words, "caption")
    book.formula(sheet, at, workings, f"=IF(ISNUMBER({value}),{_inside(each, at, value)},0)", float(holds), "caption", "label")


def _inside(each: Benchmark, at: int, value: str) -> str:
    """1 where the figure lies in the band; its difference from an end is rounded, as all amounts are."""
    low = f"IF(ROUND({value}-${xl_col_to_name(LOW)}{at + 1},6)<0,0,1)" if each.low is not None else ""
    high = f"IF(ROUND({value}-${xl_col_to_name(HIGH)}{at + 1},6)>0,0,1)" if each.high is not None else ""
    return "*".join(part for part in (low, high) if part) or "1"


def _dated(each: Benchmark, today: datetime.date) -> str:
    age = years_old(each, today)
    return each.dated if age is None else f"{each.dated} ({age} years)" if age > 1 else each.dated
