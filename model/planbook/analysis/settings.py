"""Many settings of one scenario side by side, and what lines come to in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from planbook.backends.reference import Array, evaluate_sound
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row
from planbook.language.parts import moved, needed, part, used
from planbook.language.units import Kind, Shape
from planbook.plan import Run

SIDE_BY_SIDE = 160  # settings that are evaluated at once: more take memory and little less time
Setting = Mapping[str, float]  # input cells that differ from the scenario's


class Settings:
    """A scenario whose inputs are set otherwise; only what they move, and the lines need, is computed again."""

    def __init__(self, run: Run):
        self.run = run
        self.model = run.plan.model
        self.values = run.scenario.values
        self.base = run.arrays
        self._parts: dict[tuple[frozenset[str], frozenset[Row]], tuple[Model, list[Row]]] = {}

    def outcomes(self, settings: Sequence[Setting], rows: Sequence[Row]) -> Array:
        """What each row comes to, (row, setting): see ``outcome``; not a number where a setting cannot be computed."""
        found = [self._chunk(settings[first : first + SIDE_BY_SIDE], rows) for first in range(0, len(settings), SIDE_BY_SIDE)]
        return np.hstack(found) if found else np.zeros((len(rows), 0))

    def figures(self, settings: Sequence[Setting], rows: Collection[Row]) -> tuple[dict[Row, Array], Array]:
        """The whole arrays of rows, settings last, and which settings can be computed; at most ``SIDE_BY_SIDE`` of them."""
        keys = frozenset(key for setting in settings for key in setting)
        model, kept = self._part(keys, frozenset(rows))
        changed = {key: np.array([setting.get(key, self.values[key]) for setting in settings]) for key in keys}
        count = len(settings)
        given = {row: np.broadcast_to(self.base[row], (*self.base[row].shape[:-1], count)) for row in kept}
        if not changed:
            return {row: given[row] for row in rows}, np.ones(count, dtype=bool)
        arrays, sound = evaluate_sound(model, changed, given)
        return {row: arrays[row] for row in rows}, np.broadcast_to(sound, count)

    def _chunk(self, settings: Sequence[Setting], rows: Sequence[Row]) -> Array:
        arrays, sound = self.figures(settings, rows)
        return np.array([np.where(sound, np.broadcast_to(outcome(row, arrays[row]), len(settings)), np.nan) for row in rows])

    def _part(self, keys: frozenset[str], rows: frozenset[Row]) -> tuple[Model, list[Row]]:
        """What must be computed for these rows when these inputs change, and the rows whose figures stay."""
        if (keys, rows) not in self._parts:
            changed = {row for row in self.model.rows if row.source == "input" and row.key in keys}
            computed = needed(rows, set(self.model.rows)) & moved(self.model, changed)
            kept = {other for row in computed for other in used(row) if other not in computed} | (rows - computed)
            self._parts[keys, rows] = part(self.model, computed, kept), list(kept)
        return self._parts[keys, rows]


def outcome(row: Row, values: Array) -> Array:
    """What a row comes to: the horizon's sum of a flow, the last month of anything else; the figure itself of the whole plan."""
    if row.shape is Shape.SCALAR:
        return values
    total: Array = values[1:].sum(axis=0) if row.kind is Kind.FLOW else values[-1]
    return total


def when(row: Row) -> str:
    """In words what ``outcome`` takes."""
    return "" if row.shape is Shape.SCALAR else "all months" if row.kind is Kind.FLOW else "last month"


def one_row(model: Model, name: str) -> Row:
    """The single monthly or scalar row that a name means. Raises PlanbookError for several, or one by age."""
    from planbook.backends.figures import find

    rows = find(model, name)
    if len(rows) > 1:
        raise PlanbookError(f"`{name}` exists for each member: ask for {', '.join(row.key for row in rows[:6])}")
    if rows[0].shape not in (Shape.MONTHS, Shape.SCALAR):
        raise PlanbookError(f"`{rows[0].key}` has no figure by month: it runs along age")
    if rows[0].source == "input":
        raise PlanbookError(f"`{name}` is an assumption, not a line")
    return rows[0]
