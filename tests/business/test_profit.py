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
note_interest                 |       0 |    100 |      0 |    300
then
gross_profit                  |       0 |  7_000 |  8_500 |  5_000
operating_expenses            |       0 |  4_000 |  4_800 |  7_600
ebitda                        |       0 |  3_000 |  3_700 | -2_600
ebit                          |       0 |  2_700 |  3_300 | -3_200
profit_before_tax             |       0 |  2_600 |  3_300 | -3_500
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


def test_interest_is_subtracted():
    """No chapter charges interest yet; where one does, it reduces profit before tax."""
    assert profit.profit_before_tax(ebit=2_700, interest_expense=200) == 2_500
