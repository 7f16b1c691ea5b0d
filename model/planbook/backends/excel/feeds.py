"""The feeds of all charts that a plan has lines for."""

from __future__ import annotations

from planbook.backends.excel import cohortcharts, sidebyside
from planbook.backends.excel.chartdata import ChartData, Drawn, Feed
from planbook.language.charts import Chart
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Row


def write_feeds(data: ChartData) -> dict[str, Feed]:
    """Write what every chart draws; a feed for each chart by its id."""
    found = {}
    for chart in data.writer.model.charts:
        drawn = _drawn(data, chart)
        if drawn:
            data.heading(f"{chart.id}  {chart.question}")
            feed = _feed(data, chart, drawn)
            if feed.series:
                found[chart.id] = feed
    return found


def _drawn(data: ChartData, chart: Chart) -> list[Drawn]:
    """The series that the plan has lines for: one for each member of a line."""
    model = data.writer.model
    return [
        (series.label if series.member else " ".join(model.labels_of(row)) or series.label or row.label, row, series)
        for series in chart.series
        for row in model.by_name.get(series.line, [])
        if series.member in ("", *row.members) and not _nothing(row)
    ]


def _nothing(row: Row, asked: tuple[Row, ...] = ()) -> bool:
    """Whether nothing in the plan contributes to a line: its formula is made of zeros alone, and of lines that are."""
    return row in asked or (row.tree is not None and _zeros(row.tree, (*asked, row)))


def _zeros(tree: Expression, asked: tuple[Row, ...]) -> bool:
    if isinstance(tree, Line):
        return _nothing(tree.row, asked)
    if isinstance(tree, Apply):
        return all(_zeros(arg, asked) for arg in (tree.args[:1] if tree.op == "prior" else tree.args))
    return isinstance(tree, Number) and tree.value == 0


def _feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    if chart.over in ("cohorts", "joined"):
        return cohortcharts.feed(data, chart, drawn)
    if chart.over in ("values", "year", "plan", "change"):
        return sidebyside.feed(data, chart, drawn)
    return data.by_age(chart, drawn) if chart.over == "ages" else data.over_time(chart, drawn)
