"""Metrics: worked by hand, and against published cases."""

import numpy as np
import pytest

import worked
from planbook.backends.views import View
from planbook.business import metrics

CHAPTER = "metrics"

# Churn, gains and losses, ARPU, margins, CAC.
TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
churned_customers             |       0 |     50 |    100 |     30 |     10
opening_customers             |       0 |  1_000 |  1_250 |  1_500 |    100
segment_churned_customers.a   |       0 |     40 |     90 |     20 |      0
segment_churned_customers.b   |       0 |     10 |     70 |     60 |    400
segment_closing_customers.a   |     800 |    900 |  1_000 |  1_250 |  1_000
segment_closing_customers.b   |     200 |    350 |    300 |    400 |    500
segment_closing_mrr.a         |  16_000 | 18_000 | 25_000 | 25_000 | 30_000
segment_closing_mrr.b         |   8_000 | 17_500 | 12_000 | 10_000 | 25_000
closing_mrr                   |  24_000 | 35_500 | 37_000 | 35_000 | 55_000
closing_customers             |   1_000 |  1_250 |  1_480 |  1_400 |  1_100
churned_mrr                   |       0 |    200 |    250 |    300 |    500
contraction_mrr               |       0 |    100 |     70 |     60 |      0
expansion_mrr                 |       0 |    150 |    100 |    540 |    200
segment_new_mrr.a             |       0 |    300 |    300 |    100 |    700
segment_new_mrr.b             |       0 |    200 |    100 |    200 |    415
segment_expansion_mrr.a       |       0 |    100 |     65 |    500 |    150
segment_expansion_mrr.b       |       0 |     50 |     40 |     40 |     50
segment_price_mrr.a           |       0 |     50 |     20 |     40 |     10
segment_price_mrr.b           |       0 |      0 |   -100 |    -40 |    -30
segment_contraction_mrr.a     |       0 |     60 |     50 |     60 |      0
segment_contraction_mrr.b     |       0 |     40 |     20 |      0 |      0
segment_churned_mrr.a         |       0 |    120 |    150 |    200 |    300
segment_churned_mrr.b         |       0 |     80 |    100 |    100 |    200
segment_reactivated_mrr.a     |       0 |     10 |     15 |      0 |     40
segment_reactivated_mrr.b     |       0 |      0 |     10 |      0 |     35
moves_expansion               |       0 |     40 |     50 |      0 |    100
moves_contraction             |       0 |      0 |     80 |     40 |     70
opening_mrr                   |       0 | 10_000 | 12_500 |  9_000 | 20_000
revenue                       |       0 | 10_000 | 20_000 |  8_000 | 40_000
gross_profit                  |       0 |  7_000 | 15_000 |  2_000 | 34_000
ebitda                        |       0 | -1_000 |  4_000 | -6_000 | 10_000
net_income                    |       0 | -1_500 |  3_000 | -6_400 |  6_000
sales_marketing_cost          |       0 |  5_000 |  6_000 |  4_000 | 10_000
research_development_cost     |       0 |  2_000 |  3_000 |  3_000 |  8_000
general_admin_cost            |       0 |  1_000 |  2_000 |  1_000 |  6_000
won_customers                 |       0 |     25 |     40 |     10 |     80
then
customer_churn_rate           |       . |     5% |     8% |     2% |    10%
segment_churn_rate.a          |       . |     5% |    10% |     2% |      0  # 90 of last month's 900
segment_churn_rate.b          |       . |     5% |    20% |    20% |   100%
revenue_churn_rate            |       . |     3% |  2.56% |     4% |   2.5%  # (200 + 100) ÷ 10_000
net_revenue_churn_rate        |       . |   1.5% |  1.76% |    -2% |   1.5%  # 300 − 540 < 0: growth
segment_gains.a               |       0 |    460 |    400 |    640 |    900
segment_gains.b               |       0 |    250 |    150 |    240 |    500  # a price cut is no gain
segment_losses.a              |       0 |    180 |    200 |    260 |    300
segment_losses.b              |       0 |    120 |    220 |    140 |    230  # 20 + 100 + 100
recurring_gains               |       0 |    750 |    600 |    880 |  1_500  # 460 + 250 + 40
recurring_losses              |       0 |    300 |    500 |    440 |    600  # a's rise does not hide b's cut
quick_ratio                   |       . |    2.5 |    1.2 |      2 |    2.5
arpu                          |      24 |   28.4 |     25 |     25 |     50
segment_arpu.a                |      20 |     20 |     25 |     20 |     30
segment_arpu.b                |      40 |     50 |     40 |     25 |     50
gross_margin                  |       . |    70% |    75% |    25% |    85%
ebitda_margin                 |       . |   -10% |    20% |   -75% |    25%
net_margin                    |       . |   -15% |    15% |   -80% |    15%
sales_marketing_share         |       . |    50% |    30% |    50% |    25%
research_development_share    |       . |    20% |    15% |  37.5% |    20%
general_admin_share           |       . |    10% |    10% |  12.5% |    15%
cac                           |       . |    200 |    150 |    400 |    125
"""

# Nobody there, nothing sold, nothing lost: ratios are not available, never 0 or infinite.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
churned_customers             |       0 |      0 |      0 |      7 |      0
opening_customers             |       0 |      0 |      7 |      7 |      0
segment_churned_customers.a   |       0 |      0 |      0 |      7 |      0
segment_closing_customers.a   |       0 |      7 |      7 |      0 |      0
segment_closing_mrr.a         |       0 |    140 |    140 |      0 |      0
closing_mrr                   |       0 |    140 |    140 |      0 |      0
closing_customers             |       0 |      7 |      7 |      0 |      0
churned_mrr                   |       0 |      0 |      0 |    140 |      0
contraction_mrr               |       0 |      0 |      0 |      0 |      0
expansion_mrr                 |       0 |      0 |      0 |      0 |      0
segment_new_mrr.a             |       0 |    140 |      0 |      0 |      0
segment_new_mrr.b             |       0
segment_expansion_mrr.a       |       0
segment_expansion_mrr.b       |       0
segment_price_mrr.a           |       0
segment_price_mrr.b           |       0
segment_contraction_mrr.a     |       0
segment_contraction_mrr.b     |       0
segment_churned_mrr.a         |       0 |      0 |      0 |    140 |      0
segment_churned_mrr.b         |       0
segment_reactivated_mrr.a     |       0
segment_reactivated_mrr.b     |       0
moves_expansion               |       0
moves_contraction             |       0
opening_mrr                   |       0 |      0 |    140 |    140 |      0
revenue                       |       0 |      0 |    140 |      0 |      0
gross_profit                  |       0 |    -50 |    -35 |    -50 |      0
ebitda                        |       0 |    -50 |    140 |    -50 |      0
sales_marketing_cost          |       0 |    300 |      0 |      0 |      0
won_customers                 |       0 |      7 |      0 |      0 |      0
then
customer_churn_rate           |       . |      . |      0 |   100% |      .
segment_churn_rate.a          |       . |      . |      0 |   100% |      .
revenue_churn_rate            |       . |      . |      0 |   100% |      .
net_revenue_churn_rate        |       . |      . |      0 |   100% |      .
quick_ratio                   |       . |      . |      . |      0 |      .
arpu                          |       . |     20 |     20 |      . |      .
segment_arpu.a                |       . |     20 |     20 |      . |      .
gross_margin                  |       . |      . |   -25% |      . |      .
ebitda_margin                 |       . |      . |   100% |      . |      .
sales_marketing_share         |       . |      . |      0 |      . |      .
cac                           |       . | 42.857142857142857 | . |  . |      .
"""

# Last year's revenue is given: growth from month 12 on.
SETTING_GROWTH = worked.Setting(months=24)
TABLE_GROWTH = """
                       | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_revenue      1_200
revenue                0 120 130 150                                            # and 150 from then on
then
revenue_12_months      1_200 1_220 1_250 1_300 1_350 1_400 1_450 1_500 1_550 1_600 1_650 1_700 1_750 1_780 1_800
                       # month 3: 120 + 130 + 150 + 9 months of last year's 100; month 13: 130 + 11 × 150
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 1_200 1_220 1_250
revenue_growth         . . . . . . . . . . . . 0.4583333333333333 0.459016393442623 0.44
                       # 550 ÷ 1_200, 560 ÷ 1_220, 550 ÷ 1_250
"""

# No last year: nothing to compare with before month 24. 200 a month, then 250: growth of 25 %.
EDGE_GROWTH = """
                       | opening, then months 1 to 24
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_revenue      0
revenue                0 200 200 200 200 200 200 200 200 200 200 200 200 250
then
revenue_12_months      0 200 400 600 800 1_000 1_200 1_400 1_600 1_800 2_000 2_200 2_400 2_450 2_500
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2_400
revenue_growth         . . . . . . . . . . . . . . . . . . . . . . . . 25%
"""
SETTING_EDGE_GROWTH = SETTING_GROWTH

# A year of half a unit is one to compare with: 12 after 0.5 is a growth of 2_300 %.
EDGE_GROWTH_SMALL = """
                       | opening, then months 1 to 12
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12
last_year_revenue      0.5
revenue                0 1
then
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 0.5
revenue_growth         . . . . . . . . . . . . 23
"""
SETTING_EDGE_GROWTH_SMALL = worked.Setting(months=12)

# Customer lifetime value: twelve months of history, available from month 12 on.
SETTING_CLV = worked.Setting(months=13)
TABLE_CLV = """
                            | opening |     1 |  2 |  3 |  4 |  5 |  6 |  7 |  8 |  9 | 10 | 11 | 12 | 13
given
month                               0       1    2    3    4    5    6    7    8    9   10   11   12   13
sales_marketing_cost                0   8_500 2_500                              # and so on
gross_profit                        0   2_950  750
revenue                             0   5_000 1_000
segment_won_customers.a             0      40   20
segment_won_customers.b             0       5    5
segment_closing_customers.a         9      10   10   10   10   10   10   10   10   10   10   10   10   10
segment_closing_mrr.a             900   1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_100
segment_closing_customers.b         4       4
segment_closing_mrr.b             200     200
capped_lifetime.a                  20
capped_lifetime.b                  10
clv_to_cac_goal                     3
then
full_year                           0       0    0    0    0    0    0    0    0    0    0    0    1    1
sales_marketing_12_months           0   8_500 11_000 13_500 16_000 18_500 21_000 23_500 26_000 28_500 31_000 33_500 36_000 30_000
segment_won_12_months.a             0      40   60   80  100  120  140  160  180  200  220  240  260  240
segment_won_12_months.b             0       5   10   15   20   25   30   35   40   45   50   55   60   60
won_12_months                       0       0    0    0    0    0    0    0    0    0    0    0  320  300
gross_profit_12_months              0   2_950 3_700 4_450 5_200 5_950 6_700 7_450 8_200 8_950 9_700 10_450 11_200 9_000
plan_revenue                        0   5_000 6_000 7_000 8_000 9_000 10_000 11_000 12_000 13_000 14_000 15_000 16_000 12_000
plan_revenue_12_months              0       0    0    0    0    0    0    0    0    0    0    0 16_000 12_000
gross_margin_12_months              .       .    .    .    .    .    .    .    .    .    .    .  70%  75%
cac_12_months                       .       .    .    .    .    .    .    .    .    .    .    . 112.5  100   # 36_000 ÷ 320
segment_clv.a                       .       .    .    .    .    .    .    .    .    .    .    . 1_400 1_650  # 110 × 75 % × 20
segment_clv.b                       .       .    .    .    .    .    .    .    .    .    .    .  350  375   # 50 × 75 % × 10
available_clv.a                     0       0    0    0    0    0    0    0    0    0    0    0 1_400 1_650
available_clv.b                     0       0    0    0    0    0    0    0    0    0    0    0  350  375
lifetime_value_won.a                0       0    0    0    0    0    0    0    0    0    0    0 364_000 396_000
lifetime_value_won.b                0       0    0    0    0    0    0    0    0    0    0    0 21_000 22_500
blended_clv                         .       .    .    .    .    .    .    .    .    .    .    . 1_203.125 1_395  # 385_000 ÷ 320
clv_to_cac                          .       .    .    .    .    .    .    .    .    .    .    . 10.694444444444444 13.95
clv_to_cac_reference                3       3    3
"""

# A segment without customers is worth nothing yet; new customers that cost nothing: CLV:CAC is not available.
SETTING_EDGE_CLV = SETTING_CLV
EDGE_CLV = """
                            | opening |     1 |  2 |  3 |  4 |  5 |  6 |  7 |  8 |  9 | 10 | 11 | 12 | 13
given
month                               0       1    2    3    4    5    6    7    8    9   10   11   12   13
sales_marketing_cost                0       0
gross_profit                        0      80
revenue                             0     100
segment_won_customers.a             0       0    0    0    0    0    0    0    0    0    0    0    1    0
segment_won_customers.b             0       0
segment_closing_customers.a         0       0    0    0    0    0    0    0    0    0    0    0    1    1
segment_closing_mrr.a               0       0    0    0    0    0    0    0    0    0    0    0   50   50
segment_closing_customers.b         0       0
segment_closing_mrr.b               0       0
capped_lifetime.a                   1
capped_lifetime.b                  10
then
gross_margin_12_months              .       .    .    .    .    .    .    .    .    .    .    .  80%  80%
segment_clv.a                       .       .    .    .    .    .    .    .    .    .    .    .   40   40  # one month's margin
segment_clv.b                       .       .    .    .    .    .    .    .    .    .    .    .    .    .
available_clv.b                     0       0    0    0    0    0    0    0    0    0    0    0    0    0
blended_clv                         .       .    .    .    .    .    .    .    .    .    .    .   40   40
cac_12_months                       .       .    .    .    .    .    .    .    .    .    .    .    0    0
clv_to_cac                          .       .    .    .    .    .    .    .    .    .    .    .    .    .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)



def test_growth():
    worked.work(CHAPTER, TABLE_GROWTH, SETTING_GROWTH)


def test_edge_growth():
    worked.work(CHAPTER, EDGE_GROWTH, SETTING_EDGE_GROWTH)


def test_edge_growth_from_a_trifle():
    worked.work(CHAPTER, EDGE_GROWTH_SMALL, SETTING_EDGE_GROWTH_SMALL)


def test_lifetime_value():
    worked.work(CHAPTER, TABLE_CLV, SETTING_CLV)


def test_edge_lifetime_value():
    worked.work(CHAPTER, EDGE_CLV, SETTING_EDGE_CLV)


def test_the_backup_kpi_catalogue():
    """FinModelsLab, KPIs of a backup business: its worked numbers."""
    assert metrics.customer_churn_rate(churned_customers=50, opening_customers=1_000) == pytest.approx(0.05)
    left = 100 + 20 - 110  # 100 customers, 20 new, 110 at the end: 90 % retained
    assert 1 - metrics.customer_churn_rate(churned_customers=left, opening_customers=100) == pytest.approx(0.90)
    assert metrics.revenue_growth(revenue_12_months=250_000, revenue_a_year_earlier=200_000) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("new", "expansion", "churn", "contraction", "published", "source"),
    [
        (25_000, 10_000, 8_000, 4_000, 35 / 12, "theprimecalculator.com, prints 2.92"),
        (20, 8, 5, 3, 3.5, "pitchkit.net"),
        (50_000, 20_000, 10_000, 5_000, 14 / 3, "adlega.com, prints 4.67"),
        (95_000, 28_000, 18_000, 7_000, 4.92, "super-calc.com"),
    ],
)
def test_published_quick_ratios(new, expansion, churn, contraction, published, source):
    gains = metrics.recurring_gains(metrics.segment_gains(new, expansion, segment_price_mrr=0))
    losses = metrics.recurring_losses(metrics.segment_losses(contraction, churn, segment_price_mrr=0))
    assert metrics.quick_ratio(gains, losses) == pytest.approx(published), source


def test_published_churn_of_revenue():
    """ChartMogul help, article 203359341: 100 at the start, 10 each of churn, contraction, expansion: 20 % gross, 10 % net."""
    assert metrics.revenue_churn_rate(churned_mrr=10, contraction_mrr=10, opening_mrr=100) == pytest.approx(0.20)
    net = metrics.net_revenue_churn_rate(churned_mrr=10, contraction_mrr=10, expansion_mrr=10, opening_mrr=100)
    assert net == pytest.approx(0.10)


@pytest.mark.parametrize(
    ("arpu", "margin", "churn", "published", "source"),
    [
        (100, 0.80, 0.03, 2_666.6666667, "margin ÷ churn"),
        (500, 0.80, 0.05, 8_000, "Notion, metric calculation templates"),
        (100, 0.80, 0.05, 1_600, "PyPI startup-valuation 2.1.4, test_saas.py"),
        (40, 0.75, 0.04, 750, "LTV calculator page"),
    ],
)
def test_published_lifetime_values_without_a_cap(arpu, margin, churn, published, source):
    """A constant churn and no cap: the lifetime is 1 ÷ churn, since the first payment is at age 0."""
    value = metrics.segment_clv(segment_arpu=arpu, gross_margin_12_months=margin, capped_lifetime=1 / churn)
    assert value == pytest.approx(published), source


CAPPED = (1 - 0.97**60) / 0.03  # months a customer pays in sixty, at 3 % a month: 27.97…


def test_lifetime_value_capped_at_sixty_months():
    """100 a month at 80 % margin, 3 % churn: 2,237.848883, against 2,666.667 without the cap."""
    value = metrics.segment_clv(segment_arpu=100, gross_margin_12_months=0.80, capped_lifetime=CAPPED)
    assert value == pytest.approx(2_237.848883, abs=5e-7)


def test_the_capped_lifetime_of_the_retention_chapter():
    """The same lifetime as the model's survival curve gives it, with and without the last months."""
    given = "age 0 1 2\ngiven\nfirst_churn.a 3%\nfirst_involuntary_churn.a 0\ncontract_years.a 1\nfirst_annual_share.a 0\nclv_cap {}\n"
    text = given + "then\nsurvival_by_age.a 1 0.97 0.9409\ncapped_lifetime.a {!r}"
    worked.work("retention", text.format(60, CAPPED))
    worked.work("retention", text.format(2, 1.97))
    worked.work("retention", text.format(1, 1))  # a customer who pays once


def test_cost_of_a_customer():
    """Notion templates: 50,000 for 25 customers; startup-valuation: 500,000 for 100."""
    assert metrics.cac(sales_marketing_cost=50_000, won_customers=25) == 2_000
    assert metrics.cac(sales_marketing_cost=500_000, won_customers=100) == 5_000


def test_convention_03_years_are_views_and_customer_churn_has_none():
    """Two months in 2027, three in 2028. Half of the customers leave each month, 600 join: 1_000, 1_100, 1_150, 1_175, …"""
    setting = worked.Setting(months=5, start=(2027, 11), segments={"a": {}})
    values = {
        "opening_customers_given.a": 1_000, "opening_price.a": 2, "churn.a": 0.5, "price.a": 2, "planned_customers.value1.a": 600,
        "overhead_amount.value1.tools": 440,
    }  # fmt: skip
    figures, model = worked.run(values, setting), setting.model()
    view = View(model, {row: figures[row.key][..., None] for row in model.rows}, "year")
    assert (view.periods.labels, view.periods.months) == (("2027", "2028"), (2, 3))

    def years(name):
        return list(view.values(model.row(name))[1:, 0])

    assert years("new_customers") == pytest.approx([1_200, 1_800])  # a flow adds up
    assert years("closing_customers") == pytest.approx([1_150, 1_193.75])  # a balance is the last month's
    assert years("opening_customers") == pytest.approx([1_000, 1_150])  # an opening balance is the first month's
    assert years("churned_customers") == pytest.approx([1_050, 1_756.25])  # more than there were when the year began
    assert years("customer_churn_rate") == pytest.approx([np.nan, np.nan], nan_ok=True)
    margins = [1 - 880 / 4_500, 1 - 1_320 / (2_350 + 2_375 + 2_387.5)]
    assert years("gross_margin") == pytest.approx(margins)  # recomputed from its parts
    assert years("arpu") == pytest.approx([2, 2])  # the last month's


def test_convention_04_last_year_fills_the_first():
    """Revenue of 1_000 a month after a year of 6_000: in month 5, 7 ÷ 12 of it and 5_000."""
    values = {"opening_customers_given.a": 100, "opening_price.a": 10, "last_year_revenue": 6_000}
    setting = worked.Setting(months=13, segments={"a": {}})
    figures = worked.run(values, setting)
    assert figures["revenue_12_months"][5] == pytest.approx(3_500 + 5_000)
    assert np.isnan(figures["revenue_growth"][:12]).all()
    assert figures["revenue_growth"][12] == pytest.approx(1)
    assert np.isnan(worked.run({**values, "last_year_revenue": 0}, setting)["revenue_growth"]).all()
