"""From revenue to profit before tax."""

from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.metrics import higher
from planbook.language.units import MONEY, Kind

CHAPTER = Chapter("profit", "Profit", "Profit", "Gross profit, EBITDA, EBIT and profit before tax.")


@line("Gross profit", unit=MONEY, kind=Kind.FLOW)
def gross_profit(revenue, cost_of_service):
    """Revenue less cost of service."""
    return revenue - cost_of_service


@line("Operating expenses", unit=MONEY, kind=Kind.FLOW)
def operating_expenses(sales_marketing_cost, research_development_cost, general_admin_cost):
    """Sales and marketing, development, administration."""
    return sales_marketing_cost + research_development_cost + general_admin_cost


@line(
    "EBITDA", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "founders, investors, finance", "monthly, quarterly"),
)  # fmt: skip
def ebitda(gross_profit, operating_expenses):
    """Earnings before interest, tax, depreciation and amortisation."""
    return gross_profit - operating_expenses


@line("EBIT", unit=MONEY, kind=Kind.FLOW)
def ebit(ebitda, depreciation, grant_income=0, disposal_gain=0):
    """Earnings before interest and tax, with grants and gains on assets sold."""
    return ebitda + grant_income + disposal_gain - depreciation


@line("Interest and fees paid", unit=MONEY, kind=Kind.FLOW)
def interest_paid(loans_interest=0, loan_fees=0, revolver_interest=0, revolver_fee=0):
    """Interest and fees of loans and the revolver, expensed and paid in the month."""
    return loans_interest + loan_fees + revolver_interest + revolver_fee


@line("Interest and fees", unit=MONEY, kind=Kind.FLOW)
def interest_expense(interest_paid, note_interest=0):
    """What debt costs in the month: interest and fees paid, and interest that convertible notes accrue."""
    return interest_paid + note_interest


@line("Profit before tax", unit=MONEY, kind=Kind.FLOW)
def profit_before_tax(ebit, interest_expense):
    """EBIT less interest and fees."""
    return ebit - interest_expense


CHARTS = [
    Chart(
        "C02", "Does profit follow revenue?", "column", "years",
        (Series("revenue", "Revenue"), Series("gross_profit", "Gross profit"), Series("ebitda", "EBITDA")),
    ),
    Chart(
        "C36", "What lifts EBITDA from first to last year?", "waterfall", "change",
        (
            Series("ebitda", "First", before=True), Series("recurring_revenue", "Recurring"), Series("other_revenue", "Other"),
            Series("cost_of_service", "Service", negative=True), Series("sales_marketing_cost", "S&M", negative=True),
            Series("research_development_cost", "R&D", negative=True), Series("general_admin_cost", "G&A", negative=True),
            Series("ebitda", "Last"),
        ),
    ),
]  # fmt: skip
