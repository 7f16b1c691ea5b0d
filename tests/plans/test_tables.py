"""The sheet Tables: every cell is a figure of the model, under its heads, and follows what is typed."""

from __future__ import annotations

from pathlib import Path

import formualizer
import pytest

from planbook.business.pages import FRONT
from planbook.plan import Run, load
from plans.shipped import base_alone
from plans.workbooks import build_workbook, names, opened
from recalculation import Values, written_values

SHEET, ABOVE = "Tables", {"value_by_growth": "Enterprise value, DCF, $", "share_by_multiple": "Value per share with exit multiple, $ each"}


def top_of(values: Values, title: str) -> int:
    return next(row for (sheet, row, column), text in values.items() if (sheet, column, text) == (SHEET, 1, title))


@pytest.mark.parametrize("line", ABOVE)
def test_cells_stand_under_their_heads(line: str, securecloud_workbook: Path, runs: dict[str, Run]) -> None:
    values, run = written_values(securecloud_workbook), runs["base"]
    table = next(table for table in FRONT.tables if table.line == line)
    top = top_of(values, ABOVE[line])
    down, across = (run.plan.model.by_name[head] for head in (table.down, table.across))
    for position, head in enumerate(down, top + 2):
        assert values[SHEET, position, 1] == float(run.arrays[head][0])
        for column, other in enumerate(across, 2):
            assert values[SHEET, top + 1, column] == float(run.arrays[other][0])
            assert values[SHEET, position, column] == float(run[f"{line}.{head.members[0]}.{other.members[0]}"])
    framed = opened(securecloud_workbook)[SHEET].cell(top + 4, 4)
    assert framed.border.left.style == "medium"
    assert str(framed.value).startswith("=Sensitivity!")


def test_the_tables_follow_what_is_typed(securecloud_workbook: Path, tmp_path: Path) -> None:
    """WACC typed in the workbook: the table is that of a plan which states it."""
    book = formualizer.load_workbook(str(securecloud_workbook))
    sheet = opened(securecloud_workbook)["Inputs"]
    row = next(cell.row for cell in sheet["C"] if cell.value == "wacc")
    column = next(cell.column for cell in sheet[row] if cell.value == 0.14)
    book.set_value("Inputs", row, column, 0.12)
    book.evaluate_all()
    (tmp_path / "plan").mkdir()
    text = base_alone("securecloud").replace("wacc: 14%/year", "wacc: 12%/year")
    (tmp_path / "plan" / "base.yaml").write_text(text, encoding="utf-8")
    run = load(tmp_path / "plan").run()
    top = top_of(written_values(securecloud_workbook), ABOVE["value_by_growth"])
    assert book.get_value(SHEET, top + 4, 4) == pytest.approx(float(run["enterprise_value"]), rel=1e-9)
    assert book.get_value(*names(securecloud_workbook)["out_enterprise_value"]) == pytest.approx(float(run["enterprise_value"]), rel=1e-9)


def test_a_plan_without_valuation_has_none(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("timeline: {start: 2027-01}\nsegments: {a: {price: 5, churn: 1%/month, new_customers: 1}}\n")
    assert SHEET not in opened(build_workbook(load(tmp_path / "p.yaml"), tmp_path / "p.xlsx")).sheetnames
