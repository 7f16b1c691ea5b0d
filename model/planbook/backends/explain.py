"""Why a figure is what it is: its formula, the numbers that went in, and where they came from.

An explanation is a tree of nodes, a figure at a place (month, cohort, age) each, down to the inputs
of the plan. A line is explained once, where it is nearest to the figure asked for, and for the
largest of several members or months; elsewhere its value stands with a hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planbook.backends.pointwise import Array
from planbook.backends.reference import Frame
from planbook.backends.words import in_words
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Model, Row, dependencies
from planbook.language.operators import MEMBERS
from planbook.language.units import Shape

LARGEST = 3  # of many cohorts or summands
MANY = 6  # summands that are all shown


@dataclass(frozen=True)
class Place:
    """Where on its axes a figure stands: column of the months or ages, and the month its cohort starts."""

    column: int = 0
    cohort: int | None = None  # position among the cohorts


@dataclass(frozen=True)
class LeftOut:
    """Summands that are only counted: how many, and their sum."""

    count: int
    value: float


@dataclass
class Node:
    """A figure in an explanation. ``window`` are the months it adds up, if it stands for several.

    ``state`` says why no parts follow: "input", "constant", "calendar", "opening" (nothing is stated),
    "seen" (the line is explained elsewhere), "deep" (it could be explained further), else "".
    """

    row: Row
    place: Place
    value: float
    window: tuple[int, int] | None = None
    formula: str = ""
    taken: str = ""  # the branch that a `where` or `choose` took
    parts: list[Node] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    state: str = ""


@dataclass
class _Found:
    """What a formula uses at a place."""

    parts: list[Node] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class Explainer:
    """Explains figures of one evaluated scenario."""

    def __init__(self, model: Model, arrays: Mapping[Row, Array]):
        self.model = model
        self.arrays = arrays
        self.starts = np.array(model.structure.cohort_starts, dtype=np.intp)

    def explain(self, row: Row, column: int, depth: int) -> Node:
        """The explanation of a row in a month (or at an age); of a cohort line, for its largest cohort."""
        place = Place(column)
        if row.shape is Shape.COHORTS:
            place = Place(column, int(np.abs(self.arrays[row][:, column, 0]).argmax()))
        root = self._node(row, place)
        self._grow(root, depth)
        return root

    def _grow(self, root: Node, depth: int) -> None:
        # breadth first, so that a line is explained where it is nearest to the root
        explained = {root.row.name}
        if root.row.source == "formula":
            self._explain(root)
        else:
            root.state = root.row.source
        level = root.parts
        for left in range(depth - 1, -1, -1):
            for node in sorted(level, key=lambda node: -_size(node.value)):
                # what adds nothing is explained when it is asked for
                self._expand(node, explained, deep=left == 0 or node.value == 0)
            level = [part for node in level for part in node.parts]

    def _expand(self, node: Node, explained: set[str], deep: bool) -> None:
        row = node.row
        if row.source != "formula":
            node.state = row.source
        elif row in self._calendar and _uses(row):
            node.state = "calendar"
        elif row.name in explained:
            node.state = "seen"
        elif deep:
            node.state = "deep"
        elif node.window:
            node.parts = [self._node(row, node.place)]
        else:
            explained.add(row.name)
            self._explain(node)

    def _explain(self, node: Node) -> None:
        tree = self._tree(node)
        if tree is None:
            node.state = "opening"
            return
        node.formula = in_words(tree)
        if node.formula == "0" and tree is node.row.tree:
            node.formula = "0: the plan has nothing that adds to it"
        found = _Found()
        self._collect(tree, node, found)
        node.parts = _distinct(found.parts)
        node.taken = "; ".join(found.taken)
        node.left_out = found.left_out

    def _tree(self, node: Node) -> Expression | None:
        row = node.row
        return row.opening if row.shape is not Shape.SCALAR and node.place.column == 0 else row.tree

    @cached_property
    def _calendar(self) -> set[Row]:
        return fixed_rows(self.model)

    # what a formula uses

    def _collect(self, tree: Expression, at: Node, found: _Found) -> None:
        if isinstance(tree, Line):
            found.parts.append(self._node(tree.row, self._seen_from(at, tree.row)))
        elif isinstance(tree, Apply):
            special = SPECIAL.get(tree.op)
            if special is not None:
                special(self, tree, at, found)
            else:
                self._all(tree.args, at, found)

    def _all(self, trees: tuple[Expression, ...], at: Node, found: _Found) -> None:
        for tree in trees:
            self._collect(tree, at, found)

    def _value(self, tree: Expression, at: Node) -> float:
        """A sub-formula's value at a node's place."""
        frame = Frame(self.arrays, np.array([at.place.column], dtype=np.intp), at.row.shape, self.starts)
        values = np.asarray(frame.value(tree))
        if values.ndim == 3:
            return float(values[at.place.cohort or 0, 0, 0])
        return float(values.reshape(-1)[0])

    def _seen_from(self, at: Node, row: Row) -> Place:
        if row.shape is Shape.SCALAR:
            return Place()
        return Place(at.place.column, at.place.cohort if row.shape is Shape.COHORTS else None)

    def _node(self, row: Row, place: Place) -> Node:
        values = self.arrays[row][..., 0]
        if row.shape is Shape.SCALAR:
            return Node(row, place, float(values))
        return Node(row, place, float(values[place.column] if place.cohort is None else values[place.cohort, place.column]))

    def _window(self, row: Row, first: int, last: int) -> Node:
        """The sum of a row over some months, explained by the last of them."""
        values = self.arrays[row][..., 0]
        return Node(row, Place(last), float(values[first : last + 1].sum()), (first, last))

    def _prior(self, tree: Apply, at: Node, found: _Found) -> None:
        row, lag = _row(tree.args[0]), tree.args[1]
        if not isinstance(lag, Number):
            self._collect(lag, at, found)
        column = max(at.place.column - int(self._value(lag, at)), 0)
        found.parts.append(self._node(row, Place(column, at.place.cohort if row.shape is Shape.COHORTS else None)))

    def _trailing(self, tree: Apply, at: Node, found: _Found) -> None:
        if not isinstance(tree.args[1], Number):
            self._collect(tree.args[1], at, found)
        last = at.place.column
        # a window shorter than its months starts in month 1: the opening is no month
        first = max(last - int(self._value(tree.args[1], at)) + 1, 1)
        found.parts.append(self._window(_row(tree.args[0]), first, last))

    def _where(self, tree: Apply, at: Node, found: _Found) -> None:
        condition, a, b = tree.args
        holds = self._value(condition, at) != 0
        taken = a if holds else b
        found.taken.append(f"{in_words(condition)} {'holds' if holds else 'does not hold'}: {in_words(taken)}")
        self._all((condition, taken), at, found)

    def _choose(self, tree: Apply, at: Node, found: _Found) -> None:
        position = self._value(tree.args[0], at)
        chosen = [tree.args[int(position)]] if 1 <= position < len(tree.args) else []
        found.taken.append(f"{in_words(tree.args[0])} is {position:g}: {in_words(chosen[0]) if chosen else 'not available'}")
        self._all((tree.args[0], *chosen), at, found)

    def _or_else(self, tree: Apply, at: Node, found: _Found) -> None:
        missing = np.isnan(self._value(tree.args[0], at))
        self._all(tree.args if missing else tree.args[:1], at, found)

    def _step_in_force(self, tree: Apply, at: Node, found: _Found) -> None:
        month, *begins = tree.args
        begun = [begin for begin in begins if self._value(begin, at) <= self._value(month, at)]
        self._all((month, *begun[-1:]), at, found)

    def _at_age(self, tree: Apply, at: Node, found: _Found) -> None:
        row = _row(tree.args[0])
        start = int(self.starts[at.place.cohort or 0])
        age = min(max(at.place.column - start, 0), len(self.arrays[row]) - 1)
        found.parts.append(self._node(row, Place(age)))

    def _over_cohorts(self, tree: Apply, at: Node, found: _Found) -> None:
        row, column = _row(tree.args[0]), at.place.column
        youngest = column - (tree.option or 0)
        alone = tree.op == "cohort_of_age"
        counted = [cohort for cohort, start in enumerate(self.starts) if start == youngest or (start < youngest and not alone)]
        nodes = [self._node(row, Place(column, cohort)) for cohort in counted]
        filled = [node for node in nodes if node.value != 0]
        self._some(filled, _largest(filled), found)

    def _total(self, tree: Apply, at: Node, found: _Found) -> None:
        rows = [arg.row for arg in tree.args if isinstance(arg, Line)]
        if len(rows) < len(tree.args) or len(rows) <= LARGEST:
            self._all(tree.args, at, found)
            return
        nodes = [self._node(row, self._seen_from(at, row)) for row in rows]
        counted = [node for node in nodes if node.value != 0] or nodes[:1]
        self._some(nodes, counted if len(counted) <= MANY else _largest(counted), found)

    @staticmethod
    def _some(nodes: list[Node], shown: list[Node], found: _Found) -> None:
        """Some of many summands; the others are counted and added up."""
        found.parts += shown
        others = [node.value for node in nodes if not any(node is each for each in shown)]
        if others:
            found.left_out.append(LeftOut(len(others), sum(others)))

    def _multiply(self, tree: Apply, at: Node, found: _Found) -> None:
        # what joins a cohort is part of it in one month only
        if not any(isinstance(arg, Apply) and arg.op == "starts" and not self._value(arg, at) for arg in tree.args):
            self._all(tree.args, at, found)

    def _at_position(self, tree: Apply, at: Node, found: _Found) -> None:
        row = _row(tree.args[0])
        self._collect(tree.args[1], at, found)
        column = min(max(int(self._value(tree.args[1], at)), 0), len(self.arrays[row]) - 1)
        found.parts.append(self._node(row, Place(column)))

    def _whole(self, tree: Apply, at: Node, found: _Found) -> None:
        """Sums over the horizon, of one line or of the products of two."""
        for arg in tree.args:
            row = _row(arg)
            first = 1 if row.shape is Shape.MONTHS else 0
            found.parts.append(self._window(row, first, len(self.arrays[row]) - 1))

    def _irr(self, tree: Apply, at: Node, found: _Found) -> None:
        row = _row(tree.args[0])
        found.parts.append(self._window(row, 1, len(self.arrays[row]) - 1))
        self._collect(tree.args[1], at, found)

    def _maximum(self, tree: Apply, at: Node, found: _Found) -> None:
        """All that is compared; of the members of a line, the one that is largest."""
        chosen = (max(tree.args, key=lambda arg: self._value(arg, at)),) if tree.option == MEMBERS else tree.args
        self._all(chosen, at, found)

    def _extreme(self, tree: Apply, at: Node, found: _Found) -> None:
        """The month that decided: the lowest, the highest, the first or the largest."""
        row = _row(tree.args[0])
        first = 1 if row.shape is Shape.MONTHS else 0
        months = self.arrays[row][first:, 0]
        pick = {"lowest": months.argmin, "highest": months.argmax, "first_where": (months == 1).argmax}
        found.parts.append(self._node(row, Place(first + int(pick.get(tree.op, np.abs(months).argmax)()))))
        self._all(tree.args[1:], at, found)


SPECIAL = {
    "multiply": Explainer._multiply,
    "prior": Explainer._prior,
    "trailing": Explainer._trailing,
    "where": Explainer._where,
    "choose": Explainer._choose,
    "or_else": Explainer._or_else,
    "step_in_force": Explainer._step_in_force,
    "at_age": Explainer._at_age,
    "over_cohorts": Explainer._over_cohorts,
    "cohort_of_age": Explainer._over_cohorts,
    "total": Explainer._total,
    "at_position": Explainer._at_position,
    "sum_axis": Explainer._whole,
    "sum_product_months": Explainer._whole,
    "lowest": Explainer._extreme,
    "highest": Explainer._extreme,
    "first_where": Explainer._extreme,
    "months_outside": Explainer._extreme,
    "irr": Explainer._irr,
    "maximum": Explainer._maximum,
}


def fixed_rows(model: Model) -> set[Row]:
    """Rows that follow from the calendar and the model's constants alone."""
    fixed = {row for row in model.rows if row.source != "input"}
    used = {row: _uses(row) for row in fixed}
    while moved := {row for row in fixed if any(need not in fixed for need in used[row])}:
        fixed -= moved
    return fixed


def _row(tree: Expression) -> Row:
    assert isinstance(tree, Line)
    return tree.row


def _uses(row: Row) -> set[Row]:
    trees = (row.tree, row.opening)
    return {used for tree in trees if tree is not None for used, _ in dependencies(tree)}


def _size(value: float) -> float:
    return 0.0 if np.isnan(value) else abs(value)


def _largest(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: -_size(node.value))[:LARGEST]


def _distinct(nodes: list[Node]) -> list[Node]:
    """Each figure once, however often a formula names it."""
    return list({(node.row, node.place, node.window): node for node in nodes}.values())
