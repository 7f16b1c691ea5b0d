"""A page that is read before all others: blocks of figures and sentences, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planbook.language.charts import Text


@dataclass(frozen=True)
class Said:
    """Sentences; those whose lines the plan lacks are left out. ``studied`` puts below them what the engine found."""

    title: str
    texts: tuple[Text, ...] = ()
    studied: bool = False


@dataclass(frozen=True)
class Years:
    """Lines by fiscal year."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Lines with one figure each, a scalar or that of the last fiscal year, and the variant of a metric named beside it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Methods:
    """The methods of a football field, by its chart's id: low, the plan's own, high."""

    title: str
    chart: str


@dataclass(frozen=True)
class Flags:
    """The alerts that fire, at most so many, and how many more there are."""

    title: str
    most: int = 8


Block = Said | Years | Facts | Methods | Flags


@dataclass(frozen=True)
class Summary:
    """The page: its sheet, what is on it, its blocks."""

    sheet: str
    title: str
    about: str
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> Iterator[Text]:
        """All sentences."""
        for block in self.blocks:
            yield from block.texts if isinstance(block, Said) else ()

    @property
    def lines(self) -> Iterator[str]:
        """All lines of tables."""
        for block in self.blocks:
            yield from block.lines if isinstance(block, Years | Facts) else ()
