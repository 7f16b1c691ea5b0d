"""Where a function of one variable reaches a value: bracketed on a grid, many points side by side, and refined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
POINTS = 33  # evaluated side by side
ROUNDS = 5  # each makes the bracket 32 times as narrow


@dataclass(frozen=True)
class Crossing:
    """Where the value is reached: the point, and what the function is on both sides of it."""

    at: float
    below: float  # the function at the lower end of the last bracket
    above: float  # and at its upper end

    def jumps(self, wanted: float, tolerance: float) -> bool:
        """Whether the function leaps over the value there instead of taking it, by more than a share of it."""
        return abs(self.above - self.below) > tolerance * max(1.0, abs(wanted))


@dataclass(frozen=True)
class Reach:
    """What the function is on the grid where it has a value: the lowest and the highest; not a number where it has none."""

    lowest: float
    highest: float


def crossing(function: Callable[[Array], Array], wanted: float, low: float, high: float, near: float) -> Crossing | Reach:
    """The crossing of ``wanted`` nearest to ``near`` between two points, or what the function reaches there.

    ``function`` takes points side by side and gives a value for each, not a number where it has none. A crossing needs a
    value on both sides: one that lies where the function ends is not found.
    """
    points = np.linspace(low, high, POINTS)
    values = function(points)
    start = _nearest(points, values - wanted, near)
    if start is None:
        known = values[np.isfinite(values)]
        return Reach(float(known.min()), float(known.max())) if known.size else Reach(np.nan, np.nan)
    for _ in range(ROUNDS - 1):
        points = np.linspace(points[start], points[start + 1], POINTS)
        values = function(points)
        found = _nearest(points, values - wanted, near)
        assert found is not None  # the ends lie on both sides
        start = found
    before, after = float(values[start]), float(values[start + 1])
    share = 0.0 if before == after else (wanted - before) / (after - before)
    return Crossing(float(points[start] + share * (points[start + 1] - points[start])), before, after)


def _nearest(points: Array, apart: Array, near: float) -> int | None:
    """The piece of the grid in which the sign changes, nearest to a point."""
    known = np.isfinite(apart[:-1]) & np.isfinite(apart[1:])
    pieces = np.flatnonzero(known & (np.sign(apart[:-1]) * np.sign(apart[1:]) <= 0))
    if not pieces.size:
        return None
    middles = (points[pieces] + points[pieces + 1]) / 2
    return int(pieces[np.argmin(np.abs(middles - near))])
