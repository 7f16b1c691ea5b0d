"""Cost of capital: what equity and debt cost, from the market's rates and the betas of comparables (CAPM), and their mean."""

from planbook.business.families import COMPARABLE
from planbook.language.declarations import Chapter, Period, Rule, Severity, assumption, check, line
from planbook.language.metrics import lower
from planbook.language.operators import at_month, not_available, or_else, ratio, total, where
from planbook.language.units import FACTOR, FLAG, SHARE, YEARLY_RATE, Shape, Sign

CHAPTER = Chapter(
    "capital_cost", "Discount", "Cost of capital", "What equity and debt cost a year, and their mean (WACC).",
    section="cost_of_capital",
)  # fmt: skip

risk_free_rate = assumption(
    "Risk-free rate", unit=SHARE, at="cost_of_capital.risk_free_rate", period=Period.YEARLY, low=-0.05, high=0.5,
    about="Yield of long government bonds in the plan's currency.",
)  # fmt: skip
equity_risk_premium = assumption(
    "Equity risk premium", unit=SHARE, at="cost_of_capital.equity_risk_premium", period=Period.YEARLY, low=0, high=0.5,
    about="What the stock market as a whole is expected to yield above the risk-free rate.",
)  # fmt: skip
size_premium = assumption(
    "Premium for size", unit=SHARE, at="cost_of_capital.size_premium", period=Period.YEARLY, low=0, high=0.5, default=0,
    about="What investors ask of small companies beyond beta.",
)  # fmt: skip
specific_premium = assumption(
    "Premium for the company", unit=SHARE, at="cost_of_capital.specific_premium", period=Period.YEARLY, low=0, high=1, default=0,
    about="What investors ask for risks of this company, such as few customers or key people; not for failure, which scenarios show.",
)  # fmt: skip
debt_share = assumption(
    "Share of debt", unit=SHARE, at="cost_of_capital.debt_share", low=0, below=1, default=0,
    about="Debt ÷ (debt + equity) that the company aims at, both at market values.",
)  # fmt: skip
cost_of_debt = assumption(
    "Cost of debt before tax", unit=SHARE, at="cost_of_capital.cost_of_debt", period=Period.YEARLY, low=0, high=1, default=0,
    needed_with="debt_share", about="What lenders ask for a year, effective.",
)  # fmt: skip
unlevered_beta = assumption(
    "Unlevered beta", unit=FACTOR, at="cost_of_capital.unlevered_beta", low=0, high=10, default=0,
    about="Beta of the business without debt; 0 takes the average of the comparables, each without its own debt.",
    rule=Rule(
        lambda unlevered_beta, comparable_beta=(): unlevered_beta > 0 or any(comparable_beta),
        "there is no beta: state `unlevered_beta`, or the `beta` of a comparable",
    ),
)  # fmt: skip


@line("Beta is given", unit=FLAG, per=COMPARABLE, shape=Shape.SCALAR)
def beta_given(comparable_beta):
    """1 where the comparable gives its beta."""
    return comparable_beta > 0


@line("Leverage of a comparable's beta", unit=FACTOR, per=COMPARABLE, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def comparable_leverage(comparable_tax_rate, comparable_debt_to_equity):
    """1 + (1 − tax rate) × debt ÷ equity: how many times its beta is that of its business."""
    return 1 + (1 - comparable_tax_rate) * comparable_debt_to_equity


@line("Unlevered beta of a comparable", unit=FACTOR, per=COMPARABLE, shape=Shape.SCALAR)
def comparable_unlevered_beta(comparable_beta, comparable_leverage):
    """Its beta without its own debt; 0 where it gives none."""
    return comparable_beta / comparable_leverage


@line("Average unlevered beta", unit=FACTOR, shape=Shape.SCALAR)
def average_unlevered_beta(comparable_unlevered_beta, beta_given):
    """Of the comparables that give a beta; not available where none does."""
    return ratio(total(comparable_unlevered_beta), total(beta_given))


@line("Beta of the business", unit=FACTOR, shape=Shape.SCALAR)
def business_beta(unlevered_beta, average_unlevered_beta):
    """As the plan states it, or else the average of the comparables."""
    return where(unlevered_beta > 0, unlevered_beta, or_else(average_unlevered_beta, 0))


@line("Debt to equity", unit=SHARE, shape=Shape.SCALAR)
def target_debt_to_equity(debt_share):
    """Share of debt ÷ share of equity."""
    return debt_share / (1 - debt_share)


@line("Tax rate on interest", unit=SHARE, shape=Shape.SCALAR)
def interest_tax_rate(tax_rate, horizon):
    """The rate of the plan's last month: most of a value lies after it."""
    return at_month(tax_rate, horizon)


@line("Beta of the shares", unit=FACTOR, shape=Shape.SCALAR)
def equity_beta(business_beta, interest_tax_rate, target_debt_to_equity):
    """Relevered: beta of the business × (1 + (1 − tax rate) × debt ÷ equity), the debt itself without risk (Hamada)."""
    return business_beta * (1 + (1 - interest_tax_rate) * target_debt_to_equity)


@line(
    "Cost of equity", unit=YEARLY_RATE, shape=Shape.SCALAR,
    metric=lower("plan", "investors", "yearly", variant="CAPM with premia for size and company"),
)  # fmt: skip
def cost_of_equity(risk_free_rate, equity_beta, equity_risk_premium, size_premium, specific_premium):
    """Risk-free rate + beta × equity risk premium + premia, a year, effective."""
    return risk_free_rate + equity_beta * equity_risk_premium + size_premium + specific_premium


@line("Cost of debt after tax", unit=YEARLY_RATE, shape=Shape.SCALAR)
def debt_cost_after_tax(cost_of_debt, interest_tax_rate):
    """Interest less the tax that it saves."""
    return cost_of_debt * (1 - interest_tax_rate)


@line(
    "WACC from its parts", unit=YEARLY_RATE, shape=Shape.SCALAR,
    metric=lower("plan", "investors", "yearly", variant="weights at market values, interest after tax"),
)  # fmt: skip
def built_wacc(debt_share, cost_of_equity, debt_cost_after_tax):
    """Weighted average cost of capital: share of equity × its cost + share of debt × its cost after tax, a year, effective."""
    return (1 - debt_share) * cost_of_equity + debt_share * debt_cost_after_tax


@line("Hurdle rate above the cost of equity", unit=YEARLY_RATE, shape=Shape.SCALAR)
def hurdle_premium(cost_of_equity, hurdle_rate=0):
    """What venture investors require beyond it, for failures and for money that is tied up; not available without a hurdle rate."""
    return where(hurdle_rate > 0, hurdle_rate - cost_of_equity, not_available)


@check("The hurdle rate is below the cost of equity", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def hurdle_too_low(cost_of_equity, hurdle_rate=0):
    """1 when venture investors would require less than the stock market."""
    return (hurdle_rate > 0) * (cost_of_equity > hurdle_rate)
