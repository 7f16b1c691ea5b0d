"""Acquisition: worked by hand."""

import worked

CHAPTER = "acquisition"

# a plans its new customers, b buys them from a budget.
SETTING = worked.Setting(months=3, segments={"a": {"acquisition": "planned"}, "b": {"acquisition": "budget"}})
TABLE = """
                            | opening |     1 |        2 |      3
given
planned_customers.a         |       0 |    10 |       20 |     30
programme_cost.a            |     300
acquisition_budget.b        |       0 | 6_000 |   10_000 | 15_000
budget_cost.b               |     200
referral_rate.a             |      5%
referral_rate.b             |     10%
annual_share.a              |     40%
annual_share.b              |     25%
cost_index                  |       1 |     1 |     1.25 |    1.5
list_price.a                |     100 |   100 |      100 |    110
list_price.b                |      50 |    50 |       50 |     60
segment_closing_customers.a |     200 |   300 |      400 |    500
segment_closing_customers.b |     100 |   150 |      220 |    300
then
campaign_customers.a        |       0 |    10 |       20 |     30
campaign_customers.b        |       0 |    30 |       40 |     50  # 6_000 ÷ 200; 10_000 ÷ 250; 15_000 ÷ 300
referred_customers.a        |       0 |    10 |       15 |     20  # 5 % of last month's
referred_customers.b        |       0 |    10 |       15 |     22
segment_new_customers.a     |       0 |    20 |       35 |     50
segment_new_customers.b     |       0 |    40 |       55 |     72
new_customers               |       0 |    60 |       90 |    122
new_annual_customers.a      |       0 |     8 |       14 |     20
new_annual_customers.b      |       0 |    10 |    13.75 |     18
new_monthly_customers.a     |       0 |    12 |       21 |     30
new_monthly_customers.b     |       0 |    30 |    41.25 |     54
new_annual_mrr.a            |       0 |   800 |    1_400 |  2_200
new_annual_mrr.b            |       0 |   500 |   687.50 |  1_080
new_monthly_mrr.a           |       0 | 1_200 |    2_100 |  3_300
new_monthly_mrr.b           |       0 | 1_500 | 2_062.50 |  3_240
segment_programme_spend.a   |       0 | 3_000 |    7_500 | 13_500  # referrals cost nothing
segment_programme_spend.b   |       0 | 6_000 |   10_000 | 15_000
programme_spend             |       0 | 9_000 |   17_500 | 28_500
"""

# a: nobody there to refer, nobody planned, then all on annual contracts; b: no budget, referrals only, all monthly.
SETTING_EDGE = worked.Setting(months=2, segments={"a": {"acquisition": "planned"}, "b": {"acquisition": "budget"}})
EDGE = """
                            | opening |  1 |  2
given
planned_customers.a         |       0 |  0 | 10
programme_cost.a            |       0
acquisition_budget.b        |       0 |  0 |  0
budget_cost.b               |     100
referral_rate.a             |     50%
referral_rate.b             |    100%
annual_share.a              |    100%
annual_share.b              |       0
cost_index                  |       1 |  1 |  1
list_price.a                |       7 |  7 |  7
list_price.b                |       0 |  0 |  3
segment_closing_customers.a |       0 |  0 | 10
segment_closing_customers.b |       5 | 10 | 20
then
campaign_customers.a        |       0 |  0 | 10
campaign_customers.b        |       0 |  0 |  0
referred_customers.a        |       0 |  0 |  0
referred_customers.b        |       0 |  5 | 10
segment_new_customers.a     |       0 |  0 | 10
segment_new_customers.b     |       0 |  5 | 10
new_customers               |       0 |  5 | 20
new_annual_customers.a      |       0 |  0 | 10
new_annual_customers.b      |       0 |  0 |  0
new_monthly_customers.a     |       0 |  0 |  0
new_monthly_customers.b     |       0 |  5 | 10
new_annual_mrr.a            |       0 |  0 | 70
new_monthly_mrr.a           |       0 |  0 |  0
new_monthly_mrr.b           |       0 |  0 | 30
segment_programme_spend.a   |       0 |  0 |  0
segment_programme_spend.b   |       0 |  0 |  0
programme_spend             |       0 |  0 |  0
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


def test_what_is_stated_for_a_flow_opens_at_nothing():
    """Nobody joins before the plan starts; a price or a volume is there already."""
    figures = worked.run({"planned_customers.value1.a": 10, "overhead_amount.value1.rent": 7, "gb_per_customer.value1.a": 5})
    assert list(figures["planned_customers.a"]) == [0, 10, 10, 10, 10]
    assert list(figures["overhead_amount.rent"]) == [0, 7, 7, 7, 7]
    assert list(figures["gb_per_customer.a"]) == [5, 5, 5, 5, 5]
