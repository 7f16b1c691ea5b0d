"""From the parser's events to nodes, on a stack of its own: no depth of nesting can exhaust it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from ruamel.yaml import events as yaml
from ruamel.yaml.events import Event, NodeEvent

from planbook.scenarios.nodes import FORBIDDEN, Faults, Items, Node, Refused, Scalar, Table

DEEPEST = 32
MOST_VALUES = 100_000
_COMMENT = re.compile(r"(?::(?=\s))?\s+#+\s*(.*?)\s*")


class Stop(Exception):
    """The rest of the file cannot be read; why has been reported."""


@dataclass
class _Group:
    """A group or list being filled, with the key that waits for its value."""

    node: Table | Items
    key: str | None = None
    line: int = 0
    note: str = ""


class Builder:
    """Builds the nodes of one file."""

    def __init__(self, file: str, lines: list[str], faults: Faults):
        self.file = file
        self.lines = lines
        self.faults = faults
        self.stack: list[_Group] = []
        self.top: Node | None = None
        self.anchors: set[str] = set()  # reported; the aliases that use them are not reported again
        self.documents = 0
        self.values = 0

    def build(self, events: Iterable[Event]) -> Table:
        """The top level of the file; raises Stop after a report."""
        for event in events:
            self._event(event)
        if isinstance(self.top, Table):
            return self.top
        self._stop(None, "the file is empty or its top level is not a group of keys such as `timeline:`")

    def _event(self, event: Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(self._line(event), "a second document begins here; one document per file")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, NodeEvent):
            self._node(event)

    def _node(self, event: NodeEvent) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._stop(self._line(event), f"more than {MOST_VALUES:,} values in one file")
        group = self.stack[-1] if self.stack else None
        if group and isinstance(group.node, Table) and group.key is None:
            self._key(group, event)
            return
        node = self._value(group, event)
        self._attach(group, node)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event, node)

    def _key(self, group: _Group, event: Event) -> None:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            self._stop(self._line(event), "a key is a plain word; aliases, anchors, tags and lists are not allowed as keys")
        if FORBIDDEN.search(event.value):
            self._stop(self._line(event), "an invisible character in a key is not allowed")
        group.key, group.line, group.note = event.value, self._line(event), self._comment(event)

    def _value(self, group: _Group | None, event: NodeEvent) -> Node:
        place = self._place(group, event)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self.faults.at(*place, f"aliases are not allowed: found `*{event.anchor}`; write the value out")
            return Refused(*place)
        if event.anchor:
            self.anchors.add(event.anchor)
            self.faults.at(
                *place, f"anchors and aliases are not allowed: found `&{event.anchor}`; write the value out where it is used"
            )
        if tag := getattr(event, "tag", None):
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.faults.at(*place, f"tag not allowed: found `{short}`; write the plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(group, event, place)
        note = self._note(group)
        return Table(*place, note) if isinstance(event, yaml.MappingStartEvent) else Items(*place, note)

    def _scalar(self, group: _Group | None, event: yaml.ScalarEvent, place: tuple[str, int | None, str]) -> Node:
        hidden = FORBIDDEN.search(event.value)
        if hidden:
            self.faults.at(*place, f"the invisible character U+{ord(hidden.group()):04X} is not allowed")
            return Refused(*place)
        block = event.style in ("|", ">")
        return Scalar(*place, self._note(group) if block else self._comment(event), event.value, bool(event.style))

    def _place(self, group: _Group | None, event: Event) -> tuple[str, int | None, str]:
        if group is None:
            return self.file, None, ""
        if isinstance(group.node, Items):
            return self.file, self._line(event), f"{group.node.path}[{len(group.node.items) + 1}]"
        path = f"{group.node.path}.{group.key}" if group.node.path else str(group.key)
        return self.file, group.line, path

    def _attach(self, group: _Group | None, node: Node) -> None:
        if group is None:
            self.top = node
        elif isinstance(group.node, Items):
            group.node.items.append(node)
        else:
            self._enter(group.node, str(group.key), node)
            group.key = None

    def _enter(self, table: Table, key: str, node: Node) -> None:
        first = table.entries.setdefault(key, node)
        if first is not node:
            self.faults.add(node, f"`{key}` is given twice, on line {first.line} and on line {node.line}; keep one")

    def _open(self, event: Event, node: Node) -> None:
        if len(self.stack) == DEEPEST:
            self._stop(self._line(event), f"nesting deeper than {DEEPEST} levels")
        if isinstance(node, Table | Items):
            self.stack.append(_Group(node))

    def _close(self, event: Event) -> None:
        closed = self.stack.pop().node
        note = self._comment(event)
        if note and not closed.note and event.end_mark.column:
            closed.note = note  # the comment stands behind the closing brace, and is of all that the line says
            _noted(closed, note, event.end_mark.line + 1)

    def _note(self, group: _Group | None) -> str:
        return group.note if group and isinstance(group.node, Table) else ""

    def _comment(self, event: Event) -> str:
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        match = _COMMENT.fullmatch(rest)
        return match.group(1) if match else ""

    def _line(self, event: Event) -> int:
        return int(event.start_mark.line) + 1

    def _stop(self, line: int | None, message: str) -> NoReturn:
        self.faults.at(self.file, line, "", message)
        raise Stop


def _noted(node: Node, note: str, line: int) -> None:
    """Put a comment beside all within a node that stands on the line and has none."""
    within = node.entries.values() if isinstance(node, Table) else node.items if isinstance(node, Items) else ()
    for each in within:
        each.note = each.note or (note if each.line == line else "")
        _noted(each, note, line)
