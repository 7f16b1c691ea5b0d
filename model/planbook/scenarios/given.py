"""What a scenario gives for one assumption, and where it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planbook.language.plans import Origin
from planbook.scenarios.nodes import Node

if TYPE_CHECKING:
    from planbook.scenarios.changes import Change


@dataclass(frozen=True)
class Cell:
    """A number with its origin."""

    value: float
    origin: Origin

    @classmethod
    def at(cls, node: Node, value: float, written: str, note: str = "") -> Cell:
        """A number that stands in a plan; ``note`` is used when nothing stands beside the number itself."""
        return cls(value, Origin(Path(node.file).name, node.line, written, node.note or note, node.path))

    @classmethod
    def default(cls, value: float, path: str) -> Cell:
        """A number that no plan states."""
        return cls(value, Origin("", None, "default", "", path))

    @property
    def written(self) -> str:
        """As it stands in a plan; a default as such."""
        return self.origin.written if self.origin.file else f"{self.value:g} by default"

    def moved(self, value: float) -> Cell:
        """Another number with the same origin."""
        return Cell(value, self.origin)


@dataclass(frozen=True)
class Step:
    """A value from a month on."""

    begins: Cell
    value: Cell


@dataclass(frozen=True)
class Given:
    """All numbers of one assumption in one scenario, as stated.

    ``adapts`` marks a default of zero, which is the same whatever period other scenarios state. ``whole`` and ``since`` keep what
    changes of some months have split, so that growth that is stated afterwards goes on through them.
    """

    steps: tuple[Step, ...]
    period: str = ""
    stepped: bool = False
    growth: Given | None = None
    adapts: bool = False
    dated: bool = False
    season: tuple[Cell, ...] = ()
    changes: tuple[Step, ...] = ()  # factors from months on
    whole: Given | None = None  # before the first change of some months
    since: tuple[Change, ...] = ()  # that change, and those after it

    @property
    def values(self) -> list[float]:
        """The values of all steps."""
        return [step.value.value for step in self.steps]

    @property
    def first(self) -> Cell:
        """The value of the first step."""
        return self.steps[0].value


def single(cell: Cell, period: str = "", stepped: bool = False, adapts: bool = False) -> Given:
    """One value for the whole plan."""
    return Given((Step(cell.moved(1.0), cell),), period, stepped, None, adapts)
