"""Scenarios, evaluated."""

from __future__ import annotations

from planbook.plan import Plan, Run


def run(plan: Plan, name: str | None) -> Run:
    """A scenario, evaluated. Raises PlanbookError that names a scenario which is unknown or cannot be evaluated."""
    return plan.named_run(plan.scenario(name).name)


def run_all(plan: Plan) -> list[Run]:
    """Every scenario of a plan, the base first. Raises EvaluationError that names the scenario which cannot be evaluated."""
    return list(plan.runs().values())
