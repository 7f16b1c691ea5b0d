"""Named hires: who joins a department in a stated month, and may leave again."""

from planbook.business.families import DEPARTMENT, HIRE
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import maximum, prior, total
from planbook.language.units import MONEY, MONTH, PERSONS, Kind

CHAPTER = Chapter("hires", "Hires", "Named hires", "Persons who join a department in a stated month.", section="hires")

STAYS = 1_200  # a month beyond every plan

hire_size = assumption(
    "Heads of the hire", unit=PERSONS, per=HIRE, at="hires.heads", low=0, default=1,
    about="How many persons alike join; 0 cancels the hire.",
)  # fmt: skip
hire_salary = assumption(
    "Salary per year of the hire", unit=MONEY, per=HIRE, at="hires.salary", form=Form.DRIVER, low=0,
    about="Gross salary of one person and year, in salaries of the plan's start: raises of all salaries come on top.",
)  # fmt: skip
hire_from = assumption(
    "First month of the hire", unit=MONTH, per=HIRE, at="hires.from", form=Form.MONTH, about="The month in which the work begins.",
)  # fmt: skip
hire_until = assumption(
    "Last month of the hire", unit=MONTH, per=HIRE, at="hires.until", form=Form.MONTH, default=STAYS,
    about="The last month of work, paid in full. Not given, they stay: 1200 stands for a month beyond every plan. A month before "
    "the first one cancels the hire.",
)  # fmt: skip


@line("Heads of a hire", unit=PERSONS, kind=Kind.BALANCE, per=HIRE, opening=0)
def hire_heads(month, hire_from, hire_until, hire_size):
    """Persons who work in the month: from the first month to the last one."""
    return (month >= hire_from) * (hire_until >= month) * hire_size


@line("Yearly salaries of a hire", unit=MONEY, kind=Kind.BALANCE, per=HIRE, opening=0)
def hire_salaries(hire_heads, hire_salary):
    """What a year of the persons who work in the month costs, in salaries of the plan's start, without on-cost."""
    return hire_heads * hire_salary


@line("Yearly salaries added by a hire", unit=MONEY, kind=Kind.FLOW, per=HIRE)
def hire_salaries_added(hire_heads, hire_salary):
    """Yearly salaries of the persons who join in the month; leaving takes nothing back, and a raise is no hire."""
    return maximum(0, hire_heads - prior(hire_heads)) * hire_salary


@line("Named hires", unit=PERSONS, kind=Kind.BALANCE, per=DEPARTMENT, opening="same")
def department_hired_heads(hire_heads):
    """Named hires who work in the department in the month."""
    return total(hire_heads, by=HIRE.department)


@line("Yearly salaries of named hires", unit=MONEY, kind=Kind.BALANCE, per=DEPARTMENT, opening="same")
def department_hired_salaries(hire_salaries):
    """What a year of the department's named hires costs, in salaries of the plan's start, without on-cost."""
    return total(hire_salaries, by=HIRE.department)


@line("Yearly salaries added by named hires", unit=MONEY, kind=Kind.FLOW, per=DEPARTMENT)
def department_hired_salaries_added(hire_salaries_added):
    """Yearly salaries of the named hires who join the department in the month."""
    return total(hire_salaries_added, by=HIRE.department)
