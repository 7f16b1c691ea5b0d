"""Holders: worked by hand."""

import worked

CHAPTER = "holders"

SETTING = worked.Setting(families={"holder": {"founders": {}, "angel": {}, "pool": {"kind": "option_pool"}}})

TABLE = """
                              | opening |
given
holder_shares.founders        | 700_000
holder_shares.angel           | 100_000
holder_shares.pool            | 200_000
shares                        |       0
then
holders_shares                | 1_000_000
holder_options.founders       |       0
holder_options.angel          |       0
holder_options.pool           | 200_000
opening_options               | 200_000
shares_residual               |       0  # none are stated for the valuation
"""

EDGE = """
                              | opening |
given
holder_shares.founders        | 700_000
holder_shares.angel           | 100_000
holder_shares.pool            |       0
shares                        | 1_000_000
then
holders_shares                | 800_000
opening_options               |       0
shares_residual               |     0.2  # 200_000 of 1_000_000
"""

EDGE_EQUAL = """
                              | opening |
given
holder_shares.founders        | 700_000
holder_shares.angel           | 100_000
holder_shares.pool            |       0
shares                        | 800_000
then
shares_residual               |       0
"""

EDGE_ONE = """
                              | opening |
given
holder_shares.founders        | 700_000
holder_shares.angel           | 100_000
holder_shares.pool            |       0
shares                        |       1
then
shares_residual               | -0.99999875  # −799_999 ÷ 800_000, to nine digits
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_one():
    worked.work(CHAPTER, EDGE_ONE, SETTING)


def test_edge_equal():
    worked.work(CHAPTER, EDGE_EQUAL, SETTING)
