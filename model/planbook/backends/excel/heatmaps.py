"""The sheet Heatmaps: what is left of the cohorts of each quarter, quarter by quarter, in colours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import CONSTANT, FIRST, LABEL, NAME, OPENING, UNIT, Grid
from planbook.backends.excel.styles import HEAT, TEAL, WHITE
from planbook.backends.excel.viewsheets import FIRST_MONTH_ROW, LAST_ROW, ViewSheet
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.charts import HeatMap

SHEET = "Heatmaps"
TOP = 4  # zero-based: where the first map begins
FROM, TO, BASE = UNIT, NAME, CONSTANT  # columns: first and last month of joining, what there was at the end of the quarter
EDGE = {"border": 1, "border_color": WHITE}


@dataclass(frozen=True)
class Triangle:
    """One map: its title and the grids whose sum it shows."""

    title: str
    grids: tuple[Grid, ...]


def write_heat_maps(writer: Writer, quarters: ViewSheet) -> str:
    """Write all maps of the plan below each other; what the sheet holds, or nothing when there are none."""
    triangles = [triangle for heat_map in writer.model.front.heat_maps for triangle in _triangles(writer, heat_map)]
    if not triangles:
        return ""
    sheet = writer.book.sheet(SHEET, TEAL)
    count = len(quarters.view.periods.labels)
    sheet.set_column(LABEL, LABEL, 22)
    sheet.set_column(FROM, TO, 6)
    sheet.set_column(BASE, BASE, 11)
    sheet.set_column_pixels(OPENING, OPENING + count, 44)
    about = "Customers on monthly terms, by the quarter in which they joined: what is left at the end of each later quarter."
    writer.top(sheet, "Cohorts in colours", about)
    position = TOP
    for triangle in triangles:
        position = _write(writer, sheet, quarters, triangle, position) + 2
    sheet.freeze_panes(0, OPENING)
    sheet.set_paper(9)
    return about


def _triangles(writer: Writer, heat_map: HeatMap) -> list[Triangle]:
    rows = [row for row in writer.model.by_name.get(heat_map.line, []) if writer.presence.something(row)]
    grids = writer.layout.grids
    if heat_map.per_member:
        return [Triangle(f"{heat_map.title}: {' '.join(writer.model.labels_of(row))}", (grids[row],)) for row in rows]
    return [Triangle(heat_map.title, tuple(grids[row] for row in rows))] if rows else []


def _write(writer: Writer, sheet: Worksheet, quarters: ViewSheet, triangle: Triangle, top: int) -> int:
    """One map, the opening cohorts first; the row below it."""
    book, labels = writer.book, quarters.view.periods.labels
    book.text(sheet, top, LABEL, triangle.title, "heading")
    for column, text in ((LABEL, "Joined in"), (FROM, "from"), (TO, "to"), (BASE, "at its end")):
        book.text(sheet, top + 1, column, text, "subheader_left" if column == LABEL else "subheader")
    for age in range(len(labels) + 1):
        book.number(sheet, top + 1, OPENING + age, float(age), "heat_header", "label")
    for quarter in range(len(labels) + 1):
        _cohort(writer, sheet, quarters, triangle, top, quarter)
    last = top + 2 + len(labels)
    rule: dict[str, Any] = {"type": "3_color_scale"}
    for end, share, colour in (("min", 0, HEAT[0]), ("mid", 0.5, HEAT[1]), ("max", 1, HEAT[2])):  # one scale for all maps
        rule |= {f"{end}_type": "num", f"{end}_value": share, f"{end}_color": colour}
    sheet.conditional_format(top + 2, OPENING + 1, last, OPENING + len(labels), rule)
    book.text(sheet, last + 1, LABEL, "Across: quarters since the end of the quarter of joining.", "note")
    return last + 2


def _cohort(writer: Writer, sheet: Worksheet, quarters: ViewSheet, triangle: Triangle, top: int, quarter: int) -> None:
    """A row: the cohorts that joined in one quarter; quarter 0 are those there at the start."""
    book, periods, letter = writer.book, quarters.view.periods, writer.layout.column
    position = top + 2 + quarter
    row, first = position + 1, triangle.grids[0]
    book.text(sheet, position, LABEL, periods.labels[quarter - 1] if quarter else "There at the start", "member")
    from_month, to_month = (periods.first[quarter - 1], periods.last[quarter - 1]) if quarter else (-math.inf, 0)
    if quarter:
        column = letter(OPENING + quarter)
        for place, line, value in ((FROM, FIRST_MONTH_ROW, from_month), (TO, LAST_ROW, to_month)):
            book.formula(sheet, position, place, f"={quarters.name}!{column}${line + 1}", float(value), "caption", "label")
    else:
        book.number(sheet, position, TO, 0.0, "caption", "label")
    cohorts = [index for index, start in enumerate(writer.model.structure.cohort_starts) if from_month <= start <= to_month]
    condition = f'"<="&$C{row}' if quarter == 0 else f'">="&$B{row},{{starts}},"<="&$C{row}'
    ends = f"{quarters.name}!$F${LAST_ROW + 1}:${letter(FIRST + len(periods.labels) - 1)}${LAST_ROW + 1}"

    def left(age: int) -> float:
        month = periods.last[quarter + age - 1] if quarter + age else 0
        return math.fsum(float(writer.arrays[grid.row][index, month, 0]) for grid in triangle.grids for index in cohorts)

    base = left(0)
    at_base = f"$C{row}+1"
    number = number_style(first.row.unit)
    book.formula(sheet, position, BASE, "=" + _sums(writer, triangle, at_base, condition), base, "caption", number)
    for age in range(len(periods.labels) - quarter + 1):
        cell = letter(OPENING + age)
        if quarter == 0 and age == 0:
            at = at_base
        else:
            at = f"INDEX({ends},{cell}${top + 2}{f'+{letter(OPENING + quarter)}${top + 2}' if quarter else ''})+1"
        share = left(age) / base if round(base, 9) else math.nan
        formula = f'=IF(ROUND($D{row},9)=0,"",({_sums(writer, triangle, at, condition)})/$D{row})'
        book.formula(sheet, position, OPENING + age, formula, share, "heat", "share", **EDGE)


def _sums(writer: Writer, triangle: Triangle, at: str, condition: str) -> str:
    """The cohorts of some months in a month, of all grids; ``at`` is the column of the grid, the opening being 1."""
    last = writer.layout.column(OPENING + writer.model.structure.horizon)
    parts = []
    for grid in triangle.grids:
        sheet = writer.layout.places[grid.row].sheet
        starts = f"{sheet}!$D${grid.first + 1}:$D${grid.last + 1}"
        cells = f"INDEX({sheet}!$E${grid.first + 1}:${last}${grid.last + 1},0,{at})"
        parts.append(f"SUMIFS({cells},{starts},{condition.format(starts=starts)})")
    return "+".join(parts)
