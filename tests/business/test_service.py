"""Service: worked by hand."""

import pytest

import worked
from planbook.business import service

CHAPTER = "service"

SETTING = worked.Setting(months=3)
TABLE = f"""
                                  | opening |      1 |      2 |      3
given
month                             |       0 |      1 |      2 |      3
ticket_capacity                   |       0 |    400 |    400 |    500
tickets                           |     250 |    200 |    320 |    375
planned_occupancy                 |     80%
base_response_hours               |     0.9
handling_hours                    |       2
response_goal                     |       4
follow_up_hours                   |      10
first_contact_resolution_start    |     50%
first_contact_resolution_target   |     80%
first_contact_resolution_months   |       2
first_contact_goal                |     70%
early_resolution_start            |     60%
early_resolution_target           |     90%
early_resolution_months           |       2
uptime_start                      |     99%
uptime_target                     |   99.9%
uptime_months                     |       2
uptime_goal                       |   99.5%
error_rate_start                  |      4%
error_rate_target                 |      1%
error_rate_months                 |       2
closing_customers                 |     100 |    200 |    300 |    250
issues_per_customer               |     0.2
segment_new_customers.a           |       0 |     10 |     20 |      0
segment_new_customers.b           |       0 |      5 |      0 |     40
new_customers                     |       0 |     15 |     20 |     40
onboarding_months.a               |       3
onboarding_months.b               |       0
setup_days.a                      |    8.75
setup_days.b                      |       3
then
support_load                      |       . |    40% |    64% |    60%  # 200 × 80 % ÷ 400
known_load                        |       0 |    40% |    64% |    60%
free_capacity                     |       1 |    0.6 |   0.36 |    0.4
waiting_hours                     |     0.9 |    1.5 |    2.5 |   2.25  # 0.9 ÷ 0.6
answered_tickets                  |       0 |    200 |    320 |    375
response_hours                    |       0 |    300 |    800 | 843.75
response_time                     |       . |    1.5 |    2.5 |   2.25
response_time_reference           |       4 |      4 |      4 |      4
support_overloaded                |       0 |      0 |      0 |      0
first_contact_resolution          |     50% |    65% |    80% |    80%
first_contact_gap                 |       . |    -5% |    10% |    10%
followed_up_tickets               |       0 |     70 |     64 |     75
resolution_hours                  |       0 |  1_400 |  2_080 | 2_343.75  # 300 + 200 × 2 + 70 × 10
resolution_time                   |       . |      7 |    6.5 |   6.25
uptime                            |     99% | 99.45% |  99.9% |  99.9%
uptime_gap                        |       . | -0.05% |   0.4% |   0.4%
error_rate                        |      4% |   2.5% |     1% |     1%
issues                            |       0 |     40 |     60 |     50
early_resolution                  |     60% |    75% |    90% |    90%
issues_before_failure             |       0 |     30 |     54 |     45
segment_onboarding_days.a         |       0 |  1_000 |  2_000 |      0  # 10 × (3 × 365 ÷ 12 + 8.75)
segment_onboarding_days.b         |       0 |     15 |      0 |    120
onboarding_time                   |       . | {1015 / 15} |    100 |      3
"""

# Nobody answers in month 1; tickets beyond what can be answered; load at its highest, and no more; no tickets; half of
# a ticket's capacity. Nothing is
# stated of what only a plan can state, and nobody goes live.
SETTING_EDGE = worked.Setting(months=5)
EDGE = f"""
                                  | opening |   1 |     2 |     3 |   4 | 5
given
month                             |       0 |   1 |     2 |     3 |   4 | 5
ticket_capacity                   |       0 |   0 |   100 |   100 | 100 | 0.5
tickets                           |       0 |  50 |   120 |    95 |   0 | 0.2
planned_occupancy                 |    100%
base_response_hours               |       1
handling_hours                    |       0
follow_up_hours                   |       2
first_contact_resolution_start    |       0
first_contact_resolution_target   |     50%
first_contact_resolution_months   |       0
first_contact_goal                |     70%
early_resolution_start            |       0
early_resolution_target           |     50%
early_resolution_months           |       0
uptime_start                      |       0
uptime_target                     |     99%
uptime_months                     |       0
uptime_goal                       |   99.9%
error_rate_start                  |       0
error_rate_target                 |      1%
error_rate_months                 |       1
closing_customers                 |      10
issues_per_customer               |     0.5
segment_new_customers.a           |       0
segment_new_customers.b           |       0
new_customers                     |       0
onboarding_months.a               |       1
onboarding_months.b               |       0
setup_days.a                      |       0
setup_days.b                      |       0
then
support_load                      |       . |   . |  120% |   95% |   0 | 40%
known_load                        |       0 |   0 |  120% |   95% |   0 | 40%
free_capacity                     |       1 |   1 |  0.05 |  0.05 |   1 | 0.6
waiting_hours                     |       1 |   1 |    20 |    20 |   1 | {1 / 0.6}
answered_tickets                  |       0 |   0 |   120 |    95 |   0 | 0.2
response_time                     |       . |   . |    20 |    20 |   . | {1 / 0.6}
support_overloaded                |       0 |   0 |     1 |     0 |   0 | 0
first_contact_resolution          |       . |   . |     . |     . |   . | .
first_contact_gap                 |       . |   . |     . |     . |   . | .
followed_up_tickets               |       0 |   0 |   120 |    95 |   0 | 0.2  # all, since nothing is stated
resolution_time                   |       . |   . |    22 |    22 |   . | {1 / 0.6 + 2}
uptime                            |       . |   . |     . |     . |   . | .
uptime_gap                        |       . |   . |     . |     . |   . | .
error_rate                        |       0 |  1% |    1% |    1% |  1% | 1%  # 0 is stated
issues                            |       0 |   5 |     5 |     5 |   5 | 5
early_resolution                  |       . |   . |     . |     . |   . | .
issues_before_failure             |       0 |   . |     . |     . |   . | .
segment_onboarding_days.a         |       0 |   0 |     0 |     0 |   0 | 0
onboarding_time                   |       . |   . |     . |     . |   . | .
"""

# Targets reached in the first month; the rate of errors is not stated.
SETTING_EDGE_SOON = worked.Setting(months=2)
EDGE_SOON = """
                                  | opening |   1 |   2
given
month                             |       0 |   1 |   2
first_contact_resolution_start    |     40%
first_contact_resolution_target   |     50%
first_contact_resolution_months   |       1
early_resolution_start            |     30%
early_resolution_target           |     60%
early_resolution_months           |       1
uptime_start                      |     98%
uptime_target                     |     99%
uptime_months                     |       1
error_rate_start                  |       0
error_rate_target                 |      1%
error_rate_months                 |       0
then
first_contact_resolution          |     40% | 50% | 50%
early_resolution                  |     30% | 60% | 60%
uptime                            |     98% | 99% | 99%
error_rate                        |       . |   . |   .
"""

# No issues are stated, though early resolution is; and a share of an issue for each customer.
RESOLVED = """
month                             |       0 |   1
closing_customers                 |      20 |  20
early_resolution_start            |     60%
early_resolution_target           |     60%
early_resolution_months           |       1
"""
SETTING_EDGE_NO_ISSUES = SETTING_EDGE_FEW_ISSUES = worked.Setting(months=1)
EDGE_NO_ISSUES = f"""
                                  | opening |   1
given{RESOLVED}
issues_per_customer               |       0
then
issues_before_failure             |       0 |   .
"""
EDGE_FEW_ISSUES = f"""
                                  | opening |   1
given{RESOLVED}
issues_per_customer               |     0.5
then
issues_before_failure             |       0 |   6
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_no_issues():
    worked.work(CHAPTER, EDGE_NO_ISSUES, SETTING_EDGE_NO_ISSUES)


def test_edge_few_issues():
    worked.work(CHAPTER, EDGE_FEW_ISSUES, SETTING_EDGE_FEW_ISSUES)


def test_edge_soon():
    worked.work(CHAPTER, EDGE_SOON, SETTING_EDGE_SOON)


def test_response_time_of_the_backup_kpi_catalogue():
    """FinModelsLab, KPIs of a backup business: 300 hours for 150 inquiries are 2 hours."""
    assert service.response_time(response_hours=300, answered_tickets=150) == pytest.approx(2)


@pytest.mark.parametrize(("load", "times"), [(0, 1), (0.5, 2), (0.75, 4), (0.9, 10), (0.95, 20), (1.5, 20)])
def test_waiting_grows_with_load(load, times):
    """In a queue with one server and random arrivals the mean time in the system is 1 ÷ (1 − load) of that without a queue."""
    free = service.free_capacity(known_load=load, highest_load=0.95)
    assert service.waiting_hours(base_response_hours=1, free_capacity=free) == pytest.approx(times)


def test_a_plan_states_where_a_metric_starts_and_ends():
    """From 99.5 % to 99.9 % in four months: a tenth of a point a month, then no more."""
    figures = worked.run({"uptime_start": 0.995, "uptime_target": 0.999, "uptime_months": 4}, worked.Setting(months=6))
    assert figures["uptime"] == pytest.approx([0.995, 0.996, 0.997, 0.998, 0.999, 0.999, 0.999])
