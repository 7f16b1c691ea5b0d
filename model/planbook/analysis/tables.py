"""A line over two assumptions, each at several factors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planbook.analysis.accepted import Agreeing
from planbook.analysis.knobs import Knob
from planbook.analysis.settings import Settings
from planbook.language.errors import PlanbookError
from planbook.language.model import Row
from planbook.plan import Run


@dataclass(frozen=True)
class Table:
    """A line over two assumptions, each at several factors: a row of values for each factor of the first."""

    row: Row
    down: Knob
    across: Knob
    down_factors: tuple[float, ...]
    across_factors: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    notes: tuple[str, ...] = ()  # what is left out or not available, and why


def grid(run: Run, row: Row, down: tuple[Knob, Sequence[float]], across: tuple[Knob, Sequence[float]]) -> Table:
    """A line at every pair of factors; not a number where a value leaves its bounds, the plan would be refused, or the line is not
    available. Months stay within the plan: there are fewer of them near its end. Raises PlanbookError for one before it.
    """
    scenario, axes = run.scenario, (down, across)
    if past := [knob for knob, _ in axes if knob.past(scenario)]:
        raise PlanbookError(f"`{past[0].path}` lies before the plan: what has been is turned by nobody")
    factors = tuple(turned.factors(scenario, wanted) for turned, wanted in axes)
    notes = [_fewer(knob) for (knob, wanted), kept in zip(axes, factors, strict=True) if len(kept) < len(set(wanted))]
    pairs = [(a, b) for a in factors[0] for b in factors[1]]
    asked = [(down[0].times(scenario, a), across[0].times(scenario, b)) for a, b in pairs]
    settings = [{**(a or {}), **(b or {})} for a, b in asked]
    (found,) = Settings(run).outcomes(settings, [row])
    reasons = list(map(Agreeing(run).refusal, settings))
    values = [
        math.nan if a is None or b is None or reason else float(value)
        for (a, b), value, reason in zip(asked, found, reasons, strict=True)
    ]  # fmt: skip
    width = len(factors[1])
    rows = tuple(tuple(values[first : first + width]) for first in range(0, len(values), width))
    first = next(filter(None, reasons), "")
    notes += [f"n/a where planbook would refuse the plan: {first}"] if first else []
    return Table(row, down[0], across[0], factors[0], factors[1], rows, tuple(notes))


def _fewer(knob: Knob) -> str:
    low, high = (knob.text(each) if math.isfinite(each) else "any" for each in knob.limits)
    return f"{knob.path} has only so many values between {low} and {high}"
