"""The list of all charts, as a document: what each asks, how it is drawn, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.language.charts import Chart, Front, HeatMap, Page, Series
from planbook.language.declarations import Chapter

KINDS = {
    "column": "columns", "stacked": "stacked columns", "share": "stacked columns of 100 %", "line": "lines", "area": "areas",
    "bar": "bars", "funnel": "funnel", "waterfall": "waterfall, sideways", "field": "bars from low to high",
    "tornado": "bars to both sides",
}  # fmt: skip
OVERS = {
    "months": "by month", "quarters": "by quarter", "years": "by year", "ages": "by age in months",
    "cohorts": "by month of joining, one cohort a year, a series for each age", "joined": "by month, one area for each year of joining",
    "values": "side by side", "members": "by", "study": "as the engine computed it, not live",
    "year": "of the chart year", "plan": "of the whole plan", "change": "from the first whole year to the last",
}  # fmt: skip
HEAD = """# Charts

Written by `make docs` from the charts that the chapters declare and the pages in `business/pages.py`; do not edit.
A chart stands where its chapter is part of the plan and it has something to show: a series that is zero in every
scenario is left out, and so are a chart or a heat map that would be empty, and a chart that would be flat. The chart
year is chosen on the sheet *Inputs*. Ids that are missing belong to charts that are still to come. Waterfalls run
sideways, so that the names and amounts of all steps can be read.
"""


def chart_list(chapters: Sequence[Chapter], front: Front) -> str:
    """All charts, page by page, and the heat maps."""
    charts = {chart.id: chart for chapter in chapters for chart in chapter.charts} | {chart.id: chart for chart in front.studied}
    labels = {line.name: line.label for chapter in chapters for line in (*chapter.lines, *chapter.assumptions, *chapter.constants)}
    pages = [_page(page, [charts[each] for each in page.charts if each in charts], labels) for page in front.pages]
    return "\n".join([HEAD, *(page for page in pages if page), _heat_maps(front.heat_maps)])


def _page(page: Page, charts: list[Chart], labels: dict[str, str]) -> str:
    if not charts:
        return ""
    rows = []
    for chart in charts:
        series = "; ".join(_series(each, labels) for each in chart.series)
        drawn = f"{KINDS[chart.kind]} {OVERS[chart.over]} {chart.along}".rstrip()
        rows.append(f"| {chart.id} | {chart.question} | {drawn} | {series} | {chart.why} |")
    title = f"{page.title[0].upper()}{page.title[1:]} (sheet {page.sheet})"
    return "\n".join([f"## {title}", "", "| id | question | drawn as | series | why so |", "|---|---|---|---|---|", *rows, ""])


def _series(series: Series, labels: dict[str, str]) -> str:
    """A series by its label, and the line behind it."""
    words = {"reference": "to compare with", "lowest": "lowest point"}.get(series.style, "")
    notes = [
        words, "subtracted" if series.negative else "", "before" if series.before else "", series.group.lower(),
        f"those with {series.of.replace('=', ' ').replace('_', ' ')}" if series.of else "",
        f"from `{series.low}` to `{series.high}`" if series.low else "", "named only" if series.named_only else "",
        f"where there is `{series.given}`" if series.given else "",
    ]  # fmt: skip
    about = ", ".join([f"`{series.line}`", *(note for note in notes if note)])
    return f"{series.label or labels.get(series.line, series.line)} ({about})"


def _heat_maps(heat_maps: Sequence[HeatMap]) -> str:
    rows = [f"| {each.title} | `{each.line}` | {'each member' if each.per_member else 'all members together'} |" for each in heat_maps]
    return "\n".join(["## Heat maps (sheet Heatmaps)", "", "| title | line | for |", "|---|---|---|", *rows, ""])
