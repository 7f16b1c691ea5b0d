"""How a number is written in a plan: digits, a percentage, a rate with its period, a month.

Numbers are read from the text as typed, so that nothing is taken for a number, a date or a truth
value behind the author's back; what cannot be taken is refused with what to write instead.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from planbook.scenarios.nodes import TRUTH, Node, Refusal, Scalar, found

LARGEST = 1e15
_DIGITS = r"(?:[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?|\.[0-9]+)"
QUANTITY = re.compile(
    rf"(?P<mantissa>[+-]?{_DIGITS})(?:[eE](?P<exponent>[+-]?[0-9]{{1,4}}))?\s*(?P<percent>%)?"
    r"(?:\s*/\s*(?P<period>month|year)(?:\s+(?P<landing>stepped|smooth|nominal))?)?"
)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_LOOSE_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.][0-9]{1,2})?")
_LEADING_ZERO = re.compile(r"[+-]?0+([0-9][0-9_]*\.?[0-9]*)(%?.*)")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:[, '][0-9]{3})+(?:\.[0-9]+)?")
_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)(.*)")
_NOT_FINITE = {"nan", ".nan", "inf", ".inf", "-inf", "-.inf", "+inf", "+.inf", "infinity", "-infinity"}


@dataclass(frozen=True)
class Quantity:
    """A number as written: its value (a percentage already divided by 100) and what was written after it."""

    value: float
    text: str
    percent: bool = False
    period: str = ""  # "", "month", "year"
    landing: str = ""  # "", "stepped", "smooth", "nominal"


def quantity(node: Node, allowed: str) -> Quantity:
    """The number that a node holds; raises Refusal, which says what is ``allowed`` instead."""
    if not isinstance(node, Scalar) or node.empty:
        raise Refusal(f"expected {allowed}, found {found(node)}")
    text = node.text.strip()
    match = QUANTITY.fullmatch(text)
    if node.quoted and (match is None or not (match["percent"] or match["period"])):
        raise Refusal(f"expected {allowed}, found {found(node)}" + ("; remove the quotes" if match else ""))
    if match is None or _LEADING_ZERO.fullmatch(text):
        raise Refusal(_why_not(node, text, allowed))
    scale = -2 if match["percent"] else 0
    value = float(f"{match['mantissa'].replace('_', '')}e{int(match['exponent'] or 0) + scale}")
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise Refusal(f"got {found(node)}, which is above the allowed maximum of 1e15 (or below -1e15)")
    return Quantity(value, text, bool(match["percent"]), match["period"] or "", match["landing"] or "")


def _why_not(node: Scalar, text: str, allowed: str) -> str:
    sentence = f"expected {allowed}, found {found(node)}"
    plain = text.replace("\u2212", "-").strip("$€£ ")
    if text.lower() in _NOT_FINITE:
        return f"must be a finite number; got {found(node)}"
    if text.lower() in TRUTH:
        return sentence
    if zero := _LEADING_ZERO.fullmatch(text):
        sign = text[0] if text[0] in "+-" else ""
        return f"got {found(node)}: a number has no leading zero; write {sign}{zero[1]}{zero[2]}"
    if _THOUSANDS.fullmatch(plain):
        digits = re.sub("[, ']", "", plain)
        return (
            f"got {found(node)}: a number has no commas or blanks; write {digits} or {re.sub('[, ' + chr(39) + ']', '_', plain)}"
        )
    if comma := _COMMA.fullmatch(plain):
        return f"got {found(node)}: the decimal sign is a point; write {comma[1]}.{comma[2]}{comma[3]}"
    if plain != text and QUANTITY.fullmatch(plain):
        return f"got {found(node)}; write {plain}"
    if text[:1] in "×*+÷" and text[1:].strip()[:1].isdigit():
        return f"{sentence}; a change of what another file says stands at the assumption's own key, in a file that extends it"
    return sentence


def month(node: Node) -> tuple[int, int]:
    """Year and month of a text such as `2027-01`; raises Refusal."""
    allowed = "a month such as 2027-06"
    if not isinstance(node, Scalar) or node.empty:
        raise Refusal(f"expected {allowed}, found {found(node)}")
    match = _MONTH.fullmatch(node.text)
    if match is None:
        loose = _LOOSE_MONTH.fullmatch(node.text)
        hint = f"; write {loose[1]}-{int(loose[2]):02d}" if loose and 1 <= int(loose[2]) <= 12 else ""
        raise Refusal(f"expected {allowed}, found {found(node)}{hint}")
    year, of_year = int(match[1]), int(match[2])
    if not 1 <= of_year <= 12:
        raise Refusal(f"got {found(node)}: the months of a year are 01 to 12")
    if not 1900 <= year <= 2200:
        raise Refusal(f"got {found(node)}: the year must be between 1900 and 2200")
    return year, of_year
