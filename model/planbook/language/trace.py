"""Tracing: calling every line once for each combination of members, to get its expression."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from planbook.language import rules, schedule
from planbook.language.context import tracing
from planbook.language.declarations import Assumption, Chapter, LineItem, Severity, parameters_of
from planbook.language.errors import ModelError, did_you_mean
from planbook.language.expression import Expression, Line, Number, Unresolved, apply, expression
from planbook.language.families import Family
from planbook.language.inputs import expand
from planbook.language.model import InputForm, Model, Row, Structure
from planbook.language.operators import FamilyLines, is_formula
from planbook.language.units import FLAG, NUMBER, Kind, Shape, Sign

Names = dict[str, tuple[tuple[Family, ...], list[Row]]]


class Tracer:
    """Builds the model of one structure; see :func:`trace`."""

    def __init__(self, chapters: Sequence[Chapter], families: Sequence[Family], structure: Structure):
        self.chapters = [chapter for chapter in chapters if chapter.name in structure.chapters]
        self.all_chapters = chapters
        self.families = families
        self.structure = structure
        self.members: dict[str, str] = {}
        self.names: Names = {}
        self.inputs: list[Row] = []
        self.constants: list[Row] = []
        self.rows: list[Row] = []

    # What operators ask while a line is being traced.

    def attribute(self, family: Family, member: str, name: str) -> str:
        """The value of a member's attribute."""
        found = next(item for item in self.structure.members[family.name] if item.name == member)
        return found.attributes[name]

    def preceding(self, row: Row, family: Family, first: Expression) -> Expression:
        """The row of the member before this one, or ``first``."""
        families, rows = self.names[row.name]
        if family not in families:
            raise ModelError(f"preceding({row.name}, {family.name}): the line is not per {family.name}")
        position = families.index(family)
        order = [member.name for member in self.structure.members[family.name]]
        before = order.index(row.members[position]) - 1
        if before < 0:
            return first
        wanted = (*row.members[:position], order[before], *row.members[position + 1 :])
        return Line(next(item for item in rows if item.members == wanted))

    # Building.

    def combinations(self, families: Iterable[Family]) -> list[tuple[str, ...]]:
        """All combinations of members of some families."""
        members = [[member.name for member in self.structure.members[family.name]] for family in families]
        return list(itertools.product(*members))

    def build(self) -> Model:
        """Create all rows, trace their formulas, check the rules, order the evaluation."""
        self._one_sheet_each()
        for chapter in self.chapters:
            self._constants(chapter)
        for family in self.families:
            self._family_constants(family)
        pending = [self._chapter(chapter) for chapter in self.chapters]
        for item, rows in itertools.chain.from_iterable(pending):
            for row in rows:
                self._trace(item, row)
        model = self._model()
        rules.enforce(model)
        model.blocks = schedule.blocks(model.rows)
        return model

    def _one_sheet_each(self) -> None:
        homes: dict[str, str] = {}
        for chapter in self.chapters:
            if chapter.sheet in homes:
                both = f"`{homes[chapter.sheet]}` and `{chapter.name}`"
                raise ModelError(f"chapters {both} have one sheet, {chapter.sheet}: rename one of them")
            homes[chapter.sheet] = chapter.name

    def _name(self, name: str, families: tuple[Family, ...], rows: list[Row], place: object) -> None:
        if name in self.names:
            raise ModelError(f"{place}: `{name}` is declared twice; names are one flat space")
        self.names[name] = (families, rows)

    def _constants(self, chapter: Chapter) -> None:
        for item in chapter.constants:
            if item.per:
                continue
            row = Row(
                item.name, (), item.label, item.unit, Kind.FACTOR, Shape.SCALAR, item.chapter, item, item.sign,
                source="constant", value=self.structure.settings[item.name] if item.calendar else item.value,
            )
            self.constants.append(row)
            self._name(item.name, (), [row], item.place)

    def _family_constants(self, family: Family) -> None:
        present = {chapter.name for chapter in self.chapters}
        for declared, values in family.constants:
            if declared.chapter not in present:
                continue
            rows = [
                Row(
                    declared.name,
                    (member.name,),
                    declared.label,
                    declared.unit,
                    Kind.FACTOR,
                    Shape.SCALAR,
                    declared.chapter,
                    declared,
                    Sign.NONNEGATIVE,
                    source="constant",
                    value=value,
                )
                for member, value in zip(family.members, values, strict=True)
            ]
            self.constants.extend(rows)
            self._name(declared.name, (family,), rows, declared.place)

    def _chapter(self, chapter: Chapter) -> list[tuple[LineItem, list[Row]]]:
        """The rows of a chapter, in the order in which it declares them."""
        made: list[tuple[LineItem, list[Row]]] = []
        placed = 0
        for item in chapter.in_order or [*chapter.assumptions, *chapter.lines]:
            if isinstance(item, Assumption):
                self.rows.extend(self._in_steps(made[placed:], chapter.stepwise))
                placed = len(made)
                self._assumption(item)
                continue
            rows = [
                Row(
                    item.name,
                    members,
                    item.label,
                    item.unit,
                    item.kind,
                    item.shape,
                    item.chapter,
                    item,
                    item.sign,
                    item.year,
                )
                for members in self.combinations(item.per)
                if self._exists(item, members)
            ]
            self._name(item.name, item.per, rows, item.place)
            made.append((item, rows))
        self.rows.extend(self._in_steps(made[placed:], chapter.stepwise))
        return made

    def _exists(self, item: LineItem | Assumption, members: tuple[str, ...]) -> bool:
        """Whether a declaration that belongs to some choices of an attribute exists for these members."""
        if item.when is None:
            return True
        attribute, *choices = item.when
        whole = f"{attribute.family.name}.{attribute.name}"
        if attribute.family not in item.per:
            raise ModelError(f"{item.place}: `{item.name}` exists by {whole}: it must be per {attribute.family.name}")
        for choice in choices:
            if choice not in attribute.choices:
                hint = did_you_mean(choice, attribute.choices)
                raise ModelError(f"{item.place}: `{item.name}` exists where {whole} is `{choice}`, which it never is{hint}")
        member = members[item.per.index(attribute.family)]
        return self.attribute(attribute.family, member, attribute.name) in choices

    def _in_steps(self, made: list[tuple[LineItem, list[Row]]], stepwise: Sequence[Family]) -> list[Row]:
        """Rows line by line; those of a stepwise family member by member, and line by line within."""
        if not stepwise:
            return [row for _, rows in made for row in rows]
        family, finer = stepwise[0], stepwise[1:]
        found: list[Row] = []
        for steps, lines in itertools.groupby(made, key=lambda each: family in each[0].per):
            together = list(lines)
            for member in self.structure.members[family.name] if steps else (None,):
                of_member = [
                    (item, [row for row in rows if member is None or row.members[item.per.index(family)] == member.name])
                    for item, rows in together
                ]
                found.extend(self._in_steps(of_member, finer))
        return found

    def _assumption(self, item: Assumption) -> None:
        figures: dict[str, list[Row]] = {}
        derived: list[Row] = []
        for members in self.combinations(item.per):
            if not self._exists(item, members):
                continue
            form = self.structure.forms.get((item.name, members), InputForm())
            made = expand(item, members, form, self._timeline)
            self.inputs.extend(made.inputs)
            derived.extend(made.derived)
            for row in (*made.inputs, *made.derived):
                figures.setdefault(row.name, []).append(row)
        order = sorted(figures, key=lambda name: (-name.count("."), name.endswith(".steady")))  # parts before what is made of them
        self.rows.extend(sorted(derived, key=lambda row: order.index(row.name)))
        figures.setdefault(item.name, [])
        for name, rows in figures.items():
            self._name(name, item.per, rows, item.place)

    def _timeline(self, name: str) -> Expression:
        return Line(self.names[name][1][0])

    def _trace(self, item: LineItem, row: Row) -> None:
        families = {family.name: member for family, member in zip(item.per, row.members, strict=True)}
        self.members = families
        with tracing(self):
            try:
                row.tree = self._formula(item.function, item.parameters, row)
                row.opening = self._opening(item, row)
            except ModelError as fault:
                raise ModelError(f"{item.place}: in line `{item.name}`: {fault}") from None
            except TypeError as fault:
                raise ModelError(f"{item.place}: in line `{item.name}`: {fault}; say it with the operators of the language") from fault

    def _formula(self, function: Any, parameters: dict[str, Any], row: Row) -> Expression:
        arguments = {name: self._argument(name, default, row) for name, default in parameters.items()}
        result = function(**arguments)
        if not is_formula(result):
            if isinstance(result, Unresolved):
                raise ModelError(result.reason)
            raise ModelError(f"its function returned {result!r}, not a formula")
        return expression(result)

    def _opening(self, item: LineItem, row: Row) -> Expression | None:
        if item.opening == "same":
            return row.tree
        if callable(item.opening):
            return self._formula(item.opening, parameters_of(item.opening), row)
        return None if item.opening is None else Number(float(item.opening))

    def _argument(self, name: str, default: Any, row: Row) -> Any:
        if name not in self.names:
            if default is not inspect.Parameter.empty:
                return Number(float(default)) if isinstance(default, int | float) else default
            known = {item.name for chapter in self.all_chapters for item in (*chapter.lines, *chapter.assumptions)}
            if name in known:
                raise ModelError(f"`{name}` belongs to a chapter that may be absent: give the parameter a default")
            raise ModelError(f"`{name}` is not a figure of the model" + did_you_mean(name, self.names))
        families, rows = self.names[name]
        shared = [(position, self.members[family.name]) for position, family in enumerate(families) if family.name in self.members]
        open_families = tuple(family for family in families if family.name not in self.members)
        matching = [item for item in rows if all(item.members[position] == member for position, member in shared)]
        if not open_families:
            return Line(matching[0]) if matching else Unresolved(f"`{name}` is not given for {', '.join(row.members)}")
        named = [({family.name: member for family, member in zip(families, item.members, strict=True)}, Line(item)) for item in matching]
        return FamilyLines(name, open_families, named)

    # Checks become a chapter of their own.

    def _checks(self) -> list[Row]:
        summary: dict[Severity, list[Row]] = {Severity.ERROR: [], Severity.ALERT: []}
        for row in self.rows:
            item = row.item
            if item is None or item.severity is None:
                continue
            summary[item.severity].append(
                Row(
                    f"{row.name}_fails",
                    row.members,
                    row.label,
                    FLAG,
                    Kind.FACTOR,
                    Shape.SCALAR,
                    "checks",
                    item,
                    tree=self._verdict(item, row),
                )
            )
        totals = []
        for severity, name, label in (
            (Severity.ERROR, "failed_checks", "Failed checks"),
            (Severity.ALERT, "firing_alerts", "Alerts that fire"),
        ):
            rows = summary[severity]
            tree = apply("total", *map(Line, rows)) if rows else Number(0)
            totals.append(Row(name, (), label, NUMBER, Kind.FACTOR, Shape.SCALAR, "checks", SUMMARY[name], tree=tree))
        made = [*summary[Severity.ERROR], *summary[Severity.ALERT], *totals]
        for row in made:
            self.names.setdefault(row.name, ((), []))[1].append(row)
        return made

    def _verdict(self, item: LineItem, row: Row) -> Expression:
        months = item.shape is not Shape.SCALAR
        if item.severity is Severity.ALERT:
            return apply("minimum", 1, apply("sum_axis", Line(row))) if months else expression(Line(row))
        limit = Line(self.names[item.tolerance][1][0])
        if months:
            return apply("minimum", 1, apply("months_outside", Line(row), limit))
        return apply("absolute", Line(row)) > limit

    def _model(self) -> Model:
        checks = self._checks()
        rows = [*self.inputs, *self.constants, *self.rows, *checks]
        for number, row in enumerate(rows):
            row.number = number
        by_name: dict[str, list[Row]] = {name: found for name, (_, found) in self.names.items() if found}
        aliases = self._aliases()
        labels = {(family, member.name): member.label for family, members in self.structure.members.items() for member in members}
        return Model(self.structure, self.chapters, rows, by_name, aliases, [], labels)

    def _aliases(self) -> dict[str, str]:
        """What else a person may call a line; each alias means one line, and no line is called so."""
        found: dict[str, str] = {}
        for row in self.rows:
            for alias in row.item.aliases if row.item else ():
                if alias in self.names or found.get(alias, row.name) != row.name:
                    raise ModelError(f"{row.declaration.place}: the alias `{alias}` of `{row.name}` already names another line")
                found[alias] = row.name
        return found


def _summary(name: str, label: str, about: str) -> LineItem:
    return LineItem(label, NUMBER, about, (), name, "checks", None, lambda: 0, Kind.FACTOR, Shape.SCALAR)


SUMMARY = {
    "failed_checks": _summary("failed_checks", "Failed checks", "How many error checks fail; 0 in a sound model."),
    "firing_alerts": _summary("firing_alerts", "Alerts that fire", "How many alerts about the business fire."),
}


def trace(chapters: Sequence[Chapter], families: Sequence[Family], structure: Structure) -> Model:
    """The model of a structure. Raises ModelError naming file, line and the rule that is broken."""
    return Tracer(chapters, families, structure).build()
