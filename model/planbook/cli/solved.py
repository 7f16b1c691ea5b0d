"""`planbook solve`: what must be assumed, in words, as JSON, or as a scenario of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from planbook.analysis.limits import Between
from planbook.analysis.problem import Solution
from planbook.cli import written
from planbook.cli.numbers import exact, in_currency, known
from planbook.cli.outcome import Status
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError


def limits(texts: Sequence[str]) -> Between:
    """Bounds such as `segments.teams.price=50..200`, `rounds.seed.amount=..2e6` or `segments.teams.churn=10%/year..60%/year`.

    Raises PlanbookError.
    """
    found: Between = {}
    for text in texts:
        path, equals, ends = text.partition("=")
        low, dots, high = ends.partition("..")
        if not (equals and dots):
            raise PlanbookError(f"`{text}` says no bounds: write such as segments.teams.price=50..200")
        found[path.strip()] = (low.strip() or None, high.strip() or None)
    return found


def show(screen: Screen, found: Solution) -> None:
    """The values found and what they come to; or the nearest, and which bounds bind."""
    loaded = found.plan.loaded
    screen.print(Text(f"{loaded.title}, scenario {found.scenario}", style="bold"))
    if found.found:
        screen.print("Found:" if not found.aim else f"The {'least' if found.aim == 'minimise' else 'most'} that does:")
    else:
        screen.print("There is no solution; nearest is:")
    stated = found.plan.scenario(found.scenario)
    for unknown, said in zip(found.unknowns, found.written.values(), strict=True):
        now = ", ".join(dict.fromkeys(unknown.text(value) for value in unknown.values(stated)))
        screen.print(f"  {unknown.path}: {said} (planned {now})")
    for each, value in zip(found.conditions, found.reached, strict=True):
        unit = f" {in_currency(each.row.unit, loaded.currency)}" if "$" in each.row.unit.name else ""
        comes = "no end" if math.isinf(value) else exact(value, each.row.unit) + unit
        sums = ", the sum of the year" if each.adds_up else ""
        screen.print(f"  {each.text}: {'at the worst' if each.each_month else 'comes to'} {comes}{sums}")
    if found.refused:
        screen.print(f"  planbook refuses a plan with these values: {found.refused}")
    for bound in found.binding if not found.found or found.aim else ():
        screen.print(f"  {bound}")


def as_json(found: Solution) -> dict[str, Any]:
    """Values and what is reached; null for what is not available."""
    return {
        "plan": found.plan.name,
        "scenario": found.scenario,
        "found": {each.path: value for each, value in zip(found.unknowns, found.values, strict=True)},
        "written": found.written,
        "factors": [each.path for each in found.unknowns if not each.single],
        "reached": {each.text: _finite(value) for each, value in zip(found.conditions, found.reached, strict=True)},
        "solved": found.found,
        "binding": list(found.binding),
        "refused": found.refused or None,
        "exit": int(status(found)),
    }


def _finite(value: float) -> float | None:
    return None if math.isinf(value) else known(value)


def status(found: Solution) -> Status:
    """1 where there is no solution."""
    return Status.FINE if found.found else Status.CHECK_FAILS


def write(found: Solution, path: Path) -> None:
    """The values as a scenario that extends the one they were looked for in. Raises NotWritten."""
    asked = "; ".join(each.text for each in found.conditions)
    written.scenario(found.plan, path, f"Found by planbook solve: {asked}", found.scenario, found.changes)
