"""What is asked of a plan: unknowns between bounds, conditions on lines; and the answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planbook.analysis.conditions import Condition
from planbook.analysis.knobs import Knob
from planbook.analysis.limits import Bounds
from planbook.analysis.settings import Setting, Settings
from planbook.backends.pointwise import Array
from planbook.language.model import Row
from planbook.plan import Plan, Run
from planbook.scenarios.said import Said

CLOSE = 1e-6  # of a condition's scale: met
ROUNDING = 1e-12  # of the way between bounds
LARGEST = 1e9  # of scales: what is missed by more, or has no end, is missed by so much


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
    refused: str = ""  # why planbook refuses a plan with these values, where it does

    @property
    def written(self) -> dict[str, str]:
        """The value of each unknown as a plan's file would write it."""
        return written(self.unknowns, self.values)

    @property
    def changes(self) -> dict[str, Said]:
        """The values as what a plan's file would say; of a value and its growth one after the other."""
        return changes_of(self.unknowns, self.values)


def written(unknowns: Sequence[Knob], values: Sequence[float]) -> dict[str, str]:
    """Values of unknowns as a plan's file would write them, by path; a factor of what has several values."""
    pairs = zip(unknowns, values, strict=True)
    return {each.path: each.text(value) if each.single else f"× {value:.10g}" for each, value in pairs}


def changes_of(unknowns: Sequence[Knob], values: Sequence[float]) -> dict[str, Said]:
    """Values of unknowns as what a plan's file would say; of a value and its growth one after the other."""
    texts = written(unknowns, values)
    both = {path for path in texts if f"{path}.growth" in texts}
    made: dict[str, Said] = {path: text for path, text in texts.items() if path.removesuffix(".growth") not in both}
    return made | {path: [{"change": texts[path]}, {"growth": texts[f"{path}.growth"]}] for path in both}


class Problem:
    """Unknowns and conditions of one scenario."""

    def __init__(
        self, run: Run, unknowns: Sequence[Knob], conditions: Sequence[Condition], bounds: Sequence[Bounds], held: Setting | None = None
    ):  # fmt: skip
        self.run, self.unknowns, self.conditions, self.bounds = run, unknowns, conditions, bounds
        self.held = held or {}  # cells of unknowns that are looked for elsewhere
        self.settings = Settings(run)
        self.stated = [each.stated(run.scenario) for each in unknowns]

    def setting(self, values: Sequence[float]) -> Setting:
        """The input cells for values of the unknowns."""
        made: dict[str, float] = dict(self.held)
        for each, value in zip(self.unknowns, values, strict=True):
            if each.single:
                made[each.cells[0].key] = float(round(value)) if each.whole else value
            else:
                made |= {row.key: self.run.scenario.values[row.key] * value for row in each.cells}
        return made

    def holding(self, values: Mapping[int, float]) -> Problem:
        """The problem with some of its unknowns at values, by their numbers."""
        free = [number for number in range(len(self.unknowns)) if number not in values]
        held = {self.unknowns[number].cells[0].key: float(value) for number, value in values.items()}
        pick = [self.unknowns[number] for number in free], self.conditions, [self.bounds[number] for number in free]
        return Problem(self.run, *pick, {**self.held, **held})

    def arrays(self, points: Sequence[Sequence[float]]) -> tuple[dict[Row, Array], npt.NDArray[np.bool_]]:
        """Figures of the conditions' lines at points, and where they can be computed."""
        rows = {row for each in self.conditions for row in each.rows}
        return self.settings.figures([self.setting(point) for point in points], rows)

    def misses(self, points: Sequence[Sequence[float]]) -> Array:
        """By how much each condition is missed, in its own scale, (condition, point); not a number where nothing can be computed."""
        return self._measured(Condition.miss, *self.arrays(points))

    def gaps(self, points: Sequence[Sequence[float]]) -> Array:
        """The same with signs: below 0 where an inequality is more than met."""
        clipped: Array = np.clip(self._measured(Condition.gap, *self.arrays(points)), -LARGEST, LARGEST)
        return clipped

    def _measured(
        self, measure: Callable[[Condition, dict[Row, Array]], Array], arrays: dict[Row, Array], sound: npt.NDArray[np.bool_]
    ) -> Array:  # fmt: skip
        return np.array([np.where(sound, measure(each, arrays) / each.scale, np.nan) for each in self.conditions])

    def solution(self, values: Sequence[float], aim: str = "") -> Solution:
        """The answer at a point: found where every condition is met. What only rounding keeps from a bound or from 0 is there."""
        values = [_snapped(value, bound) for value, bound in zip(values, self.bounds, strict=True)]
        arrays, sound = self.arrays([values])
        misses = self._measured(Condition.miss, arrays, sound)[:, 0]
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
            for edge, word, reason in ((bound.low, "least", bound.low_reason), (bound.high, "most", bound.high_reason)):
                if math.isclose(value, edge, rel_tol=1e-6, abs_tol=1e-12):
                    text = each.text(edge) if each.single else f"× {edge:g}"
                    tried = f"the plan allows, {text} (beyond it, {reason})" if reason else f"was tried, {text}"
                    found.append(f"{each.path} is at the {word} that {tried}")
        return found


def _snapped(value: float, bound: Bounds) -> float:
    near = ROUNDING * (bound.high - bound.low)
    return next((each for each in (0.0, bound.low, bound.high) if abs(value - each) <= near), value)
