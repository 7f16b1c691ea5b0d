"""The outside judges themselves: they recalculate, and what differs is found."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import recalculation
from language import small
from planbook.backends.reference import evaluate
from planbook.language.operators import ratio
from planbook.language.units import Kind

INPUTS = {"price": 3.0, "units": 5.0, "nothing": 0.0}


@small.monthly(kind=Kind.FLOW)
def sales(price, units):
    return price * units


@small.monthly
def sales_each(sales, nothing):
    return ratio(sales, nothing)


def _model():
    return small.model(sales, sales_each, price=small.number(), units=small.number(), nothing=small.number())


def _judges():
    return [
        pytest.param(recalculation.formualizer_values, id="formualizer"),
        pytest.param(recalculation.libreoffice_values, id="libreoffice"),
    ]


@pytest.mark.parametrize("judge", _judges())
def test_a_false_figure_in_the_file_is_found(judge: Callable[[Path], recalculation.Values], tmp_path: Path):
    if judge is recalculation.libreoffice_values:
        recalculation.require_libreoffice()
    model = _model()
    arrays = evaluate(model, INPUTS)
    arrays[model.row("sales")] = arrays[model.row("sales")].copy()
    arrays[model.row("sales")][2] = 999.25
    path = small.workbook(model, INPUTS, tmp_path / "false.xlsx", arrays)
    found = recalculation.compare(recalculation.written_values(path), judge(path))
    assert found == ["Small!G7: the file has 999.25, recalculated 15.0"]


@pytest.mark.parametrize("judge", _judges())
def test_the_same_figures_are_the_same(judge: Callable[[Path], recalculation.Values], tmp_path: Path):
    if judge is recalculation.libreoffice_values:
        recalculation.require_libreoffice()
    path = small.workbook(_model(), INPUTS, tmp_path / "right.xlsx")
    recalculated = judge(path)
    assert recalculation.compare(recalculation.written_values(path), recalculated) == []
    assert recalculated["Small", 7, 6] == 15.0
    assert recalculated["Small", 8, 6] is None
    assert recalculated["Timeline", 5, 6] == 46418.0  # 31 January 2027


def test_a_file_that_libreoffice_cannot_open_is_named(tmp_path: Path):
    recalculation.require_libreoffice()
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<broken")
    with pytest.raises(AssertionError, match=r"did not recalculate broken\.xlsx"):
        recalculation.libreoffice_values(path)


A1 = ("Small", 1, 1)


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (1.0, 1.0 + 9e-10, True),
        (1.0, 1.0 + 2e-9, False),
        (1e6, 1e6 + 9e-4, True),
        (1e6, 1e6 + 2e-3, False),
        (1e-12, 0.0, True),  # the floor
        (None, None, True),
        (None, 0.0, False),  # an empty text is not a zero
        (0.0, None, False),
        ("ok", "ok", True),
        ("ok", "FAILS", False),
        ("1", 1.0, False),
        ("#N/A", "#N/A", False),  # an error is a difference even where both have it
        ("Err:522", "Err:522", False),
    ],
)
def test_what_counts_as_a_difference(want: recalculation.Value, got: recalculation.Value, same: bool):
    assert (recalculation.compare({A1: want}, {A1: got}) == []) is same


def test_a_cell_that_only_one_has_is_a_difference():
    assert recalculation.compare({A1: 1.0}, {}) == ["Small!A1: the file has 1.0, recalculated None"]
    assert recalculation.compare({}, {A1: 1.0}) == ["Small!A1: the file has None, recalculated 1.0"]


def test_convention_07_a_gap_stands_on_the_sheet_chart_data_only():
    gap = ("Chart data", 1, 1)
    assert recalculation.compare({gap: "#N/A"}, {gap: "#N/A"}) == []
    assert recalculation.compare({gap: "#N/A"}, {gap: 0.0}) == ["Chart data!A1: the file has None, recalculated 0.0"]
    assert recalculation.compare({gap: "#VALUE!"}, {gap: "#VALUE!"}) != []


def test_without_libreoffice_tests_are_skipped_or_fail(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recalculation, "office", lambda: None)
    monkeypatch.delenv("PLANBOOK_REQUIRE_LIBREOFFICE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install --no-install-recommends libreoffice-calc"):
        recalculation.require_libreoffice()
    monkeypatch.setenv("PLANBOOK_REQUIRE_LIBREOFFICE", "1")
    with pytest.raises(pytest.fail.Exception, match="apt-get install --no-install-recommends libreoffice-calc"):
        recalculation.require_libreoffice()
