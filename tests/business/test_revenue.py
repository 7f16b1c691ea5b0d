"""Billings and revenue: worked by hand."""

import pytest

import worked

CHAPTER = "revenue"

# a: upgrades of 10 % a month, 1_000 signed in each month before the plan; b: 20 %, 200.
# Before upgrades, a signs 2_000, 1_500, 2_000 and b 300, 100, 500; the opening contracts end, a twelfth a month.
SETTING = worked.Setting(months=3)
TABLE = """
                            | opening |       1 |       2 |          3
given
opening_annual_mrr.a        |  12_000
opening_annual_mrr.b        |   2_400
spread_months               |     5.5
expansion_rate.a            |     10%
expansion_rate.b            |     20%
expansion_index.a           |       1 |     1.1 |    1.21 |      1.331
expansion_index.b           |       1 |     1.2 |    1.44 |      1.728
segment_signed_mrr.a        |   1_000 |   2_200 |   1_815 |      2_662
segment_signed_mrr.b        |     200 |     360 |     144 |        864
closing_annual_mrr.a        |  12_000 |  14_300 |  16_335 |  19_299.50  # 12_000, 13_000, 13_500, 14_500 × index
closing_annual_mrr.b        |   2_400 |   3_000 |   3_456 |   4_665.60  # 2_400, 2_500, 2_400, 2_700 × index
unserved_base.a             |  66_000 |  77_000 |  81_500 |     91_000  # + 12 × 2_000 − 13_000, …
unserved_base.b             |  13_200 |  14_300 |  13_100 |     16_400
closing_monthly_mrr.a       |   9_000 |  10_000 |  11_000 |     12_000
closing_monthly_mrr.b       |   4_000 |   5_000 |   5_500 |      6_000
closing_mrr                 |  27_400 |  32_300 |  36_291 |  41_965.10
segment_new_customers.a     |       0 |      10 |      20 |         30
segment_new_customers.b     |       0 |       4 |       6 |          5
setup_fee.a                 |     250
setup_fee.b                 |     100
opening_deferred_given      |  90_000                                      # 10_800 from 79_200, more than a tenth of it
then
opening_deferred_differs    |       1
segment_annual_billings.a   |       0 |  33_000 |  30_250 |  41_805.50  # 12 × 2_200 + 10 % of 66_000, …
segment_annual_billings.b   |       0 |   6_960 |   5_160 |  14_140.80  # 12 × 360 + 20 % of 13_200, …
segment_deferred_revenue.a  |  66_000 |  84_700 |  98_615 |    121_121  # 66_000 + 33_000 − 14_300, …
segment_deferred_revenue.b  |  13_200 |  17_160 |  18_864 |  28_339.20
deferred_revenue_residual.a |       0 |       0 |       0 |          0  # 77_000 × 1.1 = 84_700
deferred_revenue_residual.b |       0 |       0 |       0 |          0
monthly_billings            |       0 |  15_000 |  16_500 |     18_000
annual_billings             |       0 |  39_960 |  35_410 |  55_946.30
segment_setup_revenue.a     |       0 |   2_500 |   5_000 |      7_500
segment_setup_revenue.b     |       0 |     400 |     600 |        500
setup_revenue               |       0 |   2_900 |   5_600 |      8_000
billings                    |       0 |  57_860 |  57_510 |  81_946.30
closing_deferred_revenue    |  79_200 | 101_860 | 117_479 | 149_460.20
recurring_revenue           |       0 |  32_300 |  36_291 |  41_965.10  # 15_000 + 39_960 − 22_660, …
recurring_revenue_residual  |       0 |       0 |       0 |          0
revenue                     |       0 |  35_200 |  41_891 |  49_965.10
"""

# One contract of 100 a month, signed in month 1, that is not renewed: 1_200 billed, earned in twelve parts.
SETTING_EDGE = worked.Setting(months=13, segments={"a": {}})
EDGE = """
                            | opening |     1 |     2 |   3 |   4 |   5 |   6 |   7 |   8 |   9 |  10 |  11 |  12 | 13
given
opening_annual_mrr.a        |       0
spread_months               |     5.5
expansion_rate.a            |       0
expansion_index.a           |       1
segment_signed_mrr.a        |       0 |   100 |     0
closing_annual_mrr.a        |       0 |   100 |   100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 |  0
unserved_base.a             |       0 | 1_100 | 1_000 | 900 | 800 | 700 | 600 | 500 | 400 | 300 | 200 | 100 |   0 |  0
closing_monthly_mrr.a       |       0
closing_mrr                 |       0 |   100 |   100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 |  0
segment_new_customers.a     |       0 |     1 |     0
setup_fee.a                 |       0
then
annual_billings             |       0 | 1_200 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
segment_deferred_revenue.a  |       0 | 1_100 | 1_000 | 900 | 800 | 700 | 600 | 500 | 400 | 300 | 200 | 100 |   0 |  0
deferred_revenue_residual.a |       0 |     0 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
monthly_billings            |       0 |     0 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
setup_revenue               |       0 |     0 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
billings                    |       0 | 1_200 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
recurring_revenue           |       0 |   100 |   100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 |  0
recurring_revenue_residual  |       0 |     0 |     0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |   0 |  0
revenue                     |       0 |   100 |   100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 |  0
"""

# The checks fire: contracts with 900 unserved where 1_000 are deferred; MRR of 250 where 200 are earned.
EDGE_CHECK = """
                            | opening |     1 |     2
given
opening_annual_mrr.a        |       0
expansion_rate.a            |       0
expansion_index.a           |       1
segment_signed_mrr.a        |       0 |   100 |     0
closing_annual_mrr.a        |       0 |   100 |   100
unserved_base.a             |       0 | 1_100 |   900
closing_monthly_mrr.a       |       0 |    50 |   100
closing_mrr                 |       0 |   150 |   250
then
segment_deferred_revenue.a  |       0 | 1_100 | 1_000
deferred_revenue_residual.a |       0 |     0 |   100
recurring_revenue           |       0 |   150 |   200
recurring_revenue_residual  |       0 |     0 |  -0.2
"""
SETTING_EDGE_CHECK = worked.Setting(months=2, segments={"a": {}})


def _opening(stated, derived, fires):
    """A table of the alert on opening deferred revenue."""
    return f"""
                            | opening |   1
given
opening_deferred_given      | {stated}
opening_annual_mrr.a        | {derived}
opening_annual_mrr.b        |       0
spread_months               |       1
expansion_rate.a            |       0
expansion_rate.b            |       0
segment_signed_mrr.a        |       0
segment_signed_mrr.b        |       0
closing_annual_mrr.a        |       0 |  50
closing_annual_mrr.b        |       0
then
opening_deferred_differs    | {fires}
"""


EDGE_NOT_STATED = _opening(0, 1_000, 0)
EDGE_STATED_RIGHT = _opening(1_000, 1_000, 0)
EDGE_STATED_A_LITTLE_HIGH = _opening(1_000, 905, 0)
EDGE_STATED_A_TENTH_HIGH = _opening(1_000, 900, 0)
EDGE_STATED_HIGH = _opening(1_000, 895, 1)
EDGE_STATED_LOW = _opening(1_000, 1_105, 1)
EDGE_STATED_SMALL = _opening(1, 0.5, 1)


def test_stated_opening_deferred_revenue_is_compared():
    worked.work(CHAPTER, EDGE_NOT_STATED)
    worked.work(CHAPTER, EDGE_STATED_RIGHT)
    worked.work(CHAPTER, EDGE_STATED_A_LITTLE_HIGH)
    worked.work(CHAPTER, EDGE_STATED_A_TENTH_HIGH)
    worked.work(CHAPTER, EDGE_STATED_HIGH)
    worked.work(CHAPTER, EDGE_STATED_LOW)
    worked.work(CHAPTER, EDGE_STATED_SMALL)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_one_contract():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_checks():
    worked.work(CHAPTER, EDGE_CHECK, SETTING_EDGE_CHECK)


@pytest.mark.parametrize("scenario", ["base", "downside", "upside"])
def test_convention_02_recurring_revenue_is_closing_mrr(scenario):
    figures = worked.securecloud(scenario=scenario)
    assert figures["recurring_revenue"][1:] == pytest.approx(figures["closing_mrr"][1:], rel=1e-9)


def test_convention_10_opening_deferred_revenue():
    """Anniversaries spread evenly over twelve months: 11, 10, … 0 months left, each for a twelfth of the MRR."""
    figures = worked.securecloud()
    opening = sum(figures[f"opening_annual_mrr.{segment}"] for segment in ("business", "small", "individual"))
    assert figures["closing_deferred_revenue"][0] == pytest.approx(sum(opening / 12 * left for left in range(12)))


def test_convention_14_recurring_revenue_and_set_up_fees_are_separate():
    """Higher set-up fees are billed and earned at once; recurring revenue, MRR and deferred revenue do not know them."""
    figures, dearer = worked.securecloud(), worked.securecloud({"setup_fee.business": 2_500})
    for name in ("recurring_revenue", "closing_mrr", "closing_arr", "closing_deferred_revenue"):
        assert dearer[name] == pytest.approx(figures[name], rel=1e-12)
    extra = 1_000 * figures["segment_new_customers.business"]
    assert dearer["revenue"] - figures["revenue"] == pytest.approx(extra, abs=1e-6)
    assert dearer["billings"] - figures["billings"] == pytest.approx(extra, abs=1e-6)
