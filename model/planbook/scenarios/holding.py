"""A value that does not rise for some months, and then goes on as planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.language.declarations import Period
from planbook.language.inputs import per_month
from planbook.scenarios.given import Cell, Given, Step
from planbook.scenarios.timeline import Timeline


def path(given: Given, timeline: Timeline, period: Period | None) -> list[float]:
    """What a value comes to in each month of the plan: steps that grow until the next, times season, times changes.

    ``period`` says what becomes of a rate per year: it grows, and is multiplied, as the rate per month that it is.
    """
    yearly = given.period == "year" and period is not Period.YEARLY
    growth = path(given.growth, timeline, Period.GROWTH) if given.growth else [0.0] * timeline.months
    made, before, value = [], None, 0.0
    for month, rate in enumerate(growth, 1):
        step = _in_force(given.steps, month)
        begun = float(per_month(step.value.value, period)) if yearly else step.value.value
        value = value * (1 + rate) if step is before else begun
        before = step
        season = given.season[(timeline.start[1] + month - 2) % 12].value if given.season else 1.0
        change = _in_force(given.changes, month).value.value if given.changes else 1.0
        made.append(value * season * change)
    return made


def _in_force(steps: Sequence[Step], month: int) -> Step:
    return next((step for step in reversed(steps) if step.begins.value <= month), steps[0])


def held(steps: Sequence[Step], begins: int, ends: int, resumes: Cell | None) -> tuple[Step, ...]:
    """Steps none of which, within the months from one to before another, rises above what was in force before it.

    ``resumes`` is the month from which the last of them goes on as stated; None where the plan ends before.
    """
    low, made = _in_force(steps, max(begins - 1, 1)).value, []
    for step in steps:
        within = begins <= step.begins.value < ends
        if within and step.value.value > low.value:
            made.append(Step(step.begins, replace(low, origin=replace(low.origin, written=f"{low.written}, held"))))
            continue
        low = step.value if within else low
        made.append(step)
    planned, now = (_in_force(each, ends - 1) for each in (steps, made))
    if resumes and planned.value.value != now.value.value and all(step.begins.value != ends for step in steps):
        made.insert(made.index(now) + 1, Step(resumes, planned.value))
    return tuple(made)


def factors(given: Given, timeline: Timeline, period: Period | None, begins: int, ends: int) -> Iterator[tuple[int, float]]:
    """By what a value that grows, or has a season, is multiplied in each month in which it would otherwise rise."""
    planned = path(given, timeline, period)
    low = planned[max(begins - 1, 1) - 1]
    for month in range(begins, min(ends, timeline.months + 1)):
        if planned[month - 1] > low:
            yield month, low / planned[month - 1]
        low = min(low, planned[month - 1])


def by_factors(given: Given) -> bool:
    """Whether factors keep a value down in some months."""
    return bool(given.changes) and any(each.holds for each in given.since)


def fixed(given: Given) -> Iterator[str]:
    """What the factors that hold a value do not follow: its `growth`, and the `value` itself where it has steps of rates per year, which
    turn into rates per month one by one."""
    if by_factors(given):
        yield from ("growth",) if given.growth else ()
        yield from ("value",) if len(given.steps) > 1 and given.period == "year" else ()
