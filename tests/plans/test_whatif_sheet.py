"""The sheets Whatif and Risk: the engine's figures as they were computed, charts that draw them, and whether they still hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import formualizer
import pytest

from planbook.analysis.compare import compare
from planbook.analysis.sensitivity import sensitivity
from planbook.analysis.stress import stress
from planbook.backends.excel.whatif import PIECES, SHEET
from planbook.backends.excel.whatif import _pieces as pieces
from planbook.business.studied import STUDIED
from planbook.plan import load
from plans.charting import drawn, figures
from plans.shipped import SHIPPED, runs_of, shipped
from plans.workbooks import NAME, OPENING, build_workbook, opened
from recalculation import Values, plain, written_values


def rows(values: Values) -> dict[str, list[object]]:
    """The cells beside each label; of equal labels those of the first table."""
    found: dict[str, list[object]] = {}
    for (sheet, row, column), text in values.items():
        if (sheet, column) == (SHEET, 1) and text:
            found.setdefault(str(text), [values.get((SHEET, row, each)) for each in range(2, 9)])
    return found


def test_tables_are_what_the_engine_finds(securecloud_workbook: Path) -> None:
    plan, shown = shipped("securecloud"), rows(written_values(securecloud_workbook))
    compared = compare(plan, ["base", "downside", "stress", "upside"])
    assert shown["Closing ARR"][:4] == [compared.values["closing_arr"][name] for name in compared.names]
    assert shown["Enterprise value, DCF"][:4] == [compared.values["enterprise_value"][name] for name in compared.names]
    bridge = next(each for each in compared.bridges if (each.row.name, each.end) == ("enterprise_value", "downside"))
    assert shown["Segments"][0] == pytest.approx(bridge.parts["Segments"])
    swings = sensitivity(plan.run("base"), plan.model.row("enterprise_value"))
    for swing in swings[:10]:
        cells = shown[swing.knob.path]
        assert cells[:5] == pytest.approx([1 - swing.down, swing.up - 1, swing.low, swing.high, swing.elasticity])
    for shock in stress(plan, "base").shocks:
        assert shock.plain
        wanted = [shock.plain.values[line] for line in ("enterprise_value", "closing_arr", "minimum_cash")]
        assert shown[shock.label][:3] == pytest.approx(wanted)


@pytest.mark.parametrize("name", SHIPPED)
def test_charts_draw_them(name: str, built: Callable[[str], Path]) -> None:
    pictures = {question: each for question, each in drawn(built(name)).items() if each.sheet == "Risk"}
    assert len(pictures) == len(STUDIED)
    values = written_values(built(name))
    runs = runs_of(name)
    lines = pictures["How far apart are the scenarios?"].series
    for label, scenario in zip(lines, runs, strict=True):
        assert figures(lines[label], values)[-1] == pytest.approx(runs[scenario]["closing_arr"][-1])
    worth = pictures["What is it worth in each scenario?"].series["DCF"]
    for shown, run in zip(figures(worth, values), runs.values(), strict=True):
        assert shown == pytest.approx(float(run["enterprise_value"]), nan_ok=True)
    steps = pictures["What explains the difference in value?"]
    assert set(steps.series) == set(PIECES)


def test_what_is_typed_makes_them_stale(securecloud_workbook: Path) -> None:
    written = written_values(securecloud_workbook)
    book = formualizer.load_workbook(str(securecloud_workbook))
    rows_of = {name: row for (sheet, row, column), name in written.items() if (sheet, column) == ("Inputs", NAME)}
    said = [(SHEET, row, column) for (sheet, row, column), text in written.items() if sheet == SHEET and text == "current"]
    risk = next(place for place, text in written.items() if place[0] == "Risk" and str(text).endswith("current"))
    assert len(said) >= 5
    book.set_value("Inputs", rows_of["wacc"], OPENING, 0.15)
    book.evaluate_all()
    assert all(str(plain(book.get_value(*place))).endswith("stale: rebuild") for place in (*said, risk))
    book.set_value("Inputs", rows_of["wacc"], OPENING, written["Inputs", rows_of["wacc"], OPENING])
    book.evaluate_all()
    assert all(str(plain(book.get_value(*place))).endswith("current") for place in (*said, risk))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (5, 8, {"Base": 5, "Up": 3}), (8, 5, {"Base": 5, "Down": 3}), (-2, 3, {"Up": 3, "Up, below zero": -2}),
        (3, -2, {"Down": 3, "Down, below zero": -2}), (-2, -5, {"Base": -2, "Down, below zero": -3}),
        (-5, -2, {"Base": -2, "Up, below zero": -3}),
    ],
)  # fmt: skip
def test_the_pieces_of_a_step(before: float, after: float, found: dict[str, float]) -> None:
    assert {name: value for name, value in pieces(before, after, whole=False).items() if value} == found


def test_a_plan_of_one_scenario_has_no_comparison(tmp_path: Path) -> None:
    text = "timeline: {start: 2027-01, months: 24}\nsegments: {a: {price: 10, churn: 1%/month, new_customers: 5}}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    path = build_workbook(load(tmp_path / "p.yaml"), tmp_path / "p.xlsx", studied=True)
    assert {"Whatif", "Risk"} <= set(opened(path).sheetnames)
    shown = rows(written_values(path))
    assert "Scenarios side by side" not in shown
    assert "Shocks, each by itself" in shown
    assert not any(isinstance(cell, float) and math.isnan(cell) for cells in shown.values() for cell in cells)
