"""People: worked by hand."""

import worked

CHAPTER = "people"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
department_heads.ops          |       2 |      2 |      3 |      3 |      3
department_heads.sales        |       1 |      1 |      1 |      2 |      2
department_salary.ops         |  60_000
department_salary.sales       |  90_000
on_cost                       |     20%
salary_change                 |       0 |      0 |      0 |     5% |      0
then
salary_index                  |       1 |      1 |      1 |   1.05 |   1.05
payroll_factor                |     0.1 |    0.1 |    0.1 |  0.105 |  0.105
department_cost.ops           |       0 | 12_000 | 18_000 | 18_900 | 18_900
department_cost.sales         |       0 |  9_000 |  9_000 | 18_900 | 18_900
function_people_cost.cost_of_service      | 0 | 12_000 | 18_000 | 18_900 | 18_900
function_people_cost.sales_marketing      | 0 |  9_000 |  9_000 | 18_900 | 18_900
function_people_cost.research_development | 0 |      0 |      0 |      0 |      0
function_people_cost.general_admin        | 0 |      0 |      0 |      0 |      0
planned_heads                 |       3 |      3 |      4 |      5 |      5
departments_cost              |       0 | 21_000 | 27_000 | 37_800 | 37_800
"""

# Two teams in one function; a team that closes and one that has not begun; no on-cost; a cut, then a raise.
SETTING_EDGE = worked.Setting(months=3, departments={"ops": "cost_of_service", "care": "cost_of_service"})
EDGE = """
                              | opening |      1 |      2 |      3
given
department_heads.ops          |       0 |      0 |    0.5 |      1
department_heads.care         |       2 |      1 |      0 |      1
department_salary.ops         |  24_000
department_salary.care        |  36_000
on_cost                       |       0
salary_change                 |       0 |   -10% |      0 |    50%
then
salary_index                  |       1 |    0.9 |    0.9 |   1.35
payroll_factor                | 0.08333333333333333 | 0.075 | 0.075 | 0.1125  # 0.9 ÷ 12
department_cost.ops           |       0 |      0 |    900 |  2_700
department_cost.care          |       0 |  2_700 |      0 |  4_050
function_people_cost.cost_of_service      | 0 | 2_700 | 900 | 6_750
function_people_cost.sales_marketing      | 0 |     0 |   0 |     0
planned_heads                 |       2 |      1 |    0.5 |      2
departments_cost              |       0 |  2_700 |    900 |  6_750
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
