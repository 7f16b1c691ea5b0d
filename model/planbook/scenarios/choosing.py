"""Which members of a section a scenario means: `every`, `first`, `largest KEY`, or those that begin `from` a month, `to` another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planbook.language.declarations import Assumption
from planbook.language.errors import did_you_mean
from planbook.language.inputs import per_month
from planbook.scenarios.changes import ChangeReader
from planbook.scenarios.nodes import Faults, Node, Refusal, Scalar, Table, at_path
from planbook.scenarios.timeline import Timeline
from planbook.scenarios.walking import Walker

EVERY, FIRST, LARGEST, FROM, TO = "every", "first", "largest ", "from ", " to "
BEGINS = ("from", "month")  # the keys of a member's first month


class Nobody(Exception):
    """There is no member of the kind that is meant."""


def is_choice(key: str) -> bool:
    """Whether a key means members by what they are, not by name."""
    return key in (EVERY, FIRST) or key.startswith((LARGEST, FROM))


@dataclass
class Choosing:
    """Chooses among the members of sections as they stand; ``assumptions`` are those of members, by section and key."""

    assumptions: Mapping[tuple[str, str], Assumption]
    faults: Faults

    def members(self, section: Table, choice: str, node: Node, months: Timeline, lenient: bool) -> list[str]:
        """The names of those that ``choice`` means; none after a report, or where ``lenient`` and there are none of that kind."""
        names = [name for name, member in section.entries.items() if isinstance(member, Table)]
        if choice in (EVERY, FIRST):
            return names if choice == EVERY else names[:1]
        try:
            begun = choice.startswith(FROM)
            chosen = self._begun(section, choice, names, months, lenient) if begun else self._largest(section, choice, names, months)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return []
        except Nobody as nobody:
            if not lenient:
                self.faults.add(node, str(nobody))
            return []
        return chosen

    def _largest(self, section: Table, choice: str, names: Sequence[str], months: Timeline) -> list[str]:
        """The member of which an assumption is largest; raises Refusal or Nobody."""
        key = choice.removeprefix(LARGEST).strip()
        made = self.assumptions.get((section.path, key))
        if made is None:
            known = [each for group, each in self.assumptions if group == section.path]
            raise Refusal(f"`{key}` is not an assumption of a member of {section.path}{did_you_mean(key, known)}")
        sizes = {name: _size(at_path(section.entries[name], tuple(key.split("."))), made, months) for name in names}
        stated = [name for name in names if sizes[name] > -math.inf]
        if not stated:
            raise Nobody(f"no member of {section.path} states `{key}`: none of them is the largest")
        return [max(stated, key=lambda name: sizes[name])]

    def _begun(self, section: Table, choice: str, names: Sequence[str], months: Timeline, anywhere: bool) -> list[str]:
        """The members that begin within the months named, the first and the last of them included; raises Refusal or Nobody."""
        key = next((key for key in BEGINS if (section.path, key) in self.assumptions), "")
        if not key:
            raise Refusal(f"members of {section.path} begin in no month of their own")
        made = self.assumptions[section.path, key]
        begins, to, ends = choice.removeprefix(FROM).partition(TO)
        reader = ChangeReader(months, self.faults, anywhere)
        said = (Scalar("", None, "", "", text.strip()) for text in (begins, ends if to else begins))
        first, last = (reader.month(each, made.before_plan) for each in said)
        if last < first:
            raise Refusal("ends before it begins")
        sizes = {name: _size(at_path(section.entries[name], (key,)), made, months) for name in names}
        chosen = [name for name in names if first <= sizes[name] <= (last if to else math.inf)]
        if not chosen:
            raise Nobody(f"no member of {section.path} begins in these months: nothing would be changed")
        return chosen


def _size(node: Node | None, made: Assumption, months: Timeline) -> float:
    """What a member's assumption begins with, changes included, rates as rates of a month; below all others where it states none."""
    given = Walker(months, Faults()).given(node, made) if node is not None else None
    if given is None:
        return -math.inf
    value = given.first.value
    return float(per_month(value, made.period)) if given.period == "year" else value
