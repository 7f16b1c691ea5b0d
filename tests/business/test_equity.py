"""From enterprise to equity: worked by hand, and on SecureCloud."""

import pytest

import worked

CHAPTER = "equity"

SETTING = worked.Setting(months=3)
TABLE = """
                           | opening |   1 |   2 |     3
given
horizon                    |       3
enterprise_value           |  10_000
failure_probability        |     10%
distress_proceeds          |   1_000
opening_cash               |     500
tax_payable                |      30 |  40 |  50 |    60
closing_debt               |     120 |  90 |  60 |    30
opening_notes              |      40
opening_safes              |      60
shares                     |   1_000
holders_shares             |       0
closing_arr                |     400 | 500 | 700 | 1_000
entry_multiple             |       5
exit_multiple              |       4
explicit_value             |     450
end_factor                 |     0.5
minimum_cash_without_round |     -10
minimum_cash               |       5
then
expected_enterprise_value  |   9_100  # 90 % of 10_000, 10 % of 1_000
failure_effect             |    -900
opening_tax_payable        |      30
opening_debt               |     120
equity_bridge              |     250  # 500 − 30 − 120 − 40 − 60
equity_value               |   9_350
diluted_shares             |   1_000
value_per_share            |    9.35
opening_arr                |     400
ev_to_opening_arr          |      25
multiple_value             |   2_000
exit_multiple_value        |   2_450  # 450 + 4 × 1_000 × 0.5
value_needs_round          |       1
equity_negative            |       0
"""

# No value by DCF, and nothing that follows from it. The holders' shares are those that count; cash of exactly nothing is enough.
EDGE = """
                           | opening |   1 |   2 |   3
given
horizon                    |       3
enterprise_value           |       .
failure_probability        |     50%
distress_proceeds          |     100
opening_cash               |      70
tax_payable                |       0 |   0 |   0 |   0
closing_debt               |       0 |   0 |   0 |   0
opening_notes              |       0
opening_safes              |       0
shares                     |     100
holders_shares             |       1
closing_arr                |     300 | 300 | 300 | 400
entry_multiple             |       0
exit_multiple              |    1.21
explicit_value             |       0
end_factor                 |       1
minimum_cash_without_round |       0
minimum_cash               |       5
then
expected_enterprise_value  |       .
equity_bridge              |      70
equity_value               |       .
diluted_shares             |       1
value_per_share            |       .
ev_to_opening_arr          |       .
multiple_value             |       0
exit_multiple_value        |     484
value_needs_round          |       0
equity_negative            |       0
"""

# No customers yet, no shares stated. Nobody pays in: whatever lacks lacks with and without investors.
EDGE_NOTHING = """
                           | opening
given
enterprise_value           |     500
failure_probability        |       0
distress_proceeds          |     100
opening_cash               |       0
tax_payable                |     700
closing_debt               |       0
opening_notes              |       0
opening_safes              |       0
shares                     |       0
holders_shares             |       0
closing_arr                |       0
minimum_cash_without_round |     -10
minimum_cash               |     -10
then
expected_enterprise_value  |     500
equity_value               |    -200
diluted_shares             |       0
value_per_share            |       .
ev_to_opening_arr          |       .
value_needs_round          |       0
equity_negative            |       1
"""

# What is owed takes exactly all of it.
EDGE_NOUGHT = EDGE_NOTHING.partition("then")[0].replace("|     500", "|     700") + """then
equity_value               |       0
equity_negative            |       0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
    worked.work(CHAPTER, EDGE_NOTHING, SETTING)
    worked.work(CHAPTER, EDGE_NOUGHT, SETTING)


def test_failure_lowers_the_value_by_what_is_lost():
    """A third of all futures fail and bring 1.2m: the value is a weighted mean, equity moves by the same amount."""
    figures = worked.securecloud()
    failing = worked.securecloud({"failure_probability": 1 / 3, "distress_proceeds": 1_200_000.0})
    lost = (figures["enterprise_value"] - 1_200_000) / 3
    assert failing["enterprise_value"] == pytest.approx(figures["enterprise_value"])
    assert figures["equity_value"] - failing["equity_value"] == pytest.approx(lost)
