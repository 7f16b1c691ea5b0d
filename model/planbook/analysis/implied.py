"""What a price implies: the growth, the margin or the churn at which the plan is worth it (reverse DCF)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from planbook.analysis.bracketing import Crossing, Reach, crossing
from planbook.analysis.turning import Turning
from planbook.business.levers import LEVERS
from planbook.language.errors import PlanbookError
from planbook.language.levers import Lever
from planbook.plan import Run

VALUE = "equity_value"  # what a price before the money is compared with
ROUND = "round_value"  # the price of the round as an enterprise value, at the plan's start
LOWEST, HIGHEST = 0.0, 4.0  # factors of a lever that are tried
STILL = 1e-6  # a reading that differs by less does not move
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
    is_amount: bool = False  # the reading is the lever's amount, since its own does not move

    @property
    def line(self) -> str:
        """The line that is read."""
        return self.lever.amount_line if self.is_amount else self.lever.line


@dataclass(frozen=True)
class Price:
    """A price of the company, as it is asked for and at the plan's start, where the value of its shares stands."""

    amount: float
    start: float
    month: str = ""  # in which it is paid; nothing for one that is asked for

    def words(self, currency: str) -> str:
        """The price, and what it is at the plan's start."""
        paid = money(self.amount, currency)
        return f"{paid} in {self.month}, {money(self.start, currency)} at the plan's start" if self.month else paid


@dataclass(frozen=True)
class Answers:
    """What a price implies, by lever, beside the plan's own value."""

    run: Run
    price: Price
    value: float
    found: tuple[Implied, ...]

    def sentences(self) -> tuple[str, ...]:
        """One for each lever."""
        return tuple(sentence(each, self.run.plan.loaded.currency) for each in self.found)


def price_of_round(run: Run) -> Price | None:
    """The pre-money value of the first round that is raised, discounted to the plan's start; None without one, or without valuation."""
    if not run.plan.model.by_name.get(ROUND) or math.isnan(value := float(run[ROUND])):
        return None
    month = run.plan.model.structure.month_label(int(run["first_round_month"]))
    return Price(float(run["first_round_pre_money"]), value + float(run["equity_bridge"]), month)


def answers(run: Run, price: Price | None = None) -> Answers | None:
    """What a price, that of the round if none is given, implies for each lever; None without one.

    Raises PlanbookError for a price of a plan without valuation.
    """
    price = price or price_of_round(run)
    if price is None:
        return None
    pricing = Pricing(run)
    found = tuple(each for lever in LEVERS if (each := pricing.implied(lever, price.start)) is not None)
    return Answers(run, price, float(run[VALUE]), found)


def require_value(run: Run) -> None:
    """Raise PlanbookError for a plan without valuation."""
    if not run.plan.model.by_name.get(VALUE):
        raise PlanbookError(f"{run.plan.name} has no section `valuation`: a price cannot be compared with its value")


class Pricing:
    """A scenario of a plan, with one lever at a time turned."""

    def __init__(self, run: Run):
        require_value(run)
        self.turning = Turning(run)
        self.run = run

    def implied(self, lever: Lever, price: float) -> Implied | None:
        """What a lever must be for a price; None where the plan has nothing that it scales, or no such reading."""
        if not self.turning.keys(lever) or not self.run.plan.model.by_name.get(lever.line):
            return None
        found = crossing(lambda factors: self.turning.turned([(lever, factors)], [VALUE])[0], price, LOWEST, HIGHEST, 1.0)
        if isinstance(found, Reach):
            return Implied(lever, self._stated(lever.line), lowest=found.lowest, highest=found.highest)
        return self._at(lever, found, price)

    def _at(self, lever: Lever, found: Crossing, price: float) -> Implied:
        """Read in the lever's line, or where that does not move with the factor, in its amount."""
        lines = [lever.line, *([lever.amount_line] if lever.amount_line else [])]
        value, *readings = self.turning.turned([(lever, np.array([found.at]))], [VALUE, *lines])[:, 0]
        at = len(lines) - 1 if math.isclose(readings[0], self._stated(lever.line), rel_tol=STILL) else 0
        return Implied(
            lever, self._stated(lines[at]), found.at, float(readings[at]), float(value) if found.jumps(price, JUMP) else None,
            is_amount=at > 0,
        )  # fmt: skip

    def _stated(self, line: str) -> float:
        return float(np.atleast_1d(self.run[line])[-1])


# In words.


def sentence(found: Implied, currency: str) -> str:
    """What one lever must be, or that it cannot bring the value there."""
    lever = found.lever
    if found.factor is None or found.reading is None:
        return f"{lever.moved}: no factor up to {HIGHEST:g} brings it there; {_reach(found, currency)}"
    reading, *figures = (
        (lever.amount, money(found.reading, currency), money(found.stated, currency)) if found.is_amount
        else (lever.reading, _share(found.reading), _share(found.stated))
    )  # fmt: skip
    said = f"{lever.moved} × {found.factor:.2f}: {reading} {' instead of '.join(figures)}"
    if found.reached is None:
        return said
    return f"{said} (the value leaps over the price here, to {money(found.reached, currency)})"


def _reach(found: Implied, currency: str) -> str:
    if found.lowest != found.lowest:
        return "the DCF has no meaning for any of them"
    return f"the value stays between {money(found.lowest, currency)} and {money(found.highest, currency)}"


def _share(value: float) -> str:
    return f"{value:.1%}" if value == value else "n/a"


def money(amount: float, currency: str) -> str:
    """An amount with its currency."""
    return f"{currency} {amount:,.0f}" if amount == amount else "n/a"
