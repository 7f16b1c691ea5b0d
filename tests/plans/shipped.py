"""The plans that ship: read and evaluated once for all tests, and their figures by year."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from planbook.language.declarations import Severity
from planbook.plan import Plan, Run, load

Array = npt.NDArray[np.float64]
PLANS = Path(__file__).parents[2] / "scenarios"
SHIPPED = tuple(sorted(base.parent.name for base in PLANS.glob("*/base.yaml")))


def base_alone(name: str) -> str:
    """The base of a plan that ships, to stand without its other scenarios: without the futures, which are named after them."""
    text = (PLANS / name / "base.yaml").read_text(encoding="utf-8")
    return re.sub(r"^futures:.*\n(?:  .*\n)+", "", text, flags=re.MULTILINE)


@cache
def shipped(name: str) -> Plan:
    """A plan that ships."""
    return load(PLANS / name)


@cache
def runs_of(name: str) -> dict[str, Run]:
    """Every scenario of a plan that ships, evaluated."""
    return shipped(name).runs()


def by_year(run: Run, name: str) -> Array:
    """A line, or that of one member (`line.member`), by fiscal year, without its opening."""
    values: Array = run.view("year").values(run.plan.model.find(name)[0])[1:, 0]
    assert values.shape == (5,)
    return values


def net_new_arr(run: Run) -> Array:
    """What annual recurring revenue grew by in each fiscal year."""
    return np.diff(by_year(run, "closing_arr"), prepend=run["closing_arr"][0])


def burn_multiple(run: Run) -> Array:
    """Cash burnt in each fiscal year ÷ net new ARR; negative when cash is earned."""
    return -by_year(run, "free_cash_flow") / net_new_arr(run)


def within(values: Array, low: float, high: float) -> bool:
    """Whether all values are available and lie in a band."""
    return bool(np.all((values >= low) & (values <= high)))


def firing(run: Run, severity: Severity) -> dict[str, tuple[str, ...]]:
    """The checks of a severity that fire, with their months."""
    return {verdict.name: verdict.months for verdict in run.verdicts() if verdict.fires and verdict.severity is severity}


def alerts(run: Run) -> set[str]:
    """The names of the alerts that fire."""
    return set(firing(run, Severity.ALERT))
