"""A plan as it was read: scenarios with their numbers, and where each number was written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from planbook.language.errors import Fault
from planbook.language.model import Structure


@dataclass(frozen=True)
class Origin:
    """Where a number comes from: file, line, text as written, the comment beside it, key path."""

    file: str
    line: int | None
    written: str
    note: str
    path: str


@dataclass
class Scenario:
    """One scenario: a number for each input row, and where it was written."""

    name: str
    label: str
    about: str
    values: dict[str, float]
    origins: dict[str, Origin]
    passed: tuple[Fault, ...] = ()  # changes for every member or any plan that do not apply here, and why
    held: frozenset[tuple[str, str]] = frozenset()  # the growth or value of assumptions, held by factors that do not follow it


@dataclass(frozen=True)
class Link:
    """A number that is left to a scenario of the plan: the last value of one of its lines."""

    scenario: str
    line: str


@dataclass(frozen=True)
class Target:
    """What a plan wants a metric to be by a month: at least ``low``, at most ``high`` (None is open)."""

    metric: str
    low: float | None
    high: float | None
    due: int  # a month of the plan
    owner: str = ""


@dataclass
class LoadedPlan:
    """A plan with all its scenarios, the base first."""

    name: str
    title: str
    about: str
    currency: str
    as_of: str
    structure: Structure
    scenarios: dict[str, Scenario]
    shown: str
    folder: Path
    targets: dict[str, Target] = field(default_factory=dict)  # by metric
    benchmarks: tuple[str, ...] = ()  # the segments of published benchmarks that it belongs to
    links: dict[str, dict[str, Link]] = field(default_factory=dict)  # by scenario and input: what is left to which scenario
    remarks: tuple[Fault, ...] = ()  # what it may say, and probably does not mean

    @property
    def day(self) -> datetime.date:
        """The day from which ages are counted: the plan's date; the first of its first month where that is no date."""
        try:
            return datetime.date.fromisoformat(self.as_of)
        except ValueError:
            year, month = self.structure.calendar(1)
            return datetime.date(year, month, 1)
