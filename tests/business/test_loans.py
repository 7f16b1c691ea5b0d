"""Loans: worked by hand, against published instalments, and against a ledger kept month by month."""

import json
import random
from pathlib import Path

import pytest

import worked

CHAPTER = "loans"

# A bank loan from before the plan in four equal parts; a bond paid back in one sum; a car in three equal payments of 133.1.
SETTING = worked.Setting(
    months=6,
    families={"loan": {"bank": {"repayment": "straight"}, "bond": {"repayment": "interest_only"}, "car": {"repayment": "annuity"}}},
)
TABLE = """
                      | opening |      1 |      2 |      3 |      4 |      5 |      6
given
month                 |       0 |      1 |      2 |      3 |      4 |      5 |      6
loan_amount.bank      |   1_200
loan_month.bank       |       0
loan_months.bank      |       4
loan_rate.bank        |      1%
loan_fee.bank         |      3%            # paid long ago
loan_amount.bond      |   1_000
loan_month.bond       |       1
loan_months.bond      |       3
loan_rate.bond        |      2%
loan_fee.bond         |      5%
loan_amount.car       |     331
loan_month.car        |       2
loan_months.car       |       3
loan_rate.car         |     10%
loan_fee.car          |       0
then
loan_maturity.bank    |       4
loan_maturity.bond    |       4
loan_maturity.car     |       5
loan_discount.bank    | 0.9609803444828163  # 1 ÷ 1.01⁴
loan_discount.bond    | 0.9423223345470445
loan_discount.car     | 0.7513148009015778  # 1 ÷ 1.331
annuity_factor.bank   | 0.25628109391166043
annuity_factor.bond   | 0.3467546725918181
annuity_factor.car    | 0.40211480362537766 # 0.1331 ÷ 0.331
loan_drawn.bank       |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_drawn.bond       |       0 |  1_000 |      0 |      0 |      0 |      0 |      0
loan_drawn.car        |       0 |      0 |    331 |      0 |      0 |      0 |      0
loan_fee_paid.bank    |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_fee_paid.bond    |       0 |     50 |      0 |      0 |      0 |      0 |      0
loan_fee_paid.car     |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_interest.bank    |       0 |     12 |      9 |      6 |      3 |      0 |      0
loan_interest.bond    |       0 |      0 |     20 |     20 |     20 |      0 |      0
loan_interest.car     |       0 |      0 |      0 |   33.1 |   23.1 |   12.1 |      0
loan_outstanding.bank |       1 |      1 |      1 |      1 |      0 |      0 |      0
loan_outstanding.bond |       0 |      1 |      1 |      1 |      0 |      0 |      0
loan_outstanding.car  |       0 |      0 |      1 |      1 |      1 |      0 |      0
loan_instalment.bank  |       0 |    300 |    300 |    300 |    300 |    300 |    300  # the flow's opening is 0
loan_instalment.bond  |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_instalment.car   |       0 |  133.1 |  133.1 |    100 |    110 |    121 |  133.1
loan_repaid.bank      |       0 |    300 |    300 |    300 |    300 |      0 |      0
loan_repaid.bond      |       0 |      0 |      0 |      0 |  1_000 |      0 |      0
loan_repaid.car       |       0 |      0 |      0 |    100 |    110 |    121 |      0
closing_loan.bank     |   1_200 |    900 |    600 |    300 |      0 |      0 |      0
closing_loan.bond     |       0 |  1_000 |  1_000 |  1_000 |      0 |      0 |      0
closing_loan.car      |       0 |      0 |    331 |    231 |    121 |      0 |      0
loan_months_left.bank |       4 |      3 |      2 |      1 |      0 |      0 |      0
loan_months_left.bond |       4 |      3 |      2 |      1 |      0 |      0 |      0
loan_months_left.car  |       5 |      4 |      3 |      2 |      1 |      0 |      0
running_discount.bank | 0.9609803444828163 | 0.9705901479276444 | 0.9802960494069209 | 0.9900990099009901 | 1 | 1.01 | 1.0201
running_discount.bond | 0.9423223345470445 | 0.9423223345470445 | 0.9611687812379854 | 0.9803921568627451 | 1 | 1.02 | 1.0404
running_discount.car  | 0.7513148009015778 | 0.7513148009015778 | 0.7513148009015778 | 0.8264462809917356 | 0.9090909090909091 | 1 | 1.1
share_owed.bank       |       1 |   0.75 |    0.5 |   0.25 |      0 |      0 |      0
share_owed.bond       |       1 |      1 |      1 |      1 |      1 |      1 |      1
share_owed.car        |       1 |      1 |      1 | 0.6978851963746223 | 0.36555891238670696 | 0 | -0.40211480362537766
loan_residual.bank    |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_residual.bond    |       0 |      0 |      0 |      0 |      0 |      0 |      0
loan_residual.car     |       0 |      0 |      0 |      0 |      0 |      0 |      0
loans_drawn           |       0 |  1_000 |    331 |      0 |      0 |      0 |      0
loans_repaid          |       0 |    300 |    300 |    400 |  1_410 |    121 |      0
loans_interest        |       0 |     12 |     29 |   59.1 |   46.1 |   12.1 |      0
loan_fees             |       0 |     50 |      0 |      0 |      0 |      0 |      0
closing_loans         |   1_200 |  1_900 |  1_931 |  1_531 |    121 |      0 |      0
"""

# Equal payments without interest; a loan that matures beyond the plan, owed from its last month; one of nothing.
SETTING_EDGE = worked.Setting(
    months=3,
    families={"loan": {"free": {"repayment": "annuity"}, "late": {"repayment": "annuity"}, "none": {"repayment": "straight"}}},
)
EDGE = """
                      | opening |      1 |      2 |      3
given
month                 |       0 |      1 |      2 |      3
loan_amount.free      |     900
loan_month.free       |       0
loan_months.free      |       3
loan_rate.free        |       0
loan_fee.free         |       0
loan_amount.late      |     500
loan_month.late       |       3
loan_months.late      |      48
loan_rate.late        |      1%
loan_fee.late         |      2%
loan_amount.none      |       0
loan_month.none       |       2
loan_months.none      |       1
loan_rate.none        |      1%
loan_fee.none         |      1%
then
loan_discount.free    |       1
annuity_factor.free   | 0.3333333333333333
loan_maturity.late    |      51
closing_loan.free     |     900 |    600 |    300 |      0
closing_loan.late     |       0 |      0 |      0 |    500
closing_loan.none     |       0 |      0 |      0 |      0
share_owed.free       |       1 | 0.6666666666666667 | 0.3333333333333333 | 0
loan_residual.free    |       0 |      0 |      0 |      0
loan_residual.late    |       0 |      0 |      0 |      0
loan_residual.none    |       0 |      0 |      0 |      0
loans_interest        |       0 |      0 |      0 |      0
loan_fees             |       0 |      0 |      0 |     10
"""

# Two and a half months, which no plan can state: no month is the last, too much is repaid, and the check says so.
SETTING_EDGE_UNSOUND = worked.Setting(months=4, families={"loan": {"odd": {"repayment": "straight"}}})
EDGE_UNSOUND = """
                      | opening |      1 |      2 |      3 |      4
given
month                 |       0 |      1 |      2 |      3 |      4
loan_amount.odd       |   1_000
loan_month.odd        |       0
loan_months.odd       |     2.5
loan_rate.odd         |       0
then
loan_outstanding.odd  |       1 |      1 |      1 |      0 |      0
closing_loan.odd      |   1_000 |    600 |    200 |   -200 |   -200
loan_residual.odd     |       0 |      0 |      0 |     -1 |     -1  # −200 against 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_unsound():
    worked.work(CHAPTER, EDGE_UNSOUND, SETTING_EDGE_UNSOUND)


def run(repayment: str, amount: float, month: int, months: int, rate: float, horizon: int = 60) -> dict:
    """The whole model with one loan."""
    setting = worked.Setting(months=horizon, segments={"a": {}}, families={"loan": {"it": {"repayment": repayment}}})
    given = {"loan_amount.it": amount, "loan_month.it": month, "loan_months.it": months, "loan_rate.it": rate, "loan_fee.it": 0.0}
    return worked.run(given, setting)


PUBLISHED = json.loads((Path(__file__).parents[1] / "oracles" / "loan_payments.json").read_text())["cases"]


@pytest.mark.parametrize("case", PUBLISHED, ids=[f"{case['fn']}-{number}" for number, case in enumerate(PUBLISHED)])
def test_convention_17_published_instalments(case):
    """Payment, interest and principal as others have published them, for loans that last up to the plan."""
    args = case["args"]
    found = run("annuity", args["pv"], 0, args["nper"], args["rate_per_month"])
    month = args.get("per", 1)
    interest, principal = found["loan_interest.it"][month], found["loan_repaid.it"][month]
    got = {"pmt": interest + principal, "ipmt": interest, "ppmt": principal}[case["fn"]]
    assert -got == pytest.approx(case["expected"], rel=max(case["tol"], 1e-9))


def ledger(repayment: str, amount: float, month: int, months: int, rate: float, horizon: int) -> tuple[list[float], float]:
    """What is owed at each month's end, and all interest: a ledger that pays by hand, without closed formulas."""
    owed, balances, interest = amount if month == 0 else 0.0, [], 0.0
    low, high = 0.0, amount * (1 + rate)
    for _ in range(200):  # the equal payment that leaves nothing, by halving
        payment, left = (low + high) / 2, amount
        for _ in range(months):
            left = left * (1 + rate) - payment
        low, high = (payment, high) if left > 0 else (low, payment)
    balances.append(owed)
    for now in range(1, horizon + 1):
        due = owed * rate
        interest += due
        if 0 < now - month <= months:
            part = {"straight": amount / months, "annuity": payment - due, "interest_only": amount * (now == month + months)}
            owed -= part[repayment]
        owed += amount if now == month else 0.0
        balances.append(owed)
    return balances, interest


@pytest.mark.parametrize("repayment", ["interest_only", "annuity", "straight"])
def test_a_ledger_kept_by_hand(repayment):
    dice = random.Random(repayment)
    for _ in range(6):
        amount, month, months = dice.uniform(1e3, 1e6), dice.randrange(0, 30), dice.randrange(1, 50)
        rate = dice.choice([0.0, dice.uniform(0, 0.03)])
        found = run(repayment, amount, month, months, rate)
        balances, interest = ledger(repayment, amount, month, months, rate, 60)
        assert found["closing_loan.it"] == pytest.approx(balances, abs=1e-6 * amount)
        assert sum(found["loan_interest.it"]) == pytest.approx(interest, abs=1e-6 * amount)
        if month + months <= 60:
            assert not found["closing_loan.it"][month + months :].any()  # exactly nothing
        assert not found["loan_residual.it"].any()
        assert abs(found["balance_residual"]).max() < 0.005
        assert abs(found["cash_flow_residual"]).max() < 0.005
