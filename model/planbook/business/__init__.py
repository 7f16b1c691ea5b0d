"""What planbook says about a subscription business: chapters of declarations, in reading order."""

from planbook.business import (
    acquisition,
    assets,
    balance,
    capital,
    cash,
    cohorts,
    contracts,
    covenants,
    customers,
    dividends,
    facility,
    flows,
    funding,
    grants,
    loans,
    metrics,
    people,
    pricing,
    profit,
    recurring,
    retention,
    revenue,
    revolver,
    sources,
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
        spending, assets, grants, loans, facility, profit, tax, capital, funding, flows, dividends, revolver, cash, covenants, sources,
        balance, metrics, valuation,
    )
)  # fmt: skip

__all__ = ["CHAPTERS", "FAMILIES"]
