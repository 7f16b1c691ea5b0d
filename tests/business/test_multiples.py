"""Multiples of comparables: worked by hand."""

import pytest

import worked

CHAPTER = "multiples"

SETTING = worked.Setting(months=13, families={"comparable": {"dear": {}, "cheap": {}}})

TABLE = """
                          | opening |  1 |  2 |  3 |  4 |  5 |  6 |  7 |  8 |  9 | 10 | 11 |  12 | 13
given
private_discount          |     20%
average_arr_multiple      |       5
average_revenue_multiple  |       4
average_forward_multiple  |     2.5
average_ebitda_multiple   |      10
average_earnings_multiple |      15
regression_multiple       |     7.5
arr_multiple_given.dear   |       1
arr_multiple_given.cheap  |       0
revenue_multiple_given.dear|       1
revenue_multiple_given.cheap|       1
forward_multiple_given.dear|       1
forward_multiple_given.cheap|       1
ebitda_multiple_given.dear|       1
ebitda_multiple_given.cheap|       1
earnings_multiple_given.dear|       1
earnings_multiple_given.cheap|       1
lowest_arr_multiple       |       5
highest_arr_multiple      |       5
lowest_revenue_multiple   |       3
highest_revenue_multiple  |       5
lowest_forward_multiple   |       2
highest_forward_multiple  |       3
lowest_ebitda_multiple    |       6
highest_ebitda_multiple   |      14
lowest_earnings_multiple  |      10
highest_earnings_multiple |      20
plane_shortfall           |     2.5
plane_excess              |       1
mrr_at_start              |   1_000
last_year_revenue         |  10_000
last_year_ebitda          |       0
revenue                   |      99 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 1_000 | 4_000 | 7_000
ebitda                    |      99 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 1_900 | 5_000
net_income                |      99 | 10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 | 100 | 110 | 340 | 500
in_first_year             |       0 |  1 |  1 |  1 |  1 |  1 |  1 |  1 |  1 |  1 |  1 |  1 |   1 |  0
then
private_arr_multiple      |       4
private_revenue_multiple  |     3.2
private_forward_multiple  |       2
private_ebitda_multiple   |       8
private_earnings_multiple |      12
private_regression_multiple |     6
valued_arr                |  12_000
trailing_revenue          |  10_000
forward_revenue           |  15_000  # eleven months of 1_000 and one of 4_000
forward_ebitda            |   3_000  # 1_100 and 1_900
valued_ebitda             |   3_000
forward_net_income        |   1_000  # 660 of eleven months and 340
valued_net_income         |   1_000
arr_multiple_value        |  48_000  # 4 × 12 × 1_000
regression_value          |  72_000
trailing_revenue_value    |  32_000
forward_revenue_value     |  30_000
ebitda_multiple_value     |  24_000
earnings_multiple_value   |  12_000
arr_multiple_base         |   9_600  # 80 % of 12_000
arr_multiple_low          |  48_000  # a single company: its price
arr_multiple_high         |  48_000
revenue_multiple_base     |   8_000
revenue_multiple_low      |  24_000
revenue_multiple_high     |  40_000
forward_multiple_base     |  12_000
forward_multiple_low      |  24_000
forward_multiple_high     |  36_000
ebitda_multiple_base      |   2_400
ebitda_multiple_low       |  14_400
ebitda_multiple_high      |  33_600
earnings_multiple_base    |     800
earnings_multiple_low     |   8_000
earnings_multiple_high    |  16_000
regression_low            |  48_000  # 80 % of 7.5 − 2.5, × 12_000
regression_high           |  81_600  # 80 % of 7.5 + 1, × 12_000
"""

# Comparables give nothing; no history; neither EBITDA nor net income.
EDGE = """
                          | opening |  1
given
private_discount          |     20%
average_arr_multiple      |       .
average_ebitda_multiple   |       5
average_earnings_multiple |       5
average_revenue_multiple  |       5
regression_multiple       |       .
plane_shortfall           |       0
plane_excess              |       0
arr_multiple_given.dear   |       0
arr_multiple_given.cheap  |       0
revenue_multiple_given.dear | 1
revenue_multiple_given.cheap | 0
lowest_revenue_multiple   |       5
lowest_arr_multiple       |       0
highest_arr_multiple      |       0
mrr_at_start              |   1_000
last_year_revenue         |       0
last_year_ebitda          |       0
ebitda                    |       0 |  0
net_income                |       0 | -1
in_first_year             |       0 |  1
then
private_arr_multiple      |       .
arr_multiple_value        |       .
regression_value          |       .
trailing_revenue          |       .
trailing_revenue_value    |       .
forward_ebitda            |       0
valued_ebitda             |       .
ebitda_multiple_value     |       .
forward_net_income        |     -13
valued_net_income         |       .
earnings_multiple_value   |       .
arr_multiple_base         |       .
arr_multiple_low          |       .
arr_multiple_high         |       .
revenue_multiple_low      |       .  # no history
regression_low            |       .
regression_high           |       .
"""

# Last year's EBITDA comes first, also where it was a loss: a forecast is no substitute for a fact.
EDGE_LAST_YEAR = """
                          | opening |  1
given
last_year_ebitda          |   2_000
ebitda                    |       0 |  3_000 | 0
net_income                |       0 |  0
in_first_year             |       0 |  1
then
valued_ebitda             |   2_000
valued_net_income         |       .
"""
EDGE_LOSS = """
                          | opening |  1
given
last_year_ebitda          |  -2_000
ebitda                    |       0 |  3_000 | 0
in_first_year             |       0 |  1
then
valued_ebitda             |       .
"""

# Below one is still positive.
EDGE_SMALL = """
                          | opening |  1
given
private_discount          |     20%
mrr_at_start              |       1
arr_multiple_given.dear   |       1
arr_multiple_given.cheap  |       0
revenue_multiple_given.dear|       1
revenue_multiple_given.cheap|       0
forward_multiple_given.dear|       1
forward_multiple_given.cheap|       0
ebitda_multiple_given.dear|       1
ebitda_multiple_given.cheap|       0
earnings_multiple_given.dear|       1
earnings_multiple_given.cheap|       0
revenue                   |       0 |  0.5 | 0
last_year_revenue         |     0.5
last_year_ebitda          |     0.5
ebitda                    |       0 |  3_000 | 0
net_income                |       0 |  0.5 | 0
in_first_year             |       0 |  1
then
trailing_revenue          |     0.5
valued_ebitda             |     0.5
valued_net_income         |     0.5
arr_multiple_base         |     9.6
revenue_multiple_base     |     0.4
forward_multiple_base     |     0.4
ebitda_multiple_base      |     0.4
earnings_multiple_base    |     0.4
"""

# There are figures, and no comparable gives a multiple of them.
EDGE_NONE = """
                          | opening |  1
given
private_discount          |     20%
mrr_at_start              |       1
arr_multiple_given.dear   |       0
arr_multiple_given.cheap  |       0
revenue_multiple_given.dear|       0
revenue_multiple_given.cheap|       0
forward_multiple_given.dear|       0
forward_multiple_given.cheap|       0
ebitda_multiple_given.dear|       0
ebitda_multiple_given.cheap|       0
earnings_multiple_given.dear|       0
earnings_multiple_given.cheap|       0
last_year_revenue         |     0.5
last_year_ebitda          |     0.5
revenue                   |       0 |  0.5 | 0
ebitda                    |       0 |  3_000 | 0
net_income                |       0 |  0.5 | 0
in_first_year             |       0 |  1
then
arr_multiple_base         |       .
revenue_multiple_base     |       .
forward_multiple_base     |       .
ebitda_multiple_base      |       .
earnings_multiple_base    |       .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_small():
    worked.work(CHAPTER, EDGE_SMALL, SETTING)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING)


def test_edge_last_year():
    worked.work(CHAPTER, EDGE_LAST_YEAR, SETTING)


def test_edge_loss():
    worked.work(CHAPTER, EDGE_LOSS, SETTING)


def test_secure_cloud_by_hand():
    """An index of 7.1 times ARR, two of 4.9 and 3.3 times last year's 2.19m of revenue, both less 28 %; the rest is not given."""
    run = worked.securecloud()
    assert float(run["arr_multiple_value"]) == pytest.approx(7.1 * 0.72 * run["closing_arr"][0])
    assert float(run["trailing_revenue_value"]) == pytest.approx(4.1 * 0.72 * 2_190_000)
    assert float(run["revenue_multiple_low"]) == pytest.approx(3.3 * 0.72 * 2_190_000)
    assert float(run["revenue_multiple_high"]) == pytest.approx(4.9 * 0.72 * 2_190_000)
    for name in ("regression_value", "forward_revenue_value", "ebitda_multiple_value", "earnings_multiple_value"):
        assert run[name] != run[name], name
