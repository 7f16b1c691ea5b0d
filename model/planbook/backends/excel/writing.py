"""What every sheet writer needs: the book, the layout, the shown scenario's values, small helpers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.book import Book
from planbook.backends.excel.layout import CONSTANT, FIRST, INPUTS, LABEL, NAME, OPENING, UNIT, Layout
from planbook.backends.excel.presence import Presence
from planbook.backends.excel.styles import NUMBER_FORMATS
from planbook.backends.pointwise import Array
from planbook.backends.views import QUARTER, YEAR, View
from planbook.language.model import Model, Row
from planbook.language.plans import LoadedPlan
from planbook.language.units import Unit

Progress = Callable[[str], None]
STAMP, STAMP_TOP = "Stamp", 5  # the sheet of the inputs that figures of the engine were computed from, and its first row, zero-based
STALE = "stale: rebuild"
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


@dataclass
class Writer:
    """The workbook being written from one plan, with the values of its shown scenario."""

    book: Book
    plan: LoadedPlan
    model: Model
    layout: Layout
    arrays: Mapping[Row, Array]
    shown: str
    presence: Presence
    stamped: bool = False  # figures of the engine are in it, which do not follow the cells

    def __post_init__(self) -> None:
        self.views = {by: View(self.model, self.arrays, by) for by in (QUARTER, YEAR)}

    @property
    def year_names(self) -> list[str]:
        """The fiscal years, as the sheet Years heads them."""
        return [f"FY{label}" for label in self.views[YEAR].periods.labels]

    @property
    def whole_years(self) -> list[int]:
        """The numbers of the fiscal years that the plan holds as a whole, from 1."""
        return [number for number, months in enumerate(self.views[YEAR].periods.months, 1) if months == 12]

    @property
    def chart_year(self) -> int:
        """The number of the year that charts of one year open with: the last whole one."""
        return (self.whole_years or [len(self.year_names)])[-1]

    @property
    def currency(self) -> str:
        """The currency's code; only letters and digits of a plan's text may enter a formula."""
        return "".join(letter for letter in self.plan.currency if letter.isalnum())

    @property
    def symbol(self) -> str:
        """How amounts are marked: a sign where there is one, else the code."""
        code = self.currency.upper()
        return SYMBOLS.get(code, f"{code} ")

    def unit_name(self, unit: Unit) -> str:
        """A unit in the plan's currency."""
        return unit.name.replace("$", self.symbol.strip())

    def values(self, row: Row) -> list[float]:
        """A row's values in the shown scenario: one for a scalar, else along its axis."""
        array = self.arrays[row]
        return [float(value) for value in np.atleast_1d(array[..., 0])]

    def scalar(self, name: str) -> float:
        """The value of a scalar line."""
        return self.values(self.model.row(name))[0]

    def text_formula(self, sheet: Worksheet, row: int, column: int, formula: str, text: str, style: str = "status", **more: Any) -> None:
        """A formula whose value is text."""
        self.book.formula(sheet, row, column, formula, text, style, **more)

    @property
    def differing(self) -> str:
        """The cell that counts inputs which differ from those that figures of the engine were computed from: below all of them."""
        return f"{STAMP}!$D${STAMP_TOP + len(self.layout.sheets[INPUTS].rows) + 1}"

    def status_formula(self) -> tuple[str, str]:
        """The master check in words, and its text in the shown scenario."""
        failed, alerts = (self.layout.constant_cell(self.model.row(name)) for name in ("failed_checks", "firing_alerts"))
        formula = (
            f'=IF({failed}=0,"all checks pass",{failed}&IF({failed}=1," check fails"," checks fail"))'
            f'&IF({alerts}=0,"",", "&{alerts}&IF({alerts}=1," alert"," alerts"))'
        )
        if self.stamped:
            formula += f'&IF({self.differing}=0,"",", {STALE}")'
        bad, warn = int(self.scalar("failed_checks")), int(self.scalar("firing_alerts"))
        text = ("all checks pass" if bad == 0 else "1 check fails" if bad == 1 else f"{bad} checks fail") + (
            "" if warn == 0 else f", {warn} alert" if warn == 1 else f", {warn} alerts"
        )
        return formula, text

    def top(self, sheet: Worksheet, title: str, about: str) -> None:
        """Title, description and master check of a sheet."""
        self.book.text(sheet, 0, LABEL, title, "title")
        self.book.text(sheet, 1, LABEL, about, "caption")
        formula, text = self.status_formula()
        self.text_formula(sheet, 0, NAME, formula, text)

    def labels(self, sheet: Worksheet, position: int, row: Row, style: str = "label") -> None:
        """Label, unit and name of a row."""
        label = self.model.label(row)
        self.book.text(sheet, position, LABEL, label, style)
        self.book.text(sheet, position, UNIT, self.unit_name(row.unit), "caption")
        self.book.text(sheet, position, NAME, row.key, "small")


def number_style(unit: Unit, values: list[float] | None = None) -> str:
    """The number format of a unit; small rates, and shares that are nearly all, keep two decimals, small prices more."""
    if unit.style == "percent" and values is not None:
        sizes = [abs(value) for value in values if value == value and value != 0]
        return "small_percent" if sizes and (max(sizes) < 0.05 or 0.99 < min(sizes) <= max(sizes) < 1) else "percent"
    if unit.style == "price" and values is not None and values and 0 < max(abs(value) for value in values) < 1:
        return "factor"
    return unit.style if unit.style in NUMBER_FORMATS else "any"


def time_columns(sheet: Worksheet, last_column: int) -> None:
    """Column widths of a sheet with a time axis."""
    sheet.set_column(LABEL, LABEL, 50)
    sheet.set_column(UNIT, UNIT, 10)
    sheet.set_column(NAME, NAME, 24)
    sheet.set_column(CONSTANT, CONSTANT, 12)
    sheet.set_column(OPENING, OPENING, 11)
    sheet.set_column(FIRST, last_column, 10)
