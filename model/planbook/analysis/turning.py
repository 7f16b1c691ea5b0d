"""A scenario of a plan with levers turned: many settings side by side, and what some lines then come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from planbook.backends.reference import evaluate
from planbook.language.errors import EvaluationError
from planbook.language.levers import Lever
from planbook.language.model import Model
from planbook.language.units import Shape

Array = npt.NDArray[np.float64]


class Turning:
    """The model and the inputs that levers start from."""

    def __init__(self, model: Model, values: Mapping[str, float]):
        self.model = model
        self.values = values

    def keys(self, lever: Lever) -> list[str]:
        """The input cells of a lever that hold a value, not a month, a growth or a season."""
        rows = (row for row in self.model.rows if row.source == "input" and row.declaration.name in lever.assumptions)
        return [row.key for row in rows if row.name.partition(".")[2].rstrip("0123456789") in ("", "value", "stated")]

    def turned(self, factors: Sequence[tuple[Lever, Array]], lines: Sequence[str]) -> Array:
        """The last value of each line, (line, setting), with each lever at its factors; not a number where nothing can be computed."""
        scales: dict[str, Array] = {}
        for lever, each in factors:
            for key in self.keys(lever):
                scales[key] = scales.get(key, np.ones_like(each)) * each
        return self._evaluated(scales, lines, len(factors[0][1]))

    def _evaluated(self, scales: Mapping[str, Array], lines: Sequence[str], count: int) -> Array:
        try:
            arrays = evaluate(self.model, {**self.values, **{key: self.values[key] * each for key, each in scales.items()}})
        except EvaluationError:
            if count == 1:
                return np.full((len(lines), 1), np.nan)
            half = count // 2
            parts = [({key: each[cut] for key, each in scales.items()}, size) for cut, size in (
                (slice(0, half), half), (slice(half, None), count - half),
            )]  # fmt: skip
            return np.concatenate([self._evaluated(part, lines, size) for part, size in parts], axis=1)
        rows = [self.model.row(line) for line in lines]
        return np.array([arrays[row] if row.shape is Shape.SCALAR else arrays[row][-1] for row in rows])
