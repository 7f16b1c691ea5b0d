"""The commands that doubt a plan: compare, sensitivity, grid, stress, solve, questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

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
    from planbook.cli.reading import load

    found = compare_plan(load(plan), scenarios, lines or (), of or ())
    if json:
        return print_json(compared.as_json(found))
    compared.show(Screen(), found)
    return Status.FINE


COMMANDS = (compare,)
