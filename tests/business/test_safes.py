"""SAFEs: worked by hand. The first is converted in the second round, the second was signed before the plan, the third waits."""

import worked

CHAPTER = "safes"

ROUNDS = {"seed": {}, "a": {}}
SETTING = worked.Setting(families={"safe": {"first": {}, "old": {}, "last": {}}, "round": ROUNDS})

TABLE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       1
round_raised.a                |       1
round_month.seed              |       2
round_month.a                 |       3
safe_amount.first             | 300_000
safe_month.first              |       3
safe_cap.first                | 6_000_000
safe_amount.old               | 500_000
safe_month.old                |      -7
safe_cap.old                  | 4_000_000
safe_amount.last              | 100_000
safe_month.last               |       4
safe_cap.last                 |       0
then
safe_unconverted.first.seed   |       1
safe_unconverted.first.a      |       0
safe_unconverted.old.seed     |       0
safe_unconverted.old.a        |       0
safe_unconverted.last.a       |       1
safe_converts.first.seed      |       0
safe_converts.first.a         |       1
safe_converts.old.seed        |       1
safe_converts.old.a           |       0
safe_converts.last.a          |       0
safe_month_of_round.first.a   |       3
safe_month_of_round.old.seed  |       2
safe_conversion_month.first   |       3
safe_conversion_month.old     |       2
safe_conversion_month.last    |       0
safe_part_of_cap.first        |      5%
safe_part_of_cap.old          |   12.5%
safe_part_of_cap.last         |       0
safe_receipts.first           |       0 |         0 |         0 |   300_000 |         0
safe_receipts.old             |       0 |         0 |         0 |         0 |         0
safe_receipts.last            |       0 |         0 |         0 |         0 |   100_000
safe_proceeds                 |       0 |         0 |         0 |   300_000 |   100_000
safe_waits.first              |       0 |         0 |         0 |         0 |         0
safe_waits.old                |       1 |         1 |         0 |         0 |         0
safe_waits.last               |       0 |         0 |         0 |         0 |         1
safe_outstanding.old          | 500_000 |   500_000 |         0 |         0 |         0
safe_outstanding.last         |       0 |         0 |         0 |         0 |   100_000
closing_safes                 | 500_000 |   500_000 |         0 |         0 |   100_000
opening_safes                 | 500_000
safes_left_over               |       1
"""

# A round that is not raised converts nothing: the SAFE waits for the next.
SETTING_EDGE = worked.Setting(families={"safe": {"first": {}}, "round": ROUNDS})
EDGE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       0
round_raised.a                |       1
round_month.seed              |       2
round_month.a                 |       4
safe_amount.first             | 300_000
safe_month.first              |       1
then
safe_converts.first.seed      |       0
safe_converts.first.a         |       1
safe_conversion_month.first   |       4
safe_proceeds                 |       0 |   300_000 |         0 |         0 |         0
safe_waits.first              |       0 |         1 |         1 |         1 |         0
closing_safes                 |       0 |   300_000 |   300_000 |   300_000 |         0
opening_safes                 |       0
safes_left_over               |       0
"""

SETTING_EDGE_NO_ROUNDS = worked.Setting(families={"safe": {"first": {}}})
EDGE_NO_ROUNDS = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
safe_amount.first             |     0.5
safe_month.first              |       0
then
safe_conversion_month.first   |       0
safe_waits.first              |       1 |         1 |         1 |         1 |         1
closing_safes                 |     0.5 |       0.5 |       0.5 |       0.5 |       0.5
opening_safes                 |     0.5
safes_left_over               |       1
"""

# Signed in the month before the plan, converted in its first.
EDGE_FIRST_MONTH = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
round_raised.seed             |       1
round_raised.a                |       1
round_month.seed              |       1
round_month.a                 |       4
safe_amount.first             | 300_000
safe_month.first              |       0
then
safe_conversion_month.first   |       1
safe_proceeds                 |       0 |         0 |         0 |         0 |         0
safe_waits.first              |       1 |         0 |         0 |         0 |         0
"""
SETTING_EDGE_FIRST_MONTH = SETTING_EDGE


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_first_month():
    worked.work(CHAPTER, EDGE_FIRST_MONTH, SETTING_EDGE_FIRST_MONTH)


def test_edge_no_rounds():
    worked.work(CHAPTER, EDGE_NO_ROUNDS, SETTING_EDGE_NO_ROUNDS)
