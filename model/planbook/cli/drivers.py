"""`planbook scorecard --tree`: what a metric is made of, as an indented table."""

from __future__ import annotations

import math

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planbook.backends.drivers import DEPTH, Driver, driver_tree, idle, it_is
from planbook.backends.figures import find
from planbook.cli.scorecard import WIDEST, label, texts, title
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.language.units import Shape
from planbook.plan import Run

AXES = {Shape.AGES: "by age", Shape.COHORTS: "by cohort"}


def root_of(run: Run, name: str, depth: int | None) -> Driver:
    """The driver tree of a line by name. Raises PlanbookError for an unknown name, or a line of several members."""
    rows = find(run.plan.model, name)
    if len(rows) > 1:
        raise PlanbookError(f"`{name}` exists for each member: ask for {', '.join(row.key for row in rows)}")
    return driver_tree(run.plan.model, rows[0], depth or DEPTH)


def show_tree(screen: Screen, run: Run, root: Driver, month: int) -> None:
    """A figure and what it is made of, with the values now and twelve months before."""
    model = run.plan.model
    title(screen, run, f"drivers of {model.label(root.row)} at {model.structure.month_label(month)}")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=True, collapse_padding=True)
    table.add_column("", ratio=1)
    for text in ("value", "a year before"):
        table.add_column(text, justify="right", no_wrap=True)
    _rows(run, table, root, month)
    screen.print()
    screen.print(table, width=min(screen.width, WIDEST))
    if any(driver.state == "deep" for driver in root.all()):
        screen.print(Text("A line with … is made of more: ask for it, or give a larger --depth.", style="dim"))


def _rows(run: Run, table: Table, driver: Driver, month: int) -> None:
    """A figure, what it is in words, and its parts; those that do nothing at the month are named and not taken apart."""
    indent = 2 * driver.level
    table.add_row(Padding(Text(_words(run, driver)), (0, 0, 0, indent)), *_values(run, driver, month))
    if not driver.state:
        table.add_row(Padding(Text(f"= {it_is(driver.row)}", style="dim"), (0, 0, 0, indent + 2)))
    nothing = idle(driver, run.plan.model, run.arrays, month)
    for part in driver.parts:
        if not any(part is each for each in nothing):
            _rows(run, table, part, month)
    if nothing:
        names = "; ".join(dict.fromkeys(label(run, part.row) for part in nothing))
        table.add_row(Padding(Text(f"without effect now: {names}", style="dim"), (0, 0, 0, indent + 2)))
    if driver.more:
        table.add_row(Padding(Text(f"and {driver.more} more", style="dim"), (0, 0, 0, indent + 2)))


def _words(run: Run, driver: Driver) -> str:
    ago = "" if driver.ago == 0 else ", the month before" if driver.ago == 1 else f", {driver.ago} months before"
    hint = {"likewise": " (likewise)", "seen": " (as elsewhere here)", "input": " (input)", "deep": " …"}.get(driver.state, "")
    return f"{'− ' if driver.subtracted else ''}{label(run, driver.row)}{ago}{hint}"


def _values(run: Run, driver: Driver, month: int) -> list[str]:
    if driver.row.shape in AXES:
        return [AXES[driver.row.shape], ""]
    before = driver.value(run.arrays, month - 12) if month >= 12 else math.nan
    shown = texts([driver.value(run.arrays, month), before], driver.row.unit)
    return [shown[0], "" if driver.row.shape is Shape.SCALAR else shown[1]]
