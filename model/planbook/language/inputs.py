"""From an assumption to rows: input cells, visible conversions to months, values over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.expression import Expression, Line, apply
from planbook.language.model import InputForm, Row
from planbook.language.units import LABEL, MONTH, RATE, YEARLY_RATE, Kind, Shape, Sign, Unit

STATED: dict[Period | None, Unit] = {
    Period.GROWTH: RATE,
    Period.LOSS: RATE,
    Period.YEARLY: YEARLY_RATE,
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
        tree = loss_per_month(stated) if period is Period.LOSS else growth_per_month(stated)
        return self.follow(suffix, f"{label} per month", tree, unit=RATE)


def growth_per_month(rate: Expression) -> Expression:
    """(1 + r)^(1/12) − 1."""
    return (1 + rate) ** apply("divide", 1, 12) - 1


def loss_per_month(rate: Expression) -> Expression:
    """1 − (1 − r)^(1/12)."""
    return 1 - (1 - rate) ** apply("divide", 1, 12)


def expand(assumption: Assumption, members: tuple[str, ...], form: InputForm, line: Callable[[str], Expression]) -> Expansion:
    """All rows of an assumption for one member; the last of them carries the assumption's name."""
    made = Expansion(assumption, members, line)
    if assumption.form is Form.CHANGE:
        _change(made, form)
    elif assumption.form is Form.DRIVER:
        _driver(made, "", assumption.label, form, assumption.period)
    elif form.period == "year" and assumption.period is not Period.YEARLY:
        stated = made.cell(".stated", f"{assumption.label} (per year)", unit=YEARLY_RATE)
        made.monthly(Line(stated), "", assumption.label, assumption.period)
    else:
        made.cell("", assumption.label, unit=STATED.get(assumption.period, assumption.unit))
    return made


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


def _driver(made: Expansion, suffix: str, label: str, form: InputForm, period: Period | None) -> Row:
    """A value over time: steps, each growing until the next."""
    yearly = form.period == "year" and period is not Period.YEARLY
    unit = RATE if suffix else made.assumption.unit
    sign = Sign.ANY if suffix else made.assumption.sign
    growth = _driver(made, f"{suffix}.growth", f"{label}: growth", form.growth, Period.GROWTH) if form.growth else None
    numbers = range(1, form.steps + 1)
    per_year = " (per year)" if yearly else ""
    froms = [
        made.cell(f"{suffix}.from{k}", f"{label}: step {k} from month", unit=MONTH, sign=Sign.POSITIVE) for k in numbers if form.steps > 1
    ]
    values = [
        made.cell(
            f"{suffix}.value{k}",
            f"{label}: step {k}{per_year}" if form.steps > 1 else f"{label}{per_year}",
            unit=YEARLY_RATE if yearly else unit,
            sign=sign,
        )
        for k in numbers
    ]
    if yearly:
        stated = values
        values = [
            made.monthly(Line(row), f"{suffix}.monthly{k}", f"{label}: step {k}" if form.steps > 1 else label, period)
            for k, row in zip(numbers, stated, strict=True)
        ]
    cells = [Line(row) for row in values]
    step = None
    if form.steps > 1:
        step = made.follow(
            f"{suffix}.step", f"{label}: step in force", apply("step_in_force", made.line("month"), *map(Line, froms)),
            shape=Shape.MONTHS, opening=apply("multiply", 0, Line(froms[0])), unit=LABEL,
        )  # fmt: skip
    chosen = apply("choose", Line(step), *cells) if step else cells[0]
    kind = Kind.FACTOR if suffix else made.assumption.kind
    opening = None if kind is Kind.FLOW else cells[0]
    row = made.follow(suffix, label, chosen, shape=Shape.MONTHS, opening=opening, kind=kind, unit=unit, sign=sign)
    if growth is not None:
        grown = apply("prior", Line(row), 1) * (1 + Line(growth))
        starts = apply("same", made.line("month"), 1) if step is None else 1 - apply("same", Line(step), apply("prior", Line(step), 1))
        row.tree = apply("where", starts, chosen, grown)
    return row
