"""Published lifetime values: what formulas of textbooks and tools make of margin, retention and discount.

planbook pays at once, at age 0: it is the first of the three formulas that Fader and Hardie reconcile, "Reconciling and
Clarifying CLV Formulas" (2012) and "What's Wrong With This CLV Formula?" (2014).
"""

from __future__ import annotations

import json
import math

import pytest

import worked
from oracles.published import HERE, case, compute

# Formulas that planbook leaves out, and why.
LEFT_OUT = {
    "case2_excludes_first_payment": "a customer who joins pays at once: a value without his first payment is not his",
    "case3_paid_at_period_end": "payments are at the start of a month",
}
NEVER = 2_000  # ages after which nothing measurable is left


def discounted(margin: float, retention: float, discount: float, ages: int = NEVER) -> float:
    """What the model's chain of lines makes of constant figures per period, age by age."""
    alive, value, lifetime = 1.0, 1.0, 0.0
    for age in range(ages):
        if age:
            alive *= retention
            value = compute("payment_value", payment_value=value, clv_discount_rate=(1 + discount) ** 12 - 1)
        counted = compute("counted_survival", joining_survival=alive, clv_cap=ages, age=age)
        lifetime += compute("discounted_survival", counted_survival=counted, payment_value=value)
    return compute("segment_discounted_clv", segment_margin_per_customer=margin, discounted_lifetime=lifetime)


def capped(arpu: float, margin: float, months: float) -> float:
    """The capped value of plain figures."""
    earned = compute("segment_margin_per_customer", segment_arpu=arpu, segment_gross_margin_12_months=margin)
    return compute("segment_clv", segment_margin_per_customer=earned, capped_lifetime=months)


def test_every_formula_is_computed_or_left_out_with_a_reason() -> None:
    formulas = json.loads((HERE / "clv_formulas.json").read_text(encoding="utf-8"))["formulas"]
    assert set(formulas) == {"case1_first_payment_now", *LEFT_OUT}


@pytest.mark.parametrize(("m", "r", "d"), [(50, 0.95, 0.02), (100, 0.8, 0.1), (7, 0.99, 0.0)])
def test_formula_with_the_first_payment_at_once(m: float, r: float, d: float) -> None:
    """Case 1, m(1 + d) ÷ (1 + d − r); the others differ from it by what they do with the first payment, or by a period."""
    value = discounted(m, r, d)
    assert value == pytest.approx(m * (1 + d) / (1 + d - r))
    assert value == pytest.approx(m + m * r / (1 + d - r))
    assert value == pytest.approx((1 + d) * m / (1 + d - r))
    if d == 0:
        assert value == pytest.approx(m / (1 - r))


def test_a_margin_that_is_paid_at_once() -> None:
    """A published page: margin 50, 95 % stay, 2 % discount: 728.571429."""
    assert discounted(50, 0.95, 0.02) == pytest.approx(728.571429, abs=5e-7)


def test_a_table_year_by_year() -> None:
    """`8700_profitable_table`: −41, 427, 465, then 505 a year; its retention is printed as 86 % and computed with 86.4 %."""
    known = case("8700_profitable_table")
    inputs, expected = known["inputs"], known["expected"]
    early = inputs["margins_year0_2"]
    value, found = 0.0, []
    for year in range(inputs["horizon_years"] + 1):
        margin = early[year] if year < len(early) else inputs["margin_year3_on"]
        alive, worth = inputs["retention_effective"] ** year, (1 + inputs["discount"]) ** -year
        value += margin * compute("discounted_survival", counted_survival=alive, payment_value=worth)
        found.append(value)
    assert found[0] == expected.pop("cumulative_clv_year0")
    for name, published in expected.items():
        assert found[int(name.removeprefix("year"))] == pytest.approx(published, rel=known["tolerance_relative"]), name


def test_revenue_over_churn() -> None:
    """`chartmogul_ltv` has no margin."""
    known = case("chartmogul_ltv")
    churn = known["inputs"]["monthly_churn"]
    value = compute("segment_revenue_clv", segment_arpu=known["inputs"]["arpa"], capped_lifetime=1 / churn)
    assert value == pytest.approx(known["expected"]["ltv"])


@pytest.mark.parametrize("name", ["notion_ltv", "startup_valuation_ltv"])
def test_margin_over_churn(name: str) -> None:
    known = case(name)
    inputs = known["inputs"]
    months = compute("simple_lifetime", simple_clv_is_capped=0, at_risk_12_months=1, clv_cap=60,
                     churned_12_months=inputs.get("monthly_churn", inputs.get("churn")))  # fmt: skip
    earned = compute("segment_margin_per_customer", segment_arpu=inputs["arpu"], segment_gross_margin_12_months=inputs["gross_margin"])
    value = compute("segment_simple_clv", segment_margin_per_customer=earned, simple_lifetime=months)
    assert value == pytest.approx(known["expected"]["ltv"])


def test_a_printed_product_that_its_own_figures_do_not_give() -> None:
    """The last case of the file is not computed: 2,750 × 85 % × 4 years is 9,350, and neither figure that it prints."""
    assert capped(2_750, 0.85, 4) == pytest.approx(9_350)
    assert 2_343 * 4 == 9_372 != 9_319


def test_upgrades_by_a_fixed_amount_are_another_formula() -> None:
    """David Skok adds m dollars a month: a ÷ c + m(1 − c) ÷ c² is 8,722.22 for 100, 5 and 3 %. Here upgrades are a share of
    what is paid, and compound: 5 % a month outrun 3 % churn, and only the cap ends the sum.
    """
    linear = math.fsum((100 + 5 * age) * 0.97**age for age in range(NEVER))
    assert linear == pytest.approx(100 / 0.03 + 5 * 0.97 / 0.03**2) == pytest.approx(8_722.2222, abs=5e-5)
    months = compute("expanding_lifetime", segment_monthly_keep=0.97 * 1.05, clv_cap=60)
    assert months == pytest.approx(math.fsum((0.97 * 1.05) ** age for age in range(60)))
    assert compute("expanding_lifetime", segment_monthly_keep=0.97, clv_cap=NEVER) == pytest.approx(100 / 3)


def test_the_model_discounts_its_own_curve() -> None:
    """A plan with constant churn and a discount of 15 % a year, against the closed form, capped."""
    run = worked.run({"churn.a": 0.03, "clv_discount_rate": 0.15, "clv_cap": 60}, worked.Setting(months=12, segments={"a": {}}))
    kept = 0.97 / 1.15 ** (1 / 12)
    assert float(run["discounted_lifetime.a"]) == pytest.approx((1 - kept**60) / (1 - kept))
