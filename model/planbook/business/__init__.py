"""What planbook says about a subscription business: chapters of declarations, in reading order."""

from planbook.business import (
    acquisition,
    assets,
    balance,
    bookings,
    capital,
    cash,
    cohorts,
    contracts,
    customers,
    funding,
    losses,
    metrics,
    moves,
    payments,
    people,
    pricing,
    profit,
    recurring,
    retained,
    retention,
    revenue,
    services,
    spending,
    storage,
    support,
    tax,
    timeline,
    usage,
    valuation,
    winback,
)  # fmt: skip
from planbook.business.families import FAMILIES
from planbook.language.declarations import gather

CHAPTERS = tuple(
    gather(module)
    for module in (
        timeline, payments, retention, pricing, winback, moves, acquisition, cohorts, contracts, customers, recurring, losses, retained,
        usage, services, bookings, revenue, storage, people, support, spending, assets, profit, tax, capital, funding, cash, balance, metrics, valuation,
    )
)  # fmt: skip

__all__ = ["CHAPTERS", "FAMILIES"]
