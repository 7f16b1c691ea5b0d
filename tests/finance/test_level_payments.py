"""Loans and savings: identities between the functions, and worked numbers that need no formula."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance

rates = st.floats(-0.05, 0.4)
counts = st.integers(1, 60)
sums = st.floats(-1e5, 1e5).map(lambda amount: round(amount, 2))
whens = st.sampled_from(["end", "begin"])


@given(rates, counts, sums, sums, whens)
@settings(max_examples=100, deadline=None)
def test_a_loan_walked_through_ends_where_it_should(rate: float, nper: int, pv: float, fv: float, when: str) -> None:
    """A second method: the balance, period by period, with interest on what is owed and the payment at its time."""
    payment = finance.pmt(rate, nper, pv, fv, when)
    owed, interests = pv, []
    for _ in range(nper):
        if when == "begin":
            owed += payment
            interests.append(rate * owed)
            owed *= 1 + rate
        else:
            interests.append(rate * owed)
            owed += interests[-1] + payment
    size = abs(pv) * (1 + abs(rate)) ** nper + abs(fv) + nper * abs(payment) * (1 + abs(rate)) ** nper + 1
    assert owed == pytest.approx(-fv, abs=1e-12 * size)
    shift = 1 if when == "end" else 2  # what accrues in a period is part of the payment at its end
    for period in range(shift, nper + 1):
        assert finance.ipmt(rate, period, nper, pv, fv, when) == pytest.approx(-interests[period - shift], abs=1e-12 * size)


@given(rates, counts, sums, sums, whens)
@settings(max_examples=60, deadline=None)
def test_value_payment_term_and_rate_invert_each_other(rate: float, nper: int, pv: float, fv: float, when: str) -> None:
    payment = finance.pmt(rate, nper, pv, fv, when)
    size = abs(pv) + abs(fv) + nper * abs(payment) * 1.05 + 1
    assert finance.pv(rate, nper, payment, fv, when) == pytest.approx(pv, abs=1e-9 * size * 1.06**nper)
    assert finance.fv(rate, nper, payment, pv, when) == pytest.approx(fv, abs=1e-9 * size * 1.41**nper)


@pytest.mark.parametrize("when", ["end", "begin"])
@pytest.mark.parametrize("rate", [-0.01, 0.0, 0.004, 0.2])
def test_term_and_rate(rate: float, when: str) -> None:
    payment = finance.pmt(rate, 36, 5_000, -700, when)
    assert finance.nper(rate, payment, 5_000, -700, when) == pytest.approx(36, rel=1e-9)
    assert finance.rate(36, payment, 5_000, -700, when) == pytest.approx(rate, abs=1e-11)


def test_principal_and_interest_add_up() -> None:
    """Over its life a loan is repaid in full, and payments are principal and interest."""
    interest = finance.cumulative_interest(0.01, 24, 1_000, 1, 24)
    principal = finance.cumulative_principal(0.01, 24, 1_000, 1, 24)
    assert principal == pytest.approx(-1_000, rel=1e-12)
    assert interest + principal == pytest.approx(24 * finance.pmt(0.01, 24, 1_000), rel=1e-12)


def test_one_rate_in_other_words() -> None:
    """T25: 12 % a year is 0.9488793 % a month, 2.8737345 % a quarter and 5.8300524 % a half-year."""
    found = [finance.periodic_rate(0.12, periods) for periods in (12, 4, 2)]
    assert found == pytest.approx([0.009488793, 0.028737345, 0.058300524], rel=0, abs=5e-10)
    assert finance.effect(finance.nominal(0.12, 12), 12) == pytest.approx(0.12, rel=1e-14)
    assert finance.nominal(0.12, 12) == pytest.approx(12 * found[0], rel=1e-14)


def test_interest_keeps_its_digits_late_in_a_long_loan() -> None:
    """Near the end of 300 payments at 14.79 % the loan's own history would lose every digit: 1.1479²⁹⁶ is 5e17."""
    left = 270.51 / (1 - 1.1479**-300) * 0.1479
    owed = math.fsum(left * 1.1479**-k for k in range(1, 5))
    assert finance.ipmt(0.1479, 297, 300, 270.51) == pytest.approx(-0.1479 * owed, rel=1e-13)


@pytest.mark.parametrize("rate", [1e-300, 1e-59, 1e-12, -1e-12])
def test_a_tiny_rate_is_almost_none(rate: float) -> None:
    """Where (1 + rate)^n − 1 has lost its digits, the payment is still that without interest, and half a term's interest more."""
    assert finance.pmt(rate, 120, 12_000) == pytest.approx(-100 * (1 + 60.5 * rate), rel=1e-14)
    assert finance.fv(rate, 120, -100) == pytest.approx(12_000 * (1 + 59.5 * rate), rel=1e-14)


def test_the_beginning_has_several_names() -> None:
    early = finance.pmt(0.01, 12, 100, when="begin")
    assert finance.pmt(0.01, 12, 100, when=1) == early
    assert early == pytest.approx(finance.pmt(0.01, 12, 100) / 1.01, rel=1e-14)
    with pytest.raises(finance.FinanceError, match='"end"'):
        finance.pmt(0.01, 12, 100, when="middle")
