"""The Dashboard: tiles and the first charts; the sheet Charts holds the others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.charts import draw
from planbook.backends.excel.inputs import SELECTOR
from planbook.backends.excel.layout import FIRST
from planbook.backends.excel.styles import AMBER, CORAL, GREEN, NAVY, PAGE, SKY, TEAL, printed, text_formula
from planbook.backends.excel.viewsheets import ViewSheet
from planbook.backends.excel.writing import Writer
from planbook.language.model import Row
from planbook.language.units import Shape

ROW_PIXELS, TILE_COLUMNS, CHART_ROWS = 20, 4, 15
ON_DASHBOARD = ("C01", "C02", "C03", "C09", "C16", "C10", "C35", "C41", "C04", "C17", "C18", "C61")


@dataclass(frozen=True)
class Tile:
    """A headline: its figure, and below it a second one with the words around it."""

    line: str
    caption: str
    style: str
    colour: str
    beside: str
    beside_style: str
    words: tuple[str, str]
    missing: tuple[str, str] = ("n/a", "n/a")


NOT_MEANINGFUL = ("not meaningful", "the normalised terminal flow is not positive")
TILES = (
    Tile("closing_arr", "ARR at the plan's end", "millions", NAVY, "opening_arr", "millions", ("from ", " at its start")),
    Tile("revenue", "Revenue of the last fiscal year", "millions", TEAL, "revenue_growth", "percent", ("growing by ", "")),
    Tile("ebitda_margin", "EBITDA margin, last fiscal year", "percent", GREEN, "gross_margin", "percent", ("gross margin ", "")),
    Tile("minimum_cash", "Lowest cash", "millions", AMBER, "minimum_cash_without_round", "millions", ("", " without the round")),
    Tile("clv_to_cac", "CLV:CAC at the plan's end", "multiple", SKY, "cac_12_months", "amount", ("CAC ", ", fully loaded")),
    Tile(
        "enterprise_value", "Enterprise value, DCF", "millions", CORAL,
        "ev_to_opening_arr", "multiple", ("", " opening ARR"), NOT_MEANINGFUL,
    ),
)


def prepare(writer: Writer) -> tuple[Worksheet, Worksheet]:
    """The empty sheets, in their place at the front."""
    return writer.book.sheet("Dashboard", TEAL), writer.book.sheet("Charts", TEAL)


def fill(writer: Writer, sheets: tuple[Worksheet, Worksheet], feeds: dict[str, Feed], years: ViewSheet) -> None:
    """Draw tiles and charts."""
    dashboard, rest = sheets
    first = [feeds[chart] for chart in ON_DASHBOARD if chart in feeds]
    others = [feed for chart, feed in sorted(feeds.items()) if chart not in ON_DASHBOARD]
    _page(writer, dashboard, f"{writer.plan.title}: plan dashboard")
    _tiles(writer, dashboard, years)
    _charts(writer, dashboard, first, 8)
    _page(writer, rest, f"{writer.plan.title}: further charts")
    _charts(writer, rest, others, 3)


def _page(writer: Writer, sheet: Worksheet, title: str) -> None:
    sheet.set_zoom(80)
    page = writer.book.format("page")
    sheet.set_column(0, 0, 2, page)
    for block in range(6):
        start = 1 + block * (TILE_COLUMNS + 1)
        sheet.set_column_pixels(start, start + TILE_COLUMNS - 1, 49, page)
        sheet.set_column_pixels(start + TILE_COLUMNS, start + TILE_COLUMNS, 12, page)
    sheet.set_column(31, 60, 8, page)
    for row in range(120):
        sheet.set_row_pixels(row, ROW_PIXELS, page)
    sheet.set_row_pixels(1, 44, page)
    banner = writer.book.format("banner")
    for column in range(1, 30):
        sheet.write_blank(1, column, None, banner)
    writer.book.text(sheet, 1, 1, f"  {title}", "banner")
    status, text = writer.status_formula()
    formula = f'="Scenario: "&{SELECTOR}&"   |   {writer.currency}   |   "&{status[1:]}'
    shown = f"Scenario: {writer.shown}   |   {writer.currency}   |   {text}"
    writer.text_formula(sheet, 1, 28, formula, shown, "banner_small")


def _cell(writer: Writer, row: Row, years: ViewSheet) -> tuple[str, float]:
    """Where a tile's figure stands, and its value: a scalar, or the last year's."""
    if row.shape is Shape.SCALAR:
        return writer.layout.constant_cell(row), writer.values(row)[0]
    column = writer.layout.column(FIRST + len(years.view.periods.labels) - 1)
    return f"{years.name}!${column}${years.places[row] + 1}", float(years.view.values(row)[-1, 0])


def _tiles(writer: Writer, sheet: Worksheet, years: ViewSheet) -> None:
    for position, tile in enumerate(TILES):
        rows = writer.model.by_name.get(tile.line)
        if not rows:
            continue
        start = 1 + position * (TILE_COLUMNS + 1)
        for line, style in ((3, "tile_caption"), (4, "tile_number"), (5, "tile_note"), (6, "tile_note")):
            for column in range(start, start + TILE_COLUMNS):
                more: dict[str, Any] = {"top": 5, "top_color": tile.colour} if line == 3 else {}
                sheet.write_blank(line, column, None, writer.book.format(style, **more))
        writer.book.text(sheet, 3, start, tile.caption, "tile_caption", top=5, top_color=tile.colour)
        _figure(writer, sheet, (4, start), rows[0], years, tile.style, ("", ""), "tile_number", tile.missing[0])
        below = writer.model.by_name.get(tile.beside)
        if below:
            _figure(writer, sheet, (5, start), below[0], years, tile.beside_style, tile.words, "tile_note", tile.missing[1])
    sheet.set_row_pixels(4, 34, writer.book.format("page"))


def _figure(
    writer: Writer,
    sheet: Worksheet,
    at: tuple[int, int],
    row: Row,
    years: ViewSheet,
    style: str,
    words: tuple[str, str],
    look: str,
    missing: str,
) -> None:
    """A figure as text: a number would not run over the narrow columns of a tile."""
    reference, value = _cell(writer, row, years)
    before, after = words
    formula = f'=IF(ISNUMBER({reference}),"{before}"&{text_formula(reference, style, writer.symbol)}&"{after}","{missing}")'
    shown = missing if math.isnan(value) else f"{before}{printed(value, style, writer.symbol)}{after}"
    writer.text_formula(sheet, *at, formula, shown, look)


def _charts(writer: Writer, sheet: Worksheet, feeds: list[Feed], top: int) -> None:
    for position, feed in enumerate(feeds):
        row = top + (position // 3) * (CHART_ROWS + 1)
        column = 1 + (position % 3) * 2 * (TILE_COLUMNS + 1)
        sheet.insert_chart(row, column, draw(writer.book, feed, _largest(writer, feed), writer.symbol), {"object_position": 1})
    last = top + ((len(feeds) + 2) // 3) * (CHART_ROWS + 1)
    writer.book.text(sheet, last, 1, "All charts are live: they follow the scenario chosen on the sheet Inputs.", "note", bg_color=PAGE)
    sheet.print_area(0, 0, last, 30)
    sheet.fit_to_pages(1, 1)


def _largest(writer: Writer, feed: Feed) -> float:
    """The largest amount a chart draws, for the number format of its axis."""
    sizes = [0.0]
    for series in feed.chart.series:
        for row in writer.model.by_name.get(series.line, []):
            view = writer.views.get({"years": "year", "quarters": "quarter"}.get(feed.chart.over, ""))
            values = view.values(row) if view else writer.arrays[row]
            sizes += [abs(float(value)) for value in values.reshape(-1) if not math.isnan(value)]
    return max(sizes) * (12 if feed.chart.kind == "waterfall" else 1)
