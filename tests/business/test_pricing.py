"""Pricing: worked by hand."""

import worked

CHAPTER = "pricing"

SETTING = worked.Setting(months=4)
TABLE = """
                    | opening |    1 |     2 |     3 |      4
given
price.a             |     100
price.b             |      40
price_change.a      |       0 |    0 |   10% |     0 |   -20%
price_change.b      |       0 |  50% |     0 |     0 |      0
expansion_rate.a    |     20%
expansion_rate.b    |     50%
contraction_rate.a  |     10%
contraction_rate.b  |     20%
inflation           |       0 |   4% |     0 |   25% |   -10%
then
price_index.a       |       1 |    1 |   1.1 |   1.1 |   0.88
price_index.b       |       1 |  1.5 |   1.5 |   1.5 |    1.5
list_price.a        |     100 |  100 |   110 |   110 |     88
list_price.b        |      40 |   60 |    60 |    60 |     60
growth_this_month.a |       1 | 1.08 | 1.188 |  1.08 |  0.864  # 0.9 × 1.2 × price change
growth_this_month.b |       1 |  1.8 |   1.2 |   1.2 |    1.2  # 0.8 × 1.5 × price change
expansion_index.a   |       1 |  1.2 |  1.44 | 1.728 | 2.0736
expansion_index.b   |       1 |  1.5 |  2.25 | 3.375 | 5.0625
contraction_index.a |       1 |  0.9 |  0.81 | 0.729 | 0.6561
contraction_index.b |       1 |  0.8 |  0.64 | 0.512 | 0.4096
cost_index          |       1 | 1.04 |  1.04 |   1.3 |   1.17
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
expansion_rate.a    |       0
expansion_rate.b    |    100%
contraction_rate.a  |       0
contraction_rate.b  |       0
inflation           |       0 |    0 |    0
then
price_index.a       |       1 |    1 |    1
price_index.b       |       1 |  0.5 |    1
list_price.a        |       0 |    0 |    0
list_price.b        |      90 |   45 |   90
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
