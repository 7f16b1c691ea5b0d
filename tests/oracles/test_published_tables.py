"""Worked numbers from blogs, slides and closed forms; each test names where they stand or how they follow."""

from __future__ import annotations

import numpy as np
import pytest

import worked
from oracles.published import compute
from planbook import finance


def test_committed_mrr_of_a_lender() -> None:
    """Lighter Capital, CMRR: 750,000; 90,000 new and live, 90,000 signed and not yet billed, 130,000 given notice, in a quarter.

    Its MRR ends at 710,000 when those under notice have gone; committed MRR counts them out and the signed in.
    """
    live = compute("closing_mrr", opening_mrr=750_000, new_mrr=90_000, expansion_mrr=0, price_mrr=0, contraction_mrr=0, churned_mrr=0)
    assert live - 750_000 == 90_000
    assert compute("committed_mrr", closing_mrr=live, waiting_mrr=90_000, notified_mrr=0) - 750_000 == 180_000
    assert compute("committed_mrr", closing_mrr=live, waiting_mrr=90_000, notified_mrr=130_000) == 800_000


@pytest.mark.parametrize(
    ("gains", "losses", "published"),
    [
        ((25_000, 10_000), (8_000, 4_000), 2.9167), ((20, 8), (5, 3), 3.5), ((5_000, 1_000), (1_500, 500), 3),
        ((2e6, 1e6), (0.3e6, 0.2e6), 6),
    ],
)  # fmt: skip
def test_quick_ratios(gains: tuple[float, float], losses: tuple[float, float], published: float) -> None:
    """Quick ratios of four articles on it: new and expansion ÷ churn and contraction."""
    assert compute("quick_ratio", gains_of_quarter=sum(gains), losses_of_quarter=sum(losses)) == pytest.approx(published, abs=5e-5)


def test_a_waterfall_that_is_published_with_a_wrong_retention() -> None:
    """A public ARR waterfall prints NRR 115 % and net churn −15 %: it counts new customers in. Right are 105 %, −5 %, GRR 90 %."""
    opening, new, expansion, churn, contraction = 10.0, 2.0, 1.5, 0.8, 0.2
    losses = {"contraction_mrr": contraction, "churned_mrr": churn, "opening_mrr": opening}
    closing = compute("closing_mrr", new_mrr=new, expansion_mrr=expansion, price_mrr=0, **losses)
    assert closing == pytest.approx(12.5)
    net = compute("net_revenue_retention", segment_kept_mrr=closing - new, mrr_a_year_earlier=opening)
    gross = compute("gross_revenue_retention", segment_gross_mrr=opening - churn - contraction, mrr_a_year_earlier=opening)
    lost = compute("net_revenue_churn_rate", expansion_mrr=expansion, **losses)
    assert (net, gross, lost) == (pytest.approx(1.05), pytest.approx(0.9), pytest.approx(-0.05))
    assert net != pytest.approx(1.15)
    assert lost != pytest.approx(-0.15)


def test_customers_and_dollars_churn_apart() -> None:
    """Skok, slide on churn: customers of $1k and $5k; the big one leaves, or the small one leaves while the other grows to $7k."""
    assert compute("customer_churn_rate", churned_customers=1, opening_customers=2) == 0.5
    lost = {"contraction_mrr": 0.0, "opening_mrr": 6_000.0}
    assert compute("net_revenue_churn_rate", churned_mrr=5_000, expansion_mrr=0, **lost) == pytest.approx(0.8333, abs=5e-5)
    assert compute("net_revenue_churn_rate", churned_mrr=1_000, expansion_mrr=2_000, **lost) == pytest.approx(-0.1667, abs=5e-5)


def test_a_yearly_rate_by_the_month() -> None:
    """12 % a year is 0.9488793 % a month, not 1 %."""
    assert compute("monthly_discount", discount_rate=0.12) - 1 == pytest.approx(0.009488793, abs=5e-10)


JOINING, CHURN = 100, 0.03


@pytest.mark.parametrize(("month", "there"), [(12, 1_020.525463), (36, 2_219.907794), (60, 2_797.311103)])
def test_customers_in_closed_form(month: int, there: float) -> None:
    """N(t) = N(0) (1 − c)^t + a (1 − (1 − c)^t) ÷ c: 100 join a month, 3 % of the opening customers leave; all on monthly terms."""
    run = _steady(0)
    assert run["closing_customers"][month] == pytest.approx(there, abs=5e-7)
    assert run["cohort_customers.a"].sum(axis=0)[month] == pytest.approx(there, abs=5e-7)
    with_opening = _steady(1_000)["closing_customers"][month]
    assert with_opening - there == pytest.approx(1_000 * (1 - CHURN) ** month)


def _steady(opening: float) -> dict[str, np.ndarray]:
    given = {"churn.a": CHURN, "planned_customers.value1.a": JOINING, "opening_customers_given.a": opening}
    return worked.run(given, worked.Setting(months=60, segments={"a": {}}))


def test_survival_of_five_years() -> None:
    """At 3 % a month 16.080667 % are left after sixty months, and growth ends at a ÷ c customers."""
    run = _steady(0)
    assert run["survival_by_age.a"][60] == pytest.approx(0.16080667, abs=5e-9)
    assert run["closing_customers"][60] == pytest.approx(JOINING / CHURN * (1 - 0.16080667), abs=5e-5)


def test_recurring_revenue_in_closed_form() -> None:
    """Everybody pays 10 a month: revenue of a month is ten times its customers, and a year is the sum of its months."""
    given = {"churn.a": CHURN, "planned_customers.value1.a": JOINING, "price.a": 10}
    run = worked.run(given, worked.Setting(months=12, segments={"a": {}}))
    year = sum(10 * JOINING * (1 - (1 - CHURN) ** month) / CHURN for month in range(1, 13))
    assert run["recurring_revenue"].sum() == pytest.approx(year)


@pytest.mark.parametrize(("discount", "value"), [(0.0, 8_722.2222), (1 - 1.1 ** (-1 / 12), 6_044.4911), (0.1 / 12, 5_941.9964)])
def test_a_cohort_with_negative_churn(discount: float, value: float) -> None:
    """Skok, negative churn: $100 a month and $5 more every month, 3 % leave; a/c + m·(1 − c) ÷ c² without discount.

    Its discount d leaves 1 − d of each month's flow, so the rate is 1 ÷ (1 − d) − 1.
    """
    months = np.arange(2_000)
    flows = (100 + 5 * months) * 0.97**months
    assert finance.npv(1 / (1 - discount) - 1, flows) == pytest.approx(value, abs=5e-5)


def test_growth_of_a_year_from_that_of_a_month() -> None:
    """A page says 10 to 15 % a month are about three times a year: true of 10 % (3.138), not of 15 % (5.35)."""
    assert finance.fv(0.10, 12, 0, -1) == pytest.approx(3.138, abs=5e-4)
    assert finance.fv(0.15, 12, 0, -1) == pytest.approx(5.35, abs=5e-3)
