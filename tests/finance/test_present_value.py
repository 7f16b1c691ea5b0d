"""Present values: the two conventions, dates, and how value and rate go together."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance

flows = st.lists(st.floats(-1e4, 1e4).map(lambda amount: round(amount, 2)), min_size=1, max_size=20)


def test_the_first_flow_is_today_or_a_period_from_now() -> None:
    """The two conventions, on flows for which each is a round number: −100 and 110 at 10 %."""
    assert finance.npv(0.1, [-100, 110]) == pytest.approx(0, abs=1e-12)
    assert finance.npv(0.25, [0, 100, 125]) == pytest.approx(160)
    assert finance.excel_npv(0.25, [100, 125]) == pytest.approx(160)


@given(st.floats(-0.5, 2), flows, st.floats(0.1, 100))
@settings(max_examples=60, deadline=None)
def test_values_add_and_scale(rate: float, amounts: list[float], scale: float) -> None:
    row = np.asarray(amounts)
    size = finance.npv(rate, np.abs(row)) + 1e-6
    assert finance.excel_npv(rate, row) * (1 + rate) == pytest.approx(finance.npv(rate, row), abs=1e-12 * size)
    assert finance.npv(rate, row * scale) == pytest.approx(finance.npv(rate, row) * scale, abs=1e-12 * size * scale)
    fives = np.full(row.size, 5.0)
    both = finance.npv(rate, row) + finance.npv(rate, fives)
    assert finance.npv(rate, row + fives) == pytest.approx(both, abs=1e-12 * (size + finance.npv(rate, fives)))


@given(st.lists(st.floats(1, 1e4), min_size=1, max_size=10), st.floats(1e2, 1e5))
@settings(max_examples=60, deadline=None)
def test_nothing_is_left_at_the_internal_rate(gains: list[float], paid: float) -> None:
    row = [-paid, *gains]
    assert finance.npv(finance.irr(row), row) == pytest.approx(0, abs=1e-9 * (paid + sum(gains)))


def test_dates_are_counted_from_the_earliest() -> None:
    """365 days are a year, and 366 days of a leap year are more than one; the order does not matter, nor how a day is written."""
    days = ["2029-01-01", "2027-01-01", "2028-01-01"]
    expected = 121 / 1.1 ** (731 / 365) - 100 + 110 / 1.1
    assert finance.xnpv(0.1, days, [121, -100, 110]) == pytest.approx(expected, rel=1e-14)
    as_dates = [datetime.date.fromisoformat(day) for day in days]
    assert finance.xnpv(0.1, as_dates, [121, -100, 110]) == finance.xnpv(0.1, days, [121, -100, 110])
    assert finance.xnpv(0.1, np.array(days, dtype="datetime64[D]"), [121, -100, 110]) == finance.xnpv(0.1, days, [121, -100, 110])
    assert finance.xnfv(0.1, days, [121, -100, 110]) == pytest.approx(expected * 1.1 ** (731 / 365), rel=1e-13)


def test_growing_annuity_against_its_payments() -> None:
    """T29: payments that grow, one by one; at equal rates each is worth the same."""
    known = sum(100 * 1.03 ** (year - 1) / 1.08**year for year in range(1, 11))
    assert finance.growing_annuity(100, 0.08, 0.03, 10) == pytest.approx(known, rel=1e-13)
    assert finance.growing_annuity(108, 0.08, 0.08, 10) == pytest.approx(1_000, rel=1e-14)
    assert finance.growing_annuity(100, 0.08, 0.03, 4_000) == pytest.approx(finance.gordon_value(100, 0.08, 0.03), rel=1e-12)


def test_a_perpetuity_without_growth() -> None:
    """T29: Gordon at g = 0 is flow ÷ rate."""
    assert finance.gordon_value(100, 0.08) == 1_250
