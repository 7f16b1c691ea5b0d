"""Whether planbook accepts a plan with the values that were found: it is read as if a file stated them.

Numbers that agree with no other of the plan (a SAFE above its cap, rounds out of order) can be computed with, so that a search alone
would not notice them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.analysis.knobs import VALUES, cell_of
from planbook.analysis.limits import Bounds
from planbook.analysis.problem import Problem, changes_of
from planbook.analysis.settings import Setting
from planbook.language.declarations import Assumption
from planbook.language.errors import PlanbookError, PlanError
from planbook.language.model import Row
from planbook.plan import Plan, Run
from planbook.scenarios.said import Said
from planbook.scenarios.walking import Key

NARROW = 1e-9  # of the way from what is accepted to what is not: how near the last accepted value is looked for


def refusal(plan: Plan, scenario: str, changes: dict[str, Said]) -> str:
    """Why planbook refuses a scenario with changes, each reason with its path; nothing where it accepts it."""
    if plan.source is None:
        return ""
    name = "tried"
    while f"{name}.yaml" in plan.source.own or name in plan.loaded.scenarios:
        name += "_"
    try:
        plan.with_changes(changes, scenario, name=name)
    except PlanError as error:
        return "; ".join(f"{fault.path}: {fault.message}" for fault in error.faults)
    except PlanbookError as error:
        return str(error)
    return ""


class Agreeing:
    """Whether the numbers of a scenario agree where input cells are set otherwise: many settings, without reading the plan again."""

    def __init__(self, run: Run):
        self.cells = {row.key: row for row in run.plan.model.rows if row.source == "input" and cell_of(row) in VALUES}
        source = run.plan.source
        self.agreement = source.agreement(run.scenario.name, run.plan.variations) if source else None

    def refusal(self, setting: Setting) -> str:
        """Why planbook would refuse the scenario; nothing where it would not."""
        if self.agreement is None:
            return ""
        others: dict[Key, dict[int, float]] = {}
        for key, value in setting.items():
            row = self.cells.get(key)
            if row is not None and isinstance(row.declaration, Assumption):
                others.setdefault((row.declaration.name, row.members), {})[_step(row)] = value
        return self.agreement.refusal(others)


def _step(row: Row) -> int:
    """Which step's value a cell holds, counted from 0."""
    return int(row.name.rpartition(".value")[2] or 1) - 1 if ".value" in row.name else 0


def refused(problem: Problem, values: Sequence[float]) -> str:
    """Why planbook refuses the plan with these values of the unknowns."""
    return refusal(problem.run.plan, problem.run.scenario.name, changes_of(problem.unknowns, values))


def allowed(problem: Problem) -> Problem:
    """The problem with each unknown between values that planbook accepts, the others as stated."""
    pairs = zip(problem.stated, problem.bounds, strict=True)
    point = [min(max(stated, bound.low), bound.high) for stated, bound in pairs]
    if refused(problem, point):
        return problem
    bounds = [_accepted(problem, point, number) for number in range(len(point))]
    return Problem(problem.run, problem.unknowns, problem.conditions, bounds)


def _accepted(problem: Problem, point: Sequence[float], number: int) -> Bounds:
    bound = problem.bounds[number]
    low, low_reason = _last(problem, point, number, bound.low)
    high, high_reason = _last(problem, point, number, bound.high)
    return replace(bound, low=low, high=high, low_reason=low_reason, high_reason=high_reason) if low < high else bound


def _last(problem: Problem, point: Sequence[float], number: int, edge: float) -> tuple[float, str]:
    """The last value of one unknown on the way to an edge that is accepted, and why what comes after it is not."""

    def why(value: float) -> str:
        return refused(problem, [*point[:number], value, *point[number + 1 :]])

    reason = why(edge)
    if not reason:
        return edge, ""
    inside, outside = point[number], edge
    whole = problem.unknowns[number].whole and problem.unknowns[number].single
    near = 1.0 if whole else NARROW * abs(outside - inside)
    while abs(outside - inside) > near:
        middle = float(round((inside + outside) / 2)) if whole else (inside + outside) / 2
        if middle in (inside, outside):
            break
        said = why(middle)
        inside, outside, reason = (inside, middle, said) if said else (middle, outside, reason)
    return inside, reason
