"""The balance sheet."""

from planbook.language.declarations import Chapter, Chart, Series, Statement, assumption, check, line
from planbook.language.operators import difference, highest, maximum, prior
from planbook.language.units import MONEY, Kind, Shape

CHAPTER = Chapter("balance", "Equity", "Balance sheet totals", "Equity, and the two sides of the balance sheet.")

opening_paid_in = assumption(
    "Opening paid-in capital", unit=MONEY, at="opening_balance.paid_in_capital", low=0, default=0,
    about="Money investors have paid in before the plan's start.",
)  # fmt: skip


@line("Total assets", unit=MONEY, kind=Kind.BALANCE, opening="same")
def total_assets(closing_cash, closing_receivables, closing_prepaid, closing_fixed_assets):
    """Cash, receivables, prepaid costs, fixed assets."""
    return closing_cash + closing_receivables + closing_prepaid + closing_fixed_assets


@line("Total liabilities", unit=MONEY, kind=Kind.BALANCE, opening="same")
def total_liabilities(closing_payables, closing_deferred_revenue, tax_payable, closing_debt=0, notes_payable=0):
    """Payables, deferred revenue, tax payable, debt, convertible notes."""
    return closing_payables + closing_deferred_revenue + tax_payable + closing_debt + notes_payable


@line("Paid-in capital", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_paid_in: opening_paid_in)
def paid_in_capital(paid_in_capital, equity_proceeds, notes_converted=0):
    """Money paid in for shares, after the costs of rounds, and notes that have become shares."""
    return prior(paid_in_capital) + equity_proceeds + notes_converted


@line(
    "Retained earnings (opening derived)", unit=MONEY, kind=Kind.BALANCE,
    opening=lambda total_assets, total_liabilities, paid_in_capital: total_assets - total_liabilities - paid_in_capital,
)  # fmt: skip
def retained_earnings(retained_earnings, net_income, dividends=0):
    """Results so far less dividends. The opening is the one figure of the balance sheet that is derived from the others."""
    return prior(retained_earnings) + net_income - dividends


@line("Equity", unit=MONEY, kind=Kind.BALANCE, opening="same")
def equity(paid_in_capital, retained_earnings):
    """Paid-in capital and retained earnings."""
    return paid_in_capital + retained_earnings


@line("Total liabilities and equity", unit=MONEY, kind=Kind.BALANCE, opening="same")
def total_liabilities_and_equity(total_liabilities, equity):
    """Who financed the assets."""
    return total_liabilities + equity


@line("Cash less what is owed", unit=MONEY, kind=Kind.BALANCE, opening="same")
def net_cash(closing_cash, tax_payable, closing_debt=0, notes_payable=0, closing_safes=0):
    """Cash less debt, tax payable, and notes and SAFEs that wait: they are paid back before shareholders get anything."""
    return closing_cash - closing_debt - tax_payable - notes_payable - closing_safes


@line("Tolerance for amounts", unit=MONEY, shape=Shape.SCALAR)
def money_tolerance(half_cent, rounding_share, total_assets):
    """Half a cent; in a currency of small units, a millionth of a millionth of the plan's largest assets."""
    return maximum(half_cent, rounding_share * highest(total_assets))


@check("The balance sheet balances", tolerance="money_tolerance", opening="same")
def balance_residual(total_assets, total_liabilities_and_equity):
    """Assets against liabilities and equity."""
    return difference(total_assets, total_liabilities_and_equity)


CHARTS = [
    Chart(
        "C46", "What does the company own?", "stacked", "years",
        (
            Series("closing_cash", "Cash"), Series("closing_receivables", "Receivables"), Series("closing_prepaid", "Prepaid"),
            Series("closing_fixed_assets", "Fixed assets"),
        ),
    ),
    Chart(
        "C47", "Who financed it?", "stacked", "years",
        (
            Series("closing_payables", "Payables"), Series("closing_deferred_revenue", "Deferred revenue"),
            Series("tax_payable", "Tax"), Series("closing_debt", "Debt"), Series("notes_payable", "Notes"),
            Series("paid_in_capital", "Paid-in"), Series("retained_earnings", "Retained"),
        ),
    ),
]  # fmt: skip

STATEMENTS = [
    Statement(
        "Balance", "Balance sheet",
        (
            "closing_cash", "closing_receivables", "closing_prepaid", "closing_fixed_assets", "=total_assets",
            "closing_payables", "closing_deferred_revenue", "tax_payable", "closing_debt", "notes_payable", "=total_liabilities",
            "paid_in_capital", "retained_earnings", "=equity", "=total_liabilities_and_equity",
        ),
        "What the company owns and who financed it, at month end.",
    ),
]  # fmt: skip
