"""Churn and gains: worked by hand, and against published cases."""

import pytest

import worked
from planbook.business import churn

CHAPTER = "churn"

# Churn, gains and losses.
TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
full_quarter                  |       0 |      0 |      0 |      1 |      1
churned_customers             |       0 |     50 |    100 |     30 |     10
opening_customers             |       0 |  1_000 |  1_250 |  1_500 |    100
segment_churned_customers.a   |       0 |     40 |     90 |     20 |      0
segment_churned_customers.b   |       0 |     10 |     70 |     60 |    400
segment_closing_customers.a   |     800 |    900 |  1_000 |  1_250 |  1_000
segment_closing_customers.b   |     200 |    350 |    300 |    400 |    500
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
then
customer_churn_rate           |       . |     5% |     8% |     2% |    10%
segment_churn_rate.a          |       . |     5% |    10% |     2% |      0  # 90 of last month's 900
segment_churn_rate.b          |       . |     5% |    20% |    20% |   100%
kept_in_month                 |       1 |    95% |    92% |    98% |    90%
kept_in_quarter               |       1 |    95% |  87.4% | 85.652% | 81.144%  # 95 × 92 × 98; 92 × 98 × 90
kept_in_half_year             |       1 |    95% |  87.4% | 85.652% | 77.0868%  # 81.144 × 95 of month 1
revenue_churn_rate            |       . |     3% |  2.56% |     4% |   2.5%  # (200 + 100) ÷ 10_000
net_revenue_churn_rate        |       . |   1.5% |  1.76% |    -2% |   1.5%  # 300 − 540 < 0: growth
segment_gains.a               |       0 |    460 |    400 |    640 |    900
segment_gains.b               |       0 |    250 |    150 |    240 |    500  # a price cut is no gain
segment_losses.a              |       0 |    180 |    200 |    260 |    300
segment_losses.b              |       0 |    120 |    220 |    140 |    230  # 20 + 100 + 100
recurring_gains               |       0 |    750 |    600 |    880 |  1_500  # 460 + 250 + 40
recurring_losses              |       0 |    300 |    500 |    440 |    600  # a's rise does not hide b's cut
quick_ratio_of_month          |       . |    2.5 |    1.2 |      2 |    2.5
gains_of_quarter              |       0 |    750 |  1_350 |  2_230 |  2_980
losses_of_quarter             |       0 |      0 |      0 |  1_240 |  1_540
quick_ratio                   |       . |      . |      . | 1.7983870967741935 | 1.9350649350649351
"""

# Nobody there, nothing lost: ratios are not available, never 0 or infinite.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
full_quarter                  |       0 |      0 |      0 |      1 |      1
churned_customers             |       0 |      0 |      0 |      7 |      0
opening_customers             |       0 |      0 |      7 |      7 |      0
segment_churned_customers.a   |       0 |      0 |      0 |      7 |      0
segment_closing_customers.a   |       0 |      7 |      7 |      0 |      0
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
then
customer_churn_rate           |       . |      . |      0 |   100% |      .
segment_churn_rate.a          |       . |      . |      0 |   100% |      .
kept_in_month                 |       1 |      . |      1 |      0 |      .
revenue_churn_rate            |       . |      . |      0 |   100% |      .
net_revenue_churn_rate        |       . |      . |      0 |   100% |      .
quick_ratio_of_month          |       . |      . |      . |      0 |      .
quick_ratio                   |       . |      . |      . |      1 |      0
"""

# Fifteen months: half leave in month 1 and in month 13, a fifth in each quarter's last month.
SETTING_YEAR = worked.Setting(months=15, segments={"a": {}, "b": {}})
TABLE_YEAR = """
                              | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
given
month                         0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
full_year                     0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1
churned_customers             0 5 0 2 0 0 2 0 0 2 0 0 2 0 1 2
opening_customers             0 10
new_customers                 0 3 3 3 3 3 3 3 3 3 3 3 3 5 1 4
closing_customers             40 41 42 43 44 45 46 47 48 49 50 51 70 72 80 75
customers_a_year_earlier      0 0 0 0 0 0 0 0 0 0 0 0 40 41 50 42
term_months.a                 12
term_months.b                 24
joining_annual_customers.a    0 10 20 30 40 50 60 70 80 90 100 110 120 130
joining_annual_customers.b    0 4 5 6 7 8 9 10 11 12 13 14 15 16
renewed_customers.a.year_1    0 1 1 1 1 1 1 1 1 1 1 1 7 8 18 27
renewed_customers.b.year_1    0 2
joining_customers.a           7 20 25 40 50 60
joining_customers.b           0 4 5 10 12 14
cohort_customers.a@0          50 40 40 40 40 40 40 40 40 40 40 40 40
cohort_customers.a@1          0 10 9 8 8 8 8 8 8 8 8 8 8 6 5 5
cohort_customers.a@2          0 0 5 5 5 5 5 5 5 5 5 5 5 5 3 2
cohort_customers.a@3          0 0 0 10 9 9 9 9 9 9 9 9 9 9 9 7
cohort_customers.b@0          9
cohort_customers.b@1          0
cohort_customers.b@2          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
cohort_customers.b@3          0 0 0 4 4 4 4 4 4 4 4 4 4 4 4 3
then
kept_in_month                 1 0.5 1 0.8 1 1 0.8 1 1 0.8 1 1 0.8 1 0.9 0.8
kept_in_quarter               1 0.5 0.5 0.4 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.72 0.72
kept_in_half_year             1 0.5 0.5 0.4 0.4 0.4 0.32 0.64 0.64 0.64 0.64 0.64 0.64 0.64 0.576 0.576
kept_in_year                  1 0.5 0.5 0.4 0.4 0.4 0.32 0.32 0.32 0.256 0.256 0.256 0.2048 0.4096 0.36864 0.36864
annual_churn_rate             . . . . . . . . . . . . 79.52% 59.04% 63.136% 63.136%
new_customers_12_months       0 3 6 9 12 15 18 21 24 27 30 33 36 38 36 37
retention_less_new            . . . . . . . . . . . . 85% 82.926829268292683% 88% 90.476190476190476%
                              # (70 − 36) ÷ 40; (72 − 38) ÷ 41; (80 − 36) ÷ 50; (75 − 37) ÷ 42
cohort_annual_customers.a     0 1 1 1 1 1 1 1 1 1 1 1 7 8 18 27  # the contract of a year ends: who renews
cohort_annual_customers.b     0 0 0 0 0 0 0 0 0 0 0 0 0 4 5 6    # within the term of two years: who joined
cohort_kept_customers.a       0 0 0 0 0 0 0 0 0 0 0 0 0 14 21 34  # 6 + 8, 3 + 18, 7 + 27
cohort_kept_customers.b       0 0 0 0 0 0 0 0 0 0 0 0 0 4 5 9     # 4, 5, 3 + 6
cohort_joined_customers.a     0 0 0 0 0 0 0 0 0 0 0 0 0 20 25 40
cohort_joined_customers.b     0 0 0 0 0 0 0 0 0 0 0 0 0 4 5 10
cohort_retention              . . . . . . . . . . . . . 75% 86.666666666666667% 86%
"""

# A company that opens without customers: month 13 is the first with twelve months in which somebody could leave; nobody
# is left in month 14.
SETTING_EDGE_START = worked.Setting(months=14, segments={"a": {}})
EDGE_START = """
                              | opening, then months 1 to 14
given
full_year                     0 0 0 0 0 0 0 0 0 0 0 0 1 1 1
churned_customers             0 0 0 0 0 0 0 0 0 0 0 0 0 2 0
opening_customers             0 0 10 10 10 10 10 10 10 10 10 10 10 10 0
then
kept_in_month                 1 . 1 1 1 1 1 1 1 1 1 1 1 0.8 .
kept_in_year                  1 . . . . . . . . . . . . 0.8 .
annual_churn_rate             . . . . . . . . . . . . . 20% .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_churn_of_a_company_that_opens_without_customers():
    worked.work(CHAPTER, EDGE_START, SETTING_EDGE_START)


def test_no_customers_at_all_have_no_churn():
    assert all(value != value for value in worked.run({}, worked.Setting(months=14))["annual_churn_rate"])


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_a_year():
    worked.work(CHAPTER, TABLE_YEAR, SETTING_YEAR)


def test_churn_and_retention_of_the_backup_kpi_catalogue():
    """FinModelsLab, KPIs of a backup business: 50 of 1,000 leave; of 100 customers and 20 new ones 110 are there."""
    assert churn.customer_churn_rate(churned_customers=50, opening_customers=1_000) == pytest.approx(0.05)
    kept = churn.retention_less_new(closing_customers=110, new_customers_12_months=20, customers_a_year_earlier=100)
    assert kept == pytest.approx(0.90)
    assert churn.customer_churn_rate(churned_customers=100 + 20 - 110, opening_customers=100) == pytest.approx(1 - kept)


def test_the_value_that_the_catalogue_gives_a_point_of_churn_follows_from_no_period():
    """FinModelsLab says that 1 % less churn of 5,000 customers at 500 is worth 250,000 a year: it is 25,000 or 300,000."""
    kept = 5_000 * 0.01
    assert (kept * 500, kept * 500 * 12) == (25_000, 300_000)


def test_published_compounding_of_churn():
    """bulltimes.com: 2.5 % a month are 26.2 % a year; the catalogues' 5 % are 46.0 %."""
    for monthly, yearly in ((0.025, 0.262), (0.03, 0.306158), (0.05, 0.45964)):
        values = {"churn.a": monthly, "opening_customers_given.a": 100, "opening_price.a": 1}
        run = worked.run(values, worked.Setting(months=13, segments={"a": {}}))
        assert run["annual_churn_rate"][12:] == pytest.approx([yearly] * 2, abs=5e-5)


def test_published_cohorts_are_followed_by_the_model():
    """With constant churn, a cohort of twelve months ago has (1 − c)¹² left, month after month."""
    run = worked.run({"churn.a": 0.03, "planned_customers.value1.a": 50}, worked.Setting(months=20, segments={"a": {}}))
    assert run["cohort_retention"][13:] == pytest.approx([0.97**12] * 8)
    yearly = worked.run(
        {"churn.a": 0.03, "planned_customers.value1.a": 50, "annual_share.a": 0.5}, worked.Setting(months=20, segments={"a": {}})
    )
    assert yearly["cohort_retention"][13:] == pytest.approx([0.97**12] * 8)


@pytest.mark.parametrize(
    ("new", "expansion", "lost", "contraction", "published", "source"),
    [
        (25_000, 10_000, 8_000, 4_000, 35 / 12, "theprimecalculator.com, prints 2.92"),
        (20, 8, 5, 3, 3.5, "pitchkit.net"),
        (50_000, 20_000, 10_000, 5_000, 14 / 3, "adlega.com, prints 4.67"),
        (95_000, 28_000, 18_000, 7_000, 4.92, "super-calc.com"),
    ],
)
def test_published_quick_ratios(new, expansion, lost, contraction, published, source):
    gains = churn.recurring_gains(churn.segment_gains(new, expansion, segment_price_mrr=0))
    losses = churn.recurring_losses(churn.segment_losses(contraction, lost, segment_price_mrr=0))
    assert churn.quick_ratio_of_month(gains, losses) == pytest.approx(published), source
    assert churn.quick_ratio(gains_of_quarter=gains, losses_of_quarter=losses) == pytest.approx(published), source


def test_published_churn_of_revenue():
    """ChartMogul help, article 203359341: 100 at the start, 10 each of churn, contraction, expansion: 20 % gross, 10 % net."""
    assert churn.revenue_churn_rate(churned_mrr=10, contraction_mrr=10, opening_mrr=100) == pytest.approx(0.20)
    net = churn.net_revenue_churn_rate(churned_mrr=10, contraction_mrr=10, expansion_mrr=10, opening_mrr=100)
    assert net == pytest.approx(0.10)
