"""Spending: worked by hand."""

import worked
from planbook.business import spending

CHAPTER = "spending"

SETTING = worked.Setting(
    months=3,
    overheads={
        "tools": "cost_of_service",
        "fees": "cost_of_service",
        "crm": "sales_marketing",
        "lab": "research_development",
        "rent": "general_admin",
    },
)

TABLE = """
                                          | opening |      1 |      2 |      3
given
overhead_amount.tools                     |       0 |  1_000 |  1_000 |  2_000
overhead_amount.fees                      |       0 |    100 |    100 |    100
overhead_amount.crm                       |       0 |    500 |    500 |    500
overhead_amount.lab                       |       0 |    200 |    200 |    300
overhead_amount.rent                      |       0 |  3_000 |  3_000 |  3_000
overhead_share.tools                      |       0
overhead_share.fees                       |      3%
overhead_share.crm                        |       0
overhead_share.lab                        |       0
overhead_share.rent                       |       0
overhead_billing_share.tools              |       0
overhead_billing_share.fees               |      2%
overhead_billing_share.crm                |       0
overhead_billing_share.lab                |       0
overhead_billing_share.rent               |       0
overhead_per_head.tools                   |       0
overhead_per_head.fees                    |       0
overhead_per_head.crm                     |       0
overhead_per_head.lab                     |       0
overhead_per_head.rent                    |     200 |    200 |    150 |    200
overhead_per_customer.tools               |       5
overhead_per_customer.fees                |       0
overhead_per_customer.crm                 |       2
overhead_per_customer.lab                 |       0
overhead_per_customer.rent                |       0
overhead_per_new_customer.tools           |       0
overhead_per_new_customer.fees            |       0
overhead_per_new_customer.crm             |      50
overhead_per_new_customer.lab             |       0
overhead_per_new_customer.rent            |       0
onboarding_cost.a                         |      20
onboarding_cost.b                         |     100
headcount                                 |       5 |      7 |      8 |     10
closing_customers                         |      90 |    100 |    120 |    140
new_customers                             |       0 |     12 |     25 |     30
segment_new_customers.a                   |       0 |     10 |     20 |     30
segment_new_customers.b                   |       0 |      2 |      5 |      0
billings                                  |       0 | 12_000 | 15_000 | 40_000
cost_index                                |       1 |      1 |    1.1 |    1.1
revenue                                   |       0 | 10_000 | 20_000 | 30_000
commission_rate                           |     10% |    10% |    10% |    20%
new_acv                                   |       0 |  1_200 |  2_400 |    600
function_people_cost.cost_of_service      |       0 |  4_000 |  4_000 |  5_000
function_people_cost.sales_marketing      |       0 |  6_000 |  6_000 |  6_000
function_people_cost.research_development |       0 |  7_000 |  8_000 |  8_000
function_people_cost.general_admin        |       0 |  2_000 |  2_000 |  2_500
salary_cost                               |       0 | 19_000 | 20_000 | 21_500
hosting_cost                              |       0 |    300 |    400 |    500
programme_spend                           |       0 |  1_500 |  2_500 |  2_000
recruiting                                |       0 |    700 |      0 |  1_400
services_cost                             |       0 |     60 |     80 |      0
bad_debt                                  |       0 |      0 |     15 |     25
then
overhead_by_pieces.tools                  |       0 |    500 |    600 |    700  # 100 customers × 5
overhead_by_pieces.fees                   |       0 |      0 |      0 |      0
overhead_by_pieces.crm                    |       0 |    800 |  1_490 |  1_780  # 100 × 2 + 12 × 50; 240 + 1_250; 280 + 1_500
overhead_by_pieces.lab                    |       0 |      0 |      0 |      0
overhead_by_pieces.rent                   |       0 |  1_400 |  1_200 |  2_000  # 7 heads × 200
overhead_cost.tools                       |       0 |  1_500 |  1_760 |  2_970  # (1_000 + 600) × 1.1
overhead_cost.fees                        |       0 |    640 |  1_010 |  1_810  # 100 × 1.1 + 3 % of 30_000 + 2 % of 40_000
overhead_cost.crm                         |       0 |  1_300 |  2_189 |  2_508
overhead_cost.lab                         |       0 |    200 |    220 |    330
overhead_cost.rent                        |       0 |  4_400 |  4_620 |  5_500
function_overheads.cost_of_service        |       0 |  2_140 |  2_770 |  4_780
function_overheads.sales_marketing        |       0 |  1_300 |  2_189 |  2_508
function_overheads.research_development   |       0 |    200 |    220 |    330
function_overheads.general_admin          |       0 |  4_400 |  4_620 |  5_500
overheads                                 |       0 |  8_040 |  9_799 | 13_118
commission                                |       0 |    120 |    240 |    120  # 10 % of 2_400
segment_onboarding.a                      |       0 |    200 |    440 |    660  # 20 × 20 × 1.1
segment_onboarding.b                      |       0 |    200 |    550 |      0
onboarding                                |       0 |    400 |    990 |    660
cost_of_service                           |       0 |  6_900 |  8_240 | 10_940  # 4_000 + 2_140 + 400 + 300 + 60
sales_marketing_cost                      |       0 |  8_920 | 10_929 | 10_628  # 6_000 + 1_300 + 1_500 + 120
research_development_cost                 |       0 |  7_200 |  8_220 |  8_330
general_admin_cost                        |       0 |  6_400 |  6_635 |  8_025  # 2_500 + 5_500 + 25
payroll                                   |       0 | 19_120 | 20_240 | 21_620  # 19_000 + 120
non_payroll_costs                         |       0 | 11_000 | 13_769 | 17_678  # 8_040 + 1_500 + 400 + 700 + 300 + 60
"""

# A company that sells nothing: no commission, no share of revenue; what is fixed goes on, at falling prices.
EDGE = """
                                          | opening |      1 |      2 |      3
given
overhead_amount.tools                     |       0 |    400 |    400 |      0
overhead_amount.fees                      |       0 |      0 |      0 |      0
overhead_amount.crm                       |       0 |      0 |      0 |      0
overhead_amount.lab                       |       0 |      0 |      0 |      0
overhead_amount.rent                      |       0 |      0 |      0 |      0
overhead_share.tools                      |     10%
overhead_share.fees                       |      3%
overhead_share.crm                        |       0
overhead_share.lab                        |       0
overhead_share.rent                       |       0
overhead_billing_share.tools              |       0
overhead_billing_share.fees               |    100%
overhead_billing_share.crm                |       0
overhead_billing_share.lab                |       0
overhead_billing_share.rent               |       0
overhead_per_head.tools                   |       0
overhead_per_head.fees                    |       0
overhead_per_head.crm                     |       0
overhead_per_head.lab                     |       0
overhead_per_head.rent                    |      60
overhead_per_customer.tools               |       7
overhead_per_customer.fees                |       7
overhead_per_customer.crm                 |       7
overhead_per_customer.lab                 |       7
overhead_per_customer.rent                |       7
overhead_per_new_customer.tools           |       7
overhead_per_new_customer.fees            |       7
overhead_per_new_customer.crm             |       7
overhead_per_new_customer.lab             |       7
overhead_per_new_customer.rent            |       7
onboarding_cost.a                         |       7
onboarding_cost.b                         |       7
headcount                                 |       0 |      0 |      1 |      0
closing_customers                         |       0 |      0 |      0 |      0
new_customers                             |       0 |      0 |      0 |      0
segment_new_customers.a                   |       0 |      0 |      0 |      0
segment_new_customers.b                   |       0 |      0 |      0 |      0
billings                                  |       0 |      0 |      0 |      9
recruiting                                |       0 |      0 |      0 |      0
services_cost                             |       0 |      0 |      0 |      0
cost_index                                |       1 |      1 |    0.5 |    0.5
revenue                                   |       0 |      0 |      0 |      0
commission_rate                           |    100%
new_acv                                   |       0 |      0 |      0 |    120
function_people_cost.sales_marketing      |       0 |      0 |      0 |      0
programme_spend                           |       0 |      0 |      0 |      0
hosting_cost                              |       0 |      0 |      0 |      0
then
overhead_cost.tools                       |       0 |    400 |    200 |      0
overhead_cost.fees                        |       0 |      0 |      0 |      9
function_overheads.general_admin          |       0 |      0 |     30 |      0
overheads                                 |       0 |    400 |    230 |      9
onboarding                                |       0 |      0 |      0 |      0
commission                                |       0 |      0 |      0 |    120
sales_marketing_cost                      |       0 |      0 |      0 |    120
non_payroll_costs                         |       0 |    400 |    230 |      9
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_without_the_chapter_storage():
    """A plan without this section has no hosting; nothing else changes."""
    assert spending.cost_of_service(function_people_cost=4_000, function_overheads=1_400, onboarding=400) == 5_800
    assert spending.non_payroll_costs(overheads=5_100, programme_spend=1_500, onboarding=400, recruiting=700) == 7_700
