"""What every plan that ships must do: hold its checks, give its sources, tell its scenarios apart."""

from __future__ import annotations

import numpy as np
import pytest

from planbook.language.declarations import Severity
from plans.shipped import SHIPPED, alerts, by_year, firing, runs_of, shipped

ORDER = ("stress", "downside", "base", "upside")  # from worst to best


def test_three_plans_ship() -> None:
    assert set(SHIPPED) >= {"securecloud", "alderbrook", "shiftloom"}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_scenario_ships_with_an_error(name: str) -> None:
    assert {"base", "downside", "upside"} <= set(runs_of(name)) <= set(ORDER)
    for scenario, run in runs_of(name).items():
        checked = [verdict for verdict in run.verdicts() if verdict.severity is Severity.ERROR]
        assert len(checked) >= 12
        assert not firing(run, Severity.ERROR), scenario


@pytest.mark.parametrize("name", SHIPPED)
def test_worse_scenarios_are_worse(name: str) -> None:
    runs = [runs_of(name)[scenario] for scenario in ORDER if scenario in runs_of(name)]
    for line in ("closing_arr", "revenue", "closing_cash"):
        ends = [by_year(run, line)[-1] for run in runs]
        assert ends == sorted(ends), f"{line}: {ends}"
    worst, base = runs[0], runs_of(name)["base"]
    assert worst["closing_cash"].min() < base["closing_cash"].min()
    assert len(alerts(worst)) > len(alerts(base))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_assumption_of_the_base_gives_its_source(name: str) -> None:
    origins = shipped(name).scenario("base").origins
    stated = {key: origin for key, origin in origins.items() if origin.written != "default"}
    assert len(stated) > 100
    # the month in which a first step begins is the plan's start: nobody had to assume it
    assert not [key for key, origin in stated.items() if not origin.note and ".from1." not in key]


@pytest.mark.parametrize("name", SHIPPED)
def test_management_answers_to_the_downside(name: str) -> None:
    runs = runs_of(name)
    assert by_year(runs["downside"], "headcount")[-1] < by_year(runs["base"], "headcount")[-1]


@pytest.mark.parametrize("name", SHIPPED)
def test_scenarios_side_by_side_are_each_the_same_as_alone(name: str) -> None:
    """To the last bit, so that whatever asks for one scenario has the figures of whoever asks for all."""
    plan = shipped(name)
    for scenario, run in runs_of(name).items():
        alone = plan.run(scenario)
        differing = [row.key for row in plan.model.rows if not np.array_equal(alone.arrays[row], run.arrays[row], equal_nan=True)]
        assert differing == []
