"""What must be assumed for a plan to come to what is asked: one unknown or several, equations and bounds, a least or a most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from planbook.analysis.accepted import allowed, refused
from planbook.analysis.conditions import condition
from planbook.analysis.knobs import turnable
from planbook.analysis.limits import Between, bounds_of
from planbook.analysis.one import one_unknown
from planbook.analysis.problem import Problem, Solution
from planbook.analysis.several import several_unknowns
from planbook.language.errors import PlanbookError, did_you_mean
from planbook.plan import Plan

WIDTHS = (4.0, 20.0)  # how many times as large as stated an unknown may become where nothing bounds it, and at the second try


def solve(
    plan: Plan,
    find: Sequence[str],
    such_that: Sequence[str],
    *,
    scenario: str | None = None,
    minimise: str = "",
    maximise: str = "",
    between: Between | None = None,
) -> Solution:
    """The values of assumptions at which conditions hold; with ``minimise`` or ``maximise`` the least or the most of one of them.

    find: key paths, such as ``segments.teams.churn``. such_that: conditions, such as ``clv_to_cac = 3``. between: bounds by path,
    as a plan's file would say them (``"10%/year"``, ``"2027-06"``) or as numbers in the period that the plan states; factors of what
    has several values. Without a solution that planbook accepts as a plan the nearest is returned, with ``found`` false.
    Raises PlanbookError for what cannot be asked.
    """
    run = plan.run(scenario)
    paths = list(dict.fromkeys([*find, *filter(None, (minimise, maximise))]))
    unknowns = [turnable(plan.model, path, run.scenario) for path in paths]
    conditions = [condition(plan.model, text) for text in such_that]
    if not unknowns or not conditions:
        raise PlanbookError("say what is to be found (--find PATH) and what is to hold (--such-that CONDITION)")
    if minimise and maximise:
        raise PlanbookError("something is minimised or maximised, not both")
    for path in between or {}:
        if path not in paths:
            raise PlanbookError(f"bounds are given for `{path}`, which is not looked for{did_you_mean(path, paths)}")
    aim = "minimise" if minimise else "maximise" if maximise else ""
    best: Solution | None = None
    for width in WIDTHS:
        limits = [bounds_of(each, run, width, (between or {}).get(each.path, (None, None))) for each in unknowns]
        problem = Problem(run, unknowns, conditions, limits)
        found = _accepted(problem, minimise or maximise, aim)
        if best is None or found.found or found.missed < best.missed * (1 - 1e-9):
            best = found
        if best.found:
            break
    assert best is not None
    return best


def _accepted(problem: Problem, aimed: str, aim: str) -> Solution:
    """The answer that planbook accepts as a plan; where it refuses the first, the one within what it accepts of each unknown."""
    found = _sought(problem, aimed, aim)
    if not refused(problem, found.values):
        return found
    found = _sought(allowed(problem), aimed, aim)
    reason = refused(problem, found.values)
    return replace(found, found=False, missed=math.inf, refused=reason) if reason else found


def _sought(problem: Problem, aimed: str, aim: str) -> Solution:
    return one_unknown(problem, aim) if len(problem.unknowns) == 1 else several_unknowns(problem, aimed, aim)
