"""Timeline: worked by hand."""

import pytest

import worked

CHAPTER = "timeline"

# A plan that starts in February 2027; its fiscal year ends in March.
SETTING = worked.Setting(months=4, start=(2027, 2), fiscal_year_end=3)
TABLE = """
                          | opening |    1 |    2 |    3 |    4
given
then
month                     |       0 |    1 |    2 |    3 |    4
last_year_part            |       1 | 0.91666666666666667 | 0.83333333333333333 | 0.75 | 0.66666666666666667
calendar_month            |       1 |    2 |    3 |    4 |    5  # the opening is January
fiscal_month              |      10 |   11 |   12 |    1 |    2  # April is the first
year_starts               |       0 |    0 |    0 |    1 |    0
later_year_starts         |       0 |    0 |    0 |    1 |    0
fiscal_year               |    2027 | 2027 | 2027 | 2028 | 2028
quarter_starts            |       0 |    0 |    0 |    1 |    0
plan_quarter              |       0 |    1 |    1 |    2 |    2  # the first has two months
"""

# The plan starts with its fiscal year: the opening still belongs to the year before.
SETTING_EDGE = worked.Setting(months=13)
EDGE = f"""
                  | opening |    1 |    2 |    3 |    4 |    5 |    6 |    7 |    8 |    9 |   10 |   11 |   12 |   13
given
then
month             |       0 |    1 |    2 |    3 |    4 |    5 |    6 |    7 |    8 |    9 |   10 |   11 |   12 |   13
last_year_part            {worked.LAST_YEAR_PART}
calendar_month    |      12 |    1 |    2 |    3 |    4 |    5 |    6 |    7 |    8 |    9 |   10 |   11 |   12 |    1
fiscal_month      |      12 |    1 |    2 |    3 |    4 |    5 |    6 |    7 |    8 |    9 |   10 |   11 |   12 |    1
year_starts       |       0 |    1 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    1
later_year_starts |       0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    0 |    1
fiscal_year       |    2026 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2027 | 2028
quarter_starts    |       0 |    1 |    0 |    0 |    1 |    0 |    0 |    1 |    0 |    0 |    1 |    0 |    0 |    1
plan_quarter      |       0 |    1 |    1 |    1 |    2 |    2 |    2 |    3 |    3 |    3 |    4 |    4 |    4 |    5
"""

# The first month of the plan is the last of its fiscal year.
SETTING_EDGE_LAST_MONTH = worked.Setting(months=3, start=(2027, 6), fiscal_year_end=6)
EDGE_LAST_MONTH = """
                  | opening |    1 |    2 |    3
given
then
fiscal_month      |      11 |   12 |    1 |    2
year_starts       |       0 |    0 |    1 |    0
later_year_starts |       0 |    0 |    1 |    0
fiscal_year       |    2027 | 2027 | 2028 | 2028  # July 2026 to June 2027 is 2027
quarter_starts    |       0 |    0 |    1 |    0
plan_quarter      |       0 |    1 |    2 |    2
"""

# The fiscal year is the calendar year, and it changes within the plan.
SETTING_EDGE_NEW_YEAR = worked.Setting(months=3, start=(2027, 12))
EDGE_NEW_YEAR = """
                  | opening |    1 |    2 |    3
given
then
fiscal_month      |      11 |   12 |    1 |    2
later_year_starts |       0 |    0 |    1 |    0
fiscal_year       |    2027 | 2027 | 2028 | 2028
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_plan_starts_with_its_fiscal_year():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_first_month_is_the_last_of_its_fiscal_year():
    worked.work(CHAPTER, EDGE_LAST_MONTH, SETTING_EDGE_LAST_MONTH)


def test_edge_calendar_year():
    worked.work(CHAPTER, EDGE_NEW_YEAR, SETTING_EDGE_NEW_YEAR)


@pytest.mark.parametrize(("start", "ends"), [((2027, 1), 12), ((2027, 2), 3), ((2028, 12), 6), ((2026, 7), 6)])
def test_convention_01_any_start_and_any_fiscal_year(start, ends):
    """The months of a plan, as the calendar has them."""
    calendar = [divmod(start[0] * 12 + start[1] - 2 + month, 12) for month in range(31)]  # the opening first
    fiscal = [(month - ends) % 12 + 1 for _, month in calendar]
    years = [year + (month >= ends) for year, month in calendar]
    begins = [0, *(int(month == 1) for month in fiscal[1:])]
    columns = {"month": range(31), "fiscal_month": fiscal, "fiscal_year": years, "year_starts": begins}
    rows = "\n".join(f"{name} {' '.join(map(str, values))}" for name, values in columns.items())
    worked.work(CHAPTER, f"columns\nthen\n{rows}", worked.Setting(months=30, start=start, fiscal_year_end=ends))
