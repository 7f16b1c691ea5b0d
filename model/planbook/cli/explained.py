"""`planbook explain`: an explanation as an indented tree."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.text import Text

from planbook.backends.explain import Explainer, Node
from planbook.backends.figures import find
from planbook.cli.numbers import exact, in_currency
from planbook.cli.outcome import plural
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row
from planbook.language.plans import Origin, Scenario
from planbook.language.units import FACTOR, Shape
from planbook.plan import Run

WIDEST = 100  # a tree wider than this is harder to read, not easier
LONGEST_FORMULA = 5  # lines
SHALLOWEST, DEEPEST = 3, 12  # steps, when no depth is asked for


def explain(screen: Screen, run: Run, line: str, month: str | None, depth: int | None) -> None:
    """Explain one line of a scenario. Raises PlanbookError for an unknown line, member or month."""
    model = run.plan.model
    row = _one(model, line)
    root = _explanation(Explainer(model, run.arrays), run.scenario, row, _column(model, row, month), depth)
    Explained(screen, model, run.scenario).show(root, in_currency(row.unit, run.plan.loaded.currency))


def _explanation(explainer: Explainer, scenario: Scenario, row: Row, column: int, depth: int | None) -> Node:
    """To a depth; without one, as deep as it takes to come to numbers that the plan states."""
    if depth is not None:
        return explainer.explain(row, column, depth)
    for tried in range(SHALLOWEST, DEEPEST):
        root = explainer.explain(row, column, tried)
        if any(node.state == "input" and scenario.origins[node.row.key].written != "default" for node in _all(root)):
            return root
    return explainer.explain(row, column, SHALLOWEST)


def _one(model: Model, line: str) -> Row:
    rows = find(model, line)
    if len(rows) > 1:
        raise PlanbookError(f"`{line}` exists for each member: ask for {', '.join(row.key for row in rows)}")
    return rows[0]


def _column(model: Model, row: Row, month: str | None) -> int:
    """The column that a month stands in; the last if none is given."""
    structure = model.structure
    if row.shape not in (Shape.MONTHS, Shape.COHORTS):
        if month is not None:
            what = "a figure by age" if row.shape is Shape.AGES else "one figure for the whole plan"
            raise PlanbookError(f"`{row.key}` has no months: it is {what}")
        return 0 if row.shape is Shape.SCALAR else structure.ages
    labels = [structure.month_label(number) for number in range(structure.horizon + 1)]
    if month is None:
        return structure.horizon
    if month not in labels:
        span = f"it runs from {labels[1]} to {labels[-1]}, with {labels[0]} as its opening"
        raise PlanbookError(f"`{month}` is not a month of this plan: {span}")
    return labels.index(month)


class Explained:
    """Prints explanations for one scenario."""

    def __init__(self, screen: Screen, model: Model, scenario: Scenario):
        self.screen = screen
        self.model = model
        self.scenario = scenario
        self.width = min(screen.width, WIDEST)
        self.printed: set[str] = set()

    def show(self, root: Node, unit: str) -> None:
        """Definition, value, and the tree of what went in."""
        where = ", ".join(part for part in (f"scenario {self.scenario.name}", self._place(root)) if part)
        self.screen.print(Text(f"{self.model.label(root.row)} ({root.row.key})", style="bold"))
        self.screen.print(f"{where}: {exact(root.value, root.row.unit)}{self._unit(root, unit)}")
        self.screen.print()
        for paragraph in root.row.declaration.about.split("\n\n"):
            self._wrapped(" ".join(paragraph.split()), "", "")
        self.screen.print()
        self._node(root, "", "", None if root.row.shape is Shape.SCALAR else root.place.column)
        if any(node.state == "deep" for node in _all(root)):
            self.screen.print()
            self._wrapped("A line with … can be explained further: ask for it, or give a larger --depth.", "", "dim")

    @staticmethod
    def _unit(node: Node, unit: str) -> str:
        plain = node.row.unit.style in ("percent", "multiple", "factor", "flag", "label") or unit == "number"
        return "" if plain or node.value != node.value else f" {unit}"

    def _node(self, node: Node, first: str, others: str, month: int | None) -> None:
        """A figure and what is below it; ``month`` is that of the figures above, which need not be said again."""
        self._head(first, node, month)
        if node.row.shape in (Shape.MONTHS, Shape.COHORTS):
            month = node.place.column
        for text, style in self._remarks(node):
            self._wrapped(text, others + ("│ " if node.parts else "  "), style)
        entries = len(node.parts) + len(node.left_out)
        for number, part in enumerate(node.parts, 1):
            last = number == entries
            self._node(part, others + ("└ " if last else "├ "), others + ("  " if last else "│ "), month)
        for number, others_left in enumerate(node.left_out, len(node.parts) + 1):
            guide = others + ("└ " if number == entries else "├ ")
            self._right(guide, f"and {others_left.count} more", "", exact(others_left.value, node.row.unit))

    def _head(self, guide: str, node: Node, month: int | None) -> None:
        hint = HINTS.get(node.state, "")
        if node.state == "seen":
            hint = "see above" if node.row.name in self.printed else "see below"
        hints = "; ".join(text for text in (self._elsewhen(node, month), hint) if text)
        name = f"{node.row.key} ({hints})" if hints else node.row.key
        name = f"{name} …" if node.state == "deep" else name
        unit = FACTOR if node.window and node.row.unit.style == "percent" else node.row.unit
        self._right(guide, name, "bold" if node.formula else "", exact(node.value, unit))

    def _right(self, guide: str, name: str, style: str, value: str) -> None:
        """A name, and its value at the right margin."""
        lines = textwrap.wrap(name, max(self.width - len(guide) - len(value) - 2, 10), subsequent_indent="  ")
        for line in lines[:-1]:
            self.screen.print(Text.assemble((guide, "dim"), (line, style)))
            guide = guide.replace("├ ", "│ ").replace("└ ", "  ")
        gap = " " * max(self.width - len(guide) - len(lines[-1]) - len(value), 1)
        self.screen.print(Text.assemble((guide, "dim"), (lines[-1], style), gap, value), soft_wrap=True)

    def _wrapped(self, text: str, guide: str, style: str) -> None:
        lines = textwrap.wrap(text, max(self.width - len(guide), 20), subsequent_indent="  " if text.startswith("= ") else "")
        if len(lines) > LONGEST_FORMULA and text.startswith("= "):
            lines = [*lines[: LONGEST_FORMULA - 1], "  …"]
        for line in lines:
            self.screen.print(Text.assemble((guide, "dim"), (line, style)))

    # what is said below a figure

    def _remarks(self, node: Node) -> Iterator[tuple[str, str]]:
        if node.formula:
            self.printed.add(node.row.name)
            yield f"= {node.formula}", "cyan"
        if node.taken:
            yield f"here {node.taken}", ""
        if node.state == "input":
            yield from self._origin(self.scenario.origins[node.row.key])
        elif node.state == "constant":
            yield f"a constant of the model: {node.row.declaration.about}", "dim"

    @staticmethod
    def _origin(origin: Origin) -> Iterator[tuple[str, str]]:
        if origin.line is None:
            yield f"not stated in the plan: {origin.written} ({origin.path})", "green"
            return
        note = f" — {origin.note}" if origin.note else ""
        yield f"{origin.file}:{origin.line} {origin.path}: {origin.written}{note}", "green"

    # where a figure stands

    def _place(self, node: Node) -> str:
        if node.row.shape is Shape.SCALAR:
            return ""
        if node.row.shape is Shape.AGES:
            return f"age {node.place.column}"
        month = self._month(node.place.column)
        return month if node.place.cohort is None else f"{month}, {self._cohort(node.place.cohort)}"

    def _elsewhen(self, node: Node, above: int | None) -> str:
        """The place, when it is not the month of the figures above."""
        if node.window:
            first, last = node.window
            if node.row.shape is Shape.AGES:
                return f"sum of ages {first} to {last}"
            return f"sum of {plural(last - first + 1, 'month')}, {self._month(first)} to {self._month(last)}"
        if node.row.shape is Shape.AGES:
            return f"age {node.place.column}"
        month = "" if node.row.shape is Shape.SCALAR or node.place.column == above else self._month(node.place.column)
        cohort = "" if node.place.cohort is None else self._cohort(node.place.cohort)
        return ", ".join(part for part in (month, cohort) if part)

    def _month(self, column: int) -> str:
        label = self.model.structure.month_label(column)
        return f"opening, {label}" if column == 0 else label

    def _cohort(self, position: int) -> str:
        start = self.model.structure.cohort_starts[position]
        return f"cohort of {self.model.structure.month_label(start)}"


HINTS = {"calendar": "from the calendar", "opening": "before the plan"}


def _all(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from _all(part)
