"""`planbook scorecard`: every metric beside its target and what sources hold to be sound."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planbook.backends.benchmarks import in_full as benchmark_in_full
from planbook.backends.scorecard import Entry, Limits, Scorecard, figure
from planbook.backends.views import YEAR, has_view
from planbook.cli.numbers import column, in_currency, in_full, told_apart
from planbook.cli.outcome import plural
from planbook.cli.screen import Screen
from planbook.language.benchmarks import Grade
from planbook.language.errors import PlanbookError
from planbook.language.model import Row
from planbook.language.units import Kind, Shape, Unit
from planbook.plan import Run

Group = tuple[str, list[Entry]]
COLOURS = {"on track": "green", "watch": "yellow", "off track": "red"}
WIDEST = 100
ABREAST = 5  # fiscal years side by side: they fit 80 columns
HEADERS = ("", "value", "target", "status", "trend")
NOT_SAID = ("percent", "multiple", "factor", "flag", "label", "amount")  # styles of units that a figure shows itself


def month_number(run: Run, month: str | None) -> int:
    """The plan's month by its name; the last if none is given. Raises PlanbookError for another."""
    structure = run.plan.model.structure
    labels = [structure.month_label(number) for number in range(1, structure.horizon + 1)]
    if month is None:
        return structure.horizon
    if month not in labels:
        raise PlanbookError(f"`{month}` is not a month of this plan: it runs from {labels[0]} to {labels[-1]}")
    return labels.index(month) + 1


def scorecard(run: Run) -> Scorecard:
    """The scorecard of a scenario."""
    return Scorecard(run.plan.model, run.arrays, run.plan.loaded)


def title(screen: Screen, run: Run, what: str) -> None:
    """What is shown, of which plan and scenario."""
    screen.print(Text(f"{run.plan.loaded.title}, scenario {run.scenario.name}: {what}", style="bold"))
    screen.print(f"Amounts in {run.plan.loaded.currency}.")


def label(run: Run, row: Row) -> str:
    """A row's label, with its unit where the figure does not show it."""
    text, unit = run.plan.model.label(row), in_currency(row.unit, run.plan.loaded.currency)
    return text if row.unit.style in NOT_SAID or unit == "number" or unit in text.lower() else f"{text}, {unit}"


def one(value: float, unit: Unit) -> str:
    """One number with its decimals."""
    return texts([value], unit)[0]


def texts(values: Sequence[float], unit: Unit) -> list[str]:
    """Numbers that stand together."""
    return column([None if math.isnan(value) else value for value in values], unit)


def limits(found: Limits, unit: Unit, written: Callable[[float, Unit], str] = in_full) -> str:
    """`≥ 3.0x`, `≤ 0.75x`, `60.0% to 80.0%`."""
    low, high = ("" if limit is None else written(limit, unit) for limit in found)
    return f"{low} to {high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else ""


# A month.


def show_month(screen: Screen, run: Run, groups: Sequence[Group], month: int, sources: bool) -> None:
    """Value, target, status and trend at a month; below each metric its way to the target, and its standards, or all benchmarks."""
    title(screen, run, f"scorecard at {run.plan.model.structure.month_label(month)}")
    screen.print("Status against the way to the target; without a target, against the standards.")
    screen.print("Watch: missed by at most a tenth, or sources disagree.")
    screen.print("Trend against twelve months before.")
    cells = {id(entry): _cells(entry) for _, entries in groups for entry in entries}
    widths = [max(map(len, found)) for found in zip(HEADERS[1:], *cells.values(), strict=True)]
    page = _Page(screen, min(screen.width, WIDEST), widths)
    screen.print()
    page.row("", HEADERS[1:], "bold")
    for review, entries in groups:
        screen.print(Text(f"Reviewed {review}", style="bold"))
        for entry in entries:
            page.row(f"  {label(run, entry.row)}", cells[id(entry)])
            for remark in _remarks(run, entry) + (_sources(run, entry) if sources else []):
                page.remark(remark)


def _cells(entry: Entry) -> tuple[str, str, str, str]:
    unit = entry.row.unit
    return entry.words or told_apart(entry.value, _missed(entry), unit), limits(entry.limits, unit), entry.status, entry.trend


def _missed(entry: Entry) -> list[float]:
    """What a figure misses, and must not look like."""
    if entry.rank in (1, None):
        return []
    asked = [entry.path] if entry.target else [(each.low, each.high) for each in entry.standards]
    lows = [low for low, _ in asked if low is not None and low > entry.value]
    return lows + [high for _, high in asked if high is not None and high < entry.value]


def _remarks(run: Run, entry: Entry) -> list[str]:
    said, unit = [], entry.row.unit
    if entry.target:
        now = f", {limits(entry.path, unit, one)} now" if entry.available and entry.path != entry.limits else ""
        owner = f"; {entry.target.owner}" if entry.target.owner else ""
        said.append(f"target by {run.plan.model.structure.month_label(entry.target.due)}{now}{owner}")
    if entry.standards:
        bands = dict.fromkeys(limits((each.low, each.high), unit) for each in entry.standards)
        met = f"meets {entry.met} of {plural(len(entry.standards), 'standard')}" if entry.available or entry.words else "standards"
        said.append(f"{met}: {', '.join(bands)}")
    return said + ([entry.caveat] if entry.caveat else [])


def _sources(run: Run, entry: Entry) -> list[str]:
    """Every benchmark with its source, and how old that is."""
    day, segments = run.plan.loaded.day, entry.segments
    return [
        benchmark_in_full(each, entry.row.unit, day)
        + ("" if each.grade is not Grade.STANDARD or each.judging(segments) else " It does not judge this plan.")
        for each in entry.benchmarks
    ]


class _Page:
    """Lines of a label and four cells, and remarks that take the whole width."""

    def __init__(self, screen: Screen, width: int, widths: Sequence[int]):
        self.screen = screen
        self.width = width
        self.widths = widths

    def row(self, text: str, cells: Sequence[str], style: str = "") -> None:
        """A label, broken where it is too long, and its cells: two to the right, two to the left."""
        room = self.width - sum(width + 2 for width in self.widths)
        lines = textwrap.wrap(text, room, subsequent_indent="    ") or [""]
        for line in lines[:-1]:
            self.screen.print(Text(line))
        made = Text(lines[-1].ljust(room), style=style)
        for number, (cell, width) in enumerate(zip(cells, self.widths, strict=True)):
            made.append("  " + (cell.rjust(width) if number < 2 else cell.ljust(width)), style=COLOURS.get(cell, style))
        made.rstrip()
        self.screen.print(made)

    def remark(self, text: str) -> None:
        """A remark below a line."""
        for line in textwrap.wrap(text, self.width, initial_indent="    ", subsequent_indent="      "):
            self.screen.print(Text(line, style="dim"))


# Years.


def show_years(screen: Screen, run: Run, groups: Sequence[Group], card: Scorecard) -> None:
    """Values by fiscal year, and the status of each."""
    title(screen, run, "scorecard by fiscal year")
    screen.print("Status: the year's figure against what its last month asks for. With *: of its")
    screen.print("last month, for a sum or a metric without a year. Figures of the whole plan are")
    screen.print("left out.")
    labels = run.view(YEAR).periods.labels
    for first in range(0, len(labels), ABREAST):
        years = range(first, min(first + ABREAST, len(labels)))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=True, collapse_padding=True)
        table.add_column("", ratio=1)
        for year in years:
            table.add_column(labels[year], justify="right", no_wrap=True)
        for review, entries in groups:
            table.add_row(Text(f"Reviewed {review}", style="bold"))
            for entry in entries:
                if entry.row.shape is Shape.MONTHS:
                    _years_of(run, table, entry, card, years)
        screen.print()
        screen.print(table, width=min(screen.width, WIDEST))


def _years_of(run: Run, table: Table, entry: Entry, card: Scorecard, years: range) -> None:
    values, star = yearly(run, entry.row)
    last = run.view(YEAR).periods.last
    judged = [card.entry(entry.row, month, value) for month, value in zip(last, values, strict=True)]
    shown = [each.words.replace(" ", "\n") or f"{text}{star}" for each, text in zip(judged, texts(values, entry.row.unit), strict=True)]
    table.add_row(Padding(Text(label(run, entry.row)), (0, 0, 0, 2)), *shown[years.start : years.stop])
    mark = "*" if entry.row.kind is Kind.FLOW else ""  # a sum is not judged, its month is
    ends = [judged[year].status for year in years]
    if entry.target or entry.standards:
        due = f"{limits(entry.limits, entry.row.unit)} by {run.plan.model.structure.month_label(entry.target.due)}" if entry.target else ""
        text = due or f"of {plural(len(entry.standards), 'standard')}"
        table.add_row(Padding(Text(text, style="dim"), (0, 0, 0, 4)), *(Text(f"{end}{mark}", style=COLOURS.get(end, "")) for end in ends))
    for said in dict.fromkeys(judged[year].caveat for year in years if judged[year].caveat):
        marks = (Text("so" if judged[year].caveat == said else "", style="dim") for year in years)
        table.add_row(Padding(Text(said, style="dim"), (0, 0, 0, 4)), *marks)


def yearly(run: Run, row: Row) -> tuple[list[float], str]:
    """A metric by fiscal year; where it has no figure by year, that of the year's last month, starred."""
    view = run.view(YEAR)
    if has_view(row):
        return [float(value) for value in view.values(row)[1:, 0]], ""
    return [figure(run.arrays, row, last) for last in view.periods.last], "*"
