"""Growth: worked by hand."""

import numpy as np
import pytest

import worked
from planbook.business import growth

CHAPTER = "growth"

# Month on month, revenue per customer; no full year.
SETTING = worked.Setting(months=4)
TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
revenue                       |       0 | 10_000 | 20_000 |  8_000 | 40_000
opening_mrr                   |       0 | 24_000 | 36_000 | 37_000 | 35_000
closing_mrr                   |  24_000 | 36_000 | 37_000 | 35_000 | 55_000
closing_arr                   | 288_000 | 432_000 | 444_000 | 420_000 | 660_000
closing_customers             |   1_000 |  1_250 |  1_480 |  1_400 |  1_100
segment_closing_customers.a   |     800 |    900 |  1_000 |  1_250 |  1_000
segment_closing_customers.b   |       0 |    350 |    300 |    400 |    500
segment_closing_mrr.a         |  16_000 | 18_000 | 25_000 | 25_000 | 30_000
segment_closing_mrr.b         |       0 | 17_500 | 12_000 | 10_000 | 25_000
new_price.a                   |      50 |     50
new_price.b                   |      40 |     45
then
full_quarter                  |       0 |      0 |      0 |      1 |      1
revenue_growth_in_month       |       . |      . |   100% |   -60% |   400%
mrr_growth                    |       . |    50% | 2.7777777777777778% | -5.4054054054054054% | 57.142857142857142857%
net_new_arr                   |       0 | 144_000 | 12_000 | -24_000 | 240_000
arpu                          |      24 |   28.8 |     25 |     25 |     50
segment_arpu.a                |      20 |     20 |     25 |     20 |     30
segment_arpu.b                |       . |     50 |     40 |     25 |     50
segment_arpu_base.a           |      20
segment_arpu_base.b           |      40  # nobody there yet: the price for new customers
segment_arpu_index.a          |       . |    100 |    125 |    100 |    150
segment_arpu_index.b          |       . |    125 |    100 |   62.5 |    125
arpu_base                     |      24
arpu_index                    |       . |    120 | 104.16666666666666667 | 104.16666666666666667 | 208.33333333333333333
arr_per_customer              |     288 |  345.6 |    300 |    300 |    600
"""

# Nobody there, nothing sold.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
revenue                       |       0 |      0 |    140 |      0 |      7
opening_mrr                   |       0 |      0 |    140 |    140 |      0
closing_mrr                   |       0 |    140 |    140 |      0 |      0
closing_arr                   |       0 |  1_680 |  1_680 |      0 |      0
closing_customers             |       0 |      7 |      7 |      0 |      0
segment_closing_customers.a   |       0 |      7 |      7 |      0 |      0
segment_closing_mrr.a         |       0 |    140 |    140 |      0 |      0
new_price.a                   |       0 |     20
then
revenue_growth_in_month       |       . |      . |      . |  -100% |      .
mrr_growth                    |       . |      . |      0 |  -100% |      .
net_new_arr                   |       0 |  1_680 |      0 | -1_680 |      0
arpu                          |       . |     20 |     20 |      . |      .
segment_arpu.a                |       . |     20 |     20 |      . |      .
segment_arpu_base.a           |       0
segment_arpu_index.a          |       . |      . |      . |      . |      .
arpu_base                     |       .
arpu_index                    |       . |      . |      . |      . |      .
arr_per_customer              |       . |    240 |    240 |      . |      .
"""

# Last year's revenue is given: growth from month 12 on. Two years: the second against the first.
SETTING_YEARS = worked.Setting(months=24)
TABLE_YEARS = f"""
                       | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_part         {worked.LAST_YEAR_PART}
last_year_revenue      1_200
last_year_arr          0
revenue                0 120 130 150                                            # and 150 from then on
closing_mrr            100 110 120 120
mrr_a_year_earlier     0 0 0 0 0 0 0 0 0 0 0 0 100 110 96
closing_customers      10
customers_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 12.5 11 8
horizon                24
then
full_year              0 0 0 0 0 0 0 0 0 0 0 0 1 1 1
revenue_12_months      1_200 1_220 1_250 1_300 1_350 1_400 1_450 1_500 1_550 1_600 1_650 1_700 1_750 1_780 1_800
                       # month 3: 120 + 130 + 150 + 9 months of last year's 100; month 13: 130 + 11 × 150
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 1_200 1_220 1_250
revenue_growth         . . . . . . . . . . . . 0.4583333333333333 0.459016393442623 0.44
                       # 550 ÷ 1_200, 560 ÷ 1_220, 550 ÷ 1_250
plan_revenue           0 120 250 400 550 700 850 1_000 1_150 1_300 1_450 1_600 1_750 1_780 1_800
plan_revenue_12_months 0 0 0 0 0 0 0 0 0 0 0 0 1_750 1_780 1_800
revenue_multiple       1.0285714285714286  # 1_800 ÷ 1_750
growth_exponent        1  # a year between them
positive_revenue_multiple 1.0285714285714286
revenue_cagr           2.85714285714285714%
arr_growth             . . . . . . . . . . . . 20% 9.0909090909090909% 25%
arpu_a_year_earlier    . . . . . . . . . . . . 8 10 12
arpu                   10 11 12 12
arpu_growth            . . . . . . . . . . . . 50% 20% 0
"""

# ARR of 960 a year before: MRR went from 80 to 100 in that year, a twelfth of it a month. Growth is a quarter, then a fifth.
SETTING_HISTORY = worked.Setting(months=12)
TABLE_HISTORY = f"""
                       | opening, then months 1 to 12
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12
last_year_part         {worked.LAST_YEAR_PART}
last_year_arr          960
closing_mrr            100 98 100 102 104 106 108 110 112 114 116 118 120
mrr_a_year_earlier     0 0 0 0 0 0 0 0 0 0 0 0 100
then
mrr_at_start           100
earlier_mrr            {" ".join(str(80 + 5 * month / 3) for month in range(13))}
arr_growth             25% 20% 20% 20% 20% 20% 20% 20% 20% 20% 20% 20% 20%
"""

# No last year: nothing to compare with before month 24. 200 a month, then 250: growth of 25 %.
EDGE_YEARS = f"""
                       | opening, then months 1 to 24
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_part         {worked.LAST_YEAR_PART}
last_year_revenue      0
revenue                0 200 200 200 200 200 200 200 200 200 200 200 200 250
then
revenue_12_months      0 200 400 600 800 1_000 1_200 1_400 1_600 1_800 2_000 2_200 2_400 2_450 2_500
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2_400
revenue_growth         . . . . . . . . . . . . . . . . . . . . . . . . 25%
"""
SETTING_EDGE_YEARS = SETTING_YEARS

# A year of half a unit is one to compare with: 12 after 0.5 is a growth of 2_300 %. A plan of a year has no growth a year.
EDGE_SMALL = f"""
                       | opening, then months 1 to 12
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12
last_year_part         {worked.LAST_YEAR_PART}
last_year_revenue      0.5
revenue                0 1
horizon                12
last_year_arr          0.6
closing_mrr            0.1
mrr_a_year_earlier     0 0 0 0 0 0 0 0 0 0 0 0 0.1
then
earlier_mrr            {" ".join(str(0.05 + 0.05 * month / 12) for month in range(13))}
revenue_a_year_earlier 0 0 0 0 0 0 0 0 0 0 0 0 0.5
revenue_growth         . . . . . . . . . . . . 23
revenue_multiple       1
growth_exponent        0
revenue_cagr           .
"""
SETTING_EDGE_SMALL = worked.Setting(months=12)

# 1_200 in the first year, 2_700 in the third: 1.5 × 1.5.
SETTING_CAGR = worked.Setting(months=36)
TABLE_CAGR = f"""
                       | opening, then months 1 to 36
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36
last_year_part         {worked.LAST_YEAR_PART}
revenue                0 100 100 100 100 100 100 100 100 100 100 100 100 300 300 300 300 300 300 300 300 300 300 300 300 225
horizon                36
then
revenue_multiple       2.25  # 2_700 ÷ 1_200, two years later
growth_exponent        0.5
positive_revenue_multiple 2.25
revenue_cagr           50%
"""

# Thirteen months: two windows that share eleven months; what changes in one month is no yearly growth to the power of twelve.
SETTING_EDGE_THIRTEEN = worked.Setting(months=13)
EDGE_THIRTEEN = f"""
                       | opening, then months 1 to 13
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13
last_year_part         {worked.LAST_YEAR_PART}
revenue                0 20 8 8 8 8 8 8 8 8 8 8 8 14
horizon                13
then
revenue_multiple       0.94444444444444444  # 102 ÷ 108
growth_exponent        12
revenue_cagr           .
"""

# Nothing is sold in the first year, or nothing in the last.
EDGE_NO_START = f"""
                       | opening, then months 1 to 24
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_part         {worked.LAST_YEAR_PART}
revenue                0 0 0 0 0 0 0 0 0 0 0 0 0 100
horizon                24
smallest_survival      1e-200
then
revenue_multiple       .
positive_revenue_multiple 1e-200
revenue_cagr           .
"""
SETTING_EDGE_NO_START = SETTING_YEARS
EDGE_NO_END = f"""
                       | opening, then months 1 to 24
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_part         {worked.LAST_YEAR_PART}
revenue                0 100 100 100 100 100 100 100 100 100 100 100 100 0
horizon                24
then
revenue_multiple       0
revenue_cagr           .
"""
SETTING_EDGE_NO_END = SETTING_YEARS

# Half of the first year's revenue is left in the second.
EDGE_HALF = f"""
                       | opening, then months 1 to 24
given
month                  0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
last_year_part         {worked.LAST_YEAR_PART}
revenue                0 100 100 100 100 100 100 100 100 100 100 100 100 50
horizon                24
then
revenue_multiple       0.5
revenue_cagr           -50%
"""
SETTING_EDGE_HALF = SETTING_YEARS


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_years():
    worked.work(CHAPTER, TABLE_YEARS, SETTING_YEARS)
    worked.work(CHAPTER, TABLE_HISTORY, SETTING_HISTORY)


def test_edge_years():
    worked.work(CHAPTER, EDGE_YEARS, SETTING_EDGE_YEARS)


def test_edge_growth_from_a_trifle():
    worked.work(CHAPTER, EDGE_SMALL, SETTING_EDGE_SMALL)


def test_growth_over_the_plan():
    worked.work(CHAPTER, TABLE_CAGR, SETTING_CAGR)
    worked.work(CHAPTER, EDGE_THIRTEEN, SETTING_EDGE_THIRTEEN)


def test_edge_growth_over_a_plan_without_a_start_or_an_end():
    worked.work(CHAPTER, EDGE_NO_START, SETTING_EDGE_NO_START)
    worked.work(CHAPTER, EDGE_NO_END, SETTING_EDGE_NO_END)
    worked.work(CHAPTER, EDGE_HALF, SETTING_EDGE_HALF)


def test_growth_of_the_backup_kpi_catalogue():
    """FinModelsLab, KPIs of a backup business: 200,000 become 250,000, growth of 25 %."""
    assert growth.revenue_growth(revenue_12_months=250_000, revenue_a_year_earlier=200_000) == pytest.approx(0.25)


def test_convention_04_last_year_fills_the_first():
    """Revenue of 1_000 a month after a year of 6_000: in month 5, 7 ÷ 12 of it and 5_000."""
    values = {"opening_customers_given.a": 100, "opening_price.a": 10, "last_year_revenue": 6_000}
    setting = worked.Setting(months=13, segments={"a": {}})
    figures = worked.run(values, setting)
    assert figures["revenue_12_months"][5] == pytest.approx(3_500 + 5_000)
    assert np.isnan(figures["revenue_growth"][:12]).all()
    assert figures["revenue_growth"][12] == pytest.approx(1)
    assert np.isnan(worked.run({**values, "last_year_revenue": 0}, setting)["revenue_growth"]).all()
