"""What a plan can turn: its assumptions by key path, such as `segments.teams.churn`, and the input cells behind each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.errors import PlanbookError, did_you_mean
from planbook.language.model import LONGEST, InputForm, Model, Row
from planbook.language.plans import Origin, Scenario
from planbook.language.units import MONTH
from planbook.scenarios.amounts import inside, is_share
from planbook.scenarios.drivers import GROWTH

VALUES = ("", "value", "stated")  # cells that hold a value, not a month, a growth or a season


@dataclass(frozen=True)
class Knob:
    """An assumption of one member: the cells that hold its values, one of them unless it changes over time."""

    path: str
    label: str
    made: Assumption
    form: InputForm
    cells: tuple[Row, ...]
    month_label: Callable[[int], str] = str
    months: int = 0  # of the plan

    @property
    def single(self) -> bool:
        """Whether one number is the whole of it, without growth or season."""
        return len(self.cells) == 1 and self.form.growth is None and not self.form.season and not self.form.changes

    @property
    def whole(self) -> bool:
        """Whether it counts months or pieces."""
        return self.made.form in (Form.WHOLE, Form.MONTH)

    @property
    def switch(self) -> bool:
        """Whether it is 0 or 1, which nobody turns a little."""
        return self.whole and self.limits == (0.0, 1.0)

    def held(self, scenario: Scenario) -> bool:
        """Whether factors hold it in some months, or what grows by it, and would not follow it."""
        row = self.cells[0]
        assert row.declaration is not None
        return (".".join((row.declaration.name, *row.members)), "growth" if self.made is GROWTH else "value") in scenario.held

    def past(self, scenario: Scenario) -> bool:
        """Whether it is a month before the plan: what has been is turned by nobody."""
        return self.made.form is Form.MONTH and self.values(scenario)[0] < 1

    def values(self, scenario: Scenario) -> list[float]:
        """Its values in a scenario."""
        return [scenario.values[row.key] for row in self.cells]

    def stated(self, scenario: Scenario) -> float:
        """Its value in a scenario; of several values their factor, 1."""
        return self.values(scenario)[0] if self.single else 1.0

    def origins(self, scenario: Scenario) -> list[Origin]:
        """Where each of its values was written."""
        return [scenario.origins[row.key] for row in self.cells]

    def sources(self, scenario: Scenario) -> list[str]:
        """The comments beside its values, each once."""
        return list(dict.fromkeys(origin.note for origin in self.origins(scenario) if origin.note))

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the most that it may be, infinite where nothing bounds it; a month lies in the plan, or before it where it may."""
        if self.made.form is Form.MONTH:
            return 1.0 - LONGEST if self.made.before_plan else 1.0, float(self.months)
        return -math.inf if self.made.low is None else self.made.low, math.inf if self.made.high is None else self.made.high

    def suits(self, value: float) -> bool:
        """Whether a value lies within the bounds of the assumption."""
        low, high = self.limits
        return low <= value <= high and inside(value, self.made)

    def times(self, scenario: Scenario, factor: float) -> dict[str, float] | None:
        """All its values × a factor, whole numbers rounded; None where one of them leaves its bounds."""
        made = {row.key: self._whole(scenario.values[row.key] * factor) for row in self.cells}
        return made if all(map(self.suits, made.values())) else None

    def _whole(self, value: float) -> float:
        return float(round(value)) if self.whole else value

    def factors(self, scenario: Scenario, wanted: Sequence[float]) -> tuple[float, ...]:
        """Factors as wanted; of one whole number those nearest to them that make whole numbers within its limits, each another: fewer
        of them where there are not so many.
        """
        value = self.values(scenario)[0]
        if not (self.whole and self.single and value):
            return tuple(wanted)
        made = {1.0: value}
        for factor in sorted(set(wanted) - {1.0}, key=lambda each: abs(each - 1)):
            side = [each for other, each in made.items() if (other - 1) * (factor - 1) >= 0]
            made[factor] = max(round(value * factor), max(side) + 1) if factor > 1 else min(round(value * factor), min(side) - 1)
        low, high = self.limits
        return tuple(each / value for each in dict.fromkeys(min(max(made[factor], low), high) for factor in wanted))

    def text(self, value: float) -> str:
        """A value as it is written in a plan, with its period."""
        if self.made.form is Form.MONTH:
            return self.month_label(round(value))
        if not is_share(self.made):
            return f"{value:.10g}"
        per = self.form.period or ("year" if self.made.period is Period.YEARLY else "")
        return f"{100 * value:.10g}%{f'/{per}' if per else ''}{self._landing(per)}"

    def _landing(self, per: str) -> str:
        if self.made.period is Period.INTEREST and per == "year":
            return " nominal"
        if self.made.form is Form.CHANGE and per == "year":
            return " stepped" if self.form.stepped else " smooth"
        return ""


def path_of(made: Assumption, members: tuple[str, ...]) -> str:
    """The key path of an assumption."""
    head, *rest = made.at.split(".")
    return ".".join((head, *members, *rest))


def knobs(model: Model) -> dict[str, Knob]:
    """All assumptions of a plan that hold numbers, by path, in reading order; structure and months of steps left out."""
    cells: dict[str, list[Row]] = {}
    for row in model.rows:
        if row.source == "input" and isinstance(row.declaration, Assumption) and _holds_value(row):
            path = path_of(row.declaration, row.members)
            cells.setdefault(f"{path}.growth" if _grows(row) else path, []).append(row)
    return {path: _knob(path, rows, model) for path, rows in cells.items()}


def label_of(model: Model, row: Row) -> str:
    """The label of an input's assumption, with its member."""
    assert isinstance(row.declaration, Assumption)
    labels = model.labels_of(row)
    return f"{row.declaration.label}: {', '.join(labels)}" if labels else row.declaration.label


def cell_of(row: Row) -> str:
    """Which cell of its assumption an input is, without its number: `value`, `from`, `growth.value`, `season` …"""
    return row.name.partition(".")[2].rstrip("0123456789")


def begins_at(key: str) -> str | None:
    """The cell that holds from which month on the value of a step is; None of a value that no step holds."""
    cell = key.replace(".value", ".from", 1)
    return cell if cell != key else None


def _holds_value(row: Row) -> bool:
    """Not where a step begins, a season, a change in some months; nor what all scenarios share."""
    made = row.declaration
    assert isinstance(made, Assumption)
    return cell_of(row).removeprefix("growth.") in VALUES and row.unit is not MONTH and not made.structure and not made.opens_cohort


def _grows(row: Row) -> bool:
    """Whether the cell holds the growth of a value, not the value itself."""
    return cell_of(row).startswith("growth.")


def _knob(path: str, rows: list[Row], model: Model) -> Knob:
    made, label = rows[0].declaration, label_of(model, rows[0])
    assert isinstance(made, Assumption)
    form = model.structure.forms[made.name, rows[0].members]
    if _grows(rows[0]) and form.growth:
        label, made, form = f"Growth of {label[:1].lower()}{label[1:]}", GROWTH, form.growth
    return Knob(path, label, made, form, tuple(rows), model.structure.month_label, model.structure.horizon)


def knob(model: Model, path: str) -> Knob:
    """The assumption at a key path. Raises PlanbookError that names the nearest."""
    found = knobs(model)
    if path in found:
        return found[path]
    below = [each for each in found if each.startswith(f"{path}.")]
    hint = f"; it holds {', '.join(each.rpartition('.')[2] for each in below[:8])}" if below else did_you_mean(path, found)
    raise PlanbookError(f"`{path}` is not an assumption of this plan that could be turned{hint}")


def turnable(model: Model, path: str, scenario: Scenario) -> Knob:
    """The assumption at a key path, to be turned in a scenario. Raises PlanbookError for one that cannot be."""
    found = knob(model, path)
    if found.held(scenario):
        value = path.removesuffix(".growth")
        words = f"scenario {scenario.name} holds `{value}` in some months, by what it states"
        raise PlanbookError(f"`{path}` cannot be turned by itself: {words}; ask in the scenario that it extends")
    return found


def inputs_by_path(model: Model) -> Iterator[tuple[Row, str]]:
    """Every input cell with the key path of its assumption."""
    for row in model.rows:
        if row.source == "input" and isinstance(row.declaration, Assumption):
            yield row, path_of(row.declaration, row.members)
