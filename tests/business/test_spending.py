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
cost_index                                |       1 |      1 |    1.1 |    1.1
revenue                                   |       0 | 10_000 | 20_000 | 30_000
commission_rate                           |     10%
new_acv                                   |       0 |  1_200 |  2_400 |    600
bad_debt                                  |       0 |     30 |      0 |     40
services_cost                             |       0 |     50 |      0 |    100
function_people_cost.cost_of_service      |       0 |  4_000 |  4_000 |  5_000
function_people_cost.sales_marketing      |       0 |  6_000 |  6_000 |  6_000
function_people_cost.research_development |       0 |  7_000 |  8_000 |  8_000
function_people_cost.general_admin        |       0 |  2_000 |  2_000 |  2_500
departments_cost                          |       0 | 19_000 | 20_000 | 21_500
hosting_cost                              |       0 |    300 |    400 |    500
support_cost                              |       0 |    900 |    900 |  1_800
programme_spend                           |       0 |  1_500 |  2_500 |  2_000
planned_heads                             |       5 |      5 |      6 |      6
support_agents                            |       0 |      2 |      2 |      4
then
overhead_cost.tools                       |       0 |  1_000 |  1_100 |  2_200
overhead_cost.fees                        |       0 |    400 |    710 |  1_010  # 100 × 1.1 + 3 % of 30_000
overhead_cost.crm                         |       0 |    500 |    550 |    550
overhead_cost.lab                         |       0 |    200 |    220 |    330
overhead_cost.rent                        |       0 |  3_000 |  3_300 |  3_300
function_overheads.cost_of_service        |       0 |  1_400 |  1_810 |  3_210
function_overheads.sales_marketing        |       0 |    500 |    550 |    550
function_overheads.research_development   |       0 |    200 |    220 |    330
function_overheads.general_admin          |       0 |  3_000 |  3_300 |  3_300
overheads                                 |       0 |  5_100 |  5_880 |  7_390
commission                                |       0 |    120 |    240 |     60  # 10 % of 2_400
cost_of_service                           |       0 |  6_650 |  7_110 | 10_610  # 4_000 + 1_400 + 300 + 900 + 50
sales_marketing_cost                      |       0 |  8_120 |  9_290 |  8_610  # 6_000 + 500 + 1_500 + 120
research_development_cost                 |       0 |  7_200 |  8_220 |  8_330
general_admin_cost                        |       0 |  5_030 |  5_300 |  5_840
payroll                                   |       0 | 20_020 | 21_140 | 23_360  # 19_000 + 120 + 900
non_payroll_costs                         |       0 |  6_950 |  8_780 |  9_990  # 5_100 + 1_500 + 300 + 50; both, and bad debt: 27_000
headcount                                 |       5 |      7 |      8 |     10
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
cost_index                                |       1 |      1 |    0.5 |    0.5
revenue                                   |       0 |      0 |      0 |      0
commission_rate                           |    100%
new_acv                                   |       0 |      0 |      0 |    120
services_cost                             |       0 |      0 |      0 |      0
function_people_cost.sales_marketing      |       0 |      0 |      0 |      0
programme_spend                           |       0 |      0 |      0 |      0
hosting_cost                              |       0 |      0 |      0 |      0
planned_heads                             |       0 |      0 |      1 |      0
support_agents                            |       0 |      0 |      0 |      3
then
overhead_cost.tools                       |       0 |    400 |    200 |      0
overhead_cost.fees                        |       0 |      0 |      0 |      0
function_overheads.general_admin          |       0 |      0 |      0 |      0
overheads                                 |       0 |    400 |    200 |      0
commission                                |       0 |      0 |      0 |    120
sales_marketing_cost                      |       0 |      0 |      0 |    120
non_payroll_costs                         |       0 |    400 |    200 |      0
headcount                                 |       0 |      0 |      1 |      3
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_without_the_chapters_storage_and_support():
    """A plan without these sections has neither hosting nor agents; nothing else changes."""
    assert spending.cost_of_service(function_people_cost=4_000, function_overheads=1_400) == 5_400
    assert spending.payroll(departments_cost=19_000, commission=120) == 19_120
    assert spending.non_payroll_costs(overheads=5_100, programme_spend=1_500) == 6_600
    assert spending.headcount(planned_heads=5) == 5
