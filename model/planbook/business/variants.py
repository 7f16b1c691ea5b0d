"""Other variants of metrics: what others mean by the same name, beside the one that planbook takes. None of them judges a plan."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, line
from planbook.language.operators import maximum, not_available, or_else, prior, ratio, total, trailing, where
from planbook.language.units import CUSTOMERS, FLAG, MONEY, MULTIPLE, PERSONS, SHARE, Kind, Year

CHAPTER = Chapter(
    "variants", "Variants", "Other variants of metrics", "The same names by other definitions, to compare with other companies' figures.",
)  # fmt: skip


# Retention and churn.


@line("Customer churn rate of six months, annualised", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def half_year_churn_rate(kept_in_half_year, month, months_per_quarter):
    """What the monthly churn rates of the last six months come to in a year, compounded: sooner than that of twelve months."""
    return where(month >= months_per_quarter + months_per_quarter, 1 - kept_in_half_year * kept_in_half_year, not_available)


@line("Gross revenue retention, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE)
def gross_retention_of_month(opening_mrr, segment_losses):
    """Opening MRR less downgrades, price cuts and churn of the month, ÷ opening MRR."""
    return ratio(opening_mrr - total(segment_losses), opening_mrr)


@line("MRR kept in the month, with gains", unit=MONEY, kind=Kind.FLOW)
def net_kept_in_month(opening_mrr, expansion_mrr, price_mrr, contraction_mrr, churned_mrr):
    """Opening MRR with upgrades and price changes, less downgrades and churn of the month."""
    return opening_mrr + expansion_mrr + price_mrr - contraction_mrr - churned_mrr


@line("Net revenue retention, month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE)
def net_retention_of_month(net_kept_in_month, opening_mrr):
    """MRR kept in the month, with gains, ÷ opening MRR; without reactivation."""
    return ratio(net_kept_in_month, opening_mrr)


@line("Change of MRR without new customers", unit=MONEY, kind=Kind.FLOW)
def change_without_new(net_kept_in_month, opening_mrr, reactivated_mrr=0):
    """Gains and losses of the month, reactivation among the gains."""
    return net_kept_in_month - opening_mrr + reactivated_mrr


@line("Change of MRR without new customers, twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def change_without_new_12_months(change_without_new):
    """Gains and losses of the last twelve months."""
    return trailing(change_without_new, 12)


@line("Net revenue retention by movements, with reactivation", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def net_retention_by_movements(change_without_new_12_months, mrr_a_year_earlier):
    """1 + gains and losses of twelve months ÷ MRR twelve months ago: those of customers won within the year count too."""
    return ratio(mrr_a_year_earlier + change_without_new_12_months, mrr_a_year_earlier)


@line("ARR with all usage", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def arr_with_usage(closing_arr, usage_revenue=0):
    """ARR, and twelve times the month's usage beyond what the price includes: others count it as if it recurred."""
    return closing_arr + 12 * usage_revenue


# Acquisition and lifetime value.


@line("Sales team per customer won", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def sales_team_per_customer(sales_team_12_months, segment_won_full_year):
    """What people, commission and tools cost for each customer won, of the last twelve months."""
    return ratio(sales_team_12_months, total(segment_won_full_year))


@line("Sales and marketing of twelve months, team shared by customers", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_spend_by_customer(segment_programme_12_months, sales_team_per_customer, segment_won_full_year):
    """The segment's programmes, and the same part of the team for each customer that it wins, however large."""
    return segment_programme_12_months + sales_team_per_customer * segment_won_full_year


@line("CAC of twelve months, team shared by customers", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_cac_by_customer(segment_spend_by_customer, segment_won_full_year):
    """The segment's sales and marketing, so shared, ÷ customers it wins."""
    return ratio(segment_spend_by_customer, segment_won_full_year)


@line("CAC, spent a quarter earlier", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def cac_of_earlier_spend(earlier_sales_marketing, won_of_quarter, month, months_per_quarter):
    """Sales and marketing of the quarter before ÷ customers won in the last three months, from month 6: for a sale that takes a quarter."""
    return ratio(earlier_sales_marketing, won_of_quarter * (month >= months_per_quarter + months_per_quarter))


@line("Churn of the segment is not known yet", unit=FLAG, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def segment_churn_unknown(segment_won_full_year, at_risk_12_months):
    """1 where customers signed in the last twelve months, and nobody could have left in them."""
    return (segment_won_full_year > 0) * (at_risk_12_months <= 0)


@line("Simple lifetime value won in twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def simple_value_won(segment_simple_clv, segment_won_full_year):
    """Simple CLV of the customers who signed in the last twelve months; nothing where it is not known, or they pay nothing."""
    return or_else(segment_simple_clv * segment_won_full_year, 0)


@line("Customers who signed and whose churn is known", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def simply_valued_customers(segment_won_full_year, segment_churn_unknown):
    """Those of the last twelve months, without segments of which nobody could have left yet."""
    return segment_won_full_year * (1 - segment_churn_unknown)


@line("Sales and marketing for customers whose churn is not known", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def unproven_sales_marketing(segment_sales_marketing_12_months, segment_churn_unknown):
    """What winning them took in the last twelve months."""
    return or_else(segment_sales_marketing_12_months * segment_churn_unknown, 0)


@line("CLV, simple, blended", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def blended_simple_clv(simple_value_won, simply_valued_customers):
    """Average simple CLV, gross margin ÷ churn, of the customers who signed in the last twelve months, where churn is known."""
    return ratio(total(simple_value_won), total(simply_valued_customers))


@line("CAC of customers whose churn is known", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def simply_valued_cac(sales_marketing_12_months, unproven_sales_marketing, simply_valued_customers):
    """Fully loaded, of twelve months, without segments of which nobody could have left yet."""
    return ratio(sales_marketing_12_months - total(unproven_sales_marketing), total(simply_valued_customers))


@line("CLV:CAC, simple", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST)
def simple_clv_to_cac(blended_simple_clv, simply_valued_cac):
    """Simple blended CLV ÷ twelve-month fully loaded CAC of the same customers: above the capped one, since no lifetime ends."""
    return ratio(blended_simple_clv, simply_valued_cac)


# Margin, burn and growth.


@line("Gross margin without onboarding", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def gross_margin_without_onboarding(gross_profit, onboarding, revenue):
    """Gross profit before what bringing new customers into service costs, ÷ revenue: others count it as acquisition."""
    return ratio(gross_profit + onboarding, revenue)


@line("Burn before working capital and investment", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def operating_burn(ebitda, months_per_quarter, full_quarter):
    """−EBITDA, a month's average of the last three; below 0 where the business earns, not available before month 3."""
    return where(full_quarter, -trailing(ebitda, months_per_quarter) / months_per_quarter, not_available)


@line("Cash burnt in three months (negative: cash generated)", unit=MONEY, kind=Kind.BALANCE, opening=0)
def burn_of_quarter(free_cash_flow, months_per_quarter):
    """Operating and investing cash flow of the last three months, as what it takes."""
    return -trailing(free_cash_flow, months_per_quarter)


@line("Growth of ARR that took cash in three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def arr_gained_of_quarter(net_new_arr_of_quarter, burn_of_quarter):
    """Net new ARR of the last three months; 0 where ARR shrinks, and where nothing was burnt for it."""
    return maximum(or_else(net_new_arr_of_quarter, 0), 0) * (burn_of_quarter > 0)


@line("Burn multiple of three months", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST)
def burn_multiple_of_quarter(burn_of_quarter, arr_gained_of_quarter):
    """Cash burnt ÷ growth of ARR, of three months; not available where cash is generated or ARR does not grow."""
    return ratio(burn_of_quarter, arr_gained_of_quarter)


@line("Free cash flow margin of twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def cash_margin_12_months(burn_12_months, plan_revenue_12_months):
    """Operating and investing cash flow ÷ revenue of the last twelve months."""
    return ratio(0 - burn_12_months, plan_revenue_12_months)


@line("Rule of 40, free cash flow", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def rule_of_40_of_cash(revenue_growth, cash_margin_12_months):
    """Revenue growth year on year and free cash flow margin of twelve months, added up."""
    return revenue_growth + cash_margin_12_months


@line("Rule of 40, growth of ARR", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def rule_of_40_of_arr(arr_growth, ebitda_margin_12_months):
    """Growth of ARR year on year and EBITDA margin of twelve months, added up."""
    return arr_growth + ebitda_margin_12_months


# People.


@line("Revenue per head", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def revenue_per_person(plan_revenue_12_months, headcount):
    """Revenue of the last twelve months ÷ all people at month end; not available before month 12, and without people."""
    return ratio(plan_revenue_12_months, headcount * (plan_revenue_12_months > 0))


@line("People added", unit=PERSONS, kind=Kind.FLOW)
def heads_added(headcount):
    """By how many people are more than a month ago; 0 where they are fewer."""
    return maximum(0, headcount - prior(headcount))
