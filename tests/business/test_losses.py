"""Why customers are lost: worked by hand."""

import pytest

import worked

CHAPTER = "losses"

# a: 2 % fail for good, b: 5 %. Of last month's monthly subscribers without those who moved, and of the contracts that end.
SETTING = worked.Setting(months=3)
TABLE = """
                                | opening |      1 |      2 |      3
given
involuntary_churn.a             |      2%
involuntary_churn.b             |      5%
closing_monthly_customers.a     |   1_000 |    900 |    800 |    850
closing_monthly_customers.b     |     400 |    440 |    500 |    520
moved_out_customers.a           |       0 |     50 |    100 |      0
moved_out_customers.b           |       0 |      0 |     40 |     60
ending_customers.a.year_1       |       0 |     30 |      0 |     20
ending_customers.a.year_2       |       0 |     20 |     50 |      0
ending_customers.a.year_3       |       0
ending_customers.a.year_4       |       0
ending_customers.a.year_5       |       0 |      0 |      0 |     30
ending_customers.b.year_1       |       0
ending_customers.b.year_2       |       0
ending_customers.b.year_3       |       0 |     20 |      0 |     10
ending_customers.b.year_4       |       0 |      0 |     20 |      0
ending_customers.b.year_5       |       0
closing_monthly_mrr.a           |  20_000 | 18_000 | 16_000 | 17_000
closing_monthly_mrr.b           |   8_000 |  9_000 | 10_000 | 11_000
moved_out_mrr.a                 |       0 |  1_000 |  2_000 |      0
moved_out_mrr.b                 |       0 |      0 |  1_000 |    400
segment_ending_mrr.a            |       0 |  2_000 |  1_500 |  3_000
segment_ending_mrr.b            |       0 |    400 |    600 |    200
churned_customers               |       0 |    100 |     90 |     70
churned_mrr                     |       0 |  2_000 |  1_800 |  1_500
then
segment_involuntary_customers.a |       0 |     20 |     17 |     17  # 2 % of 950 + 50, of 800 + 50, of 800 + 50
segment_involuntary_customers.b |       0 |     21 |     21 |   22.5  # 5 % of 400 + 20, of 400 + 20, of 440 + 10
segment_involuntary_mrr.a       |       0 |    420 |    350 |    380  # 2 % of 19_000 + 2_000, of 16_000 + 1_500, …
segment_involuntary_mrr.b       |       0 |    420 |    430 |    490
involuntary_customers           |       0 |     41 |     38 |   39.5
voluntary_customers             |       0 |     59 |     52 |   30.5
involuntary_mrr                 |       0 |    840 |    780 |    870
voluntary_mrr                   |       0 |  1_160 |  1_020 |    630
"""

# Every lost customer had a payment that failed; then all failed payments are recovered in b, and nobody is left in a.
SETTING_EDGE = worked.Setting(months=2)
EDGE = """
                                | opening |   1 |  2
given
involuntary_churn.a             |     10%
involuntary_churn.b             |       0
closing_monthly_customers.a     |      50 |   0 |  0
closing_monthly_customers.b     |      80 |  80 | 60
moved_out_customers.a           |      10 |  20 |  0
moved_out_customers.b           |       0
ending_customers.a.year_1       |       0
ending_customers.a.year_2       |       0
ending_customers.a.year_3       |       0
ending_customers.a.year_4       |       0
ending_customers.a.year_5       |       0
ending_customers.b.year_1       |       0 |  10 | 10
ending_customers.b.year_2       |       0
ending_customers.b.year_3       |       0
ending_customers.b.year_4       |       0
ending_customers.b.year_5       |       0
churned_customers               |       0 |   3 | 20
then
segment_involuntary_customers.a |       0 |   3 |  0
segment_involuntary_customers.b |       0 |   0 |  0
voluntary_customers             |       0 |   0 | 20
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_the_order_of_a_month():
    """Of 1_000: 10 % move, then 5 % of 900 fail to pay, then 20 % of 855 decide to leave."""
    values = {
        "opening_customers_given.a": 1_000, "opening_price.a": 10, "churn.a": 0.2, "payment_failures.a": 0.1, "payment_recovery.a": 0.5,
        "move_rate.up": 0.1,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=1, families={"move": {"up": {"source": "a", "target": "b"}}}))
    assert figures["involuntary_customers"][1] == pytest.approx(45)
    assert figures["voluntary_customers"][1] == pytest.approx(171)
    assert figures["involuntary_mrr"][1] == pytest.approx(450)
    assert figures["voluntary_mrr"][1] == pytest.approx(1_710)


def test_contracts_lose_by_failed_payments_only_when_they_end():
    """100 contracts, a twelfth ends each month; 12 % of them fail to pay and nobody decides to leave."""
    values = {
        "opening_customers_given.a": 1_200, "opening_price.a": 10, "opening_annual_share.a": 1, "contract_years.a": 1,
        "payment_failures.a": 0.12,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=3, segments={"a": {}}))
    assert figures["involuntary_customers"] == pytest.approx([0, 12, 12, 12])
    assert figures["voluntary_customers"] == pytest.approx([0, 0, 0, 0], abs=1e-9)
