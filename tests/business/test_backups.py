"""Backups: worked by hand."""

import pytest

import worked
from planbook.business import backups

CHAPTER = "backups"

SETTING = worked.Setting(
    months=3,
    families={"overhead": {"tools": {"function": "cost_of_service", "infrastructure": "yes"}, "rent": {"function": "general_admin"}}},
)
TABLE = f"""
                              | opening |      1 |      2 |      3
given
segment_closing_customers.a   |      80 |    100 |    110 |    120
segment_closing_customers.b   |      15 |     20 |     25 |     30
backups_per_customer.a        |      10
backups_per_customer.b        |       4 |      4 |      4 |      8
backup_failures.a             |      4% |     5% |     5% |    10%
backup_failures.b             |       0 |    25% |    20% |  12.5%
lost_data_per_customer.a      |       2 |      2 |      2 |      3
lost_data_per_customer.b      |       0 |      0 |      4 |      4
restore_success.a             |     90% |    90% |    90% |    80%
restore_success.b             |     50% |    50% |    80% |    75%
backup_success_goal           |     90%
data_recovery_goal            |     80%
usual_cost_low                |     0.5
usual_cost_high               |     0.9
cost_of_service               |       0 |  5_400 |  4_800 |  7_200
operating_expenses            |       0 | 16_200 | 12_000 | 21_600
arpu                          |     100 |    100 |     80 |    125
stored                        |     0.5 |      1 |      2 |      4
overhead_cost.tools           |       0 |    300 |    400 |    500
overhead_cost.rent            |       0 |    900 |    900 |    900
hosting_cost                  |       0 |    600 |    700 |    800
storage_depreciation          |       0 |    100 |    100 |    200
revenue                       |       0 | 20_000 | 24_000 | 25_000
then
segment_backup_jobs.a         |       0 |  1_000 |  1_100 |  1_200
segment_backup_jobs.b         |       0 |     80 |    100 |    240
segment_successful_backups.a  |       0 |    950 |  1_045 |  1_080
segment_successful_backups.b  |       0 |     60 |     80 |    210
backup_jobs                   |       0 |  1_080 |  1_200 |  1_440
successful_backups            |       0 |  1_010 |  1_125 |  1_290
failed_backups                |       0 |     70 |     75 |    150
backup_success_rate           |       . | {1010 / 1080} | 93.75% | {1290 / 1440}
backup_success_gap            |       . | {1010 / 1080 - 0.9} | 3.75% | {1290 / 1440 - 0.9}
segment_lost_data.a           |       0 |    200 |    220 |    360
segment_lost_data.b           |       0 |      0 |    100 |    120
segment_recovered_data.a      |       0 |    171 |  188.1 |  259.2  # 200 × 95 % × 90 %
segment_recovered_data.b      |       0 |      0 |     64 |  78.75  # 120 × 87.5 % × 75 %
lost_data                     |       0 |    200 |    320 |    480
recovered_data                |       0 |    171 |  252.1 | 337.95
data_recovery_rate            |       . |  85.5% | 78.78125% | 70.40625%
data_recovery_gap             |       . |   5.5% | -1.21875% | -9.59375%
operating_cost_per_backup     |       . |     20 |     14 |     20  # (5_400 + 16_200) ÷ 1_080
usual_cost_from               |     0.5 |    0.5 |    0.5 |    0.5
usual_cost_to                 |     0.9 |    0.9 |    0.9 |    0.9
direct_cost_per_backup        |       . |      5 |      4 |      5
direct_cost_share_of_arpu     |       . |     5% |     5% |     4%
service_cost_per_gb           |       . |    5.4 |    2.4 |    1.8  # 5_400 ÷ 1_000 GB
overhead_infrastructure.tools |       0 |    300 |    400 |    500
overhead_infrastructure.rent  |       0 |      0 |      0 |      0
infrastructure_cost           |       0 |  1_000 |  1_200 |  1_500
infrastructure_in_plan        |   3_700
infrastructure_share          |       . |     5% |     5% |     6%
"""

# Customers who have gone in month 1; jobs that all fail in month 2; no overhead is infrastructure, and in month 1 nothing else is.
SETTING_EDGE = worked.Setting(months=2)
EDGE = """
                              | opening |      1 |      2
given
segment_closing_customers.a   |      10 |      0 |     10
segment_closing_customers.b   |       0 |      0 |      0
backups_per_customer.a        |      10
backups_per_customer.b        |       0
backup_failures.a             |    100%
backup_failures.b             |       0
lost_data_per_customer.a      |       5
lost_data_per_customer.b      |       0
restore_success.a             |    100%
restore_success.b             |       0
backup_success_goal           |     95%
data_recovery_goal            |     95%
usual_cost_low                |       0
usual_cost_high               |       0
cost_of_service               |       0 |    500 |    500
operating_expenses            |       0 |    700 |    700
arpu                          |       0 |      . |      0
stored                        |       0 |      0 |      0
overhead_cost.tools           |       0 |    300 |    400
overhead_cost.rent            |       0 |    900 |    900
hosting_cost                  |       0 |      0 |    0.5
storage_depreciation          |       0 |      0 |      0
revenue                       |       0 |    100 |    100
then
failed_backups                |       0 |      0 |    100
backup_success_rate           |       . |      . |      0
backup_success_gap            |       . |      . |   -95%
recovered_data                |       0 |      0 |      0
data_recovery_rate            |       . |      . |      0
data_recovery_gap             |       . |      . |   -95%
operating_cost_per_backup     |       . |      . |     12
usual_cost_from               |       . |      . |      .
usual_cost_to                 |       . |      . |      .
infrastructure_share          |       . |      0 |   0.5%
direct_cost_per_backup        |       . |      . |      5
direct_cost_share_of_arpu     |       . |      . |      .
service_cost_per_gb           |       . |      . |      .
infrastructure_cost           |       0 |      0 |    0.5
"""

# Nothing that is infrastructure.
SETTING_EDGE_NOTHING = SETTING_EDGE
EDGE_NOTHING = """
                              | opening |      1
given
overhead_cost.tools           |       0 |      0
overhead_cost.rent            |       0 |    900
hosting_cost                  |       0 |      0
storage_depreciation          |       0 |      0
revenue                       |       0 |    100
then
infrastructure_share          |       . |      .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_of_nothing():
    worked.work(CHAPTER, EDGE_NOTHING, SETTING_EDGE_NOTHING)


# FinModelsLab, KPIs of a backup business: the examples that the page works.


def test_success_rate_of_the_backup_kpi_catalogue():
    """Of 1,000 backups 950 succeed: 95 %."""
    assert backups.backup_success_rate(successful_backups=950, backup_jobs=1_000) == pytest.approx(0.95)


def test_recovery_rate_of_the_backup_kpi_catalogue():
    """Of 200 GB lost 180 GB are recovered: 90 %."""
    assert backups.data_recovery_rate(recovered_data=180, lost_data=200) == pytest.approx(0.9)


def test_cost_per_backup_of_the_backup_kpi_catalogue():
    """Operating costs of $10,000 for 500 backups: $20 each."""
    assert backups.operating_cost_per_backup(cost_of_service=4_000, operating_expenses=6_000, backup_jobs=500) == pytest.approx(20)
