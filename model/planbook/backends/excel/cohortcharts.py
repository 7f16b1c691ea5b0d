"""What charts draw of cohorts: how long those of each year stay, and what is left of the cohorts of each year."""

from __future__ import annotations

import math

from planbook.backends.excel.chartdata import MOST_SERIES, OLDEST_AGE, ChartData, Drawn, Feed, largest
from planbook.backends.excel.layout import CONSTANT, FIRST, OPENING, Grid
from planbook.backends.excel.viewsheets import FIRST_MONTH_ROW, LAST_ROW
from planbook.backends.excel.writing import number_style
from planbook.backends.views import YEAR
from planbook.language.charts import Chart, Series

SHORTEST = 12  # months that a cohort has been there before it is drawn


def feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    """The feed of a chart over cohorts; its line is a cohort line, all members together."""
    grids = [data.writer.layout.grids[row] for _, row, _ in drawn]
    return _kept(data, chart, grids) if chart.over == "cohorts" else _joined(data, chart, grids)


def _kept(data: ChartData, chart: Chart, grids: list[Grid]) -> Feed:
    """By age, the cohort of the first month of each year: what is left as a share of its first month."""
    structure = data.writer.model.structure
    starts = [start for start in data.writer.views[YEAR].periods.first if structure.horizon - start + 1 >= SHORTEST]
    oldest = min(OLDEST_AGE, structure.horizon - 1)
    feed = Feed(chart, chart.question, data.ages(oldest), largest=1.0)
    for start in starts[:MOST_SERIES]:
        name = structure.month_label(start)
        cohort = structure.cohort_starts.index(start)
        data.labels(name, grids[0].row.unit, grids[0].row.name)
        base = _sum(data, grids, cohort, start)
        data.put(CONSTANT, base, number_style(grids[0].row.unit))
        for age in range(min(oldest, structure.horizon - start) + 1):
            formula, left = _sum(data, grids, cohort, start + age)
            share = left / base[1] if round(base[1], 9) else math.nan
            data.put(OPENING + age, (f"IF(ROUND($D{data.position + 1},9)=0,NA(),({formula})/$D{data.position + 1})", share), "percent")
        feed.series.append((name, data.range(OPENING, OPENING + oldest), Series(grids[0].row.name, name, "line")))
        data.position += 1
    return feed


def _sum(data: ChartData, grids: list[Grid], cohort: int, month: int) -> tuple[str, float]:
    """One cohort of all members in a month."""
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
