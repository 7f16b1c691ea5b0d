"""Acquisition: worked by hand."""

import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "acquisition"

# a plans its new customers, who are live at once. b buys them from a budget; they wait for two months, and 30 wait at the start.
SETTING = worked.Setting(months=4, segments={"a": {"acquisition": "planned"}, "b": {"acquisition": "budget"}})
TABLE = """
                                | opening |     1 |      2 |      3 |        4
given
planned_customers.a             |       0 |    10 |     20 |     30 |       40
programme_cost.a                |     300 |   300 |    300 |    300 |      350
acquisition_budget.b            |       0 | 6_000 | 10_000 | 15_000 |   12_000
budget_cost.b                   |     200
referral_rate.a                 |      5%
referral_rate.b                 |     10%
onboarding_months.a             |       0
onboarding_months.b             |       2
opening_waiting.a               |       0
opening_waiting.b               |      30
annual_share.a                  |     40%
annual_share.b                  |     25%
cost_index                      |       1 |     1 |   1.25 |    1.5 |      1.5
list_price.a                    |     100 |   100 |    100 |    110 |      110
list_price.b                    |      50 |    50 |     50 |     60 |       60
new_price.a                     |      90 |    90 |     80 |    110 |      110
new_price.b                     |      40 |    40 |     50 |     48 |       60
segment_closing_customers.a     |     200 |   300 |    400 |    500 |      600
segment_closing_customers.b     |     100 |   150 |    220 |    300 |      400
segment_reactivated_customers.a |       0 |     2 |      3 |      0 |        5
segment_reactivated_customers.b |       0 |     0 |      1 |      2 |        4
segment_reactivated_mrr.a       |       0 |   100 |    200 |      0 |      300
segment_reactivated_mrr.b       |       0 |     0 |     60 |     80 |      240
moved_in_customers.a            |       0 |     8 |      0 |      4 |        0
moved_in_customers.b            |       0 |     5 |      5 |     10 |        0
moved_in_mrr.a                  |       0 |   700 |      0 |    500 |        0
moved_in_mrr.b                  |       0 |   250 |    200 |    400 |        0
capped_lifetime.a               |      40
capped_lifetime.b               |      20
segment_viral_coefficient.a     |       0 |   0.5 |    0.5 |      0 |        1
segment_viral_coefficient.b     |       0
then
campaign_customers.a            |       0 |    10 |     20 |     30 |       40
campaign_customers.b            |       0 |    30 |     40 |     50 |       40  # 6_000 ÷ 200; 10_000 ÷ 250; 15_000 ÷ 300
referred_customers.a            |       0 |    10 |     15 |     20 |       25  # 5 % of last month's
referred_customers.b            |       0 |    10 |     15 |     22 |       30
waiting_months.a                |       1
waiting_months.b                |       2
segment_won_customers.a         |       0 |    20 |     35 |     50 |       65
segment_won_customers.b         |      15 |    40 |     55 |     72 |       70  # 15 in each of the two months before the plan
won_customers                   |       0 |    60 |     90 |    122 |      135
segment_won_mrr.a               |       0 | 1_800 |  2_800 |  5_500 |    7_150
segment_won_mrr.b               |     600 | 1_600 |  2_750 |  3_456 |    4_200
won_mrr                         |       0 | 3_400 |  5_550 |  8_956 |   11_350
segment_discounts.a             |       0 |   200 |    700 |      0 |        0
segment_discounts.b             |       0 |   400 |      0 |    864 |        0
discounts                       |       0 |   600 |    700 |    864 |        0
segment_new_customers.a         |       0 |    20 |     35 |     50 |       65
segment_new_customers.b         |       0 |    15 |     15 |     40 |       55  # those who waited, then those of month 1
new_customers                   |       0 |    35 |     50 |     90 |      120
segment_new_mrr.a               |       0 | 1_800 |  2_800 |  5_500 |    7_150
segment_new_mrr.b               |       0 |   600 |    600 |  1_600 |    2_750  # at the price of their signature
segment_waiting_mrr.a           |       0 |     0 |      0 |      0 |        0
segment_waiting_mrr.b           |   1_200 | 2_200 |  4_350 |  6_206 |    7_656  # in the end 3_456 + 4_200: months 3 and 4
waiting_mrr                     |   1_200 | 2_200 |  4_350 |  6_206 |    7_656
opening_waiting_residual.a      |       0
opening_waiting_residual.b      |       0
joining_customers.a             |       0 |    30 |     38 |     54 |       70
joining_customers.b             |       0 |    20 |     21 |     52 |       59
joining_annual_customers.a      |       0 |   8.8 |   15.2 |     20 |       28  # 40 % of 22, 38, 50, 70: movers sign no contract
joining_annual_customers.b      |       0 |  3.75 |      4 |   10.5 |    14.75
joining_monthly_customers.a     |       0 |  21.2 |   22.8 |     34 |       42
joining_monthly_customers.b     |       0 | 16.25 |     17 |   41.5 |    44.25
joining_mrr.a                   |       0 | 2_600 |  3_000 |  6_000 |    7_450
joining_mrr.b                   |       0 |   850 |    860 |  2_080 |    2_990
joining_annual_mrr.a            |       0 |   760 |  1_200 |  2_200 |    2_980
joining_annual_mrr.b            |       0 |   150 |    165 |    420 |   747.50
joining_monthly_mrr.a           |       0 | 1_840 |  1_800 |  3_800 |    4_470
joining_monthly_mrr.b           |       0 |   700 |    695 |  1_660 | 2_242.50
segment_programme_spend.a       |       0 | 3_000 |  7_500 | 13_500 |   21_000  # referrals cost nothing
segment_programme_spend.b       |       0 | 6_000 | 10_000 | 15_000 |   12_000
programme_spend                 |       0 | 9_000 | 17_500 | 28_500 |   33_000
viral_customers.a               |       0 |    50 |   87.5 |    100 |      195  # 20 × (0.5 + 5 % × 40)
viral_customers.b               |       0 |    30 |     30 |     80 |      110  # 15 × 10 % × 20
viral_coefficient               |       . | 2.2857142857142857 | 2.35 | 2 | 2.5416666666666667  # 80 ÷ 35; 305 ÷ 120
"""

# a: nobody there to refer, nobody planned, then all on annual contracts; b: no budget, referrals only, all monthly,
# and a price that is discounted away.
SETTING_EDGE = worked.Setting(months=2, segments={"a": {"acquisition": "planned"}, "b": {"acquisition": "budget"}})
EDGE = """
                                | opening |  1 |  2
given
planned_customers.a             |       0 |  0 | 10
programme_cost.a                |       0
acquisition_budget.b            |       0 |  0 |  0
budget_cost.b                   |     100
referral_rate.a                 |     50%
referral_rate.b                 |    100%
onboarding_months.a             |       0
onboarding_months.b             |       0
opening_waiting.a               |       0
opening_waiting.b               |       0
annual_share.a                  |    100%
annual_share.b                  |       0
cost_index                      |       1 |  1 |  1
list_price.a                    |       7 |  7 |  7
list_price.b                    |       3 |  3 |  3
new_price.a                     |       7 |  7 |  7
new_price.b                     |       0 |  0 |  3
segment_closing_customers.a     |       0 |  0 | 10
segment_closing_customers.b     |       5 | 10 | 20
segment_reactivated_customers.a |       0
segment_reactivated_customers.b |       0
segment_reactivated_mrr.a       |       0
segment_reactivated_mrr.b       |       0
moved_in_customers.a            |       0 |  6 |  0
moved_in_customers.b            |       0
moved_in_mrr.a                  |       0 | 42 |  0
moved_in_mrr.b                  |       0
capped_lifetime.a               |       1
capped_lifetime.b               |       2
segment_viral_coefficient.a     |       0
segment_viral_coefficient.b     |       0
then
viral_coefficient               |       . |  2 | 1.25  # 5 × 2; (10 × 0.5 + 10 × 2) ÷ 20
campaign_customers.a            |       0 |  0 | 10
campaign_customers.b            |       0 |  0 |  0
referred_customers.a            |       0 |  0 |  0
referred_customers.b            |       0 |  5 | 10
segment_won_customers.b         |       0 |  5 | 10
segment_won_mrr.b               |       0 |  0 | 30
segment_discounts.b             |       0 | 15 |  0
segment_new_customers.a         |       0 |  0 | 10
segment_new_customers.b         |       0 |  5 | 10
new_customers                   |       0 |  5 | 20
segment_waiting_mrr.b           |       0 |  0 |  0
joining_annual_customers.a      |       0 |  0 | 10
joining_annual_customers.b      |       0 |  0 |  0
joining_monthly_customers.a     |       0 |  6 |  0  # movers only
joining_monthly_customers.b     |       0 |  5 | 10
joining_annual_mrr.a            |       0 |  0 | 70
joining_monthly_mrr.a           |       0 | 42 |  0
joining_monthly_mrr.b           |       0 |  0 | 30
segment_programme_spend.a       |       0 |  0 |  0
segment_programme_spend.b       |       0 |  0 |  0
programme_spend                 |       0 |  0 |  0
"""

# a: a customer is said to wait, but there is nothing to wait for, and the check finds it; b: one month; c: three months, none waiting.
SETTING_EDGE_WAITING = worked.Setting(months=4, segments={"a": {}, "b": {}, "c": {}})
EDGE_WAITING = """
                                | opening |   1 |   2 |   3 |   4
given
planned_customers.a             |       0 |   0 |   0 |   0 |   0
planned_customers.b             |       0 |   3 |   4 |   0 |   0
planned_customers.c             |       0 |   5 |   6 |   7 |   8
referral_rate.a                 |       0
referral_rate.b                 |       0
referral_rate.c                 |       0
segment_closing_customers.a     |       0
segment_closing_customers.b     |       0
segment_closing_customers.c     |       0
onboarding_months.a             |       0
onboarding_months.b             |       1
onboarding_months.c             |       3
opening_waiting.a               |       1
opening_waiting.b               |       2
opening_waiting.c               |       0
new_price.a                     |      10 |  10 |  10 |  10 |  10
new_price.b                     |      20 |  20 |  30 |  40 |  40
new_price.c                     |      10 |  10 |  10 |  20 |  20
then
opening_waiting_residual.a      |       1
opening_waiting_residual.b      |       0
opening_waiting_residual.c      |       0
segment_won_customers.b         |       2 |   3 |   4 |   0 |   0
segment_new_customers.a         |       0 |   0 |   0 |   0 |   0
segment_new_customers.b         |       0 |   2 |   3 |   4 |   0
segment_new_customers.c         |       0 |   0 |   0 |   0 |   5
segment_new_mrr.b               |       0 |  40 |  60 | 120 |   0
segment_new_mrr.c               |       0 |   0 |   0 |   0 |  50
segment_waiting_mrr.a           |      10 |  10 |  10 |  10 |  10
segment_waiting_mrr.b           |      40 |  60 | 120 |   0 |   0
segment_waiting_mrr.c           |       0 |  50 | 110 | 250 | 360
"""


# a has two channels, b none yet: nobody is won. What the channels bring is won as anything else.
SETTING_CHANNELS = worked.Setting(
    months=2,
    segments={"a": {"acquisition": "channels"}, "b": {"acquisition": "channels"}, "c": {"acquisition": "channels"}},
    families={
        "channel": {
            "ads": {"segment": "a", "kind": "paid"}, "reps": {"segment": "c", "kind": "sales"}, "blog": {"segment": "a", "kind": "organic"}
        }
    },
)  # fmt: skip
TABLE_CHANNELS = """
                            | opening |     1 |     2
given
channel_customers.ads       |       0 |    10 |    20
channel_customers.reps      |       0 |     3 |     4
channel_customers.blog      |       0 |     5 |     6
channel_spend.ads           |       0 | 2_000 | 3_000
channel_spend.reps          |       0 |   100 |   200
channel_spend.blog          |       0 |   500 |   600
then
campaign_customers.a        |       0 |    15 |    26
campaign_customers.b        |       0 |     0 |     0
campaign_customers.c        |       0 |     3 |     4
segment_programme_spend.a   |       0 | 2_500 | 3_600
segment_programme_spend.b   |       0 |     0 |     0
segment_programme_spend.c   |       0 |   100 |   200
programme_spend             |       0 | 2_600 | 3_800
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_channels_of_a_segment():
    worked.work(CHAPTER, TABLE_CHANNELS, SETTING_CHANNELS)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_waiting():
    worked.work(CHAPTER, EDGE_WAITING, SETTING_EDGE_WAITING)


def test_what_is_stated_for_a_flow_opens_at_nothing():
    """Nobody joins before the plan starts; a price or a volume is there already."""
    figures = worked.run({"planned_customers.value1.a": 10, "overhead_amount.value1.rent": 7, "gb_per_customer.value1.a": 5})
    assert list(figures["planned_customers.a"]) == [0, 10, 10, 10, 10]
    assert list(figures["overhead_amount.rent"]) == [0, 7, 7, 7, 7]
    assert list(figures["gb_per_customer.a"]) == [5, 5, 5, 5, 5]


# Ten sign in each month, at 20, and go live three months later; 30 are waiting at the start, and half of all sign contracts.
ONE = {"a": {}}
WAITING = {
    "planned_customers.value1.a": 10, "price.a": 20, "annual_share.a": 0.5, "onboarding_months.a": 3, "opening_waiting.a": 30,
}  # fmt: skip


def test_convention_12_who_signs_is_committed_and_who_is_live_is_billed():
    """Ten go live in each month, those who waited first; 30 wait at each month end."""
    figures = worked.run(WAITING, worked.Setting(months=8, segments=ONE))
    assert figures["closing_customers"] == pytest.approx([10 * month for month in range(9)])
    assert figures["closing_mrr"] == pytest.approx([200 * month for month in range(9)])
    assert figures["waiting_mrr"] == pytest.approx([600] * 9)
    assert figures["committed_mrr"] == pytest.approx([600 + 200 * month for month in range(9)])
    assert figures["annual_billings"] == pytest.approx([0, *[12 * 100] * 8])  # five contracts a month, when they go live


def test_convention_12_the_price_of_the_signature_holds():
    """Prices double in month 2: who goes live in month 4 signed in month 1, who goes live in month 5 in month 2."""
    forms = {("price_change", ("a",)): InputForm(dated=True)}
    prices = {"price_change.month1.a": 2, "price_change.value1.a": 1}
    figures = worked.run({**WAITING, **prices}, worked.Setting(months=5, segments=ONE, forms=forms))
    assert figures["new_mrr"] == pytest.approx([0, 200, 200, 200, 200, 400])
    assert figures["won_mrr"] == pytest.approx([0, 200, 400, 400, 400, 400])


def test_convention_02_without_onboarding_time_who_signs_is_live():
    figures = worked.run({**WAITING, "onboarding_months.a": 0, "opening_waiting.a": 0}, worked.Setting(months=3, segments=ONE))
    assert list(figures["new_customers"]) == list(figures["won_customers"]) == [0, 10, 10, 10]
    assert list(figures["waiting_mrr"]) == [0] * 4
