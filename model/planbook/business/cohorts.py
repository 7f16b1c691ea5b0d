"""Customers on monthly terms, cohort by cohort."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import at_age, by_choice, maximum, prior, starts
from planbook.language.units import CUSTOMERS, FACTOR, MONEY, SHARE, Kind, Shape, Sign

CHAPTER = Chapter("cohorts", "Cohorts", "Cohorts", "Customers on monthly terms: a row for each month in which they joined.")

churn_trend = assumption(
    "Change of churn over time", unit=SHARE, per=SEGMENT, at="segments.churn_trend", form=Form.CHANGE, above=-1, default=0,
    about="Relative change of churn over calendar time; −3%/year makes 1.00 % of today 0.97 % a year from now.",
)  # fmt: skip
churn_multiplier = assumption(
    "Churn multiplier", unit=FACTOR, per=SEGMENT, at="segments.churn_multiplier", form=Form.DRIVER, low=0, high=100, default=1,
    about="Multiplies churn while it lasts; 1 is normal. For a dated shock.",
)  # fmt: skip


def kept_share(churn_by_age, churn_factor):
    """What churn leaves of a cohort in a month: a part of formulas."""
    return maximum(0, 1 - at_age(churn_by_age) * churn_factor)


@line("Churn index", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def churn_index(churn_index, churn_trend):
    """The relative change of churn since the plan's start."""
    return prior(churn_index) * (1 + churn_trend)


@line("Churn factor of the plan", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def planned_churn(churn_index, churn_multiplier, churn_path):
    """What churn by age is multiplied by as planned; a constant churn may have a path of its own."""
    other = churn_index * churn_multiplier
    return by_choice(
        SEGMENT.retention,
        constant=lambda: other * churn_path,
        shifted_beta_geometric=lambda: other,
        weibull=lambda: other,
        table=lambda: other,
    )


@line("Churn factor", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=lambda planned_churn: planned_churn)
def churn_factor(planned_churn, dissatisfaction_churn=0):
    """What churn by age is multiplied by in this month; the dissatisfaction of last month counts where the plan says so."""
    return planned_churn * (1 + prior(dissatisfaction_churn))


@line("Share neither moving nor failing to pay", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=1)
def staying_share(moving_rate=0, involuntary_churn=0):
    """Customers on monthly terms who do not move to another segment, and whose payment does not fail."""
    return (1 - moving_rate) * (1 - involuntary_churn)


@line("Growth of a cohort's MRR, churn by age apart", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1)
def staying_growth(staying_share, growth_this_month):
    """What is left of a cohort's recurring revenue, churn by age apart: moves and failed payments, then changes of price and plan."""
    return staying_share * growth_this_month


@line(
    "Customers of a cohort", unit=CUSTOMERS, per=SEGMENT, shape=Shape.COHORTS,
    opening=lambda opening_customers_by_age: at_age(opening_customers_by_age),
)  # fmt: skip
def cohort_customers(cohort_customers, joining_monthly_customers, churn_by_age, churn_factor, staying_share):
    """Customers on monthly terms by the month they joined; nobody leaves before his second month."""
    return starts * joining_monthly_customers + prior(cohort_customers) * kept_share(churn_by_age, churn_factor) * staying_share


@line(
    "MRR of a cohort", unit=MONEY, per=SEGMENT, shape=Shape.COHORTS,
    opening=lambda opening_mrr_by_age: at_age(opening_mrr_by_age),
)  # fmt: skip
def cohort_mrr(cohort_mrr, joining_monthly_mrr, churn_by_age, churn_factor, staying_growth):
    """Recurring revenue of customers on monthly terms by the month they joined."""
    return starts * joining_monthly_mrr + prior(cohort_mrr) * kept_share(churn_by_age, churn_factor) * staying_growth
