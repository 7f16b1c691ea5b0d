"""People: heads by department, as planned or as the work needs, with named hires; salaries, on-costs, recruiting."""

from planbook.business.families import DEPARTMENT, FUNCTION
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import within
from planbook.language.operators import at_month, by_choice, maximum, prior, roundup, total
from planbook.language.units import FACTOR, MONEY, PERSONS, SHARE, TICKETS, Kind, Sign, Unit

CHAPTER = Chapter("people", "People", "People", "Heads and their cost by department.")

WORK = Unit("work", "count")  # tickets or customers, as a department is staffed

planned_heads = assumption(
    "Heads, as planned", unit=PERSONS, per=DEPARTMENT, at="departments.heads", form=Form.DRIVER, low=0, kind=Kind.BALANCE,
    when=(DEPARTMENT.staffing, "planned"),
    about="People employed in the month, without named hires.",
)  # fmt: skip
work_per_head = assumption(
    "Work per head", unit=WORK, per=DEPARTMENT, at="departments.per_head", form=Form.DRIVER, above=0,
    when=(DEPARTMENT.staffing, "tickets", "customers", "new_customers"),
    about="What one person can take on: tickets a month, customers, or customers won a month (a quota).",
)  # fmt: skip
revenue_per_head = assumption(
    "Revenue per head and month", unit=MONEY, per=DEPARTMENT, at="departments.revenue_per_head", form=Form.DRIVER, above=0,
    when=(DEPARTMENT.staffing, "revenue"),
    about="Revenue of a month, not of a year, for which one person is needed.",
)  # fmt: skip
least_heads = assumption(
    "Least heads", unit=PERSONS, per=DEPARTMENT, at="departments.least_heads", form=Form.WHOLE, low=0, default=0,
    when=(DEPARTMENT.staffing, "tickets", "customers", "new_customers", "revenue"),
    about="So many people are there however little work there is.",
)  # fmt: skip
department_salary = assumption(
    "Salary per year", unit=MONEY, per=DEPARTMENT, at="departments.salary", form=Form.DRIVER, low=0,
    about="Average gross salary of one person and year, in salaries of the plan's start: raises of all salaries come on top.",
)  # fmt: skip
on_cost = assumption(
    "On-cost", unit=SHARE, at="people.on_cost", form=Form.DRIVER, low=0, high=2, default=0,
    about="Social security and benefits paid by the employer, as a share of salary.",
)  # fmt: skip
salary_change = assumption(
    "Salary change", unit=SHARE, at="people.salary_change", form=Form.CHANGE, above=-1, default=0,
    about="Yearly raise of all salaries.",
)  # fmt: skip
recruiting_rate = assumption(
    "Recruiting cost", unit=SHARE, at="people.recruiting", form=Form.DRIVER, low=0, high=2, default=0,
    about="Cost of winning a person, such as an agency's fee, as a share of the yearly salary. It falls due for every head added, "
    "replacements of leavers not counted.",
)  # fmt: skip


@line("Salary index", unit=FACTOR, kind=Kind.FACTOR, opening=1, sign=Sign.POSITIVE)
def salary_index(salary_index, salary_change):
    """Raises since the plan's start."""
    return prior(salary_index) * (1 + salary_change)


@line("Cost per salary unit", unit=FACTOR, kind=Kind.FACTOR, opening="same")
def payroll_factor(salary_index, on_cost):
    """What one month costs per unit of yearly salary: raises, on-cost, a twelfth."""
    return salary_index * (1 + on_cost) / 12


def _opening_workload(planned_heads, closing_customers, won_customers, revenue, work_per_head, revenue_per_head, tickets=None):
    return by_choice(
        DEPARTMENT.staffing,
        planned=lambda: planned_heads,
        tickets=lambda: tickets / work_per_head,
        customers=lambda: closing_customers / work_per_head,
        new_customers=lambda: at_month(won_customers, 1) / at_month(work_per_head, 1),
        revenue=lambda: at_month(revenue, 1) / at_month(revenue_per_head, 1),
    )


@line("Heads planned, or work in heads", unit=PERSONS, kind=Kind.FACTOR, per=DEPARTMENT, opening=_opening_workload)
def department_workload(planned_heads, closing_customers, won_customers, revenue, work_per_head, revenue_per_head, tickets=None):
    """Heads as planned; or tickets, customers, customers won or revenue of the company in the month ÷ what one head takes on.

    Customers won and revenue before the plan are not known: those of month 1 stand in, so that a team does not seem to be
    hired in month 1.
    """
    return by_choice(
        DEPARTMENT.staffing,
        planned=lambda: planned_heads,
        tickets=lambda: tickets / work_per_head,
        customers=lambda: closing_customers / work_per_head,
        new_customers=lambda: won_customers / work_per_head,
        revenue=lambda: revenue / revenue_per_head,
    )


@line("Heads without named hires", unit=PERSONS, kind=Kind.BALANCE, per=DEPARTMENT, opening="same")
def staffed_heads(department_workload, least_heads):
    """Heads as planned, or the whole persons that the work needs, at least the least."""

    def needed():
        return maximum(least_heads, roundup(department_workload))

    return by_choice(
        DEPARTMENT.staffing,
        planned=lambda: department_workload,
        tickets=needed,
        customers=needed,
        new_customers=needed,
        revenue=needed,
    )


@line("Heads", unit=PERSONS, kind=Kind.BALANCE, per=DEPARTMENT, opening="same")
def department_heads(staffed_heads, department_hired_heads=0):
    """All people of a department; named hires come on top of those planned or needed."""
    return staffed_heads + department_hired_heads


@line("Yearly salaries", unit=MONEY, kind=Kind.BALANCE, per=DEPARTMENT, opening="same")
def department_salaries(staffed_heads, department_salary, department_hired_salaries=0):
    """What a year of the people who work in the month costs, in salaries of the plan's start, without on-cost."""
    return staffed_heads * department_salary + department_hired_salaries


@line("Salaries and on-costs", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_payroll(department_salaries, payroll_factor):
    """Salaries and on-costs of a department, paid in the month."""
    return department_salaries * payroll_factor


@line("Yearly salaries added", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_salaries_added(staffed_heads, department_salary, department_hired_salaries_added=0):
    """Yearly salaries of the people who are more than last month, and of named hires who join; fewer heads take nothing back."""
    return maximum(0, staffed_heads - prior(staffed_heads)) * department_salary + department_hired_salaries_added


@line("Recruiting", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_recruiting(department_salaries_added, salary_index, recruiting_rate):
    """What winning the people costs who join in the month: a share of their yearly salary."""
    return department_salaries_added * salary_index * recruiting_rate


@line("People cost", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_cost(department_payroll, department_recruiting):
    """Salaries, on-costs and recruiting of a department."""
    return department_payroll + department_recruiting


@line("People cost by function", unit=MONEY, kind=Kind.FLOW, per=FUNCTION)
def function_people_cost(department_cost):
    """People cost of the departments that belong to a function."""
    return total(department_cost, by=DEPARTMENT.function)


@line(
    "Headcount", unit=PERSONS, kind=Kind.BALANCE, opening="same",
    metric=within("month end", "founders, finance", "monthly"),
)  # fmt: skip
def headcount(department_heads):
    """All people, named hires included."""
    return total(department_heads)


@line("Salaries and on-costs, all departments", unit=MONEY, kind=Kind.FLOW)
def salary_cost(department_payroll):
    """Salaries and on-costs of all departments."""
    return total(department_payroll)


@line("Recruiting, all departments", unit=MONEY, kind=Kind.FLOW)
def recruiting(department_recruiting):
    """Recruiting cost of all departments, invoiced by agencies."""
    return total(department_recruiting)


@line("Tickets a department can answer", unit=TICKETS, kind=Kind.FLOW, per=DEPARTMENT)
def department_ticket_capacity(department_heads, work_per_head):
    """Heads × tickets per head where tickets staff the department, otherwise nothing."""
    return by_choice(
        DEPARTMENT.staffing,
        planned=lambda: 0,
        tickets=lambda: department_heads * work_per_head,
        customers=lambda: 0,
        new_customers=lambda: 0,
        revenue=lambda: 0,
    )


@line("Tickets that can be answered", unit=TICKETS, kind=Kind.FLOW)
def ticket_capacity(department_ticket_capacity):
    """Support requests that the departments staffed by tickets can answer in the month."""
    return total(department_ticket_capacity)


CHARTS = [
    Chart("C39", "Who works here?", "stacked", "quarters", (Series("department_heads"),), "count", from_zero=True),
]
