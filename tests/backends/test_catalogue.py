"""The catalogue: one entry for each declaration, the same keys for all of a kind, and what a metric says of itself."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from planbook.backends.benchmarks import band, dated, in_full, years_old
from planbook.backends.catalogue import KINDS, Check, Entry, Kpi, Line, as_json, catalogue
from planbook.backends.example import example
from planbook.business import BENCHMARKS, CHAPTERS, FAMILIES, FRONT
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.units import DURATION, MULTIPLE, PRICE, SHARE, Unit

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """The whole catalogue."""
    return catalogue(CHAPTERS, FAMILIES, BENCHMARKS, FRONT)


def kpi(entries: list[Entry], name: str) -> Kpi:
    found = [entry for entry in entries if entry.name == name]
    assert len(found) == 1
    assert isinstance(found[0], Kpi)
    return found[0]


def test_every_declaration_has_one_entry(entries: list[Entry]) -> None:
    declared = [
        *(item.name for chapter in CHAPTERS for item in (*chapter.lines, *chapter.assumptions, *chapter.constants)),
        *(chart.id for chapter in CHAPTERS for chart in chapter.charts),
    ]  # fmt: skip
    assert Counter(entry.name for entry in entries) == Counter(declared)
    assert {entry.kind for entry in entries} == set(KINDS)


def test_every_line_has_its_definition_and_formula(entries: list[Entry]) -> None:
    for entry in entries:
        assert entry.label
        assert entry.definition or entry.kind == "chart"
        if isinstance(entry, Line | Check):
            assert entry.formula, entry.name


def test_every_metric_says_who_reads_it(entries: list[Entry]) -> None:
    metrics = [entry for entry in entries if isinstance(entry, Kpi)]
    assert len(metrics) > 50
    for each in metrics:
        assert each.better in ("higher", "lower", "within a band"), each.name
        assert each.period, each.name
        assert each.readers, each.name
        assert each.review, each.name
        assert each.origin in ("computed", "stated")
        assert each.kind == "kpi"


def test_a_metric_as_it_stands_in_the_catalogue(entries: list[Entry]) -> None:
    nrr = kpi(entries, "net_revenue_retention")
    assert nrr.aliases == ("nrr", "ndr")
    assert (nrr.unit, nrr.better, nrr.period, nrr.year) == (SHARE, "higher", "twelve months", "last")
    assert nrr.formula == "(total of segment_kept_mrr) ÷ mrr_a_year_earlier"
    assert nrr.absent == "Before month 12."
    assert {each.source.partition(",")[0] for each in nrr.benchmarks} == {"SaaS Capital", "SaaS Venture Capital"}


def test_members_of_different_kinds_may_have_different_formulas(entries: list[Entry]) -> None:
    customers = next(entry for entry in entries if entry.name == "channel_customers")
    assert isinstance(customers, Line)
    assert customers.formula.split("; or ") == [
        "channel_funnel_customers", "the smallest of pipeline_customers, channel_quota", "partner_customers",
        "inviting_customers × channel_viral_coefficient",
    ]  # fmt: skip


def test_a_benchmark_stands_with_its_line_whatever_name_it_uses(entries: list[Entry]) -> None:
    given = [each for entry in entries if isinstance(entry, Line) for each in entry.benchmarks]
    assert Counter(given) == Counter(BENCHMARKS)


def test_the_example_makes_every_choice() -> None:
    """Every line is there, and every choice of a family is made by one of its members."""
    model = example(CHAPTERS, FAMILIES)
    assert [line.name for chapter in CHAPTERS for line in chapter.lines if line.name not in model.by_name] == []
    for family in FAMILIES:
        for attribute in family.attributes.values():
            chosen = {member.attributes[attribute.name] for member in model.structure.members[family.name]}
            assert set(attribute.choices) <= chosen, f"{family.name}.{attribute.name}"
            if attribute.target and not attribute.choices:
                assert chosen <= {member.name for member in model.structure.members[attribute.target.name]}


# As JSON.


def test_json_has_the_same_keys_for_all_of_a_kind(entries: list[Entry]) -> None:
    document = json.loads(json.dumps(as_json(entries, TODAY), allow_nan=False))
    assert document["as_of"] == "2026-11-22"
    assert len(document["entries"]) == len(entries)
    keys: dict[str, set[tuple[str, ...]]] = {}
    for entry in document["entries"]:
        keys.setdefault(entry["kind"], set()).add(tuple(entry))
    assert {kind: len(found) for kind, found in keys.items()} == dict.fromkeys(KINDS, 1)
    common = ("kind", "name", "label", "chapter", "definition")
    figure = (*common, "unit", "per", "aliases", "formula", "shape", "year", "benchmarks")
    assert keys["line"] == {figure}
    assert keys["kpi"] == {(*figure, "period", "better", "variant", "readers", "review", "absent", "note", "origin")}
    assert keys["check"] == {(*common, "unit", "per", "severity", "formula")}
    assert keys["assumption"] == {(*common, "unit", "per", "at", "form", "period", "low", "high", "above", "below", "default")}
    assert keys["constant"] == {(*common, "unit", "per", "value")}
    assert keys["chart"] == {(*common, "drawn", "over", "series", "page")}


def test_json_of_a_benchmark(entries: list[Entry]) -> None:
    document = as_json([kpi(entries, "quick_ratio")], TODAY)
    only = document["entries"][0]["benchmarks"]
    assert len(only) == 1
    assert {key: only[0][key] for key in ("grade", "low", "high", "dated", "years_old")} == {
        "grade": "standard", "low": 4, "high": None, "dated": "2016", "years_old": 10,
    }  # fmt: skip


# Benchmarks in words.


def benchmark(low: float | None, high: float | None, dated: str = "", **more: str) -> Benchmark:
    return Benchmark("x", Grade.STANDARD, low, high, "A study", dated, **more)


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (0.95, None, SHARE, "at least 95 %"), (None, 0.005, SHARE, "at most 0.5 %"), (0.7, 0.85, SHARE, "70 % to 85 %"),
        (15, 50, PRICE, "$15 to $50"), (4, None, MULTIPLE, "at least 4x"), (20, 20, DURATION, "20 months"),
        (None, 0.5, Unit("hours", "count"), "at most 0.5 hours"), (None, 1, Unit("hours", "count"), "at most 1 hour"),
        (0, None, SHARE, "at least 0 %"),
    ],
)  # fmt: skip
def test_a_band_in_words(low: float | None, high: float | None, unit: Unit, words: str) -> None:
    assert band(benchmark(low, high), unit) == words


@pytest.mark.parametrize(
    ("said", "years", "words"),
    [
        ("2011", 15, "2011, 15 years old"), ("2026", 0, "2026"), ("2025", 1, "2025, 1 year old"), ("2015-02", 11, "2015-02, 11 years old"),
        ("2015-12", 10, "2015-12, 10 years old"), ("", None, "undated"),
    ],
)  # fmt: skip
def test_the_age_of_a_source(said: str, years: int | None, words: str) -> None:
    made = benchmark(1, None, said)
    assert years_old(made, TODAY) == years
    assert dated(made, TODAY) == words
    assert dated(made) == (said or "undated"), "without a day to count to, the date alone"


def test_a_benchmark_in_full() -> None:
    made = benchmark(0.9, None, "2011", segment="clouds", note="Said once.")
    assert in_full(made, SHARE, TODAY) == "Standard (clouds): at least 90 %. A study, 2011, 15 years old. Said once."
