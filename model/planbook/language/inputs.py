"""From an assumption to rows: input cells, visible conversions to months, values over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.expression import Expression, Line, Number, apply
from planbook.language.model import InputForm, Row
from planbook.language.operators import twelfth_root
from planbook.language.units import FACTOR, LABEL, MONTH, MONTHS, MONTHS_OF_YEAR, RATE, YEARLY_RATE, Kind, Shape, Sign, Unit

BEYOND_ALL_AGES = 1000  # an age that no axis reaches: where a step stands that never begins
Steps = tuple[list[Expression], list[Expression]]  # where steps begin (none for a single one), and their values

STATED: dict[Period | None, Unit] = {
    Period.GROWTH: RATE,
    Period.LOSS: RATE,
    Period.YEARLY: YEARLY_RATE,
    Period.INTEREST: RATE,
}  # the unit of a rate used as it is stated


@dataclass
class Expansion:
    """The rows of one assumption: cells to type in, rows that follow from them, and the figure."""

    assumption: Assumption
    members: tuple[str, ...]
    line: Callable[[str], Expression]  # a timeline line, by name
    inputs: list[Row] = field(default_factory=list)
    derived: list[Row] = field(default_factory=list)

    def _row(self, suffix: str, label: str, **more: object) -> Row:
        made = self.assumption
        row = Row(
            name=f"{made.name}{suffix}", members=self.members, label=label, unit=made.unit, kind=Kind.FACTOR,
            shape=Shape.SCALAR, chapter=made.chapter, declaration=made, sign=made.sign,
        )  # fmt: skip
        for name, value in more.items():
            setattr(row, name, value)
        return row

    def cell(self, suffix: str, label: str, **more: object) -> Row:
        """A cell that the plan fills in."""
        row = self._row(suffix, label, source="input", **more)
        self.inputs.append(row)
        return row

    def follow(self, suffix: str, label: str, tree: Expression, **more: object) -> Row:
        """A row computed from cells."""
        row = self._row(suffix, label, tree=tree, **more)
        self.derived.append(row)
        return row

    def monthly(self, stated: Expression, suffix: str, label: str, period: Period | None) -> Row:
        """The stated yearly rate as a rate per month, in a row of its own."""
        return self.follow(suffix, f"{label} per month", per_month(stated, period), unit=RATE)


def per_month(rate: Any, period: Period | None) -> Any:
    """A rate per year as one per month: a twelfth of an interest rate, 1 − (1 − r)^(1/12) of what is lost, else (1 + r)^(1/12) − 1."""
    if period is Period.INTEREST:
        return rate / 12
    return 1 - twelfth_root(1 - rate) if period is Period.LOSS else twelfth_root(1 + rate) - 1


def expand(assumption: Assumption, members: tuple[str, ...], form: InputForm, line: Callable[[str], Expression]) -> Expansion:
    """All rows of an assumption for one member; the last of them carries the assumption's name."""
    made = Expansion(assumption, members, line)
    if assumption.form is Form.CHANGE:
        (_dated if form.dated else _change)(made, form)
    elif assumption.form is Form.BY_AGE:
        _by_age(made, form)
    elif assumption.form is Form.DRIVER and not is_held(assumption, form):
        _driver(made, "", assumption.label, form, assumption.period)
    elif form.period == "year" and assumption.period is not Period.YEARLY:
        stated = made.cell(".stated", f"{assumption.label}{_per_year(assumption.period)}", unit=YEARLY_RATE)
        made.monthly(Line(stated), "", assumption.label, assumption.period)
    else:
        made.cell("", assumption.label, unit=STATED.get(assumption.period, assumption.unit))
    return made


def is_held(assumption: Assumption, form: InputForm) -> bool:
    """Whether a rate or a price that may change over time is stated once: then it is one cell, and no row of months.

    Flows and balances are rows even so: they are figures of a month, with a sum or a last value for a year.
    """
    steady = form.steps == 1 and form.growth is None and not form.season and not form.changes
    return assumption.form is Form.DRIVER and assumption.kind is Kind.FACTOR and steady


def _per_year(period: Period | None) -> str:
    return " (per year, nominal)" if period is Period.INTEREST else " (per year)"


def _change(made: Expansion, form: InputForm) -> None:
    label = made.assumption.label
    how = "stepped at the fiscal year's start" if form.stepped else "smooth"
    per = YEARLY_RATE if form.period == "year" else RATE
    stated = made.cell(".stated", f"{label} (per {form.period}, {how})", unit=per)
    if form.stepped:
        tree = Line(stated) * made.line("later_year_starts")
    elif form.period == "year":
        tree = Line(made.monthly(Line(stated), ".monthly", label, Period.GROWTH))
    else:
        tree = Line(stated)
    opening = apply("multiply", 0, Line(stated))
    made.follow("", label, tree, shape=Shape.MONTHS, opening=opening, unit=RATE)


def _dated(made: Expansion, form: InputForm) -> None:
    """A change that lands in stated months."""
    label = made.assumption.label
    parts: list[Expression] = []
    for number in range(1, form.steps + 1):
        month = made.cell(f".month{number}", f"{label}: {number}. month", unit=MONTH, sign=Sign.NONNEGATIVE)
        value = made.cell(f".value{number}", f"{label}: {number}. change", unit=made.assumption.unit)
        parts.append(apply("same", made.line("month"), Line(month)) * Line(value))
    opening = apply("multiply", 0, Line(value))
    made.follow("", label, sum(parts[1:], parts[0]), shape=Shape.MONTHS, opening=opening, unit=RATE)


def _stated_steps(made: Expansion, suffix: str, label: str, form: InputForm, period: Period | None, begins: tuple[str, Unit]) -> Steps:
    """The cells of a value in steps, and the values as they are used: yearly rates as rates per month."""
    yearly = form.period == "year" and period is not Period.YEARLY
    unit = RATE if suffix else STATED.get(period, made.assumption.unit)
    sign = Sign.ANY if suffix else made.assumption.sign
    numbers = range(1, form.steps + 1)
    word, begin_unit = begins
    per_year = _per_year(period) if yearly else ""
    froms = [
        made.cell(f"{suffix}.from{k}", f"{label}: step {k} from {word}", unit=begin_unit, sign=Sign.NONNEGATIVE)
        for k in numbers
        if form.steps > 1
    ]
    names = {k: f"{label}: step {k}" if form.steps > 1 else label for k in numbers}
    values = [
        made.cell(f"{suffix}.value{k}", f"{names[k]}{per_year}", unit=YEARLY_RATE if yearly else unit, sign=sign) for k in numbers
    ]
    if yearly:
        values = [made.monthly(Line(row), f"{suffix}.monthly{k}", names[k], period) for k, row in zip(numbers, values, strict=True)]
    return [Line(row) for row in froms], [Line(row) for row in values]


def _by_age(made: Expansion, form: InputForm) -> None:
    """A value by age, in steps; the last one holds on."""
    label, period = made.assumption.label, made.assumption.period
    froms, cells = _stated_steps(made, "", label, form, period, ("age", MONTHS))
    _, chosen = _in_force(made, "", label, (froms, cells), ("age", Shape.AGES, Number(1)))
    made.follow("", label, chosen, shape=Shape.AGES, opening=cells[0])


def _in_force(made: Expansion, suffix: str, label: str, steps: Steps, axis: tuple[str, Shape, Expression]) -> tuple[Row | None, Expression]:
    """The row that counts the steps begun along an axis, if there are several, and the value of the one in force."""
    froms, cells = steps
    if not froms:
        return None, cells[0]
    counter, shape, opening = axis
    tree = apply("step_in_force", made.line(counter), *froms)
    step = made.follow(f"{suffix}.step", f"{label}: step in force", tree, shape=shape, opening=opening, unit=LABEL)
    return step, apply("choose", Line(step), *cells)


def _driver(made: Expansion, suffix: str, label: str, form: InputForm, period: Period | None) -> Row:
    """A value over time: steps, each growing until the next, times a factor for the month of the year, times changes."""
    if form.season or form.changes:
        return _modulated(made, suffix, label, form, period)
    kind = Kind.FACTOR if suffix else made.assumption.kind
    return _steady(made, suffix, suffix, label, form, period, kind)


def _modulated(made: Expansion, suffix: str, label: str, form: InputForm, period: Period | None) -> Row:
    before = " and ".join(word for word, there in (("season", form.season), ("changes", form.changes)) if there)
    steady = _steady(made, suffix, f"{suffix}.steady", f"{label}, before {before}", form, period, Kind.FACTOR)
    factors = [
        *([_season(made, label)] if form.season else []),
        *([_changes(made, suffix, label, form.changes)] if form.changes else []),
    ]
    tree: Expression = Line(steady)
    for factor in factors:
        tree = tree * Line(factor)
    opening = None if made.assumption.kind is Kind.FLOW else Line(steady)
    return made.follow(
        suffix, label, tree, shape=Shape.MONTHS, opening=opening, kind=made.assumption.kind, unit=steady.unit, sign=steady.sign
    )  # fmt: skip


def _season(made: Expansion, label: str) -> Row:
    """The factor of the month of the year."""
    names = enumerate(MONTHS_OF_YEAR, 1)
    factors = [made.cell(f".season{k}", f"{label}: season, {name}", unit=FACTOR, sign=Sign.NONNEGATIVE) for k, name in names]
    return made.follow(
        ".season", f"{label}: season", apply("choose", made.line("calendar_month"), *map(Line, factors)), shape=Shape.MONTHS,
        opening=Number(1), unit=FACTOR,
    )  # fmt: skip


def _changes(made: Expansion, suffix: str, label: str, count: int) -> Row:
    """The factor of the change in force."""
    numbers = range(1, count + 1)
    froms = [made.cell(f"{suffix}.changes.from{k}", f"{label}: change {k} from month", unit=MONTH, sign=Sign.NONNEGATIVE) for k in numbers]
    factors = [made.cell(f"{suffix}.changes.value{k}", f"{label}: change {k}, factor", unit=FACTOR, sign=Sign.NONNEGATIVE) for k in numbers]
    step = made.follow(
        f"{suffix}.changes.step", f"{label}: change in force", apply("step_in_force", made.line("month"), *map(Line, froms)),
        shape=Shape.MONTHS, opening=apply("multiply", 0, Line(froms[0])), unit=LABEL,
    )  # fmt: skip
    return made.follow(
        f"{suffix}.changes", f"{label}: changes", apply("choose", Line(step), *map(Line, factors)), shape=Shape.MONTHS,
        opening=Number(1), unit=FACTOR,
    )  # fmt: skip


def _steady(made: Expansion, suffix: str, name: str, label: str, form: InputForm, period: Period | None, kind: Kind) -> Row:
    """A value over time without season; its figure is called ``name``."""
    sign = Sign.ANY if suffix else made.assumption.sign
    growth = _driver(made, f"{suffix}.growth", f"{label}: growth", form.growth, Period.GROWTH) if form.growth else None
    froms, cells = _stated_steps(made, suffix, label, form, period, ("month", MONTH))
    before = apply("multiply", 0, froms[0]) if froms else Number(0)
    step, chosen = _in_force(made, suffix, label, (froms, cells), ("month", Shape.MONTHS, before))
    opening = None if kind is Kind.FLOW else cells[0]
    unit = RATE if suffix else STATED.get(period, made.assumption.unit)
    row = made.follow(name, label, chosen, shape=Shape.MONTHS, opening=opening, kind=kind, unit=unit, sign=sign)
    if growth is not None:
        grown = apply("prior", Line(row), 1) * (1 + Line(growth))
        starts = apply("same", made.line("month"), 1) if step is None else 1 - apply("same", Line(step), apply("prior", Line(step), 1))
        row.tree = apply("where", starts, chosen, grown)
    return row
