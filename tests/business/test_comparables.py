"""Comparables: worked by hand."""

import worked

CHAPTER = "comparables"

SETTING = worked.Setting(families={"comparable": {"a": {}, "b": {}, "c": {}}})

# What a company does not give is left out: two multiples of ARR, 6 and 9, have the mean 7.5.
TABLE = """
                                | opening |
given
comparable_month.a              |      -3
comparable_month.b              |     -13
comparable_month.c              |       2
comparable_arr_multiple.a       |       6
comparable_arr_multiple.b       |       0
comparable_arr_multiple.c       |       9
comparable_revenue_multiple.a   |       4
comparable_revenue_multiple.b   |       5
comparable_revenue_multiple.c   |       0
comparable_forward_multiple.a   |       5
comparable_forward_multiple.b   |       3
comparable_forward_multiple.c   |       0
comparable_ebitda_multiple.a    |      12
comparable_ebitda_multiple.b    |       0
comparable_ebitda_multiple.c    |      16
comparable_earnings_multiple.a  |       0
comparable_earnings_multiple.b  |      30
comparable_earnings_multiple.c  |      40
then
highest_arr_multiple            |       9
arr_multiple_distance.a         |       3
arr_multiple_distance.b         |       0  # not given
arr_multiple_distance.c         |       0
lowest_arr_multiple             |       6
highest_revenue_multiple        |       5
revenue_multiple_distance.a     |       1
revenue_multiple_distance.b     |       0
revenue_multiple_distance.c     |       0  # not given
lowest_revenue_multiple         |       4
highest_forward_multiple        |       5
forward_multiple_distance.a     |       0
forward_multiple_distance.b     |       2
forward_multiple_distance.c     |       0  # not given
lowest_forward_multiple         |       3
highest_ebitda_multiple         |      16
ebitda_multiple_distance.a      |       4
ebitda_multiple_distance.b      |       0  # not given
ebitda_multiple_distance.c      |       0
lowest_ebitda_multiple          |      12
highest_earnings_multiple       |      40
earnings_multiple_distance.a    |       0  # not given
earnings_multiple_distance.b    |      10
earnings_multiple_distance.c    |       0
lowest_earnings_multiple        |      30
arr_multiple_given.a            |       1
arr_multiple_given.b            |       0
arr_multiple_given.c            |       1
average_arr_multiple            |     7.5
revenue_multiple_given.a        |       1
revenue_multiple_given.c        |       0
average_revenue_multiple        |     4.5
forward_multiple_given.a        |       1
forward_multiple_given.b        |       1
forward_multiple_given.c        |       0
average_forward_multiple        |       4
ebitda_multiple_given.a         |       1
ebitda_multiple_given.b         |       0
average_ebitda_multiple         |      14
earnings_multiple_given.a       |       0
earnings_multiple_given.c       |       1
average_earnings_multiple       |      35
comparable_age_months.a         |       3
comparable_age_months.b         |      13
comparable_age_months.c         |       0  # taken within the plan
comparable_is_old.a             |       0
comparable_is_old.b             |       1
comparable_is_old.c             |       0
"""

# Nobody gives a multiple; figures of a year ago are not yet old.
EDGE = """
                                | opening |
given
comparable_month.a              |     -12
comparable_arr_multiple.a       |       0
comparable_arr_multiple.b       |       0
comparable_arr_multiple.c       |       0
comparable_revenue_multiple.a   |       0
comparable_revenue_multiple.b   |       0
comparable_revenue_multiple.c   |       0
then
comparable_age_months.a         |      12
comparable_is_old.a             |       0
arr_multiple_given.a            |       0
average_arr_multiple            |       .
highest_arr_multiple            |       0
lowest_arr_multiple             |       0
average_revenue_multiple        |       .
"""

# Below one is still given.
EDGE_SMALL = """
                                | opening |
given
comparable_arr_multiple.a       |     0.5
comparable_revenue_multiple.a   |     0.5
comparable_forward_multiple.a   |     0.5
comparable_ebitda_multiple.a    |     0.5
comparable_earnings_multiple.a  |     0.5
then
arr_multiple_given.a            |       1
revenue_multiple_given.a        |       1
forward_multiple_given.a        |       1
ebitda_multiple_given.a         |       1
earnings_multiple_given.a       |       1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_small():
    worked.work(CHAPTER, EDGE_SMALL, SETTING)
