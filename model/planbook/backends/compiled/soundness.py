"""Whether all figures of a scenario can be computed, judged for all rows at once; which one cannot, the reference says."""

from __future__ import annotations

import numpy as np

from planbook.backends.compiled.figures import Figures, Layout
from planbook.backends.pointwise import Array
from planbook.backends.reference import SMALLEST, bounds
from planbook.language.model import Row
from planbook.language.units import Shape, Sign


class Soundness:
    """The rules of a model's rows: finite unless blank, above zero where others divide by them, within the bounds of their assumption."""

    def __init__(self, layout: Layout):
        self.shapes = {shape: _Rules(layout.rows[shape]) for shape in Shape}

    def holds(self, found: Figures) -> bool:
        """Whether every figure can be."""
        cohorts = np.array([grid.ravel() for grid in found.cohorts], ndmin=2)
        scalars = np.array(found.scalars)[:, None]
        values = {Shape.SCALAR: scalars, Shape.MONTHS: found.months, Shape.AGES: found.ages, Shape.COHORTS: cohorts}
        return all(rules.hold(values[shape]) for shape, rules in self.shapes.items())


class _Rules:
    """Those of the rows of one shape, (row, column)."""

    def __init__(self, rows: list[Row]):
        self.filled = sum(not row.blank for row in rows)  # these stand first
        positive = [row.sign is Sign.POSITIVE and row.item is not None for row in rows]
        self.positive = np.flatnonzero(positive)
        limits = np.array([bounds(row) for row in rows]).reshape(-1, 2)
        self.bounded = np.flatnonzero(np.isfinite(limits).any(axis=1))
        self.low, self.high = limits[self.bounded].T[:, :, None]

    def hold(self, values: Array) -> bool:
        """Whether they do; figures whose sum is beyond all numbers are taken for one that is itself."""
        if not np.isfinite(values[: self.filled].sum()) or np.isinf(values[self.filled :]).any():
            return False
        within = values[self.bounded, 1:]
        return not (values[self.positive] < SMALLEST).any() and not ((within < self.low) | (within > self.high)).any()


