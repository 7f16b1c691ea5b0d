"""New customers: planned or bought, and referred by those who are there."""

from planbook.business.families import CHANNEL, SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import by_choice, prior, total
from planbook.language.units import CUSTOMERS, MONEY, SHARE, Kind

CHAPTER = Chapter("acquisition", "Acquisition", "Acquisition", "New customers of each segment and what winning them costs.")

planned_customers = assumption(
    "Planned new customers per month", unit=CUSTOMERS, per=SEGMENT, at="segments.new_customers", form=Form.DRIVER, low=0,
    kind=Kind.FLOW, when=(SEGMENT.acquisition, "planned"),
    about="New customers a month that marketing and sales win, before referrals.",
)  # fmt: skip
programme_cost = assumption(
    "Programme spend per new customer", unit=MONEY, per=SEGMENT, at="segments.programme_cost", low=0, default=0,
    when=(SEGMENT.acquisition, "planned"),
    about="Advertising, events and partner fees for one planned customer, in prices of the plan's start.",
)  # fmt: skip
acquisition_budget = assumption(
    "Acquisition budget per month", unit=MONEY, per=SEGMENT, at="segments.acquisition_budget", form=Form.DRIVER, low=0,
    kind=Kind.FLOW, when=(SEGMENT.acquisition, "budget"),
    about="Programme spend a month.",
)  # fmt: skip
budget_cost = assumption(
    "Cost per bought customer", unit=MONEY, per=SEGMENT, at="segments.cost_per_customer", above=0,
    when=(SEGMENT.acquisition, "budget"),
    about="Programme spend that wins one customer, in prices of the plan's start.",
)  # fmt: skip
referral_rate = assumption(
    "Referral rate", unit=SHARE, per=SEGMENT, at="segments.referral_rate", period=Period.GROWTH, low=0, high=1, default=0,
    about="New customers brought by one existing customer.",
)  # fmt: skip
annual_share = assumption(
    "Share of new customers on annual contracts", unit=SHARE, per=SEGMENT, at="segments.annual_share", low=0, high=1, default=0,
    about="Share of the new customers who are billed for a year in advance.",
)  # fmt: skip


@line("New customers from campaigns", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def campaign_customers(planned_customers, acquisition_budget, budget_cost, cost_index, channel_customers=0):
    """New customers that marketing and sales win: as planned, budget ÷ cost per customer, or those of the segment's channels."""
    return by_choice(
        SEGMENT.acquisition,
        planned=lambda: planned_customers,
        budget=lambda: acquisition_budget / (budget_cost * cost_index),
        channels=lambda: total(channel_customers, by=CHANNEL.segment),
    )


@line("Referred customers", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def referred_customers(segment_closing_customers, referral_rate):
    """New customers brought by last month's customers."""
    return prior(segment_closing_customers) * referral_rate


@line("New customers", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_new_customers(campaign_customers, referred_customers):
    """Customers who join, on the first day of the month."""
    return campaign_customers + referred_customers


@line("New customers, all segments", unit=CUSTOMERS, kind=Kind.FLOW, aliases=("added_customers",))
def new_customers(segment_new_customers):
    """Customers who join, on the first day of the month."""
    return total(segment_new_customers)


@line("New customers on annual contracts", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def new_annual_customers(segment_new_customers, annual_share):
    """Joining customers who are billed for a year in advance."""
    return segment_new_customers * annual_share


@line("New customers on monthly terms", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def new_monthly_customers(segment_new_customers, new_annual_customers):
    """Joining customers who are billed month by month."""
    return segment_new_customers - new_annual_customers


@line("New MRR of annual contracts", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def new_annual_mrr(new_annual_customers, list_price):
    """Recurring revenue per month of joining annual customers."""
    return new_annual_customers * list_price


@line("New MRR on monthly terms", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def new_monthly_mrr(new_monthly_customers, list_price):
    """Recurring revenue per month of joining monthly customers."""
    return new_monthly_customers * list_price


@line("Programme spend", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_programme_spend(campaign_customers, programme_cost, cost_index, acquisition_budget, channel_spend=0):
    """Advertising, events and partner fees."""
    return by_choice(
        SEGMENT.acquisition,
        planned=lambda: campaign_customers * programme_cost * cost_index,
        budget=lambda: acquisition_budget,
        channels=lambda: total(channel_spend, by=CHANNEL.segment),
    )


@line("Programme spend, all segments", unit=MONEY, kind=Kind.FLOW)
def programme_spend(segment_programme_spend):
    """Advertising, events and partner fees of all segments."""
    return total(segment_programme_spend)
