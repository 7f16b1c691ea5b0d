"""Usage beyond what the price includes: worked by hand."""

import pytest

import worked

CHAPTER = "usage"

SETTING = worked.Setting(months=3)
TABLE = """
                           | opening |      1 |      2 |      3
given
usage_per_customer.a       |     120 |    120 |    150 |    180
usage_per_customer.b       |      30 |     30 |     50 |     50
usage_included.a           |     100
usage_included.b           |      20
usage_price.a              |     0.5 |    0.5 |    0.5 |   0.25
usage_price.b              |       2 |      2 |      3 |      3
segment_closing_customers.a |     900 |  1_000 |  1_200 |  1_100
segment_closing_customers.b |      40 |     50 |     60 |     70
then
billed_units.a             |      20 |     20 |     50 |     80
billed_units.b             |      10 |     10 |     30 |     30
segment_usage_revenue.a    |       0 | 10_000 | 30_000 | 22_000  # 1_000 × 20 × 0.5
segment_usage_revenue.b    |       0 |  1_000 |  5_400 |  6_300
usage_revenue              |       0 | 11_000 | 35_400 | 28_300
"""

# Below what is included, exactly that, and a little more: nothing is given back, nothing billed, one unit billed.
SETTING_EDGE = worked.Setting(months=3, segments={"a": {}})
EDGE = """
                           | opening |      1 |      2 |      3
given
usage_per_customer.a       |       0 |     99 |    100 |    101
usage_included.a           |     100
usage_price.a              |       2
segment_closing_customers.a |      10
then
billed_units.a             |       0 |      0 |      0 |      1
segment_usage_revenue.a    |       0 |      0 |      0 |     20
usage_revenue              |       0 |      0 |      0 |     20
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_around_what_is_included():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_convention_14_usage_is_no_recurring_revenue():
    """100 customers, 5 units each beyond what is included at 0.1: 50 more of billings and revenue, and no more MRR."""
    values = {"opening_customers_given.a": 100, "opening_price.a": 10, "usage_included.a": 20, "usage_price.a": 0.1}
    setting = worked.Setting(months=2, segments={"a": {}})
    without = worked.run(values, setting)
    figures = worked.run({**values, "usage_per_customer.a": 25}, setting)
    for name in ("closing_mrr", "closing_arr", "recurring_revenue", "closing_deferred_revenue", "new_tcv"):
        assert figures[name] == pytest.approx(without[name])
    for name in ("revenue", "billings", "ebitda"):
        assert figures[name] - without[name] == pytest.approx([0, 50, 50])
