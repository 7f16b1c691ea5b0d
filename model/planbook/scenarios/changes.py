"""Changes of what another file says, as they are written: `× 1.2`, `+ 1pp`, `− 3 months`, `hold`; from a month on, for some months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Scalar, Table, found
from planbook.scenarios.quantities import month
from planbook.scenarios.texts import unknown
from planbook.scenarios.timeline import Timeline

KEYS = ("change", "from", "for")
OF_GROWTH = {"growth"}  # the keys of what is said of a value's growth alone
HOLD = "hold"
LIKE = "a change such as × 1.2, + 1pp, − 5, + 3 months or hold"
_NUMBER = r"(?P<number>(?:[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?)"
_PER = r"(?:\s*/\s*(?P<per>month|year))?"
_UNIT = rf"\s*(?P<unit>pp|%|months?)?{_PER}"
_CLOSE = rf"{_NUMBER}\s*(?P<unit>pp|months?){_PER}".replace("<", "<close_")
_TIMES = re.compile(rf"(?P<sign>[×xX*÷/])\s*{_NUMBER}{_UNIT}")
_PLUS = re.compile(rf"(?P<sign>[+\-−–])(?:\s+{_NUMBER}{_UNIT}|{_CLOSE})")
_ABSOLUTE = re.compile(r"\+\s*[0-9.]")
_MONTHS = re.compile(r"([1-9][0-9]{0,2})\s*months?")


@dataclass(eq=False)
class Delta(Node):
    """What a file says of a value that it does not state: changes, one after the other, of what stands ``before``.

    ``lenient`` marks what is said of every member, or by a file made for any plan: where it does not apply, nothing is
    changed. ``mixed`` marks the latter, whose shares end at their bounds; ``instead`` is a value stated in such a place.
    """

    before: Node | None = None
    made: Sequence[Node] = field(default_factory=tuple)
    instead: Node | None = None
    lenient: bool = False
    mixed: bool = False

    @property
    def parts(self) -> Sequence[Node]:
        """What is said, as it stands in the file."""
        return self.made if self.instead is None else (self.instead,)


@dataclass(frozen=True)
class Change:
    """× or + a number, in some months; or no rise in them."""

    node: Node
    text: str
    times: bool
    number: Decimal
    unit: str  # "", pp, months
    per: str = ""  # "", month, year: of what the percentage points are
    begins: int | None = None
    ends: int | None = None  # the first month after it
    bounded: bool = False  # whether a share ends at its bound
    holds: bool = False

    @property
    def dated(self) -> bool:
        """Whether it applies to some months only."""
        return self.begins is not None or self.ends is not None


def changes_of(node: Node) -> Sequence[Node]:
    """The changes that a node holds; none where it states a value."""
    if isinstance(node, Scalar) and (node.text.strip() == HOLD or _parsed(node.text.strip())):
        return (node,)
    if isinstance(node, Table) and ("change" in node.entries or node.entries.keys() == OF_GROWTH):
        return (node,)
    if isinstance(node, Items) and node.items and all(isinstance(item, Table) and changes_of(item) for item in node.items):
        return tuple(node.items)
    return ()


def ambiguous(node: Node) -> str:
    """What to ask where a sign may mean a change or a value."""
    if not isinstance(node, Scalar) or not _ABSOLUTE.match(node.text.strip()) or changes_of(node):
        return ""
    number = node.text.strip()[1:].strip()
    return f"got {found(node)}: write `+ {number}`, with a blank, to add it to what this extends, or `{number}` for the value itself"


def _parsed(text: str) -> re.Match[str] | None:
    return _TIMES.fullmatch(text) or _PLUS.fullmatch(text)


class ChangeReader:
    """Reads changes as they are written; ``anywhere`` in time where a file is made for any plan."""

    def __init__(self, timeline: Timeline, faults: Faults, anywhere: bool = False):
        self.timeline = timeline
        self.faults = faults
        self.anywhere = anywhere

    def change(self, node: Node) -> Change | None:
        """A change as it is written; None after a report. Raises Refusal for what is none."""
        if not isinstance(node, Table):
            return self._written(node, node)
        before = len(self.faults)
        for key, other in node.entries.items():
            if key not in KEYS:
                unknown(self.faults, other, key, node.path, KEYS)
        if len(self.faults) > before or any(isinstance(other, Refused) for other in node.entries.values()):
            return None
        begins = self.month(node.entries["from"]) if "from" in node.entries else None
        ends = (1 if begins is None else begins) + self._length(node.entries["for"]) if "for" in node.entries else None
        return replace(self._written(node.entries["change"], node), begins=begins, ends=ends)

    def _written(self, node: Node, place: Node) -> Change:
        text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        if text == HOLD:
            return Change(place, text, times=True, number=Decimal(1), unit="", holds=True)
        match = _parsed(text)
        if match is None:
            raise Refusal(f"expected {LIKE}, found {found(node)}")
        sign, groups = match["sign"], match.groupdict()
        number, unit, per = ((groups[name] or groups.get(f"close_{name}") or "") for name in ("number", "unit", "per"))
        return self._meant(place, text, sign, Decimal(number.replace("_", "")), unit.rstrip("s").replace("month", "months"), per)

    @staticmethod
    def _meant(place: Node, text: str, sign: str, number: Decimal, unit: str, per: str) -> Change:
        times = sign not in "+-−–"
        if times and unit:
            raise Refusal(f"got `{text}`: a factor has no unit; write {_plain(text)}")
        if per and unit != "pp":
            raise Refusal(f"got `{text}`: only percentage points are of a month or a year; leave out `/{per}`")
        if unit == "%":
            part = number / 100
            raise Refusal(f"got `{text}`: say of what: write × {1 + part if sign == '+' else 1 - part} or {sign} {number}pp")
        if sign in "÷/":
            if not number:
                raise Refusal(f"got `{text}`: nothing can be divided by 0")
            number = 1 / number
        return Change(place, text, times, number if times or sign == "+" else -number, unit, per)

    def month(self, node: Node, before: bool = False) -> int:
        """A month of the calendar within the plan, or ``before`` it, or one that is counted from its start; raises Refusal."""
        counted = re.fullmatch(r"month\s+([1-9][0-9]{0,2})", node.text.strip()) if isinstance(node, Scalar) else None
        if counted is not None:
            return int(counted[1])
        return self.timeline.number(*month(node)) if self.anywhere else self.timeline.month(node, before)

    @staticmethod
    def _length(node: Node) -> int:
        match = _MONTHS.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if match is None:
            raise Refusal(f"expected for how long, such as 6 months, found {found(node)}")
        return int(match[1])


def _plain(text: str) -> str:
    """A factor without what stands after its number; a percentage as the factor that it means."""
    stem = text.rstrip("%abcdefghijklmnopqrstuvwxyz/ ")
    return f"{stem[0]} {Decimal(stem[1:].strip().replace('_', '')) / 100}" if text.endswith("%") else stem
