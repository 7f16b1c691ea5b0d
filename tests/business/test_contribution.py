"""Contribution by segment: worked by hand. Two segments, a support team staffed by tickets, and a month without revenue."""

import pytest

import worked

CHAPTER = "contribution"

TEAMS = {
    "help": {"function": "cost_of_service", "staffing": "tickets"},
    "operations": {"function": "cost_of_service"},
    "presales": {"function": "sales_marketing", "staffing": "tickets"},  # not a cost of service: it is charged to nobody
}
SETTING = worked.Setting(months=3, families={"department": TEAMS})

TABLE = """
                              | opening |      1 |      2 |      3
given
segment_closing_mrr.a         |     700 |    800 |    900 |      0
segment_closing_mrr.b         |     100 |    150 |    200 |      0
segment_setup_revenue.a       |       0 |    100 |      0 |      0
segment_setup_revenue.b       |       0 |     30 |     60 |      0
segment_usage_revenue.a       |       0 |     60 |     80 |      0
segment_usage_revenue.b       |       0 |      0 |      5 |      0
segment_services_revenue.a    |       0 |     40 |     20 |      0
segment_services_revenue.b    |       0 |     25 |     15 |      0
segment_refunds.a             |       0 |    200 |    100 |      0
segment_refunds.b             |       0 |      5 |     80 |      0
revenue                       |       0 |  1_000 |  1_000 |      0
department_cost.help          |       0 |    100 |    120 |     50
department_cost.operations    |       0 |     70 |     70 |     70
department_cost.presales      |       0 |     90 |     90 |     90
segment_tickets.a             |      10 |     30 |     10 |      0
segment_tickets.b             |      10 |     10 |     30 |      0
tickets                       |      20 |     40 |     40 |      0
gb_per_tb                     |   1_000
segment_stored.a              |     0.5 |      1 |      2 |      0
segment_stored.b              |       0 |    0.5 |      1 |      0
hosting_price                 |    0.02 |   0.02 |   0.01 |   0.01
segment_onboarding.a          |       0 |     15 |      5 |      0
segment_onboarding.b          |       0 |      0 |      8 |      0
segment_services_cost.a       |       0 |     20 |     10 |      0
segment_services_cost.b       |       0 |      5 |      7 |      0
cost_of_service               |       0 |    370 |    400 |    120
segment_programme_spend.a     |       0 |     50 |     60 |      5
segment_programme_spend.b     |       0 |     10 |     20 |      0
commission_rate               |     10%
segment_new_acv.a             |       0 |    120 |    240 |      0
segment_new_acv.b             |       0 |     60 |      0 |     30
then
segment_revenue.a             |       0 |    800 |    900 |      0  # 800 + 100 + 60 + 40 − 200
segment_revenue.b             |       0 |    200 |    200 |      0
revenue_by_segment_residual      |       0 |      0 |    0.0909090909 |      0  # 1_100 against 1_000
segment_revenue_share.a       |       0 |    0.8 |    0.9 |      0
segment_revenue_share.b       |       0 |    0.2 |    0.2 |      0
department_ticket_cost.help   |       0 |    100 |    120 |     50
department_ticket_cost.presales |     0 |     90 |     90 |     90
function_ticket_cost.cost_of_service | 0 |   100 |    120 |     50
function_ticket_cost.sales_marketing | 0 |    90 |     90 |     90
function_ticket_cost.general_admin | 0 |      0 |      0 |      0
function_ticket_cost.research_development | 0 |  0 |      0 |      0
segment_ticket_share.a        |       0 |   0.75 |   0.25 |      0
segment_ticket_share.b        |       0 |   0.25 |   0.75 |      0
segment_hosting_cost.a        |       0 |     20 |     20 |      0
segment_hosting_cost.b        |       0 |     10 |     10 |      0
segment_direct_cost.a         |       0 |    130 |     65 |      0  # 20 + 75 + 15 + 20
segment_direct_cost.b         |       0 |     40 |    115 |      0  # 10 + 25 + 0 + 5; 10 + 90 + 8 + 7
shared_service_cost           |       0 |    200 |    220 |    120
segment_service_cost.a        |       0 |    290 |    263 |      0  # 130 + 160; 65 + 198
segment_service_cost.b        |       0 |     80 |    159 |      0
segment_acquisition_cost.a    |       0 |     62 |     84 |      5
segment_acquisition_cost.b    |       0 |     16 |     20 |      3
segment_contribution.a        |       0 |    448 |    553 |     -5
segment_contribution.b        |       0 |    104 |     21 |     -3
segment_contribution_margin.a |       . |   0.56 | 0.6144444444444445 | .
segment_contribution_margin.b |       . |   0.52 |  0.105 |      .
contribution                  |       0 |    552 |    574 |     -8
contribution_margin           |       . |  0.552 |  0.574 |      .
"""

# One segment bears all: nothing is shared, whatever it brings.
SETTING_EDGE = worked.Setting(months=2, segments={"only": {}}, departments={})
EDGE = """
                              | opening |      1 |      2
given
segment_closing_mrr.only      |     100 |    100 |    100
segment_setup_revenue.only    |       0 |      0 |      0
segment_usage_revenue.only    |       0 |      0 |      0
segment_services_revenue.only |       0 |      0 |      0
segment_refunds.only          |       0 |      0 |    100
revenue                       |       0 |    100 |      0
segment_tickets.only          |       0 |      0 |      0
tickets                       |       0 |      0 |      0
gb_per_tb                     |   1_000
segment_stored.only           |       0 |      0 |      0
hosting_price                 |       0 |      0 |      0
segment_onboarding.only       |       0 |      0 |      0
segment_services_cost.only    |       0 |      0 |      0
cost_of_service               |       0 |     40 |     40
segment_programme_spend.only  |       0 |      0 |      0
commission_rate               |       0
segment_new_acv.only          |       0 |      0 |      0
then
revenue_by_segment_residual      |       0 |      0 |      0
segment_revenue_share.only    |       0 |      1 |      0
segment_service_cost.only     |       0 |     40 |      0
segment_contribution.only     |       0 |     60 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_contributions_add_up_to_profit_before_overheads(scenario):
    """What the segments leave is gross profit less programmes and commission: no cost is lost, none is charged twice."""
    figures = worked.securecloud(scenario=scenario)
    expected = figures["gross_profit"] - figures["programme_spend"] - figures["commission"]
    assert figures["contribution"][1:] == pytest.approx(expected[1:])
