"""Discounted cash flow: a row of flows and what follows it, with the cross-checks that a reader asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import FloatArray, array, number
from planbook.finance.terminal import gordon_value, multiple_value


@dataclass(frozen=True)
class DcfValue:
    """What ``dcf`` finds. Amounts in the currency of the flows."""

    value: float  # explicit + terminal
    explicit: float  # present value of the flows
    terminal: float  # present value of what follows them
    terminal_value: float  # the same before discounting
    discount_factors: tuple[float, ...]  # one per flow
    terminal_factor: float
    implied_multiple: float | None  # terminal value at the last period's end ÷ exit_metric; None without one
    implied_growth: float | None  # growth at which a perpetuity is worth the terminal value; None where none is

    @property
    def terminal_share(self) -> float:
        """Part of the value that lies beyond the flows; refused where the value is not positive."""
        return self.terminal / number(self.value, "the value", above=0)


@in_words
def dcf(
    flows: npt.ArrayLike,
    rate: npt.ArrayLike,
    *,
    growth: float | None = None,
    exit_multiple: float | None = None,
    exit_metric: float | None = None,
    terminal_flow: float | None = None,
    mid_period: bool = True,
    gordon_at_end: bool = False,
) -> DcfValue:
    """Value of flows one period apart, the first of them within or at the end of the first period, and of what follows.

    flows: of periods 1 to N. rate: per period, one for all or one for each; the last one holds after N.
    State either ``growth`` (a perpetuity that begins with ``terminal_flow``, or else with the last flow × (1 + growth)) or
    ``exit_multiple`` (× ``exit_metric``, a figure of the last period such as EBITDA or ARR).
    mid_period: flows come in the middle of their period: factor (1 + rate)^−(t − ½), else (1 + rate)^−t. A perpetuity continues
    that timing, so it is discounted like the last flow; ``gordon_at_end`` discounts it by N periods all the same, as some do.
    An exit multiple is a sale at the end of period N.

    Refused: growth that is not below the rate, a terminal flow or metric that is not positive, both or neither way to end.
    """
    amounts = array(flows, "flows")
    rates = _rates(rate, amounts.size)
    factors, end = _factors(rates, mid_period)
    last, flow = float(rates[-1]), float(amounts[-1])
    perpetuity = end if gordon_at_end else float(factors[-1])
    if (growth is None) == (exit_multiple is None):
        raise FinanceError("state either growth or exit_multiple, so that it is said what follows the flows")
    if growth is not None:
        ending, factor = _perpetuity(flow, last, growth, terminal_flow), perpetuity
    else:
        ending, factor = _sale(exit_metric, exit_multiple), end
    explicit, at_end = float(amounts @ factors), ending * factor / end
    return DcfValue(
        value=explicit + ending * factor, explicit=explicit, terminal=ending * factor, terminal_value=ending,
        discount_factors=tuple(factors.tolist()), terminal_factor=factor,
        implied_multiple=None if exit_metric is None else at_end / number(exit_metric, "exit_metric", above=0),
        implied_growth=_implied_growth(at_end * end / perpetuity, last, flow, terminal_flow),
    )  # fmt: skip


def _perpetuity(flow: float, rate: float, growth: float, terminal_flow: float | None) -> float:
    """What the flows after the last are worth, one period before the first of them."""
    first = flow * (1 + number(growth, "growth")) if terminal_flow is None else number(terminal_flow, "terminal_flow")
    if first <= 0:
        raise FinanceError(f"the terminal flow is {first:g}: what is not positive has no value as a perpetuity")
    return gordon_value(first, rate, growth)


def _sale(metric: float | None, multiple: float | None) -> float:
    """What a sale at the end brings."""
    if metric is None or multiple is None:
        raise FinanceError("exit_multiple needs exit_metric, the figure that it multiplies")
    return multiple_value(metric, number(multiple, "exit_multiple", above=0))


def _rates(rate: npt.ArrayLike, count: int) -> FloatArray:
    """One rate per period, each above −1."""
    rates = array(np.broadcast_to(rate, count) if np.ndim(rate) == 0 else rate, "rate")
    if rates.size != count:
        raise FinanceError(f"rate: there are {rates.size} for {count} flows")
    if (rates <= -1).any():
        raise FinanceError("rate must be above -1 in each period")
    return rates


def _factors(rates: FloatArray, mid_period: bool) -> tuple[FloatArray, float]:
    """Discount factor of each flow, and that of the last period's end."""
    growth = np.log1p(rates)
    ends = np.cumsum(growth)
    factors: FloatArray = np.exp(growth / 2 - ends if mid_period else -ends)
    return factors, float(np.exp(-ends[-1]))


def _implied_growth(value: float, rate: float, flow: float, terminal_flow: float | None) -> float | None:
    """The growth at which a perpetuity is worth ``value``: g with flow·(1 + g) ÷ (rate − g) = value; only flows above 0 have one."""
    if value <= 0 or (flow if terminal_flow is None else terminal_flow) <= 0:
        return None
    return (value * rate - flow) / (value + flow) if terminal_flow is None else rate - terminal_flow / value
