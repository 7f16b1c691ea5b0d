"""Retention by age: how long customers stay, and the customers the plan opens with."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Period, Series, Severity, assumption, check, constant, line
from planbook.language.operators import by_choice, look_up, maximum, modulo, prior, same, sum_ages, twelfth_root, where
from planbook.language.units import CUSTOMERS, DURATION, FACTOR, FLAG, LABEL, MONEY, MONTHS, NUMBER, RATE, SHARE, Shape, Sign

CHAPTER = Chapter("retention", "Ages", "Retention by age", "Churn and survival by age of a customer; the opening customers.")

smallest_survival = constant(
    "Smallest survival", 1e-200,
    about="A share of a cohort that stands for none: survival is divided by survival, and a number has no smaller digits to keep.",
)  # fmt: skip


@line("Age", unit=LABEL, shape=Shape.AGES, opening=0, sign=Sign.NONNEGATIVE)
def age(age):
    """Months since a customer joined; 0 is the joining month."""
    return prior(age) + 1


alpha = assumption(
    "Retention curve: alpha", unit=FACTOR, per=SEGMENT, at="segments.alpha", above=0,
    when=(SEGMENT.retention, "shifted_beta_geometric"),
    about="First parameter of the shifted-beta-geometric curve (Fader and Hardie 2007), in months: "
    "alpha ÷ (alpha + beta) leave in month 1.",
)  # fmt: skip
beta = assumption(
    "Retention curve: beta", unit=FACTOR, per=SEGMENT, at="segments.beta", above=0,
    when=(SEGMENT.retention, "shifted_beta_geometric"),
    about="Second parameter of the shifted-beta-geometric curve, in months; the larger, the slower churn falls.",
)  # fmt: skip
weibull_scale = assumption(
    "Retention curve: scale", unit=DURATION, per=SEGMENT, at="segments.scale", above=0, when=(SEGMENT.retention, "weibull"),
    about="Months after which 36.8 % (1 ÷ e) of a cohort are left: survival is exp(−(age ÷ scale)^shape).",
)  # fmt: skip
weibull_shape = assumption(
    "Retention curve: shape", unit=FACTOR, per=SEGMENT, at="segments.shape", above=0, high=10, when=(SEGMENT.retention, "weibull"),
    about="Below 1 churn falls with age, at 1 it is constant, above 1 it rises.",
)  # fmt: skip
churn_table = assumption(
    "Churn by age, as stated", unit=SHARE, per=SEGMENT, at="segments.churn_table", form=Form.BY_AGE, period=Period.LOSS, low=0, below=1,
    when=(SEGMENT.retention, "table"),
    about="Share of the customers who leave, from an age in months on; the last value holds for all later ages.",
)  # fmt: skip
contract_years = assumption(
    "Term of contracts in years", unit=NUMBER, per=SEGMENT, at="segments.contract_years", form=Form.WHOLE, low=1, high=5, default=1,
    structure=True, needs_ages=60,
    about="How long annual subscribers commit themselves; their price holds and nobody leaves until the term ends.",
)  # fmt: skip
stated_renewal = assumption(
    "Renewal rate, as stated", unit=SHARE, per=SEGMENT, at="segments.renewal_rate", form=Form.BY_AGE, above=0, high=1,
    when=(SEGMENT.renewal, "stated"),
    about="Share of the contracts that renew, by the age of the customer in months when the contract ends.",
)  # fmt: skip
opening_customers_given = assumption(
    "Opening customers", unit=CUSTOMERS, per=SEGMENT, at="segments.opening_customers", low=0, default=0,
    about="Customers at the plan's start.",
)  # fmt: skip
opening_age = assumption(
    "Age of the opening customers", unit=MONTHS, per=SEGMENT, at="segments.opening_age", form=Form.WHOLE, low=0, high=240, default=0,
    structure=True, opens_cohort=True,
    about="How long ago, on average, the opening customers joined: monthly ones have that age on their curve, annual ones are in "
    "the contract that runs at that age.",
)  # fmt: skip
opening_price = assumption(
    "Price opening customers pay", unit=MONEY, per=SEGMENT, at="segments.opening_price", low=0, default=0,
    needed_with="opening_customers_given",
    about="Recurring revenue per opening customer and month.",
)  # fmt: skip
opening_annual_share = assumption(
    "Share of opening customers on annual contracts", unit=SHARE, per=SEGMENT, at="segments.opening_annual_share", low=0, high=1, default=0,
    about="Share of the opening customers who are bound by a contract of one or more years.",
)  # fmt: skip
clv_cap = assumption(
    "Months counted in CLV", unit=MONTHS, at="metrics.clv_cap_months", form=Form.WHOLE, low=1, high=60, default=60,
    about="Customer lifetime value counts so many months: nobody can see further.",
)  # fmt: skip
clv_discount_rate = assumption(
    "Discount rate of CLV", unit=SHARE, at="metrics.clv_discount_rate", period=Period.YEARLY, low=0, high=1, default=0.15,
    about="Yearly rate at which the discounted lifetime value counts later payments; 15 % is customary for a private company "
    "with predictable revenue.",
)  # fmt: skip


@line(
    "Cumulative hazard", unit=FACTOR, per=SEGMENT, shape=Shape.AGES, opening=0, when=(SEGMENT.retention, "weibull"),
)  # fmt: skip
def cumulative_hazard(age, weibull_scale, weibull_shape):
    """(age ÷ scale)^shape: survival is exp(−cumulative hazard)."""
    return ((1 + prior(age)) / weibull_scale) ** weibull_shape


@line("Churn by age", unit=RATE, per=SEGMENT, shape=Shape.AGES, opening=0, sign=Sign.NONNEGATIVE)
def churn_by_age(age, first_churn, alpha, beta, euler, cumulative_hazard, churn_table):
    """Share of the customers of this age who leave, before calendar effects; nobody leaves in the joining month."""
    return by_choice(
        SEGMENT.retention,
        constant=lambda: first_churn,
        shifted_beta_geometric=lambda: alpha / (alpha + beta + prior(age)),
        weibull=lambda: 1 - euler ** (prior(cumulative_hazard) - cumulative_hazard),
        table=lambda: churn_table,
    )


@line("Survival by age", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening=1, sign=Sign.POSITIVE)
def survival_by_age(survival_by_age, churn_by_age, smallest_survival):
    """Share of a cohort still there at this age; a cohort of which nothing measurable is left keeps that nothing."""
    return maximum(prior(survival_by_age) * (1 - churn_by_age), smallest_survival)


@line("Opening customers of their age, per cohort", unit=SHARE, per=SEGMENT, shape=Shape.SCALAR)
def opening_survival(survival_by_age, opening_age):
    """Share of a cohort still there at the age of the opening customers."""
    return look_up(survival_by_age, opening_age)


@check(
    "Opening customers are older than the retention curve lets them become", severity=Severity.ALERT, unit=FLAG, per=SEGMENT,
    shape=Shape.SCALAR,
)  # fmt: skip
def opening_age_unlikely(opening_customers_given, opening_survival):
    """1 when there are opening customers of an age that less than one in a million customers reaches."""
    return (opening_customers_given > 0) * (opening_survival <= 0)


@line("Survival of paying customers by age", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening=1)
def paying_survival(paying_survival, churn_by_age, first_involuntary_churn=0):
    """Share of a cohort on monthly terms still there at this age, failed payments counted."""
    return prior(paying_survival) * (1 - churn_by_age) * (1 - first_involuntary_churn)


@line("Term of contracts", unit=MONTHS, per=SEGMENT, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def term_months(contract_years):
    """Months for which an annual subscriber commits himself."""
    return 12 * contract_years


@line("Renewal rate by age", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening=1, sign=Sign.POSITIVE)
def renewal_by_age(survival_by_age, term_months, stated_renewal):
    """Share of the contracts ending at this age that renew: as stated, or survival over the term."""
    return by_choice(
        SEGMENT.renewal,
        curve=lambda: survival_by_age / prior(survival_by_age, term_months),
        stated=lambda: stated_renewal,
    )


@line("Opening customers on annual contracts", unit=CUSTOMERS, per=SEGMENT, shape=Shape.SCALAR)
def opening_annual_customers(opening_customers_given, opening_annual_share):
    """Opening customers bound by a contract of one or more years."""
    return opening_customers_given * opening_annual_share


@line("Opening customers on monthly terms", unit=CUSTOMERS, per=SEGMENT, shape=Shape.SCALAR)
def opening_monthly_customers(opening_customers_given, opening_annual_customers):
    """Opening customers billed month by month."""
    return opening_customers_given - opening_annual_customers


@line("Opening MRR of annual contracts", unit=MONEY, per=SEGMENT, shape=Shape.SCALAR)
def opening_annual_mrr(opening_annual_customers, opening_price):
    """Recurring revenue per month of the opening annual contracts."""
    return opening_annual_customers * opening_price


@line("Opening monthly customers by age", unit=CUSTOMERS, per=SEGMENT, shape=Shape.AGES, opening="same")
def opening_customers_by_age(opening_monthly_customers, age, opening_age):
    """The opening customers on monthly terms, at their age."""
    return opening_monthly_customers * same(age, opening_age)


@line("Opening monthly MRR by age", unit=MONEY, per=SEGMENT, shape=Shape.AGES, opening="same")
def opening_mrr_by_age(opening_customers_by_age, opening_price):
    """Recurring revenue of the opening customers on monthly terms, at their age."""
    return opening_customers_by_age * opening_price


@line("Survival by age on annual contracts", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening=1, sign=Sign.POSITIVE)
def contract_survival(contract_survival, age, term_months, renewal_by_age, first_involuntary_churn=0):
    """Share of a cohort of annual subscribers still there: it falls only when a contract ends."""
    renewed = renewal_by_age * (1 - first_involuntary_churn)
    return prior(contract_survival) * where(same(modulo(age, term_months), 0), renewed, 1)


@line("Survival of new customers", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening="same")
def joining_survival(paying_survival, contract_survival, first_annual_share):
    """Share of new customers still there at this age, monthly and annual as they join at the plan's start."""
    return paying_survival * (1 - first_annual_share) + contract_survival * first_annual_share


@line("Survival counted in CLV", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening="same")
def counted_survival(joining_survival, clv_cap, age):
    """Survival of new customers, up to the months that customer lifetime value counts."""
    return joining_survival * (clv_cap > age)


@line("Capped lifetime", unit=DURATION, per=SEGMENT, shape=Shape.SCALAR)
def capped_lifetime(counted_survival):
    """Months a new customer is expected to pay, of those that count."""
    return sum_ages(counted_survival)


@line("Value of a payment by age", unit=FACTOR, shape=Shape.AGES, opening=1)
def payment_value(payment_value, clv_discount_rate):
    """What a dollar at this age is worth when a customer joins; the first payment is at once."""
    return prior(payment_value) / twelfth_root(1 + clv_discount_rate)


@line("Discounted survival", unit=SHARE, per=SEGMENT, shape=Shape.AGES, opening="same")
def discounted_survival(counted_survival, payment_value):
    """Survival counted in CLV, worth what it is when a customer joins."""
    return counted_survival * payment_value


@line("Discounted lifetime", unit=DURATION, per=SEGMENT, shape=Shape.SCALAR)
def discounted_lifetime(discounted_survival):
    """Months a new customer is expected to pay, of those that count, each worth what it is when he joins."""
    return sum_ages(discounted_survival)


CHARTS = [
    Chart(
        "C18", "How long do customers stay?", "line", "ages", (Series("survival_by_age", style="line"),), "percent",
        from_zero=True, up_to=1,
    ),
]  # fmt: skip
