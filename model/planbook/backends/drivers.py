"""The driver tree: what a metric is made of, from the traced formulas, down to what the plan states.

Unlike an explanation it is the same in every month and scenario, so that a sheet can follow it. A line
is taken apart once, where it is nearest to the top, and for the first of several members.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from planbook.backends.explain import fixed_rows
from planbook.backends.pointwise import Array
from planbook.backends.reference import Frame
from planbook.backends.scorecard import figure
from planbook.backends.words import in_words
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Model, Row
from planbook.language.units import Shape

DEPTH = 4
LONGEST = 120  # characters of a formula in words
MOST_MEMBERS = 6  # of one line that stand side by side
HEADS = ("closing_arr", "clv_to_cac", "closing_cash")  # whose trees the workbook shows


@dataclass
class Driver:
    """A figure in the tree; ``ago`` is how many months earlier the figure above it looks.

    ``state`` says why nothing follows: "input" (the plan states it), "seen" (it is taken apart elsewhere),
    "likewise" (another member is), "deep" (more lies below), else "". ``more`` counts members left out;
    ``subtracted`` says that the figure above it falls as it rises.
    """

    row: Row
    level: int = 0
    ago: int = 0
    state: str = ""
    more: int = 0
    subtracted: bool = False
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
        found: dict[tuple[Row, int], bool] = {}
        for each, ago, subtracted in _uses(row.tree):
            if each not in fixed:
                found.setdefault((each, ago), subtracted)
        beside: dict[str, int] = {}
        for (each, ago), subtracted in found.items():
            beside[each.name] = beside.get(each.name, 0) + 1
            if beside[each.name] <= MOST_MEMBERS:
                driver.parts.append(Driver(each, driver.level + 1, ago, subtracted=subtracted))
            else:
                driver.more += 1


def _uses(tree: Expression, subtracted: bool = False) -> Iterator[tuple[Row, int, bool]]:
    """The rows of a formula, each with how many months ago it is looked at, and whether it is subtracted."""
    if isinstance(tree, Line):
        yield tree.row, 0, subtracted
    elif isinstance(tree, Apply) and tree.op == "prior":
        line, lag = tree.args
        assert isinstance(line, Line)
        yield line.row, int(lag.value) if isinstance(lag, Number) else 0, subtracted
        if not isinstance(lag, Number):
            yield from _uses(lag, subtracted)
    elif isinstance(tree, Apply):
        for position, arg in enumerate(tree.args):
            turned = tree.op == "negate" or (tree.op == "subtract" and position == 1)
            yield from _uses(arg, subtracted != turned)


def it_is(row: Row) -> str:
    """What a figure is, in the labels of its parts."""
    words = in_words(row.tree, lambda used: used.label) if row.tree is not None else ""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def idle(driver: Driver, model: Model, arrays: Mapping[Row, Array], month: int) -> list[Driver]:
    """The parts of a figure that do nothing at a month: what they say is multiplied by nothing, or not chosen."""
    row, starts = driver.row, np.array(model.structure.cohort_starts, dtype=np.intp)
    if row.tree is None or row.shape not in (Shape.MONTHS, Shape.SCALAR):
        return []
    frame = Frame(arrays, np.array([max(month - driver.ago, 0)], dtype=np.intp), row.shape, starts)
    at_work = {(each, ago) for each, ago, _ in _at_work(row.tree, frame)}
    return [part for part in driver.parts if (part.row, part.ago) not in at_work]


def _at_work(tree: Expression, frame: Frame) -> Iterator[tuple[Row, int, bool]]:
    if not isinstance(tree, Apply) or tree.op == "prior":
        yield from _uses(tree)
        return
    args = tree.args
    if tree.op == "multiply":
        args = tuple(arg for arg in args if not np.any(frame.value(arg)))[:1] or args
    elif tree.op == "where":
        args = (args[0], args[1] if np.any(frame.value(args[0])) else args[2])
    for arg in args:
        yield from _at_work(arg, frame)
