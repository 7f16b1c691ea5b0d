"""Rates near zero, and growth near the rate: the defining formulas in 80 decimal digits are the second route.

What is asked is thirteen digits of what is added up: a result that is the small rest of large terms has no more.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from decimal import Decimal, localcontext

import pytest

from planbook import finance

TINY = [sign * digit * 10.0**-power for power in range(3, 17) for digit in (1, 3.7) for sign in (1, -1)]
RATES = [0.0, *TINY, 0.02, -0.01]
TERMS = [1, 2, 12, 61, 480]
DIGITS, NOISE = 3e-14, Decimal("1e-60")  # relative, and what the decimals themselves lose
Exact = Decimal | int


@pytest.fixture(autouse=True)
def _eighty_digits() -> Iterator[None]:
    """Whatever other tests of the same process set."""
    with localcontext(prec=80):
        yield


def close(found: float, exact: Exact, *terms: Exact) -> None:
    """As good as its largest term, or as itself where it is not the rest of others."""
    assert abs(Decimal(found) - exact) <= Decimal(DIGITS) * max(map(abs, (exact, *terms))) + NOISE, (found, float(exact))


def annuity(rate: Decimal, periods: Exact, when: int = 0) -> Decimal:
    """What 1 at each period's end, or beginning, is worth."""
    return (1 - (1 + rate) ** -periods) / rate * (1 + rate * when) if rate else Decimal(periods)


def loans(*, least: int = 1) -> Iterator[tuple[float, Decimal, int, int]]:
    return ((rate, Decimal(rate), term, when) for rate, term, when in itertools.product(RATES, TERMS, (0, 1)) if term >= least)


def test_values_of_payments() -> None:
    for rate, exact, term, when in loans():
        factor, discount = annuity(exact, term, when), (1 + exact) ** -term
        close(finance.pv(rate, term, -100, when=when), 100 * factor)
        close(finance.pv(rate, term, -100, 700, when), 100 * factor - 700 * discount, 700 * discount)
        close(finance.fv(rate, term, -100, when=when), 100 * factor / discount)
        close(finance.fv(rate, term, -100, 700, when), (100 * factor - 700) / discount, 700 / discount)


@pytest.mark.parametrize(("pv", "fv"), [(1_000, 0), (0, 1_000), (1_000, -1_000), (1_000, -999.5), (1_000, 300)])
def test_payments_and_their_parts(pv: float, fv: float) -> None:
    """A loan, a plan of savings, a loan of which only interest is paid, one of which little else is, and one with more to pay at last."""
    for rate, exact, term, when in loans():
        factor, discount = annuity(exact, term, when), (1 + exact) ** -term
        payment = -(pv + Decimal(fv) * discount) / factor
        close(finance.pmt(rate, term, pv, fv, when), payment)
        for number in {1, 2, term // 2, term} - {0}:
            if number > term:
                continue
            left = term - number + 1
            owed = -payment * annuity(exact, left, when) - Decimal(fv) * (1 + exact) ** -left
            interest = -exact * owed / (1 + exact * when) if number > 1 or not when else Decimal(0)
            kept = abs(exact) * max(abs(pv), abs(fv))
            close(finance.ipmt(rate, number, term, pv, fv, when), interest, kept if pv * fv < 0 else 0)
            close(finance.ppmt(rate, number, term, pv, fv, when), payment - interest)


def test_terms() -> None:
    for rate, exact, term, when in loans():
        payment, owed = 100 * (1 + exact * when), Decimal(50 * term)
        if payment <= owed * abs(exact):
            continue
        known = (payment / (payment - owed * exact)).ln() / (1 + exact).ln() if exact else owed / payment
        close(finance.nper(rate, -100, 50 * term, when=when), known)
        known = ((payment + owed * exact) / payment).ln() / (1 + exact).ln() if exact else owed / payment
        close(finance.nper(rate, -100, 0, 50 * term, when), known)


@pytest.mark.parametrize("rate", [1e-18, 1e-16, 0.1 - 0.3 + 0.2, 1e-14, 1e-10, -1e-16])
def test_a_loan_almost_without_interest_takes_as_long_as_one_without(rate: float) -> None:
    """1,000 repaid by 100 each: ten periods, and 55 × the rate more, the interest on 1,000 + 900 + … + 100 in payments."""
    assert finance.nper(rate, -100, 1_000) == pytest.approx(10 + 55 * rate, rel=1e-14)


def test_rates_of_loans() -> None:
    """The rate of amounts that are rounded to floats is uncertain by their last digit; so is the answer, and no more."""
    for rate, exact, term, when in loans(least=2):
        amount = float(100 * annuity(exact, term, when))
        if rate > -0.01 and amount < 47_000:
            assert finance.rate(term, -100, amount, when=when) == pytest.approx(rate, rel=1e-13, abs=1e-15)


def test_flows_that_earn_almost_nothing() -> None:
    """−100, 50 and almost 50: a square equation in 1 ÷ (1 + rate), with the digits of what the flows add up to."""
    for step in (step for step in TINY if 50 + step != 50):
        last = Decimal(50 + step)
        known = 2 * last / ((2500 + 400 * last).sqrt() - 50) - 1
        close(finance.irr([-100, 50, 50 + step]), known)
        close(finance.irr_many([[-100, 50, 50 + step]])[0], known)
        close(finance.rate(2, 50, -100, step), known)


@pytest.mark.parametrize("rate", [0.1, 0.0, 1e-9, -0.02, 0.3 - 0.2])
def test_payments_that_grow_almost_at_the_rate(rate: float) -> None:
    growths = {rate + step for step in (*TINY, 0.0, 0.02)} | {0.1, -0.9}
    growths |= {math.nextafter(rate, 1), math.nextafter(rate, -1)} if rate else set()
    for growth, term in itertools.product(growths, [0, *TERMS, 7.5]):
        each, faster, periods = Decimal(rate), Decimal(growth), Decimal(term)
        quotient = (1 + faster) / (1 + each)
        known = 100 * (1 - quotient**periods) / (each - faster) if growth != rate else 100 * periods / (1 + each)
        close(finance.growing_annuity(100, rate, growth, term), known)
        if growth < rate:
            close(finance.gordon_value(100, rate, growth), 100 / (each - faster))
            close(finance.value_driver_value(100, growth, 0.25, rate), 100 * (1 - 4 * faster) / (each - faster))
        if 0 < rate > growth:
            close(finance.value_driver_value(100, growth, rate, rate), 100 / each)


def test_one_rate_in_other_words() -> None:
    for rate, count in itertools.product(RATES, [1, 2, 12, 365]):
        exact = Decimal(rate)
        close(finance.periodic_rate(rate, count), (1 + exact) ** (1 / Decimal(count)) - 1)
        if rate > 0:
            close(finance.effect(rate, count), (1 + exact / count) ** count - 1)
            close(finance.nominal(rate, count), ((1 + exact) ** (1 / Decimal(count)) - 1) * count)
        end = 100 * (1 + rate)
        if end != 100:
            close(finance.cagr(100, end, count), (Decimal(end) / 100) ** (1 / Decimal(count)) - 1)
    assert [finance.cagr(100, 100, 5), finance.cagr(100, 0, 5)] == [0, -1]


def test_modified_rates() -> None:
    """100 paid, and back after n periods with a little more or less."""
    for step, term in itertools.product(TINY, TERMS):
        flows = [-100, *[0] * (term - 1), 100 + 100 * step]
        if flows[-1] != 100:
            close(finance.mirr(flows, 0.05, 0.07), (Decimal(flows[-1]) / 100) ** (1 / Decimal(term)) - 1)
            close(finance.mirr(flows, 0.05, 0), (Decimal(flows[-1]) / 100) ** (1 / Decimal(term)) - 1)


def test_flows_discounted() -> None:
    for rate, term in itertools.product(RATES, TERMS):
        exact, flows = Decimal(rate), [100.0] * term
        factors = [(1 + exact) ** -period for period in range(term + 1)]
        close(finance.npv(rate, flows), 100 * sum(factors[:-1]))
        close(finance.excel_npv(rate, flows), 100 * sum(factors[1:]))
        close(finance.xnpv(rate, ["2027-01-01", "2029-12-31"], [0, 100]), 100 * (1 + exact) ** -3)
        close(finance.xnfv(rate, ["2027-01-01", "2029-12-31"], [100, 0]), 100 * (1 + exact) ** 3)
        found = finance.dcf(flows, rate, exit_multiple=1, exit_metric=100, mid_period=False)
        close(found.explicit, 100 * sum(factors[1:]))
        close(found.terminal, 100 * factors[-1])
        middle = finance.dcf(flows, rate, exit_multiple=1, exit_metric=100).discount_factors
        close(middle[-1], factors[-1] * (1 + exact).sqrt())


def test_a_lifetime_that_nearly_has_no_end() -> None:
    for discount, churn in itertools.product(RATES, (1e-15, 1e-6, 0.03, 1.0)):
        kept = 1 - churn
        left = 1 + Decimal(discount) - Decimal(kept)
        if left > 0:
            close(finance.lifetime_value(10, kept, discount), 10 * (1 + Decimal(discount)) / left)
