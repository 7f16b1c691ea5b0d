"""What a plan's file holds before anyone asks what it means: values, lists and groups, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planbook.language.errors import Fault

TRUTH = {"true", "false", "yes", "no", "on", "off"}
# Control characters, lone surrogates, line separators, and marks that turn the direction of writing: they hide text.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_LONGEST_QUOTE = 40


@dataclass(eq=False)
class Node:
    """Something written in a plan: its file, the line of its key, its key path, the comment beside it."""

    file: str
    line: int | None
    path: str
    note: str = ""


@dataclass(eq=False)
class Scalar(Node):
    """A single value, as it was typed."""

    text: str = ""
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(eq=False)
class Items(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(eq=False)
class Table(Node):
    """A group of keys."""

    entries: dict[str, Node] = field(default_factory=dict)


@dataclass(eq=False)
class Refused(Node):
    """Something already reported, which nobody should report again."""


class Refusal(Exception):
    """A value cannot be taken; the message says what was found and what is allowed."""


class Faults:
    """Collects everything wrong with a plan, each thing once however many scenarios inherit it."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}

    def add(self, node: Node, message: str, path: str | None = None) -> None:
        """Report something about a node."""
        self.at(node.file, node.line, node.path if path is None else path, message)

    def at(self, file: str, line: int | None, path: str, message: str) -> None:
        """Report something about a place."""
        self._found[Fault(file, line, path, message)] = None

    def sorted(self, files: list[str]) -> list[Fault]:
        """All faults, by file in the given order, then by line."""
        order = {file: number for number, file in enumerate(files)}
        return sorted(self._found, key=lambda fault: (order.get(fault.file, len(order)), fault.line or 0))

    def clear(self) -> None:
        """Forget what was found, once it has been reported."""
        self._found.clear()

    def __len__(self) -> int:
        return len(self._found)


def shortened(text: str) -> str:
    """A text as it can be quoted in a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else f"{flat[:_LONGEST_QUOTE]}…"


def found(node: Node) -> str:
    """What stands in the plan, in words."""
    if isinstance(node, Table):
        return "a group of keys"
    if isinstance(node, Items):
        return "a list"
    if not isinstance(node, Scalar) or node.empty:
        return "nothing"
    text = f"`{shortened(node.text)}`"
    if node.quoted:
        return f"the quoted text {text}"
    if node.text.lower() in TRUTH:
        return f"{text} (true or false)"
    return f"the date {text}" if _DATE.fullmatch(node.text) else text


def table(node: Node | None, faults: Faults) -> Table | None:
    """The node as a group of keys (an empty value is an empty group), or None after a report."""
    if node is None or isinstance(node, Table):
        return node
    if isinstance(node, Scalar) and node.empty:
        return Table(node.file, node.line, node.path, node.note)
    if not isinstance(node, Refused):
        faults.add(node, f"expected a group of keys below it, found {found(node)}")
    return None


def is_empty(node: Node) -> bool:
    """Whether a key has nothing below it, or `{}`."""
    return not node.entries if isinstance(node, Table) else isinstance(node, Scalar) and node.empty


def at_path(root: Node, path: tuple[str, ...]) -> Node | None:
    """What stands at a key path, or None."""
    node: Node | None = root
    for key in path:
        node = node.entries.get(key) if isinstance(node, Table) else None
    return node
