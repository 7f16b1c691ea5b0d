"""Formulas of rows that are computed month by month, as functions of the month: most of an evaluation's time is spent in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from planbook.backends.pointwise import POINTWISE, Array
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Row
from planbook.language.units import Shape

OfMonth = Callable[[int], Array]


def of_month(tree: Expression, arrays: Mapping[Row, Array]) -> OfMonth | None:
    """The formula as a function of the month, over scenarios; None where it needs more than figures of this month and fixed lags."""
    if isinstance(tree, Number):
        number: Any = np.float64(tree.value)
        return lambda month: number
    if isinstance(tree, Line):
        return _line(tree.row, arrays)
    assert isinstance(tree, Apply)
    if tree.op == "prior":
        return _earlier(tree, arrays)
    if tree.op not in POINTWISE:
        return None
    parts = [of_month(arg, arrays) for arg in tree.args]
    known = [each for each in parts if each is not None]
    return _applied(POINTWISE[tree.op], known) if len(known) == len(parts) else None


def _line(row: Row, arrays: Mapping[Row, Array]) -> OfMonth | None:
    values = arrays[row]
    if row.shape is Shape.SCALAR:
        return lambda month: values
    return (lambda month: values[month]) if row.shape is Shape.MONTHS else None


def _earlier(tree: Apply, arrays: Mapping[Row, Array]) -> OfMonth | None:
    line, lag = tree.args
    if not (isinstance(line, Line) and isinstance(lag, Number) and line.row.shape is Shape.MONTHS):
        return None
    values, months = arrays[line.row], int(lag.value)
    return lambda month: values[month - months if month > months else 0]


def _applied(function: Callable[..., Array], parts: list[OfMonth]) -> OfMonth:
    if len(parts) == 1:
        (only,) = parts
        return lambda month: function(only(month))
    if len(parts) == 2:
        first, second = parts
        return lambda month: function(first(month), second(month))
    return lambda month: function(*[each(month) for each in parts])
