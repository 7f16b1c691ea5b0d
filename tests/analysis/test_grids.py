"""Grids: every cell is the plan evaluated with both levers turned, and a workbook says when its inputs are others."""

from __future__ import annotations

from pathlib import Path

import formualizer
import numpy as np
import pytest

from planbook.analysis.grids import FACTORS
from planbook.analysis.studies import studies
from planbook.backends.reference import evaluate
from planbook.business.levers import GRIDS
from planbook.language.studies import input_hash
from planbook.plan import load
from plans.shipped import SHIPPED, runs_of, shipped
from plans.workbooks import build_workbook, names, opened
from recalculation import plain, written_values

SMALL = """
timeline: {start: 2027-01, months: 24}
segments: {firms: {churn: 1%/month, price: 50, price_change: 3%/year stepped, new_customers: 40, programme_cost: 90, opening_customers: 200,
  opening_price: 50}}
departments: {team: {function: general_admin, heads: 1, salary: 40000}}
opening_balance: {cash: 500000}
valuation: {wacc: 14%/year, terminal_growth: 3%/year, entry_multiple: 4, exit_multiple: 3}
"""
SCALED = ({"churn_multiplier"}, {"price_change", "expansion_rate"})  # what the levers of the first grid scale


@pytest.mark.parametrize("name", SHIPPED)
def test_each_cell_is_the_plan_with_both_levers_turned(name: str) -> None:
    run = runs_of(name)["base"]
    grid = studies(run, GRIDS).grids[0]
    for down, across in ((0, 0), (1, 3), (4, 2)):
        values = dict(run.scenario.values)
        for key in values:
            line, _, rest = key.partition(".")
            for number, scaled in enumerate(SCALED):
                if line in scaled and not rest.startswith(("from", "month", "growth", "season")):
                    values[key] *= FACTORS[(down, across)[number]]
        again = evaluate(run.plan.model, values)
        assert grid.values[down][across] == pytest.approx(float(again[run.plan.model.row("enterprise_value")][0]), nan_ok=True)
        if across == 2:
            assert grid.down.readings[down] == pytest.approx(float(again[run.plan.model.row("annual_churn_rate")][-1, 0]))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_middle_is_the_plan_and_more_churn_is_worth_less(name: str) -> None:
    run = runs_of(name)["base"]
    churn, cost = (np.array(grid.values) for grid in studies(run, GRIDS).grids)
    assert churn[2, 2] == cost[2, 2] == float(run["enterprise_value"])
    for values, axis in ((churn, 0), (cost, 0), (cost, 1)):
        change = np.diff(values, axis=axis)
        assert np.all(change[np.isfinite(change)] < 0)
    assert list(studies(run, GRIDS).grids[0].down.readings) == sorted(studies(run, GRIDS).grids[0].down.readings)


def test_a_plan_without_valuation_has_no_grid(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SMALL[: SMALL.index("valuation")], encoding="utf-8")
    assert studies(load(tmp_path / "p.yaml").run(), GRIDS).grids == ()


def test_the_hash_knows_every_input() -> None:
    plan = shipped("shiftloom")
    before = input_hash(plan.loaded)
    values = plan.loaded.scenarios["stress"].values
    key = next(iter(values))
    kept = values[key]
    try:
        values[key] = np.nextafter(kept, np.inf)
        assert input_hash(plan.loaded) != before
    finally:
        values[key] = kept
    assert input_hash(plan.loaded) == before


def test_the_workbook_says_when_an_input_is_another(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SMALL, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    path = build_workbook(plan, tmp_path / "p.xlsx", studied=True)
    sheets = opened(path)
    inputs = {sheets["Inputs"].cell(row, 3).value: row for row in range(1, sheets["Inputs"].max_row + 1)}
    status = [place for place, value in written_values(path).items() if isinstance(value, str) and value.endswith(": current")]
    assert {sheet for sheet, _, _ in status} == {"Grids", "Risk"}
    book = formualizer.load_workbook(str(path))
    assert len(plan.scenario().values) > 60
    count = next(place for place, value in written_values(path).items() if value == "Inputs that differ")
    differing = (count[0], count[1], 4)

    def said(place: tuple[str, int, int]) -> str:
        return str(plain(book.get_value(*place)))

    for key in plan.scenario().values:
        place = ("Inputs", inputs[key], 5)
        kept = float(str(book.get_value(*place)))
        book.set_value(*place, kept + 1e-9)
        book.evaluate_all()
        assert book.get_value(*differing) == 1, key
        book.set_value(*place, kept)
    book.set_value("Inputs", inputs["price.firms"], 5, 51)
    book.evaluate_all()
    assert said(status[0]).endswith(": stale: rebuild")
    assert said(("Timeline", 1, 3)).endswith("stale: rebuild")
    book.set_value("Inputs", inputs["price.firms"], 5, 50)
    book.evaluate_all()
    assert said(status[0]).endswith(": current")
    assert "stale" not in said(("Timeline", 1, 3))
    assert names(path)["in_scenario"][0] == "Inputs"
