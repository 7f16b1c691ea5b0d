"""Tax on the profit of the fiscal year to date, with loss carry-forward; net income.

A month is charged the tax on the year so far, less what was charged before: a later loss gives an
earlier charge back. Losses move once, at the year's start. The schedule runs twice: as the company
pays it, and as it would without debt, for the valuation.
"""

from planbook.business.families import BASIS
from planbook.language.declarations import Chapter, Form, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import difference, maximum, minimum, of, prior, same, where
from planbook.language.units import LABEL, MONEY, SHARE, Kind

CHAPTER = Chapter("tax", "Tax", "Tax and net income", "Tax on the fiscal year to date, losses carried forward, net income.")

tax_rate = assumption(
    "Tax rate", unit=SHARE, at="tax.rate", form=Form.DRIVER, low=0, high=1, default=0,
    about="Corporate income tax on profit. A month is charged the tax on the whole fiscal year to date at its own rate, so a new "
    "rate begins with a fiscal year.",
)  # fmt: skip
loss_cap = assumption(
    "Cap on the use of losses", unit=SHARE, at="tax.loss_cap", form=Form.DRIVER, low=0, high=1, default=1,
    about="Largest share of a year's profit that losses of earlier years may offset.",
)  # fmt: skip
opening_losses = assumption(
    "Opening tax losses", unit=MONEY, at="tax.opening_losses", low=0, default=0, about="Losses of earlier years not yet used.",
)  # fmt: skip
opening_profit_to_date = assumption(
    "Profit of the running fiscal year", unit=MONEY, at="tax.opening_profit", default=0,
    about="Profit before tax between the start of the running fiscal year and the plan's start; its tax falls due when the next "
    "fiscal year starts. Leave it out where the opening tax due already holds that tax.",
)  # fmt: skip
opening_tax_due = assumption(
    "Opening tax due", unit=MONEY, at="tax.opening_due", low=0, default=0, about="Tax of ended fiscal years, not yet paid.",
)  # fmt: skip
tax_month = assumption(
    "Month in which tax is paid", unit=LABEL, at="tax.payment_month", form=Form.WHOLE, low=1, high=12, default=3,
    about="All tax due is paid in this month of the next fiscal year.",
)  # fmt: skip


@line("Taxable result", unit=MONEY, kind=Kind.FLOW, per=BASIS)
def taxable_result(ebit, interest_counts, interest_expense):
    """EBIT, less interest where it counts."""
    return ebit - interest_expense * interest_counts


@line(
    "Result of the fiscal year to date",
    unit=MONEY,
    kind=Kind.BALANCE,
    per=BASIS,
    opening=lambda opening_profit_to_date: opening_profit_to_date,
)
def result_to_date(result_to_date, year_starts, taxable_result):
    """The taxable result since the fiscal year started."""
    return prior(result_to_date) * (1 - year_starts) + taxable_result


@line("Losses brought forward", unit=MONEY, kind=Kind.BALANCE, per=BASIS, opening=lambda opening_losses: opening_losses)
def losses_brought_forward(losses_brought_forward, year_starts, losses_to_carry):
    """Losses of earlier fiscal years; they move once, at the year's start."""
    return where(year_starts, prior(losses_to_carry), prior(losses_brought_forward))


@line("Losses used in the year to date", unit=MONEY, kind=Kind.BALANCE, per=BASIS, opening="same")
def losses_used_to_date(losses_brought_forward, result_to_date, loss_cap):
    """Earlier losses that offset this year's profit so far, up to the cap."""
    return minimum(losses_brought_forward, maximum(result_to_date, 0) * loss_cap)


@line("Losses to carry forward", unit=MONEY, kind=Kind.BALANCE, per=BASIS, opening="same")
def losses_to_carry(losses_brought_forward, losses_used_to_date, result_to_date):
    """What would be carried forward if the year ended now."""
    return losses_brought_forward - losses_used_to_date + maximum(-result_to_date, 0)


@line("Tax of the year to date", unit=MONEY, kind=Kind.BALANCE, per=BASIS, opening="same")
def tax_to_date(result_to_date, losses_used_to_date, tax_rate):
    """Tax on this year's profit so far, after losses."""
    return (maximum(result_to_date, 0) - losses_used_to_date) * tax_rate


@line("Tax charge", unit=MONEY, kind=Kind.FLOW, per=BASIS)
def tax_charge(tax_to_date, year_starts):
    """Tax of the year to date less what was charged before in the year; negative when an earlier charge is given back."""
    return tax_to_date - prior(tax_to_date) * (1 - year_starts)


@line("Income tax", unit=MONEY, kind=Kind.FLOW)
def income_tax(tax_charge):
    """The company's tax charge."""
    return of(tax_charge, BASIS.levered)


@line(
    "Net income", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "finance, investors", "monthly, quarterly"),
)  # fmt: skip
def net_income(profit_before_tax, income_tax):
    """Profit after tax."""
    return profit_before_tax - income_tax


@line("Tax charged in the running year", unit=MONEY, kind=Kind.BALANCE, opening="same")
def running_tax(tax_to_date):
    """The company's tax of the running fiscal year so far, not yet due."""
    return of(tax_to_date, BASIS.levered)


@line("Tax falling due", unit=MONEY, kind=Kind.FLOW)
def tax_falling_due(year_starts, running_tax):
    """Last year's tax, due when the new fiscal year starts."""
    return year_starts * prior(running_tax)


@line("Tax paid", unit=MONEY, kind=Kind.FLOW)
def tax_paid(fiscal_month, tax_month, tax_due, tax_falling_due):
    """All tax due, paid in the payment month."""
    return same(fiscal_month, tax_month) * (prior(tax_due) + tax_falling_due)


@line("Tax due for ended years", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_tax_due: opening_tax_due)
def tax_due(tax_due, tax_falling_due, tax_paid):
    """Tax of ended fiscal years, not yet paid."""
    return prior(tax_due) + tax_falling_due - tax_paid


@line("Tax payable", unit=MONEY, kind=Kind.BALANCE, opening="same")
def tax_payable(tax_due, running_tax):
    """Tax due for ended years, and charged in the running year."""
    return tax_due + running_tax


@check("Tax payable moves by tax charged less tax paid", tolerance="money_tolerance")
def tax_payable_residual(tax_payable, income_tax, tax_paid):
    """The movement of tax payable against charge and payment."""
    return difference(tax_payable - prior(tax_payable), income_tax - tax_paid)


@line("Interest and fees so far", unit=MONEY, kind=Kind.BALANCE, opening=0)
def cumulative_interest(cumulative_interest, interest_expense):
    """Interest and fees since the plan's start."""
    return prior(cumulative_interest) + interest_expense


@check("Until interest is charged both tax schedules carry the same losses", tolerance="money_tolerance")
def losses_residual(cumulative_interest, losses_to_carry):
    """Losses of the levered against the unlevered schedule, while no interest has been charged."""
    return where(cumulative_interest > 0, 0, difference(of(losses_to_carry, BASIS.levered), of(losses_to_carry, BASIS.unlevered)))
