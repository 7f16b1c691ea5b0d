"""Cash: worked by hand. In month 4 the receipts given are 5 too many, so that the check has something to find."""

import numpy as np
import pytest

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
revolver_draw                  |       0 |      0 |     30 |    -20 |      0
dividends                      |       0 |      0 |      0 |      0 |     25
closing_loans                  |      60 |     50 |    110 |    100 |     90
closing_revolver               |       0 |      0 |     30 |     10 |     10
burn                           |       0 |      0 |    125 |     50 |    200
minimum_cash_policy            |      40 |     40 |    150 |     60 |     40
customer_receipts              |       0 |  1_000 |    690 |    900 |    600
supplier_payments              |       0 |    300 |    350 |    250 |    300
payroll                        |       0 |    500 |    600 |    550 |    550
tax_paid                       |       0 |     25 |     50 |     25 |    100
interest_paid                  |       0 |      2 |      3 |      4 |      5
grant_income                   |       0 |      2 |     13 |      4 |      5
capital_expenditure            |       0 |     25 |    120 |     75 |     45
disposal_proceeds              |       0 |      0 |     20 |      0 |      0
then
financing_cash_flow            |       0 |    -10 |     90 |    470 |    -35  # 70 − 10 + 30; 500 − 10 − 20; −10 − 25
net_cash_flow                  |       0 |    140 |   -310 |    470 |   -435
closing_cash                   |     200 |    340 |     30 |    500 |     65
closing_debt                   |      60 |     50 |    140 |    110 |    100
cash_without_round             |     200 |    340 |     30 |      0 |   -435
minimum_cash                   |      30
cash_is_lowest                 |       0 |      0 |      1 |      0 |      0
lowest_cash_month              |       2
minimum_cash_without_round     |    -435
cash_below_zero                |       0 |      0 |      0 |      0 |      0
runway                         |       . |      . |   0.24 |     10 |  0.325  # 30 ÷ 125
runway_drawn                   |       0 |     30 |   0.24 |     10 |  0.325
cash_below_policy              |       0 |      0 |      1 |      0 |      0
below_policy_without_round     |       0 |      0 |      1 |      1 |      1
simulated_runway               |       2
simulated_runway_without_round |       2
direct_operating_cash_flow     |       0 |    175 |   -300 |     75 |   -350  # 1_000 + 2 − 300 − 500 − 25 − 2
direct_cash_flow               |       0 |    140 |   -310 |    470 |   -430
cash_flow_residual             |       0 |      0 |      0 |      0 |      5
grants_less_interest           |       0 |      0 |     10 |      0 |      0
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
revolver_draw                  |       0 |      0 |      0 |      0 |      0
dividends                      |       0 |      0 |      0 |      0 |      0
closing_loans                  |       0 |      0 |      0 |      0 |      0
closing_revolver               |       0 |      0 |      0 |      0 |      0
minimum_cash_policy            |       0 |     40 |      0 |      0 |      0
then
closing_cash                   |      10 |     40 |      0 |    -0.0000001 |  74.9899999
closing_debt                   |       0 |      0 |      0 |      0 |      0
cash_without_round             |      10 |     40 |      0 |    -0.0000001 |  -0.0100001
minimum_cash_without_round     |    -0.0100001
cash_below_zero                |       0 |      0 |      0 |      0 |      0
cash_below_policy              |       0 |      0 |      0 |      0 |      0  # 40 is not below 40
below_policy_without_round     |       0 |      0 |      0 |      0 |      1
simulated_runway               |       .
simulated_runway_without_round |       4
"""

# Overdrawn from a start without cash: there is no runway left, which is 0 months and not a negative number.
EDGE_OVERDRAWN = """
                               | opening |      1 |      2 |      3 |      4
given
opening_cash                   |      -5
free_cash_flow                 |       0 |    -90 |     30 |    -60 |    240
investor_money                 |       0 |    100 |      0 |      0 |      0
loans_drawn                    |       0 |      0 |      0 |      0 |      0
loans_repaid                   |       0 |      0 |      0 |      0 |      0
revolver_draw                  |       0 |      0 |      0 |      0 |      0
dividends                      |       0 |      0 |     40 |      0 |      0
burn                           |       0 |     90 |     30 |     40 |      0
minimum_cash_policy            |       0 |      0 |      0 |      0 |      0
then
closing_cash                   |      -5 |      5 |     -5 |    -65 |    175
minimum_cash                   |     -65
cash_below_zero                |       0 |      0 |      1 |      1 |      0
cash_below_policy              |       0 |      0 |      1 |      1 |      0
runway                         |       . | 0.05555555555555555 | 0 | 0 | .
runway_drawn                   |       0 | 0.05555555555555555 | 0 | 0 | 30
simulated_runway               |       2
"""

# A runway of 50 months is drawn as 30; nothing burnt without cash is no runway, and with a trifle of cash a long one.
EDGE_LONG = """
                               | opening |      1 |      2 |      3 |      4
given
opening_cash                   |      90
free_cash_flow                 |       0 |     10 |   -110 |     10 |      1
investor_money                 |       0 |      0 |      0 |      0 |      0
loans_drawn                    |       0 |      0 |      0 |      0 |      0
loans_repaid                   |       0 |      0 |      0 |      0 |      0
revolver_draw                  |       0 |      0 |      0 |      0 |      0
dividends                      |       0 |      0 |      0 |      0 |      0
burn                           |       0 |      2 |      0 |      0 |      0
minimum_cash_policy            |       0 |      0 |      0 |      0 |      0
then
closing_cash                   |      90 |    100 |    -10 |      0 |      1
runway                         |       . |     50 |      . |      . |      .
runway_drawn                   |       0 |     30 |      0 |      0 |     30
"""


def test_edge_long():
    worked.work(CHAPTER, EDGE_LONG)


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


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_26_minimum_cash_is_the_lowest_closing_cash(scenario):
    """Of the months, not of the opening; the round does not count in cash without it, nor do its costs."""
    figures = worked.securecloud(scenario=scenario)
    poor = worked.securecloud({"opening_cash": 1.0, "round_costs.series_a": 0.1}, scenario)
    for each in (figures, poor):
        assert each["minimum_cash"] == min(each["closing_cash"][1:])
        assert each["minimum_cash_without_round"] == min(each["cash_without_round"][1:])
    assert poor["cash_without_round"] - figures["cash_without_round"] == pytest.approx(1.0 - figures["closing_cash"][0])


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_26_runway_three_ways(scenario):
    """Cash ÷ the burn of three months; the first month below the reserve, with the round and without it."""
    figures = worked.securecloud({"minimum_amount": 30_000, "minimum_months": 3}, scenario)
    flow, cash, policy = figures["free_cash_flow"], figures["closing_cash"], figures["minimum_cash_policy"]
    for month in range(1, 61):
        last = flow[max(1, month - 2) : month + 1]
        burn = max(0.0, -sum(last) / len(last))
        runway = max(0.0, cash[month]) / burn if burn else np.nan
        assert figures["runway"][month] == pytest.approx(runway, nan_ok=True)
    for line, balance in (("simulated_runway", cash), ("simulated_runway_without_round", figures["cash_without_round"])):
        below = [month for month in range(1, 61) if balance[month] < policy[month] - 1e-6]
        assert figures[line] == pytest.approx(below[0] if below else np.nan, nan_ok=True)
