"""The sheets Scorecard and Drivers follow month, scenario and typed targets, to what the scorecard itself computes."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import formualizer
import pytest

from planbook.backends.drivers import HEADS, driver_tree
from planbook.backends.excel.scorecard import YEARS
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.scorecard import Entry, Scorecard
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.plans import Target
from planbook.language.units import Shape
from planbook.plan import Plan, load
from plans.workbooks import SECURECLOUD, build_workbook, names, opened
from recalculation import Values, read

BANDS = (
    Benchmark("clv_to_cac", Grade.STANDARD, 3.0, None, "A", "2015"), Benchmark("clv_to_cac", Grade.STANDARD, 3.0, 3.5, "B"),
    Benchmark("nrr", Grade.STANDARD, 0.9, None, "C"), Benchmark("nrr", Grade.OBSERVED, None, 1.0, "D", "2024-02"),
    Benchmark("quick_ratio", Grade.STANDARD, 4.0, None, "E"), Benchmark("runway", Grade.STANDARD, 12.0, None, "F"),
    Benchmark("headcount", Grade.EXCELLENT, None, 3.0, "G"),
)  # fmt: skip
METRIC, VALUE, BEFORE, TREND, STATUS, MET, LEAST, MOST, DUE, NOW_LEAST, NOW_MOST = 1, 3, 4, 5, 6, 8, 10, 11, 12, 14, 15
TYPED = {  # targets typed into the workbook: a metric, its limits, its due month
    "revenue": (700_000.0, None, 48), "headcount": (20.0, 30.0, 36), "net_income": (0.0, None, 30), "burn": (None, 0.0, 24),
    "gross_revenue_retention": (0.9, None, 60), "runway": (24.0, None, 30),
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    """SecureCloud with benchmarks of its own."""
    made = load(SECURECLOUD)
    made.model.benchmarks = BANDS
    return made


@pytest.fixture(scope="module")
def workbook(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbook."""
    return build_workbook(plan, tmp_path_factory.mktemp("built") / "securecloud.xlsx")


def positions(sheet: Any, plan: Plan) -> dict[str, int]:
    """The row in which each metric stands; the benchmarks below repeat the labels."""
    labels = {plan.model.label(row): row.key for row in Scorecard(plan.model, {}, plan.loaded).rows}
    found: dict[str, int] = {}
    for row in range(9, sheet.max_row + 1):
        label = sheet.cell(row, METRIC).value
        if label in labels:
            found.setdefault(labels[label], row)
    assert set(found) == set(labels.values())
    return found


def turned(plan: Plan, workbook: Path, scenario: str, month: int, typed: dict[str, Any]) -> tuple[dict[str, int], Values]:
    """The workbook recalculated, with another scenario and month chosen and targets typed in."""
    book, choices = formualizer.load_workbook(str(workbook)), names(workbook)
    book.set_value(*choices["in_scenario"], scenario)
    book.set_value(*choices["in_scorecard_month"], excel_date(plan.loaded.structure, month))
    found = positions(opened(workbook)["Scorecard"], plan)
    for name, (low, high, due) in typed.items():
        for column, value in ((LEAST, low), (MOST, high), (DUE, excel_date(plan.loaded.structure, due))):
            book.set_value("Scorecard", found[name], column, value)
    return found, _sheets(book, workbook)


def _sheets(book: Any, workbook: Path) -> Values:
    """Scorecard and drivers, recalculated."""
    book.evaluate_all()
    sheets = opened(workbook)
    cells = [(name, cell) for name in ("Scorecard", "Drivers") for row in sheets[name].iter_rows() for cell in row]
    return read(book, [(name, cell.row, cell.column) for name, cell in cells])


def test_a_date_that_is_no_month_end_is_named(plan: Plan, workbook: Path) -> None:
    """The last month is shown instead, and nothing is an error."""
    book = formualizer.load_workbook(str(workbook))
    book.set_value("Scorecard", 4, VALUE, 46_000.5)
    values = _sheets(book, workbook)
    assert values["Scorecard", 5, METRIC] == "C4 is not a month end of the plan: its last month is shown"
    assert values["Scorecard", 5, VALUE] == plan.loaded.structure.horizon
    assert not [cell for cell, value in values.items() if cell[0] in ("Scorecard", "Drivers") and str(value).startswith("#")]


@pytest.mark.parametrize(
    ("scenario", "month", "typed"),
    [("base", 60, {}), ("stress", 7, {}), ("downside", 29, TYPED), ("upside", 12, TYPED), ("base", 1, TYPED)],
)
def test_the_sheet_says_what_the_scorecard_computes(
    plan: Plan, workbook: Path, scenario: str, month: int, typed: dict[str, Any]
) -> None:
    found, values = turned(plan, workbook, scenario, month, typed)
    assert not [cell for cell, value in values.items() if cell[0] in ("Scorecard", "Drivers") and str(value).startswith("#")]
    arrays = plan.run(scenario).arrays
    card = Scorecard(plan.model, arrays, plan.loaded)
    card.plan.targets, kept = {**plan.loaded.targets, **{name: Target(name, *typed[name]) for name in typed}}, plan.loaded.targets
    try:
        entries = {row.key: card.entry(row, month) for row in card.rows}
    finally:
        card.plan.targets = kept
    assert len(entries) > 50
    for key, at in found.items():
        _compare(entries[key], {column: values.get(("Scorecard", at, column)) for column in range(1, 16)})
    years = plan.run(scenario).view("year").periods.last
    by_year = {
        (key, number): card.entry(row, last).words
        for row in card.rows if row.shape is Shape.MONTHS for key in [row.key] for number, last in enumerate(years)
    }  # fmt: skip
    said = {where: words for where, words in by_year.items() if words}
    assert {(key, number): values["Scorecard", found[key], YEARS + 1 + number] for key, number in said} == said
    assert said
    if month == 60:
        assert {entry.status for entry in entries.values()} == {"", "n/a", "on track", "watch", "off track"}
        assert {entry.words for entry in entries.values()} == {"", "no burn", "generates cash", "not in plan"}
    if month == 1:
        assert "n/a" in {entry.status for entry in entries.values()}
    _drivers(plan, arrays, values, month)


def _compare(entry: Entry, cells: dict[int, Any]) -> None:
    name = entry.row.key
    assert cells[VALUE] == entry.words if entry.words else _same(cells[VALUE], entry.value), name
    if entry.trend:
        assert _same(cells[BEFORE], entry.before), name
    least, most = entry.path
    for column, limit in ((NOW_LEAST, least), (NOW_MOST, most)):
        assert cells[column] in (None, "") if limit is None else cells[column] == pytest.approx(limit, rel=1e-9, abs=1e-9), name
    met = f"{entry.met} of {len(entry.standards)}" if entry.available or entry.words else "n/a"
    assert (cells[MET] or "") == (met if entry.standards else ""), name
    assert (cells[STATUS] or "", cells[TREND] or "") == (entry.status, entry.trend), name


def _same(cell: Any, value: float) -> bool:
    return bool(cell == "n/a" if math.isnan(value) else cell == pytest.approx(value, rel=1e-9, abs=1e-9))


def _drivers(plan: Plan, arrays: Any, values: Values, month: int) -> None:
    shown = {row: (values.get(("Drivers", row, 1)), values.get(("Drivers", row, 3))) for row in range(7, 400)}
    wanted = []
    for head in HEADS:
        for driver in driver_tree(plan.model, plan.model.row(head)).all():
            wanted.append((plan.model.label(driver.row), driver.value(arrays, month)))
    found = [(label, value) for label, value in shown.values() if label and "what it is made of" not in str(label)]
    assert len(found) == len(wanted) > 60
    for (label, value), (expected, number) in zip(found, wanted, strict=True):
        assert label == expected
        assert _same(value, number), label


def test_labels_lead_to_the_rows(plan: Plan, workbook: Path) -> None:
    book = opened(workbook)
    for name in ("Scorecard", "Drivers"):
        links = {cell.value: cell.hyperlink for row in book[name].iter_rows(max_col=1) for cell in row if cell.hyperlink}
        assert len(links) > 45
        for label, link in links.items():
            sheet, cell = str(link.location).replace("'", "").split("!")
            assert book[sheet][cell].value == label


def test_what_may_be_typed(workbook: Path, plan: Plan) -> None:
    """A list of months for selector and due month; a target of a metric of which more is better is at least so much."""
    sheet = opened(workbook)["Scorecard"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists["C4"] == "Timeline!$F$5:$BM$5"
    found = positions(sheet, plan)
    typed = {cell for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()}
    assert {f"J{found['revenue']}", f"K{found['burn']}", f"J{found['headcount']}", f"K{found['headcount']}", f"L{found['burn']}"} <= typed
    assert not {f"K{found['revenue']}", f"J{found['burn']}"} & typed


def test_it_prints_on_one_landscape_page_wide(workbook: Path) -> None:
    book = opened(workbook)
    for name in ("Scorecard", "Drivers"):
        setup = book[name].page_setup
        assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
