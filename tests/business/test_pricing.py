"""Pricing: worked by hand."""

import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "pricing"

# Prices change for all in a, for new customers only in b, for existing ones only in c.
SEGMENTS = {"a": {"price_change_for": "all"}, "b": {"price_change_for": "new"}, "c": {"price_change_for": "existing"}}
SETTING = worked.Setting(segments=SEGMENTS)
TABLE = """
                       | opening |    1 |     2 |     3 |      4
given
price.a                |     100
price.b                |      40
price.c                |      20
price_change.a         |       0 |    0 |   10% |     0 |   -20%
price_change.b         |       0 |  50% |     0 |   20% |      0
price_change.c         |       0 |    0 |   25% |   10% |      0
discount.a             |     10% |  10% |   20% |     0 |    50%
discount.b             |     25% |  25% |   25% |     0 |   100%
discount.c             |       0 |   5% |   10% |     0 |      0
expansion_rate.a       |     20% |  20% |   20% |   20% |    50%
expansion_rate.b       |     50%
expansion_rate.c       |       0
contraction_rate.a     |     10%
contraction_rate.b     |     20% |  20% |   20% |   20% |    60%
contraction_rate.c     |     50%
inflation              |       0 |   4% |     0 |   25% |   -10%
then
list_price_change.a    |       0 |    0 |   10% |     0 |   -20%
list_price_change.b    |       0 |  50% |     0 |   20% |      0
list_price_change.c    |       0 |    0 |     0 |     0 |      0
staying_price_change.a |       0 |    0 |   10% |     0 |   -20%
staying_price_change.b |       0 |    0 |     0 |     0 |      0
staying_price_change.c |       0 |    0 |   25% |   10% |      0
list_price_index.a     |       1 |    1 |   1.1 |   1.1 |   0.88
list_price_index.b     |       1 |  1.5 |   1.5 |   1.8 |    1.8
list_price_index.c     |       1 |    1 |     1 |     1 |      1
price_index.a          |       1 |    1 |   1.1 |   1.1 |   0.88
price_index.b          |       1 |    1 |     1 |     1 |      1
price_index.c          |       1 |    1 |  1.25 | 1.375 |  1.375
list_price.a           |     100 |  100 |   110 |   110 |     88
list_price.b           |      40 |   60 |    60 |    72 |     72
list_price.c           |      20 |   20 |    20 |    20 |     20
new_price.a            |      90 |   90 |    88 |   110 |     44
new_price.b            |      30 |   45 |    45 |    72 |      0
new_price.c            |      20 |   19 |    18 |    20 |     20
growth_this_month.a    |       1 | 1.08 | 1.188 |  1.08 |   1.08  # 0.9 × 1.2 × price change; 0.9 × 1.5 × 0.8
growth_this_month.b    |       1 |  1.2 |   1.2 |   1.2 |    0.6  # 0.8 × 1.5, then 0.4 × 1.5: the list price is not for them
growth_this_month.c    |       1 |  0.5 | 0.625 |  0.55 |    0.5  # 0.5 × price change
expansion_index.a      |       1 |  1.2 |  1.44 | 1.728 |  2.592
expansion_index.b      |       1 |  1.5 |  2.25 | 3.375 | 5.0625
expansion_index.c      |       1 |    1 |     1 |     1 |      1
contraction_index.a    |       1 |  0.9 |  0.81 | 0.729 | 0.6561
contraction_index.b    |       1 |  0.8 |  0.64 | 0.512 | 0.2048
contraction_index.c    |       1 |  0.5 |  0.25 | 0.125 | 0.0625
cost_index             |       1 | 1.04 |  1.04 |   1.3 |   1.17
"""

# a: a free product in a still world; b: a price halved in the first month, upgrades only.
SETTING_EDGE = worked.Setting(months=2)
EDGE = """
                    | opening |    1 |    2
given
price.a             |       0
price.b             |      90
price_change.a      |       0 |    0 |    0
price_change.b      |       0 | -50% | 100%
discount.a          |      0% |   0% | 100%
discount.b          |       0 |    0 |    0
expansion_rate.a    |       0
expansion_rate.b    |    100%
contraction_rate.a  |       0
contraction_rate.b  |       0
inflation           |       0 |    0 |    0
then
list_price_index.a  |       1 |    1 |    1
list_price_index.b  |       1 |  0.5 |    1
price_index.a       |       1 |    1 |    1
price_index.b       |       1 |  0.5 |    1
list_price.a        |       0 |    0 |    0
list_price.b        |      90 |   45 |   90
new_price.a         |       0 |    0 |    0
new_price.b         |      90 |   45 |   90
growth_this_month.a |       1 |    1 |    1
growth_this_month.b |       1 |    1 |    4
expansion_index.a   |       1 |    1 |    1
expansion_index.b   |       1 |    2 |    4
contraction_index.a |       1 |    1 |    1
contraction_index.b |       1 |    1 |    1
cost_index          |       1 |    1 |    1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


# In each segment, 100 customers pay 10; 10 join in month 1, at half of a list price of 20. In month 2 prices rise by 50 %.
DATED = {("price_change", (name,)): InputForm(dated=True) for name in SEGMENTS}
BOUGHT = {("planned_customers", (name,)): InputForm(steps=2) for name in SEGMENTS}
BASE = {
    "opening_customers_given": 100, "opening_price": 10, "price": 20, "discount": 0.5, "price_change.month1": 2,
    "price_change.value1": 0.5, "planned_customers.from1": 1, "planned_customers.value1": 10, "planned_customers.from2": 3,
    "planned_customers.value2": 0,
}  # fmt: skip


def test_convention_02_whose_price_changes():
    """Month 1: 100 × 10 + 10 × 10. Month 2: a × 1.5 and 10 join at 15; b as it was and 10 at 15; c × 1.5 and 10 at 10."""
    setting = worked.Setting(months=3, segments=SEGMENTS, forms={**DATED, **BOUGHT})
    figures = worked.run({f"{name}.{segment}": value for name, value in BASE.items() for segment in SEGMENTS}, setting)
    for segment, month_2 in (("a", 1_800), ("b", 1_250), ("c", 1_750)):
        assert figures[f"segment_closing_mrr.{segment}"] == pytest.approx([1_000, 1_100, month_2, month_2])
    assert figures["price_mrr"] == pytest.approx([0, 0, 550 + 550, 0])
