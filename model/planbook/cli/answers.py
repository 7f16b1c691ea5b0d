"""What a person may type at a question of `planbook new`: how it is read, and why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_NAME = 60
YEARS_BACK, YEARS_AHEAD = 5, 20  # where a plan may start, seen from today
_DIGITS = r"[0-9]+(?:\.[0-9]{1,6})?"
_GROUPED = re.compile(r"-?[0-9]{1,3}([,' _][0-9]{3})+(\.[0-9]+)?")
_CURRENCY = re.compile(r"^[$€£]\s*|\s*([$€£]|USD|EUR|GBP|CHF|IDR)$", re.IGNORECASE)


class NotTaken(Exception):
    """An answer cannot be taken; the message says why, and what to write."""


@dataclass(frozen=True)
class Limits:
    """Between which numbers an answer must lie; a percentage counts in percent."""

    low: float
    high: float


Reader = Callable[[str, Limits, int], str]  # the answer, its limits, this year; as the plan writes it


def name(answer: str, _: Limits, __: int) -> str:
    """A text of one line."""
    if len(answer) > LONGEST_NAME:
        raise NotTaken(f"a name has at most {LONGEST_NAME} characters, this one {len(answer)}")
    wrong = next((sign for sign in answer if sign in '"\\#' or sign < " " or sign == "\x7f"), None)
    if wrong is not None:
        raise NotTaken(f"`{wrong}` cannot stand in a name here; write it into the plan later")
    return answer


def month(answer: str, _: Limits, this_year: int) -> str:
    """A month not too far from today."""
    found = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})", answer)
    if not found:
        raise NotTaken(f"a month is a year and a month, like {this_year + 1}-01")
    year, of_year = int(found[1]), int(found[2])
    if not 1 <= of_year <= 12:
        raise NotTaken("the months of a year are 01 to 12")
    if not this_year - YEARS_BACK <= year <= this_year + YEARS_AHEAD:
        first, last = this_year - YEARS_BACK, this_year + YEARS_AHEAD
        raise NotTaken(f"a plan that starts in {year} is no plan: the first month lies between {first}-01 and {last}-12")
    return f"{year}-{of_year:02d}"


def whole(answer: str, limits: Limits, _: int) -> str:
    """A whole number."""
    text = _number(answer, limits)
    if "." in text:
        raise NotTaken("a whole number is wanted, without a fraction")
    return text


def number(answer: str, limits: Limits, _: int) -> str:
    """A number that is not negative."""
    return _number(answer, limits)


def share(answer: str, limits: Limits, _: int) -> str:
    """A percentage without a period."""
    text = _tidy(answer)
    if "/" in text:
        raise NotTaken(f"a share has no period: write {text.partition('/')[0]}")
    if text in ("0", "0%"):
        return "0%"
    if re.fullmatch(_DIGITS, text):
        meant = float(text) * 100 if float(text) <= 1 else float(text)
        raise NotTaken(f"a share is a percentage: write {meant:g}%")
    return _percent(text, limits)


def rate(answer: str, limits: Limits, _: int) -> str:
    """A percentage per month or year."""
    text = _tidy(answer)
    if text in ("0", "0%"):
        return "0%/month"
    if re.fullmatch(rf"-?{_DIGITS}%?", text):
        stem = text.removesuffix("%")
        raise NotTaken(f"a rate says its period: write {stem}%/month or {stem}%/year")
    percent, _slash, period = text.partition("/")
    if not percent.endswith("%") and re.fullmatch(rf"-?{_DIGITS}", percent):
        raise NotTaken(f"a rate is a percentage: write {percent}%/{period}")
    if period not in ("month", "year"):
        raise NotTaken("a rate is per month or per year, like 1.5%/month or 15%/year")
    return f"{_percent(percent, limits)}/{period}"


def _percent(text: str, limits: Limits) -> str:
    if not re.fullmatch(rf"-?{_DIGITS}%", text):
        raise NotTaken("a percentage is wanted, like 40%")
    _inside(float(text.removesuffix("%")), limits, " %")
    return text


def _number(answer: str, limits: Limits) -> str:
    text = _tidy(answer)
    bare = _CURRENCY.sub("", text)
    if bare != text:
        raise NotTaken(f"leave out the currency: write {bare}")
    if "%" in text:
        raise NotTaken("a number is wanted, not a percentage")
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        raise NotTaken(f"the decimal sign is a point: write {text.replace(',', '.')}")
    if re.fullmatch(r"[0-9.]+[eE]\+?[0-9]+", text):
        raise NotTaken(f"write the number out: {float(text):.0f}")
    if not re.fullmatch(rf"-?{_DIGITS}", text):
        raise NotTaken("a number is wanted, of digits, with a point before its fraction")
    _inside(float(text), limits, "")
    return text.removesuffix(".0")


def _inside(value: float, limits: Limits, unit: str) -> None:
    if value < 0 <= limits.low:
        raise NotTaken("it cannot be negative")
    if value < limits.low:
        raise NotTaken(f"it must be at least {limits.low:,.0f}{unit}")
    if value > limits.high:
        raise NotTaken(f"it must be at most {limits.high:,.0f}{unit}; larger is taken for a slip")


def _tidy(answer: str) -> str:
    """An answer without thousands separators and blanks inside; `5 % a month` is `5%/month`."""
    text = re.sub(r"\s*(/|per|a)\s*(month|year)$", r"/\2", answer.strip().replace("\u2212", "-"))
    head, slash, period = text.partition("/")
    head = re.sub(r"\s*%", "%", head.strip())
    if _GROUPED.fullmatch(head):
        head = re.sub(r"[,' _]", "", head)
    return head + slash + period.strip()
