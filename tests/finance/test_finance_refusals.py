"""What is refused, and in which words: never a warning of a library, never a silent nan."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance
from planbook.finance import FinanceError, ShareClass, VentureRound

A = ShareClass("A", 1, 1)
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a text": (lambda: finance.npv("ten", [1, 2]), "the rate: a number is wanted, not 'ten'"),
    "not a number": (lambda: finance.npv(float("nan"), [1, 2]), "a finite number is wanted"),
    "a flow that is none": (lambda: finance.irr([-1, float("nan")]), "values: each must be a finite number"),
    "an endless flow": (lambda: finance.xnpv(0.1, ["2027-01-01"], [np.inf]), "amounts: each must be a finite number"),
    "no flows": (lambda: finance.irr([]), "values: there are none"),
    "a table of flows": (lambda: finance.irr([[1, 2], [3, 4]]), "1 dimension"),
    "ragged flows": (lambda: finance.irr_many([[1, 2], [3]]), "rows of equal length"),
    "all is lost": (lambda: finance.npv(-1, [1, 2]), "the rate must be above -1, and is -1"),
    "Excel's rate of −100 %": (lambda: finance.excel_npv(-1, [1, 2]), "nothing can be divided"),
    "a value too large": (lambda: finance.npv(-0.9999, [1] * 200), "larger than a number can hold"),
    "a guess of −100 %": (lambda: finance.irr([-1, 2], guess=-1), "guess must be above -1"),
    "dates too few": (lambda: finance.xirr(["2027-01-01"], [-1, 2]), "there are 1 for 2 amounts"),
    "a day as a number": (lambda: finance.xirr([45000, 45365], [-1, 2]), "not a number"),
    "a day that is none": (lambda: finance.xirr(["2027-02-30", "2027-03-01"], [-1, 2]), "a day is a date"),
    "a day left out": (lambda: finance.xirr(["NaT", "2027-03-01"], [-1, 2]), "one of them is missing"),
    "a day without its hyphens": (lambda: finance.xirr(["20270101", "20280101"], [-100, 110]), "year, month and day"),
    "whatever day it is": (lambda: finance.xnpv(0.1, ["today", "2027-01-01"], [-100, 110]), "year, month and day"),
    "days as a library's numbers": (lambda: finance.xirr(np.array([20270101, 20280101]), [-100, 110]), "not a number"),  # type: ignore[arg-type]
    "no days": (lambda: finance.xnpv(0.1, None, [110]), "cannot be computed from these arguments"),  # type: ignore[arg-type]
    "amounts behind a mask": (lambda: finance.npv(0.1, np.ma.MaskedArray([1.0, 2.0], mask=[0, 1])), "numbers are wanted"),
    "days as amounts": (lambda: finance.npv(0.1, np.array(["2020-01-01"], dtype="datetime64[D]")), "numbers are wanted"),
    "complex amounts": (lambda: finance.npv(0.1, [1, 2j]), "numbers are wanted"),
    "a return without an end": (lambda: finance.mirr([-1] * 400 + [5], -0.9, 0.1), "larger than a number can hold"),
    "a curve beyond numbers": (lambda: finance.retention_curve(finance.Weibull(0.001, 500), 4), "larger than a number can hold"),
    "a multiple beyond numbers": (lambda: finance.moic(1e-308, 1e10), "larger than a number can hold"),
    "a value beyond numbers": (lambda: finance.dcf([1e308, 1e308], 0.1, growth=0.05), "larger than a number can hold"),
    "too long to an exit": (lambda: finance.vc_method(100, 10, 5000, 0.3), "larger than a number can hold"),
    "a rate beyond numbers": (lambda: finance.effect(1e300, 4), "larger than a number can hold"),
    "a loan's rate as words": (lambda: finance.ipmt("ten", 1, 12, 100), "a number is wanted"),  # type: ignore[arg-type]
    "a loan without periods": (lambda: finance.ipmt(0.1, 1, None, 100), "cannot be computed"),  # type: ignore[arg-type]
    "payments at a list": (lambda: finance.pmt(0.1, 12, 100, when=[1]), "cannot be computed"),  # type: ignore[arg-type]
    "options that are none": (lambda: finance.treasury_stock_shares(10, None, price=1), "cannot be computed"),  # type: ignore[arg-type]
    "rounds as plain rows": (lambda: finance.vc_rounds(100, [(10, 5, 0.3)]), "cannot be computed"),  # type: ignore[list-item]
    "classes as plain rows": (lambda: finance.waterfall(5, [("a", 1)]), "cannot be computed"),  # type: ignore[list-item]
    "a curve that is a number": (lambda: finance.retention_curve(0.1, 2), "cannot be computed"),  # type: ignore[arg-type]
    "payment 0": (lambda: finance.ipmt(0.1, 0, 12, 100), "per must be at least 1"),
    "payment 13 of 12": (lambda: finance.ppmt(0.1, 13, 12, 100), "per is 13: there are 12 payments"),
    "half a payment": (lambda: finance.ipmt(0.1, 1.5, 12, 100), "per must be a whole number"),
    "no period": (lambda: finance.pmt(0.1, 0, 100), "nothing is paid in no period"),
    "interest as high as the payment": (lambda: finance.nper(0.1, -10, 100), "never get there"),
    "less than the interest": (lambda: finance.nper(0.1, -5, 100), "never get there"),
    "no rate and no payment": (lambda: finance.nper(0, 0, 100), "nothing changes"),
    "a growth too large": (lambda: finance.fv(9, 1_000, 0, 1), "larger than a number can hold"),
    "a value from the future too large": (lambda: finance.pv(-0.9, 1_000, 0, 1), "larger than a number can hold"),
    "nothing paid": (lambda: finance.rate(12, 0, 0, 0), "nothing is paid or received"),
    "only received": (lambda: finance.rate(12, 400, 10_000, 5_000), "all flows are positive"),
    "half a period": (lambda: finance.rate(12.5, -100, 1_000), "nper must be a whole number"),
    "from the last to the first": (lambda: finance.cumulative_interest(0.1, 12, 100, 5, 4), "end must be at least 5"),
    "a rate of nothing": (lambda: finance.effect(0, 12), "nominal_rate must be above 0"),
    "growth from nothing": (lambda: finance.cagr(0, 5, 3), "start must be above 0"),
    "nothing invested": (lambda: finance.moic(0, 5), "invested must be above 0"),
    "growth at the rate": (lambda: finance.gordon_value(1, 0.1, 0.1), "the rate must exceed growth"),
    "no return on capital": (lambda: finance.value_driver_value(1, 0.02, 0, 0.1), "roic must be above 0"),
    "a multiple of a loss": (lambda: finance.multiple_value(-5, 10), "not a valuation"),
    "neither end": (lambda: finance.dcf([1], 0.1), "state either growth or exit_multiple"),
    "both ends": (lambda: finance.dcf([1], 0.1, growth=0, exit_multiple=3), "state either growth or exit_multiple"),
    "a multiple of what": (lambda: finance.dcf([1], 0.1, exit_multiple=3), "needs exit_metric"),
    "a perpetuity of losses": (lambda: finance.dcf([5, -1], 0.1, growth=0.02), "the terminal flow is -1.02"),
    "rates too few": (lambda: finance.dcf([1, 2, 3], [0.1, 0.1], growth=0), "there are 2 for 3 flows"),
    "a rate of −100 % in one period": (lambda: finance.dcf([1, 2], [0.1, -1], growth=-2), "above -1 in each period"),
    "shares of no value": (lambda: finance.dcf([-5, 1], 0.9, growth=0).terminal_share, "the value must be above 0"),
    "no tax rate": (lambda: finance.wacc(1, 1, 0.1, 0.05, 1.2), "tax_rate must be from 0 to 1"),
    "price and value": (lambda: finance.treasury_stock_shares(1, [], price=1, equity_value=1), "either price or equity_value"),
    "no price": (lambda: finance.treasury_stock_shares(1, [], price=0), "price must be above 0"),
    "retention above one": (lambda: finance.vc_method(10, 1, 1, 0.5, retention=1.1), "retention must be from"),
    "no investment": (lambda: finance.vc_rounds(10, [VentureRound(0, 1, 0.5)]), "investment must be above 0"),
    "a chance below 0": (lambda: finance.first_chicago([1, 2], [1.5, -0.5]), "must not be negative"),
    "chances too few": (lambda: finance.first_chicago([1, 2], [1]), "2 values and 1 probabilities"),
    "a score in percent": (lambda: finance.scorecard_value(1, dict.fromkeys(finance.PAYNE_WEIGHTS, 125)), "from 0.5 to 1.5"),
    "a score left out": (lambda: finance.scorecard_value(1, {"team": 1}), "scores are wanted for team, opportunity"),
    "weights": (lambda: finance.scorecard_value(1, {"team": 1}, {"team": 0.9}), "weights must sum to 1, not to 0.9"),
    "four elements": (lambda: finance.berkus_value([1, 2, 3, 4]), "five elements are wanted"),
    "an element too large": (lambda: finance.berkus_value([6e5, 0, 0, 0, 0]), "from 0 to 500000"),
    "eleven ratings": (lambda: finance.risk_factor_value(1, [0] * 11), "twelve ratings are wanted"),
    "a rating of 3": (lambda: finance.risk_factor_value(1, [3] + [0] * 11), "whole number from -2 to 2"),
    "a cap without participation": (lambda: ShareClass("A", 1, 1, cap=2), "only a participating class has a cap"),
    "a cap below the preference": (lambda: ShareClass("A", 1, 5, True, 2), "cap must be at least 5"),
    "negative shares": (lambda: ShareClass("A", -1), "A: shares must be at least 0"),
    "no classes": (lambda: finance.waterfall(1, []), "there are no classes"),
    "a name twice": (lambda: finance.waterfall(1, [A, A]), "the same name"),
    "a debt as exit": (lambda: finance.waterfall(-1, [A]), "exit_value must be at least 0"),
    "a rest for nobody": (lambda: finance.waterfall(9, [ShareClass("A", 0, 5)]), "no shares for the rest"),
    "an unknown class": (lambda: finance.breakeven_exit([A], "B", 1), "no class called B"),
    "more than a preference": (lambda: finance.breakeven_exit([ShareClass("A", 0, 5)], "A", 6), "never gets more"),
    "churn above all": (lambda: finance.retention_curve(finance.Constant(1.2), 3), "churn must be from 0 to 1"),
    "a table of gains": (lambda: finance.retention_curve(finance.Table([-0.1]), 3), "from 0 to 1 in each period"),
    "no alpha": (lambda: finance.retention_curve(finance.ShiftedBetaGeometric(0, 1), 3), "alpha must be above 0"),
    "an age of millions": (lambda: finance.retention_curve(finance.Constant(0.1), 10**9), "periods must be at most 100,000"),
    "no scale": (lambda: finance.retention_curve(finance.Weibull(0, 1), 3), "scale must be above 0"),
    "two ages": (lambda: finance.fit_retention([100, 50]), "at least three ages"),
    "a cohort that grows": (lambda: finance.fit_retention([100, 50, 60]), "never grows"),
    "everybody who stays stays": (lambda: finance.fit_retention([100, 50, 50, 50]), "nobody left after the first period"),
    "a rank that is none": (lambda: ShareClass("A", 1, 1, seniority=float("nan")), "A: seniority: a finite number"),  # type: ignore[arg-type]
    "nobody left": (lambda: finance.fit_retention([100, 100, 100]), "nobody left"),
    "an endless lifetime": (lambda: finance.lifetime_value(1, 1.1, 0.1), "the value has no end"),
    "no discount": (lambda: finance.residual_lifetime(finance.ShiftedBetaGeometric(1, 1), 0), "discount_rate must be above 0"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words(name: str) -> None:
    ask, words = REFUSED[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(FinanceError, match=words) as caught:
            ask()
    assert isinstance(caught.value, ValueError)


ANY_NUMBER = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.1, -0.999999, 1e-300, 1e300, -1e300, 2.5, 12.0, 1e9]), st.integers(-3, 400),
    st.floats(-2, 2), st.floats(allow_nan=True, allow_infinity=True),
)  # fmt: skip
ANY_ROW = st.lists(ANY_NUMBER, max_size=6)
PLAIN = [
    name for name, made in vars(finance).items()
    if name in finance.__all__ and inspect.isfunction(made) and name not in ("fit_retention",)
]  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_any_numbers_give_a_finite_answer_or_words(name: str) -> None:
    """Whatever numbers and rows stand where a function asks for something: no traceback but its own refusal, no nan, no warning."""
    function = getattr(finance, name)
    asked = [each for each in inspect.signature(function).parameters.values() if each.default is inspect.Parameter.empty]

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(st.lists(st.one_of(ANY_NUMBER, ANY_ROW), min_size=len(asked), max_size=len(asked)))
    def ask(values: list[object]) -> None:
        placed = [value for each, value in zip(asked, values, strict=True) if each.kind is not inspect.Parameter.KEYWORD_ONLY]
        named = {each.name: value for each, value in zip(asked, values, strict=True) if each.kind is inspect.Parameter.KEYWORD_ONLY}
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                found = function(*placed, **named)
            except FinanceError:
                return
        if isinstance(found, float):
            assert np.isfinite(found), (name, values)
        elif not isinstance(found, np.ma.MaskedArray) and isinstance(found, np.ndarray):
            assert np.isfinite(found).all(), (name, values)

    ask()


def test_libraries_are_loaded_when_they_are_needed() -> None:
    """Neither the package nor the command line loads scipy or numpy-financial; nor does the room itself."""
    import subprocess
    import sys

    code = "import sys, planbook.cli, planbook.finance; sys.exit('scipy' in sys.modules or 'numpy_financial' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    code = "import sys, planbook.cli; sys.exit('planbook.finance' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
