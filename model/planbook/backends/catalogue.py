"""The catalogue: every declaration of the business as data, one entry each, in reading order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from planbook.backends.benchmarks import years_old
from planbook.backends.example import example
from planbook.backends.words import in_words
from planbook.language.benchmarks import Benchmark
from planbook.language.charts import Chart, Front, Series
from planbook.language.declarations import Assumption, Chapter, Constant, Declaration, LineItem, Severity
from planbook.language.families import Family
from planbook.language.metrics import Metric
from planbook.language.model import Row
from planbook.language.units import Shape, Unit

KINDS = ("kpi", "line", "check", "assumption", "constant", "chart")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every declaration has."""

    kind: str
    name: str
    label: str
    chapter: str
    definition: str


@dataclass(frozen=True, kw_only=True)
class Measured(Entry):
    """What is a number: its unit, and the families that it has one for each member of."""

    unit: Unit
    per: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Line(Measured):
    """A figure that is computed; ``year`` is what its year shows."""

    aliases: tuple[str, ...]
    formula: str
    shape: str
    year: str
    benchmarks: tuple[Benchmark, ...]


@dataclass(frozen=True, kw_only=True)
class Kpi(Line):
    """A headline figure; ``origin`` says whether it is computed, or stated by the plan."""

    period: str
    better: str
    variant: str
    readers: tuple[str, ...]
    review: tuple[str, ...]
    absent: str
    note: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Check(Measured):
    """What must hold, or what would be trouble."""

    severity: str
    formula: str


@dataclass(frozen=True, kw_only=True)
class Input(Measured):
    """A number that a plan gives, where it stands in the plan, and its bounds, strict where ``above`` or ``below``."""

    at: str
    form: str
    period: str
    low: float | None
    high: float | None
    above: float | None
    below: float | None
    default: float | None


@dataclass(frozen=True, kw_only=True)
class Fixed(Measured):
    """A number of the business, or of the plan's calendar, which has no value here."""

    value: float | None


@dataclass(frozen=True, kw_only=True)
class Drawn(Entry):
    """A chart: how it is drawn, over what, of which lines, on which page; its label is the question it answers."""

    drawn: str
    over: str
    series: tuple[str, ...]
    page: str


def catalogue(
    chapters: Sequence[Chapter], families: Sequence[Family], benchmarks: Sequence[Benchmark], front: Front
) -> list[Entry]:
    """All entries, chapter by chapter."""
    rows = example(chapters, families).by_name
    pages = {chart: page.title for page in front.pages for chart in page.charts}
    entries: list[Entry] = []
    for chapter in chapters:
        entries += [_line(item, chapter, rows[item.name], of_line(item, benchmarks)) for item in chapter.lines]
        entries += [_input(made, chapter) for made in chapter.assumptions]
        entries += [_fixed(made, chapter) for made in chapter.constants]
        entries += [_chart(chart, chapter, pages.get(chart.id, "")) for chart in chapter.charts]
    return entries


def of_line(item: LineItem, benchmarks: Sequence[Benchmark]) -> tuple[Benchmark, ...]:
    """The benchmarks of a line, which name it or an alias of it."""
    return tuple(each for each in benchmarks if each.metric in (item.name, *item.aliases))


def _common(kind: str, made: Declaration, chapter: Chapter) -> dict[str, Any]:
    return {
        "kind": kind, "name": made.name, "label": made.label, "chapter": chapter.title, "definition": " ".join(made.about.split()),
        "unit": made.unit, "per": tuple(family.name for family in made.per),
    }  # fmt: skip


def _line(item: LineItem, chapter: Chapter, rows: Sequence[Row], benchmarks: tuple[Benchmark, ...]) -> Entry:
    formula = _formula(rows)
    if item.severity is not None:
        severity = "error" if item.severity is Severity.ERROR else "alert"
        return Check(**_common("check", item, chapter), severity=severity, formula=formula)
    figure = {
        **_common("kpi" if item.metric else "line", item, chapter), "aliases": item.aliases, "formula": formula,
        "shape": item.shape.value, "year": year_of(item), "benchmarks": benchmarks,
    }  # fmt: skip
    return Kpi(**figure, **_said(item.metric)) if item.metric else Line(**figure)


def _said(metric: Metric) -> dict[str, Any]:
    """What a headline figure says of itself."""
    return {
        "period": metric.period, "better": metric.better.value, "variant": metric.variant, "readers": metric.readers,
        "review": metric.review, "absent": metric.absent, "note": metric.note, "origin": "stated" if metric.stated else "computed",
    }  # fmt: skip


def _formula(rows: Sequence[Row]) -> str:
    """The formula in names; members of different kinds may have different ones."""
    texts = [in_words(row.tree, lambda used: used.name) for row in rows if row.tree is not None]
    return "; or ".join(dict.fromkeys(texts))


def year_of(item: LineItem) -> str:
    """What the year of a line shows: a ratio declares it, other lines follow from what they are."""
    if item.shape is not Shape.MONTHS:
        return ""
    return item.year.value if item.year else {"flow": "sum", "balance": "last", "opening": "first"}.get(item.kind.value, "none")


def _input(made: Assumption, chapter: Chapter) -> Input:
    return Input(
        **_common("assumption", made, chapter), at=made.at, form=made.form.value, period=made.period.value if made.period else "",
        low=made.low, high=made.high, above=made.above, below=made.below, default=made.default,
    )  # fmt: skip


def _fixed(made: Constant, chapter: Chapter) -> Fixed:
    return Fixed(**_common("constant", made, chapter), value=None if made.calendar or made.per else made.value)


def _chart(chart: Chart, chapter: Chapter, page: str) -> Drawn:
    series = tuple(_series(each) for each in chart.series)
    return Drawn(
        kind="chart", name=chart.id, label=chart.question, chapter=chapter.title, definition="", drawn=chart.kind, over=chart.over,
        series=series, page=page,
    )  # fmt: skip


def _series(series: Series) -> str:
    return f"{series.line}.{series.member}" if series.member else series.line


# The catalogue as JSON.


def as_json(entries: Sequence[Entry], today: datetime.date) -> dict[str, Any]:
    """All entries; each kind has its own keys, and every entry of a kind has all of them."""
    return {"as_of": today.isoformat(), "entries": [_plain(entry, today) for entry in entries]}


def _plain(value: Any, today: datetime.date) -> Any:
    if isinstance(value, Unit):
        return value.name
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Entry | Benchmark):
        made = {field.name: _plain(getattr(value, field.name), today) for field in fields(value)}
        return {**made, "years_old": years_old(value, today)} if isinstance(value, Benchmark) else made
    if isinstance(value, tuple):
        return [_plain(each, today) for each in value]
    return value
