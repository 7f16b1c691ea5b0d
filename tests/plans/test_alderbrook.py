"""Alderbrook is a plausible owner-managed provider of managed services, in every scenario.

The bands are the plan's design: what benchmarks call usual or healthy (the plan's opening comment names them).
"""

from __future__ import annotations

import numpy as np
import pytest

from planbook.plan import Run
from plans.shipped import alerts, by_year, runs_of, within


@pytest.fixture(scope="module")
def base() -> Run:
    """The base scenario."""
    return runs_of("alderbrook")["base"]


def test_it_grows_and_earns_as_a_healthy_provider(base: Run) -> None:
    assert within(by_year(base, "revenue_growth"), 0.10, 0.18)
    assert within(by_year(base, "gross_margin"), 0.40, 0.55)
    assert within(by_year(base, "ebitda_margin"), 0.14, 0.22)
    assert by_year(base, "net_margin")[-1] >= 0.08
    assert within(by_year(base, "recurring_revenue") / by_year(base, "revenue"), 0.65, 0.90)
    assert within(by_year(base, "revenue") / by_year(base, "headcount"), 140_000, 220_000)
    assert within(by_year(base, "sales_marketing_share"), 0.04, 0.10)
    assert within(by_year(base, "general_admin_share"), 0.11, 0.18)


def test_clients_stay_and_pay_for_their_seats(base: Run) -> None:
    assert within(by_year(base, "customer_retention"), 0.88, 0.95)
    assert within(by_year(base, "net_revenue_retention"), 0.94, 1.05)
    assert within(by_year(base, "gross_revenue_retention"), 0.90, 0.97)
    assert within(by_year(base, "clv_to_cac"), 2.5, 4.5)
    seats = {"office": 15, "firm": 60, "group": 200}
    for segment, count in seats.items():
        assert within(base[f"segment_arpu.{segment}"] / count, 140, 260), f"price of a seat, {segment}"


def test_it_pays_its_owners_from_earnings_and_needs_no_investor(base: Run) -> None:
    cash, policy = base["closing_cash"], base["minimum_cash_policy"]
    assert np.all(base["closing_revolver"] == 0)
    assert np.all(cash[1:] >= policy[1:] - 1e-6)
    assert 0.4e6 <= cash.min() <= 0.9e6
    assert by_year(base, "dividends").sum() > 0.5 * by_year(base, "net_income")[:-1].sum()
    assert np.all(np.diff(by_year(base, "dividends")) > 0)
    assert np.all(base["closing_debt"] <= 0.5 * base["ebitda_12_months"])
    assert alerts(base) == {"dividend_cut"}


def test_what_it_is_worth_is_what_providers_are_sold_for(base: Run) -> None:
    last_year, fifth = float(base["last_year_ebitda"]), by_year(base, "ebitda")[-1]
    assert 6 <= float(base["multiple_value"]) / last_year <= 9
    exit_value = float(base["exit_multiple"]) * by_year(base, "closing_arr")[-1]
    assert 5.5 <= exit_value / fifth <= 9
    assert 6 <= float(base["enterprise_value"]) / last_year <= 11
    assert float(base["terminal_share"]) < 0.75


def test_the_downside_earns_less_and_stays_solvent() -> None:
    downside, base = runs_of("alderbrook")["downside"], runs_of("alderbrook")["base"]
    assert within(by_year(downside, "revenue_growth"), 0.05, 0.12)
    assert within(by_year(downside, "ebitda_margin"), 0.10, 0.17)
    assert np.all(by_year(downside, "ebitda_margin") < by_year(base, "ebitda_margin"))
    assert downside["closing_cash"].min() > 0.4e6
    assert 0.4 <= float(downside["enterprise_value"]) / float(base["enterprise_value"]) <= 0.7


def test_under_stress_the_credit_line_is_used_up_and_the_bank_is_told() -> None:
    stress = runs_of("alderbrook")["stress"]
    assert stress["closing_revolver"].max() == float(stress["revolver_limit"])
    assert alerts(stress) >= {"cash_below_policy", "dividend_cut", "leverage_breached", "terminal_flow_negative"}
    assert within(by_year(stress, "ebitda_margin"), 0, 0.08)
    assert by_year(stress, "dividends").sum() == 0
    assert stress["closing_cash"].min() > 0, "the line carries it"
