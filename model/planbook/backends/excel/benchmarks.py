"""Every benchmark of the metrics on the Scorecard: its band, its source and age, whether the figure lies in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planbook.backends.benchmarks import years_old
from planbook.backends.excel.judging import ZONE_CELL, size_of
from planbook.backends.excel.writing import Writer
from planbook.backends.scorecard import NOT_AVAILABLE, Entry
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.metrics import Better
from planbook.language.model import Row

METRIC, UNIT, VALUE, LOW, HIGH, VERDICT, GRADE, DATED, SOURCE = range(9)
HEADERS = ("Benchmarks", "Unit", "Value", "At least", "At most", "Figure is", "Grade", "Dated", "Source, segment, note")
Placed = tuple[Entry, int, str]  # a metric, its row above, its number format


def write_benchmarks(
    writer: Writer, sheet: Worksheet, placed: Iterable[Placed], top: int, columns: tuple[int, int]
) -> tuple[dict[Row, str], int]:
    """A row for each benchmark, by metric, what judges first; the cells with the ranks of the standards, and the last row.

    ``columns`` are the last one of the table, and the one in which the ranks stand.
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
    value = f"${xl_col_to_name(VALUE)}${metric + 1}"
    book.text(sheet, at, METRIC, writer.model.label(entry.row), "member")
    book.text(sheet, at, UNIT, writer.unit_name(entry.row.unit), "caption")
    shown = entry.value if entry.available else entry.words or NOT_AVAILABLE
    book.formula(sheet, at, VALUE, f"={value}", shown, "caption", number, align="right")
    for column, limit in ((LOW, each.low), (HIGH, each.high)):
        if limit is not None:
            book.number(sheet, at, column, limit, "fixed", number)
    said, verdict = _verdict(entry, each, at, value)
    writer.text_formula(sheet, at, VERDICT, f"={verdict}", said, "plain", indent=1)
    book.text(sheet, at, GRADE, each.grade.value, "caption", indent=1)
    book.text(sheet, at, DATED, _dated(each, writer.plan.day), "caption")
    idle = "" if each.grade is not Grade.STANDARD or each in entry.standards else "does not judge this plan"
    book.text(sheet, at, SOURCE, "; ".join(part for part in (each.source, each.segment, idle, each.note) if part), "caption")
    other = "-1"
    for _, words, judged in entry.metric.instead:
        other = f'IF({value}="{words}",{judged},{other})'
    rank = f"=IF(ISNUMBER({value}),{_rank(entry, each, at, value)},{other})"
    book.formula(sheet, at, workings, rank, float(entry.rank_of(each)), "caption", "label")


def _misses(each: Benchmark, at: int, value: str) -> list[tuple[str, str, str]]:
    """The ends that a band has: its cell, by how much the figure misses it, and what the figure then is."""
    low, high = (f"${xl_col_to_name(column)}{at + 1}" for column in (LOW, HIGH))
    ends = ((low, f"{low}-{value}", "below", each.low), (high, f"{value}-{high}", "above", each.high))
    return [(cell, miss, word) for cell, miss, word, end in ends if end is not None]


def _rank(entry: Entry, each: Benchmark, at: int, value: str) -> str:
    """1 where the figure lies in the band, 0 where it misses an end by at most a tenth, else −1; differences are rounded."""
    size = size_of(entry.part)
    ranks = [
        f"IF(ROUND({miss},6)<=0,1,IF(ROUND({miss}-{ZONE_CELL}*{size.format(cell)},6)<=0,0,-1))"
        for cell, miss, _ in _misses(each, at, value)
    ]
    return f"MIN({','.join(ranks)})"


def _verdict(entry: Entry, each: Benchmark, at: int, value: str) -> tuple[str, str]:
    """Where the figure lies: met or missed by a standard; of another band within it, or better, worse, below, above."""
    standard = each.grade is Grade.STANDARD
    inside, words = "met" if standard else "within", {"below": "below", "above": "above"}
    if standard:
        words = dict.fromkeys(words, "missed")
    elif entry.metric.better is not Better.WITHIN:
        good = "above" if entry.metric.better is Better.UP else "below"
        words = {word: "better" if word == good else "worse" for word in words}
    verdict, said = f'"{inside}"', inside
    for _, miss, word in _misses(each, at, value):
        verdict = f'IF(ROUND({miss},6)>0,"{words[word]}",{verdict})'
    if entry.available and not each.holds(entry.value):
        said = words["below" if each.low is not None and entry.value < each.low else "above"]
    of_words = {1: "met" if standard else "better", -1: "missed" if standard else "worse", 0: NOT_AVAILABLE}
    otherwise = f'"{NOT_AVAILABLE}"'
    for _, words_instead, rank in entry.metric.instead:
        otherwise = f'IF({value}="{words_instead}","{of_words[rank]}",{otherwise})'
    shown = said if entry.available else of_words[entry.verdict]
    return shown, f"IF(ISNUMBER({value}),{verdict},{otherwise})"


def _dated(each: Benchmark, today: datetime.date) -> str:
    age = years_old(each, today)
    return each.dated if age is None else f"{each.dated} ({age} years)" if age > 1 else each.dated
