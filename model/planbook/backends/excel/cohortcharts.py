"""What charts draw of cohorts: how many of those of each year stay how long, and what is left of the cohorts of each year."""

from __future__ import annotations

import math

from planbook.backends.excel.chartdata import MOST_SERIES, Cell, ChartData, Feed, largest
from planbook.backends.excel.layout import FIRST, OPENING, Grid
from planbook.backends.excel.presence import Drawn
from planbook.backends.excel.viewsheets import FIRST_MONTH_ROW, LAST_ROW
from planbook.backends.excel.writing import number_style
from planbook.backends.views import YEAR
from planbook.language.charts import Chart, Series
from planbook.language.model import Structure
from planbook.language.operators import ZERO_DIGITS
from planbook.language.units import MONTHS_OF_YEAR

LEFT_AFTER = (6, 12, 24, 36)  # ages, in months, at which cohorts are compared


def feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """The feed of a chart over cohorts; its line is a cohort line, all members together."""
    grids = [data.writer.layout.grids[row] for _, row, _ in drawn]
    return _kept(data, chart, grids) if chart.over == "cohorts" else _joined(data, chart, grids)


def _kept(data: ChartData, chart: Chart, grids: list[Grid]) -> Feed:
    """The cohort of the first month of each year: what is left of its first month at some ages."""
    structure = data.writer.model.structure
    starts = [start for start in data.writer.views[YEAR].periods.first if start + LEFT_AFTER[0] <= structure.horizon]
    last = FIRST + max(len(starts), 1) - 1
    feed = Feed(chart, chart.question, data.range(FIRST, last), largest=1.0)
    for index, start in enumerate(starts):
        data.text(FIRST + index, _month_name(structure, start))
    data.position += 1
    bases = _bases(data, grids, starts)
    joined = data.position
    for age in (age for age in LEFT_AFTER if starts and starts[0] + age <= structure.horizon):
        name = f"left after {age} months"
        data.labels(name, grids[0].row.unit, grids[0].row.name)
        for index, start in enumerate(starts):
            data.put(FIRST + index, _share(data, grids, start, age, bases[index], joined), "percent")
        feed.series.append((name, data.range(FIRST, last), Series(grids[0].row.name, name)))
        data.position += 1
    return feed


def _bases(data: ChartData, grids: list[Grid], starts: list[int]) -> list[float]:
    """Write what each cohort is in its first month."""
    cells = [_sum(data, grids, start, start) for start in starts]
    data.labels("joined", grids[0].row.unit, grids[0].row.name)
    for index, cell in enumerate(cells):
        data.put(FIRST + index, cell, number_style(grids[0].row.unit))
    data.position += 1
    return [value for _, value in cells]


def _share(data: ChartData, grids: list[Grid], start: int, age: int, base: float, joined: int) -> Cell:
    """What is left of a cohort at an age; not available beyond the plan, and where nobody joined."""
    if start + age > data.writer.model.structure.horizon:
        return "NA()", math.nan
    formula, left = _sum(data, grids, start, start + age)
    cell = f"{data.writer.layout.column(FIRST + data.writer.views[YEAR].periods.first.index(start))}${joined}"
    return f"IF(ROUND({cell},9)=0,NA(),({formula})/{cell})", left / base if round(base, ZERO_DIGITS) else math.nan


def _month_name(structure: Structure, month: int) -> str:
    """A month as axes name it."""
    year, of_year = structure.calendar(month)
    return f"{MONTHS_OF_YEAR[of_year - 1][:3]}-{year % 100:02d}"


def _sum(data: ChartData, grids: list[Grid], start: int, month: int) -> Cell:
    """The cohort that joined in a month, of all members, in another."""
    cohort = data.writer.model.structure.cohort_starts.index(start)
    letter = data.writer.layout.column(OPENING + month)
    cells = [f"{data.writer.layout.places[grid.row].sheet}!{letter}{grid.first + cohort + 1}" for grid in grids]
    return "+".join(cells), sum(float(data.writer.arrays[grid.row][cohort, month, 0]) for grid in grids)


def _joined(data: ChartData, chart: Chart, grids: list[Grid]) -> Feed:
    """By month, what is left of the cohorts that were there at the start, and of those that joined in each year."""
    structure = data.writer.model.structure
    feed = Feed(chart, chart.question, "", dates=data.apart)
    first, last = data.months()
    feed.categories = data.range(first, last)
    values = []
    for name, from_month, to_month, conditions in _bands(data):
        data.position += 1
        data.labels(name, grids[0].row.unit, grids[0].row.name)
        cohorts = [index for index, start in enumerate(structure.cohort_starts) if from_month <= start <= to_month]
        line = [sum(float(data.writer.arrays[grid.row][index, month, 0]) for grid in grids for index in cohorts)
                for month in range(1, structure.horizon + 1)]  # fmt: skip
        for month, value in enumerate(line, 1):
            letter = data.writer.layout.column(OPENING + month)
            parts = "+".join(_sumifs(data, grid, letter, conditions) for grid in grids)
            data.put(OPENING + month, (parts, value), number_style(grids[0].row.unit))
        feed.series.append((name, data.range(first, last), Series(grids[0].row.name, name, "area")))
        values.append(line)
    feed.largest = largest(chart, values)
    data.position += 1
    return feed


def _bands(data: ChartData) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """The years in which cohorts joined: name, first and last month, conditions on the start; the last years are one."""
    periods, years, letter = data.writer.views[YEAR].periods, data.years.name, data.writer.layout.column
    found: list[tuple[str, int, int, tuple[str, ...]]] = [("There at the start", -10_000, 0, ('"<="&0',))]
    shown = len(periods.labels) if len(periods.labels) < MOST_SERIES else MOST_SERIES - 1
    for index in range(shown):
        final = index == shown - 1
        until = len(periods.labels) - 1 if final else index
        name = f"FY{periods.labels[index]}" + (" and later" if until > index else "")
        low = f'">="&{years}!${letter(FIRST + index)}${FIRST_MONTH_ROW + 1}'
        high = f'"<="&{years}!${letter(FIRST + until)}${LAST_ROW + 1}'
        found.append((name, periods.first[index], periods.last[until], (low, high)))
    return found


def _sumifs(data: ChartData, grid: Grid, letter: str, conditions: tuple[str, ...]) -> str:
    sheet = data.writer.layout.places[grid.row].sheet
    starts = f"{sheet}!$D${grid.first + 1}:$D${grid.last + 1}"
    wanted = ",".join(f"{starts},{condition}" for condition in conditions)
    return f"SUMIFS({sheet}!{letter}${grid.first + 1}:{letter}${grid.last + 1},{wanted})"
