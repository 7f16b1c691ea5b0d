"""The figures of one scenario: scalars in a list, all rows over months in one matrix, those over ages in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from planbook.backends.pointwise import Array
from planbook.language.model import Model, Row
from planbook.language.units import Kind, Shape


class Layout:
    """Where each row of a model stands: its number among the rows of its shape, those first that are never blank."""

    def __init__(self, model: Model):
        self.model = model
        self.rows = {shape: sorted((row for row in model.rows if row.shape is shape), key=lambda row: row.blank) for shape in Shape}
        self.at = {row: number for rows in self.rows.values() for number, row in enumerate(rows)}

    @cached_property
    def blank(self) -> Figures:
        """Constants, zeros, and the openings of ratios, which have none."""
        structure = self.model.structure
        figures = Figures(
            self,
            [float(row.value) for row in self.rows[Shape.SCALAR]],
            np.zeros((len(self.rows[Shape.MONTHS]), structure.horizon + 1)),
            np.zeros((len(self.rows[Shape.AGES]), structure.ages + 1)),
            [np.zeros(0)] * len(self.rows[Shape.COHORTS]),
        )
        for shape, values in ((Shape.MONTHS, figures.months), (Shape.AGES, figures.ages)):
            for row, along in zip(self.rows[shape], values, strict=True):
                if row.kind is Kind.RATIO:
                    along[0] = np.nan
        return figures


@dataclass(frozen=True, eq=False)
class Figures(Mapping[Row, Array]):
    """An array for every row, with the one scenario as last axis, as the reference has it."""

    layout: Layout
    scalars: list[float]
    months: Array  # (row, month)
    ages: Array
    cohorts: list[Array]  # by month and cohort

    @classmethod
    def of(cls, layout: Layout, arrays: Mapping[Row, Array]) -> Self:
        """The figures of one scenario that the reference has computed."""

        def along(shape: Shape, blank: Array) -> Array:
            return np.array([arrays[row][..., 0] for row in layout.rows[shape]]).reshape(blank.shape)

        scalars = [float(arrays[row][0]) for row in layout.rows[Shape.SCALAR]]
        cohorts = [arrays[row][..., 0].T for row in layout.rows[Shape.COHORTS]]
        blank = layout.blank
        return cls(layout, scalars, along(Shape.MONTHS, blank.months), along(Shape.AGES, blank.ages), cohorts)

    def copy(self) -> Self:
        """The same figures, to be changed."""
        return replace(
            self, scalars=list(self.scalars), months=self.months.copy(), ages=self.ages.copy(), cohorts=list(self.cohorts)
        )  # fmt: skip

    def __getitem__(self, row: Row) -> Array:
        at = self.layout.at[row]
        if row.shape is Shape.SCALAR:
            return np.full(1, self.scalars[at])
        along: Array = self.cohorts[at].T if row.shape is Shape.COHORTS else (self.months if row.shape is Shape.MONTHS else self.ages)[at]
        return along[..., None]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.layout.model.rows)

    def __len__(self) -> int:
        return len(self.layout.model.rows)
