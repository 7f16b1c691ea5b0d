"""The reference: the model evaluated by numpy, for one scenario or many side by side.

Arrays have the axis of the line first and the scenario last: a scalar is (scenario,), a monthly
line (1 + months, scenario) with the opening first, a cohort line (cohort, 1 + months, scenario).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from planbook.backends.monthly import of_month
from planbook.backends.pointwise import POINTWISE, Array, added, floats
from planbook.backends.rates import rate_of_return
from planbook.language.declarations import Assumption, Form
from planbook.language.errors import EvaluationError
from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Model, Row, looks_back_at_itself
from planbook.language.units import Kind, Shape, Sign

__all__ = ["Evaluation", "Frame", "evaluate"]

INFINITE = float("inf")
SMALLEST = 1e-290  # below it numbers lose digits, and quotients of them are noise


class Frame:
    """Where an expression is evaluated: which columns of the axis, and the arrays of all rows."""

    def __init__(self, arrays: Mapping[Row, Array], columns: npt.NDArray[np.intp], shape: Shape, starts: npt.NDArray[np.intp]):
        self.arrays = arrays
        self.columns = columns
        self.shape = shape
        self.starts = starts

    def value(self, tree: Expression) -> Array:
        """The value of an expression on this frame's columns."""
        if isinstance(tree, Number):
            return np.float64(tree.value)  # type: ignore[return-value]
        if isinstance(tree, Line):
            return self.line(tree.row, self.columns)
        assert isinstance(tree, Apply)
        special = AXIS.get(tree.op)
        if special is not None:
            return special(self, tree)
        return POINTWISE[tree.op](*(self.value(arg) for arg in tree.args))

    def line(self, row: Row, columns: npt.NDArray[np.intp]) -> Array:
        """A row's values on some columns of its axis; a scalar's own."""
        values = self.arrays[row]
        if row.shape is Shape.SCALAR:
            return values
        return values[:, columns] if row.shape is Shape.COHORTS else values[columns]

    def whole(self, tree: Expression) -> Array:
        """A named row's whole array."""
        assert isinstance(tree, Line)
        return self.arrays[tree.row]


def _prior(frame: Frame, tree: Apply) -> Array:
    row = tree.args[0].row  # type: ignore[attr-defined]
    lag = tree.args[1]
    if isinstance(lag, Number):
        return frame.line(row, np.maximum(frame.columns - int(lag.value), 0))
    lags = frame.value(lag).astype(np.intp)
    columns = np.maximum(frame.columns[:, None] - lags[None, :], 0)
    return frame.arrays[row][..., columns, np.arange(columns.shape[1])[None, :]]


def _trailing(frame: Frame, tree: Apply) -> Array:
    values = frame.whole(tree.args[0])
    window = np.broadcast_to(frame.value(tree.args[1]), values.shape[-1:])
    result = np.zeros((len(frame.columns), values.shape[1]))
    for ago in range(min(int(window.max(initial=0)), int(frame.columns[-1])) - 1, -1, -1):  # oldest first
        counted = (frame.columns[:, None] > ago) & (ago < window[None, :])
        result += np.where(counted, values[np.maximum(frame.columns - ago, 0)], 0.0)
    return result


def _step_in_force(frame: Frame, tree: Apply) -> Array:
    month = frame.value(tree.args[0])
    return added(*(floats(month >= frame.value(start)) for start in tree.args[1:]))


def _starts(frame: Frame, tree: Apply) -> Array:
    return floats(frame.columns[None, :] == frame.starts[:, None])[:, :, None]


def _at_age(frame: Frame, tree: Apply) -> Array:
    curve = frame.whole(tree.args[0])
    ages = np.clip(frame.columns[None, :] - frame.starts[:, None], 0, len(curve) - 1)
    at_age: Array = curve[ages]
    return at_age


def _over_cohorts(frame: Frame, tree: Apply) -> Array:
    return _counted(frame, tree, frame.starts[:, None] <= frame.columns[None, :] - tree.option)


def _cohort_of_age(frame: Frame, tree: Apply) -> Array:
    return _counted(frame, tree, frame.starts[:, None] == frame.columns[None, :] - tree.option)


def _counted(frame: Frame, tree: Apply, wanted: npt.NDArray[np.bool_]) -> Array:
    """The sum over the cohorts that are wanted in each month."""
    grid = frame.line(tree.args[0].row, frame.columns)  # type: ignore[attr-defined]
    result = np.zeros(grid.shape[1:])
    for cohort, counted in zip(grid, wanted, strict=True):
        result += cohort * counted[:, None]
    return result


def _months(frame: Frame, tree: Expression) -> Array:
    """The months of a row without its opening; all ages of an age row."""
    values = frame.whole(tree)
    return values[1:] if tree.row.shape is Shape.MONTHS else values  # type: ignore[attr-defined]


def _sum_axis(frame: Frame, tree: Apply) -> Array:
    return added(*_months(frame, tree.args[0]))


def _at_position(frame: Frame, tree: Apply) -> Array:
    values = frame.whole(tree.args[0])
    position = np.broadcast_to(frame.value(tree.args[1]), values.shape[-1:])
    inside = (position >= 0) & (position < len(values))
    chosen = np.where(inside, position, 0).astype(np.intp)
    found: Array = np.where(inside, values[chosen, np.arange(values.shape[-1])], np.nan)
    return found


def _first_where(frame: Frame, tree: Apply) -> Array:
    flags = _months(frame, tree.args[0]) == 1
    return np.where(flags.any(axis=0), flags.argmax(axis=0) + 1.0, np.nan)


def _sum_product_months(frame: Frame, tree: Apply) -> Array:
    return added(*(a * b for a, b in zip(_months(frame, tree.args[0]), _months(frame, tree.args[1]), strict=True)))


def _months_outside(frame: Frame, tree: Apply) -> Array:
    limit = frame.value(tree.args[1])
    values = frame.whole(tree.args[0])
    return added(*floats((np.abs(values) > limit) | np.isnan(values)))


def _irr(frame: Frame, tree: Apply) -> Array:
    flows = _months(frame, tree.args[0])
    guesses = np.broadcast_to(frame.value(tree.args[1]), flows.shape[-1:])
    return np.array([rate_of_return(each, guess) for each, guess in zip(flows.T.tolist(), guesses.tolist(), strict=True)])


AXIS: dict[str, Callable[[Frame, Apply], Array]] = {
    "prior": _prior,
    "trailing": _trailing,
    "step_in_force": _step_in_force,
    "starts": _starts,
    "at_age": _at_age,
    "over_cohorts": _over_cohorts,
    "cohort_of_age": _cohort_of_age,
    "sum_axis": _sum_axis,
    "at_position": _at_position,
    "lowest": lambda frame, tree: _months(frame, tree.args[0]).min(axis=0),
    "highest": lambda frame, tree: _months(frame, tree.args[0]).max(axis=0),
    "first_where": _first_where,
    "sum_product_months": _sum_product_months,
    "months_outside": _months_outside,
    "irr": _irr,
}


def bounds(row: Row) -> tuple[float, float]:
    """The least and the most that a row may be in the months of a plan: what its assumption allows, where it is one over time."""
    made = row.declaration
    if not isinstance(made, Assumption) or made.form is not Form.DRIVER or row.name != made.name or row.is_held:
        return -INFINITE, INFINITE
    above = -INFINITE if made.above is None else np.nextafter(made.above, INFINITE)
    below = INFINITE if made.below is None else np.nextafter(made.below, -INFINITE)
    return max(above, -INFINITE if made.low is None else made.low), min(below, INFINITE if made.high is None else made.high)


class Evaluation:
    """One evaluation of a model: inputs in, an array for every row out."""

    def __init__(self, model: Model, inputs: Mapping[str, float | Array], given: Mapping[Row, Array] | None = None):
        self.model = model
        self.given = given or {}
        structure = model.structure
        self.starts = np.array(structure.cohort_starts, dtype=np.intp)
        self.lengths = {Shape.MONTHS: structure.horizon + 1, Shape.AGES: structure.ages + 1, Shape.COHORTS: structure.horizon + 1}
        sizes = {np.size(value) for value in inputs.values()} - {1}
        self.scenarios = sizes.pop() if sizes else 1
        self.arrays: dict[Row, Array] = {}
        for row in model.rows:
            self.arrays[row] = self._blank(row, inputs)

    def _blank(self, row: Row, inputs: Mapping[str, float | Array]) -> Array:
        if row in self.given:
            return self.given[row]
        if row.source == "input":
            return np.broadcast_to(np.asarray(inputs[row.key], dtype=np.float64), (self.scenarios,)).copy()
        if row.source == "constant":
            return np.full(self.scenarios, row.value)
        if row.shape is Shape.SCALAR:
            return np.zeros(self.scenarios)
        shape: tuple[int, ...] = (self.lengths[row.shape], self.scenarios)
        return np.zeros((len(self.starts), *shape) if row.shape is Shape.COHORTS else shape)

    def run(self) -> dict[Row, Array]:
        """Evaluate every row. Raises EvaluationError, naming line and month, for a figure that cannot be."""
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            for block in self.model.blocks:
                if len(block) == 1 and not looks_back_at_itself(block[0]):
                    self._whole(block[0])
                else:
                    self._by_month(block)
        computed = [row for row in self.model.rows if row not in self.given]
        for row in computed:
            self._positive(row)
        for row in computed:
            self._bounded(row)
            self._sound(row)
        return self.arrays

    def _frame(self, row: Row, columns: npt.NDArray[np.intp]) -> Frame:
        return Frame(self.arrays, columns, row.shape, self.starts)

    def _whole(self, row: Row) -> None:
        if row.tree is None or row in self.given:
            return
        if row.shape is Shape.SCALAR:
            self.arrays[row][:] = self._frame(row, np.array([0], dtype=np.intp)).value(row.tree)
            return
        self._open(row)
        self._fill(row, np.arange(1, self.lengths[row.shape], dtype=np.intp))

    def _by_month(self, block: list[Row]) -> None:
        rows = [row for row in block if row not in self.given]
        for row in rows:
            self._open(row)
        steps = [self._step(row) for row in rows]
        for column in range(1, max((self.lengths[row.shape] for row in rows), default=1)):
            for step in steps:
                step(column)

    def _step(self, row: Row) -> Callable[[int], None]:
        """How a row is filled in one month."""
        assert row.tree is not None
        monthly = of_month(row.tree, self.arrays) if row.shape is Shape.MONTHS else None
        values = self.arrays[row]
        if monthly is None:
            return lambda column: self._fill(row, np.array([column], dtype=np.intp))
        formula = monthly

        def fill(column: int) -> None:
            values[column] = formula(column)

        return fill

    def _open(self, row: Row) -> None:
        if row.opening is not None:
            self._fill(row, np.array([0], dtype=np.intp), row.opening)
        elif row.kind is Kind.RATIO:
            self.arrays[row][0] = np.nan

    def _fill(self, row: Row, columns: npt.NDArray[np.intp], tree: Expression | None = None) -> None:
        formula = row.tree if tree is None else tree
        assert formula is not None
        value = self._frame(row, columns).value(formula)
        if row.shape is Shape.COHORTS:
            begun = self.starts[:, None] <= columns[None, :]
            self.arrays[row][:, columns] = np.where(begun[:, :, None], value, 0.0)
        else:
            self.arrays[row][columns] = value

    def _positive(self, row: Row) -> None:
        """What others divide by must stay above zero, and above what a number can hold exactly."""
        if row.sign is Sign.POSITIVE and row.item is not None:
            self._refuse(row, self.arrays[row] < SMALLEST, "must stay above zero, and does not")

    def _bounded(self, row: Row) -> None:
        """A value that grows or has a season stays within the bounds of its assumption: other rules rely on them."""
        low, high = bounds(row)
        if low > -INFINITE or high < INFINITE:
            outside = (self.arrays[row] < low) | (self.arrays[row] > high)
            outside[:1] = False
            self._refuse(row, outside, "goes beyond its bounds")

    def _sound(self, row: Row) -> None:
        values = self.arrays[row]
        self._refuse(row, np.isinf(values), "is too large to be computed")
        if not row.blank:
            self._refuse(row, np.isnan(values), "cannot be computed (a division by zero, or a month outside the plan)")

    def _refuse(self, row: Row, bad: npt.NDArray[np.bool_], reason: str) -> None:
        if not bad.any():
            return
        where = np.argwhere(bad)[0]
        column = int(where[-2]) if bad.ndim > 1 else 0
        month = f" in {self.model.structure.month_label(column)}" if row.shape in (Shape.MONTHS, Shape.COHORTS) else ""
        raise EvaluationError(f"{self.model.label(row)} (`{row.key}`) {reason}{month}")


def evaluate(
    model: Model, inputs: Mapping[str, float | Array], given: Mapping[Row, Array] | None = None
) -> dict[Row, Array]:
    """An array for every row of the model.

    ``inputs`` are numbers or arrays over scenarios, by row key. Rows in ``given`` are not computed
    but taken as they are, so that a part of the model can be run on figures given by hand.
    Raises EvaluationError, naming line and month, for a figure that cannot be computed.
    """
    return Evaluation(model, inputs, given).run()
