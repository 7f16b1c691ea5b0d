"""Scenarios side by side: what lines come to, what was assumed otherwise, and how much each of that explains.

A bridge leads from one scenario to another. What differs is put into groups; with up to eight of them each gets its Shapley
value, the average of what it changes over all orders in which the groups could be changed, so that no order is preferred and
the parts add up exactly; orders on which the line is not available somewhere are left out. With more, each is changed alone, in
the order of the file, and what they do together stands apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planbook.analysis.knobs import begins_at, cell_of, inputs_by_path, label_of
from planbook.analysis.settings import Settings, one_row, outcome
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row
from planbook.language.plans import Scenario
from planbook.language.units import MONTH
from planbook.plan import Plan, Run

LINES = (
    "closing_arr", "closing_customers", "revenue", "ebitda_margin_12_months", "net_revenue_retention", "clv_to_cac", "closing_cash",
    "minimum_cash", "enterprise_value", "equity_value",
)  # fmt: skip
BRIDGED = ("enterprise_value", "closing_arr", "minimum_cash")
MOST = 8  # groups that get Shapley values
TOGETHER = "together"


@dataclass(frozen=True)
class Difference:
    """An assumption that two scenarios or more state otherwise: as written in each, by scenario."""

    path: str
    label: str
    written: dict[str, str]


@dataclass(frozen=True)
class Group:
    """Input cells that are changed together."""

    name: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Bridge:
    """From a line's figure in one scenario to that in another; the parts add up to the difference."""

    row: Row
    start: str
    end: str
    before: float
    after: float
    parts: dict[str, float]
    shapley: bool
    orders: float = 1.0  # the share of all orders that the parts are averages over


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side."""

    plan: Plan
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    values: dict[str, dict[str, float]]  # by row key and scenario
    differences: tuple[Difference, ...]
    explained: tuple[Row, ...]
    bridges: tuple[Bridge, ...]


def compare(plan: Plan, names: Sequence[str] = (), lines: Sequence[str] = (), of: Sequence[str] = ()) -> Comparison:
    """Scenarios side by side, all of them or those named; the first is what the others are compared with.

    lines: what is shown; ``of``: the lines whose difference is explained, from the first scenario to each other one.
    Raises PlanbookError for unknown names.
    """
    chosen = tuple(dict.fromkeys(names or plan.loaded.scenarios))
    runs = plan.runs([plan.scenario(name).name for name in chosen])
    rows = tuple(one_row(plan.model, name) for name in lines) or _present(plan, LINES)
    explained = tuple(one_row(plan.model, name) for name in of) or _present(plan, BRIDGED)
    values = {row.key: {name: float(outcome(row, runs[name].arrays[row])[0]) for name in chosen} for row in rows}
    first, *others = chosen
    bridges = [bridge for name in others for bridge in bridges_between(runs[first], runs[name], explained)]
    return Comparison(plan, chosen, rows, values, differences(plan, chosen), explained, tuple(bridges))


def _present(plan: Plan, names: Sequence[str]) -> tuple[Row, ...]:
    return tuple(plan.model.row(name) for name in names if name in plan.model.by_name)


def differences(plan: Plan, names: Sequence[str]) -> tuple[Difference, ...]:
    """The assumptions that are not the same in all of these scenarios, in reading order."""
    scenarios = [plan.scenario(name) for name in names]
    apart: dict[str, list[Row]] = {}
    for row, path in inputs_by_path(plan.model):
        if len({scenario.values[row.key] for scenario in scenarios}) > 1:
            apart.setdefault(path, []).append(row)
    return tuple(
        Difference(path, label_of(plan.model, rows[0]), {scenario.name: _written(plan, scenario, rows) for scenario in scenarios})
        for path, rows in apart.items()
    )


def _written(plan: Plan, scenario: Scenario, cells: Sequence[Row]) -> str:
    """What a scenario says in the cells that differ, each with the month from which on; else what it says first."""
    values = [row for row in cells if row.unit is not MONTH] or cells
    said = [each for row in values if (each := _cell(scenario, row))]
    parts = [f"{text}{begins}" for number, (text, begins) in enumerate(said) if not number or text != said[number - 1][0]]
    if parts:
        return ", ".join(parts)
    name, members = cells[0].declaration.name, cells[0].members
    rows = (row for each in (name, f"{name}.value1", f"{name}.stated") for row in plan.model.rows if row.name == each)
    first = next((row for row in rows if row.source == "input" and row.members == members), cells[0])
    return scenario.origins[first.key].written


def _cell(scenario: Scenario, row: Row) -> tuple[str, str] | None:
    """A cell as it was written, and from when on; nothing of a step that the scenario does not have, since another one does."""
    begins = begins_at(row.key)
    origin = scenario.origins[row.key]
    written = origin.written if origin.file else f"{scenario.values[row.key]:g}"
    if cell_of(row) == "changes.value" and written[:1].isdigit():
        written = f"× {written}"
    if begins is None or begins not in scenario.origins or scenario.values[begins] <= 1:
        return written, ""
    first = scenario.origins[begins].written
    return (written, f" from {first}") if scenario.origins[begins].file and first != written else None


# Why.


def groups(start: Run, end: Run) -> list[Group]:
    """What differs between two scenarios, as finely as at most eight groups allow: by assumption, by key, by section."""
    changed = [(row, path) for row, path in inputs_by_path(start.plan.model) if _differ(start, end, row.key)]
    for name in (_by_assumption, _by_key, _by_section):
        found: dict[str, set[str]] = {}
        for row, path in changed:
            found.setdefault(name(start.plan.model, row, path), set()).add(row.key)
        if len(found) <= MOST:
            break
    return [Group(name, frozenset(keys)) for name, keys in found.items()]


def _differ(start: Run, end: Run, key: str) -> bool:
    return start.scenario.values[key] != end.scenario.values[key]


def _by_assumption(model: Model, row: Row, path: str) -> str:
    return label_of(model, row)


def _by_key(model: Model, row: Row, path: str) -> str:
    assert row.declaration is not None
    return str(row.declaration.label)


def _by_section(model: Model, row: Row, path: str) -> str:
    section = path.partition(".")[0].replace("_", " ")
    return section[:1].upper() + section[1:]


def bridges_between(start: Run, end: Run, rows: Sequence[Row]) -> list[Bridge]:
    """A bridge for each line from one scenario to another; none for a line that is not available on any way there."""
    parts = groups(start, end)
    settings = Settings(start)
    sets = _subsets(len(parts)) if len(parts) <= MOST else [0, *(1 << number for number in range(len(parts))), (1 << len(parts)) - 1]
    asked = [_setting(end, parts, chosen) for chosen in sets]
    found = settings.outcomes(asked, rows)
    made = []
    for row, values in zip(rows, found, strict=True):
        by_set = dict(zip(sets, map(float, values), strict=True))
        few = len(parts) <= MOST
        explained, orders = _shapley(parts, by_set) if few else (_alone(parts, by_set), 1.0)
        before, after = by_set[0], by_set[(1 << len(parts)) - 1]
        if orders and not any(map(math.isnan, (before, after, *explained.values()))):
            made.append(Bridge(row, start.scenario.name, end.scenario.name, before, after, explained, few, orders))
    return made


def _subsets(count: int) -> list[int]:
    return list(range(1 << count))


def _setting(end: Run, parts: Sequence[Group], chosen: int) -> dict[str, float]:
    keys = (key for number, part in enumerate(parts) if chosen >> number & 1 for key in part.keys)
    return {key: end.scenario.values[key] for key in keys}


def _shapley(parts: Sequence[Group], values: dict[int, float]) -> tuple[dict[str, float], float]:
    """For each group the average of what it adds over all orders in which every step has a value, and the share of such orders.

    Where every set of groups has a value, these are Shapley values: Σ |S|! (n − |S| − 1)! ÷ n! × (v(S and it) − v(S)).
    """
    count = len(parts)
    there = [chosen for chosen in range(1 << count) if not math.isnan(values[chosen])]
    orders_to = dict.fromkeys(range(1 << count), 0) | {0: 1}
    orders_from = dict.fromkeys(range(1 << count), 0) | {(1 << count) - 1: 1}
    for chosen in there[1:]:
        orders_to[chosen] = sum(orders_to[chosen & ~(1 << number)] for number in range(count) if chosen >> number & 1)
    for chosen in reversed(there[:-1]):
        orders_from[chosen] = sum(orders_from[chosen | 1 << number] for number in range(count) if not chosen >> number & 1)
    if 0 not in there or not (every := orders_from[0]):
        return {}, 0.0
    added = {
        part.name: math.fsum(
            orders_to[chosen] * orders_from[chosen | 1 << number] / every * (values[chosen | 1 << number] - values[chosen])
            for chosen in there if not chosen >> number & 1 and orders_from[chosen | 1 << number]
        )
        for number, part in enumerate(parts)
    }  # fmt: skip
    return added, every / math.factorial(count)


def _alone(parts: Sequence[Group], values: dict[int, float]) -> dict[str, float]:
    """What each group changes by itself, and what they do together."""
    made = {part.name: values[1 << number] - values[0] for number, part in enumerate(parts)}
    made[TOGETHER] = values[(1 << len(parts)) - 1] - values[0] - math.fsum(made.values())
    return made


def game(parts: Sequence[str], value: Callable[[frozenset[str]], float]) -> dict[str, float]:
    """Shapley values of any game of at most eight players: what each adds on average. Raises PlanbookError for more."""
    if len(parts) > MOST:
        raise PlanbookError(f"at most {MOST} parts get Shapley values, and there are {len(parts)}")
    named = [Group(part, frozenset()) for part in parts]

    def of(chosen: int) -> float:
        return value(frozenset(part for number, part in enumerate(parts) if chosen >> number & 1))

    return _shapley(named, {chosen: of(chosen) for chosen in _subsets(len(parts))})[0]
