"""Numbers that a plan states and no result depends on: each is moved by 5 %, and what it moves computed again.

What stays inside, such as the monthly rate of a loan of nothing, is no result. Not tried are zeros, months, and what belongs
to the plan's structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from planbook.analysis.knobs import begins_at
from planbook.language.declarations import Assumption, Form
from planbook.language.model import Row
from planbook.language.parts import results
from planbook.language.plans import Origin, Scenario
from planbook.language.units import MONTH
from planbook.plan import Plan
from planbook.scenarios.amounts import inside

NUDGE = 0.05
ROUNDING = 1e-12  # by which a figure may move though nothing of it does
Case = tuple[str, float]  # an input row and another value of it


def unused_assumptions(plan: Plan) -> list[Origin]:
    """The numbers, by where they stand, of which no other value moves a result in any scenario that has them."""
    stated: dict[Origin, None] = {}
    used: set[Origin] = set()
    for scenario in plan.loaded.scenarios.values():
        inputs = {row.key: row for row in plan.model.rows if row.source == "input"}
        cases = [(key, value) for key, row in inputs.items() for value in _others(plan, scenario, row)]
        stated |= dict.fromkeys(scenario.origins[key] for key, _ in cases)
        open_cases = [(key, value) for key, value in cases if scenario.origins[key] not in used]
        used |= {scenario.origins[key] for key in _moving(plan, scenario, open_cases)}
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
    begins = begins_at(row.key)
    return begins is None or scenario.values.get(begins, 0) <= max(plan.model.structure.horizon, plan.model.structure.ages)


def _moving(plan: Plan, scenario: Scenario, cases: Sequence[Case]) -> Iterator[str]:
    """The keys of the cases in which any result moves, or that cannot be computed."""
    base, shown = plan.program.run(scenario.values), results(plan.model)
    for key, value in cases:
        changed = plan.program.changed(base, {key: value}, shown)
        if changed is None or any(not np.allclose(base[row], changed[row], ROUNDING, 0, equal_nan=True) for row in shown):
            yield key


def _counts(row: Row) -> bool:
    """Whether it counts months or pieces."""
    return isinstance(row.declaration, Assumption) and row.declaration.form is Form.WHOLE
