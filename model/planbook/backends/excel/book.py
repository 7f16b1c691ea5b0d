"""A guarded xlsxwriter workbook: nothing wrong is written, and no old file is lost.

The file is built beside its destination and moved there when it is complete. Text only goes in as
text; every value must be finite; every return code is checked.
"""

from __future__ import annotations

import datetime
import math
import os
import warnings
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.styles import properties
from planbook.language.errors import PlanbookError

LONGEST_FORMULA = 8192
LONGEST_TEXT = 32767


class WorkbookError(PlanbookError):
    """The workbook could not be written."""


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are.

    xlsxwriter looks for functions newer than Excel 2010 in every formula, thirty patterns each: more
    than half of the time a workbook takes. The closed set of operators renders none of them (a test).
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook under construction; :meth:`save` puts it in its place."""

    def __init__(self, destination: Path, created: datetime.datetime):
        self.destination = destination
        self.beside = destination.with_name(f".{destination.name}.{os.getpid()}.tmp")
        destination.parent.mkdir(parents=True, exist_ok=True)
        self.book = xlsxwriter.Workbook(str(self.beside), {"strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"created": created, "title": destination.stem, "comments": "Built by planbook"})
        self.book.set_calc_mode("auto")
        self.formats: dict[tuple[Any, ...], Format] = {}
        self.sheets: dict[str, Worksheet] = {}
        self.formulas = 0
        self.charts = 0

    def sheet(self, name: str, tab: str) -> Worksheet:
        """A new sheet with its tab's colour."""
        made = self.book.add_worksheet(name, PlainWorksheet)
        made.hide_gridlines(2)
        made.set_tab_color(tab)
        made.set_zoom(85)
        made.set_landscape()
        made.set_paper(8)
        made.fit_to_pages(1, 0)
        made.set_margins(0.3, 0.3, 0.4, 0.4)
        self.sheets[name] = made
        return made

    def format(self, style: str, number: str = "", **more: Any) -> Format:
        """A cell format, made once."""
        key = (style, number, *sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(properties(style, number, **more))
        return self.formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str = "plain", **more: Any) -> None:
        """Write text as text, whatever it looks like."""
        _done(sheet.write_string(row, column, text[:LONGEST_TEXT], self.format(style, **more)), sheet, row, column)

    def number(self, sheet: Worksheet, row: int, column: int, value: float, style: str, number: str, **more: Any) -> None:
        """Write a number."""
        made = self.format(style, number, **more)
        _done(sheet.write_number(row, column, _finite(value, sheet, row, column), made), sheet, row, column)

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, value: float | str, style: str = "plain", number: str = "", **more: Any
    ) -> None:
        """Write a formula with the value it has; NaN stands for empty text."""
        if len(formula) > LONGEST_FORMULA:
            raise WorkbookError(f"formula too long in {sheet.get_name()}, row {row + 1}")
        kept: float | str = value
        if isinstance(value, float) and math.isnan(value):
            kept = ""
        elif not isinstance(value, str):
            kept = _finite(float(value), sheet, row, column)
        self.formulas += 1
        _done(sheet.write_formula(row, column, formula, self.format(style, number, **more), kept), sheet, row, column)

    def name(self, name: str, sheet: str, row: int, column: str) -> None:
        """Give a cell a defined name."""
        if self.book.define_name(name, f"='{sheet}'!${column}${row + 1}") not in (0, None):
            raise WorkbookError(f"`{name}` cannot be a defined name")

    def save(self) -> None:
        """Close, look at what was written, and only then replace the destination."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                self.book.close()
            with zipfile.ZipFile(self.beside) as package:
                broken = package.testzip()
            if broken:
                raise WorkbookError(f"{self.destination} could not be written: {broken} is damaged")
            os.replace(self.beside, self.destination)
        except (OSError, xlsxwriter.exceptions.FileCreateError) as fault:
            raise WorkbookError(f"{self.destination} could not be written: {fault}; is it open in Excel?") from fault
        except (xlsxwriter.exceptions.XlsxWriterException, UserWarning) as fault:
            raise WorkbookError(f"{self.destination} could not be written: {fault}") from fault
        finally:
            self.beside.unlink(missing_ok=True)


def _finite(value: float, sheet: Worksheet, row: int, column: int) -> float:
    if not math.isfinite(value):
        raise WorkbookError(f"{value} cannot be written to {sheet.get_name()}, row {row + 1}, column {column + 1}")
    return value


def _done(code: int, sheet: Worksheet, row: int, column: int) -> None:
    if code:
        raise WorkbookError(f"{sheet.get_name()}, row {row + 1}, column {column + 1} could not be written (code {code})")
