"""Loans: drawn, interest paid every month on what was owed at its start, repaid by maturity."""

from planbook.business.families import LOAN
from planbook.language.declarations import Chapter, Form, Period, assumption, check, line
from planbook.language.operators import by_choice, maximum, or_else, prior, ratio, relative_difference, same, total, where
from planbook.language.units import FACTOR, FLAG, MONEY, MONTH, MONTHS, SHARE, Kind, Shape

CHAPTER = Chapter("loans", "Loans", "Loans", "Loans drawn, their interest and repayment, and what is still owed.", section="loans")

loan_amount = assumption(
    "Amount", unit=MONEY, per=LOAN, at="loans.amount", low=0,
    about="Money borrowed; of a loan drawn before the plan, what is owed at the plan's start.",
)  # fmt: skip
loan_month = assumption(
    "Month drawn", unit=MONTH, per=LOAN, at="loans.month", form=Form.MONTH, default=0,
    about="The money arrives at the end of this month; without a month the loan was drawn before the plan (month 0).",
)  # fmt: skip
loan_months = assumption(
    "Months to maturity", unit=MONTHS, per=LOAN, at="loans.months", form=Form.WHOLE, low=1, high=480,
    about="Months from the draw to the last repayment; of a loan drawn before the plan, those left at the plan's start.",
)  # fmt: skip
loan_rate = assumption(
    "Interest", unit=SHARE, per=LOAN, at="loans.rate", period=Period.INTEREST, low=0, high=1,
    about="As the bank quotes it, 8%/year nominal: a twelfth is due each month on what was owed at its start.",
)  # fmt: skip
loan_fee = assumption(
    "Fee", unit=SHARE, per=LOAN, at="loans.fee", low=0, high=1, default=0,
    about="Share of the amount that is paid and expensed in the month the loan is drawn; no fee falls due on loans drawn before the plan.",
)  # fmt: skip


@line("Month of maturity", unit=MONTH, per=LOAN, shape=Shape.SCALAR)
def loan_maturity(loan_month, loan_months):
    """Month of the plan in which the last repayment is made; it may lie beyond the plan."""
    return loan_month + loan_months


@line("Present value of 1 due at maturity", unit=FACTOR, per=LOAN, shape=Shape.SCALAR)
def loan_discount(loan_rate, loan_months):
    """What 1 due at maturity is worth when the loan is drawn, at the loan's interest."""
    return (1 + loan_rate) ** -loan_months


@line("Payment per 1 borrowed", unit=FACTOR, per=LOAN, shape=Shape.SCALAR)
def annuity_factor(loan_rate, loan_discount, loan_months):
    """Equal monthly payment of interest and principal that repays 1 by maturity; without interest, equal parts."""
    return or_else(ratio(loan_rate, 1 - loan_discount), 1 / loan_months)


@line("Loan drawn", unit=MONEY, kind=Kind.FLOW, per=LOAN)
def loan_drawn(month, loan_month, loan_amount):
    """The amount, in the month in which it is drawn."""
    return same(month, loan_month) * loan_amount


@line("Loan fee", unit=MONEY, kind=Kind.FLOW, per=LOAN)
def loan_fee_paid(loan_drawn, loan_fee):
    """The fee, paid and expensed when the loan is drawn."""
    return loan_drawn * loan_fee


@line("Loan interest", unit=MONEY, kind=Kind.FLOW, per=LOAN)
def loan_interest(closing_loan, loan_rate):
    """Interest on what was owed at the month's start, paid in the month."""
    return prior(closing_loan) * loan_rate


@line("Loan outstanding", unit=FLAG, kind=Kind.FACTOR, per=LOAN, opening="same")
def loan_outstanding(month, loan_month, loan_maturity):
    """1 from the month in which the loan is drawn until the month before maturity."""
    return (month >= loan_month) * (loan_maturity > month)


@line("Regular repayment", unit=MONEY, kind=Kind.FLOW, per=LOAN)
def loan_instalment(loan_amount, loan_months, annuity_factor, loan_interest):
    """Principal due in a month before maturity: nothing, what the equal payment leaves after interest, or equal parts."""
    return by_choice(
        LOAN.repayment,
        interest_only=lambda: 0,
        annuity=lambda: loan_amount * annuity_factor - loan_interest,
        straight=lambda: loan_amount / loan_months,
    )


@line("Loan repaid", unit=MONEY, kind=Kind.FLOW, per=LOAN)
def loan_repaid(closing_loan, loan_outstanding, loan_instalment, month, loan_maturity):
    """The regular repayment from the month after the draw; at maturity whatever is left."""
    before_maturity = prior(loan_outstanding) * loan_instalment
    return where(same(month, loan_maturity), prior(closing_loan), before_maturity)


@line(
    "Owed on the loan", unit=MONEY, kind=Kind.BALANCE, per=LOAN,
    opening=lambda loan_amount, loan_month: loan_amount * same(loan_month, 0),
)  # fmt: skip
def closing_loan(closing_loan, loan_drawn, loan_repaid):
    """What is owed at month end; nothing from maturity on."""
    return prior(closing_loan) + loan_drawn - loan_repaid


# The same balance a second way, from the months left alone: what the check compares with.


@line("Months left", unit=MONTHS, kind=Kind.FACTOR, per=LOAN, opening="same")
def loan_months_left(loan_maturity, month):
    """Months from now to maturity."""
    return maximum(0, loan_maturity - month)


@line(
    "Present value of 1 due at maturity, now", unit=FACTOR, kind=Kind.FACTOR, per=LOAN,
    opening=lambda loan_discount: loan_discount,
)  # fmt: skip
def running_discount(running_discount, month, loan_month, loan_rate):
    """What 1 due at maturity is worth now, at the loan's interest."""
    return prior(running_discount) * where(month > loan_month, 1 + loan_rate, 1)


@line("Share still owed, in closed form", unit=FACTOR, kind=Kind.FACTOR, per=LOAN, opening="same")
def share_owed(loan_months_left, loan_months, running_discount, loan_discount):
    """What is owed of 1 borrowed, by the formula for its repayment, without regard to what was repaid so far."""
    return by_choice(
        LOAN.repayment,
        interest_only=lambda: 1,
        annuity=lambda: or_else(ratio(1 - running_discount, 1 - loan_discount), loan_months_left / loan_months),
        straight=lambda: loan_months_left / loan_months,
    )


@check("What is owed on a loan equals the closed formula for its repayment", per=LOAN, opening="same")
def loan_residual(closing_loan, loan_amount, share_owed, loan_outstanding):
    """The balance carried forward from month to month against the amount times the share still owed."""
    return relative_difference(closing_loan, loan_amount * share_owed * loan_outstanding)


# All loans.


@line("Loans drawn", unit=MONEY, kind=Kind.FLOW)
def loans_drawn(loan_drawn):
    """Money borrowed in the month."""
    return total(loan_drawn)


@line("Loans repaid", unit=MONEY, kind=Kind.FLOW)
def loans_repaid(loan_repaid):
    """Principal repaid in the month."""
    return total(loan_repaid)


@line("Loan interest, all loans", unit=MONEY, kind=Kind.FLOW)
def loans_interest(loan_interest):
    """Interest on loans, paid in the month."""
    return total(loan_interest)


@line("Loan fees", unit=MONEY, kind=Kind.FLOW)
def loan_fees(loan_fee_paid):
    """Fees of loans drawn in the month."""
    return total(loan_fee_paid)


@line("Loans owed", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_loans(closing_loan):
    """What is owed on all loans at month end."""
    return total(closing_loan)
