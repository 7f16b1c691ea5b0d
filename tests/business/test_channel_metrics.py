"""Channel metrics: worked by hand."""

import math

import worked
from planbook.business.channel_metrics import lead_velocity_rate

CHAPTER = "channel_metrics"

# ads and search buy their visits.
SETTING = worked.Setting(
    segments={"a": {"acquisition": "channels"}, "b": {"acquisition": "channels"}},
    families={
        "channel": {
            "blog": {"segment": "a", "kind": "organic"},
            "ads": {"segment": "a", "kind": "paid"},
            "search": {"segment": "b", "kind": "paid"},
            "reps": {"segment": "b", "kind": "sales"},
            "key": {"segment": "b", "kind": "sales"},
        }
    },
)
TABLE = """
                               | opening |      1 |      2 |      3 |      4
given
month                          |       0 |      1 |      2 |      3 |      4
unique_visitors                |       0 |  1_000 |  2_000 |  1_000 |  4_000
sign_ups                       |       0 |    100 |    100 |    250 |    200
product_qualified_leads        |       0 |     20 |     25 |     50 |     80
funnel_customers               |       0 |      5 |     10 |     10 |     20
channel_visitors.blog          |     300 |    400 |    500 |    600 |  1_600
channel_funnel_customers.blog  |       0 |      2 |      4 |      3 |      8
qualified_leads                |      40 |     50 |    100 |     50 |     75
new_mrr                        |       0 |  1_000 |  1_500 |  2_500 |  4_000
channel_spend.blog             |       0 |    100 |      0 |    300 |    400
channel_spend.ads              |       0 |  3_000 |  4_000 |  5_000 |  6_000
channel_spend.search           |       0 |  1_000 |  1_000 |      0 |  2_000
channel_spend.reps             |       0 |      0 |      0 |      0 |    100
channel_customers.blog         |       0 |      2 |      4 |      3 |      8
channel_customers.ads          |       0 |     10 |      8 |     20 |     10
channel_customers.search       |       0 |     10 |      2 |      0 |     10
channel_customers.reps         |       0 |      0 |      1 |      2 |      2
channel_customers.key          |       0 |      0 |      0 |      0 |      3
channel_spend.key              |       0 |      0 |      0 |      0 |      0
channel_quota.reps             |       0 |      0 |      4 |      5 |      2
channel_quota.key              |       0 |      0 |      1 |      0 |      3
channel_opportunities.reps     |       8 |      0 |     12 |     10 |      0
channel_opportunities.key      |       5 |      0 |      3 |      2 |      9
needed_opportunities.reps      |       0 |      0 |     10 |     20 |      5
needed_opportunities.key       |       0 |      0 |      5 |      0 |     10
new_price.a                   |     100 |    100 |    100 |    110 |    120
new_price.b                   |      50 |     50 |     50 |     50 |     50
then
visit_to_sign_up               |       . |    10% |     5% |    25% |     5%
sign_up_to_lead                |       . |    20% |    25% |    20% |    40%
lead_to_customer               |       . |    25% |    40% |    20% |    25%
visit_to_customer              |       . |   0.5% |   0.5% |     1% |   0.5%
channel_conversion.blog        |       . |   0.5% |   0.8% |   0.5% |   0.5%
channel_pipeline_coverage.reps |       . |      . |      3 |      2 |      0
channel_pipeline_coverage.key  |       . |      . |      3 |      . |      3
channel_quota_attainment.reps  |       . |      . |    25% |    40% |   100%
channel_quota_attainment.key   |       . |      . |     0% |      . |   100%
sales_quota                    |       0 |      0 |      5 |      5 |      5
opportunities                  |       0 |      0 |     15 |     12 |      9
quota_opportunities            |       0 |      0 |     15 |     20 |     15
pipeline_coverage              |       . |      . |      3 |    2.4 |    1.8
needed_coverage                |       . |      . |      3 |      4 |      3
is_sales.reps                  |       1
is_sales.ads                   |       0
sales_customers                |       0 |      0 |      1 |      2 |      5
quota_attainment               |       . |      . |    20% |    40% |   100%
earlier_leads                  |       0 |      0 |     50 |    100 |     50
lead_velocity_rate             |       . |      . |   100% |   -50% |    50%
leads_of_quarter               |       0 |     50 |    150 |    200 |    225
earlier_leads_of_quarter       |       0 |      0 |      0 |      0 |    200
lead_velocity_of_quarter       |       . |      . |      . |      . |  12.5%
new_mrr_of_quarter             |       0 |  1_000 |  2_500 |  5_000 |  8_000
earlier_new_mrr_of_quarter     |       0 |      0 |      0 |      0 |  5_000
new_mrr_velocity               |       . |      . |      . |      . |    60%
is_paid.blog                   |       0
is_paid.ads                    |       1
is_paid.search                 |       1
is_paid.reps                   |       0
channel_cac.blog               |       . |     50 |      0 |    100 |     50
channel_cac.ads                |       . |    300 |    500 |    250 |    600
channel_cac.reps               |       . |      . |      0 |      0 |     50
paid_spend                     |       0 |  4_000 |  5_000 |  5_000 |  8_000
paid_customers                 |       0 |     20 |     10 |     20 |     20
paid_cac                       |       . |    200 |    500 |    250 |    400
channel_new_acv.blog           |       0 |  2_400 |  4_800 |  3_960 | 11_520  # 12 × 3 × 110
channel_new_acv.ads            |       0 | 12_000 |  9_600 | 26_400 | 14_400
channel_new_acv.search         |       0 |  6_000 |  1_200 |      0 |  6_000
channel_new_acv.reps           |       0 |      0 |    600 |  1_200 |  1_200
paid_new_acv                   |       0 | 18_000 | 10_800 | 26_400 | 20_400
channel_return.blog            |       . |     23 |      . |   12.2 |    27.8  # (11_520 − 400) ÷ 400
channel_return.ads             |       . |      3 |    1.4 |   4.28 |    1.4
traffic_roi                    |       . |    3.5 |   1.16 |   4.28 |   1.55  # (20_400 − 8_000) ÷ 8_000
"""

# Published: leads of 200, 230, 264, 290; 900 leads of 6_000 sign-ups, 225 customers of 900 leads. Then a month of nothing.
SETTING_EDGE = worked.Setting(months=5, segments={"a": {"acquisition": "channels"}}, families={})
EDGE = """
                               | opening |     1 |     2 |                      3 |                       4 |   5
given
month                          |       0 |     1 |     2 |                      3 |                       4 |   5
qualified_leads                |       0 |   200 |   230 |                    264 |                     290 |   0
unique_visitors                |       0 |     0 |     0 |                      0 |                       0 |   0
sign_ups                       |       0 | 6_000 | 2_000 |                  1_000 |                       0 |   0
product_qualified_leads        |       0 |   900 |   120 |                    150 |                       0 |   0
funnel_customers               |       0 |   225 |     0 |                     45 |                       5 |   0
then
lead_velocity_rate             |       . |     . |   15% | 0.14782608695652173913 |  0.09848484848484848485 |  -1
visit_to_sign_up               |       . |     . |     . |                      . |                       . |   .
visit_to_customer              |       . |     . |     . |                      . |                       . |   .
sign_up_to_lead                |       . |   15% |    6% |                    15% |                       . |   .
lead_to_customer               |       . |   25% |     0 |                    30% |                       . |   .
sales_quota                    |       0 |     0 |     0 |                      0 |                       0 |   0
opportunities                  |       0 |     0 |     0 |                      0 |                       0 |   0
quota_opportunities            |       0 |     0 |     0 |                      0 |                       0 |   0
sales_customers                |       0 |     0 |     0 |                      0 |                       0 |   0
pipeline_coverage              |       . |     . |     . |                      . |                       . |   .
quota_attainment               |       . |     . |     . |                      . |                       . |   .
paid_spend                     |       0 |     0 |     0 |                      0 |                       0 |   0
paid_new_acv                   |       0 |     0 |     0 |                      0 |                       0 |   0
paid_cac                       |       . |     . |     . |                      . |                       . |   .
traffic_roi                    |       . |     . |     . |                      . |                       . |   .
"""

# Leads double in a year, a twelfth of the way each month; a month without leads, now and a year before, and one of half a lead.
SETTING_YEAR = worked.Setting(months=16, segments={"a": {"acquisition": "channels"}}, families={})
TABLE_YEAR = """
                               | opening, then months 1 to 16
given
month                          0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
smallest_survival              1e-200
qualified_leads                70 100 0.5 0 80 90 90 90 90 90 90 90 300 200 0.5 40 0
then
leads_a_year_earlier           0 0 0 0 0 0 0 0 0 0 0 0 0 100 0.5 0 80
lead_multiple                  . . . . . . . . . . . . . 2 1 . 0
positive_lead_multiple         1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 1e-200 2 1 1e-200 1e-200
lead_velocity_of_year          . . . . . . . . . . . . . 0.059463094359295265 0 . -1  # the twelfth root of 2
"""


def test_a_year():
    """From 300 to 200 in a month, leads fall by a third: December's season. Over the year they have doubled."""
    worked.work(CHAPTER, TABLE_YEAR, SETTING_YEAR)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_published_lead_velocity():
    """Published examples of the lead velocity rate."""
    for now, before, rate in ((230, 200, 0.15), (264, 230, 0.147826), (290, 264, 0.098485), (216, 180, 0.2), (250, 220, 0.136364)):
        assert math.isclose(lead_velocity_rate(now, before), rate, abs_tol=5e-7)
