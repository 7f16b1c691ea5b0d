"""Cohorts: worked by hand."""

import worked

CHAPTER = "cohorts"

# 1_000 opening customers joined two months before the opening; 100, 200, 300 join in months 1, 2, 3.
SETTING = worked.Setting(months=3, ages=5, opening_ages=(2,), segments={"a": {}})
TABLE = """
                           | opening |       1 |       2 |      3
given
opening_customers_by_age.a |       0 |       0 |   1_000 |      0  # by age 0, 1, 2, 3
opening_mrr_by_age.a       |       0 |       0 | 100_000 |      0  # by age
churn_by_age.a             |       0 |     40% |     20% |    10% | 25% | 50%  # by age 0 to 5
churn_trend.a              |       0 |    -20% |       0 |    25%
churn_multiplier.a         |       1 |       1 |     2.5 |    0.5
new_monthly_customers.a    |       0 |     100 |     200 |    300
new_monthly_mrr.a          |       0 |  10_000 |  20_000 | 33_000
growth_this_month.a        |       1 |     1.1 |     1.2 |    0.9
then
churn_index.a              |       1 |     0.8 |     0.8 |      1
churn_factor.a             |       1 |     0.8 |       2 |    0.5
cohort_customers.a@-2      |   1_000 |     920 |     460 |    345  # kept: 1 − 10 % × 0.8; 1 − 25 % × 2; 1 − 50 % × 0.5
cohort_customers.a@1       |       0 |     100 |      20 |     18  # 1 − 40 % × 2; 1 − 20 % × 0.5
cohort_customers.a@2       |       0 |       0 |     200 |    160  # 1 − 40 % × 0.5
cohort_customers.a@3       |       0 |       0 |       0 |    300
cohort_mrr.a@-2            | 100_000 | 101_200 |  60_720 | 40_986  # × 0.92 × 1.1, × 0.5 × 1.2, × 0.75 × 0.9
cohort_mrr.a@1             |       0 |  10_000 |   2_400 |  1_944
cohort_mrr.a@2             |       0 |       0 |  20_000 | 14_400
cohort_mrr.a@3             |       0 |       0 |       0 | 33_000
"""

# a: joined in the opening month; a shock beyond 100 % takes all of them, and nobody comes back.
# b: older than the curve, which holds its last value; churn is switched off in month 2.
SETTING_EDGE = worked.Setting(months=3, ages=3, opening_ages=(0, 3))
EDGE = """
                           | opening |     1 |     2 |     3
given
opening_customers_by_age.a |     200 |     0 |     0 |     0  # by age
opening_customers_by_age.b |       0 |     0 |     0 |   400  # by age
opening_mrr_by_age.a       |   2_000 |     0 |     0 |     0  # by age
opening_mrr_by_age.b       |       0 |     0 |     0 | 8_000  # by age
churn_by_age.a             |       0 |   50% |   20% |   10%  # by age
churn_by_age.b             |       0 |   60% |   30% |   25%  # by age
churn_trend.a              |       0 |     0 |     0 |     0
churn_trend.b              |       0 |     0 |     0 |     0
churn_multiplier.a         |       1 |     1 |     6 |     1
churn_multiplier.b         |       1 |     1 |     0 |     1
new_monthly_customers.a    |       0 |     0 |    10 |     0
new_monthly_customers.b    |       0 |     0 |     0 |     0
new_monthly_mrr.a          |       0 |     0 |    70 |     0
new_monthly_mrr.b          |       0 |     0 |     0 |     0
growth_this_month.a        |       1 |     2 |     2 |     2
growth_this_month.b        |       1 |     1 |     1 |     1
then
churn_index.a              |       1 |     1 |     1 |     1
churn_factor.a             |       1 |     1 |     6 |     1
churn_factor.b             |       1 |     1 |     0 |     1
cohort_customers.a@-3      |       0 |     0 |     0 |     0
cohort_customers.a@0       |     200 |   100 |     0 |     0  # 1 − 20 % × 6 is below 0
cohort_customers.a@2       |       0 |     0 |    10 |     5  # joined in the shock: it passes them by
cohort_customers.b@-3      |     400 |   300 |   300 |   225  # 25 % at ages 4 and 6; nobody in month 2
cohort_customers.b@0       |       0 |     0 |     0 |     0
cohort_mrr.a@0             |   2_000 | 2_000 |     0 |     0  # 2_000 × 0.5 × 2
cohort_mrr.a@2             |       0 |     0 |    70 |    70
cohort_mrr.b@-3            |   8_000 | 6_000 | 6_000 | 4_500
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
