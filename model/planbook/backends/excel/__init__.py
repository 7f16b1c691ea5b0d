"""The workbook: from a plan and its model to one live Excel file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planbook.backends.excel import cover, drivers, pages, scorecard, summary
from planbook.backends.excel.book import Book, WorkbookError
from planbook.backends.excel.chartdata import SHEET as CHART_DATA
from planbook.backends.excel.chartdata import ChartData
from planbook.backends.excel.checks import write_checks
from planbook.backends.excel.definitions import write_definitions
from planbook.backends.excel.feeds import write_feeds
from planbook.backends.excel.grids import write_grids
from planbook.backends.excel.heatmaps import SHEET as HEAT_MAPS
from planbook.backends.excel.heatmaps import write_heat_maps
from planbook.backends.excel.inputs import write_inputs
from planbook.backends.excel.layout import CHECKS, INPUTS, Layout
from planbook.backends.excel.ownership import write_cap_table
from planbook.backends.excel.payouts import write_payouts
from planbook.backends.excel.presence import Presence
from planbook.backends.excel.rankings import write_ranking
from planbook.backends.excel.sentences import Sentences
from planbook.backends.excel.stamp import write_stamp
from planbook.backends.excel.tables import write_tables
from planbook.backends.excel.timesheets import write_chapter
from planbook.backends.excel.viewsheets import SHEETS, ViewSheet, statements, write_statement
from planbook.backends.excel.whatif import studied_feeds, write_whatif
from planbook.backends.excel.writing import Progress, Writer
from planbook.backends.pointwise import Array
from planbook.backends.views import QUARTER, YEAR, has_view
from planbook.language.model import Model, Row
from planbook.language.plans import LoadedPlan
from planbook.language.studies import Studies

__all__ = ["Built", "WorkbookError", "build"]


@dataclass(frozen=True)
class Built:
    """What was written."""

    path: Path
    sheets: int
    formulas: int
    charts: int


def build(
    plan: LoadedPlan,
    model: Model,
    arrays: Mapping[Row, Array],
    shown: str,
    destination: Path,
    progress: Progress = lambda text: None,
    others: Sequence[Mapping[Row, Array]] = (),
    studies: Studies = Studies(),  # noqa: B008 it cannot change
) -> Built:
    """Write the workbook of a plan. ``arrays`` are the figures of the scenario that it opens with, ``others`` those of the
    scenarios it can be switched to: a chart that has nothing to show in any of them is left out. ``studies`` are what the
    engine adds that cells cannot follow.

    Raises WorkbookError when the file cannot be written; an existing file is then left as it was.
    """
    book = Book(destination, _created(plan))
    stamped = bool(studies.grids or studies.tables or any(plan.links.values()))
    writer = Writer(book, plan, model, Layout(model), arrays, shown, Presence(model, [arrays, *others]), stamped)
    front = cover.prepare(writer)
    page = model.front.summary
    read_first = summary.prepare(writer, page) if page else None
    prepared = pages.prepare(writer, [picture.chart.id for picture in studies.pictures])
    measured = any(row.item.metric for row in model.lines() if row.item)
    cards, trees = (scorecard.prepare(writer), drivers.prepare(writer)) if measured else (None, None)
    progress("inputs")
    write_inputs(writer, writer.layout.sheets[INPUTS])
    contents = [(page.sheet, page.about)] if page else []
    contents += [(each.page.sheet, each.page.about) for each in prepared]
    contents += [(scorecard.SHEET, scorecard.ABOUT), (drivers.SHEET, drivers.ABOUT)] if measured else []
    contents.append((INPUTS, "Every assumption; the scenario is chosen here"))
    for sheet in writer.layout.sheets.values():
        if sheet.name not in (INPUTS, CHECKS):
            progress(sheet.title.lower())
            write_chapter(writer, sheet)
            contents.append((sheet.name, sheet.about))
    progress("statements")
    for statement in statements(writer):
        write_statement(writer, statement)
        contents.append((statement.sheet, statement.about))
    contents += write_cap_table(writer)
    contents += write_tables(writer)
    contents += write_payouts(writer)
    contents += write_grids(writer, studies.grids)
    contents += write_whatif(writer, studies)
    contents += write_stamp(writer) if stamped else []
    views = {}
    for by in (QUARTER, YEAR):
        views[by] = ViewSheet(writer, by, _charted(model, by))
        views[by].write()
        contents.append((SHEETS[by], "Statements and metrics by fiscal " + by))
    about = write_heat_maps(writer, views[QUARTER])
    contents += [(HEAT_MAPS, about)] if about else []
    write_checks(writer, writer.layout.sheets[CHECKS])
    contents.append((CHECKS, "Every check in plain words"))
    write_definitions(writer, plan.day)
    contents.append(("Definitions", "What every figure means"))
    progress("charts")
    data = ChartData(writer, views)
    feeds = write_feeds(data)
    contents.append((CHART_DATA, "What the charts draw"))
    tables = {ranking: table for ranking in model.front.rankings if (table := write_ranking(data, ranking)) is not None}
    data.heading("Figures of the sentences")
    sentences = Sentences(data)
    pages.fill(writer, prepared, feeds, tables, sentences, studied_feeds(writer, studies), studies.notice)
    if page and read_first:
        summary.fill(writer, read_first, page, sentences, studies)
    if cards and trees:
        scorecard.fill(writer, cards, data)
        drivers.fill(writer, trees)
    cover.fill(writer, front, contents)
    _names(writer)
    front.activate()
    progress("saving")
    book.save()
    return Built(destination, len(book.sheets), book.formulas, book.charts)


def _created(plan: LoadedPlan) -> datetime.datetime:
    """The file's date is the plan's, so that the same plan gives the same bytes."""
    return datetime.datetime.combine(plan.day, datetime.time())


def _charted(model: Model, by: str) -> list[Row]:
    """The rows that charts and sentences show by a period."""
    overs = ("quarters",) if by == QUARTER else ("years", "year", "change")
    names = [series.line for chart in model.charts if chart.over in overs for series in chart.series]
    if by == YEAR:
        names += [figure.line for figure in model.front.figures]
        names += [line for ranking in model.front.rankings for line in ranking.lines]
    return [row for name in dict.fromkeys(names) for row in model.by_name.get(name, []) if has_view(row)]


def _names(writer: Writer) -> None:
    """Defined names `out_<line>` for the headline results."""
    for row in writer.model.rows:
        if row.members or row.source != "formula":
            continue
        if (row.item and row.item.metric) or row.name in cover.HEADLINES:
            sheet, letter, position = cover.headline_cell(writer, row)
            writer.book.name(f"out_{row.name}", sheet, position, letter)
