"""Many settings of one scenario side by side, and what lines come to in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from planbook.backends.pointwise import Array
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row
from planbook.language.units import Kind, Shape
from planbook.plan import Run

Setting = Mapping[str, float]  # input cells that differ from the scenario's


class Settings:
    """A scenario whose inputs are set otherwise; only what they move, and the lines need, is computed again."""

    def __init__(self, run: Run):
        self.run = run
        self.model = run.plan.model
        self.values = run.scenario.values

    def outcomes(self, settings: Sequence[Setting], rows: Sequence[Row]) -> Array:
        """What each row comes to, (row, setting): see ``outcome``; not a number where a setting cannot be computed."""
        figures, sound = self.figures(settings, rows)
        found = [np.where(sound, outcome(row, figures[row]), np.nan) for row in rows]
        return np.array(found).reshape(len(rows), len(settings))

    def figures(self, settings: Sequence[Setting], rows: Collection[Row]) -> tuple[dict[Row, Array], npt.NDArray[np.bool_]]:
        """The whole arrays of rows, settings last, and which settings can be computed."""
        found: dict[Row, list[Array]] = {row: [] for row in rows}
        sound = np.ones(len(settings), dtype=bool)
        for number, setting in enumerate(settings):
            changed = self.run.plan.program.changed(self.run.arrays, setting, rows)
            sound[number] = changed is not None
            for row, values in found.items():
                values.append((changed or self.run.arrays)[row])
        return {row: np.concatenate(values, axis=-1) for row, values in found.items()}, sound


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
