"""Where plan, business and backends meet: load a plan, run a scenario, hold its figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import numpy as np

from planbook.backends.compiled import Figures, Program
from planbook.backends.pointwise import Array
from planbook.backends.views import MONTH, PERIODS, View, has_view
from planbook.business import CHAPTERS, FAMILIES, FRONT, SEGMENTS
from planbook.business.benchmarks import BENCHMARKS
from planbook.language.declarations import Severity
from planbook.language.errors import EvaluationError, PlanbookError, did_you_mean
from planbook.language.model import Model
from planbook.language.trace import trace
from planbook.language.units import Shape
from planbook.scenarios import LoadedPlan, Scenario, Source, Variation, said
from planbook.scenarios.folder import cannot_name
from planbook.scenarios.said import Said

if TYPE_CHECKING:
    import pandas

P = TypeVar("P", bound="Plan")
CHANGED = "changed"
Names = str | Sequence[str]  # one, or several


def several(names: Names) -> Sequence[str]:
    """Names in a list, also where one stands by itself."""
    return [names] if isinstance(names, str) else names




@dataclass(frozen=True)
class Verdict:
    """What a check found: its sentence, whether it is an error or an alert, and the months concerned."""

    name: str
    sentence: str
    severity: Severity
    fires: bool
    months: tuple[str, ...]
    largest: float


class Run:
    """One scenario, evaluated. ``run["closing_arr"]`` is an array: a number for a scalar, else the
    opening and then the months."""

    def __init__(self, plan: Plan, scenario: Scenario, arrays: Figures):
        self.plan = plan
        self.scenario = scenario
        self.arrays = arrays
        self._views: dict[str, View] = {}
        self._verdicts: list[Verdict] = []

    def __getitem__(self, name: str) -> Array:
        rows = self.plan.model.find(name)
        if len(rows) != 1 or (rows[0].members and "." not in name):
            raise PlanbookError(f"`{name}` exists for each member: ask for {', '.join(row.key for row in rows)}")
        array: Array = self.arrays[rows[0]][..., 0]
        array.flags.writeable = False  # what others would read
        return array

    def frame(self, by: str = "month") -> pandas.DataFrame:
        """All lines as a tidy table of pandas: a row for each line and period.

        by: month, quarter or year. Columns: line, member (its names with dots between, or nothing), label, unit, period
        (`2027-01`, `2027-Q1`, `2027`; `opening`; `plan` for a figure of the whole plan) and value, not a number where there is none.
        Lines by age or cohort are left out. Raises PlanbookError for another ``by``.
        """
        import pandas

        view, months = self.view(by), self.view(MONTH)
        by = view.periods.by
        labels = ["opening", *view.periods.labels]
        rows: list[tuple[str, str, str, str, str, float]] = []
        for row in self.plan.model.lines():
            head = (row.name, ".".join(row.members), self.plan.model.label(row), row.unit.name)
            if row.shape is Shape.SCALAR:
                rows.append((*head, "plan", float(self.arrays[row][0])))
            elif row.shape is Shape.MONTHS and (by == MONTH or has_view(row)):
                values = months.values(row) if by == MONTH else view.values(row)
                rows.extend((*head, label, float(value)) for label, value in zip(labels, values[:, 0], strict=True))
        return pandas.DataFrame(rows, columns=["line", "member", "label", "unit", "period", "value"])

    def view(self, by: str) -> View:
        """The figures by month, quarter or year, whatever its capitals. Raises PlanbookError for anything else."""
        name = str(by).lower()
        if name not in PERIODS:
            raise PlanbookError(f"`{by}` is no period to show figures by: write {', '.join(PERIODS[:-1])} or {PERIODS[-1]}")
        if name not in self._views:
            self._views[name] = View(self.plan.model, self.arrays, name)
        return self._views[name]

    def verdicts(self) -> list[Verdict]:
        """What every check found, errors first."""
        self._verdicts = self._verdicts or sorted(self._judged(), key=lambda verdict: verdict.severity is Severity.ALERT)
        return self._verdicts

    def _judged(self) -> Iterator[Verdict]:
        for row in self.plan.model.rows:
            item = row.item
            if item is None or item.severity is None or row.chapter == "checks":
                continue
            values = self.arrays[row][..., 0].reshape(-1)
            limit = self._limit(item.tolerance) if item.severity is Severity.ERROR else 0.0
            months = [position for position, value in enumerate(values) if abs(value) > limit]
            labels = tuple(self.plan.model.structure.month_label(month) for month in months) if len(values) > 1 else ()
            largest = float(max(values, key=abs))
            yield Verdict(row.key, self.plan.model.label(row), item.severity, bool(months), labels, largest)

    def _limit(self, tolerance: str) -> float:
        return float(self.arrays[self.plan.model.row(tolerance)][0])


@dataclass
class Plan:
    """A plan: what was read, and the model of its structure."""

    loaded: LoadedPlan
    path: Path
    source: Source | None = None
    variations: tuple[Variation, ...] = ()  # that stand in no file

    @cached_property
    def model(self) -> Model:
        """The model, traced for the plan's structure."""
        model = trace(CHAPTERS, FAMILIES, self.loaded.structure)
        model.front, model.benchmarks = FRONT, BENCHMARKS
        absent = [chapter for chapter in CHAPTERS if chapter.name not in self.loaded.structure.chapters]
        model.left_out = {
            name: chapter.left_out(item.name) for chapter in absent for item in chapter.lines for name in (item.name, *item.aliases)
        }
        return model

    @property
    def name(self) -> str:
        """The plan's name, from its folder or file."""
        return self.loaded.name

    def scenario(self, name: str | None = None) -> Scenario:
        """A scenario by its file's stem; the shown one by default. Raises PlanbookError for an unknown name."""
        wanted = name or self.loaded.shown
        if wanted not in self.loaded.scenarios:
            known = list(self.loaded.scenarios)
            raise PlanbookError(
                f"`{wanted}` is not a scenario of {self.name}" + (did_you_mean(wanted, known) or f"; there are {', '.join(known)}")
            )
        return self.loaded.scenarios[wanted]

    @cached_property
    def program(self) -> Program:
        """The model as a program that is run for each scenario."""
        return Program(self.model)

    def run(self, name: str | None = None) -> Run:
        """Evaluate a scenario. Raises EvaluationError for figures that cannot be computed."""
        scenario = self.scenario(name)
        return Run(self, scenario, self.program.run(scenario.values))

    def runs(self, names: Collection[str] = ()) -> dict[str, Run]:
        """Every scenario, or those named, evaluated. Raises EvaluationError that names the scenario which cannot be."""
        return {name: self.named_run(name) for name in self.loaded.scenarios if not names or name in names}

    def varied(self, variations: Sequence[Variation]) -> Self:
        """The plan with more scenarios that stand in no file. Raises PlanError where one of them is refused."""
        assert self.source is not None
        every = (*self.variations, *variations)
        made = replace(self, loaded=replace(self.source.plan(every), shown=self.loaded.shown), variations=every)
        if made.loaded.structure == self.loaded.structure:
            made.__dict__ |= {"model": self.model, "program": self.program}  # nothing of them differs
        _link(made)
        return made

    def with_changes(
        self, changes: Mapping[str, Said], scenario: str | None = None, mixins: Names = (), name: str = CHANGED
    ) -> Self:
        """The plan with one more scenario, which is shown: one of its own (that shown, or the one named) with some things changed.

        changes: by key path, values as a plan's file would state them or changes of what stands there, such as
        ``{"segments.teams.churn": "× 1.2", "rounds.seed.amount": 2_000_000}``; a rate says its period. mixins: names of files to be
        mixed in first, each once, such as ``price_war``. name: what the scenario is called. Raises PlanError where something is refused.
        """
        assert self.source is not None
        parent = self.scenario(scenario).name
        if reason := cannot_name(name):
            raise PlanbookError(f"`{name}` {reason}")
        if f"{name}.yaml".lower() in map(str.lower, self.source.own):
            raise PlanbookError(f"`{name}` is a scenario of the plan: give the changed one another name")
        tables = [self.source.mixin(mixin) for mixin in several(mixins)]
        made = self.varied([Variation(name, f"{parent}.yaml", tables, said(changes))])
        made.loaded.shown = name
        return made

    def named_run(self, name: str) -> Run:
        """Evaluate a scenario. Raises EvaluationError that names the scenario which cannot be evaluated."""
        try:
            return self.run(name)
        except EvaluationError as fault:
            raise EvaluationError(f"scenario {name} cannot be evaluated: {fault}") from fault


def load(path: str | Path) -> Plan:
    """Read a plan from a folder or a file. Raises PlanError with every fault found, EvaluationError for figures that
    the plan takes from its own scenarios and that cannot be computed."""
    return read(path, Plan)


def read(path: str | Path, kind: type[P]) -> P:
    """The same, as a ``kind`` of plan that can do more."""
    source = Source(Path(path), CHAPTERS, FAMILIES, SEGMENTS)
    plan = kind(source.plan(), Path(path), source)
    _link(plan)
    return plan


def _link(plan: Plan) -> None:
    """Put in what the plan leaves to its own scenarios."""
    wanted = {link for links in plan.loaded.links.values() for link in links.values() if link.line in plan.model.by_name}
    runs = plan.runs({link.scenario for link in wanted}) if wanted else {}
    found = {link: float(np.atleast_1d(runs[link.scenario][link.line])[-1]) for link in wanted}
    for name, links in plan.loaded.links.items():
        scenario = plan.loaded.scenarios[name]
        for key, link in ((key, link) for key, link in links.items() if link in wanted):
            scenario.values[key] = found[link]
            note = f"{plan.model.label(plan.model.row(link.line))} of the scenario {link.scenario}, as planbook computed it"
            scenario.origins[key] = replace(scenario.origins[key], written=f"of the scenario {link.scenario}", note=note)
