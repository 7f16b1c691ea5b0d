"""Scorecards and driver trees as JSON: shares as fractions, null for what is not available."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planbook.backends.benchmarks import years_old
from planbook.backends.drivers import Driver
from planbook.backends.scorecard import Entry, Scorecard
from planbook.backends.views import YEAR
from planbook.cli.numbers import in_currency, known
from planbook.cli.scorecard import Group, yearly
from planbook.language.units import Shape
from planbook.plan import Run

Json = dict[str, Any]


def scorecard_as_json(run: Run, groups: Sequence[Group], card: Scorecard, by_year: bool) -> list[Json]:
    """The scorecard as JSON, a metric each, in the order of the table."""
    view = run.view(YEAR)
    found = []
    for review, entries in groups:
        for entry in entries:
            made = {"metric": entry.row.key, "label": run.plan.model.label(entry.row), "reviewed": review, **_about(run, entry)}
            if by_year and entry.row.shape is Shape.MONTHS:
                values, star = yearly(run, entry.row)
                ends = [card.entry(entry.row, last, value) for last, value in zip(view.periods.last, values, strict=True)]
                made |= {"years": [
                    {"year": year, "value": known(value), "of_last_month": bool(star), "status": end.status or None}
                    for year, value, end in zip(view.periods.labels, values, ends, strict=True)
                ]}  # fmt: skip
            found.append(made)
    return found


def _about(run: Run, entry: Entry) -> Json:
    metric, structure = entry.metric, run.plan.model.structure
    target, (least, most) = entry.target, entry.path
    return {
        "unit": in_currency(entry.row.unit, run.plan.loaded.currency),
        "better": metric.better.value,
        "period": metric.period,
        "readers": list(metric.readers),
        "review": list(metric.review),
        "value": known(entry.value),
        "instead": entry.words or None,
        "caveat": entry.caveat or None,
        "year_before": known(entry.before),
        "trend": entry.trend or None,
        "status": entry.status or None,
        "target": target and {
            "low": target.low, "high": target.high, "due": structure.month_label(target.due), "owner": target.owner or None,
            "path_low": least, "path_high": most,
        },
        "standards": {"met": entry.met if entry.available or entry.words else None, "of": len(entry.standards)},
        "benchmarks": [
            {
                "grade": each.grade.value, "low": each.low, "high": each.high, "source": each.source, "dated": each.dated or None,
                "years_old": years_old(each, run.plan.loaded.day), "segment": each.segment or None, "note": each.note or None,
                "holds": each.holds(entry.value) if entry.available else None, "judges": each in entry.standards,
            }
            for each in entry.benchmarks
        ],
    }  # fmt: skip


def tree_as_json(run: Run, driver: Driver, month: int) -> Json:
    """The driver tree as JSON."""
    return {
        "line": driver.row.key, "label": run.plan.model.label(driver.row),
        "unit": in_currency(driver.row.unit, run.plan.loaded.currency), "months_ago": driver.ago,
        "subtracted": driver.subtracted,
        "value": known(driver.value(run.arrays, month)), "state": driver.state or None, "left_out": driver.more,
        "parts": [tree_as_json(run, part, month) for part in driver.parts],
    }  # fmt: skip

