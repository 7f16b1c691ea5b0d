"""Benchmarks: each belongs to a metric, can be compared with it, and nothing that the published texts say is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planbook.business import BENCHMARKS, CHAPTERS, SEGMENTS
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.declarations import LineItem
from planbook.language.metrics import Better

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parents[1] / "oracles" / "seed_kpis.json").read_text(encoding="utf-8"))
STATEMENTS: list[dict[str, Any]] = PUBLISHED["benchmarks_and_targets"]
LINES = {name: line for chapter in CHAPTERS for line in chapter.lines for name in (line.name, *line.aliases)}

# What is said of one id, and is meant of another line: by the line of the text.
MEANT = {
    21: "direct_cost_share_of_arpu", 65: "infrastructure_share", 96: "service_cost_per_gb", 86: "annual_churn_rate",
    **dict.fromkeys((38, 99, 264, 265, 266), "customer_churn_rate"),
}  # fmt: skip
LEFT_OUT = {
    53: "a claim that reviewing metrics improves them", 253: "a claim of what managing storage saves",
    152: "a relation: the satisfaction with a reply", 153: "a relation: the satisfaction with a reply",
    154: "a relation: the satisfaction with a reply",
}  # fmt: skip


def line_of(benchmark: Benchmark) -> LineItem:
    return LINES[benchmark.metric]


@pytest.mark.parametrize("metric", sorted({each.metric for each in BENCHMARKS}))
def test_a_benchmark_is_of_a_line(metric: str) -> None:
    assert metric in LINES


def test_a_benchmark_says_what_a_reader_needs() -> None:
    for each in BENCHMARKS:
        assert each.source, each
        assert re.fullmatch(r"(20\d\d(-(0[1-9]|1[0-2]))?)?", each.dated), each
        assert each.low is not None or each.high is not None, each
        assert each.low is None or each.high is None or each.low <= each.high, each
        assert not each.note or each.note.endswith("."), each


def test_no_benchmark_stands_twice() -> None:
    assert len(set(BENCHMARKS)) == len(BENCHMARKS)
    seen = [(each.metric, each.grade, each.low, each.high, each.source, each.segment) for each in BENCHMARKS]
    assert len(set(seen)) == len(seen)


def test_a_share_is_a_fraction() -> None:
    """90 % is 0.9: a band of 90 would never be reached."""
    shares = [each for each in BENCHMARKS if each.metric in LINES and line_of(each).unit.style == "percent"]
    assert len(shares) > 20
    assert all(abs(end) < 2 for each in shares for end in (each.low, each.high) if end is not None)


def test_nobody_fails_a_standard_by_being_better() -> None:
    for each in BENCHMARKS:
        if each.grade is Grade.STANDARD and each.metric in LINES:
            metric = line_of(each).metric
            assert metric is not None, f"{each.metric} has a standard and is no metric"
            assert metric.better is not Better.UP or each.high is None, each
            assert metric.better is not Better.DOWN or each.low is None, each


def test_a_band_includes_its_ends() -> None:
    band = Benchmark("arpu", Grade.OBSERVED, 15, 50, "a study")
    assert [band.holds(value) for value in (14.99, 15, 30, 50, 50.01)] == [False, True, True, True, False]
    assert Benchmark("arpu", Grade.STANDARD, 15, None, "a study").holds(1e9)


# What the texts say: every number of a statement is an end of a band of its metric.


def numbers(statement: dict[str, Any]) -> list[float]:
    """The numbers of a statement in the unit of the metric; a company's own targets, and the bounds of its own table, are left out."""
    said = re.sub(r"SecureCloud target \d+( h|%)?|target below \d+%|scale -100..\+100", "", statement["value"])
    said = re.sub(r"^(low|moderate|high) [^:]*:", "", said)
    found = re.findall(r"(?<![\w.])(\d+)(?:-\$?(\d+))?(%| min)?", said)
    scale = {"%": 100, " min": 60}
    return [float(end) / scale.get(unit, 1) for low, high, unit in found for end in (low, high) if end]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: f"{each['kpi']}-{each['seed']}-{each['line']}")
def test_every_published_figure_is_there(statement: dict[str, Any]) -> None:
    if statement["seed"] == "000" and statement["line"] in LEFT_OUT:
        return
    wanted = MEANT.get(statement["line"], statement["kpi"])
    same = {wanted, *(name for name, line in LINES.items() if wanted in LINES and line is LINES[wanted])}
    ends = {round(end, 9) for each in BENCHMARKS if each.metric in same for end in (each.low, each.high) if end is not None}
    found = numbers(statement)
    assert found, "no number was read"
    assert {round(number, 9) for number in found} - ends == set(), statement["value"]


def test_the_numbers_of_a_statement_are_read() -> None:
    assert numbers({"value": "industry 6 h, SecureCloud target 2 h"}) == [6]
    assert numbers({"value": "low 0-2%: industry 3-5%, target below 3%"}) == [0.03, 0.05]
    assert numbers({"value": "< 30 min"}) == [0.5]
    assert numbers({"value": "$15-$50 average; $10 achievable"}) == [15, 50, 10]


def test_a_table_has_one_grade_and_segments_are_known() -> None:
    """The table of retention, promoters and response names the industry's figures: what is observed, all three of them."""
    industry = {each.metric: each.grade for each in BENCHMARKS if each.note.startswith("The industry's figure, in a table")}
    assert set(industry) == {"customer_retention", "customer_retention_rate", "average_response_time", "net_promoter_score"}
    assert set(industry.values()) == {Grade.OBSERVED}
    assert {each.segment for each in BENCHMARKS} - {""} <= set(SEGMENTS)
    retention = [each for each in BENCHMARKS if each.metric.startswith("customer_retention")]
    assert all("Period not stated; its worked example is annual." in each.note for each in retention)
    assert {each.metric for each in retention if each.judges} == {"customer_retention"}
