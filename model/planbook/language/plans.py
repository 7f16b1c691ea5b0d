"""A plan as it was read: scenarios with their numbers, and where each number was written."""

from __future__ import annotations

from dataclasses import dataclass
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
    remarks: tuple[Fault, ...] = ()  # what it may say, and probably does not mean
