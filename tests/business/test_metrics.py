"""Margins and the cost of a customer: worked by hand."""

import numpy as np
import pytest

import worked
from planbook.backends.views import View

CHAPTER = "metrics"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
revenue                       |       0 | 10_000 | 20_000 |  8_000 | 40_000
gross_profit                  |       0 |  7_000 | 15_000 |  2_000 | 34_000
cost_of_service               |       0 |  3_000 |  5_000 |  6_000 |  6_000
ebitda                        |       0 | -1_000 |  4_000 | -6_000 | 10_000
ebit                          |       0 | -1_200 |  3_600 | -6_200 |  8_000
net_income                    |       0 | -1_500 |  3_000 | -6_400 |  6_000
sales_marketing_cost          |       0 |  5_000 |  6_000 |  4_000 | 10_000
research_development_cost     |       0 |  2_000 |  3_000 |  3_000 |  8_000
general_admin_cost            |       0 |  1_000 |  2_000 |  1_000 |  6_000
operating_expenses            |       0 |  8_000 | 11_000 |  8_000 | 24_000
closing_customers             |      90 |    100 |    125 |    200 |    400
then
gross_margin                  |       . |    70% |    75% |    25% |    85%
ebitda_margin                 |       . |   -10% |    20% |   -75% |    25%
operating_margin              |       . |   -12% |    18% | -77.5% |    20%
net_margin                    |       . |   -15% |    15% |   -80% |    15%
sales_marketing_share         |       . |    50% |    30% |    50% |    25%
research_development_share    |       . |    20% |    15% |  37.5% |    20%
general_admin_share           |       . |    10% |    10% |  12.5% |    15%
customers_served               |       0 |    100 |    125 |    200 |    400
revenue_per_customer          |       . |    100 |    160 |     40 |    100
service_cost_per_customer     |       . |     30 |     40 |     30 |     15
sales_marketing_per_customer  |       . |     50 |     48 |     20 |     25
research_development_per_customer |   . |     20 |     24 |     15 |     20
general_admin_per_customer    |       . |     10 |     16 |      5 |     15
cost_per_customer             |       . |    110 |    128 |     70 |     75  # (3_000 + 8_000) ÷ 100
"""

# Nothing sold, nobody there: not available, never 0 or infinite.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
revenue                       |       0 |      0 |    140 |      0 |      0
gross_profit                  |       0 |    -50 |    -35 |    -50 |      0
cost_of_service               |       0 |     50 |    175 |     50 |      0
ebitda                        |       0 |    -50 |    140 |    -50 |      0
ebit                          |       0 |    -50 |    -70 |    -50 |      0
net_income                    |       0 |    -50 |     70 |    -50 |      0
sales_marketing_cost          |       0 |    300 |      0 |      0 |      0
operating_expenses            |       0 |    300 |      0 |      0 |      0
closing_customers             |       0 |      0 |      7 |      0 |      0
then
gross_margin                  |       . |      . |   -25% |      . |      .
ebitda_margin                 |       . |      . |   100% |      . |      .
operating_margin              |       . |      . |   -50% |      . |      .
net_margin                    |       . |      . |    50% |      . |      .
sales_marketing_share         |       . |      . |      0 |      . |      .
revenue_per_customer          |       . |      . |     20 |      . |      .
cost_per_customer             |       . |      . |     25 |      . |      .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


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
    assert years("service_cost_per_customer") == pytest.approx([880 / 2_250, 1_320 / 3_556.25])  # of the year's customer months
    assert years("arpu") == pytest.approx([2, 2])  # the last month's
