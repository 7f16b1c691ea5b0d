"""The timeline of a plan: its first month, its length, its fiscal year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from planbook.language.model import LONGEST
from planbook.language.units import MONTHS_OF_YEAR
from planbook.scenarios.nodes import Faults, Node, Refusal, Refused, Scalar, Table, found, table
from planbook.scenarios.quantities import month, quantity
from planbook.scenarios.texts import unknown

T = TypeVar("T")

SHORTEST, USUAL = 12, 60
KEYS = {
    "start": "The first month of the plan, such as 2027-01.",
    "months": f"How many months the plan covers: a whole number {SHORTEST}..{LONGEST}, {USUAL} if not given.",
    "fiscal_year_end": "The last month of the fiscal year, 1..12 or its name; 12 if not given.",
}
MONTH_NAMES = tuple(name.lower() for name in MONTHS_OF_YEAR)


@dataclass(frozen=True)
class Timeline:
    """The months of a plan; not ``sound`` when the plan's own timeline was refused and this one stands in."""

    start: tuple[int, int]
    months: int = USUAL
    fiscal_year_end: int = 12
    sound: bool = True

    def number(self, year: int, of_year: int) -> int:
        """The plan's month for a month of the calendar."""
        return (year - self.start[0]) * 12 + of_year - self.start[1] + 1

    def label(self, number: int) -> str:
        """`2027-01` for a month of the plan."""
        index = self.start[0] * 12 + self.start[1] - 1 + number - 1
        return f"{index // 12:04d}-{index % 12 + 1:02d}"

    def month(self, node: Node, before: bool = False) -> int:
        """The plan's month written in a node, or one ``before`` the plan, at most as long as the longest plan; raises Refusal."""
        try:
            number = self.number(*month(node))
        except Refusal as refusal:
            raise Refusal(f"{refusal}{self._counted(node)}") from None
        if self.sound and not (1 - LONGEST if before else 1) <= number <= self.months:
            first, last = self.label(1), self.label(self.months)
            long = f"more than {LONGEST} months before or after" if before else "outside"
            raise Refusal(f"got {found(node)}, which is {long} the plan ({first} to {last})")
        return number

    def _counted(self, node: Node) -> str:
        """What to write for a month that was counted from the plan's start."""
        counted = int(node.text) if isinstance(node, Scalar) and re.fullmatch("[0-9]{1,3}", node.text) else 0
        return f"; month {counted} of the plan is {self.label(counted)}" if self.sound and 1 <= counted <= self.months else ""

    @property
    def fiscal_years(self) -> list[int]:
        """The months in which the plan's fiscal years begin; the first begins with the plan."""
        starts = [number for number in range(2, self.months + 1) if (self.start[1] + number - 2 - self.fiscal_year_end) % 12 == 0]
        return [1, *starts]


def timeline(root: Table, faults: Faults) -> Timeline:
    """The timeline of a plan, or one that stands in after a report."""
    before = len(faults)
    given = root.entries.get("timeline")
    if given is None:
        faults.add(root, "`timeline` is missing: a plan begins with `timeline: {start: 2027-01}`", "timeline")
        return Timeline((2000, 1), sound=False)
    found_table = table(given, faults)
    entries = found_table.entries if found_table else {}
    for key, node in entries.items():
        if key not in KEYS:
            unknown(faults, node, key, "timeline", KEYS)
    if found_table and "start" not in entries:
        faults.add(found_table, "`start` is missing: the first month of the plan, such as 2027-01", "timeline.start")
    start = _read(entries.get("start"), month, (2000, 1), faults)
    months = _read(entries.get("months"), _months, USUAL, faults)
    end = _read(entries.get("fiscal_year_end"), _fiscal_year_end, 12, faults)
    return Timeline(start, months, end, sound=len(faults) == before)


def _read(node: Node | None, read: Callable[[Node], T], fallback: T, faults: Faults) -> T:
    if node is None or isinstance(node, Refused):
        return fallback
    try:
        return read(node)
    except Refusal as refusal:
        faults.add(node, str(refusal))
        return fallback


def _months(node: Node) -> int:
    allowed = f"a whole number {SHORTEST}..{LONGEST}"
    given = quantity(node, allowed)
    if given.percent or given.period or given.value != int(given.value) or not SHORTEST <= given.value <= LONGEST:
        raise Refusal(f"must be {allowed}; got {given.text}")
    return int(given.value)


def _fiscal_year_end(node: Node) -> int:
    allowed = "a month of the year, 1..12 or its name"
    name = node.text.strip().lower() if isinstance(node, Scalar) else ""
    matches = [number for number, full in enumerate(MONTH_NAMES, 1) if name in (full, full[:3])]
    if matches:
        return matches[0]
    given = quantity(node, allowed)
    if given.percent or given.period or given.value not in range(1, 13):
        raise Refusal(f"must be {allowed}; got {given.text}")
    return int(given.value)
