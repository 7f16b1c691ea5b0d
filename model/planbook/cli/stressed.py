"""`planbook stress`: a plan under named shocks, one table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from planbook.analysis.stress import AS_PLANNED, MONTHS, Stressed, StressTest, Struck
from planbook.cli import written
from planbook.cli.numbers import column, known
from planbook.cli.outcome import NotWritten, Status
from planbook.cli.screen import Screen
from planbook.language.model import Model

NONE = "–"
ANSWER = "  no hiring for a year"

HEADS = {
    "enterprise_value": "EV, DCF", "closing_arr": "ARR at end", "minimum_cash": "low cash", "lowest_cash_month": "in",
    "simulated_runway": "short",
}  # fmt: skip
LARGE = 1e6  # from here on amounts are shown in thousands


def show(screen: Screen, found: StressTest, answers: bool) -> None:
    """The plan as it is, and under each shock; below it with management's answer."""
    screen.print(Text(f"{found.plan.loaded.title}, scenario {found.scenario}", style="bold"))
    table, lines = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold"), list(found.unstressed.values)
    table.add_column("", min_width=26)
    for name in lines:
        table.add_column(HEADS[name], justify="right", no_wrap=True)
    table.add_column("alerts", justify="right")
    thousands = max(abs(value) for name, value in found.unstressed.values.items() if name not in MONTHS and value == value) >= LARGE
    scale = 1e3 if thousands else 1.0
    for shock in (found.planned, *found.shocks):
        if shock.plain is None:
            table.add_row(shock.label, "not", "applicable")
            continue
        table.add_row(shock.label, *_cells(shock.plain, scale))
        if shock.answered and answers:
            table.add_row(ANSWER, *_cells(shock.answered, scale))
    screen.print(table)
    said = f"{'thousands of ' if thousands else ''}{found.plan.loaded.currency}"
    screen.print(f"Amounts in {said}. `short`: the first month in which cash stands below the plan's reserve.")
    if answers and any(shock.answered for shock in (found.planned, *found.shocks)):
        screen.print("Hiring stops in that month. Fewer heads slow growth only where the plan says that they win customers.")
    for shock in found.shocks:
        if shock.reason:
            screen.print(f"{shock.label}, not applicable: {shock.reason}")
    for label, names in _covenants(found):
        screen.print(f"{label}: {', '.join(names)}")


def _cells(struck: Struck, scale: float) -> list[str]:
    return [*(_cell(struck, name, scale) for name in struck.values), str(len(struck.alerts))]


def _cell(struck: Struck, name: str, scale: float) -> str:
    if name in MONTHS:
        return _month(struck, name) or NONE
    return column([known(struck.values[name] / scale)], struck.run.plan.model.row(name).unit)[0]


def _month(struck: Struck, name: str) -> str:
    """A figure that is a month of the plan, as one of the calendar; nothing where there is none."""
    value = struck.values[name]
    return "" if math.isnan(value) else struck.run.plan.model.structure.month_label(int(value))


def _covenants(found: StressTest) -> Iterator[tuple[str, list[str]]]:
    """Covenants that a shock breaks and the plan does not, in words."""
    for shock in found.shocks:
        broken = shock.plain.covenants if shock.plain else ()
        names = [_sentence(found.plan.model, name) for name in broken if name not in found.unstressed.alerts]
        if names:
            yield shock.label, names


def _sentence(model: Model, name: str) -> str:
    return next(model.label(row) for row in model.rows if row.key == name)


def as_json(found: StressTest, answers: bool) -> dict[str, Any]:
    """{shock: {line: value}}, and beside them what is planned; null for what is not available, months such as 2027-03."""
    planned = {"plan": found.plan.name, "scenario": found.scenario, **_shock(found.planned, answers)}
    return {AS_PLANNED: planned, **{shock.name: _shock(shock, answers) for shock in found.shocks}}


def _shock(shock: Stressed, answers: bool) -> dict[str, Any]:
    if shock.plain is None:
        return {"label": shock.label, "applicable": False, "reason": shock.reason}
    reply = {"with_answer": shock.answered and {**_struck(shock.answered), "from": _label(shock)}} if answers else {}
    return {"label": shock.label, "applicable": True, **_struck(shock.plain), **reply}


def _label(shock: Stressed) -> str:
    """The month in which the answer begins."""
    return shock.answered.run.plan.model.structure.month_label(shock.month) if shock.answered else ""


def _struck(struck: Struck) -> dict[str, Any]:
    values = {name: (_month(struck, name) or None) if name in MONTHS else known(value) for name, value in struck.values.items()}
    return {**values, "alerts": list(struck.alerts), "covenants": list(struck.covenants)}


def status(found: StressTest) -> Status:
    """1 where an error check fails in any of the runs."""
    runs = [each for shock in (found.planned, *found.shocks) for each in (shock.plain, shock.answered) if each]
    return Status.CHECK_FAILS if any(each.failing for each in runs) else Status.FINE


def write(found: StressTest, path: Path, answers: bool) -> None:
    """One shock, and with it what management does where cash is short, as a scenario. Raises NotWritten."""
    if len(found.shocks) != 1:
        raise NotWritten("a scenario has one shock: name it, such as planbook stress PLAN price_war --write FILE")
    (shock,) = found.shocks
    if shock.plain is None:
        raise NotWritten(f"{shock.label} is not applicable: {shock.reason}")
    short = f"; hiring stops when cash is short, in {_label(shock)}" if answers and shock.answer else ""
    written.scenario(found.plan, path, f"{shock.label}{short}", found.scenario, shock.answer if answers else {}, [shock.name])
