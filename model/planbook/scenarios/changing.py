"""Changes of what another file says, applied.

A change applies to every step of a value over time; growth and season stay as they are. One with `from` or `for` applies to
some months only: the value's steps are split there, and a value that grows is multiplied by a factor of its own, so that it
goes on as if nothing had happened when the change ends. A value that is held does not rise in its months.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.errors import Fault
from planbook.language.inputs import per_month
from planbook.scenarios.amounts import allowed, has_period, is_share, per_year, suits, within
from planbook.scenarios.changes import OF_GROWTH, Change, ChangeReader, Delta, changes_of
from planbook.scenarios.drivers import GROWTH, DriverReader
from planbook.scenarios.given import Cell, Given, Step
from planbook.scenarios.holding import by_factors, factors, held
from planbook.scenarios.nodes import Faults, Node, Refusal, Table
from planbook.scenarios.timeline import Timeline


class NothingThere(Refusal):
    """There is nothing that could be changed, or not within the plan."""


class Changer:
    """Applies changes to what is given for one assumption."""

    def __init__(self, made: Assumption, timeline: Timeline, faults: Faults):
        self.made = made
        self.timeline = timeline
        self.faults = faults
        self.passed: dict[Node, Fault] = {}  # what did not apply, where nothing is changed then

    def apply(self, given: Given, delta: Delta) -> Given | None:
        """What is given, with the changes of ``delta``; None after a report."""
        for node in delta.made:
            try:
                changed = self._one(given, node, delta)
                if changed is None:
                    return None
                given = changed
            except Refusal as refusal:
                if delta.lenient and isinstance(refusal, NothingThere):
                    self.passed[node] = Fault(node.file, node.line, node.path, str(refusal))
                    continue
                self.faults.add(node, str(refusal))
                return None
        return given

    def _one(self, given: Given, node: Node, delta: Delta) -> Given | None:
        if isinstance(node, Table) and node.entries.keys() == OF_GROWTH:
            return self._with_growth(given, node.entries["growth"], delta)
        change = ChangeReader(self.timeline, self.faults, anywhere=delta.mixed).change(node)
        return None if change is None else self._changed(given, replace(change, bounded=delta.mixed))

    def _with_growth(self, given: Given, node: Node, delta: Delta) -> Given | None:
        """The value with another growth: as stated here, or as it was with a change."""
        if self.made.form is not Form.DRIVER:
            raise Refusal("this does not change over time: it has no growth")
        nodes = changes_of(node)
        if nodes and given.growth is None:
            raise NothingThere("there is no growth to change: state one, such as 2%/month")
        if nodes and given.growth:
            growth = Changer(GROWTH, self.timeline, self.faults).apply(given.growth, replace(delta, made=nodes))
        else:
            growth = DriverReader(GROWTH, self.timeline, self.faults).read(node)
        return self._grown(given, growth) if growth else None

    def _grown(self, given: Given, growth: Given) -> Given:
        """The value with this growth, which goes on through changes of some months."""
        grown = replace(given.whole or given, growth=growth, adapts=False)
        for change in given.since:
            if change.dated and not change.times:
                place = f"line {change.node.line} of {Path(change.node.file).name}" if change.node.line else change.node.file
                raise Refusal(f"{place} adds `{change.text}` in some months, and a value that grows can be multiplied only there")
            grown = self._changed(grown, change)
        return grown

    def _changed(self, given: Given, change: Change) -> Given:
        changed = self._applied(given, change)
        kept = given.whole or change.holds or (change.dated and not given.growth)
        return replace(changed, whole=given.whole or given, since=(*given.since, change)) if kept else changed

    def _applied(self, given: Given, change: Change) -> Given:
        if change.holds:
            return self._held(given, change)
        self._suits(given, change)
        if by_factors(given) and not (change.times and (change.dated or given.period != "year")):
            return self._below(given, change)
        given = self._in_its_period(given, change)
        if not change.dated:
            steps = tuple(Step(step.begins, self._new(step.value, change, given)) for step in given.steps)
            return replace(given, steps=steps, adapts=False)
        begins, ends = self._months(change)
        if given.growth is None:
            steps = self._split(given.steps, change, begins, ends, lambda cell: self._new(cell, change, given))
            return replace(given, steps=steps, adapts=False)
        if not change.times:
            raise Refusal(f"got `{change.text}`: the value grows, so in some months it can be multiplied only; write × and a factor")
        return self._multiplied(given, change, begins, ends, float(change.number))

    def _below(self, given: Given, change: Change) -> Given:
        """A value that is held by factors, changed in a way that they do not follow: what comes of the change is held."""
        if change.dated:
            raise Refusal(f"got `{change.text}`: the value is held, so in some months it can be multiplied only; write × and a factor")
        assert given.whole is not None
        some = [each for each in given.since if each.holds or each.dated]
        changed = given.whole
        for each in (*(other for other in given.since if other not in some), change, *some):
            changed = self._changed(changed, each)
        return changed

    def _in_its_period(self, given: Given, change: Change) -> Given:
        """A rate of nothing that no file states, in the period of the points that are added to it; raises Refusal without one."""
        if not given.adapts or change.times or not has_period(self.made):
            return given
        if not change.per:
            raise Refusal(f"got `{change.text}`, and no file states this rate: say of what, {change.text}/month or {change.text}/year")
        return replace(given, period=change.per, stepped=given.stepped and change.per == "year")

    def _months(self, change: Change) -> tuple[int, int]:
        """The first month of a change, and the first one after it; raises Refusal."""
        if self.made.form is not Form.DRIVER:
            raise Refusal(f"this does not change over time: {'it cannot be held' if change.holds else 'leave out `from` and `for`'}")
        begins = 1 if change.begins is None else max(change.begins, 1)
        ends = self.timeline.months + 1 if change.ends is None else change.ends
        if begins > self.timeline.months:
            raise NothingThere(f"begins in month {begins}, and the plan has {self.timeline.months}")
        if ends <= 1:
            raise NothingThere("ends before the plan begins")
        return begins, ends

    def _multiplied(self, given: Given, change: Change, begins: int, ends: int, number: float) -> Given:
        """A value that grows, or has a season, multiplied in some months by a factor of its own."""
        one = Cell.at(change.node, 1.0, "1")

        def times(cell: Cell) -> Cell:
            written = change.text if cell.value == 1 else f"{cell.origin.written} {change.text}"
            return Cell.at(change.node, cell.value * number, written)

        return replace(given, changes=self._split(given.changes or (Step(one, one),), change, begins, ends, times))

    def _held(self, given: Given, change: Change) -> Given:
        """The value without a rise in some months."""
        begins, ends = self._months(change)
        if given.growth or given.season:
            for month, factor in list(factors(given, self.timeline, self.made.period, begins, ends)):
                given = self._multiplied(given, change, month, month + 1, factor)
            return given
        inside = ends <= self.timeline.months
        resumes = Cell.at(change.node, float(ends), self.timeline.label(ends)) if inside else None
        return replace(given, steps=held(given.steps, begins, ends, resumes))

    def _suits(self, given: Given, change: Change) -> None:
        """Whether the change is in the assumption's own unit; raises Refusal."""
        text = change.text
        if (self.made.form is Form.MONTH) != (change.unit == "months"):
            wanted = "a month is moved by months: write + 3 months" if self.made.form is Form.MONTH else "this is no month"
            raise Refusal(f"got `{text}`: {wanted}")
        if change.per and given.dated:
            raise Refusal(f"got `{text}`: each of these changes lands once; leave out `/{change.per}`")
        share = is_share(self.made)
        if not change.times and share and change.unit != "pp":
            raise Refusal(f"got `{text}`: a share is changed by percentage points; write {text[0]} 1pp, or × and a factor")
        if change.per and not has_period(self.made):
            raise Refusal(f"got `{text}`: this is {allowed(self.made)}; leave out `/{change.per}`")
        if not change.times and not share and change.unit == "pp":
            plain = text.removesuffix("pp").strip()
            raise Refusal(f"got `{text}`: this is measured in {self.made.unit.name}, not in percent; write {plain}")
        if change.times and not any(given.values):
            raise NothingThere(f"got `{text}`, and there is nothing to multiply: {given.first.written}")

    def _new(self, cell: Cell, change: Change, given: Given) -> Cell:
        """The changed value, within the bounds of its assumption; raises Refusal."""
        if self.made.form is Form.MONTH:
            return self._moved(cell, change)
        if change.per and change.per != given.period:
            value = self._in_other_period(cell.value, change)
        else:
            before = Decimal(repr(cell.value))
            value = float(before * change.number if change.times else before + change.number * (Decimal("0.01") if change.unit else 1))
        written = _then(cell.written, change)
        if change.bounded and is_share(self.made) and value != (bound := within(value, self.made)):
            value, written = bound, f"{written}, which ends at {_shown(bound, self.made)}"
        suits(value, self.made, f"{written} is {_shown(value, self.made)}")
        return Cell.at(change.node, value, written, cell.origin.note)

    def _in_other_period(self, value: float, change: Change) -> float:
        """Percentage points of a month added to a rate per year, or of a year to one per month: the rate of the change's period is
        changed, and stated in its own again."""
        monthly = change.per == "month"
        rate = per_month(value, self.made.period) if monthly else per_year(value, self.made)
        changed = rate + float(change.number) / 100
        if monthly and self.made.period is Period.LOSS and changed >= 1:  # of which a year would keep something again
            raise Refusal(f"{100 * rate:.4g}%/month {change.text} is {100 * changed:.4g}% a month: must be below 100%")
        return per_year(changed, self.made) if monthly else float(per_month(changed, self.made.period))

    def _moved(self, cell: Cell, change: Change) -> Cell:
        value = int(cell.value + float(change.number))
        if not 1 <= value <= self.timeline.months:
            first, last = self.timeline.label(1), self.timeline.label(self.timeline.months)
            raise NothingThere(f"{cell.written} {change.text} is {self.timeline.label(value)}, outside the plan ({first} to {last})")
        return Cell.at(change.node, float(value), f"{cell.written} {change.text}", cell.origin.note)

    def _split(self, steps: Sequence[Step], change: Change, begins: int, ends: int, new: Callable[[Cell], Cell]) -> tuple[Step, ...]:
        """Steps that are changed from one month to another, with those in between."""
        starts = {max(1, int(step.begins.value)): step.begins for step in steps}
        for month in (begins, ends):
            if month <= self.timeline.months:
                starts.setdefault(month, Cell.at(change.node, float(month), self.timeline.label(month)))
        made = []
        for month, cell in sorted(starts.items()):
            value = [step.value for step in steps if max(1, step.begins.value) <= month][-1]
            made.append(Step(cell, new(value) if begins <= month < ends else value))
        return tuple(made)


def _then(written: str, change: Change) -> str:
    """What was written with a change after it; in brackets where they would be read otherwise."""
    return f"({written}) {change.text}" if change.times and re.search(r" [+\-−–] ", written) else f"{written} {change.text}"


def _shown(value: float, made: Assumption) -> str:
    return f"{100 * value:g}%" if is_share(made) else f"{value:g}"

