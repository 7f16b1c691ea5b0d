"""Covenants: worked by hand."""

import worked

CHAPTER = "covenants"

SETTING = worked.Setting(months=14)
TABLE = f"""
                       | opening |    1 |    2 |    3 |    4 |    5 |    6 |    7 |    8 |    9 |   10 |   11 |   12 |   13 |   14
given
last_year_part           {worked.LAST_YEAR_PART}
ebitda                 |       0 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |   30 |  -20
interest_paid          |       0 |    0 |   10 |   20 |   15 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0
closing_debt           |     500 |  500 |  520 |  541 |  540 |  600 |  600 |  600 |  600 |  600 |  600 |  600 |  600 |  600 |  700
closing_cash           |     100 |   80 |   79 |   90 |   90 |   90 |   90 |   90 |   90 |   90 |   90 |   90 |   90 |   90 |   90
highest_leverage       |       2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |    2 |  1.5 |    3
last_year_ebitda       |     240
lowest_cover           |       3
lowest_cash            |      80
then
ebitda_12_months       |     240 |  250 |  260 |  270 |  280 |  290 |  300 |  310 |  320 |  330 |  340 |  350 |  360 |  360 |  310
leverage_breached      |       0 |    0 |    0 |    1 |    0 |    1 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    1 |    0
covering_ebitda        |       0 |   30 |   60 |   90 |  120 |  150 |  180 |  210 |  240 |  270 |  300 |  330 |  360 |  360 |  310
covered_interest       |       0 |    0 |   10 |   30 |   45 |   45 |   45 |   45 |   45 |   45 |   45 |   45 |   45 |   45 |   35
cover_breached         |       0 |    0 |    0 |    0 |    1 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0
cash_covenant_breached |       0 |    0 |    1 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0
"""

# The two ratios; no interest is paid in the first month.
SETTING_RATIOS = worked.Setting(months=3)
TABLE_RATIOS = """
                       | opening |    1 |    2 |    3
given
last_year_part         | 1 | 0.91666666666666663 | 0.83333333333333337 | 0.75
ebitda                 |       0 |   30 |   30 |   30
interest_paid          |       0 |    0 |   10 |   20
closing_debt           |     480 |  500 |  650 |  540
last_year_ebitda       |     240
then
debt_to_ebitda         |       . |    2 |  2.5 |    2  # 540 ÷ (90 + 9 ÷ 12 × 240)
interest_cover         |       . |    . |    6 |    3
"""

# EBITDA below zero: any debt is too much, none is not; interest not earned at all; the ratio says nothing.
SETTING_EDGE = worked.Setting(months=4)
EDGE = """
                       | opening |    1 |    2 |    3 |    4
given
last_year_part         | 1 | 0.91666666666666663 | 0.83333333333333337 | 0.75 | 0.66666666666666663
ebitda                 |       0 |  -50 |  -50 |  -50 |  300
interest_paid          |       0 |    0 |    1 |    0 |    0
closing_debt           |       0 |    0 |  0.5 |    0 |    0
closing_cash           |       0 |  -10 |  0.5 |    1 |   20
highest_leverage       |       1
last_year_ebitda       |    -600
lowest_cover           |     0.5
lowest_cash            |       1
then
ebitda_12_months       |    -600 | -600 | -600 | -600 | -250
debt_to_ebitda         |       . |    . |    . |    . |    .
leverage_breached      |       0 |    0 |    1 |    0 |    0
cover_breached         |       0 |    0 |    1 |    1 |    0
cash_covenant_breached |       0 |    1 |    1 |    0 |    0
"""

# Nothing is asked for: nothing fires, whatever the figures are.
SETTING_EDGE_UNASKED = worked.Setting(months=3)
EDGE_UNASKED = """
                       | opening |    1 |    2 |    3
given
last_year_part         | 1 | 0.91666666666666663 | 0.83333333333333337 | 0.75
ebitda                 |       0 |  -50 |  -50 |  -50
interest_paid          |       0 |    9 |    9 |    9
closing_debt           |       0 |  900 |  900 |  900
closing_cash           |       0 |  -10 |  -10 |  -10
highest_leverage       |       0
last_year_ebitda       |       0
lowest_cover           |       0
lowest_cash            |       0
then
leverage_breached      |       0 |    0 |    0 |    0
cover_breached         |       0 |    0 |    0 |    0
cash_covenant_breached |       0 |    0 |    0 |    0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_ratios():
    worked.work(CHAPTER, TABLE_RATIOS, SETTING_RATIOS)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_unasked():
    worked.work(CHAPTER, EDGE_UNASKED, SETTING_EDGE_UNASKED)
