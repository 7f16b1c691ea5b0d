"""What planbook says about a subscription business: chapters of declarations, in reading order."""

from planbook.business import (
    acquisition,
    assets,
    balance,
    capital,
    captable,
    cash,
    cohorts,
    contracts,
    customers,
    holders,
    issues,
    metrics,
    notes,
    people,
    pricing,
    profit,
    recurring,
    retention,
    revenue,
    rounds,
    safes,
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
        timeline, retention, pricing, acquisition, cohorts, contracts, customers, recurring, revenue, storage, people, support,
        spending, assets, rounds, safes, notes, profit, tax, capital, cash, balance, metrics, holders, issues, captable,
        valuation,
    )
)  # fmt: skip

__all__ = ["CHAPTERS", "FAMILIES"]
