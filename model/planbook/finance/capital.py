"""The cost of capital: what those who finance a company want to earn. All rates are per year, as shares (0.08 is 8 %)."""

from __future__ import annotations

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import number


@in_words
def cost_of_equity(
    risk_free: float, beta: float, equity_risk_premium: float, *, size_premium: float = 0.0, specific_premium: float = 0.0
) -> float:
    """Cost of equity: risk-free rate + beta × equity risk premium + premiums for size and for what is specific to the company."""
    premium = number(beta, "beta") * number(equity_risk_premium, "equity_risk_premium")
    return number(risk_free, "risk_free") + premium + number(size_premium, "size_premium") + number(specific_premium, "specific_premium")


@in_words
def capm(risk_free: float, beta: float, market_return: float) -> float:
    """Capital asset pricing model: risk-free rate + beta × (market return − risk-free rate)."""
    return cost_of_equity(risk_free, beta, number(market_return, "market_return") - number(risk_free, "risk_free"))


@in_words
def wacc(equity: float, debt: float, cost_of_equity: float, cost_of_debt: float, tax_rate: float) -> float:
    """Weighted average cost of capital: E ÷ (E + D) × cost of equity + D ÷ (E + D) × cost of debt × (1 − tax rate).

    equity, debt: market values, or shares of the capital. Without capital there is no cost: refused.
    """
    own, borrowed = number(equity, "equity", low=0), number(debt, "debt", low=0)
    larger = max(own, borrowed)
    if larger == 0:
        raise FinanceError("equity and debt are both 0: capital must be above 0")
    own, borrowed = own / larger, borrowed / larger  # their sum is then a number, however large they are
    after_tax = number(cost_of_debt, "cost_of_debt") * (1 - _tax(tax_rate))
    return (own * number(cost_of_equity, "cost_of_equity") + borrowed * after_tax) / (own + borrowed)


@in_words
def unlever_beta(levered_beta: float, debt_to_equity: float, tax_rate: float) -> float:
    """Beta of the business alone: levered beta ÷ (1 + (1 − tax rate) × debt ÷ equity) (Hamada)."""
    return number(levered_beta, "levered_beta") / _leverage(debt_to_equity, tax_rate)


@in_words
def relever_beta(unlevered_beta: float, debt_to_equity: float, tax_rate: float) -> float:
    """Beta at another debt: unlevered beta × (1 + (1 − tax rate) × debt ÷ equity) (Hamada)."""
    return number(unlevered_beta, "unlevered_beta") * _leverage(debt_to_equity, tax_rate)


def _leverage(debt_to_equity: float, tax_rate: float) -> float:
    return 1 + (1 - _tax(tax_rate)) * number(debt_to_equity, "debt_to_equity", low=0)


def _tax(tax_rate: float) -> float:
    return number(tax_rate, "tax_rate", low=0, high=1)
