"""Internal rates of return: the hard cases, what is said where there is none or there are several, and properties."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planbook import finance
from planbook.finance.roots import all_roots, sign_changes

ONE = {
    "95 % are lost": ([-100, 5], -0.95),
    "10,000 %": ([-1, 101], 100.0),
    "nothing is earned": ([-100, -10, 10, 100], 0.0),
    "a root met three times": ([-1000, 3300, -3630, 1331], 0.1),
    "a root met twice": ([-1000, 2200, -1210], 0.1),
    "a root met five times": (list(np.poly([1.1] * 5)), 0.1),
    "a root met twelve times": (list(np.poly([1.1] * 12)), 0.1),
    "a long flat tail": ([-120, *[1] * 600], None),
    "a tiny last flow": ([-100, 110, 1e-12], 0.1),
    "leading zeros": ([0, 0, 0, -100, 110], 0.1),
    "zeros after it": ([-100, 110, 0, 0, 0], 0.1),
    "zeros between": ([-100, 0, 0, 133.1], 0.1),
    "a loan seen by its bank": ([100, -110], 0.1),
    "three hundred years": ([-100, *[0] * 299, 1e9], 1e7 ** (1 / 300) - 1),
}
SEVERAL = {
    "two": ([-100, 230, -132], (0.1, 0.2)),
    "three": (list(np.poly([1.1, 1.2, 1.5])), (0.1, 0.2, 0.5)),
    "four close together": (list(np.poly([1.1, 1.2, 1.3, 1.4])), (0.1, 0.2, 0.3, 0.4)),
    "one of them twice": (list(np.poly([1.1, 1.1, 1.5])), (0.1, 0.5)),
    "where the search divides its range": (list(np.poly(np.exp([-1, 0.0625, 0.5]))), tuple(np.expm1([-1, 0.0625, 0.5]))),
    "from −90 % to 900 %": (list(np.poly([0.1, 1.0, 10.0])), (-0.9, 0.0, 9.0)),
}
NONE = {
    "all positive": ([1, 2, 3], "all flows are positive"),
    "all negative": ([-1, -2, 0, -3], "all flows are negative"),
    "two changes of sign": ([-100, 300, -250], "never zero at any rate"),
    "almost a root": ([-1000, 2200, -1210.000001], "never zero at any rate"),
    "too close to −100 %": ([-1, 1e-17], "so close to −100 %, or so large"),
}


def worth_nothing(rate: float, flows: list[float]) -> bool:
    """Whether the flows are worth nothing at the rate, against the size of what is added and the last digit of 1 + rate."""
    periods = np.arange(len(flows))
    terms = np.asarray(flows) * (1 + rate) ** -periods
    last_digit = np.abs(terms * periods).sum() * 2e-16 / (1 + rate)
    return bool(abs(terms.sum()) <= 1e-11 * np.abs(terms).sum() + last_digit)


@pytest.mark.parametrize("name", ONE)
def test_one_rate(name: str) -> None:
    flows, known = ONE[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = finance.irr(flows)
    assert worth_nothing(found, flows)
    assert finance.irr_roots(flows) == (found,)
    if known is not None:
        assert found == pytest.approx(known, rel=1e-9, abs=1e-12)


def test_a_flat_tail_is_a_level_payment() -> None:
    """120 today for 1 a month over 600 months: the same rate by the loan's formula."""
    assert finance.rate(600, 1, -120) == pytest.approx(finance.irr(ONE["a long flat tail"][0]), rel=1e-12)
    assert finance.pmt(finance.irr(ONE["a long flat tail"][0]), 600, -120) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("name", SEVERAL)
def test_several_rates(name: str) -> None:
    """All are found; a single answer is the one nearest to 10 % in ln(1 + rate), and a warning names the others."""
    flows, known = SEVERAL[name]
    assert finance.irr_roots(flows) == pytest.approx(known, abs=1e-9)
    near = min(known, key=lambda rate: abs(np.log((1 + rate) / 1.1)))
    with pytest.warns(finance.SeveralRates, match=f"{len(known)} rates make these flows worth nothing") as caught:
        assert finance.irr(flows) == pytest.approx(near, abs=1e-9)
    assert caught[0].message.rates == finance.irr_roots(flows)
    assert caught[0].filename == __file__


@pytest.mark.parametrize("name", SEVERAL)
def test_a_guess_chooses_and_nothing_is_warned_of(name: str) -> None:
    flows, known = SEVERAL[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [finance.irr(flows, guess=rate) for rate in known] == pytest.approx(known, abs=1e-9)


@pytest.mark.parametrize("name", NONE)
def test_no_rate_and_why(name: str) -> None:
    flows, reason = NONE[name]
    with pytest.raises(finance.NoRate, match=reason):
        finance.irr(flows)
    assert finance.irr_roots(flows) == ()


def test_flows_that_are_all_zero_are_no_question() -> None:
    for ask in (finance.irr, finance.irr_roots):
        with pytest.raises(finance.FinanceError, match="all flows are zero"):
            ask([0, 0, 0])


def test_recorded_flows_with_two_rates() -> None:
    """The answers of Excel and pyxirr are those nearest to 10 %: 185.4 % and 100.4 %; the other two are near −77 % and −100 %."""
    first, second = finance.irr_roots([-50, -100, 600, 300, -100])
    assert (first, second) == (pytest.approx(-0.7689, abs=5e-5), pytest.approx(1.8544, abs=5e-5))
    first, second = finance.irr_roots([-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1])
    assert (first, second) == (pytest.approx(-0.99979, abs=5e-6), pytest.approx(1.00426, abs=1e-5))


def test_dated_flows_in_any_order() -> None:
    days, amounts = ["2027-01-01", "2028-01-01", "2027-07-02"], [-100.0, 70.0, 40.0]
    found = finance.xirr(days, amounts)
    assert finance.xirr(days[::-1], amounts[::-1]) == found
    assert -100 + 70 / (1 + found) + 40 / (1 + found) ** (182 / 365) == pytest.approx(0, abs=1e-10)


def test_a_rate_just_above_minus_100_percent() -> None:
    """1,000 paid, then 5, 3 and 1 back in the next months (on day 0, 31, 59, 90): almost all is lost."""
    days = ["2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01"]
    (found,) = finance.xirr_roots(days, [-1000, 5, 3, 1])
    assert finance.xirr(days, [-1000, 5, 3, 1]) == found
    assert -1 < found < -1 + 1e-10
    growth = np.float64(1 + found)
    assert 5 * growth ** (-31 / 365) + 3 * growth ** (-59 / 365) + growth ** (-90 / 365) == pytest.approx(1000, rel=1e-4)


def test_flows_of_one_day_are_added() -> None:
    assert finance.xirr(["2027-01-01", "2028-01-01", "2028-01-01"], [-100, 50, 60]) == pytest.approx(0.1, rel=1e-12)
    added = "once those of the same day are added up, all flows are"
    with pytest.raises(finance.NoRate, match=f"no rate: {added} positive"):
        finance.xirr(["2027-01-01", "2027-01-01", "2028-01-01"], [-100, 150, 60])
    with pytest.raises(finance.NoRate, match=f"no rate: {added} negative"):
        finance.xirr(["2027-01-01", "2027-01-01"], [100, -110])
    with pytest.raises(finance.FinanceError, match=f"^{added} zero"):
        finance.xirr(["2027-01-01", "2027-01-01"], [100, -100])
    with pytest.raises(finance.NoRate, match=r"^no rate: all flows are positive"):
        finance.xirr(["2027-01-01", "2027-01-01", "2028-01-01"], [100, 150, 60])


def test_modified_rate_by_hand() -> None:
    """100 paid and 50 paid a year later, 200 back after two: 100 + 50/1.1 today, so √(200 ÷ 145.4545…) − 1."""
    assert finance.mirr([-100, -50, 200], 0.1, 0.3) == pytest.approx((200 / (100 + 50 / 1.1)) ** 0.5 - 1, rel=1e-14)
    with pytest.raises(finance.NoRate, match="one sign only"):
        finance.mirr([100, 50], 0.1, 0.1)


def test_published_returns() -> None:
    """T24, worked returns: 50 at 200 before the money is 20 %, at an exit of 500 it gets 100, 2.0×; 0.5m to 5m in five years 58.489319 %;
    three times the money in five and in ten years.
    """
    owned = finance.vc_method(250, 50, 0, 0).ownership
    assert (owned, owned * 500, finance.moic(50, owned * 500)) == (pytest.approx(0.2), pytest.approx(100), pytest.approx(2))
    assert finance.moic(0.5, 5) == 10
    assert finance.irr([-0.5, 0, 0, 0, 0, 5]) == pytest.approx(0.58489319, abs=5e-9) == finance.cagr(0.5, 5, 5)
    assert finance.cagr(1, 3, 5) == pytest.approx(0.24573094, abs=5e-9)
    assert finance.cagr(1, 3, 10) == pytest.approx(0.11612317, abs=5e-9)


amounts = st.floats(-1e6, 1e6).filter(lambda amount: amount == 0 or abs(amount) > 1e-3)


@given(st.lists(amounts, min_size=2, max_size=14))
@settings(max_examples=150, deadline=None)
def test_every_rate_is_one_and_descartes_holds(flows: list[float]) -> None:
    """At each rate the flows are worth nothing, and there are at most as many as signs change."""
    assume(any(flows))
    roots = finance.irr_roots(flows)
    changes = sign_changes(np.asarray(flows))
    assert len(roots) <= changes
    for root in roots:
        assert worth_nothing(root, flows)


@given(st.lists(st.floats(-0.9, 5).map(lambda rate: round(rate, 2)), min_size=1, max_size=4, unique=True))
@settings(max_examples=100, deadline=None)
def test_rates_put_in_are_found(rates: list[float]) -> None:
    """Flows made to have these rates, by multiplying (1 + rate) − (1 + r) for each, have these and no other."""
    flows = np.poly([1 + rate for rate in rates])
    assert finance.irr_roots(flows) == pytest.approx(sorted(rates), abs=1e-5)


@given(st.lists(amounts, min_size=2, max_size=10), st.floats(1e-3, 1e3), st.floats(-0.5, 2))
@settings(max_examples=60, deadline=None)
def test_scale_and_guess_move_no_root(flows: list[float], scale: float, guess: float) -> None:
    assume(len(finance.irr_roots(flows)) > 0 if any(flows) else False)
    roots = finance.irr_roots(flows)
    assert finance.irr_roots(np.asarray(flows) * scale) == pytest.approx(roots, rel=1e-6, abs=1e-6)
    assert finance.irr(flows, guess=guess) in roots


def test_the_search_finds_what_a_grid_sees() -> None:
    """A second method: the sign of the value on a fine grid of rates changes once per root, for random flows."""
    random = np.random.default_rng(3)
    grid = np.linspace(np.log(0.02), np.log(50), 40_001)
    for _ in range(25):
        flows = random.normal(0, 100, 9)
        values = np.exp(-np.outer(grid, np.arange(9))) @ flows
        crossings = grid[:-1][values[:-1] * values[1:] < 0]
        found = [x for x in all_roots(flows, np.arange(9.0)) if grid[0] < x < grid[-1]]
        assert found == pytest.approx(crossings, abs=grid[1] - grid[0])
