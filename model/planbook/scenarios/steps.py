"""Values in steps: what all of them share, values by age, and changes that land in stated months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planbook.language.declarations import Assumption
from planbook.language.units import SHARE
from planbook.scenarios.amounts import amount
from planbook.scenarios.given import Cell, Given, Step, single
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Table, found
from planbook.scenarios.quantities import quantity
from planbook.scenarios.texts import unknown
from planbook.scenarios.timeline import Timeline

OLDEST = 600
LANDING = "{month: 2028-03, value: 5%}"
Stated = tuple[Step, str]  # a step with the period of its value
_ONCE = Assumption("Change", SHARE, "What lands once, in its month.", above=-1.0, high=1.0)


def by_age(node: Node, made: Assumption, faults: Faults) -> Given | None:
    """A value, or a list of steps `{from: age in months, value}`, the first of them from the youngest age."""
    if isinstance(node, Table):
        faults.add(node, "expected a value, or a list of steps such as [{value: …}, {from: 12, value: …}], found a group of keys")
        return None
    if not isinstance(node, Items):
        cell = stated(node, made, faults)
        return single(cell[0], cell[1]) if cell else None
    steps = [_step(item, number, made, faults, item.note or node.note) for number, item in enumerate(node.items, 1)]
    early = next(begins_too_early(steps), "") if all(steps) else ""
    if early:
        faults.add(node, early)
        return None
    return gathered(node, steps, faults)


def dated(node: Items, timeline: Timeline, faults: Faults) -> Given | None:
    """A list of changes `{month: 2028-03, value: 5%}`, each of which lands once."""
    steps = [_landing(item, timeline, faults, item.note or node.note) for item in node.items]
    good = [step for step in steps if step]
    if not node.items:
        faults.add(node, "expected at least one change, found an empty list")
    if not good or len(good) < len(steps):
        return None
    for number, (before, after) in enumerate(pairwise(good), 2):
        if after.begins.value <= before.begins.value:
            faults.add(node, f"changes must follow each other, one a month: number {number} is no later than the one before it")
            return None
    return Given(tuple(good), dated=True)


def _step(item: Node, number: int, made: Assumption, faults: Faults, note: str) -> Stated | None:
    entries = _entries(item, ("from", "value"), "a step such as {from: 12, value: 2}", faults)
    if entries is None or "value" not in entries:
        return None
    begins = _age(entries.get("from"), item, number, faults, note)
    cell = stated(entries["value"], made, faults, note)
    return (Step(begins, cell[0]), cell[1]) if begins and cell else None


def _age(node: Node | None, item: Node, number: int, faults: Faults, note: str) -> Cell | None:
    if node is None:
        if number == 1:
            return Cell.at(item, 0.0, "0", note)
        faults.add(item, "`from` is missing in this step: the age in months at which it begins, such as 12")
        return None
    allowed = f"an age in whole months, 0..{OLDEST}"
    try:
        given = quantity(node, allowed)
        if given.percent or given.period or given.value != int(given.value) or not 0 <= given.value <= OLDEST:
            raise Refusal(f"must be {allowed}; got {given.text}")
    except Refusal as refusal:
        faults.add(node, str(refusal))
        return None
    if number == 1 and given.value > 1:
        faults.add(node, "the first step begins with the youngest age: write 0 or 1, or leave `from` out")
    return Cell.at(node, given.value if number > 1 else 0.0, given.text, note)


def _landing(item: Node, timeline: Timeline, faults: Faults, note: str) -> Step | None:
    entries = _entries(item, ("month", "value"), f"a change such as {LANDING}", faults)
    if entries is None or len(entries) < 2:
        return None
    cell = stated(entries["value"], _ONCE, faults, note)
    try:
        month = timeline.month(entries["month"])
    except Refusal as refusal:
        faults.add(entries["month"], str(refusal))
        return None
    return Step(Cell.at(item, float(month), timeline.label(month), note), cell[0]) if cell else None


def _entries(item: Node, keys: tuple[str, str], like: str, faults: Faults) -> dict[str, Node] | None:
    if isinstance(item, Refused):
        return None
    if not isinstance(item, Table):
        faults.add(item, f"expected {like}, found {found(item)}")
        return None
    for key, node in item.entries.items():
        if key not in keys:
            unknown(faults, node, key, item.path, keys)
    for key in keys[1 if keys[0] == "from" else 0 :]:
        if key not in item.entries:
            faults.add(item, f"`{key}` is missing: expected {like}")
    return {key: node for key, node in item.entries.items() if key in keys and not isinstance(node, Refused)}


def stated(node: Node, made: Assumption, faults: Faults, note: str = "") -> tuple[Cell, str] | None:
    """A value of an assumption with the period it is stated in, or None after a report."""
    if isinstance(node, Refused):
        return None
    try:
        given = amount(node, made)
    except Refusal as refusal:
        faults.add(node, str(refusal))
        return None
    return Cell.at(node, given.value, given.text, note), given.period


def gathered(node: Items, steps: Sequence[Stated | None], faults: Faults) -> Given | None:
    """The steps of a list as one value, or None where any of them was refused or they are not stated alike."""
    if not node.items:
        faults.add(node, "expected at least one value, found an empty list")
    good = [step for step in steps if step]
    if not good or len(good) < len(steps):
        return None
    if len({period for _, period in good}) > 1:
        faults.add(node, "some steps are stated per month and some per year; state all alike")
        return None
    return Given(tuple(step for step, _ in good), good[0][1])


def begins_too_early(steps: Sequence[Stated | None]) -> Iterator[str]:
    """What to report of steps that begin no later than the one before them."""
    for before, after in pairwise(steps):
        if before and after and after[0].begins.value <= before[0].begins.value:
            yield f"steps must follow each other: {after[0].begins.origin.path} begins no later than the step before it"
