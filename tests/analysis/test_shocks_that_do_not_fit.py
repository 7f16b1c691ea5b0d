"""Shocks that a valid plan cannot have: each says why, and the others stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.analysis.stress import Stressed, stress
from planbook.analysis.trying import tried
from planbook.analysis.whatif import WhatIf
from planbook.language.errors import EvaluationError, PlanError
from planbook.plan import Plan, load
from planbook.scenarios import Variation, said
from planbook.scenarios.library import shocks

TIMES = "timeline: {start: 2027-03, months: 30}\n"
SEGMENT = "segments: {a: {price: 49, churn: 2%/month, new_customers: 10MORE}}\n"
CASH = "opening_balance: {cash: 500_000, paid_in_capital: 500_000}\n"
ROUNDS = """rounds:
  seed: {amount: 500_000, month: 2029-01, pre_money: 4_000_000}
  a: {amount: 900_000, month: 2029-05, pre_money: 9_000_000}
"""


def plan(folder: Path, more: str = "", rounds: str = "") -> Plan:
    """A plan of one segment, of which more is said."""
    (folder / "plan.yaml").write_text(TIMES + SEGMENT.replace("MORE", more) + CASH + rounds, encoding="utf-8")
    return load(folder / "plan.yaml")


def by_name(found: Plan) -> dict[str, Stressed]:
    """The plan under all shocks."""
    return {shock.name: shock for shock in stress(found).shocks}


def test_a_round_that_would_pass_the_one_after_it(tmp_path: Path) -> None:
    """The seed of January 2029 would close in July, after round a of May, which has no six months left to move by."""
    found = by_name(plan(tmp_path, rounds=ROUNDS))
    assert list(found) == shocks()
    assert found["round_late"].reason == (
        "rounds.a.month: list them in the order of their months: `a` (2029-05) comes before `seed` (2029-01 + 6 months), listed above it"
    )
    assert found["no_round"].plain
    assert found["no_round"].plain.run["round_amount.seed"] == 0
    assert {name for name, shock in found.items() if shock.reason} == {"round_late", "channel_dries_up", "cost_inflation"}


def test_points_on_a_value_that_grows(tmp_path: Path) -> None:
    found = by_name(plan(tmp_path, ", contraction_rate: {value: 0.5%/month, growth: 1%/month}"))
    for name in ("key_client_lost", "price_war"):
        assert "the value grows, so in some months it can be multiplied only" in found[name].reason
    assert found["demand_falls"].plain


def test_a_share_ends_at_its_bound(tmp_path: Path) -> None:
    """A quarter more than 80 % refunded is all of it; what another file says of a plan's own is refused beyond its bounds."""
    made = plan(tmp_path, ", refund_rate: 80%")
    outage = by_name(made)["outage"]
    assert outage.plain
    assert outage.plain.run["refund_rate.a"][[12, 13, 14]].tolist() == [0.8, 1.0, 0.8]
    origin = next(each for each in outage.plain.run.scenario.origins.values() if "25pp" in each.written)
    assert origin.written == "80% + 25pp, which ends at 100%"
    with pytest.raises(PlanError, match="is 105%: must be between 0 and 100%"):
        made.with_changes({"segments.a.refund_rate": "+ 25pp"})


def test_a_rate_below_100_per_cent_has_no_bound_to_end_at(tmp_path: Path) -> None:
    found = by_name(plan(tmp_path, ", contraction_rate: 95%/month"))
    assert "95%/month + 10pp/month is 105%: must be at least 0 and below 100%" in found["key_client_lost"].reason
    assert found["price_war"].plain


def test_the_reason_why_nothing_applies(tmp_path: Path) -> None:
    found = by_name(plan(tmp_path, rounds="rounds: {seed: {amount: 500_000, month: 2029-05, pre_money: 4_000_000}}\n"))
    assert found["round_late"].reason == "rounds.every.month: 2029-05 + 6 months is 2029-11, outside the plan (2027-03 to 2029-08)"
    assert found["channel_dries_up"].reason == "the plan has nothing that it would change in `channels`"
    assert all(bool(shock.reason) != shock.applicable for shock in found.values())


def test_the_workbook_says_it_too(tmp_path: Path) -> None:
    made = plan(tmp_path, rounds=ROUNDS)
    rows = WhatIf(made, made.run()).tables()[-1].rows
    late = next(number for number, row in enumerate(rows) if row[0] == "Rounds six months late")
    assert rows[late][1][0] == "not applicable"
    assert rows[late + 1][0].startswith("  rounds.a.month: list them")


def test_a_file_of_the_plans_own_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mixins").mkdir()
    (tmp_path / "mixins" / "strike.yaml").write_text("segments: {every: {new_customer: × 0.5}}\n", encoding="utf-8")
    (tmp_path / "mixins" / "round_late.yaml").write_text("rounds: {every: {month: + 6 months}}\n", encoding="utf-8")
    made = plan(tmp_path, rounds=ROUNDS)
    with pytest.raises(PlanError, match=r"strike\.yaml:1: segments\.every\.new_customer: .*did you mean `new_customers`"):
        stress(made, names=["price_war", "strike"])
    with pytest.raises(PlanError, match=r"list them in the order"):
        stress(made, names=["round_late"])  # no longer that of planbook


def test_figures_that_cannot_be_computed(tmp_path: Path) -> None:
    """A share of 40 % that grows by 1 % a month, threefold, exceeds all of it."""
    made = plan(tmp_path, ", refund_rate: {value: 40%, growth: 1%/month}")
    shock = Variation("thrice", "plan.yaml", [], said({"segments.a.refund_rate": {"change": "× 3", "from": "month 7"}}))
    runs, reasons = tried(made, "plan", [shock], ["thrice"])
    assert list(runs) == ["plan"]
    assert "refund" in reasons["thrice"].lower()
    with pytest.raises(EvaluationError, match="scenario thrice cannot be evaluated"):
        tried(made, "plan", [shock], [])
