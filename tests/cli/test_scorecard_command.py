"""`planbook scorecard`: what it says, that it fits, and that its JSON says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args, get_type_hints

import numpy as np
import pytest
from commands import SHIPPED, Command

from planbook.cli import app
from planbook.cli.numbers import in_full, told_apart
from planbook.cli.scorecard import limits
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.metrics import READERS, REVIEWS
from planbook.language.units import MONEY, MULTIPLE, SHARE
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


def test_limits_are_not_rounded() -> None:
    """0.75x is not 0.8x; a value that misses its limit does not look like it."""
    assert [limits(found, MULTIPLE) for found in ((0.75, None), (None, 4.0), (0.7, 2.0))] == ["≥ 0.75x", "≤ 4.0x", "0.7x to 2.0x"]
    assert [in_full(value, SHARE) for value in (0.8, 0.005, 0.99995, 0.125)] == ["80.0%", "0.50%", "99.995%", "12.5%"]
    assert in_full(1e6, MONEY) == "1,000,000"
    assert [told_apart(value, [4.0], MULTIPLE) for value in (3.982, 3.9999, 4.3, 3.2)] == ["3.98x", "3.9999x", "4.3x", "3.2x"]
    assert told_apart(0.79996, [0.8], SHARE) == "79.996%"


OF_TWO = """timeline: {start: 2027-01, months: 24}
plan: {name: Two, as_of: 2026-11-30}
benchmarks: [banks]
segments:
  firms: {churn: 1%/month, price: 100, new_customers: 10, opening_customers: 100, opening_price: 100}
"""
OTHERS = (
    Benchmark("grr", Grade.STANDARD, 0.8, None, "A", "2021"), Benchmark("grr", Grade.STANDARD, 0.95, None, "B", "2024-02", "bakeries"),
    Benchmark("grr", Grade.EXCELLENT, 0.9, None, "C", segment="banks"),
)  # fmt: skip


def test_benchmarks_of_others_are_shown_with_their_sources(planbook: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planbook.plan.BENCHMARKS", OTHERS)
    monkeypatch.setattr("planbook.plan.SEGMENTS", ("banks", "bakeries"))
    file = tmp_path / "two.yaml"
    file.write_text(OF_TWO, encoding="utf-8")
    said = planbook("scorecard", file, "--month", "2027-12", "--sources")
    found = [" ".join(line.split()) for line in said.out.splitlines()]
    at = next(number for number, line in enumerate(found) if line.startswith("Gross revenue retention"))
    assert found[at : at + 6] == [
        "Gross revenue retention 88.6% on track n/a", "meets 1 of 1 standard: ≥ 80.0%",
        "Standard: at least 80 %. A, 2021, 5 years old.", "Standard (bakeries): at least 95 %. B, 2024-02, 2 years old. It does not",
        "judge this plan.", "Excellent (banks): at least 90 %. C, undated.",
    ]  # fmt: skip
    metrics = {each["metric"]: each for each in json.loads(planbook("scorecard", file, "--json").out)["metrics"]}
    assert [each["judges"] for each in metrics["gross_revenue_retention"]["benchmarks"]] == [True, False, False]


def test_a_year_is_judged_by_its_own_figure(planbook: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gross margin of half a year at 0 and half at 50 % is 25 %, though December's is 50 %: missed by more than a tenth of 40 %."""
    monkeypatch.setattr("planbook.plan.BENCHMARKS", (Benchmark("gross_margin", Grade.STANDARD, 0.4, None, "A"),))
    file = tmp_path / "two.yaml"
    costs = "overheads: {hosting: {function: cost_of_service, monthly: [{from: 2027-01, value: 100}, {from: 2027-07, value: 50}]}}\n"
    plan = "timeline: {start: 2027-01, months: 12}\nsegments:\n  a: {churn: 0%/month, price: 1, opening_customers: 100, opening_price: 1, "
    file.write_text(f"{plan}new_customers: 0}}\n{costs}", encoding="utf-8")
    assert lines(planbook("scorecard", file).out, "Gross margin")[0] == "Gross margin 50.0% on track n/a"
    assert lines(planbook("scorecard", file, "--by", "year").out, "Gross margin")[:2] == ["Gross margin 25.0%", "of 1 standard off track"]


def test_where_nothing_could_be_better(planbook: Command, base: Run) -> None:
    """SecureCloud generates cash from its third year on: no burn multiple, no trend, and its standard is met."""
    said = planbook("scorecard", SHIPPED)
    assert lines(said.out, "Burn multiple")[0] == "Burn multiple generates cash on track"
    assert lines(said.out, "Runway, months")[0] == "Runway, months no burn"
    assert np.isnan(base["burn_multiple"][60])


def test_a_capped_lifetime_value_says_so(planbook: Command) -> None:
    words = "net churn is zero or below: it ends only by its cap"
    scorecard = " ".join(planbook("scorecard", SHIPPED).out.split())
    assert scorecard.count(words) == 1
    assert words in " ".join(planbook("show", SHIPPED, "segment_expanding_clv.business").out.split())
    assert words not in " ".join(planbook("show", SHIPPED, "segment_expanding_clv.small").out.split())


def test_caveats_are_said_by_year_and_in_json(planbook: Command, tmp_path: Path) -> None:
    """The large segment has signed, and is live from its fourteenth month on: its CLV is not known in the first year."""
    file = tmp_path / "late.yaml"
    file.write_text("""timeline: {start: 2027-01, months: 24}
segments:
  small: {churn: 2%/month, price: 100, new_customers: 10, programme_cost: 300}
  large: {churn: 1%/month, price: 900, new_customers: 1, programme_cost: 9000, onboarding_months: 13}
""")
    caveat = "without segments of which nobody is live yet"
    assert json.loads(planbook("show", file, "clv_to_cac", "--json").out)["lines"]["clv_to_cac"]["caveat"] == {
        "words": caveat, "periods": ["2027"],
    }  # fmt: skip
    years = " ".join(planbook("scorecard", file, "--by", "year").out.split())
    assert f"{caveat} so" in years
    run = load(file).run()
    small, large = (run["segment_clv_to_cac.small"], run["segment_clv_to_cac.large"])
    assert run["clv_to_cac"][12] == pytest.approx(small[12])  # of one population: the large segment's costs wait as well
    assert min(small[24], large[24]) < run["clv_to_cac"][24] < max(small[24], large[24])


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


def test_nothing_to_review(planbook: Command) -> None:
    said = planbook("scorecard", SHIPPED, "--review", "daily", "--readers", "sales")
    assert (said.status, said.out) == (0, "No metric of this plan is for these readers and reviewed so.\n")


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
    assert (runway["value"], runway["instead"], runway["status"], runway["target"]) == (None, "no burn", None, None)


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
        (["--by", "year", "--month", "2027-03"], "--month cannot be given with --by year"),
        (["--tree", "arr", "--by", "year"], "--by year cannot be given with --tree"),
        (["--tree", "arr", "--readers", "sales", "--review", "daily"], "--readers and --review cannot be given with --tree"),
        (["--depth", "3"], "--depth is how many levels of a tree to show: it goes with --tree"),
        (["--scenario", "bse"], "`bse` is not a scenario of securecloud; did you mean `base`?"),
    ],
)
def test_refusals(planbook: Command, options: list[str], message: str) -> None:
    said = planbook("scorecard", SHIPPED, *options)
    assert said.status == 2
    assert message in said.err
