"""What a price implies: the growth, the margin or the churn at which the plan is worth it (reverse DCF)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planbook.analysis.bracketing import Array, Crossing, Reach, crossing
from planbook.backends.reference import evaluate
from planbook.language.errors import EvaluationError, PlanbookError
from planbook.language.levers import Lever
from planbook.language.model import Row
from planbook.language.units import Shape
from planbook.plan import Plan, Run

VALUE = "equity_value"  # what a price before the money is compared with
LOWEST, HIGHEST = 0.0, 4.0  # factors of a lever that are tried
JUMP = 0.001  # a value that leaps by more of the price at a step, such as one more person, is not met exactly


@dataclass(frozen=True)
class Implied:
    """What one lever must be for the price: its factor and reading, or the values that it can reach."""

    lever: Lever
    stated: float  # the reading as the plan has it
    factor: float | None = None
    reading: float | None = None
    reached: float | None = None  # the value at the factor, where it leaps over the price
    lowest: float = float("nan")
    highest: float = float("nan")


class Pricing:
    """A scenario of a plan, with one lever at a time turned."""

    def __init__(self, plan: Plan, run: Run):
        if not plan.model.by_name.get(VALUE):
            raise PlanbookError(f"{plan.name} has no section `valuation`: a price cannot be compared with its value")
        self.plan = plan
        self.values = run.scenario.values
        self.run = run

    def price(self) -> float | None:
        """The pre-money value of the first round that is raised; None without one."""
        model = self.plan.model
        for row in model.by_name.get("round_pre_money", ()):
            if self.run.arrays[model.row("round_raised", *row.members)][0]:
                return float(self.run.arrays[row][0])
        return None

    def implied(self, lever: Lever, price: float) -> Implied | None:
        """What a lever must be for a price; None where the plan has nothing that it scales, or no such reading."""
        keys = self._keys(lever)
        if not keys or not self.plan.model.by_name.get(lever.line):
            return None
        stated = float(self._last(self.run.arrays, lever.line)[0])
        found = crossing(lambda factors: self._turned(keys, factors, VALUE), price, LOWEST, HIGHEST, 1.0)
        if isinstance(found, Reach):
            return Implied(lever, stated, lowest=found.lowest, highest=found.highest)
        return self._at(lever, keys, stated, found, price)

    def _at(self, lever: Lever, keys: list[str], stated: float, found: Crossing, price: float) -> Implied:
        at = np.array([found.at])
        reached = float(self._turned(keys, at, VALUE)[0]) if found.jumps(price, JUMP) else None
        return Implied(lever, stated, found.at, float(self._turned(keys, at, lever.line)[0]), reached)

    def _keys(self, lever: Lever) -> list[str]:
        """The input cells of a lever that hold a value, not a month, a growth or a season."""
        rows = (row for row in self.plan.model.rows if row.source == "input" and row.declaration.name in lever.assumptions)
        return [row.key for row in rows if row.name.partition(".")[2].rstrip("0123456789") in ("", "value")]

    def _turned(self, keys: list[str], factors: Array, line: str) -> Array:
        """A line's last value with the lever at each of several factors; not a number where nothing can be computed."""
        changed = {key: self.values[key] * factors for key in keys}
        try:
            return self._last(evaluate(self.plan.model, {**self.values, **changed}), line)
        except EvaluationError:
            if len(factors) == 1:
                return np.full(1, np.nan)
            half = len(factors) // 2
            return np.concatenate([self._turned(keys, factors[:half], line), self._turned(keys, factors[half:], line)])

    def _last(self, arrays: dict[Row, Array], line: str) -> Array:
        row = self.plan.model.row(line)
        return arrays[row] if row.shape is Shape.SCALAR else arrays[row][-1]
