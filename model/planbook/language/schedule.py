"""The order of evaluation: blocks of rows that depend on each other, months outermost in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planbook.language.errors import ModelError
from planbook.language.expression import Apply, Line, walk
from planbook.language.model import EARLIER, SAME, WHOLE, Row, dependencies


def _edges(row: Row) -> list[tuple[Row, str]]:
    """What a row needs; in the opening column `prior` means the opening itself."""
    found = list(dependencies(row.tree)) if row.tree is not None else []
    if row.opening is None:
        return found
    return found + [(used, SAME if when == EARLIER else when) for used, when in dependencies(row.opening)]


def components(rows: Sequence[Row], edges: Callable[[Row], Sequence[Row]]) -> list[list[Row]]:
    """Strongly connected components, what is needed first (Tarjan 1972, without recursion)."""
    index: dict[Row, int] = {}
    low: dict[Row, int] = {}
    stack: list[Row] = []
    on_stack: set[Row] = set()
    found: list[list[Row]] = []
    for root in rows:
        if root in index:
            continue
        work = [(root, iter(edges(root)))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            row, rest = work[-1]
            step = next((used for used in rest if used not in index or used in on_stack), None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[row])
                if low[row] == index[row]:
                    cut = stack.index(row)
                    found.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
            elif step in index:
                low[row] = min(low[row], index[step])
            else:
                index[step] = low[step] = len(index)
                stack.append(step)
                on_stack.add(step)
                work.append((step, iter(edges(step))))
    return found


def _names(rows: Sequence[Row]) -> str:
    return " → ".join(dict.fromkeys(row.name for row in rows))


def _reading_order(rows: Sequence[Row], edges: dict[Row, list[tuple[Row, str]]]) -> None:
    same = {row: [used for used, when in edges[row] if when == SAME] for row in rows}
    for group in components(rows, lambda row: same[row]):
        if len(group) > 1 or group[0] in same[group[0]]:
            place = group[0].declaration.place
            raise ModelError(f"{place}: a circle within one month: {_names([*group, group[0]])}; use prior(…) of one of them")
    for row in rows:
        for used, when in edges[row]:
            if when != EARLIER and used.number > row.number:
                raise ModelError(
                    f"{row.declaration.place}: line `{row.name}` uses `{used.name}` of {used.declaration.place}, which stands "
                    "below it: the model reads from top to bottom, move one of them"
                )


def blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows in blocks, what is needed first; a block of several rows is a loop through earlier months.

    Raises ModelError for a circle within a month, a loop through the whole horizon, a window that
    reaches into its own loop, or a line that reads what stands below it.
    """
    edges = {row: _edges(row) for row in rows}
    _reading_order(rows, edges)
    found = components(rows, lambda row: [used for used, _ in edges[row]])
    for group in found:
        together = set(group)
        for row in group:
            for used, when in edges[row]:
                if used in together and when == WHOLE:
                    raise ModelError(
                        f"{row.declaration.place}: a loop through a figure of the whole horizon: `{row.name}` needs all months of "
                        f"`{used.name}`, which needs `{row.name}`"
                    )
        if len(group) > 1 or any(used is group[0] for used, _ in edges[group[0]]):
            _windows(group, together)
    return [sorted(group, key=lambda row: row.number) for group in found]


def _windows(group: list[Row], together: set[Row]) -> None:
    for row in group:
        for node in walk(row.tree) if row.tree is not None else ():
            if isinstance(node, Apply) and node.op == "trailing" and isinstance(node.args[0], Line) and node.args[0].row in together:
                raise ModelError(
                    f"{row.declaration.place}: trailing({node.args[0].row.name}, …) reads this month inside its own loop: "
                    "take prior(…) of a trailing line"
                )
