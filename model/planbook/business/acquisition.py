"""New customers: planned or bought, and referred by those who are there; signed, waiting for service, live."""

from planbook.business.families import CHANNEL, SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import by_choice, maximum, prior, ratio, same, total, where
from planbook.language.units import CUSTOMERS, FACTOR, FLAG, MONEY, MONTHS, SHARE, Kind, Shape, Sign, Year

CHAPTER = Chapter("acquisition", "Acquisition", "Acquisition", "New customers of each segment and what winning them costs.")

planned_customers = assumption(
    "Planned new customers per month", unit=CUSTOMERS, per=SEGMENT, at="segments.new_customers", form=Form.DRIVER, low=0,
    kind=Kind.FLOW, when=(SEGMENT.acquisition, "planned"),
    about="Customers a month whom marketing and sales win, before referrals; with an onboarding time they go live later.",
)  # fmt: skip
programme_cost = assumption(
    "Programme spend per new customer", unit=MONEY, per=SEGMENT, at="segments.programme_cost", form=Form.DRIVER, low=0, default=0,
    when=(SEGMENT.acquisition, "planned"),
    about="Advertising, events and partner fees for one planned customer, in prices of the plan's start.",
)  # fmt: skip
acquisition_budget = assumption(
    "Acquisition budget per month", unit=MONEY, per=SEGMENT, at="segments.acquisition_budget", form=Form.DRIVER, low=0,
    kind=Kind.FLOW, when=(SEGMENT.acquisition, "budget"),
    about="Programme spend a month.",
)  # fmt: skip
budget_cost = assumption(
    "Cost per bought customer", unit=MONEY, per=SEGMENT, at="segments.cost_per_customer", form=Form.DRIVER, above=0,
    when=(SEGMENT.acquisition, "budget"),
    about="Programme spend that wins one customer, in prices of the plan's start.",
)  # fmt: skip
referral_rate = assumption(
    "Referral rate", unit=SHARE, per=SEGMENT, at="segments.referral_rate", form=Form.DRIVER, period=Period.GROWTH, low=0, high=1, default=0,
    about="New customers brought by one existing customer.",
)  # fmt: skip
onboarding_months = assumption(
    "Onboarding time", unit=MONTHS, per=SEGMENT, at="segments.onboarding_months", form=Form.WHOLE, low=0, high=24, default=0,
    needed_with="opening_waiting",
    about="Whole months from signature to the first day of service and billing.",
)  # fmt: skip
opening_waiting = assumption(
    "Customers signed and not yet live at the plan's start", unit=CUSTOMERS, per=SEGMENT, at="segments.opening_waiting", low=0, default=0,
    about="Won evenly over the onboarding time before the plan, at the price of a new customer at the plan's start; "
    "they go live in the plan's first months.",
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


@line("Months from signature to service", unit=MONTHS, per=SEGMENT, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def waiting_months(onboarding_months):
    """The onboarding time, at least a month: the lag of those who do not go live at once."""
    return maximum(1, onboarding_months)


@line(
    "Customers won", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT,
    opening=lambda opening_waiting, waiting_months: opening_waiting / waiting_months,
)  # fmt: skip
def segment_won_customers(campaign_customers, referred_customers):
    """Customers who sign in the month."""
    return campaign_customers + referred_customers


@line(
    "MRR won", unit=MONEY, kind=Kind.FLOW, per=SEGMENT,
    opening=lambda segment_won_customers, new_price: segment_won_customers * new_price,
)  # fmt: skip
def segment_won_mrr(segment_won_customers, new_price):
    """Recurring revenue per month of the customers who sign, at the price of their signature."""
    return segment_won_customers * new_price


@line("Discounts on MRR won", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_discounts(segment_won_customers, list_price, new_price):
    """Recurring revenue per month that customers who sign pay less than the price list says."""
    return segment_won_customers * (list_price - new_price)


@line("New customers", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def segment_new_customers(segment_won_customers, onboarding_months, waiting_months):
    """Customers who go live, on the first day of the month, after their onboarding time."""
    return where(onboarding_months, prior(segment_won_customers, waiting_months), segment_won_customers)


@line("New MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_new_mrr(segment_won_mrr, onboarding_months, waiting_months):
    """Recurring revenue of customers who go live."""
    return where(onboarding_months, prior(segment_won_mrr, waiting_months), segment_won_mrr)


@line(
    "MRR signed and not yet live", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda opening_waiting, new_price: opening_waiting * new_price,
)  # fmt: skip
def segment_waiting_mrr(segment_waiting_mrr, segment_won_mrr, segment_new_mrr):
    """Recurring revenue of customers who have signed and do not yet use the service."""
    return prior(segment_waiting_mrr) + segment_won_mrr - segment_new_mrr


@check("Customers signed and not yet live have an onboarding time to wait for", unit=FLAG, per=SEGMENT, shape=Shape.SCALAR)
def opening_waiting_residual(opening_waiting, onboarding_months):
    """1 when the plan opens with customers who wait, and nobody ever waits."""
    return (opening_waiting > 0) * same(onboarding_months, 0)


@line("Customers won, all segments", unit=CUSTOMERS, kind=Kind.FLOW)
def won_customers(segment_won_customers):
    """Customers who sign in the month."""
    return total(segment_won_customers)


@line("MRR signed and not yet live, all segments", unit=MONEY, kind=Kind.BALANCE, opening="same")
def waiting_mrr(segment_waiting_mrr):
    """Recurring revenue of customers who have signed and do not yet use the service."""
    return total(segment_waiting_mrr)


@line("MRR won, all segments", unit=MONEY, kind=Kind.FLOW)
def won_mrr(segment_won_mrr):
    """Recurring revenue per month of the customers who sign."""
    return total(segment_won_mrr)


@line("Discounts on MRR won, all segments", unit=MONEY, kind=Kind.FLOW)
def discounts(segment_discounts):
    """Recurring revenue per month that customers who sign pay less than the price list says."""
    return total(segment_discounts)


@line("New customers, all segments", unit=CUSTOMERS, kind=Kind.FLOW, aliases=("added_customers",))
def new_customers(segment_new_customers):
    """Customers who go live, on the first day of the month."""
    return total(segment_new_customers)


# Who joins: new customers, those who come back, those who come from another segment.


@line("Customers who join", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def joining_customers(segment_new_customers, segment_reactivated_customers=0, moved_in_customers=0):
    """New, reactivated and moved customers: the cohort of this month."""
    return segment_new_customers + segment_reactivated_customers + moved_in_customers


@line("Joining on annual contracts", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def joining_annual_customers(joining_customers, annual_share, moved_in_customers=0):
    """Joining customers who sign a contract; those who move from another segment do not."""
    return (joining_customers - moved_in_customers) * annual_share


@line("Joining on monthly terms", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def joining_monthly_customers(joining_customers, joining_annual_customers):
    """Joining customers who are billed month by month."""
    return joining_customers - joining_annual_customers


@line("MRR that joins", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def joining_mrr(segment_new_mrr, segment_reactivated_mrr=0, moved_in_mrr=0):
    """Recurring revenue of the customers who join."""
    return segment_new_mrr + segment_reactivated_mrr + moved_in_mrr


@line("Joining MRR of annual contracts", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def joining_annual_mrr(joining_mrr, annual_share, moved_in_mrr=0):
    """Recurring revenue per month of joining customers who sign a contract."""
    return (joining_mrr - moved_in_mrr) * annual_share


@line("Joining MRR on monthly terms", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def joining_monthly_mrr(joining_mrr, joining_annual_mrr):
    """Recurring revenue per month of joining customers on monthly terms."""
    return joining_mrr - joining_annual_mrr


# Who brings others.


@line("Customers whom new ones will bring", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def viral_customers(segment_new_customers, referral_rate, capped_lifetime, segment_viral_coefficient=0):
    """Customers whom those who join in the month bring: by invitations in their first cycle, by referral as long as they count and stay.

    At the month's rates; the lifetime is that of the capped CLV.
    """
    return segment_new_customers * (segment_viral_coefficient + referral_rate * capped_lifetime)


@line(
    "Viral coefficient", unit=FACTOR, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "product, sales", "monthly", variant="customers per new customer: first invitations, and referrals of a capped lifetime",
        absent="When nobody joins.",
        note="Direct referrals alone, not those by whom they are followed: 1 ÷ (1 − coefficient) is what one customer brings to in all. "
        "Others count one cycle of invitations only.",
    ),
)  # fmt: skip
def viral_coefficient(viral_customers, new_customers):
    """Customers whom one new customer brings, on average over all who join in the period."""
    return ratio(total(viral_customers), new_customers)


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
