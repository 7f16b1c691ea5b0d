"""Reading charts back from a workbook."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

from planbook.backends.excel.chartdata import ENDS, ZERO
from planbook.business import FRONT
from plans.workbooks import Place, opened

YEAR = re.compile(r" FY\d{4}$")


@dataclass
class DrawnChart:
    """A chart as it is in the file: its sheet, and its series by name with the cells they draw and their colours.

    ``ends`` is what is drawn unseen: where stacked columns end.
    """

    sheet: str
    series: dict[str, str]
    categories: str
    colours: list[str]
    ends: dict[str, str]


def drawn(path: Path) -> dict[str, DrawnChart]:
    """All charts of the pages, by their question; the chosen year is left out of it."""
    book = opened(path)
    found: dict[str, DrawnChart] = {}
    for sheet in [page.sheet for page in FRONT.pages if page.sheet in book.sheetnames]:
        for chart in book[sheet]._charts:
            question = YEAR.sub("", title(chart))
            assert question not in found, question
            series = [each for part in chart._charts for each in part.series]
            cells = {each.tx.v if each.tx else question: str(each.val.numRef.f) for each in series}
            assert len(cells) == len(series), f"{question}: two series of one name"
            cells.pop(ZERO, None)
            ends = {name: cells.pop(name) for name, _ in ENDS if name in cells}
            colours = [_colour(each) for each in series[: len(cells)]]
            found[question] = DrawnChart(sheet, cells, str((series[0].cat.strRef or series[0].cat.numRef).f), colours, ends)
    return found


def _colour(series: Any) -> str:
    """What a series is painted with: its area, its line, or its marker; nothing for what is not painted."""
    looks = series.graphicalProperties
    fills = (looks.solidFill, looks.line.solidFill if looks.line else None, series.marker.spPr.solidFill if series.marker else None)
    return next((str(fill.srgbClr) for fill in fills if fill is not None and fill.srgbClr), "")


def title(chart: object) -> str:
    """The title of a chart: a text, or what its cell says."""
    text = chart.title.tx  # type: ignore[attr-defined]
    if text.strRef is not None:
        return str(text.strRef.strCache.pt[0].v)
    return "".join(run.t for paragraph in text.rich.p for run in paragraph.r)


def cells(reference: str) -> list[Place]:
    """The cells of a reference along one row."""
    match = re.fullmatch(r"'?([A-Za-z ]+)'?!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", reference)
    assert match, reference
    assert match[3] == match[5], "one row"
    first, last = (openpyxl.utils.column_index_from_string(letters) for letters in (match[2], match[4]))
    return [(match[1], int(match[3]), column) for column in range(first, last + 1)]


def figures(reference: str, values: dict[Place, object]) -> np.ndarray:
    """The figures of a series; a gap is NaN."""
    found = [values.get(cell) for cell in cells(reference)]
    return np.array([value if isinstance(value, float) else math.nan for value in found])
