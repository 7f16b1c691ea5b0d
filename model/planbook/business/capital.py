"""Working capital: receivables, prepaid costs, payables."""

from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.metrics import within
from planbook.language.operators import maximum, prior, roundup, trailing
from planbook.language.units import DAYS, DURATION, FACTOR, MONEY, MONTHS, Kind, Shape, Sign

CHAPTER = Chapter("capital", "Capital", "Working capital", "Receivables, prepaid costs and payables, from their days.")

monthly_collection_days = assumption(
    "Collection of monthly invoices", unit=DAYS, at="working_capital.monthly_collection_days", low=0, high=365, default=0,
    about="Days from a monthly invoice to its payment.",
)  # fmt: skip
annual_collection_days = assumption(
    "Collection of annual invoices", unit=DAYS, at="working_capital.annual_collection_days", low=0, high=365, default=0,
    about="Days from an annual invoice to its payment.",
)  # fmt: skip
payable_days = assumption(
    "Payment of suppliers", unit=DAYS, at="working_capital.payable_days", low=0, high=120, default=0,
    about="Days from a supplier's invoice to its payment; payroll is paid in its month.",
)  # fmt: skip
prepaid_days = assumption(
    "Overheads paid in advance", unit=DAYS, at="working_capital.prepaid_days", form=Form.DRIVER, low=0, high=31, default=0,
    about="Days for which overheads are paid in advance.",
)  # fmt: skip
opening_receivables = assumption(
    "Opening receivables", unit=MONEY, at="opening_balance.receivables", low=0, default=0, about="Invoices not yet paid by customers.",
)  # fmt: skip
opening_prepaid = assumption(
    "Opening prepaid costs", unit=MONEY, at="opening_balance.prepaid", low=0, default=0, about="Costs paid for months to come.",
)  # fmt: skip
opening_payables = assumption(
    "Opening payables", unit=MONEY, at="opening_balance.payables", low=0, default=0, about="Suppliers' invoices not yet paid.",
)  # fmt: skip


@line("Months per day", unit=FACTOR, shape=Shape.SCALAR)
def months_per_day(days_per_year):
    """A day as a part of a month."""
    return 12 / days_per_year


@line("Whole months of collection, monthly invoices", unit=MONTHS, shape=Shape.SCALAR)
def monthly_whole_months(monthly_collection_days, months_per_day):
    """Months whose invoices are still open in full."""
    return maximum(0, roundup(monthly_collection_days * months_per_day) - 1)


@line("Rest of the collection, monthly invoices", unit=FACTOR, shape=Shape.SCALAR)
def monthly_open_part(monthly_collection_days, months_per_day, monthly_whole_months):
    """Part of the invoices of the month before those that is still open."""
    return monthly_collection_days * months_per_day - monthly_whole_months


@line("Whole months of collection, annual invoices", unit=MONTHS, shape=Shape.SCALAR)
def annual_whole_months(annual_collection_days, months_per_day):
    """Months whose invoices are still open in full."""
    return maximum(0, roundup(annual_collection_days * months_per_day) - 1)


@line("Rest of the collection, annual invoices", unit=FACTOR, shape=Shape.SCALAR)
def annual_open_part(annual_collection_days, months_per_day, annual_whole_months):
    """Part of the invoices of the month before those that is still open."""
    return annual_collection_days * months_per_day - annual_whole_months


@line("Receivables from monthly invoices", unit=MONEY, kind=Kind.BALANCE, opening=0)
def monthly_receivables(monthly_invoices, monthly_whole_months, monthly_open_part):
    """The invoices of the last days: of whole months in full, of the month before them in part."""
    in_full = trailing(monthly_invoices, monthly_whole_months)
    return in_full + (trailing(monthly_invoices, monthly_whole_months + 1) - in_full) * monthly_open_part


@line("Receivables from annual invoices", unit=MONEY, kind=Kind.BALANCE, opening=0)
def annual_receivables(annual_invoices, annual_whole_months, annual_open_part):
    """The invoices of the last days: of whole months in full, of the month before them in part."""
    in_full = trailing(annual_invoices, annual_whole_months)
    return in_full + (trailing(annual_invoices, annual_whole_months + 1) - in_full) * annual_open_part


@line("Months to collect opening receivables", unit=DURATION, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def longest_collection(monthly_collection_days, annual_collection_days, months_per_day):
    """The longer of the two collection terms, at least a month."""
    return maximum(1, monthly_collection_days * months_per_day, annual_collection_days * months_per_day)


@line("Opening receivables still open", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_receivables: opening_receivables)
def receivables_left_from_opening(opening_receivables, month, longest_collection):
    """Invoices of the opening balance sheet, collected evenly over their term."""
    return opening_receivables * maximum(0, 1 - month / longest_collection)


@line("Receivables", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_receivables(monthly_receivables, annual_receivables, receivables_left_from_opening):
    """Invoices not yet paid by customers."""
    return monthly_receivables + annual_receivables + receivables_left_from_opening


@line("Prepaid costs", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_prepaid: opening_prepaid)
def closing_prepaid(overheads, prepaid_days, months_per_day):
    """Overheads paid for days to come."""
    return overheads * prepaid_days * months_per_day


@line("Payment term in months", unit=DURATION, shape=Shape.SCALAR)
def payable_term(payable_days, months_per_day):
    """Days to payment as months."""
    return payable_days * months_per_day


@line("Whole months of the payment term", unit=MONTHS, shape=Shape.SCALAR)
def payable_whole_months(payable_term):
    """Months whose costs are still owed in full."""
    return maximum(0, roundup(payable_term) - 1)


@line("Rest of the payment term", unit=FACTOR, shape=Shape.SCALAR)
def payable_open_part(payable_term, payable_whole_months):
    """Part of the costs of the month before those that is still owed."""
    return payable_term - payable_whole_months


@line("Opening payables still owed", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_payables: opening_payables)
def payables_left_from_opening(opening_payables, month, payable_term):
    """Suppliers' invoices of the opening balance sheet, paid evenly over their term, at least a month."""
    return opening_payables * maximum(0, 1 - month / maximum(1, payable_term))


@line("Payables in full", unit=MONEY, kind=Kind.BALANCE, opening=0)
def payables_in_full(non_payroll_costs, payable_whole_months):
    """Costs of the months that are still owed in full."""
    return trailing(non_payroll_costs, payable_whole_months)


@line("Payables", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_payables: opening_payables)
def closing_payables(non_payroll_costs, payables_in_full, payable_whole_months, payable_open_part, payables_left_from_opening):
    """Suppliers' invoices not yet paid: of whole months in full, of the month before them in part."""
    before = trailing(non_payroll_costs, payable_whole_months + 1) - payables_in_full
    return payables_in_full + before * payable_open_part + payables_left_from_opening


@line(
    "Working capital", unit=MONEY, kind=Kind.BALANCE, opening="same", aliases=("working_capital",),
    metric=within(
        "month end", "finance", "monthly", variant="net, without cash, debt and tax",
        note="Below 0 customers pay ahead of service. Others take all current assets less all current liabilities, cash among them.",
    ),
)  # fmt: skip
def closing_working_capital(closing_receivables, closing_prepaid, closing_payables, closing_deferred_revenue):
    """Receivables and prepaid costs less payables and deferred revenue; without cash, debt and tax."""
    return closing_receivables + closing_prepaid - closing_payables - closing_deferred_revenue


@line("Increase in working capital", unit=MONEY, kind=Kind.FLOW)
def increase_in_working_capital(closing_working_capital):
    """Cash tied up in the month; negative when working capital releases cash."""
    return closing_working_capital - prior(closing_working_capital)


@line("Invoices collected", unit=MONEY, kind=Kind.FLOW)
def collected_invoices(closing_receivables, monthly_invoices, annual_invoices):
    """Invoices paid by customers: opening receivables and new invoices, less closing receivables."""
    return prior(closing_receivables) + monthly_invoices + annual_invoices - closing_receivables


@line("Receipts from customers", unit=MONEY, kind=Kind.FLOW)
def customer_receipts(collected_invoices, billings, invoiced_share, refunds):
    """Invoices collected, and what is paid by card at once, less refunds."""
    return collected_invoices + billings * (1 - invoiced_share) - refunds


@line("Payments to suppliers", unit=MONEY, kind=Kind.FLOW)
def supplier_payments(non_payroll_costs, closing_payables, closing_prepaid):
    """Non-payroll costs less what is still owed, and what is paid in advance."""
    owed = closing_payables - prior(closing_payables)
    return non_payroll_costs - owed + (closing_prepaid - prior(closing_prepaid))
