"""DCF and terminal values: worked numbers, cross-checks, and what must hold of any flows."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance

rows = st.lists(st.floats(0, 1e4).map(lambda amount: round(amount, 2)), min_size=1, max_size=12).map(lambda row: [*row, 100.0])
wide = st.floats(0.05, 0.5)
share = st.floats(0.0, 0.99)


def test_flows_that_grow() -> None:
    """T7: forecastingstocks.com, 100 growing 10 % at 10 %, then 3 %, net debt 200, 100 shares. It prints 1,788.7 and 15.89 from
    rounded flows; exact are 1,792.21 and 15.92.
    """
    found = finance.dcf([100 * 1.1**year for year in range(5)], 0.1, growth=0.03, mid_period=False)
    assert found.value == pytest.approx(1792.207792, abs=5e-7)
    assert (found.value - 200) / 100 == pytest.approx(15.92207792, abs=5e-9)
    assert found.value != pytest.approx(1788.7, abs=1)
    assert found.explicit == pytest.approx(5 * 100 / 1.1)


def test_by_hand() -> None:
    """100 and 121 at 10 %: end of period 1/1.1 and 1/1.21; a sale at 2 × 121 is worth 200 today."""
    found = finance.dcf([100, 121], 0.1, exit_multiple=2, exit_metric=121, mid_period=False)
    assert found.discount_factors == pytest.approx((1 / 1.1, 1 / 1.21))
    assert (found.explicit, found.terminal_value, found.terminal) == pytest.approx((100 / 1.1 + 100, 242, 200))
    assert found.value == pytest.approx(found.explicit + 200)
    assert found.terminal_share == pytest.approx(200 / found.value)
    assert found.implied_multiple == pytest.approx(2)


def test_a_rate_for_each_period() -> None:
    """10 % in the first year and 20 % in the second: the second flow is discounted by both; the last rate holds for ever."""
    end = finance.dcf([110, 132], [0.1, 0.2], growth=0.0, mid_period=False)
    assert end.discount_factors == pytest.approx((1 / 1.1, 1 / 1.32))
    assert end.terminal_value == pytest.approx(660)
    middle = finance.dcf([110, 132], [0.1, 0.2], growth=0.0)
    assert middle.discount_factors == pytest.approx((1.1**-0.5, 1.2**-0.5 / 1.1))


def test_an_exit_is_at_the_end_and_a_perpetuity_keeps_its_timing() -> None:
    sale = finance.dcf([50, 55, 60], 0.06, exit_multiple=25.5, exit_metric=60)
    perpetuity = finance.dcf([50, 55, 60], 0.06, growth=0.02)
    late = finance.dcf([50, 55, 60], 0.06, growth=0.02, gordon_at_end=True)
    assert perpetuity.terminal_factor == perpetuity.discount_factors[-1] == pytest.approx(1.06**-2.5)
    assert sale.terminal_factor == late.terminal_factor == pytest.approx(1.06**-3)
    assert sale.value == pytest.approx(late.value) == pytest.approx(perpetuity.value - 1530 * (1.06**-2.5 - 1.06**-3))
    assert (sale.explicit, late.explicit) == (perpetuity.explicit, perpetuity.explicit)


def test_a_loss_that_goes_on_implies_no_growth() -> None:
    """A sale at a multiple has a value; no perpetuity of a loss is worth it, at any growth below the rate."""
    for ending in ({"terminal_flow": -5.0}, {"terminal_flow": 0.0}, {}):
        assert finance.dcf([50, -10], 0.1, exit_multiple=2, exit_metric=100, **ending).implied_growth is None


@given(rows, wide, share, st.booleans(), st.booleans(), st.one_of(st.none(), st.floats(10, 1e4)))
@settings(max_examples=80, deadline=None)
def test_growth_and_multiple_agree_where_each_implies_the_other(
    flows: list[float], rate: float, part: float, mid: bool, late: bool, start: float | None
) -> None:
    timing = {"mid_period": mid, "gordon_at_end": late, "terminal_flow": start}
    growing = finance.dcf(flows, rate, growth=part * rate, exit_metric=40, **timing)
    assert growing.implied_growth == pytest.approx(part * rate, abs=1e-10)
    assert growing.implied_multiple is not None
    sold = finance.dcf(flows, rate, exit_multiple=growing.implied_multiple, exit_metric=40, **timing)
    assert sold.value == pytest.approx(growing.value, rel=1e-12)
    assert sold.implied_growth == pytest.approx(part * rate, abs=1e-10)


@given(rows, wide, share, st.floats(0.001, 0.2), st.booleans())
@settings(max_examples=80, deadline=None)
def test_value_falls_in_the_rate_and_rises_in_growth(flows: list[float], rate: float, part: float, more: float, mid: bool) -> None:
    growth = part * rate
    here = finance.dcf(flows, rate, growth=growth, mid_period=mid).value
    assert finance.dcf(flows, rate + more, growth=growth, mid_period=mid).value < here
    assert finance.dcf(flows, rate, growth=growth + (rate - growth) * 0.1, mid_period=mid).value > here


@given(rows, wide, share, st.floats(0.01, 1e3))
@settings(max_examples=40, deadline=None)
def test_value_scales_with_the_flows(flows: list[float], rate: float, part: float, scale: float) -> None:
    here, there = (finance.dcf([flow * by for flow in flows], rate, growth=part * rate).value for by in (1, scale))
    assert there == pytest.approx(here * scale, rel=1e-12)


@given(st.floats(0.02, 0.3), st.floats(0.02, 0.3), share)
@settings(max_examples=80, deadline=None)
def test_growth_is_worth_something_only_above_the_cost_of_capital(roic: float, wacc: float, part: float) -> None:
    """Value driver form: its slope in g has the sign of ROIC − WACC, and at ROIC = WACC it is NOPAT ÷ WACC whatever g."""
    growth, more = part * wacc * 0.9, part * wacc * 0.9 + wacc * 0.05
    slow, fast = (finance.value_driver_value(100, g, roic, wacc) for g in (growth, more))
    flat = finance.value_driver_value(100, growth, wacc, wacc)
    assert flat == pytest.approx(100 / wacc)
    if abs(roic - wacc) > 1e-6:
        assert math.copysign(1, fast - slow) == math.copysign(1, roic - wacc)
    assert slow == pytest.approx(finance.gordon_value(100 * (1 - growth / roic), wacc, growth))


@given(st.floats(0.02, 0.5), st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_months_quarters_and_years_differ_as_they_must(rate: float, years: int) -> None:
    """1,200 a year as 12, 4 or 1 flows in the middle of their periods: the sums have a closed form, and differ by it alone."""
    ending = {"exit_multiple": 1, "exit_metric": 1e-9}
    for parts in (12, 4, 1):
        each = finance.periodic_rate(rate, parts)
        found = finance.dcf([1_200 / parts] * (parts * years), each, **ending).explicit
        assert found == pytest.approx(1_200 / parts * (1 + each) ** 0.5 * (1 - (1 + rate) ** -years) / each, rel=1e-10)
        continuous = 1_200 * (1 - (1 + rate) ** -years) / math.log1p(rate)
        force = math.log1p(rate) / parts
        assert found / continuous == pytest.approx(force / (2 * math.sinh(force / 2)), rel=1e-10)


def test_cost_of_capital() -> None:
    """Hamada by hand: beta 1.2 at debt ÷ equity of 0.5 and 20 % tax is 1.2 ÷ 1.4 alone, and back."""
    alone = finance.unlever_beta(1.2, 0.5, 0.2)
    assert alone == pytest.approx(1.2 / 1.4)
    assert finance.relever_beta(alone, 0.5, 0.2) == pytest.approx(1.2)
    assert finance.relever_beta(1, 1, 0.25) == pytest.approx(1.75)
    assert finance.wacc(1, 1, 0.1, 0.05, 0.2) == pytest.approx(0.07)
    assert finance.wacc(1e308, 1e308, 0.1, 0.05, 0.2) == pytest.approx(0.07)  # their sum is no number
