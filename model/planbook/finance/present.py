"""What flows are worth today, or at their end, at a given rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import Day, array, number, rate_number, years_from_first


@in_words
def npv(rate: float, values: npt.ArrayLike) -> float:
    """Net present value of flows one period apart, the first of them today (t = 0): Σ value_t ÷ (1 + rate)^t.

    This is numpy-financial's and pyxirr's convention. Excel's NPV lets the first flow come a period later: ``excel_npv``.

    rate: per period, above −1. values: one flow per period, in one currency. Refused otherwise: ``FinanceError``.
    """
    flows = array(values, "values")
    return float(worth(flows, np.arange(flows.size, dtype=np.float64), rate_number(rate)))


@in_words
def excel_npv(rate: float, values: npt.ArrayLike) -> float:
    """Net present value as Excel's NPV has it: the first flow comes at the end of the first period (t = 1).

    Equal to ``npv(rate, values) ÷ (1 + rate)``. As in Excel the rate may be below −1 (the sum is still defined), not −1 itself.
    """
    flows = array(values, "values")
    times = np.arange(1.0, flows.size + 1)
    if number(rate, "the rate") > -1:
        return float(worth(flows, times, rate))
    if rate == -1:
        raise FinanceError("the rate is −100 %: nothing can be divided by 1 + rate")
    return float(np.sum(flows * (1 + rate) ** -times))


@in_words
def xnpv(rate: float, dates: Sequence[Day], amounts: npt.ArrayLike) -> float:
    """Net present value of dated flows, at the earliest date: Σ amount ÷ (1 + rate)^(days ÷ 365).

    rate: per year, above −1. dates: dates or texts such as 2027-01-31, in any order (Excel wants the earliest first and
    refuses otherwise). amounts: one per date. Day count act/365 fixed, as Excel's XNPV.
    """
    flows = array(amounts, "amounts")
    return float(worth(flows, years_from_first(dates, flows.size), rate_number(rate)))


@in_words
def xnfv(rate: float, dates: Sequence[Day], amounts: npt.ArrayLike) -> float:
    """Net future value of dated flows, at the latest date: ``xnpv`` × (1 + rate)^(days from first to last ÷ 365)."""
    flows = array(amounts, "amounts")
    years = years_from_first(dates, flows.size)
    return float(worth(flows, years - years.max(), rate_number(rate)))


def worth(flows: npt.NDArray[np.float64], years: npt.NDArray[np.float64], rate: float) -> np.float64:
    """The sum of discounted flows."""
    return np.float64(np.sum(flows * np.exp(-years * np.log1p(rate))))
