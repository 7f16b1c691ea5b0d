"""Growth: of revenue, recurring revenue and revenue per customer."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import at_month, maximum, not_available, or_else, prior, ratio, trailing, where
from planbook.language.units import FACTOR, FLAG, MONEY, MULTIPLE, NUMBER, PRICE, SHARE, Kind, Shape, Sign, Year

CHAPTER = Chapter("growth", "Pace", "Growth", "How fast revenue, recurring revenue and revenue per customer grow.")

last_year_revenue = assumption(
    "Last year's revenue", unit=MONEY, at="history.revenue", low=0, default=0,
    about="Revenue of the twelve months before the plan; 0 if there is none to compare with.",
)  # fmt: skip

last_year_arr = assumption(
    "ARR a year before the plan", unit=MONEY, at="history.arr", low=0, default=0,
    about="Annual recurring revenue twelve months before the plan's start; 0 if it is not known.",
)  # fmt: skip


# Windows: figures of twelve months, or of a quarter, are not available before so many months have passed.


@line("Full year of months", unit=FLAG, kind=Kind.FACTOR, opening=0)
def full_year(month):
    """1 from month 12 on: twelve-month figures are not available before."""
    return month >= 12


@line("Full quarter of months", unit=FLAG, kind=Kind.FACTOR, opening=0)
def full_quarter(month, months_per_quarter):
    """1 from month 3 on: figures of three months are not available before."""
    return month >= months_per_quarter


# Revenue.


@line("Revenue of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=lambda last_year_revenue: last_year_revenue)
def revenue_12_months(revenue, last_year_revenue, last_year_part):
    """Revenue of the last twelve months; before month 12 the rest comes evenly from last year's revenue."""
    return trailing(revenue, 12) + last_year_revenue * last_year_part


@line("Revenue a year earlier", unit=MONEY, kind=Kind.BALANCE, opening=0)
def revenue_a_year_earlier(revenue_12_months, last_year_revenue, month):
    """Twelve-month revenue of twelve months ago; 0 until there is a full year to compare with."""
    comparable = maximum((last_year_revenue > 0) * (month >= 12), prior(month, 12) >= 12)
    return prior(revenue_12_months, 12) * comparable


@line(
    "Revenue growth, year on year", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("revenue_growth_rate",),
    metric=higher(
        "twelve months", "founders, investors, finance", "weekly, monthly, quarterly",
        variant="revenue of twelve months, year on year", absent="Without revenue of a year before.",
    ),
)  # fmt: skip
def revenue_growth(revenue_12_months, revenue_a_year_earlier):
    """Revenue of twelve months against the twelve months before."""
    return ratio(revenue_12_months - revenue_a_year_earlier, revenue_a_year_earlier)


@line(
    "Revenue growth, month on month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE,
    metric=higher(
        "month", "finance", "monthly", variant="month on month", absent="In the first month, and after a month without revenue.",
        note="Benchmarks of growth are yearly: they belong beside growth year on year. It has no year: that would be the last month's, "
        "and its season.",
    ),
)  # fmt: skip
def revenue_growth_in_month(revenue):
    """Revenue of the month against that of the month before."""
    return ratio(revenue - prior(revenue), prior(revenue))


@line("Revenue of the plan's last twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_revenue(revenue):
    """Revenue of the last twelve months, without last year's."""
    return trailing(revenue, 12)


@line("Revenue of a full twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_revenue_12_months(plan_revenue, full_year):
    """Revenue of the last twelve months of the plan; 0 before month 12."""
    return plan_revenue * full_year


@line("Revenue, last over first twelve months", unit=MULTIPLE, shape=Shape.SCALAR)
def revenue_multiple(plan_revenue_12_months, horizon):
    """Revenue of the plan's last twelve months ÷ that of its first twelve; not available without revenue in those."""
    return ratio(at_month(plan_revenue_12_months, horizon), at_month(plan_revenue_12_months, 12))


@line("Years between the first and the last twelve months, inverse", unit=FACTOR, shape=Shape.SCALAR)
def growth_exponent(horizon):
    """12 ÷ the months between the first and the last twelve months; 0 in a plan of a year."""
    return or_else(ratio(12, horizon - 12), 0)


@line("Revenue multiple that can be annualised", unit=MULTIPLE, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def positive_revenue_multiple(revenue_multiple, smallest_survival):
    """The multiple, where it is not available or nothing a number too small to count: it stands under a root."""
    return maximum(or_else(revenue_multiple, 0), smallest_survival)


@line(
    "Revenue growth a year, over the plan", unit=SHARE, shape=Shape.SCALAR, aliases=("cagr",),
    metric=higher(
        "plan", "founders, investors", "quarterly, yearly", variant="compound, first to last twelve months",
        absent="In a plan of less than two years, and without revenue in the first twelve months.",
        note="In a shorter plan the first and the last twelve months overlap: a change of one month would be raised to its 12th power.",
    ),
)  # fmt: skip
def revenue_cagr(positive_revenue_multiple, growth_exponent, horizon):
    """Compound annual growth rate: what revenue grows by in each year, from the plan's first to its last twelve months."""
    known = (positive_revenue_multiple > 0) * (horizon - 12 >= 12)
    return where(known, positive_revenue_multiple**growth_exponent - 1, not_available)


# Recurring revenue.


@line(
    "MRR growth, month on month", unit=SHARE, kind=Kind.RATIO, year=Year.NONE,
    metric=higher("month", "founders, sales", "monthly", variant="month on month", absent="Without opening MRR."),
)  # fmt: skip
def mrr_growth(closing_mrr, opening_mrr):
    """What MRR grows by in the month."""
    return ratio(closing_mrr - opening_mrr, opening_mrr)


@line("Opening MRR of the plan", unit=MONEY, shape=Shape.SCALAR)
def mrr_at_start(closing_mrr):
    """MRR at the plan's start."""
    return at_month(closing_mrr, 0)


@line("MRR of twelve months ago, as far as known", unit=MONEY, kind=Kind.BALANCE, opening="same")
def earlier_mrr(mrr_a_year_earlier, last_year_arr, mrr_at_start, last_year_part):
    """MRR of twelve months ago; before month 12 on the straight line from ARR a year before the plan to that of its start.

    0 where the plan does not say what ARR was a year before.
    """
    started = (last_year_arr > 0) * (last_year_part > 0)
    return mrr_a_year_earlier + started * (last_year_arr / 12 * last_year_part + mrr_at_start * (1 - last_year_part))


@line(
    "ARR growth, year on year", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same",
    metric=higher(
        "twelve months", "investors, founders", "monthly, quarterly", variant="year on year, live contracts",
        absent="Before month 12 unless the plan says what ARR was a year before, and without MRR twelve months ago.",
    ),
)  # fmt: skip
def arr_growth(closing_mrr, earlier_mrr):
    """ARR against that of twelve months ago; the same as the growth of MRR."""
    return ratio(closing_mrr - earlier_mrr, earlier_mrr)


@line(
    "Net new ARR", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "investors, sales", "monthly, quarterly", variant="12 × change of closing MRR"),
)  # fmt: skip
def net_new_arr(closing_arr):
    """ARR at month end less ARR at the end of last month: gains less losses."""
    return closing_arr - prior(closing_arr)


# Revenue per customer.


@line(
    "ARPU", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, opening="same",
    metric=higher(
        "month end", "founders, investors", "monthly, quarterly", variant="closing MRR ÷ closing customers",
        absent="Without customers.",
    ),
)  # fmt: skip
def arpu(closing_mrr, closing_customers):
    """Average revenue per customer and month: closing MRR ÷ closing customers."""
    return ratio(closing_mrr, closing_customers)


@line("ARPU", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT, opening="same")
def segment_arpu(segment_closing_mrr, segment_closing_customers):
    """The segment's closing MRR ÷ its closing customers."""
    return ratio(segment_closing_mrr, segment_closing_customers)


@line("ARPU of twelve months ago", unit=PRICE, kind=Kind.RATIO, year=Year.LAST)
def arpu_a_year_earlier(mrr_a_year_earlier, customers_a_year_earlier):
    """Revenue per customer and month twelve months ago."""
    return ratio(mrr_a_year_earlier, customers_a_year_earlier)


@line(
    "ARPU growth, year on year", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, aliases=("revenue_per_customer_growth",),
    metric=higher(
        "twelve months", "founders, investors", "quarterly", variant="year on year", absent="Before month 12, and without customers.",
        note="New customers who pay less than old ones lower it, though nobody pays less than before.",
    ),
)  # fmt: skip
def arpu_growth(arpu, arpu_a_year_earlier):
    """Average revenue per customer against that of twelve months ago."""
    return ratio(arpu - arpu_a_year_earlier, arpu_a_year_earlier)


@line("ARPU that the index starts from", unit=PRICE, per=SEGMENT, shape=Shape.SCALAR)
def segment_arpu_base(segment_arpu, new_price):
    """The segment's ARPU at the plan's start, or its price for new customers where it has none yet."""
    return or_else(at_month(segment_arpu, 0), at_month(new_price, 0))


@line("ARPU, opening = 100", unit=NUMBER, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_arpu_index(segment_arpu, segment_arpu_base):
    """The segment's ARPU as a percentage of what it starts from."""
    return ratio(100 * segment_arpu, segment_arpu_base)


@line("ARPU of all customers at the start", unit=PRICE, shape=Shape.SCALAR)
def arpu_base(arpu):
    """ARPU of the opening customers; not available without any."""
    return at_month(arpu, 0)


@line("ARPU of all customers, opening = 100", unit=NUMBER, kind=Kind.RATIO, year=Year.LAST)
def arpu_index(arpu, arpu_base):
    """ARPU as a percentage of that of the opening customers."""
    return ratio(100 * arpu, arpu_base)


@line(
    "Average contract value", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, opening="same", aliases=("acv", "average_contract_value"),
    metric=higher(
        "month end", "sales, investors", "quarterly", variant="average of all customers: ARR ÷ customers", absent="Without customers.",
        note="Three letters for two figures: the annual contract value of the customers who sign is `new_acv`.",
    ),
)  # fmt: skip
def arr_per_customer(closing_arr, closing_customers):
    """What a customer pays a year: closing ARR ÷ closing customers."""
    return ratio(closing_arr, closing_customers)


CHARTS = [
    Chart(
        "C30", "What does a customer pay (opening = 100)?", "line", "months",
        (Series("segment_arpu_index", style="line"), Series("arpu_index", "All customers", "line")), "count",
    ),
]
