"""Where a function of one variable reaches a value: bracketed on a grid, and narrowed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
POINTS = 33  # of the grid
HALVINGS = 24  # of a piece in which the function ends
NARROW = 1e-6  # of a piece of the grid: how narrow the bracket becomes


@dataclass(frozen=True)
class Crossing:
    """Where the value is reached: the point, and what the function is on both sides of it."""

    at: float
    below: float  # the function at the lower end of the last bracket
    above: float  # and at its upper end
    low: float = math.nan  # the bracket
    high: float = math.nan
    swing: float = 0.0  # how far apart the function is at the ends of the piece of the grid that it was found in

    def jumps(self, wanted: float, tolerance: float) -> bool:
        """Whether the function leaps over the value there instead of taking it, by more than a share of it, or of the swing."""
        return abs(self.above - self.below) > tolerance * max(self.swing, abs(wanted))


@dataclass(frozen=True)
class Reach:
    """What the function is on the grid where it has a value: the lowest and the highest; not a number where it has none."""

    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Array) -> Self:
        """That of a function's values."""
        known = values[np.isfinite(values)]
        return cls(float(known.min()), float(known.max())) if known.size else cls(math.nan, math.nan)


def crossing(function: Callable[[Array], Array], wanted: float, low: float, high: float, near: float) -> Crossing | Reach:
    """The crossing of ``wanted`` nearest to ``near`` between two points, or what the function reaches there.

    ``function`` takes points side by side and gives a value for each, not a number where it has none. Where it ends between two
    points of the grid, its last value is looked for, so that nothing on the way there is missed.
    """
    points, values = with_ends(function, np.linspace(low, high, POINTS))
    start = _nearest(points, values - wanted, near)
    if start is None:
        return _touched(points, values, wanted, near) or Reach.of(values)
    found = narrowed(lambda x: function(x) - wanted, float(points[start]), float(points[start + 1]), wanted)
    return replace(found, swing=abs(float(values[start + 1] - values[start])))


def _touched(points: Array, values: Array, wanted: float, near: float) -> Crossing | None:
    """The point nearest to ``near`` at which a function comes to a value without passing it, such as where it ends; None without one."""
    reach = Reach.of(values)
    met = np.flatnonzero(np.abs(values - wanted) <= NARROW * max(reach.highest - reach.lowest, 0.0))
    if not met.size or reach.highest == reach.lowest:
        return None
    at = float(points[met[np.argmin(np.abs(points[met] - near))]])
    return Crossing(at, wanted, wanted, at, at)


def with_ends(function: Callable[[Array], Array], points: Array) -> tuple[Array, Array]:
    """The points and the function there, with the places at which it ceases to have a value, as near as halving comes."""
    values = function(points)
    known = np.isfinite(values)
    ends = []
    for piece in np.flatnonzero(known[:-1] != known[1:]):
        inside, outside = (points[piece], points[piece + 1]) if known[piece] else (points[piece + 1], points[piece])
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if np.isfinite(function(np.array([middle]))[0]) else (inside, middle)
        ends.append(inside)
    every = np.append(points, ends)
    order = np.argsort(every, kind="stable")
    return every[order], np.append(values, function(np.array(ends)) if ends else [])[order]


def narrowed(function: Callable[[Array], Array], low: float, high: float, wanted: float = 0.0) -> Crossing:
    """Where a function changes its sign between two points, in a bracket of a millionth of their distance (Chandrupatla 1997).

    Where the function has no value on the way, the bracket stays as it is. ``wanted`` is added to what the crossing says of
    the function.
    """
    from scipy.optimize.elementwise import find_root

    tolerances = {"xatol": (high - low) * NARROW, "xrtol": 0.0, "fatol": 0.0, "frtol": 0.0}
    found = find_root(lambda x: function(x.reshape(-1)).reshape(x.shape), (low, high), tolerances=tolerances)
    if np.isfinite(found.f_bracket).all():
        low, high = map(float, found.bracket)
        below, above = map(float, found.f_bracket)
    else:
        below, above = map(float, function(np.array([low, high])))
    if 0.0 in (below, above):  # met exactly
        at = low if below == 0.0 else high
        return Crossing(at, wanted, wanted, at, at)
    share = below / (below - above)
    return Crossing(low + share * (high - low), wanted + below, wanted + above, low, high)


def _nearest(points: Array, apart: Array, near: float) -> int | None:
    """The piece of the grid in which the sign changes, nearest to a point."""
    known = np.isfinite(apart[:-1]) & np.isfinite(apart[1:])
    pieces = np.flatnonzero(known & (np.sign(apart[:-1]) * np.sign(apart[1:]) <= 0))
    if not pieces.size:
        return None
    middles = (points[pieces] + points[pieces + 1]) / 2
    return int(pieces[np.argmin(np.abs(middles - near))])
