"""A scenario of a plan with levers turned, and what some lines then come to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planbook.analysis.knobs import VALUES, cell_of
from planbook.analysis.settings import Settings
from planbook.backends.pointwise import Array
from planbook.language.levers import Lever
from planbook.plan import Run


class Turning:
    """The scenario that levers start from."""

    def __init__(self, run: Run):
        self.model = run.plan.model
        self.settings = Settings(run)

    def keys(self, lever: Lever) -> list[str]:
        """The input cells of a lever that hold a value, not a month, a growth or a season."""
        rows = (row for row in self.model.rows if row.source == "input" and row.declaration.name in lever.assumptions)
        return [row.key for row in rows if cell_of(row) in VALUES]

    def turned(self, factors: Sequence[tuple[Lever, Array]], lines: Sequence[str]) -> Array:
        """The last value of each line, (line, setting), with each lever at its factors; not a number where nothing can be computed."""
        changed: list[dict[str, float]] = [{} for _ in factors[0][1]]
        for lever, each in factors:
            for key in self.keys(lever):
                for setting, factor in zip(changed, each, strict=True):
                    setting[key] = setting.get(key, self.settings.values[key]) * float(factor)
        figures, sound = self.settings.figures(changed, rows := [self.model.row(line) for line in lines])
        return np.array([np.where(sound, np.atleast_2d(figures[row])[-1], np.nan) for row in rows])
