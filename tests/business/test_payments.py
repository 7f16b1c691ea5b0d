"""Failed payments: worked by hand, and what they do to monthly subscribers and to contracts."""

import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "payments"

TABLE = """
                          | opening |  1 |  2 |    3
given
payment_failures.a        |      4% | 8% | 4% |   2%
payment_failures.b        |     10%
payment_recovery.a        |     75%
payment_recovery.b        |     20% | 20% | 50% | 20%
then
involuntary_churn.a       |      1% | 2% | 1% | 0.5%  # a quarter of 4 %, 8 %, 4 %, 2 %
involuntary_churn.b       |      8% | 8% | 5% |   8%
first_involuntary_churn.a |      1%
first_involuntary_churn.b |      8%
"""

# a: all failed payments are recovered; b: none are.
EDGE = """
                    | scalar
given
payment_failures.a  |    50%
payment_failures.b  |    50%
payment_recovery.a  |   100%
payment_recovery.b  |      0
then
involuntary_churn.a |      0 | 0
involuntary_churn.b |    50% | 50%
"""

ONE = {"a": {}}


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_monthly_subscribers_pay_each_month():
    """1_000 customers, of whom 10 % decide to leave and then 5 % cannot pay: 855 of 1_000 stay each month."""
    payments = {"payment_failures.a": 0.20, "payment_recovery.a": 0.75}
    figures = worked.run({"opening_customers_given.a": 1_000, "churn.a": 0.1, **payments}, worked.Setting(segments=ONE))
    assert figures["closing_customers"] == pytest.approx([1_000 * 0.855**month for month in range(5)])


def test_contracts_are_paid_at_their_renewal():
    """100 of 1_200 contracts end in each month; all would renew, and 20 % cannot pay. A second time after a year."""
    annual = {"opening_customers_given.a": 1_200, "opening_annual_share.a": 1, "payment_failures.a": 0.20}
    figures = worked.run(annual, worked.Setting(months=13, segments=ONE))
    assert figures["closing_customers"] == pytest.approx([*range(1_200, 959, -20), 944])


def test_convention_05_failures_of_a_year_become_failures_of_a_month():
    """20 % in a year: after twelve months 80 % are left, where nobody decides to leave."""
    yearly = {("payment_failures", ("a",)): InputForm("year")}
    setting = worked.Setting(months=12, segments=ONE, forms=yearly)
    figures = worked.run({"opening_customers_given.a": 1_000, "payment_failures.stated.a": 0.2}, setting)
    assert figures["closing_customers"][12] == pytest.approx(800)


def test_failures_that_change_over_time():
    """Of 1_000 customers 10 % fail to pay in month 1 and 2, then 20 %, of whom half are won back in month 4."""
    forms = {(name, ("a",)): InputForm(steps=2) for name in ("payment_failures", "payment_recovery")}
    payments = {"payment_failures.from1.a": 1, "payment_failures.value1.a": 0.1}
    payments |= {"payment_failures.from2.a": 3, "payment_failures.value2.a": 0.2}
    recovery = {"payment_recovery.from1.a": 1, "payment_recovery.from2.a": 4, "payment_recovery.value2.a": 0.5}
    figures = worked.run({"opening_customers_given.a": 1_000, **payments, **recovery}, worked.Setting(segments=ONE, forms=forms))
    assert list(figures["closing_customers"]) == pytest.approx([1_000, 900, 810, 648, 583.2])
    assert figures["involuntary_customers"][3] == pytest.approx(162)
