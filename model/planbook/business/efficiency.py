"""Efficiency: what a customer, and a dollar of ARR, costs to win; burn and growth against each other."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Series, assumption, constant, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import maximum, not_available, prior, ratio, total, trailing, where
from planbook.language.units import CUSTOMERS, FLAG, MONEY, MULTIPLE, SHARE, Kind, Shape, Year

CHAPTER = Chapter(
    "efficiency", "Efficiency", "Efficiency of growth",
    "Acquisition cost, sales efficiency, burn multiple, Rule of 40; each names its variant.",
)  # fmt: skip

growth_and_margin_goal = constant(
    "Growth and margin to reach together", 0.4, unit=SHARE, about="Revenue growth and EBITDA margin of a healthy company add up to this.",
)  # fmt: skip
magic_number_goal = constant(
    "Magic number to reach", 0.75, unit=MULTIPLE, about="From here on, more sales and marketing is held to pay.",
)  # fmt: skip

last_year_sales_marketing = assumption(
    "Last year's sales and marketing", unit=MONEY, at="history.sales_marketing", low=0, default=0, needed_with="last_year_customers",
    about="Fully loaded sales and marketing of the twelve months before the plan; 0 if it is not known.",
)  # fmt: skip
last_year_customers = assumption(
    "Last year's new customers", unit=CUSTOMERS, at="history.new_customers", low=0, default=0, needed_with="last_year_sales_marketing",
    about="Customers who signed in the twelve months before the plan; 0 if it is not known.",
)  # fmt: skip


# Acquisition cost: customers who sign, since they are what is paid for.


@line(
    "CAC, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower(
        "month", "sales, investors", "monthly", variant="fully loaded, of the month", absent="When nobody signs.",
        note="One source divides by all customers; it is customers won.",
    ),
)  # fmt: skip
def cac(sales_marketing_cost, won_customers):
    """Customer acquisition cost: all sales and marketing of the month ÷ customers who sign in it."""
    return ratio(sales_marketing_cost, won_customers)


@line(
    "CAC, blended programme", unit=MONEY, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "sales, investors", "monthly", variant="blended, without salaries and commission", absent="When nobody signs."),
)  # fmt: skip
def programme_cac(programme_spend, won_customers):
    """Programme spend of all segments ÷ all new customers, without salaries and commission."""
    return ratio(programme_spend, won_customers)


@line("Acquisition cost of last year is known", unit=FLAG, shape=Shape.SCALAR)
def acquisition_known(last_year_sales_marketing, last_year_customers):
    """1 where the plan says what was spent in the year before it, and who was won."""
    return (last_year_sales_marketing > 0) * (last_year_customers > 0)


@line("Sales and marketing of the plan's last twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_sales_marketing(sales_marketing_cost):
    """Sales and marketing of the last twelve months, without last year's."""
    return trailing(sales_marketing_cost, 12)


@line("Sales and marketing of twelve months", unit=MONEY, kind=Kind.BALANCE, opening="same")
def sales_marketing_12_months(plan_sales_marketing, last_year_sales_marketing, last_year_part, acquisition_known):
    """Sales and marketing of the last twelve months; before month 12 the rest comes evenly from last year's, where it is known."""
    return plan_sales_marketing + last_year_sales_marketing * last_year_part * acquisition_known


@line("Customers won in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_won_12_months(segment_won_customers):
    """Customers who signed in the last twelve months."""
    return trailing(segment_won_customers, 12)


@line("Customers won in a full twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, opening="same")
def won_12_months(segment_won_12_months, last_year_customers, last_year_part, full_year, acquisition_known):
    """Customers of all segments who signed in the last twelve months; before month 12 with part of last year's, or else 0."""
    return (total(segment_won_12_months) + last_year_customers * last_year_part) * maximum(full_year, acquisition_known)


@line(
    "CAC of twelve months, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, opening="same",
    metric=lower(
        "twelve months", "sales, investors", "monthly, quarterly", variant="fully loaded, twelve months",
        absent="Before month 12 unless the plan gives last year's sales and marketing and new customers, and when nobody signs.",
    ),
)  # fmt: skip
def cac_12_months(sales_marketing_12_months, won_12_months):
    """Sales and marketing ÷ customers won, of the last twelve months."""
    return ratio(sales_marketing_12_months, won_12_months)


@line("Sales and marketing of three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def sales_marketing_of_quarter(sales_marketing_cost, months_per_quarter):
    """Sales and marketing of the last three months."""
    return trailing(sales_marketing_cost, months_per_quarter)


@line("Customers won in a full three months", unit=CUSTOMERS, kind=Kind.BALANCE, opening=0)
def won_of_quarter(won_customers, months_per_quarter, full_quarter):
    """Customers who signed in the last three months; 0 before month 3."""
    return trailing(won_customers, months_per_quarter) * full_quarter


@line(
    "CAC of three months, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.LAST,
    metric=lower(
        "quarter", "sales, investors", "monthly", variant="fully loaded, three months", absent="Before month 3, and when nobody signs.",
        note="Steadier than a month's, sooner than a year's: the trend to watch.",
    ),
)  # fmt: skip
def cac_of_quarter(sales_marketing_of_quarter, won_of_quarter):
    """Sales and marketing ÷ customers won, of the last three months."""
    return ratio(sales_marketing_of_quarter, won_of_quarter)


# By segment: programmes as they are spent, the team and commission by the annual contract value won.


@line("Programme spend of twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_programme_12_months(segment_programme_spend):
    """Advertising, events and partner fees of the last twelve months."""
    return trailing(segment_programme_spend, 12)


@line("New ACV of twelve months", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_new_acv_12_months(segment_new_acv):
    """Annual contract value of the customers who signed in the last twelve months."""
    return trailing(segment_new_acv, 12)


@line("Sales team of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def sales_team_12_months(plan_sales_marketing, segment_programme_12_months):
    """Sales and marketing of the plan's last twelve months without programmes: people, commission, tools."""
    return plan_sales_marketing - total(segment_programme_12_months)


@line("Sales team per new ACV", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST)
def sales_team_per_acv(sales_team_12_months, segment_new_acv_12_months):
    """What people, commission and tools cost for each dollar of annual contract value won; not available when none is won."""
    return ratio(sales_team_12_months, total(segment_new_acv_12_months))


@line("Sales and marketing of twelve months", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT)
def segment_sales_marketing_12_months(segment_programme_12_months, sales_team_per_acv, segment_new_acv_12_months):
    """The segment's programmes, and its part of the team by the annual contract value it wins."""
    return segment_programme_12_months + sales_team_per_acv * segment_new_acv_12_months


@line("Customers won in a full twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def segment_won_full_year(segment_won_12_months, full_year):
    """The segment's customers who signed in the last twelve months; 0 before month 12."""
    return segment_won_12_months * full_year


@line(
    "CAC of twelve months, fully loaded", unit=MONEY, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT,
    metric=lower(
        "twelve months", "sales, investors", "quarterly", variant="fully loaded; programmes direct, team by new ACV",
        absent="Before month 12, and when nobody signs.",
        note="Shared by customers instead, small accounts would carry the cost of winning large ones.",
    ),
)  # fmt: skip
def segment_cac_12_months(segment_sales_marketing_12_months, segment_won_full_year):
    """The segment's sales and marketing ÷ customers it wins, of the last twelve months."""
    return ratio(segment_sales_marketing_12_months, segment_won_full_year)


# What a dollar of sales and marketing brings.


@line("Net new ARR of three months", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)
def net_new_arr_of_quarter(net_new_arr, months_per_quarter, full_quarter):
    """What ARR has grown by in the last three months; not available before month 3."""
    return where(full_quarter, trailing(net_new_arr, months_per_quarter), not_available)


@line("Sales and marketing of the three months before", unit=MONEY, kind=Kind.BALANCE, opening=0)
def earlier_sales_marketing(sales_marketing_of_quarter, month, months_per_quarter):
    """Sales and marketing of the quarter before the last three months; 0 before month 6."""
    return (month >= months_per_quarter + months_per_quarter) * prior(sales_marketing_of_quarter, months_per_quarter)


@line(
    "Magic number", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "investors, sales", "quarterly", variant="net new ARR ÷ sales and marketing of the quarter before",
        absent="Before month 6, and when nothing was spent.",
        note="ARR is a yearly figure already: nothing is multiplied by four. The older definition takes revenue.",
    ),
)  # fmt: skip
def magic_number(net_new_arr_of_quarter, earlier_sales_marketing):
    """Net new ARR of three months ÷ sales and marketing of the three months before."""
    return ratio(net_new_arr_of_quarter, earlier_sales_marketing)


@line("Revenue of three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def revenue_of_quarter(revenue, months_per_quarter):
    """Revenue of the last three months."""
    return trailing(revenue, months_per_quarter)


@line("Increase of quarterly revenue, a year's worth (a fall is negative)", unit=MONEY, kind=Kind.BALANCE, opening=0)
def annualised_revenue_increase(revenue_of_quarter, months_per_quarter):
    """What revenue of three months exceeds that of the three months before by, times four."""
    return (revenue_of_quarter - prior(revenue_of_quarter, months_per_quarter)) * 12 / months_per_quarter


@line(
    "Magic number, revenue", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "investors", "quarterly", variant="4 × increase of recognised revenue ÷ sales and marketing of the quarter before",
        absent="Before month 6, and when nothing was spent.", note="What can be computed of a listed company; one-off revenue is in it.",
    ),
)  # fmt: skip
def magic_number_of_revenue(annualised_revenue_increase, earlier_sales_marketing):
    """Four times the increase of quarterly revenue ÷ sales and marketing of the three months before."""
    return ratio(annualised_revenue_increase, earlier_sales_marketing)


@line("Gross new ARR of three months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def gross_new_arr_of_quarter(gains_of_quarter):
    """Twelve times the MRR gained in the last three months, before losses."""
    return 12 * gains_of_quarter


@line(
    "Sales efficiency, gross", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "sales, investors", "quarterly", variant="gross new ARR ÷ sales and marketing of the quarter before",
        absent="Before month 6, and when nothing was spent.",
    ),
)  # fmt: skip
def gross_sales_efficiency(gross_new_arr_of_quarter, earlier_sales_marketing):
    """ARR gained in three months, before losses, ÷ sales and marketing of the three months before."""
    return ratio(gross_new_arr_of_quarter, earlier_sales_marketing)


@line(
    "Sales efficiency, net", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "sales, investors", "quarterly", variant="net new ARR ÷ sales and marketing of the same quarter",
        absent="Before month 3, and when nothing was spent.",
    ),
)  # fmt: skip
def net_sales_efficiency(net_new_arr_of_quarter, sales_marketing_of_quarter):
    """Net new ARR ÷ sales and marketing, both of the last three months."""
    return ratio(net_new_arr_of_quarter, sales_marketing_of_quarter)


# Burn against growth.


@line("Net new ARR of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def net_new_arr_12_months(net_new_arr, full_year):
    """What ARR has grown by in the last twelve months; 0 before month 12."""
    return trailing(net_new_arr, 12) * full_year


@line("Cash burnt in twelve months (negative: cash generated)", unit=MONEY, kind=Kind.BALANCE, opening=0)
def burn_12_months(free_cash_flow):
    """Operating and investing cash flow of the last twelve months, as what it takes."""
    return -trailing(free_cash_flow, 12)


@line("Cash is generated over twelve months", unit=FLAG, kind=Kind.FACTOR, opening=0)
def generates_cash(burn_12_months, full_year):
    """1 where the last twelve months burnt nothing: no growth of ARR had to be paid for in cash."""
    return full_year * (burn_12_months <= 0)


@line("Cash is burnt and ARR does not grow", unit=FLAG, kind=Kind.FACTOR, opening=0)
def burns_without_growth(net_new_arr_12_months, generates_cash, full_year):
    """1 where the last twelve months burnt cash and added no ARR: no multiple could be worse."""
    return full_year * (1 - generates_cash) * (net_new_arr_12_months <= 0)


@line("Growth of ARR that took cash", unit=MONEY, kind=Kind.BALANCE, opening=0)
def arr_gained_12_months(net_new_arr_12_months, generates_cash):
    """Net new ARR of the last twelve months; 0 where ARR shrinks, and where nothing was burnt for it."""
    return maximum(net_new_arr_12_months, 0) * (1 - generates_cash)


@line(
    "Burn multiple", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST,
    metric=lower(
        "twelve months", "investors, founders", "monthly, quarterly", variant="twelve months, operating and investing cash flow",
        absent="Before month 12, when ARR does not grow, and when cash is generated.", beyond=("generates_cash", "generates cash"),
        failing=("burns_without_growth", "no growth"),
        note="Below 0 a lower multiple would be no better: it would fall when ARR grows less. Others take operating costs less revenue, "
        "or a quarter.",
    ),
)  # fmt: skip
def burn_multiple(burn_12_months, arr_gained_12_months):
    """Cash burnt ÷ growth of ARR, of twelve months: what a dollar of new ARR takes in cash."""
    return ratio(burn_12_months, arr_gained_12_months)


@line("Gross profit of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def gross_profit_12_months(gross_profit):
    """Gross profit of the last twelve months."""
    return trailing(gross_profit, 12)


@line("Gross margin of twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def gross_margin_12_months(gross_profit_12_months, plan_revenue_12_months):
    """Gross profit ÷ revenue of the last twelve months."""
    return ratio(gross_profit_12_months, plan_revenue_12_months)


@line("EBITDA of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=0)
def plan_ebitda_12_months(ebitda):
    """EBITDA of the last twelve months."""
    return trailing(ebitda, 12)


@line("EBITDA margin of twelve months", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def ebitda_margin_12_months(plan_ebitda_12_months, plan_revenue_12_months):
    """EBITDA ÷ revenue of the last twelve months."""
    return ratio(plan_ebitda_12_months, plan_revenue_12_months)


@line(
    "Rule of 40", unit=SHARE, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "twelve months", "investors, founders", "quarterly", variant="revenue growth year on year + EBITDA margin",
        absent="Before month 12, and without revenue of a year before.",
        note="Others take free cash flow, or growth of ARR; below some $15m of ARR it says little.",
    ),
)  # fmt: skip
def rule_of_40(revenue_growth, ebitda_margin_12_months):
    """Revenue growth and EBITDA margin of twelve months, added up."""
    return revenue_growth + ebitda_margin_12_months


CHARTS = [
    Chart(
        "C05", "Do growth and margin add up to 40 %?", "stacked", "years",
        (
            Series("revenue_growth", "Revenue growth"), Series("ebitda_margin_12_months", "EBITDA margin"),
            Series("growth_and_margin_goal", "40 % together", "reference"),
        ),
        "percent",
    ),
    Chart(
        "C32", "How much ARR does a sales dollar buy?", "column", "quarters",
        (Series("magic_number", "Magic number"), Series("magic_number_goal", "to reach", "reference")), "multiple",
    ),
]  # fmt: skip
