"""`planbook catalogue`: what planbook knows, as text; one line for each declaration, or all about those of a kind."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.text import Text

from planbook.backends.benchmarks import in_full
from planbook.backends.catalogue import KINDS, Check, Drawn, Entry, Fixed, Input, Kpi, Line, catalogue
from planbook.backends.metriclist import facts, remarks
from planbook.business import BENCHMARKS, CHAPTERS, FAMILIES, FRONT
from planbook.cli.outcome import plural
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError, did_you_mean

WIDEST = 100


def entries(kind: str | None, name: str | None = None) -> list[Entry]:
    """All entries, or those of a kind, or of a name. Raises PlanbookError for an unknown name."""
    found = [entry for entry in catalogue(CHAPTERS, FAMILIES, BENCHMARKS, FRONT) if kind in (None, entry.kind)]
    if name is None:
        return found
    named = [entry for entry in found if name in _names(entry)]
    if not named:
        what = "declaration" if kind is None else kind
        raise PlanbookError(f"`{name}` is no {what} of planbook" + did_you_mean(name, [each for entry in found for each in _names(entry)]))
    return named


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *(entry.aliases if isinstance(entry, Line) else ()))


def show(screen: Screen, found: Sequence[Entry], full: bool, today: date) -> None:
    """Print entries by chapter, in full or one line each."""
    Listing(screen, full, today).show(found)


class Listing:
    """Prints entries, in full or one line each."""

    def __init__(self, screen: Screen, full: bool, today: date):
        self.screen = screen
        self.full = full
        self.today = today
        self.width = min(screen.width, WIDEST)

    def show(self, found: Sequence[Entry]) -> None:
        """All entries under their chapters."""
        counts = {kind: sum(entry.kind == kind for entry in found) for kind in KINDS}
        self._wrapped(", ".join(_plural(count, kind) for kind, count in counts.items() if count) + ".", "")
        if not self.full:
            self._wrapped("--kind KIND says all about those of a kind, --json all about everything.", "")
        for chapter, group in groupby(found, key=lambda entry: entry.chapter):
            self.screen.print()
            self.screen.print(Text(chapter, style="bold"))
            for entry in group:
                self._entry(entry)

    def _entry(self, entry: Entry) -> None:
        if not self.full:
            self._wrapped(f"{entry.name}: {entry.label} ({entry.kind})", "  ")
            return
        self.screen.print()
        self._wrapped(f"{entry.label} ({', '.join(_names(entry))})", "  ", "bold")
        for text in (entry.definition, *self._about(entry)):
            self._wrapped(text, "    ")

    def _about(self, entry: Entry) -> Iterator[str]:
        """What an entry says beside its definition."""
        if isinstance(entry, Line | Check):
            yield f"= {entry.formula}"
        if isinstance(entry, Kpi):
            yield f"Variant: {entry.variant}." if entry.variant else ""
            yield facts(entry)
            yield from remarks(entry)
        if isinstance(entry, Line):
            yield from (in_full(each, entry.unit, self.today) for each in entry.benchmarks)
        if isinstance(entry, Check):
            yield "An error: the model is wrong." if entry.severity == "error" else "An alert: the business is in trouble."
        if isinstance(entry, Input):
            yield f"In a plan: {entry.at}, {entry.form}; {_allowed(entry)}."
        if isinstance(entry, Fixed):
            yield "From the plan's calendar, or its own for each member." if entry.value is None else f"{entry.value:g} {entry.unit.name}"
        if isinstance(entry, Drawn):
            yield f"{entry.drawn} over {entry.over}: {', '.join(entry.series)}. {entry.page[:1].upper()}{entry.page[1:]}."

    def _wrapped(self, text: str, indent: str, style: str = "") -> None:
        more = indent + ("  " if style or text.startswith("= ") or not self.full else "")
        for line in textwrap.wrap(text, self.width, initial_indent=indent, subsequent_indent=more, break_on_hyphens=False):
            self.screen.print(Text(line, style=style), soft_wrap=True)


def _plural(count: int, kind: str) -> str:
    return plural(count, "KPI" if kind == "kpi" else kind)


def _allowed(entry: Input) -> str:
    """Bounds and default in words."""
    ends = (("at least", entry.low), ("above", entry.above), ("at most", entry.high), ("below", entry.below))
    bounds = [f"{words} {end:g}" for words, end in ends if end is not None]
    return ", ".join([*bounds, "required" if entry.default is None else f"{entry.default:g} if not given"])
