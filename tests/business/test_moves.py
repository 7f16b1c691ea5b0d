"""Moves between segments: worked by hand, and how they meet the other chapters."""

import pytest

import worked

CHAPTER = "moves"

# From a, customers move up to b and out to c; from b they move down to a. Nobody moves away from c.
MOVES = {"up": {"source": "a", "target": "b"}, "down": {"source": "b", "target": "a"}, "out": {"source": "a", "target": "c"}}
SETTING = worked.Setting(segments={"a": {}, "b": {}, "c": {}}, families={"move": MOVES})
TABLE = """
                            | opening |     1 |     2 |     3
given
move_rate.up                |     10% |   10% |   10% |    5%
move_rate.down              |     20%
move_rate.out               |      5%
closing_monthly_customers.a |     200 |   400 |   300 |   500
closing_monthly_customers.b |      50 |    60 |    80 |    90
closing_monthly_customers.c |      10 |    20 |    30 |    40
closing_monthly_mrr.a       |   2_000 | 4_400 | 3_600 | 9_999
closing_monthly_mrr.b       |   1_500 | 2_100 | 4_000 | 9_999
closing_monthly_mrr.c       |     400 |   800 | 1_500 | 9_999
new_price.a                 |      12 |    12 |    14 |    60
new_price.b                 |      30 |    40 |     8 |     9
new_price.c                 |       7 |     5 |    20 |    12
then
moving_rate.a               |     15% |   15% |   15% |   10%
moving_rate.b               |     20% |   20% |   20% |   20%
moving_rate.c               |       0 |     0 |     0 |     0
moving_rate_residual.a      |       0 |     0 |     0 |     0
moving_rate_residual.b      |       0 |     0 |     0 |     0
moving_rate_residual.c      |       0 |     0 |     0 |     0
moved_customers.up          |       0 |    20 |    40 |    15  # of last month's customers
moved_customers.down        |       0 |    10 |    12 |    16
moved_customers.out         |       0 |    10 |    20 |    15
left_mrr.up                 |       0 |   200 |   440 |   180  # of last month's MRR
left_mrr.down               |       0 |   300 |   420 |   800
left_mrr.out                |       0 |   100 |   220 |   180
joined_mrr.up               |       0 |   800 |   320 |   135  # at this month's price of b
joined_mrr.down             |       0 |   120 |   168 |   960  # of a
joined_mrr.out              |       0 |    50 |   400 |   180  # of c
move_expansion.up           |       0 |   600 |     0 |     0
move_expansion.down         |       0 |     0 |     0 |   160
move_expansion.out          |       0 |     0 |   180 |     0
move_contraction.up         |       0 |     0 |   120 |    45
move_contraction.down       |       0 |   180 |   252 |     0
move_contraction.out        |       0 |    50 |     0 |     0  # in month 3 they pay what they paid
moved_out_customers.a       |       0 |    30 |    60 |    30
moved_out_customers.b       |       0 |    10 |    12 |    16
moved_out_customers.c       |       0 |     0 |     0 |     0
moved_in_customers.a        |       0 |    10 |    12 |    16
moved_in_customers.b        |       0 |    20 |    40 |    15
moved_in_customers.c        |       0 |    10 |    20 |    15
moved_out_mrr.a             |       0 |   300 |   660 |   360
moved_out_mrr.b             |       0 |   300 |   420 |   800
moved_out_mrr.c             |       0 |     0 |     0 |     0
moved_in_mrr.a              |       0 |   120 |   168 |   960
moved_in_mrr.b              |       0 |   800 |   320 |   135
moved_in_mrr.c              |       0 |    50 |   400 |   180
moves_expansion             |       0 |   600 |   180 |   160
moves_contraction           |       0 |   230 |   372 |    45
"""

# From a all move away in every month, three fifths and two fifths; from b more than all, which the check finds.
SETTING_EDGE = worked.Setting(
    segments={"a": {}, "b": {}},
    families={
        "move": {
            "most": {"source": "a", "target": "b"}, "rest": {"source": "a", "target": "b"},
            "many": {"source": "b", "target": "a"}, "more": {"source": "b", "target": "a"},
        },
    },
)  # fmt: skip
EDGE = """
                            | opening |     1
given
move_rate.most              |     60%
move_rate.rest              |     40%
move_rate.many              |     70%
move_rate.more              |     31%
closing_monthly_customers.a |      10 |    20
closing_monthly_customers.b |       0 |    10
closing_monthly_mrr.a       |      50 |   200
closing_monthly_mrr.b       |       0 |    50
new_price.a                 |       0 |     0
new_price.b                 |       5 |     5
then
moving_rate.a               |    100% |  100%
moving_rate.b               |    101% |  101%
moving_rate_residual.a      |       0 |     0
moving_rate_residual.b      |       0 |     1
moved_out_customers.a       |       0 |    10
moved_out_customers.b       |       0 |     0
moved_in_customers.b        |       0 |    10
moves_expansion             |       0 |     0  # 6 × 5 − 30, and 4 × 5 − 20
moves_contraction           |       0 |     0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


# 1_000 customers in each segment; in a they pay 10, in b 30, and these are the prices of new customers too.
TWO_WAYS = worked.Setting(
    months=24, segments={"a": {}, "b": {}},
    families={"move": {"up": {"source": "a", "target": "b"}, "down": {"source": "b", "target": "a"}}},
)  # fmt: skip
BASE = {
    "opening_customers_given.a": 1_000, "opening_customers_given.b": 1_000, "opening_price.a": 10, "opening_price.b": 30,
    "price.a": 10, "price.b": 30, "move_rate.up": 0.06, "move_rate.down": 0.03,
}  # fmt: skip


def test_both_directions_come_to_rest():
    """Where nobody leaves, two thirds are in b in the end; the distance to that shrinks by 9 % a month."""
    figures = worked.run(BASE, TWO_WAYS)
    in_b = [4_000 / 3 - 0.91**month * 1_000 / 3 for month in range(25)]
    assert figures["segment_closing_customers.b"] == pytest.approx(in_b)
    assert figures["closing_customers"] == pytest.approx([2_000] * 25)
    assert figures["closing_mrr"] == pytest.approx([2_000 * 10 + 20 * each for each in in_b])
    assert figures["churned_customers"] == pytest.approx([0] * 25, abs=1e-9)


def test_convention_13_moves_are_expansion_and_contraction():
    """60 move up in month 1 and pay 20 more, 30 move down and pay 20 less; 5 % of those who have not moved leave."""
    figures = worked.run({**BASE, "churn.a": 0.05, "churn.b": 0.05}, TWO_WAYS)
    assert figures["expansion_mrr"][1] == pytest.approx(1_200)
    assert figures["contraction_mrr"][1] == pytest.approx(600)
    assert figures["churned_mrr"][1] == pytest.approx(0.05 * (940 * 10 + 970 * 30))
    assert figures["churned_customers"][1] == pytest.approx(0.05 * (940 + 970))
    assert figures["closing_mrr"][1] == pytest.approx(0.95 * (940 * 10 + 970 * 30) + 60 * 30 + 30 * 10)


def test_movers_join_on_monthly_terms():
    """Who moves signs no contract, though all new customers of b do."""
    figures = worked.run({**BASE, "annual_share.b": 1, "opening_annual_share.a": 0.5}, TWO_WAYS)
    assert figures["moved_customers.up"][1] == pytest.approx(30)  # of the 500 on monthly terms
    assert figures["closing_annual_customers.b"] == pytest.approx([0] * 25)
