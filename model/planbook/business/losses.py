"""Why customers and recurring revenue are lost: by decision, or because a payment failed."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.operators import prior, total
from planbook.language.units import CUSTOMERS, MONEY, Kind

CHAPTER = Chapter("losses", "Losses", "Why customers are lost", "Churn by decision, and by payments that failed.", along="payments")


@line("Customers lost by failed payments", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_involuntary_customers(closing_monthly_customers, ending_customers, involuntary_churn, moved_out_customers=0):
    """Monthly subscribers who have not moved, and contracts that end, times the share whose payment fails for good."""
    return (prior(closing_monthly_customers) - moved_out_customers + total(ending_customers)) * involuntary_churn


@line("MRR lost by failed payments", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_involuntary_mrr(closing_monthly_mrr, segment_ending_mrr, involuntary_churn, moved_out_mrr=0):
    """Recurring revenue of customers lost because their payment failed."""
    return (prior(closing_monthly_mrr) - moved_out_mrr + segment_ending_mrr) * involuntary_churn


@line("Customers lost by failed payments, all segments", unit=CUSTOMERS, kind=Kind.FLOW)
def involuntary_customers(segment_involuntary_customers):
    """Customers who left without having decided to."""
    return total(segment_involuntary_customers)


@line("Customers who left by decision", unit=CUSTOMERS, kind=Kind.FLOW)
def voluntary_customers(churned_customers, involuntary_customers):
    """Customers who left, without those whose payment failed."""
    return churned_customers - involuntary_customers


@line("MRR lost by failed payments, all segments", unit=MONEY, kind=Kind.FLOW)
def involuntary_mrr(segment_involuntary_mrr):
    """Churned recurring revenue of customers whose payment failed."""
    return total(segment_involuntary_mrr)


@line("MRR lost by decision", unit=MONEY, kind=Kind.FLOW)
def voluntary_mrr(churned_mrr, involuntary_mrr):
    """Churned recurring revenue of customers who decided to leave."""
    return churned_mrr - involuntary_mrr


CHARTS = [
    Chart(
        "C23", "Why is MRR lost?", "stacked", "quarters",
        (
            Series("voluntary_mrr", "By decision", tone="bad"), Series("involuntary_mrr", "Failed payment"),
            Series("contraction_mrr", "Downgrade", tone="doubtful"),
        ),
        from_zero=True,
    ),
]  # fmt: skip
