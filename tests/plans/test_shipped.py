"""What every plan that ships must do: hold its checks, give its sources, tell its scenarios apart."""

from __future__ import annotations

import re

import pytest

from planbook.language.declarations import Severity
from plans.shipped import SHIPPED, alerts, by_year, firing, runs_of, shipped

ORDER = ("stress", "downside", "base", "upside")  # from worst to best
SOURCE = re.compile(r"\((A|B|C)\b[^)]*\)")  # the confidence in a source


def test_three_plans_ship() -> None:
    assert set(SHIPPED) >= {"securecloud", "alderbrook", "shiftloom"}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_scenario_ships_with_an_error(name: str) -> None:
    assert set(runs_of(name)) == set(ORDER)
    for scenario, run in runs_of(name).items():
        checked = [verdict for verdict in run.verdicts() if verdict.severity is Severity.ERROR]
        assert len(checked) >= 12
        assert not firing(run, Severity.ERROR), scenario


@pytest.mark.parametrize("name", SHIPPED)
def test_worse_scenarios_are_worse(name: str) -> None:
    runs = runs_of(name)
    for line in ("closing_arr", "revenue", "closing_cash"):
        ends = [by_year(runs[scenario], line)[-1] for scenario in ORDER]
        assert ends == sorted(ends), f"{line}: {ends}"
    lows = [float(runs[scenario]["closing_cash"].min()) for scenario in ("stress", "base")]
    assert lows[0] < lows[1]
    assert len(alerts(runs["stress"])) > len(alerts(runs["base"]))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_assumption_of_the_base_gives_its_source(name: str) -> None:
    origins = shipped(name).scenario("base").origins
    stated = {key: origin for key, origin in origins.items() if origin.written != "default"}
    assert len(stated) > 100
    # the month in which a first step begins is the plan's start: nobody had to assume it
    assert not [key for key, origin in stated.items() if not origin.note and ".from1." not in key]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_plan_is_used_in_all_its_parts(name: str) -> None:
    """Management answers: in the downside fewer people work in the last year than in the base."""
    runs = runs_of(name)
    assert by_year(runs["downside"], "headcount")[-1] < by_year(runs["base"], "headcount")[-1]
