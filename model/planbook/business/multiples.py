"""Multiples: what the company is worth at the prices of comparables, less the discount of a private company.

A multiple is applied to the figure that it was formed with: ARR of the plan's start, revenue of the year before or of the first
twelve months. Those of revenue, ARR and EBITDA give the value of the enterprise, price ÷ earnings that of its equity.
"""

from functools import partial

from planbook.business.averages import priced
from planbook.language.declarations import Chapter, line
from planbook.language.metrics import higher
from planbook.language.operators import absolute, not_available, sum_product, where
from planbook.language.units import MONEY, MULTIPLE, Shape

CHAPTER = Chapter(
    "multiples", "Multiples", "Multiples of comparables", "What the company is worth at the prices of comparables.", section="comparables",
)  # fmt: skip

valued = partial(higher, "plan", "investors", "quarterly, yearly")


def positive(figure):
    """A figure that can be multiplied: not available unless positive."""
    return where(figure > 0, figure, not_available)


# Multiples of a private company.


@line("EV ÷ ARR of a private company", unit=MULTIPLE, shape=Shape.SCALAR)
def private_arr_multiple(average_arr_multiple, private_discount):
    """Average of the comparables less the discount."""
    return average_arr_multiple * (1 - private_discount)


@line("EV ÷ trailing revenue of a private company", unit=MULTIPLE, shape=Shape.SCALAR)
def private_revenue_multiple(average_revenue_multiple, private_discount):
    """Average of the comparables less the discount."""
    return average_revenue_multiple * (1 - private_discount)


@line("EV ÷ forward revenue of a private company", unit=MULTIPLE, shape=Shape.SCALAR)
def private_forward_multiple(average_forward_multiple, private_discount):
    """Average of the comparables less the discount."""
    return average_forward_multiple * (1 - private_discount)


@line("EV ÷ EBITDA of a private company", unit=MULTIPLE, shape=Shape.SCALAR)
def private_ebitda_multiple(average_ebitda_multiple, private_discount):
    """Average of the comparables less the discount."""
    return average_ebitda_multiple * (1 - private_discount)


@line("Price ÷ earnings of a private company", unit=MULTIPLE, shape=Shape.SCALAR)
def private_earnings_multiple(average_earnings_multiple, private_discount):
    """Average of the comparables less the discount."""
    return average_earnings_multiple * (1 - private_discount)


@line("EV ÷ ARR of a private company, by regression", unit=MULTIPLE, shape=Shape.SCALAR)
def private_regression_multiple(regression_multiple, private_discount):
    """The multiple for the plan's growth and retention less the discount."""
    return regression_multiple * (1 - private_discount)


# What they are applied to.


@line("ARR that is valued", unit=MONEY, shape=Shape.SCALAR)
def valued_arr(mrr_at_start):
    """ARR of the plan's start: 12 × its MRR."""
    return 12 * mrr_at_start


@line("Revenue of the year before", unit=MONEY, shape=Shape.SCALAR)
def trailing_revenue(last_year_revenue):
    """As the plan's history gives it: the plan's own first year is not a year that has passed."""
    return positive(last_year_revenue)


@line("Revenue of the next twelve months", unit=MONEY, shape=Shape.SCALAR)
def forward_revenue(revenue, in_first_year):
    """Revenue of the plan's first twelve months."""
    return sum_product(revenue, in_first_year)


@line("EBITDA of the next twelve months", unit=MONEY, shape=Shape.SCALAR)
def forward_ebitda(ebitda, in_first_year):
    """EBITDA of the plan's first twelve months."""
    return sum_product(ebitda, in_first_year)


@line("EBITDA that is valued", unit=MONEY, shape=Shape.SCALAR)
def valued_ebitda(forward_ebitda, last_year_ebitda=0):
    """Last year's where the plan gives it, else that of the next twelve months; only when positive."""
    return positive(where(absolute(last_year_ebitda) > 0, last_year_ebitda, forward_ebitda))


@line("Net income of the next twelve months", unit=MONEY, shape=Shape.SCALAR)
def forward_net_income(net_income, in_first_year):
    """Net income of the plan's first twelve months."""
    return sum_product(net_income, in_first_year)


@line("Net income that is valued", unit=MONEY, shape=Shape.SCALAR)
def valued_net_income(forward_net_income):
    """That of the next twelve months; only when positive."""
    return positive(forward_net_income)


# Values.


@line(
    "Enterprise value by EV ÷ ARR", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(variant="comparables' EV ÷ ARR, today's ARR", absent="Without comparables that give it."),
)  # fmt: skip
def arr_multiple_value(private_arr_multiple, valued_arr):
    """Multiple × ARR of the plan's start."""
    return private_arr_multiple * valued_arr


@line(
    "Enterprise value by regression", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(variant="comparables' EV ÷ ARR at the plan's growth and NRR", absent="When the regression gives no multiple."),
)  # fmt: skip
def regression_value(private_regression_multiple, valued_arr):
    """Multiple for the plan's growth and retention × ARR of the plan's start."""
    return private_regression_multiple * valued_arr


@line(
    "Enterprise value by trailing revenue", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(
        variant="comparables' EV ÷ revenue of the last twelve months",
        absent="Without comparables that give it, and without revenue in the plan's history.",
    ),
)  # fmt: skip
def trailing_revenue_value(private_revenue_multiple, trailing_revenue):
    """Multiple × revenue of the twelve months before the plan."""
    return private_revenue_multiple * trailing_revenue


@line(
    "Enterprise value by forward revenue", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(variant="comparables' EV ÷ revenue of the next twelve months", absent="Without comparables that give it."),
)  # fmt: skip
def forward_revenue_value(private_forward_multiple, forward_revenue):
    """Multiple × revenue of the plan's first twelve months."""
    return private_forward_multiple * forward_revenue


@line(
    "Enterprise value by EBITDA", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(
        variant="comparables' EV ÷ EBITDA, last year's or the next twelve months'",
        absent="Without comparables that give it, and when EBITDA is not positive.",
    ),
)  # fmt: skip
def ebitda_multiple_value(private_ebitda_multiple, valued_ebitda):
    """Multiple × EBITDA of the year before, or of the plan's first twelve months."""
    return private_ebitda_multiple * valued_ebitda


@line(
    "Equity value by price ÷ earnings", unit=MONEY, shape=Shape.SCALAR,
    metric=valued(
        variant="comparables' price ÷ earnings, next twelve months", absent="Without comparables that give it, and without a profit.",
        note="Of equity: cash and debt are in it, while other multiples value the enterprise.",
    ),
)  # fmt: skip
def earnings_multiple_value(private_earnings_multiple, valued_net_income):
    """Multiple × net income of the plan's first twelve months."""
    return private_earnings_multiple * valued_net_income


# From the cheapest comparable to the dearest; of the regression, from the one farthest below the plane to the one farthest above.

arr_multiple_base, arr_multiple_low, arr_multiple_high = priced("arr_multiple", "EV ÷ ARR", "valued_arr")
revenue_multiple_base, revenue_multiple_low, revenue_multiple_high = priced("revenue_multiple", "EV ÷ trailing revenue", "trailing_revenue")
forward_multiple_base, forward_multiple_low, forward_multiple_high = priced("forward_multiple", "EV ÷ forward revenue", "forward_revenue")
ebitda_multiple_base, ebitda_multiple_low, ebitda_multiple_high = priced("ebitda_multiple", "EV ÷ EBITDA", "valued_ebitda")
earnings_multiple_base, earnings_multiple_low, earnings_multiple_high = priced("earnings_multiple", "Price ÷ earnings", "valued_net_income")


@line("Regression, low", unit=MONEY, shape=Shape.SCALAR)
def regression_low(regression_multiple, plane_shortfall, private_discount, valued_arr):
    """At a multiple as far below the plane as the cheapest comparable for its growth and retention."""
    return (regression_multiple - plane_shortfall) * (1 - private_discount) * valued_arr


@line("Regression, high", unit=MONEY, shape=Shape.SCALAR)
def regression_high(regression_multiple, plane_excess, private_discount, valued_arr):
    """At a multiple as far above the plane as the dearest comparable for its growth and retention."""
    return (regression_multiple + plane_excess) * (1 - private_discount) * valued_arr
