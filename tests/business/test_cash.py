"""Cash: worked by hand. In month 4 the receipts given are 5 too many, so that the check has something to find."""

import pytest

import worked
from planbook.business import cash

CHAPTER = "cash"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
opening_cash                  |     200
net_income                    |       0 |    100 |   -300 |     50 |   -400
depreciation                  |       0 |     20 |     20 |     30 |     30
increase_in_working_capital   |       0 |    -50 |     10 |      5 |    -20
tax_payable                   |      10 |     15 |      5 |      5 |      0
capital_expenditure           |       0 |     25 |    150 |     75 |     45
disposal_proceeds             |       0 |      0 |     50 |      0 |      0
round_proceeds                |       0 |      0 |      0 |    500 |      0
customer_receipts             |       0 |  1_000 |    700 |    900 |    600
supplier_payments             |       0 |    300 |    350 |    250 |    300
payroll                       |       0 |    500 |    600 |    550 |    550
tax_paid                      |       0 |     25 |     50 |     25 |    100
then
increase_in_tax_payable       |       0 |      5 |    -10 |      0 |     -5
operating_cash_flow           |       0 |    175 |   -300 |     75 |   -355  # 100 + 20 + 50 + 5
investing_cash_flow           |       0 |    -25 |   -100 |    -75 |    -45
free_cash_flow                |       0 |    150 |   -400 |      0 |   -400
financing_cash_flow           |       0 |      0 |      0 |    500 |      0
net_cash_flow                 |       0 |    150 |   -400 |    500 |   -400
closing_cash                  |     200 |    350 |    -50 |    450 |     50
cash_without_round            |     200 |    350 |    -50 |    -50 |   -450
minimum_cash                  |     -50
minimum_cash_without_round    |    -450
direct_cash_flow              |       0 |    150 |   -400 |    500 |   -395  # 1_000 − 300 − 500 − 25 − 25
cash_flow_residual            |       0 |      0 |      0 |      0 |      5
cash_burnt                    |       0 |      0 |    400 |      0 |    400
cash_generated                |       0 |    150 |      0 |      0 |      0
cash_below_zero               |       0 |      0 |      1 |      0 |      0
cash_out_month                |       2
cash_gone_without_round       |       0 |      0 |      1 |      1 |      1
cash_out_month_without_round  |       2
"""

# The lowest cash of the plan is not the opening's; cash of exactly nothing, or a trifle below, is not below zero.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
opening_cash                  |      10
net_income                    |       0 |     30 |    -40 |    -0.0000001 |  -0.01
depreciation                  |       0 |      0 |      0 |      0 |      0
increase_in_working_capital   |       0 |      0 |      0 |      0 |      0
tax_payable                   |       0 |      0 |      0 |      0 |      0
capital_expenditure           |       0 |      0 |      0 |      0 |      0
disposal_proceeds             |       0 |      0 |      0 |      0 |      0
round_proceeds                |       0 |      0 |      0 |      0 |     75
then
closing_cash                  |      10 |     40 |      0 |    -0.0000001 |  74.9899999
cash_without_round            |      10 |     40 |      0 |    -0.0000001 |  -0.0100001
minimum_cash_without_round    |    -0.0100001
cash_below_zero               |       0 |      0 |      0 |      0 |      0
cash_gone_without_round       |       0 |      0 |      0 |      0 |      1
cash_out_month                |       .
cash_out_month_without_round  |       4
cash_burnt                    |       0 |      0 |     40 |     0.0000001 |   0.01
cash_generated                |       0 |     30 |      0 |      0 |      0
"""

# A start without cash that only earns: the opening does not count as the lowest.
EDGE_RISING = """
                              | opening |      1 |      2 |      3 |      4
given
opening_cash                  |      -5
net_income                    |       0 |     30 |     40 |     50 |     60
depreciation                  |       0 |      0 |      0 |      0 |      0
increase_in_working_capital   |       0 |      0 |      0 |      0 |      0
tax_payable                   |       0 |      0 |      0 |      0 |      0
capital_expenditure           |       0 |      0 |      0 |      0 |      0
disposal_proceeds             |       0 |      0 |      0 |      0 |      0
round_proceeds                |       0 |     10 |      0 |      0 |      0
then
closing_cash                  |      -5 |     35 |     75 |    125 |    185
minimum_cash                  |      35
minimum_cash_without_round    |      25
cash_below_zero               |       0 |      0 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_edge_rising():
    worked.work(CHAPTER, EDGE_RISING)


def test_without_the_chapter_funding():
    """A plan without a round has no money from investors."""
    assert cash.financing_cash_flow() == 0


@pytest.mark.parametrize("scenario", ["base", "downside", "upside"])
def test_convention_26_minimum_cash_is_the_lowest_closing_cash(scenario):
    """Of the months, not of the opening; the round does not count in cash without it, nor do its costs."""
    figures = worked.securecloud(scenario=scenario)
    poor = worked.securecloud({"opening_cash": 1.0, "round_costs": 0.1}, scenario)
    for each in (figures, poor):
        assert each["minimum_cash"] == min(each["closing_cash"][1:])
        assert each["minimum_cash_without_round"] == min(each["cash_without_round"][1:])
    assert poor["cash_without_round"] - figures["cash_without_round"] == pytest.approx(1.0 - figures["closing_cash"][0])
