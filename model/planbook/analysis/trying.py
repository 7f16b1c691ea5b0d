"""Variations of a plan that are tried: a run of each that the plan can have, the reason for each that it cannot."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planbook.language.errors import EvaluationError, PlanError
from planbook.plan import Plan, Run
from planbook.scenarios import Variation


def tried(plan: Plan, start: str, variations: Sequence[Variation], excused: Collection[str]) -> tuple[dict[str, Run], dict[str, str]]:
    """Runs of a scenario and of these variations, and the reasons of those that have none, by name.

    ``excused`` names the variations that a plan need not suit. Raises PlanError or EvaluationError for any other.
    """
    suited = variations
    reasons: dict[str, str] = {}
    try:
        varied = plan.varied(variations)
    except PlanError:
        suited, reasons = _suited(plan, variations, excused)
        varied = plan.varied(suited)
    runs = {start: varied.named_run(start)}
    for name in (each.name for each in suited):
        try:
            runs[name] = varied.run(name) if name in excused else varied.named_run(name)
        except EvaluationError as fault:
            if name not in excused:
                raise
            reasons[name] = str(fault)
    return runs, reasons


def _suited(plan: Plan, variations: Sequence[Variation], excused: Collection[str]) -> tuple[list[Variation], dict[str, str]]:
    """The variations that are not refused, and the first reason against each of the others."""
    assert plan.source is not None
    suited, reasons = [], {}
    for each in variations:
        try:
            plan.source.plan((*plan.variations, each))
            suited.append(each)
        except PlanError as refused:
            if each.name not in excused:
                raise
            reasons[each.name] = f"{refused.faults[0].path}: {refused.faults[0].message}"
    return suited, reasons
