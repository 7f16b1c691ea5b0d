"""Sources and uses: where money comes from and goes until the cash need is deepest.

The period runs from the plan's start to the month in which free cash flow, added up, is lowest: from
then on the plan earns more than it spends, or the plan ends. Each amount is positive on its own side.
"""

from planbook.language.declarations import Chapter, Chart, Series, check, line
from planbook.language.operators import difference, first_month_where, lowest, maximum, prior, sum_product
from planbook.language.units import FLAG, LABEL, MONEY, Kind, Shape

CHAPTER = Chapter("sources", "Sources", "Sources and uses", "Where money comes from and goes until the cash need is deepest.")


@line("Free cash flow so far", unit=MONEY, kind=Kind.BALANCE, opening=0)
def cumulative_free_cash_flow(cumulative_free_cash_flow, free_cash_flow):
    """Free cash flow since the plan's start."""
    return prior(cumulative_free_cash_flow) + free_cash_flow


@line("Lowest free cash flow so far", unit=MONEY, shape=Shape.SCALAR)
def deepest_need(cumulative_free_cash_flow):
    """The lowest point of free cash flow, added up: what the plan needs beside its opening cash, if negative."""
    return lowest(cumulative_free_cash_flow)


@line("Cash need has been deepest", unit=FLAG, kind=Kind.FACTOR, opening=0)
def need_passed(need_passed, cumulative_free_cash_flow, deepest_need):
    """1 from the month in which free cash flow, added up, is lowest."""
    return maximum(prior(need_passed), cumulative_free_cash_flow <= deepest_need)


@line("Cash break-even: month of the deepest need", unit=LABEL, shape=Shape.SCALAR)
def cash_break_even_month(need_passed):
    """The month of the plan after which free cash flow, added up, only rises above its low; the last one if it falls throughout."""
    return first_month_where(need_passed)


@line("Month of sources and uses", unit=FLAG, kind=Kind.FACTOR, opening=0)
def funding_period(need_passed):
    """1 in the months from the plan's start to the deepest need."""
    return 1 - prior(need_passed)


@line("Last month of sources and uses", unit=FLAG, kind=Kind.FACTOR, opening=0)
def funding_end(need_passed):
    """1 in the month of the deepest need."""
    return need_passed - prior(need_passed)


# Monthly amounts that no other chapter has.


@line("Earnings in cash (losses are negative)", unit=MONEY, kind=Kind.FLOW)
def cash_earnings(ebitda, tax_paid):
    """EBITDA less tax paid, before working capital."""
    return ebitda - tax_paid


@line("Increase in customers' prepayment", unit=MONEY, kind=Kind.FLOW)
def customer_prepayment(closing_deferred_revenue):
    """What customers pay in advance, beyond what is used up in the month."""
    return closing_deferred_revenue - prior(closing_deferred_revenue)


@line("Increase in other working capital", unit=MONEY, kind=Kind.FLOW)
def other_working_capital(increase_in_working_capital, customer_prepayment):
    """Cash tied up in receivables and prepaid costs less payables."""
    return increase_in_working_capital + customer_prepayment


@line("Debt received", unit=MONEY, kind=Kind.FLOW)
def debt_received(loans_drawn=0, revolver_draw=0):
    """Loans and revolver drawn."""
    return loans_drawn + maximum(revolver_draw, 0)


@line("Debt service", unit=MONEY, kind=Kind.FLOW)
def debt_service(interest_paid, loans_repaid=0, notes_repaid=0, revolver_draw=0):
    """Interest and fees paid, loans, convertible notes and revolver repaid."""
    return interest_paid + loans_repaid + notes_repaid + maximum(-revolver_draw, 0)


# The period's sums; what may go either way is split.


@line("Earnings of the period (losses are negative)", unit=MONEY, shape=Shape.SCALAR)
def period_earnings(cash_earnings, funding_period):
    """EBITDA less tax paid, in the period."""
    return sum_product(cash_earnings, funding_period)


@line("Prepayment of the period (use of it is negative)", unit=MONEY, shape=Shape.SCALAR)
def period_prepayment(customer_prepayment, funding_period):
    """Increase in deferred revenue, in the period."""
    return sum_product(customer_prepayment, funding_period)


@line("Other working capital of the period (release is negative)", unit=MONEY, shape=Shape.SCALAR)
def period_working_capital(other_working_capital, funding_period):
    """Increase in working capital without deferred revenue, in the period."""
    return sum_product(other_working_capital, funding_period)


@line("Source: investors", unit=MONEY, shape=Shape.SCALAR)
def source_investors(investor_money, funding_period):
    """Rounds, SAFEs and convertible notes."""
    return sum_product(investor_money, funding_period)


@line("Source: debt", unit=MONEY, shape=Shape.SCALAR)
def source_debt(debt_received, funding_period):
    """Loans and revolver drawn."""
    return sum_product(debt_received, funding_period)


@line("Source: grants", unit=MONEY, shape=Shape.SCALAR)
def source_grants(funding_period, grant_income=0):
    """Grants received."""
    return sum_product(grant_income, funding_period)


@line("Source: customers' prepayment", unit=MONEY, shape=Shape.SCALAR)
def source_prepayment(period_prepayment):
    """Annual invoices paid ahead of service."""
    return maximum(0, period_prepayment)


@line("Source: earnings", unit=MONEY, shape=Shape.SCALAR)
def source_earnings(period_earnings):
    """EBITDA less tax paid, where it is positive."""
    return maximum(0, period_earnings)


@line("Source: other working capital", unit=MONEY, shape=Shape.SCALAR)
def source_working_capital(period_working_capital):
    """Working capital released."""
    return maximum(0, -period_working_capital)


@line("Source: debt, grants, earnings, released working capital", unit=MONEY, shape=Shape.SCALAR)
def source_other(source_debt, source_grants, source_earnings, source_working_capital):
    """What comes in from neither investors nor customers' prepayment."""
    return source_debt + source_grants + source_earnings + source_working_capital


@line("Cash in the month of the deepest need", unit=MONEY, shape=Shape.SCALAR)
def cash_at_deepest_need(closing_cash, funding_end):
    """Closing cash of the month in which the need is deepest; below zero where the plan is not funded."""
    return sum_product(closing_cash, funding_end)


@line("Source: shortfall, not yet funded", unit=MONEY, shape=Shape.SCALAR)
def source_shortfall(cash_at_deepest_need):
    """What is missing in the month of the deepest need: money that nobody has promised."""
    return maximum(0, -cash_at_deepest_need)


@line("Sources", unit=MONEY, shape=Shape.SCALAR)
def total_sources(opening_cash, source_investors, source_prepayment, source_other, source_shortfall):
    """Opening cash, all that comes in until the cash need is deepest, and what is missing then."""
    return opening_cash + source_investors + source_prepayment + source_other + source_shortfall


@line("Use: losses", unit=MONEY, shape=Shape.SCALAR)
def use_losses(period_earnings):
    """EBITDA less tax paid, where it is negative."""
    return maximum(0, -period_earnings)


@line("Use: capital expenditure", unit=MONEY, shape=Shape.SCALAR)
def use_investment(investing_cash_flow, funding_period):
    """Purchases of fixed assets, less what sold ones bring."""
    return -sum_product(investing_cash_flow, funding_period)


@line("Use: other working capital", unit=MONEY, shape=Shape.SCALAR)
def use_working_capital(period_working_capital):
    """Cash tied up in working capital."""
    return maximum(0, period_working_capital)


@line("Use: service owed from prepayment", unit=MONEY, shape=Shape.SCALAR)
def use_prepayment(period_prepayment):
    """Service delivered for money received before, beyond new prepayment."""
    return maximum(0, -period_prepayment)


@line("Use: debt service", unit=MONEY, shape=Shape.SCALAR)
def use_debt_service(debt_service, funding_period):
    """Interest, fees and repayment."""
    return sum_product(debt_service, funding_period)


@line("Use: dividends", unit=MONEY, shape=Shape.SCALAR)
def use_dividends(funding_period, dividends=0):
    """Dividends paid."""
    return sum_product(dividends, funding_period)


@line("Use: closing cash", unit=MONEY, shape=Shape.SCALAR)
def use_closing_cash(cash_at_deepest_need):
    """Cash that is left in the month of the deepest need."""
    return maximum(0, cash_at_deepest_need)


@line("Use: working capital, prepayment, debt service, dividends", unit=MONEY, shape=Shape.SCALAR)
def use_other(use_working_capital, use_prepayment, use_debt_service, use_dividends):
    """What goes out beside losses and investment."""
    return use_working_capital + use_prepayment + use_debt_service + use_dividends


@line("Uses", unit=MONEY, shape=Shape.SCALAR)
def total_uses(use_losses, use_investment, use_other, use_closing_cash):
    """All that goes out until the cash need is deepest, and the cash left then."""
    return use_losses + use_investment + use_other + use_closing_cash


@check("Sources equal uses", tolerance="money_tolerance", shape=Shape.SCALAR)
def sources_residual(total_sources, total_uses):
    """What comes in against what goes out and what is left."""
    return difference(total_sources, total_uses)


CHARTS = [
    Chart(
        "C08", "Who pays until the need is deepest, and for what?", "stacked", "plan",
        (
            Series("opening_cash", "Cash", group="Sources"), Series("use_closing_cash", "Cash", group="Uses"),
            Series("source_investors", "Investors", group="Sources"), Series("source_prepayment", "Prepayment", group="Sources"),
            Series("source_other", "Other", group="Sources"), Series("use_other", "Other", group="Uses"),
            Series("source_shortfall", "Shortfall", group="Sources", tone="bad"),
            Series("use_losses", "Losses", group="Uses"), Series("use_investment", "Investment", group="Uses"),
        ),
        why="Up to the deepest need, which every plan has, and not up to cash break-even, which some never reach. Debt, grants "
        "and earnings are other sources, debt service and other working capital other uses; what is missing is a shortfall.",
    ),
]  # fmt: skip
