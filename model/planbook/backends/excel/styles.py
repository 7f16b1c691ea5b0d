"""Colours, number formats and cell styles of the workbook. One meaning per colour."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

NAVY, TEAL, SKY, AMBER, CORAL = "#12263F", "#0F9D8A", "#8EC1E8", "#F2A541", "#E4572E"
GREEN, SLATE, TEXT, GRID, AXIS = "#2E9E5B", "#64748B", "#334155", "#E6EAF0", "#B8C2CE"
PAGE, WHITE, PALE_YELLOW, INPUT_BLUE, PALE = "#F4F6F9", "#FFFFFF", "#FFF9DB", "#1D4ED8", "#EEF2F7"
HEAT = ("#F8B4A6", "#FFF6E0", "#7CCBAF")  # little, half, much
SERIES = (NAVY, TEAL, SKY, AMBER, CORAL, GREEN, SLATE)
FONT = "Calibri"

NUMBER_FORMATS = {
    "amount": '#,##0;(#,##0);"-"',
    "price": '#,##0.00;(#,##0.00);"-"',
    "count": '#,##0.0;(#,##0.0);"-"',
    "percent": "0.0%",  # a rate or a multiple of zero is a figure, an amount of zero is none
    "small_percent": "0.00%",
    "multiple": '0.0"x"',
    "multiple_2": '0.00"x"',
    "factor": '0.0000;-0.0000;"-"',
    "flag": '0;-0;"-"',
    "whole": '#,##0;-#,##0;"-"',
    "label": "0",
    "date": "mmm-yy",
    "share": "0%",
    "any": "#,##0.########",
    "general": "General",
}

_BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": TEXT}

STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "label": {},
    "member": {"indent": 1},
    "total": {"bold": True, "top": 1, "top_color": AXIS},
    "small": {"font_size": 8, "font_color": SLATE},
    "caption": {"font_color": SLATE},
    "title": {"font_size": 16, "bold": True, "font_color": NAVY},
    "heading": {"bold": True, "font_color": NAVY, "bottom": 1, "bottom_color": NAVY, "font_size": 11},
    "header": {"bold": True, "font_color": WHITE, "bg_color": NAVY, "align": "right"},
    "header_left": {"bold": True, "font_color": WHITE, "bg_color": NAVY},
    "subheader": {"font_color": SLATE, "bg_color": PALE, "align": "right"},
    "subheader_left": {"font_color": SLATE, "bg_color": PALE},
    "input": {"font_color": INPUT_BLUE, "bg_color": PALE_YELLOW, "border": 1, "border_color": GRID},
    "input_blank": {"font_color": INPUT_BLUE, "border": 1, "border_color": GRID},
    "fixed": {"font_color": SLATE, "bg_color": PALE, "border": 1, "border_color": GRID},
    "input_text": {"font_color": INPUT_BLUE, "bg_color": PALE_YELLOW, "border": 1, "border_color": GRID, "align": "right", "bold": True},
    "live": {"bold": True},
    "opening": {"bg_color": PALE},
    "opening_total": {"bg_color": PALE, "bold": True, "top": 1, "top_color": AXIS},
    "note": {"font_color": SLATE, "italic": True},
    "wrap": {"text_wrap": True, "valign": "top"},
    "wrap_caption": {"text_wrap": True, "valign": "top", "font_color": SLATE},
    "top": {"valign": "top"},
    "link": {"font_color": INPUT_BLUE, "underline": 1},
    "good": {"font_color": GREEN, "bold": True},
    "bad": {"font_color": CORAL, "bold": True},
    "status": {"font_color": SLATE, "bold": True},
    "page": {"bg_color": PAGE},
    "banner": {"bg_color": NAVY, "font_color": WHITE, "font_size": 20, "bold": True, "valign": "vcenter"},
    "banner_small": {"bg_color": NAVY, "font_color": "#C7D2E0", "font_size": 10, "valign": "vcenter", "align": "right"},
    "heat_header": {"font_color": SLATE, "bg_color": PALE, "align": "center"},
    "heat": {"font_color": NAVY, "font_size": 9, "align": "center"},
    "tile": {"bg_color": WHITE},
    "tile_caption": {"bg_color": WHITE, "font_color": SLATE, "font_size": 10, "indent": 1},
    "tile_number": {"bg_color": WHITE, "font_color": NAVY, "font_size": 20, "bold": True, "align": "left", "indent": 1},
    "notice_title": {"bg_color": WHITE, "font_color": TEAL, "font_size": 11, "bold": True, "indent": 1},
    "notice_first": {"bg_color": WHITE, "font_color": NAVY, "font_size": 11, "bold": True, "indent": 1},
    "notice_second": {"bg_color": WHITE, "font_color": TEXT, "font_size": 10, "indent": 1},
    "tile_head": {"bg_color": WHITE, "font_color": SLATE, "font_size": 9, "align": "right", "indent": 1},
    "tile_name": {"bg_color": WHITE, "font_color": TEXT, "font_size": 10, "indent": 1},
    "tile_amount": {"bg_color": WHITE, "font_color": NAVY, "font_size": 10, "bold": True, "align": "right", "indent": 1},
    "tile_note": {"bg_color": WHITE, "font_color": SLATE, "font_size": 9, "indent": 1},
}

# Figures inside a text: scale in a formula, the same as a number, digits, what stands before and after.
# FIXED() follows the reader's locale; the formats of TEXT() would have to be written in it.
MILLION, MILLION_AMOUNT = "100*100*100", 1e6
TEXT_FORMATS = {
    "millions": ("/100/100/100", 1e-6, 1, "$", "m"),
    "percent": ("*100", 100.0, 1, "", "%"),
    "two_digits": ("*100", 100.0, 2, "", "%"),
    "multiple": ("", 1.0, 1, "", "x"),
    "amount": ("", 1.0, 0, "$", ""),
    "whole": ("", 1.0, 0, "", ""),
    "one_digit": ("", 1.0, 1, "", ""),
}


def text_formula(reference: str, style: str, symbol: str) -> str:
    """A formula part that prints a cell as text."""
    scale, _, digits, before, after = TEXT_FORMATS[style]
    before = before.replace("$", symbol)
    if style == "millions":
        small = text_formula(reference, "amount", symbol)
        return f'IF(ABS({reference})<{MILLION},{small},{_part(reference, scale, digits, before, after)})'
    return _part(reference, scale, digits, before, after)


def _part(reference: str, scale: str, digits: int, before: str, after: str) -> str:
    hundreds, rest = divmod(digits, 2)  # rounded as it is printed, and no number stands in a formula but 0, 1, 12 and 100
    rounded = f"ROUND({reference}{scale}{'*100' * hundreds},{rest})"
    return f'IF({rounded}<0,"-","")&"{before}"&FIXED(ABS({reference}){scale},{digits})&"{after}"'


def printed(value: float, style: str, symbol: str) -> str:
    """The same text, from the value: halves go away from zero."""
    if style == "millions" and abs(value) < 1e6:
        style = "amount"
    _, scale, digits, before, after = TEXT_FORMATS[style]
    before = before.replace("$", symbol)
    shown = fixed(abs(value) * scale if scale >= 1 else abs(value) / MILLION_AMOUNT, digits)
    return f"{'-' if value < 0 and shown.strip('0.') else ''}{before}{shown}{after}"


def fixed(value: float, digits: int) -> str:
    """What FIXED() prints: spreadsheets round the number of fifteen digits that they show, halves away from zero."""
    near = Decimal(f"{value:.15g}") if math.isfinite(value) else Decimal(0)
    return f"{near.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"


def properties(style: str, number: str = "", **more: Any) -> dict[str, Any]:
    """The xlsxwriter properties of a style with a number format."""
    found = {**_BASE, **STYLES[style], **more}
    if number:
        found["num_format"] = NUMBER_FORMATS[number]
    return found
