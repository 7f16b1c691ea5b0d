"""One unknown: a grid between its bounds, and every place between where a condition begins or ceases to hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from planbook.analysis.bracketing import narrowed, with_ends
from planbook.analysis.conditions import EXACT
from planbook.analysis.problem import CLOSE, Problem, Solution
from planbook.backends.pointwise import Array

POINTS, ROUNDS = 33, 6  # points of a grid, and how often it is narrowed where nothing is met
FARTHEST, SCALED = 64.0, 49  # from one to the other of this part and this multiple of what is stated, and the points on the way
MOST_WHOLE = 500  # whole numbers that are tried one by one
TURNS = 8  # places that are looked at for each condition


def one_unknown(problem: Problem, aim: str) -> Solution:
    """The value nearest to what is stated at which all conditions hold, the least or the most of them; else the nearest to it."""
    low, high = problem.bounds[0].low, problem.bounds[0].high
    grid, ends = _points(problem, low, high)
    tried = np.unique(np.append(grid, list(_turning(problem, grid, aim))))
    total = _total(problem, tried)
    enough = CLOSE if any(each.sign == "=" for each in problem.conditions) else 0.0
    good = tried[total <= enough]
    if not good.size:
        return replace(problem.solution([_closest(problem, tried, total)]), aim=aim)
    nearest = good[np.argmin(np.abs(good - problem.stated[0]))]
    found = problem.solution([float(good[0] if aim == "minimise" else good[-1] if aim == "maximise" else nearest)], aim)
    begins = f"{problem.unknowns[0].path} is where the figures asked for begin: beyond it there are none"
    return replace(found, binding=(*found.binding, begins)) if found.values[0] in ends else found


def _whole(problem: Problem) -> bool:
    return problem.unknowns[0].whole and problem.unknowns[0].single


def _points(problem: Problem, low: float, high: float) -> tuple[Array, Array]:
    """A grid between the bounds, even and by factors of what is stated, with every place where figures begin or end, which are given
    apart; whole numbers only where they count.
    """
    stated = problem.stated[0]
    scaled = stated * np.geomspace(1 / FARTHEST, FARTHEST, SCALED)
    near = np.append(scaled[(scaled > low) & (scaled < high)], min(max(stated, low), high))
    made: Array = np.unique(np.append(np.linspace(low, high, POINTS), near))
    if not _whole(problem):
        grid, _ = with_ends(lambda points: problem.gaps([[point] for point in points]).sum(axis=0), made)
        return np.unique(grid), np.setdiff1d(grid, made)
    every = np.arange(math.ceil(low), math.floor(high) + 1.0)
    return (every if len(every) <= MOST_WHOLE else np.unique(np.round(made))), np.array([])


def _turning(problem: Problem, grid: Array, aim: str) -> Iterator[float]:
    """Where conditions turn: where an equation holds, both sides of where an inequality begins to hold, and what lies between two."""
    if _whole(problem) and len(grid) == grid[-1] - grid[0] + 1:
        return
    found: list[float] = []
    for number, gaps in enumerate(problem.gaps([[point] for point in grid])):
        pieces = np.flatnonzero(~np.isnan(gaps[:-1] + gaps[1:]) & (np.sign(gaps[:-1]) != np.sign(gaps[1:])))
        middles = (grid[pieces] + grid[pieces + 1]) / 2
        near = {"minimise": grid[0], "maximise": grid[-1]}.get(aim, problem.stated[0])
        for piece in pieces[np.argsort(np.abs(middles - near))][:TURNS]:
            turn = narrowed(_gap(problem, number), float(grid[piece]), float(grid[piece + 1]))
            found.extend((turn.at,) if problem.conditions[number].sign == "=" else (turn.low, turn.high))
    between = [(a + b) / 2 for a, b in zip(sorted(found), sorted(found)[1:], strict=False)]
    yield from (each for value in (*found, *between) for each in ({math.floor(value), math.ceil(value)} if _whole(problem) else {value}))


def _gap(problem: Problem, number: int) -> Callable[[Array], Array]:
    """By how much one condition is missed, as a function of the unknown."""
    return lambda points: problem.gaps([[point] for point in points])[number]


def _total(problem: Problem, points: Array) -> Array:
    """How far all conditions together are missed at each point."""
    total: Array = np.abs(problem.misses([[point] for point in points])).sum(axis=0)
    return total


def _closest(problem: Problem, points: Array, total: Array) -> float:
    """Where conditions are missed least, nearest to what is stated where several do as well."""
    bound = problem.bounds[0]
    for remaining in reversed(range(ROUNDS)):
        known = np.flatnonzero(np.isfinite(total))
        if not known.size:
            return min(max(problem.stated[0], bound.low), bound.high)
        least = total[known].min()
        alike = known[total[known] <= least + EXACT]
        best = int(alike[np.argmin(np.abs(points[alike] - problem.stated[0]))])
        if least <= EXACT or _whole(problem) or not remaining:
            break
        low, high = float(points[max(best - 1, 0)]), float(points[min(best + 1, len(points) - 1)])
        points = np.unique(np.append(np.linspace(low, high, POINTS), points[best]))
        total = _total(problem, points)
    edges = [edge for edge in (bound.low, bound.high) if abs(points[best] - edge) <= CLOSE * (bound.high - bound.low)]
    return float(edges[0] if edges else points[best])
