"""The pages of the workbook: which charts stand together, what to notice in them, and the heat maps of cohorts.

A page lists its charts by id; those of absent chapters leave no gap. A sentence whose lines a plan does not
have is left out.
"""

from dataclasses import replace

from planbook.business.studied import STUDIED
from planbook.business.summary import SUMMARY
from planbook.language.charts import ChosenYear, Figure, Front, HeatMap, Item, Month, Page, Ranking, Sentence, Table, Tile, Words, text


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


def size(figure):
    """A figure printed without its sign."""
    return replace(figure, size=True)


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
    "Dashboard", "executive summary", "Headline figures, growth, cash and value on one page", (*ids(1, 5), "C08"),
    (
        Sentence(
            text("ARR goes from {start} to {end}.", start=opening("closing_arr"), end=last("closing_arr")),
            text("Revenue of the last fiscal year {grows} by {growth}.", "Revenue of a year before is not known.",
                 grows=Words(last("revenue_growth"), None, "grows", "shrinks"), growth=size(last("revenue_growth"))),
        ),
        Sentence(
            text("Cash is lowest in {month}, at {low}.", month=Month("lowest_cash_month"), low=last("minimum_cash")),
            text("Without new money from investors the lowest would be {low}.", given="investor_money",
                 low=last("minimum_cash_without_round")),
        ),
        Sentence(
            text("EBITDA is {amount} in the last fiscal year.", amount=last("ebitda")),
            text("Its margin goes from {first} in the first one to {last}.",
                 first=first("ebitda_margin"), last=last("ebitda_margin")),
        ),
    ),
    (
        Tile("ARR at the plan's end", text("{arr}", arr=last("closing_arr")),
             text("from {start} at its start", start=opening("closing_arr"))),
        Tile("Revenue of the last fiscal year", text("{revenue}", revenue=last("revenue")),
             text("{growing} by {growth}", "n/a", growing=Words(last("revenue_growth"), None, "growing", "shrinking"),
                  growth=size(last("revenue_growth")))),
        Tile("EBITDA margin, last fiscal year", text("{margin}", "n/a", margin=last("ebitda_margin")),
             text("gross margin {gross}", "n/a", gross=last("gross_margin"))),
        Tile("Lowest cash", text("{cash}", cash=last("minimum_cash")),
             text("{cash} without new investors' money", given="investor_money", cash=last("minimum_cash_without_round")),
             text("in {month}", month=Month("lowest_cash_month"))),
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
            text("Gains are {ratio} the losses of the year.", "Nothing is lost in the year.", ratio=chosen("quick_ratio_of_month")),
        ),
        Sentence(
            text("{new} customers join in the last fiscal year, {first} in the first.", new=last("new_customers"),
                 first=first("new_customers")),
            text("MRR at the plan's end is {mrr}, committed MRR {committed}.", mrr=last("closing_mrr"), committed=last("committed_mrr")),
        ),
    ),
)  # fmt: skip

RETENTION = Page(
    "Retention", "retention", "Who stays, who leaves, and how cohorts last", ids(17, 24),
    (
        Sentence(
            text("Customers go from {start} to {end}.", start=opening("closing_customers"), end=last("closing_customers")),
            text("Of those of a year before, {kept} are there at the plan's end.", "The plan is shorter than a year.",
                 kept=last("customer_retention")),
        ),
        Sentence(
            text("Monthly customer churn goes from {first} to {last}.",
                 first=first("customer_churn_rate", "two_digits"), last=last("customer_churn_rate", "two_digits")),
            text("Of revenue, {rate} a month is lost before upgrades at the plan's end.", rate=last("revenue_churn_rate", "two_digits")),
        ),
        Sentence(
            text("In {year} gains are {ratio} the losses of MRR.", "In the chart year no MRR is lost.", year=ChosenYear(),
                 ratio=chosen("quick_ratio_of_month")),
            text("Net revenue retention is {net} over twelve months, gross {gross}.", "The plan is shorter than a year.",
                 net=last("net_revenue_retention"), gross=last("gross_revenue_retention")),
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
            text("Gross margin of twelve months: {margin}; Rule of 40: {forty}.", margin=last("gross_margin_12_months"),
                 forty=last("rule_of_40")),
        ),
        Sentence(
            text("Burn multiple of twelve months: {burn}.", "There is no burn multiple.", burn=last("burn_multiple")),
            text("{cash}; {capped}.",
                 cash=Words(last("generates_cash"), None, "It generates cash", "It burns cash"),
                 capped=Words(last("capped_segments"), None, "CLV is capped where upgrades outrun churn",
                              "in no segment do upgrades outrun churn")),
        ),
    ),
)  # fmt: skip

EARNINGS = Page(
    "Earnings", "profit and people", "Revenue, margins, costs by function, people", ids(33, 40),
    (
        Sentence(
            text("Gross margin goes from {first} to {last}, net to {net}.", first=first("gross_margin"),
                 last=last("gross_margin"), net=last("net_margin")),
            text("Sales and marketing take {sales} of revenue, development {development}.", sales=last("sales_marketing_share"),
                 development=last("research_development_share")),
        ),
        Sentence(
            text("EBITDA first breaks even in {month}.", "EBITDA does not break even within the plan.", month=Month("break_even_month")),
            text("The last month needs {needed} customers for it and has {customers}.",
                 "No number of customers would cover the fixed costs.",
                 needed=last("break_even_customers", "whole"), customers=last("closing_customers")),
        ),
        Sentence(
            text("{last} people work here at the plan's end, {first} after a year.", last=last("headcount"), first=first("headcount")),
            text("All segments together contribute {margin} of revenue.", margin=last("contribution_margin")),
        ),
    ),
)  # fmt: skip

LIQUIDITY = Page(
    "Liquidity", "cash and balance sheet", "Cash, what moves it, what the company owns and owes", ids(41, 48),
    (
        Sentence(
            text("Cash is lowest in {month}, at {low}.", month=Month("lowest_cash_month"), low=last("minimum_cash")),
            text("It would last {months} months at the burn at the end of {year}.", "Nothing is burnt at the end of the chart year.",
                 months=chosen("runway", "one_digit"), year=ChosenYear()),
        ),
        Sentence(
            text("In {year} operations and investment {bring} {flow}.", year=ChosenYear(),
                 bring=Words(chosen("free_cash_flow"), None, "bring", "cost"), flow=size(chosen("free_cash_flow"))),
            text("Investors pay in {funding} in that year.", when=chosen("investor_money"), funding=chosen("investor_money")),
        ),
        Sentence(
            text("At the end customers owe {receivables} on invoices{debt}.", receivables=last("closing_receivables"),
                 debt=text("; debt is {debt}", when=last("closing_debt"), debt=last("closing_debt"))),
            text("They have paid {deferred} in advance.", when=last("closing_deferred_revenue"),
                 deferred=last("closing_deferred_revenue")),
        ),
    ),
)  # fmt: skip

OPERATIONS = Page(
    "Operations", "operations", "Backups, storage, support, satisfaction and how the product is used", ids(49, 56),
    (
        Sentence(
            text("{stored} TB are stored at the plan's end.", stored=last("stored")),
            text("In {year} {rate} of the backups succeed, at {cost} each.", "In the chart year there are no backups.",
                 year=ChosenYear(), rate=chosen("backup_success_rate"), cost=chosen("operating_cost_per_backup")),
        ),
        Sentence(
            text("In {year} {tickets} tickets come; {capacity} can be answered.", year=ChosenYear(), tickets=chosen("tickets"),
                 capacity=chosen("ticket_capacity")),
            text("A reply takes {reply} hours, a solution {solution}.", "Nobody answers tickets.",
                 reply=chosen("response_time", "one_digit"), solution=chosen("resolution_time", "one_digit")),
        ),
        Sentence(
            text("The net promoter score is {score}, {first} after a year.", "Nobody is asked who would recommend.",
                 score=last("net_promoter_score", "whole"), first=first("net_promoter_score", "whole")),
            text("{share} of the registered users are active in the last month.", "Nobody is registered.", share=last("active_user_ratio")),
        ),
    ),
)  # fmt: skip

WORTH = Page(
    "Value", "valuation", "What the company is worth, by which method", (*ids(57, 61), "C73"),
    (
        Sentence(
            text("Discounted cash flow gives {value}.", "Discounted cash flow gives no meaningful value.", value=last("enterprise_value")),
            text("That is {multiple} today's ARR{beyond}.", multiple=last("ev_to_opening_arr"),
                 beyond=text("; {share} of it lies beyond the plan", share=last("terminal_share"))),
        ),
        Sentence(
            text("Sold at the exit multiple, it is worth {value} today.", value=last("exit_multiple_value")),
            text("At the market's entry multiple it is worth {value}.", value=last("multiple_value")),
        ),
        Sentence(
            text("All shares are worth {value} before new money.", value=last("equity_value")),
            text("The price of the round says {price}.", given="first_round_amount", price=last("first_round_pre_money")),
        ),
    ),
)  # fmt: skip

RETURNS = Page(
    "Returns", "ownership and returns", "Who owns the company, who gets what, what investors earn", ids(62, 64),
    (
        Sentence(
            text("The first round's investors get {share} of the company.", given="first_round_amount", share=last("first_round_share")),
            text("They pay {amount}, at {price} before the money.", amount=last("first_round_amount"), price=last("first_round_pre_money")),
        ),
        Sentence(
            text("The last round's investors earn {moic} by the exit.", moic=last("investor_moic")),
            text("That is {irr} a year{paid}.", irr=last("investor_irr"),
                 paid=text("; the venture method pays {value} before it", value=last("vc_pre_money"))),
        ),
        Sentence(
            text("For {rate} a year, ARR must reach {needed}.", given="first_round_amount", rate=last("hurdle_rate"),
                 needed=last("required_arr")),
            text("The plan has {arr} at its end.", arr=last("horizon_arr")),
        ),
    ),
)  # fmt: skip

RISK = Page("Risk", "risk", "What moves value and cash most", ("C06", "C71", "C07", "C72", "C65", "C69"), (), studied=True)

GROWTH_HEADS = ("step_terminal_wacc", "step_growth", ("Cost of capital", "Long-run growth"))
MULTIPLE_HEADS = ("step_terminal_wacc", "step_multiple", ("Cost of capital", "Exit multiple of ARR"))

FRONT = Front(
    (EXECUTIVE, GROWTH, RETENTION, ECONOMICS, EARNINGS, LIQUIDITY, OPERATIONS, WORTH, RETURNS, RISK),
    (
        HeatMap("cohort_customers", "Customers who stay", per_member=True),
        HeatMap("cohort_mrr", "MRR that stays, all segments", per_member=False),
    ),
    (
        Table("value_by_growth", "Enterprise value, DCF", *GROWTH_HEADS), Table("share_by_growth", "Value per share, DCF", *GROWTH_HEADS),
        Table("value_by_multiple", "Enterprise value with exit multiple", *MULTIPLE_HEADS),
        Table("share_by_multiple", "Value per share with exit multiple", *MULTIPLE_HEADS),
    ),
    SUMMARY,
    STUDIED,
)
