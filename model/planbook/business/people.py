"""People: heads by department, salaries and their on-costs."""

from planbook.business.families import DEPARTMENT, FUNCTION
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.operators import prior, total
from planbook.language.units import FACTOR, MONEY, PERSONS, SHARE, Kind, Sign

CHAPTER = Chapter("people", "People", "People", "Heads and their cost by department.")

department_heads = assumption(
    "Heads", unit=PERSONS, per=DEPARTMENT, at="departments.heads", form=Form.DRIVER, low=0, kind=Kind.BALANCE,
    about="People employed in the month.",
)  # fmt: skip
department_salary = assumption(
    "Salary per year", unit=MONEY, per=DEPARTMENT, at="departments.salary", low=0,
    about="Average gross salary of one person and year, in salaries of the plan's start.",
)  # fmt: skip
on_cost = assumption(
    "On-cost", unit=SHARE, at="people.on_cost", low=0, high=2, default=0,
    about="Social security and benefits paid by the employer, as a share of salary.",
)  # fmt: skip
salary_change = assumption(
    "Salary change", unit=SHARE, at="people.salary_change", form=Form.CHANGE, above=-1, default=0,
    about="Yearly raise of all salaries.",
)  # fmt: skip


@line("Salary index", unit=FACTOR, kind=Kind.FACTOR, opening=1, sign=Sign.POSITIVE)
def salary_index(salary_index, salary_change):
    """Raises since the plan's start."""
    return prior(salary_index) * (1 + salary_change)


@line("Cost per salary unit", unit=FACTOR, kind=Kind.FACTOR, opening="same")
def payroll_factor(salary_index, on_cost):
    """What one month costs per unit of yearly salary: raises, on-cost, a twelfth."""
    return salary_index * (1 + on_cost) / 12


@line("People cost", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_cost(department_heads, department_salary, payroll_factor):
    """Salaries and on-costs of a department, paid in the month."""
    return department_heads * department_salary * payroll_factor


@line("People cost by function", unit=MONEY, kind=Kind.FLOW, per=FUNCTION)
def function_people_cost(department_cost):
    """People cost of the departments that belong to a function."""
    return total(department_cost, by=DEPARTMENT.function)


@line("Heads in departments", unit=PERSONS, kind=Kind.BALANCE, opening="same")
def planned_heads(department_heads):
    """People in all departments, without support agents."""
    return total(department_heads)


@line("People cost of departments", unit=MONEY, kind=Kind.FLOW)
def departments_cost(department_cost):
    """Salaries and on-costs of all departments."""
    return total(department_cost)


CHARTS = [
    Chart("C39", "Who works here?", "stacked", "quarters", (Series("department_heads"), Series("support_agents", "Support")), "count"),
]
