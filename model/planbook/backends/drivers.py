"""The driver tree: what a metric is made of, from the traced formulas, down to what the plan states.

Unlike an explanation it is the same in every month and scenario, so that a sheet can follow it. A line
is taken apart once, where it is nearest to the top, and for the first of several members.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planbook.backends.explain import fixed_rows
from planbook.backends.reference import Array
from planbook.backends.scorecard import figure
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Model, Row

DEPTH = 4
MOST_MEMBERS = 6  # of one line that stand side by side
HEADS = ("closing_arr", "clv_to_cac", "closing_cash")  # whose trees the workbook shows


@dataclass
class Driver:
    """A figure in the tree; ``ago`` is how many months earlier the figure above it looks.

    ``state`` says why nothing follows: "input" (the plan states it), "seen" (it is taken apart elsewhere),
    "likewise" (another member is), "deep" (more lies below), else "". ``more`` counts members left out.
    """

    row: Row
    level: int = 0
    ago: int = 0
    state: str = ""
    more: int = 0
    parts: list[Driver] = field(default_factory=list)

    def all(self) -> Iterator[Driver]:
        """This figure and all below it, from top to bottom."""
        yield self
        for part in self.parts:
            yield from part.all()

    def value(self, arrays: Mapping[Row, Array], month: int) -> float:
        """Its figure at a month; before the opening there is only the opening."""
        return figure(arrays, self.row, max(month - self.ago, 0))


def driver_tree(model: Model, row: Row, depth: int = DEPTH) -> Driver:
    """The tree of a row, so many levels deep."""
    root, fixed = Driver(row), fixed_rows(model)
    taken: dict[str, Row] = {}
    level = [root]
    while level:
        for driver in level:
            _take_apart(driver, taken, fixed, depth)
        level = [part for driver in level for part in driver.parts]
    return root


def _take_apart(driver: Driver, taken: dict[str, Row], fixed: set[Row], depth: int) -> None:
    row = driver.row
    if row.item is None or row.tree is None:
        driver.state = "input"
    elif row.name in taken:
        driver.state = "seen" if taken[row.name] is row else "likewise"
    elif driver.level == depth:
        driver.state = "deep"
    else:
        taken[row.name] = row
        found = {(each, ago): None for each, ago in _uses(row.tree) if each not in fixed}
        beside: dict[str, int] = {}
        for each, ago in found:
            beside[each.name] = beside.get(each.name, 0) + 1
            if beside[each.name] <= MOST_MEMBERS:
                driver.parts.append(Driver(each, driver.level + 1, ago))
            else:
                driver.more += 1


def _uses(tree: Expression) -> Iterator[tuple[Row, int]]:
    """The rows of a formula, each with how many months ago it is looked at."""
    if isinstance(tree, Line):
        yield tree.row, 0
    elif isinstance(tree, Apply) and tree.op == "prior":
        line, lag = tree.args
        assert isinstance(line, Line)
        yield line.row, int(lag.value) if isinstance(lag, Number) else 0
        if not isinstance(lag, Number):
            yield from _uses(lag)
    elif isinstance(tree, Apply):
        for arg in tree.args:
            yield from _uses(arg)
