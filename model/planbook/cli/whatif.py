"""The commands that doubt a plan: compare, sensitivity, grid, stress, solve, questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from planbook.cli import reading
from planbook.cli.outcome import Status, print_json
from planbook.cli.screen import Screen


def compare(
    plan: Path,
    /,
    *scenarios: str,
    lines: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    of: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    json: bool = False,
) -> Status:
    """Put scenarios side by side: figures, the assumptions that differ, and how much each of them explains.

    Parameters
    ----------
    plan
        A plan's folder or file.
    scenarios
        Names of scenarios, the first of which the others are compared with; all of the plan's if none is given.
    lines
        The lines to show; a few headlines if not given.
    of
        The lines whose difference is explained; enterprise value, ARR and lowest cash if not given.
    json
        Print JSON: {"lines": {line: {scenario: value}}, "bridge": {"of", "from", "to", "parts"}, …}.
    """
    from planbook.analysis.compare import compare as compare_plan
    from planbook.cli import compared

    found = compare_plan(reading.load(plan), scenarios, lines or (), of or ())
    if json:
        return print_json(compared.as_json(found))
    compared.show(Screen(), found)
    return Status.FINE


def stress(
    plan: Path, /, *shocks: str, scenario: str | None = None, no_answers: bool = False, write: Path | None = None, json: bool = False
) -> Status:
    """Strike a plan with named shocks, each by itself, with and without management's answer.

    Parameters
    ----------
    plan
        A plan's folder or file.
    shocks
        Names of shocks, such as price_war, or of files in the plan's folder `mixins`; all that come with planbook if none is given.
    scenario
        The scenario that is struck, by its file's name without .yaml.
    no_answers
        Leave out what management does when cash is short.
    write
        A new file in the plan's folder for one shock with management's answer, as a scenario.
    json
        Print JSON: {"as_planned": {line: value}, shock: {line: value, "with_answer": {line: value}}, …}.
    """
    from planbook.analysis.stress import stress as stress_plan
    from planbook.cli import stressed

    found = stress_plan(reading.load(plan), scenario, shocks)
    if json:
        print_json(stressed.as_json(found, not no_answers))
    else:
        stressed.show(Screen(), found, not no_answers)
    if write is not None:
        stressed.write(found, write, not no_answers)
    return stressed.status(found)


def sensitivity(
    plan: Path,
    /,
    *,
    of: str = "enterprise_value",
    reach: Annotated[float | None, Parameter(name="--range", validator=Number(gt=0, lt=1))] = None,
    target: float | None = None,
    top: Annotated[int, Parameter(validator=Number(gte=1))] = 12,
    scenario: str | None = None,
    json: bool = False,
) -> Status:
    """Turn every assumption a little down and up: what moves a line most, by how much, and where it meets a target.

    Parameters
    ----------
    plan
        A plan's folder or file.
    of
        The line; a flow counts with the sum of all months, others with the last one.
    reach
        How far each assumption is turned, such as 0.1; if not given 5, 10 or 20 %, by the letter (A), (B) or (C) beside it.
    target
        What the line is to meet; for the enterprise value the price of the plan's first round if not given.
    top
        How many assumptions are shown, and asked where the line meets the target.
    scenario
        The scenario, by its file's name without .yaml.
    json
        Print JSON, with all assumptions that move the line.
    """
    from planbook.cli import sensitive
    from planbook.cli.runs import run

    found = sensitive.asked(run(reading.load(plan), scenario), of, reach, target, top)
    if json:
        return print_json(sensitive.as_json(found))
    sensitive.show(Screen(), found, top)
    return Status.FINE


def grid(
    plan: Path,
    /,
    *,
    x: str,
    y: str,
    of: str = "enterprise_value",
    x_factors: Annotated[list[float] | None, Parameter(consume_multiple=True)] = None,
    y_factors: Annotated[list[float] | None, Parameter(consume_multiple=True)] = None,
    scenario: str | None = None,
    json: bool = False,
) -> Status:
    """Show a line over two assumptions, each at several values.

    Parameters
    ----------
    plan
        A plan's folder or file.
    x
        The assumption across, by its key path, such as segments.teams.churn.
    y
        The assumption down.
    of
        The line.
    x_factors
        By what the assumption across is multiplied; 0.8 to 1.2 if not given.
    y_factors
        By what the assumption down is multiplied.
    scenario
        The scenario, by its file's name without .yaml.
    json
        Print JSON.
    """
    from planbook.cli import sensitive
    from planbook.cli.runs import run

    found = run(reading.load(plan), scenario)
    table = sensitive.tabled(found, of, y, x, (y_factors or (), x_factors or ()))
    if json:
        return print_json(sensitive.grid_json(found, table))
    sensitive.show_grid(Screen(), found, table)
    return Status.FINE


def solve(
    plan: Path,
    /,
    *,
    find: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    such_that: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    minimise: str = "",
    maximise: str = "",
    between: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    scenario: str | None = None,
    write: Path | None = None,
    json: bool = False,
) -> Status:
    """Find what must be assumed so that something holds: the churn at which CLV is three times CAC, the smallest round that suffices.

    Parameters
    ----------
    plan
        A plan's folder or file.
    find
        Key paths of assumptions, such as segments.teams.churn.
    such_that
        What is to hold: "clv_to_cac = 3", "closing_cash >= 500000 in every month", "closing_arr >= 8e6 in 2030-12",
        "runway >= 6 in every month from 2027-07 through 2029", "revenue = 2e6 in 2028". Without a month a flow counts with the sum
        of all months, in a fiscal year with that of its months; others with the last month.
    minimise
        The assumption of which the least is wanted.
    maximise
        The assumption of which the most is wanted.
    between
        Bounds as a plan would say them, such as segments.teams.price=50..200, segments.teams.churn=10%/year..60%/year or
        rounds.seed.month=2027-06..2028-03; factors such as 0.5..2 of what has several values.
    scenario
        The scenario, by its file's name without .yaml.
    write
        A new file for the result, as a scenario; best in the plan's folder.
    json
        Print JSON: {"found": {path: value}, "reached": {condition: value}, "exit": 0 or 1, …}.
    """
    from planbook.analysis.solve import solve as solve_plan
    from planbook.cli import solved

    found = solve_plan(
        reading.load(plan), find or (), such_that or (), scenario=scenario, minimise=minimise, maximise=maximise,
        between=solved.limits(between or ()),
    )  # fmt: skip
    if json:
        print_json(solved.as_json(found))
    else:
        solved.show(Screen(), found)
    if write is not None and found.found:
        solved.write(found, write)
    return solved.status(found)


def questions(plan: Path, /, *, scenario: str | None = None, json: bool = False) -> Status:
    """List what an investor will ask: red flags, numbers without a source, what the value hangs on most, what must be true.

    Parameters
    ----------
    plan
        A plan's folder or file.
    scenario
        The scenario, by its file's name without .yaml.
    json
        Print JSON.
    """
    from planbook.analysis.doubts import doubts
    from planbook.cli import doubted
    from planbook.cli.runs import run

    found = doubts(run(reading.load(plan), scenario))
    if json:
        return print_json(doubted.as_json(found))
    doubted.show(Screen(), found)
    return Status.FINE


COMMANDS = (compare, sensitivity, grid, stress, solve, questions)
