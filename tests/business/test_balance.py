"""The balance sheet: worked by hand. In month 3 net income is 3 short, so that the check has something to find."""

import pytest

import worked

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
opening_paid_in               |     150
round_proceeds                |       0 |     30 |      0 |      5
safe_proceeds                 |       0 |     20 |      0 |      8
notes_converted               |       0 |      0 |      0 |      7
notes_payable                 |       5 |      6 |      7 |      0
net_income                    |       0 |    -20 |    -25 |     -8
then
total_assets                  |     360 |    405 |    380 |    390
total_liabilities             |     130 |    145 |    145 |    140
paid_in_capital               |     150 |    200 |    200 |    220
retained_earnings             |      80 |     60 |     35 |     27  # 360 − 130 − 150
equity                        |     230 |    260 |    235 |    247
total_liabilities_and_equity  |     360 |    405 |    380 |    387
balance_residual              |       0 |      0 |      0 |      3
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
opening_paid_in               |     500
round_proceeds                |       0 |      0 |      0 |      0
safe_proceeds                 |       0 |      0 |      0 |      0
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
opening_paid_in               |     500
round_proceeds                |       0 |      0 |      0 |      0
safe_proceeds                 |       0 |      0 |      0 |      0
notes_converted               |       0 |      0 |      0 |      0
notes_payable                 |       0 |      0 |      0 |      0
net_income                    |       0 |    -10 |      0 |      0
then
retained_earnings             |    -550 |   -560 |   -560 |   -560  # 20 − 70 − 500
equity                        |     -50 |    -60 |    -60 |    -60
balance_residual              |       0 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_opening_losses():
    worked.work(CHAPTER, EDGE_LOSSES, SETTING)


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
