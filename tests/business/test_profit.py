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
then
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
then
gross_profit                  |       0 |    -40 |    -50 |      0
operating_expenses            |       0 |      7 |      8 |      0
ebitda                        |       0 |    -47 |    -58 |      0
ebit                          |       0 |    -47 |    -58 |    -25
profit_before_tax             |       0 |    -47 |    -58 |    -25
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_interest_that_is_not_paid_counts():
    """Convertible notes accrue interest: an expense, and no payment."""
    assert profit.interest_expense(interest_paid=30, note_interest=12) == 42
