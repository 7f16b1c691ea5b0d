"""Walking a plan beside its outline: what is given, what is missing, what means nothing."""

from __future__ import annotations

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.errors import Fault
from planbook.scenarios import steps
from planbook.scenarios.amounts import allowed, amount, bounds
from planbook.scenarios.changes import Delta
from planbook.scenarios.changing import Changer
from planbook.scenarios.drivers import DriverReader
from planbook.scenarios.given import Cell, Given, single
from planbook.scenarios.headings import ACTUALS
from planbook.scenarios.meant import hints
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Table, found, is_empty, shortened
from planbook.scenarios.outline import HEADINGS, Branch, Leaf
from planbook.scenarios.timeline import Timeline

Key = tuple[str, tuple[str, ...]]  # an assumption and its members
Givens = dict[Key, Given]


class Walker:
    """Reads all assumptions of one scenario."""

    def __init__(self, timeline: Timeline, faults: Faults):
        self.timeline = timeline
        self.faults = faults
        self.givens: Givens = {}
        self.passed: list[Fault] = []  # changes that do not apply, and why
        self.struck: set[Node] = set()  # what is said of every member, and applies to one
        self.missed: dict[Node, str] = {}  # what is said of every member, and why it does not apply to the last one
        self.outline = Branch()

    def walk(self, root: Table, outline: Branch) -> Givens:
        """Everything that the scenario gives, defaults included."""
        self.outline = outline
        entries = {key: node for key, node in root.entries.items() if key not in HEADINGS}
        self._branch(Table(root.file, root.line, root.path, root.note, entries), outline)
        for node, why in self.missed.items():
            if node not in self.struck:
                self.faults.add(node, f"applies to no member: {why}")
        return self.givens

    def _branch(self, table: Table, outline: Branch) -> None:
        unknown = [key for key in table.entries if key not in outline.children and not outline.listed]
        for key, hint in hints(table, unknown, outline, self.outline).items():
            self._unknown(table, key, table.entries[key], outline, hint)
        for key, node in table.entries.items():
            child = outline.children.get(key)
            if isinstance(child, Branch) and is_empty(node) and not outline.listed:
                self._empty(node, child)
            elif isinstance(child, Branch):
                self._below(node, child)
            elif isinstance(child, Leaf):
                self._leaf(node, child)
        for key, child in outline.children.items():
            if key not in table.entries and isinstance(child, Branch | Leaf):
                self._missing(table, key, child)

    def _empty(self, node: Node, outline: Branch) -> None:
        needed = [name for name, child in outline.children.items() if isinstance(child, Leaf) and child.made.default is None]
        wanted = ", ".join(f"`{name}`" for name in needed) or "something"
        self.faults.add(node, f"is empty: leave it out, or state {wanted} below it")

    def _below(self, node: Node, outline: Branch) -> None:
        if is_empty(node):
            node = Table(node.file, node.line, node.path, node.note)
        if isinstance(node, Table):
            self._branch(node, outline)
        elif not isinstance(node, Refused) and not outline.listed:  # listed members have reported for themselves
            self.faults.add(node, f"expected a group of keys below it, found {found(node)}")

    def _leaf(self, node: Node, leaf: Leaf) -> None:
        if isinstance(node, Refused):
            return
        if isinstance(node, Delta) and node.lenient and (leaf.barred or leaf.unsure):
            self._unchanged(node, leaf)
            return
        if leaf.barred:
            self.faults.add(node, f"not allowed here: {leaf.barred}")
            return
        given = self.given(node, leaf.made)
        if given is not None:
            self.givens[leaf.key] = given

    def _unchanged(self, node: Delta, leaf: Leaf) -> None:
        """What stands where a change does not apply."""
        if not node.mixed:
            self.missed |= dict.fromkeys(node.parts, leaf.barred or "no file that this extends states it")
        if node.before is not None:
            self._leaf(node.before, leaf)
        elif not leaf.required and not leaf.barred and not leaf.unsure:
            self.givens[leaf.key] = by_default(leaf.made, leaf.made.default or 0.0, node.path)

    def _changed(self, node: Delta, made: Assumption) -> Given | None:
        """What was there, with the changes; None after a report."""
        before = self._before(node, made)
        if before is None:
            return None
        changer = Changer(made, self.timeline, self.faults)
        given = changer.apply(before, node) if node.instead is None else self.given(node.instead, made)
        self.struck |= set(node.parts) - changer.passed.keys()
        self.passed.extend(changer.passed.values())
        if not node.mixed:
            self.missed |= {each: fault.message for each, fault in changer.passed.items()}
        return given

    def _before(self, node: Delta, made: Assumption) -> Given | None:
        if node.before is not None:
            return self.given(node.before, made)
        if made.default is None:
            self.faults.add(node, "there is nothing here to change: no file that this extends states it")
            return None
        return by_default(made, made.default, node.path)

    def given(self, node: Node, made: Assumption) -> Given | None:
        """What a node gives for an assumption; None after a report."""
        if isinstance(node, Delta):
            return self._changed(node, made)
        if made.form is Form.DRIVER:
            return DriverReader(made, self.timeline, self.faults).read(node)
        if made.form is Form.BY_AGE:
            return steps.by_age(node, made, self.faults)
        if made.form is Form.CHANGE and isinstance(node, Items):
            return steps.dated(node, self.timeline, self.faults)
        if made.form is Form.CHANGE and isinstance(node, Table):
            self.faults.add(node, f"expected {allowed(made)}, or a list of changes such as [{steps.LANDING}], found a group of keys")
            return None
        try:
            if made.form is Form.MONTH:
                return self._month(node, made)
            stated = amount(node, made)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return None
        return single(Cell.at(node, stated.value, stated.text), stated.period, stated.landing == "stepped")

    def _month(self, node: Node, made: Assumption) -> Given:
        number = self.timeline.month(node, made.before_plan)
        return single(Cell.at(node, float(number), self.timeline.label(number)))

    def _unknown(self, table: Table, key: str, node: Node, outline: Branch, hint: str) -> None:
        name = f"`{shortened(key)}`"
        if key == ACTUALS and not table.path:
            self.faults.add(node, "`actuals` is planned, not yet supported")
        elif outline.of_members:
            known = ", ".join(f"`{child}`" for child in outline.children) or "none"
            self.faults.add(node, f"{name} is not a member here{hint or f'; the members are {known}'}")
        elif not table.path:
            self.faults.add(node, f"{name} is no section of a plan{hint or '; docs/keys.md lists them'}")
        else:
            self.faults.add(node, f"{name} is not an assumption of {table.path}{hint}")

    def _missing(self, table: Table, key: str, child: Branch | Leaf) -> None:
        start = f"{table.path}.{key}" if table.path else key
        leaves = [(start, child)] if isinstance(child, Leaf) else child.leaves(start)
        for path, leaf in leaves:
            if leaf.barred or leaf.unsure:
                continue
            if leaf.required:
                self.faults.add(table, _required(path, leaf.made), path)
            else:
                self.givens[leaf.key] = by_default(leaf.made, leaf.made.default or 0.0, path)


def _required(path: str, made: Assumption) -> str:
    parent, _, key = path.rpartition(".")
    limits = bounds(made)
    of = f" of {parent}" if parent else ""
    return f"`{key}`{of} is missing: {made.label}, {allowed(made)}{f', {limits}' if limits else ''}"


def by_default(made: Assumption, value: float, path: str) -> Given:
    """The default of an assumption: changes are per year and stepped, other rates per month."""
    cell = Cell.default(value, path)
    if made.form is Form.CHANGE:
        return single(cell, "year", True, adapts=value == 0)
    period = "month" if made.period in (Period.GROWTH, Period.LOSS, Period.INTEREST) else ""
    return single(cell, period, adapts=value == 0)
