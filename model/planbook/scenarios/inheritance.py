"""Scenarios that extend another: a file states what differs, the rest comes from its parent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from planbook.language.errors import did_you_mean
from planbook.scenarios.folder import BASE
from planbook.scenarios.nodes import Faults, Node, Refusal, Refused, Table, is_empty
from planbook.scenarios.texts import text

Whole = Callable[[tuple[str, ...]], bool]  # whether what stands at a key path is one value, to be replaced as a whole
_LONGEST_NAME = 200


@dataclass
class Inheritance:
    """The files of one folder, by name (`base.yaml`), with what each of them states itself."""

    own: dict[str, Table | None]  # None: could not be read
    whole: Whole
    faults: Faults

    def merged(self, name: str) -> Table | None:
        """A file with everything that it inherits, or None when a parent cannot be had."""
        return self._merged(name, ())

    def _merged(self, name: str, children: tuple[str, ...]) -> Table | None:
        own = self.own[name]
        if own is None:
            return None
        node = own.entries.get("extends")
        if node is None and name != BASE and BASE in self.own and "timeline" not in own.entries:
            words = f"`extends: {BASE}` is missing: a variation begins with it, and states what differs"
            self.faults.at(own.file, 1, "extends", words)
            return None
        if node is None:
            return own
        parent = self._parent(node, (*children, name))
        above = self._merged(parent, (*children, name)) if parent else None
        return self._merge(above, own, ()) if above else None

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

    def _merge(self, parent: Table, child: Table, path: tuple[str, ...]) -> Table:
        entries = dict(parent.entries)
        for key, node in child.entries.items():
            before = entries.get(key)
            where = (*path, key)
            if isinstance(before, Table) and is_empty(node):
                self.faults.add(node, "is empty here, and given in what this extends: leave it out, or state what differs", ".".join(where))
                continue
            if isinstance(before, Table) and isinstance(node, Table) and not self.whole(where):
                node = self._merge(before, node, where)
            entries[key] = node
        return replace(parent, entries=entries)
