"""Exits: worked by hand."""

import worked

CHAPTER = "exits"

# A plan of fourteen months: the first year's exit is within it, the second's is not.
SETTING = worked.Setting(months=14)
TABLE = """
                          | opening | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14
given
planned_exit_month        | 0
horizon                   | 14
exit_multiple             | 2
closing_arr               | 50 | 60 | 70 | 80 | 90 | 100 | 110 | 120 | 130 | 140 | 150 | 160 | 170 | 180 | 190
net_cash                    | -35 | -25 | -15 | -5 | 5 | 15 | 25 | 35 | 45 | 55 | 65 | 75 | 85 | 95 | 105
then
planned_exit              | 14
exit_month.exit_year_1    | 12
exit_month.exit_year_2    | 24
exit_month.at_25          | 14
exit_month.at_100         | 14
exit_within_plan.exit_year_1 | 1
exit_within_plan.exit_year_2 | 0
exit_within_plan.at_100   | 1
exit_arr.exit_year_1      | 170
exit_arr.exit_year_2      | 0
exit_arr.at_100           | 190
exit_price.exit_year_1    | 340
exit_price.exit_year_2    | 0
exit_price.at_25          | 95     # 25 % × 2 × 190
exit_price.at_100         | 380
exit_price.at_200         | 760
exit_net_cash.exit_year_1 | 85
exit_net_cash.exit_year_2 | 0
exit_net_cash.at_100      | 105
"""

# Sold in the first month, or after a year.
SETTING_EDGE_EARLY = SETTING
EDGE_EARLY = """
                          | opening
given
planned_exit_month        | 1
horizon                   | 14
exit_multiple             | 2
closing_arr               | 50 | 60 | 70 | 80 | 90 | 100 | 110 | 120 | 130 | 140 | 150 | 160 | 170 | 180 | 190
net_cash                  | 5
then
planned_exit              | 1
exit_month.at_50          | 1
exit_month.exit_year_1    | 12
"""

# More is owed than there is.
SETTING_EDGE = worked.Setting(months=4)
EDGE = """
                          | opening
given
planned_exit_month        | 0
horizon                   | 4
exit_multiple             | 2
closing_arr               | 20
net_cash                  | -60
then
exit_within_plan.exit_year_1 | 0
exit_price.at_100         | 40
exit_net_cash.at_100      | -60
"""

def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_early():
    worked.work(CHAPTER, EDGE_EARLY, SETTING_EDGE_EARLY)


def test_the_planned_exit_is_that_of_the_last_year():
    """SecureCloud's plan has five years: its fifth year's exit is the one at the plan's end at the planned price."""
    figures = worked.securecloud()
    for line in ("exit_month", "exit_price", "exit_equity", "share_value"):
        assert figures[f"{line}.exit_year_5"] == figures[f"{line}.at_100"], line
    assert figures["exit_price.at_100"] == 2.5 * figures["closing_arr"][60]
    assert figures["exit_equity.at_100"] - figures["exit_equity.at_50"] == figures["exit_price.at_50"]  # no costs
