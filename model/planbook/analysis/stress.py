"""Named shocks, each applied to a scenario of a plan, with and without management's answer.

A shock is a file that changes what any plan says. One of which nothing applies (no round to come late), or that a plan cannot have
(a round that would close after the one that follows it), is not applicable, for a reason that is said; the others stand. The
answer is the same for all: in the first month in which cash stands below the plan's reserve hiring stops for a year. Named hires of
that year are cancelled, departments whose heads are planned keep what they had and go on as planned afterwards; those that are
staffed by their work go on hiring for it. Fewer heads slow growth only where the plan says that they win customers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from planbook.analysis.trying import tried
from planbook.language.declarations import Severity
from planbook.plan import Plan, Run
from planbook.scenarios import Variation, said
from planbook.scenarios.library import described, shocks
from planbook.scenarios.nodes import Table
from planbook.scenarios.said import Said

LINES = ("enterprise_value", "closing_arr", "minimum_cash", "lowest_cash_month", "simulated_runway")
MONTHS = ("lowest_cash_month", "simulated_runway")  # of these lines: their figures are months of the plan
SHORT = "cash_below_policy"  # the alert that management answers to
COVENANTS = "covenants"
FREEZE = 12  # months
PLANNED = "planned_heads"
HEAD = "plan"  # the section in which a shock says what it is
Asked = tuple[Sequence[Table], Mapping[str, Said]]  # what is mixed in, and what is changed beside it
AS_PLANNED = "as_planned"


@dataclass(frozen=True)
class Struck:
    """A run under a shock: what lines come to, and which alerts fire."""

    run: Run
    values: dict[str, float]
    alerts: tuple[str, ...]
    covenants: tuple[str, ...]
    failing: tuple[str, ...]  # error checks


@dataclass(frozen=True)
class Stressed:
    """A shock, without and with management's answer; nothing of either where it is not applicable."""

    name: str
    label: str
    about: str
    plain: Struck | None
    answered: Struck | None  # None where no answer is asked for, or there is nobody to be hired
    month: int = 0  # in which the answer begins; 0 for none
    answer: Mapping[str, Said] = field(default_factory=dict)  # as a scenario's file would say it
    reason: str = ""  # why it is not applicable

    @property
    def applicable(self) -> bool:
        """Whether the plan has what the shock strikes."""
        return self.plain is not None


@dataclass(frozen=True)
class StressTest:
    """The plan as it is, and under each shock."""

    plan: Plan
    scenario: str
    planned: Stressed  # by no shock
    shocks: tuple[Stressed, ...]

    @property
    def unstressed(self) -> Struck:
        """The plan as it is."""
        assert self.planned.plain is not None
        return self.planned.plain


def stress(plan: Plan, scenario: str | None = None, names: Sequence[str] = ()) -> StressTest:
    """A scenario under all shocks that come with planbook, or those named.

    Raises PlanbookError for an unknown name, PlanError for a file of the plan's own that it cannot have.
    """
    assert plan.source is not None
    start = plan.scenario(scenario).name
    tables = {name: plan.source.mixin(name) for name in names or shocks()}
    ours = [name for name in tables if plan.source.library.ships(name)]
    mixed: dict[str, list[Table]] = {AS_PLANNED: []} | {name: [table] for name, table in tables.items()}
    base, runs, reasons = _runs(plan, start, {name: (mixed[name], {}) for name in tables}, ours)
    reasons |= {name: _nothing(run, tables[name]) for name, run in runs.items() if run.scenario.values == base.scenario.values}
    struck = {AS_PLANNED: base} | {name: run for name, run in runs.items() if name not in reasons}
    months = {name: _short_from(run) for name, run in struck.items()}
    answers: dict[str, Asked] = {name: (mixed[name], answer(struck[name], month)) for name, month in months.items() if month}
    _, replies, _ = _runs(plan, start, {name: each for name, each in answers.items() if each[1]}, ours)

    def answered(name: str) -> tuple[Struck | None, int, Mapping[str, Said]]:
        reply = replies.get(name)
        return (_struck(reply), months[name], answers[name][1]) if reply else (None, 0, {})

    found = []
    for name, table in tables.items():
        about = described(name, table)
        if name in reasons:
            found.append(Stressed(name, about.label, about.about, None, None, reason=reasons[name]))
        else:
            found.append(Stressed(name, about.label, about.about, _struck(runs[name]), *answered(name)))
    planned = Stressed(AS_PLANNED, "As planned", "Nothing happens.", _struck(base), *answered(AS_PLANNED))
    return StressTest(plan, start, planned, tuple(found))


def _runs(plan: Plan, start: str, asked: Mapping[str, Asked], ours: Collection[str]) -> tuple[Run, dict[str, Run], dict[str, str]]:
    """The scenario itself, runs of it under shocks with what else is asked of each, and why others have none.

    Raises PlanError or EvaluationError for a shock that is not ``ours``."""
    names = {f"{start}+{name}": name for name in asked}
    variations = [Variation(long, f"{start}.yaml", asked[name][0], said(asked[name][1], name)) for long, name in names.items()]
    runs, reasons = tried(plan, start, variations, [long for long, name in names.items() if name in ours])
    base = runs.pop(start)
    return base, {names[long]: run for long, run in runs.items()}, {names[long]: reason for long, reason in reasons.items()}


def _nothing(run: Run, shock: Table) -> str:
    """Why a shock changes nothing."""
    passed = next((each for each in run.scenario.passed if each.file == shock.file), None)
    if passed:
        return f"{passed.path}: {passed.message}"
    return f"the plan has nothing that it would change in {' or '.join(f'`{key}`' for key in shock.entries if key != HEAD)}"


def _struck(run: Run) -> Struck:
    verdicts = [verdict for verdict in run.verdicts() if verdict.fires]
    alerts = tuple(verdict.name for verdict in verdicts if verdict.severity is Severity.ALERT)
    chapter = {row.key: row.chapter for row in run.plan.model.rows if row.key in alerts}
    values = {name: float(np.atleast_1d(run[name])[-1]) for name in LINES if name in run.plan.model.by_name}
    return Struck(
        run, values, alerts, tuple(name for name in alerts if chapter[name] == COVENANTS),
        tuple(verdict.name for verdict in verdicts if verdict.severity is Severity.ERROR),
    )  # fmt: skip


# Management's answer.


def _short_from(run: Run) -> int:
    """The first month in which cash stands below the reserve; 0 where it never does."""
    if SHORT not in run.plan.model.by_name:
        return 0
    short = np.flatnonzero(run[SHORT][1:])
    return int(short[0]) + 1 if short.size else 0


def answer(run: Run, month: int) -> dict[str, Said]:
    """What stops hiring from a month on, for a year, as a scenario's file says it; nothing where nobody is to be hired."""
    structure, values = run.plan.model.structure, run.scenario.values
    begins, last = structure.month_label(month), min(month + FREEZE - 1, structure.horizon)
    said: dict[str, Said] = {}
    hires = [member.name for member in structure.members.get("hire", ())]
    if any(values[f"hire_size.{hire}"] and month <= values[f"hire_from.{hire}"] <= last for hire in hires):
        said[f"hires.from {begins} to {structure.month_label(last)}.heads"] = 0
    if _hires_in_departments(run, month, last):
        said["departments.every.heads"] = {"change": "hold", "from": begins, "for": f"{FREEZE} months"}
    return said


def _hires_in_departments(run: Run, month: int, last: int) -> bool:
    """Whether planned heads of any department rise within these months; those of the first month are there already."""
    months = slice(max(month, 2) - 1, last + 1)
    return any((np.diff(np.broadcast_to(run[row.key], run.plan.model.structure.horizon + 1)[months]) > 0).any()
               for row in run.plan.model.by_name.get(PLANNED, ()))  # fmt: skip
