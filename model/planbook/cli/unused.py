"""Numbers that a plan states and no result depends on: each is moved by 5 %, and everything computed again, side by side.

What stays inside, such as the monthly rate of a loan of nothing, is no result. Not tried are zeros, months, and what belongs
to the plan's structure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from planbook.backends.reference import Array, evaluate
from planbook.language.declarations import Assumption, Form
from planbook.language.errors import EvaluationError
from planbook.language.model import Row
from planbook.language.parts import results
from planbook.language.plans import Origin, Scenario
from planbook.language.units import MONTH
from planbook.plan import Plan
from planbook.scenarios.amounts import inside

NUDGE = 0.05
SIDE_BY_SIDE = 60
Case = tuple[str, float]  # an input row and another value of it
Arrays = dict[Row, Array]


def unused_assumptions(plan: Plan) -> list[Origin]:
    """The numbers, by where they stand, of which no other value moves a result in any scenario that has them."""
    stated: dict[Origin, None] = {}
    used: set[Origin] = set()
    for scenario in plan.loaded.scenarios.values():
        inputs = {row.key: row for row in plan.model.rows if row.source == "input"}
        cases = [(key, value) for key, row in inputs.items() for value in _others(plan, scenario, row)]
        stated |= dict.fromkeys(scenario.origins[key] for key, _ in cases)
        open_cases = [(key, value) for key, value in cases if scenario.origins[key] not in used]
        used |= {scenario.origins[key] for key in _moving(plan, scenario, open_cases, inputs)}
    return [origin for origin in stated if origin not in used]


def _others(plan: Plan, scenario: Scenario, row: Row) -> list[float]:
    """Values a little above and below one that is stated and not zero, within its bounds."""
    made, value = row.declaration, scenario.values[row.key]
    assert isinstance(made, Assumption)
    dated = row.unit is MONTH or made.form is Form.MONTH
    if made.structure or dated or not value or not scenario.origins[row.key].file or not _begins(plan, scenario, row):
        return []
    steps = (value + 1, value - 1) if _counts(row) else (value * (1 + NUDGE), value * (1 - NUDGE))
    return [step for step in steps if inside(step, made)]


def _begins(plan: Plan, scenario: Scenario, row: Row) -> bool:
    """Whether a step of a value over time begins within the plan; those that only another scenario has do not."""
    return scenario.values.get(row.key.replace(".value", ".from", 1), 0) <= max(plan.model.structure.horizon, plan.model.structure.ages)


def _moving(plan: Plan, scenario: Scenario, cases: Sequence[Case], inputs: dict[str, Row]) -> Iterator[str]:
    """The keys of the cases in which any result moves."""
    shown = results(plan.model)
    alone = [case for case in cases if _counts(inputs[case[0]])]
    drawn = [case for case in cases if not _counts(inputs[case[0]])]
    for first in range(0, len(drawn), SIDE_BY_SIDE):
        yield from _of_chunk(plan, scenario, drawn[first : first + SIDE_BY_SIDE], shown)
    base = evaluate(plan.model, scenario.values)
    for key, value in alone:
        if _differs(plan, base, {**scenario.values, key: value}, shown):
            yield key


def _counts(row: Row) -> bool:
    """Whether it counts months or pieces: such are equal in all that is evaluated side by side."""
    return isinstance(row.declaration, Assumption) and row.declaration.form is Form.WHOLE


def _of_chunk(plan: Plan, scenario: Scenario, chunk: Sequence[Case], shown: Collection[Row]) -> Iterable[str]:
    changed = {key: np.full(len(chunk) + 1, scenario.values[key]) for key, _ in chunk}
    for column, (key, value) in enumerate(chunk, 1):
        changed[key][column] = value
    try:
        arrays = evaluate(plan.model, {**scenario.values, **changed})
    except EvaluationError:  # one of them cannot be computed; which, is found out by halves
        if len(chunk) == 1:
            return [chunk[0][0]]
        half = len(chunk) // 2
        return [*_of_chunk(plan, scenario, chunk[:half], shown), *_of_chunk(plan, scenario, chunk[half:], shown)]
    figures = [values.reshape(-1, values.shape[-1]) for row, values in arrays.items() if row in shown and values.shape[-1] > 1]
    moved = np.zeros(len(chunk) + 1, dtype=bool)
    for values in figures:
        first = values[:, :1]
        moved |= ((values != first) & ~(np.isnan(values) & np.isnan(first))).any(axis=0)
    return [key for column, (key, _) in enumerate(chunk, 1) if moved[column]]


def _differs(plan: Plan, base: Arrays, values: dict[str, float], shown: Collection[Row]) -> bool:
    try:
        arrays = evaluate(plan.model, values)
    except EvaluationError:
        return True
    return any(row in shown and not np.array_equal(base[row], array, equal_nan=True) for row, array in arrays.items())
