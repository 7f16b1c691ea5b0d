"""Channel metrics: conversion, lead velocity, acquisition cost and return by channel."""

from planbook.business.families import CHANNEL
from planbook.language.declarations import Chapter, Chart, Series, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import (
    by_choice,
    maximum,
    not_available,
    of,
    or_else,
    prior,
    ratio,
    sum_product,
    total,
    trailing,
    twelfth_root,
    where,
)  # fmt: skip
from planbook.language.units import CUSTOMERS, FACTOR, FLAG, LEADS, MONEY, MULTIPLE, SHARE, Kind, Shape, Sign, Year

CHAPTER = Chapter(
    "channel_metrics", "Conversion", "Conversion and cost of channels",
    "Conversions, lead velocity, acquisition cost and return of channels; programme spend only, without salaries.", section="channels",
)  # fmt: skip


# Conversions of a period: what a step yields in it ÷ what the step before yields in it, whatever the lags.


@line(
    "Visit to sign-up", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "sales, product", "weekly, monthly", part=True, absent="Without visitors."),
)  # fmt: skip
def visit_to_sign_up(sign_ups, unique_visitors):
    """Sign-ups of the period ÷ its unique visitors."""
    return ratio(sign_ups, unique_visitors)


@line(
    "Sign-up to qualified lead", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "sales, product", "weekly, monthly", part=True, absent="Without sign-ups."),
)  # fmt: skip
def sign_up_to_lead(product_qualified_leads, sign_ups):
    """Product-qualified leads of the period ÷ its sign-ups."""
    return ratio(product_qualified_leads, sign_ups)


@line(
    "Qualified lead to customer", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher("month", "sales", "weekly, monthly", part=True, absent="Without product-qualified leads."),
)  # fmt: skip
def lead_to_customer(funnel_customers, product_qualified_leads):
    """Customers won through the funnel in the period ÷ its product-qualified leads."""
    return ratio(funnel_customers, product_qualified_leads)


@line(
    "Visit to customer", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("conversion_rate",),
    metric=higher(
        "month", "sales, product", "weekly, monthly", part=True, absent="Without visitors.",
        note="A conversion rate without further words is taken to be this one.",
    ),
)  # fmt: skip
def visit_to_customer(funnel_customers, unique_visitors):
    """Customers won through the funnel in the period ÷ its unique visitors."""
    return ratio(funnel_customers, unique_visitors)


@line(
    "Visit to customer by channel", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, per=CHANNEL,
    when=(CHANNEL.kind, "organic", "paid"),
)  # fmt: skip
def channel_conversion(channel_funnel_customers, channel_visitors):
    """Customers won through the channel in the period ÷ its unique visitors."""
    return ratio(channel_funnel_customers, channel_visitors)


# Sales reps: whether there is enough to win, and whether it is won.


@line("Sales reps' channel", unit=FLAG, per=CHANNEL, shape=Shape.SCALAR)
def is_sales():
    """1 for a channel of sales reps."""
    return by_choice(
        CHANNEL.kind, organic=lambda: 0, paid=lambda: 0, sales=lambda: 1, partner=lambda: 0, referral=lambda: 0
    )  # fmt: skip


@line("Pipeline coverage by channel", unit=MULTIPLE, kind=Kind.RATIO, year=Year.RECOMPUTED, per=CHANNEL, when=(CHANNEL.kind, "sales"))
def channel_pipeline_coverage(channel_opportunities, channel_quota):
    """Opportunities that open in the period ÷ customers of its quota."""
    return ratio(channel_opportunities, channel_quota)


@line("Quota attainment by channel", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, per=CHANNEL, when=(CHANNEL.kind, "sales"))
def channel_quota_attainment(channel_customers, channel_quota):
    """Customers that the channel's reps win in the period ÷ customers of their quota."""
    return ratio(channel_customers, channel_quota)


@line("Quota of all sales reps", unit=CUSTOMERS, kind=Kind.FLOW)
def sales_quota(channel_quota):
    """Customers that productive sales reps are to win in the month."""
    return total(channel_quota)


@line("Opportunities opened, all channels", unit=LEADS, kind=Kind.FLOW)
def opportunities(channel_opportunities):
    """Opportunities that sales reps open in the month."""
    return total(channel_opportunities)


@line("Opportunities for the quota, all channels", unit=LEADS, kind=Kind.FLOW)
def quota_opportunities(needed_opportunities):
    """Opportunities that sales reps must open in the month to win their quota."""
    return total(needed_opportunities)


@line(
    "Pipeline coverage", unit=MULTIPLE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "sales, founders", "weekly, monthly", variant="opportunities opened ÷ quota, in customers",
        absent="Without productive sales reps.",
        note="Where opportunities open evenly it is open pipeline ÷ quota of the months that a decision takes. What is needed is "
        "1 ÷ win rate: `needed_coverage`; the customary 3x is enough for a win rate of a third.",
    ),
)  # fmt: skip
def pipeline_coverage(opportunities, sales_quota):
    """Opportunities that open in the period ÷ customers of its quota."""
    return ratio(opportunities, sales_quota)


@line("Pipeline coverage that the quota needs", unit=MULTIPLE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def needed_coverage(quota_opportunities, sales_quota):
    """Opportunities that the quota needs at the channels' win rates ÷ customers of the quota."""
    return ratio(quota_opportunities, sales_quota)


@line("Customers won by all sales reps", unit=CUSTOMERS, kind=Kind.FLOW)
def sales_customers(channel_customers, is_sales):
    """Customers of channels of sales reps."""
    return sum_product(channel_customers, is_sales)


@line(
    "Quota attainment", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "sales, founders", "monthly", variant="customers won ÷ quota of productive reps", absent="Without productive sales reps.",
        note="New reps have a quota as soon as the ramp is over, and win a sales cycle later: while a team grows, it is below 100 %.",
    ),
)  # fmt: skip
def quota_attainment(sales_customers, sales_quota):
    """Customers that sales reps win in the period ÷ customers of their quota."""
    return ratio(sales_customers, sales_quota)


# Lead velocity, of a month and of three months: new MRR is to follow.


@line("Qualified leads of last month", unit=LEADS, kind=Kind.BALANCE, opening=0)
def earlier_leads(qualified_leads, month):
    """Qualified leads of the month before; 0 in the first month, which has none to compare with."""
    return where(month > 1, prior(qualified_leads), 0)


@line(
    "Lead velocity rate, month on month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE,
    metric=higher(
        "month", "sales, founders", "monthly", variant="month on month", absent="When the month before has no qualified leads.",
        note="It has no year: that would be the last month's, and its season. One source calls it the number of qualified leads; "
        "it is their growth.",
    ),
)  # fmt: skip
def lead_velocity_rate(qualified_leads, earlier_leads):
    """Growth of qualified leads over the month before."""
    return ratio(qualified_leads - earlier_leads, earlier_leads)


@line("Qualified leads of twelve months ago", unit=LEADS, kind=Kind.BALANCE, opening=0)
def leads_a_year_earlier(qualified_leads, month):
    """Qualified leads of the same month a year before; 0 in the first twelve months."""
    return where(month > 12, prior(qualified_leads, 12), 0)


@line("Qualified leads over those of twelve months ago", unit=FACTOR, kind=Kind.RATIO, year=Year.LAST)
def lead_multiple(qualified_leads, leads_a_year_earlier):
    """Qualified leads of the month ÷ those of the same month a year before."""
    return ratio(qualified_leads, leads_a_year_earlier)


@line("The same, where it stands under a root", unit=FACTOR, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def positive_lead_multiple(lead_multiple, smallest_survival):
    """Qualified leads over those of a year ago; where it is not available, or nothing, a number too small to count."""
    return maximum(or_else(lead_multiple, 0), smallest_survival)


@line(
    "Lead velocity rate", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("lvr",),
    metric=higher(
        "twelve months", "sales, founders", "monthly", variant="a month, over twelve of them, without season",
        absent="Before month 13, and when the month a year before has no qualified leads.",
        note="What leads must grow by each month to come from those of the same month a year before; the month's own growth is "
        "`lead_velocity_rate`.",
    ),
)  # fmt: skip
def lead_velocity_of_year(leads_a_year_earlier, positive_lead_multiple):
    """Growth of qualified leads a month, compounded over the last twelve."""
    return where(leads_a_year_earlier > 0, twelfth_root(positive_lead_multiple) - 1, not_available)


@line("Qualified leads of three months", unit=LEADS, kind=Kind.BALANCE, opening=0)
def leads_of_quarter(qualified_leads, months_per_quarter):
    """Qualified leads of the last three months."""
    return trailing(qualified_leads, months_per_quarter)


@line("Qualified leads of three months, a month earlier", unit=LEADS, kind=Kind.BALANCE, opening=0)
def earlier_leads_of_quarter(leads_of_quarter, month, months_per_quarter):
    """The same a month before; 0 until there are three months."""
    return where(month > months_per_quarter, prior(leads_of_quarter), 0)


@line("Lead velocity rate, three months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def lead_velocity_of_quarter(leads_of_quarter, earlier_leads_of_quarter):
    """Growth of three months' qualified leads over those a month earlier."""
    return ratio(leads_of_quarter - earlier_leads_of_quarter, earlier_leads_of_quarter)


@line("New MRR of three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def new_mrr_of_quarter(new_mrr, months_per_quarter):
    """New MRR of the last three months."""
    return trailing(new_mrr, months_per_quarter)


@line("New MRR of three months, a month earlier", unit=MONEY, kind=Kind.BALANCE, opening=0)
def earlier_new_mrr_of_quarter(new_mrr_of_quarter, month, months_per_quarter):
    """The same a month before; 0 until there are three months."""
    return where(month > months_per_quarter, prior(new_mrr_of_quarter), 0)


@line("Growth of new MRR, three months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def new_mrr_velocity(new_mrr_of_quarter, earlier_new_mrr_of_quarter):
    """Growth of three months' new MRR over that a month earlier."""
    return ratio(new_mrr_of_quarter - earlier_new_mrr_of_quarter, earlier_new_mrr_of_quarter)


# Acquisition cost and return: programme spend of a period against what is won in it.


@line("Paid channel", unit=FLAG, per=CHANNEL, shape=Shape.SCALAR)
def is_paid():
    """1 for a channel of bought visits."""
    return by_choice(
        CHANNEL.kind, organic=lambda: 0, paid=lambda: 1, sales=lambda: 0, partner=lambda: 0, referral=lambda: 0
    )  # fmt: skip


@line(
    "CAC by channel", unit=MONEY, kind=Kind.RATIO, year=Year.RECOMPUTED, per=CHANNEL,
    metric=lower("month", "sales", "monthly", variant="programme spend of the channel", absent="When the channel wins nobody."),
)  # fmt: skip
def channel_cac(channel_spend, channel_customers):
    """Programme spend of the channel ÷ customers it wins, both of the period."""
    return ratio(channel_spend, channel_customers)


@line("Spend of paid channels", unit=MONEY, kind=Kind.FLOW)
def paid_spend(channel_spend, is_paid):
    """Programme spend of the channels that buy visits."""
    return sum_product(channel_spend, is_paid)


@line("New customers of paid channels", unit=CUSTOMERS, kind=Kind.FLOW)
def paid_customers(channel_customers, is_paid):
    """Customers won by the channels that buy visits."""
    return sum_product(channel_customers, is_paid)


@line(
    "CAC, paid", unit=MONEY, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "sales, investors", "monthly", variant="paid channels, spend only", absent="When paid channels win nobody."),
)  # fmt: skip
def paid_cac(paid_spend, paid_customers):
    """Programme spend of paid channels ÷ customers they win."""
    return ratio(paid_spend, paid_customers)


@line("Annual contract value won", unit=MONEY, kind=Kind.FLOW, per=CHANNEL)
def channel_new_acv(channel_customers, new_price):
    """First year's recurring revenue of the customers whom the channel wins: 12 × customers × price for new customers."""
    return 12 * channel_customers * of(new_price, CHANNEL.segment)


@line("Annual contract value won by paid channels", unit=MONEY, kind=Kind.FLOW)
def paid_new_acv(channel_new_acv, is_paid):
    """First year's recurring revenue of the customers of paid channels."""
    return sum_product(channel_new_acv, is_paid)


@line("Return on spend by channel", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, per=CHANNEL)
def channel_return(channel_new_acv, channel_spend):
    """First year's recurring revenue won, less the channel's spend, ÷ that spend; not available where nothing is spent."""
    return ratio(channel_new_acv - channel_spend, channel_spend)


@line(
    "Traffic ROI, paid channels", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "sales", "monthly", variant="paid channels, first year's recurring revenue",
        absent="When nothing is spent on paid channels.",
        note="Organic traffic costs nothing: it has no such ratio.",
    ),
)  # fmt: skip
def traffic_roi(paid_new_acv, paid_spend):
    """First year's recurring revenue won by paid channels, less their spend, ÷ that spend; organic traffic is left out."""
    return ratio(paid_new_acv - paid_spend, paid_spend)


CHARTS = [
    Chart(
        "C13", "Are conversions improving?", "line", "quarters",
        (
            Series("visit_to_sign_up", "Visit to sign-up", "line"), Series("sign_up_to_lead", "Sign-up to lead", "line"),
            Series("lead_to_customer", "Lead to customer", "line"),
        ),
        "percent", from_zero=True,
    ),
    Chart(
        "C14", "Is the pipeline accelerating?", "line", "months",
        (
            Series("lead_velocity_of_quarter", "Qualified leads, growth", "line"),
            Series("new_mrr_velocity", "New MRR, growth", "line", given="qualified_leads"),
        ),
        "small_percent", from_month=4,
        why="Growth of three months over the three a month earlier, since single months jump; new MRR follows the leads by the lags "
        "of the plan's channels.",
    ),
    Chart(
        "C25", "Is acquisition getting dearer?", "line", "quarters",
        (
            Series("cac", "Fully loaded", "line"), Series("programme_cac", "Programme, blended", "line"),
            Series("paid_cac", "Paid channels", "line"),
        ),
        from_zero=True,
    ),
    Chart("C26", "Which channel is worth its money?", "bar", "year", (Series("channel_cac"),), from_zero=True),
]  # fmt: skip
