"""What a line depends on: every assumption a little lower and higher, elasticities, and where a line meets a target.

How far an assumption is turned is its own uncertainty, by the letter that ends the comment beside it: (A) measured or agreed,
5 %; (B) well founded, 10 %; (C) assumed, 20 %; 10 % without a letter. Values stay within their bounds, whole numbers move by whole steps.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planbook.analysis.accepted import Agreeing
from planbook.analysis.bracketing import Crossing, Reach, crossing
from planbook.analysis.implied import price_of_round
from planbook.analysis.knobs import Knob, knobs
from planbook.analysis.settings import Setting, Settings, outcome, when
from planbook.backends.pointwise import Array
from planbook.language.declarations import Form
from planbook.language.errors import PlanbookError
from planbook.language.model import Row
from planbook.language.plans import Scenario
from planbook.language.units import FACTOR
from planbook.plan import Run

UNCERTAINTY = {"A": 0.05, "B": 0.10, "C": 0.20, "": 0.10}
_LETTER = re.compile(r"\(([ABC])(?=[):;, ])")
LOWEST, HIGHEST = 0.0, 4.0  # factors that are tried for a break-even
PRICED = ("enterprise_value", "equity_value")  # compared with the price of the round
JUMP = 0.001  # of the target: a line that leaps by more does not take it


@dataclass(frozen=True)
class Swing:
    """An assumption turned down and up, and what the line then comes to; not a number where it cannot be computed.

    What cannot be turned one way has the factor 1 there, and the line stays as it is.
    """

    knob: Knob
    down: float  # factor of its values
    up: float
    low: float  # the line when the assumption is lower
    high: float
    base: float

    @property
    def width(self) -> float:
        """How far apart the line's two figures lie; infinite where one of them is not there."""
        ends = [value for value in (self.low, self.high) if not math.isnan(value)]
        return max((abs(value - self.base) for value in ends), default=0.0) if len(ends) < 2 else abs(self.high - self.low)

    @property
    def elasticity(self) -> float:
        """By how many percent of its size the line rises for one percent more of the assumption; not a number for a line of 0."""
        if self.base == 0 or self.up == self.down:
            return math.nan
        return (self.high - self.low) / abs(self.base) / (self.up - self.down)


@dataclass(frozen=True)
class BreakEven:
    """The factor of an assumption at which the line meets the target, and the value that it then has where it is one number."""

    knob: Knob
    factor: float
    value: float
    jumps: bool


def uncertainty(knob: Knob, scenario: Scenario) -> float:
    """How far an assumption is turned when nothing else is said: as far as the least certain of its values."""
    letters = [_LETTER.search(f"{origin.note} ") for origin in knob.origins(scenario)]
    return max(UNCERTAINTY[letter[1] if letter else ""] for letter in letters)


def sensitivity(run: Run, row: Row, reach: float | None = None) -> list[Swing]:
    """Every assumption that moves a line, the one that moves it most first; ``reach`` is a share for all of them.

    Raises PlanbookError for a line that is not available, and for a ``reach`` that is not between 0 and 1.
    """
    if reach is not None and not 0 < reach < 1:
        raise PlanbookError(f"got {reach:g} as what assumptions are turned by: a share between 0 and 1, such as 0.1")
    settings, scenario = Settings(run), run.scenario
    if math.isnan(float(settings.outcomes([{}], [row])[0, 0])):
        raise PlanbookError(_not_available(run, row))
    turned, agreeing = [], Agreeing(run)
    for knob in knobs(run.plan.model).values():
        share = uncertainty(knob, scenario) if reach is None else reach
        fixed = knob.made.makes_whole or knob.switch or knob.past(scenario) or knob.held(scenario) or _neutral(knob, scenario)
        down, up = ({}, {}) if fixed else (_turned(knob, scenario, factor, agreeing) for factor in (1 - share, 1 + share))
        if down or up:
            turned.append((knob, down, up))
    asked: list[Setting] = [{}, *(setting for _, down, up in turned for setting in (down, up))]
    figures, sound = settings.figures(asked, [row])
    base, *found = map(float, outcome(row, figures[row]))
    ends = [(_factor(scenario, each), value) if can else (1.0, base) for each, value, can in zip(asked[1:], found, sound[1:], strict=True)]
    pairs = zip(turned, ends[::2], ends[1::2], strict=True)
    swings = [Swing(knob, lower, higher, low, high, base) for (knob, _, _), (lower, low), (higher, high) in pairs]
    return sorted((each for each in swings if each.width > 1e-9 * max(1.0, abs(base))), key=lambda each: -each.width)


def _neutral(knob: Knob, scenario: Scenario) -> bool:
    """Whether it is a factor of 1 that no file states: turning it is turning what it multiplies."""
    return knob.made.unit is FACTOR and knob.made.default == 1 and not any(origin.file for origin in knob.origins(scenario))


def _not_available(run: Run, row: Row) -> str:
    """Why nothing can be said of a line, with what its definition says of when it is not there."""
    metric = row.item.metric if row.item else None
    last = {"last month": " in the last month", "all months": " in every month"}.get(when(row), "")
    rule = f" It is not available: {metric.absent[:1].lower()}{metric.absent[1:]}" if metric and metric.absent else ""
    return f"`{row.key}` is not available{last} of scenario {run.scenario.name}: nothing can be compared with it.{rule}"


def _turned(knob: Knob, scenario: Scenario, factor: float, agreeing: Agreeing) -> dict[str, float]:
    """Its values × a factor, within their bounds; whole numbers by at least one. Nothing where there is nothing to turn, or where they
    would contradict other numbers of the plan; a month comes as near as it can.
    """
    made = {}
    for row in knob.cells:
        value = scenario.values[row.key]
        turned = value * factor
        if knob.whole:
            step = max(1.0, abs(round(value * (factor - 1))))
            turned = value + math.copysign(step, factor - 1) if value else value
        made[row.key] = _within(knob, turned, value)
    if knob.made.form is Form.MONTH:
        made = {key: _agreeing(agreeing, key, value, scenario.values[key]) for key, value in made.items()}
    moved = any(made[row.key] != scenario.values[row.key] for row in knob.cells)
    return made if moved and not agreeing.refusal(made) else {}


def _within(knob: Knob, value: float, stated: float) -> float:
    """A value at its bound where it would lie beyond it; as stated where the bound itself is not allowed."""
    low, high = knob.limits
    value = min(max(value, low), high)
    return value if knob.suits(value) else stated


def _agreeing(agreeing: Agreeing, key: str, month: float, stated: float) -> float:
    """The month itself, or the nearest on the way back to the stated one that contradicts no other number of the plan."""
    while month != stated and agreeing.refusal({key: month}):
        month -= math.copysign(1, month - stated)
    return month


def _factor(scenario: Scenario, turned: Setting) -> float:
    """By what an assumption was multiplied: as the largest of the values that moved was."""
    moved = [key for key, value in turned.items() if value != scenario.values[key]]
    key = max(moved, key=lambda each: abs(scenario.values[each]), default="")
    return turned[key] / scenario.values[key] if key and scenario.values[key] else 1.0


def target_of(run: Run, row: Row) -> tuple[float, str]:
    """What a value is compared with when nothing is asked for: the price of the plan's round; not a number without one."""
    price = price_of_round(run) if row.name in PRICED else None
    if price is None:
        return math.nan, ""
    return price.start - (float(run["equity_bridge"]) if row.name == "enterprise_value" else 0.0), "the price of the round"


def break_evens(run: Run, row: Row, chosen: Sequence[Knob], target: float) -> list[BreakEven | Reach]:
    """For each assumption where the line meets a target, or what it reaches between nothing and four times the assumption."""
    settings, agreeing = Settings(run), Agreeing(run)
    return [_break_even(settings, agreeing, row, knob, target) for knob in chosen]


def _break_even(settings: Settings, agreeing: Agreeing, row: Row, knob: Knob, target: float) -> BreakEven | Reach:
    scenario = settings.run.scenario

    def line(factors: Array) -> Array:
        asked = [knob.times(scenario, float(factor)) for factor in factors]
        (found,) = settings.outcomes([each or {} for each in asked], [row])
        return np.where([each is not None and not agreeing.refusal(each) for each in asked], found, np.nan)

    if knob.whole and knob.single:
        return _whole_break_even(line, knob, scenario, target)
    found = crossing(line, target, LOWEST, HIGHEST, 1.0)
    if not isinstance(found, Crossing):
        return found
    value = knob.values(scenario)[0] * found.at if knob.single else math.nan
    return BreakEven(knob, found.at, value, found.jumps(target, JUMP))


def _whole_break_even(line: Callable[[Array], Array], knob: Knob, scenario: Scenario, target: float) -> BreakEven | Reach:
    """The first whole number from the stated one on, up or down, at which the line has met or passed the target."""
    stated = knob.values(scenario)[0]
    if stated <= 0:
        return Reach(math.nan, math.nan)
    numbers = np.arange(math.floor(HIGHEST * stated) + 1.0)
    values = line(numbers / stated)
    apart = values - target
    here = np.sign(apart[round(stated)])
    passed = numbers[np.isfinite(apart) & (np.sign(apart) != here)]
    if np.isnan(here) or not passed.size:
        return Reach.of(values)
    at = float(passed[np.argmin(np.abs(passed - stated))])
    return BreakEven(knob, at / stated, at, abs(float(apart[round(at)])) > JUMP * max(1.0, abs(target)))
