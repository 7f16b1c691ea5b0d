"""The sheet Whatif: scenarios compared, what explains them, what the value hangs on, shocks; as the engine computed it.

None of it follows the cells: each table says whether the inputs are still those that it was computed from. Below the tables
stand the figures of the charts on the page Risk.
"""

from __future__ import annotations

import math

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel import stamp
from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.layout import LABEL, UNIT
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.charts import Series
from planbook.language.studies import Picture, Studies, StudyTable

SHEET = "Whatif"
ABOUT = "Scenarios compared and explained, sensitivities and shocks, as the engine computed them; it does not follow the cells"
TOP, HEAD_HEIGHT = 3, 32
PIECES = ("Base", "Level", "Up", "Down", "Up, below zero", "Down, below zero")


def write_whatif(writer: Writer, studies: Studies) -> list[tuple[str, str]]:
    """Write the tables, and below them what the charts draw; the sheet and what it holds, or nothing without tables."""
    if not studies.tables:
        return []
    sheet = writer.book.sheet(SHEET, TEAL)
    writer.top(sheet, "What if", f"{ABOUT}.")
    sheet.set_column(LABEL, LABEL, 62)
    sheet.set_column(UNIT, UNIT + 24, 15)
    position = TOP
    for table in studies.tables:
        position = _table(writer, sheet, table, position)
    writer.book.text(sheet, position, LABEL, "Figures of the charts on the page Risk", "heading")
    for picture, start in zip(studies.pictures, _starts(studies), strict=True):
        _picture(writer, sheet, picture, start)
    return [(SHEET, ABOUT)]


def _table(writer: Writer, sheet: Worksheet, table: StudyTable, top: int) -> int:
    """One table; the row below it and a blank one."""
    book = writer.book
    book.text(sheet, top, LABEL, table.title, "heading")
    book.text(sheet, top + 1, LABEL, table.about, "caption")
    writer.text_formula(sheet, top + 1, UNIT, f"={stamp.status(writer)}", stamp.CURRENT, "caption", align="right")
    sheet.set_row(top + 2, HEAD_HEIGHT)
    for column, head in enumerate(table.heads, UNIT):
        book.text(sheet, top + 2, column, head, "header", text_wrap=True)
    for position, (label, cells, units) in enumerate(table.rows, top + 3):
        book.text(sheet, position, LABEL, label, "member")
        for column, (cell, unit) in enumerate(zip(cells, units, strict=True), UNIT):
            if isinstance(cell, str) or math.isnan(cell):
                book.text(sheet, position, column, cell if isinstance(cell, str) else "n/a", "plain", align="right")
            else:
                book.number(sheet, position, column, cell, "plain", number_style(unit, [cell]))
    return top + 4 + len(table.rows)


def _starts(studies: Studies) -> list[int]:
    """The rows in which the figures of each chart begin."""
    position = TOP + sum(4 + len(table.rows) for table in studies.tables) + 1
    found = []
    for picture in studies.pictures:
        found.append(position)
        position += len(_series(picture)) + 2
    return found


def _picture(writer: Writer, sheet: Worksheet, picture: Picture, top: int) -> None:
    """Names across, a row for each series; what is not available is a gap."""
    writer.book.text(sheet, top, LABEL, picture.chart.question, "subheader_left")
    for column, name in enumerate(picture.names, UNIT):
        writer.book.text(sheet, top, column, name, "subheader")
    for row, (name, values) in enumerate(_series(picture), top + 1):
        writer.book.text(sheet, row, LABEL, name, "member")
        for column, value in enumerate(values, UNIT):
            if not math.isnan(value):
                writer.book.number(sheet, row, column, value, "plain", number_style(picture.unit, [value]))


def _series(picture: Picture) -> list[tuple[str, list[float]]]:
    """The series as they are drawn: of a waterfall its pieces on an unseen base."""
    if picture.chart.kind != "waterfall":
        return [(name, list(values)) for name, values in picture.series]
    pieces: dict[str, list[float]] = {name: [] for name in PIECES}
    steps, running = picture.series[0][1], 0.0
    for number, step in enumerate(steps):
        whole = number in (0, len(steps) - 1)
        before, after = (0.0, step) if whole else (running, running + step)
        for name, value in _pieces(before, after, whole).items():
            pieces[name].append(value)
        running = after
    return list(pieces.items())


def _pieces(before: float, after: float, whole: bool) -> dict[str, float]:
    """A bar from one level to another: what lies above zero, what below, and the unseen base that it stands on."""
    low, high = min(before, after), max(before, after)
    above, below = max(high, 0.0) - max(low, 0.0), min(low, 0.0) - min(high, 0.0)
    base = max(low, 0.0) if low > 0 else min(high, 0.0)
    made = {**dict.fromkeys(PIECES, 0.0), "Base": base}
    if whole:
        return {**made, "Level": above + below}
    word = "Up" if after >= before else "Down"
    return {**made, word: above, f"{word}, below zero": below}


def studied_feeds(writer: Writer, studies: Studies) -> dict[str, Feed]:
    """What the charts of the engine's figures draw, by id."""
    feeds = {}
    for picture, top in zip(studies.pictures, _starts(studies) if studies.tables else [], strict=False):
        first, last = (writer.layout.column(column) for column in (UNIT, UNIT + len(picture.names) - 1))
        feed = Feed(picture.chart, picture.chart.question, f"='{SHEET}'!${first}${top + 1}:${last}${top + 1}")
        series = _series(picture)
        feed.largest = max((abs(value) for _, values in series for value in values if not math.isnan(value)), default=0.0)
        for row, (name, _) in enumerate(series, top + 2):
            feed.series.append((name, f"='{SHEET}'!${first}${row}:${last}${row}", Series(name)))
        feeds[picture.chart.id] = feed
    return feeds
