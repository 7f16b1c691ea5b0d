"""`planbook scorecard`: what it says, that it fits, and that its JSON says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from commands import SHIPPED, Command

from planbook.cli import app
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.metrics import READERS, REVIEWS
from planbook.plan import Run, load

PLAN = """timeline: {start: 2027-01, months: 84}
plan: {name: Small, as_of: 2026-11-30}
segments:
  firms: {churn: 1%/month, price: 100, new_customers: 10, opening_customers: 100, opening_price: 100}
targets:
  mrr: {value: 40_000, due: 2028-12, owner: Founders}
"""
BANDS = (Benchmark("grr", Grade.STANDARD, 0.8, None, "A", "2021"), Benchmark("grr", Grade.STANDARD, 0.95, None, "B"))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small plan of seven years, and two benchmarks."""
    monkeypatch.setattr("planbook.plan.BENCHMARKS", BANDS)
    file = tmp_path / "small.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def lines(text: str, start: str) -> list[str]:
    """A line and the two below it, without runs of blanks."""
    found = [" ".join(line.split()) for line in text.splitlines()]
    at = next(number for number, line in enumerate(found) if line.startswith(start))
    return found[at : at + 3]


def test_a_month(planbook: Command, small: Path) -> None:
    """Closing MRR of month 12: 100 × 0.99^12 + 10 × (1 − 0.99^12) ÷ 0.01 = 202.25 customers of 100; on its way to 40,000: 25,000."""
    said = planbook("scorecard", small, "--month", "2027-12")
    assert said.status == 0
    assert lines(said.out, "Closing MRR")[:2] == [
        "Closing MRR, all segments 20,225 ≥ 40,000 off track better", "target by 2028-12, ≥ 25,000 now; Founders",
    ]  # fmt: skip
    assert lines(said.out, "Gross revenue retention") == [
        "Gross revenue retention 88.6% watch n/a", "meets 1 of 2 standards: ≥ 80.0%, ≥ 95.0%", "New ACV, all segments 12,000 n/a",
    ]  # fmt: skip
    last = planbook("scorecard", small)
    assert "scorecard at 2033-12" in last.out
    assert lines(last.out, "Closing MRR")[1] == "target by 2028-12; Founders"


def test_years_in_blocks(planbook: Command, small: Path) -> None:
    said = planbook("scorecard", small, "--by", "year")
    # 292.9 customers at the end of 2028, 373.2 of 2029 (a miss of 7 %), 444.5 of 2030
    assert lines(said.out, "≥ 40,000 by")[0] == "≥ 40,000 by 2028-12 off track off track watch on track on track"
    headings = [line.split() for line in said.out.splitlines() if line.split()[:1] in (["2027"], ["2032"])]
    assert headings == [["2027", "2028", "2029", "2030", "2031"], ["2032", "2033"]]
    assert "Lowest cash" not in said.out
    assert "1.00%*" in said.out


@pytest.mark.parametrize(
    "options",
    [[], ["--by", "year"], ["--tree", "clv_cac"], ["--month", "2027-06", "--scenario", "stress"], ["--tree", "cash", "--depth", "9"]],
)
def test_it_fits_eighty_columns(planbook: Command, options: list[str]) -> None:
    said = planbook("scorecard", SHIPPED, *options)
    assert (said.status, said.err) == (0, "")
    assert max(len(line) for line in said.out.splitlines()) <= 80
    assert "nan" not in said.out.lower().split()


def test_readers_and_reviews(planbook: Command) -> None:
    everything = json.loads(planbook("scorecard", SHIPPED, "--json").out)["metrics"]
    chosen = json.loads(planbook("scorecard", SHIPPED, "--readers", "investors", "--review", "quarterly", "--json").out)["metrics"]
    wanted = [each["metric"] for each in everything if "investors" in each["readers"] and "quarterly" in each["review"]]
    assert sorted(each["metric"] for each in chosen) == sorted(wanted)
    assert {each["reviewed"] for each in chosen} == {"quarterly"}
    refused = planbook("scorecard", SHIPPED, "--readers", "me")
    assert refused.status == 2
    assert "founders" in refused.err


def test_the_options_are_those_of_the_metrics() -> None:
    hints = get_type_hints(app.scorecard)
    assert get_args(get_args(hints["readers"])[0]) == READERS
    assert get_args(get_args(hints["review"])[0]) == REVIEWS


def test_json(planbook: Command, small: Path) -> None:
    said = json.loads(planbook("scorecard", small, "--month", "2027-12", "--json").out)
    assert {key: said[key] for key in ("plan", "scenario", "month")} == {"plan": "small", "scenario": "small", "month": "2027-12"}
    found = {each["metric"]: each for each in said["metrics"]}
    mrr, grr, runway = found["closing_mrr"], found["gross_revenue_retention"], found["runway"]
    run = load(small).run()
    assert mrr["value"] == run["mrr"][12]
    assert mrr["target"] == {"low": 40_000, "high": None, "due": "2028-12", "owner": "Founders", "path_low": 25_000, "path_high": None}
    assert (mrr["status"], mrr["trend"], mrr["year_before"]) == ("off track", "better", run["mrr"][0])
    assert grr["standards"] == {"met": 1, "of": 2}
    assert [(each["source"], each["holds"], each["years_old"]) for each in grr["benchmarks"]] == [("A", True, 5), ("B", False, None)]
    assert (runway["value"], runway["status"], runway["target"]) == (None, "n/a", None)


def test_json_by_year(planbook: Command, base: Run) -> None:
    said = json.loads(planbook("scorecard", SHIPPED, "--by", "year", "--json").out)
    found = {each["metric"]: each for each in said["metrics"]}
    revenue, churn = (found[name]["years"] for name in ("revenue", "customer_churn_rate"))
    assert [each["value"] for each in revenue] == [pytest.approx(base["revenue"][first : first + 12].sum()) for first in range(1, 61, 12)]
    assert [each["value"] for each in churn] == [base["customer_churn_rate"][last] for last in range(12, 61, 12)]
    assert {each["of_last_month"] for each in churn} == {True}
    assert "years" not in found["minimum_cash"]


def test_a_tree(planbook: Command, base: Run) -> None:
    said = json.loads(planbook("scorecard", SHIPPED, "--tree", "arr", "--month", "2028-06", "--json").out)
    tree = said["tree"]
    assert (tree["line"], tree["value"]) == ("closing_arr", base["arr"][18])
    assert [part["line"] for part in tree["parts"]] == ["closing_mrr"]
    shown = planbook("scorecard", SHIPPED, "--tree", "arr", "--month", "2027-06")
    assert "Closing ARR" in shown.out
    assert "Closing MRR, all segments, the month before (as" in " ".join(shown.out.split())
    assert planbook("scorecard", SHIPPED, "--tree", "arr", "--depth", "1").out.count("…") == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--month", "2040-01"], "`2040-01` is not a month of this plan: it runs from 2027-01 to 2031-12"),
        (["--tree", "arrr"], "`arrr` is not a line of this plan; did you mean `arr`?"),
        (["--tree", "segment_closing_mrr"], "`segment_closing_mrr` exists for each member: ask for segment_closing_mrr.business"),
        (["--scenario", "bse"], "`bse` is not a scenario of securecloud; did you mean `base`?"),
    ],
)
def test_refusals(planbook: Command, options: list[str], message: str) -> None:
    said = planbook("scorecard", SHIPPED, *options)
    assert said.status == 2
    assert message in said.err
