"""A block of rows as the text of a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbook.backends.compiled.figures import Layout
from planbook.backends.compiled.places import HOLDERS, LATER, AllMonths, OneColumn
from planbook.language.expression import Expression
from planbook.language.model import Row, looks_back_at_itself
from planbook.language.units import Kind, Shape


def function(number: int, block: Sequence[Row], layout: Layout) -> str:
    """The function that computes a block, in the holders of rows that it is given."""
    first, *others = block
    if others or first.shape is Shape.COHORTS or looks_back_at_itself(first):
        lines = list(_loop(block, layout))
    else:
        formula = AllMonths(layout).write(_tree(first)).code
        holder, at = ("s" if first.shape is Shape.SCALAR else LATER[first.shape]), layout.at[first]
        lines = [*_opening(first, layout), f"{holder}[{at}]{'' if holder == 's' else '[:]'} = {formula}"]
    return "\n    ".join([f"def block{number}(s, m, w, a, b, c):", *lines])


def _tree(row: Row) -> Expression:
    assert row.tree is not None
    return row.tree


def _opening(row: Row, layout: Layout) -> Iterator[str]:
    if row.opening is None:
        return
    writer = OneColumn(layout, "0")
    code = writer.write(row.opening).code
    yield from _before(writer)
    yield f"{HOLDERS[row.shape]}[{layout.at[row]}][0] = {code}"


def _before(writer: OneColumn) -> Iterator[str]:
    """What is read, and computed, once."""
    for row in writer.read:
        yield f"r{row.number} = {HOLDERS[row.shape]}[{writer.layout.at[row]}]" + (".tolist()" if row.shape in LATER else "")
    for code, name in writer.held.items():
        yield f"{name} = {code}"


def _loop(block: Sequence[Row], layout: Layout) -> Iterator[str]:
    """Month by month, line by line."""
    structure = layout.model.structure
    columns = (structure.ages if block[0].shape is Shape.AGES else structure.horizon) + 1
    opening = OneColumn(layout, "0", block)
    monthly = OneColumn(layout, "t", block, opening)
    opened = [f"x{row.number}[0] = {_kept(row, opening.write(row.opening).code, '0')}" for row in block if row.opening is not None]
    steps = [f"x{row.number}[t] = y{row.number} = {_kept(row, monthly.write(_tree(row)).code, 't')}" for row in block]
    yield from _before(monthly)
    for row in block:
        yield f"x{row.number} = {_space(row, columns, len(structure.cohort_starts))}"
    yield from opened
    yield f"for t in range(1, {columns}):"
    for code, name in monthly.months.items():
        yield f"    {name} = {code}"
    for step in steps:
        yield f"    {step}"
    for row in block:
        yield f"{HOLDERS[row.shape]}[{layout.at[row]}]{' = ' if row.shape is Shape.COHORTS else '[:] = '}x{row.number}"


def _kept(row: Row, code: str, column: str) -> str:
    """A cohort has figures from its first month on."""
    return f"WHERE(BEGUN[{column}], {code}, 0.0)" if row.shape is Shape.COHORTS else code


def _space(row: Row, columns: int, cohorts: int) -> str:
    if row.shape is Shape.COHORTS:
        return f"ZEROS(({columns}, {cohorts}))"
    return f"[{'NAN' if row.kind is Kind.RATIO and row.opening is None else '0.0'}] + [0.0] * {columns - 1}"
