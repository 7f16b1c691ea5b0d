"""Rates of return, sought as spreadsheets seek them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planbook.language.operators import SECOND_TRY

STEPS, STEP = 20, 1e-7  # how often a rate of return is improved, and the improvement that is small enough


def rate_of_return(flows: Sequence[float], guess: float) -> float:
    """The rate by period at which flows come to nothing, above −1: sought from the guess and, where it leads to none, from a lower
    one. Not a number where they do not change sign or no rate is found."""
    if not (min(flows) < 0 < max(flows)) or math.isnan(sum(flows)):
        return math.nan
    rate = _sought(flows, guess)
    return _sought(flows, (1 + guess) * SECOND_TRY - 1) if math.isnan(rate) else rate


def _sought(flows: Sequence[float], guess: float) -> float:
    """Newton's way from a guess, as far and as near as spreadsheets go, and two steps more."""
    rate, step = guess, math.inf
    try:
        for _ in range(STEPS):
            step = _newton(flows, rate)
            rate -= step
            if abs(step) < STEP:
                break
        for _ in range(2):
            rate -= _newton(flows, rate)
    except ZeroDivisionError:
        return math.nan
    return rate if abs(step) < STEP and rate > -1 else math.nan


def _newton(flows: Sequence[float], rate: float) -> float:
    """How far the next rate lies from this one: worth and slope by Horner's rule in the factor of one period."""
    factor = 1 / (1 + rate)
    worth = slope = 0.0
    for flow in reversed(flows):
        slope = slope * factor + worth
        worth = worth * factor + flow
    return -worth / (slope * factor * factor)
