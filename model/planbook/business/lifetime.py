"""Lifetime value: what a customer is worth, by several definitions, against what winning him costs.

All are figures of twelve months, since a month's are noise. The headline is capped: gross margin over the
segment's retention curve, for the months that count, undiscounted and without further expansion.
"""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, assumption, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import maximum, not_available, or_else, prior, ratio, total, trailing, where
from planbook.language.units import CUSTOMERS, DURATION, FACTOR, FLAG, MONEY, MULTIPLE, NUMBER, PRICE, RATE, SHARE, Kind, Sign, Year

CHAPTER = Chapter("lifetime", "Lifetime", "Lifetime value", "What a customer is worth by several definitions, and how soon he pays back.")

clv_to_cac_goal = assumption(
    "CLV:CAC to reach", unit=MULTIPLE, at="metrics.clv_to_cac_goal", low=0, default=3, about="Customary lower limit of a healthy ratio.",
)  # fmt: skip


@line("Gross margin per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.LAST)
def margin_per_customer(arpu, gross_margin_12_months):
    """ARPU × gross margin of the last twelve months."""
    return arpu * gross_margin_12_months


@line("Revenue of a full twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_revenue_12_months(segment_revenue, full_year):
    """The segment's revenue of the last twelve months; 0 before month 12."""
    return trailing(segment_revenue, 12) * full_year


@line("Cost of service of twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_service_cost_12_months(segment_service_cost):
    """The segment's cost of service of the last twelve months."""
    return trailing(segment_service_cost, 12)


@line("Gross margin of twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_gross_margin_12_months(segment_revenue_12_months, segment_service_cost_12_months):
    """Revenue of the segment less its cost of service, ÷ its revenue, of the last twelve months.

    Hosting by volume, tickets, onboarding and services are charged as the segment causes them; payment fees, usage
    beyond that, the rest of people and overheads of service by its share of revenue. Sales and marketing are not in it.
    """
    return ratio(segment_revenue_12_months - segment_service_cost_12_months, segment_revenue_12_months)


@line("Gross margin per customer and month", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_margin_per_customer(segment_arpu, segment_gross_margin_12_months):
    """The segment's ARPU × its own gross margin of the last twelve months."""
    return segment_arpu * segment_gross_margin_12_months


# By the retention curve, for the months that count.


@line(
    "CLV, capped", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "twelve months", "investors, founders", "quarterly", variant="gross margin, cohort curve, capped, undiscounted",
        absent="Before month 12, and without customers or revenue of the segment.",
        note="At the segment's own gross margin: what serving it causes, and a share of the rest by revenue.",
    ),
)  # fmt: skip
def segment_clv(segment_margin_per_customer, capped_lifetime):
    """Today's gross margin per customer × capped lifetime on the segment's curve, undiscounted, without further expansion.

    The curve is that of the plan's start: calendar effects on churn are not counted.
    """
    return segment_margin_per_customer * capped_lifetime


@line(
    "CLV, discounted", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "twelve months", "investors", "quarterly", variant="gross margin, cohort curve, capped, discounted",
        absent="Before month 12, and without customers.",
        note="The first payment is at once and is not discounted; formulas that let it come a period later give less.",
    ),
)  # fmt: skip
def segment_discounted_clv(segment_margin_per_customer, discounted_lifetime):
    """The capped CLV with every month's margin discounted to the month of joining."""
    return segment_margin_per_customer * discounted_lifetime


@line(
    "CLV, revenue", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "month end", "founders", "quarterly", variant="revenue, cohort curve, capped", absent="Without customers.",
        note="What a customer pays, not what he leaves: not to be set against CAC.",
    ),
)  # fmt: skip
def segment_revenue_clv(segment_arpu, capped_lifetime):
    """Today's revenue per customer × capped lifetime, without regard to what serving him costs."""
    return segment_arpu * capped_lifetime


# By the churn of twelve months, without a curve.


@line("Customers at risk", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_customers_at_risk(segment_closing_customers):
    """Customers with whom the month begins, who may leave in it."""
    return prior(segment_closing_customers)


@line("Customers at risk in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def at_risk_12_months(segment_customers_at_risk, full_year):
    """Customers with whom each of the last twelve months began, added up; 0 before month 12."""
    return trailing(segment_customers_at_risk, 12) * full_year


@line("Customers who left in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def churned_12_months(segment_churned_customers, full_year):
    """Customers who left in the last twelve months; 0 before month 12."""
    return trailing(segment_churned_customers, 12) * full_year


@line("Simple CLV has no churn and is capped", unit=FLAG, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def simple_clv_is_capped(at_risk_12_months, churned_12_months):
    """1 where nobody left in twelve months: ÷ churn has no value, and the lifetime is the months that count."""
    return (at_risk_12_months > 0) * (churned_12_months <= 0)


@line("Lifetime by churn", unit=DURATION, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def simple_lifetime(at_risk_12_months, churned_12_months, simple_clv_is_capped, clv_cap):
    """1 ÷ the average monthly churn of twelve months; where nobody left, the months that count."""
    return where(simple_clv_is_capped, clv_cap, ratio(at_risk_12_months, churned_12_months))


@line(
    "CLV, simple", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "twelve months", "investors, founders", "quarterly", variant="gross margin ÷ average monthly churn of twelve months",
        absent="Before month 12, and without customers.",
        note="It takes churn to stay as it is for ever; where nobody left it is capped, and says so.",
        caveat=("simple_clv_is_capped", "nobody left in twelve months: it ends only by its cap"),
    ),
)  # fmt: skip
def segment_simple_clv(segment_margin_per_customer, simple_lifetime):
    """Today's gross margin per customer ÷ the average monthly churn of the last twelve months."""
    return segment_margin_per_customer * simple_lifetime


@line("MRR at risk", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_mrr_at_risk(segment_closing_mrr):
    """MRR with which the month begins."""
    return prior(segment_closing_mrr)


@line("MRR at risk in twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def mrr_at_risk_12_months(segment_mrr_at_risk, full_year):
    """MRR with which each of the last twelve months began, added up; 0 before month 12."""
    return trailing(segment_mrr_at_risk, 12) * full_year


@line("MRR lost, net of upgrades (a gain is negative)", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_net_lost_mrr(segment_churned_mrr, segment_contraction_mrr, segment_expansion_mrr):
    """Churned and contracted less expanded MRR, without price changes."""
    return segment_churned_mrr + segment_contraction_mrr - segment_expansion_mrr


@line("MRR lost in twelve months, net of upgrades (a gain is negative)", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def net_lost_12_months(segment_net_lost_mrr):
    """Churned and contracted less expanded MRR of the last twelve months."""
    return trailing(segment_net_lost_mrr, 12)


@line("Net revenue churn a month", unit=RATE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_net_churn(net_lost_12_months, mrr_at_risk_12_months):
    """Average net churn of MRR a month, over twelve months; below 0 the customers there grow by themselves."""
    return ratio(net_lost_12_months, mrr_at_risk_12_months)


@line("MRR kept a month, net", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def segment_monthly_keep(segment_net_churn, smallest_survival):
    """1 less net churn; 1 where that is not available."""
    return maximum(1 - or_else(segment_net_churn, 0), smallest_survival)


@line("Lifetime with upgrades, capped", unit=DURATION, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def expanding_lifetime(segment_monthly_keep, clv_cap):
    """Months of today's revenue that a customer pays within the months that count: the sum of (1 − net churn)^age."""
    return or_else(ratio(1 - segment_monthly_keep**clv_cap, 1 - segment_monthly_keep), clv_cap)


@line(
    "CLV, with expansion", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "twelve months", "investors, founders", "quarterly", variant="gross margin, net revenue churn of twelve months, capped",
        absent="Before month 12, and without MRR in the twelve months.",
        note="Without a cap it has no end where net churn is zero or below; it says where that is so.",
        caveat=("expanding_clv_is_capped", "net churn is zero or below: it ends only by its cap"),
    ),
)  # fmt: skip
def segment_expanding_clv(segment_margin_per_customer, expanding_lifetime, mrr_at_risk_12_months):
    """Today's gross margin per customer, changed each month by the net churn of MRR, over the months that count."""
    return where(mrr_at_risk_12_months > 0, segment_margin_per_customer * expanding_lifetime, not_available)


@line("CLV with expansion ends only by its cap", unit=FLAG, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def expanding_clv_is_capped(mrr_at_risk_12_months, net_lost_12_months):
    """1 where net churn of twelve months is zero or below: without the cap the value would have no end."""
    return (mrr_at_risk_12_months > 0) * (net_lost_12_months <= 0)


@line("Segments whose CLV ends only by its cap", unit=NUMBER, kind=Kind.BALANCE, opening=0)
def capped_segments(expanding_clv_is_capped):
    """Segments with zero or negative net churn of MRR."""
    return total(expanding_clv_is_capped)


# All segments, and against what winning a customer costs.


@line("Nobody of the segment is live yet", unit=FLAG, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def segment_waits(segment_won_full_year, segment_closing_customers):
    """1 where customers signed in the last twelve months, and none was live in them: what they are worth is not known."""
    return (segment_won_full_year > 0) * (trailing(segment_closing_customers, 12) <= 0)


@line("Customers who signed, where any are live", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def valued_customers(segment_won_full_year, segment_waits):
    """Those of the last twelve months, without segments of which nobody is live yet."""
    return segment_won_full_year * (1 - segment_waits)


@line("Lifetime value won in twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def lifetime_value_won(segment_clv, valued_customers):
    """CLV of the customers who signed in the last twelve months; nothing where they pay nothing."""
    return or_else(segment_clv * valued_customers, 0)


@line("Sales and marketing for customers of whom none is live", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def waiting_sales_marketing(segment_sales_marketing_12_months, segment_waits):
    """What winning them took in the last twelve months."""
    return or_else(segment_sales_marketing_12_months * segment_waits, 0)


@line("Sales and marketing for customers whose CLV is known", unit=MONEY, kind=Kind.BALANCE, opening=0)
def valued_sales_marketing(sales_marketing_12_months, waiting_sales_marketing):
    """Of the last twelve months, without what winning customers took of whose segment nobody is live yet."""
    return sales_marketing_12_months - total(waiting_sales_marketing)


@line("CAC of customers whose CLV is known", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def valued_cac(valued_sales_marketing, valued_customers):
    """Fully loaded, of twelve months: that of all, but in the months in which nobody of a segment is live yet."""
    return ratio(valued_sales_marketing, total(valued_customers))


@line("CLV of some who signed is not known yet", unit=FLAG, kind=Kind.FACTOR, opening=0)
def clv_of_some_unknown(segment_waits):
    """1 where of a segment customers signed in twelve months, and none was live in them."""
    return total(segment_waits) > 0


@line(
    "CLV, capped, blended", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, aliases=("clv", "ltv", "cltv"),
    metric=higher(
        "twelve months", "investors, founders", "quarterly", variant="gross margin, cohort curve, capped, undiscounted",
        absent="Before month 12, and when nobody signs, or nobody of whom any is live yet.",
        note="Sources take revenue, profit or gross margin, over a stated or an endless life; "
        "revenue ÷ churn has no value when churn is 0.",
        caveat=("clv_of_some_unknown", "without segments of which nobody is live yet"),
    ),
)  # fmt: skip
def blended_clv(lifetime_value_won, valued_customers):
    """Average CLV of the customers who signed in the last twelve months, without segments of which nobody is live yet."""
    return ratio(total(lifetime_value_won), total(valued_customers))


@line(
    "CLV:CAC", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST, aliases=("clv_cac", "ltv_cac"),
    metric=higher(
        "twelve months", "investors, founders", "monthly, quarterly", variant="capped CLV ÷ fully loaded CAC",
        absent="Before month 12, when nobody signs, and when winning customers costs nothing.",
        caveat=("clv_of_some_unknown", "without segments of which nobody is live yet"),
    ),
)  # fmt: skip
def clv_to_cac(blended_clv, valued_cac):
    """Capped blended CLV ÷ twelve-month fully loaded CAC of the same customers."""
    return ratio(blended_clv, valued_cac)


@line("CLV:CAC to reach", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def clv_to_cac_reference(clv_to_cac_goal):
    """The ratio to reach, for comparison."""
    return clv_to_cac_goal


@line(
    "CLV:CAC", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=higher(
        "twelve months", "investors, sales", "quarterly", variant="capped CLV ÷ fully loaded CAC, by segment",
        absent="Before month 12, when nobody signs, and when winning customers costs nothing.",
    ),
)  # fmt: skip
def segment_clv_to_cac(segment_clv, segment_cac_12_months):
    """The segment's capped CLV ÷ its twelve-month fully loaded CAC."""
    return ratio(segment_clv, segment_cac_12_months)


# Payback by formula, as if nobody left; the chapter after this one counts those who do.


@line("Gross margin per customer that pays back", unit=PRICE, kind=Kind.BALANCE, opening=0)
def margin_that_pays(margin_per_customer):
    """Gross margin per customer and month; a loss, or none known, counts as nothing."""
    return maximum(or_else(margin_per_customer, 0), 0)


@line(
    "CAC payback", unit=DURATION, kind=Kind.RATIO, year=Year.LAST, aliases=("payback",),
    metric=lower(
        "twelve months", "investors, sales", "quarterly", variant="CAC ÷ (ARPU × gross margin), without churn",
        absent="Before month 12, when nobody signs, and without gross margin.",
        note="Twelve months was the customary limit in 2011, twenty is common now.",
    ),
)  # fmt: skip
def cac_payback(cac_12_months, margin_that_pays):
    """Months of gross margin that the acquisition of a customer costs, if nobody left."""
    return ratio(cac_12_months, margin_that_pays)


@line(
    "CAC payback, revenue", unit=DURATION, kind=Kind.RATIO, year=Year.LAST,
    metric=lower(
        "twelve months", "sales", "quarterly", variant="CAC ÷ ARPU, without margin and churn",
        absent="Before month 12, when nobody signs, and without customers.",
        note="Shorter than with margin, and often printed without saying so.",
    ),
)  # fmt: skip
def cac_payback_of_revenue(cac_12_months, arpu):
    """Months of revenue that the acquisition of a customer costs."""
    return ratio(cac_12_months, arpu)


CHARTS = [
    Chart(
        "C04", "Is a customer worth what it costs?", "column", "years",
        (Series("clv_to_cac", "CLV:CAC"), Series("clv_to_cac_reference", "to reach", "reference")), "multiple", from_zero=True,
    ),
    Chart(
        "C27", "What is a customer worth, by which measure?", "column", "year",
        (
            Series("segment_simple_clv", "Simple"), Series("segment_clv", "Capped"),
            Series("segment_discounted_clv", "Discounted"),
        ),
        from_zero=True,
    ),
    Chart(
        "C28", "Which segment pays back its acquisition?", "column", "year",
        (Series("segment_clv_to_cac", "CLV:CAC"), Series("clv_to_cac_reference", "to reach", "reference")), "multiple", from_zero=True,
    ),
]  # fmt: skip
