"""Benchmarks in words: the band, the source, and how old it is."""

from __future__ import annotations

import datetime

from planbook.language.benchmarks import Benchmark
from planbook.language.units import Unit


def band(benchmark: Benchmark, unit: Unit) -> str:
    """What a benchmark asks for: `at least 95 %`, `15 to 50`."""
    low, high = (None if end is None else _value(end, unit) for end in (benchmark.low, benchmark.high))
    if low == high:
        return str(low)
    return f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"


def _value(value: float, unit: Unit) -> str:
    if unit.style == "percent":
        return f"{round(value * 100, 2):g} %"
    if unit.style in ("amount", "price"):
        return f"${value:g}"
    if unit.style == "multiple":
        return f"{value:g}x"
    name = unit.name.removesuffix("s") if value == 1 else unit.name
    return f"{value:g} {name}" if unit.style == "count" else f"{value:g}"


def in_full(benchmark: Benchmark, unit: Unit, today: datetime.date | None = None) -> str:
    """A benchmark as a sentence, with its age when it is told what day it is."""
    segment = f" ({benchmark.segment})" if benchmark.segment else ""
    note = f" {benchmark.note}" if benchmark.note else ""
    source = f"{benchmark.source}, {dated(benchmark, today)}".rstrip(".")
    return f"{benchmark.grade.value.capitalize()}{segment}: {band(benchmark, unit)}. {source}.{note}"


def dated(benchmark: Benchmark, today: datetime.date | None = None) -> str:
    """The date of a source, and its age in full years: `2011, 15 years old`."""
    age = years_old(benchmark, today) if today else None
    return (benchmark.dated or "undated") + (f", {age} year{'' if age == 1 else 's'} old" if age else "")


def years_old(benchmark: Benchmark, today: datetime.date) -> int | None:
    """How old a source is, in full years; of a source that names a year only, the difference of years."""
    if not benchmark.dated:
        return None
    year, _, month = benchmark.dated.partition("-")
    return today.year - int(year) - (bool(month) and today.month < int(month))
