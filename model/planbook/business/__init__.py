"""What planbook says about a subscription business: chapters of declarations, in reading order."""

from planbook.business import (
    acquisition,
    assets,
    balance,
    capital,
    cash,
    cohorts,
    contracts,
    customers,
    funding,
    hires,
    metrics,
    people,
    pricing,
    profit,
    recurring,
    retention,
    revenue,
    spending,
    storage,
    support,
    tax,
    timeline,
    valuation,
)  # fmt: skip
from planbook.business.families import FAMILIES
from planbook.language.declarations import gather

CHAPTERS = tuple(
    gather(module)
    for module in (
        timeline, retention, pricing, acquisition, cohorts, contracts, customers, recurring, revenue, storage, support, hires,
        people, spending, assets, profit, tax, capital, funding, cash, balance, metrics, valuation,
    )
)  # fmt: skip

__all__ = ["CHAPTERS", "FAMILIES"]
