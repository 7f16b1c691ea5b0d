"""`planbook show`: figures as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planbook.backends.figures import Figure, Figures, Series
from planbook.cli.numbers import column, in_currency
from planbook.cli.outcome import plural
from planbook.cli.screen import Screen
from planbook.language.units import Shape

FEW = 6  # periods that stand side by side; more of them stand one below the other
NARROW = 9  # of a column of figures
LABELS = 26  # columns that a label needs where there is room
LEAST_LABELS = 20  # and where there is little
WORTH_SAYING = ("months", "$ each", "$/month", "TB", "GB", "days", "pieces", "persons", "per month")


def show(screen: Screen, figures: Figures, names: Sequence[str], title: str, headlines: bool) -> None:
    """Print lines; headlines are grouped by chapter, and those that have no figure by year are only counted."""
    found = [figures.figure(name) for name in names]
    shown = [figure for figure in found if figure.viewed] if headlines else found
    tables = Tables(screen, figures, [series for figure in shown for series in figure.series])
    screen.print(Text(title, style="bold"))
    screen.print(f"{_periods(figures)}; amounts in {tables.scale.words}{figures.currency}")
    for axis, group in _by_axis(shown):
        screen.print()
        if axis is Shape.SCALAR:
            tables.scalars(group)
        else:
            tables.over_time(group, headlines)
    _caveats(screen, figures, shown)
    _without_view(screen, figures, [figure for figure in found if not figure.viewed], headlines)
    if headlines:
        screen.print()
        screen.print("The names of these lines: planbook show PLAN --names")


def _periods(figures: Figures) -> str:
    view = figures.view.periods
    if view.by == "month":
        return "Months"
    name = "Fiscal years" if view.by == "year" else "Fiscal quarters"
    full = 12 if view.by == "year" else 3
    short = [f"{label} holds {plural(held, 'month')}" for label, held in zip(view.labels, view.months) if held < full]
    return ", ".join([name, *short])


def _caveats(screen: Screen, figures: Figures, shown: Sequence[Figure]) -> None:
    """What must be known of some figures, and in which periods."""
    said = [
        f"{series.label}: {words} ({periods[0]}{f' to {periods[-1]}' if len(periods) > 1 else ''})"
        for figure in shown for series in figure.series for words, periods in [figures.caveat(series.row)] if periods
    ]  # fmt: skip
    if said:
        screen.print()
    for text in said:
        screen.print(Text(text, style="dim"))


def _without_view(screen: Screen, figures: Figures, missing: list[Figure], headlines: bool) -> None:
    if not missing:
        return
    screen.print()
    names = ", ".join(figure.asked for figure in missing)
    left_out = "Left out: " if headlines else ""
    screen.print(f"{left_out}no figure by {figures.view.periods.by} for {names}; --by month shows them.")


def _by_axis(shown: Sequence[Figure]) -> Iterator[tuple[Shape, list[Figure]]]:
    """Lines over time first, then those by age, then single figures."""
    for axis in (Shape.MONTHS, Shape.AGES, Shape.SCALAR):
        if group := [figure for figure in shown if figure.row.shape is axis]:
            yield axis, group


@dataclass(frozen=True)
class Scale:
    """What figures are divided by so that they fit, in words before the currency."""

    divisor: float
    words: str


SCALES = (Scale(1, ""), Scale(1e3, "thousands of "), Scale(1e6, "millions of "), Scale(1e9, "billions of "), Scale(1e12, "trillions of "))


class Tables:
    """Tables of figures that fit a screen: amounts share a scale, another line that is too wide for its column has its own."""

    def __init__(self, screen: Screen, figures: Figures, shown: Sequence[Series]):
        self.screen = screen
        self.figures = figures
        self.titles = {chapter.name: chapter.title for chapter in figures.model.chapters}
        periods = len(figures.view.periods.labels)
        self.widest = max((screen.width - LEAST_LABELS) // periods - 2, NARROW) if periods <= FEW else screen.width
        amounts = [series for series in shown if series.row.shape is Shape.MONTHS and series.row.unit.style == "amount"]
        self.scale = next((scale for scale in SCALES if all(self._fits(series, scale) for series in amounts)), SCALES[-1])

    def _fits(self, series: Series, scale: Scale) -> bool:
        return max(map(len, self._texts(series, scale)[1:]), default=0) <= self.widest

    def _scale(self, series: Series) -> Scale:
        if series.row.unit.style == "amount":
            return self.scale
        if series.row.shape is not Shape.MONTHS:
            return SCALES[0]
        return next((scale for scale in SCALES if self._fits(series, scale)), SCALES[0])

    def over_time(self, shown: Sequence[Figure], grouped: bool) -> None:
        """Periods side by side when they are few, else one below the other."""
        if len(shown[0].periods) <= FEW:
            self._lines_down(shown, grouped)
        else:
            self._periods_down([series for figure in shown for series in figure.series], shown[0].periods)

    def scalars(self, shown: Sequence[Figure]) -> None:
        """Single figures, one below the other."""
        table = _table()
        table.add_column("", ratio=1)
        table.add_column("whole plan", justify="right", no_wrap=True)
        for figure in shown:
            for series in figure.series:
                table.add_row(self._label(series), *self._texts(series, self._scale(series))[1:])
        self.screen.print(table)

    def _lines_down(self, shown: Sequence[Figure], grouped: bool) -> None:
        texts = {id(series): self._texts(series, self._scale(series)) for figure in shown for series in figure.series}
        headings = ["opening", *shown[0].periods]
        columns = [max(map(len, cells)) for cells in zip(headings, *texts.values(), strict=True)]
        opening = self._opening_fits(columns)
        for number, block in enumerate(_side_by_side(columns, 0 if opening else 1, self.screen.width - LEAST_LABELS)):
            if number:
                self.screen.print()
            chosen = {key: [cells[each] for each in block] for key, cells in texts.items()}
            self._block_of_lines(shown, grouped, chosen, [headings[each] for each in block])

    def _block_of_lines(self, shown: Sequence[Figure], grouped: bool, texts: Mapping[int, list[str]], headings: Sequence[str]) -> None:
        table = _table()
        table.add_column("", ratio=1, min_width=LEAST_LABELS - 2)
        for heading in headings:
            table.add_column(heading, justify="right", no_wrap=True)
        for title, group in self._groups(shown, grouped):
            if title:
                table.add_row(Text(title, style="bold"))
            for figure in group:
                for series in figure.series:
                    label = Padding(self._label(series), (0, 0, 0, 2)) if title else self._label(series)
                    table.add_row(label, *texts[id(series)])
        self.screen.print(table)

    def _groups(self, shown: Sequence[Figure], grouped: bool) -> Iterable[tuple[str, Iterable[Figure]]]:
        if not grouped:
            return [("", shown)]
        return groupby(shown, key=lambda figure: self.titles.get(figure.row.chapter, figure.row.chapter))

    def _opening_fits(self, widths: Sequence[int]) -> bool:
        return LABELS + sum(width + 2 for width in widths) <= self.screen.width

    def _periods_down(self, shown: Sequence[Series], periods: Sequence[str]) -> None:
        texts = [self._texts(series, self._scale(series)) for series in shown]
        for block in self._blocks(shown, texts):
            if block[0]:
                self.screen.print()
            self._block([shown[number] for number in block], [texts[number] for number in block], periods)

    def _block(self, shown: Sequence[Series], texts: Sequence[list[str]], periods: Sequence[str]) -> None:
        table = _table()
        table.add_column("", no_wrap=True)
        for series in shown:
            heading = self._label(series)
            table.add_column(heading, justify="right", vertical="bottom", min_width=_least_width(heading))
        labels = ["age" if shown[0].row.shape is Shape.AGES else "opening", *periods]
        for label, cells in zip(labels, zip(*texts, strict=True), strict=True):
            if any(cells):
                table.add_row(label, *cells)
        self.screen.print(table)

    def _blocks(self, shown: Sequence[Series], texts: Sequence[list[str]]) -> list[list[int]]:
        """Numbers of the lines that fit side by side."""
        blocks: list[list[int]] = []
        left = 0
        for number, cells in enumerate(texts):
            width = max(_least_width(self._label(shown[number])), *map(len, cells)) + 2
            if width > left:
                blocks.append([])
                left = self.screen.width - 9
            blocks[-1].append(number)
            left -= width
        return blocks

    def _texts(self, series: Series, scale: Scale) -> list[str]:
        """The opening, blank if there is none, and the values."""
        values = [None if value is None else value / scale.divisor for value in (series.opening, *series.values)]
        texts = column(values, series.row.unit)
        return ["" if series.opening is None else texts[0], *texts[1:]]

    def _label(self, series: Series) -> Text:
        unit = series.row.unit
        own = "" if unit.style == "amount" else self._scale(series).words
        said = own + in_currency(unit, self.figures.currency) if own or unit.name in WORTH_SAYING else ""
        return Text(f"{series.label}, {said}" if said else series.label)


def _side_by_side(widths: Sequence[int], first: int, room: int) -> list[list[int]]:
    """The columns from the first on, in as many tables as it takes."""
    blocks: list[list[int]] = [[]]
    for number, width in list(enumerate(widths))[first:]:
        if blocks[-1] and sum(widths[each] + 2 for each in blocks[-1]) + width > room:
            blocks.append([])
        blocks[-1].append(number)
    return blocks


def _least_width(label: Text) -> int:
    """Of a column of figures: its label breaks between words only."""
    return max(NARROW, *map(len, label.plain.split()))


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=False, collapse_padding=True)
