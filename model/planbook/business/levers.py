"""Levers: what a founder can hope for, and an investor doubt, as one number each.

A lever scales the same assumptions everywhere at once; its reading is the figure in which people talk of it.
"""

from planbook.language.levers import Lever
from planbook.language.studies import GridSpec

CHURN = Lever("churn", "churn", "customers lost a year, at the plan's end", ("churn_multiplier",), "annual_churn_rate")
ARPU = Lever(
    "arpu", "price changes and expansion", "growth of revenue per customer in the plan's last year", ("price_change", "expansion_rate"),
    "arpu_growth",
)  # fmt: skip
COST = Lever(
    "cac", "cost of programmes, visits and fees", "cost to acquire a customer in the plan's last twelve months",
    ("programme_cost", "monthly_cost", "fee_per_customer", "cost_per_visit"), "cac_12_months",
)  # fmt: skip

LEVERS = (
    Lever(
        "growth", "new customers", "revenue growth a year over the plan",
        ("planned_customers", "acquisition_budget", "organic_visitors", "paid_budget", "saturation_visitors", "rep_opportunities",
         "rep_quota", "partner_yield"),
        "revenue_cagr", "ARR at the plan's end", "closing_arr",
    ),
    Lever(
        "margin", "salaries and overheads", "EBITDA margin of the plan's last twelve months",
        ("department_salary", "hire_salary", "overhead_amount", "overhead_per_head", "overhead_per_customer"), "ebitda_margin_12_months",
    ),
    CHURN,
)  # fmt: skip

GRIDS = (
    GridSpec("Enterprise value, DCF, by churn and growth of revenue per customer", "enterprise_value", CHURN, ARPU),
    GridSpec("Enterprise value, DCF, by cost of acquisition and churn", "enterprise_value", COST, CHURN),
)
