"""From expressions to Excel formulas: one template per row, copied along the columns.

A template has the fields {c} (this column), {p} (the column before) and, in a cohort grid, {r}
(this row). In the opening column both columns are the opening's: before it nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planbook.backends.excel.layout import FIRST, INDEX_LINES, INDEX_ROW, OPENING, Layout
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Row
from planbook.language.operators import AMOUNT_DIGITS, MEMBERS, SECOND_TRY, ZERO_DIGITS
from planbook.language.rules import maybe_blank
from planbook.language.units import Kind, Shape

HEADER = INDEX_ROW + 1
OPENING_LETTER = "E"
ATOM = 9  # binding strength of something that needs no brackets
STRENGTH = {"add": 4, "subtract": 4, "multiply": 5, "divide": 5, "negate": 3, "power": 6}


class CohortRow(int):
    """The number of a cohort's row, written {r} in a template; {r[n]} is the same cohort's row in a grid n rows further."""

    def __getitem__(self, apart: int | str) -> int:
        return self + int(apart)


@dataclass
class Renderer:
    """Renders the expressions of one row on one sheet.

    ``view`` maps rows to a view's sheet; ``opening`` renders for the opening column. ``odd`` writes
    the same lag in another form: LibreOffice computes neighbouring rows of one formula as a group
    on threads when they hold long ranges, and then reports circles that are none (7.4).
    """

    layout: Layout
    sheet: str
    grid: Row | None = None
    opening: bool = False
    odd: bool = False
    view: dict[Row, int] | None = None

    # Addresses.

    def prefix(self, sheet: str) -> str:
        """`Sheet!` for another sheet, nothing for this one."""
        return "" if sheet == self.sheet else f"{sheet}!"

    def cell(self, row: Row, column: str = "{c}") -> str:
        """The cell of a row in a column; of a scalar its constant cell."""
        if self.view is not None and row in self.view:
            return f"{column}{self.view[row] + 1}"
        if row.name in INDEX_LINES:
            return f"{column}${HEADER}"
        place = self.layout.places[row]
        if row.shape is Shape.SCALAR:
            return f"{self.prefix(place.sheet)}$D${place.row + 1}"
        if self.grid is not None:
            if row.shape is Shape.COHORTS:
                apart = self.layout.grids[row].first - self.layout.grids[self.grid].first
                return f"{self.prefix(place.sheet)}{column}{{r[{apart}]}}" if row is not self.grid else f"{column}{{r}}"
            return f"{column}${self.layout.grids[self.grid].links[row] + 1}"
        return f"{self.prefix(place.sheet)}{column}{place.row + 1}"

    def span(self, row: Row, first: str, last: str) -> str:
        """A stretch of a row."""
        place = self.layout.places[row]
        return f"{self.prefix(place.sheet)}{first}{place.row + 1}:{last}{place.row + 1}"

    def whole(self, row: Row, with_opening: bool) -> str:
        """All months of a row; all ages."""
        first = OPENING if with_opening or row.shape is Shape.AGES else FIRST
        last = self.layout.last_column(row.shape)
        place = self.layout.places[row]
        first_name, last_name = self.layout.column(first), self.layout.column(last)
        return f"{self.prefix(place.sheet)}${first_name}${place.row + 1}:${last_name}${place.row + 1}"

    # Expressions.

    def formula(self, tree: Expression) -> str:
        """The whole formula of a cell, guarded where it may be not available."""
        return "=" + self.top(tree, '""')

    def top(self, tree: Expression, otherwise: str) -> str:
        """An expression at the top of a formula, ``otherwise`` where it is not available."""
        if not maybe_blank(tree):
            return self.text(tree)
        if isinstance(tree, Line):
            return self.cell(tree.row) if otherwise == '""' else self._guard(tree, otherwise)
        assert isinstance(tree, Apply)
        if tree.op == "not_available":
            return otherwise
        if tree.op == "ratio":
            return self._ratio(tree, otherwise)
        if tree.op == "or_else":
            return self.top(tree.args[0], self.top(tree.args[1], otherwise))
        if tree.op == "where":
            condition, a, b = tree.args
            return f"IF({self.truth(condition)},{self.top(a, otherwise)},{self.top(b, otherwise)})"
        if tree.op == "choose":
            position, *values = tree.args
            return f"CHOOSE({self.text(position)},{','.join(self.top(value, otherwise) for value in values)})"
        if tree.op == "first_where":
            return f"IFERROR({self.text(tree)},{otherwise})"
        if tree.op == "irr":
            months = self.whole(_lines(tree)[0], False)
            return f"IF(MIN({months})*MAX({months})<0,IFERROR({self.text(tree)},{otherwise}),{otherwise})"
        return self._guard(tree, otherwise)

    def _guard(self, tree: Expression, otherwise: str) -> str:
        atoms = self.blank_atoms(tree)
        return f"IF(COUNT({','.join(atoms)})={len(atoms)},{self.text(tree)},{otherwise})"

    def _ratio(self, tree: Apply, otherwise: str) -> str:
        above, below = tree.args
        quotient = f"{self.bound(above, 5)}/{self.bound(below, 6)}"
        divisor = f"ROUND({self.text(below)},{ZERO_DIGITS})"
        atoms = self.blank_atoms(tree)
        if atoms:
            divisor = f"IF(COUNT({','.join(atoms)})={len(atoms)},{divisor},0)"
        return f"IF({divisor}=0,{otherwise},{quotient})"

    def blank_atoms(self, tree: Expression) -> list[str]:
        """The cells in an expression that may be empty text, each once."""
        if not maybe_blank(tree):
            return []
        if isinstance(tree, Line) or (isinstance(tree, Apply) and tree.op in ("prior", "at_position")):
            return [self.text(tree)]
        assert isinstance(tree, Apply)
        return list(dict.fromkeys(atom for arg in tree.args for atom in self.blank_atoms(arg)))

    def text(self, tree: Expression) -> str:
        """An expression as text, without brackets around it."""
        if isinstance(tree, Number):
            return f"{tree.value:g}"
        if isinstance(tree, Line):
            return self.cell(tree.row)
        assert isinstance(tree, Apply)
        return RENDER[tree.op](self, tree)

    def bound(self, tree: Expression, strength: int) -> str:
        """An expression as text, in brackets where it binds less than ``strength``."""
        text = self.text(tree)
        own = STRENGTH.get(tree.op, ATOM) if isinstance(tree, Apply) else ATOM
        if isinstance(tree, Number) and tree.value < 0:
            own = STRENGTH["negate"]
        return f"({text})" if own < strength else text

    def truth(self, tree: Expression) -> str:
        """An expression as a condition."""
        if isinstance(tree, Apply) and tree.op in CONDITIONS:
            return CONDITIONS[tree.op](self, tree)
        return f"{self.bound(tree, 4)}<>0"

    def factor(self, tree: Expression, strength: int) -> str:
        """A factor of a product; a condition counts 1 or 0 there."""
        if isinstance(tree, Apply) and tree.op in CONDITIONS:
            return f"({self.truth(tree)})"
        return self.bound(tree, strength)


Rule = Callable[[Renderer, Apply], str]


def _infix(sign: str, left: int, right: int) -> Rule:
    return lambda r, tree: f"{r.bound(tree.args[0], left)}{sign}{r.bound(tree.args[1], right)}"


def _multiply(r: Renderer, tree: Apply) -> str:
    return f"{r.factor(tree.args[0], 5)}*{r.factor(tree.args[1], 6)}"


def _call(name: str) -> Rule:
    return lambda r, tree: f"{name}({','.join(r.text(arg) for arg in tree.args)})"


def _rounded_difference(sign: str) -> Rule:
    def render(r: Renderer, tree: Apply) -> str:
        a, b = tree.args
        inside = r.text(a) if isinstance(b, Number) and b.value == 0 else f"{r.bound(a, 4)}-{r.bound(b, 5)}"
        return f"ROUND({inside},{AMOUNT_DIGITS}){sign}0"

    return render


CONDITIONS: dict[str, Rule] = {
    "at_least": _rounded_difference(">="),
    "more_than": _rounded_difference(">"),
    "same": _infix("=", 4, 4),
    "starts": lambda r, tree: f"{{c}}${HEADER}=$D{{r}}",
}


def _flag(r: Renderer, tree: Apply) -> str:
    return f"IF({r.truth(tree)},1,0)"


def _where(r: Renderer, tree: Apply) -> str:
    condition, a, b = tree.args
    return f"IF({r.truth(condition)},{r.text(a)},{r.text(b)})"


def _or_else(r: Renderer, tree: Apply) -> str:
    return r.top(tree.args[0], r.text(tree.args[1]))


def _difference(r: Renderer, tree: Apply) -> str:
    a, b = tree.args
    return f"ROUND({r.bound(a, 4)}-{r.bound(b, 5)},{AMOUNT_DIGITS})"


def _relative(r: Renderer, tree: Apply) -> str:
    a, b = tree.args
    return f"ROUND(({r.bound(a, 4)}-{r.bound(b, 5)})/MAX(1,ABS({r.text(a)}),ABS({r.text(b)})),{ZERO_DIGITS})"


def _lines(tree: Apply) -> list[Row]:
    return [arg.row for arg in tree.args if isinstance(arg, Line)]


def _runs(r: Renderer, rows: list[Row]) -> list[str]:
    """Cells of rows, neighbours drawn together into ranges."""
    pieces: list[list[Row]] = []
    for row in rows:
        place = _row_number(r, row)
        before = pieces[-1][-1] if pieces else None
        if before is not None and _row_number(r, before) == (place[0], place[1] - 1):
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return [r.cell(piece[0]) if len(piece) == 1 else f"{r.cell(piece[0])}:{r.cell(piece[-1]).split('!')[-1]}" for piece in pieces]


def _row_number(r: Renderer, row: Row) -> tuple[str, int]:
    if r.view is not None and row in r.view:
        return r.sheet, r.view[row]
    place = r.layout.places[row]
    return place.sheet, place.row


def _total(r: Renderer, tree: Apply) -> str:
    runs = _runs(r, _lines(tree))
    return runs[0] if len(runs) == 1 and ":" not in runs[0] else f"SUM({','.join(runs)})"


def _sum_product(r: Renderer, tree: Apply) -> str:
    half = len(tree.args) // 2
    rows = _lines(tree)
    left, right = _runs(r, rows[:half]), _runs(r, rows[half:])
    if len(left) == len(right) == 1:
        return f"SUMPRODUCT({left[0]},{right[0]})"
    products = [f"{r.cell(a)}*{r.cell(b)}" for a, b in zip(rows[:half], rows[half:], strict=True)]
    return f"SUM({','.join(products)})"


def _prior(r: Renderer, tree: Apply) -> str:
    row, lag = _lines(tree)[0], tree.args[1]
    if r.opening:
        return r.cell(row)
    if isinstance(lag, Number) and lag.value == 1:
        return r.cell(row, "{p}")
    place = r.cell(row, "$" + OPENING_LETTER)
    month = f"{{c}}${HEADER}+1-{r.bound(lag, 5)}"
    position = f"MAX({month},1)" if r.odd else f"MAX(1,{month})"
    return f"INDEX({place}:{r.cell(row, '{p}').split('!')[-1]},{position})"


def _trailing(r: Renderer, tree: Apply) -> str:
    if r.opening:
        return "0"
    row = _lines(tree)[0]
    months = f"$F${HEADER}:{{c}}${HEADER}"
    return f'SUMIFS({r.span(row, "$F", "{c}")},{months},">"&{{c}}${HEADER}-{r.bound(tree.args[1], 5)})'


def _step_in_force(r: Renderer, tree: Apply) -> str:
    month, *froms = tree.args
    return f"MATCH({r.text(month)},{_runs(r, [start.row for start in froms if isinstance(start, Line)])[0]},1)"


def _choose(r: Renderer, tree: Apply) -> str:
    position, *values = tree.args
    rows = [value.row for value in values if isinstance(value, Line)]
    runs = _runs(r, rows) if len(rows) == len(values) else []
    if len(runs) == 1 and ":" in runs[0]:
        return f"INDEX({runs[0]},{r.text(position)})"
    return f"CHOOSE({r.text(position)},{','.join(r.text(value) for value in values)})"


def _at_age(r: Renderer, tree: Apply) -> str:
    return f"INDEX({r.whole(_lines(tree)[0], True)},{{c}}${HEADER}-$D{{r}}+1)"


def _over_cohorts(r: Renderer, tree: Apply) -> str:
    row = _lines(tree)[0]
    grid = r.layout.grids[row]
    prefix = r.prefix(r.layout.places[row].sheet)
    cells = f"{prefix}{{c}}{grid.first + 1}:{{c}}{grid.last + 1}"
    alone = tree.op == "cohort_of_age"
    if not tree.option and not alone:
        return f"SUM({cells})"
    starts = f"{prefix}$D{grid.first + 1}:$D{grid.last + 1}"
    wanted = f"{{c}}${HEADER}-{tree.option}" if alone else f'"<="&{{c}}${HEADER}-{tree.option}'
    return f"SUMIFS({cells},{starts},{wanted})"


def _at_position(r: Renderer, tree: Apply) -> str:
    row = _lines(tree)[0]
    return f"INDEX({r.whole(row, True)},{r.bound(tree.args[1], 4)}+1)"


def _over_months(name: str) -> Rule:
    return lambda r, tree: f"{name}({r.whole(_lines(tree)[0], False)})"


def _months_outside(r: Renderer, tree: Apply) -> str:
    cells, limit = r.whole(_lines(tree)[0], True), r.bound(tree.args[1], 6)
    beyond = f'COUNTIF({cells},">"&{limit})+COUNTIF({cells},"<"&-{limit})'
    return f"{beyond}+COLUMNS({cells})-COUNT({cells})"  # an error value is no number, and COUNTIF passes over it


def _sum_product_months(r: Renderer, tree: Apply) -> str:
    return f"SUMPRODUCT({','.join(r.whole(row, False) for row in _lines(tree))})"


def _irr(r: Renderer, tree: Apply) -> str:
    """A rate of −1 or less is none: ÷ 0, as the comparison gives it, is an error as what is not found is."""
    months, guess = r.whole(_lines(tree)[0], False), tree.args[1]
    tries = (f"IRR({months},{start})" for start in (r.text(guess), f"(1+{r.bound(guess, 5)})*{SECOND_TRY}-1"))
    first, second = (f"{found}/({found}>-1)" for found in tries)
    return f"IFERROR({first},{second})"


def _maximum(r: Renderer, tree: Apply) -> str:
    return f"MAX({','.join(_runs(r, _lines(tree)))})" if tree.option == MEMBERS else _call("MAX")(r, tree)


RENDER: dict[str, Rule] = {
    "add": _infix("+", 4, 4),
    "subtract": _infix("-", 4, 5),
    "multiply": _multiply,
    "divide": _infix("/", 5, 6),
    "negate": lambda r, tree: f"-{r.bound(tree.args[0], 7)}",  # in a spreadsheet -a^b is (-a)^b
    "power": _infix("^", 7, 7),
    "minimum": _call("MIN"),
    "maximum": _maximum,
    "modulo": _call("MOD"),
    "roundup": lambda r, tree: f"CEILING(ROUND({r.text(tree.args[0])},{AMOUNT_DIGITS}),1)",
    "absolute": _call("ABS"),
    "at_least": _flag,
    "more_than": _flag,
    "same": _flag,
    "where": _where,
    "choose": _choose,
    "ratio": lambda r, tree: r._ratio(tree, '""'),
    "or_else": _or_else,
    "not_available": lambda r, tree: '""',
    "difference": _difference,
    "relative_difference": _relative,
    "total": _total,
    "sum_product": _sum_product,
    "prior": _prior,
    "trailing": _trailing,
    "step_in_force": _step_in_force,
    "starts": _flag,
    "at_age": _at_age,
    "over_cohorts": _over_cohorts,
    "cohort_of_age": _over_cohorts,
    "sum_axis": _over_months("SUM"),
    "at_position": _at_position,
    "lowest": _over_months("MIN"),
    "highest": _over_months("MAX"),
    "first_where": lambda r, tree: f"MATCH(1,{r.whole(_lines(tree)[0], False)},0)",
    "sum_product_months": _sum_product_months,
    "months_outside": _months_outside,
    "irr": _irr,
}


def opening_formula(renderer: Renderer, row: Row) -> str | None:
    """The formula of a row's opening cell; None leaves it empty (a flow has no opening)."""
    if row.opening is None:
        return '=""' if row.kind is Kind.RATIO else None
    renderer.opening = True
    return renderer.formula(row.opening)
