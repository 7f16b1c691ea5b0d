"""Named shocks, each applied to a scenario of a plan, with and without management's answer.

A shock is a file that changes what any plan says; one of which nothing applies (no round to come late) is not applicable. The
answer is the same for all: in the first month in which cash stands below the plan's reserve hiring stops for a year. Named hires of
that year are cancelled, departments whose heads are planned keep what they had and go on as planned afterwards; those that are
staffed by their work go on hiring for it. Fewer heads slow growth only where the plan says that they win customers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planbook.language.declarations import Severity
from planbook.plan import Plan, Run
from planbook.scenarios import Variation, said
from planbook.scenarios.library import described, shocks
from planbook.scenarios.said import Said

LINES = ("enterprise_value", "closing_arr", "minimum_cash", "lowest_cash_month", "simulated_runway")
MONTHS = ("lowest_cash_month", "simulated_runway")  # of these lines: their figures are months of the plan
SHORT = "cash_below_policy"  # the alert that management answers to
COVENANTS = "covenants"
FREEZE = 12  # months
PLANNED = "planned_heads"


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
    month: int  # in which the answer begins; 0 for none

    @property
    def applicable(self) -> bool:
        """Whether the plan has what the shock strikes."""
        return self.plain is not None


@dataclass(frozen=True)
class StressTest:
    """The plan as it is, and under each shock."""

    plan: Plan
    scenario: str
    unstressed: Struck
    shocks: tuple[Stressed, ...]


def stress(plan: Plan, scenario: str | None = None, names: Sequence[str] = ()) -> StressTest:
    """A scenario under all shocks that come with planbook, or those named. Raises PlanbookError for an unknown name."""
    assert plan.source is not None
    start = plan.scenario(scenario).name
    tables = {name: plan.source.mixin(name) for name in names or shocks()}
    variations = [Variation(f"{start}+{name}", f"{start}.yaml", [table], said({}, name)) for name, table in tables.items()]
    struck = plan.varied(variations)
    runs = struck.runs([start, *(each.name for each in variations)])
    applied = {name: _differs(runs[start], runs[f"{start}+{name}"]) for name in tables}
    months = {name: _short_from(runs[f"{start}+{name}"]) for name in tables if applied[name]}
    answers = {name: answer(runs[f"{start}+{name}"], month) for name, month in months.items() if month}
    replies = [
        Variation(f"{start}+{name}+answer", f"{start}.yaml", [tables[name]], said(changes, "management's answer"))
        for name, changes in answers.items() if changes
    ]  # fmt: skip
    answered = plan.varied(replies).runs([each.name for each in replies]) if replies else {}
    found = []
    for name, table in tables.items():
        about = described(name, table)
        plain = _struck(runs[f"{start}+{name}"]) if applied[name] else None
        reply = answered.get(f"{start}+{name}+answer")
        answer_of = (_struck(reply), months[name]) if reply else (None, 0)
        found.append(Stressed(name, about.label, about.about, plain, *answer_of))
    return StressTest(plan, start, _struck(runs[start]), tuple(found))


def _differs(one: Run, other: Run) -> bool:
    return one.scenario.values != other.scenario.values


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
    """What stops hiring from a month on, for a year: named hires, and heads that departments would add."""
    return {**_named_hires(run, month), **_departments(run, month)}


def _named_hires(run: Run, month: int) -> dict[str, Said]:
    model, values = run.plan.model, run.scenario.values
    members = [member.name for member in model.structure.members.get("hire", ())]
    return {f"hires.{name}.heads": 0 for name in members if month <= values[f"hire_from.{name}"] < month + FREEZE}


def _departments(run: Run, month: int) -> dict[str, Said]:
    """Planned heads by steps, none of which rises within the year; those that grow become steps of a month."""
    found: dict[str, Said] = {}
    label = run.plan.model.structure.month_label
    for member in run.plan.model.structure.members.get("department", ()):
        steps = _steps(run, member.name)
        held = frozen(steps, month, run.plan.model.structure.horizon)
        if held != steps:
            found[f"departments.{member.name}.heads"] = [{"from": label(int(begins)), "value": heads} for begins, heads in held]
    return found


def frozen(steps: Sequence[tuple[float, float]], month: int, horizon: int) -> list[tuple[float, float]]:
    """Steps that do not rise for a year from a month on, and then go on as planned."""
    held, made = 0.0, []
    for begins, heads in steps:
        held = min(held, heads) if month <= begins < month + FREEZE else heads
        made.append((begins, held))
    within = [heads for begins, heads in steps if begins < month + FREEZE]
    resumes = month + FREEZE
    if within and made[len(within) - 1][1] != within[-1] and resumes <= horizon and all(begins != resumes for begins, _ in steps):
        made.insert(len(within), (float(resumes), within[-1]))
    return made


def _steps(run: Run, member: str) -> list[tuple[float, float]]:
    """A department's planned heads: the month from which each number holds; none where its work staffs it."""
    if (PLANNED, member) not in {(row.name, row.members[0]) for row in run.plan.model.by_name.get(PLANNED, ())}:
        return []
    by_month = np.broadcast_to(run[f"{PLANNED}.{member}"], (run.plan.model.structure.horizon + 1,))[1:]
    changes = np.flatnonzero(np.diff(by_month)) + 1
    return [(float(month + 1), float(by_month[month])) for month in (0, *changes)]
