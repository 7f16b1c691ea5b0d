"""Formulas as Python text, as they are seen from a place of the axis: all months at once, all cohorts at once, or one column.

In the text `s` holds scalars, `m` rows over months and `w` those without their opening, `a` rows over ages and `b` those without
age nought, `c` cohort rows by month and cohort.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from typing import NamedTuple

from planbook.backends.compiled import text
from planbook.backends.compiled.figures import Layout
from planbook.language.expression import Apply, Expression, Line, Number, walk
from planbook.language.model import WHOLE_HORIZON, Row
from planbook.language.units import Shape

HOLDERS = {Shape.SCALAR: "s", Shape.MONTHS: "m", Shape.AGES: "a", Shape.COHORTS: "c"}
LATER = {Shape.MONTHS: "w", Shape.AGES: "b"}


class Text(NamedTuple):
    """A formula's text, and whether it yields an array."""

    code: str
    array: bool = False


class Writer:
    """Writes formulas; what it makes of a row, and of operators along the axis, depends on the place."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self._names = itertools.count()

    def write(self, tree: Expression) -> Text:
        """The text of a formula."""
        if isinstance(tree, Number):
            return Text(repr(float(tree.value)))
        if isinstance(tree, Line):
            return self.line(tree.row)
        assert isinstance(tree, Apply)
        if tree.op in WHOLE_HORIZON:
            return self.whole(tree)
        special = getattr(self, f"write_{tree.op}", None)
        if special is not None:
            made: Text = special(tree)
            return made
        parts = [self.write(arg) for arg in tree.args]
        array = any(part.array for part in parts)
        return Text(text.applied(tree.op, [part.code for part in parts], array, self._name), array)

    def _name(self) -> str:
        return f"n{next(self._names)}"

    def row(self, tree: Expression) -> str:
        """A whole row, its opening included."""
        assert isinstance(tree, Line)
        return f"{HOLDERS[tree.row.shape]}[{self.layout.at[tree.row]}]"

    def line(self, row: Row) -> Text:
        """A row as it is seen from here: a scalar's own value."""
        return Text(self.row(Line(row)))

    def whole(self, tree: Apply) -> Text:
        """A figure of a row's whole axis; its opening counts in few of them."""
        opening = tree.op in ("at_position", "months_outside")
        parts = [self.write(arg).code if _is_plain(arg) else self.row(arg) if opening else self._months(arg) for arg in tree.args]
        return Text(f"{tree.op}({', '.join(parts)})")

    def _months(self, tree: Expression) -> str:
        """All months of a row without its opening; all ages of one over ages."""
        code = self.row(tree)
        return f"w{code[1:]}" if code[0] == "m" else code

    def write_step_in_force(self, tree: Apply) -> Text:
        """How many steps have begun."""
        month, *starts = (self.write(arg) for arg in tree.args)
        return Text(text.steps_in_force(month.code, [start.code for start in starts]), month.array)


class AllMonths(Writer):
    """All months from the first, or all ages after nought, at once."""

    def line(self, row: Row) -> Text:
        return super().line(row) if row.shape is Shape.SCALAR else Text(f"{LATER[row.shape]}[{self.layout.at[row]}]", True)

    def write_prior(self, tree: Apply) -> Text:
        """Some months before."""
        line, lag = tree.args
        if isinstance(lag, Number) and lag.value == 1:
            return Text(f"{self.row(line)}[:-1]", True)
        return Text(f"earlier({self.row(line)}, {self.write(lag).code})", True)

    def write_trailing(self, tree: Apply) -> Text:
        """The last months together."""
        return Text(f"trailing({self.row(tree.args[0])}, {self.write(tree.args[1]).code})", True)

    def write_over_cohorts(self, tree: Apply) -> Text:
        """All cohorts of at least an age."""
        return Text(f"over_cohorts({self.row(tree.args[0])}, OLDER[{tree.option}])", True)

    def write_cohort_of_age(self, tree: Apply) -> Text:
        """The cohort of one age."""
        return Text(f"over_cohorts({self.row(tree.args[0])}, AGED[{tree.option}])", True)


class AllCohorts(Writer):
    """All months and all cohorts at once, for what no loop moves."""

    SAYS = frozenset({"starts", "at_age"})  # of the operators along the axis

    def line(self, row: Row) -> Text:
        return super().line(row) if row.shape is Shape.SCALAR else Text(f"{self.row(Line(row))}[:, None]", True)

    def write_starts(self, tree: Apply) -> Text:
        """Which cohort starts."""
        return Text("STARTS", True)

    def write_at_age(self, tree: Apply) -> Text:
        """An age curve at each cohort's age."""
        return Text(f"{self.row(tree.args[0])}[AGES]", True)


class OneColumn(Writer):
    """One column: the opening, or in a loop the month `t`, where the loop's own rows stand in `x…`, others in `r…`, and `y…` is what
    a row of the loop has just come to."""

    def __init__(self, layout: Layout, column: str, own: Collection[Row] = (), beside: OneColumn | None = None):
        super().__init__(layout)
        self.column, self.own = column, frozenset(own)
        self.read: dict[Row, None] = beside.read if beside else {}  # rows from outside the loop
        self.held: dict[str, str] = beside.held if beside else {}  # what is computed before the loop, by its text
        self.months: dict[str, str] = {}  # what is computed once each month, by its text
        self._all_months, self._all_cohorts = AllMonths(layout), AllCohorts(layout)

    def write(self, tree: Expression) -> Text:
        if isinstance(tree, Apply) and self.column == "t" and self._stays(tree):
            return Text(f"{self.before(self._all_cohorts.write(tree).code)}[t]", True)
        return super().write(tree)

    def _stays(self, tree: Apply) -> bool:
        """Whether the loop moves nothing in an array over cohorts."""
        parts = list(walk(tree))
        ops = {part.op for part in parts if isinstance(part, Apply)}
        rows = {part.row for part in parts if isinstance(part, Line)}
        along = {op for op in ops if hasattr(self, f"write_{op}") or op in WHOLE_HORIZON}
        cohorts = any(row.shape is Shape.COHORTS for row in rows)
        return bool(ops & AllCohorts.SAYS) and along <= AllCohorts.SAYS and not rows & self.own and not cohorts

    def _from(self, row: Row) -> str:
        if row in self.own:
            return f"x{row.number}"
        self.read.setdefault(row)
        return f"r{row.number}"

    def line(self, row: Row) -> Text:
        array = row.shape is Shape.COHORTS
        if row.shape is Shape.SCALAR:
            return Text(self._from(row))
        if row in self.own and self.column == "t":
            return Text(f"y{row.number}", array)
        return Text(f"{self._from(row)}[{self.column}]", array)

    def write_prior(self, tree: Apply) -> Text:
        """Some months before; in the opening, the opening."""
        line, lag = tree.args
        assert isinstance(line, Line)
        return Text(f"{self._from(line.row)}[{self._ago(lag)}]", line.row.shape is Shape.COHORTS)

    def _ago(self, lag: Expression) -> str:
        if self.column == "0":
            return "0"
        if isinstance(lag, Number):
            return self.each_month("t - 1" if lag.value == 1 else f"max(t - {int(lag.value)}, 0)")
        whole = f"int({self.write(lag).code})"
        return self.each_month(f"max(t - {self.before(whole) if _is_plain(lag) else whole}, 0)")

    def write_trailing(self, tree: Apply) -> Text:
        """The last months together; nothing in the opening."""
        return Text("0.0" if self.column == "0" else f"{self.before(self._all_months.write_trailing(tree).code)}[t - 1]")

    def whole(self, tree: Apply) -> Text:
        return Text(self.before(self._all_months.whole(tree).code))

    def before(self, code: str) -> str:
        """A name for what is computed once, before the loop."""
        return self.held.setdefault(code, f"h{len(self.held)}")

    def each_month(self, code: str) -> str:
        """A name for what is computed once each month."""
        return self.months.setdefault(code, f"t{len(self.months)}")

    def write_starts(self, tree: Apply) -> Text:
        """Which cohort starts."""
        return Text(f"STARTS[{self.column}]", True)

    def write_at_age(self, tree: Apply) -> Text:
        """An age curve at each cohort's age."""
        return Text(f"{self.row(tree.args[0])}[AGES[{self.column}]]", True)

    def write_over_cohorts(self, tree: Apply) -> Text:
        """All cohorts of at least an age."""
        return self._counted(tree, "OLDER")

    def write_cohort_of_age(self, tree: Apply) -> Text:
        """The cohort of one age."""
        return self._counted(tree, "AGED")

    def _counted(self, tree: Apply, table: str) -> Text:
        assert isinstance(tree.args[0], Line)
        wanted = self.before(f"{table}[{tree.option}]")
        return Text(f"sum_axis({self.line(tree.args[0].row).code} * {wanted}[{self.column}])")


def _is_plain(tree: Expression) -> bool:
    """Whether it is made of numbers and scalars only."""
    return not any(isinstance(part, Line) and part.row.shape is not Shape.SCALAR for part in walk(tree))
