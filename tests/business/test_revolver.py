"""The revolver's drawings: worked by hand, and how they keep the reserve in a whole plan."""

import pytest

import worked

CHAPTER = "revolver"

SETTING = worked.Setting(months=6)
TABLE = """
                      | opening |      1 |      2 |      3 |      4 |      5 |      6
given
cash_before_dividends |     300 |    130 |    400 |    250 |   -300 |    300 |   -500
dividends             |       0 |     30 |      0 |      0 |      0 |      0 |      0
minimum_cash_policy   |     200 |    200 |    200 |    250 |    250 |    200 |    200
opening_drawn         |      50
revolver_limit        |     400
then
cash_before_revolver  |     300 |    100 |    400 |    250 |   -300 |    300 |   -500
revolver_draw         |       0 |    100 |   -150 |      0 |    400 |   -100 |    100  # all is repaid; the limit; a part is repaid
closing_revolver      |      50 |    150 |      0 |      0 |    400 |    300 |    400
"""

# No limit, no drawing, however short cash is; and what was drawn before stays owed while cash is short.
SETTING_EDGE = worked.Setting(months=3)
EDGE = """
                      | opening |      1 |      2 |      3
given
cash_before_dividends |       0 |    -50 |    -90 |     30
dividends             |       0 |      0 |      0 |      0
minimum_cash_policy   |     100 |    100 |    100 |     10
opening_drawn         |       0
revolver_limit        |       0
then
revolver_draw         |       0 |      0 |      0 |      0
closing_revolver      |       0 |      0 |      0 |      0
"""

# The limit falls below what is drawn, and then to nothing: what is above it is repaid, though cash is short.
SETTING_EDGE_LIMIT = worked.Setting(months=3)
EDGE_LIMIT = """
                      | opening |      1 |      2 |      3
given
cash_before_dividends |     100 |   -100 |     40 |    500
dividends             |       0 |      0 |      0 |      0
minimum_cash_policy   |      50 |     50 |     50 |     50
opening_drawn         |       0
revolver_limit        |     200 |    200 |     80 |      0
then
revolver_draw         |       0 |    150 |    -70 |    -80
closing_revolver      |       0 |    150 |     80 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_a_limit_that_falls():
    worked.work(CHAPTER, EDGE_LIMIT, SETTING_EDGE_LIMIT)


def test_a_ledger_kept_by_hand():
    """Rent that only the revolver pays, then grants that repay it: month by month, with interest on what was owed."""
    months, rent, grant, limit, rate, fee, reserve = 24, 100.0, 350.0, 2_000.0, 0.01, 0.002, 150.0
    setting = worked.Setting(
        months=months, segments={"a": {}}, overheads={"rent": "general_admin"},
        families={"grant": {"late": {"paid": "once"}, "later": {"paid": "once"}}},
    )  # fmt: skip
    found = worked.run(
        {
            "overhead_amount.value1.rent": rent, "opening_cash": 500.0, "revolver_limit": limit, "revolver_rate": rate,
            "commitment_rate": fee, "minimum_amount": reserve, "minimum_months": 2.0,
            "grant_amount.late": grant, "grant_month.late": 9.0, "grant_amount.later": 4_000.0, "grant_month.later": 18.0,
        },
        setting,
    )  # fmt: skip
    cash, owed, flows = 500.0, 0.0, []
    for month in range(1, months + 1):
        flow = -rent - owed * rate - (limit - owed) * fee + grant * (month == 9) + 4_000 * (month == 18)
        flows.append(flow)
        burn = max(0.0, -sum(flows[-3:]) / len(flows[-3:]))
        wanted = max(reserve, 2 * burn)
        cash += flow
        draw = min(max(wanted - cash, -owed), limit - owed)
        cash, owed = cash + draw, owed + draw
        assert found["burn"][month] == pytest.approx(burn)
        assert found["closing_revolver"][month] == pytest.approx(owed)
        assert found["closing_cash"][month] == pytest.approx(cash)
        assert found["cash_below_policy"][month] == (cash < wanted - 1e-6)
    assert max(found["closing_revolver"]) > 0
    assert not found["closing_revolver"][18:].any()
    assert abs(found["balance_residual"]).max() < 0.005
    assert abs(found["cash_flow_residual"]).max() < 0.005
    assert found["sources_residual"] == 0
