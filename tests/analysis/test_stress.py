"""The stress library: every shock on every plan that ships, what it strikes by hand, and management's answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from planbook.analysis.stress import StressTest, stress
from planbook.language.errors import PlanbookError
from planbook.plan import load
from planbook.scenarios.library import SHOCKS, shocks
from plans.shipped import SHIPPED, shipped

SHOCKED = shocks()
NO_ROUNDS = {"no_round", "round_late"}


@cache
def struck_by_all(name: str) -> StressTest:
    """A plan that ships under all shocks."""
    return stress(shipped(name))


def test_there_is_a_library() -> None:
    assert len(SHOCKED) >= 8
    for path in SHOCKS.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# "), path.name
        assert "label:" in text and "about:" in text, path.name  # noqa: PT018
        assert len(text.splitlines()) < 40, "a shock is a small file"


@pytest.mark.parametrize("name", SHIPPED)
def test_checks_stay_clean_under_every_shock(name: str) -> None:
    found = struck_by_all(name)
    assert [shock.name for shock in found.shocks] == SHOCKED
    assert {shock.name for shock in found.shocks if not shock.applicable} == (NO_ROUNDS if name == "alderbrook" else set())
    for shock in found.shocks:
        for struck in (shock.plain, shock.answered):
            assert struck is None or struck.failing == (), shock.name
        assert shock.plain is None or shock.plain.run.scenario.values != found.unstressed.run.scenario.values


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shock_does_good(name: str) -> None:
    """Neither ARR nor lowest cash rises; an answer to it saves cash where it comes in time, and costs none."""
    found = struck_by_all(name)
    for shock in found.shocks:
        if shock.plain:
            for line in ("closing_arr", "minimum_cash"):
                assert shock.plain.values[line] <= found.unstressed.values[line] + 1e-6, (shock.name, line)
        if shock.plain and shock.answered:
            assert shock.answered.values["minimum_cash"] >= shock.plain.values["minimum_cash"] - 1e-6, shock.name
            assert shock.answered.values["closing_arr"] <= shock.plain.values["closing_arr"] + 1e-6, shock.name


def test_alerts_fire() -> None:
    found = {shock.name: shock.plain for shock in struck_by_all("securecloud").shocks}
    fires = {name: set(struck.alerts) for name, struck in found.items() if struck}
    assert "cash_below_zero" in fires["no_round"] & fires["price_war"]
    assert "cash_below_policy" in fires["collections_slip"] & fires["round_late"]
    assert "cash_below_policy" not in struck_by_all("securecloud").unstressed.alerts
    assert {shock.name for shock in struck_by_all("securecloud").shocks if shock.answered} == {
        "collections_slip", "no_round", "price_war", "round_late",
    }  # fmt: skip


def test_what_shocks_say_reaches_the_inputs() -> None:
    """SecureCloud's churn, its first channel, the segment with the highest price, its round, by hand."""
    plan = shipped("securecloud")
    base = plan.run("base")
    runs = {shock.name: shock.plain.run for shock in struck_by_all("securecloud").shocks if shock.plain}
    doubled = runs["churn_doubles"]["churn_multiplier.business"] / base["churn_multiplier.business"]
    assert doubled[[12, 13, 18, 19]].tolist() == [1, 2, 2, 1]
    first = runs["channel_dries_up"]["rep_opportunities.direct_sales"]
    assert first[[6, 7, 60]] == pytest.approx([1.8, 0.18, 0.18])
    assert set(runs["channel_dries_up"]["partner_yield.it_partners"]) == {0.096}  # of another channel
    lost = runs["key_client_lost"]["contraction_rate.business"] - base["contraction_rate.business"]
    assert lost[[6, 7, 8]] == pytest.approx([0, 0.1, 0])
    assert (runs["key_client_lost"]["contraction_rate.small"] == base["contraction_rate.small"]).all()
    assert (runs["round_late"]["round_month.series_a"], runs["no_round"]["round_amount.series_a"]) == (12, 0)
    assert runs["collections_slip"]["monthly_collection_days"] == 60


PLAN = """timeline: {start: 2027-01, months: 36}
segments: {a: {price: 10, churn: 1%/month, new_customers: 1}}
departments:
  dev: {function: research_development, heads: [{value: 2}, {from: 2027-07, value: 5}, {from: 2028-10, value: 6}], salary: 120_000}
hires:
  early: {department: dev, from: 2027-03, salary: 60_000}
  soon: {department: dev, from: 2027-09, salary: 60_000}
  late: {department: dev, from: 2029-01, salary: 60_000}
opening_balance: {cash: 200_000, paid_in_capital: 200_000}
cash: {minimum_amount: 50_000}
"""


def test_management_stops_hiring_for_a_year(tmp_path: Path) -> None:
    """Twenty thousand a month, then more: cash stands below 50,000 in autumn; two to five heads wait for a year."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    plan = load(tmp_path / "plan.yaml")
    (shock,) = stress(plan, names=["collections_slip"]).shocks
    assert shock.plain
    assert shock.answered
    month = int(np.flatnonzero(shock.plain.run["cash_below_policy"][1:])[0]) + 1
    assert shock.month == month
    values = shock.answered.run.scenario.values
    assert [values[f"hire_size.{name}"] for name in ("early", "soon", "late")] == [1, 0 if month <= 9 < month + 12 else 1, 1]
    held = shock.answered.run["planned_heads.dev"]
    planned = shock.plain.run["planned_heads.dev"]
    assert (held[month : month + 12] <= planned[month - 1]).all()
    assert (held[month + 12 :] == planned[month + 12 :]).all()


@pytest.mark.parametrize("heads", [
    "{value: 2, growth: 3%/month}",
    "{value: 2, growth: 3%/month, season: [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1]}",
])  # fmt: skip
def test_heads_that_grow_are_held_too(tmp_path: Path, heads: str) -> None:
    planned = "[{value: 2}, {from: 2027-07, value: 5}, {from: 2028-10, value: 6}]"
    assert planned in PLAN
    (tmp_path / "plan.yaml").write_text(PLAN.replace(planned, heads), encoding="utf-8")
    (shock,) = stress(load(tmp_path / "plan.yaml"), names=["collections_slip"]).shocks
    assert shock.plain
    assert shock.answered
    month = shock.month
    held, grown = shock.answered.run["planned_heads.dev"], shock.plain.run["planned_heads.dev"]
    assert (np.diff(held[month - 1 : month + 12]) <= 0).all()
    assert held[[month - 1, month + 12, 36]] == pytest.approx(grown[[month - 1, month + 12, 36]])
    assert shock.answered.failing == ()


@pytest.mark.parametrize("period", ["year", "month"])
def test_a_shock_is_as_strong_whatever_period_a_rate_is_stated_in(tmp_path: Path, period: str) -> None:
    """Three per cent a year are 1 − 0.97^(1/12) a month; ten points more in month 7, one and a half in a price war."""
    rate = 1 - 0.97 ** (1 / 12)
    stated = "3%/year" if period == "year" else f"{100 * rate!r}%/month"
    (tmp_path / "plan.yaml").write_text(PLAN.replace("churn: 1%/month", f"churn: 1%/month, contraction_rate: {stated}"), encoding="utf-8")
    lost, war = stress(load(tmp_path / "plan.yaml"), names=["key_client_lost", "price_war"]).shocks
    assert lost.plain
    assert war.plain
    assert lost.plain.run["contraction_rate.a"][[6, 7, 8]] == pytest.approx([rate, rate + 0.1, rate])
    assert war.plain.run["contraction_rate.a"][[6, 7, 18, 19]] == pytest.approx([rate, rate + 0.015, rate + 0.015, rate])


def test_a_shock_beyond_the_plan_is_not_applicable(tmp_path: Path) -> None:
    """Of a plan of a year: what begins in month 13 does not, and a round in month 10 cannot close in month 16."""
    text = PLAN.replace("months: 36", "months: 12").replace(", {from: 2028-10, value: 6}", "")
    text = text.replace("  late: {department: dev, from: 2029-01, salary: 60_000}\n", "")
    rounds = "rounds: {seed: {amount: 300_000, month: 2027-10, pre_money: 900_000}}\n"
    (tmp_path / "plan.yaml").write_text(text + rounds, encoding="utf-8")
    found = {shock.name: shock.applicable for shock in stress(load(tmp_path / "plan.yaml")).shocks}
    assert {name for name, applicable in found.items() if not applicable} == {"channel_dries_up", "churn_doubles", "outage", "round_late"}


def test_a_shock_of_the_plans_own(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "mixins").mkdir()
    (tmp_path / "mixins" / "strike.yaml").write_text("plan: {label: Strike}\nsegments: {every: {new_customers: × 0.5}}\n", encoding="utf-8")
    (shock,) = stress(load(tmp_path / "plan.yaml"), names=["strike"]).shocks
    assert (shock.label, shock.applicable) == ("Strike", True)
    with pytest.raises(PlanbookError, match=r"called `strik`; did you mean `strike`\?"):
        stress(load(tmp_path / "plan.yaml"), names=["strik"])
