"""`planbook sensitivity` and `planbook grid`: what a line depends on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table as Printed
from rich.text import Text

from planbook.analysis.bracketing import Reach
from planbook.analysis.knobs import Knob, turnable
from planbook.analysis.sensitivity import BreakEven, Swing, break_evens, sensitivity, target_of
from planbook.analysis.settings import one_row, when
from planbook.analysis.tables import Table, grid
from planbook.cli.compared import plain_table
from planbook.cli.numbers import column, in_currency, known
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.language.model import Row
from planbook.language.plans import Scenario
from planbook.plan import Run

BAR = 8  # characters of the widest bar
FACTORS = (0.8, 0.9, 1.0, 1.1, 1.2)


@dataclass(frozen=True)
class Asked:
    """A line's tornado, and where its strongest assumptions bring it to a target."""

    run: Run
    row: Row
    swings: list[Swing]
    target: float
    target_name: str
    meetings: list[BreakEven | Reach]  # of the first of the swings


def asked(run: Run, of: str, reach: float | None, target: float | None, top: int) -> Asked:
    """Turn every assumption. Raises PlanbookError for an unknown line, or one that is not available."""
    row = one_row(run.plan.model, of)
    swings = sensitivity(run, row, reach)
    wanted, name = (target, "the target") if target is not None else target_of(run, row)
    meetings = break_evens(run, row, [each.knob for each in swings[:top]], wanted) if not math.isnan(wanted) else []
    return Asked(run, row, swings, wanted, name, meetings)


def show(screen: Screen, found: Asked, top: int) -> None:
    """The tornado, and the table of break-evens."""
    run, row = found.run, found.row
    currency = run.plan.loaded.currency
    screen.print(Text(f"{run.plan.loaded.title}, scenario {run.scenario.name}: what moves {_name(run, row)}", style="bold"))
    if not found.swings:
        screen.print("No assumption moves it.")
        return
    base = found.swings[0].base
    unit = f" {in_currency(row.unit, currency)}" if "$" in row.unit.name else ""
    screen.print(f"As planned {column([base], row.unit)[0]}{unit}{', all months' if when(row) == 'all months' else ''}")
    table = plain_table("", "turned", "lower", "higher", "elastic", "")
    widest = max(each.width for each in found.swings if math.isfinite(each.width))
    for each in found.swings[:top]:
        texts = column([known(each.low), known(each.high)], row.unit)
        elasticity = "n/a" if math.isnan(each.elasticity) else f"{each.elasticity:+.2f}".replace("-", "−")
        table.add_row(each.knob.path, _turned(each), *texts, elasticity, "█" * max(1, round(BAR * each.width / widest)))
    table.columns[0].overflow, table.columns[-1].justify = "fold", "left"
    screen.print(table)
    if len(found.swings) > top:
        screen.print(f"and {len(found.swings) - top} more that move it less: --top shows more, --json all")
    _break_evens(screen, found, top)


def _turned(each: Swing) -> str:
    low, high = 100 * (1 - each.down), 100 * (each.up - 1)
    if 1.0 in (each.down, each.up):
        return f"+{high:.0f}% only" if each.down == 1 else f"−{low:.0f}% only"
    return f"± {high:.0f}%" if abs(low - high) < 0.5 else f"−{low:.0f}% +{high:.0f}%"


def _name(run: Run, row: Row) -> str:
    return run.plan.model.label(row)


def _break_evens(screen: Screen, found: Asked, top: int) -> None:
    if not found.meetings:
        return
    run, row = found.run, found.row
    wanted = column([found.target], row.unit)[0]
    screen.print()
    screen.print(Text(f"{_name(run, row)} equals {found.target_name}, {wanted}, at", style="bold"))
    for swing, meeting in zip(found.swings[:top], found.meetings, strict=True):
        screen.print(f"- {met(swing.knob, meeting, run.scenario)}")


def met(turned: Knob, meeting: BreakEven | Reach, scenario: Scenario) -> str:
    """Where an assumption brings a line to the target, in words."""
    if isinstance(meeting, Reach):
        return f"no {turned.path} between nothing and four times what is planned"
    at = f"× {meeting.factor:.3g}" if math.isnan(meeting.value) else turned.text(float(f"{meeting.value:.4g}"))
    instead = f" instead of {turned.text(turned.values(scenario)[0])}" if not math.isnan(meeting.value) else ""
    return f"{turned.path} {at}{instead}{' (it leaps over it there)' if meeting.jumps else ''}"


def as_json(found: Asked) -> dict[str, Any]:
    """All swings, the widest first; break-evens of the first of them."""
    meetings = dict(zip((each.knob.path for each in found.swings), found.meetings, strict=False))
    return {
        "plan": found.run.plan.name, "scenario": found.run.scenario.name, "of": found.row.key,
        "base": known(found.swings[0].base) if found.swings else None, "target": known(found.target),
        "assumptions": {each.knob.path: _swing(each, meetings.get(each.knob.path)) for each in found.swings},
    }  # fmt: skip


def _swing(each: Swing, meeting: BreakEven | Reach | None) -> dict[str, Any]:
    at = meeting if isinstance(meeting, BreakEven) else None
    return {
        "down": each.down, "up": each.up, "low": known(each.low), "high": known(each.high), "elasticity": known(each.elasticity),
        "break_even": at and {"factor": at.factor, "value": known(at.value), "jumps": at.jumps},
    }  # fmt: skip


# The grid.


def tabled(run: Run, of: str, down: str, across: str, factors: tuple[Sequence[float], Sequence[float]]) -> Table:
    """A line over two assumptions. Raises PlanbookError for what is not one."""
    model = run.plan.model
    if down == across:
        raise PlanbookError("--x and --y are the same assumption")
    axes = [(turnable(model, path, run.scenario), wanted or FACTORS) for path, wanted in zip((down, across), factors, strict=True)]
    return grid(run, one_row(model, of), *axes)


def show_grid(screen: Screen, run: Run, found: Table) -> None:
    """A row for each value of one assumption, a column for each of the other."""
    screen.print(Text(f"{run.plan.loaded.title}, scenario {run.scenario.name}: {_name(run, found.row)}", style="bold"))
    screen.print(f"Down {found.down.path}, across {found.across.path}")
    heads = [_stated(found.across, run.scenario, factor) for factor in found.across_factors]
    table = Printed(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, head in enumerate(("", *heads)):
        table.add_column(head, justify="right", no_wrap=bool(number))
    flat = column([known(value) for row in found.values for value in row], found.row.unit)
    width = len(heads)
    for number, factor in enumerate(found.down_factors):
        table.add_row(Text(_stated(found.down, run.scenario, factor), style="bold"), *flat[number * width : (number + 1) * width])
    screen.print(table)
    for note in found.notes:
        screen.print(note)


def _stated(turned: Knob, scenario: Scenario, factor: float) -> str:
    if not turned.single:
        return f"× {factor:g}"
    return turned.text(float(f"{turned.values(scenario)[0] * factor:.4g}"))


def _axis(turned: Knob, scenario: Scenario, factors: Sequence[float]) -> dict[str, Any]:
    """An axis's factors, and the values that one number takes (months by number)."""
    values = [turned.values(scenario)[0] * factor for factor in factors] if turned.single else None
    return {"path": turned.path, "factors": list(factors), "values": values}


def grid_json(run: Run, found: Table) -> dict[str, Any]:
    """The values, rows first."""
    return {
        "plan": run.plan.name, "scenario": run.scenario.name, "of": found.row.key,
        "x": _axis(found.across, run.scenario, found.across_factors),
        "y": _axis(found.down, run.scenario, found.down_factors),
        "values": [[known(value) for value in row] for row in found.values],
        "notes": list(found.notes),
    }  # fmt: skip
