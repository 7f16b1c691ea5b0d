"""Free cash flow, burn and the reserve: worked by hand."""

import pytest

import worked
from planbook.business import flows

CHAPTER = "flows"

SETTING = worked.Setting(months=6)
TABLE = """
                              | opening |      1 |      2 |      3 |      4 |      5 |      6
given
month                         |       0 |      1 |      2 |      3 |      4 |      5 |      6
burn_months                   |       3
net_income                    |       0 |     90 |   -300 |     80 |   -385 |    -90 |     80
depreciation                  |       0 |     20 |     20 |     30 |     30 |     30 |     30
increase_in_working_capital   |       0 |    -50 |     10 |      5 |    -20 |      0 |      0
tax_payable                   |      10 |     15 |      5 |      5 |      0 |      0 |      0
capital_expenditure           |       0 |     25 |    100 |    110 |     45 |      0 |      0
disposal_proceeds             |       0 |      0 |      0 |     20 |      0 |      0 |      0
disposal_gain                 |       0 |      0 |      0 |     15 |      0 |      0 |      0
minimum_amount                |      50 |     80 |     50 |     50 |     50 |     50 |    300
minimum_months                |       2 |      2 |      2 |      2 |      2 |      1 |      2
opening_cash                  |   1_000
closing_cash                  |   1_000 |    700 |    600 |    500 |    400 |    300 |    200
round_proceeds                |       0 |     70 |      0 |    300 |      0 |      0 |      0
safe_proceeds                 |       0 |      0 |      0 |    120 |      0 |      0 |      0
note_proceeds                 |       0 |      0 |      0 |     80 |      0 |      0 |      0
note_interest                 |       0 |     10 |      0 |      0 |      0 |      0 |      0
loans_drawn                   |       0 |      0 |      0 |      0 |    200 |      0 |      0
loans_repaid                  |       0 |      0 |      0 |      0 |      0 |     40 |     40
notes_repaid                  |       0 |      0 |      0 |      0 |      5 |      0 |      0
then
increase_in_tax_payable       |       0 |      5 |    -10 |      0 |     -5 |      0 |      0
operating_cash_flow           |       0 |    175 |   -300 |     90 |   -340 |    -60 |    110  # 90 + 10 + 20 + 50 + 5
investing_cash_flow           |       0 |    -25 |   -100 |    -90 |    -45 |      0 |      0
free_cash_flow                |       0 |    150 |   -400 |      0 |   -385 |    -60 |    110
burn_window_flow              |       0 |    150 |   -250 |   -250 |   -785 |   -445 |   -335  # the last three
burn_window                   |       0 |      1 |      2 |      3 |      3 |      3 |      3
average_free_cash_flow | 0 | 150 | -125 | -83.33333333333333 | -261.6666666666667 | -148.3333333333333 | -111.6666666666667
burn                          |       0 |      0 |    125 | 83.33333333333333 | 261.6666666666667 | 148.33333333333333 | 111.66666666666667
minimum_cash_policy           |      50 |     80 |    250 | 166.66666666666667 | 523.3333333333334 | 148.33333333333333 |    300
cash_burnt                    |       0 |      0 |    400 |      0 |    385 |     60 |      0
cash_generated                |       0 |    150 |      0 |      0 |      0 |      0 |    110
equity_proceeds               |       0 |     70 |      0 |    420 |      0 |      0 |      0
investor_money                |       0 |     70 |      0 |    500 |      0 |      0 |      0
cash_before_dividends         |   1_000 |  1_220 |    300 |  1_100 |    310 |    300 |    370  # 1_000 + 150 + 70
"""

# Nothing is burnt: the reserve is the amount; a trifle is burnt.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
burn_months                   |       3
net_income                    |       0 |     50 |   -150 |     40 |  1_000
depreciation                  |       0 |      0 |      0 |      0 |      0
increase_in_working_capital   |       0 |      0 |      0 |      0 |      0
tax_payable                   |       0 |      0 |      0 |      0 |      0
capital_expenditure           |       0 |      0 |      0 |      0 |      0
disposal_proceeds             |       0 |      0 |      0 |      0 |      0
disposal_gain                 |       0 |      0 |      0 |      0 |      0
note_interest                 |       0 |      0 |      0 |      0 |      0
minimum_amount                |      60
minimum_months                |       0
then
average_free_cash_flow        |       0 |     50 |    -50 |    -20 | 296.66666666666667
burn                          |       0 |      0 |     50 |     20 |      0
minimum_cash_policy           |      60 |     60 |     60 |     60 |     60
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_what_other_chapters_bring():
    """Interest that notes accrue is not paid; sold assets, SAFEs and notes bring money."""
    assert flows.operating_cash_flow(100, 20, -50, 5, note_interest=15, disposal_gain=40) == 150
    assert flows.investing_cash_flow(110, disposal_proceeds=20) == -90
    assert flows.equity_proceeds(round_proceeds=500, safe_proceeds=70) == 570
    assert flows.investor_money(570, note_proceeds=30) == 600


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_26_the_reserve_is_an_amount_or_months_of_burn(scenario):
    """The window of three months, carried forward, is the sum of the last three; the larger of an amount and months of burn."""
    figures = worked.securecloud({"minimum_amount": 30_000, "minimum_months": 3}, scenario)
    flow = figures["free_cash_flow"]
    for month in range(1, 61):
        last = flow[max(1, month - 2) : month + 1]
        burn = max(0.0, -sum(last) / len(last))
        assert figures["burn"][month] == pytest.approx(burn)
        assert figures["minimum_cash_policy"][month] == pytest.approx(max(30_000, 3 * burn))
