"""Internal rates of many rows of flows at once."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt

from planbook.finance.errors import FinanceError, SeveralRates
from planbook.finance.guard import in_words
from planbook.finance.numbers import FloatArray, array
from planbook.finance.rates import GUESS, irr, near_zero

STEPS = 12  # Newton steps after which a row is left to the slow way; three to six are usual
CLOSE = 1e-13  # a last step: the next would be smaller than rounding
NOISE = 1e-12  # of a balance's terms


@in_words
def irr_many(values: npt.ArrayLike) -> np.ma.MaskedArray[tuple[int], np.dtype[np.float64]]:
    """``irr`` of every row: a masked array with one rate per row, masked where the row has none.

    values: rows × periods. All rows take Newton steps in v = 1 ÷ (1 + rate) together, on ln(gains ÷ losses), which is nearly
    a line in ln v. A row is done when its sign changes once, or its balance at the rate never changes sides, which proves
    that the rate is the only one. The others go through ``irr`` one by one, so the answers are its answers: of several
    rates the one nearest to 10 %, and one ``SeveralRates`` warning for all such rows.
    """
    rows = array(values, "values", 2)
    rates, settled = _newton(rows)
    several: list[SeveralRates] = []
    missing = np.zeros(len(rows), dtype=bool)
    for row in np.flatnonzero(~settled):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", SeveralRates)
            try:
                rates[row] = irr(rows[row])
            except FinanceError:
                missing[row] = True
        several += [warning.message for warning in caught if isinstance(warning.message, SeveralRates)]
    if several:
        warnings.warn(several[0], stacklevel=3)
    return np.ma.MaskedArray(np.where(missing, 0.0, rates), mask=missing)


def _newton(rows: FloatArray) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """A rate per row, and whether it is proved to be the only one to all digits."""
    columns = np.ascontiguousarray(np.stack([np.maximum(rows, 0), np.maximum(-rows, 0)]).transpose(2, 0, 1))
    v = np.full(len(rows), 1 / (1 + GUESS))
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            worth, slope = _polynomials(columns, v)
            lever = v * (slope[0] / worth[0] - slope[1] / worth[1])
            step = np.log(worth[0] / worth[1]) / lever
            v = v * np.exp(-step)
            if not (np.abs(step) > CLOSE).any():
                break
        certain = (np.abs(step) <= CLOSE) & _alone(rows, v)
    return np.expm1(near_zero(rows, np.arange(rows.shape[1], dtype=np.float64), -np.log(v))), certain


def _polynomials(columns: FloatArray, v: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Σ flow·v^t of gains and losses, and its derivative, by Horner's rule; columns are periods × (gains, losses) × rows."""
    worth, slope = np.zeros(columns.shape[1:]), np.zeros(columns.shape[1:])
    for column in columns[::-1]:
        slope *= v
        slope += worth
        worth *= v
        worth += column
    return worth, slope


def _alone(rows: FloatArray, v: FloatArray) -> npt.NDArray[np.bool_]:
    """Whether a row's rate is its only one: its sign changes once, or its balance keeps its side."""
    signs = np.sign(rows)
    for period in range(1, rows.shape[1]):
        signs[:, period] = np.where(signs[:, period] == 0, signs[:, period - 1], signs[:, period])
    alone: npt.NDArray[np.bool_] = np.count_nonzero(signs[:, 1:] * signs[:, :-1] < 0, axis=1) == 1
    often = ~alone
    alone[often] = _keeps_side(rows[often], v[often])
    return alone


def _keeps_side(rows: FloatArray, v: FloatArray) -> npt.NDArray[np.bool_]:
    """Whether the balance of a row's discounted flows stays above, or stays below zero from the first until the last of them."""
    periods = np.arange(rows.shape[1])
    terms = rows * np.exp(np.log(v)[:, None] * periods)
    balance = np.cumsum(terms, axis=1)
    last = rows.shape[1] - 1 - np.argmax(rows[:, ::-1] != 0, axis=1)
    outside = (np.cumsum(rows != 0, axis=1) == 0) | (periods >= last[:, None])
    slack = NOISE * np.abs(terms).sum(axis=1, keepdims=True)
    above, below = (balance > slack) | outside, (balance < -slack) | outside
    side: npt.NDArray[np.bool_] = above.all(axis=1) | below.all(axis=1)
    return side
