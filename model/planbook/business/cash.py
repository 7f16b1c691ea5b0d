"""Cash flow, indirect and direct, and the cash that is left."""

from planbook.language.declarations import Chapter, Chart, Series, Severity, Statement, assumption, check, line
from planbook.language.operators import difference, first_month_where, lowest, maximum, prior
from planbook.language.units import FLAG, LABEL, MONEY, MONTHS, Kind, Shape

CHAPTER = Chapter("cash", "Cash", "Cash", "Operating, investing and financing cash flow; closing cash and its low point.")

opening_cash = assumption("Opening cash", unit=MONEY, at="opening_balance.cash", low=0, default=0, about="Cash at the plan's start.")
minimum_amount = assumption(
    "Smallest cash reserve", unit=MONEY, at="cash.minimum_amount", low=0, default=0, about="Cash that should always be there.",
)  # fmt: skip
minimum_months = assumption(
    "Cash reserve in months of burn", unit=MONTHS, at="cash.minimum_months", low=0, high=36, default=0,
    about="Cash that should always be there, as months of average burn.",
)  # fmt: skip


@line("Increase in tax payable", unit=MONEY, kind=Kind.FLOW)
def increase_in_tax_payable(tax_payable):
    """Tax charged and not yet paid; negative when more is paid than charged."""
    return tax_payable - prior(tax_payable)


@line("Operating cash flow", unit=MONEY, kind=Kind.FLOW)
def operating_cash_flow(net_income, depreciation, increase_in_working_capital, increase_in_tax_payable):
    """Net income, without what is not paid and with what is paid beside it."""
    return net_income + depreciation - increase_in_working_capital + increase_in_tax_payable


@line("Investing cash flow", unit=MONEY, kind=Kind.FLOW)
def investing_cash_flow(capital_expenditure, disposal_proceeds=0):
    """Sales of old assets less capital expenditure."""
    return disposal_proceeds - capital_expenditure


@line("Free cash flow", unit=MONEY, kind=Kind.FLOW, kpi=True)
def free_cash_flow(operating_cash_flow, investing_cash_flow):
    """Operating and investing cash flow."""
    return operating_cash_flow + investing_cash_flow


@line("Financing cash flow", unit=MONEY, kind=Kind.FLOW)
def financing_cash_flow(round_proceeds=0):
    """Money from investors."""
    return round_proceeds


@line("Net cash flow", unit=MONEY, kind=Kind.FLOW)
def net_cash_flow(free_cash_flow, financing_cash_flow):
    """Free and financing cash flow."""
    return free_cash_flow + financing_cash_flow


@line("Closing cash", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash, aliases=("cash",), kpi=True)
def closing_cash(closing_cash, net_cash_flow):
    """Cash at month end."""
    return prior(closing_cash) + net_cash_flow


@line("Cash without the round", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash)
def cash_without_round(cash_without_round, free_cash_flow):
    """Cash at month end if no investor paid in: how much the plan needs."""
    return prior(cash_without_round) + free_cash_flow


@line("Lowest cash", unit=MONEY, shape=Shape.SCALAR, kpi=True)
def minimum_cash(closing_cash):
    """The lowest closing cash of the plan."""
    return lowest(closing_cash)


@line("Lowest cash without the round", unit=MONEY, shape=Shape.SCALAR)
def minimum_cash_without_round(cash_without_round):
    """The lowest cash of the plan if no investor paid in."""
    return lowest(cash_without_round)


@check("Cash falls below zero: the plan is not funded", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_below_zero(closing_cash):
    """1 in a month that ends without cash."""
    return closing_cash < 0


@line("First month without cash", unit=LABEL, shape=Shape.SCALAR)
def cash_out_month(cash_below_zero):
    """The month of the plan in which cash first falls below zero; not available when it never does."""
    return first_month_where(cash_below_zero)


@line("No cash without the round", unit=FLAG, kind=Kind.FACTOR, opening=0)
def cash_gone_without_round(cash_without_round):
    """1 in a month that would end without cash if no investor paid in."""
    return cash_without_round < 0


@line("First month without cash if no round is raised", unit=LABEL, shape=Shape.SCALAR)
def cash_out_month_without_round(cash_gone_without_round):
    """The month of the plan in which cash would first fall below zero; not available when it never does."""
    return first_month_where(cash_gone_without_round)


@line("Net cash flow, direct", unit=MONEY, kind=Kind.FLOW)
def direct_cash_flow(
    customer_receipts, supplier_payments, payroll, tax_paid, capital_expenditure, financing_cash_flow, disposal_proceeds=0
):
    """The same cash flow from receipts and payments."""
    paid = supplier_payments + payroll + tax_paid + capital_expenditure
    return customer_receipts + disposal_proceeds + financing_cash_flow - paid


@check("Direct and indirect cash flow agree", tolerance="money_tolerance")
def cash_flow_residual(direct_cash_flow, net_cash_flow):
    """Receipts less payments against the flow derived from net income."""
    return difference(direct_cash_flow, net_cash_flow)


@line("Cash burnt", unit=MONEY, kind=Kind.FLOW)
def cash_burnt(free_cash_flow):
    """Free cash flow where it is negative, as a positive amount."""
    return maximum(-free_cash_flow, 0)


@line("Cash generated", unit=MONEY, kind=Kind.FLOW)
def cash_generated(free_cash_flow):
    """Free cash flow where it is positive."""
    return maximum(free_cash_flow, 0)


CHARTS = [
    Chart(
        "C03", "When is cash lowest?", "area", "months",
        (
            Series("closing_cash", "Closing cash", "area"), Series("cash_without_round", "Without the round", "line"),
            Series("minimum_cash_policy", "Reserve policy", "line"),
        ),
    ),
    Chart(
        "C41", "How much do we burn or earn each month?", "stacked", "months",
        (Series("cash_generated", "Generated"), Series("cash_burnt", "Burnt", negative=True)),
    ),
]  # fmt: skip

STATEMENTS = [
    Statement(
        "Income", "Income statement",
        (
            "recurring_revenue", "setup_revenue", "=revenue", "cost_of_service", "=gross_profit", "sales_marketing_cost",
            "research_development_cost", "general_admin_cost", "=ebitda", "depreciation", "=ebit", "profit_before_tax", "income_tax",
            "=net_income",
        ),
        "Revenue to net income. Costs are positive amounts and are subtracted.",
    ),
    Statement(
        "Cashflow", "Cash flow statement",
        (
            "net_income", "depreciation", "increase_in_working_capital", "increase_in_tax_payable", "=operating_cash_flow",
            "capital_expenditure", "disposal_proceeds", "=free_cash_flow", "=financing_cash_flow", "=net_cash_flow", "=closing_cash",
        ),
        "Net income to closing cash. The increase in working capital and capital expenditure are subtracted.",
    ),
]  # fmt: skip
