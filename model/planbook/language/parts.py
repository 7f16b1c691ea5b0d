"""Parts of a model: the rows that some figures follow from, and of those the rows that some inputs move."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import replace

from planbook.language.declarations import Severity
from planbook.language.model import Model, Row, dependencies


def used(row: Row) -> Iterator[Row]:
    """The rows in a row's formula and in its opening."""
    for tree in (row.tree, row.opening):
        if tree is not None:
            yield from (other for other, _ in dependencies(tree))


def needed(wanted: Collection[Row], own: Container[Row]) -> set[Row]:
    """The rows among ``own`` that these figures follow from, themselves included."""
    found = set(wanted)
    queue = list(found)
    while queue:
        for other in used(queue.pop()):
            if other not in found and other in own:
                found.add(other)
                queue.append(other)
    return found


def moved(model: Model, changed: Collection[Row]) -> set[Row]:
    """The rows that may have other figures when these have."""
    found = set(changed)
    for block in model.blocks:
        if any(row in found or any(other in found for other in used(row)) for row in block):
            found.update(block)
    return found


def results(model: Model) -> set[Row]:
    """What a plan is read for: headline metrics, the lines of statements, alerts, and lines that no other line is made of."""
    lines = [row for row in model.rows if row.item is not None and row.item.severity is not Severity.ERROR]
    inner = {other for row in lines for other in used(row)}
    stated = {name.lstrip("=") for chapter in model.chapters for statement in chapter.statements for name in statement.rows}
    return {row for row in lines if row not in inner or row.name in stated or (row.item and row.item.metric)}


def part(model: Model, computed: Container[Row], kept: Container[Row]) -> Model:
    """The model with some rows only: those that are computed, and those whose figures are kept for them."""
    blocks = ([row for row in block if row in computed] for block in model.blocks)
    return replace(
        model, rows=[row for row in model.rows if row in computed or row in kept], blocks=[block for block in blocks if block]
    )  # fmt: skip
