"""Scenarios that extend another: a file states what differs, the rest comes from its parent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from planbook.language.errors import did_you_mean
from planbook.scenarios.changes import Delta, ambiguous, changes_of
from planbook.scenarios.choosing import Choosing, is_choice
from planbook.scenarios.folder import BASE
from planbook.scenarios.library import Library
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Scalar, Table, found, is_empty
from planbook.scenarios.texts import text
from planbook.scenarios.timeline import Timeline, timeline

Whole = Callable[[tuple[str, ...]], bool]  # whether what stands at a key path is one value, to be replaced as a whole
_LONGEST_NAME = 200
MIXINS = "mixins"


@dataclass(frozen=True)
class Variation:
    """A scenario that stands in no file: what it extends, what is mixed in, what differs."""

    name: str
    parent: str  # a file's name
    mixins: Sequence[Table]
    changes: Table
    label: str = ""

    @property
    def file(self) -> str:
        """What it would be called if it stood in a file."""
        return f"{self.name}.yaml"


class Scope(Enum):
    """Where something is said: of this member here, of every member, or in a file made for any plan."""

    HERE = "here"
    OF_EVERY = "of every member"
    FOR_ANY_PLAN = "for any plan"


@dataclass
class Inheritance:
    """The files of one folder, by name (`base.yaml`), with what each of them states itself."""

    own: dict[str, Table | None]  # None: could not be read
    whole: Whole
    faults: Faults
    library: Library  # what may be mixed in, by name
    choosing: Choosing
    families: frozenset[str] = frozenset()  # sections whose members a plan lists
    sections: frozenset[str] = frozenset()  # sections of chapters that a plan may leave out
    made: dict[str, Table] = field(default_factory=dict)  # variations, merged: others may go on from them
    months: Timeline = field(init=False)  # of the plan that is being changed

    def merged(self, name: str) -> Table | None:
        """A file with everything that it inherits, or None when a parent cannot be had."""
        return self._merged(name, ())

    def varied(self, variation: Variation) -> Table | None:
        """A file with mixins and changes that stand in no file of the folder."""
        above = self._merged(variation.parent, ())
        for mixin in variation.mixins:
            if above is None or self._again(above, mixin, Node(variation.changes.file, None, MIXINS)):
                return None
            above = self._mixed(above, mixin)
        if above is None:
            return None
        self.made[variation.file] = self._onto(above, self._known(above, variation.changes), Scope.HERE)
        return self.made[variation.file]

    def _known(self, above: Table, changes: Table) -> Table:
        """What is said of members that there are; others are reported, and left out."""
        entries = dict(changes.entries)
        for section, asked in changes.entries.items():
            if section in self.families and isinstance(asked, Table) and (strangers := self._strangers(above.entries.get(section), asked)):
                kept = {name: node for name, node in asked.entries.items() if name not in strangers}
                entries[section] = replace(asked, entries=kept)
                if not kept:
                    del entries[section]
        return replace(changes, entries=entries)

    def _strangers(self, section: Node | None, asked: Table) -> list[str]:
        """Report what is no member of a section: all scenarios of a plan have the same members."""
        names = list(section.entries) if isinstance(section, Table) else []
        strangers = [name for name in asked.entries if name not in names and not (names and is_choice(name))]
        for name in strangers:
            hint = did_you_mean(name, names) or f"; there are {', '.join(names) or 'none'}: all scenarios of a plan have the same"
            self.faults.add(asked.entries[name], f"`{name}` is not a member of `{asked.path}`{hint}")
        return strangers

    def _merged(self, name: str, children: tuple[str, ...]) -> Table | None:
        if name in self.made:
            return self.made[name]
        own = self.own[name]
        if own is None:
            return None
        node = own.entries.get("extends")
        if node is None and name != BASE and BASE in self.own and "timeline" not in own.entries:
            words = f"`extends: {BASE}` is missing: a variation begins with it, and states what differs"
            self.faults.at(own.file, 1, "extends", words)
            return None
        if node is None:
            self._extends_nothing(own)
            return own
        parent = self._parent(node, (*children, name))
        above = self._merged(parent, (*children, name)) if parent else None
        mixins = self._mixins(own)
        if above is None or mixins is None:
            return None
        for item, mixin in mixins:
            if self._again(above, mixin, item):
                return None
            above = self._mixed(above, mixin)
        said = replace(own, entries={key: node for key, node in own.entries.items() if key != MIXINS})
        return self._onto(above, self._known(above, said), Scope.HERE)

    def _extends_nothing(self, own: Table) -> None:
        """Report what only a scenario that extends another can say."""
        if MIXINS in own.entries:
            words = f"`mixins` change what a scenario extends, and this file extends nothing: mix them into one that says `extends: {BASE}`"
            self.faults.add(own.entries[MIXINS], words)

    def _mixins(self, own: Table) -> list[tuple[Node, Table]] | None:
        """The files that a scenario mixes in, in their order, each with where it is named; None after a report."""
        node = own.entries.get(MIXINS)
        if node is None:
            return []
        if not isinstance(node, Items):
            if not isinstance(node, Refused):
                self.faults.add(node, f"expected a list of names such as [price_war], found {found(node)}")
            return None
        made = [(item, self._mixin(item)) for item in node.items]
        return [(item, table) for item, table in made if table] if all(table for _, table in made) else None

    def _again(self, above: Table, mixin: Table, node: Node) -> bool:
        """Report a file that is mixed in where it is already."""
        there = mixin in _mixed_into(above)
        if there:
            self.faults.add(node, f"`{Path(mixin.file).stem}` is mixed in already: a file is mixed in once")
        return there

    def _mixin(self, node: Node) -> Table | None:
        try:
            name = text(node, _LONGEST_NAME)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return None
        if name not in self.library:
            self.faults.add(node, self.library.there_is_no(name))
            return None
        return self.library[name]

    def _mixed(self, above: Table, mixin: Table) -> Table:
        """A table with what a mixin says, where it applies; what two mixins state differently is a conflict."""
        entries = {key: node for key, node in mixin.entries.items() if key != "plan" and self._has(above, key)}
        made = self._onto(above, replace(mixin, entries=entries), Scope.FOR_ANY_PLAN)
        mixed = Items(mixin.file, None, MIXINS, "", [*_mixed_into(above), mixin])
        return replace(made, entries={**made.entries, MIXINS: mixed})

    def _has(self, above: Table, section: str) -> bool:
        """Whether a plan has a section that it may leave out, or members there; other sections are there unsaid."""
        return section in above.entries or section not in self.sections | self.families

    def _parent(self, node: Node, children: tuple[str, ...]) -> str | None:
        if isinstance(node, Refused):
            return None
        try:
            parent = text(node, _LONGEST_NAME)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return None
        problem = self._loop(parent, children) if parent in children else self._problem(parent)
        if problem:
            self.faults.add(node, problem)
        return None if problem or parent in children else parent

    def _loop(self, parent: str, children: tuple[str, ...]) -> str:
        loop = [*children[children.index(parent) :], parent]
        first = parent == min(loop)  # each of them meets the loop; one report is enough
        return f"the scenarios extend each other in a loop: {' → '.join(loop)}" if first else ""

    def _problem(self, parent: str) -> str:
        if "/" in parent or "\\" in parent or parent.startswith("."):
            return f"`{parent}` is not allowed: a scenario extends a file of its own folder, named without a path"
        if BASE not in self.own:
            return f"a scenario that extends another belongs in a folder with a {BASE}"
        if parent not in self.own:
            return f"there is no file `{parent}` in this folder{did_you_mean(parent, self.own)}"
        return ""

    def _onto(self, above: Table, changes: Table, scope: Scope) -> Table:
        """A whole plan with what is said of it."""
        self.months = timeline(above, Faults())  # its faults are reported where the plan is read
        return self._merge(above, changes, (), scope)

    def _merge(self, parent: Table, child: Table, path: tuple[str, ...], scope: Scope) -> Table:
        entries = dict(parent.entries)
        for key, node in child.entries.items():
            before = entries.get(key)
            where = (*path, key)
            of_family = len(path) == 1 and path[0] in self.families
            if of_family and before is None and is_choice(key):
                self._of_several(replace(parent, entries=entries), key, node, scope)
            elif scope is not Scope.HERE and len(path) == 1 and path[0] in self.families and before is None:
                continue  # made for a plan that has this member
            elif self.whole(where):
                entries[key] = self._value(before, node, scope)
            elif isinstance(before, Table) and is_empty(node):
                self.faults.add(node, "is empty here, and given in what this extends: leave it out, or state what differs", ".".join(where))
            elif isinstance(node, Table) and (isinstance(before, Table) or before is None):
                start = before if isinstance(before, Table) else Table(node.file, node.line, node.path)
                entries[key] = self._merge(start, node, where, scope)
            else:
                entries[key] = node
        return replace(parent, entries=entries)

    def _of_several(self, section: Table, choice: str, node: Node, scope: Scope) -> None:
        """Put what is said of the members that are meant below each of them."""
        if not isinstance(node, Table):
            self.faults.add(node, f"expected a group of keys below it, found {found(node)}")
            return
        for member in self.choosing.members(section, choice, node, self.months, lenient=scope is not Scope.HERE):
            before = section.entries[member]
            if isinstance(before, Table):
                within = Scope.OF_EVERY if scope is Scope.HERE else scope
                section.entries[member] = self._merge(before, node, (section.path, member), within)

    def _value(self, before: Node | None, node: Node, scope: Scope) -> Node:
        """What stands at a value's place: what is stated, or what was there with the change that is asked for."""
        made = changes_of(node)
        if before is not None and (words := ambiguous(node)):
            self.faults.add(node, words)
        mixed = scope is Scope.FOR_ANY_PLAN
        if made:
            return Delta(node.file, node.line, node.path, node.note, before, made, None, scope is not Scope.HERE, mixed)
        if scope is Scope.HERE:
            return node
        if mixed and (words := _conflict(before, node)):
            self.faults.add(node, words)
        return Delta(node.file, node.line, node.path, node.note, before, (), node, True, mixed)


def _mixed_into(above: Table) -> list[Node]:
    """The files that have been mixed into a plan, in their order."""
    node = above.entries.get(MIXINS)
    return node.items if isinstance(node, Items) else []


def _conflict(before: Node | None, node: Node) -> str:
    """What to say where a file that is mixed in states what another one has stated or changed."""
    while isinstance(before, Delta):
        same = isinstance(before.instead, Scalar) and isinstance(node, Scalar) and before.instead.text == node.text
        if before.mixed and before.file != node.file and not same:
            done = "changes" if before.instead is None else "states"
            return f"line {before.line} of {Path(before.file).name} {done} it too: mix in one of the two"
        before = before.before
    return ""
