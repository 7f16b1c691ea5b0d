"""The families of the business: those a plan fills, and those that are fixed here."""

from planbook.language.families import Family

FUNCTION = Family(
    "function",
    "Function",
    members={
        "cost_of_service": "Cost of service",
        "sales_marketing": "Sales and marketing",
        "research_development": "Research and development",
        "general_admin": "General and administration",
    },
    about="Where a cost stands in the income statement.",
)

CONTRACT_YEAR = Family(
    "contract_year",
    "Contract year",
    members={
        "year_1": "1st contract",
        "year_2": "2nd contract",
        "year_3": "3rd contract",
        "year_4": "4th contract",
        "year_5": "5th and later",
    },
    about="Which contract, of one or more years, a subscriber is in; the last one renews into itself.",
)

BASIS = Family(
    "basis",
    "Tax basis",
    members={"levered": "with interest", "unlevered": "without interest"},
    about="The two tax schedules: what the company pays, and what it would pay without debt.",
)

FADE_YEAR = Family(
    "fade_year",
    "Fade year",
    members={f"fade_{year}": f"Year {year} after the plan" for year in range(1, 6)},
    about="The five years after the plan in which growth fades to its long-run rate.",
)

SEGMENT = Family("segment", "Segment", section="segments", about="A group of customers with its own price, churn and cost.")
SEGMENT.attribute(
    "retention",
    choices=("constant", "shifted_beta_geometric", "weibull", "table"),
    default="constant",
    about="The retention curve: one churn rate for all ages, churn that falls with age by one of two laws, or a table by age.",
)
SEGMENT.attribute(
    "renewal",
    choices=("curve", "stated"),
    default="curve",
    about="Whether contracts renew as the retention curve says, or at stated rates.",
)
SEGMENT.attribute(
    "billing",
    choices=("yearly", "monthly"),
    default="yearly",
    about="Whether contracts are billed twelve months in advance, or month by month.",
)
SEGMENT.attribute(
    "price_change_for",
    choices=("all", "new", "existing"),
    default="all",
    about="Whose price changes: the list price for new customers, the price of existing customers, or both.",
)
SEGMENT.attribute(
    "acquisition",
    choices=("planned", "budget", "channels"),
    default="planned",
    about="Whether new customers are planned as a number, follow from a budget and a cost per customer, or come through channels.",
)

DEPARTMENT = Family("department", "Department", section="departments", about="A team with its heads and salary.")
DEPARTMENT.attribute("function", target=FUNCTION, about="Where the team's cost stands in the income statement.")
DEPARTMENT.attribute(
    "staffing",
    choices=("planned", "tickets", "customers", "new_customers", "revenue"),
    default="planned",
    needs={"tickets": "support"},
    about="Whether heads are planned, or follow the month's tickets, customers, customers won or revenue.",
)

OVERHEAD = Family("overhead", "Overhead", section="overheads", about="A running cost that is not people.")
OVERHEAD.attribute("function", target=FUNCTION, about="Where the cost stands in the income statement.")

MOVE = Family("move", "Move", section="moves", about="Customers who change from one segment to another.")
MOVE.attribute("source", target=SEGMENT, about="The segment they leave.")
MOVE.attribute("target", target=SEGMENT, about="The segment they join.")

CHANNEL = Family("channel", "Channel", section="channels", about="A way in which customers of one segment are won.")
CHANNEL.attribute(
    "segment", target=SEGMENT, wants=("acquisition", "channels"),
    about="The segment whose customers it wins; that segment has `acquisition: channels`.",
)  # fmt: skip
CHANNEL.attribute(
    "kind",
    choices=("organic", "paid", "sales", "partner", "referral"),
    about="Where its customers come from: unpaid visits, bought visits, sales reps, partners, or invitations by customers.",
)

HIRE = Family("hire", "Hire", section="hires", about="A named person, or several alike, who join and may leave in stated months.")
HIRE.attribute("department", target=DEPARTMENT, about="The department they work in.")

ASSET_CLASS = Family("asset_class", "Asset class", section="asset_classes", about="Fixed assets that live equally long.")

LOAN = Family("loan", "Loan", section="loans", about="Money borrowed for a stated time.")

GRANT = Family("grant", "Grant", section="grants", about="Money given for a purpose, not paid back.")

ROUND = Family("round", "Round", section="rounds", about="Priced equity rounds, in the order of their months.")

SAFE = Family("safe", "SAFE", section="safes", about="Money now for shares of the next priced round.")

NOTE = Family("note", "Convertible note", section="notes", about="A loan that becomes shares at the next priced round.")

HOLDER = Family("holder", "Holder", section="holders", about="Who holds shares at the plan's start.")

FAMILIES = (
    SEGMENT, MOVE, CHANNEL, DEPARTMENT, HIRE, OVERHEAD, ASSET_CLASS, LOAN, GRANT, ROUND, SAFE, NOTE, HOLDER,
    FUNCTION, CONTRACT_YEAR, BASIS, FADE_YEAR,
)  # fmt: skip
