"""Survival curves: closed forms, the fit, and lifetime value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance


def test_published_survival_and_customers() -> None:
    """T29: 3 % a month leave 16.080667 % after five years; 100 customers a month are 1,020.525463, 2,219.907794 and 2,797.311103
    after one, three and five years. The triangle of cohorts is added up age by age.
    """
    curve = finance.retention_curve(finance.Constant(0.03), 60)
    assert curve[60] == pytest.approx(0.16080667, abs=5e-9)
    known = {12: 1_020.525463, 36: 2_219.907794, 60: 2_797.311103}
    assert {months: 100 * curve[:months].sum() for months in known} == pytest.approx(known, abs=5e-7)
    assert 100 * finance.retention_curve(finance.Constant(0.03), 4_000).sum() == pytest.approx(3_333.333, abs=5e-4)


def test_shifted_beta_geometric_closed_form() -> None:
    """S(t) = B(α, β + t) ÷ B(α, β), by the gamma function."""
    alpha, beta = 0.704, 1.182
    found = finance.retention_curve(finance.ShiftedBetaGeometric(alpha, beta), 12)
    known = [
        math.exp(math.lgamma(beta + t) - math.lgamma(alpha + beta + t) + math.lgamma(alpha + beta) - math.lgamma(beta)) for t in range(13)
    ]
    assert found == pytest.approx(known, rel=1e-12)


def test_weibull_closed_form_and_constant_at_shape_one() -> None:
    found = finance.retention_curve(finance.Weibull(20, 0.7), 24)
    assert found == pytest.approx([math.exp(-((age / 20) ** 0.7)) for age in range(25)], rel=1e-12)
    constant = finance.retention_curve(finance.Constant(1 - math.exp(-1 / 20)), 24)
    assert finance.retention_curve(finance.Weibull(20, 1), 24) == pytest.approx(constant, rel=1e-12)


def test_a_table_holds_its_last_value() -> None:
    assert finance.retention_curve(finance.Table([0.5, 0.2]), 4) == pytest.approx([1, 0.5, 0.4, 0.32, 0.256])
    assert finance.retention_curve(finance.Table([0.5]), 0).tolist() == [1.0]


@given(st.floats(0.2, 5), st.floats(0.5, 20))
@settings(max_examples=40, deadline=None)
def test_a_curve_is_found_again(alpha: float, beta: float) -> None:
    """Survivors that follow a curve exactly are most likely by that curve."""
    survivors = 1_000 * finance.retention_curve(finance.ShiftedBetaGeometric(alpha, beta), 12)
    found = finance.fit_retention(survivors)
    assert (found.alpha, found.beta) == (pytest.approx(alpha, rel=1e-3), pytest.approx(beta, rel=1e-3))


def test_the_fit_is_the_most_likely() -> None:
    """No neighbour on a grid around it is likelier; counts and percent give the same curve."""
    alive = np.array([1_000, 690, 520, 430, 380, 340], dtype=float)
    found = finance.fit_retention(alive)
    assert finance.fit_retention(alive / 10) == found

    def likelihood(alpha: float, beta: float) -> float:
        curve = 1 - np.cumprod([(beta + t) / (alpha + beta + t) for t in range(5)])
        chances = np.diff(np.concatenate([[0], curve]))
        return float(-np.diff(alive) @ np.log(chances) + alive[-1] * np.log(1 - curve[-1]))

    best = likelihood(found.alpha, found.beta)
    assert all(likelihood(found.alpha * a, found.beta * b) < best for a in (0.99, 1, 1.01) for b in (0.99, 1, 1.01) if (a, b) != (1, 1))


def test_constant_and_rising_churn_have_no_such_curve() -> None:
    for survivors in ([100, 90, 81, 72.9, 65.61], [100, 95, 80, 50, 10]):
        with pytest.raises(finance.FinanceError, match="churn does not fall with age"):
            finance.fit_retention(survivors)


def test_a_published_lifetime_value() -> None:
    """T11: margin 50, 95 % stay, 2 % discount: 728.571429, the first payment at once; the same payment by payment."""
    found = finance.lifetime_value(50, 0.95, 0.02)
    assert found == pytest.approx(728.571429, abs=5e-7)
    kept = finance.retention_curve(finance.Constant(0.05), 3_000)
    assert found == pytest.approx(finance.npv(0.02, 50 * kept), rel=1e-12)
