"""Shares as if options were exercised: the treasury stock method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import number

Tranche = tuple[float, float]


@dataclass(frozen=True)
class DilutedShares:
    """Shares after exercise of what is in the money, less those that the proceeds buy back, and the price at which it holds."""

    shares: float
    price: float


@in_words
def treasury_stock_shares(
    shares: float, tranches: Sequence[Tranche], *, price: float | None = None, equity_value: float | None = None
) -> DilutedShares:
    """Diluted shares by the treasury stock method: shares + Σ n × (1 − k ÷ price) over tranches with a strike k below the price.

    shares: basic, above 0. tranches: (number of options n, strike k), in any order. State either the ``price`` of a share or
    the ``equity_value`` (E). From the value the price follows without a circle: P = (E + Σ n·k) ÷ (shares + Σ n), tranches added in
    rising strike while P is above their strike.
    """
    basic = number(shares, "shares", above=0)
    options = sorted(((number(n, "options", low=0), number(k, "strike", low=0)) for n, k in tranches), key=lambda option: option[1])
    if (price is None) == (equity_value is None):
        raise FinanceError("state either price or equity_value")
    if equity_value is not None:
        each = _price(number(equity_value, "equity_value", above=0), basic, options)
    else:
        each = number(price or 0.0, "price", above=0)
    return DilutedShares(basic + sum(n * (1 - k / each) for n, k in options if k < each), each)


def _price(value: float, shares: float, options: Sequence[Tranche]) -> float:
    """Value per share with every option exercised that is in the money at that price."""
    for n, strike in options:
        if value / shares <= strike:
            break
        value, shares = value + n * strike, shares + n
    return value / shares
