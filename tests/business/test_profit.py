"""Profit: worked by hand."""

import worked
from planbook.business import profit

CHAPTER = "profit"

SETTING = worked.Setting(months=3)

TABLE = """
                              | opening |      1 |      2 |      3
given
revenue                       |       0 | 10_000 | 12_000 |  9_000
cost_of_service               |       0 |  3_000 |  3_500 |  4_000
sales_marketing_cost          |       0 |  2_000 |  2_500 |  5_000
research_development_cost     |       0 |  1_500 |  1_600 |  1_700
general_admin_cost            |       0 |    500 |    700 |    900
depreciation                  |       0 |    300 |    400 |    600
grant_income                  |       0 |    200 |      0 |     50
disposal_gain                 |       0 |      0 |    -70 |     30
loans_interest                |       0 |     40 |     30 |     20
loan_fees                     |       0 |     15 |      0 |      0
revolver_interest             |       0 |      0 |      7 |      9
revolver_fee                  |       0 |      2 |      1 |      0
note_interest                 |       0 |    100 |      0 |    300
recurring_revenue             |       0 |  9_000 | 11_000 | 12_000
closing_customers             |      80 |     90 |    100 |    130
month                         |       0 |      1 |      2 |      3
then
in_first_year           |       0 |      1 |      1 |      1
first_year_recurring_revenue  |  32_000
first_year_billed_customers   |     320
first_year_arpu               |     100
volume_revenue                |       0 |  9_000 | 10_000 | 13_000
price_mix_revenue             |       0 |      0 |  1_000 | -1_000
gross_profit                  |       0 |  7_000 |  8_500 |  5_000
operating_expenses            |       0 |  4_000 |  4_800 |  7_600
ebitda                        |       0 |  3_000 |  3_700 | -2_600
ebit                          |       0 |  2_900 |  3_230 | -3_120
interest_paid                 |       0 |     57 |     38 |     29
interest_expense              |       0 |    157 |     38 |    329
profit_before_tax             |       0 |  2_743 |  3_192 | -3_449
"""

# No revenue at all; service that costs more than it brings; nothing but depreciation.
EDGE = """
                              | opening |      1 |      2 |      3
given
revenue                       |       0 |      0 |    100 |      0
cost_of_service               |       0 |     40 |    150 |      0
sales_marketing_cost          |       0 |      7 |      0 |      0
research_development_cost     |       0 |      0 |      8 |      0
general_admin_cost            |       0 |      0 |      0 |      0
depreciation                  |       0 |      0 |      0 |     25
grant_income                  |       0 |      0 |      0 |      0
disposal_gain                 |       0 |      0 |      0 |      0
loans_interest                |       0 |      0 |      0 |      0
loan_fees                     |       0 |      0 |      0 |      0
revolver_interest             |       0 |      0 |      0 |      0
revolver_fee                  |       0 |      0 |      0 |      0
note_interest                 |       0 |      0 |      0 |      0
month                         |       0 |      1 |      2 |      3
recurring_revenue             |       0 |      0 |      5 |      0
closing_customers             |       0 |      0 |      0 |      0
then
first_year_arpu               |       0
volume_revenue                |       0 |      0 |      0 |      0
price_mix_revenue             |       0 |      0 |      5 |      0
gross_profit                  |       0 |    -40 |    -50 |      0
operating_expenses            |       0 |      7 |      8 |      0
ebitda                        |       0 |    -47 |    -58 |      0
ebit                          |       0 |    -47 |    -58 |    -25
profit_before_tax             |       0 |    -47 |    -58 |    -25
"""

# Month 12 is the last that counts: a customer pays 10 then. In month 14 five customers more than in month 13 pay no more.
SETTING_EDGE_YEAR = worked.Setting(months=14)
EDGE_YEAR = """
                        | opening |   1 |   2 |   3 |   4 |   5 |   6 |   7 |   8 |   9 |  10 |  11 |  12 |  13 |  14
given
recurring_revenue       |       0 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 300 | 300
month                   |       0 |   1 |   2 |   3 |   4 |   5 |   6 |   7 |   8 |   9 |  10 |  11 |  12 |  13 |  14
closing_customers       |      10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  10 |  20 |  25
then
in_first_year     |       0 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   1 |   0 |   0
first_year_recurring_revenue |   1_200
first_year_billed_customers |     120
first_year_arpu         |      10
volume_revenue          |       0 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 200 | 250
price_mix_revenue       |       0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 | 100 |  50
"""


def test_edge_year():
    worked.work(CHAPTER, EDGE_YEAR, SETTING_EDGE_YEAR)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_interest_that_is_not_paid_counts():
    """Convertible notes accrue interest: an expense, and no payment."""
    assert profit.interest_expense(interest_paid=30, note_interest=12) == 42
