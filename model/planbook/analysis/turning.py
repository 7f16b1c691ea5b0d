"""A scenario of a plan with levers turned: many settings side by side, and what some lines then come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planbook.backends.reference import evaluate, evaluate_sound
from planbook.language.levers import Lever
from planbook.language.model import Model, Row
from planbook.language.parts import moved, needed, part, used
from planbook.language.units import Shape

Array = npt.NDArray[np.float64]


class Turning:
    """The model and the inputs that levers start from; only what a lever moves, and a line needs, is computed again."""

    def __init__(self, model: Model, values: Mapping[str, float]):
        self.model = model
        self.values = values
        self._parts: dict[tuple[frozenset[str], tuple[str, ...]], tuple[Model, list[Row]]] = {}

    @cached_property
    def base(self) -> dict[Row, Array]:
        """All figures as they are without a lever turned."""
        return evaluate(self.model, self.values)

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
        return self.evaluated(changed, lines, len(factors[0][1]))

    def evaluated(self, changed: Mapping[str, Array], lines: Sequence[str], count: int) -> Array:
        """The same with other values of some inputs, side by side."""
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
