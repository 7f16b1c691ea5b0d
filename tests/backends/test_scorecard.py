"""Status and trend, worked by hand: the way to a target, what is watched, what standards say; the driver tree."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import numpy as np
import pytest

from planbook.backends.benchmarks import years_old
from planbook.backends.drivers import driver_tree, idle, it_is
from planbook.backends.scorecard import Entry, Scorecard
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.plans import Target
from planbook.plan import Plan, load

NAN = math.nan
PLAN = """timeline: {start: 2027-01, months: 36}
plan: {currency: USD, as_of: 2026-11-30}
segments:
  firms: {churn: 1%/month, price: 100, new_customers: 10, opening_customers: 100, opening_price: 100}
  homes: {churn: 2%/month, price: 20, new_customers: 30}
targets:
  mrr: {value: 40_000, due: 2028-12, owner: Founders}
  churn_rate: {value: 1%, due: 2029-12}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A small plan with two targets."""
    file = tmp_path_factory.mktemp("plan") / "small.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return load(file)


def entry(plan: Plan, line: str, value: float, month: int, start: tuple[int, float], *limits: float | None, due: int = 24) -> Entry:
    """A metric with made-up figures."""
    row = plan.model.find(line)[0]
    assert row.item
    assert row.item.metric
    target = Target(row.name, limits[0], limits[1], due) if limits else None
    return Entry(row, row.item.metric, month, value, NAN, target, start, ())


# The way: from the start, in a straight line, to the target at its due month; then the target. Watched is a tenth of what it asks.
# Closing MRR, from 10,000 at month 0 to at least 40,000 at month 24: at month 12 it is 25,000, watched down to 22,500.
AT_LEAST = [
    (12, 25_000, 25_000, "on track"), (12, 24_999, 25_000, "watch"), (12, 22_500, 25_000, "watch"), (12, 22_499, 25_000, "off track"),
    (6, 17_500, 17_500, "on track"), (6, 15_750, 17_500, "watch"), (6, 15_749, 17_500, "off track"),
    (24, 40_000, 40_000, "on track"), (24, 36_000, 40_000, "watch"), (24, 35_999, 40_000, "off track"),
    (36, 40_000, 40_000, "on track"), (36, 39_999, 40_000, "watch"),
]  # fmt: skip


@pytest.mark.parametrize(("month", "value", "path", "status"), AT_LEAST)
def test_at_least(plan: Plan, month: int, value: float, path: float, status: str) -> None:
    made = entry(plan, "mrr", value, month, (0, 10_000), 40_000, None)
    assert made.path == (pytest.approx(path), None)
    assert made.status == status


# Churn, from 3 % at month 0 to at most 1 % at month 24: at month 12 it is 2 %, of which a tenth is 0.2 points.
AT_MOST = [
    (12, 0.020, 0.02, "on track"), (12, 0.0205, 0.02, "watch"), (12, 0.022, 0.02, "watch"), (12, 0.0221, 0.02, "off track"),
    (24, 0.010, 0.01, "on track"), (30, 0.011, 0.01, "watch"), (30, 0.0111, 0.01, "off track"),
]  # fmt: skip


@pytest.mark.parametrize(("month", "value", "path", "status"), AT_MOST)
def test_at_most(plan: Plan, month: int, value: float, path: float, status: str) -> None:
    made = entry(plan, "churn_rate", value, month, (0, 0.03), None, 0.01)
    assert made.path == (None, pytest.approx(path))
    assert made.status == status


# What is watched: line, target, start, due month 24, looked at in month 24: the worst value still watched.
ZONES = [
    ("gross_margin", 0.70, 0.50, 0.67),  # 30 points from 100 %: 3 points
    ("grr", 0.90, 0.80, 0.89),  # 10 points from 100 %: 1 point
    ("grr", 1.00, 0.90, 0.99),  # nothing from 100 %: a tenth of the way from 90 %
    ("nrr", 1.05, 0.90, 0.945),  # may exceed 100 %, as growth and returns may: a tenth of it
    ("nrr", 1.00, 0.90, 0.90),
    ("revenue_growth", 0.50, 0.90, 0.45),
    ("rule_of_40", 0.40, -0.10, 0.35),  # beyond nothing from the start: a tenth of the way
    ("ebitda_margin", 0.0, -0.40, -0.04),  # nothing from 0 %: a tenth of the way from −40 %
    ("net_income", 0.0, -5_000.0, -500.0),  # nothing: a tenth of the way from −5,000
    ("net_income", -1_000.0, -5_000.0, -1_100.0),  # of its amount
    ("net_income", 0.0, 0.0, 0.0),  # nothing to watch
]  # fmt: skip


@pytest.mark.parametrize(("line", "target", "start", "watched"), ZONES)
def test_what_is_watched(plan: Plan, line: str, target: float, start: float, watched: float) -> None:
    def status(value: float) -> str:
        return entry(plan, line, value, 24, (0, start), target, None).status

    assert status(target) == "on track"
    assert status(watched) == ("watch" if watched != target else "on track")
    assert status(watched - 0.0001) == "off track"


def test_the_way_asks_for_no_more_than_the_target(plan: Plan) -> None:
    """A figure that begins better than its target may fall to it at once."""
    assert entry(plan, "mrr", 40_000, 1, (0, 60_000), 40_000, None).path == (40_000, None)
    assert entry(plan, "churn_rate", 0.01, 1, (0, 0.001), None, 0.01).path == (None, 0.01)


def test_a_band(plan: Plan) -> None:
    """From 4 persons to between 8 and 12 at month 24: at month 12 at least 6, at most 12; watched by 0.6 and 1.2."""
    made = {value: entry(plan, "headcount", value, 12, (0, 4.0), 8, 12) for value in (6, 12, 5.4, 5.3, 13.2, 13.3)}
    assert made[6].path == (6, 12)
    assert [each.status for each in made.values()] == ["on track", "on track", "watch", "off track", "watch", "off track"]
    assert entry(plan, "headcount", 7, 36, (0, 4.0), 8, None).status == "off track"


def test_a_figure_that_begins_later(plan: Plan) -> None:
    """Retention of twelve months, first known in month 12: half of the way to month 24 lies behind at month 18."""
    assert entry(plan, "nrr", 0.95, 18, (12, 0.90), 1.00, None).path == (pytest.approx(0.95), None)
    before = entry(plan, "nrr", NAN, 6, (12, 0.90), 1.00, None)
    assert (before.status, before.path, before.trend) == ("n/a", (None, None), "n/a")
    assert entry(plan, "nrr", 0.95, 18, (12, 0.90), 1.00, None, due=12).path == (1.00, None)


def test_a_figure_of_the_whole_plan_has_no_way(plan: Plan) -> None:
    made = entry(plan, "minimum_cash", 50.0, 1, (0, 50.0), 100.0, None)
    assert (made.path, made.status, made.trend) == ((100.0, None), "off track", "")


# Without a target: standards.

BANDS = (
    Benchmark("grr", Grade.OBSERVED, 0.99, None, "A"),
    Benchmark("gross_revenue_retention", Grade.STANDARD, 0.85, None, "B", "2021-05"),
    Benchmark("grr", Grade.STANDARD, 0.90, 0.95, "C", "2024"),
    Benchmark("closing_mrr", Grade.STANDARD, 1e9, None, "D"),
    Benchmark("no_such_metric", Grade.STANDARD, 1, None, "E"),
)


@pytest.mark.parametrize(
    ("value", "met", "status"),
    [(0.90, 2, "on track"), (0.95, 2, "on track"), (0.96, 1, "watch"), (0.85, 1, "watch"),
     (0.835, 0, "watch"), (0.834, 0, "off track"), (NAN, 0, "n/a")],
)
def test_standards(plan: Plan, value: float, met: int, status: str) -> None:
    row = plan.model.find("grr")[0]
    assert row.item
    assert row.item.metric
    made = Entry(row, row.item.metric, 24, value, NAN, None, (12, value), BANDS[:3])  # 15 points from 100 %: watched by 1.5
    assert (made.met, len(made.standards), made.status) == (met, 2, status)


def test_a_metric_without_target_or_standard_has_no_status(plan: Plan) -> None:
    row = plan.model.find("grr")[0]
    assert row.item
    assert row.item.metric
    assert Entry(row, row.item.metric, 24, 0.9, NAN, None, (12, 0.9), BANDS[:1]).status == ""


def test_what_others_reach_is_shown_and_does_not_judge(plan: Plan) -> None:
    """Of another kind of business, or meant of another figure."""
    row = plan.model.find("grr")[0]
    assert row.item
    assert row.item.metric
    bands = (
        Benchmark("grr", Grade.STANDARD, 0.85, None, "A"), Benchmark("grr", Grade.STANDARD, 0.95, None, "B", segment="banks"),
        Benchmark("grr", Grade.STANDARD, 0.99, None, "C", judges=False),
    )  # fmt: skip
    for segments, status, judged in (((), "on track", "A"), (("banks", "bakeries"), "watch", "AB")):
        made = Entry(row, row.item.metric, 24, 0.9, NAN, None, (12, 0.9), bands, segments)
        assert (made.status, "".join(each.source for each in made.standards), len(made.benchmarks)) == (status, judged, 3)


def test_what_could_not_be_better(plan: Plan) -> None:
    """Runway where nothing is burnt: no figure, and its target is met; there is no trend."""
    row = plan.model.find("runway")[0]
    assert row.item
    assert row.item.metric
    made = Entry(row, row.item.metric, 24, NAN, 12.0, Target("runway", 18, None, 24), (0, 12.0), (), words="no burn", verdict=1)
    assert (made.status, made.trend) == ("on track", "")
    none = Entry(row, row.item.metric, 24, NAN, 12.0, Target("runway", 18, None, 24), (0, 12.0), ())
    assert (none.status, none.trend) == ("n/a", "n/a")


@pytest.fixture
def card(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Scorecard:
    """The scorecard of the small plan, with benchmarks of its own."""
    monkeypatch.setattr(plan.model, "benchmarks", BANDS)
    return Scorecard(plan.model, plan.run().arrays, plan.loaded)


def test_benchmarks_belong_to_their_metric_standards_first(card: Scorecard) -> None:
    found = card.entry(card.model.find("grr")[0], 36).benchmarks
    assert [each.source for each in found] == ["B", "C", "A"]
    assert [years_old(each, datetime.date(2026, 11, 30)) for each in found] == [5, 2, None]


def test_amounts_of_sources_do_not_measure_a_plan_in_another_currency(card: Scorecard, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [card.model.find(name)[0] for name in ("mrr", "grr")]
    assert [len(card.entry(row, 36).benchmarks) for row in rows] == [1, 3]
    monkeypatch.setattr(card.plan, "currency", "EUR")
    again = Scorecard(card.model, card.arrays, card.plan)
    assert [len(again.entry(row, 36).benchmarks) for row in rows] == [0, 3]


def test_an_end_of_a_band_belongs_to_it_after_rounding() -> None:
    band = Benchmark("a", Grade.STANDARD, 0.1, 0.3, "A")
    assert [band.holds(value) for value in (0.0999999, 0.1, 0.1 + 0.2, 0.300001)] == [True, True, True, False]


# Trend.

@pytest.mark.parametrize(
    ("line", "value", "before", "trend"),
    [
        ("mrr", 11, 10, "better"), ("mrr", 9, 10, "worse"), ("mrr", 10 + 1e-8, 10, "same"), ("churn_rate", 0.01, 0.02, "better"),
        ("churn_rate", 0.02, 0.01, "worse"), ("mrr", NAN, 10, "n/a"), ("mrr", 10, NAN, "n/a"),
        ("headcount", 11, 10, "higher"), ("headcount", 9, 10, "lower"),
    ],
)  # fmt: skip
def test_trend(plan: Plan, line: str, value: float, before: float, trend: str) -> None:
    row = plan.model.find(line)[0]
    assert row.item
    assert row.item.metric
    assert Entry(row, row.item.metric, 24, value, before, None, None, ()).trend == trend


@pytest.mark.parametrize(("value", "before", "trend"), [(11, 13, "better"), (5, 7, "worse"), (9, 11, "same"), (13, 7, "same")])
def test_trend_in_a_band(plan: Plan, value: float, before: float, trend: str) -> None:
    """Between 8 and 12: nearer to the band is better, inside it is the same."""
    row = plan.model.find("headcount")[0]
    assert row.item
    assert row.item.metric
    assert Entry(row, row.item.metric, 24, value, before, Target("headcount", 8, 12, 24), (0, 1.0), ()).trend == trend


# The scorecard of a plan.


def test_entries_take_their_figures_from_the_run(card: Scorecard, plan: Plan) -> None:
    mrr = card.entry(plan.model.find("mrr")[0], 18)
    monthly = plan.run()["closing_mrr"]
    assert (mrr.value, mrr.before, mrr.start) == (monthly[18], monthly[6], (0, monthly[0]))
    assert mrr.target == Target("closing_mrr", 40_000, None, 24, "Founders")
    revenue = card.entry(plan.model.find("revenue")[0], 12)  # a flow has no opening
    assert np.isnan(revenue.before)
    assert revenue.start == (1, plan.run()["revenue"][1])
    assert card.entry(plan.model.find("nrr")[0], 24).start == (12, plan.run()["nrr"][12])


def test_every_metric_stands_once_under_its_first_review(card: Scorecard) -> None:
    groups = card.by_review(36)
    assert [name for name, _ in groups] == ["weekly", "monthly", "quarterly"]
    keys = [each.row.key for _, entries in groups for each in entries]
    assert sorted(keys) == sorted(row.key for row in card.rows)
    assert {"closing_arr", "minimum_cash", "nrr"} <= {*keys, "nrr"}
    revenue = next(name for name, entries in groups if any(each.row.name == "revenue" for each in entries))
    assert revenue == "weekly"


def test_readers_and_reviews_choose(card: Scorecard) -> None:
    quarterly = card.by_review(36, "investors", "quarterly")
    assert [name for name, _ in quarterly] == ["quarterly"]
    names = {each.row.name for each in quarterly[0][1]}
    assert "closing_arr" in names  # monthly first, and quarterly too
    assert "break_even_customers" in names
    assert "closing_cash" not in names
    assert all("service" in each.metric.readers for _, entries in card.by_review(36, "service") for each in entries)


# The driver tree.


def test_the_tree_of_arr(plan: Plan) -> None:
    root = driver_tree(plan.model, plan.model.row("closing_arr"), 4)
    found = [(each.level, each.row.key, each.ago, each.state) for each in root.all()]
    assert found[:4] == [(0, "closing_arr", 0, ""), (1, "closing_mrr", 0, ""), (2, "opening_mrr", 0, ""), (3, "closing_mrr", 1, "seen")]
    assert (3, "segment_new_mrr.firms", 0, "") in found
    assert (3, "segment_new_mrr.homes", 0, "likewise") in found
    assert all(level <= 4 and (level < 4 or state) for level, _, _, state in found)
    assert not {"month", "horizon"} & {row for _, row, _, _ in found}


def test_a_tree_ends_at_inputs(plan: Plan) -> None:
    root = driver_tree(plan.model, plan.model.row("closing_arr"), 40)
    assert not [each for each in root.all() if each.state == "deep"]
    states = {each.row.name: each.state for each in root.all() if not each.parts}
    assert states["price"] == "input"
    assert set(states.values()) <= {"input", "seen", "likewise", ""}


def test_values_in_a_tree_are_those_of_the_run(plan: Plan) -> None:
    run = plan.run()
    root = driver_tree(plan.model, plan.model.row("closing_arr"))
    before = next(each for each in root.all() if each.ago == 1)
    assert before.value(run.arrays, 18) == run["closing_mrr"][17]
    assert before.value(run.arrays, 0) == run["closing_mrr"][0]
    parts = root.parts[0].parts
    signs = {"contraction_mrr": -1, "churned_mrr": -1}
    total = sum(signs.get(each.row.name, 1) * each.value(run.arrays, 18) for each in parts)
    assert total == pytest.approx(run["closing_mrr"][18])


def test_many_members_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    members = "".join(f"  s{number}: {{churn: 1%/month, price: 9, new_customers: 2}}\n" for number in range(8))
    file.write_text(f"timeline: {{start: 2027-01, months: 12}}\nsegments:\n{members}", encoding="utf-8")
    many = load(file)
    new = next(each for each in driver_tree(many.model, many.model.row("closing_arr")).all() if each.row.name == "new_mrr")
    assert (len(new.parts), new.more) == (6, 2)


def test_what_is_subtracted_and_what_does_nothing(plan: Plan) -> None:
    """Churned MRR takes away; last year's spend counts for no part of a twelve-month figure from month 12 on."""
    run, model = plan.run(), plan.model
    parts = {each.row.name: each for each in driver_tree(model, model.row("closing_mrr")).parts}
    assert {name for name, each in parts.items() if each.subtracted} == {"contraction_mrr", "churned_mrr"}
    spend = driver_tree(model, model.row("revenue_12_months"))
    assert it_is(spend.row).endswith(" + Last year's revenue × Part of last year within twelve months")
    known = {**run.arrays, model.row("last_year_revenue"): np.full(1, 5_000.0)}
    assert [[each.row.name for each in idle(spend, model, known, month)] for month in (6, 18)] == [[], ["last_year_revenue"]]


BURNING = """timeline: {start: 2027-01, months: 24}
plan: {currency: USD}
segments: {firms: {churn: 2%/month, price: 100, new_customers: 1, opening_customers: 100, opening_price: 100}}
departments: {dev: {function: research_development, heads: 4, salary: 90000}}
opening_balance: {cash: 2_000_000, paid_in_capital: 2_000_000}
targets: {burn_multiple: {value: 1.5, due: 2028-12}}
"""


def test_burning_cash_while_arr_falls_is_off_track(tmp_path: Path) -> None:
    """100 customers fall to about 67, and 30,000 a month are burnt: there is no multiple, and none could be worse."""
    file = tmp_path / "burning.yaml"
    file.write_text(BURNING, encoding="utf-8")
    plan = load(file)
    card = Scorecard(plan.model, plan.run().arrays, plan.loaded)
    found = card.entry(plan.model.find("burn_multiple")[0], 24)
    assert (found.available, found.words, found.status, found.met) == (False, "no growth", "off track", 0)
    early = card.entry(plan.model.find("burn_multiple")[0], 11)
    assert (early.words, early.status) == ("", "n/a")
