"""Covenants: what lenders ask to be kept; an alert fires in each month in which it is not."""

from planbook.language.declarations import Chapter, Form, Severity, assumption, check, line
from planbook.language.operators import maximum, ratio, trailing
from planbook.language.units import FLAG, MONEY, MULTIPLE, Kind, Year

CHAPTER = Chapter("covenants", "Covenants", "Covenants", "Debt, interest cover and cash against what lenders ask for.", section="covenants")

highest_leverage = assumption(
    "Highest debt ÷ EBITDA", unit=MULTIPLE, at="covenants.highest_leverage", form=Form.DRIVER, low=0, default=0,
    about="Debt at month end may be at most so many times the EBITDA of twelve months; 0 if lenders do not ask for it.",
)  # fmt: skip
last_year_ebitda = assumption(
    "Last year's EBITDA", unit=MONEY, at="covenants.last_year_ebitda", default=0, needed_with="highest_leverage",
    about="EBITDA of the twelve months before the plan (may be negative): part of the twelve months until month 12.",
)  # fmt: skip
lowest_cover = assumption(
    "Lowest interest cover", unit=MULTIPLE, at="covenants.lowest_interest_cover", form=Form.DRIVER, low=0, default=0,
    about="EBITDA must be at least so many times the interest and fees paid; 0 if lenders do not ask for it.",
)  # fmt: skip
lowest_cash = assumption(
    "Lowest cash", unit=MONEY, at="covenants.lowest_cash", form=Form.DRIVER, low=0, default=0,
    about="Cash at month end must be at least so much; 0 if lenders do not ask for it.",
)  # fmt: skip


@line("EBITDA of twelve months", unit=MONEY, kind=Kind.BALANCE, opening=lambda last_year_ebitda: last_year_ebitda)
def ebitda_12_months(ebitda, last_year_ebitda, last_year_part):
    """EBITDA of the last twelve months; before month 12 the rest comes evenly from last year's."""
    return trailing(ebitda, 12) + last_year_ebitda * last_year_part


@line("Debt ÷ EBITDA", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST)
def debt_to_ebitda(closing_debt, ebitda_12_months):
    """Loans and revolver owed ÷ EBITDA of twelve months; not available when EBITDA is not positive."""
    return ratio(closing_debt, maximum(0, ebitda_12_months))


@check("Debt exceeds the multiple of EBITDA that lenders allow", severity=Severity.ALERT, unit=FLAG, opening=0)
def leverage_breached(closing_debt, highest_leverage, ebitda_12_months):
    """1 in a month in which debt is above the multiple; any debt is, when EBITDA of twelve months is not positive."""
    return (highest_leverage > 0) * (closing_debt > highest_leverage * maximum(0, ebitda_12_months))


@line("EBITDA that covers interest", unit=MONEY, kind=Kind.BALANCE, opening=0)
def covering_ebitda(ebitda):
    """EBITDA of the plan's last twelve months, or of fewer when the plan has only begun."""
    return trailing(ebitda, 12)


@line("Interest to cover", unit=MONEY, kind=Kind.BALANCE, opening=0)
def covered_interest(interest_paid):
    """Interest and fees paid in the same months."""
    return trailing(interest_paid, 12)


@line("Interest cover", unit=MULTIPLE, kind=Kind.RATIO, year=Year.LAST)
def interest_cover(covering_ebitda, covered_interest):
    """EBITDA ÷ interest and fees paid, of the plan's last twelve months; not available while no interest is paid."""
    return ratio(covering_ebitda, covered_interest)


@check("EBITDA covers interest less often than lenders ask for", severity=Severity.ALERT, unit=FLAG, opening=0)
def cover_breached(lowest_cover, covered_interest, covering_ebitda):
    """1 in a month in which interest was paid and EBITDA is below the multiple of it."""
    asked = (lowest_cover > 0) * (covered_interest > 0)
    return asked * (lowest_cover * covered_interest > covering_ebitda)


@check("Cash is below what lenders ask for", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_covenant_breached(lowest_cash, closing_cash):
    """1 in a month that ends with less cash than lenders ask for."""
    return (lowest_cash > 0) * (lowest_cash > closing_cash)
