"""Numbers as people read them: 1,234,567, 4.5%, 3.1x, and n/a."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from planbook.language.operators import AMOUNT_DIGITS
from planbook.language.units import Unit

NOT_AVAILABLE = "n/a"
SUFFIX = {"percent": "%", "multiple": "x"}
Value = float | None


def in_currency(unit: Unit, currency: str) -> str:
    """A unit in words: `USD each`."""
    return unit.name.replace("$", currency)


def known(value: Value) -> Value:
    """A number as JSON takes it: null where there is none."""
    return None if value is None or math.isnan(value) else value


def column(values: Sequence[Value], unit: Unit) -> list[str]:
    """Numbers that stand together, with as many decimals as the largest of them needs."""
    there = [abs(value) for value in values if value is not None]
    whole = unit.style in ("count", "factor") and all(value == round(value) for value in there)
    decimals = 0 if whole else _decimals(unit.style, max(there, default=0.0))
    if unit.style == "percent" and there and 0.99 < min(there) <= max(there) < 1:
        decimals = 2  # 99.95 % is not all
    return [_text(value, unit.style, decimals) for value in values]


def exact(value: float, unit: Unit) -> str:
    """One number with enough digits to add it up again."""
    if value != value:
        return NOT_AVAILABLE
    if unit.style in ("amount", "price", "percent") and (value == 0 or abs(value) >= 1 or unit.style == "percent"):
        return _text(value, unit.style, 4 if unit.style == "percent" else 2)
    text = _text(value, "any", 0 if value == round(value) else 3 if abs(value) >= 100 else 6)
    return (text.rstrip("0").rstrip(".") if "." in text else text) + SUFFIX.get(unit.style, "")


def in_full(value: float, unit: Unit) -> str:
    """One number with all its digits, for a limit: rounded, it would be another."""
    return _text(value, unit.style, _digits(value, unit, lambda number, rounded, _: number == rounded))


def told_apart(value: float, others: Sequence[float], unit: Unit) -> str:
    """One number with so many digits that it does not look like one of the others."""
    if value != value:
        return NOT_AVAILABLE
    scale = 100 if unit.style == "percent" else 1

    def differs(_: float, rounded: float, decimals: int) -> bool:
        return all(rounded != round(other * scale, decimals) for other in others)

    return _text(value, unit.style, _digits(value, unit, differs))


def _digits(value: float, unit: Unit, enough: Callable[..., bool]) -> int:
    """The decimals that its unit has, and as many more as it takes; amounts are compared to six digits."""
    number = round(value * 100 if unit.style == "percent" else value, AMOUNT_DIGITS)
    usual = len(column([value], unit)[0].rstrip("%x").partition(".")[2])
    return next((each for each in range(usual, AMOUNT_DIGITS) if enough(number, round(number, each), each)), AMOUNT_DIGITS)


def _decimals(style: str, largest: float) -> int:
    if style == "percent":
        return 2 if largest < 0.05 else 1
    if style in ("multiple", "count"):
        return 0 if largest >= 100 or (style == "count" and largest == 0) else 1
    if style == "price":
        return 2 if largest >= 1 or largest == 0 else 4
    if style == "amount":
        return 0 if largest >= 100 or largest == 0 else 2
    return 4 if style == "factor" else 0


def _text(value: Value, style: str, decimals: int) -> str:
    if value is None:
        return NOT_AVAILABLE
    number = value * 100 if style == "percent" else value
    if round(number, decimals) == 0:
        number = 0.0  # never "-0"
    text = f"{number:.{decimals}f}" if style == "label" else f"{number:,.{decimals}f}"
    return text + SUFFIX.get(style, "")
