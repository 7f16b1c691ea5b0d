"""Efficiency: worked by hand, and against published cases."""

import pytest

import worked
from planbook.business import efficiency

CHAPTER = "efficiency"

# Seven months: acquisition cost, and what a dollar of sales and marketing brings. No full year.
SETTING = worked.Setting(months=7)
TABLE = """
                              | opening |     1 |     2 |     3 |      4 |      5 |      6 |      7
given
month                         |       0 |     1 |     2 |     3 |      4 |      5 |      6 |      7
full_quarter                  |       0 |     0 |     0 |     1 |      1 |      1 |      1 |      1
sales_marketing_cost          |       0 | 5_000 | 6_000 | 4_000 | 10_000 |  8_000 | 12_000 | 10_000
won_customers                 |       0 |    25 |    40 |    10 |     80 |     60 |     60 |    100
net_new_arr                   |       0 | 9_000 | 3_000 |-6_000 | 12_000 | 18_000 |-15_000 |  8_000
programme_spend               |       0 | 1_000 | 1_000 | 1_000 |  2_000 |      0 |  3_000 |  4_000
revenue                       |       0 | 1_000 | 2_000 | 3_000 |  5_000 |  4_000 |  6_000 |  3_000
gains_of_quarter              |       0 |   500 |   900 | 1_500 |  2_500 |  3_000 |  2_250 |  2_500
then
cac                           |       . |   200 |   150 |   400 |    125 | 133.33333333333333 | 200 | 100
programme_cac                 |       . |    40 |    25 |   100 |     25 |      0 |     50 |     40
sales_marketing_of_quarter    |       0 | 5_000 |11_000 |15_000 | 20_000 | 22_000 | 30_000 | 30_000
won_of_quarter                |       0 |     0 |     0 |    75 |    130 |    150 |    200 |    220
cac_of_quarter                |       . |     . |     . |   200 | 153.84615384615385 | 146.66666666666667 | 150 | 136.36363636363636
net_new_arr_of_quarter        |       . |     . |     . | 6_000 |  9_000 | 24_000 | 15_000 | 11_000
earlier_sales_marketing       |       0 |     0 |     0 |     0 |      0 |      0 | 15_000 | 20_000
magic_number                  |       . |     . |     . |     . |      . |      . |      1 |   0.55
revenue_of_quarter            |       0 | 1_000 | 3_000 | 6_000 | 10_000 | 12_000 | 15_000 | 13_000
annualised_revenue_increase   |       0 | 4_000 |12_000 |24_000 | 36_000 | 36_000 | 36_000 | 12_000  # (15_000 − 6_000) × 4
magic_number_of_revenue       |       . |     . |     . |     . |      . |      . |    2.4 |    0.6
gross_new_arr_of_quarter      |       0 | 6_000 |10_800 |18_000 | 30_000 | 36_000 | 27_000 | 30_000
gross_sales_efficiency        |       . |     . |     . |     . |      . |      . |    1.8 |    1.5
net_sales_efficiency          |       . |     . |     . |   0.4 |   0.45 | 1.0909090909090909 | 0.5 | 0.36666666666666667
"""

# Nothing spent, nobody won.
EDGE = """
                              | opening |     1 |     2 |     3 |      4 |      5 |      6 |      7
given
month                         |       0 |     1 |     2 |     3 |      4 |      5 |      6 |      7
full_quarter                  |       0 |     0 |     0 |     1 |      1 |      1 |      1 |      1
sales_marketing_cost          |       0 |     0 |     0 |     0 |      0 |      0 |    300 |      0
won_customers                 |       0 |     0 |     0 |     0 |      0 |      3 |      0 |      0
net_new_arr                   |       0 |     0 |     0 |     0 |      0 |    600 |      0 |      0
programme_spend               |       0 |     9
revenue                       |       0 |     0 |     0 |     0 |      0 |     50 |     50 |     50
then
cac                           |       . |     . |     . |     . |      . |      0 |      . |      .
programme_cac                 |       . |     . |     . |     . |      . |      3 |      . |      .
cac_of_quarter                |       . |     . |     . |     . |      . |      0 |    100 |    100
magic_number                  |       . |     . |     . |     . |      . |      . |      . |      .
magic_number_of_revenue       |       . |     . |     . |     . |      . |      . |      . |      .
net_sales_efficiency          |       . |     . |     . |     . |      . |      . |      2 |      2
"""

# Twelve months and more: CAC by segment, burn against growth, the Rule of 40.
SETTING_YEAR = worked.Setting(months=14)
# In months 13 and 14 the team cost 12_760 and 13_260 and won 60_000 and 56_000.
A13, A14 = 6_240 + 46_400 * 12_760 / 60_000, 5_740 + 42_400 * 13_260 / 56_000
B13, B14 = 11_000 + 13_600 * 12_760 / 60_000, 11_000 + 13_600 * 13_260 / 56_000
TABLE_YEAR = f"""
                            | opening, then months 1 to 14
given
full_year                    0 0 0 0 0 0 0 0 0 0 0 0 1 1 1
last_year_part               0   # it would not count
last_year_sales_marketing    0
last_year_customers          0
sales_marketing_cost         0 8_500 2_500                              # and so on
segment_won_customers.a      0 40 20
segment_won_customers.b      0 5 5
segment_programme_spend.a    0 500 500 500 500 500 500 500 500 500 500 500 500 740 0
segment_programme_spend.b    0 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 0 1_000
segment_new_acv.a            0 4_000 4_000 4_000 4_000 4_000 4_000 4_000 4_000 4_000 4_000 4_000 4_000 2_400 0
segment_new_acv.b            0 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 2_600 1_000
net_new_arr                  0 7_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 0 -13_000
free_cash_flow               0 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 -1_000 2_000 0 12_000
gross_profit                 0 2_950 750
ebitda                       0 -350 50
plan_revenue_12_months       0 0 0 0 0 0 0 0 0 0 0 0 16_000 12_000 12_000
revenue_growth               . . . . . . . . . . . . 30% 25% -10%
then
sales_marketing_12_months    0 8_500 11_000 13_500 16_000 18_500 21_000 23_500 26_000 28_500 31_000 33_500 36_000 30_000 30_000
segment_won_12_months.a      0 40 60 80 100 120 140 160 180 200 220 240 260 240 240
segment_won_12_months.b      0 5 10 15 20 25 30 35 40 45 50 55 60 60 60
won_12_months                0 0 0 0 0 0 0 0 0 0 0 0 320 300 300
cac_12_months                . . . . . . . . . . . . 112.5 100 100   # 36_000 ÷ 320
segment_programme_12_months.a 0 500 1_000 1_500 2_000 2_500 3_000 3_500 4_000 4_500 5_000 5_500 6_000 6_240 5_740
segment_programme_12_months.b 0 1_000 2_000 3_000 4_000 5_000 6_000 7_000 8_000 9_000 10_000 11_000 12_000 11_000 11_000
segment_new_acv_12_months.a  0 4_000 8_000 12_000 16_000 20_000 24_000 28_000 32_000 36_000 40_000 44_000 48_000 46_400 42_400
segment_new_acv_12_months.b  0 1_000 2_000 3_000 4_000 5_000 6_000 7_000 8_000 9_000 10_000 11_000 12_000 13_600 13_600
sales_team_12_months         0 7_000 8_000 9_000 10_000 11_000 12_000 13_000 14_000 15_000 16_000 17_000 18_000 12_760 13_260
sales_team_per_acv           . 1.4 0.8 0.6 0.5 0.44 0.4 {13 / 35} 0.35 {1 / 3} 0.32 {17 / 55} 0.3 {12_760 / 60_000} {13_260 / 56_000}
segment_sales_marketing_12_months.a . 6_100 7_400 8_700 10_000 11_300 12_600 13_900 15_200 16_500 17_800 19_100 20_400 {A13} {A14}
segment_sales_marketing_12_months.b . 2_400 3_600 4_800 6_000 7_200 8_400 9_600 10_800 12_000 13_200 14_400 15_600 {B13} {B14}
segment_won_full_year.a      0 0 0 0 0 0 0 0 0 0 0 0 260 240 240
segment_won_full_year.b      0 0 0 0 0 0 0 0 0 0 0 0 60 60 60
segment_cac_12_months.a      . . . . . . . . . . . . 78.461538461538462 67.115555555555556 65.748809523809524
segment_cac_12_months.b      . . . . . . . . . . . . 260 231.53777777777778 237.00476190476190
net_new_arr_12_months        0 0 0 0 0 0 0 0 0 0 0 0 18_000 11_000 -3_000
arr_gained_12_months         0 0 0 0 0 0 0 0 0 0 0 0 18_000 11_000 0  # it shrinks
burn_12_months               0 1_000 2_000 3_000 4_000 5_000 6_000 7_000 8_000 9_000 10_000 11_000 9_000 8_000 -5_000
generates_cash               0 0 0 0 0 0 0 0 0 0 0 0 0 0 1
burn_multiple                . . . . . . . . . . . . 50% 72.727272727272727% .
gross_profit_12_months       0 2_950 3_700 4_450 5_200 5_950 6_700 7_450 8_200 8_950 9_700 10_450 11_200 9_000 9_000
gross_margin_12_months       . . . . . . . . . . . . 70% 75% 75%
plan_ebitda_12_months        0 -350 -300 -250 -200 -150 -100 -50 0 50 100 150 200 600 600
ebitda_margin_12_months      . . . . . . . . . . . . 1.25% 5% 5%
rule_of_40                   . . . . . . . . . . . . 31.25% 30% -5%
"""

# Last year is known: 12_000 for 120 customers, then 2_000 and ten customers a month. Month 3: 9_000 + 6_000 for 90 + 30.
SETTING_HISTORY = worked.Setting(months=12)
TABLE_HISTORY = f"""
                            | opening, then months 1 to 12
given
full_year                    0 0 0 0 0 0 0 0 0 0 0 0 1
last_year_part               {worked.LAST_YEAR_PART}
last_year_sales_marketing    12_000
last_year_customers          120
sales_marketing_cost         0 2_000
segment_won_customers.a      0 8
segment_won_customers.b      0 2
segment_programme_spend.a    0 500
segment_programme_spend.b    0 500
segment_new_acv.a            0 1_000
segment_new_acv.b            0 1_000
then
acquisition_known            1
plan_sales_marketing         0 2_000 4_000 6_000 8_000 10_000 12_000 14_000 16_000 18_000 20_000 22_000 24_000
sales_marketing_12_months    12_000 13_000 14_000 15_000 16_000 17_000 18_000 19_000 20_000 21_000 22_000 23_000 24_000
won_12_months                120
cac_12_months                {" ".join(str((12_000 + 1_000 * month) / 120) for month in range(13))}
sales_team_per_acv           . 50%   # of the plan's own months
"""

# Customers of last year without what they cost: as if neither were known.
SETTING_EDGE_HALF = SETTING_HISTORY
EDGE_HALF = f"""
                            | opening, then months 1 to 12
given
full_year                    0 0 0 0 0 0 0 0 0 0 0 0 1
last_year_part               {worked.LAST_YEAR_PART}
last_year_sales_marketing    0
last_year_customers          120
sales_marketing_cost         0 2_000
segment_won_customers.a      0 8
segment_won_customers.b      0 2
then
acquisition_known            0
sales_marketing_12_months    0 2_000 4_000 6_000 8_000 10_000 12_000 14_000 16_000 18_000 20_000 22_000 24_000
won_12_months                0 0 0 0 0 0 0 0 0 0 0 0 120
cac_12_months                . . . . . . . . . . . . 200
"""

# And the other way round.
SETTING_EDGE_COST = worked.Setting()
EDGE_COST = """
                            | opening
given
last_year_sales_marketing    12_000
last_year_customers          0
then
acquisition_known            0
"""

# Cash is generated, or just kept, while ARR grows: no multiple, and the flag says why. Then ARR stands still.
SETTING_EDGE_BURN = worked.Setting(months=14)
EDGE_BURN = """
                            | opening, then months 1 to 14
given
full_year                    0 0 0 0 0 0 0 0 0 0 0 0 1 1 1
sales_marketing_cost         0 100
segment_programme_spend.a    0 100
segment_programme_spend.b    0 0
segment_new_acv.a            0 0
segment_new_acv.b            0 0
segment_won_customers.a      0 0 0 0 0 0 0 0 0 0 0 0 3 0 0
segment_won_customers.b      0 0
net_new_arr                  0 0 0 0 0 0 0 0 0 0 0 0 4_000 0 -4_000
free_cash_flow               0 -100 0 0 0 0 0 0 0 0 0 0 100 900 0
then
generates_cash               0 0 0 0 0 0 0 0 0 0 0 0 1 1 1
burns_without_growth         0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
burn_12_months               0 100 100 100 100 100 100 100 100 100 100 100 0 -1_000 -1_000
arr_gained_12_months         0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
burn_multiple                . . . . . . . . . . . . . . .
sales_team_per_acv           . . . . . . . . . . . . . . .
segment_cac_12_months.a      . . . . . . . . . . . . . . .
"""

# ARR grows by half a unit a month: enough for a burn multiple.
EDGE_TRIFLE = """
                            | opening, then months 1 to 12
given
full_year                    0 0 0 0 0 0 0 0 0 0 0 0 1
last_year_sales_marketing    0.5
last_year_customers          0.5
net_new_arr                  0 0 0 0 0 0 0 0 0 0 0 0 0.5
free_cash_flow               0 0 0 0 0 0 0 0 0 0 0 0 -0.5
then
burn_multiple                . . . . . . . . . . . . 1
acquisition_known            1
generates_cash               0 0 0 0 0 0 0 0 0 0 0 0 0
burns_without_growth         0 0 0 0 0 0 0 0 0 0 0 0 0
"""
SETTING_EDGE_TRIFLE = worked.Setting(months=12)

# Cash is burnt in all months, and ARR stands still: said from month 12 on.
SETTING_EDGE_STILL = SETTING_EDGE_TRIFLE
EDGE_STILL = EDGE_TRIFLE.partition("\nthen")[0].replace("0 0.5\n", "0 0\n").replace("0 0 0 0 0 0 0 0 0 0 0 0 -0.5", "0 -0.5") + """
then
burns_without_growth         0 0 0 0 0 0 0 0 0 0 0 0 1
burn_multiple                . . . . . . . . . . . . .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
    worked.work(CHAPTER, EDGE_HALF, SETTING_EDGE_HALF)
    worked.work(CHAPTER, EDGE_COST, SETTING_EDGE_COST)


def test_a_year():
    worked.work(CHAPTER, TABLE_YEAR, SETTING_YEAR)
    worked.work(CHAPTER, TABLE_HISTORY, SETTING_HISTORY)


def test_edge_of_burn():
    worked.work(CHAPTER, EDGE_BURN, SETTING_EDGE_BURN)


def test_edge_of_a_trifle():
    worked.work(CHAPTER, EDGE_TRIFLE, SETTING_EDGE_TRIFLE)
    worked.work(CHAPTER, EDGE_STILL, SETTING_EDGE_STILL)


def test_published_cost_of_a_customer():
    """Notion templates: 50,000 for 25 customers; startup-valuation: 500,000 for 100."""
    assert efficiency.cac(sales_marketing_cost=50_000, won_customers=25) == 2_000
    assert efficiency.cac(sales_marketing_cost=500_000, won_customers=100) == 5_000


def test_segments_bear_all_sales_and_marketing():
    """Programmes direct and the team by value: together they are what was spent."""
    run = worked.securecloud()
    names = [key for key in run if key.startswith("segment_sales_marketing_12_months.")]
    assert len(names) == 3
    shared = sum(run[name][1:] for name in names)
    assert shared == pytest.approx(run["plan_sales_marketing"][1:])
    won = [run[name.replace("segment_sales_marketing_12_months", "segment_won_12_months")] for name in names]
    cac = [run[name.replace("sales_marketing_12_months", "cac_12_months")] for name in names]
    assert sum(a[12:] * b[12:] for a, b in zip(won, cac, strict=True)) == pytest.approx(run["sales_marketing_12_months"][12:])


def test_gains_less_losses_are_net_new_arr():
    """Another road to the same figure, through movements instead of balances."""
    run = worked.securecloud()
    moved = 12 * (run["recurring_gains"] - run["recurring_losses"])
    assert run["net_new_arr"][1:] == pytest.approx(moved[1:])
