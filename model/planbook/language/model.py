"""The traced model: rows with their formulas, in reading order, for one plan's structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planbook.language.benchmarks import Benchmark
from planbook.language.charts import Chart, Front
from planbook.language.declarations import Assumption, Chapter, Declaration, Form, LineItem
from planbook.language.errors import PlanbookError, did_you_mean
from planbook.language.expression import Apply, Expression, Line
from planbook.language.families import Member
from planbook.language.units import Kind, Shape, Sign, Unit, Year

LONGEST = 120  # months of the longest plan; what was signed before a plan was signed no longer before it


@dataclass(frozen=True)
class InputForm:
    """How a plan states an assumption: its period, its steps over time, its growth."""

    period: str = ""  # "", "month", "year"
    steps: int = 1
    growth: InputForm | None = None
    stepped: bool = False
    dated: bool = False  # a change that lands in stated months, as many as there are steps
    season: bool = False  # a factor for each month of the calendar year
    changes: int = 0  # factors from stated months on, by which the whole value is multiplied


@dataclass
class Structure:
    """What all scenarios of a plan share: families, forms of inputs, timeline, chapters."""

    members: dict[str, tuple[Member, ...]]
    forms: dict[tuple[str, tuple[str, ...]], InputForm]
    start: tuple[int, int]  # year, month of month 1
    horizon: int
    fiscal_year_end: int  # month of the year, 1..12
    cohort_starts: tuple[int, ...]
    ages: int  # the last age of the age axis
    chapters: frozenset[str]  # names of the chapters that are present

    @property
    def settings(self) -> dict[str, float]:
        """The calendar's numbers that formulas may use, by name."""
        year, month = self.calendar(0)
        fiscal_month = (month - self.fiscal_year_end - 1) % 12 + 1
        return {
            "horizon": float(self.horizon),
            "opening_fiscal_month": float(fiscal_month),
            "opening_calendar_month": float(month),
            "opening_fiscal_year": float(year + (month > self.fiscal_year_end)),
        }

    def calendar(self, month: int) -> tuple[int, int]:
        """Year and month of the calendar for a month of the plan (0 is the opening)."""
        index = self.start[0] * 12 + self.start[1] - 1 + month - 1
        return index // 12, index % 12 + 1

    def month_label(self, month: int) -> str:
        """`2027-01` for a month of the plan."""
        year, of_year = self.calendar(month)
        return f"{year:04d}-{of_year:02d}"


@dataclass(eq=False)
class Row:
    """One row of the model: a line item, or an input, for one combination of members."""

    name: str
    members: tuple[str, ...]
    label: str
    unit: Unit
    kind: Kind
    shape: Shape
    chapter: str
    declaration: Declaration
    sign: Sign = Sign.ANY
    year: Year | None = None
    source: str = "formula"  # formula, input, constant
    value: float = 0.0  # of a constant
    tree: Expression | None = None
    opening: Expression | None = None
    blank: bool = False
    number: int = 0  # position in reading order

    @property
    def key(self) -> str:
        """`name` or `name.member.member`, as `show` takes it."""
        return ".".join((self.name, *self.members))

    @property
    def is_held(self) -> bool:
        """Whether this is a value over time that the plan states once: it is one cell, and the same in every month."""
        made = self.declaration
        return self.shape is Shape.SCALAR and isinstance(made, Assumption) and made.form is Form.DRIVER and self.name == made.name

    @property
    def item(self) -> LineItem | None:
        """The line item that this row is an instance of, if it is one."""
        return self.declaration if isinstance(self.declaration, LineItem) else None

    def __repr__(self) -> str:
        return f"Row({self.key})"


SAME, EARLIER, WHOLE = "same", "earlier", "whole"
WHOLE_HORIZON = {
    "sum_axis", "at_position", "lowest", "highest", "first_where", "sum_product_months", "months_outside", "irr",
}  # fmt: skip


def dependencies(tree: Expression, when: str = SAME) -> Iterator[tuple[Row, str]]:
    """The rows a tree needs, each with when: of the same month, an earlier month, the whole horizon."""
    if isinstance(tree, Line):
        yield tree.row, when
    elif isinstance(tree, Apply):
        for position, arg in enumerate(tree.args):
            how = when
            if tree.op == "prior" and position == 0:
                how = EARLIER
            elif tree.op == "at_age" or (tree.op in WHOLE_HORIZON and isinstance(arg, Line) and arg.row.shape is not Shape.SCALAR):
                how = WHOLE
            yield from dependencies(arg, how)


def looks_back_at_itself(row: Row) -> bool:
    """Whether a row's formula reads the row's own earlier months."""
    return row.tree is not None and any(used is row for used, _ in dependencies(row.tree))


@dataclass
class Model:
    """All rows of a plan's structure, with the blocks in which they are evaluated."""

    structure: Structure
    chapters: list[Chapter]
    rows: list[Row]
    by_name: dict[str, list[Row]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    blocks: list[list[Row]] = field(default_factory=list)
    member_labels: dict[tuple[str, str], str] = field(default_factory=dict)  # by family and member
    front: Front = field(default_factory=Front)
    benchmarks: tuple[Benchmark, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)  # by name: why a line of a chapter that is left out is not there

    @property
    def charts(self) -> list[Chart]:
        """The charts of the chapters that are present."""
        return [chart for chapter in self.chapters for chart in chapter.charts]

    def find(self, name: str) -> list[Row]:
        """The rows a person means by a name: a line, an alias, or `line.member`.

        Raises PlanbookError that names the nearest known line.
        """
        head, _, tail = name.partition(".")
        canonical = self.aliases.get(head, head)
        rows = self.by_name.get(canonical)
        if rows is None and head in self.left_out:
            raise PlanbookError(f"`{name}` {self.left_out[head]}")
        if rows is None or (rows[0].source == "input" and rows[0].name not in self.by_name):
            raise PlanbookError(f"`{name}` is not a line of this plan" + did_you_mean(head, [*self.by_name, *self.aliases]))
        if not tail:
            return rows
        chosen = [row for row in rows if ".".join(row.members) == tail]
        if not chosen:
            known = [".".join(row.members) for row in rows if row.members]
            hint = did_you_mean(tail, known) or (f"; its members are {', '.join(known)}" if known else "; it has no members")
            raise PlanbookError(f"`{canonical}` has no member `{tail}`{hint}")
        return chosen

    def row(self, name: str, *members: str) -> Row:
        """Exactly one row, by canonical name and members."""
        return next(row for row in self.by_name[name] if row.members == members)

    def labels_of(self, row: Row) -> list[str]:
        """The labels of a row's members; members of two families may share a name."""
        return [self.member_labels[family.name, member] for family, member in zip(row.declaration.per, row.members, strict=True)]

    def label(self, row: Row) -> str:
        """The row's label with its members' labels."""
        names = self.labels_of(row)
        return f"{row.label}: {', '.join(names)}" if names else row.label

    def lines(self, **wanted: Any) -> Iterator[Row]:
        """Rows that are instances of line items, those whose item has the given attributes."""
        for row in self.rows:
            if row.item and all(getattr(row.item, name) == value for name, value in wanted.items()):
                yield row
