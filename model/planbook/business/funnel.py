"""Funnel: visits, paid and unpaid, and what becomes of them: sign-ups, product-qualified leads, customers."""

from planbook.business.families import CHANNEL
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import by_choice, maximum, or_else, prior, ratio, total, where
from planbook.language.units import CUSTOMERS, FACTOR, LEADS, MONEY, MONTHS, PRICE, SHARE, VISITORS, Kind, Sign

CHAPTER = Chapter("funnel", "Funnel", "Funnel", "From visitors to customers, step by step and month by month.", section="channels")

ORGANIC, PAID = (CHANNEL.kind, "organic"), (CHANNEL.kind, "paid")
TRAFFIC = (CHANNEL.kind, "organic", "paid")  # channels with a funnel

organic_visitors = assumption(
    "Unique visitors per month", unit=VISITORS, per=CHANNEL, at="channels.visitors", form=Form.DRIVER, low=0, when=ORGANIC,
    about="Unique visitors a month who come without being paid for.",
)  # fmt: skip
paid_budget = assumption(
    "Budget per month", unit=MONEY, per=CHANNEL, at="channels.budget", form=Form.DRIVER, low=0, when=PAID,
    about="What is spent a month on visits, in money of the month.",
)  # fmt: skip
cost_per_visit = assumption(
    "Cost per visit", unit=PRICE, per=CHANNEL, at="channels.cost_per_visit", form=Form.DRIVER, above=0, when=PAID,
    about="What the first visits cost, in prices of the plan's start.",
)  # fmt: skip
saturation_visitors = assumption(
    "Visitors at saturation", unit=VISITORS, per=CHANNEL, at="channels.saturation_visitors", form=Form.DRIVER, low=0, default=0, when=PAID,
    about="The visitors a month that no budget exceeds: a budget for so many visits brings half of them; 0 for no saturation.",
)  # fmt: skip
sign_up_conversion = assumption(
    "Visitors who sign up", unit=SHARE, per=CHANNEL, at="channels.sign_up_conversion", form=Form.DRIVER, low=0, high=1, when=TRAFFIC,
    about="Share of the visitors who sign up, at the rate of the month in which they do.",
)  # fmt: skip
sign_up_lag = assumption(
    "Months from visit to sign-up", unit=MONTHS, per=CHANNEL, at="channels.sign_up_lag", form=Form.WHOLE, low=0, high=24, default=0,
    when=TRAFFIC, about="Whole months after the visit.",
)  # fmt: skip
lead_conversion = assumption(
    "Sign-ups that qualify", unit=SHARE, per=CHANNEL, at="channels.lead_conversion", form=Form.DRIVER, low=0, high=1, when=TRAFFIC,
    about="Share of the sign-ups that become product-qualified leads by using the product.",
)  # fmt: skip
lead_lag = assumption(
    "Months from sign-up to lead", unit=MONTHS, per=CHANNEL, at="channels.lead_lag", form=Form.WHOLE, low=0, high=24, default=0,
    when=TRAFFIC, about="Whole months after the sign-up.",
)  # fmt: skip
customer_conversion = assumption(
    "Leads that become customers", unit=SHARE, per=CHANNEL, at="channels.customer_conversion", form=Form.DRIVER, low=0, high=1,
    when=TRAFFIC, about="Share of the product-qualified leads that become paying customers.",
)  # fmt: skip
customer_lag = assumption(
    "Months from lead to customer", unit=MONTHS, per=CHANNEL, at="channels.customer_lag", form=Form.WHOLE, low=0, high=24, default=0,
    when=TRAFFIC, about="Whole months after the lead has qualified.",
)  # fmt: skip
opening_activity = assumption(
    "Activity before the plan", unit=SHARE, per=CHANNEL, at="channels.opening_activity", low=0, high=1, default=1,
    when=(CHANNEL.kind, "organic", "paid", "sales"),
    about="The months before the plan as a share of its first stated value: 1 for a channel that is running, 0 for a new one. "
    "It fills the first months of a funnel with lags.",
)  # fmt: skip


def delayed(flow, lag):
    """A flow some whole months later; a lag of 0 is the same month."""
    return where(lag > 0, prior(flow, maximum(1, lag)), flow)


def _traffic(organic_visitors, paid_budget, cost_per_visit, cost_index):
    """What a plan states of visits: a number, or the visits that a budget buys."""
    return by_choice(
        CHANNEL.kind,
        organic=lambda: organic_visitors,
        paid=lambda: paid_budget / (cost_per_visit * cost_index),
        sales=lambda: 0,
        partner=lambda: 0,
        referral=lambda: 0,
    )


def _opening_traffic(organic_visitors, paid_budget, cost_per_visit, cost_index, opening_activity):
    return _traffic(organic_visitors, paid_budget, cost_per_visit, cost_index) * opening_activity


@line("Visits before saturation", unit=VISITORS, kind=Kind.FLOW, per=CHANNEL, opening=_opening_traffic, when=TRAFFIC)
def channel_traffic(organic_visitors, paid_budget, cost_per_visit, cost_index):
    """Visitors as planned, or budget ÷ cost per visit at the month's prices.

    Before the plan: the first stated value, without season, times the activity before the plan.
    """
    return _traffic(organic_visitors, paid_budget, cost_per_visit, cost_index)


@line(
    "Visits before saturation ÷ visitors at saturation", unit=FACTOR, kind=Kind.FACTOR, per=CHANNEL, opening="same", when=PAID,
    sign=Sign.NONNEGATIVE,
)  # fmt: skip
def saturation_reached(channel_traffic, saturation_visitors):
    """How far the bought visits stretch the channel; 0 where there is no saturation."""
    return or_else(ratio(channel_traffic, saturation_visitors), 0)


@line("Unique visitors", unit=VISITORS, kind=Kind.FLOW, per=CHANNEL, opening="same", when=TRAFFIC)
def channel_visitors(channel_traffic, saturation_reached):
    """Unique visitors of the channel. With saturation at k, a budget for x visits brings x × k ÷ (x + k), written x ÷ (1 + x ÷ k)."""
    return by_choice(
        CHANNEL.kind,
        organic=lambda: channel_traffic,
        paid=lambda: channel_traffic / (1 + saturation_reached),
        sales=lambda: 0,
        partner=lambda: 0,
        referral=lambda: 0,
    )


@line("Sign-ups", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, opening="same", when=TRAFFIC)
def channel_sign_ups(channel_visitors, sign_up_lag, sign_up_conversion):
    """Visitors who sign up, after their lag."""
    return delayed(channel_visitors, sign_up_lag) * sign_up_conversion


@line("Product-qualified leads", unit=LEADS, kind=Kind.FLOW, per=CHANNEL, opening="same", when=TRAFFIC)
def channel_product_leads(channel_sign_ups, lead_lag, lead_conversion):
    """Sign-ups that qualify by using the product, after their lag."""
    return delayed(channel_sign_ups, lead_lag) * lead_conversion


@line("Customers through the funnel", unit=CUSTOMERS, kind=Kind.FLOW, per=CHANNEL, when=TRAFFIC)
def channel_funnel_customers(channel_product_leads, customer_lag, customer_conversion):
    """Product-qualified leads that become customers, after their lag."""
    return delayed(channel_product_leads, customer_lag) * customer_conversion


@line(
    "Unique visitors, all channels", unit=VISITORS, kind=Kind.FLOW, aliases=("muv", "monthly_unique_visitors"),
    metric=higher("month", "sales", "weekly, monthly"),
)  # fmt: skip
def unique_visitors(channel_visitors):
    """Unique visitors of the month; a visitor of two channels counts twice."""
    return total(channel_visitors)


@line(
    "Sign-ups, all channels", unit=LEADS, kind=Kind.FLOW, aliases=("signups", "trials"),
    metric=higher("month", "sales", "weekly, monthly"),
)  # fmt: skip
def sign_ups(channel_sign_ups):
    """Visitors who sign up for a trial or a free plan."""
    return total(channel_sign_ups)


@line(
    "Product-qualified leads, all channels", unit=LEADS, kind=Kind.FLOW, aliases=("pql",),
    metric=higher("month", "sales, product", "weekly, monthly"),
)  # fmt: skip
def product_qualified_leads(channel_product_leads):
    """Sign-ups that qualify by using the product."""
    return total(channel_product_leads)


@line("Customers through the funnel, all channels", unit=CUSTOMERS, kind=Kind.FLOW)
def funnel_customers(channel_funnel_customers):
    """Customers won from product-qualified leads."""
    return total(channel_funnel_customers)


CHARTS = [
    Chart(
        "C12", "Where does the funnel narrow?", "funnel", "year",
        (
            Series("unique_visitors", "visitors", named_only=True), Series("sign_ups", "Sign-ups"),
            Series("product_qualified_leads", "Qualified leads"), Series("funnel_customers", "Won through it"),
        ),
        "count", from_zero=True,
        why="A bar of visitors would leave the others too short to be seen, and one of hundreds would mislead: sign-ups say of "
        "how many visitors they are. Customers that sales, partners or invitations bring do not pass through the funnel.",
    ),
]  # fmt: skip
