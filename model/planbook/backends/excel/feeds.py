"""The feeds of all charts that a plan has lines for."""

from __future__ import annotations

from planbook.backends.excel import cohortcharts, membercharts, sidebyside
from planbook.backends.excel.chartdata import ChartData, Feed
from planbook.backends.excel.presence import Drawn
from planbook.language.charts import Chart


def write_feeds(data: ChartData) -> dict[str, Feed]:
    """Write what every chart draws; a feed for each chart by its id."""
    found = {}
    for chart in data.writer.model.charts:
        drawn = data.writer.presence.drawn(chart)
        if drawn:
            data.heading(f"{chart.id}  {chart.question}")
            feed = _feed(data, chart, drawn)
            if feed.series:
                found[chart.id] = feed
    return found


def _feed(data: ChartData, chart: Chart, drawn: list[Drawn]) -> Feed:
    if chart.over in ("cohorts", "joined"):
        return cohortcharts.feed(data, chart, drawn)
    if chart.over == "members":
        return membercharts.feed(data, chart, drawn)
    if chart.over in ("values", "year", "plan", "change"):
        return sidebyside.feed(data, chart, drawn)
    return data.by_age(chart, drawn) if chart.over == "ages" else data.over_time(chart, drawn)
