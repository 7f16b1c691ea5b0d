"""What the generated text calls: figures of a whole row, and operators that take more than a line of arithmetic."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from planbook.backends.pointwise import POWER_BLOCK, Array
from planbook.backends.rates import rate_of_return
from planbook.language.operators import AMOUNT_DIGITS, ZERO_DIGITS, round_half_away

NAN = math.nan


def _least(digits: int) -> float:
    """The least number that does not round to nothing: comparing with it is rounding and comparing with nothing."""
    least = 0.5 * 10.0**-digits
    while round_half_away(least, digits) > 0:
        least = math.nextafter(least, 0)
    while round_half_away(least, digits) == 0:
        least = math.nextafter(least, 1)
    return least


AMOUNT, NONZERO = _least(AMOUNT_DIGITS), _least(ZERO_DIGITS)


def rounded(value: float, digits: int) -> float:
    """Rounded, halves away from zero; what is not finite as it is."""
    return round_half_away(value, digits) if math.isfinite(value) else value


def roundup(value: float) -> float:
    """The next whole number after rounding to the digits of amounts."""
    near = rounded(value, AMOUNT_DIGITS)
    return float(math.ceil(near)) if math.isfinite(near) else near


def difference(a: float, b: float) -> float:
    """The residual, rounded to the digits of amounts."""
    return rounded(a - b, AMOUNT_DIGITS)


def relative_difference(a: float, b: float) -> float:
    """The residual relative to the larger of 1 and the two."""
    return rounded((a - b) / max(1.0, abs(a), abs(b)), ZERO_DIGITS) if math.isfinite(a - b) else NAN


def power(a: float, b: float) -> float:
    """A power, computed in a block as all powers are, so that it is the same to the last digit."""
    return float(np.power(np.full(POWER_BLOCK, a), np.full(POWER_BLOCK, b))[0])


def quotient(a: Array | float, b: Array | float) -> Array:
    """a ÷ b, not a number where b is zero or not there."""
    found: Array = np.where(np.abs(b) >= NONZERO, np.divide(a, b), NAN)
    return found


def available(a: Array, b: Array | float) -> Array:
    """a, or b where a is not available."""
    found: Array = np.where(np.isnan(a), b, a)
    return found


def earlier(values: Array, lag: float) -> Array:
    """A row some months before; before its opening, the opening."""
    months, ago = len(values) - 1, min(int(lag), len(values) - 1)
    before = np.empty(months)
    before[:ago] = values[0]
    before[ago:] = values[1 : months - ago + 1]
    return before


def trailing(values: Array, window: float) -> Array:
    """The sums of the last months, from the oldest on; what lies before the first month counts nothing."""
    months = len(values) - 1
    wide = min(int(window), months)
    if wide < 1:
        return np.zeros(months)
    padded = np.zeros(months + wide - 1)
    padded[wide - 1 :] = values[1:]
    windows: Array = np.ndarray((months, wide), np.float64, padded, 0, padded.strides * 2)
    result: Array = np.add.accumulate(windows, axis=1)[:, -1]
    return result


def over_cohorts(grid: Array, wanted: npt.NDArray[np.bool_]) -> Array:
    """The sum over the wanted cohorts in each month, from the first on; the grid is by month and cohort."""
    found: Array = np.add.accumulate(grid[1:] * wanted[1:], axis=1)[:, -1]
    return found


def sum_axis(values: Array) -> float:
    """The sum from the first on (numpy's own sum adds in pairs)."""
    return float(np.add.accumulate(values)[-1])


def sum_product_months(a: Array, b: Array) -> float:
    """The sum of products, from the first on."""
    return sum_axis(a * b)


def at_position(values: Array, position: float) -> float:
    """The value at a month or an age; not a number outside."""
    return float(values[int(position)]) if 0 <= position < len(values) else NAN


def lowest(values: Array) -> float:
    """The lowest value."""
    return float(values.min())


def highest(values: Array) -> float:
    """The highest value."""
    return float(values.max())


def first_where(flags: Array) -> float:
    """The first month in which a flag is 1."""
    found = flags == 1
    return float(found.argmax() + 1) if found.any() else NAN


def months_outside(values: Array, limit: float) -> float:
    """In how many months a row is beyond a limit, or has no value."""
    return float(np.count_nonzero(~(np.abs(values) <= limit)))


def irr(flows: Array, guess: float) -> float:
    """The monthly rate of return."""
    return rate_of_return(flows.tolist(), guess)
