"""People: worked by hand."""

from pathlib import Path

import numpy as np
import pytest

import worked
from planbook.business import people
from planbook.plan import load

CHAPTER = "people"

SETTING = worked.Setting(
    families={
        "department": {
            "ops": {"function": "cost_of_service"},
            "desk": {"function": "cost_of_service", "staffing": "tickets"},
            "success": {"function": "sales_marketing", "staffing": "customers"},
            "sales": {"function": "sales_marketing", "staffing": "new_customers"},
            "dev": {"function": "research_development", "staffing": "revenue"},
        },
    }
)

# A department of each kind; a lead joins operations in month 2, representatives are in sales for two months.
TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
planned_heads.ops             |       2 |      2 |      3 |      3 |      3
tickets                       |     180 |    150 |    400 |    420 |    300
closing_customers             |   1_000 |  1_100 |  1_200 |  1_500 |  1_400
won_customers                 |       0 |     25 |     35 |     30 |     10
revenue                       |       0 | 40_000 | 55_000 | 90_000 | 80_000
work_per_head.desk            |     200
work_per_head.success         |     500
work_per_head.sales           |      10 |     10 |     10 |     10 |      5
revenue_per_head.dev          |  30_000 | 30_000 | 27_500 | 30_000 | 30_000
least_heads.desk              |       1
least_heads.success           |       0
least_heads.sales             |       2
least_heads.dev               |       1
department_salary.ops         |  60_000 | 60_000 | 60_000 | 60_000 | 70_000
department_salary.desk        |  48_000
department_salary.success     |  36_000
department_salary.sales       |  90_000
department_salary.dev         | 120_000
department_hired_heads.ops     |      0 |      0 |      1 |      1 |      1
department_hired_heads.desk    |      0 |      0 |      0 |      0 |      0
department_hired_heads.success |      0 |      0 |      0 |      0 |      0
department_hired_heads.sales   |      0 |      2 |      2 |      0 |      0
department_hired_heads.dev     |      0 |      0 |      0 |      0 |      0
department_hired_salaries.ops     |   0 |       0 | 100_000 | 100_000 | 100_000
department_hired_salaries.desk    |   0 |       0 |       0 |     0 |      0
department_hired_salaries.success |   0 |       0 |       0 |     0 |      0
department_hired_salaries.sales   |   0 | 140_000 | 140_000 |     0 |      0
department_hired_salaries.dev     |   0 |       0 |       0 |     0 |      0
department_hired_salaries_added.ops     | 0 |     0 | 100_000 |   0 |      0
department_hired_salaries_added.desk    | 0 |     0 |       0 |   0 |      0
department_hired_salaries_added.success | 0 |     0 |       0 |   0 |      0
department_hired_salaries_added.sales   | 0 | 140_000 |     0 |   0 |      0
department_hired_salaries_added.dev     | 0 |     0 |       0 |   0 |      0
on_cost                       |     20%
salary_change                 |       0 |      0 |      0 |     5% |      0
recruiting_rate               |     10%
then
salary_index                  |       1 |      1 |      1 |   1.05 |   1.05
payroll_factor                |     0.1 |    0.1 |    0.1 |  0.105 |  0.105
department_workload.ops       |       2 |      2 |      3 |      3 |      3
department_workload.desk      |     0.9 |   0.75 |      2 |    2.1 |    1.5  # tickets ÷ 200
department_workload.success   |       2 |    2.2 |    2.4 |      3 |    2.8
department_workload.sales     |     2.5 |    2.5 |    3.5 |      3 |      2  # month 1's stands in before the plan
department_workload.dev       | 1.3333333333333333 | 1.3333333333333333 | 2 | 3 | 2.6666666666666667
staffed_heads.ops             |       2 |      2 |      3 |      3 |      3
staffed_heads.desk            |       1 |      1 |      2 |      3 |      2  # 0.75; exactly 2; 2.1; 1.5
staffed_heads.success         |       2 |      3 |      3 |      3 |      3
staffed_heads.sales           |       3 |      3 |      4 |      3 |      2  # exactly 2, which are the least
staffed_heads.dev             |       2 |      2 |      2 |      3 |      3
department_heads.ops          |       2 |      2 |      4 |      4 |      4
department_heads.desk         |       1 |      1 |      2 |      3 |      2
department_heads.success      |       2 |      3 |      3 |      3 |      3
department_heads.sales        |       3 |      5 |      6 |      3 |      2
department_heads.dev          |       2 |      2 |      2 |      3 |      3
department_salaries.ops       | 120_000 | 120_000 | 280_000 | 280_000 | 310_000  # 3 × 60_000 and the lead; 3 × 70_000: no hire
department_salaries.desk      |  48_000 |  48_000 |  96_000 | 144_000 |  96_000
department_salaries.success   |  72_000 | 108_000 | 108_000 | 108_000 | 108_000
department_salaries.sales     | 270_000 | 410_000 | 500_000 | 270_000 | 180_000
department_salaries.dev       | 240_000 | 240_000 | 240_000 | 360_000 | 360_000
department_payroll.ops           |       0 | 12_000 | 28_000 | 29_400 | 32_550
department_payroll.desk          |       0 |  4_800 |  9_600 | 15_120 | 10_080
department_payroll.success       |       0 | 10_800 | 10_800 | 11_340 | 11_340
department_payroll.sales         |       0 | 41_000 | 50_000 | 28_350 | 18_900
department_payroll.dev           |       0 | 24_000 | 24_000 | 37_800 | 37_800
department_salaries_added.ops     |   0 |       0 | 160_000 |      0 |      0  # one of the team, and the lead
department_salaries_added.desk    |   0 |       0 |  48_000 | 48_000 |      0
department_salaries_added.success |   0 |  36_000 |       0 |      0 |      0
department_salaries_added.sales   |   0 | 140_000 |  90_000 |      0 |      0
department_salaries_added.dev     |   0 |       0 |       0 | 120_000 |     0
department_recruiting.ops     |       0 |      0 | 16_000 |      0 |      0
department_recruiting.desk    |       0 |      0 |  4_800 |  5_040 |      0  # 48_000 × 1.05 × 10 %
department_recruiting.success |       0 |  3_600 |      0 |      0 |      0
department_recruiting.sales   |       0 | 14_000 |  9_000 |      0 |      0
department_recruiting.dev     |       0 |      0 |      0 | 12_600 |      0
department_cost.ops           |       0 | 12_000 | 44_000 | 29_400 | 32_550
department_cost.desk          |       0 |  4_800 | 14_400 | 20_160 | 10_080
function_people_cost.cost_of_service      | 0 | 16_800 | 58_400 | 49_560 | 42_630  # 28_000 + 9_600 + 16_000 + 4_800
function_people_cost.sales_marketing      | 0 | 69_400 | 69_800 | 39_690 | 30_240
function_people_cost.research_development | 0 | 24_000 | 24_000 | 50_400 | 37_800
function_people_cost.general_admin        | 0 |      0 |      0 |      0 |      0
headcount                     |      10 |     13 |     17 |     16 |     14
salary_cost                   |       0 | 92_600 | 122_400 | 122_010 | 110_670
recruiting                    |       0 | 17_600 | 29_800 | 17_640 |      0
department_ticket_capacity.ops  |     0 |      0 |      0 |      0 |      0
department_ticket_capacity.desk |     0 |    200 |    400 |    600 |    400
ticket_capacity               |       0 |    200 |    400 |    600 |    400
"""

# A team that closes and comes back, and half a person; nobody asks, nobody is won, more is given back than sold; two tickets
# and a trifle below rounding. No on-cost; a cut, then a raise.
SETTING_EDGE = worked.Setting(
    months=3,
    families={
        "department": {
            "ops": {"function": "cost_of_service"},
            "care": {"function": "cost_of_service"},
            "desk": {"function": "cost_of_service", "staffing": "tickets"},
            "dev": {"function": "research_development", "staffing": "revenue"},
        },
    },
)
EDGE = """
                              | opening |      1 |      2 |      3
given
planned_heads.ops             |       0 |      0 |    0.5 |      1
planned_heads.care            |       2 |      1 |      0 |      1
tickets                       |       0 |      0 |      1 |      2.0000000001
revenue                       |       0 |   -500 |      0 |      1
work_per_head.desk            |       1
revenue_per_head.dev          |   1_000 | 1_000 | 1_000 | 1_000
least_heads.desk              |       0
least_heads.dev               |       0
department_salary.ops         |  24_000
department_salary.care        |  36_000
department_salary.desk        |  12_000
department_salary.dev         |  12_000
on_cost                       |       0
salary_change                 |       0 |   -10% |      0 |    50%
recruiting_rate               |    100%
department_hired_heads.ops | 0 | 0 | 0 | 0
department_hired_heads.care | 0 | 0 | 0 | 0
department_hired_heads.desk | 0 | 0 | 0 | 0
department_hired_heads.dev | 0 | 0 | 0 | 0
department_hired_salaries.ops | 0 | 0 | 0 | 0
department_hired_salaries.care | 0 | 0 | 0 | 0
department_hired_salaries.desk | 0 | 0 | 0 | 0
department_hired_salaries.dev | 0 | 0 | 0 | 0
department_hired_salaries_added.ops | 0 | 0 | 0 | 0
department_hired_salaries_added.care | 0 | 0 | 0 | 0
department_hired_salaries_added.desk | 0 | 0 | 0 | 0
department_hired_salaries_added.dev | 0 | 0 | 0 | 0
then
salary_index                  |       1 |    0.9 |    0.9 |   1.35
payroll_factor                | 0.08333333333333333 | 0.075 | 0.075 | 0.1125  # 0.9 ÷ 12
staffed_heads.desk            |       0 |      0 |      1 |      2
staffed_heads.dev             |       0 |      0 |      0 |      1
department_payroll.ops           |       0 |      0 |    900 |  2_700
department_payroll.care          |       0 |  2_700 |      0 |  4_050
department_recruiting.ops     |       0 |      0 | 10_800 | 16_200
department_recruiting.care    |       0 |      0 |      0 | 48_600  # whoever comes back is won again
department_recruiting.dev     |       0 |      0 |      0 | 16_200
headcount                     |       2 |      1 |    1.5 |      5
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_without_the_chapter_hires():
    """A plan without this section has nobody beyond its departments."""
    assert people.department_heads(staffed_heads=3) == 3
    assert people.department_salaries(staffed_heads=3, department_salary=50_000) == 150_000


PLAN = """timeline: {start: 2027-01, months: 24}
segments:
  teams: {price: 49, churn: 2%/month, new_customers: {value: 20, growth: 2%/month}, opening_customers: 300, opening_price: 49,
    tickets_per_customer: 0.7, setup_fee: 90}
departments:
  desk: {function: cost_of_service, staffing: tickets, per_head: 60, salary: 48000}
  success: {function: sales_marketing, staffing: customers, per_head: 90, least_heads: 5, salary: 50000}
  sales: {function: sales_marketing, staffing: new_customers, per_head: 4, salary: 60000}
  dev: {function: research_development, staffing: revenue, revenue_per_head: 6000, salary: 70000}
  office: {function: general_admin, heads: {by_fiscal_year: [2, 3]}, salary: 40000}
hires:
  chief: {department: office, salary: 150000, from: 2027-04}
  helper: {department: desk, heads: 2, salary: 30000, from: 2027-06, until: 2028-02}
people: {on_cost: 20%, salary_change: 3%/year stepped, recruiting: 15%}
opening_balance: {cash: 900000}
"""


@pytest.fixture
def run(tmp_path: Path):
    (tmp_path / "base.yaml").write_text(PLAN)
    (tmp_path / "lean.yaml").write_text("extends: base.yaml\nhires: {chief: {until: 2027-01}, helper: {heads: 0}}\n")
    return load(tmp_path).run


def test_heads_are_the_whole_persons_that_the_work_needs(run):
    """Against a count of its own, department by department."""
    figures = run("base")
    for name, work, per_head, least in (
        ("desk", figures["tickets"], 60, 0),
        ("success", figures["closing_customers"], 90, 5),
        ("sales", figures["won_customers"], 4, 0),
        ("dev", figures["revenue"], 6000, 0),
    ):
        heads = figures[f"staffed_heads.{name}"]
        assert (heads[1:] * per_head >= work[1:] - 1e-4).all()
        assert ((heads[1:] == least) | ((heads[1:] - 1) * per_head < work[1:])).all()
        assert (heads == np.floor(heads)).all()
        assert heads.max() > heads.min()


def test_the_plan_does_not_begin_with_a_wave_of_hiring(run):
    """The teams of month 1 are there before it, but for what customers of the month add."""
    figures = run("base")
    for name in ("sales", "dev", "office"):
        assert figures[f"staffed_heads.{name}"][0] == figures[f"staffed_heads.{name}"][1] > 0
        assert figures[f"department_recruiting.{name}"][1] == 0
    assert figures["recruiting"][13] >= 0.15 * 1.03 * 40_000


def test_a_scenario_cancels_hires(run):
    """By an early last month, or by no heads: what is left is the plan without them."""
    figures, lean = run("base"), run("lean")
    extra = figures["headcount"] - lean["headcount"]
    assert list(extra[[3, 4, 6, 14, 15, 24]]) == [0, 1, 3, 3, 1, 1]
    assert figures["salary_cost"][4] - lean["salary_cost"][4] == pytest.approx(150_000 * 1.2 / 12)
    assert figures["recruiting"][4] - lean["recruiting"][4] == pytest.approx(150_000 * 0.15)
    assert figures["general_admin_cost"][4] - lean["general_admin_cost"][4] == pytest.approx(150_000 * 1.2 / 12 + 150_000 * 0.15)
