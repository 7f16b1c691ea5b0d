"""Funnel: worked by hand."""

import worked

CHAPTER = "funnel"
SEGMENTS = {"a": {"acquisition": "channels"}, "b": {"acquisition": "channels"}}

# Each step with a lag of 0, 1 and 2 months in one of the channels. Before the plan, blog and ads ran at half of what they start with.
# Costs stand at 1.25 before the plan, to see that the opening counts them.
SETTING = worked.Setting(
    segments=SEGMENTS,
    families={
        "channel": {
            "blog": {"segment": "a", "kind": "organic"},
            "ads": {"segment": "a", "kind": "paid"},
            "search": {"segment": "b", "kind": "paid"},
        }
    },
)
TABLE = """
                                | opening |     1 |     2 |     3 |      4
given
cost_index                      |    1.25 |     1 |     1 |  1.25 |    1.5
organic_visitors.blog           |   1_000 | 1_000 | 1_200 | 1_400 |  1_600
opening_activity.blog           |     50%
sign_up_lag.blog                |       0
sign_up_conversion.blog         |     10% |   10% |   10% |   20% |    10%
lead_lag.blog                   |       1
lead_conversion.blog            |     20% |   20% |   25% |   20% |    20%
customer_lag.blog               |       2
customer_conversion.blog        |     50% |   50% |   50% |   40% |    40%
paid_budget.ads                 |   3_000 | 3_000 | 6_000 | 7_500 | 18_000
cost_per_visit.ads              |       2
saturation_visitors.ads         |   3_000 | 3_000 | 3_000 | 3_000 |  6_000
opening_activity.ads            |     50%
sign_up_lag.ads                 |       1
sign_up_conversion.ads          |      4% |    4% |    4% |    4% |     6%
lead_lag.ads                    |       2
lead_conversion.ads             |     50% |   50% |   50% |   50% |    50%
customer_lag.ads                |       0
customer_conversion.ads         |     20% |   20% |   20% |   20% |    20%
paid_budget.search              |     800 |   800 | 1_600 | 2_000 |    600
cost_per_visit.search           |       4 |     4 |     4 |     4 |      2
saturation_visitors.search      |       0
opening_activity.search         |    100%
sign_up_lag.search              |       2
sign_up_conversion.search       |     10% |   10% |   10% |   10% |    10%
lead_lag.search                 |       0
lead_conversion.search          |     25% |   25% |   25% |   25% |    25%
customer_lag.search             |       1
customer_conversion.search      |     40% |   40% |   40% |   40% |    60%
then
channel_traffic.blog            |     500 | 1_000 | 1_200 | 1_400 |  1_600
channel_visitors.blog           |     500 | 1_000 | 1_200 | 1_400 |  1_600
channel_sign_ups.blog           |      50 |   100 |   120 |   280 |    160
channel_product_leads.blog      |      10 |    10 |    25 |    24 |     56  # of last month's sign-ups
channel_funnel_customers.blog   |       0 |     5 |     5 |     4 |     10  # of the leads of two months ago
channel_traffic.ads             |     600 | 1_500 | 3_000 | 3_000 |  6_000  # 3_000 ÷ 2.5 ÷ 2 before; 3_000 ÷ 2; … 18_000 ÷ 3
saturation_reached.ads          |     0.2 |   0.5 |     1 |     1 |      1
channel_visitors.ads            |     500 | 1_000 | 1_500 | 1_500 |  3_000  # 1_500 × 3_000 ÷ 4_500, …
channel_sign_ups.ads            |      20 |    20 |    40 |    60 |     90
channel_product_leads.ads       |      10 |    10 |    10 |    10 |     20
channel_funnel_customers.ads    |       0 |     2 |     2 |     2 |      4
channel_traffic.search          |     160 |   200 |   400 |   400 |    200
saturation_reached.search       |       0 |     0 |     0 |     0 |      0
channel_visitors.search         |     160 |   200 |   400 |   400 |    200
channel_sign_ups.search         |      16 |    16 |    16 |    20 |     40
channel_product_leads.search    |       4 |     4 |     4 |     5 |     10
channel_funnel_customers.search |       0 |   1.6 |   1.6 |   1.6 |      3
unique_visitors                 |       0 | 2_200 | 3_100 | 3_300 |  4_800
sign_ups                        |       0 |   136 |   176 |   360 |    290
product_qualified_leads         |       0 |    24 |    39 |    39 |     86
funnel_customers                |       0 |   8.6 |   8.6 |   7.6 |     17
"""

# fresh is new: its funnel is empty before the plan, and its budget pauses. idle spends nothing. old stops: what it had in the
# funnel still comes out. Everyone converts.
SETTING_EDGE = worked.Setting(
    segments=SEGMENTS,
    families={
        "channel": {
            "fresh": {"segment": "a", "kind": "paid"},
            "idle": {"segment": "a", "kind": "paid"},
            "old": {"segment": "b", "kind": "organic"},
        }
    },
)
EDGE = """
                                | opening |    1 |    2 |    3 |    4
given
cost_index                      |       1 |    1 |    1 |    1 |    1
paid_budget.fresh               |     100 |  100 |    0 |  100 |  300
cost_per_visit.fresh            |       1
saturation_visitors.fresh       |     100
opening_activity.fresh          |       0
sign_up_lag.fresh               |       1
sign_up_conversion.fresh        |    100% | 100% | 100% | 100% | 100%
lead_lag.fresh                  |       0
lead_conversion.fresh           |    100% | 100% | 100% | 100% | 100%
customer_lag.fresh              |       0
customer_conversion.fresh       |    100% | 100% | 100% | 100% | 100%
paid_budget.idle                |       0 |    0 |    0 |    0 |    0
cost_per_visit.idle             |       1
saturation_visitors.idle        |       0
opening_activity.idle           |       1
organic_visitors.old            |      10 |    0 |    0 |    0 |    0
opening_activity.old            |       1
sign_up_lag.old                 |       2
sign_up_conversion.old          |    100% | 100% | 100% | 100% | 100%
lead_lag.old                    |       0
lead_conversion.old             |    100% | 100% | 100% | 100% | 100%
customer_lag.old                |       0
customer_conversion.old         |       0 |    0 | 100% | 100% | 100%
then
channel_visitors.fresh          |       0 |   50 |    0 |   50 |   75
channel_sign_ups.fresh          |       0 |    0 |   50 |    0 |   50
channel_funnel_customers.fresh  |       0 |    0 |   50 |    0 |   50
channel_visitors.idle           |       0 |    0 |    0 |    0 |    0
channel_visitors.old            |      10 |    0 |    0 |    0 |    0
channel_sign_ups.old            |      10 |   10 |   10 |    0 |    0
channel_funnel_customers.old    |       0 |    0 |   10 |    0 |    0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_saturation_halves_what_a_budget_for_that_many_visits_brings():
    """x × k ÷ (x + k): half of k at x = k, never more than k, and x itself when k is far away."""
    figures = {}
    for budget in (5_000, 5_000_000_000):
        given = {"paid_budget.ads": budget, "cost_per_visit.ads": 1, "saturation_visitors.ads": 5_000}
        figures[budget] = worked.run(given, SETTING)["channel_visitors.ads"][1]
    assert figures[5_000] == 2_500
    assert 4_999 < figures[5_000_000_000] < 5_000
    far = worked.run({"paid_budget.ads": 100, "cost_per_visit.ads": 1, "saturation_visitors.ads": 1e15}, SETTING)
    assert abs(far["channel_visitors.ads"][1] - 100) < 1e-9
