"""Rates near zero, and growth near the rate, keep their digits: against the same formulas in sixty digits."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from planbook import finance

TINY = [sign * size for size in (1e-16, 3e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-3) for sign in (1, -1)]
PERIODS = (1, 12, 60, 480)


@pytest.mark.parametrize("spread", TINY)
def test_an_annuity_that_grows_almost_by_the_rate(spread: float) -> None:
    for rate in (0.0, 0.004, 0.1):
        growth = rate - spread
        for periods in PERIODS:
            with localcontext(prec=60):
                a, g = Decimal(rate), Decimal(growth)
                exact = sum(100 * (1 + g) ** k / (1 + a) ** (k + 1) for k in range(periods))
            assert finance.growing_annuity(100, rate, growth, periods) == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("rate", TINY)
def test_the_term_of_a_loan_almost_without_interest(rate: float) -> None:
    """What is owed after so many payments is nothing: the payment is made for a term, and the term comes back."""
    for term in PERIODS:
        with localcontext(prec=60):
            r = Decimal(rate)
            payment = float(-1000 * r / (1 - (1 + r) ** -term))
        assert finance.nper(rate, payment, 1000) == pytest.approx(term, rel=1e-9)


@pytest.mark.parametrize("rate", [each for each in TINY if each > 0])
def test_small_rates_said_in_another_way(rate: float) -> None:
    with localcontext(prec=60):
        r = Decimal(rate)
        compounded = float((1 + r / 365) ** 365 - 1)
        monthly = float((1 + r) ** (1 / Decimal(12)) - 1)
    assert finance.effect(rate, 365) == pytest.approx(compounded, rel=1e-12)
    assert finance.periodic_rate(rate, 12) == pytest.approx(monthly, rel=1e-12)
    assert finance.nominal(rate, 12) == pytest.approx(12 * monthly, rel=1e-12)


def test_decimals_that_binary_numbers_are_not() -> None:
    """0.3 − 0.2 is not 0.1 in binary; the payments are those of ten at 10 % that grow by 10 %."""
    assert finance.growing_annuity(100, 0.1, 0.3 - 0.2, 10) == pytest.approx(1000 / 1.1, rel=1e-12)
    assert finance.nper(0.1 - 0.3 + 0.2, -100, 1000) == pytest.approx(10, rel=1e-12)
