"""The head of a plan: its name, what it is about, its currency and date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planbook.scenarios import texts
from planbook.scenarios.nodes import Faults, Node, Refusal, Refused, Table, table
from planbook.scenarios.timeline import Timeline

KEYS = {
    "name": "The name of the company or plan.",
    "label": "The name of this scenario, as tables and selectors show it.",
    "about": "What the plan, or this scenario, is about.",
    "currency": "The currency of all amounts, such as USD.",
    "as_of": "The date of the plan, such as 2026-11-30; the day before it starts if not given.",
}
ACTUALS = "actuals"  # reserved: figures of months that are past, planned but not yet read
SHARED = ("name", "currency", "as_of")
_READERS: Mapping[str, Callable[[Node], str]] = {
    "name": texts.label,
    "label": texts.label,
    "about": lambda node: texts.text(node, texts.LONGEST_ABOUT),
    "currency": texts.currency,
    "as_of": texts.date,
}


@dataclass(frozen=True)
class Head:
    """What one file says about itself; a scenario inherits neither label nor about."""

    words: Mapping[str, str]
    places: Mapping[str, Node]

    def get(self, key: str, otherwise: str) -> str:
        """What is said under a key."""
        return self.words.get(key, otherwise)


def head(root: Table, faults: Faults) -> Head:
    """The `plan` section of one file."""
    section = table(root.entries.get("plan"), faults)
    entries = section.entries if section else {}
    words: dict[str, str] = {}
    for key, node in entries.items():
        reader: Any = _READERS.get(key)
        if isinstance(node, Refused):
            continue
        if reader is None:
            texts.unknown(faults, node, key, "plan", KEYS)
            continue
        try:
            words[key] = reader(node)
        except Refusal as refusal:
            faults.add(node, str(refusal))
    return Head(words, entries)


def agree(heads: Mapping[str, Head], faults: Faults) -> None:
    """Report scenarios that give the plan another name, currency or date than the first file does."""
    first_file, first = next(iter(heads.items()))
    for other in heads.values():
        for key in SHARED:
            if key in other.words and other.words[key] != first.words.get(key):
                stands = f"`{first.words[key]}` stands" if key in first.words else "nothing stands"
                faults.add(other.places[key], f"all scenarios of a plan share it, and {stands} in {first_file}")


def day_before(timeline: Timeline) -> str:
    """The last day before the plan starts."""
    year, month = timeline.start
    return (datetime.date(year, month, 1) - datetime.timedelta(days=1)).isoformat()
