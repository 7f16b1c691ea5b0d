"""Free cash flow, burn and the cash reserve: what is known of a month's cash before dividends and the revolver.

Burn is a window over three months that a revolver's interest feeds back into, so it is carried forward
month by month: last month's window, plus this month's flow, less the flow that leaves the window.
"""

from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import maximum, minimum, or_else, prior, ratio
from planbook.language.units import LABEL, MONEY, MONTHS, Kind

CHAPTER = Chapter("flows", "Flows", "Free cash flow and burn", "Operating and investing cash flow, burn, and the cash reserve it asks for.")

opening_cash = assumption("Opening cash", unit=MONEY, at="opening_balance.cash", low=0, default=0, about="Cash at the plan's start.")
minimum_amount = assumption(
    "Smallest cash reserve", unit=MONEY, at="cash.minimum_amount", form=Form.DRIVER, low=0, default=0,
    about="Cash that should always be there.",
)  # fmt: skip
minimum_months = assumption(
    "Cash reserve in months of burn", unit=MONTHS, at="cash.minimum_months", form=Form.DRIVER, low=0, high=36, default=0,
    about="Cash that should always be there, as months of average burn.",
)  # fmt: skip


@line("Increase in tax payable", unit=MONEY, kind=Kind.FLOW)
def increase_in_tax_payable(tax_payable):
    """Tax charged and not yet paid; negative when more is paid than charged."""
    return tax_payable - prior(tax_payable)


@line("Operating cash flow", unit=MONEY, kind=Kind.FLOW)
def operating_cash_flow(
    net_income, depreciation, increase_in_working_capital, increase_in_tax_payable, note_interest=0, disposal_gain=0
):
    """Net income, without what is not paid, or is paid for assets, and with what is paid beside it; after interest."""
    unpaid = depreciation + note_interest - disposal_gain
    return net_income + unpaid - increase_in_working_capital + increase_in_tax_payable


@line("Investing cash flow", unit=MONEY, kind=Kind.FLOW)
def investing_cash_flow(capital_expenditure, disposal_proceeds=0):
    """Capital expenditure, as money that leaves, less what sold assets bring."""
    return disposal_proceeds - capital_expenditure


@line(
    "Free cash flow", unit=MONEY, kind=Kind.FLOW,
    metric=higher("month", "finance, investors", "monthly"),
)  # fmt: skip
def free_cash_flow(operating_cash_flow, investing_cash_flow):
    """Operating and investing cash flow."""
    return operating_cash_flow + investing_cash_flow


@line("Free cash flow of the burn average", unit=MONEY, kind=Kind.BALANCE, opening=0)
def burn_window_flow(burn_window_flow, free_cash_flow, burn_months):
    """Free cash flow of the last three months."""
    return prior(burn_window_flow) + free_cash_flow - prior(free_cash_flow, burn_months)


@line("Months in the burn average", unit=LABEL, kind=Kind.BALANCE, opening="same")
def burn_window(month, burn_months):
    """Three, or fewer when the plan has only begun."""
    return minimum(month, burn_months)


@line("Free cash flow, average", unit=MONEY, kind=Kind.BALANCE, opening="same")
def average_free_cash_flow(burn_window_flow, burn_window):
    """Free cash flow per month, averaged over the last three months, or those that the plan has had."""
    return or_else(ratio(burn_window_flow, burn_window), 0)


@line(
    "Burn", unit=MONEY, kind=Kind.BALANCE, opening="same",
    metric=lower(
        "quarter", "founders, investors", "monthly", variant="average of three months, of fewer in the first two; operating and investing",
        note="Others take operating costs less revenue, or −EBITDA.",
    ),
)  # fmt: skip
def burn(average_free_cash_flow):
    """Cash burnt per month, averaged over the last three months, or those that the plan has had; 0 when cash is generated."""
    return maximum(0, -average_free_cash_flow)


@line("Cash reserve policy", unit=MONEY, kind=Kind.BALANCE, opening="same")
def minimum_cash_policy(minimum_amount, minimum_months, burn):
    """Cash that should always be there: an amount, or months of this month's burn if that is more.

    Burn counts operating and investing cash flow only, so a month's drawings do not change its own reserve.
    """
    return maximum(minimum_amount, minimum_months * burn)


@line("Cash burnt", unit=MONEY, kind=Kind.FLOW)
def cash_burnt(free_cash_flow):
    """Free cash flow where it is negative, as a positive amount."""
    return maximum(-free_cash_flow, 0)


@line("Cash generated", unit=MONEY, kind=Kind.FLOW)
def cash_generated(free_cash_flow):
    """Free cash flow where it is positive."""
    return maximum(free_cash_flow, 0)


@line("Equity raised", unit=MONEY, kind=Kind.FLOW)
def equity_proceeds(round_proceeds=0, safe_proceeds=0):
    """Money for shares, now or at the next round, after costs."""
    return round_proceeds + safe_proceeds


@line("Money from investors", unit=MONEY, kind=Kind.FLOW)
def investor_money(equity_proceeds, note_proceeds=0):
    """Equity raised and convertible notes."""
    return equity_proceeds + note_proceeds


@line("Cash before dividends and revolver", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash)
def cash_before_dividends(closing_cash, free_cash_flow, investor_money, loans_drawn=0, loans_repaid=0, notes_repaid=0):
    """Cash at month end before dividends are paid and the revolver is drawn or repaid."""
    return prior(closing_cash) + free_cash_flow + investor_money + loans_drawn - loans_repaid - notes_repaid


CHARTS = [
    Chart(
        "C41", "How much do we burn or earn each month?", "stacked", "months",
        (Series("cash_generated", "Generated", tone="good"), Series("cash_burnt", "Burnt", negative=True, tone="bad")),
    ),
]  # fmt: skip
