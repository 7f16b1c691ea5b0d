"""Movers by their first month: worked by hand, and a company that nobody leaves."""

import numpy as np
import pytest

import worked

CHAPTER = "lineage"

# Customers move up from a to b and down from b to a. The opening customers joined twelve months before the opening.
# Of a cohort in a 0.5 × 0.8 stay in a month; in b 0.75, in month 2 0.5, of those a month older 0.6.
SETTING = worked.Setting(
    months=3, ages=5, opening_ages=(12,),
    families={"move": {"up": {"source": "a", "target": "b"}, "down": {"source": "b", "target": "a"}}},
)  # fmt: skip
TABLE = """
                            | opening |      1 |      2 |        3
given
cohort_customers.a@-12      |   1_000 |    800 |    600 |      400
cohort_customers.a@1        |       0 |    100 |     80 |       50
cohort_customers.a@2        |       0 |      0 |    200 |      100
cohort_customers.a@3        |       0 |      0 |      0 |       40
cohort_customers.b@-12      |     500 |    400 |    300 |      200
cohort_customers.b@1        |       0 |     60 |     50 |       40
cohort_customers.b@2        |       0 |      0 |     50 |       35
cohort_customers.b@3        |       0 |      0 |      0 |       10
churn_by_age.a              |       0 |    50% |    50% |      50% | 50% | 50%  # by age 0 to 5
churn_by_age.b              |       0 |    25% |    40% |      40% | 40% | 40%  # by age
churn_factor.a              |       1 |      1 |      1 |        1
churn_factor.b              |       1 |      1 |      2 |        1
staying_share.a             |     0.8 |    0.8 |    0.8 |      0.8
staying_share.b             |       1 |      1 |      1 |        1
staying_growth.a            |    0.88 |   0.88 |   0.88 |     0.88
staying_growth.b            |     1.2 |    1.2 |    1.2 |      1.2
move_rate.up                |     10%
move_rate.down              |     20%
moved_in_customers.a        |       0 |     20 |     10 |        8
moved_in_customers.b        |       0 |     40 |     30 |       20
moved_in_mrr.a              |       0 |    600 |    300 |      240
moved_in_mrr.b              |       0 |  4_000 |  3_000 |    2_000
moved_customers.up          |       0 |     40 |     30 |       20
moved_customers.down        |       0 |     20 |     10 |        8
new_price.a                 |      30 |     30 |     30 |       25
new_price.b                 |     100 |    100 |    110 |      120
closing_monthly_customers.a |   1_000 |    900 |    880 |      590
closing_monthly_customers.b |     500 |      0 |    400 |      300
closing_monthly_mrr.a       |  40_000 | 36_000 | 35_200 |   23_600
closing_monthly_mrr.b       |  45_000 |      0 | 32_000 |   30_000
then
cohort_arrived.a@1          |       0 |     20 |      8 |      3.2
cohort_arrived.a@2          |       0 |      0 |     10 |        4
cohort_arrived.a@3          |       0 |      0 |      0 |        8
cohort_arrived.b@1          |       0 |     40 |     20 |       12
cohort_arrived.b@2          |       0 |      0 |     30 |     22.5
cohort_arrived.b@3          |       0 |      0 |      0 |       20
cohort_arrived_mrr.a@1      |       0 |    600 |    264 |   116.16
cohort_arrived_mrr.a@2      |       0 |      0 |    300 |      132
cohort_arrived_mrr.a@3      |       0 |      0 |      0 |      240
cohort_arrived_mrr.b@1      |       0 |  4_000 |  2_400 |    1_728
cohort_arrived_mrr.b@2      |       0 |      0 |  3_000 |    2_700
cohort_arrived_mrr.b@3      |       0 |      0 |      0 |    2_000
arrived_customers.a         |       0 |     20 |     18 |     15.2
arrived_customers.b         |       0 |     40 |     50 |     54.5
arrived_mrr.a               |       0 |    600 |    564 |   488.16
arrived_mrr.b               |       0 |  4_000 |  5_400 |    6_428
arrived_stay.a              |       0 |      0 |    0.4 |      0.4
arrived_stay.b              |       0 |      0 |    0.5 |     0.69  # (54.5 − 20) ÷ 50
arrived_growth.a            |       0 |      0 |   0.44 |     0.44
arrived_growth.b            |       0 |      0 |    0.6 |     0.82  # (6_428 − 2_000) ÷ 5_400
cohort_moving.up@-12        |       0 |    100 |     90 |       74  # 10 % of 1_000; of 800 + 100 who moved to a; of 600 + 140
cohort_moving.up@1          |       0 |      0 |      8 |      7.6  # 10 % of 100 − 20 who only moved there; of 80 − 8 + 4
cohort_moving.up@2          |       0 |      0 |      0 |       19
cohort_moving.down@-12      |       0 |    100 |    100 |       88
cohort_moving.down@1        |       0 |      0 |      4 |      7.6  # 20 % of 60 − 40; of 50 − 20 + 8
cohort_moving.down@2        |       0 |      0 |      0 |        4
cohort_moved.a@-12          |       0 |    100 |    140 |      144  # 100 × 0.4 + 100; 140 × 0.4 + 88
cohort_moved.a@1            |       0 |      0 |      4 |      9.2
cohort_moved.a@2            |       0 |      0 |      0 |        4
cohort_moved.b@-12          |       0 |    100 |    140 |    170.6  # 100 × 0.5 + 90; 140 × 0.69 + 74
cohort_moved.b@1            |       0 |      0 |      8 |    13.12
cohort_moved.b@2            |       0 |      0 |      0 |       19
cohort_moved_mrr.a@-12      |       0 |  3_000 |  4_320 |  4_100.8  # 3_000 × 0.44 + 100 × 30; 4_320 × 0.44 + 88 × 25
cohort_moved_mrr.a@1        |       0 |      0 |    120 |    242.8
cohort_moved_mrr.a@2        |       0 |      0 |      0 |      100
cohort_moved_mrr.b@-12      |       0 | 10_000 | 15_900 |   21_918  # 10_000 × 0.6 + 90 × 110; 15_900 × 0.82 + 74 × 120
cohort_moved_mrr.b@1        |       0 |      0 |    880 |  1_633.6
cohort_moved_mrr.b@2        |       0 |      0 |      0 |    2_280
kept_by_move.a              |       0 |    100 |    140 |      144
kept_by_move.b              |       0 |    100 |    140 |    170.6
mrr_kept_by_move.a          |       0 |  3_000 |  4_320 |  4_100.8
mrr_kept_by_move.b          |       0 | 10_000 | 15_900 |   21_918
monthly_arpu.a              |      40 |     40 |     40 |       40
monthly_arpu.b              |      90 |      0 |     80 |      100
moved_12_months.up          |       0 |     40 |     70 |       90
moved_12_months.down        |       0 |     20 |     30 |       38
moved_at_old_price.up       |       0 |  1_600 |  2_800 |    3_600  # at 40, what a paid at the opening
moved_at_old_price.down     |       0 |  1_800 |  2_700 |    3_420  # at 90
movers_old_price.a          |       0 |     90 |     90 |       90
movers_old_price.b          |       0 |     40 |     40 |       40
gross_mrr_kept_by_move.a    |       0 |  3_000 |  4_320 |  4_100.8  # less than a year ago
gross_mrr_kept_by_move.b    |       0 |  4_000 |  5_600 |    6_824  # 40 each, not what b costs
"""

# Two moves into b, which nobody leaves, though there are moves to do so; those who moved in month 1 are cohorts of a year in month 13.
SETTING_EDGE = worked.Setting(
    months=14, segments={"a": {}, "b": {}, "c": {}},
    families={
        "move": {
            "up": {"source": "a", "target": "b"}, "side": {"source": "c", "target": "b"},
            "back": {"source": "b", "target": "a"}, "never": {"source": "b", "target": "c"},
        },
    },
)  # fmt: skip
EDGE = f"""
                            | opening, then months 1 to 14
given
cohort_customers.a@0        {"1_000 " * 15}
cohort_customers.b@1        0 10  # those who moved, a cohort of the month in which they did
cohort_customers.c@0        {"200 " * 15}
churn_by_age.a              0
churn_by_age.b              0
churn_by_age.c              0
churn_factor.a              1
churn_factor.b              1
churn_factor.c              1
staying_share.a             1
staying_share.b             1
staying_share.c             1
staying_growth.a            1
staying_growth.b            1
staying_growth.c            1
move_rate.up                1%
move_rate.side              1%
move_rate.back              0
move_rate.never             0
moved_in_customers.a        0
moved_in_customers.b        0 10 0
moved_in_customers.c        0
moved_in_mrr.a              0
moved_in_mrr.b              0 1_000 0
moved_in_mrr.c              0
moved_customers.up          0 3 4 0
moved_customers.side        0 1 0
moved_customers.back        0
moved_customers.never       0
new_price.a                 1
new_price.b                 100
new_price.c                 1
closing_monthly_customers.a 100
closing_monthly_customers.b 0
closing_monthly_customers.c 100
closing_monthly_mrr.a       5_000 6_000 7_000
closing_monthly_mrr.b       0
closing_monthly_mrr.c       2_000
then
cohort_arrived.b@1          0 10
cohort_moving.up@0          0 10
cohort_moving.side@0        0 2
cohort_moved.b@0            0 12 24 36 48 60 72 84 96 108 120 132 144 156 168
cohort_moved_mrr.b@0        0 1_200 2_400 3_600 4_800 6_000 7_200 8_400 9_600 10_800 12_000 13_200 14_400 15_600 16_800
kept_by_move.b              0 0 0 0 0 0 0 0 0 0 0 0 144 146 158  # from month 13 on without the 10 of month 1
mrr_kept_by_move.b          0 0 0 0 0 0 0 0 0 0 0 0 14_400 14_600 15_800
moved_12_months.up          0 3 7 7 7 7 7 7 7 7 7 7 7 4 0
moved_12_months.side        0 1 1 1 1 1 1 1 1 1 1 1 1 0
moved_at_old_price.up       0 150 350 350 350 350 350 350 350 350 350 350 350 240 0  # at 50, in month 13 at 60
moved_at_old_price.side     0 20 20 20 20 20 20 20 20 20 20 20 20 0
movers_old_price.b          0 42.5 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 60 0
gross_mrr_kept_by_move.b    0 0 0 0 0 0 0 0 0 0 0 0 6_660 8_760 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


@pytest.mark.parametrize("back", [0.0, 0.02])
def test_nobody_is_lost_who_only_moves(back):
    """A thousand customers of 50, whom nobody joins and nobody leaves; b costs 100. All of them are kept."""
    moves = {"up": {"source": "a", "target": "b"}, "down": {"source": "b", "target": "a"}}
    given = {
        "churn.a": 0, "churn.b": 0, "price.a": 50, "price.b": 100, "opening_customers_given.a": 1_000, "opening_price.a": 50,
        "move_rate.up": 0.03, "move_rate.down": back,
    }  # fmt: skip
    run = worked.run(given, worked.Setting(months=30, families={"move": moves}))
    there = np.arange(31) >= 12
    for line in ("customer_retention", "net_revenue_retention"):
        assert np.array_equal(np.isnan(run[line]), ~there)
    before = run["closing_mrr"][:-12]
    assert run["customer_retention"][there] == pytest.approx(1)
    assert run["net_revenue_retention"][there] == pytest.approx(run["closing_mrr"][there] / before[: there.sum()])
    if not back:
        assert run["gross_revenue_retention"][there] == pytest.approx(1)
    assert run["gross_revenue_retention"][there].max() <= 1 + 1e-12
