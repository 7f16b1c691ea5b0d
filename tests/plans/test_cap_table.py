"""The sheet Captable: read cell by cell, as an investor does, against a cap table worked by hand; live in every scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.plan import Plan, load
from plans.workbooks import build_workbook, opened, with_scenario
from recalculation import compare, formualizer_values, written_values

# 1,000 shares, of which 100 are free options. A SAFE of 200 at a post-money cap of 2,000 owns a tenth of what is there before the money:
# 111 1/9 shares. The round sells a third of the company for 1,000 at 2,000 pre-money: 555 5/9 shares at 1.8. The other SAFE waits.
BASE = """plan: {currency: EUR}
timeline: {start: 2027-01, months: 24}
segments: {a: {churn: 1%/month, price: 20, new_customers: 5}}
holders:
  founders: {shares: 900}
  pool: {kind: option_pool, shares: 100}
safes:
  first: {label: First SAFE, amount: 200, month: 2026-06, cap: 2000}
  late: {label: Late SAFE, amount: 70, month: 2028-06}
rounds: {seed: {label: Seed, amount: 1000, month: 2027-05, pre_money: 2000}}
"""
OTHER = "extends: base.yaml\nrounds: {seed: {amount: 0}}\n"
UNNAMED = BASE.partition("holders:")[0] + "rounds: {seed: {amount: 1000, month: 2027-05, pre_money: 4000}}\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("cap") / "plan"
    folder.mkdir()
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    return load(folder)


def table(path: Path) -> dict[str, list[object]]:
    """The rows of the sheet by their label: what stands in the columns beside it, gaps left out."""
    values = written_values(path)
    sheet = opened(path)["Captable"]
    found = {}
    for row in range(1, sheet.max_row + 1):
        cells = [values.get(("Captable", row, column)) for column in range(2, sheet.max_column + 1)]
        label = sheet.cell(row, 1).value
        if label and str(label).strip():
            found[str(label)] = [round(cell, 6) if isinstance(cell, float) else cell for cell in cells if cell not in (None, "")]
    return found


def test_the_table_is_the_one_worked_by_hand(plan: Plan, tmp_path: Path) -> None:
    path = build_workbook(plan, tmp_path / "book.xlsx")
    shown = table(path)
    third = round(1 / 3, 6)
    assert shown["Holder"] == ["At the start", "Seed", "Not converted"]
    assert shown["Founders"] == [900, 0.9, 900, 0.54]
    assert shown["Pool"] == [100, 0.1, 100, 0.06]
    assert shown["Options created in rounds"] == [0, 0]
    assert shown["First SAFE"] == [111.111111, 0.066667, 0]
    assert shown["Late SAFE"] == [0, 0, 70]
    assert shown["Seed"] == [555.555556, third]
    assert shown["All shares, fully diluted"] == [1000, 1, 1666.666667, 1, 70]
    assert shown["Compared with all shares of the model"] == ["agrees", "agrees"]
    assert shown["Price per share"] == ["€ each", 1.8]
    assert "Convertible notes" not in shown


def test_the_table_is_live(plan: Plan, tmp_path: Path) -> None:
    """Where the other scenario is chosen, no round is raised, and both SAFEs wait."""
    path = with_scenario(build_workbook(plan, tmp_path / "book.xlsx"), "other", tmp_path / "other.xlsx")
    values = formualizer_values(path)
    assert values["Captable", 5, 5] == "not raised"
    built = build_workbook(plan, tmp_path / "shown.xlsx", "other")
    assert compare(written_values(built), formualizer_values(built)) == []
    shown = table(built)
    assert shown["Founders"] == [900, 0.9, 900, 0.9]
    assert shown["All shares, fully diluted"] == [1000, 1, 1000, 1, 270]


def test_a_plan_without_holders_has_one_row_for_them(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(UNNAMED, encoding="utf-8")
    shown = table(build_workbook(load(tmp_path / "plan.yaml"), tmp_path / "book.xlsx"))
    assert shown["All who hold shares today"] == [100, 1, 100, 0.8]
    assert shown["All shares, fully diluted"] == [100, 1, 125, 1]
    assert "Founders" not in shown


def test_a_plan_without_rounds_has_no_cap_table(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BASE.partition("holders:")[0], encoding="utf-8")
    assert "Captable" not in opened(build_workbook(load(tmp_path / "plan.yaml"), tmp_path / "book.xlsx")).sheetnames
