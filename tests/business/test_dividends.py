"""Dividends: worked by hand."""

import worked

CHAPTER = "dividends"

# The plan starts in the 11th month of a fiscal year; dividends are paid in the first month of a year.
SETTING = worked.Setting(months=6)
TABLE = """
                       | opening |      1 |      2 |      3 |      4 |      5 |      6
given
fiscal_month           |      10 |     11 |     12 |      1 |     12 |      1 |      1
year_starts            |       0 |      0 |      0 |      1 |      0 |      1 |      1
net_income             |       0 |    100 |    -20 |    300 |    200 |     80 |     10
payout_share           |     50% |    50% |    50% |    40% |    50% |    50% |    50%
dividend_month         |       1
opening_income_to_date |     120
opening_last_income    |     900
cash_before_dividends  |   1_000 |  1_000 |  1_000 |  1_000 |  1_000 |    450 |  1_000
minimum_cash_policy    |     200 |    200 |    200 |    200 |    200 |    200 |    200
closing_revolver       |       0 |      0 |      0 |      0 |     60 |      0 |      0
retained_earnings      |     400 |    400 |    400 |    400 |    400 |     30 |    400
then
income_to_date         |     120 |    220 |    200 |    300 |    500 |     80 |     10
last_year_income       |     900 |    900 |    900 |    200 |    200 |    500 |     80
planned_dividend       |       0 |      0 |      0 |     80 |      0 |    250 |     40
cash_for_dividends     |       0 |    800 |    800 |    800 |    800 |    190 |    800  # 450 − 200 − 60 that was owed
dividends              |       0 |      0 |      0 |     80 |      0 |    190 |     30  # cash allows 190, earnings 30
dividend_cut           |       0 |      0 |      0 |      0 |      0 |      1 |      1
"""

# A loss pays no dividend; losses carried in the balance sheet, or no cash above the reserve, stop it.
SETTING_EDGE = worked.Setting(months=4)
EDGE = """
                       | opening |      1 |      2 |      3 |      4
given
fiscal_month           |       3 |      4 |      4 |      4 |      4
year_starts            |       0 |      0 |      1 |      1 |      1
net_income             |       0 |   -500 |     60 |     50 |      0
payout_share           |    100%
dividend_month         |       4
opening_income_to_date |       0
opening_last_income    |      70
cash_before_dividends  |     900 |     70 |    900 |    900 |     90
minimum_cash_policy    |       0 |      0 |      0 |      0 |    100
closing_revolver       |       0 |      0 |      0 |      0 |      0
retained_earnings      |     500 |    500 |    -10 |    900 |    900
then
last_year_income       |      70 |     70 |   -500 |     60 |     50
planned_dividend       |       0 |     70 |      0 |     60 |     50
cash_for_dividends     |       0 |     70 |    900 |    900 |      0
dividends              |       0 |     70 |      0 |      0 |      0
dividend_cut           |       0 |      0 |      0 |      1 |      1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_what_is_paid_leaves_cash_and_earnings():
    """A grant of 1_000 in the first year; half of it is paid out in the second month of the next."""
    setting = worked.Setting(months=15, segments={"a": {}}, families={"grant": {"it": {"paid": "once"}}})
    given = {"grant_amount.it": 1_000.0, "grant_month.it": 4.0, "payout_share": 0.5, "dividend_month": 2.0}
    found = worked.run(given, setting)
    assert [month for month, paid in enumerate(found["dividends"]) if paid] == [14]
    assert (found["closing_cash"][13], found["closing_cash"][14]) == (1_000, 500)
    assert found["retained_earnings"][15] == 500
    assert not found["balance_residual"].any()
    assert not found["cash_flow_residual"].any()
