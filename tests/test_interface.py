"""planbook in Python, as its documentation shows it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import planbook
from plans.shipped import PLANS

DOCS = Path(__file__).parents[1] / "docs" / "python.md"


@pytest.fixture(scope="module")
def plan() -> planbook.Plan:
    return planbook.load(PLANS / "securecloud")


def test_a_run_is_figures_and_tidy_tables(plan: planbook.Plan) -> None:
    run = plan.run("downside")
    assert run["closing_arr"].shape == (61,)
    frame = run.frame()
    assert list(frame.columns) == ["line", "member", "label", "unit", "period", "value"]
    of_line = frame[(frame.line == "closing_arr")]
    assert of_line.period.tolist()[:2] == ["opening", "2027-01"]
    np.testing.assert_array_equal(of_line.value.to_numpy(), run["closing_arr"])
    years = run.frame("year")
    revenue = years[(years.line == "revenue") & (years.period == "2028")].value.item()
    assert revenue == pytest.approx(run["revenue"][13:25].sum())
    assert years[(years.line == "enterprise_value")].period.tolist() == ["plan"]
    members = frame[frame.line == "segment_closing_customers"].member.unique().tolist()
    assert members == ["business", "small", "individual"]


@pytest.mark.parametrize("by", ["week", "years", "", "2027"])
def test_figures_are_by_month_quarter_or_year(plan: planbook.Plan, by: str) -> None:
    with pytest.raises(planbook.PlanbookError, match=f"`{by}` is no period to show figures by: write month, quarter or year"):
        plan.run("base").frame(by)
    assert plan.run("base").frame("Quarter").equals(plan.run("base").frame("quarter"))


def test_changes_make_another_plan(plan: planbook.Plan) -> None:
    """The plan itself stays as it is; the scenario that was changed is shown, the others are there."""
    heads = [{"value": 6}, {"from": "2028-01", "value": 7}]
    dearer = plan.with_changes({"segments.business.price": "× 1.1", "departments.sales.heads": heads})
    assert dearer.run().scenario.name == "changed"
    assert dearer.run()["price.business"] == pytest.approx(1111)
    assert dearer.run()["planned_heads.sales"][[12, 13]].tolist() == [6, 7]
    assert "changed" not in plan.loaded.scenarios
    assert list(dearer.loaded.scenarios) == [*plan.loaded.scenarios, "changed"]
    found = dearer.compare(["base", "changed"])
    assert found.values["enterprise_value"]["changed"] > found.values["enterprise_value"]["base"]
    fought = plan.with_changes({}, mixins=["price_war"])
    assert fought.run()["price.business"] == pytest.approx(1010 * 0.85)


def test_what_is_wrong_is_said(plan: planbook.Plan) -> None:
    for changes, words in (
        ({"segments.business.chrun": 1}, "did you mean `churn`"), ({"segments.bussiness.churn": "1%/month"}, "did you mean `business`"),
        ({"segments.business.churn": 0.01}, "a rate needs its period"), ({"segments.business.price": "twice"}, "found `twice`"),
    ):  # fmt: skip
        with pytest.raises(planbook.PlanError, match=words):
            plan.with_changes(changes)  # type: ignore[arg-type]
    with pytest.raises(planbook.PlanbookError, match="lies within"):
        plan.with_changes({"segments.business.price": 3, "segments.business.price.value": 4})
    with pytest.raises(planbook.PlanbookError, match="did you mean `price_war`"):
        plan.with_changes({}, mixins=["price_wars"])
    assert plan.run("base")["closing_arr"][-1] > 0, "a refusal leaves the plan as it was"


def test_everything_can_be_asked(plan: planbook.Plan) -> None:
    answer = plan.solve(["segments.business.price"], ["enterprise_value = 12000000"], scenario="base")
    assert float(plan.with_changes(answer.changes, "base").run()["enterprise_value"]) == pytest.approx(12e6, rel=1e-6)
    assert plan.sensitivity("closing_arr", 0.1, "base")[0].width > 0
    assert [each.name for each in plan.stress(["price_war"], "base").shocks] == ["price_war"]
    assert plan.questions("base").flags


def test_the_package_loads_nothing_until_it_is_asked() -> None:
    code = "import sys, planbook; sys.exit(any(name in sys.modules for name in ('numpy', 'pandas', 'planbook.interface')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        planbook.laod  # noqa: B018


def test_what_the_documentation_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks of Python, one after the other, from the project's root; lines with `# →` say what they give."""
    monkeypatch.chdir(DOCS.parents[1])
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) >= 5
    space: dict[str, object] = {}
    for block in blocks:
        for line in block.splitlines():
            code, arrow, said = line.partition("  # → ")
            if arrow:
                assert str(eval(code, space)) == said.strip(), code
        exec("\n".join(line for line in block.splitlines() if "  # → " not in line), space)


def test_changes_go_on_from_changes(plan: planbook.Plan) -> None:
    """Twice twice the price; the same name takes the place of the one before, another stands beside it; shocks strike both."""
    path = f"segments.{next(iter(plan.model.structure.members['segment'])).name}.price"
    key = next(row.key for row in plan.model.rows if row.source == "input" and row.declaration.name == "price")
    price = plan.scenario().values[key]
    once = plan.with_changes({path: "× 2"})
    twice, beside = once.with_changes({path: "× 2"}), once.with_changes({path: "÷ 4"}, name="half")
    assert [each.scenario().values[key] / price for each in (once, twice, beside)] == [2, 4, 0.5]
    assert {"changed", "half"} <= set(beside.loaded.scenarios)
    assert beside.scenario("changed").values[key] == 2 * price
    assert once.stress(["price_war"]).shocks[0].applicable
    with pytest.raises(planbook.PlanbookError, match="is a scenario of the plan: give the changed one another name"):
        plan.with_changes({}, name=plan.scenario().name)
    with pytest.raises(planbook.PlanbookError, match=f"`{path}` is None: say a number"):
        plan.with_changes({path: None})


def test_one_name_may_stand_for_a_list(plan: planbook.Plan) -> None:
    answer = plan.solve("segments.business.price", "closing_arr = 8e6", scenario="base")
    assert answer.found
    assert [each.name for each in plan.stress("price_war", "base").shocks] == ["price_war"]
    assert plan.compare(["base", "stress"], "closing_arr").values.keys() == {"closing_arr"}
    struck = plan.with_changes({}, "base", "price_war", name="struck")
    assert struck.run("struck")["closing_arr"][-1] < plan.run("base")["closing_arr"][-1]
    for name in ("my new", "1a", "true", "con", "a/b", "../x"):
        with pytest.raises(planbook.PlanbookError, match="cannot name a scenario"):
            plan.with_changes({}, "base", name=name)
    with pytest.raises(planbook.PlanbookError, match="`STRESS` is a scenario of the plan"):
        plan.with_changes({}, "base", name="STRESS")


def test_figures_of_a_run_stay_as_they_are(plan: planbook.Plan) -> None:
    with pytest.raises(ValueError, match="read-only"):
        plan.run("base")["closing_arr"][-1] = 0
