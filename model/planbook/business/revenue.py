"""Billings, deferred revenue and recognised revenue."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Series, Severity, assumption, check, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import absolute, at_month, by_choice, difference, prior, relative_difference, total
from planbook.language.units import FLAG, MONEY, SHARE, Kind, Shape

CHAPTER = Chapter("revenue", "Revenue", "Billings and revenue", "What is billed, what is recognised, and what is still owed in service.")

opening_deferred_given = assumption(
    "Opening deferred revenue, as in the accounts", unit=MONEY, at="opening_balance.deferred_revenue", low=0, default=0,
    about="For comparison only: the model derives its own from the opening contracts; 0 for not stated.",
)  # fmt: skip
refund_rate = assumption(
    "Refunds", unit=SHARE, per=SEGMENT, at="segments.refund_rate", form=Form.DRIVER, low=0, high=1, default=0,
    about="Share of the month's recurring revenue that is given back in the month.",
)  # fmt: skip
invoiced_share = assumption(
    "Billings on invoice", unit=SHARE, at="working_capital.invoiced_share", form=Form.DRIVER, low=0, high=1, default=1,
    about="Share of billings paid on invoice; the rest is paid by card at once.",
)  # fmt: skip
bad_debt_rate = assumption(
    "Bad debt", unit=SHARE, at="working_capital.bad_debt", form=Form.DRIVER, low=0, high=1, default=0,
    about="Share of the billings on invoice that is never paid; written off when it is billed.",
)  # fmt: skip
deferred_tolerance = constant(
    "Tolerated difference of opening deferred revenue", 0.1,
    about="An alert fires when the accounts' figure is further away from the derived one, as a share of it.",
)  # fmt: skip


YEARLY = (SEGMENT.billing, "yearly")  # contracts billed in advance: those billed month by month defer nothing


@line("Annual billings", unit=MONEY, kind=Kind.FLOW, per=SEGMENT, when=YEARLY)
def segment_annual_billings(anniversary_base, expansion_index, expansion_rate, segment_deferred_revenue):
    """Twelve months in advance for contracts signed and at their anniversaries; upgrades within a year for its months left."""
    return 12 * anniversary_base * expansion_index + expansion_rate * prior(segment_deferred_revenue)


@line(
    "Deferred revenue", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, when=YEARLY,
    opening=lambda opening_annual_mrr, spread_months: opening_annual_mrr * spread_months,
)  # fmt: skip
def segment_deferred_revenue(segment_deferred_revenue, segment_annual_billings, closing_annual_mrr):
    """Service billed and not yet delivered: billings in advance, less the month's service.

    The opening is derived: contracts signed evenly over twelve months have 5.5 months left.
    """
    return prior(segment_deferred_revenue) + segment_annual_billings - closing_annual_mrr


@check("Deferred revenue equals the unserved months of contracts", tolerance="money_tolerance", per=SEGMENT, when=YEARLY)
def deferred_revenue_residual(segment_deferred_revenue, unserved_base, expansion_index):
    """Deferred revenue from billings against the months of running contracts still to be served."""
    return difference(segment_deferred_revenue, unserved_base * expansion_index)


@line("Monthly billings", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_monthly_billings(closing_monthly_mrr, closing_annual_mrr):
    """Billed for the month: to customers on monthly terms, and for contracts that are billed month by month."""
    return by_choice(SEGMENT.billing, yearly=lambda: closing_monthly_mrr, monthly=lambda: closing_monthly_mrr + closing_annual_mrr)


@line("Monthly billings, all segments", unit=MONEY, kind=Kind.FLOW)
def monthly_billings(segment_monthly_billings):
    """Recurring revenue billed for the month."""
    return total(segment_monthly_billings)


@line("Annual billings, all segments", unit=MONEY, kind=Kind.FLOW)
def annual_billings(segment_annual_billings):
    """Billed a year in advance to annual subscribers."""
    return total(segment_annual_billings)


@line("Set-up revenue", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_setup_revenue(segment_new_customers, setup_fee):
    """One-off fees of new customers."""
    return segment_new_customers * setup_fee


@line("Set-up revenue, all segments", unit=MONEY, kind=Kind.FLOW)
def setup_revenue(segment_setup_revenue):
    """One-off fees of new customers; billed and recognised in the month."""
    return total(segment_setup_revenue)


@line("Billed for the month", unit=MONEY, kind=Kind.FLOW)
def current_billings(monthly_billings, setup_revenue, usage_revenue=0, services_revenue=0):
    """All billings but those in advance."""
    return monthly_billings + setup_revenue + usage_revenue + services_revenue


@line(
    "Billings", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "finance", "monthly"),
)  # fmt: skip
def billings(current_billings, annual_billings):
    """All that is billed in the month."""
    return current_billings + annual_billings


@line("Refunds", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_refunds(segment_closing_mrr, refund_rate):
    """Recurring revenue of the month that is given back."""
    return segment_closing_mrr * refund_rate


@line("Refunds, all segments", unit=MONEY, kind=Kind.FLOW)
def refunds(segment_refunds):
    """Recurring revenue of the month that is given back, and paid back, in the month."""
    return total(segment_refunds)


@line("Bad debt", unit=MONEY, kind=Kind.FLOW)
def bad_debt(billings, invoiced_share, bad_debt_rate):
    """Invoices of the month that will never be paid: written off at once, they are no receivables."""
    return billings * invoiced_share * bad_debt_rate


@line("Monthly invoices", unit=MONEY, kind=Kind.FLOW)
def monthly_invoices(current_billings, invoiced_share, bad_debt_rate):
    """Billings on invoice that will be paid, without those in advance."""
    return current_billings * invoiced_share * (1 - bad_debt_rate)


@line("Annual invoices", unit=MONEY, kind=Kind.FLOW)
def annual_invoices(annual_billings, invoiced_share, bad_debt_rate):
    """Billings in advance on invoice that will be paid."""
    return annual_billings * invoiced_share * (1 - bad_debt_rate)


@line("Opening deferred revenue", unit=MONEY, kind=Kind.OPENING, opening=0)
def opening_deferred_revenue(closing_deferred_revenue):
    """Service billed and not yet delivered at the end of last month."""
    return prior(closing_deferred_revenue)


@line("Deferred revenue, all segments", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_deferred_revenue(segment_deferred_revenue):
    """Service billed and not yet delivered."""
    return total(segment_deferred_revenue)


@line("Deferred revenue released", unit=MONEY, kind=Kind.FLOW)
def released_revenue(opening_deferred_revenue, annual_billings, closing_deferred_revenue):
    """Service billed in advance and delivered in the month."""
    return opening_deferred_revenue + annual_billings - closing_deferred_revenue


@line("Recurring revenue", unit=MONEY, kind=Kind.FLOW)
def recurring_revenue(monthly_billings, released_revenue):
    """Billed for the month, and released from what was billed in advance."""
    return monthly_billings + released_revenue


@check("Recurring revenue of a month equals its closing MRR", opening=0)
def recurring_revenue_residual(recurring_revenue, closing_mrr):
    """Revenue recognised from billings against closing MRR."""
    return relative_difference(recurring_revenue, closing_mrr)


@line(
    "Revenue", unit=MONEY, kind=Kind.FLOW, aliases=("total_revenue",),
    metric=higher("month", "founders, investors, finance", "weekly, monthly, quarterly"),
)  # fmt: skip
def revenue(recurring_revenue, setup_revenue, refunds, usage_revenue=0, services_revenue=0):
    """Recognised revenue, less refunds, without sales tax."""
    return recurring_revenue + setup_revenue + usage_revenue + services_revenue - refunds


@line("Revenue that is not recurring", unit=MONEY, kind=Kind.FLOW)
def other_revenue(revenue, recurring_revenue):
    """Set-up fees, usage and services, less refunds."""
    return revenue - recurring_revenue


@check(
    "The stated opening deferred revenue is far from what the opening contracts imply", severity=Severity.ALERT, unit=FLAG,
    shape=Shape.SCALAR,
)  # fmt: skip
def opening_deferred_differs(opening_deferred_given, closing_deferred_revenue, deferred_tolerance):
    """1 when the accounts' figure, where stated, and the derived one are more than a tenth apart."""
    apart = absolute(opening_deferred_given - at_month(closing_deferred_revenue, 0))
    return (opening_deferred_given > 0) * (apart > deferred_tolerance * opening_deferred_given)


CHARTS = [
    Chart(
        "C33", "What is revenue made of?", "stacked", "quarters",
        (
            Series("recurring_revenue", "Subscription"), Series("usage_revenue", "Usage"), Series("setup_revenue", "Set-up"),
            Series("services_revenue", "Services"),
        ),
    ),
    Chart(
        "C44", "Do customers pay before we deliver?", "line", "quarters",
        (
            Series("billings", "Billings", "line"), Series("revenue", "Recognised revenue", "line"),
            Series("customer_receipts", "Collections", "line"),
        ),
    ),
    Chart(
        "C45", "What do we still owe in service?", "stacked", "quarters",
        (
            Series("annual_billings", "Billed in advance"), Series("released_revenue", "Delivered", negative=True),
            Series("closing_deferred_revenue", "Still owed", "line"),
        ),
    ),
]  # fmt: skip
