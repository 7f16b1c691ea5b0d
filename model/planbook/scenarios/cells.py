"""From what a scenario gives to its input cells, by the keys of the model's input rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.inputs import BEYOND_ALL_AGES, is_held
from planbook.language.model import InputForm
from planbook.scenarios.given import Cell, Given, Step, single


def cells(made: Assumption, members: tuple[str, ...], given: Given, form: InputForm, horizon: int) -> dict[str, Cell]:
    """The cells of one assumption in one scenario: input row key → number."""
    path = ".".join((made.at, *members))
    if made.form is Form.DRIVER and not is_held(made, form):
        pairs = _driver("", given, form, horizon, path)
    elif made.form is Form.BY_AGE:
        pairs = _steps("", given, form, BEYOND_ALL_AGES)
    elif form.dated:
        pairs = _dated(given, form)
    elif made.form is Form.CHANGE or (form.period == "year" and made.period is not Period.YEARLY):
        pairs = iter([(".stated", given.first)])
    else:
        pairs = iter([("", given.first)])
    return {".".join((f"{made.name}{suffix}", *members)): cell for suffix, cell in pairs}


def _dated(given: Given, form: InputForm) -> Iterator[tuple[str, Cell]]:
    stated = given.steps if given.dated else ()  # otherwise a default of no change
    nothing = given.first.moved(0.0)
    for number in range(1, form.steps + 1):
        step = stated[number - 1] if number <= len(stated) else Step(nothing, nothing)
        yield f".month{number}", step.begins
        yield f".value{number}", step.value


def _driver(suffix: str, given: Given, form: InputForm, horizon: int, path: str) -> Iterator[tuple[str, Cell]]:
    if form.growth:
        growth = given.growth or single(Cell.default(0.0, path))
        yield from _driver(f"{suffix}.growth", growth, form.growth, horizon, path)
    yield from _steps(suffix, given, form, horizon + 1)
    if form.season:
        factors = given.season or (Cell.default(1.0, path),) * 12
        for number, factor in enumerate(factors, 1):
            yield f".season{number}", factor
    if form.changes:
        one = Cell.default(1.0, path)
        stated = given.changes or (Step(one, one),)
        never = Step(one.moved(float(horizon + 1)), stated[-1].value)
        for number, step in enumerate([*stated, *[never] * (form.changes - len(stated))], 1):
            yield f"{suffix}.changes.from{number}", step.begins
            yield f"{suffix}.changes.value{number}", step.value


def _steps(suffix: str, given: Given, form: InputForm, beyond: int) -> Iterator[tuple[str, Cell]]:
    for number, step in enumerate(_padded(given, form.steps, beyond), 1):
        if form.steps > 1:
            yield f"{suffix}.from{number}", step.begins
        yield f"{suffix}.value{number}", step.value


def _padded(given: Given, count: int, beyond: int) -> list[Step]:
    """As many steps as the longest scenario has: those added begin after the end."""
    last = given.steps[-1]
    never = replace(last, begins=last.begins.moved(float(beyond)))
    return [*given.steps, *[never] * (count - len(given.steps))]
