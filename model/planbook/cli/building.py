"""`planbook build`: the workbook, and what there is to say about it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from planbook.analysis.studies import studies
from planbook.backends import excel
from planbook.business.levers import GRIDS
from planbook.business.studied import STUDIED
from planbook.cli.checks import judged, summary
from planbook.cli.outcome import NotWritten, Status, plural
from planbook.cli.runs import run_all
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.plan import Plan, Run

SUFFIX = ".xlsx"


def destination(plan: Plan, output: Path | None) -> Path:
    """Where the workbook goes. Raises PlanbookError for a name that Excel would not open."""
    path = output or Path("outputs") / f"{plan.name}{SUFFIX}"
    if path.suffix.lower() != SUFFIX:
        raise PlanbookError(f"{path} is not the name of a workbook: it must end in {SUFFIX}")
    if path.is_dir():
        raise PlanbookError(f"{path} is a folder, not a file")
    return path


def build(plan: Plan, output: Path | None) -> Status:
    """Evaluate every scenario, write the workbook, say what was written and what is wrong with it."""
    path = destination(plan, output)
    with _progress() as progress:
        progress("evaluating")
        runs = run_all(plan)
        shown = next(run for run in runs if run.scenario.name == plan.loaded.shown)
        try:
            progress("what if")
            made = studies(shown, GRIDS, STUDIED)
            others = [run.arrays for run in runs if run is not shown]
            built = excel.build(plan.loaded, plan.model, shown.arrays, plan.loaded.shown, path, progress, others, made)
        except (excel.WorkbookError, OSError) as fault:
            raise NotWritten(str(fault) if isinstance(fault, excel.WorkbookError) else _words(path, fault)) from fault
    _closing(built, runs)
    return judged(*runs)


def _words(path: Path, fault: OSError) -> str:
    return f"{path} could not be written: {fault.strerror or fault}"


def _closing(built: excel.Built, runs: list[Run]) -> None:
    screen = Screen()
    widest = max(len(run.scenario.name) for run in runs)
    for run in runs:
        screen.print(f"{run.scenario.name:{widest}}  {summary(run.verdicts())}", soft_wrap=True)
    counts = f"{plural(built.sheets, 'sheet')}, {plural(built.charts, 'chart')}, {plural(len(runs[0].verdicts()), 'check')}"
    screen.print(f"{counts}: {built.path}", soft_wrap=True)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, on a terminal only."""
    screen = Screen(sys.stderr)
    if not screen.is_terminal:
        yield lambda text: None
        return
    with screen.status("") as status:
        yield lambda text: status.update(f"{text} …")
