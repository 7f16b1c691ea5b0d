"""A scenario of a plan with levers turned: many settings side by side, and what some lines then come to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planbook.backends.reference import Array, evaluate_sound
from planbook.language.levers import Lever
from planbook.language.model import Model, Row
from planbook.language.parts import moved, needed, part, used
from planbook.language.units import Shape
from planbook.plan import Run


class Turning:
    """The scenario that levers start from; only what a lever moves, and a line needs, is computed again."""

    def __init__(self, run: Run):
        self.model = run.plan.model
        self.values = run.scenario.values
        self.base = run.arrays
        self._parts: dict[tuple[frozenset[str], tuple[str, ...]], tuple[Model, list[Row]]] = {}

    def keys(self, lever: Lever) -> list[str]:
        """The input cells of a lever that hold a value, not a month, a growth or a season."""
        rows = (row for row in self.model.rows if row.source == "input" and row.declaration.name in lever.assumptions)
        return [row.key for row in rows if row.name.partition(".")[2].rstrip("0123456789") in ("", "value", "stated")]

    def turned(self, factors: Sequence[tuple[Lever, Array]], lines: Sequence[str]) -> Array:
        """The last value of each line, (line, setting), with each lever at its factors; not a number where nothing can be computed."""
        changed: dict[str, Array] = {}
        for lever, each in factors:
            for key in self.keys(lever):
                changed[key] = changed.get(key, self.values[key]) * each
        count = len(factors[0][1])
        model, kept = self._part(frozenset(changed), tuple(lines))
        given = {row: np.broadcast_to(self.base[row], (*self.base[row].shape[:-1], count)) for row in kept}
        arrays, sound = evaluate_sound(model, changed, given)
        rows = [self.model.row(line) for line in lines]
        last = np.array([np.broadcast_to(arrays[row] if row.shape is Shape.SCALAR else arrays[row][-1], sound.shape) for row in rows])
        return np.where(sound, last, np.nan)

    def _part(self, keys: frozenset[str], lines: tuple[str, ...]) -> tuple[Model, list[Row]]:
        """What must be computed for these lines when these inputs change, and the rows whose figures stay."""
        if (keys, lines) not in self._parts:
            wanted = [self.model.row(line) for line in lines]
            changed = {row for row in self.model.rows if row.source == "input" and row.key in keys}
            computed = needed(wanted, set(self.model.rows)) & moved(self.model, changed)
            kept = {other for row in computed for other in used(row) if other not in computed} | (set(wanted) - computed)
            self._parts[keys, lines] = part(self.model, computed, kept), list(kept)
        return self._parts[keys, lines]
