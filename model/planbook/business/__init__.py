"""What planbook says about a subscription business: chapters of declarations, in reading order."""

from importlib import import_module

from planbook.business.benchmarks import BENCHMARKS, SEGMENTS
from planbook.business.families import FAMILIES
from planbook.business.pages import FRONT
from planbook.language.declarations import gather

READING_ORDER = (
    "timeline",
    # customers
    "payments", "terms", "retention", "pricing", "winback", "moves", "funnel", "channels", "acquisition", "cohorts", "contracts",
    "customers",
    # revenue
    "recurring", "losses", "lineage", "retained", "usage", "services", "bookings", "revenue",
    # costs
    "storage", "support", "hires", "people", "spending", "contribution", "assets",
    # profit, money
    "grants", "rounds", "safes", "notes", "loans", "facility", "profit", "breakeven", "tax", "capital", "flows", "dividends",
    "revolver", "cash", "standby", "runway", "covenants", "sources", "balance",
    # metrics, operations, owners, value
    "growth", "churn", "metrics", "efficiency", "lifetime", "payback", "variants", "channel_metrics", "backups", "service", "satisfaction",
    "product", "holders", "issues", "captable", "comparables", "regression", "capital_cost", "valuation", "equity", "dilution",
    "crosschecks", "sensitivity", "multiples",
    "venture", "payne", "berkus", "risk_factors", "ranges", "futures",
    "exits", "unconverted", "classes", "waterfall", "proceeds", "returns", "conversions", "backers",
)  # fmt: skip

CHAPTERS = tuple(gather(import_module(f"{__name__}.{name}")) for name in READING_ORDER)

__all__ = ["BENCHMARKS", "CHAPTERS", "FAMILIES", "FRONT", "SEGMENTS"]
