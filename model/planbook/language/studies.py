"""Studies: figures that only the engine can compute, with what they were computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from planbook.language.charts import Chart
from planbook.language.levers import Lever
from planbook.language.plans import LoadedPlan
from planbook.language.units import Unit


@dataclass(frozen=True)
class GridSpec:
    """A grid that is wanted: a line's last value over two levers, each at the same factors."""

    title: str
    line: str
    down: Lever
    across: Lever


@dataclass(frozen=True)
class Axis:
    """A lever at several factors, and what each of them means: the reading, not a number where it is not available."""

    lever: Lever
    factors: tuple[float, ...]
    readings: tuple[float, ...]
    unit: Unit


@dataclass(frozen=True)
class Grid:
    """A line's last value at each pair of factors, row by row; not a number where it cannot be computed."""

    title: str
    scenario: str
    unit: Unit
    down: Axis
    across: Axis
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class StudyTable:
    """Figures of the engine as rows below heads: a label, and for each head a figure or words, in the row's or the column's unit."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | str, ...], tuple[Unit, ...]], ...]  # label, cells, the unit of each cell


@dataclass(frozen=True)
class Picture:
    """What one chart of the engine's figures draws: names below it, and a value of each series for each of them."""

    chart: Chart
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    unit: Unit


@dataclass(frozen=True)
class Studies:
    """What the engine adds to a workbook."""

    grids: tuple[Grid, ...] = ()
    about: str = ""  # what the sentences below answer
    scenario: str = ""
    musts: tuple[str, ...] = ()
    tables: tuple[StudyTable, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notice: tuple[tuple[str, str], ...] = ()  # what there is to notice in them: two lines each


def input_hash(plan: LoadedPlan) -> str:
    """A short name for all inputs of all scenarios: another input, another name."""
    digest = hashlib.sha256()
    for name, scenario in plan.scenarios.items():
        digest.update(repr((name, sorted(_plain(scenario.values).items()))).encode())
    return digest.hexdigest()[:12]


def _plain(values: Mapping[str, float]) -> dict[str, float]:
    return {key: float(value) for key, value in values.items()}
