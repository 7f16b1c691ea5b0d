"""The list of all metrics, as a document for people: what each means, how it is made, what others hold to be good."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from planbook.backends.benchmarks import in_full
from planbook.backends.catalogue import Entry, Kpi, Line
from planbook.language.errors import enumerated

HEAD = """# Metrics

Written by `make docs` from what the chapters declare and the benchmarks in `business/benchmarks.py`; do not edit.
`planbook catalogue` prints the same, and with `--json` all of it as data; `planbook show PLAN NAME` shows a metric's figures,
`planbook explain PLAN NAME` how one of them comes about. Any name in `code` may be typed, the first is the line's own.

A formula is written in the names of other figures. *Of the month* and the like is the time that a month's figure looks at; a year
shows the sum of its months, its last month, the figure recomputed from the year's parts, or none. A metric is computed unless it
says that it is stated: then the plan gives a start, a target and the months between. Benchmarks are what sources say, with the
source's own date; they disagree, and none of them enters a formula. What a plan wants to reach are its own targets.
"""

FOOT = """## A published example that cannot be reproduced

A page on the KPIs of a backup service says that with an ARPU of $500 and 5,000 customers, 1 % less churn may bring $250,000 more
revenue a year. No reading of it gives that figure, since neither the period of the churn nor that of the ARPU is stated:

| reading | customers kept | more revenue |
|---|---|---|
| 1 % of the customers once, ARPU a year | 50 | $25,000 |
| 1 % of the customers once, ARPU a month, kept for all twelve months | 50 | $300,000 |
| 1 % of the customers in each month, ARPU a month: 50 × 500 × (1 + 2 + … + 12) | 50 a month | $1,950,000 |

$250,000 would take 10 % of the customers at $500 a year. It is not used as a test; it is the reason why every rate of planbook carries
its period. The page's eleven other worked examples are right, and are tests.

Elsewhere, too, published arithmetic does not hold:

- An example of ARR, from 10m with 2m of new, 1.5m of expansion, 0.8m of churn and 0.2m of contraction, prints a net revenue retention
  of 115 % and a net churn of −15 %. It leaves the losses out: they are 105 % and −5 %.
- A formula of discounted CLV is in circulation with 1 ÷ (1 + K), where K is the part of a payment's value that is left a month later. It
  is 1 ÷ (1 − K).
- A monthly churn is made yearly by taking it twelve times: 5 % a month would be 60 %. It is 1 − 0.95¹² = 46.0 %.
"""

YEARS = {
    "sum": "a year is the sum of its months", "last": "a year shows its last month", "recomputed": "a year is recomputed from its parts",
    "none": "it has no year", "first": "a year shows its first month",
}  # fmt: skip
PERIODS = {
    "month": "of the month", "month end": "at month end", "quarter": "of three months", "twelve months": "of twelve months",
    "plan": "of the whole plan",
}  # fmt: skip


def metric_list(entries: Sequence[Entry]) -> str:
    """All metrics, chapter by chapter; then the other lines that have benchmarks, in their chapters too."""
    shown = [entry for entry in entries if isinstance(entry, Kpi) or (isinstance(entry, Line) and entry.benchmarks)]
    chapters = []
    for title, group in groupby(shown, key=lambda entry: entry.chapter):
        chapters.append("\n".join([f"## {title}", "", *(_metric(entry) for entry in group)]))
    return "\n".join([HEAD, *chapters, FOOT])


def _metric(entry: Line) -> str:
    names = ", ".join(f"`{name}`" for name in (entry.name, *entry.aliases))
    lines = [f"### {entry.label}", "", f"{names} · {entry.unit.name}{_variant(entry)}", "", entry.definition, ""]
    lines += [f"- Formula: {entry.formula}"]
    if isinstance(entry, Kpi):
        lines += [f"- {facts(entry)}", *(f"- {text}" for text in remarks(entry))]
    lines += [f"- Benchmark: {in_full(each, entry.unit)}" for each in entry.benchmarks]
    return "\n".join([*lines, ""])


def _variant(entry: Line) -> str:
    return f" · {entry.variant}" if isinstance(entry, Kpi) and entry.variant else ""


def facts(entry: Kpi) -> str:
    """Direction, time, year, readers and review in a sentence or two."""
    good = "Should stay within a band" if entry.better.startswith("within") else f"{entry.better.capitalize()} is better"
    year = f"; {YEARS[entry.year]}" if entry.year else ""
    stated = "; stated by the plan" if entry.origin == "stated" else ""
    return f"{good}; {PERIODS[entry.period]}{year}{stated}. Read by {enumerated(entry.readers)}; reviewed {enumerated(entry.review)}."


def remarks(entry: Kpi) -> list[str]:
    """When it is not available, and what else a reader should know."""
    absent = entry.absent[:1].lower() + entry.absent[1:]
    return [*([f"Not available: {absent}"] if absent else []), *([entry.note] if entry.note else [])]
