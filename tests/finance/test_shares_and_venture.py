"""Diluted shares, venture capital method, scenarios and checklists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance

tranches = st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 100)), max_size=6)


def test_published_option_dilution() -> None:
    """T26: 10,000 options at 10 and a price of 15 add 3,333.33 shares; 1,000 at 10 and a price of 25 add 600 to 10,000."""
    assert finance.treasury_stock_shares(1, [(10_000, 10)], price=15).shares - 1 == pytest.approx(3_333.33, abs=5e-3)
    assert finance.treasury_stock_shares(10_000, [(1_000, 10)], price=25).shares == 10_600


def test_price_from_value_without_a_circle() -> None:
    """1,000 of value, 90 shares, 10 options at 2 and 100 at 11: (1,000 + 20) ÷ 100 is 10.2, below the second strike."""
    found = finance.treasury_stock_shares(90, [(100, 11), (10, 2)], equity_value=1_000)
    assert found.price == pytest.approx(10.2)
    assert found.shares == pytest.approx(1_000 / 10.2)


@given(st.floats(1, 1e6), tranches, st.floats(1, 1e8))
@settings(max_examples=100, deadline=None)
def test_the_price_is_the_value_of_diluted_shares(shares: float, options: list[tuple[float, float]], value: float) -> None:
    """The fixed point that a spreadsheet would iterate to: value ÷ diluted shares at that very price; no option lowers the count."""
    found = finance.treasury_stock_shares(shares, options, equity_value=value)
    assert found.price * found.shares == pytest.approx(value, rel=1e-9)
    again = finance.treasury_stock_shares(shares, options, price=found.price)
    assert again.shares == pytest.approx(found.shares, rel=1e-12)
    assert found.shares >= shares


def test_published_venture_capital_method() -> None:
    """T8: wizedu 1460056: exit 40m, 60 %, four years, 4m for a company of 1m shares. It prints a price of 3.21; right is 2.1035."""
    found = finance.vc_method(40e6, 4e6, 4, 0.6, shares=1e6)
    assert (found.post_money, found.pre_money) == (pytest.approx(6_103_515.63, abs=5.001e-3), pytest.approx(2_103_515.63, abs=5.001e-3))
    assert found.ownership == pytest.approx(0.65536)
    assert found.new_shares == pytest.approx(1_901_578, abs=0.5)
    assert (found.ownership_at_exit * 40e6, (1 - found.ownership_at_exit) * 40e6) == pytest.approx((26_214_400, 13_785_600))
    assert found.price == pytest.approx(2.103515625)
    assert found.price != pytest.approx(3.21, abs=0.01)
    more = finance.vc_method(40e6, 4.2e6, 4, 0.6, shares=1e6)
    assert (more.ownership, more.price) == (pytest.approx(0.688128), pytest.approx(1.903515625))
    assert more.new_shares == pytest.approx(2_206_443.67, abs=5e-3)


rounds = st.lists(
    st.builds(finance.VentureRound, st.floats(0.1, 5), st.floats(0, 6), st.floats(0, 0.6)), min_size=1, max_size=4,
)  # fmt: skip


@given(rounds, st.floats(0.5, 1))
@settings(max_examples=80, deadline=None)
def test_each_round_gets_its_return_at_the_exit(series: list[finance.VentureRound], retention: float) -> None:
    """A second method: the share register. What each round owns of it at the exit is worth what it wanted."""
    exit_value = sum(each.investment * (1 + each.required_return) ** each.years for each in series) / retention * 1.5
    found = finance.vc_rounds(exit_value, series, shares=100, retention=retention)
    total = (100 + sum(each.new_shares for each in found)) / retention
    for wanted, got in zip(series, found):
        proceeds = got.new_shares / total * exit_value
        assert proceeds == pytest.approx(wanted.investment * (1 + wanted.required_return) ** wanted.years, rel=1e-9)
        assert got.ownership_at_exit == pytest.approx(got.new_shares / total, rel=1e-9)
        assert got.price * got.new_shares == pytest.approx(wanted.investment)
        assert got.pre_money == pytest.approx(got.post_money - wanted.investment)


def test_a_round_that_takes_all_that_is_left_does_not_clear() -> None:
    series = [finance.VentureRound(1e6, 5, 0.5), finance.VentureRound(5e6, 3, 0.4)]
    words = r"the round of 1,000,000 does not clear: its return takes 38\.0% of the exit, of which 31\.4% is left"
    with pytest.raises(finance.FinanceError, match=words):
        finance.vc_rounds(20e6, series)
    assert finance.vc_method(20e6, 1e6, 5, 0.5).new_shares is None


def test_published_expected_value() -> None:
    """T27: −27.8, 15 and 57.8 at 25, 50 and 25 %: 15.00 with a standard deviation of 30.26."""
    scenarios = [-27.8, 15, 57.8], [0.25, 0.5, 0.25]
    assert finance.first_chicago(*scenarios) == pytest.approx(15.0)
    assert finance.scenario_deviation(*scenarios) == pytest.approx(30.26, abs=5e-3)


def test_average_companies_are_worth_the_average() -> None:
    average = dict.fromkeys(finance.PAYNE_WEIGHTS, 1.0)
    assert finance.scorecard_value(2e6, average) == pytest.approx(2e6)
    assert finance.scorecard_value(2e6, average | {"team": 1.5}) == pytest.approx(2e6 * 1.15)
    assert finance.risk_factor_value(2e6, [0] * 12) == 2e6
    assert finance.risk_factor_value(2e6, [-2] + [0] * 11) == 1.5e6
