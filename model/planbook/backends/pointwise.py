"""Operators that take figures one by one, side by side: what each does to arrays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from planbook.language.operators import AMOUNT_DIGITS, ZERO_DIGITS

Array = npt.NDArray[np.float64]
POWER_BLOCK = 64  # numbers that are raised together


def round_half_away(values: Array, digits: int) -> Array:
    """Round as spreadsheets do: halves go away from zero."""
    scale = 10.0**digits
    rounded: Array = np.copysign(np.floor(np.abs(values) * scale + 0.5) / scale, values)
    return rounded


def _ratio(a: Array, b: Array) -> Array:
    a, b = np.broadcast_arrays(a, b)
    zero = np.isnan(b) | (round_half_away(b, ZERO_DIGITS) == 0)
    return where(zero, np.full(1, np.nan), a / np.where(zero, 1.0, b))


def where(condition: Array | npt.NDArray[np.bool_], a: Array, b: Array) -> Array:
    """One or the other, number by number."""
    chosen: Array = np.where(condition != 0, a, b)
    return chosen


def _choose(position: Array, *values: Array) -> Array:
    picked = np.full(np.broadcast_shapes(np.shape(position), *map(np.shape, values)), np.nan)  # np.broadcast takes no more than 64
    for number, value in enumerate(values, 1):
        picked = np.where(position == number, value, picked)
    return picked


def added(*values: Array) -> Array:
    """The sum, from the first to the last."""
    result = values[0]
    for value in values[1:]:
        result = result + value
    return result


def _sum_product(*values: Array) -> Array:
    half = len(values) // 2
    return added(*(a * b for a, b in zip(values[:half], values[half:], strict=True)))


def _folded(function: Callable[[Array, Array], Array]) -> Callable[..., Array]:
    def fold(*values: Array) -> Array:
        result = values[0]
        for value in values[1:]:
            result = function(result, value)
        return result

    return fold


def floats(flags: npt.NDArray[np.bool_]) -> Array:
    """Flags as 1 and 0."""
    return flags.astype(np.float64)


def _power(a: Array, b: Array) -> Array:
    """Powers, each the same whatever stands beside it: numpy computes long, short and strided arrays in different ways, which
    differ in the last digit, and whole blocks of contiguous numbers in one."""
    a, b = np.broadcast_arrays(a, b)
    size = -(-a.size // POWER_BLOCK) * POWER_BLOCK
    bases, exponents = np.ones(size), np.ones(size)
    bases[: a.size], exponents[: a.size] = a.ravel(), b.ravel()
    return np.power(bases, exponents)[: a.size].reshape(a.shape)


POINTWISE: dict[str, Callable[..., Array]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "negate": np.negative,
    "power": _power,
    "minimum": _folded(np.minimum),
    "maximum": _folded(np.maximum),
    "modulo": np.mod,
    "roundup": lambda a: np.ceil(round_half_away(a, AMOUNT_DIGITS)),
    "absolute": np.abs,
    "at_least": lambda a, b: floats(round_half_away(a - b, AMOUNT_DIGITS) >= 0),
    "more_than": lambda a, b: floats(round_half_away(a - b, AMOUNT_DIGITS) > 0),
    "same": lambda a, b: floats(np.equal(a, b)),
    "where": where,
    "choose": _choose,
    "ratio": _ratio,
    "or_else": lambda a, b: where(np.isnan(a), b, a),
    "not_available": lambda: np.full(1, np.nan),
    "difference": lambda a, b: round_half_away(a - b, AMOUNT_DIGITS),
    "relative_difference": lambda a, b: round_half_away(
        (a - b) / np.maximum(1.0, np.maximum(np.abs(a), np.abs(b))), ZERO_DIGITS
    ),
    "total": added,
    "sum_product": _sum_product,
}
