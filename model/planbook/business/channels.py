"""Channels: sales reps and their pipeline, partners, invitations; leads, customers and spend of every channel."""

from planbook.business.families import CHANNEL, SEGMENT
from planbook.business.funnel import delayed
from planbook.language.declarations import Chapter, Chart, Form, Series, Severity, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import by_choice, maximum, minimum, of, prior, total, trailing, where
from planbook.language.units import CUSTOMERS, FACTOR, FLAG, LEADS, MONEY, MONTHS, NUMBER, PERSONS, SHARE, Kind

CHAPTER = Chapter("channels", "Channels", "Channels", "Who brings new customers, and what each channel spends.", section="channels")

SALES, PARTNER, REFERRAL = (CHANNEL.kind, "sales"), (CHANNEL.kind, "partner"), (CHANNEL.kind, "referral")
SELLERS = (CHANNEL.kind, "sales", "partner")  # channels of people who sell

sales_reps = assumption(
    "Sales reps", unit=PERSONS, per=CHANNEL, at="channels.reps", form=Form.DRIVER, low=0, kind=Kind.BALANCE, when=SALES,
    about="People who sell. They are not paid here: their salaries are those of a department, which must count them.",
)  # fmt: skip
rep_quota = assumption(
    "Customers per productive rep and month", unit=CUSTOMERS, per=CHANNEL, at="channels.quota", form=Form.DRIVER, low=0, when=SALES,
    about="New customers that a rep can win a month once productive: however many opportunities there are, no more are won.",
)  # fmt: skip
rep_opportunities = assumption(
    "Opportunities per productive rep and month", unit=LEADS, per=CHANNEL, at="channels.opportunities_per_rep", form=Form.DRIVER, low=0,
    when=SALES, about="Opportunities that a rep opens a month once productive. The quota needs quota ÷ win rate of them; with fewer it "
    "is missed.",
)  # fmt: skip
win_rate = assumption(
    "Win rate", unit=SHARE, per=CHANNEL, at="channels.win_rate", form=Form.DRIVER, above=0, high=1, when=SALES,
    about="Share of the opportunities that are won.",
)  # fmt: skip
sales_cycle = assumption(
    "Months from opportunity to decision", unit=MONTHS, per=CHANNEL, at="channels.sales_cycle", form=Form.WHOLE, low=0, high=24,
    default=0, when=SALES, about="Whole months in which an opportunity is open.",
)  # fmt: skip
demo_share = assumption(
    "Opportunities with a demo", unit=SHARE, per=CHANNEL, at="channels.demo_share", low=0, high=1, default=1, when=SALES,
    about="Share of the opportunities for which a demo is booked when they open; 1 for all of them.",
)  # fmt: skip
partners = assumption(
    "Partners", unit=NUMBER, per=CHANNEL, at="channels.partners", form=Form.DRIVER, low=0, kind=Kind.BALANCE, when=PARTNER,
    about="Resellers and other partners under contract.",
)  # fmt: skip
partner_yield = assumption(
    "Customers per productive partner and month", unit=CUSTOMERS, per=CHANNEL, at="channels.customers_per_partner", form=Form.DRIVER,
    low=0, when=PARTNER, about="New customers that a partner brings a month once productive.",
)  # fmt: skip
ramp_months = assumption(
    "Ramp", unit=MONTHS, per=CHANNEL, at="channels.ramp", form=Form.WHOLE, low=0, high=24, default=0, when=SELLERS,
    about="Whole months in which a new rep or partner brings nothing; from then on they are fully productive.",
)  # fmt: skip
invitations = assumption(
    "Invitations per customer", unit=FACTOR, per=CHANNEL, at="channels.invitations", form=Form.DRIVER, low=0, when=REFERRAL,
    about="Invitations that a new customer sends, once.",
)  # fmt: skip
invitation_conversion = assumption(
    "Invitations that become customers", unit=SHARE, per=CHANNEL, at="channels.invitation_conversion", form=Form.DRIVER, low=0, high=1,
    when=REFERRAL, about="Share of the invited who become customers.",
)  # fmt: skip
cycle_months = assumption(
    "Cycle", unit=MONTHS, per=CHANNEL, at="channels.cycle", form=Form.WHOLE, low=1, high=24, when=REFERRAL,
    about="Whole months from a customer's first month to that of the customers he invited.",
)  # fmt: skip
opening_joiners = assumption(
    "New customers per month before the plan", unit=CUSTOMERS, per=CHANNEL, at="channels.opening_new_customers", low=0, when=REFERRAL,
    about="Customers of the segment who joined in each month of the cycle before the plan: their invitations fall into the first months.",
)  # fmt: skip
monthly_cost = assumption(
    "Programme cost per month", unit=MONEY, per=CHANNEL, at="channels.monthly_cost", form=Form.DRIVER, low=0, default=0, kind=Kind.FLOW,
    about="Content, agencies, events and tools of the channel, in prices of the plan's start; salaries belong to departments.",
)  # fmt: skip
fee_per_customer = assumption(
    "Fee per customer", unit=MONEY, per=CHANNEL, at="channels.fee_per_customer", form=Form.DRIVER, low=0, default=0,
    about="Paid for each customer won, to the partner or to who recommended, in prices of the plan's start.",
)  # fmt: skip


def _by_seller(sales, partner):
    """The branch of a channel of people who sell; the others have no such line."""
    return by_choice(
        CHANNEL.kind, organic=lambda: 0, paid=lambda: 0, sales=lambda: sales, partner=lambda: partner, referral=lambda: 0
    )  # fmt: skip


# People who sell.


@line("Reps or partners", unit=NUMBER, kind=Kind.BALANCE, per=CHANNEL, opening="same", when=SELLERS)
def channel_sellers(sales_reps, partners):
    """Sales reps or partners in the month."""
    return _by_seller(sales_reps, partners)


@line("Reps or partners who join", unit=NUMBER, kind=Kind.FLOW, per=CHANNEL, when=SELLERS)
def joining_sellers(channel_sellers):
    """What their number grows by in the month; whoever leaves in the month is set against it."""
    return maximum(0, channel_sellers - prior(channel_sellers))


@line("Productive reps or partners", unit=NUMBER, kind=Kind.BALANCE, per=CHANNEL, opening="same", when=SELLERS)
def productive_sellers(channel_sellers, joining_sellers, ramp_months):
    """All but those who joined within the ramp, who bring nothing yet.

    Those of the opening are productive; whoever leaves is taken to be a productive one.
    """
    return maximum(0, channel_sellers - trailing(joining_sellers, ramp_months))


@line("Quota", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL, when=SALES)
def channel_quota(productive_sellers, rep_quota):
    """Customers that productive reps can win in the month: reps × customers of each."""
    return productive_sellers * rep_quota


@line("Customers brought by partners", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL, when=PARTNER)
def partner_customers(productive_sellers, partner_yield):
    """Productive partners × customers of each per month."""
    return productive_sellers * partner_yield


@line(
    "Opportunities opened", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, when=SALES,
    opening=lambda productive_sellers, rep_opportunities, opening_activity: productive_sellers * rep_opportunities * opening_activity,
)  # fmt: skip
def channel_opportunities(productive_sellers, rep_opportunities):
    """Productive reps × opportunities that each opens in a month.

    Before the plan: those of its first reps, times the activity before the plan.
    """
    return productive_sellers * rep_opportunities


@line("Opportunities for the quota", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, when=SALES)
def needed_opportunities(channel_quota, win_rate):
    """Opportunities that productive reps must open in the month to win their quota: customers of the quota ÷ win rate."""
    return channel_quota / win_rate


@check("The reps' opportunities do not suffice for their quota", severity=Severity.ALERT, unit=FLAG, per=CHANNEL, opening=0, when=SALES)
def short_pipeline(needed_opportunities, channel_opportunities):
    """1 in a month in which fewer opportunities open than the quota needs at the win rate of the month."""
    return needed_opportunities > channel_opportunities


@line("Demos booked", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, when=SALES)
def channel_demos(channel_opportunities, demo_share):
    """Opportunities that open in the month with a demo booked."""
    return channel_opportunities * demo_share


@line("Opportunities decided", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, when=SALES)
def decided_opportunities(channel_opportunities, sales_cycle):
    """Opportunities won or lost in the month: those opened a sales cycle ago."""
    return delayed(channel_opportunities, sales_cycle)


@line("Customers that the pipeline yields", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL, when=SALES)
def pipeline_customers(decided_opportunities, win_rate):
    """Opportunities decided in the month × win rate: what is won if there are enough reps to win it."""
    return decided_opportunities * win_rate


@line(
    "Pipeline", unit=LEADS, kind=Kind.BALANCE, per=CHANNEL, when=SALES,
    opening=lambda channel_opportunities, sales_cycle: channel_opportunities * sales_cycle,
)  # fmt: skip
def channel_pipeline(channel_pipeline, channel_opportunities, decided_opportunities):
    """Open opportunities at month end; the opening was opened evenly over the sales cycle before the plan."""
    return prior(channel_pipeline) + channel_opportunities - decided_opportunities


# Customers who invite.


@line("Customers whose invitations fall due", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL, when=REFERRAL)
def inviting_customers(segment_new_customers, cycle_months, opening_joiners, month):
    """Customers of the segment who joined a cycle ago, whatever brought them; each invites once."""
    return where(month > cycle_months, prior(of(segment_new_customers, CHANNEL.segment), cycle_months), opening_joiners)


@line("Viral coefficient of the channel", unit=FACTOR, kind=Kind.FACTOR, per=CHANNEL, opening="same", when=REFERRAL)
def channel_viral_coefficient(invitations, invitation_conversion):
    """New customers that one new customer brings through this channel in a cycle: invitations × conversion."""
    return invitations * invitation_conversion


@line("Viral coefficient of the segment", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def segment_viral_coefficient(channel_viral_coefficient):
    """New customers that one new customer brings through all referral channels of the segment."""
    return total(channel_viral_coefficient, by=CHANNEL.segment)


@check("Each new customer brings at least one other: growth without end", severity=Severity.ALERT, unit=FLAG, per=SEGMENT, opening=0)
def endless_referral(segment_viral_coefficient):
    """1 in a month in which the segment's viral coefficient is 1 or more: referral alone then grows without end."""
    return segment_viral_coefficient >= 1


# Every channel.


@line("New customers by channel", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL)
def channel_customers(
    channel_funnel_customers, pipeline_customers, channel_quota, partner_customers, inviting_customers, channel_viral_coefficient
):
    """Customers whom the channel wins in the month; sales win what the pipeline yields, at most the quota of the month's reps."""
    return by_choice(
        CHANNEL.kind,
        organic=lambda: channel_funnel_customers,
        paid=lambda: channel_funnel_customers,
        sales=lambda: minimum(pipeline_customers, channel_quota),
        partner=lambda: partner_customers,
        referral=lambda: inviting_customers * channel_viral_coefficient,
    )


@line(
    "Qualified leads", unit=LEADS, kind=Kind.FLOW, per=CHANNEL,
    when=(CHANNEL.kind, "organic", "paid", "sales"),
)  # fmt: skip
def channel_leads(channel_product_leads, channel_opportunities):
    """Product-qualified leads of a funnel, opportunities of sales."""
    return by_choice(
        CHANNEL.kind,
        organic=lambda: channel_product_leads,
        paid=lambda: channel_product_leads,
        sales=lambda: channel_opportunities,
        partner=lambda: 0,
        referral=lambda: 0,
    )


@line("Programme cost and fees", unit=MONEY, kind=Kind.FLOW, per=CHANNEL)
def channel_running_cost(monthly_cost, fee_per_customer, channel_customers, cost_index):
    """Content, agencies, events and fees for customers won, at the month's prices."""
    return (monthly_cost + fee_per_customer * channel_customers) * cost_index


@line("Spend by channel", unit=MONEY, kind=Kind.FLOW, per=CHANNEL)
def channel_spend(channel_running_cost, paid_budget):
    """Programme spend of the channel: what visits cost, programme cost and fees; without salaries."""
    return by_choice(
        CHANNEL.kind,
        organic=lambda: channel_running_cost,
        paid=lambda: paid_budget + channel_running_cost,
        sales=lambda: channel_running_cost,
        partner=lambda: channel_running_cost,
        referral=lambda: channel_running_cost,
    )


@line(
    "Qualified leads, all channels", unit=LEADS, kind=Kind.FLOW, aliases=("lead_generation",),
    metric=higher("month", "sales, founders", "weekly, monthly", note="By source: `channel_leads`."),
)  # fmt: skip
def qualified_leads(channel_leads):
    """Product-qualified leads and opportunities of sales."""
    return total(channel_leads)


@line("Demo bookings", unit=LEADS, kind=Kind.FLOW, metric=higher("month", "sales", "weekly, monthly"))
def demo_bookings(channel_demos):
    """Demos booked by the sales reps of all channels."""
    return total(channel_demos)


@line(
    "Pipeline, all channels", unit=LEADS, kind=Kind.BALANCE, opening="same",
    metric=higher("month end", "sales", "weekly, monthly"),
)  # fmt: skip
def open_opportunities(channel_pipeline):
    """Open opportunities at month end."""
    return total(channel_pipeline)


CHARTS = [
    Chart("C11", "Who brings new customers?", "stacked", "quarters", (Series("channel_customers"),), "count", from_zero=True),
]
