"""Levers: what a founder can hope for, and an investor doubt, as one number each.

A lever scales the same assumptions everywhere at once; its reading is the figure in which people talk of it.
"""

from planbook.language.levers import Lever

LEVERS = (
    Lever(
        "growth", "new customers", "revenue growth a year over the plan",
        ("planned_customers", "acquisition_budget", "organic_visitors", "paid_budget", "saturation_visitors", "rep_opportunities",
         "rep_quota", "partner_yield"),
        "revenue_cagr",
    ),
    Lever(
        "margin", "salaries and overheads", "EBITDA margin of the plan's last twelve months",
        ("department_salary", "hire_salary", "overhead_amount", "overhead_per_head", "overhead_per_customer"), "ebitda_margin_12_months",
    ),
    Lever("churn", "churn", "customers lost a year, at the plan's end", ("churn_multiplier",), "annual_churn_rate"),
)  # fmt: skip
