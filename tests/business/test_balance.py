"""The balance sheet: worked by hand. In month 3 net income is 3 short, so that the check has something to find."""

import pytest

import worked
from planbook.business import balance

CHAPTER = "balance"

SETTING = worked.Setting(months=3)

TABLE = """
                              | opening |      1 |      2 |      3
given
closing_cash                  |     100 |    150 |     80 |    120
closing_receivables           |      50 |     60 |     70 |     40
closing_prepaid               |      10 |      5 |     10 |     20
closing_fixed_assets          |     200 |    190 |    220 |    210
closing_payables              |      25 |     34 |     13 |     25
closing_deferred_revenue      |      90 |    100 |    110 |     95
tax_payable                   |      10 |      5 |     15 |     20
closing_debt                  |      60 |     50 |    100 |     40
dividends                     |       0 |      0 |      4 |      0
opening_paid_in               |     150
equity_proceeds               |       0 |     50 |      0 |     13
notes_converted               |       0 |      0 |      0 |      7
notes_payable                 |       5 |      6 |      7 |      0
closing_safes                 |       2 |      3 |      4 |      1
net_income                    |       0 |    -10 |    -71 |     52
then
total_assets                  |     360 |    405 |    380 |    390
total_liabilities             |     190 |    195 |    245 |    180
paid_in_capital               |     150 |    200 |    200 |    220
retained_earnings             |      20 |     10 |    -65 |    -13  # 360 − 190 − 150; 10 − 71 − 4
equity                        |     170 |    210 |    135 |    207
total_liabilities_and_equity  |     360 |    405 |    380 |    387
net_cash                      |      23 |     86 |    -46 |     59  # 100 − 10 − 60 − 5 − 2
balance_residual              |       0 |      0 |      0 |      3
money_tolerance               | 0.005
"""

# In a currency of small units: a millionth of a millionth of the largest assets.
SETTING_EDGE_LARGE = SETTING
EDGE_LARGE = """
                              | opening |      1 |      2 |      3
given
closing_cash                  |       0 | 9_000_000_000 | 20_000_000_000 | 7_000_000_000
closing_receivables           |       0 |      0 |      0 |      0
closing_prepaid               |       0 |      0 |      0 |      0
closing_fixed_assets          |       0 |      0 |      0 |      0
then
money_tolerance               | 0.02
"""

# A company on its first day: money paid in, nothing else. One that opens with losses: earnings below zero.
EDGE = """
                              | opening |      1 |      2 |      3
given
closing_cash                  |     500 |    450 |    450 |    450
closing_receivables           |       0 |      0 |      0 |      0
closing_prepaid               |       0 |      0 |      0 |      0
closing_fixed_assets          |       0 |      0 |      0 |      0
closing_payables              |       0 |      0 |      0 |      0.0000004
closing_deferred_revenue      |       0 |      0 |      0 |      0
tax_payable                   |       0 |      0 |      0 |      0
closing_debt                  |       0 |      0 |      0 |      0
dividends                     |       0 |      0 |      0 |      0
opening_paid_in               |     500
equity_proceeds               |       0 |      0 |      0 |      0
notes_converted               |       0 |      0 |      0 |      0
notes_payable                 |       0 |      0 |      0 |      0
net_income                    |       0 |    -50 |      0 |      0
then
retained_earnings             |       0 |    -50 |    -50 |    -50
equity                        |     500 |    450 |    450 |    450
balance_residual              |       0 |      0 |      0 |      0  # a residual below 6 digits is none
"""

EDGE_LOSSES = """
                              | opening |      1 |      2 |      3
given
closing_cash                  |      20 |     10 |     10 |     10
closing_receivables           |       0 |      0 |      0 |      0
closing_prepaid               |       0 |      0 |      0 |      0
closing_fixed_assets          |       0 |      0 |      0 |      0
closing_payables              |      70 |     70 |     70 |     70
closing_deferred_revenue      |       0 |      0 |      0 |      0
tax_payable                   |       0 |      0 |      0 |      0
closing_debt                  |       0 |      0 |      0 |      0
dividends                     |       0 |      0 |      0 |      0
opening_paid_in               |     500
equity_proceeds               |       0 |      0 |      0 |      0
notes_converted               |       0 |      0 |      0 |      0
notes_payable                 |       0 |      0 |      0 |      0
net_income                    |       0 |    -10 |      0 |      0
then
retained_earnings             |    -550 |   -560 |   -560 |   -560  # 20 − 70 − 500
equity                        |     -50 |    -60 |    -60 |    -60
balance_residual              |       0 |      0 |      0 |      0
"""


def test_edge_large():
    worked.work(CHAPTER, EDGE_LARGE, SETTING_EDGE_LARGE)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_opening_losses():
    worked.work(CHAPTER, EDGE_LOSSES, SETTING)


def test_notes_are_owed_until_they_become_shares():
    """Convertible notes are a liability; what becomes shares is paid-in capital."""
    assert balance.total_liabilities(40, 100, 5, 50, notes_payable=30) == 225
    assert balance.paid_in_capital(150, 50, notes_converted=30) == 230


@pytest.mark.parametrize(
    ("given", "side"),
    [
        ("opening_cash", 1), ("opening_receivables", 1), ("opening_prepaid", 1), ("opening_asset_cost", 1),
        ("opening_payables", -1), ("opening_paid_in", -1), ("opening_tax_due", -1),
    ],
)  # fmt: skip
def test_convention_10_opening_retained_earnings_take_up_what_is_given(given, side):
    """Whatever the plan gives, the opening balance sheet balances, and so does every month: no other figure is derived."""
    figures = worked.securecloud()
    changed = worked.securecloud({given: figures[given] + 12_345})
    assert changed["retained_earnings"][0] - figures["retained_earnings"][0] == pytest.approx(side * 12_345)
    assert not changed["balance_residual"].any()


def test_convention_10_opening_debt_is_in_the_opening_balance_sheet():
    """A loan from before the plan and what is drawn on the revolver are owed at the start, and lower opening earnings."""
    setting = worked.Setting(months=12, segments={"a": {}}, families={"loan": {"bank": {"repayment": "straight"}}})
    given = {"opening_cash": 1_000.0, "loan_amount.bank": 600.0, "loan_months.bank": 6.0, "revolver_limit": 200.0, "opening_drawn": 150.0}
    found = worked.run(given, setting)
    assert found["closing_debt"][0] == 750
    assert found["retained_earnings"][0] == 250
    assert found["opening_debt"] == 750
    assert not found["balance_residual"].any()
