"""Billings, deferred revenue and recognised revenue."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, Severity, assumption, check, constant, line
from planbook.language.operators import absolute, at_month, difference, prior, relative_difference, total
from planbook.language.units import FLAG, MONEY, Kind, Shape

CHAPTER = Chapter("revenue", "Revenue", "Billings and revenue", "What is billed, what is recognised, and what is still owed in service.")

setup_fee = assumption(
    "Set-up fee", unit=MONEY, per=SEGMENT, at="segments.setup_fee", low=0, default=0,
    about="One-off fee of a new customer, billed and recognised when he joins.",
)  # fmt: skip
opening_deferred_given = assumption(
    "Opening deferred revenue, as in the accounts", unit=MONEY, at="opening_balance.deferred_revenue", low=0, default=0,
    about="For comparison only: the model derives its own from the opening contracts; 0 for not stated.",
)  # fmt: skip
deferred_tolerance = constant(
    "Tolerated difference of opening deferred revenue", 0.1,
    about="An alert fires when the accounts' figure is further away from the derived one, as a share of it.",
)  # fmt: skip


@line("Annual billings", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_annual_billings(segment_signed_mrr, expansion_rate, segment_deferred_revenue):
    """Twelve months in advance for contracts signed; upgrades within a term for the months left."""
    return 12 * segment_signed_mrr + expansion_rate * prior(segment_deferred_revenue)


@line(
    "Deferred revenue", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda opening_annual_mrr, spread_months: opening_annual_mrr * spread_months,
)  # fmt: skip
def segment_deferred_revenue(segment_deferred_revenue, segment_annual_billings, closing_annual_mrr):
    """Service billed and not yet delivered: billings in advance, less the month's service.

    The opening is derived: contracts signed evenly over twelve months have 5.5 months left.
    """
    return prior(segment_deferred_revenue) + segment_annual_billings - closing_annual_mrr


@check("Deferred revenue equals the unserved months of contracts", tolerance="money_tolerance", per=SEGMENT)
def deferred_revenue_residual(segment_deferred_revenue, unserved_base, expansion_index):
    """Deferred revenue from billings against the months of running contracts still to be served."""
    return difference(segment_deferred_revenue, unserved_base * expansion_index)


@line("Monthly billings", unit=MONEY, kind=Kind.FLOW)
def monthly_billings(closing_monthly_mrr):
    """Billed for the month to customers on monthly terms."""
    return total(closing_monthly_mrr)


@line("Annual billings, all segments", unit=MONEY, kind=Kind.FLOW)
def annual_billings(segment_annual_billings):
    """Billed in advance to annual subscribers."""
    return total(segment_annual_billings)


@line("Set-up revenue", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_setup_revenue(segment_new_customers, setup_fee):
    """One-off fees of new customers."""
    return segment_new_customers * setup_fee


@line("Set-up revenue, all segments", unit=MONEY, kind=Kind.FLOW)
def setup_revenue(segment_setup_revenue):
    """One-off fees of new customers; billed and recognised in the month."""
    return total(segment_setup_revenue)


@line("Billings", unit=MONEY, kind=Kind.FLOW)
def billings(monthly_billings, annual_billings, setup_revenue):
    """All that is billed in the month."""
    return monthly_billings + annual_billings + setup_revenue


@line("Deferred revenue, all segments", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_deferred_revenue(segment_deferred_revenue):
    """Service billed and not yet delivered."""
    return total(segment_deferred_revenue)


@line("Recurring revenue", unit=MONEY, kind=Kind.FLOW)
def recurring_revenue(monthly_billings, annual_billings, closing_deferred_revenue):
    """Recurring billings less what they add to deferred revenue."""
    return monthly_billings + annual_billings - (closing_deferred_revenue - prior(closing_deferred_revenue))


@check("Recurring revenue of a month equals its closing MRR", opening=0)
def recurring_revenue_residual(recurring_revenue, closing_mrr):
    """Revenue recognised from billings against closing MRR."""
    return relative_difference(recurring_revenue, closing_mrr)


@line("Revenue", unit=MONEY, kind=Kind.FLOW, aliases=("total_revenue",), kpi=True)
def revenue(recurring_revenue, setup_revenue):
    """Recognised revenue, without sales tax."""
    return recurring_revenue + setup_revenue


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
        (Series("recurring_revenue", "Subscription"), Series("setup_revenue", "Set-up")),
    ),
    Chart(
        "C44", "Do customers pay before we deliver?", "line", "quarters",
        (
            Series("billings", "Billings", "line"), Series("revenue", "Recognised revenue", "line"),
            Series("customer_receipts", "Collections", "line"),
        ),
    ),
    Chart("C45", "What do we still owe in service?", "area", "months", (Series("segment_deferred_revenue", style="area"),)),
]  # fmt: skip
