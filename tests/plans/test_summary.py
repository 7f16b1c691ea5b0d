"""The sheet Summary and the football field: what they show is the plan's, live, and what the engine found says whether it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planbook.business import CHAPTERS, FRONT
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


@pytest.mark.parametrize("name", SHIPPED)
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
