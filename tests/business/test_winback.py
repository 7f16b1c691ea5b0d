"""Former customers: worked by hand, and whether anybody gets lost between leaving and coming back."""

import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "winback"

TABLE = """
                                | opening |   1 |   2 |    3
given
opening_former.a                |     100
opening_former.b                |       0
reactivation_rate.a             |     10% | 10% | 10% |  25%
reactivation_rate.b             |     50%
segment_churned_customers.a     |       0 |  30 |  20 |   40
segment_churned_customers.b     |       0 |   8 |   6 |    2
new_price.a                     |      50 |  50 |  50 |   60
new_price.b                     |       9 |  10 |  10 |   10
then
former_customers.a              |     100 | 100 | 120 |  128  # 100 + 30 − 10; 120 + 20 − 12
former_customers.b              |       0 |   0 |   8 |   10  # 0 + 8; 8 + 6 − 4
segment_reactivated_customers.a |       0 |  10 |  12 |   32
segment_reactivated_customers.b |       0 |   0 |   4 |    5
segment_reactivated_mrr.a       |       0 | 500 | 600 | 1_920
segment_reactivated_mrr.b       |       0 |   0 |  40 |   50
reactivated_customers           |       0 |  10 |  16 |   37
reactivated_mrr                 |       0 | 500 | 640 | 1_970
"""

# a: those who leave are gone; b: there is nobody to come back, until somebody leaves.
EDGE = """
                                | opening |   1 |   2 |    3
given
opening_former.a                |      70
opening_former.b                |       0
reactivation_rate.a             |       0
reactivation_rate.b             |     75%
segment_churned_customers.a     |       0 |   5 |   5 |    5
segment_churned_customers.b     |       0 |   0 |   4 |    0
new_price.a                     |      50 |  50 |  50 |   50
new_price.b                     |       0 |   0 |   0 |    0
then
former_customers.a              |      70 |  70 |  75 |   80
former_customers.b              |       0 |   0 |   0 |    4
segment_reactivated_customers.a |       0 |   0 |   0 |    0
segment_reactivated_customers.b |       0 |   0 |   0 |    3
segment_reactivated_mrr.a       |       0 |   0 |   0 |    0
segment_reactivated_mrr.b       |       0 |   0 |   0 |    0  # they come back to a free product
reactivated_customers           |       0 |   0 |   0 |    3
"""

ONE = {"a": {}}


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_nobody_gets_lost():
    """Without new customers, those who are there and those who are not stay as many as they were."""
    figures = worked.run(
        {
            "opening_customers_given.a": 900, "opening_annual_share.a": 0.4, "annual_share.a": 0.3, "churn.a": 0.08,
            "opening_former.a": 100, "reactivation_rate.a": 0.25, "payment_failures.a": 0.02,
        },
        worked.Setting(months=30, segments=ONE),
    )  # fmt: skip
    gone = figures["former_customers.a"] + figures["churned_customers"] - figures["reactivated_customers"]
    assert figures["reactivated_customers"][1:].min() > 0
    assert figures["closing_customers"] + gone == pytest.approx([1_000] * 31)


def test_half_stay_away_for_half_a_year():
    """75 % of the former customers come back in a year: half of them in six months."""
    setting = worked.Setting(months=13, segments=ONE, forms={("reactivation_rate", ("a",)): InputForm("year")})
    figures = worked.run({"opening_former.a": 64, "reactivation_rate.stated.a": 0.75}, setting)
    assert figures["former_customers.a"][[1, 7, 13]] == pytest.approx([64, 32, 16])
