"""Drawing charts: from a feed to an xlsxwriter chart in the house style."""

from __future__ import annotations

import itertools
from typing import Any

from xlsxwriter.chart import Chart as DrawnChart

from planbook.backends.excel.book import Book
from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.styles import AMBER, AXIS, CORAL, FONT, GREEN, GRID, NAVY, SERIES, SKY, TEXT
from planbook.language.charts import Series

WIDTH, HEIGHT = 404, 300
AXIS_FORMATS = {
    "amount": '$#,##0.0,,"m"', "price": "$#,##0", "count": "#,##0", "percent": "0%", "small_percent": "0.0%", "multiple": '0.0"x"',
}  # fmt: skip
# Amounts on axes: single ones below the first, millions from the second, since an axis ends above its largest figure, whole ones
# from the third; sideways, where labels stand close together, from the fourth.
THOUSANDS_FROM, MILLIONS_FROM, WHOLE_MILLIONS_FROM, WHOLE_BARS_FROM = 1e4, 5e5, 2e7, 4e6
OWN_COLOURS = {"reference": AMBER, "lowest": CORAL}
TONES = {"good": GREEN, "doubtful": AMBER, "bad": CORAL}
BASE_KINDS = {
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "share": {"type": "column", "subtype": "percent_stacked"},
    "line": {"type": "line"},
    "area": {"type": "area", "subtype": "stacked"},
    "waterfall": {"type": "bar", "subtype": "stacked"},
    "bar": {"type": "bar"},
    "field": {"type": "bar", "subtype": "stacked"},
    "funnel": {"type": "bar"},
    "tornado": {"type": "bar", "subtype": "stacked"},
}
STACKED = ("stacked", "share", "waterfall", "field", "tornado")
ON_A_BASE = ("waterfall", "field")  # bars on an unseen one
HORIZONTAL = ("bar", "funnel", "waterfall", "field", "tornado")
UNLABELLED = ("share", "area", "line", "field")
ON_TOP = ("line", "reference", "lowest")  # drawn as lines, over columns and areas
STEP_COLOURS = {"Level": NAVY, "Up": GREEN, "Down": CORAL, "Up, below zero": GREEN, "Down, below zero": CORAL}
FIELD_COLOURS = {"Low to own": SKY, "Own": CORAL, "Own to high": NAVY}


def draw(book: Book, feed: Feed, symbol: str) -> DrawnChart:
    """The chart of a feed. Lines of a column or area chart are drawn over it."""
    chart = feed.chart
    alone = all(series.style in ON_TOP for _, _, series in feed.series)  # nothing is left for the lines to stand over
    base = book.book.add_chart({"type": "line"} if alone else dict(BASE_KINDS[chart.kind]))
    over = book.book.add_chart({"type": "line"}) if not alone and (feed.ends or _has_lines(feed)) else None
    colours = _colours(feed)
    for (name, values, declared), colour in zip(feed.series, colours, strict=True):
        target = over if over is not None and declared.style in ON_TOP else base
        made = {"categories": feed.categories, "values": values, **_look(feed, name, declared, colour)}
        if chart.kind in ("bar", "funnel") or (chart.over in ("values", "members") and chart.kind not in UNLABELLED):
            made["data_labels"] = {"value": True, "num_format": _axis_format(feed, symbol, True), "font": _font(9)}
        target.add_series(made)
        target.series[-1]["name"] = name  # given to add_series, a label such as `=Inputs!D8` would become a reference
    for name, values in feed.ends:
        assert over is not None
        over.add_series({"name": name, "categories": feed.categories, "values": values, "line": {"none": True}})
    if over is not None:
        base.combine(over)
    _dress(base, feed, symbol)
    book.charts += 1
    return base


def _has_lines(feed: Feed) -> bool:
    return feed.chart.kind != "line" and any(series.style in ON_TOP for _, _, series in feed.series)


def _colours(feed: Feed) -> list[str]:
    """A colour for each series: that of its tone, or else one that nothing else in the chart has."""
    declared = [series for _, _, series in feed.series]
    taken = {TONES[series.tone] for series in declared if series.tone}
    taken |= {OWN_COLOURS[series.style] for series in declared if series.style in OWN_COLOURS}
    free = itertools.cycle([colour for colour in SERIES if colour not in taken])
    return [TONES.get(series.tone) or OWN_COLOURS.get(series.style) or next(free) for series in declared]


def _look(feed: Feed, name: str, declared: Series, colour: str) -> dict[str, Any]:
    """How a series is painted."""
    chart = feed.chart
    if declared.style == "reference":
        return {"line": {"color": colour, "width": 1.5, "dash_type": "dash"}}
    if declared.style == "lowest":
        return {"line": {"none": True}, "marker": {"type": "circle", "size": 8, "fill": {"color": colour}, "border": {"color": "#FFFFFF"}}}
    if declared.style == "line" or chart.kind == "line":
        return {"line": {"color": colour, "width": 2.25}}
    if chart.kind == "area":
        alone = sum(series.style not in ON_TOP for _, _, series in feed.series) == 1
        return {"fill": {"color": SKY if alone else colour}}
    if chart.kind in ON_A_BASE and name == "Base":
        return {"fill": {"none": True}, "border": {"none": True}, "gap": 40, "overlap": 100}
    if chart.kind in ON_A_BASE:
        colour = {**STEP_COLOURS, **FIELD_COLOURS}[name]
    made: dict[str, Any] = {"fill": {"color": colour}, "border": {"none": True}, "gap": 30 if feed.dates else 55}
    if chart.kind in STACKED:
        made["overlap"] = 100
    return made


def _font(size: int, **more: Any) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": TEXT, **more}


def _axis_format(feed: Feed, symbol: str, finer: bool = False) -> str:
    """The number format of an axis, or of labels beside bars, for the size of what is drawn."""
    number = AXIS_FORMATS.get(feed.chart.style, "General")
    whole = WHOLE_BARS_FROM if feed.chart.kind == "field" else WHOLE_MILLIONS_FROM
    if feed.chart.style == "amount" and feed.largest < THOUSANDS_FROM:
        number = "$#,##0"
    elif feed.chart.style == "amount" and feed.largest < MILLIONS_FROM:
        number = '$#,##0,"k"'
    elif feed.chart.style == "amount" and feed.largest >= whole and not finer:
        number = '$#,##0,,"m"'
    return number.replace("$", f'"{symbol}"')


def _dress(drawn: DrawnChart, feed: Feed, symbol: str) -> None:
    chart = feed.chart
    font = {"name": FONT, "size": 11, "bold": True, "color": NAVY}
    drawn.set_title({"name": feed.title, "name_font": font, "overlay": False, "layout": {"x": 0.02, "y": 0.03}})
    _axes(drawn, feed, symbol)
    alone = len(feed.series) == 1 and (len(chart.series) == 1 or feed.series[0][0] == chart.question)
    if alone or chart.kind in ON_A_BASE:  # the question says what it is; what is left of several series has to be named
        drawn.set_legend({"none": True})
    else:
        unseen = list(range(len(feed.series), len(feed.series) + len(feed.ends)))
        drawn.set_legend({"position": "bottom", "font": _font(9), "delete_series": unseen})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
    drawn.set_plotarea({"fill": {"none": True}})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    drawn.show_hidden_data()
    drawn.show_na_as_empty_cell()
    drawn.show_blanks_as("span")  # written out: without it LibreOffice draws gaps as zero


def _axes(drawn: DrawnChart, feed: Feed, symbol: str) -> None:
    chart = feed.chart
    amounts: dict[str, Any] = {
        "num_format": "0%" if chart.kind == "share" else _axis_format(feed, symbol), "num_font": _font(9),
        "line": {"none": True}, "major_tick_mark": "none", "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
    }  # fmt: skip
    names: dict[str, Any] = {
        "num_font": _font(9), "line": {"color": AXIS}, "major_tick_mark": "none",
        "label_position": "low",
    }  # fmt: skip
    if feed.dates:
        names |= {"date_axis": True, "num_format": "mmm-yy", "major_unit": feed.dates, "major_unit_type": "months"}
    if chart.over == "ages":  # an axis of days in all but name: no other leaves room between its labels
        names |= {"date_axis": True, "num_format": "0", "major_unit": 12, "major_unit_type": "days"}
        names |= {"name": "months since joining", "name_font": _font(9, bold=False)}
    if chart.over in ("quarters", "study"):
        names["interval_unit"] = 4 if chart.over == "study" and chart.kind == "line" else 1  # others are thinned out, or few
    if chart.kind == "field":
        names["interval_unit"] = 1  # every method is named, however many there are
    if chart.from_zero:
        amounts["min"] = 0
    if chart.up_to:
        amounts["max"] = chart.up_to
    if chart.or_more:
        amounts["num_format"] = f'[>={chart.up_to:g}]"{chart.up_to:g} or more";#,##0'
    if chart.kind == "waterfall":  # amounts stand beside the names
        amounts["label_position"] = "none"
    if chart.kind in HORIZONTAL:
        drawn.set_x_axis({**amounts, "visible": True})
        drawn.set_y_axis({**names, "reverse": True})
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(amounts)
