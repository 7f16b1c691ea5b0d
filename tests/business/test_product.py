"""Product: worked by hand."""

import worked

CHAPTER = "product"

SETTING = worked.Setting(months=3)
TABLE = f"""
                               | opening |      1 |      2 |      3
given
month                          |       0 |      1 |      2 |      3
segment_closing_customers.a    |     100 |    120 |    150 |    200
segment_closing_customers.b    |      10 |     10 |     20 |     20
users_per_customer.a           |       2
users_per_customer.b           |      10 |     10 |     20 |     25
active_share.a                 |     50%
active_share.b                 |     80% |    80% |    75% |    60%
daily_share.a                  |     20%
daily_share.b                  |     50%
tasks_per_user                 |       4
hours_saved_per_task           |    0.25 |   0.25 |      0 |   0.25
task_completion_start          |     50%
task_completion_target         |     80%
task_completion_months         |       2
time_on_product_start          |       2
time_on_product_target         |       5
time_on_product_months         |       2
user_retention_start           |     90%
user_retention_target          |     96%
user_retention_months          |       2
then
segment_registered_users.a     |     200 |    240 |    300 |    400
segment_registered_users.b     |     100 |    100 |    400 |    500
segment_monthly_active_users.a |     100 |    120 |    150 |    200
segment_monthly_active_users.b |      80 |     80 |    300 |    300
segment_daily_active_users.a   |      20 |     24 |     30 |     40
segment_daily_active_users.b   |      40 |     40 |    150 |    150
most_users.a                   |       2
most_users.b                   |      25
most_tasks                     |       4
most_hours_saved               |    0.25
registered_users               |     300 |    340 |    700 |    900
monthly_active_users           |     180 |    200 |    450 |    500
daily_active_users             |      60 |     64 |    180 |    190
active_user_ratio              |     60% | {200 / 340} | {450 / 700} | {500 / 900}
engagement                     | {1 / 3} |    32% |    40% |    38%
task_completion                |     50% |    65% |    80% |    80%
completed_tasks                |       0 |    520 |  1_440 |  1_600  # 200 × 4 × 65 %
hours_saved                    |       0 |    130 |      0 |    400
time_on_product                |       2 |    3.5 |      5 |      5
user_retention                 |     90% |    93% |    96% |    96%
"""

# Nobody is registered in month 2, and nobody uses the product in month 1. What only a plan can state is not stated, but for a
# time on product of less than an hour, which falls.
SETTING_EDGE = worked.Setting(months=3, segments={"a": {}})
EDGE = """
                               | opening |      1 |      2 |     3
given
month                          |       0 |      1 |      2 |     3
segment_closing_customers.a    |      10 |     10 |      0 |    10
users_per_customer.a           |       1
active_share.a                 |    100% |      0 |    50% |   50%
daily_share.a                  |    100%
tasks_per_user                 |       4
hours_saved_per_task           |       1
task_completion_start          |       0
task_completion_target         |     80%
task_completion_months         |       0
time_on_product_start          |     0.8
time_on_product_target         |     0.2
time_on_product_months         |       2
user_retention_start           |       0
user_retention_target          |     90%
user_retention_months          |       0
then
monthly_active_users           |      10 |      0 |      0 |     5
active_user_ratio              |    100% |      0 |      . |   50%
engagement                     |    100% |      . |      . |  100%
task_completion                |       . |      . |      . |     .
completed_tasks                |       0 |      . |      . |     .
hours_saved                    |       0 |      . |      . |     .
time_on_product                |     0.8 |    0.5 |    0.2 |   0.2
user_retention                 |       . |      . |      . |     .
"""

SETTING_EDGE_SILENT = worked.Setting(months=1)
EDGE_SILENT = """
                               | opening |      1
given
month                          |       0 |      1
time_on_product_start          |       0
time_on_product_target         |       2
time_on_product_months         |       0
then
time_on_product                |       . |      .
"""

# A target reached in the first month.
SETTING_EDGE_SOON = worked.Setting(months=2)
EDGE_SOON = """
                               | opening |      1 |    2
given
month                          |       0 |      1 |    2
task_completion_start          |     50%
task_completion_target         |     80%
task_completion_months         |       1
time_on_product_start          |       2
time_on_product_target         |       3
time_on_product_months         |       1
user_retention_start           |     90%
user_retention_target          |     95%
user_retention_months          |       1
then
task_completion                |     50% |    80% |  80%
time_on_product                |       2 |      3 |    3
user_retention                 |     90% |    95% |  95%
"""

# What the plan does not state is not nought: in turn no users, no tasks, and no hours that a task saves.
USED = """
month                          |       0 |      1
segment_closing_customers.a    |      10 |     10
active_share.a                 |    100%
daily_share.a                  |    100%
task_completion_start          |     50%
task_completion_target         |     50%
task_completion_months         |       1
"""
SETTING_EDGE_NO_USERS = SETTING_EDGE_NO_TASKS = SETTING_EDGE_NO_HOURS = worked.Setting(months=1, segments={"a": {}})
EDGE_NO_USERS = f"""
                               | opening |      1
given{USED}
users_per_customer.a           |       0
then
registered_users               |       . |      .
monthly_active_users           |       . |      .
daily_active_users             |       . |      .
active_user_ratio              |       . |      .
engagement                     |       . |      .
"""
EDGE_NO_TASKS = f"""
                               | opening |      1
given{USED}
users_per_customer.a           |       1
tasks_per_user                 |       0
hours_saved_per_task           |       1
then
completed_tasks                |       0 |      .
hours_saved                    |       0 |      .
"""
EDGE_NO_HOURS = f"""
                               | opening |      1
given{USED}
users_per_customer.a           |       1
tasks_per_user                 |     0.5
hours_saved_per_task           |       0
then
completed_tasks                |       0 |    2.5
hours_saved                    |       0 |      .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_soon():
    worked.work(CHAPTER, EDGE_SOON, SETTING_EDGE_SOON)


def test_edge_no_users():
    worked.work(CHAPTER, EDGE_NO_USERS, SETTING_EDGE_NO_USERS)


def test_edge_no_tasks():
    worked.work(CHAPTER, EDGE_NO_TASKS, SETTING_EDGE_NO_TASKS)


def test_edge_no_hours():
    worked.work(CHAPTER, EDGE_NO_HOURS, SETTING_EDGE_NO_HOURS)


def test_edge_not_stated():
    worked.work(CHAPTER, EDGE_SILENT, SETTING_EDGE_SILENT)
