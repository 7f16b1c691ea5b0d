"""Which members of a section a scenario means: `every`, `first`, or `largest KEY`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from planbook.language.declarations import Assumption
from planbook.language.errors import did_you_mean
from planbook.language.inputs import per_month
from planbook.scenarios.nodes import Faults, Node, Table, at_path
from planbook.scenarios.timeline import Timeline
from planbook.scenarios.walking import Walker

EVERY, FIRST, LARGEST = "every", "first", "largest "


def is_choice(key: str) -> bool:
    """Whether a key means members by what they are, not by name."""
    return key in (EVERY, FIRST) or key.startswith(LARGEST)


@dataclass
class Choosing:
    """Chooses among the members of sections as they stand; ``assumptions`` are those of members, by section and key."""

    assumptions: Mapping[tuple[str, str], Assumption]
    faults: Faults

    def members(self, section: Table, choice: str, node: Node, months: Timeline, lenient: bool) -> list[str]:
        """The names of those that ``choice`` means; none after a report, or where ``lenient`` and there are none of that kind."""
        names = [name for name, member in section.entries.items() if isinstance(member, Table)]
        if not choice.startswith(LARGEST):
            return names if choice == EVERY else names[:1]
        key = choice.removeprefix(LARGEST).strip()
        made = self.assumptions.get((section.path, key))
        if made is None:
            known = [each for group, each in self.assumptions if group == section.path]
            self.faults.add(node, f"`{key}` is not an assumption of a member of {section.path}{did_you_mean(key, known)}")
            return []
        sizes = {name: _size(at_path(section.entries[name], tuple(key.split("."))), made, months) for name in names}
        stated = [name for name in names if sizes[name] > -math.inf]
        if not stated and not lenient:
            self.faults.add(node, f"no member of {section.path} states `{key}`: none of them is the largest")
        return [max(stated, key=lambda name: sizes[name])] if stated else []


def _size(node: Node | None, made: Assumption, months: Timeline) -> float:
    """What a member's assumption begins with, changes included, rates as rates of a month; below all others where it states none."""
    given = Walker(months, Faults()).given(node, made) if node is not None else None
    if given is None:
        return -math.inf
    value = given.first.value
    return float(per_month(value, made.period)) if given.period == "year" else value
