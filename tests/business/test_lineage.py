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
moved_customers.down        |       0 |     20 |     10 |       10
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
moved_12_months.down        |       0 |     20 |     30 |       40
recent_arrivals.a           |       0 |     20 |     18 |     15.2  # nobody moved more than twelve months ago
recent_arrivals.b           |       0 |     40 |     50 |     54.5
moved_again.up              |       0 |      0 |      2 |      1.8  # 10 % of those who moved to a
moved_again.down            |       0 |      0 |      8 |       10  # 20 %
moved_again_12_months.up    |       0 |      0 |      2 |      3.8
moved_again_12_months.down  |       0 |      0 |      8 |       18
moved_once.up               |       0 |     40 |     68 |     86.2
moved_once.down             |       0 |     20 |     22 |       22
left_price.up               |       0 |     40 |     40 |       40  # what a paid at the opening
left_price.down             |       0 |     90 |     90 |       90
moved_at_left_price.up      |       0 |  1_600 |  2_720 |    3_448
moved_at_left_price.down    |       0 |  1_800 |  1_980 |    1_980
arrivals_old_price.a        |       0 |     90 |     90 |       90
arrivals_old_price.b        |       0 |     40 |     40 |       40
movers_price.a              |       0 |     30 | 30.857142857142858 | 28.477777777777778  # 4_320 ÷ 140; 4_100.8 ÷ 144
movers_price.b              |       0 |    100 | 113.57142857142857 | 128.47596717467761
once_price.up               |       0 |     40 |     40 |       40
once_price.down             |       0 |     30 | 30.857142857142858 | 28.477777777777778
again_price.up              |       0 |     40 |     40 |       40
again_price.down            |       0 |     30 | 30.857142857142858 | 28.477777777777778
moved_at_lower_price.up     |       0 |  1_600 |  2_800 |    3_600
moved_at_lower_price.down   |       0 |    600 | 925.7142857142857 | 1_139.1111111111111
movers_lower_price.a        |       0 |     30 | 30.857142857142858 | 28.477777777777778
movers_lower_price.b        |       0 |     40 |     40 |       40
gross_mrr_kept_by_move.a    |       0 |  3_000 |  4_320 |  4_100.8  # less than a year ago
gross_mrr_kept_by_move.b    |       0 |  4_000 |  5_600 |    6_824  # 40 each, not what b costs
"""

# Of a, b and c: nobody leaves the company, and nobody pays more or less with time.
NOBODY_LEAVES = """churn_by_age.a              0
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
staying_growth.c            1"""

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
{NOBODY_LEAVES}
move_rate.up                1%
move_rate.side              1%
move_rate.back              0 0 1% 0  # of the 10 who have just come
move_rate.never             0
moved_in_customers.a        0
moved_in_customers.b        0 10 0
moved_in_customers.c        0
moved_in_mrr.a              0
moved_in_mrr.b              0 1_000 0
moved_in_mrr.c              0
moved_customers.up          0 3 4 0
moved_customers.side        0 1 0
moved_customers.back        0 0 0.1 0
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
cohort_moving.back@0        0 0 0.12 0  # of 12, of whom 0.0012 come again in month 3
cohort_moved.b@0            0 12 24 36.0012 48.0012 60.0012 72.0012 84.0012 96.0012 108.0012 120.0012 132.0012 144.0012 156.0012 168.0012
cohort_moved_mrr.b@0        0 1_200 2_400 3_600.12 4_800.12
kept_by_move.b              0 0 0 0 0 0 0 0 0 0 0 0 144.0012 146.0012 158.0012  # from month 13 on without the 10 of month 1
mrr_kept_by_move.b          0 0 0 0 0 0 0 0 0 0 0 0 14_400.12 14_600.12 15_800.12
moved_12_months.up          0 3 7 7 7 7 7 7 7 7 7 7 7 4 0
moved_12_months.side        0 1 1 1 1 1 1 1 1 1 1 1 1 0
moved_again_12_months.back  0 0 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0
recent_arrivals.b           0 10 10 10 10 10 10 10 10 10 10 10 10 0  # those of month 1 a year after are recent no more
moved_once.up               0 3 7 7 7 7 7 7 7 7 7 7 7 4 0
moved_at_left_price.up      0 150 350 350 350 350 350 350 350 350 350 350 350 240 0  # at 50, in month 13 at 60
moved_at_left_price.side    0 20 20 20 20 20 20 20 20 20 20 20 20 0
arrivals_old_price.a        0 50 50 50 50 50 50 50 50 50 50 50 50 60 70  # nobody moved to a: what a itself paid
arrivals_old_price.b        0 42.5 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 46.25 60 0
movers_lower_price.b        0 0 0 0 0 0 0 0 0 0 0 0 46.25 60 0
gross_mrr_kept_by_move.b    0 0 0 0 0 0 0 0 0 0 0 0 6_660.0555 8_760.072 0
"""


# Who moves again: a tenth of all moves on in month 2, also of those who have just come. At the opening a paid 50 and b 0.90; nobody
# was in c, so whoever leaves it came from where movers to it came from. New customers pay 65 in a, 40 in b, 80 in c.
SETTING_EDGE_AGAIN = worked.Setting(
    months=2, ages=5, opening_ages=(12,), segments={"a": {}, "b": {}, "c": {}},
    families={
        "move": {
            "up": {"source": "a", "target": "b"}, "down": {"source": "b", "target": "a"}, "into": {"source": "a", "target": "c"},
            "out": {"source": "c", "target": "a"}, "over": {"source": "c", "target": "b"},
        },
    },
)  # fmt: skip
EDGE_AGAIN = f"""
                            | opening | 1 | 2
given
cohort_customers.a@-12      100
cohort_customers.b@-12      100
cohort_customers.c@1        0 10 10
{NOBODY_LEAVES}
move_rate.up                10%
move_rate.down              10%
move_rate.into              10%
move_rate.out               10%
move_rate.over              10%
moved_in_customers.a        0 10 0
moved_in_customers.b        0 10 0
moved_in_customers.c        0 10 0
moved_in_mrr.a              0 650 0
moved_in_mrr.b              0 400 0
moved_in_mrr.c              0 800 0
moved_customers.up          0 10 11
moved_customers.down        0 10 11
moved_customers.into        0 10 11
moved_customers.out         0 0 1
moved_customers.over        0 0 1
new_price.a                 65
new_price.b                 40
new_price.c                 80
closing_monthly_customers.a 100
closing_monthly_customers.b 100
closing_monthly_customers.c 0 10 10
closing_monthly_mrr.a       5_000
closing_monthly_mrr.b       90
closing_monthly_mrr.c       0 800 800
then
kept_by_move.a              0 10 22
kept_by_move.b              0 10 22
kept_by_move.c              0 10 21
moved_again.up              0 0 1
moved_again.over            0 0 1
moved_once.up               0 10 20
moved_once.over             0
left_price.up               0 50 50
left_price.out              0
arrivals_old_price.a        0 0.9 0.9
arrivals_old_price.b        0 50 50
arrivals_old_price.c        0 50 50
movers_price.a              0 65 65
once_price.up               0 40 40  # what b costs
once_price.down             0 0.9 0.9
once_price.into             0 50 50
again_price.up              0 0.9 0.9  # from b
again_price.down            0 0.9 0.9
again_price.into            0 0.9 0.9
again_price.out             0 50 50  # from a
again_price.over            0 40 40
moved_at_lower_price.up     0 400 800.9
moved_at_lower_price.down   0 9 18.9
moved_at_lower_price.into   0 500 1_000.9
moved_at_lower_price.out    0 0 50
moved_at_lower_price.over   0 0 40
movers_lower_price.a        0 0.9 3.131818181818182  # 68.9 ÷ 22
gross_mrr_kept_by_move.a    0 9 68.9
gross_mrr_kept_by_move.b    0 400 840.9
gross_mrr_kept_by_move.c    0 500 1_000.9
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_those_who_move_again():
    worked.work(CHAPTER, EDGE_AGAIN, SETTING_EDGE_AGAIN)


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
    gross, followed = run["gross_revenue_retention"][there], _followed(0.03, back)
    assert gross[0] == pytest.approx(1)  # a year ago all were in a, the cheaper one
    if not back:
        assert gross == pytest.approx(1)
    assert (gross <= followed + 1e-12).all()
    assert gross == pytest.approx(followed, abs=0.02)  # errs downwards, by little


def _followed(up, back):
    """Gross retention of the same customers, each followed over his twelve months."""
    month = np.array([[1 - up, up], [back, 1 - back]])
    there = [np.array([1_000.0, 0.0]) @ np.linalg.matrix_power(month, age) for age in range(19)]
    lower = np.array([[50.0, 50.0], [50.0, 100.0]])
    return np.array([(then[:, None] * np.linalg.matrix_power(month, 12) * lower).sum() / (then @ (50.0, 100.0)) for then in there])
