"""Dividends: a share of last fiscal year's net income, as far as earnings and cash allow."""

from planbook.language.declarations import Chapter, Form, Severity, assumption, check, line
from planbook.language.operators import maximum, minimum, prior, same, where
from planbook.language.units import FLAG, LABEL, MONEY, SHARE, Kind

CHAPTER = Chapter(
    "dividends", "Dividends", "Dividends", "A share of last year's net income, not more than earnings and cash allow.", section="dividends",
)  # fmt: skip

payout_share = assumption(
    "Payout", unit=SHARE, at="dividends.payout", form=Form.DRIVER, low=0, high=1,
    about="Share of last fiscal year's net income that is paid out; the payment month's counts.",
)  # fmt: skip
dividend_month = assumption(
    "Month in which dividends are paid", unit=LABEL, at="dividends.payment_month", form=Form.WHOLE, low=1, high=12,
    about="Dividends are paid in this month of the next fiscal year.",
)  # fmt: skip
opening_income_to_date = assumption(
    "Net income of the running fiscal year", unit=MONEY, at="dividends.opening_income",
    about="Net income between the start of the running fiscal year and the plan's start; of the whole year before the plan, where "
    "the plan starts with a fiscal year. 0 if there is none.",
)  # fmt: skip
opening_last_income = assumption(
    "Net income of last fiscal year", unit=MONEY, at="dividends.last_year_income",
    about="Net income of the fiscal year before the running one, where its dividend is still to be paid; otherwise 0.",
)  # fmt: skip


@line("Net income of the year to date", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_income_to_date: opening_income_to_date)
def income_to_date(income_to_date, year_starts, net_income):
    """Net income since the fiscal year started."""
    return prior(income_to_date) * (1 - year_starts) + net_income


@line("Net income of last fiscal year", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_last_income: opening_last_income)
def last_year_income(last_year_income, year_starts, income_to_date):
    """Net income of the last fiscal year that has ended."""
    return where(year_starts, prior(income_to_date), prior(last_year_income))


@line("Dividend planned", unit=MONEY, kind=Kind.FLOW)
def planned_dividend(fiscal_month, dividend_month, payout_share, last_year_income):
    """The payout share of last year's net income, where that is positive, in its month."""
    return same(fiscal_month, dividend_month) * payout_share * maximum(last_year_income, 0)


@line("Cash free for dividends", unit=MONEY, kind=Kind.BALANCE, opening=0)
def cash_for_dividends(cash_before_dividends, minimum_cash_policy, closing_revolver=0):
    """Cash above the reserve policy and above what is owed on the revolver: no dividend is paid with borrowed money."""
    return maximum(0, cash_before_dividends - minimum_cash_policy - prior(closing_revolver))


@line("Dividends", unit=MONEY, kind=Kind.FLOW)
def dividends(planned_dividend, retained_earnings, cash_for_dividends):
    """The planned dividend, not more than retained earnings of the month before, nor than cash allows; the rest is not made up for."""
    return minimum(planned_dividend, maximum(0, prior(retained_earnings)), cash_for_dividends)


@check(
    "A planned dividend is cut: retained earnings, or cash above the reserve, do not suffice",
    severity=Severity.ALERT, unit=FLAG, opening=0,
)  # fmt: skip
def dividend_cut(planned_dividend, dividends):
    """1 in a month in which less is paid than planned."""
    return planned_dividend > dividends
