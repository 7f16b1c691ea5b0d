"""The commands that doubt a plan: compare, sensitivity, grid, stress, solve, questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

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


def stress(plan: Path, /, *shocks: str, scenario: str | None = None, no_answers: bool = False, json: bool = False) -> Status:
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
    json
        Print JSON: {"shocks": {shock: {line: value}}, …}.
    """
    from planbook.analysis.stress import stress as stress_plan
    from planbook.cli import stressed

    found = stress_plan(reading.load(plan), scenario, shocks)
    if json:
        print_json(stressed.as_json(found))
    else:
        stressed.show(Screen(), found, not no_answers)
    return stressed.status(found)


COMMANDS = (compare, stress)
