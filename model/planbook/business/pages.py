"""The pages of the workbook: which charts stand together, what to notice in them, and the heat maps of cohorts.

A page lists its charts by id; those of absent chapters leave no gap. A sentence whose lines a plan does not
have is left out.
"""

from planbook.language.charts import ChosenYear, Figure, Front, HeatMap, Item, Month, Page, Ranking, Sentence, Tile, Words, text


def ids(first, last):
    """The ids of charts from one number to another."""
    return tuple(f"C{number:02d}" for number in range(first, last + 1))


def opening(line):
    """A balance at the plan's start."""
    return Figure(line, "opening")


def first(line, style=""):
    """A figure of the first fiscal year, or month where it has no year."""
    return Figure(line, "first", style)


def last(line, style=""):
    """A figure of the last fiscal year, or month; a balance at the plan's end; a scalar."""
    return Figure(line, "last", style)


def chosen(line, style=""):
    """A figure of the year that the reader has chosen."""
    return Figure(line, "year", style)


OTHER_REVENUES = ("segment_setup_revenue", "segment_usage_revenue", "segment_services_revenue")

# Together the items of each make up all revenue, and all costs up to profit before tax.
LARGEST_REVENUES = Ranking(
    "Largest revenues",
    (
        Item("segment_revenue", "{member}: subscription", OTHER_REVENUES), Item("segment_setup_revenue", "{member}: set-up"),
        Item("segment_usage_revenue", "{member}: usage"), Item("segment_services_revenue", "{member}: services"),
    ),
    "revenue", "of revenue",
)  # fmt: skip
LARGEST_EXPENSES = Ranking(
    "Largest expenses",
    (
        Item("department_payroll", "{member}: people"), Item("recruiting", "Recruiting"), Item("overhead_cost"),
        Item("segment_programme_spend", "{member}: programmes"), Item("commission", "Sales commission"),
        Item("segment_onboarding", "{member}: onboarding"), Item("hosting_cost", "Hosting"),
        Item("segment_services_cost", "{member}: services"), Item("bad_debt", "Bad debt"),
        Item("depreciation", "Depreciation"), Item("interest_expense", "Interest"),
    ),
    "revenue", "of revenue",
)  # fmt: skip

EXECUTIVE = Page(
    "Dashboard", "executive summary", "Headline figures, growth, cash and value on one page", ids(1, 8),
    (
        Sentence(
            text("ARR goes from {start} to {end}.", start=opening("closing_arr"), end=last("closing_arr")),
            text("Revenue of the last fiscal year grows by {growth}.", growth=last("revenue_growth")),
        ),
        Sentence(
            text("Cash is lowest in {month}, at {low}.", month=Month("closing_cash"), low=last("minimum_cash")),
            text("Without the round the lowest would be {low}.", low=last("minimum_cash_without_round")),
        ),
        Sentence(
            text("EBITDA {earned} {amount} in the last fiscal year.", earned=Words(last("ebitda"), None, "earns", "loses"),
                 amount=last("ebitda")),
            text("Its margin goes from {first} in the first one to {last}.",
                 first=first("ebitda_margin"), last=last("ebitda_margin")),
        ),
    ),
    (
        Tile("ARR at the plan's end", text("{arr}", arr=last("closing_arr")),
             text("from {start} at its start", start=opening("closing_arr"))),
        Tile("Revenue of the last fiscal year", text("{revenue}", revenue=last("revenue")),
             text("growing by {growth}", "n/a", growth=last("revenue_growth"))),
        Tile("EBITDA margin, last fiscal year", text("{margin}", "n/a", margin=last("ebitda_margin")),
             text("gross margin {gross}", "n/a", gross=last("gross_margin"))),
        Tile("Lowest cash", text("{cash}", cash=last("minimum_cash")),
             text("{cash} without the round", cash=last("minimum_cash_without_round"))),
        Tile("CLV:CAC at the plan's end", text("{ratio}", "n/a", ratio=last("clv_to_cac")),
             text("CAC {cac}, fully loaded", "n/a", cac=last("cac_12_months", "amount"))),
        Tile("Enterprise value, DCF", text("{value}", "not meaningful", value=last("enterprise_value")),
             text("{multiple} opening ARR", "the normalised terminal flow is not positive", multiple=last("ev_to_opening_arr"))),
    ),
    (LARGEST_REVENUES, LARGEST_EXPENSES),
)  # fmt: skip

GROWTH = Page(
    "Growth", "growth", "New business, recurring revenue and what moves it", ids(9, 16),
    (
        Sentence(
            text("In {year} new customers bring {new} of MRR.", year=ChosenYear(), new=chosen("new_mrr")),
            text("Expansion adds {expansion}, price changes {price}.", expansion=chosen("expansion_mrr"), price=chosen("price_mrr")),
        ),
        Sentence(
            text("Customers who leave take {churned} of MRR with them.", churned=chosen("churned_mrr")),
            text("Gains are {ratio} the losses of the year.", "Nothing is lost in the year.", ratio=chosen("quick_ratio")),
        ),
        Sentence(
            text("{new} customers join in the last fiscal year.", new=last("new_customers")),
            text("In the first it is {new}.", new=first("new_customers")),
        ),
    ),
)  # fmt: skip

RETENTION = Page(
    "Retention", "retention", "Who stays, who leaves, and how cohorts last", ids(17, 24),
    (
        Sentence(
            text("Customers go from {start} to {end}.", start=opening("closing_customers"), end=last("closing_customers")),
            text("In {year} {joined} join and {left} leave.", year=ChosenYear(), joined=chosen("new_customers"),
                 left=chosen("churned_customers")),
        ),
        Sentence(
            text("Monthly customer churn goes from {first} to {last}.",
                 first=first("customer_churn_rate", "two_digits"), last=last("customer_churn_rate", "two_digits")),
            text("Of revenue, {rate} a month is lost before upgrades at the plan's end.", rate=last("revenue_churn_rate", "two_digits")),
        ),
        Sentence(
            text("In {year} gains are {ratio} the losses of MRR.", "In the chart year no MRR is lost.", year=ChosenYear(),
                 ratio=chosen("quick_ratio")),
            text("A ratio of four and more is what investors call healthy."),
        ),
    ),
)  # fmt: skip

ECONOMICS = Page(
    "Economics", "unit economics", "What a customer costs, pays and is worth", ids(25, 32),
    (
        Sentence(
            text("A customer is worth {value} and costs {cost} to win.", value=last("blended_clv", "amount"),
                 cost=last("cac_12_months", "amount")),
            text("That is {ratio}, against the {goal} to reach.", ratio=last("clv_to_cac"), goal=last("clv_to_cac_goal")),
        ),
        Sentence(
            text("A customer pays {first} a month, in the end {last}.", first=opening("arpu"), last=last("arpu")),
        ),
        Sentence(
            text("Winning a customer costs {last} at the plan's end.", last=last("cac_12_months", "amount")),
            text("Sales and marketing take {share} of revenue.", share=last("sales_marketing_share")),
        ),
    ),
)  # fmt: skip

EARNINGS = Page(
    "Earnings", "profit and people", "Revenue, margins, costs by function, people", ids(33, 40),
    (
        Sentence(
            text("Gross margin goes from {first} to {last}.", first=first("gross_margin"),
                 last=last("gross_margin")),
            text("The net margin of the last fiscal year is {net}.", net=last("net_margin")),
        ),
        Sentence(
            text("Sales and marketing: {last} of revenue, after {first}.", first=first("sales_marketing_share"),
                 last=last("sales_marketing_share")),
            text("Development takes {development}, administration {administration}.",
                 development=last("research_development_share"), administration=last("general_admin_share")),
        ),
        Sentence(
            text("{heads} people work here at the plan's end.", heads=last("headcount")),
            text("At the end of the first fiscal year it is {heads}.", heads=first("headcount")),
        ),
    ),
)  # fmt: skip

LIQUIDITY = Page(
    "Liquidity", "cash and balance sheet", "Cash, what moves it, what the company owns and owes", ids(41, 48),
    (
        Sentence(
            text("Cash is lowest in {month}, at {low}.", month=Month("closing_cash"), low=last("minimum_cash")),
            text("At the plan's end there is {cash}.", cash=last("closing_cash")),
        ),
        Sentence(
            text("In {year} operations and investment {bring} {flow}.", year=ChosenYear(),
                 bring=Words(chosen("free_cash_flow"), None, "bring", "cost"), flow=chosen("free_cash_flow")),
            text("Investors pay in {funding} in that year.", funding=chosen("financing_cash_flow")),
        ),
        Sentence(
            text("Customers have paid {deferred} in advance at the end.", deferred=last("closing_deferred_revenue")),
            text("They owe {receivables} on invoices.", receivables=last("closing_receivables")),
        ),
    ),
)  # fmt: skip

OPERATIONS = Page(
    "Operations", "operations", "Storage, support and how the product is used", ids(49, 56),
    (
        Sentence(
            text("{stored} TB are stored at the plan's end.", stored=last("stored")),
            text("The storage nodes hold {capacity} TB.", capacity=last("capacity")),
        ),
        Sentence(
            text("{tickets} tickets come in the last fiscal year.", tickets=last("tickets")),
            text("{agents} agents answer them at its end.", agents=last("support_agents")),
        ),
        Sentence(
            text("Hosting costs {hosting} in the last fiscal year.", hosting=last("hosting_cost")),
            text("In the first it is {hosting}.", hosting=first("hosting_cost")),
        ),
    ),
)  # fmt: skip

RETURNS = Page(
    "Returns", "valuation and returns", "What the company is worth, by which method", ids(57, 64),
    (
        Sentence(
            text("Discounted cash flow gives {value}.", "Discounted cash flow gives no meaningful value.", value=last("enterprise_value")),
            text("That is {multiple} today's ARR.", multiple=last("ev_to_opening_arr")),
        ),
        Sentence(
            text("{share} of that value lies beyond the plan.", "No share of the value beyond the plan can be given.",
                 share=last("terminal_share")),
            text("The years of the plan itself give {explicit}.", explicit=last("explicit_value")),
        ),
        Sentence(
            text("Sold at the exit multiple, it is worth {value} today.", value=last("exit_multiple_value")),
            text("At the market's entry multiple it is worth {value}.", value=last("multiple_value")),
        ),
    ),
)  # fmt: skip

RISK = Page("Risk", "risk", "What moves value and cash most", ids(65, 72), ())

FRONT = Front(
    (EXECUTIVE, GROWTH, RETENTION, ECONOMICS, EARNINGS, LIQUIDITY, OPERATIONS, RETURNS, RISK),
    (
        HeatMap("cohort_customers", "Customers who stay", per_member=True),
        HeatMap("cohort_mrr", "MRR that stays, all segments", per_member=False),
    ),
)
