"""The sheet Summary and the football field: what they show is the plan's, live, and what the engine found says whether it holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from extent import few
from planbook.backends.excel.fieldcharts import Method, _pieces
from planbook.business import CHAPTERS, FRONT
from planbook.business.families import ELEMENT, RISK, SCORED
from planbook.language.declarations import Severity
from planbook.plan import Run, load
from plans.charting import cells, drawn
from plans.shipped import SHIPPED, runs_of
from plans.workbooks import Place, build_workbook, opened
from recalculation import Values, written_values

SHEET = "Summary"


def table(values: Values) -> dict[str, list[object]]:
    """The figures beside each label."""
    labels = {row: str(text) for (sheet, row, column), text in values.items() if (sheet, column) == (SHEET, 1) and text}
    return {label: [values.get((SHEET, row, column)) for column in range(2, 8)] for row, label in labels.items()}


def said(values: Values) -> list[str]:
    return [str(text) for (sheet, _, column), text in values.items() if (sheet, column) == (SHEET, 1) and text]


def test_its_lines_are_declared() -> None:
    known = {item.name for chapter in CHAPTERS for item in (*chapter.lines, *chapter.assumptions)}
    assert FRONT.summary is not None
    assert set(FRONT.summary.lines) <= known


def test_what_it_shows_is_the_plans(securecloud_workbook: Path, runs: dict[str, Run]) -> None:
    run, shown = runs["base"], table(written_values(securecloud_workbook))
    years = run.view("year")
    for label, line in (("Closing ARR, $", "closing_arr"), ("EBITDA margin", "ebitda_margin"), ("Closing cash, $", "closing_cash")):
        assert shown[label][:5] == [float(value) for value in years.values(run.plan.model.row(line))[1:, 0]]
        assert shown[label][5] is None
    assert shown["Investor MOIC"][0] == float(run["investor_moic"])
    assert shown["CLV:CAC"][0] == float(years.values(run.plan.model.row("clv_to_cac"))[-1, 0])
    assert shown["DCF, $"][:3] == [float(run[line]) for line in ("dcf_low", "enterprise_value", "dcf_high")]
    price = pytest.approx(9_500_000 / 1.14**0.5 - 700_000)  # half a year earlier at 14 %, less cash
    assert shown["Price of the round, $"][:3] == [price] * 3


@pytest.mark.parametrize("name", few(SHIPPED, 1))
def test_it_follows_the_scenario(name: str, turned: Callable[[str], dict[str, Values]]) -> None:
    for scenario, run in runs_of(name).items():
        values = {place: value for place, value in turned(name)[scenario].items() if place[0] == SHEET}
        arr = run.view("year").values(run.plan.model.row("closing_arr"))[1:, 0]
        assert table(values)["Closing ARR, $"][: len(arr)] == pytest.approx(list(arr), rel=1e-9)
        alerts = [verdict.sentence for verdict in run.verdicts() if verdict.severity is Severity.ALERT and verdict.fires]
        lines = said(values)
        flags = lines[lines.index("Red flags") + 1 :]
        assert flags[: min(8, len(alerts))] == alerts[:8] or not alerts
        assert flags == alerts if len(alerts) <= 8 and alerts else True
        if not alerts:
            assert flags == ["None of the alerts fires."]
        assert not [line for line in lines if line.startswith("#")]


def test_a_plan_of_more_years_than_fit_says_so(tmp_path: Path) -> None:
    text = "timeline: {start: 2027-01, months: 96}\nsegments: {firms: {churn: 5%/month, price: 50, new_customers: 9}}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    lines = said(written_values(build_workbook(load(tmp_path / "p.yaml"), tmp_path / "p.xlsx")))
    assert "Year by year, first 6 of 8 fiscal years" in lines


def test_more_alerts_than_fit_are_counted(tmp_path: Path) -> None:
    """A company that loses money in every way."""
    (tmp_path / "p.yaml").write_text(
        """
timeline: {start: 2027-01, months: 12}
segments: {firms: {churn: 5%/month, price: 50, new_customers: 1, opening_customers: 20, opening_price: 50}}
departments: {team: {function: general_admin, heads: 9, salary: 90000}}
opening_balance: {cash: 1000}
valuation: {wacc: 14%/year, terminal_growth: 3%/year, entry_multiple: 2, exit_multiple: 3}
""",
        encoding="utf-8",
    )
    plan = load(tmp_path / "p.yaml")
    alerts = [verdict.sentence for verdict in plan.run().verdicts() if verdict.severity is Severity.ALERT and verdict.fires]
    assert len(alerts) > 2
    values = written_values(build_workbook(plan, tmp_path / "p.xlsx"))
    lines = said(values)
    flags = lines[lines.index("Red flags") + 1 :]
    assert flags == [*alerts[:8], *([f"and {len(alerts) - 8} more: see the sheet Checks"] if len(alerts) > 8 else [])]


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        (0, "The lowest cash at a month's end is $52,000; no new money from investors is needed."),  # month 1: 1,000 more, and the round
        (1, "The lowest cash at a month's end is $15,000; without new money from investors it would be -$35,000."),  # month 12
    ],
)
def test_the_ask_says_whether_money_is_needed(heads: int, sentence: str, tmp_path: Path) -> None:
    """100 customers at 10 a month bring 1,000; a head costs 4,000; a round of 50,000 comes in month 1."""
    text = f"""
plan: {{currency: USD}}
timeline: {{start: 2027-01, months: 12}}
segments: {{firms: {{churn: 0%/month, price: 10, opening_customers: 100, opening_price: 10, new_customers: 0}}}}
departments: {{team: {{function: general_admin, heads: {heads}, salary: 48000}}}}
opening_balance: {{cash: 1000, paid_in_capital: 1000}}
rounds: {{seed: {{amount: 50_000, month: 2027-01, pre_money: 90_000}}}}
"""
    _, path = built(tmp_path, text)
    assert sentence in said(written_values(path))


# The football field.


def field(path: Path, value: Callable[[Place], object]) -> dict[str, tuple[float, float, float]]:
    """Each bar of the chart by its label: where it begins, where the plan's own figure is marked, where it ends."""
    picture = drawn(path)["What do the methods say?"]
    labels = [str(value(place)) for place in cells(picture.categories)]
    pieces = {name: [float(str(value(place))) for place in cells(reference)] for name, reference in picture.series.items()}
    found = {}
    for index, label in enumerate(labels):
        base, below, mark, above = (pieces[name][index] for name in ("Base", "Low to own", "Own", "Own to high"))
        found[label.partition("  ")[0]] = (base, base + below + mark / 2, base + below + mark + above)
    return found


METHODS = {
    "DCF": ("dcf_low", "enterprise_value", "dcf_high"), "Exit multiple": ("exit_low", "exit_multiple_value", "exit_high"),
    "Venture method": ("venture_low", "venture_mid", "venture_high"), "First Chicago": ("chicago_low", "chicago_mid", "chicago_high"),
    "Entry multiple": ("entry_low", "multiple_value", "entry_high"),
    "EV ÷ ARR": ("arr_multiple_low", "arr_multiple_value", "arr_multiple_high"),
    "EV ÷ trailing revenue": ("revenue_multiple_low", "trailing_revenue_value", "revenue_multiple_high"),
}  # fmt: skip


def test_bars_reach_from_low_to_high_in_every_scenario(
    securecloud_workbook: Path, runs: dict[str, Run], turned: Callable[[str], dict[str, Values]]
) -> None:
    for scenario, run in runs.items():
        bars = field(securecloud_workbook, turned("securecloud")[scenario].__getitem__)
        highest = max(high for _, _, high in bars.values())
        for label, lines in METHODS.items():
            low, own, high = (max(0.0, float(run[line])) for line in lines)
            if own == own:  # a method that has no figure has no bar
                assert bars[label] == pytest.approx((low, own, high), abs=highest / 90), f"{scenario} {label}"
    assert opened(securecloud_workbook)["Returns"]._charts


COMPANY = """
timeline: {start: 2027-01, months: 24}
segments: {firms: {churn: 2%/month, price: 50, opening_customers: 200, opening_price: 50, new_customers: 9}}
opening_balance: {cash: 90_000, paid_in_capital: 100_000}
history: {revenue: 110_000}
valuation: {wacc: 14%/year, terminal_growth: 3%/year, entry_multiple: 3, exit_multiple: 2}
"""
EVERY_METHOD = COMPANY + """
rounds: {seed: {amount: 100_000, month: 2027-06, pre_money: 400_000}}
comparables:
  a: {month: 2026-12, ev_to_arr: 4, ev_to_revenue: 3, ev_to_forward_revenue: 2, ev_to_ebitda: 9, price_to_earnings: 9, growth: 10%/year, nrr: 80%}
  b: {month: 2026-12, ev_to_arr: 5, ev_to_revenue: 4, ev_to_forward_revenue: 3, ev_to_ebitda: 10, price_to_earnings: 12, growth: 20%/year, nrr: 70%}
  c: {month: 2026-12, ev_to_arr: 7, growth: 30%/year, nrr: 95%}
  d: {month: 2026-12, ev_to_arr: 6, growth: 40%/year, nrr: 75%}
venture: {hurdle_rate: 40%/year}
futures: {good: {probability: 50%, exit_value: 2_000_000}, bad: {probability: 50%, exit_value: 300_000}}
payne_scorecard: {regional_value: 500_000, SCORES}
berkus: {maximum: 100_000, ELEMENTS}
risk_factors: {base: 500_000, step: 25_000, RISKS}
"""  # noqa: E501
EVERY_METHOD = (
    EVERY_METHOD.replace("SCORES", ", ".join(f"{each.name}: {{score: 90%}}" for each in SCORED.members))
    .replace("ELEMENTS", ", ".join(f"{each.name}: {{value: 80_000}}" for each in ELEMENT.members))
    .replace("RISKS", ", ".join(f"{each.name}: {{rating: 1}}" for each in RISK.members))
)


def built(tmp_path: Path, text: str) -> tuple[Run, Path]:
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    return plan.run(), build_workbook(plan, tmp_path / "p.xlsx")


def test_every_method_that_the_plan_has_is_listed_and_drawn(tmp_path: Path) -> None:
    """Fifteen in all; each holds its own figure, and those that value shares before a round stand at the plan's start, less cash."""
    run, path = built(tmp_path, EVERY_METHOD)
    values = written_values(path)
    chart = next(chart for chapter in CHAPTERS for chart in chapter.charts if chart.id == "C61")
    listed = table(values)
    bars = field(path, values.__getitem__)
    assert len(chart.series) == 15
    for series in chart.series:
        low, own, high = (listed[f"{series.label}, $"][column] for column in range(3))
        assert all(isinstance(each, float) for each in (low, own, high)), series.label
        assert low <= own <= high, series.label
        assert series.label in bars
    sooner = 1.14**0.5  # half a year at 14 %
    assert listed["Scorecard, $"][:3] == [pytest.approx(450_000 / sooner - 90_000)] * 3
    assert listed["Berkus, $"][:3] == [pytest.approx(400_000 / sooner - 90_000)] * 3
    assert listed["Risk factors, $"][:3] == [pytest.approx(value / sooner - 90_000) for value in (775_000, 800_000, 825_000)]
    earned = float(run["earnings_multiple_value"])  # at 10.5 times; the companies are priced at 9 and 12
    assert listed["Price ÷ earnings, $"][:3] == [pytest.approx(earned * part / 10.5 - 90_000) for part in (9, 10.5, 12)]


def test_a_plan_has_no_bar_for_methods_that_it_lacks(tmp_path: Path) -> None:
    _, path = built(tmp_path, COMPANY)
    assert set(field(path, written_values(path).__getitem__)) == {"DCF", "Exit multiple", "Entry multiple"}


def test_nothing_is_drawn_below_zero(tmp_path: Path) -> None:
    """A company that loses more than a sale brings: by exit multiple it is worth less than nothing, and its name says so."""
    run, path = built(tmp_path, COMPANY + "departments: {team: {function: general_admin, heads: 9, salary: 60000}}\n")
    assert run["exit_low"] <= run["exit_multiple_value"] <= run["exit_high"] < 0
    values = written_values(path)
    picture = drawn(path)["What do the methods say?"]
    place = next(index for index, each in enumerate(cells(picture.categories)) if str(values[each]).startswith("Exit multiple  -$"))
    assert [values[cells(reference)[place]] for reference in picture.series.values()] == [0.0] * 4
    assert field(path, values.__getitem__)["Entry multiple"][1] == pytest.approx(360_000, rel=0.01)


@pytest.mark.parametrize(
    ("figures", "ends"),
    [
        ((-3.0, -1.0, 8.0), (0.0, 0.0, 0.0, 8.0)),  # the own figure has no mark; what is above zero reaches to high
        ((-3.0, -2.0, -1.0), (0.0, 0.0, 0.0, 0.0)),
        ((-3.0, 0.5, 8.0), (0.0, 0.0, 1.5, 6.5)),  # half of the mark would lie below zero
        ((2.0, 6.0, 8.0), (2.0, 3.0, 2.0, 1.0)),
        ((2.0, math.nan, 8.0), (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_a_bar_begins_at_zero_at_the_lowest_and_ends_at_its_high(figures: tuple[float, ...], ends: tuple[float, ...]) -> None:
    """With a mark of one to each side of the own figure."""
    method = Method("Method", *(("", figure) for figure in figures))
    assert tuple(value for _, value in _pieces("F", 1, method, 1.0)) == ends
