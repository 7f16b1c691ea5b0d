"""Priced rounds: worked by hand."""

import worked

CHAPTER = "rounds"

SETTING = worked.Setting(families={"round": {"seed": {}, "a": {}}})

TABLE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount.seed             | 2_000_000
round_month.seed              |       1
round_costs.seed              |    2.5%
round_pre_money.seed          | 8_000_000
round_pre_money.a             | 9_000_000
round_amount.a                | 5_000_000
round_month.a                 |       3
round_costs.a                 |       0
then
round_raised.seed             |       1
round_raised.a                |       1
rounds_raised.seed            |       1
rounds_raised.a               |       2
is_first_round.seed           |       1
is_first_round.a              |       0
first_round_amount            | 2_000_000
first_round_month             |       1
first_round_pre_money         | 8_000_000
first_round_share             |     20%
later_rounds_amount           | 5_000_000
latest_round_month.seed       |       1
latest_round_month.a          |       3
round_order_residual.seed     |       0
round_order_residual.a        |       0
round_money.seed              | 1_950_000          # 97.5 % of 2_000_000
round_receipts.seed           |       0 | 1_950_000 |         0 |         0 |         0
round_receipts.a              |       0 |         0 |         0 | 5_000_000 |         0
round_proceeds                |       0 | 1_950_000 |         0 | 5_000_000 |         0
"""

# A round that is listed too late; both in the last months.
EDGE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount.seed             |     100
round_month.seed              |       4
round_costs.seed              |       0
round_amount.a                |     200
round_month.a                 |       3
round_costs.a                 |    100%
then
latest_round_month.a          |       4
round_order_residual.seed     |       0
round_order_residual.a        |       1
round_money.a                 |       0
round_proceeds                |       0 |         0 |         0 |         0 |       100
"""

# A round that is not raised may stand in any month; two rounds of one month follow each other as they are listed.
EDGE_NO_ROUND = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount.seed             |       0
round_month.seed              |       4
round_costs.seed              |       0
round_amount.a                |     200
round_month.a                 |       3
round_costs.a                 |       0
then
rounds_raised.seed            |       0
rounds_raised.a               |       1
is_first_round.seed           |       0
is_first_round.a              |       1
round_raised.seed             |       0
latest_round_month.seed       |       0
latest_round_month.a          |       3
round_order_residual.seed     |       0
round_order_residual.a        |       0
round_proceeds                |       0 |         0 |         0 |       200 |         0
"""

EDGE_CANCELLED_LATER = """
                              | opening |         1 |         2 |         3 |         4
given
round_amount.seed             |     100
round_month.seed              |       4
round_amount.a                |       0
round_month.a                 |       3
then
latest_round_month.a          |       4
round_order_residual.a        |       0
"""

EDGE_NONE = """
                              | opening
given
round_amount.seed             |       0
round_month.seed              |       4
round_pre_money.seed          |     100
round_amount.a                |       0
round_month.a                 |       4
round_pre_money.a             |     100
then
first_round_amount            |       0
first_round_month             |       .
first_round_pre_money         |       0
first_round_share             |       .
"""

EDGE_SAME_MONTH = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_amount.seed             |       1
round_month.seed              |       2
round_costs.seed              |       0
round_amount.a                |     200
round_month.a                 |       2
round_costs.a                 |       0
then
first_round_amount            |       1
first_round_month             |       2
round_raised.seed             |       1
round_order_residual.a        |       0
round_proceeds                |       0 |         0 |       201 |         0 |         0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING)


def test_edge_no_round():
    worked.work(CHAPTER, EDGE_NO_ROUND, SETTING)


def test_edge_cancelled_later():
    worked.work(CHAPTER, EDGE_CANCELLED_LATER, SETTING)


def test_edge_same_month():
    worked.work(CHAPTER, EDGE_SAME_MONTH, SETTING)
