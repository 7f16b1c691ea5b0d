"""`planbook build`: what is written, what is said, and what is left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from commands import BROKE, TOO_LARGE, Command, fail, scenario
from openpyxl import load_workbook

from planbook.backends import excel
from planbook.plan import Run

OLD = b"an older file"
SMALL = """timeline: {start: 2027-01, months: 36}
segments: {small: {churn: 1%/month, price: 90, acquisition: channels}}
channels: {resellers: {segment: small, kind: partner, partners: 10, customers_per_partner: 0.5, fee_per_customer: 200}}
departments: {engineers: {function: research_development, salary: 60000, heads: 2}}
opening_balance: {cash: 900000}
tax: {rate: 25%}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder `mine` with a small base alone, to which a test adds scenarios."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "base.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An existing file that a refused command must not touch."""
    path = tmp_path / "model[red]:smile:.xlsx"  # brackets and colons are no markup
    path.write_bytes(OLD)
    return path


def test_a_workbook_and_a_closing_line(planbook: Command, own: Path, target: Path) -> None:
    scenario(own, "broke", BROKE)
    said = planbook("build", own, "--output", target)
    assert (said.status, said.err) == (0, "")
    book = load_workbook(target, read_only=True)
    sheets = len(book.sheetnames)
    with zipfile.ZipFile(target) as package:
        charts = sum(name.startswith("xl/charts/chart") for name in package.namelist())
    first, second, closing = said.out.splitlines()
    assert first.startswith("base   all ")
    assert second.startswith("broke  all ")
    assert closing.startswith(f"{sheets} sheets, {charts} charts, ")
    assert closing.endswith(f" checks: {target}")


def test_the_default_name_is_below_the_current_folder(
    planbook: Command, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert planbook("build", own / "base.yaml").status == 0
    assert zipfile.is_zipfile(tmp_path / "outputs" / "mine.xlsx")


def test_a_failing_check_is_named_and_the_file_still_written(
    planbook: Command, own: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario(own, "broke", BROKE)
    monkeypatch.setattr(Run, "verdicts", fail("balance_residual", "broke", ("2027-03",)))
    said = planbook("build", own, "--output", target)
    assert said.status == 1
    assert zipfile.is_zipfile(target)
    assert said.err == "planbook: a check fails in scenario broke: The balance sheet balances (in 2027-03; largest residual 12.5)\n"


def test_every_scenario_is_evaluated_before_writing(planbook: Command, own: Path, target: Path) -> None:
    scenario(own, "huge", TOO_LARGE)
    said = planbook("build", own, "--output", target)
    assert (said.status, said.out) == (2, "")
    assert "scenario huge cannot be evaluated" in said.err
    assert target.read_bytes() == OLD


def test_a_wrong_plan_touches_nothing(planbook: Command, own: Path, target: Path, tmp_path: Path) -> None:
    scenario(own, "wrong", "tax: {rat: 25%, rates: 3}\n")
    before = sorted(tmp_path.rglob("*"))
    said = planbook("build", own, "--output", target)
    assert (said.status, said.out) == (2, "")
    *faults, count = said.err.splitlines()
    assert len(faults) == 2
    assert all("wrong.yaml:3: tax.rat" in fault for fault in faults)
    assert count == "planbook: 2 faults found; the plan is refused"
    assert target.read_bytes() == OLD
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("name", "message"), [("model.pdf", "it must end in .xlsx"), ("folder.xlsx", "is a folder")])
def test_names_that_are_refused(planbook: Command, own: Path, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    said = planbook("build", own, "--output", tmp_path / name)
    assert said.status == 2
    assert message in said.err
    assert not list((tmp_path / "folder.xlsx").iterdir())


def test_a_place_that_cannot_be_written(planbook: Command, own: Path, target: Path) -> None:
    said = planbook("build", own, "--output", target / "below.xlsx")  # below a file
    assert said.status == 3
    assert "below.xlsx could not be written: " in said.err
    assert target.read_bytes() == OLD


def test_a_workbook_error_leaves_the_old_file(planbook: Command, own: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise excel.WorkbookError("the disk is full")

    monkeypatch.setattr(excel, "build", refuse)
    said = planbook("build", own, "--output", target)
    assert (said.status, said.err) == (3, "planbook: the disk is full\n")
    assert target.read_bytes() == OLD


def test_an_interruption_leaves_the_old_file(planbook: Command, own: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(excel, "build", interrupt)
    said = planbook("build", own, "--output", target)
    assert (said.status, said.err) == (130, "planbook: interrupted\n")
    assert target.read_bytes() == OLD
