"""Lifetime value: worked by hand, and against published cases."""

import math

import pytest

import worked
from planbook.business import lifetime

CHAPTER = "lifetime"

# Twelve months of history, available from month 12 on.
SETTING = worked.Setting(months=13)
TABLE = """
                            | opening |     1 |  2 |  3 |  4 |  5 |  6 |  7 |  8 |  9 | 10 | 11 | 12 | 13
given
full_year                           0       0    0    0    0    0    0    0    0    0    0    0    1    1
arpu                               50      50   50   50   50   50   50   50   50   50   50   50   40   50
segment_arpu.a                    100     100  100  100  100  100  100  100  100  100  100  100  100  110
segment_arpu.b                     50      50
gross_margin_12_months              .       .    .    .    .    .    .    .    .    .    .    .  70%  75%
segment_revenue.a                   0     100
segment_revenue.b                   0      50
segment_service_cost.a              0      85   25
segment_service_cost.b              0      85   25
segment_won_12_months.a             0      40   60   80  100  120  140  160  180  200  220  240  260  240
segment_won_12_months.b             0       5   10   15   20   25   30   35   40   45   50   55   60   60
segment_won_full_year.a                0       0    0    0    0    0    0    0    0    0    0    0  260  240
segment_won_full_year.b                0       0    0    0    0    0    0    0    0    0    0    0   60   60
cac_12_months                       .       .    .    .    .    .    .    .    .    .    .    . 112.5  100
sales_marketing_12_months           0       0    0    0    0    0    0    0    0    0    0    0 36_000 30_000
segment_sales_marketing_12_months.a .       .    .    .    .    .    .    .    .    .    .    . 26_000 30_000
segment_sales_marketing_12_months.b .       .    .    .    .    .    .    .    .    .    .    . 10_000 0
segment_cac_12_months.a             .       .    .    .    .    .    .    .    .    .    .    .  100  150
segment_cac_12_months.b             .       .    .    .    .    .    .    .    .    .    .    .   70    0
capped_lifetime.a                  20
capped_lifetime.b                  10
discounted_lifetime.a              15
discounted_lifetime.b               8
clv_cap                             2
smallest_survival              1e-200
clv_to_cac_goal                     3
segment_closing_customers.a        90     100
segment_closing_customers.b         4       4
segment_churned_customers.a         0       7    5    5    5    5    5    5    5    5    5    5    5    5
segment_churned_customers.b         0       0
segment_closing_mrr.a           2_000   1_000
segment_closing_mrr.b             200     200
segment_churned_mrr.a               0     400
segment_contraction_mrr.a           0     200
segment_expansion_mrr.a             0      80   80   80   80   80   80   80   80   80   80   80   80  100
segment_churned_mrr.b               0      10
segment_contraction_mrr.b           0       5
segment_expansion_mrr.b             0      15   15   15   15   15   15   15   15   15   15   15   15  615
then
margin_per_customer                 .       .    .    .    .    .    .    .    .    .    .    .   28   37.5
segment_revenue_12_months.a         0       0    0    0    0    0    0    0    0    0    0    0 1_200 1_200
segment_service_cost_12_months.b    0      85  110  135  160  185  210  235  260  285  310  335  360  300
segment_gross_margin_12_months.a    .       .    .    .    .    .    .    .    .    .    .    .  70%  75%
segment_gross_margin_12_months.b    .       .    .    .    .    .    .    .    .    .    .    .  40%  50%  # (600 − 360) ÷ 600
segment_margin_per_customer.a       .       .    .    .    .    .    .    .    .    .    .    .   70   82.5
segment_margin_per_customer.b       .       .    .    .    .    .    .    .    .    .    .    .   20   25
segment_clv.a                       .       .    .    .    .    .    .    .    .    .    .    . 1_400 1_650  # 110 × 75 % × 20
segment_clv.b                       .       .    .    .    .    .    .    .    .    .    .    .  200  250   # 50 × 50 % × 10
segment_discounted_clv.a            .       .    .    .    .    .    .    .    .    .    .    . 1_050 1_237.5
segment_revenue_clv.a               . 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_000 2_200
segment_customers_at_risk.a         0      90  100  100  100  100  100  100  100  100  100  100  100  100
segment_customers_at_risk.b         0       4
at_risk_12_months.a                 0       0    0    0    0    0    0    0    0    0    0    0 1_190 1_200
at_risk_12_months.b                 0       0    0    0    0    0    0    0    0    0    0    0   48   48
churned_12_months.a                 0       0    0    0    0    0    0    0    0    0    0    0   62   60
churned_12_months.b                 0       0
simple_clv_is_capped.a              0       0    0    0    0    0    0    0    0    0    0    0    0    0
simple_clv_is_capped.b              0       0    0    0    0    0    0    0    0    0    0    0    1    1
simple_lifetime.a                   .       .    .    .    .    .    .    .    .    .    .    . 19.193548387096774 20
simple_lifetime.b                   .       .    .    .    .    .    .    .    .    .    .    .    2    2  # nobody left: what counts
segment_simple_clv.a                .       .    .    .    .    .    .    .    .    .    .    . 1_343.5483870967742 1_650
segment_simple_clv.b                .       .    .    .    .    .    .    .    .    .    .    .   40   50
segment_mrr_at_risk.a               0   2_000 1_000
mrr_at_risk_12_months.a             0       0    0    0    0    0    0    0    0    0    0    0 13_000 12_000
mrr_at_risk_12_months.b             0       0    0    0    0    0    0    0    0    0    0    0 2_400 2_400
segment_net_lost_mrr.a              0     520  520  520  520  520  520  520  520  520  520  520  520  500
segment_net_lost_mrr.b              0       0    0    0    0    0    0    0    0    0    0    0    0 -600
net_lost_12_months.a                0     520 1_040 1_560 2_080 2_600 3_120 3_640 4_160 4_680 5_200 5_720 6_240 6_220
net_lost_12_months.b                0       0    0    0    0    0    0    0    0    0    0    0    0 -600
segment_net_churn.a                 .       .    .    .    .    .    .    .    .    .    .    .  48% 51.833333333333333%
segment_net_churn.b                 .       .    .    .    .    .    .    .    .    .    .    .    0 -25%
segment_monthly_keep.a              1       1    1    1    1    1    1    1    1    1    1    1 0.52 0.48166666666666667
segment_monthly_keep.b              1       1    1    1    1    1    1    1    1    1    1    1    1 1.25
expanding_lifetime.a                2       2    2    2    2    2    2    2    2    2    2    2 1.52 1.4816666666666667  # 1 + kept
expanding_lifetime.b                2       2    2    2    2    2    2    2    2    2    2    2    2 2.25  # 1 + 125 %
segment_expanding_clv.a             .       .    .    .    .    .    .    .    .    .    .    . 106.4 122.2375
segment_expanding_clv.b             .       .    .    .    .    .    .    .    .    .    .    .   40 56.25
expanding_clv_is_capped.a           0       0    0    0    0    0    0    0    0    0    0    0    0    0
expanding_clv_is_capped.b           0       0    0    0    0    0    0    0    0    0    0    0    1    1
capped_segments                     0       0    0    0    0    0    0    0    0    0    0    0    1    1
segment_waits.a                     0       0    0    0    0    0    0    0    0    0    0    0    0    0
segment_waits.b                     0       0    0    0    0    0    0    0    0    0    0    0    0    0
waiting_sales_marketing.a           0       0    0    0    0    0    0    0    0    0    0    0    0    0
valued_sales_marketing              0       0    0    0    0    0    0    0    0    0    0    0 36_000 30_000
valued_cac                          .       .    .    .    .    .    .    .    .    .    .    . 112.5  100
valued_customers.a                  0       0    0    0    0    0    0    0    0    0    0    0  260  240
valued_customers.b                  0       0    0    0    0    0    0    0    0    0    0    0   60   60
clv_of_some_unknown                 0       0    0    0    0    0    0    0    0    0    0    0    0    0
lifetime_value_won.a                0       0    0    0    0    0    0    0    0    0    0    0 364_000 396_000
lifetime_value_won.b                0       0    0    0    0    0    0    0    0    0    0    0 12_000 15_000
blended_clv                         .       .    .    .    .    .    .    .    .    .    .    . 1_175 1_370  # 376_000 ÷ 320; 411_000 ÷ 300
clv_to_cac                          .       .    .    .    .    .    .    .    .    .    .    . 10.444444444444444 13.7
clv_to_cac_reference                3       3    3
segment_clv_to_cac.a                .       .    .    .    .    .    .    .    .    .    .    .   14   11
segment_clv_to_cac.b                .       .    .    .    .    .    .    .    .    .    .    . 2.8571428571428571 .
margin_that_pays                    0       0    0    0    0    0    0    0    0    0    0    0   28   37.5
cac_payback                         .       .    .    .    .    .    .    .    .    .    .    . 4.0178571428571429 2.6666666666666667
cac_payback_of_revenue              .       .    .    .    .    .    .    .    .    .    .    . 2.8125 2
"""

# Of a segment where somebody has signed and nobody is live no CLV is known: he is left out. New customers that cost
# nothing: CLV:CAC is not available.
# Everybody leaves: one payment. A loss pays nothing back. Half a customer at risk is one at risk.
SETTING_EDGE = SETTING
EDGE = """
                            | opening |     1 |  2 |  3 |  4 |  5 |  6 |  7 |  8 |  9 | 10 | 11 | 12 | 13
given
full_year                           0       0    0    0    0    0    0    0    0    0    0    0    1    1
arpu                                .       .    .    .    .    .    .    .    .    .    .    .   50  0.5
gross_margin_12_months              .       .    .    .    .    .    .    .    .    .    .    .  80% -20%
segment_revenue.a                   0       0    0    0    0    0    0    0    0    0    0    0   50   50
segment_revenue.b                   0
segment_service_cost.a              0       0    0    0    0    0    0    0    0    0    0    0   10  110
segment_service_cost.b              0       7
cac_12_months                       .       .    .    .    .    .    .    .    .    .    .    .    0    0
sales_marketing_12_months           0       0    0    0    0    0    0    0    0    0    0    0    0   45
segment_sales_marketing_12_months.a .       .    .    .    .    .    .    .    .    .    .    .    .    0
segment_sales_marketing_12_months.b .       .    .    .    .    .    .    .    .    .    .    .    .   45
segment_arpu.a                      .       .    .    .    .    .    .    .    .    .    .    .   50   50
segment_arpu.b                      .       .
segment_won_12_months.a             0       0    0    0    0    0    0    0    0    0    0    0    1    1
segment_won_12_months.b             0       0
segment_won_full_year.a                 0       0    0    0    0    0    0    0    0    0    0    0    1    1
segment_won_full_year.b                 0       0    0    0    0    0    0    0    0    0    0    0    0  0.9
capped_lifetime.a                   1
capped_lifetime.b                  10
clv_cap                             3
smallest_survival              1e-200
segment_closing_customers.a         0       0    0    0    0    0    0    0    0    0    0 0.25 0.25    0
segment_closing_customers.b         0       1    0
segment_churned_customers.a         0       0    0    0    0    0    0    0    0    0    0    0    0 0.25
segment_churned_customers.b         0       0    1    0
segment_closing_mrr.a               0       0    0    0    0    0    0    0    0    0    0 0.5  0.5    0
segment_closing_mrr.b               0       0
segment_churned_mrr.a               0       0    0    0    0    0    0    0    0    0    0    0  0.5  0.5
segment_churned_mrr.b               0
segment_contraction_mrr.a           0
segment_contraction_mrr.b           0
segment_expansion_mrr.a             0
segment_expansion_mrr.b             0
then
segment_gross_margin_12_months.a    .       .    .    .    .    .    .    .    .    .    .    .  80% -20%  # a loss of 20 on 100
segment_gross_margin_12_months.b    .       .    .    .    .    .    .    .    .    .    .    .    .    .
segment_clv.a                       .       .    .    .    .    .    .    .    .    .    .    .   40  -10  # one month's margin
segment_clv.b                       .       .    .    .    .    .    .    .    .    .    .    .    .    .
segment_waits.a                     0       0    0    0    0    0    0    0    0    0    0    0    0    0
segment_waits.b                     0       0    0    0    0    0    0    0    0    0    0    0    0    1
waiting_sales_marketing.b           0       0    0    0    0    0    0    0    0    0    0    0    0   45
valued_sales_marketing              0       0    0    0    0    0    0    0    0    0    0    0    0    0
valued_cac                          .       .    .    .    .    .    .    .    .    .    .    .    0    0
valued_customers.a                  0       0    0    0    0    0    0    0    0    0    0    0    1    1
valued_customers.b                  0       0    0    0    0    0    0    0    0    0    0    0    0    0
lifetime_value_won.b                0       0    0    0    0    0    0    0    0    0    0    0    0    0
clv_of_some_unknown                 0       0    0    0    0    0    0    0    0    0    0    0    0    1
blended_clv                         .       .    .    .    .    .    .    .    .    .    .    .   40  -10  # not 1 × −10 ÷ (1 + 0.9)
clv_to_cac                          .       .    .    .    .    .    .    .    .    .    .    .    .    .
at_risk_12_months.a                 0       0    0    0    0    0    0    0    0    0    0    0 0.25  0.5
simple_clv_is_capped.a              0       0    0    0    0    0    0    0    0    0    0    0    1    0
simple_clv_is_capped.b              0       0    0    0    0    0    0    0    0    0    0    0    0    0
simple_lifetime.a                   .       .    .    .    .    .    .    .    .    .    .    .    3    2
simple_lifetime.b                   .       .    .    .    .    .    .    .    .    .    .    .    1    1
mrr_at_risk_12_months.a             0       0    0    0    0    0    0    0    0    0    0    0  0.5    1
segment_net_churn.a                 .       .    .    .    .    .    .    .    .    .    .    .    1    1
segment_monthly_keep.a              1       1    1    1    1    1    1    1    1    1    1    1 1e-200 1e-200
expanding_lifetime.a                3       3    3    3    3    3    3    3    3    3    3    3    1    1
segment_expanding_clv.a             .       .    .    .    .    .    .    .    .    .    .    .   40  -10
segment_expanding_clv.b             .       .    .    .    .    .    .    .    .    .    .    .    .    .
expanding_clv_is_capped.a           0       0    0    0    0    0    0    0    0    0    0    0    0    0
expanding_clv_is_capped.b           0       0    0    0    0    0    0    0    0    0    0    0    0    0
capped_segments                     0       0    0    0    0    0    0    0    0    0    0    0    0    0
margin_that_pays                    0       0    0    0    0    0    0    0    0    0    0    0   40    0
cac_payback                         .       .    .    .    .    .    .    .    .    .    .    .    0    .
cac_payback_of_revenue              .       .    .    .    .    .    .    .    .    .    .    .    0    0
"""

# Customers who have joined this very month: their margin is known, their churn is not; and a trifle that leaves, or is gained.
SETTING_EDGE_NEW = worked.Setting(months=12, segments={name: {} for name in ("new", "loses", "gains")})
EDGE_NEW = """
                            | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
given
full_year                      0 0 0 0 0 0 0 0 0 0 0 0 1
segment_revenue.new            0 0 0 0 0 0 0 0 0 0 0 0 100
segment_revenue.loses          0 0 0 0 0 0 0 0 0 0 0 0 100
segment_revenue.gains          0 0 0 0 0 0 0 0 0 0 0 0 100
segment_service_cost.new       0 0 0 0 0 0 0 0 0 0 0 0 50
segment_service_cost.loses     0 0 0 0 0 0 0 0 0 0 0 0 50
segment_service_cost.gains     0 0 0 0 0 0 0 0 0 0 0 0 50
segment_arpu.new               . . . . . . . . . . . . 10
segment_arpu.loses             . . . . . . . . . . . . 10
segment_arpu.gains             . . . . . . . . . . . . 10
clv_cap                        2
segment_closing_customers.new  0 0 0 0 0 0 0 0 0 0 0 0 5
segment_closing_customers.loses 1
segment_churned_customers.new  0
segment_churned_customers.loses 0 0 0 0 0 0 0 0 0 0 0 0 0.75
segment_closing_mrr.new        0 0 0 0 0 0 0 0 0 0 0 0 50
segment_closing_mrr.loses      2
segment_closing_mrr.gains      0.05
segment_churned_mrr.new        0
segment_contraction_mrr.new    0
segment_expansion_mrr.new      0
segment_churned_mrr.loses      0 0 0 0 0 0 0 0 0 0 0 0 0.6
segment_contraction_mrr.loses  0
segment_expansion_mrr.loses    0
segment_churned_mrr.gains      0
segment_contraction_mrr.gains  0
segment_expansion_mrr.gains    0 0 0 0 0 0 0 0 0 0 0 0 0.15
then
simple_clv_is_capped.new       0 0 0 0 0 0 0 0 0 0 0 0 0
simple_clv_is_capped.loses     0 0 0 0 0 0 0 0 0 0 0 0 0
segment_simple_clv.new         . . . . . . . . . . . . .
segment_simple_clv.loses       . . . . . . . . . . . . 80
segment_expanding_clv.new      . . . . . . . . . . . . .
segment_expanding_clv.loses    . . . . . . . . . . . . 9.875   # 5 × (1 + 97.5 %)
segment_expanding_clv.gains    . . . . . . . . . . . . 11.25  # 5 × (1 + 125 %)
expanding_clv_is_capped.new    0 0 0 0 0 0 0 0 0 0 0 0 0
expanding_clv_is_capped.loses  0 0 0 0 0 0 0 0 0 0 0 0 0
expanding_clv_is_capped.gains  0 0 0 0 0 0 0 0 0 0 0 0 1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_of_new_customers():
    worked.work(CHAPTER, EDGE_NEW, SETTING_EDGE_NEW)


def capped(arpu, margin, months):
    """The capped CLV of plain numbers."""
    earned = lifetime.segment_margin_per_customer(segment_arpu=arpu, segment_gross_margin_12_months=margin)
    return lifetime.segment_clv(segment_margin_per_customer=earned, capped_lifetime=months)


@pytest.mark.parametrize(
    ("arpu", "margin", "churn", "published", "source"),
    [
        (100, 0.80, 0.03, 2_666.6666667, "margin ÷ churn"),
        (500, 0.80, 0.05, 8_000, "Notion, metric calculation templates"),
        (100, 0.80, 0.05, 1_600, "PyPI startup-valuation 2.1.4, test_saas.py"),
        (40, 0.75, 0.04, 750, "LTV calculator page"),
        (200, 0.75, 0.02, 7_500, "LTV calculator page"),
        (500, 0.70, 0.05, 7_000, "LTV calculator page"),
    ],
)
def test_published_lifetime_values_without_a_cap(arpu, margin, churn, published, source):
    """A constant churn and no cap: the lifetime is 1 ÷ churn, since the first payment is at age 0."""
    assert capped(arpu, margin, 1 / churn) == pytest.approx(published), source


def test_published_lifetimes():
    """David Skok: 3 % a month is a life of 33 months."""
    run = worked.run(
        {"churn.a": 0.03, "opening_customers_given.a": 100, "opening_price.a": 10}, worked.Setting(months=12, segments={"a": {}})
    )
    assert run["simple_lifetime.a"][12] == pytest.approx(1 / 0.03)
    assert round(1 / 0.03) == 33


CAPPED = (1 - 0.97**60) / 0.03  # months a customer pays in sixty, at 3 % a month: 27.97…


def test_lifetime_value_capped_at_sixty_months():
    """100 a month at 80 % margin, 3 % churn: 2,237.848883, against 2,666.667 without the cap."""
    assert capped(100, 0.80, CAPPED) == pytest.approx(2_237.848883, abs=5e-7)


def test_the_capped_lifetime_of_the_retention_chapter():
    """The same lifetime as the model's survival curve gives it, with and without the last months."""
    given = "age 0 1 2\ngiven\nfirst_churn.a 3%\nfirst_involuntary_churn.a 0\ncontract_years.a 1\nfirst_annual_share.a 0\nclv_cap {}\n"
    text = given + "then\nsurvival_by_age.a 1 0.97 0.9409\ncapped_lifetime.a {!r}"
    worked.work("retention", text.format(60, CAPPED))
    worked.work("retention", text.format(2, 1.97))
    worked.work("retention", text.format(1, 1))  # a customer who pays once


def test_a_base_that_grows_by_itself_is_capped_and_says_so():
    """No churn and 5 % upgrades a month: 1.05⁰ + … + 1.05⁵⁹ payments, though without the cap they would never end."""
    values = {"opening_customers_given.a": 100, "opening_price.a": 10, "expansion_rate.a": 0.05}
    run = worked.run({**values, "clv_cap": 60}, worked.Setting(months=12, segments={"a": {}}))
    earned = run["segment_margin_per_customer.a"][12]
    assert run["expanding_clv_is_capped.a"][12] == run["simple_clv_is_capped.a"][12] == run["capped_segments"][12] == 1
    assert run["segment_expanding_clv.a"][12] == pytest.approx(earned * math.fsum(1.05**age for age in range(60)))
    assert run["segment_simple_clv.a"][12] == pytest.approx(earned * 60)
