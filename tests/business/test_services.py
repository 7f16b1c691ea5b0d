"""Services beside the subscription: worked by hand."""

import pytest

import worked

CHAPTER = "services"

SETTING = worked.Setting(months=3)
TABLE = """
                             | opening |      1 |      2 |      3
given
services_per_new_customer.a  |     500
services_per_new_customer.b  |     100
services_per_customer.a      |      10
services_per_customer.b      |       2 |      2 |      3 |      2
services_cost_share.a        |     60% |    60% |    60% |    80%
services_cost_share.b        |    120%
segment_new_customers.a      |       0 |     10 |     20 |      0
segment_new_customers.b      |       0 |      5 |      0 |      8
segment_closing_customers.a  |     100 |    110 |    120 |    150
segment_closing_customers.b  |     200 |    250 |    300 |    250
list_price_index.a           |       1 |      1 |   1.25 |   1.25
list_price_index.b           |       1 |      1 |      1 |    1.5
then
segment_services_revenue.a   |       0 |  6_100 | 14_000 |  1_875  # 5_000 + 1_100; 1.25 × (10_000 + 1_200); …
segment_services_revenue.b   |       0 |  1_000 |    900 |  1_950  # 500 + 500; 300 × 3; 1.5 × (800 + 500)
segment_services_cost.a      |       0 |  3_660 |  8_400 |  1_500
segment_services_cost.b      |       0 |  1_200 |  1_080 |  2_340  # at a loss
services_revenue             |       0 |  7_100 | 14_900 |  3_825
services_cost                |       0 |  4_860 |  9_480 |  3_840
"""

# New customers without running services, then customers without projects; what departments do costs nothing here.
EDGE = """
                             | opening |      1 |      2 |      3
given
services_per_new_customer.a  |     500
services_per_new_customer.b  |       0
services_per_customer.a      |       0
services_per_customer.b      |       3
services_cost_share.a        |       0
services_cost_share.b        |    100%
segment_new_customers.a      |       0 |      1 |      0 |      2
segment_new_customers.b      |       0 |      9 |      9 |      0
segment_closing_customers.a  |      50 |     51 |      0 |      2
segment_closing_customers.b  |       0 |      0 |     10 |     10
list_price_index.a           |       1
list_price_index.b           |       1 |      1 |      1 |    0.5
then
segment_services_revenue.a   |       0 |    500 |      0 |  1_000
segment_services_revenue.b   |       0 |      0 |     30 |     15
services_cost                |       0 |      0 |     30 |     15
services_revenue             |       0 |    500 |     30 |  1_015
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_convention_14_services_are_no_recurring_revenue():
    """Projects of 300 for 4 new customers: billed and earned at once, at a cost of a half to suppliers; MRR does not know them."""
    values = {"price.a": 10, "planned_customers.value1.a": 4}
    setting = worked.Setting(months=2, segments={"a": {}})
    without = worked.run(values, setting)
    figures = worked.run({**values, "services_per_new_customer.a": 300, "services_cost_share.a": 0.5}, setting)
    for name in ("closing_mrr", "recurring_revenue", "closing_deferred_revenue"):
        assert figures[name] == pytest.approx(without[name])
    for name, more in (("revenue", 1_200), ("billings", 1_200), ("cost_of_service", 600), ("non_payroll_costs", 600), ("ebitda", 600)):
        assert figures[name] - without[name] == pytest.approx([0, more, more])
