"""Recurring revenue: worked by hand."""

import pytest

import worked

CHAPTER = "recurring"

# a: 9_000, 10_000, 15_000 stay before changes; b: 4_000, 4_000, 3_000.
SETTING = worked.Setting(months=3)
TABLE = """
                          | opening |       1 |       2 |       3
given
cohort_mrr.a@0            |  10_000 |   9_720 |  14_580 |   6_480
cohort_mrr.a@1            |       0 |   2_000 |   1_620 |     810
cohort_mrr.a@2            |       0 |       0 |   3_000 |     810
cohort_mrr.a@3            |       0 |       0 |       0 |     900
cohort_mrr.b@0            |   5_000 |   3_520 |   2_816 |   1_980
cohort_mrr.b@1            |       0 |   1_000 |     704 |     352
cohort_mrr.b@2            |       0 |       0 |     480 |     308
cohort_mrr.b@3            |       0 |       0 |       0 |   1_360
contraction_rate.a        |     10%
contraction_rate.b        |     20%
expansion_rate.a          |     20%
expansion_rate.b          |     10%
staying_price_change.a    |       0 |       0 |     50% |    -50%
staying_price_change.b    |       0 |       0 |       0 |       0
growth_this_month.a       |       1 |    1.08 |    1.62 |    0.54  # 0.9 × 1.2 × price change
growth_this_month.b       |       1 |    0.88 |    0.88 |    0.88
moved_out_mrr.a           |       0 |     400 |     720 |   1_200
moved_out_mrr.b           |       0 |     100 |      20 |       0
segment_new_mrr.a         |       0 |   2_200 |   3_000 |     800
segment_new_mrr.b         |       0 |   1_000 |     400 |     600
moves_expansion           |       0 |      50 |      80 |       0  # they join with 520, 810, 900
moves_contraction         |       0 |      30 |      10 |     300
reactivated_mrr           |       0 |      80 |      70 |      60
annual_expansion_mrr.a    |       0 |     300 |     330 |     350
annual_expansion_mrr.b    |       0 |      60 |      80 |      90
annual_price_mrr.a        |       0 |       0 |     120 |    -250
annual_price_mrr.b        |       0 |     -40 |      20 |      10
annual_contraction_mrr.a  |       0 |     100 |     150 |     200
annual_contraction_mrr.b  |       0 |      30 |      60 |      70
annual_churned_mrr.a      |       0 |     200 |     300 |     500
annual_churned_mrr.b      |       0 |      90 |     140 |     230
closing_annual_mrr.a      |   6_000 |   6_600 |   7_100 |   6_500
closing_annual_mrr.b      |   3_000 |   3_100 |   3_300 |   3_200
segment_notified_mrr.a    |     100 |     150 |     200 |     120
segment_notified_mrr.b    |      50 |      40 |      60 |      30
waiting_mrr               |     300 |     250 |     400 |     100
least_staying.a           |       0 |     0.5 |     0.5 |     0.5
least_staying.b           |       0 |     0.8 |     0.9 |    0.75
staying_share.a            |       0 |    0.95 |     0.8 |    0.95
staying_share.b            |       0 |     0.8 |     0.9 |    0.75
then
staying_mrr_residual.a    |       0 |       0 |  0.0624 |       0  # 5_000 to 9_500; 10_000 above 9_376; 9_600 to 18_240
staying_mrr_residual.b    |       0 |       0 | -0.016715832 |  0  # 4_068 should stay
closing_monthly_mrr.a     |  10_000 |  11_720 |  19_200 |   9_000
closing_monthly_mrr.b     |   5_000 |   4_520 |   4_000 |   4_000
surviving_cohort_mrr.a    |       0 |   9_720 |  16_200 |   8_100
surviving_cohort_mrr.b    |       0 |   3_520 |   3_520 |   2_640
surviving_monthly_mrr.a   |       0 |   9_000 |  10_000 |  15_000
surviving_monthly_mrr.b   |       0 |   4_000 |   4_000 |   3_000
monthly_churned_mrr.a     |       0 |     600 |   1_000 |   3_000  # 10_000 − 400 − 9_000, 11_720 − 720 − 10_000, …
monthly_churned_mrr.b     |       0 |     900 |     500 |   1_000
monthly_contraction_mrr.a |       0 |     900 |   1_000 |   1_500
monthly_contraction_mrr.b |       0 |     800 |     800 |     600
monthly_expansion_mrr.a   |       0 |   1_620 |   1_800 |   2_700  # 20 % of 8_100, 9_000, 13_500
monthly_expansion_mrr.b   |       0 |     320 |     320 |     240
monthly_price_mrr.a       |       0 |       0 |   5_400 |  -8_100  # 50 % of 10_800, − 50 % of 16_200
monthly_price_mrr.b       |       0 |       0 |       0 |       0
segment_expansion_mrr.a   |       0 |   1_920 |   2_130 |   3_050
segment_expansion_mrr.b   |       0 |     380 |     400 |     330
segment_price_mrr.a       |       0 |       0 |   5_520 |  -8_350
segment_price_mrr.b       |       0 |     -40 |      20 |      10
segment_contraction_mrr.a |       0 |   1_000 |   1_150 |   1_700
segment_contraction_mrr.b |       0 |     830 |     860 |     670
segment_churned_mrr.a     |       0 |     800 |   1_300 |   3_500
segment_churned_mrr.b     |       0 |     990 |     640 |   1_230
segment_closing_mrr.a     |  16_000 |  18_320 |  26_300 |  15_500
segment_closing_mrr.b     |   8_000 |   7_620 |   7_300 |   7_200
segment_closing_arr.a     | 192_000 | 219_840 | 315_600 | 186_000
segment_closing_arr.b     |  96_000 |  91_440 |  87_600 |  86_400
opening_mrr               |       0 |  24_000 |  25_940 |  33_600
new_mrr                   |       0 |   3_200 |   3_400 |   1_400
expansion_mrr             |       0 |   2_350 |   2_610 |   3_380
price_mrr                 |       0 |     -40 |   5_540 |  -8_340
contraction_mrr           |       0 |   1_860 |   2_020 |   2_670
churned_mrr               |       0 |   1_790 |   1_940 |   4_730
closing_mrr               |  24_000 |  25_940 |  33_600 |  22_700  # 24_000 + 3_200 + 2_350 − 40 + 80 − 1_860 − 1_790, …
mrr_residual              |       0 |       0 |       0 |       0
closing_arr               | 288_000 | 311_280 | 403_200 | 272_400
notified_mrr              |     150 |     190 |     260 |     150
committed_mrr             |  24_150 |  26_000 |  33_740 |  22_650  # 24_000 + 300 − 150, …
committed_arr             | 289_800 | 312_000 | 404_880 | 271_800
"""

# All monthly customers leave in month 1; the first contract comes in month 2. In month 3 the annual MRR is
# 10 less than its movements say, and the check finds it.
SETTING_EDGE = worked.Setting(months=3, segments={"a": {}})
EDGE = """
                          | opening |    1 |     2 |     3
given
cohort_mrr.a@0            |     500 |    0 |     0 |     0
cohort_mrr.a@1            |       0 |    0 |     0 |     0
contraction_rate.a        |     10%
expansion_rate.a          |     20%
staying_price_change.a    |       0
growth_this_month.a       |       1 | 1.08 |  1.08 |  1.08
moved_out_mrr.a           |       0
segment_new_mrr.a         |       0 |    0 |   100 |     0
moves_expansion           |       0
moves_contraction         |       0
reactivated_mrr           |       0
waiting_mrr               |       0
annual_expansion_mrr.a    |       0
annual_price_mrr.a        |       0
annual_contraction_mrr.a  |       0
annual_churned_mrr.a      |       0
closing_annual_mrr.a      |       0 |    0 |   100 |    90
segment_notified_mrr.a    |       0
least_staying.a           |       0
staying_share.a            |       0 |    0 |     1 |     1
then
staying_mrr_residual.a    |       0 |    0 |     0 |     0
monthly_churned_mrr.a     |       0 |  500 |     0 |     0
monthly_contraction_mrr.a |       0 |    0 |     0 |     0
monthly_expansion_mrr.a   |       0 |    0 |     0 |     0
closing_mrr               |     500 |    0 |   100 |   100
closing_arr               |   6_000 |    0 | 1_200 | 1_200
committed_mrr             |     500 |    0 |   100 |   100
mrr_residual              |       0 |    0 |     0 |   0.1  # (100 − 90) ÷ 100
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


ONE = worked.Setting(months=1, segments={"a": {}})


def test_convention_02_inside_a_month():
    """Leave, downgrade, expand, price change, join: 1_000 → 900 → 810 → 972 → 1_458 → 1_533."""
    figures = worked.run(
        {
            "opening_customers_given.a": 100, "opening_price.a": 10, "churn.a": 0.1, "contraction_rate.a": 0.1,
            "expansion_rate.a": 0.2, "price_change.stated.a": 0.5, "price.a": 10, "planned_customers.value1.a": 5,
        },
        ONE,
    )  # fmt: skip
    movements = ["opening_mrr", "churned_mrr", "contraction_mrr", "expansion_mrr", "price_mrr", "new_mrr", "closing_mrr"]
    # 10 % of 1_000, 10 % of 900, 20 % of 810, 50 % of 972, 5 customers at 15
    assert [figures[name][1] for name in movements] == pytest.approx([1_000, 100, 90, 162, 486, 75, 1_533])
    assert figures["closing_customers"][1] == pytest.approx(95)  # nobody leaves in his first month
    assert figures["recurring_revenue"][1] == pytest.approx(1_533)  # and all who are there are billed


LAPSE = 1 - 0.8 ** (1 / 12)  # per month: 80 % stay for a year
SUBSCRIBERS = {"opening_customers_given.a": 1_200, "opening_price.a": 10, "opening_annual_share.a": 1, "churn.a": LAPSE}


def test_convention_12_notified_churn():
    """100 contracts of 1_000 end in each month and 20 % of them lapse. Three months of notice: 3 × 200 are known to leave."""
    figures = worked.run({**SUBSCRIBERS, "notice_months.a": 3}, ONE)
    assert figures["notified_mrr"] == pytest.approx([600, 600])
    assert figures["closing_mrr"] == pytest.approx([12_000, 11_800])
    assert figures["committed_mrr"] == pytest.approx([11_400, 11_200])


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_12_without_notice_committed_mrr_is_mrr(scenario):
    segments = ("business", "small", "individual")
    at_once = {"onboarding_months.business": 0, "opening_waiting.business": 0}
    figures = worked.securecloud({**at_once, **{f"notice_months.{segment}": 0 for segment in segments}}, scenario)
    assert figures["committed_mrr"] == pytest.approx(figures["closing_mrr"], rel=1e-12)
    with_notice = worked.securecloud({**at_once, **{f"notice_months.{segment}": 2 for segment in segments}}, scenario)
    assert (with_notice["committed_mrr"] < with_notice["closing_mrr"]).all()


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_13_movements_add_up(scenario):
    """Opening + new + expansion + price − contraction − churn = closing, for the company and for each segment."""
    figures = worked.securecloud(scenario=scenario)
    for before in ("", "segment_"):
        for after in ("",) if not before else (".business", ".small", ".individual"):
            kinds = ("new", "expansion", "price", "contraction", "churned")
            moved = {kind: figures[f"{before}{kind}_mrr{after}"][1:] for kind in kinds}
            closing = figures[f"{before}closing_mrr{after}"]
            assert all((amounts >= 0).all() for kind, amounts in moved.items() if kind != "price")
            gained = moved["new"] + moved["expansion"] + moved["price"]
            assert closing[:-1] + gained - moved["contraction"] - moved["churned"] == pytest.approx(closing[1:], rel=1e-12)


def test_convention_12_signed_and_not_yet_live():
    """Five customers sign in each month for 10 each and go live two months later: 50, then 100 of MRR wait."""
    values = {"planned_customers.value1.a": 5, "price.a": 10, "onboarding_months.a": 2}
    figures = worked.run(values, worked.Setting(months=4, segments={"a": {}}))
    assert figures["closing_mrr"] == pytest.approx([0, 0, 0, 50, 100])
    assert figures["committed_mrr"] == pytest.approx([0, 50, 100, 150, 200])
    assert figures["committed_arr"] == pytest.approx([0, 600, 1_200, 1_800, 2_400])


def test_convention_13_movements_with_moves_and_those_who_come_back():
    """A month of 1_000 in a: a tenth moves to b, where it pays 15 instead of 10; a tenth of the rest leaves; 4 of 40 come back."""
    values = {
        "opening_customers_given.a": 100, "opening_price.a": 10, "price.a": 12, "price.b": 15, "churn.a": 0.1, "move_rate.up": 0.1,
        "opening_former.a": 40, "reactivation_rate.a": 0.1,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=1, families={"move": {"up": {"source": "a", "target": "b"}}}))
    movements = ["opening_mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivated_mrr", "closing_mrr"]
    assert [figures[name][1] for name in movements] == pytest.approx([1_000, 0, 50, 0, 90, 48, 1_008])
    assert [figures[f"segment_closing_mrr.{name}"][1] for name in "ab"] == pytest.approx([810 + 48, 150])
    assert [figures[name][1] for name in ("churned_customers", "closing_customers")] == pytest.approx([9, 95])
    assert figures["customers_residual"][1] == figures["mrr_residual"][1] == 0
