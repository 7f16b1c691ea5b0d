"""The sheet Payouts: read cell by cell, as a shareholder does, against exits worked by hand; live in every scenario."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planbook.plan import Plan, load
from plans.workbooks import build_workbook, with_scenario
from recalculation import Values, compare, formualizer_values, written_values

# A company with nothing but cash: 4,200, of which 200 came for a SAFE, and 1,000 of a round in month 5. It has 900 shares and 100 options;
# the SAFE becomes 111 1/9 shares, the round sells 555 5/9. When 5,200 are distributed, each of 1,666 2/3 shares has 3.12: both classes
# have more as common than their 200 and 1,000.
BASE = """plan: {currency: EUR}
timeline: {start: 2027-01, months: 24}
segments: {a: {label: Nobody, churn: 1%/month, price: 0, new_customers: 0}}
opening_balance: {cash: 4200, paid_in_capital: 4200}
valuation: {wacc: 10%/year, terminal_growth: 2%/year, entry_multiple: 4, exit_multiple: 3}
holders:
  founders: {shares: 900}
  pool: {kind: option_pool, shares: 100}
safes:
  first: {label: First SAFE, amount: 200, month: 2026-06, cap: 2000}
rounds: {seed: {label: Seed, amount: 1000, month: 2027-05, pre_money: 2000}}
"""
OTHER = "extends: base.yaml\nrounds: {seed: {preference: 4}}\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("payouts") / "plan"
    folder.mkdir()
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    return load(folder)


def of_sheet(values: Values) -> Values:
    """The values of this sheet."""
    return {place: value for place, value in values.items() if place[0] == "Payouts"}


def column(path: Path, name: str) -> dict[str, object]:
    """What stands below an exit's name, by label; the first of equal labels."""
    values = written_values(path)
    sheet = openpyxl.load_workbook(path)["Payouts"]
    index = next(cell.column for cell in sheet[4] if cell.value == name)
    found: dict[str, object] = {}
    for row in range(5, sheet.max_row + 1):
        value = values.get(("Payouts", row, index))
        if value not in (None, "", " "):
            found.setdefault(str(sheet.cell(row, 1).value), round(value, 6) if isinstance(value, float) else value)
    return found


def test_the_sheet_is_the_one_worked_by_hand(plan: Plan, tmp_path: Path) -> None:
    path = build_workbook(plan, tmp_path / "book.xlsx")
    shown = column(path, "100 % of the price")
    assert shown["Equity to distribute"] == 5200
    assert shown["Value of a common share"] == 3.12
    assert shown["Proceeds of common shares"] == 3120
    assert shown["Seed, new money"] == shown["Seed"] == round(1733 + 1 / 3, 6)
    assert shown["Seed, SAFEs and notes"] == shown["First SAFE"] == round(346 + 2 / 3, 6)
    assert (shown["Founders"], shown["Pool"]) == (2808, 312)
    assert (shown["All of the equity"], shown["Compared with the equity of the model"]) == (5200, "agrees")
    assert shown["MOIC: Seed"] == round(1.7333333333333, 6)
    assert shown["IRR: Seed"] == round(1.7333333333333 ** (12 / 19) - 1, 6)  # from month 5 to month 24
    assert shown["MOIC of SAFEs and notes"] == shown["MOIC of a SAFE: First SAFE"] == round(346.6666666666 / 200, 6)
    assert shown["IRR of a SAFE: First SAFE"] == round(1.7333333333333 ** (12 / 30) - 1, 6)  # from June before the plan
    assert (shown["Money in of a SAFE: First SAFE"], shown["Money in by all who bring it"]) == (200, 1200)
    assert not any("founder" in label.lower() for label in shown if label.startswith(("MOIC", "IRR", "Money in")))
    assert column(path, "First year")["IRR: Seed"] == round(1.7333333333333 ** (12 / 7) - 1, 6)
    heads = [cell.value for cell in openpyxl.load_workbook(path)["Payouts"][4]]
    assert "Second year" in heads
    assert "Third year" not in heads  # the plan ends before it


def test_a_safe_that_waits_is_paid_before_shares(tmp_path: Path) -> None:
    """No round: 4,200 of cash. The SAFE is a tenth at its cap of 2,000: 420, more than its 200; the rest is for 1,000 shares.

    A note of 100 at 12 % since the plan's start is owed with 124 after 24 months and paid first: 4,300 in cash, a tenth of 4,176.
    """
    text = "\n".join(line for line in BASE.splitlines() if not line.startswith("rounds"))
    none = "rounds: {seed: {label: Seed, amount: 0, month: 2027-05, pre_money: 2000}}\n"
    (tmp_path / "plan.yaml").write_text(f"{text}\n{none}", encoding="utf-8")
    shown = column(build_workbook(load(tmp_path / "plan.yaml"), tmp_path / "book.xlsx"), "100 % of the price")
    assert shown["Paid to a SAFE's holder: First SAFE"] == 420
    assert shown["Equity to distribute"] == 3780
    assert (shown["Founders"], shown["Pool"]) == (3402, 378)
    owed = "notes: {bridge: {amount: 100, month: 2026-12, rate: 12%/year nominal}}\nopening_balance: {cash: 4300, paid_in_capital: 4200}\n"
    rest = "\n".join(line for line in text.splitlines() if not line.startswith("opening_balance"))
    (tmp_path / "owed.yaml").write_text(f"{rest}\n{none}{owed}", encoding="utf-8")
    shown = column(build_workbook(load(tmp_path / "owed.yaml"), tmp_path / "owed.xlsx"), "100 % of the price")
    assert shown["Paid to a note's holder: Bridge"] == 124
    assert shown["Paid to a SAFE's holder: First SAFE"] == 417.6
    assert shown["All of the equity"] == shown["Equity to distribute"] == 3758.4


def test_the_sheet_is_live(plan: Plan, tmp_path: Path) -> None:
    """Four times 1,200 are paid first: 4,800, and as common it would be less."""
    path = with_scenario(build_workbook(plan, tmp_path / "book.xlsx"), "other", tmp_path / "other.xlsx")
    values = formualizer_values(path)
    built = build_workbook(plan, tmp_path / "shown.xlsx", "other")
    assert compare(of_sheet(written_values(built)), of_sheet(values)) == []
    shown = column(built, "100 % of the price")
    assert (shown["Seed, new money"], shown["Seed, SAFEs and notes"], shown["Proceeds of common shares"]) == (4000, 800, 400)
    assert (shown["Founders"], shown["MOIC: Seed"]) == (360, 4)


def test_a_plan_without_a_valuation_has_no_exits(tmp_path: Path) -> None:
    text = "\n".join(line for line in BASE.splitlines() if not line.startswith("valuation"))
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    plan = load(tmp_path / "plan.yaml")
    assert not {"exits", "classes", "waterfall", "proceeds", "returns"} & plan.model.structure.chapters
    sheets = openpyxl.load_workbook(build_workbook(plan, tmp_path / "book.xlsx")).sheetnames
    assert not {"Payouts", "Waterfall", "Exits"} & set(sheets)
    assert "Captable" in sheets


# All that the seed's investors get back is what they paid in, at each exit.
MONEY_BACK = BASE[: BASE.index("safes:")] + "rounds: {seed: {label: Seed, amount: 1000, month: 2027-05, pre_money: 1000000}}\n"


def test_a_return_of_nothing_is_a_return(tmp_path: Path) -> None:
    """At a preference of once their money they earn 0 % a year: the rows are there, say so, and follow the price when it changes."""
    (tmp_path / "p.yaml").write_text(MONEY_BACK, encoding="utf-8")
    path = build_workbook(load(tmp_path / "p.yaml"), tmp_path / "book.xlsx")
    shown = column(path, "100 % of the price")
    assert (shown["MOIC: Seed"], shown["IRR: Seed"]) == (1.0, 0.0)
    summary = openpyxl.load_workbook(path)["Summary"]
    (irr,) = [row for row in range(1, summary.max_row + 1) if summary.cell(row, 1).value == "Investor IRR"]
    assert written_values(path)["Summary", irr, 2] == pytest.approx(0.0, abs=1e-12)
    assert summary.cell(irr, 2).number_format == "0.0%"
    payouts = openpyxl.load_workbook(path)["Payouts"]
    (row,) = [cells for cells in payouts.iter_rows() if cells[0].value == "IRR: Seed"]
    assert {cell.number_format for cell in row[1:] if cell.value} == {"0.0%"}
