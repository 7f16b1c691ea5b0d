"""The revolver without investors: worked by hand, and against the same plan without a round."""

import pytest

import worked

CHAPTER = "standby"

SETTING = worked.Setting(months=5)
TABLE = """
                       | opening |   1 |    2 |    3 |     4 |      5
given
opening_drawn          |     200
revolver_limit         |   1_000
minimum_cash_policy    |     100 | 100 |  100 |  100 |   100 |    100
cash_without_investors |     300 | 180 | -300 |  300 | -1500 |  5_000
then
draw_without_round     |       0 | -80 |  400 | -200 |   680 | -1_000  # 100 − 180; 100 + 300; 100 − 300; up to the limit; all that is owed
revolver_without_round |     200 | 120 |  520 |  320 | 1_000 |      0
"""

# No limit: nothing is drawn, whatever lacks.
EDGE = """
                       | opening |   1 |    2 |   3
given
opening_drawn          |       0
revolver_limit         |       0
minimum_cash_policy    |      50 |  50 |   50 |  50
cash_without_investors |       0 | -10 | -500 | 900
then
draw_without_round     |       0 |   0 |    0 |   0
revolver_without_round |       0 |   0 |    0 |   0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE)



@pytest.mark.parametrize("drawn", [0, 200_000])
def test_a_round_that_never_comes(drawn):
    """Cash without the round is the cash of the plan whose round brings nothing; no tax is due, so none differs."""
    given = {
        "opening_customers_given.a": 500, "opening_price.a": 100, "price.a": 100, "churn.a": 0.01, "opening_cash": 100_000,
        "minimum_amount": 100_000, "revolver_limit": 400_000, "revolver_rate": 0.01, "commitment_rate": 0.004, "opening_drawn": drawn,
        "planned_heads.value1.ops": 9, "department_salary.ops": 80_000, "planned_customers.value1.a": 0,
        "round_month.seed": 6, "round_pre_money.seed": 3_000_000,
    }  # fmt: skip
    setting = worked.Setting(months=24, segments={"a": {}}, departments={"ops": "cost_of_service"}, families={"round": {"seed": {}}})
    funded = worked.run({**given, "round_amount.seed": 300_000}, setting)
    alone = worked.run({**given, "round_amount.seed": 0}, setting)
    assert funded["closing_cash"][6] != pytest.approx(alone["closing_cash"][6])
    assert funded["cash_without_round"] == pytest.approx(alone["closing_cash"])
    assert funded["revolver_without_round"] == pytest.approx(alone["closing_revolver"])
