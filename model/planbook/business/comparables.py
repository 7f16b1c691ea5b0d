"""Comparables: what others are priced at, each at its date, and their multiples on average, lowest and highest.

Averages, since a median would need the figures sorted; a plan that wants the median of many companies states it as one comparable.
"""

from planbook.business.averages import averaged, ranged
from planbook.business.families import COMPARABLE
from planbook.language.declarations import Chapter, Form, Period, Severity, assumption, check, line
from planbook.language.operators import maximum
from planbook.language.units import FACTOR, FLAG, LABEL, MONTHS, SHARE, Shape

CHAPTER = Chapter(
    "comparables", "Comparables", "Comparables", "What others are priced at: multiples, growth, retention, beta.", section="comparables",
)  # fmt: skip

comparable_month = assumption(
    "Comparable: month of the figures", unit=LABEL, per=COMPARABLE, at="comparables.month", form=Form.MONTH, before_plan=True,
    about="At the end of which month its figures were taken.",
)  # fmt: skip
comparable_growth = assumption(
    "Comparable: growth", unit=SHARE, per=COMPARABLE, at="comparables.growth", period=Period.YEARLY, above=-1, default=0,
    about="Growth of ARR, or of revenue where ARR is not published; 0 where it is not given.",
)  # fmt: skip
comparable_nrr = assumption(
    "Comparable: net revenue retention", unit=SHARE, per=COMPARABLE, at="comparables.nrr", low=0, high=3, default=0,
    about="Over twelve months; 0 where it is not given.",
)  # fmt: skip
comparable_beta = assumption(
    "Comparable: beta", unit=FACTOR, per=COMPARABLE, at="comparables.beta", low=0, high=10, default=0,
    about="Of its shares, with its debt; 0 where it is not given.",
)  # fmt: skip
comparable_debt_to_equity = assumption(
    "Comparable: debt to equity", unit=SHARE, per=COMPARABLE, at="comparables.debt_to_equity", low=0, default=0,
    about="Its debt ÷ equity at market values, to take the debt out of its beta; 0 where it has none.",
)  # fmt: skip
comparable_tax_rate = assumption(
    "Comparable: tax rate", unit=SHARE, per=COMPARABLE, at="comparables.tax_rate", low=0, below=1, default=0,
    about="Its tax rate, to take the debt out of its beta; of no effect where it has no debt.",
)  # fmt: skip
private_discount = assumption(
    "Discount of a private company", unit=SHARE, at="multiples.private_discount", low=0, below=1, default=0,
    about="By how much less than the comparables, taken as listed, a company is priced whose shares cannot be sold at any time.",
)  # fmt: skip

comparable_arr_multiple, arr_multiple_given, average_arr_multiple = averaged(
    "arr_multiple", "EV ÷ ARR", at="ev_to_arr", about="Enterprise value ÷ annual recurring revenue.",
)  # fmt: skip
comparable_revenue_multiple, revenue_multiple_given, average_revenue_multiple = averaged(
    "revenue_multiple", "EV ÷ trailing revenue", at="ev_to_revenue", about="Enterprise value ÷ revenue of the last twelve months.",
)  # fmt: skip
comparable_forward_multiple, forward_multiple_given, average_forward_multiple = averaged(
    "forward_multiple", "EV ÷ forward revenue", at="ev_to_forward_revenue",
    about="Enterprise value ÷ revenue of the next twelve months.",
)  # fmt: skip
comparable_ebitda_multiple, ebitda_multiple_given, average_ebitda_multiple = averaged(
    "ebitda_multiple", "EV ÷ EBITDA", at="ev_to_ebitda", about="Enterprise value ÷ EBITDA of a year.",
)  # fmt: skip
comparable_earnings_multiple, earnings_multiple_given, average_earnings_multiple = averaged(
    "earnings_multiple", "price ÷ earnings", at="price_to_earnings", about="Market value of the shares ÷ net income of a year.",
)  # fmt: skip

highest_arr_multiple, arr_multiple_distance, lowest_arr_multiple = ranged("arr_multiple", "EV ÷ ARR")
highest_revenue_multiple, revenue_multiple_distance, lowest_revenue_multiple = ranged("revenue_multiple", "EV ÷ trailing revenue")
highest_forward_multiple, forward_multiple_distance, lowest_forward_multiple = ranged("forward_multiple", "EV ÷ forward revenue")
highest_ebitda_multiple, ebitda_multiple_distance, lowest_ebitda_multiple = ranged("ebitda_multiple", "EV ÷ EBITDA")
highest_earnings_multiple, earnings_multiple_distance, lowest_earnings_multiple = ranged("earnings_multiple", "price ÷ earnings")


@line("Age of a comparable's figures", unit=MONTHS, per=COMPARABLE, shape=Shape.SCALAR)
def comparable_age_months(comparable_month):
    """Months from the date of its figures to the plan's start; 0 where they are taken later."""
    return maximum(0, 0 - comparable_month)


@check(
    "Figures of a comparable are more than a year old at the plan's start: prices have moved since", severity=Severity.ALERT,
    per=COMPARABLE, unit=FLAG, shape=Shape.SCALAR,
)  # fmt: skip
def comparable_is_old(comparable_age_months):
    """1 when more than twelve months lie between its date and the plan's start."""
    return comparable_age_months > 12
