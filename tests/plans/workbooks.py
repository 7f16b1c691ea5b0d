"""Building workbooks in tests, and reading them back: values by line, formulas, what refers to what."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from planbook.analysis.studies import studies
from planbook.backends.excel import build
from planbook.backends.views import QUARTER, YEAR
from planbook.business.levers import GRIDS
from planbook.business.studied import STUDIED
from planbook.language.model import Row
from planbook.language.studies import Studies
from planbook.language.units import Kind, Shape
from planbook.plan import Plan, Run
from recalculation import Value, Values

SECURECLOUD = Path(__file__).parents[2] / "scenarios" / "securecloud"
LABEL, NAME, CONSTANT, OPENING, FIRST = 1, 3, 4, 5, 6  # columns A, C, D, E, F
INDEX_ROW = 4
VIEWS = {"Quarters": QUARTER, "Years": YEAR}
TOLERANCE = 1e-9
ROUNDING = 1e-12  # of a row's largest figure: a year whose months cancel keeps what rounding left of them
Place = tuple[str, int, int]  # sheet, row, column


def build_workbook(plan: Plan, path: Path, shown: str | None = None, studied: bool = False) -> Path:
    """The workbook of a plan, opening with a scenario; with what the engine adds, if asked for."""
    runs = plan.runs()
    run = runs[plan.scenario(shown).name]
    others = [other.arrays for other in runs.values() if other is not run]
    added = studies(run, GRIDS, STUDIED) if studied else Studies()
    return build(plan.loaded, plan.model, run.arrays, run.scenario.name, path, others=others, studies=added).path


def opened(path: Path, data_only: bool = False) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it, once for all tests, which leave it as it is: large ones take long."""
    return _opened(path, path.stat().st_mtime_ns, data_only)


@lru_cache(maxsize=4)
def _opened(path: Path, _written: int, data_only: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=data_only)


def with_scenario(path: Path, scenario: str, destination: Path) -> Path:
    """A copy of a workbook whose selector stands on another scenario."""
    sheet, row, column = names(path)["in_scenario"]
    cell = f"{get_column_letter(column)}{row}"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED) as target:
        number = sheet_names(source).index(sheet) + 1
        for part in source.namelist():
            text = source.read(part)
            if part == f"xl/worksheets/sheet{number}.xml":
                stands = re.compile(rb'<c r="%s"( s="\d+")? t="s"><v>\d+</v></c>' % cell.encode())
                text, times = stands.subn(rb'<c r="%s"\1 t="inlineStr"><is><t>%s</t></is></c>' % (cell.encode(), scenario.encode()), text)
                assert times == 1, f"{sheet}!{cell} holds no text"
            target.writestr(part, text)
    return destination


def sheet_names(parts: zipfile.ZipFile) -> list[str]:
    """The sheets of a workbook, in their order, which is that of their parts."""
    return re.findall(r'<sheet name="([^"]+)"', parts.read("xl/workbook.xml").decode())


def names(path: Path) -> dict[str, Place]:
    """The workbook's defined names, each with its cell; print areas and titles are not among them."""
    with zipfile.ZipFile(path) as parts:
        text = parts.read("xl/workbook.xml").decode()
    found = {}
    for name, cell in re.findall(r'<definedName name="((?:in|out)_\w+)">([^<]*)</definedName>', text):
        match = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+)", cell)
        assert match, f"{name} is not one cell: {cell}"
        found[name] = (match[1], int(match[3]), column_index_from_string(match[2]))
    return found


# Values against a run of the engine.


@dataclass
class Comparison:
    """What was compared, and what differs."""

    rows: set[str]
    cells: int
    differences: list[str]


def against_run(values: Values, run: Run) -> Comparison:
    """Every line of a run against the rows that carry its name, wherever they stand in the workbook."""
    comparison = Comparison(set(), 0, [])
    for place, row, numbers in _expected(values, run):
        sheet, position, column = place
        comparison.rows.add(row.key)
        for offset, number in enumerate(numbers):
            got = values.get((sheet, position, column + offset))
            comparison.cells += 1
            if not _equal(number, got, ROUNDING * float(np.nanmax(np.abs(run.arrays[row]), initial=0.0))):
                cell = f"{sheet}!{get_column_letter(column + offset)}{position}"
                comparison.differences.append(f"{cell} {row.key}: {number!r}, not {got!r}")
    return comparison


def _equal(number: float, got: Value, rounding: float) -> bool:
    if math.isnan(number):
        return got is None
    return isinstance(got, float) and abs(got - number) <= TOLERANCE * max(1.0, abs(number)) + rounding


def _expected(values: Values, run: Run) -> Iterator[tuple[Place, Row, list[float]]]:
    """Where figures of a run must stand: a first cell, the row, and its figures from there on."""
    keys = {row.key: row for row in run.plan.model.rows}
    sheets = {chapter.sheet for chapter in run.plan.model.chapters}
    statements = {made.sheet for chapter in run.plan.model.chapters for made in chapter.statements}
    for (sheet, position, column), text in values.items():
        if column != NAME or not isinstance(text, str) or text not in keys:
            continue
        row = keys[text]
        if sheet in VIEWS:
            yield (sheet, position, FIRST), row, _numbers(run.view(VIEWS[sheet]).values(row)[1:])
        elif sheet in sheets | statements | {"Inputs", "Checks"}:
            yield _along_the_row(sheet, position, row, run)
    for name in ("month", "age"):
        row = run.plan.model.row(name)
        sheet = next(chapter.sheet for chapter in run.plan.model.chapters if chapter.name == row.chapter)
        yield (sheet, INDEX_ROW, OPENING), row, _numbers(run.arrays[row])
    yield from _grids(values, run)


def _along_the_row(sheet: str, position: int, row: Row, run: Run) -> tuple[Place, Row, list[float]]:
    numbers = _numbers(run.arrays[row])
    if row.shape is Shape.SCALAR:
        return (sheet, position, CONSTANT), row, numbers
    if row.opening is None and row.kind is not Kind.RATIO:  # the opening of a flow stays blank
        return (sheet, position, OPENING), row, [math.nan, *numbers[1:]]
    return (sheet, position, OPENING), row, numbers


def _grids(values: Values, run: Run) -> Iterator[tuple[Place, Row, list[float]]]:
    """Cohort lines: below their label, a row for each cohort, which has no name of its own."""
    model = run.plan.model
    labels = {model.label(row): row for row in model.rows if row.shape is Shape.COHORTS}
    titles = [(place, labels[str(text)]) for place, text in values.items() if place[2] == LABEL and text in labels]
    for (sheet, title, _), row in titles:
        position = title + 1
        while values.get((sheet, position, NAME)):  # what the grid brings from other sheets
            position += 1
        for cohort, start in enumerate(model.structure.cohort_starts):
            assert values[sheet, position + cohort, CONSTANT] == start
            yield (sheet, position + cohort, OPENING), row, _numbers(run.arrays[row][cohort])


def _numbers(array: np.ndarray) -> list[float]:
    return [float(value) for value in np.atleast_1d(array[..., 0])]


# Formulas.

TEXTS = re.compile(r'"[^"]*"')
CELL = r"(\$?)([A-Z]{1,3})(\$?)([0-9]+)"
REFERENCE = re.compile(rf"(?<![A-Za-z0-9_.$])(?:(?:'([^']+)'|([A-Za-z]+))!)?{CELL}(?::{CELL})?(?![A-Za-z0-9_(])")
WRITTEN = re.compile(rf"(?<![A-Za-z0-9_.$]){CELL}(?![A-Za-z0-9_(])")


@dataclass(frozen=True)
class Area:
    """A cell or range that a formula refers to."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[Place]:
        """Every cell of the area."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield self.sheet, row, column


@dataclass
class Formulas:
    """All formulas of a workbook."""

    sheets: list[str]
    cells: dict[Place, str]
    names: Mapping[str, Place]
    _areas: dict[Place, list[Area]] = field(default_factory=dict)
    _relative: dict[Place, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Formulas:
        """The formulas of a file."""
        book = opened(path)
        cells = {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        assert all(isinstance(formula, str) for formula in cells.values()), "an array formula"
        return cls(book.sheetnames, cells, names(path))

    def areas(self, place: Place) -> list[Area]:
        """What the formula of a cell refers to."""
        if place not in self._areas:
            self._areas[place] = self._read_areas(place)
        return self._areas[place]

    def _read_areas(self, place: Place) -> list[Area]:
        formula = TEXTS.sub('""', self.cells[place])
        found = []
        for match in REFERENCE.finditer(formula):
            quoted, plain, _, left, _, top, _, right, _, bottom = match.groups()
            first, last = column_index_from_string(left), column_index_from_string(right or left)
            found.append(Area(quoted or plain or place[0], int(top), first, int(bottom or top), last))
        for name in re.findall(r"\b(?:in|out)_\w+", formula):
            sheet, row, column = self.names[name]
            found.append(Area(sheet, row, column, row, column))
        return found

    def relative(self, place: Place) -> str:
        """The formula of a cell with its references as steps from that cell: equal when it was copied."""
        if place not in self._relative:
            self._relative[place] = self._read_relative(place)
        return self._relative[place]

    def _read_relative(self, place: Place) -> str:
        _, row, column = place

        def step(match: re.Match[str]) -> str:
            fixed_column, letters, fixed_row, number = match.groups()
            across = column_index_from_string(letters)
            down = int(number)
            return f"R{down if fixed_row else f'[{down - row}]'}C{across if fixed_column else f'[{across - column}]'}"

        pieces = re.split(r'("[^"]*")', self.cells[place])
        return "".join(piece if piece.startswith('"') else WRITTEN.sub(step, piece) for piece in pieces)

    def circle(self) -> list[Place]:
        """Cells that wait for each other when every range is followed as a whole, cell by cell; or none."""
        waits: dict[Place | Area, int] = {}
        frees: dict[Place | Area, list[Place | Area]] = {}

        def after(node: Place | Area, needed: Place | Area) -> None:
            waits[node] = waits.get(node, 0) + 1
            frees.setdefault(needed, []).append(node)

        for place in self.cells:
            waits.setdefault(place, 0)
            for area in set(self.areas(place)):
                if area not in waits:  # a range is a station of its own: it needs all of its cells
                    waits[area] = 0
                    for cell in area.cells():
                        if cell in self.cells:
                            after(area, cell)
                after(place, area)
        ready = [node for node, count in waits.items() if count == 0]
        while ready:
            node = ready.pop()
            for waiting in frees.pop(node, ()):
                waits[waiting] -= 1
                if waits[waiting] == 0:
                    ready.append(waiting)
        return [node for node, count in waits.items() if count and isinstance(node, tuple)]
