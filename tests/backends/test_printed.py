"""Figures inside texts: Python prints what the formulas of the workbook do, as LibreOffice computes them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

import recalculation
from planbook.backends.excel.styles import fixed, printed, text_formula

STYLES = ("millions", "amount", "percent", "two_digits", "multiple", "one_digit")
ROUND_NUMBERS = [sign * 50_000.0 * count for count in range(1, 2001) for sign in (1, -1)]
OTHERS = [0.0, 0.05, 0.15, 0.25, 0.35, 1.005, -0.004, 0.0449999999999, 0.12345, 999_999.5, 1_000_000.0, 2.5, -2.5, 1e9 + 0.5]
CASES = [("millions", value) for value in ROUND_NUMBERS] + [(style, value) for style in STYLES for value in OTHERS]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printed") / "printed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Texts")
        for row, (style, value) in enumerate(CASES):
            sheet.write_number(row, 0, value)
            sheet.write_formula(row, 1, f"={text_formula(f'A{row + 1}', style, '$')}", None, printed(value, style, "$"))
    return path


def test_texts_are_what_formulas_print(workbook: Path) -> None:
    recalculation.require_libreoffice()
    found = recalculation.libreoffice_values(workbook)
    wrong = [
        (case, found["Texts", row + 1, 2], printed(case[1], case[0], "$"))
        for row, case in enumerate(CASES) if found["Texts", row + 1, 2] != printed(case[1], case[0], "$")
    ]  # fmt: skip
    assert wrong == []


def test_round_numbers_by_hand() -> None:
    """500 customers × 45 × 12 × 5 are 1,350,000: one and thirty-five hundredths, which is printed as 1.4."""
    assert printed(500 * 45 * 12 * 5.0, "millions", "€") == "€1.4m"
    assert printed(-1_350_000.0, "millions", "€") == "-€1.4m"
    assert (fixed(2.5, 0), fixed(1.005, 2), fixed(0.0449999999999, 1), fixed(1234567.5, 0)) == ("3", "1.01", "0.0", "1,234,568")
