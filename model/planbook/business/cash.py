"""Cash: what financing adds, the cash that is left and its low point; the same flow from receipts and payments."""

from planbook.language.declarations import Chapter, Chart, Series, Severity, Statement, check, constant, line
from planbook.language.operators import difference, first_month_where, lowest, maximum, minimum, or_else, prior, ratio
from planbook.language.units import DURATION, FLAG, LABEL, MONEY, MONTHS, Kind, Shape, Year

CHAPTER = Chapter("cash", "Cash", "Cash", "Financing cash flow; closing cash, its low point and how long it lasts.")

runway_goal_months = constant("Runway to keep", 6, unit=MONTHS, about="Raising money takes about so many months.")
longest_runway = constant("Longest runway drawn", 30, unit=MONTHS, about="A runway of so many months or more is no news.")


@line("Financing cash flow", unit=MONEY, kind=Kind.FLOW)
def financing_cash_flow(investor_money, loans_drawn=0, loans_repaid=0, revolver_draw=0, dividends=0):
    """Money from investors and lenders, less what is repaid and paid out."""
    return investor_money + loans_drawn - loans_repaid + revolver_draw - dividends


@line("Net cash flow", unit=MONEY, kind=Kind.FLOW)
def net_cash_flow(free_cash_flow, financing_cash_flow):
    """Free and financing cash flow."""
    return free_cash_flow + financing_cash_flow


@line("Closing cash", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash, aliases=("cash",), kpi=True)
def closing_cash(closing_cash, net_cash_flow):
    """Cash at month end."""
    return prior(closing_cash) + net_cash_flow


@line("Debt", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_debt(closing_loans=0, closing_revolver=0):
    """Loans and revolver owed at month end, without convertible notes."""
    return closing_loans + closing_revolver


@line("Cash without the round", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash)
def cash_without_round(cash_without_round, net_cash_flow, investor_money):
    """Cash at month end if no investor paid in and all else went as planned, debt included: how much the plan needs."""
    return prior(cash_without_round) + net_cash_flow - investor_money


@line("Lowest cash", unit=MONEY, shape=Shape.SCALAR, kpi=True)
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


@line("Lowest cash without the round", unit=MONEY, shape=Shape.SCALAR)
def minimum_cash_without_round(cash_without_round):
    """The lowest cash of the plan if no investor paid in."""
    return lowest(cash_without_round)


@check("Cash falls below zero: the plan is not funded", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_below_zero(closing_cash):
    """1 in a month that ends without cash."""
    return closing_cash < 0


# Runway, three ways.


@line("Runway", unit=DURATION, kind=Kind.RATIO, year=Year.LAST, kpi=True)
def runway(closing_cash, burn):
    """Months for which cash lasts at the average burn of three months; not available when nothing burns."""
    return ratio(maximum(0, closing_cash), burn)


@line("Runway, up to the longest drawn", unit=DURATION, kind=Kind.BALANCE, opening=0)
def runway_drawn(runway, longest_runway, closing_cash):
    """Runway, at most the longest that is drawn; where nothing burns, the longest as long as there is cash."""
    return minimum(or_else(runway, longest_runway), longest_runway) * (closing_cash > 0)


@check("Cash falls below the reserve policy", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_below_policy(closing_cash, minimum_cash_policy):
    """1 in a month that ends with less cash than the policy asks for."""
    return closing_cash < minimum_cash_policy


@line("Below the reserve without the round", unit=FLAG, kind=Kind.FACTOR, opening=0)
def below_policy_without_round(cash_without_round, minimum_cash_policy):
    """1 in a month that would end with less cash than the policy asks for if no investor paid in."""
    return cash_without_round < minimum_cash_policy


@line("Simulated runway: first month below the reserve", unit=LABEL, shape=Shape.SCALAR)
def simulated_runway(cash_below_policy):
    """The month of the plan in which cash first ends below the reserve policy; not available when it never does."""
    return first_month_where(cash_below_policy)


@line("Simulated runway without the round: first month below the reserve", unit=LABEL, shape=Shape.SCALAR)
def simulated_runway_without_round(below_policy_without_round):
    """The month of the plan in which cash would first end below the reserve policy; not available when it never does."""
    return first_month_where(below_policy_without_round)


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
        "C42", "How long does cash last?", "line", "months",
        (Series("runway_drawn", "Runway in months", "line"), Series("runway_goal_months", "to keep", "reference")), "count",
        from_zero=True, up_to=longest_runway.value, or_more=True,
        why="30 months and more, or nothing burnt, are no news: the line runs along the end of the axis, without gaps.",
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
            "research_development_cost", "general_admin_cost", "=ebitda", "grant_income", "depreciation", "=ebit", "interest_expense",
            "=profit_before_tax", "income_tax", "=net_income",
        ),
        "Revenue to net income. Costs are positive amounts and are subtracted.",
    ),
    Statement(
        "Cashflow", "Cash flow statement",
        (
            "net_income", "depreciation", "note_interest", "increase_in_working_capital", "increase_in_tax_payable",
            "=operating_cash_flow", "capital_expenditure", "disposal_proceeds", "=free_cash_flow", "equity_proceeds", "note_proceeds",
            "loans_drawn", "loans_repaid", "revolver_draw", "dividends", "=financing_cash_flow", "=net_cash_flow", "=closing_cash",
        ),
        "Net income to closing cash. The increase in working capital, capital expenditure, loans repaid and dividends are subtracted.",
    ),
]  # fmt: skip
