"""The pages of charts: a grid of three by three, what to notice in its last cell; tiles above it where a page has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel import stamp
from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.charts import draw
from planbook.backends.excel.inputs import CHART_YEAR, SELECTOR
from planbook.backends.excel.rankings import Table
from planbook.backends.excel.sentences import Sentences
from planbook.backends.excel.styles import AMBER, CORAL, GREEN, NAVY, PAGE, SKY, TEAL
from planbook.backends.excel.writing import Writer
from planbook.language.charts import Page, Ranking, Sentence, Text, Tile

ROW_PIXELS, GAP_PIXELS, TILE_COLUMNS, CHART_ROWS, BAND_ROWS = 20, 12, 4, 15, 6
ACROSS, BLOCK = 3, 2 * (TILE_COLUMNS + 1)  # charts in a row, and how many columns each takes with its gap
BANNER_ROW, TILE_ROW, LAST_COLUMN = 1, 3, 30
TILE_COLOURS = (NAVY, TEAL, GREEN, AMBER, SKY, CORAL)


@dataclass
class Prepared:
    """An empty sheet at the front, and the page that it will show."""

    page: Page
    sheet: Worksheet


def prepare(writer: Writer, studied: Collection[str] = ()) -> list[Prepared]:
    """The sheets of the pages for which the plan has charts, tiles or rankings, in their place at the front.

    ``studied`` are the ids of charts that the engine has figures for.
    """
    there = {chart.id for chart in writer.model.charts if writer.presence.drawn(chart)}
    ranked = {ranking for ranking in writer.model.front.rankings if any(item.line in writer.model.by_name for item in ranking.items)}
    pages = [
        page for page in writer.model.front.pages
        if (set(studied) if page.studied else there) & set(page.charts) or page.tiles or ranked & set(page.rankings)
    ]  # fmt: skip
    return [Prepared(page, writer.book.sheet(page.sheet, TEAL)) for page in pages]


def fill(
    writer: Writer, prepared: list[Prepared], feeds: dict[str, Feed], tables: dict[Ranking, Table], sentences: Sentences,
    studied: Mapping[str, Feed], noticed: Sequence[tuple[str, str]] = (),
) -> None:  # fmt: skip
    """Draw banner, tiles, charts, rankings and sentences of every page.

    ``studied`` are the charts of the engine's figures, on pages of their own, and ``noticed`` what there is to notice in them.
    """
    for each in prepared:
        sheet, page = each.sheet, each.page
        _ground(writer, sheet, page)
        top = _tiles(writer, sheet, page.tiles, sentences) if page.tiles else TILE_ROW
        there = studied if page.studied else feeds
        content: list[Feed | Table] = [there[chart] for chart in page.charts if chart in there]
        content += [tables[ranking] for ranking in page.rankings if ranking in tables]
        _grid(writer, sheet, page, content, sentences, top, noticed if page.studied else ())


def _ground(writer: Writer, sheet: Worksheet, page: Page) -> None:
    """Colours, widths and the banner."""
    sheet.set_zoom(80)
    ground = writer.book.format("page")
    sheet.set_column(0, 0, 2, ground)
    for block in range(2 * ACROSS):
        start = 1 + block * (TILE_COLUMNS + 1)
        sheet.set_column_pixels(start, start + TILE_COLUMNS - 1, 49, ground)
        sheet.set_column_pixels(start + TILE_COLUMNS, start + TILE_COLUMNS, GAP_PIXELS, ground)
    sheet.set_column(LAST_COLUMN + 1, 60, 8, ground)
    for row in range(80):
        sheet.set_row_pixels(row, ROW_PIXELS, ground)
    for row in (0, BANNER_ROW + 1):
        sheet.set_row_pixels(row, GAP_PIXELS, ground)
    sheet.set_row_pixels(BANNER_ROW, 44, ground)
    for column in range(1, LAST_COLUMN):
        sheet.write_blank(BANNER_ROW, column, None, writer.book.format("banner"))
    writer.book.text(sheet, BANNER_ROW, 1, f"  {writer.plan.title}: {page.title}", "banner")
    status, text = writer.status_formula()
    formula = f'="Scenario: "&{SELECTOR}&"   |   Chart year: "&{CHART_YEAR}&"   |   {writer.currency}   |   "&{status[1:]}&"  "'
    year = writer.year_names[writer.chart_year - 1]
    shown = f"Scenario: {writer.shown}   |   Chart year: {year}   |   {writer.currency}   |   {text}  "
    writer.text_formula(sheet, BANNER_ROW, LAST_COLUMN - 1, formula, shown, "banner_small")


def _say(writer: Writer, sheet: Worksheet, at: tuple[int, int], text: Text, sentences: Sentences, style: str) -> bool:
    """A text with figures; whether the plan has its lines."""
    said = sentences.said(text)
    if said is None:
        return False
    writer.text_formula(sheet, *at, f"={said[0]}", said[1], style)
    return True


# Tiles.


def _tiles(writer: Writer, sheet: Worksheet, tiles: tuple[Tile, ...], sentences: Sentences) -> int:
    """Headline figures side by side; the row below them. Those of absent chapters leave no gap."""
    there = [tile for tile in tiles if sentences.said(tile.figure)]
    for position, tile in enumerate(there):
        start = 1 + position * (TILE_COLUMNS + 1)
        border: dict[str, Any] = {"top": 5, "top_color": TILE_COLOURS[position]}
        for line, style in enumerate(("tile_caption", "tile_number", "tile_note")):
            for column in range(start, start + TILE_COLUMNS):
                sheet.write_blank(TILE_ROW + line, column, None, writer.book.format(style, **(border if line == 0 else {})))
        writer.book.text(sheet, TILE_ROW, start, tile.caption, "tile_caption", **border)
        # figures as text: a number would not run over the narrow columns of a tile
        _say(writer, sheet, (TILE_ROW + 1, start), tile.figure, sentences, "tile_number")
        if not _say(writer, sheet, (TILE_ROW + 2, start), tile.note, sentences, "tile_note") and tile.instead:
            _say(writer, sheet, (TILE_ROW + 2, start), tile.instead, sentences, "tile_note")
    sheet.set_row_pixels(TILE_ROW + 1, 34, writer.book.format("page"))
    sheet.set_row_pixels(TILE_ROW + 2, 24, writer.book.format("page"))
    sheet.set_row_pixels(TILE_ROW + 3, GAP_PIXELS, writer.book.format("page"))
    return TILE_ROW + 4


# Charts, rankings and what to notice.


def _grid(
    writer: Writer, sheet: Worksheet, page: Page, content: list[Feed | Table], sentences: Sentences, top: int,
    noticed: Sequence[tuple[str, str]],
) -> None:  # fmt: skip
    """Charts and rankings in rows of three; what to notice takes the rest of the last row."""
    for position, each in enumerate(content):
        row, column = _cell(top, position)
        if isinstance(each, Table):
            _table(writer, sheet, each, row, column)
        else:
            sheet.insert_chart(row, column, draw(writer.book, each, writer.symbol), {"object_position": 1})
    rows, wide = len(content) // ACROSS, ACROSS - len(content) % ACROSS
    last = top + rows * (CHART_ROWS + 1) + _rows(wide) + 1
    for gap in (*(top + row * (CHART_ROWS + 1) - 1 for row in range(1, rows + 1)), last - 1):
        sheet.set_row_pixels(gap, GAP_PIXELS, writer.book.format("page"))
    _notice(writer, sheet, page.notice, sentences, _cell(top, len(content)), wide)
    for position, lines in enumerate(noticed[:wide]):
        place = _cell(top, len(content) + position)
        for line, (text, style) in enumerate(zip(lines, ("notice_first", "notice_second"), strict=True), place[0] + 3):
            writer.book.text(sheet, line, place[1], text, style)
    if page.studied:
        said = "As the engine computed it; the figures stand on the sheet Whatif and do not follow the cells: "
        writer.text_formula(sheet, last, 1, f'="{said}"&{stamp.status(writer)}', f"{said}{stamp.CURRENT}", "note", bg_color=PAGE)
    else:
        note = "Live: everything here follows the scenario and the chart year chosen on the sheet Inputs."
        writer.book.text(sheet, last, 1, note, "note", bg_color=PAGE)
    sheet.print_area(0, 0, last, LAST_COLUMN)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()


def _rows(wide: int) -> int:
    """How high what to notice is: as high as a chart, or a low band below all charts."""
    return BAND_ROWS if wide == ACROSS else CHART_ROWS


def _cell(top: int, position: int) -> tuple[int, int]:
    """Row and column at which a cell of the grid begins."""
    return top + position // ACROSS * (CHART_ROWS + 1), 1 + position % ACROSS * BLOCK


def _card(writer: Writer, sheet: Worksheet, top: int, left: int, rows: int, columns: int) -> None:
    """White ground."""
    for row in range(top, top + rows):
        for column in range(left, left + columns):
            sheet.write_blank(row, column, None, writer.book.format("tile"))


def _table(writer: Writer, sheet: Worksheet, table: Table, top: int, left: int) -> None:
    """A ranking: what is largest in the chosen year, its amount and its share."""
    _card(writer, sheet, top, left, CHART_ROWS, BLOCK - 1)
    amount, share = left + BLOCK - 4, left + BLOCK - 2
    writer.text_formula(sheet, top + 1, left, f"={table.title[0]}", table.title[1], "notice_title")
    writer.book.text(sheet, top + 3, amount, writer.currency, "tile_head")
    writer.book.text(sheet, top + 3, share, table.share, "tile_head")
    for position, row in enumerate(table.rows):
        at = top + 4 + 2 * position
        for column, (formula, shown), style in zip((left, amount, share), row, ("tile_name", "tile_amount", "tile_amount"), strict=True):
            writer.text_formula(sheet, at, column, f"={formula}", shown, style)


def _notice(
    writer: Writer, sheet: Worksheet, notice: tuple[Sentence, ...], sentences: Sentences, at: tuple[int, int], wide: int
) -> None:
    """A white card: a heading, and sentences of two lines, as many side by side as the card is wide."""
    top, left = at
    _card(writer, sheet, top, left, _rows(wide), LAST_COLUMN - left)
    writer.book.text(sheet, top + 1, left, "What to notice", "notice_title")
    said = 0
    for sentence in notice:
        at = (top + 3 + said // wide * 4, left + said % wide * BLOCK)
        if _say(writer, sheet, at, sentence.first, sentences, "notice_first"):
            if sentence.second is not None:
                _say(writer, sheet, (at[0] + 1, at[1]), sentence.second, sentences, "notice_second")
            said += 1
