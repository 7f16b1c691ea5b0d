"""Shiftloom is a plausible venture-backed software company, in every scenario.

The bands are the plan's design: what benchmarks call usual or good (the plan's opening comment names them).
"""

from __future__ import annotations

import numpy as np
import pytest

from planbook.plan import Run
from plans.shipped import alerts, burn_multiple, by_year, runs_of, within


@pytest.fixture(scope="module")
def base() -> Run:
    """The base scenario."""
    return runs_of("shiftloom")["base"]


def test_growth_falls_from_ninety_to_forty_percent_and_margins_rise(base: Run) -> None:
    growth = by_year(base, "revenue_growth")
    assert within(growth, 0.40, 0.90)
    assert np.all(np.diff(growth) < 0)
    assert within(by_year(base, "gross_margin"), 0.70, 0.82)
    margin = by_year(base, "ebitda_margin")
    assert np.all(np.diff(margin) > 0)
    assert margin[-1] == pytest.approx(0.15, abs=0.05)
    assert by_year(base, "closing_arr")[-1] == pytest.approx(16e6, rel=0.1)


def test_burn_buys_recurring_revenue(base: Run) -> None:
    multiple = burn_multiple(base)
    assert within(multiple[:2], 1, 2.5)
    assert np.all(np.diff(multiple) < 0.05)
    assert multiple[-1] < 0
    assert within(by_year(base, "sales_marketing_share"), 0.2, 0.7)
    assert within(by_year(base, "research_development_share")[1:], 0.2, 0.6)
    assert within(by_year(base, "clv_to_cac"), 1.5, 4)


def test_each_kind_of_customer_stays_as_such_customers_do(base: Run) -> None:
    def leaves(segment: str) -> float:
        rates = base[f"segment_churn_rate.{segment}"]
        return float(np.nanmean(rates[13:]))

    assert 0.03 <= leaves("starter") <= 0.05
    assert 0.01 <= leaves("team") <= 0.02
    assert 0.003 <= leaves("enterprise") <= 0.012
    assert within(by_year(base, "net_revenue_retention"), 0.8, 1.0)
    assert np.all(np.diff(by_year(base, "arpu")) > 0), "customers move up"


def test_both_rounds_are_needed_and_carry_it(base: Run) -> None:
    cash = base["closing_cash"]
    first, second = int(base["round_month.series_a"]), int(base["round_month.series_b"])
    assert 0.3e6 <= cash[:first].min() <= 0.7e6, "the low before the Series A"
    assert 0.8e6 <= cash[first:second].min() <= 1.6e6, "the low before the Series B"
    assert 2e6 <= cash[second:].min() <= 3.5e6, "the low after it"
    assert base["cash_without_round"].min() < -5e6
    assert alerts(base) == {"cash_below_policy", "terminal_value_heavy", "value_needs_round"}


def test_the_safe_and_the_note_convert_in_the_series_a(base: Run) -> None:
    month = int(base["round_month.series_a"])
    assert base["notes_payable"][month - 1] > 0.4e6
    assert np.all(base["notes_payable"][month:] == 0)
    assert float(base["round_amount.series_a"]) / float(base["round_pre_money.series_a"]) == pytest.approx(0.25)


def test_the_price_of_the_round_is_between_the_methods(base: Run) -> None:
    methods = [float(base[name]) for name in ("enterprise_value", "multiple_value", "exit_multiple_value")]
    assert min(methods) < float(base["round_pre_money.series_a"]) < max(methods)
    assert max(methods) < 3 * min(methods)


def test_the_downside_is_short_of_cash_before_a_late_round() -> None:
    downside = runs_of("shiftloom")["downside"]
    cash, month = downside["closing_cash"], int(downside["round_month.series_a"])
    assert -0.5e6 <= cash[:month].min() < 0
    assert cash[month:].min() > 0
    assert alerts(downside) >= {"cash_below_zero", "cash_below_policy"}
    assert within(by_year(downside, "revenue_growth"), 0.3, 0.8)


def test_under_stress_the_money_does_not_suffice_and_the_plan_says_so() -> None:
    stress = runs_of("shiftloom")["stress"]
    assert float(stress["round_amount.series_b"]) == 0
    assert stress["closing_cash"].min() < -0.8e6
    assert alerts(stress) >= {"cash_below_zero", "cash_below_policy", "value_needs_round"}
    assert by_year(stress, "closing_arr")[-1] < 0.5 * by_year(runs_of("shiftloom")["base"], "closing_arr")[-1]
