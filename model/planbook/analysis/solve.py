"""What must be assumed for a plan to come to what is asked: one unknown or several, equations and bounds, a least or a most.

One unknown is looked for between its bounds on a grid, and refined where the answer changes. Several are found by least
squares of what is missed, from several starting points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planbook.analysis.bracketing import narrowed
from planbook.analysis.conditions import EXACT, Condition, condition
from planbook.analysis.knobs import Knob, knob
from planbook.analysis.settings import Setting, Settings
from planbook.backends.pointwise import Array
from planbook.language.declarations import Form
from planbook.language.errors import PlanbookError
from planbook.language.model import Row
from planbook.plan import Plan, Run

POINTS, ROUNDS = 33, 6  # points of a grid, and how often it is narrowed where nothing is met
HALVINGS = 30  # of the bracket in which conditions begin to hold
WIDTHS = (4.0, 20.0)  # how many times as large as stated an unknown may become where nothing bounds it, and at the second try
SHARES = 1.0
MOST_WHOLE = 500  # whole numbers that are tried one by one
NUDGE = 1e-6
CLOSE = 1e-6  # of a condition's scale: met


@dataclass(frozen=True)
class Bounds:
    """Between which values an unknown is looked for, and which of them come from the assumption itself."""

    low: float
    high: float


@dataclass(frozen=True)
class Solution:
    """What was found: the unknowns' values, what the conditions then come to; or the nearest there is."""

    plan: Plan
    scenario: str
    unknowns: tuple[Knob, ...]
    values: tuple[float, ...]  # of each unknown; a factor of one that has several values
    conditions: tuple[Condition, ...]
    reached: tuple[float, ...]
    found: bool
    missed: float  # all conditions together, each in its own scale
    binding: tuple[str, ...] = ()  # bounds that the values lie on
    aim: str = ""  # minimise or maximise

    @property
    def changes(self) -> dict[str, str]:
        """The values as a plan's file would state them."""
        return {
            each.path: each.text(value) if each.single else f"× {value:.10g}"
            for each, value in zip(self.unknowns, self.values, strict=True)
        }  # fmt: skip


class Problem:
    """Unknowns and conditions of one scenario."""

    def __init__(self, run: Run, unknowns: Sequence[Knob], conditions: Sequence[Condition], bounds: Sequence[Bounds]):
        self.run, self.unknowns, self.conditions, self.bounds = run, unknowns, conditions, bounds
        self.settings = Settings(run)
        self.stated = [_stated(each, run) for each in unknowns]

    def setting(self, values: Sequence[float]) -> Setting:
        """The input cells for values of the unknowns."""
        made: dict[str, float] = {}
        for each, value in zip(self.unknowns, values, strict=True):
            if each.single:
                made[each.cells[0].key] = float(round(value)) if each.whole else value
            else:
                made |= {row.key: self.run.scenario.values[row.key] * value for row in each.cells}
        return made

    def arrays(self, points: Sequence[Sequence[float]]) -> tuple[dict[Row, Array], npt.NDArray[np.bool_]]:
        """Figures of the conditions' lines at points, and where they can be computed."""
        rows = {row for each in self.conditions for row in each.rows}
        return self.settings.figures([self.setting(point) for point in points], rows)

    def misses(self, points: Sequence[Sequence[float]]) -> Array:
        """By how much each condition is missed, in its own scale, (condition, point); not a number where nothing can be computed."""
        arrays, sound = self.arrays(points)
        return np.array([np.where(sound, each.miss(arrays) / each.scale, np.nan) for each in self.conditions])

    def solution(self, values: Sequence[float], aim: str = "") -> Solution:
        """The answer at a point: found where every condition is met."""
        arrays, sound = self.arrays([values])
        misses = self.misses([values])[:, 0]
        met = bool(sound[0]) and bool(np.all(np.abs(misses) <= CLOSE))
        reached = tuple(each.reached(arrays) for each in self.conditions)
        missed = float(np.abs(misses).sum()) if sound[0] else math.inf
        return Solution(
            self.run.plan, self.run.scenario.name, tuple(self.unknowns), tuple(values), tuple(self.conditions), reached, met, missed,
            tuple(self._binding(values)), aim,
        )  # fmt: skip

    def _binding(self, values: Sequence[float]) -> list[str]:
        found = []
        for each, value, bound in zip(self.unknowns, values, self.bounds, strict=True):
            for edge, word in ((bound.low, "least"), (bound.high, "most")):
                if math.isclose(value, edge, rel_tol=1e-6, abs_tol=1e-12):
                    text = each.text(edge) if each.single else f"× {edge:g}"
                    found.append(f"{each.path} is at the {word} that was tried, {text}")
        return found


def _stated(unknown: Knob, run: Run) -> float:
    return unknown.values(run.scenario)[0] if unknown.single else 1.0


def bounds_of(unknown: Knob, run: Run, width: float, given: tuple[float | None, float | None] = (None, None)) -> Bounds:
    """Between what an unknown is looked for: as given, as its assumption allows, else up to some times what is stated."""
    made, stated = unknown.made, _stated(unknown, run)
    if not unknown.single:
        low, high = 0.0, width
    elif made.form is Form.MONTH:
        low, high = 1.0, float(run.plan.model.structure.horizon)
    else:
        size = abs(stated) or (1.0 if made.unit.style != "amount" else 1e6)
        floor = made.low if made.low is not None else made.above + 1e-9 * size if made.above is not None else -width * size
        ceiling = made.high if made.high is not None else made.below - 1e-9 if made.below is not None else width * size
        low, high = max(floor, -width * size), min(ceiling, max(width * size, SHARES if made.unit.style == "percent" else 0.0))
    low, high = (low if given[0] is None else given[0]), (high if given[1] is None else given[1])
    if not low < high:
        raise PlanbookError(f"{unknown.path}: nothing lies between {low:g} and {high:g}")
    return Bounds(low, high)


def solve(
    plan: Plan,
    find: Sequence[str],
    such_that: Sequence[str],
    *,
    scenario: str | None = None,
    minimise: str = "",
    maximise: str = "",
    between: dict[str, tuple[float | None, float | None]] | None = None,
) -> Solution:
    """The values of assumptions at which conditions hold; with ``minimise`` or ``maximise`` the least or the most of one of them.

    find: key paths, such as ``segments.teams.churn``. such_that: conditions, such as ``clv_to_cac = 3``. between: bounds by path.
    Without a solution the nearest is returned, with ``found`` false. Raises PlanbookError for what cannot be asked.
    """
    run = plan.run(scenario)
    paths = list(dict.fromkeys([*find, *filter(None, (minimise, maximise))]))
    unknowns = [knob(plan.model, path) for path in paths]
    conditions = [condition(plan.model, text) for text in such_that]
    if not unknowns or not conditions:
        raise PlanbookError("say what is to be found (--find PATH) and what is to hold (--such-that CONDITION)")
    if minimise and maximise:
        raise PlanbookError("something is minimised or maximised, not both")
    aim = "minimise" if minimise else "maximise" if maximise else ""
    best: Solution | None = None
    for width in WIDTHS:
        limits = [bounds_of(each, run, width, (between or {}).get(each.path, (None, None))) for each in unknowns]
        problem = Problem(run, unknowns, conditions, limits)
        found = _one(problem, aim) if len(unknowns) == 1 else _several(problem, minimise or maximise, aim)
        if best is None or found.found or found.missed < best.missed * (1 - 1e-9):
            best = found
        if best.found:
            break
    assert best is not None
    return best


# One unknown: a grid, and where the answer changes.


def _one(problem: Problem, aim: str) -> Solution:
    low, high = problem.bounds[0].low, problem.bounds[0].high
    points = _points(problem, low, high)
    total = _total(problem, points)
    if aim:
        return _edge(problem, points, total, aim)
    signed = _signed(problem, points)
    if signed is not None and (crossed := _crossing(problem, points, signed)) is not None:
        return problem.solution([crossed])
    return problem.solution([_closest(problem, points, total)])


def _points(problem: Problem, low: float, high: float) -> Array:
    """A grid between the bounds, with what is stated; whole numbers only where they count."""
    made: Array = np.unique(np.append(np.linspace(low, high, POINTS), min(max(problem.stated[0], low), high)))
    if not (problem.unknowns[0].whole and problem.unknowns[0].single):
        return made
    every = np.arange(math.ceil(low), math.floor(high) + 1.0)
    return every if len(every) <= MOST_WHOLE else np.unique(np.round(made))


def _total(problem: Problem, points: Array) -> Array:
    """How far all conditions together are missed at each point."""
    total: Array = np.abs(problem.misses([[point] for point in points])).sum(axis=0)
    return total


def _signed(problem: Problem, points: Array) -> Array | None:
    """What an only equation misses by, with its sign; None for anything else."""
    if len(problem.conditions) != 1 or problem.conditions[0].sign != "=":
        return None
    found: Array = problem.misses([[point] for point in points])[0]
    return found


def _crossing(problem: Problem, points: Array, signed: Array) -> float | None:
    """Where the equation holds, nearest to what is stated."""
    exact = np.flatnonzero(np.abs(signed) <= EXACT)
    if exact.size:
        return float(points[exact[np.argmin(np.abs(points[exact] - problem.stated[0]))]])
    known = np.isfinite(signed[:-1]) & np.isfinite(signed[1:])
    pieces = np.flatnonzero(known & (np.sign(signed[:-1]) != np.sign(signed[1:])))
    if not pieces.size:
        return None
    piece = pieces[np.argmin(np.abs((points[pieces] + points[pieces + 1]) / 2 - problem.stated[0]))]
    low, high = float(points[piece]), float(points[piece + 1])
    if problem.unknowns[0].whole and problem.unknowns[0].single:
        return low if abs(signed[piece]) <= abs(signed[piece + 1]) else high
    return narrowed(lambda x: problem.misses([[point] for point in x])[0], low, high).at


def _closest(problem: Problem, points: Array, total: Array) -> float:
    """Where conditions are missed least, nearest to what is stated where several do as well."""
    whole = problem.unknowns[0].whole and problem.unknowns[0].single
    for remaining in reversed(range(ROUNDS)):
        known = np.flatnonzero(np.isfinite(total))
        if not known.size:
            return problem.stated[0]
        least = total[known].min()
        alike = known[total[known] <= least + EXACT]
        best = int(alike[np.argmin(np.abs(points[alike] - problem.stated[0]))])
        if least <= EXACT or whole or not remaining:
            break
        low, high = float(points[max(best - 1, 0)]), float(points[min(best + 1, len(points) - 1)])
        points = np.unique(np.append(np.linspace(low, high, POINTS), points[best]))
        total = _total(problem, points)
    bound = problem.bounds[0]
    edges = [edge for edge in (bound.low, bound.high) if abs(points[best] - edge) <= CLOSE * (bound.high - bound.low)]
    return float(edges[0] if edges else points[best])


def _edge(problem: Problem, points: Array, total: Array, aim: str) -> Solution:
    """The least or the most of the unknown at which all conditions hold."""
    enough = CLOSE if any(each.sign == "=" for each in problem.conditions) else 0.0
    good = np.flatnonzero(total <= enough)
    if not good.size:
        return replace(problem.solution([_closest(problem, points, total)]), aim=aim)
    best = int(good[0] if aim == "minimise" else good[-1])
    beside = best - 1 if aim == "minimise" else best + 1
    inside, outside = float(points[best]), float(points[beside]) if 0 <= beside < len(points) else None
    if outside is not None and not (problem.unknowns[0].whole and problem.unknowns[0].single):
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            if _total(problem, np.array([middle]))[0] <= enough:
                inside = middle
            else:
                outside = middle
    return problem.solution([inside], aim)


# Several unknowns.


def _several(problem: Problem, aimed: str, aim: str) -> Solution:
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
