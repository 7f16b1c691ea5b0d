"""Parts of a model: the rows that a row reads, and the rows that a plan is read for."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.language.declarations import Severity
from planbook.language.model import Model, Row, dependencies


def used(row: Row) -> Iterator[Row]:
    """The rows in a row's formula and in its opening."""
    for tree in (row.tree, row.opening):
        if tree is not None:
            yield from (other for other, _ in dependencies(tree))


def results(model: Model) -> set[Row]:
    """What a plan is read for: headline metrics, lines of statements and charts, alerts, and lines that no other line is made of."""
    lines = [row for row in model.rows if row.item is not None and row.item.severity is not Severity.ERROR]
    inner = {other for row in lines for other in used(row)}
    stated = {name.lstrip("=") for chapter in model.chapters for statement in chapter.statements for name in statement.rows}
    stated |= {name for chapter in model.chapters for name in chapter.read_for}
    stated |= {series.line for chart in model.charts for series in chart.series}
    return {row for row in lines if row not in inner or row.name in stated or (row.item and row.item.metric)}
