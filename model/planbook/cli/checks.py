"""`planbook check`: what holds and what does not, in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.text import Text

from planbook.cli.outcome import Status, plural, say
from planbook.cli.runs import run, run_all
from planbook.cli.screen import Screen
from planbook.cli.unused import unused_assumptions
from planbook.language.declarations import Severity
from planbook.plan import Plan, Run, Verdict

MARKS = {  # by severity and whether it fires: what is printed, and how
    (Severity.ERROR, False): ("ok", "green"),
    (Severity.ERROR, True): ("FAILS", "bold red"),
    (Severity.ALERT, False): ("no", "green"),
    (Severity.ALERT, True): ("ALERT", "bold yellow"),
}
HEADINGS = {
    Severity.ERROR: "Errors: if one does not hold, the plan contradicts itself or the model is wrong",
    Severity.ALERT: "Alerts: if one is so, the business is in trouble",
}
FIRING = "Look at these first"
REMARKS = "Remarks: what the plan says, and may not mean"
UNUSED = "Unused: 5 % more or less of these moves no result of any scenario"
NONE_UNUSED = "Unused: nothing; 5 % more or less of each number that the plan states moves some figure"
WIDEST = 100


def check(screen: Screen, plan: Plan, scenario: str | None, strict: bool, unused: bool = False) -> Status:
    """Report on one scenario or on all of them, then on what the plan states."""
    status = Status.FINE
    for number, each in enumerate([run(plan, scenario)] if scenario else run_all(plan)):
        if number:
            screen.print()
        verdicts = each.verdicts()
        report(screen, each, verdicts)
        if firing(verdicts, Severity.ERROR) or (strict and firing(verdicts, Severity.ALERT)):
            status = Status.CHECK_FAILS
    if plan.loaded.remarks:
        _section(screen, REMARKS, [str(remark) for remark in plan.loaded.remarks])
    if unused:
        idle = unused_assumptions(plan)
        places = [f"{origin.file}:{origin.line} {origin.path}: {origin.written}" for origin in idle]
        _section(screen, UNUSED if idle else NONE_UNUSED, places)
    return status


def _section(screen: Screen, title: str, lines: Sequence[str]) -> None:
    screen.print()
    screen.print(Text(title, style="bold"))
    for line in lines:
        first, *others = textwrap.wrap(line, min(screen.width, WIDEST) - 2, break_on_hyphens=False)
        screen.print(f"  {first}")
        for other in others:
            screen.print(f"    {other}")


def firing(verdicts: Sequence[Verdict], severity: Severity) -> list[Verdict]:
    """The checks of a severity that fire."""
    return [verdict for verdict in verdicts if verdict.severity is severity and verdict.fires]


def judged(*runs: Run) -> Status:
    """Name every error check that fails on stderr, so that no figures pass for sound; the exit status."""
    status = Status.FINE
    for each in runs:
        for verdict in firing(each.verdicts(), Severity.ERROR):
            status = say(Status.CHECK_FAILS, f"a check fails in scenario {each.scenario.name}: {described(each, verdict)}")
    return status


def report(screen: Screen, run: Run, verdicts: Sequence[Verdict]) -> None:
    """Every check of one scenario."""
    scenario = run.scenario
    title = scenario.name if scenario.label.lower() == scenario.name.lower() else f"{scenario.name} ({scenario.label})"
    screen.print(Text(f"Scenario {title}: {summary(verdicts)}", style="bold"))
    _fired(screen, run, [verdict for verdict in verdicts if verdict.fires])
    for severity in (Severity.ERROR, Severity.ALERT):
        screen.print(f"  {HEADINGS[severity]}")
        for found in _by_line(verdict for verdict in verdicts if verdict.severity is severity):
            _quiet(screen, run, found)


def _fired(screen: Screen, run: Run, fired: Sequence[Verdict]) -> None:
    """What does not hold and what alarms, with where to look."""
    if not fired:
        return
    screen.print(f"  {FIRING}")
    for verdict in fired:
        _line(screen, verdict, f"{described(run, verdict)}: {verdict.name}")
    screen.print(f"    what went into it: planbook explain PLAN {fired[0].name}", style="dim", soft_wrap=True)


def summary(verdicts: Sequence[Verdict]) -> str:
    """`all 16 error checks hold, 1 of 5 alerts`."""
    errors, alerts = (sum(verdict.severity is severity for verdict in verdicts) for severity in (Severity.ERROR, Severity.ALERT))
    failing, alarming = (len(firing(verdicts, severity)) for severity in (Severity.ERROR, Severity.ALERT))
    held = f"{failing} of {errors} error checks {'fails' if failing == 1 else 'fail'}" if failing else f"all {errors} error checks hold"
    return f"{held}, {alarming or 'none'} of {plural(alerts, 'alert')}"


def described(run: Run, verdict: Verdict) -> str:
    """A check that fires: its sentence, in which months, and by how much."""
    when = _months(run, verdict.months)
    details = [f"in {when}"] if when else []
    if verdict.severity is Severity.ERROR:
        details.append(f"largest residual {verdict.largest:,.6g}")
    return f"{verdict.sentence} ({'; '.join(details)})" if details else verdict.sentence


def _by_line(verdicts: Iterable[Verdict]) -> Iterator[list[Verdict]]:
    """The verdicts of each check, one for each member."""
    for _, found in groupby(verdicts, key=lambda verdict: verdict.name.partition(".")[0]):
        yield list(found)


def _quiet(screen: Screen, run: Run, found: list[Verdict]) -> None:
    """The members of one check that do not fire, together."""
    quiet = [verdict for verdict in found if not verdict.fires]
    if len(quiet) == 1:
        _line(screen, quiet[0], quiet[0].sentence)
    elif quiet:
        row = run.plan.model.find(quiet[0].name)[0]
        others = "other " if len(quiet) < len(found) else ""
        _line(screen, quiet[0], f"{row.label} (for {'the' if others else 'all'} {len(quiet)} {others}members)")


def _line(screen: Screen, verdict: Verdict, text: str) -> None:
    mark, style = MARKS[verdict.severity, verdict.fires]
    first, *others = textwrap.wrap(text, min(screen.width, WIDEST) - 11, break_on_hyphens=False)
    screen.print(Text.assemble("    ", (f"{mark:5}", style), "  ", first))
    for line in others:
        screen.print(" " * 11 + line)


def _months(run: Run, labels: Sequence[str]) -> str:
    """Months as stretches: `2027-03 to 2027-08, 2028-01`."""
    structure = run.plan.model.structure
    known = [structure.month_label(month) for month in range(structure.horizon + 1)]
    positions = sorted(known.index(label) for label in labels)
    stretches: list[tuple[int, int]] = []
    for position in positions:
        if stretches and position == stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], position)
        else:
            stretches.append((position, position))
    names = ["the opening", *known[1:]]
    return ", ".join(names[a] if a == b else f"{names[a]} to {names[b]}" for a, b in stretches)
