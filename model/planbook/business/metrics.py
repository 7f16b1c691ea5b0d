"""Metrics: growth, churn, unit economics and margins."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Period, Series, assumption, constant, line
from planbook.language.operators import maximum, or_else, prior, ratio, total, trailing
from planbook.language.units import CUSTOMERS, FLAG, MONEY, MULTIPLE, PRICE, SHARE, Kind, Year

CHAPTER = Chapter("metrics", "Metrics", "Metrics", "Growth, churn, unit economics and margins; each names its variant.")

last_year_revenue = assumption(
    "Last year's revenue", unit=MONEY, at="history.revenue", low=0, default=0,
    about="Revenue of the twelve months before the plan; 0 if there is none to compare with.",
)  # fmt: skip
clv_to_cac_goal = assumption(
    "CLV:CAC to reach", unit=MULTIPLE, at="metrics.clv_to_cac_goal", low=0, default=3, about="Customary lower limit of a healthy ratio.",
)  # fmt: skip
churn_goal = assumption(
    "Customer churn to reach", unit=SHARE, at="metrics.churn_goal", period=Period.LOSS, low=0, below=1, default=0,
    about="Customer churn, per month or year, that the plan works towards, drawn beside that of the segments; 0 if none is stated.",
)  # fmt: skip

growth_and_margin_goal = constant(
    "Growth and margin to reach together", 0.4, unit=SHARE, about="Revenue growth and EBITDA margin of a healthy company add up to this.",
)  # fmt: skip
quick_ratio_goal = constant("Quick ratio to reach", 4, unit=MULTIPLE, about="Gains over losses of MRR that investors look for.")


@line("Revenue of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=lambda last_year_revenue: last_year_revenue)
def revenue_12_months(revenue, last_year_revenue, month):
    """Revenue of the last twelve months; before month 12 the rest comes evenly from last year's revenue."""
    return trailing(revenue, 12) + last_year_revenue * maximum(0, 12 - month) / 12


@line("Revenue a year earlier", unit=MONEY, kind=Kind.BALANCE, opening=0)
def revenue_a_year_earlier(revenue_12_months, last_year_revenue, month):
    """Twelve-month revenue of twelve months ago; 0 until there is a full year to compare with."""
    comparable = maximum((last_year_revenue > 0) * (month >= 12), prior(month, 12) >= 12)
    return prior(revenue_12_months, 12) * comparable


@line("Revenue growth, year on year", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("revenue_growth_rate",), kpi=True)
def revenue_growth(revenue_12_months, revenue_a_year_earlier):
    """Revenue of twelve months against the twelve months before."""
    return ratio(revenue_12_months - revenue_a_year_earlier, revenue_a_year_earlier)


@line("Customer churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, aliases=("churn_rate",), kpi=True)
def customer_churn_rate(churned_customers, opening_customers):
    """Customers who left ÷ opening customers of the month. It has no year: leavers of a year include its joiners."""
    return ratio(churned_customers, opening_customers)


@line("Customer churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, per=SEGMENT)
def segment_churn_rate(segment_churned_customers, segment_closing_customers):
    """Customers of the segment who left ÷ its opening customers of the month."""
    return ratio(segment_churned_customers, prior(segment_closing_customers))


@line("Gross revenue churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, aliases=("revenue_churn",), kpi=True)
def revenue_churn_rate(churned_mrr, contraction_mrr, opening_mrr):
    """Churned and contracted MRR ÷ opening MRR of the month."""
    return ratio(churned_mrr + contraction_mrr, opening_mrr)


@line("Net revenue churn rate, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE, kpi=True)
def net_revenue_churn_rate(churned_mrr, contraction_mrr, expansion_mrr, opening_mrr):
    """Churned and contracted less expanded MRR ÷ opening MRR of the month, without price changes."""
    return ratio(churned_mrr + contraction_mrr - expansion_mrr, opening_mrr)


@line("MRR gained", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_gains(segment_new_mrr, segment_expansion_mrr, segment_price_mrr, segment_reactivated_mrr=0):
    """New, expansion, reactivation and price rises of the segment."""
    return segment_new_mrr + segment_expansion_mrr + segment_reactivated_mrr + maximum(segment_price_mrr, 0)


@line("MRR lost", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_losses(segment_contraction_mrr, segment_churned_mrr, segment_price_mrr):
    """Contraction, churn and price cuts of the segment."""
    return segment_contraction_mrr + segment_churned_mrr + maximum(-segment_price_mrr, 0)


@line("MRR gained, all segments", unit=MONEY, kind=Kind.FLOW)
def recurring_gains(segment_gains, moves_expansion=0):
    """New, expansion, reactivation and price rises."""
    return total(segment_gains) + moves_expansion


@line("MRR lost, all segments", unit=MONEY, kind=Kind.FLOW)
def recurring_losses(segment_losses, moves_contraction=0):
    """Contraction, churn and price cuts."""
    return total(segment_losses) + moves_contraction


@line("Quick ratio", unit=MULTIPLE, kind=Kind.RATIO, year=Year.RECOMPUTED, kpi=True)
def quick_ratio(recurring_gains, recurring_losses):
    """MRR gained ÷ MRR lost."""
    return ratio(recurring_gains, recurring_losses)


@line("ARPU", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, opening="same", kpi=True)
def arpu(closing_mrr, closing_customers):
    """Average revenue per customer and month: closing MRR ÷ closing customers."""
    return ratio(closing_mrr, closing_customers)


@line("ARPU", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT, opening="same")
def segment_arpu(segment_closing_mrr, segment_closing_customers):
    """The segment's closing MRR ÷ its closing customers."""
    return ratio(segment_closing_mrr, segment_closing_customers)


@line("Gross margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("gross_profit_margin",), kpi=True)
def gross_margin(gross_profit, revenue):
    """Gross profit ÷ revenue; cost of service includes support, operations, hosting and payment fees."""
    return ratio(gross_profit, revenue)


@line("EBITDA margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, kpi=True)
def ebitda_margin(ebitda, revenue):
    """EBITDA ÷ revenue."""
    return ratio(ebitda, revenue)


@line("Net margin", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("net_profit_margin",), kpi=True)
def net_margin(net_income, revenue):
    """Net income ÷ revenue."""
    return ratio(net_income, revenue)


@line("Sales and marketing, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def sales_marketing_share(sales_marketing_cost, revenue):
    """Sales and marketing ÷ revenue."""
    return ratio(sales_marketing_cost, revenue)


@line("Development, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def research_development_share(research_development_cost, revenue):
    """Research and development ÷ revenue."""
    return ratio(research_development_cost, revenue)


@line("Administration, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def general_admin_share(general_admin_cost, revenue):
    """General and administration ÷ revenue."""
    return ratio(general_admin_cost, revenue)


@line("CAC, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.RECOMPUTED, kpi=True)
def cac(sales_marketing_cost, won_customers):
    """Customer acquisition cost: all sales and marketing of the month ÷ customers who sign in it."""
    return ratio(sales_marketing_cost, won_customers)


# Customer lifetime value: twelve-month figures, since a month's are noise.


@line("Full year of months", unit=FLAG, kind=Kind.FACTOR, opening=0)
def full_year(month):
    """1 from month 12 on: twelve-month figures are not available before."""
    return month >= 12


@line("Sales and marketing of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def sales_marketing_12_months(sales_marketing_cost):
    """Sales and marketing of the last twelve months."""
    return trailing(sales_marketing_cost, 12)


@line("Customers won in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_won_12_months(segment_won_customers):
    """Customers who signed in the last twelve months."""
    return trailing(segment_won_customers, 12)


@line("Customers won in a full twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, opening=0)
def won_12_months(segment_won_12_months, full_year):
    """Customers of all segments who signed in the last twelve months; 0 before month 12."""
    return total(segment_won_12_months) * full_year


@line("Gross profit of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def gross_profit_12_months(gross_profit):
    """Gross profit of the last twelve months."""
    return trailing(gross_profit, 12)


@line("Revenue of the plan's last twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_revenue(revenue):
    """Revenue of the last twelve months, without last year's."""
    return trailing(revenue, 12)


@line("Revenue of a full twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_revenue_12_months(plan_revenue, full_year):
    """Revenue of the last twelve months of the plan; 0 before month 12."""
    return plan_revenue * full_year


@line("Gross margin of twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def gross_margin_12_months(gross_profit_12_months, plan_revenue_12_months):
    """Gross profit ÷ revenue of the last twelve months."""
    return ratio(gross_profit_12_months, plan_revenue_12_months)


@line("CAC of twelve months, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, kpi=True)
def cac_12_months(sales_marketing_12_months, won_12_months):
    """Sales and marketing ÷ customers won, of the last twelve months."""
    return ratio(sales_marketing_12_months, won_12_months)


@line("CLV, capped", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_clv(segment_arpu, gross_margin_12_months, capped_lifetime):
    """Today's revenue per customer × gross margin × capped lifetime on the segment's curve, undiscounted, without further expansion.

    The curve is that of the plan's start: calendar effects on churn are not counted.
    """
    return segment_arpu * gross_margin_12_months * capped_lifetime


@line("CLV where available", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def available_clv(segment_clv):
    """The segment's CLV, 0 where it is not available."""
    return or_else(segment_clv, 0)


@line("Lifetime value won in twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def lifetime_value_won(available_clv, segment_won_12_months):
    """CLV of the customers who signed in the last twelve months."""
    return available_clv * segment_won_12_months


@line("CLV, capped, blended", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, aliases=("clv",), kpi=True)
def blended_clv(lifetime_value_won, won_12_months):
    """Average CLV of the customers who signed in the last twelve months."""
    return ratio(total(lifetime_value_won), won_12_months)


@line("CLV:CAC", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST, aliases=("clv_cac",), kpi=True)
def clv_to_cac(blended_clv, cac_12_months):
    """Capped blended CLV ÷ twelve-month fully loaded CAC."""
    return ratio(blended_clv, cac_12_months)


@line("CLV:CAC to reach", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def clv_to_cac_reference(clv_to_cac_goal):
    """The ratio to reach, for comparison."""
    return clv_to_cac_goal


CHARTS = [
    Chart(
        "C04", "Is a customer worth what it costs?", "column", "years",
        (Series("clv_to_cac", "CLV:CAC"), Series("clv_to_cac_reference", "to reach", "reference")), "multiple", from_zero=True,
    ),
    Chart(
        "C21", "Is churn falling?", "line", "months",
        (Series("segment_churn_rate", style="line"), Series("churn_goal", "to reach", "reference")), "small_percent",
        from_month=1, from_zero=True,
        why="The churn to reach is drawn where the plan states it.",
    ),
    Chart(
        "C05", "Do growth and margin add up to 40 %?", "stacked", "years",
        (
            Series("revenue_growth", "Revenue growth"), Series("ebitda_margin", "EBITDA margin"),
            Series("growth_and_margin_goal", "40 % together", "reference"),
        ),
        "percent",
    ),
    Chart(
        "C24", "Do gains outrun losses?", "column", "quarters",
        (Series("quick_ratio", "Quick ratio"), Series("quick_ratio_goal", "to reach", "reference")), "multiple", from_zero=True,
    ),
    Chart("C30", "What does a customer pay?", "line", "months", (Series("arpu", "ARPU", "line"),), "price", from_zero=True),
    Chart(
        "C35", "Do margins widen?", "line", "quarters",
        (Series("gross_margin", "Gross", "line"), Series("ebitda_margin", "EBITDA", "line"), Series("net_margin", "Net", "line")),
        "percent",
    ),
]  # fmt: skip
