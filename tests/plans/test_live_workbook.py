"""What a reader does to the workbook: cells changed by hand, plans in other currencies, members that share a name."""

from pathlib import Path

import formualizer
import pytest

from planbook import plan
from plans.workbooks import NAME, build_workbook, names, opened
from recalculation import formualizer_values

SMALL = """
plan: {name: Small, currency: @}
timeline: {start: 2027-01, months: 24}
segments:
  marketing: {label: Marketing teams, price: 49, churn: 2%/month, new_customers: 20, opening_customers: 100, opening_price: 49}
departments:
  marketing: {label: Marketing staff, function: sales_marketing, heads: 2, salary: 60000}
overheads:
  marketing: {label: Advertising, function: sales_marketing, monthly: 500}
opening_balance: {cash: 400000}
valuation: {wacc: 14%/year, terminal_growth: 3%/year, entry_multiple: 4, exit_multiple: 3}
"""


@pytest.fixture
def small(tmp_path: Path) -> plan.Plan:
    (tmp_path / "small.yaml").write_text(SMALL.replace("@", "EUR"))
    return plan.load(tmp_path / "small.yaml")


def after(path: Path, changes: dict[str, float]) -> dict[str, object]:
    """The defined names' values after typing numbers into the first scenario's cells of inputs."""
    rows = {sheet.cell(row, NAME).value: row for sheet in [opened(path)["Inputs"]] for row in range(1, sheet.max_row + 1)}
    book = formualizer.load_workbook(str(path))
    for name, value in changes.items():
        book.set_value("Inputs", rows[name], 5, value)
    book.evaluate_all()
    return {name: book.get_value(*place) for name, place in names(path).items()}


def test_members_of_two_families_may_share_a_name(small: plan.Plan) -> None:
    model = small.model
    assert model.label(model.row("segment_closing_mrr", "marketing")) == "Closing MRR: Marketing teams"
    assert model.label(model.row("department_cost", "marketing")) == "People cost: Marketing staff"
    assert model.label(model.row("overhead_cost", "marketing")) == "Overhead: Advertising"


def test_a_plan_in_euros_shows_no_dollar(small: plan.Plan, tmp_path: Path) -> None:
    path = build_workbook(small, tmp_path / "small.xlsx")
    values = formualizer_values(path)
    sources = ("Scorecard", "Definitions")  # published benchmarks may speak of dollars
    shown = [value for (sheet, _, _), value in values.items() if isinstance(value, str) and sheet not in sources]
    assert any("€" in text for text in shown)
    assert [text for text in shown if "$" in text] == []


@pytest.mark.parametrize("growth", [0.14, 0.2])
def test_growth_typed_in_as_high_as_wacc_leaves_no_value_and_fails_a_check(small: plan.Plan, tmp_path: Path, growth: float) -> None:
    path = build_workbook(small, tmp_path / "small.xlsx")
    assert after(path, {})["out_failed_checks"] == 0
    found = after(path, {"terminal_growth": growth})
    assert found["out_failed_checks"] == 1
    assert found["out_enterprise_value"] in ("", None)


def test_checks_see_error_values(small: plan.Plan, tmp_path: Path) -> None:
    """Words are refused by the cell; pasted over it, they fill the sheets with errors, and checks say so."""
    path = build_workbook(small, tmp_path / "small.xlsx")
    found = after(path, {"price.marketing": "a lot"})["out_failed_checks"]
    assert not isinstance(found, int | float) or found > 0


def test_cells_refuse_what_a_plan_may_not_say(small: plan.Plan, tmp_path: Path) -> None:
    sheet = opened(build_workbook(small, tmp_path / "small.xlsx"))["Inputs"]
    rows = {sheet.cell(row, NAME).value: row for row in range(1, sheet.max_row + 1)}
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    churn = rules[f"E{rows['churn.marketing']}"]
    assert churn.type == "decimal"
    assert 0.99 < float(churn.formula2) < 1
    life = rules[f"E{rows['asset_life']}"]
    assert 0 < float(life.formula1) < 0.001
    age = rules[f"E{rows['opening_age.marketing']}"]
    assert (age.operator, float(age.formula1)) == ("equal", 0)
