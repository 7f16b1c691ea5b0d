"""The equity round: worked by hand."""

import worked

CHAPTER = "funding"

TABLE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount                  | 2_000_000
round_month                   |       3
round_pre_money               | 8_000_000
round_costs                   |    2.5%
then
investor_share                |     20%            # 2 of 10 million
round_money                   | 1_950_000          # 97.5 % of 2_000_000
round_proceeds                |       0 |         0 |         0 | 1_950_000 |         0
"""

# No round: an amount of 0 buys nothing, in whatever month.
EDGE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount                  |       0
round_month                   |       2
round_pre_money               | 8_000_000
round_costs                   |       0
then
investor_share                |       0
round_money                   |       0
round_proceeds                |       0 |         0 |         0 |         0 |         0
"""

# The money arrives at the end of the first month, and of the last.
EDGE_FIRST_MONTH = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount                  | 300_000
round_month                   |       1
round_pre_money               | 100_000
round_costs                   |       0
then
investor_share                |     75%
round_proceeds                |       0 |   300_000 |         0 |         0 |         0
"""

EDGE_LAST_MONTH = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount                  | 300_000
round_month                   |       4
round_costs                   |      5%
then
round_money                   | 285_000
round_proceeds                |       0 |         0 |         0 |         0 |   285_000
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_edge_first_month():
    worked.work(CHAPTER, EDGE_FIRST_MONTH)


def test_edge_last_month():
    worked.work(CHAPTER, EDGE_LAST_MONTH)
