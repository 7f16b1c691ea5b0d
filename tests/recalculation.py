"""Outside judges of a workbook: LibreOffice and formualizer recalculate every cell.

Cells are addressed by (sheet, row, column), rows and columns counted from 1. Dates are serial
numbers, truth values 1 and 0; empty text is no value.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import formualizer
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import to_excel
from python_calamine import CalamineWorkbook

Value = float | str | None
Values = dict[tuple[str, int, int], Value]
Typed = tuple[str, int, int, float | str]  # a cell, and what is typed into it

INSTALL = "apt-get install --no-install-recommends libreoffice-calc python3-uno"
SECONDS = 300
DIED = "Binary URP bridge disposed"  # LibreOffice itself ended
CHART_DATA = "Chart data"  # the only sheet where a gap may stand
GAP = "#N/A"
TOLERANCE = 1e-9  # relative, floor 1
ERRORS = {"Div": "#DIV/0!", "Na": "#N/A", "Value": "#VALUE!", "Num": "#NUM!", "Ref": "#REF!", "Name": "#NAME?", "Null": "#NULL!"}
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"')  # calamine leaves out cells at the edge that carry no value yet
ERROR_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""  # recalculate always: by default LibreOffice trusts the values in the file


def require_libreoffice() -> None:
    """Skip the running test where LibreOffice is missing; fail it with PLANBOOK_REQUIRE_LIBREOFFICE=1."""
    if office():
        return
    if os.environ.get("PLANBOOK_REQUIRE_LIBREOFFICE") == "1":
        pytest.fail(f"LibreOffice is required and missing: {INSTALL}")
    pytest.skip(f"LibreOffice is missing: {INSTALL}")


def written_values(path: Path) -> Values:
    """Every cell's value as the file carries it."""
    book = CalamineWorkbook.from_path(path)
    found: Values = {}
    with zipfile.ZipFile(path) as parts:
        for number, name in enumerate(book.sheet_names, 1):
            text = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            found |= {(name, int(row), column_index_from_string(letters)): None for letters, row in CELL.findall(text)}
            rows = book.get_sheet_by_index(number - 1).to_python(skip_empty_area=False)
            found |= {(name, row, column): plain(value) for row, cells in enumerate(rows, 1) for column, value in enumerate(cells, 1)}
            for letters, row, error in ERROR_CELL.findall(text):
                found[name, int(row), column_index_from_string(letters)] = error  # calamine reads errors as empty cells
    return found


def without_charts(path: Path, copy: Path) -> Path:
    """A copy of a workbook without its charts, which LibreOffice would draw and write again for long."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if not re.match(r"xl/(drawings|charts)/|xl/worksheets/_rels/", name):
                text = re.sub(rb'<drawing r:id="[^"]*"/>', b"", source.read(name))
                target.writestr(name, re.sub(rb'<Override PartName="/xl/(drawings|charts)/[^>]*/>', b"", text))
    return copy


@cache
def office() -> tuple[str, str] | None:
    """LibreOffice, and a Python that can talk to it."""
    program = shutil.which("soffice")
    for python in ("/usr/bin/python3", str(Path(program).resolve().parent / "python")) if program else ():
        if Path(python).exists() and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return str(program), python
    return None


def libreoffice_states(path: Path, states: Sequence[Sequence[Typed]] = ((),), seconds: float = SECONDS) -> list[Values]:
    """Every cell's value as LibreOffice recalculates it, in a profile of its own, in several states: what is typed stays."""
    found = office()
    assert found, f"LibreOffice is missing: {INSTALL}"
    program, python = found
    with tempfile.TemporaryDirectory(prefix="planbook-recalculation-") as folder:
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        book = without_charts(path, Path(folder, path.name))
        command = [python, str(Path(__file__).parent / "office.py"), program, folder, str(book), json.dumps(states)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        if DIED in done.stderr:  # that says nothing of the workbook, so it is asked once more
            done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        assert done.returncode == 0, f"LibreOffice did not recalculate {path.name}: {done.stderr[-800:]}"
        return [_cells(state) for state in json.loads(done.stdout)]


def libreoffice_values(path: Path) -> Values:
    """Every cell's value as LibreOffice recalculates it."""
    return libreoffice_states(path)[0]


def _cells(state: dict[str, list[list[Any]]]) -> Values:
    """The rows of all sheets as cells."""
    return {
        (sheet, row, column): plain(value)
        for sheet, rows in state.items() for row, cells in enumerate(rows, 1) for column, value in enumerate(cells, 1)
    }  # fmt: skip


def formualizer_values(path: Path) -> Values:
    """Every cell's value as formualizer recalculates it."""
    book = formualizer.load_workbook(str(path))
    book.evaluate_all()
    return read(book, written_values(path))


def read(book: Any, places: Iterable[tuple[str, int, int]]) -> Values:
    """Cells of a workbook that formualizer has recalculated."""
    return {place: plain(book.get_value(*place)) for place in places}


def compare(expected: Values, recalculated: Values) -> list[str]:
    """What differs, a line for each cell; errors in cells are differences even where both have them."""
    found = []
    for key in dict.fromkeys([*expected, *recalculated]):
        want, got = _gap_or_value(key, expected), _gap_or_value(key, recalculated)
        if not _equal(want, got) or _is_error(want) or _is_error(got):
            found.append(f"{key[0]}!{get_column_letter(key[2])}{key[1]}: the file has {want!r}, recalculated {got!r}")
    return found


def _gap_or_value(key: tuple[str, int, int], values: Mapping[tuple[str, int, int], Value]) -> Value:
    value = values.get(key)
    return None if value == GAP and key[0] == CHART_DATA else value


def _is_error(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(("#", "Err:"))


def _equal(want: Value, got: Value) -> bool:
    if isinstance(want, float) and isinstance(got, float):
        return abs(want - got) <= TOLERANCE * max(1.0, abs(want))
    return want == got


def plain(value: Any) -> Value:
    """A cell's value without its dress."""
    if isinstance(value, datetime.date | datetime.datetime):
        return float(to_excel(value))
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, dict):  # an error of formualizer
        return ERRORS.get(value.get("kind", ""), f"#{value}")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return str(value)
