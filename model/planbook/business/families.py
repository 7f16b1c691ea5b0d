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
    about="Which yearly contract an annual subscriber is in; the last one renews into itself.",
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
    choices=("constant", "shifted_beta_geometric"),
    default="constant",
    about="The retention curve: one churn rate for all ages, or churn that falls with age.",
)
SEGMENT.attribute(
    "acquisition",
    choices=("planned", "budget"),
    default="planned",
    about="Whether new customers are planned as a number, or follow from a budget and a cost per customer.",
)

DEPARTMENT = Family("department", "Department", section="departments", about="A team with its heads and salary.")
DEPARTMENT.attribute("function", target=FUNCTION, about="Where the team's cost stands in the income statement.")

OVERHEAD = Family("overhead", "Overhead", section="overheads", about="A running cost that is not people.")
OVERHEAD.attribute("function", target=FUNCTION, about="Where the cost stands in the income statement.")

FAMILIES = (SEGMENT, DEPARTMENT, OVERHEAD, FUNCTION, CONTRACT_YEAR, BASIS, FADE_YEAR)
