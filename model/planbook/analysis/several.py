"""Several unknowns: least squares of what is missed, from several starting points; whole numbers one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planbook.analysis.one import MOST_WHOLE, one_unknown
from planbook.analysis.problem import CLOSE, Problem, Solution
from planbook.backends.pointwise import Array

NUDGE = 1e-6
SAME = 1e-6  # of a value: what the search itself leaves open


def several_unknowns(problem: Problem, aimed: str, aim: str) -> Solution:
    """Values at which all conditions hold; with an aim, the least or most of one unknown. Else those that miss them least."""
    whole = [number for number, each in enumerate(problem.unknowns) if each.whole and each.single]
    return _one_by_one(problem, whole, aimed, aim) if whole else _least_squares(problem, aimed, aim)


def _one_by_one(problem: Problem, whole: list[int], aimed: str, aim: str) -> Solution:
    """Each set of whole numbers, from those nearest to what is stated on, or from the aimed end, with the others looked for."""
    best: Solution | None = None
    sign = -1.0 if aim == "maximise" else 1.0
    index = next((number for number, each in enumerate(problem.unknowns) if each.path == aimed), -1)
    for values in itertools.islice(_sets(problem, whole, index, sign), MOST_WHOLE):
        rest = problem.holding(values)
        inner = aim if index not in values else ""
        free = iter(() if not rest.unknowns else _free(rest, aimed, inner).values)
        found = problem.solution([values[number] if number in values else next(free) for number in range(len(problem.unknowns))], aim)
        if best is None or _better(found, best, index, sign):
            best = found
        if best.found and (not aim or index in values):
            break
    assert best is not None
    return best


def _free(problem: Problem, aimed: str, aim: str) -> Solution:
    return one_unknown(problem, aim) if len(problem.unknowns) == 1 else _least_squares(problem, aimed, aim)


def _sets(problem: Problem, whole: list[int], index: int, sign: float) -> Iterator[dict[int, float]]:
    """Whole numbers within their bounds, in the order in which they are tried."""
    ranges = [np.arange(math.ceil(problem.bounds[number].low), math.floor(problem.bounds[number].high) + 1.0) for number in whole]
    stated = [problem.stated[number] for number in whole]

    def place(values: tuple[float, ...]) -> tuple[float, float]:
        first = sign * values[whole.index(index)] if index in whole else 0.0
        return first, sum(abs(value - here) for value, here in zip(values, stated, strict=True))

    for values in sorted(itertools.product(*ranges), key=place):
        yield {number: float(value) for number, value in zip(whole, values, strict=True)}


def _better(found: Solution, best: Solution, index: int, sign: float) -> bool:
    if found.found != best.found or not found.found:
        return found.found or found.missed < best.missed
    near = SAME * max(1.0, abs(best.values[index]))  # of two that are the same the one nearer to what is stated stays
    return index >= 0 and sign * found.values[index] < sign * best.values[index] - near


def _least_squares(problem: Problem, aimed: str, aim: str) -> Solution:
    """Least squares of what is missed; with an aim, the least or most of one unknown, the others free."""
    from scipy.optimize import least_squares

    lows, highs = (np.array([getattr(bound, end) for bound in problem.bounds]) for end in ("low", "high"))
    spans = highs - lows
    index = next((number for number, each in enumerate(problem.unknowns) if each.path == aimed), 0)

    def misses(shares: Array, held: float | None = None) -> Array:
        points = lows + spans * shares
        if held is not None:
            points[index] = held
        found: Array = np.nan_to_num(problem.misses([points])[:, 0], nan=1e6)
        return found

    def slopes(shares: Array, held: float | None = None) -> Array:
        points = [lows + spans * shares, *(lows + spans * np.clip(shares + _step(shares, number), 0, 1) for number in range(len(spans)))]
        if held is not None:
            for point in points:
                point[index] = held
        values = np.nan_to_num(problem.misses(points), nan=1e6)
        steps = np.array([_step(shares, number)[number] for number in range(len(spans))])
        found: Array = (values[:, 1:] - values[:, :1]) / steps
        return found

    def found(held: float | None = None) -> tuple[Array, float]:
        best, least = None, math.inf
        for start in _starts(problem, lows, spans):
            answer = least_squares(misses, start, jac=slopes, bounds=(0, 1), args=(held,), xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=60)
            if 2 * answer.cost < least:
                best, least = answer.x, 2 * answer.cost
            if least <= CLOSE**2:
                break
        assert best is not None
        point = lows + spans * best
        if held is not None:
            point[index] = held
        return point, least

    point, least = found()
    if not aim or least > CLOSE**2:
        return replace(problem.solution(list(point)), aim=aim)
    inside, outside = float(point[index]), float(lows[index] if aim == "minimise" else highs[index])
    at_end, least = found(outside)
    if least <= CLOSE**2:
        return problem.solution(list(at_end), aim)
    best = point
    for _ in range(40):
        middle = (inside + outside) / 2
        tried, least = found(middle)
        inside, outside, best = (middle, outside, tried) if least <= CLOSE**2 else (inside, middle, best)
        if abs(inside - outside) <= 1e-7 * spans[index]:
            break
    return problem.solution(list(best), aim)


def _step(shares: Array, number: int) -> Array:
    step = np.zeros(len(shares))
    step[number] = NUDGE if shares[number] + NUDGE <= 1 else -NUDGE
    return step


def _starts(problem: Problem, lows: Array, spans: Array) -> list[Array]:
    """What is stated, and points spread between the bounds."""
    stated = np.clip((np.array(problem.stated) - lows) / spans, 0.001, 0.999)
    return [stated, *(np.full(len(spans), share) for share in (0.5, 0.25, 0.75, 0.05))]
