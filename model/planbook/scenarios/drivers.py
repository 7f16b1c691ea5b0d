"""Values that change over time or age: steps, a value for each fiscal year, growth between steps, seasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.units import FACTOR, RATE, Sign
from planbook.scenarios.given import Cell, Given, Step, single
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Refused, Table, found
from planbook.scenarios.steps import Stated, begins_too_early, gathered, stated
from planbook.scenarios.texts import unknown
from planbook.scenarios.timeline import Timeline

KEYS = ("value", "steps", "by_fiscal_year", "growth", "season")
STATED = KEYS[:3]
STEP_KEYS = ("from", "value")
GROWTH = Assumption("Growth", RATE, "How the value grows until the next step.", form=Form.DRIVER, period=Period.GROWTH)
_FACTOR = Assumption("Season", FACTOR, "What the month's value is multiplied by.", low=0.0)


class DriverReader:
    """Reads one assumption that may change over time; every fault in it is reported."""

    def __init__(self, made: Assumption, timeline: Timeline, faults: Faults):
        self.made = made
        self.timeline = timeline
        self.faults = faults

    def read(self, node: Node, note: str = "") -> Given | None:
        """What is given, or None after a report; ``note`` stands in where there is no comment."""
        note = node.note or note
        if isinstance(node, Items):
            return gathered(node, self._steps(node, note), self.faults)
        if isinstance(node, Table):
            return self._table(node, note)
        cell = self._value(node, note)
        return single(cell[0], cell[1]) if cell else None

    def _table(self, node: Table, note: str) -> Given | None:
        self._known(node, KEYS)
        stated = [key for key in STATED if key in node.entries]
        if len(stated) != 1:
            self.faults.add(node, f"expected one of `value`, `steps` or `by_fiscal_year`, found {' and '.join(stated) or 'none'}")
            return None
        given = self._stated(stated[0], node.entries[stated[0]], note)
        season = self._season(node.entries["season"], note) if "season" in node.entries else ()
        if given and season is not None:
            given = replace(given, season=season)
        if "growth" in node.entries:
            growth = self._growth(node.entries["growth"], note)
            given = replace(given, growth=growth) if given and growth else None
        return given

    def _season(self, node: Node, note: str) -> tuple[Cell, ...] | None:
        """A factor for each month of the calendar year, January first."""
        if self.made is GROWTH:
            self.faults.add(node, "a growth rate has no season; give the value itself a season")
        elif not isinstance(node, Items) or len(node.items) != 12:
            count = f"{len(node.items)} values" if isinstance(node, Items) else found(node)
            self.faults.add(node, f"expected twelve factors, January to December, such as [1, 1, 1.2, …], found {count}")
        else:
            factor = _FACTOR if self.made.sign is not Sign.POSITIVE else replace(_FACTOR, low=None, above=0.0)
            read = DriverReader(factor, self.timeline, self.faults)
            cells = [read._value(item, note or node.note) for item in node.items]
            return tuple(cell[0] for cell in cells if cell) if all(cells) else None
        return None

    def _known(self, table: Table, keys: Sequence[str]) -> None:
        for key, node in table.entries.items():
            if key not in keys:
                unknown(self.faults, node, key, table.path, keys)

    def _growth(self, node: Node, note: str) -> Given | None:
        if self.made is GROWTH:
            self.faults.add(node, "a growth rate has no growth of its own; state its steps")
            return None
        return DriverReader(GROWTH, self.timeline, self.faults).read(node, note)

    def _stated(self, key: str, node: Node, note: str) -> Given | None:
        if key == "value":
            cell = self._value(node, note)
            return single(cell[0], cell[1]) if cell else None
        if isinstance(node, Items):
            return gathered(node, self._steps(node, note) if key == "steps" else self._years(node, note), self.faults)
        if not isinstance(node, Refused):
            self.faults.add(node, f"expected a list, found {found(node)}")
        return None

    def _years(self, node: Items, note: str) -> list[Stated | None]:
        starts = self.timeline.fiscal_years
        if self.timeline.sound and len(node.items) > len(starts):
            self.faults.add(node, f"has {len(node.items)} values, and the plan has {len(starts)} fiscal years")
        return [self._step(item, start, note or node.note) for item, start in zip(node.items, starts, strict=False)]

    def _step(self, item: Node, start: int, note: str) -> Stated | None:
        cell = self._value(item, note)
        return (Step(Cell.at(item, float(start), self.timeline.label(start), note), cell[0]), cell[1]) if cell else None

    def _steps(self, node: Items, note: str) -> list[Stated | None]:
        made = [self._dated(item, number, note or node.note) for number, item in enumerate(node.items, 1)]
        for early in begins_too_early(made):
            self.faults.add(node, early)
        return made

    def _dated(self, item: Node, number: int, note: str) -> Stated | None:
        if isinstance(item, Refused):
            return None
        if not isinstance(item, Table):
            self.faults.add(item, f"expected a step such as {{from: 2027-01, value: 2}}, found {found(item)}")
            return None
        self._known(item, STEP_KEYS)
        if "value" not in item.entries:
            self.faults.add(item, "`value` is missing in this step")
            return None
        begins = self._begins(item, number, item.note or note)
        cell = self._value(item.entries["value"], item.note or note)
        return (Step(begins, cell[0]), cell[1]) if begins and cell else None

    def _begins(self, item: Table, number: int, note: str) -> Cell | None:
        node = item.entries.get("from")
        if isinstance(node, Refused):
            return None
        if node is None:
            if number == 1:
                return Cell.at(item, 1.0, self.timeline.label(1))
            self.faults.add(item, "`from` is missing in this step: the month in which it begins, such as 2028-01")
            return None
        try:
            month = self.timeline.month(node)
        except Refusal as refusal:
            self.faults.add(node, str(refusal))
            return None
        if number == 1 and month != 1 and self.timeline.sound:
            self.faults.add(node, f"the first step begins with the plan: write {self.timeline.label(1)}, or leave `from` out")
        return Cell.at(node, float(month), self.timeline.label(month), note)

    def _value(self, node: Node, note: str) -> tuple[Cell, str] | None:
        return stated(node, self.made, self.faults, note)
