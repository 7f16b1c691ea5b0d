"""Cohorts: worked by hand."""

import pytest

import worked

CHAPTER = "cohorts"

# 1_000 opening customers joined two months before the opening; 100, 200, 300 join in months 1, 2, 3.
# In each month 20 % move away, and the payment of 50 % of the others fails: 40 % remain, before those who decide to leave.
SETTING = worked.Setting(months=3, ages=5, opening_ages=(2,), segments={"a": {}})
TABLE = """
                            | opening |      1 |        2 |         3
given
opening_customers_by_age.a  |       0 |      0 |    1_000 |         0  # by age 0, 1, 2, 3
opening_mrr_by_age.a        |       0 |      0 |  100_000 |         0  # by age
churn_by_age.a              |       0 |    40% |      20% |       10% | 25% | 50%  # by age 0 to 5
churn_trend.a               |       0 |   -20% |        0 |       25%
churn_multiplier.a          |       1 |      1 |     1.25 |       0.5
churn_path.a                |       1 |      1 |        2 |         1
dissatisfaction_churn       |       0
joining_monthly_customers.a |       0 |    100 |      200 |       300
joining_monthly_mrr.a       |       0 | 10_000 |   20_000 |    33_000
growth_this_month.a         |       1 |    1.1 |      1.2 |       0.9
moving_rate.a               |     20%
involuntary_churn.a         |     50%
then
churn_index.a               |       1 |    0.8 |      0.8 |         1
planned_churn.a             |       1 |    0.8 |        2 |       0.5
churn_factor.a              |       1 |    0.8 |        2 |       0.5
staying_share.a             |       1 |    0.4 |      0.4 |       0.4  # 0.8 × 0.5
staying_growth.a            |       1 |   0.44 |     0.48 |      0.36
cohort_customers.a@-2       |   1_000 |    368 |     73.6 |     22.08  # kept: 1 − 10 % × 0.8; 1 − 25 % × 2; 1 − 50 % × 0.5; each × 0.4
cohort_customers.a@1        |       0 |    100 |        8 |      2.88  # 1 − 40 % × 2; 1 − 20 % × 0.5
cohort_customers.a@2        |       0 |      0 |      200 |        64  # 1 − 40 % × 0.5
cohort_customers.a@3        |       0 |      0 |        0 |       300
cohort_mrr.a@-2             | 100_000 | 40_480 | 9_715.20 | 2_623.104  # × 0.92 × 0.44, × 0.5 × 0.48, × 0.75 × 0.36
cohort_mrr.a@1              |       0 | 10_000 |      960 |    311.04
cohort_mrr.a@2              |       0 |      0 |   20_000 |     5_760
cohort_mrr.a@3              |       0 |      0 |        0 |    33_000
"""

# a: joined in the opening month; a shock beyond 100 % takes all of them, and nobody comes back.
# b: older than the curve, which holds its last value; churn is switched off in month 2. c: all move away in every month.
SETTING_EDGE = worked.Setting(months=3, ages=3, opening_ages=(0, 3), segments={"a": {}, "b": {}, "c": {"retention": "table"}})
EDGE = """
                            | opening |     1 |     2 |     3
given
opening_customers_by_age.a  |     200 |     0 |     0 |     0  # by age
opening_customers_by_age.b  |       0 |     0 |     0 |   400  # by age
opening_customers_by_age.c  |     100 |     0 |     0 |     0  # by age
opening_mrr_by_age.a        |   2_000 |     0 |     0 |     0  # by age
opening_mrr_by_age.b        |       0 |     0 |     0 | 8_000  # by age
opening_mrr_by_age.c        |   1_000 |     0 |     0 |     0  # by age
churn_by_age.a              |       0 |   50% |   20% |   10%  # by age
churn_by_age.b              |       0 |   60% |   30% |   25%  # by age
churn_by_age.c              |       0 |   10% |   10% |   10%  # by age
churn_trend.a               |       0 |     0 |     0 |     0
churn_trend.b               |       0 |     0 |     0 |     0
churn_trend.c               |       0 |  100% |     0 |     0
churn_multiplier.a          |       1 |     1 |     6 |     1
churn_multiplier.b          |       1 |     1 |     0 |     1
churn_multiplier.c          |       1 |     1 |   0.5 |     1
churn_path.a                |       1 |     1 |     1 |     1
churn_path.b                |       1 |     1 |     1 |     1
dissatisfaction_churn       |       0
joining_monthly_customers.a |       0 |     0 |    10 |     0
joining_monthly_customers.b |       0 |     0 |     0 |     0
joining_monthly_customers.c |       0 |    30 |     0 |     0
joining_monthly_mrr.a       |       0 |     0 |    70 |     0
joining_monthly_mrr.b       |       0 |     0 |     0 |     0
joining_monthly_mrr.c       |       0 |   300 |     0 |     0
growth_this_month.a         |       1 |     2 |     2 |     2
growth_this_month.b         |       1 |     1 |     1 |     1
growth_this_month.c         |       1 |     1 |     1 |     1
moving_rate.a               |       0
moving_rate.b               |       0
moving_rate.c               |    100%
involuntary_churn.a         |       0
involuntary_churn.b         |       0
involuntary_churn.c         |     50%
then
churn_index.a               |       1 |     1 |     1 |     1
churn_factor.a              |       1 |     1 |     6 |     1
churn_factor.b              |       1 |     1 |     0 |     1
churn_factor.c              |       1 |     2 |     1 |     2
staying_share.a             |       1 |     1 |     1 |     1
staying_share.c             |       1 |     0 |     0 |     0
staying_growth.a            |       1 |     2 |     2 |     2
cohort_customers.a@-3       |       0 |     0 |     0 |     0
cohort_customers.a@0        |     200 |   100 |     0 |     0  # 1 − 20 % × 6 is below 0
cohort_customers.a@2        |       0 |     0 |    10 |     5  # joined in the shock: it passes them by
cohort_customers.b@-3       |     400 |   300 |   300 |   225  # 25 % at ages 4 and 6; nobody in month 2
cohort_customers.b@0        |       0 |     0 |     0 |     0
cohort_customers.c@0        |     100 |     0 |     0 |     0
cohort_customers.c@1        |       0 |    30 |     0 |     0  # they move on a month after they have joined
cohort_mrr.a@0              |   2_000 | 2_000 |     0 |     0  # 2_000 × 0.5 × 2
cohort_mrr.a@2              |       0 |     0 |    70 |    70
cohort_mrr.b@-3             |   8_000 | 6_000 | 6_000 | 4_500
cohort_mrr.c@1              |       0 |   300 |     0 |     0
"""

# Churn doubled by the plan until month 2, halved then. Dissatisfaction adds a quarter in the month after month 1, and as much
# again in the month after month 2; what it would add before the plan, and after month 3, comes too early and too late.
SETTING_DISSATISFIED = worked.Setting(months=3, ages=3, opening_ages=(0,), segments={"a": {}})
TABLE_DISSATISFIED = """
                            | opening |   1 |    2 |   3
given
opening_customers_by_age.a  |     100 |   0 |    0 |   0  # by age
churn_by_age.a              |       0 | 10% |  20% | 30%  # by age
churn_trend.a               |       0 |   0 |    0 |   0
churn_multiplier.a          |       2 |   2 |    2 | 0.5
churn_path.a                |       1
dissatisfaction_churn       |       0 | 25% | 100% | 50%
joining_monthly_customers.a |       0 |   0 |    0 |   0
moving_rate.a               |       0
involuntary_churn.a         |       0
then
churn_factor.a              |       2 |   2 |  2.5 |   1  # 2 × 1.25; 0.5 × 2
cohort_customers.a@0        |     100 |  80 |   40 |  28  # 1 − 10 % × 2; 1 − 20 % × 2.5; 1 − 30 %
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_worked_dissatisfaction():
    worked.work(CHAPTER, TABLE_DISSATISFIED, SETTING_DISSATISFIED)


def test_convention_02_the_order_of_the_first_day():
    """Of 1_000 customers 10 % move, of the 900 left 20 % cannot pay, of the 720 left 25 % decide to leave: 540."""
    setting = worked.Setting(months=1, families={"move": {"up": {"source": "a", "target": "b"}}})
    leaving = {"move_rate.up": 0.1, "payment_failures.a": 0.2, "churn.a": 0.25}
    changes = {"contraction_rate.a": 0.1, "expansion_rate.a": 0.2}
    figures = worked.run({"opening_customers_given.a": 1_000, "opening_price.a": 10, "price.b": 30, **leaving, **changes}, setting)
    assert figures["segment_closing_customers.a"][1] == pytest.approx(540)
    assert figures["segment_closing_customers.b"][1] == pytest.approx(100)
    assert figures["segment_closing_mrr.a"][1] == pytest.approx(5_400 * 0.9 * 1.2)
    assert figures["churned_mrr"][1] == pytest.approx(9_000 - 5_400)
    assert figures["contraction_mrr"][1] == pytest.approx(540)
    assert figures["expansion_mrr"][1] == pytest.approx(972 + 2_000)  # 20 % of 4_860, and 100 movers who pay 20 more
