"""Where every row of the model stands in the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from planbook.language.expression import Line, walk
from planbook.language.model import Model, Row
from planbook.language.units import Shape

LABEL, UNIT, NAME, CONSTANT, OPENING, FIRST = range(6)  # columns A … F of every sheet with a time axis
INDEX_ROW = 3  # zero-based: row 4 holds the month, or the age
FIRST_ROW = 6  # zero-based: figures start in row 7
YEAR_ROW, DATE_ROW = 2, 4  # zero-based: row 3 the fiscal year, row 5 the month's end
INDEX_LINES = ("month", "age")  # these lines are row 4 of their own sheet
INPUTS, TIMELINE, CHECKS = "Inputs", "Timeline", "Checks"


@dataclass
class Grid:
    """A cohort line of one member: link rows to what it uses, then a row for each cohort."""

    row: Row
    title: int
    links: dict[Row, int]
    first: int
    cohorts: int

    @property
    def last(self) -> int:
        """The row of the last cohort."""
        return self.first + self.cohorts - 1


@dataclass
class Sheet:
    """One sheet that holds rows of the model."""

    name: str
    title: str
    about: str
    axis: Shape
    last_column: int
    rows: list[tuple[int, Row]] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)
    next_row: int = FIRST_ROW


@dataclass(frozen=True)
class Cell:
    """A row's place: its sheet and its zero-based row."""

    sheet: str
    row: int


class Layout:
    """All sheets with rows of the model, and the place of each row."""

    def __init__(self, model: Model):
        self.model = model
        self.horizon = model.structure.horizon
        self.sheets: dict[str, Sheet] = {}
        self.places: dict[Row, Cell] = {}
        self.grids: dict[Row, Grid] = {}
        self._inputs()
        self._chapters()

    def last_column(self, shape: Shape) -> int:
        """The last column of an axis."""
        return OPENING + (self.model.structure.ages if shape is Shape.AGES else self.horizon)

    def constant_cell(self, row: Row) -> str:
        """The cell of a scalar, seen from any sheet."""
        place = self.places[row]
        return f"{place.sheet}!$D${place.row + 1}"

    def column(self, index: int) -> str:
        """The letters of a zero-based column."""
        return str(xl_col_to_name(index))

    def _put(self, sheet: Sheet, row: Row) -> None:
        self.places[row] = Cell(sheet.name, sheet.next_row)
        sheet.rows.append((sheet.next_row, row))
        sheet.next_row += 1

    def _heading(self, sheet: Sheet, text: str) -> None:
        if sheet.next_row > FIRST_ROW:
            sheet.next_row += 1
        sheet.headings[sheet.next_row] = text
        sheet.next_row += 1

    def _inputs(self) -> None:
        sheet = Sheet(INPUTS, "Inputs", "Every assumption of the plan, one column per scenario.", Shape.SCALAR, OPENING)
        self.sheets[INPUTS] = sheet
        titles = {chapter.name: chapter.title for chapter in self.model.chapters}
        heading = ""
        for row in self.model.rows:
            if row.source != "input":
                continue
            if row.chapter != heading:
                heading = row.chapter
                self._heading(sheet, titles[heading])
            self._put(sheet, row)

    def _chapters(self) -> None:
        for chapter in self.model.chapters:
            axis = Shape.AGES if any(item.shape is Shape.AGES for item in chapter.lines) else Shape.MONTHS
            sheet = Sheet(chapter.sheet, chapter.title, chapter.about, axis, self.last_column(axis))
            self.sheets[chapter.sheet] = sheet
            if chapter.sheet == TIMELINE:
                self._heading(sheet, "Constants")
                self._rows(sheet, [row for row in self.model.rows if row.source == "constant"])
                self._heading(sheet, "Calendar")
            self._rows(sheet, [row for row in self.model.rows if row.chapter == chapter.name and row.source == "formula"])
        self._checks()

    def _rows(self, sheet: Sheet, rows: list[Row]) -> None:
        before: Row | None = None
        for row in rows:
            if row.name in INDEX_LINES:
                self.places[row] = Cell(sheet.name, INDEX_ROW)
                continue
            if before is not None and row.name != before.name and (row.members or before.members):
                sheet.next_row += 1
            if row.shape is Shape.COHORTS:
                self._grid(sheet, row)
            else:
                self._put(sheet, row)
            before = row

    def _grid(self, sheet: Sheet, row: Row) -> None:
        if sheet.next_row > FIRST_ROW:
            sheet.next_row += 1
        title = sheet.next_row
        used = []
        for tree in (row.tree, row.opening):
            for node in walk(tree) if tree is not None else ():
                if isinstance(node, Line) and node.row.shape is Shape.MONTHS and node.row not in used:
                    used.append(node.row)
        links = {link: title + 1 + position for position, link in enumerate(used)}
        first = title + 1 + len(links)
        starts = self.model.structure.cohort_starts
        grid = Grid(row, title, links, first, len(starts))
        sheet.grids.append(grid)
        self.grids[row] = grid
        self.places[row] = Cell(sheet.name, first)
        sheet.next_row = grid.last + 1

    def _checks(self) -> None:
        sheet = Sheet(
            CHECKS, "Checks", "Errors say that the model is wrong; alerts say that the business is in trouble.", Shape.SCALAR, CONSTANT
        )
        self.sheets[CHECKS] = sheet
        severity = None
        for row in self.model.rows:
            if row.chapter != "checks":
                continue
            kind = row.item.severity.value if row.item and row.item.severity else "total"
            if kind != severity:
                titles = {
                    "error": "Errors: the model must hold together",
                    "alert": "Alerts: what the business must watch",
                    "total": "In all",
                }
                self._heading(sheet, titles[kind])
                severity = kind
            self._put(sheet, row)
