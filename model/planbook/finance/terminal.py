"""Values of flows that go on: growing for ever, for some periods, or as a multiple of a figure."""

from __future__ import annotations

import math

from planbook.finance.compounding import log_growth
from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import number, rate_number


@in_words
def gordon_value(flow: float, rate: float, growth: float = 0.0) -> float:
    """Value of a flow that grows for ever: flow ÷ (rate − growth), one period before ``flow`` is paid (Gordon and Shapiro).

    flow: the first one, of the next period. rate and growth: per period, above −1, growth below the rate: refused otherwise.
    """
    return number(flow, "flow") / _spread(rate, growth)


@in_words
def value_driver_value(nopat: float, growth: float, roic: float, wacc: float) -> float:
    """Terminal value by its drivers: NOPAT × (1 − growth ÷ ROIC) ÷ (WACC − growth) (Koller, Goedhart and Wessels).

    nopat: operating profit after tax of the next period, before reinvestment. growth ÷ roic is the part reinvested, so growth
    adds value only where ROIC, the return on new capital, exceeds WACC.
    """
    earned = number(roic, "roic", above=0)
    return number(nopat, "nopat") * ((earned - number(growth, "growth")) / earned) / _spread(wacc, growth)


@in_words
def growing_annuity(payment: float, rate: float, growth: float, periods: float) -> float:
    """Present value of ``periods`` payments that grow, the first of them a period from now.

    payment × (1 − ((1 + growth) ÷ (1 + rate))^periods) ÷ (rate − growth); periods × payment ÷ (1 + rate) where the two are equal.
    """
    first, count = number(payment, "payment"), number(periods, "periods", low=0)
    each, faster = rate_number(rate), rate_number(growth, "growth")
    if each == faster:
        return first * count / (1 + each)
    spread = each - faster
    return first * (-math.expm1(count * log_growth(1 + each, 1 + faster, -spread)) / spread)


@in_words
def multiple_value(metric: float, multiple: float) -> float:
    """Value by a multiple: metric × multiple (EV ÷ revenue, ARR or EBITDA, price ÷ earnings). A metric must be above 0."""
    if number(metric, "metric") <= 0:
        raise FinanceError(f"the metric is {metric:g}: a multiple of nothing, or of a loss, is not a valuation")
    return metric * number(multiple, "multiple", low=0)


@in_words
def free_cash_flow(ebit: float, tax_rate: float, depreciation: float, capital_expenditure: float, working_capital_increase: float) -> float:
    """Free cash flow to the firm: EBIT × (1 − tax rate) + depreciation − capital expenditure − increase in working capital."""
    after_tax = number(ebit, "ebit") * (1 - number(tax_rate, "tax_rate", low=0, high=1))
    invested = number(capital_expenditure, "capital_expenditure") + number(working_capital_increase, "working_capital_increase")
    return after_tax + number(depreciation, "depreciation") - invested


def _spread(rate: float, growth: float) -> float:
    """rate − growth, above 0."""
    each, faster = rate_number(rate), rate_number(growth, "growth")
    if faster >= each:
        raise FinanceError(f"the rate must exceed growth: at {each:g} and {faster:g} the value has no end")
    return each - faster
