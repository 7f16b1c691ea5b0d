"""Scenarios, evaluated."""

from __future__ import annotations

from planbook.language.errors import EvaluationError
from planbook.plan import Plan, Run


def run(plan: Plan, name: str | None) -> Run:
    """A scenario, evaluated. Raises PlanbookError that names a scenario which is unknown or cannot be evaluated."""
    scenario = plan.scenario(name)
    try:
        return plan.run(scenario.name)
    except EvaluationError as fault:
        raise EvaluationError(f"scenario {scenario.name} cannot be evaluated: {fault}") from fault


def run_all(plan: Plan) -> list[Run]:
    """Every scenario of a plan, the base first."""
    return [run(plan, name) for name in plan.loaded.scenarios]
