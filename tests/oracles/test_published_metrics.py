"""Published cases of recurring revenue, churn, retention and cost of a customer."""

from __future__ import annotations

import math

import pytest

import worked
from oracles.published import case, compute


def test_mrr_of_monthly_and_yearly_plans() -> None:
    """`stripe_mrr`: the page prints its second term with 800 a year, its total with 600."""
    known = case("stripe_mrr")
    monthly, yearly = known["inputs"]["plan_a"], known["inputs"]["plan_b"]
    run = worked.run({
        "opening_customers_given.a": monthly["subscribers"], "opening_price.a": monthly["monthly"],
        "opening_customers_given.b": yearly["subscribers"], "opening_price.b": yearly["annual"] / 12, "opening_annual_share.b": 1,
    })  # fmt: skip
    assert run["closing_mrr"][0] == pytest.approx(known["expected"]["mrr"])
    assert run["closing_mrr"][0] != pytest.approx(100 * 100 + 50 * 800 / 12)


def test_movements_of_a_story() -> None:
    """`chartmogul_syncalytics`: several subscriptions of one customer are outside, each movement by itself is not."""
    expected = case("chartmogul_syncalytics")["expected"]
    plans, price, returning, monthly = 4, 500 / 12, 3, 50
    won = compute("segment_won_mrr", segment_won_customers=plans, new_price=price)
    assert won == pytest.approx(expected["new_business_mrr"], abs=0.005)
    back = compute("segment_reactivated_mrr", segment_reactivated_customers=returning, new_price=monthly)
    assert back == expected["reactivation_mrr"]
    closing = 0.0
    for movement in (
        {"new_mrr": plans * price}, {"expansion_mrr": expected["expansion_mrr"]}, {"contraction_mrr": expected["contraction_mrr"]},
        {"churned_mrr": plans * price}, {"reactivated_mrr": back},
    ):  # fmt: skip
        others = dict.fromkeys(("new_mrr", "expansion_mrr", "price_mrr", "contraction_mrr", "churned_mrr"), 0.0)
        closing = compute("closing_mrr", opening_mrr=closing, **{**others, **movement})
    assert closing == pytest.approx(150)


def test_an_invoice_is_spread_by_months_not_by_days() -> None:
    """`saas_metrics_invoice_spread`: the year agrees; January's 31 days do not, since a month is a twelfth of a year here."""
    known = case("saas_metrics_invoice_spread")
    months = known["expected"]["months"]
    price = known["inputs"]["invoice"] / months
    left, revenue = known["inputs"]["invoice"], []
    for _ in range(months):
        still = compute("segment_deferred_revenue", segment_deferred_revenue=left, segment_annual_billings=0, closing_annual_mrr=price)
        revenue.append(left - still)
        left = still
    assert sum(revenue) == pytest.approx(known["expected"]["sum"])
    assert revenue[0] != pytest.approx(known["expected"]["jan_approx"], abs=known["tol"])


def test_churn_of_revenue() -> None:
    known = case("chartmogul_gross")
    inputs, expected = known["inputs"], known["expected"]
    lost = {"churned_mrr": inputs["churn"], "contraction_mrr": inputs["contraction"], "opening_mrr": inputs["start_mrr"]}
    assert compute("revenue_churn_rate", **lost) == pytest.approx(expected["gross_mrr_churn"])
    net = compute("net_revenue_churn_rate", expansion_mrr=inputs["expansion"], **lost)
    assert net == pytest.approx(expected["net_mrr_churn"])


def test_net_churn_is_negative_when_the_base_grows() -> None:
    known = case("chartmogul_daily")
    inputs = known["inputs"]
    grown = inputs["end_of_day"] - inputs["start_of_day"] - inputs["new_business"]
    net = compute("net_revenue_churn_rate", churned_mrr=0, contraction_mrr=0, expansion_mrr=grown, opening_mrr=inputs["start_of_day"])
    assert net == pytest.approx(known["expected"]["net_mrr_churn"])


def test_monthly_churn_compounds_over_a_year() -> None:
    known = case("annualise")
    run = worked.run({"churn.a": known["inputs"]["monthly_churn"], "churn.b": 0})
    assert float(run["lapse_rate.a.year_1"]) == pytest.approx(known["expected"]["annual_churn"], abs=known["tol"])
    assert float(run["lapse_rate.a.year_1"]) != pytest.approx(12 * known["inputs"]["monthly_churn"], abs=known["tol"])


def test_net_revenue_retention() -> None:
    notion, package = case("notion"), case("sv_nrr")
    inputs = notion["inputs"]
    kept = inputs["start"] + inputs["expansion"] - inputs["churn"]
    assert compute("net_revenue_retention", segment_kept_mrr=kept, mrr_a_year_earlier=inputs["start"]) == notion["expected"]["nrr"]
    inputs = package["inputs"]
    retained = compute("net_revenue_retention", segment_kept_mrr=inputs["end"], mrr_a_year_earlier=inputs["start"])
    assert retained == pytest.approx(package["expected"]["nrr"])


@pytest.mark.parametrize("name", ["pitchkit", "adlega", "prime", "supercalc1"])
def test_quick_ratio(name: str) -> None:
    known = case(name)
    inputs, expected = known["inputs"], known["expected"]
    gains = compute("segment_gains", segment_new_mrr=inputs["new"], segment_expansion_mrr=inputs["expansion"], segment_price_mrr=0)
    lost = {"segment_contraction_mrr": inputs["contraction"], "segment_churned_mrr": inputs["churn"]}
    losses = compute("segment_losses", segment_price_mrr=0, **lost)
    ratio = compute("quick_ratio", gains_of_quarter=gains, losses_of_quarter=losses)
    assert ratio == pytest.approx(expected["qr"], abs=known.get("tol", 1e-9))
    if "net_new" in expected:
        moved = compute(
            "closing_mrr", opening_mrr=0, new_mrr=inputs["new"], expansion_mrr=inputs["expansion"], price_mrr=0,
            contraction_mrr=inputs["contraction"], churned_mrr=inputs["churn"],
        )  # fmt: skip
        assert moved == expected["net_new"]


def test_quick_ratio_is_not_available_when_nothing_was_lost() -> None:
    """theprimecalculator.com returns 0, saas-metrics leaves it blank; blank is the honest answer."""
    assert math.isnan(compute("quick_ratio", gains_of_quarter=35_000, losses_of_quarter=0))


@pytest.mark.parametrize("name", ["notion_cac", "sv_cac"])
def test_cost_of_a_customer(name: str) -> None:
    known = case(name)
    cost = compute("cac", sales_marketing_cost=known["inputs"]["sm_spend"], won_customers=known["inputs"]["new_customers"])
    assert cost == known["expected"]["cac"]


@pytest.mark.parametrize("name", ["sv_payback", "aura1"])
def test_payback_of_gross_margin(name: str) -> None:
    known = case(name)
    inputs = known["inputs"]
    margin = compute("margin_per_customer", arpu=inputs["arpu"], gross_margin_12_months=inputs["gross_margin"])
    months = compute("cac_payback", cac_12_months=inputs["cac"], margin_that_pays=compute("margin_that_pays", margin_per_customer=margin))
    assert months == pytest.approx(known["expected"]["payback_months"])


def test_payback_of_revenue() -> None:
    """`partnerstandard` leaves the margin out: that is the variant by revenue."""
    known = case("partnerstandard")
    months = compute("cac_payback_of_revenue", cac_12_months=known["inputs"]["cac"], arpu=known["inputs"]["arpu"])
    assert months == known["expected"]["payback_months"]


def test_magic_number_of_revenue() -> None:
    """`xlslides_magic`: the increase of a quarter's revenue, times four."""
    known = case("xlslides_magic")
    inputs, expected = known["inputs"], known["expected"]
    quarter = inputs["qoq_revenue_increase"]
    increase = 4 * quarter
    assert increase == expected["annualised"]
    ratio = compute("magic_number_of_revenue", annualised_revenue_increase=increase, earlier_sales_marketing=inputs["prior_quarter_sm"])
    assert ratio == pytest.approx(expected["magic_number"], abs=known["tol"])


def test_magic_number_of_recurring_revenue() -> None:
    """`sv_magic`: net new ARR is a yearly figure already."""
    known = case("sv_magic")
    inputs = known["inputs"]
    ratio = compute("magic_number", net_new_arr_of_quarter=inputs["net_new_arr"], earlier_sales_marketing=inputs["prior_sm"])
    assert ratio == known["expected"]["magic_number"]


@pytest.mark.parametrize(("burnt", "won", "multiple"), [(3_000_000, 1_000_000, 3), (500_000, 250_000, 2)])
def test_burn_multiple(burnt: float, won: float, multiple: float) -> None:
    """David Sacks' examples; where cash is generated, and without growth, there is no multiple."""
    assert compute("burn_multiple", burn_12_months=burnt, arr_gained_12_months=won) == multiple


def test_arr_is_twelve_months_of_mrr() -> None:
    known = case("sv_mrr")
    assert compute("closing_arr", closing_mrr=known["expected"]["mrr"]) == known["inputs"]["arr"]


def test_money_before_and_after_a_round() -> None:
    """`sv_vc_pre`: pre-money is post-money less the investment."""
    known = case("sv_vc_pre")
    invested, after = known["inputs"]["invest"], known["inputs"]["post_money"]
    assert known["expected"]["pre_money"] + invested == after
    assert compute("post_money", round_raised=1, round_pre_money=known["expected"]["pre_money"], round_amount=invested) == after
