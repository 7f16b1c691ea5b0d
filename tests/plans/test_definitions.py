"""The sheet Definitions: what a metric says stands beside what every figure says."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.backends.excel.definitions import COLUMNS, HEAD_ROW
from planbook.plan import Plan
from plans.workbooks import opened

Entries = dict[str, dict[str, str]]
SAID = ("Better", "Looks at", "Variant", "Readers", "Review", "Not available", "Note")


@pytest.fixture(scope="module")
def entries(securecloud_workbook: Path) -> Entries:
    """The rows of the sheet by the name of the figure, their cells by heading."""
    sheet = opened(securecloud_workbook)["Definitions"]
    head, *rows = list(sheet.iter_rows(min_row=HEAD_ROW + 1, max_col=len(COLUMNS), values_only=True))
    assert head == tuple(heading for heading, _ in COLUMNS)
    return {str(row[1]): {str(heading): str(cell or "") for heading, cell in zip(head, row)} for row in rows}


def test_a_metric_says_all_of_itself(entries: Entries) -> None:
    nrr = entries["net_revenue_retention"]
    assert {heading: nrr[heading] for heading in SAID} == {
        "Better": "higher", "Looks at": "twelve months", "Variant": "cohort of twelve months ago, without reactivation",
        "Readers": "investors, founders", "Review": "monthly, quarterly", "Not available": "Before month 12.",
        "Note": "Others count reactivation, compare months, or start from those who are customers today, so that leavers vanish.",
    }  # fmt: skip


def test_every_metric_of_the_plan_says_which_way_is_good(entries: Entries, securecloud: Plan) -> None:
    for row in securecloud.model.lines():
        if row.item and row.chapter != "checks":
            assert entries[row.name]["Better"] == (row.item.metric.better.value if row.item.metric else ""), row.name


def test_benchmarks_are_as_old_as_they_are_at_the_plans_date(entries: Entries, securecloud: Plan) -> None:
    """Not on the day the workbook is written: the same plan gives the same file."""
    assert securecloud.loaded.as_of == "2026-11-30"
    said = entries["net_revenue_retention"]["Benchmarks"].split("\n")
    assert len(said) == 3
    assert said[0].startswith("Observed (ARR of $1m and more): 100 % to 106 %. SaaS Capital, survey of private B2B SaaS companies, 2022, 4")


def test_rows_are_high_enough_for_their_texts(securecloud_workbook: Path) -> None:
    """A wrapped text that is cut off at the row's edge would be a silent loss."""
    sheet = opened(securecloud_workbook)["Definitions"]
    for row in range(HEAD_ROW + 2, sheet.max_row + 1):
        lines = max(len(str(sheet.cell(row, column).value or "").split("\n")) for column in range(1, len(COLUMNS) + 1))
        height = sheet.row_dimensions[row].height or 15  # Excel's own
        assert 12.5 * lines <= height <= 409


def test_what_is_no_metric_says_nothing_of_one(entries: Entries) -> None:
    for name in ("closing_receivables", "clv_to_cac_goal", "horizon"):
        assert {entries[name][heading] for heading in (*SAID, "Benchmarks")} == {""}
        assert entries[name]["Definition"]
