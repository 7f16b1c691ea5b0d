"""Small throw-away models: a handful of lines, up to three segments, the house's timeline.

Lines are declared in the test that needs them and handed over in reading order; assumptions get
their names as keywords:

    model = small.model(units, revenue, price=small.number("Price"))
    figures = small.figures(model, {"price": 3})
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from planbook.backends.compiled import Program
from planbook.backends.excel import build
from planbook.backends.reference import evaluate
from planbook.business import timeline
from planbook.business.families import BASIS, CONTRACT_YEAR, FADE_YEAR
from planbook.language.declarations import Assumption, Chapter, Declaration, Form, LineItem, Place, Statement, assumption, gather, line
from planbook.language.families import Family, Member
from planbook.language.model import InputForm, Model, Row, Structure
from planbook.language.trace import trace
from planbook.language.units import FACTOR, Kind, Shape
from planbook.scenarios import LoadedPlan, Origin, Scenario

FUNCTION = Family("function", "Function", members={"service": "Service", "sales": "Sales"})
SEGMENT = Family("segment", "Segment", section="segments")
SEGMENT.attribute("function", target=FUNCTION)
SEGMENT.attribute("billing", choices=("monthly", "yearly"), default="monthly")
FAMILIES = (SEGMENT, FUNCTION, CONTRACT_YEAR, BASIS, FADE_YEAR)
MEMBERS = {
    name: Member(name, f"Segment {name.upper()}", {"function": function, "billing": billing})
    for name, function, billing in (("a", "service", "monthly"), ("b", "sales", "yearly"), ("c", "service", "monthly"))
}


@dataclass(frozen=True)
class Setting:
    """The structure of a small model; ``segments`` are some of the members a, b, c."""

    months: int = 4
    segments: str = "ab"
    start: tuple[int, int] = (2027, 1)
    fiscal_year_end: int = 12
    opening_ages: Sequence[int] = (0,)
    ages: int = 24
    forms: Mapping[tuple[str, tuple[str, ...]], InputForm] = field(default_factory=dict)
    absent: Sequence[str] = ()

    def structure(self, chapters: Sequence[Chapter]) -> Structure:
        """The structure that the tracer takes."""
        members = {family.name: family.members for family in FAMILIES}
        members["segment"] = tuple(MEMBERS[name] for name in self.segments)
        starts = (*sorted({-age for age in self.opening_ages}), *range(1, self.months + 1))
        present = frozenset(chapter.name for chapter in chapters) - set(self.absent)
        return Structure(members, dict(self.forms), self.start, self.months, self.fiscal_year_end, starts, self.ages, present)


def _placed(item: Declaration) -> Any:
    """Where the test declares it, not where this file does."""
    frame = sys._getframe(2)
    item.place = Place(frame.f_code.co_filename, frame.f_lineno)
    return item


def number(label: str = "A number", *, per: Family | None = None, at: str = "small.number", **allowed: Any) -> Assumption:
    """An assumption that is one number."""
    return _placed(assumption(label, unit=FACTOR, at=at, about=f"{label}, as given.", per=per, **allowed))


def driver(label: str = "A driver", *, per: Family | None = None, at: str = "small.driver", **allowed: Any) -> Assumption:
    """An assumption that may change over time."""
    return _placed(assumption(label, unit=FACTOR, at=at, about=f"{label}, as given.", per=per, form=Form.DRIVER, **allowed))


def scalar(function: Callable[..., Any]) -> LineItem:
    """A line without a time axis; it needs no docstring here."""
    function.__doc__ = function.__doc__ or "A small figure."
    return line(function.__name__, unit=FACTOR, kind=Kind.FACTOR, shape=Shape.SCALAR)(function)


def monthly(function: Callable[..., Any] | None = None, **more: Any) -> Any:
    """A monthly line: a factor that opens with its own formula, unless said otherwise."""

    def declare(function: Callable[..., Any]) -> LineItem:
        function.__doc__ = function.__doc__ or "A small figure."
        chosen = {"unit": FACTOR, "kind": Kind.FACTOR, **more}
        if chosen["kind"] is Kind.FACTOR:
            chosen.setdefault("opening", "same")
        return line(function.__name__, **chosen)(function)

    return declare if function is None else declare(function)


def chapter(
    *lines: LineItem, name: str = "small", sheet: str = "Small", section: str = "", statements: Sequence[Statement] = (),
    stepwise: tuple[Family, ...] = (), **named: Any,
) -> Chapter:
    """A chapter of lines in reading order, with assumptions and constants by name."""
    items = {**named, **{item.name: item for item in lines}}
    file = next((item.place.file for item in items.values()), "")
    made_of = Chapter(name, sheet, sheet, "A small chapter.", section, stepwise=stepwise)
    module = SimpleNamespace(CHAPTER=made_of, STATEMENTS=statements, __file__=file)
    vars(module).update(items)
    made = gather(module)
    gathered = len(made.lines) + len(made.assumptions) + len(made.constants)
    assert gathered == len(lines) + len(named), "a declaration of another file, or two of one name"
    return made


def of_chapters(*chapters: Chapter, setting: Setting | None = None) -> Model:
    """The model of the timeline and some chapters."""
    everything = (timeline.CHAPTER, *chapters)
    return trace(everything, FAMILIES, (setting or Setting()).structure(everything))


def model(*lines: LineItem, setting: Setting | None = None, **named: Any) -> Model:
    """The model of one chapter."""
    return of_chapters(chapter(*lines, **named), setting=setting)


def figures(model: Model, inputs: Mapping[str, Any] | None = None) -> dict[str, np.ndarray]:
    """All figures of the first scenario by key: a number for a scalar, else the opening and then the months.

    The reference's, which those of the compiled program equal.
    """
    found = evaluate(model, inputs or {})
    program = Program(model)
    compiled = program.run({key: float(np.ravel(value)[0]) for key, value in (inputs or {}).items() if key in program.inputs})
    for row, array in found.items():
        np.testing.assert_array_equal(compiled[row][..., 0], array[..., 0], err_msg=row.key)
    return {row.key: array[..., 0] for row, array in found.items()}


def steps(name: str, values: Sequence[float], *members: str) -> dict[str, float]:
    """The cells of a driver with one step a month, for ``InputForm(steps=len(values))``."""
    tail = "".join(f".{member}" for member in members)
    if len(values) == 1:
        return {f"{name}.value1{tail}": values[0]}
    return {
        **{f"{name}.from{month}{tail}": float(month) for month in range(1, len(values) + 1)},
        **{f"{name}.value{month}{tail}": float(value) for month, value in enumerate(values, 1)},
    }


def workbook(model: Model, inputs: Mapping[str, float], path: Path, arrays: Mapping[Row, np.ndarray] | None = None) -> Path:
    """The workbook of a small model, by the project's own writers, with its own figures or given ones."""
    values = {key: float(value) for key, value in inputs.items()}
    scenario = Scenario("base", "Base", "The only one.", values, {key: Origin("base.yaml", None, "", "", key) for key in values})
    plan = LoadedPlan(
        "small", "Small", "A small model.", "USD", "2026-12-31", model.structure, {"base": scenario}, "base", path.parent
    )  # fmt: skip
    build(plan, model, arrays or evaluate(model, values), "base", path)
    return path
