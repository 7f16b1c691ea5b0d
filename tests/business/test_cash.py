"""Cash: worked by hand. In month 4 the receipts given are 5 too many, so that the check has something to find."""

import worked
from planbook.business import cash

CHAPTER = "cash"

TABLE = """
                               | opening |      1 |      2 |      3 |      4
given
opening_cash                   |     200
free_cash_flow                 |       0 |    150 |   -400 |      0 |   -400
investor_money                 |       0 |      0 |      0 |    500 |      0
loans_drawn                    |       0 |      0 |     70 |      0 |      0
loans_repaid                   |       0 |     10 |     10 |     10 |     10
notes_repaid                   |       0 |      0 |      0 |      0 |     15
new_notes_repaid               |       0 |      0 |      0 |      0 |      6
revolver_draw                  |       0 |      0 |     30 |    -20 |      0
dividends                      |       0 |      0 |      0 |      0 |     10
closing_loans                  |      60 |     50 |    110 |    100 |     90
closing_revolver               |       0 |      0 |     30 |     10 |     10
customer_receipts              |       0 |  1_000 |    690 |    900 |    600
supplier_payments              |       0 |    300 |    350 |    250 |    300
payroll                        |       0 |    500 |    600 |    550 |    550
tax_paid                       |       0 |     25 |     50 |     25 |    100
interest_paid                  |       0 |      2 |      3 |      4 |      5
grant_income                   |       0 |      2 |     13 |      4 |      5
cash_without_round             |     200 |    250 |    100 |     90 |     80
interest_of_standby            |       0 |      3 |      4 |      5 |      6
capital_expenditure            |       0 |     25 |    120 |     75 |     45
disposal_proceeds              |       0 |      0 |     20 |      0 |      0
then
financing_cash_flow            |       0 |    -10 |     90 |    470 |    -35  # 70 − 10 + 30; 500 − 10 − 20; −10 − 15 − 10
net_cash_flow                  |       0 |    140 |   -310 |    470 |   -435
closing_cash                   |     200 |    340 |     30 |    500 |     65
closing_debt                   |      60 |     50 |    140 |    110 |    100
cash_without_investors         |     200 |    337 |    -94 |     85 |   -335  # 200 + 140 − 3; 250 − 310 − 30 − 4; …
minimum_cash                   |      30
cash_is_lowest                 |       0 |      0 |      1 |      0 |      0
lowest_cash_month              |       2
cash_below_zero                |       0 |      0 |      0 |      0 |      0
direct_operating_cash_flow     |       0 |    175 |   -300 |     75 |   -350  # 1_000 + 2 − 300 − 500 − 25 − 2
direct_cash_flow               |       0 |    140 |   -310 |    470 |   -430
cash_flow_residual             |       0 |      0 |      0 |      0 |      5
grants_less_interest           |       0 |      0 |     10 |      0 |      0
"""

# Overdrawn in two months.
EDGE_OVERDRAWN = """
                  | opening |   1 |  2 |   3 |   4
given
opening_cash      |      -5
free_cash_flow    |       0 | -90 | 30 | -60 | 240
investor_money    |       0 | 100 |  0 |   0 |   0
loans_drawn       |       0 |   0 |  0 |   0 |   0
loans_repaid      |       0 |   0 |  0 |   0 |   0
notes_repaid      |       0 |   0 |  0 |   0 |   0
new_notes_repaid  |       0 |   0 |  0 |   0 |   0
revolver_draw     |       0 |   0 |  0 |   0 |   0
dividends         |       0 |   0 | 40 |   0 |   0
then
closing_cash      |      -5 |   5 | -5 | -65 | 175
minimum_cash      |     -65
cash_below_zero   |       0 |   0 |  1 |   1 |   0
"""

# The lowest cash of the plan is not the opening's; cash of exactly nothing, or a trifle below, is not below zero.
EDGE = """
                               | opening |      1 |      2 |      3 |      4
given
opening_cash                   |      10
free_cash_flow                 |       0 |     30 |    -40 |    -0.0000001 |  -0.01
investor_money                 |       0 |      0 |      0 |      0 |     75
loans_drawn                    |       0 |      0 |      0 |      0 |      0
loans_repaid                   |       0 |      0 |      0 |      0 |      0
notes_repaid                   |       0 |      0 |      0 |      0 |      0
new_notes_repaid               |       0 |      0 |      0 |      0 |      0
revolver_draw                  |       0 |      0 |      0 |      0 |      0
dividends                      |       0 |      0 |      0 |      0 |      0
closing_loans                  |       0 |      0 |      0 |      0 |      0
closing_revolver               |       0 |      0 |      0 |      0 |      0
then
closing_cash                   |      10 |     40 |      0 |    -0.0000001 |  74.9899999
closing_debt                   |       0 |      0 |      0 |      0 |      0
cash_below_zero                |       0 |      0 |      0 |      0 |      0
"""

def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_edge_overdrawn():
    worked.work(CHAPTER, EDGE_OVERDRAWN)


def test_what_other_chapters_bring():
    """Sold assets bring money; a plan without lenders has none of theirs."""
    assert cash.direct_cash_flow(175, 25, -10, disposal_proceeds=20) == 160
    assert cash.financing_cash_flow(investor_money=500) == 500
    assert cash.closing_debt() == 0
    assert cash.financing_cash_flow(investor_money=0, dividends=5) == -5
