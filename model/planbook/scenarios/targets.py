"""What a plan is measured by: its targets, by when and who answers for them; the published benchmarks that apply to it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from planbook.language.declarations import Chapter, LineItem
from planbook.language.errors import did_you_mean
from planbook.language.metrics import Better
from planbook.language.plans import Target
from planbook.scenarios import texts
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Table, found, is_empty, shortened, table
from planbook.scenarios.quantities import quantity
from planbook.scenarios.timeline import Timeline

TARGETS, BENCHMARKS = "targets", "benchmarks"
T = TypeVar("T")
KEYS = {
    "value": "What the metric is to be, in its own unit; a share with its % sign. At least or at most, as the metric is good.",
    "low": "For a metric that should stay within a band: at least.",
    "high": "For a metric that should stay within a band: at most.",
    "due": "The month by whose end it is to be so, such as 2029-12.",
    "owner": "Who answers for it.",
}


def metrics(chapters: Sequence[Chapter]) -> dict[str, LineItem]:
    """The metrics that can have a target, by name and alias: those of the company, with one figure a month or a plan."""
    found = [item for chapter in chapters for item in chapter.lines if item.metric and not item.per]
    return {name: item for item in found for name in (item.name, *item.aliases)}


def only_in_the_base(own: Mapping[str, Table | None], faults: Faults) -> None:
    """Report scenarios that state targets or benchmarks: all scenarios of a plan are measured by the same."""
    first, *others = own
    for name in others:
        for key in (TARGETS, BENCHMARKS):
            root = own[name]
            if root is not None and key in root.entries:
                faults.add(root.entries[key], f"{key} are the plan's, the same in all scenarios: state them in {first}")


def read_benchmarks(root: Table, known: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """The segments of published benchmarks that a plan belongs to."""
    given = root.entries.get(BENCHMARKS)
    if given is None or isinstance(given, Refused) or is_empty(given):
        return ()
    if not isinstance(given, Items):
        faults.add(given, f"expected a list of segments such as [{known[0]}], found {found(given)}")
        return ()
    named: list[str] = []
    for node in given.items:
        try:
            name = texts.label(node)
        except Refusal as refusal:
            faults.add(node, str(refusal))
            continue
        if name not in known:
            faults.add(node, f"`{name}` is no segment of the benchmarks" + (did_you_mean(name, known) or f"; known are {', '.join(known)}"))
        elif name in named:
            faults.add(node, f"`{name}` stands there twice")
        named.append(name)
    return tuple(named)


def read_targets(root: Table, timeline: Timeline, chapters: Sequence[Chapter], present: Sequence[str], faults: Faults) -> dict[str, Target]:
    """The targets of a plan by metric; ``present`` names its chapters."""
    return {target.metric: target for target in _Reader(timeline, chapters, present, faults).read(root)}


@dataclass
class _Reader:
    timeline: Timeline
    chapters: Sequence[Chapter]
    present: Sequence[str]
    faults: Faults
    stated: dict[str, str] = field(default_factory=dict)  # metric → the name it was first stated by

    def read(self, root: Table) -> Iterator[Target]:
        section = table(root.entries.get(TARGETS), self.faults)
        for key, node in section.entries.items() if section else ():
            item = self._metric(key, node)
            own = table(node, self.faults) if item else None
            target = self._target(own, item) if own and item else None
            if target:
                yield target

    def _metric(self, key: str, node: Node) -> LineItem | None:
        known = metrics(self.chapters)
        problem = self._unknown(key, known) if key not in known else self._unsuited(key, known[key])
        if problem:
            self.faults.add(node, problem)
            return None
        return known[key]

    def _unknown(self, key: str, known: Mapping[str, LineItem]) -> str:
        name = f"`{shortened(key)}`"
        line = next((item for chapter in self.chapters for item in chapter.lines if key in (item.name, *item.aliases)), None)
        if line is None:
            return f"{name} is not a metric{did_you_mean(key, known)}"
        what = f"exists for each {line.per[0].name}" if line.per else "is a line, not a metric"
        return f"{name} {what}: a target is set for a metric of the whole company{did_you_mean(key, known)}"

    def _unsuited(self, key: str, item: LineItem) -> str:
        first = self.stated.setdefault(item.name, key)
        if first != key:
            return f"`{key}` is the same metric as `{first}`, which has its target already"
        chapter = next(each for each in self.chapters if each.name == item.chapter)
        if chapter.name in self.present:
            return ""
        return f"`{key}` {chapter.left_out(item.name)}"

    def _target(self, own: Table, item: LineItem) -> Target | None:
        before = len(self.faults)
        limits = _limits(item)
        for key, node in own.entries.items():
            if key not in KEYS:
                texts.unknown(self.faults, node, key, own.path, KEYS)
            elif key in ("value", "low", "high") and key not in limits:
                self.faults.add(node, f"`{item.name}` is {_direction(item)}: write {' and '.join(f'`{each}`' for each in limits)}")
        if not any(key in own.entries for key in ("value", "low", "high")):
            either = " or ".join(f"`{key}`" for key in limits)
            self.faults.add(own, f"{either} is missing: {_allowed(item)}; it is {_direction(item)}")
        if "due" not in own.entries:
            self.faults.add(own, "`due` is missing: the month by whose end it is to be reached, such as 2029-12", f"{own.path}.due")
        amounts = {limit: self._taken(own, key, lambda node: _amount(node, item)) for key, limit in limits.items()}
        due, owner = self._taken(own, "due", self.timeline.month), self._taken(own, "owner", texts.label)
        low, high = amounts.get("low"), amounts.get("high")
        if low is not None and high is not None and low > high:
            self.faults.add(own.entries["low"], "`low` must not exceed `high`")
        return Target(item.name, low, high, due or 0, owner or "") if len(self.faults) == before else None

    def _taken(self, own: Table, key: str, read: Callable[[Node], T]) -> T | None:
        """What stands under a key, if it does; None also after a report."""
        node = own.entries.get(key)
        if node is None or isinstance(node, Refused):
            return None
        try:
            return read(node)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return None


LIMITS = {Better.UP: {"value": "low"}, Better.DOWN: {"value": "high"}, Better.WITHIN: {"low": "low", "high": "high"}}
DIRECTIONS = {Better.UP: "better when higher", Better.DOWN: "better when lower", Better.WITHIN: "to stay within a band"}


def _limits(item: LineItem) -> dict[str, str]:
    """The keys under which a target of a metric is written, and which limit each of them is."""
    assert item.metric is not None
    return LIMITS[item.metric.better]


def _direction(item: LineItem) -> str:
    assert item.metric is not None
    return DIRECTIONS[item.metric.better]


def _allowed(item: LineItem) -> str:
    return "a share such as 25%" if item.unit.style == "percent" else f"a number, in {item.unit.name}"


def _amount(node: Node, item: LineItem) -> float:
    """A value in the metric's own unit; raises Refusal."""
    given = quantity(node, _allowed(item))
    if given.period:
        raise Refusal(f"got `{given.text}`: a target is the figure itself; leave out `/{given.period}`")
    if item.unit.style == "percent" and not given.percent:
        raise Refusal(f"got `{given.text}`: a share needs its % sign, such as 25%")
    if given.percent and item.unit.style != "percent":
        raise Refusal(f"got `{given.text}`: `{item.name}` is measured in {item.unit.name}; write a plain number without %")
    least, most = _ends(item)
    if not least <= given.value <= most:
        raise Refusal(f"got `{given.text}`: no figure of `{item.name}` {_beyond(item, given.value > most)}")
    return given.value


def _ends(item: LineItem) -> tuple[float, float]:
    """What no figure of a metric can exceed: the ends of its scale, all of a whole of which it is a part, none of what is counted."""
    assert item.metric is not None
    least, most = item.metric.ends
    lost = item.metric.part and item.metric.better is Better.DOWN
    counted = item.unit.style == "count" and math.isinf(least)
    return 0.0 if counted or lost else least, min(most, 1.0) if item.metric.part else most


def _beyond(item: LineItem, above: bool) -> str:
    """In words, with the end that was exceeded."""
    end = _ends(item)[above]
    text = f"{end:.0%}" if item.unit.style == "percent" else f"{end:g}"
    return f"is {'above' if above else 'below'} {text}"
