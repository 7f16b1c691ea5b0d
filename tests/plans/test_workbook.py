"""What every workbook promises, read from the file: its formulas, its names, its charts, how it is saved."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from planbook.backends.excel import WorkbookError, build
from planbook.backends.excel import book as writing
from planbook.business import CHAPTERS
from planbook.business import FRONT as FRONT_PAGES
from planbook.language.operators import SECOND_TRY
from planbook.language.units import Shape
from planbook.plan import Plan, Run, load
from plans.charting import drawn
from plans.random_plans import roll
from plans.reduced import reduced
from plans.workbooks import (
    CONSTANT,
    FIRST,
    INDEX_ROW,
    OPENING,
    SECURECLOUD,
    Formulas,
    Place,
    against_run,
    build_workbook,
    names,
    opened,
    sheet_names,
)
from recalculation import compare, formualizer_values, written_values

# What needs rounds and a valuation.
EXITS = {"exits", "unconverted", "classes", "waterfall", "proceeds", "returns", "conversions", "backers"}
OPTIONAL = {
    "storage": {"storage"}, "rounds": {"rounds", "issues", "captable", *EXITS}, "holders": {"holders", "dilution"},
    "valuation": {"valuation", "equity", "dilution", "crosschecks", "sensitivity", "ranges", *EXITS},
}  # fmt: skip  # section: chapters
FRONT = ("Cover", "Summary", "Scorecard", "Drivers", *(page.sheet for page in FRONT_PAGES.pages))
CHART_DATA = "Chart data"
TEXT_SHEETS = ("Definitions", "Checks", "Inputs")
OUTPUTS = (
    "enterprise_value", "equity_value", "closing_arr", "closing_mrr", "committed_mrr", "closing_customers", "minimum_cash",
    "closing_cash", "clv_to_cac", "failed_checks",
)  # fmt: skip
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


# Two workbooks are looked at: the plan that ships, and a random one with short first and last fiscal years.


@pytest.fixture(scope="session")
def random_plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A random plan of one segment."""
    return load(roll(Random(1577), 25).write(tmp_path_factory.mktemp("plan") / "random"))


@pytest.fixture(scope="session")
def random_workbook(random_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbook."""
    return build_workbook(random_plan, tmp_path_factory.mktemp("built") / "random.xlsx")


@pytest.fixture(scope="session", params=["securecloud", "random"])
def workbook(request: pytest.FixtureRequest) -> Path:
    """Either workbook."""
    path: Path = request.getfixturevalue(f"{request.param}_workbook")
    return path


@pytest.fixture(scope="session")
def formulas(workbook: Path) -> Formulas:
    """All formulas of either workbook."""
    return Formulas.read(workbook)


@pytest.fixture(scope="session")
def kinds(formulas: Formulas) -> dict[str, Place]:
    """Every different formula, with the first cell in which it stands; copies along a row count once."""
    found: dict[str, Place] = {}
    for place in formulas.cells:
        found.setdefault(formulas.relative(place), place)
    assert 500 < len(found) < len(formulas.cells) / 4
    return found


def time_sheets(formulas: Formulas) -> list[str]:
    """The sheets whose row 4 counts months, ages, quarters or years from column F on."""
    return [sheet for sheet in formulas.sheets if sheet not in FRONT and (sheet, INDEX_ROW, FIRST) in formulas.cells]


def at(place: Place) -> str:
    """A cell in words."""
    return f"{place[0]}!{openpyxl.utils.get_column_letter(place[2])}{place[1]}"


# Formulas.


def test_every_row_has_one_formula_from_month_one_on(formulas: Formulas) -> None:
    sheets = time_sheets(formulas)
    chapters = {chapter.sheet for chapter in CHAPTERS} & set(formulas.sheets)
    assert set(sheets) == chapters | {"Income", "Cashflow", "Balance", "Quarters", "Years"}
    widths = {sheet: max(column for name, row, column in formulas.cells if (name, row) == (sheet, INDEX_ROW)) for sheet in sheets}
    rows: dict[tuple[str, int], dict[int, str]] = {}
    for place in formulas.cells:
        sheet, row, column = place
        if sheet in sheets and column >= FIRST:
            rows.setdefault((sheet, row), {})[column] = formulas.relative(place)
    assert len(rows) > 300
    for (sheet, row), cells in rows.items():
        assert sorted(cells) == list(range(FIRST, widths[sheet] + 1)), f"{sheet} row {row} has gaps"
        assert len(set(cells.values())) == 1, f"{sheet} row {row}: {sorted(set(cells.values()))[:2]}"


def test_the_opening_stands_in_column_e_and_month_one_in_f(workbook: Path, formulas: Formulas) -> None:
    values = written_values(workbook)
    for sheet in time_sheets(formulas):
        first = values[sheet, INDEX_ROW, FIRST]
        assert isinstance(first, float)
        assert values[sheet, INDEX_ROW, OPENING] == first - 1
        if sheet not in ("Quarters", "Years"):
            assert first == 1
        assert (sheet, INDEX_ROW, CONSTANT) not in formulas.cells


def _tokens(formula: str) -> Iterator[tuple[list[str], list[Token]]]:
    """Each token with the functions around it and the tokens before it."""
    around: list[str] = []
    before: list[Token] = []
    for token in Tokenizer(formula).items:
        if token.type == "WHITE-SPACE":
            continue
        if token.type in ("FUNC", "PAREN") and token.subtype == "CLOSE":
            around.pop()
        yield list(around), [*before, token]
        if token.type in ("FUNC", "PAREN") and token.subtype == "OPEN":
            around.append(token.value.rstrip("(").upper())
        before.append(token)


PLAIN_NUMBERS = {"0", "1", "12", "100"}
DIGITS = {"6", "9"}
PRINTED_DIGITS = {"0", "1", "2"}  # of a figure inside a text
NEW_LINE = "10"


def _number_is_allowed(around: list[str], tokens: list[Token]) -> bool:
    here = tokens[-1].value
    if here in PLAIN_NUMBERS:
        return True
    if around and around[-1] == "ROUND" and tokens[-2].type == "SEP":
        return here in DIGITS
    if around and around[-1] == "FIXED" and tokens[-2].type == "SEP":
        return here in PRINTED_DIGITS
    if around and around[-1] == "CHAR":
        return here == NEW_LINE
    if around and around[-1] == "IRR":
        return here == f"{SECOND_TRY:g}"
    return [token.value for token in tokens[-3:-1]] == [")", "="] and _counts(tokens[:-2])


def _counts(tokens: list[Token]) -> bool:
    """Whether tokens end with COUNT(…), closed."""
    depth = 0
    for token in reversed(tokens):
        depth += {"CLOSE": 1, "OPEN": -1}.get(token.subtype, 0)
        if depth == 0:
            return bool(token.value == "COUNT(")
    return False


@pytest.mark.parametrize(
    ("formula", "allowed"),
    [
        ("=12*A1", True), ("=ROUND(A1,6)", True), ("=IF(COUNT(A1,B1)=2,A1+B1,\"\")", True), ("=IF(COUNT(A1,SUM(B1))=2,1,0)", True),

        ("=FIXED(A1,2)", True), ("=CHAR(10)", True), ("=IRR(A1:C1,(1+D1)*0.9-1)", True),
        ("=IRR(A1:C1,0.5)", False), ("=(1+A1)*0.9-1", False),
        ("=CHAR(13)", False), ("=FIXED(A1,3)", False), ("=FIXED(2*A1,1)", False), ("=A1*0.5", False),
        ("=ROUND(6*A1,0)", False), ("=ROUND(A1,2)", False), ("=IF(SUM(A1)=2,1,0)", False), ("=A1+6", False),
    ],
)  # fmt: skip
def test_a_number_is_told_from_digits_and_guards(formula: str, allowed: bool) -> None:
    found = [_number_is_allowed(around, tokens) for around, tokens in _tokens(formula) if tokens[-1].subtype == "NUMBER"]
    assert all(found) is allowed


def test_no_number_hides_in_a_formula(formulas: Formulas, kinds: dict[str, Place]) -> None:
    seen = set()
    for place in kinds.values():
        for around, tokens in _tokens(formulas.cells[place]):
            token = tokens[-1]
            if token.subtype == "NUMBER":
                seen.add(token.value)
                assert _number_is_allowed(around, tokens), f"{at(place)}: {formulas.cells[place]}"
            if token.subtype == "TEXT" and place[0] not in FRONT:
                assert not re.search("[0-9]", token.value), f"{at(place)}: {formulas.cells[place]}"
    assert seen >= {"0", "1", "12", "6", "9"}


FUNCTIONS = {
    "ABS", "CEILING", "CHAR", "CHOOSE", "COLUMNS", "COUNT", "COUNTIF", "COUNTIFS",
    "EOMONTH", "IF", "IFERROR", "INDEX", "IRR", "ISNUMBER", "LARGE", "MATCH", "MAX", "MIN", "MOD", "MONTH", "NA", "OR",
    "ROUND", "ROUNDUP", "ROWS", "SUBSTITUTE", "SUM", "SUMIFS", "SUMPRODUCT", "FIXED", "YEAR",
}  # fmt: skip


def test_only_plain_functions_are_used(formulas: Formulas, kinds: dict[str, Place]) -> None:
    """None that is volatile, reads addresses from text, spills, or is missing from older Excels and LibreOffice."""
    used: dict[str, Place] = {}
    for place in kinds.values():
        for token in Tokenizer(formulas.cells[place]).items:
            if token.type == "FUNC" and token.subtype == "OPEN":
                used.setdefault(token.value.rstrip("("), place)
            assert token.type != "ARRAY", f"{at(place)}: {formulas.cells[place]}"
            assert token.value not in ("@", "#"), f"{at(place)}: {formulas.cells[place]}"
    assert {name: at(place) for name, place in used.items() if name not in FUNCTIONS} == {}
    assert set(used) >= {"IF", "SUM", "INDEX", "ROUND"}
    assert {sheet for (sheet, _, _), formula in formulas.cells.items() if "NA()" in formula} == {CHART_DATA}
    assert {sheet for (sheet, _, _), formula in formulas.cells.items() if "FIXED(" in formula} == {CHART_DATA}


def test_references_are_read_as_the_tokenizer_reads_them(formulas: Formulas, kinds: dict[str, Place]) -> None:
    """The reader of references that the checks of circles rely on misses none."""
    for place in kinds.values():
        ranges = [item.value for item in Tokenizer(formulas.cells[place]).items if item.subtype == "RANGE"]
        assert len(formulas.areas(place)) == len(ranges), f"{at(place)}: {formulas.cells[place]}"


def test_no_circle_even_when_ranges_are_followed_whole(formulas: Formulas) -> None:
    """Excel follows a range as a whole, also cells in it that the function never reads."""
    assert [at(place) for place in formulas.circle()] == []


def test_the_search_for_circles_finds_them() -> None:
    chain = {("A", 1, 1): "=B1", ("A", 1, 2): "=SUM(A2:B3)", ("A", 2, 1): "=C5", ("A", 3, 2): "=1"}
    assert Formulas(["A"], chain, {}).circle() == []
    chain["A", 5, 3] = "=INDEX($A$1:$C$1,3)"  # picks a cell that is no part of the chain
    assert sorted(Formulas(["A"], chain, {}).circle()) == [("A", 1, 1), ("A", 1, 2), ("A", 2, 1), ("A", 5, 3)]
    assert Formulas(["A"], {("A", 1, 1): "=A1"}, {}).circle() == [("A", 1, 1)]


def test_the_model_flows_down_and_to_later_sheets(formulas: Formulas) -> None:
    """No figure of a month reads a figure of that month that stands below it or on a later sheet."""
    order = {sheet: position for position, sheet in enumerate(formulas.sheets)}
    looked_at = 0
    for place in formulas.cells:
        sheet, row, column = place
        if sheet in FRONT or row < INDEX_ROW or column < CONSTANT or (sheet in TEXT_SHEETS and column != CONSTANT):
            continue
        for area in formulas.areas(place):
            if area.left <= column <= area.right:
                looked_at += 1
                later = order[area.sheet] > order[sheet] or (area.sheet == sheet and area.bottom > row)
                assert not later, f"{at(place)}: {formulas.cells[place]}"
    assert looked_at > 5_000


# Values.


def _written(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Sheet, cell, type, formula and value of every formula, as the file has them."""
    with zipfile.ZipFile(path) as package:
        for number, sheet in enumerate(sheet_names(package), 1):
            root = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            for cell in root.iter(f"{SPREADSHEET}c"):
                formula = cell.find(f"{SPREADSHEET}f")
                if formula is not None:
                    value = cell.find(f"{SPREADSHEET}v")
                    assert value is not None, f"{sheet}!{cell.get('r')} was never computed"
                    yield sheet, str(cell.get("r")), cell.get("t", "n"), formula.text or "", value.text or ""


def test_every_formula_carries_its_value(workbook: Path, formulas: Formulas) -> None:
    count = 0
    for sheet, cell, kind, formula, value in _written(workbook):
        count += 1
        if kind == "n":
            assert value == "" or math.isfinite(float(value)), f"{sheet}!{cell}"  # empty text has no type
        elif kind == "e":
            assert (sheet, value) == (CHART_DATA, "#N/A"), f"{sheet}!{cell}: {value}"
            assert "NA()" in formula
        else:
            assert kind == "str"
    assert count == len(formulas.cells) > 10_000


def test_sheet_names_are_one_word(formulas: Formulas) -> None:
    assert len(formulas.sheets) > 25
    assert [sheet for sheet in formulas.sheets if not re.fullmatch("[A-Z][a-z]+", sheet)] == [CHART_DATA]


def test_the_results_have_names(securecloud_workbook: Path, runs: dict[str, Run]) -> None:
    places, values, run = names(securecloud_workbook), written_values(securecloud_workbook), runs["base"]
    assert values[places["in_scenario"]] == "base"
    assert places["in_scenario"][0] == "Inputs"
    for output in OUTPUTS:
        array = run[output]
        wanted = float(array) if run.plan.model.row(output).shape is Shape.SCALAR else float(array[-1])
        assert values[places[f"out_{output}"]] == pytest.approx(wanted, rel=1e-12), output
    assert all(re.fullmatch("(in|out)_[a-z0-9_]+", name) for name in places)


# Texts of the plan.

NASTY = {
    "company": "=1+1", "about": "http://evil.example", "scenario": "@x", "segment": "{=A1}", "second": "=Inputs!$D$8",
    "third": "Wow!B2B", "team": "+1", "overhead": "-1+cmd|' /C calc'!A1", "note": "=HYPERLINK(B1)",
}  # fmt: skip
HARMLESS = {key: f"plain {key}" for key in NASTY}
LABELLED = """timeline: {{start: 2027-01, months: 12}}
plan: {{name: '{company}', about: '{about}', label: '{scenario}'}}
segments:
  a: {{label: '{segment}', churn: 1%/month, new_customers: 5, price: 20, annual_share: 50%}}
  b:
    label: '{second}'
    churn: 2%/month
    new_customers: 3
    price: 10    # {note}
  e: {{label: '{third}', churn: 1%/month, new_customers: 2, price: 9}}
departments:
  c: {{label: "{team}", function: general_admin, heads: 2, salary: 60000}}
overheads:
  d: {{label: "{overhead}", function: cost_of_service, monthly: 100}}
"""


def labelled(texts: dict[str, str], folder: Path) -> Path:
    """A workbook whose plan has these texts."""
    folder.mkdir()
    (folder / "labels.yaml").write_text(LABELLED.format(**texts), encoding="utf-8")
    return build_workbook(load(folder / "labels.yaml"), folder / "labels.xlsx")


def _in_charts(path: Path) -> tuple[list[list[str]], set[str]]:
    """All references of charts, chart by chart, and the names of all series."""
    with zipfile.ZipFile(path) as package:
        charts = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        roots = [ElementTree.fromstring(package.read(name)) for name in charts]
    series = {str(value.text) for root in roots for value in root.iterfind(f".//{CHARTS}ser/{CHARTS}tx/{CHARTS}v")}
    return [[str(element.text) for element in root.iter(f"{CHARTS}f")] for root in roots], series


def test_a_text_of_the_plan_stays_a_text(tmp_path: Path) -> None:
    nasty, harmless = labelled(NASTY, tmp_path / "nasty"), labelled(HARMLESS, tmp_path / "harmless")
    assert Formulas.read(nasty).cells == Formulas.read(harmless).cells
    references, series = _in_charts(nasty)
    assert references == _in_charts(harmless)[0]
    assert series >= {NASTY["segment"], NASTY["second"], NASTY["third"]}
    book = opened(nasty)
    for sheet in book.worksheets:
        assert not [link.ref for link in sheet._hyperlinks if link.target], "a link out of the workbook"
    shown = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    for key, text in NASTY.items():
        assert any(text in words for words in shown), key
    with zipfile.ZipFile(nasty) as package:
        parts = package.namelist()
        assert not [part for part in parts if "externalLink" in part]
        relations = b"".join(package.read(part) for part in parts if part.endswith(".rels"))
    assert b"External" not in relations
    assert b"evil" not in relations


# Saving.

SMALL = """timeline: {start: 2027-01, months: 12}
plan: {as_of: 2026-10-31}
segments:
  a: {label: One, churn: 1%/month, new_customers: 5, price: 20}
  b: {label: Two, retention: shifted_beta_geometric, alpha: 1, beta: 9, new_customers: 5, price: 20, annual_share: 50%}
"""


@pytest.fixture
def small(tmp_path: Path) -> Plan:
    """A plan that is quickly built."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return load(file)


def sha256(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


BUILD = "import sys; from pathlib import Path; from planbook.plan import load; from plans.workbooks import build_workbook; \
build_workbook(load(sys.argv[1]), Path(sys.argv[2]))"


def test_the_same_plan_gives_the_same_bytes(small: Plan, tmp_path: Path) -> None:
    first = build_workbook(small, tmp_path / "here" / "small.xlsx")
    digests = {sha256(first)}
    for seed in ("1", "2"):  # another process, another order of sets
        copy = tmp_path / seed / "small.xlsx"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": f"UTC+{seed}"}
        subprocess.run([sys.executable, "-c", BUILD, str(small.path), str(copy)], check=True, env=environment)
        digests.add(sha256(copy))
    assert len(digests) == 1
    small.scenario().values["price.a"] = 21
    assert sha256(build_workbook(small, tmp_path / "dearer" / "small.xlsx")) not in digests


def _disk_full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def _no_memory(*_: object, **__: object) -> None:
    raise MemoryError


def _damaged(self: zipfile.ZipFile) -> str:
    return "xl/workbook.xml"


@pytest.mark.parametrize(
    ("place", "attribute", "accident", "error"),
    [
        (xlsxwriter.Workbook, "close", _disk_full, WorkbookError), (writing.os, "replace", _disk_full, WorkbookError),
        (zipfile.ZipFile, "testzip", _damaged, WorkbookError), (writing.Book, "save", _no_memory, MemoryError),
        (xlsxwriter.Workbook, "close", _no_memory, MemoryError),
    ],
    ids=["disk full", "target locked", "file damaged", "save fails", "memory gone"],
)  # fmt: skip
def test_an_accident_leaves_the_old_file(
    place: object, attribute: str, accident: object, error: type[Exception], small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    path = build_workbook(small, folder / "small.xlsx")
    before = sha256(path)
    small.scenario().values["price.a"] = 33
    monkeypatch.setattr(place, attribute, accident)
    with pytest.raises(error):
        build_workbook(small, path)
    monkeypatch.undo()
    assert sha256(path) == before
    assert [file.name for file in folder.iterdir()] == ["small.xlsx"]
    assert sha256(build_workbook(small, path)) != before


def test_a_figure_that_is_none_is_never_written(small: Plan, tmp_path: Path) -> None:
    run = small.run()
    run.arrays[small.model.row("closing_cash")][3] = math.inf
    path = build_workbook(small, tmp_path / "out" / "small.xlsx")
    before = sha256(path)
    with pytest.raises(WorkbookError, match="inf cannot be written"):
        build(small.loaded, small.model, run.arrays, run.scenario.name, path)
    assert sha256(path) == before
    assert [file.name for file in path.parent.iterdir()] == ["small.xlsx"]


def test_a_target_that_is_a_folder_is_refused(small: Plan, tmp_path: Path) -> None:
    target = tmp_path / "out" / "taken.xlsx"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(WorkbookError, match=r"taken\.xlsx could not be written"):
        build_workbook(small, target)
    assert [file.name for file in target.parent.iterdir()] == ["taken.xlsx"]
    assert (target / "inside").is_dir()


# Plans that leave a chapter out.

def without(sections: Collection[str], folder: Path) -> tuple[Plan, set[str]]:
    """SecureCloud without some sections, and the chapters that are left; they are those that do not need them."""
    plan = load(reduced([chapter for chapter in CHAPTERS if chapter.section in sections], folder / "securecloud"))
    absent = set().union(*(OPTIONAL[section] for section in sections))
    whole = {chapter.name for chapter in load(SECURECLOUD).model.chapters}
    assert absent <= whole
    assert {chapter.name for chapter in plan.model.chapters} == whole - absent
    assert set(plan.loaded.scenarios) == {"base", "downside", "stress", "upside"}
    for name, run in plan.runs().items():
        assert float(run["failed_checks"]) == 0, name
    return plan, whole - absent


@pytest.mark.parametrize("section", OPTIONAL)
def test_a_chapter_takes_those_along_that_need_it(section: str, tmp_path: Path) -> None:
    without({section}, tmp_path)  # that its workbook holds is asked of LibreOffice, in test_left_out.py


def test_chapters_may_be_left_out_together(tmp_path: Path) -> None:
    plan, present = without(OPTIONAL, tmp_path)
    path = build_workbook(plan, tmp_path / "securecloud.xlsx")
    values = formualizer_values(path)
    assert compare(written_values(path), values) == []
    compared = against_run(values, plan.run())
    assert compared.differences == []
    assert values[names(path)["out_failed_checks"]] == 0
    assert set(drawn(path)) == {chart.question for chapter in CHAPTERS if chapter.name in present for chart in chapter.charts}
    sheets = {chapter.sheet for chapter in CHAPTERS if chapter.name not in present}
    assert not sheets & set(opened(path).sheetnames)
