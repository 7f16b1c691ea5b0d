"""From revenue to profit before tax."""

from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.metrics import higher
from planbook.language.operators import difference, or_else, ratio, sum_product
from planbook.language.units import CUSTOMERS, FLAG, MONEY, PRICE, Kind, Shape

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


# Recurring revenue by volume, and by price and mix.


@line("Within the first twelve months", unit=FLAG, kind=Kind.FACTOR, opening=0)
def in_first_year(month):
    """1 in the plan's first twelve months."""
    return month <= 12


@line("Recurring revenue of the first twelve months", unit=MONEY, shape=Shape.SCALAR)
def first_year_recurring_revenue(recurring_revenue, in_first_year):
    """Recurring revenue from which volume and price are counted."""
    return sum_product(recurring_revenue, in_first_year)


@line("Customers billed in the first twelve months", unit=CUSTOMERS, shape=Shape.SCALAR)
def first_year_billed_customers(closing_customers, in_first_year):
    """Customers of the first twelve months, counted once a month."""
    return sum_product(closing_customers, in_first_year)


@line("ARPU of the first twelve months", unit=PRICE, shape=Shape.SCALAR)
def first_year_arpu(first_year_recurring_revenue, first_year_billed_customers):
    """Recurring revenue of a customer and month in the plan's first twelve months; 0 without customers."""
    return or_else(ratio(first_year_recurring_revenue, first_year_billed_customers), 0)


@line("Recurring revenue by volume", unit=MONEY, kind=Kind.FLOW)
def volume_revenue(closing_customers, first_year_arpu):
    """What the month's customers would pay at the ARPU of the plan's first twelve months."""
    return closing_customers * first_year_arpu


@line("Recurring revenue by price and mix (a fall is negative)", unit=MONEY, kind=Kind.FLOW)
def price_mix_revenue(recurring_revenue, volume_revenue):
    """What customers pay beyond the ARPU of the plan's first twelve months: prices, upgrades, other segments."""
    return difference(recurring_revenue, volume_revenue)


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
            Series("ebitda", "First year", before=True), Series("volume_revenue", "Volume"),
            Series("price_mix_revenue", "Price and mix"), Series("other_revenue", "Other revenue"),
            Series("cost_of_service", "Service", negative=True), Series("sales_marketing_cost", "S&M", negative=True),
            Series("research_development_cost", "R&D", negative=True), Series("general_admin_cost", "G&A", negative=True),
            Series("ebitda", "Last year"),
        ),
        why="Volume is customers at the ARPU of the plan's first twelve months, price and mix the rest of recurring revenue. The "
        "years are the first and the last whole ones.",
    ),
]  # fmt: skip
