"""Grants: worked by hand."""

import pytest

import worked

CHAPTER = "grants"

SETTING = worked.Setting(months=3, families={"grant": {"research": {"paid": "once"}, "city": {"paid": "monthly"}}})
TABLE = """
                        | opening |      1 |      2 |      3
given
month                   |       0 |      1 |      2 |      3
grant_amount.research   |  50_000
grant_month.research    |       2
grant_monthly.city      |       0 |  1_000 |  1_000 |  1_500
then
grant_received.research |       0 |      0 | 50_000 |      0
grant_received.city     |       0 |  1_000 |  1_000 |  1_500
grant_income            |       0 |  1_000 | 51_000 |  1_500
"""

# Two sums in one month, the first of them nothing.
SETTING_EDGE = worked.Setting(months=3, families={"grant": {"refused": {"paid": "once"}, "given": {"paid": "once"}}})
EDGE = """
                        | opening |      1 |      2 |      3
given
month                   |       0 |      1 |      2 |      3
grant_amount.refused    |       0
grant_month.refused     |       3
grant_amount.given      |     700
grant_month.given       |       3
then
grant_received.refused  |       0 |      0 |      0 |      0
grant_income            |       0 |      0 |      0 |    700
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_a_grant_is_taxed_income_and_cash():
    """100 a month and nothing else: a year of it is taxed at 20 %, paid in the third month of the next."""
    setting = worked.Setting(months=24, segments={"a": {}}, families={"grant": {"city": {"paid": "monthly"}}})
    found = worked.run({"grant_monthly.value1.city": 100.0, "tax_rate": 0.2}, setting)
    assert not found["ebitda"].any()
    assert list(found["ebit"][1:]) == [100] * 24
    assert list(found["net_income"][1:]) == pytest.approx([80] * 24)
    assert found["closing_cash"][12] == 1_200
    assert found["tax_paid"][15] == pytest.approx(240)
    assert found["closing_cash"][24] == pytest.approx(2_400 - 240)
    assert abs(found["cash_flow_residual"]).max() < 0.005
