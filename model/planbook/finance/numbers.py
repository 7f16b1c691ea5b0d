"""Plain numbers as they come in: checked once, refused in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planbook.finance.errors import FinanceError

FloatArray = npt.NDArray[np.float64]
Day = str | datetime.date | np.datetime64
When = str | int
NO_AMOUNTS = "cmM"  # complex numbers, lengths of time, days
MISSING = ("", "NaT")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BEGINNINGS: dict[When, int] = {"end": 0, "begin": 1, 0: 0, 1: 1}


def array(values: npt.ArrayLike, name: str, dimensions: int = 1) -> FloatArray:
    """``values`` as finite floats in so many dimensions, or a refusal that calls them ``name``."""
    try:
        if np.ma.is_masked(values) or np.asarray(values).dtype.kind in NO_AMOUNTS:
            raise TypeError
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise FinanceError(f"{name}: numbers are wanted, in rows of equal length") from None
    if found.ndim != dimensions:
        raise FinanceError(f"{name}: {dimensions} dimension(s) are wanted, there are {found.ndim}")
    if not found.size:
        raise FinanceError(f"{name}: there are none")
    if not np.isfinite(found).all():
        raise FinanceError(f"{name}: each must be a finite number")
    return found


def number(value: float, name: str, *, low: float = -np.inf, high: float = np.inf, above: float = -np.inf) -> float:
    """``value`` as a finite float within its bounds, or a refusal that calls it ``name``."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise FinanceError(f"{name}: a number is wanted, not {value!r}") from None
    if not np.isfinite(found):
        raise FinanceError(f"{name}: a finite number is wanted, not {found}")
    if found <= above:
        raise FinanceError(f"{name} must be above {above:g}, and is {found:g}")
    if not low <= found <= high:
        bounds = f"at least {low:g}" if high == np.inf else f"from {low:g} to {high:g}"
        raise FinanceError(f"{name} must be {bounds}, and is {found:g}")
    return found


def rate_number(value: float, name: str = "the rate") -> float:
    """A rate per period: above −100 %."""
    return number(value, name, above=-1)


MOST_PERIODS = 100_000  # more of them, one by one, are a slip of the pen


def whole(value: float, name: str, low: int) -> int:
    """A whole number, from ``low`` to a hundred thousand."""
    found = number(value, name, low=low)
    if found > MOST_PERIODS:
        raise FinanceError(f"{name} must be at most {MOST_PERIODS:,}, and is {found:g}")
    if found != int(found):
        raise FinanceError(f"{name} must be a whole number, and is {found:g}")
    return int(found)


def timing(when: When) -> int:
    """1 for payments at a period's beginning, 0 for its end."""
    if when not in BEGINNINGS:
        raise FinanceError(f'when: "end" (or 0) or "begin" (or 1) is wanted, not {when!r}')
    return BEGINNINGS[when]


def years_from_first(dates: Sequence[Day], count: int) -> FloatArray:
    """Days since the earliest of ``dates`` ÷ 365 (act/365 fixed), in the order given."""
    given = list(dates)
    if any(isinstance(day, int | float | np.number) for day in given):
        raise FinanceError("dates: a day is a date or a text such as 2027-01-31, not a number")
    if any(isinstance(day, str) and day not in MISSING and not DAY.fullmatch(day) for day in given):
        raise FinanceError("dates: a text that is a day has year, month and day, such as 2027-01-31")
    try:
        days = np.array(given, dtype="datetime64[D]")
    except (TypeError, ValueError):
        raise FinanceError("dates: a day is a date or a text such as 2027-01-31") from None
    if days.shape != (count,):
        raise FinanceError(f"dates: there are {days.size} for {count} amounts")
    if np.isnat(days).any():
        raise FinanceError("dates: one of them is missing")
    years: FloatArray = (days - days.min()).astype(np.float64) / 365
    return years
