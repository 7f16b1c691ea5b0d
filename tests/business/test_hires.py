"""Named hires: worked by hand."""

import worked

CHAPTER = "hires"

SETTING = worked.Setting(families={"hire": {"lead": {"department": "ops"}, "reps": {"department": "sales"}}})

# The lead comes in month 2 and stays; two sales representatives are there for the first three months. Both are paid more
# later, which hires nobody.
TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
hire_size.lead                |       1
hire_size.reps                |       2
hire_salary.lead              | 120_000 | 120_000 | 120_000 | 120_000 | 126_000
hire_salary.reps              |  60_000 |  60_000 |  60_000 |  66_000 |  66_000
hire_from.lead                |       2
hire_from.reps                |       1
hire_until.lead               |   1_200
hire_until.reps               |       3
then
hire_heads.lead               |       0 |      0 |      1 |      1 |      1
hire_heads.reps               |       0 |      2 |      2 |      2 |      0
hire_salaries.lead            |       0 |      0 | 120_000 | 120_000 | 126_000
hire_salaries.reps            |       0 | 120_000 | 120_000 | 132_000 |     0
hire_salaries_added.lead      |       0 |      0 | 120_000 |      0 |      0
hire_salaries_added.reps      |       0 | 120_000 |      0 |      0 |      0
department_hired_heads.ops    |       0 |      0 |      1 |      1 |      1
department_hired_heads.sales  |       0 |      2 |      2 |      2 |      0
department_hired_salaries.ops |       0 |      0 | 120_000 | 120_000 | 126_000
department_hired_salaries.sales | 0 | 120_000 | 120_000 | 132_000 |     0
department_hired_salaries_added.ops   | 0 |    0 | 120_000 |      0 |      0
department_hired_salaries_added.sales | 0 | 120_000 |    0 |      0 |      0
"""

# A single month of half a person; a hire cancelled by a last month before its first.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
hire_size.lead                |     0.5
hire_size.reps                |       2
hire_salary.lead              |  90_000
hire_salary.reps              |  60_000
hire_from.lead                |       3
hire_from.reps                |       2
hire_until.lead               |       3
hire_until.reps               |       1
then
hire_heads.lead               |       0 |      0 |      0 |    0.5 |      0
hire_heads.reps               |       0 |      0 |      0 |      0 |      0
hire_salaries.lead            |       0 |      0 |      0 | 45_000 |      0
hire_salaries_added.lead      |       0 |      0 |      0 | 45_000 |      0
hire_salaries_added.reps      |       0 |      0 |      0 |      0 |      0
department_hired_heads.ops    |       0 |      0 |      0 |    0.5 |      0
department_hired_heads.sales  |       0 |      0 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
