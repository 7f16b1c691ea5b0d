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

STEPS = {"lowest": "− 2 steps", "lower": "− 1 step", "stated": "as stated", "higher": "+ 1 step", "highest": "+ 2 steps"}


def _steps(name, label, short, about):
    """A family of five steps around what the plan states: two below, itself, two above."""
    return Family(name, label, members={f"{name}_{key}": f"{short} {text}" for key, text in STEPS.items()}, about=about)


WACC_STEP = _steps("wacc_step", "Cost of capital", "WACC", "Costs of capital around the plan's own, for tables of values.")
GROWTH_STEP = _steps("growth_step", "Long-run growth", "g", "Rates of long-run growth around the plan's own, for tables of values.")
MULTIPLE_STEP = _steps("multiple_step", "Exit multiple", "multiple", "Exit multiples around the plan's own, for tables of values.")

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
OVERHEAD.attribute(
    "infrastructure", choices=("no", "yes"), default="no",
    about="Whether it is for what the service runs on, such as a data centre: then it counts in the infrastructure share of revenue.",
)  # fmt: skip

MOVE = Family("move", "Move", section="moves", about="Customers who change from one segment to another.")
MOVE.attribute("source", target=SEGMENT, about="The segment they leave.")
MOVE.attribute("target", target=SEGMENT, differs="source", about="The segment they join.")

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
LOAN.attribute(
    "repayment",
    choices=("interest_only", "annuity", "straight"),
    about="How it is paid back: in one sum at maturity, in equal payments of interest and principal, or in equal parts of principal.",
)

GRANT = Family("grant", "Grant", section="grants", about="Money given for a purpose, not paid back.")
GRANT.attribute("paid", choices=("once", "monthly"), about="Whether it comes in one sum, or month by month.")

ROUND = Family("round", "Round", section="rounds", about="Priced equity rounds, in the order of their months.")
ROUND.attribute(
    "pool_timing",
    choices=("before", "after"),
    default="before",
    about="Whether new options are part of the shares that the pre-money value is divided by, or dilute the new money too.",
)

INVESTOR = Family("investor", "Investors of a round", twin=ROUND, about="Those who bring the money of a round, as holders from then on.")

SAFE = Family("safe", "SAFE", section="safes", about="Money now for shares of the next priced round.")
SAFE.attribute(
    "kind",
    choices=("post_money", "pre_money"),
    default="post_money",
    about="Whether its cap values the company with all that converts in the round, or without.",
)

NOTE = Family("note", "Convertible note", section="notes", about="A loan that becomes shares at the next priced round.")

HOLDER = Family("holder", "Holder", section="holders", about="Who holds shares at the plan's start.")
HOLDER.attribute(
    "kind",
    choices=("shareholder", "option_pool"),
    default="shareholder",
    about="Shares or granted options of somebody, or the options that are free to grant.",
)

TRANCHE = Family(
    "tranche", "Tranche of options", twin=HOLDER,
    about="Those who hold options, each put beside all holders: whose options are exercised sooner.",
)  # fmt: skip

PASS = Family(
    "pass",
    "Pass",
    members={f"pass_{number}": f"Pass {number}" for number in range(1, 7)},
    about="Steps towards the price of a round, or the sharing of an exit, until it is settled which caps are used.",
)

EXIT = Family(
    "exit",
    "Exit",
    members={
        **{f"exit_year_{year}": f"{name} year" for year, name in enumerate(("First", "Second", "Third", "Fourth", "Fifth"), 1)},
        **{f"at_{part}": f"{part} % of the price" for part in range(25, 201, 25)},
    },
    about="Sales of the company that are worked through: at the end of a year of the plan, and in the planned month for more or less.",
)

STAKE = Family(
    "stake",
    "Stake",
    members={"new_money": "new money", "converted": "SAFEs and notes"},
    about="The two classes of shares that a round may issue: for its new money, and for what converts in it.",
)

TURN = Family(
    "turn",
    "Turning point",
    members={
        "new_full": "new money has its most as preferred",
        "new_common": "new money gains as common",
        "converted_full": "converted shares have their most as preferred",
        "converted_common": "converted shares gain as common",
        "money_back": "new money has come back",
    },
    about="Values of a common share at which a class shares differently in what is distributed, or has its money back.",
)

COMPARABLE = Family(
    "comparable", "Comparable", section="comparables", about="A company, or an index of companies, whose price is known at a date.",
)  # fmt: skip

FUTURE = Family("future", "Future", section="futures", about="How things may turn out: an exit, and how likely it is.")

SCORED = Family(
    "scored",
    "What is scored",
    members={
        "team": "Management team",
        "opportunity": "Size of the opportunity",
        "product": "Product and technology",
        "competition": "Competitive environment",
        "channels": "Marketing and sales channels",
        "further_funding": "Need for further funding",
        "other": "Other",
    },
    about="What the scorecard compares with the usual young company of the region.",
)

ELEMENT = Family(
    "element",
    "Element of value",
    members={
        "idea": "Sound idea",
        "prototype": "Prototype",
        "management": "Quality of management",
        "relationships": "Strategic relationships",
        "rollout": "Product rollout or sales",
    },
    about="What lowers a young company's risk, each worth up to a maximum.",
)

RISK = Family(
    "risk",
    "Risk",
    members={
        "management": "Management",
        "stage": "Stage of the business",
        "politics": "Legislation and politics",
        "production": "Production",
        "selling": "Sales and marketing",
        "financing": "Raising money",
        "competition": "Competition",
        "technology": "Technology",
        "litigation": "Litigation",
        "international": "International",
        "reputation": "Reputation",
        "exit": "A lucrative exit",
    },
    about="The twelve risks that are rated one by one.",
)

FAMILIES = (
    SEGMENT, MOVE, CHANNEL, DEPARTMENT, HIRE, OVERHEAD, ASSET_CLASS, LOAN, GRANT, ROUND, INVESTOR, SAFE, NOTE, HOLDER,
    FUNCTION, CONTRACT_YEAR, BASIS, FADE_YEAR, WACC_STEP, GROWTH_STEP, MULTIPLE_STEP, PASS, EXIT, STAKE, TURN,
    TRANCHE, COMPARABLE, FUTURE, SCORED, ELEMENT, RISK,
)  # fmt: skip
