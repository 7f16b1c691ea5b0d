"""`planbook compare`: scenarios side by side, what differs, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from planbook.analysis.compare import Bridge, Comparison
from planbook.analysis.settings import when
from planbook.cli.numbers import column, in_currency, known
from planbook.cli.screen import Screen
from planbook.language.model import Row
from planbook.language.units import Unit

SHOWN = 24  # assumptions that differ, at most; --json has all


def show(screen: Screen, found: Comparison) -> None:
    """Figures, a bridge for each pair of scenarios, and the assumptions that differ."""
    screen.print(Text(f"{found.plan.loaded.title}: {', '.join(found.names)}", style="bold"))
    screen.print(_figures(found, found.plan.loaded.currency))
    for name in found.names[1:]:
        _why(screen, found, [bridge for bridge in found.bridges if bridge.end == name], name)
    screen.print()
    screen.print(Text("What is assumed otherwise", style="bold"))
    if not found.differences:
        screen.print("nothing: the scenarios are the same" if len(found.names) > 1 else "nothing: there is one scenario only")
    screen.print(_assumptions(found))
    if len(found.differences) > SHOWN:
        screen.print(f"and {len(found.differences) - SHOWN} more: --json has all of them")


def _why(screen: Screen, found: Comparison, bridges: Sequence[Bridge], name: str) -> None:
    """What each group of assumptions explains, a column for each line."""
    screen.print()
    screen.print(Text(f"Why: from {found.names[0]} to {name}", style="bold"))
    missing = [found.plan.model.label(row) for row in found.explained if row not in {bridge.row for bridge in bridges}]
    if bridges:
        screen.print(_bridges(found, bridges))
    if bridges and not bridges[0].shapley:
        screen.print("Each by itself; `together` is what they do beyond that.")
    for bridge in bridges:
        if bridge.orders < 1:
            label = found.plan.model.label(bridge.row)
            screen.print(f"{label}: averages over the {bridge.orders:.0%} of all orders on which it is available all the way.")
    if missing:
        screen.print(f"Not explained, since it is not available on any way there: {', '.join(missing)}")


def _bridges(found: Comparison, bridges: Sequence[Bridge]) -> Table:
    currency = found.plan.loaded.currency
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    for bridge in bridges:
        unit = f", {in_currency(bridge.row.unit, currency)}" if "$" in bridge.row.unit.name else ""
        table.add_column(f"{found.plan.model.label(bridge.row)}{unit}", justify="right")
    table.add_row(bridges[0].start, *(column([bridge.before], bridge.row.unit)[0] for bridge in bridges))
    largest = {part: max(abs(bridge.parts[part]) / max(abs(bridge.before), 1e-9) for bridge in bridges) for part in bridges[0].parts}
    for part in sorted(largest, key=lambda each: -largest[each]) if bridges[0].shapley else largest:
        table.add_row(f"  {part}", *(signed(bridge.parts[part], bridge.row.unit) for bridge in bridges))
    table.add_row(bridges[0].end, *(column([bridge.after], bridge.row.unit)[0] for bridge in bridges))
    return table


def _figures(found: Comparison, currency: str) -> Table:
    """A line, its figure in each scenario; below, by how much the others differ from the first."""
    table = plain_table("", *found.names)
    for row in found.rows:
        values = [found.values[row.key][name] for name in found.names]
        table.add_row(_label(found, row, currency), *column([known(value) for value in values], row.unit))
        if len(values) > 1:
            table.add_row(Text("  differs by", style="dim"), "", *(Text(text, style="dim") for text in _apart(values, row.unit)))
    return table


def _apart(values: Sequence[float], unit: Unit) -> list[str]:
    first, *others = values
    return [
        "n/a" if value - first != value - first else signed(value - first, unit) + (" pp" if unit.style == "percent" else "")
        for value in others
    ]  # fmt: skip


def signed(change: float, unit: Unit) -> str:
    """A difference with its sign; of percentages, in points."""
    text = column([abs(change)], unit)[0]
    text = text.removesuffix("%") if unit.style == "percent" else text
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{text}"


def _label(found: Comparison, row: Row, currency: str) -> str:
    unit = in_currency(row.unit, currency)
    parts = [found.plan.model.label(row), *([unit] if "$" in row.unit.name else []), *([when(row)] if when(row) == "all months" else [])]
    return ", ".join(parts)


def plain_table(*heads: str) -> Table:
    """A table without lines; all columns but the first to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=bool(number))
    return table


def _assumptions(found: Comparison) -> Table:
    """By key path; where a scenario changes what the first one says, only the change."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", no_wrap=True)
    for name in found.names:
        table.add_column(name, overflow="fold")
    for each in found.differences[:SHOWN]:
        first = each.written[found.names[0]]
        others = (each.written[name] for name in found.names[1:])
        table.add_row(each.path, first, *("same" if text == first else _beyond(text, first) for text in others))
    return table


def _beyond(text: str, first: str) -> str:
    """What a scenario says beyond what the first one does."""
    return text.removeprefix(f"{first} ").removeprefix("by default ")


def as_json(found: Comparison) -> dict[str, Any]:
    """Lines by scenario, what differs, and the bridges; null for what is not available."""
    bridges = [_bridge(each) for each in found.bridges]
    return {
        "plan": found.plan.name,
        "scenarios": list(found.names),
        "lines": {key: {name: known(value) for name, value in values.items()} for key, values in found.values.items()},
        "assumptions": {each.path: each.written for each in found.differences},
        "bridge": bridges[0] if bridges else None,
        "bridges": bridges,
    }


def _bridge(bridge: Bridge) -> dict[str, Any]:
    return {
        "of": bridge.row.key, "from": bridge.before, "to": bridge.after, "scenarios": [bridge.start, bridge.end],
        "parts": bridge.parts, "method": "shapley" if bridge.shapley else "each alone", "orders": bridge.orders,
    }  # fmt: skip
