"""Payback: worked by hand along the age of a customer."""

import math

import pytest

import worked

CHAPTER = "payback"

# a: 300 to win, 100 a month; all payments together are 1.75. b: 200 to win, paid with the third payment.
SETTING = worked.Setting(months=3, ages=60)
TABLE = """
                              | 0, then ages 1 to 3; months opening, 1, 2, 3
given
horizon                       3
payments_never                1_000_000
segment_cac_12_months.a       . . 90 300
segment_cac_12_months.b       . . 90 200
segment_margin_per_customer.a . 10 20 100
segment_margin_per_customer.b . 10 20 100
joining_survival.a            1 0.5 0.25 0
joining_survival.b            1 0.8 0.5 0.5
then
payback_cac.a                 300
payback_cac.b                 200
margin_at_end.a              100
margin_at_end.b              100
payments_needed.a             3
payments_needed.b             2
payments_made.a               1 1.5 1.75 1.75
payments_made.b               1 1.8 2.3 2.8
not_paid_back.a               1 1 1 1
not_paid_back.b               1 1 0 0
lifetime_payments.a           1.75
lifetime_payments.b           31.3  # 1.8 and 59 × 0.5
segment_payback.a             .
segment_payback.b             3  # the third payment brings 230 for 200
payback_position.a            -66.666666666666667% -50% -41.666666666666667% -41.666666666666667%
payback_position.b            -50% -10% 15% 40%
"""

# Nobody is won; no margin; a loss; a customer who costs nothing; one who pays back to the cent.
SETTING_EDGE = worked.Setting(months=1, segments={name: {} for name in ("nobody", "margin", "loss", "free", "exact")})
EDGE = """
                              | opening, 1; ages 0 and 1
given
horizon                       1
payments_never                1_000_000
segment_cac_12_months.nobody  . .
segment_cac_12_months.margin  . 50
segment_cac_12_months.loss    . 50
segment_cac_12_months.free    . 0
segment_cac_12_months.exact   . 150
segment_margin_per_customer.nobody . 5
segment_margin_per_customer.margin . .
segment_margin_per_customer.loss   . -5
segment_margin_per_customer.free   . 5
segment_margin_per_customer.exact  . 100
joining_survival.nobody       1
joining_survival.margin       1
joining_survival.loss         1
joining_survival.free         1
joining_survival.exact        1 0.5 0
then
payback_cac.nobody            .
margin_at_end.margin         0
margin_at_end.loss           0
payments_needed.nobody        1_000_000
payments_needed.margin        1_000_000
payments_needed.loss          1_000_000
payments_needed.free          0
payments_needed.exact         1.5
not_paid_back.exact           1 0
not_paid_back.free            0 0
segment_payback.nobody        .
segment_payback.margin        .
segment_payback.loss          .
segment_payback.free          1
segment_payback.exact         2
payback_position.nobody       . .
payback_position.loss         -100% -100%
payback_position.free         . .
payback_position.exact        -33.333333333333333% 0
"""

# What all payments together just bring.
EDGE_LAST = """
                              | opening, 1; ages 0, 1, 2
given
horizon                       1
payments_never                1_000_000
segment_cac_12_months.a       . 175
segment_margin_per_customer.a . 100
joining_survival.a            1 0.5 0.25 0
then
lifetime_payments.a           1.75
segment_payback.a             3
"""
SETTING_EDGE_LAST = worked.Setting(months=1, segments={"a": {}})


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_of_the_last_payment():
    worked.work(CHAPTER, EDGE_LAST, SETTING_EDGE_LAST)


@pytest.mark.parametrize("churn", [0.0, 0.02, 0.1])
def test_payback_in_closed_form(churn):
    """With constant churn (1 − (1 − c)^n) ÷ c payments are made by the n-th: solved for n, and rounded up."""
    setting = worked.Setting(months=12, segments={"a": {}})
    values = {"churn.a": churn, "planned_customers.value1.a": 10, "price.a": 100, "overhead_amount.value1.tools": 300}
    run = worked.run({**values, "programme_cost.a": 640}, setting)
    needed = float(run["payments_needed.a"])
    n = needed if churn == 0 else math.log(1 - needed * churn) / math.log(1 - churn)
    assert run["segment_payback.a"] == math.ceil(n)
    assert needed > 6.4  # a part of revenue goes to service
