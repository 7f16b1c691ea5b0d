"""What a price implies: the growth, the margin or the churn at which the plan is worth it (reverse DCF)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planbook.analysis.bracketing import Crossing, Reach, crossing
from planbook.analysis.turning import Turning
from planbook.language.errors import PlanbookError
from planbook.language.levers import Lever
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
        self.turning = Turning(plan.model, run.scenario.values)
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
        if not self.turning.keys(lever) or not self.plan.model.by_name.get(lever.line):
            return None
        stated = float(np.atleast_1d(self.run[lever.line])[-1])
        found = crossing(lambda factors: self.turning.turned([(lever, factors)], [VALUE])[0], price, LOWEST, HIGHEST, 1.0)
        if isinstance(found, Reach):
            return Implied(lever, stated, lowest=found.lowest, highest=found.highest)
        return self._at(lever, stated, found, price)

    def _at(self, lever: Lever, stated: float, found: Crossing, price: float) -> Implied:
        value, reading = self.turning.turned([(lever, np.array([found.at]))], [VALUE, lever.line])[:, 0]
        return Implied(lever, stated, found.at, float(reading), float(value) if found.jumps(price, JUMP) else None)
