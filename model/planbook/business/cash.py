"""Cash: what financing adds, the cash that is left and its low point; the same flow from receipts and payments."""

from planbook.language.declarations import Chapter, Chart, Series, Severity, Statement, check, line
from planbook.language.metrics import higher
from planbook.language.operators import difference, first_month_where, lowest, prior
from planbook.language.units import FLAG, LABEL, MONEY, Kind, Shape

CHAPTER = Chapter("cash", "Cash", "Cash", "Financing cash flow; closing cash, its low point and how long it lasts.")

@line("Financing cash flow", unit=MONEY, kind=Kind.FLOW)
def financing_cash_flow(investor_money, loans_drawn=0, loans_repaid=0, notes_repaid=0, revolver_draw=0, dividends=0):
    """Money from investors and lenders, less what is repaid and paid out."""
    return investor_money + loans_drawn - loans_repaid - notes_repaid + revolver_draw - dividends


@line("Net cash flow", unit=MONEY, kind=Kind.FLOW)
def net_cash_flow(free_cash_flow, financing_cash_flow):
    """Free and financing cash flow."""
    return free_cash_flow + financing_cash_flow


@line(
    "Closing cash", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash, aliases=("cash",),
    metric=higher("month end", "founders, finance, investors", "weekly, monthly"),
)  # fmt: skip
def closing_cash(closing_cash, net_cash_flow):
    """Cash at month end."""
    return prior(closing_cash) + net_cash_flow


@line("Debt", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_debt(closing_loans=0, closing_revolver=0):
    """Loans and revolver owed at month end, without convertible notes."""
    return closing_loans + closing_revolver


@line(
    "Cash without investors, before the revolver", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash,
)  # fmt: skip
def cash_without_investors(
    cash_without_round, net_cash_flow, investor_money, new_notes_repaid=0, revolver_draw=0, dividends=0, interest_of_standby=0
):
    """Cash at month end if no investor paid in, no dividend were paid, and nothing drawn or repaid on the revolver in the month."""
    planned = net_cash_flow - investor_money + new_notes_repaid - revolver_draw + dividends
    return prior(cash_without_round) + planned - interest_of_standby


@line(
    "Lowest cash", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "monthly"),
)  # fmt: skip
def minimum_cash(closing_cash):
    """The lowest closing cash of the plan."""
    return lowest(closing_cash)


@line("Cash is at its lowest", unit=FLAG, kind=Kind.FACTOR, opening=0)
def cash_is_lowest(closing_cash, minimum_cash):
    """1 in a month that ends with the lowest cash of the plan."""
    return minimum_cash >= closing_cash


@line("Month of the lowest cash", unit=LABEL, shape=Shape.SCALAR)
def lowest_cash_month(cash_is_lowest):
    """The first month of the plan that ends with the lowest cash."""
    return first_month_where(cash_is_lowest)


@check("Cash falls below zero: the plan is not funded", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_below_zero(closing_cash):
    """1 in a month that ends without cash."""
    return closing_cash < 0


@line("Grants less interest paid", unit=MONEY, kind=Kind.FLOW)
def grants_less_interest(interest_paid, grant_income=0):
    """What comes and goes in cash between EBITDA and tax."""
    return grant_income - interest_paid


# The same cash flow from receipts and payments.


@line("Operating cash flow, direct", unit=MONEY, kind=Kind.FLOW)
def direct_operating_cash_flow(customer_receipts, supplier_payments, payroll, tax_paid, interest_paid, grant_income=0):
    """Receipts from customers and grants less what is paid to suppliers, people, the tax office and lenders."""
    return customer_receipts + grant_income - supplier_payments - payroll - tax_paid - interest_paid


@line("Net cash flow, direct", unit=MONEY, kind=Kind.FLOW)
def direct_cash_flow(direct_operating_cash_flow, capital_expenditure, financing_cash_flow, disposal_proceeds=0):
    """The same cash flow from receipts and payments."""
    return direct_operating_cash_flow - capital_expenditure + disposal_proceeds + financing_cash_flow


@check("Direct and indirect cash flow agree", tolerance="money_tolerance")
def cash_flow_residual(direct_cash_flow, net_cash_flow):
    """Receipts less payments against the flow derived from net income."""
    return difference(direct_cash_flow, net_cash_flow)


CHARTS = [
    Chart(
        "C03", "When is cash lowest?", "area", "months",
        (
            Series("closing_cash", "Closing cash", "area"),
            Series("cash_without_round", "Without new investors", "line", given="investor_money"),
            Series("minimum_cash_policy", "Reserve policy", "reference"), Series("closing_cash", "Lowest", "lowest"),
        ),
        why="What the plan would come to without new money from investors shows what they are asked for.",
    ),
    Chart(
        "C43", "What changed cash in the year?", "waterfall", "year",
        (
            Series("closing_cash", "Opening", before=True), Series("ebitda", "EBITDA"),
            Series("increase_in_working_capital", "Working capital", negative=True), Series("tax_paid", "Tax", negative=True),
            Series("grants_less_interest", "Grants, interest"), Series("investing_cash_flow", "Investment"),
            Series("financing_cash_flow", "Funding"), Series("closing_cash", "Closing"),
        ),
        why="Grants and interest stand between EBITDA and tax, most often small: one step for both.",
    ),
]  # fmt: skip

STATEMENTS = [
    Statement(
        "Income", "Income statement",
        (
            "recurring_revenue", "setup_revenue", "=revenue", "cost_of_service", "=gross_profit", "sales_marketing_cost",
            "research_development_cost", "general_admin_cost", "=ebitda", "grant_income", "disposal_gain", "depreciation", "=ebit",
            "interest_expense", "=profit_before_tax", "income_tax", "=net_income",
        ),
        "Revenue to net income. Costs are positive amounts and are subtracted.",
    ),
    Statement(
        "Cashflow", "Cash flow statement",
        (
            "net_income", "depreciation", "note_interest", "disposal_gain", "increase_in_working_capital", "increase_in_tax_payable",
            "=operating_cash_flow", "capital_expenditure", "disposal_proceeds", "=free_cash_flow", "equity_proceeds", "note_proceeds",
            "loans_drawn", "loans_repaid", "notes_repaid", "revolver_draw", "dividends", "=financing_cash_flow", "=net_cash_flow",
            "=closing_cash",
        ),
        "Net income to closing cash. Gains on assets sold, the increase in working capital, capital expenditure, loans and notes repaid "
        "and dividends are subtracted.",
    ),
]  # fmt: skip
