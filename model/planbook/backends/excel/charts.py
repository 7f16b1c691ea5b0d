"""Drawing charts: from a feed to an xlsxwriter chart in the house style."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart as DrawnChart

from planbook.backends.excel.book import Book
from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.styles import AMBER, AXIS, CORAL, FONT, GREEN, GRID, NAVY, SERIES, SKY, TEXT

WIDTH, HEIGHT = 404, 300
AXIS_FORMATS = {
    "amount": '$#,##0.0,,"m"', "price": "$#,##0", "count": "#,##0", "percent": "0%", "small_percent": "0.0%", "multiple": '0.0"x"',
}  # fmt: skip
REFERENCES = (AMBER, CORAL)
FEW_DIGITS, FEWER_DIGITS = 2e6, 1e4  # below the first, axes count thousands; below the second, single ones
BASE_KINDS = {
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
    "area": {"type": "area", "subtype": "stacked"},
    "waterfall": {"type": "column", "subtype": "stacked"},
    "bar": {"type": "bar"},
}


def draw(book: Book, feed: Feed, largest: float, symbol: str) -> DrawnChart:
    """The chart of a feed. Lines of a column or area chart are drawn over it."""
    chart = feed.chart
    base = book.book.add_chart(dict(BASE_KINDS[chart.kind]))
    over = book.book.add_chart({"type": "line"}) if _has_lines(feed) else None
    for position, (name, values, declared) in enumerate(feed.series):
        on_top = over is not None and declared.style == "line"
        target = over if on_top else base
        assert target is not None
        made = _series(feed, position, name, values, "line" if on_top else chart.kind, declared.style)
        if chart.over == "values":
            made["data_labels"] = {"value": True, "num_format": f'"{symbol}"#,##0.0,,"m"', "font": _font(9)}
        target.add_series(made)
        target.series[-1]["name"] = name  # given to add_series, a label such as `=Inputs!D8` would become a reference
    if over is not None:
        base.combine(over)
    _dress(base, feed, largest, symbol)
    book.charts += 1
    return base


def _has_lines(feed: Feed) -> bool:
    return feed.chart.kind in ("column", "area", "stacked") and any(series.style == "line" for _, _, series in feed.series)


def _colour(feed: Feed, position: int, name: str) -> str:
    if feed.chart.kind == "waterfall":
        return {"Level": NAVY, "Up": GREEN, "Down": CORAL}.get(name, NAVY)
    if feed.chart.id == "C41":
        return (GREEN, CORAL)[position]
    return SERIES[position % len(SERIES)]


def _series(feed: Feed, position: int, name: str, values: str, kind: str, style: str) -> dict[str, Any]:
    colour = _colour(feed, position, name)
    made: dict[str, Any] = {"categories": feed.categories, "values": values}
    if kind == "line":
        reference = feed.chart.kind != "line" and position > 0
        made["line"] = {"color": REFERENCES[position % 2] if reference else colour, "width": 1.5 if reference else 2.25}
        if reference:
            made["line"]["dash_type"] = "dash"
        return made
    if kind == "area":
        alone = sum(declared.style == "area" for _, _, declared in feed.series) == 1
        made["fill"] = {"color": SKY if alone else colour}
        return made
    if kind == "waterfall" and name == "Base":
        made["fill"], made["border"] = {"none": True}, {"none": True}
        made["gap"] = 40
        return made
    made["fill"], made["border"] = {"color": colour}, {"none": True}
    made["gap"] = 30 if feed.dates else 55
    if kind in ("stacked", "waterfall"):
        made["overlap"] = 100
    return made


def _font(size: int, **more: Any) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": TEXT, **more}


def _dress(drawn: DrawnChart, feed: Feed, largest: float, symbol: str) -> None:
    chart = feed.chart
    drawn.set_title(
        {
            "name": feed.title,
            "name_font": {"name": FONT, "size": 11, "bold": True, "color": NAVY},
            "overlay": False,
            "layout": {"x": 0.02, "y": 0.03},
        }
    )
    number = AXIS_FORMATS.get(chart.style, "General")
    if chart.style == "amount" and largest < FEW_DIGITS:
        number = '$#,##0,"k"' if largest > FEWER_DIGITS else "$#,##0"
    number = number.replace("$", f'"{symbol}"')
    amounts: dict[str, Any] = {
        "num_format": number, "num_font": _font(9), "line": {"none": True}, "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
    }  # fmt: skip
    names: dict[str, Any] = {
        "num_font": _font(9), "line": {"color": AXIS}, "major_tick_mark": "none", "label_position": "low",
    }  # fmt: skip
    if feed.dates:
        names |= {"date_axis": True, "num_format": "mmm-yy", "major_unit": 12, "major_unit_type": "months"}
    if chart.over in ("ages", "quarters"):
        names["interval_unit"] = 1  # the feed's labels are already thinned out
    if chart.from_zero:
        amounts["min"] = 0
    if chart.kind == "bar":
        drawn.set_x_axis({**amounts, "visible": True})
        drawn.set_y_axis({**names, "reverse": True})
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(amounts)
    if len(feed.series) == 1 or chart.kind == "waterfall":
        drawn.set_legend({"none": True})
    else:
        drawn.set_legend({"position": "bottom", "font": _font(9)})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
    drawn.set_plotarea({"fill": {"none": True}})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    drawn.show_hidden_data()
    drawn.show_na_as_empty_cell()
    drawn.show_blanks_as("span")  # written out: without it LibreOffice draws gaps as zero
