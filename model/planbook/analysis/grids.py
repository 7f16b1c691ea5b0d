"""Grids: a line's last value over two levers, each at the same factors."""

from __future__ import annotations

import numpy as np

from planbook.analysis.turning import Turning
from planbook.backends.pointwise import Array
from planbook.language.levers import Lever
from planbook.language.studies import Axis, Grid, GridSpec

FACTORS = (0.6, 0.8, 1.0, 1.2, 1.4)
MIDDLE = FACTORS.index(1.0)


def grid(turning: Turning, spec: GridSpec, scenario: str) -> Grid | None:
    """One grid; None where the plan has nothing that a lever scales, or lacks a line."""
    lines = (spec.line, spec.down.line, spec.across.line)
    if not all(turning.keys(lever) for lever in (spec.down, spec.across)) or not all(map(turning.model.by_name.get, lines)):
        return None
    down, across = (factors.ravel() for factors in np.meshgrid(FACTORS, FACTORS, indexing="ij"))
    found = turning.turned([(spec.down, down), (spec.across, across)], lines)
    values, downs, acrosses = found.reshape(len(lines), len(FACTORS), len(FACTORS))
    axes = _axis(turning, spec.down, downs[:, MIDDLE]), _axis(turning, spec.across, acrosses[MIDDLE])
    return Grid(spec.title, scenario, turning.model.row(spec.line).unit, *axes, tuple(tuple(map(float, row)) for row in values))


def _axis(turning: Turning, lever: Lever, readings: Array) -> Axis:
    return Axis(lever, FACTORS, tuple(map(float, readings)), turning.model.row(lever.line).unit)
