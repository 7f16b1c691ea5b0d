"""`planbook check`: every check in words, and the exit status that follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from commands import BROKE, SHIPPED, VERDICTS, Command, fail, scenario

from planbook.language.declarations import Severity
from planbook.plan import Plan, Run


def test_every_check_of_every_scenario(planbook: Command, plan: Plan) -> None:
    said = planbook("check", SHIPPED)
    assert said.status == 0
    text = " ".join(said.out.split())
    for name in plan.loaded.scenarios:
        assert f"Scenario {name}" in text
    for verdict in plan.run().verdicts():
        row = plan.model.find(verdict.name)[0]
        assert text.count(row.label) >= len(plan.loaded.scenarios), row.label


def test_errors_come_first(planbook: Command) -> None:
    out = planbook("check", SHIPPED, "--scenario", "base").out
    assert out.count("Scenario ") == 1
    assert out.index("Errors:") < out.index("The balance sheet balances") < out.index("Alerts:") < out.index("Cash falls below zero")


def test_alerts_exit_with_zero_unless_strict(planbook: Command, own: Path) -> None:
    scenario(own, "broke", BROKE)
    said = planbook("check", own, "--scenario", "broke")
    assert said.status == 0
    assert "ALERT  Cash falls below zero" in said.out
    assert planbook("check", own, "--scenario", "broke", "--strict").status == 1
    assert planbook("check", own, "--strict").status == 1


def test_strict_is_fine_without_alerts(planbook: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "verdicts", lambda run: [replace(found, fires=False) for found in VERDICTS(run)])
    assert planbook("check", SHIPPED, "--strict").status == 0


def test_months_of_an_alert_are_those_below_zero(planbook: Command, own: Path) -> None:
    from planbook.plan import load

    scenario(own, "broke", BROKE)
    cash = load(own).run("broke")["closing_cash"]
    assert cash[1] < 0
    last = next(month for month in range(1, 61) if cash[month] >= 0) - 1
    expected = f"in 2027-01 to 2027-{last:02d}" if last > 1 else "in 2027-01"
    assert expected in " ".join(planbook("check", own, "--scenario", "broke").out.split())


def test_an_error_check_that_fails(planbook: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    months = ("2026-12", "2027-03", "2027-04", "2027-05", "2028-01")
    monkeypatch.setattr(Run, "verdicts", fail("balance_residual", "downside", months))
    said = planbook("check", SHIPPED)
    text = " ".join(said.out.split())
    assert said.status == 1
    assert "FAILS The balance sheet balances (in the opening, 2027-03 to 2027-05, 2028-01; largest residual 12.5)" in text
    assert text.count("FAILS") == 1
    assert "Scenario downside: 1 of " in text
    assert planbook("check", SHIPPED, "--scenario", "base").status == 0


def test_one_member_that_fails_stands_alone(planbook: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "verdicts", fail("deferred_revenue_residual.small", "base"))
    text = " ".join(planbook("check", SHIPPED, "--scenario", "base").out.split())
    assert "FAILS Deferred revenue equals the unserved months of contracts: Small enterprises" in text
    assert "(for the 2 other members)" in text


def test_the_summary_counts(planbook: Command, plan: Plan) -> None:
    verdicts = plan.run("downside").verdicts()
    errors = sum(found.severity is Severity.ERROR for found in verdicts)
    alerts = [found for found in verdicts if found.severity is Severity.ALERT]
    firing = sum(found.fires for found in alerts) or "none"
    first = planbook("check", SHIPPED, "--scenario", "downside").out.splitlines()[0]
    assert first == f"Scenario downside: all {errors} error checks hold, {firing} of {len(alerts)} alerts"


def test_checks_fit_eighty_columns(planbook: Command) -> None:
    lines = planbook("check", SHIPPED).out.splitlines()
    assert max(map(len, lines)) <= 80


def test_an_unknown_scenario(planbook: Command) -> None:
    said = planbook("check", SHIPPED, "--scenario", "bse")
    assert (said.status, said.out) == (2, "")
    assert "did you mean `base`?" in said.err


def test_what_fires_comes_first(planbook: Command, own: Path) -> None:
    scenario(own, "broke", BROKE)
    out = planbook("check", own, "--scenario", "broke").out
    first = out.splitlines()[1:3]
    assert first[0] == "  Look at these first"
    assert first[1].startswith("    ALERT")
    assert out.rindex("ALERT ") < out.index("  Errors:")
    name = out[: out.index("  Errors:")].split("planbook explain PLAN ")[1].strip()
    assert planbook("explain", own, name, "--scenario", "broke").status == 0


SMALL = """timeline: {start: 2027-01, months: 24}
segments:
  small: {churn: 1%/month, price: 50, new_customers: 3}
overheads:
  office: {function: general_admin}
storage: {opening_capacity: 10, highest_utilisation: 80%, node_capacity: 10, node_price: 1000, node_life: 36}
rounds:
  seed: {amount: 0, month: 2027-05, pre_money: 1_000_000, costs: 2%}
"""


def test_remarks_have_their_place(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    said = planbook("check", tmp_path)
    text = "".join(said.out.split())  # wherever long paths are broken
    assert said.status == 0
    remark = f"Remarks: what the plan says, and may not mean {tmp_path}/base.yaml:5: overheads.office: states no number"
    assert remark.replace(" ", "") in text
    assert f"{tmp_path}/base.yaml:6:storage:nomemberof`segments`states`gb_per_customer`" in text
    assert "Unused" not in text


def test_unused_assumptions_are_those_that_move_nothing(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    unused = planbook("check", tmp_path, "--unused").out.partition("Unused: ")[2].splitlines()
    assert unused[0] == "5 % more or less of these moves no result of any scenario"
    assert unused[1:] == [
        "  base.yaml:6 storage.highest_utilisation: 80%",
        "  base.yaml:6 storage.node_capacity: 10",
        "  base.yaml:6 storage.node_price: 1000",
        "  base.yaml:6 storage.node_life: 36",
        "  base.yaml:8 rounds.seed.costs: 2%",
    ]


def test_what_another_scenario_uses_is_used(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    scenario(tmp_path, "funded", "rounds: {seed: {amount: 500_000}}\nsegments: {small: {gb_per_customer: 900}}\n")
    assert "Unused: nothing;" in planbook("check", tmp_path, "--unused").out


@pytest.mark.parametrize(
    "command", [("show",), ("show", "--json"), ("explain", "closing_cash"), ("scorecard", "--json"), ("scorecard", "--tree", "mrr")]
)
def test_figures_of_a_plan_whose_check_fails_do_not_pass_for_sound(
    planbook: Command, own: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Run, "verdicts", fail("balance_residual", "base", ("2027-03",)))
    said = planbook(command[0], own, *command[1:])
    assert said.status == 1
    assert said.out
    assert said.err == "planbook: a check fails in scenario base: The balance sheet balances (in 2027-03; largest residual 12.5)\n"


def test_who_owns_how_much_is_a_result(planbook: Command, tmp_path: Path) -> None:
    """A pro-rata right moves who holds the shares, and nothing else; without a later round it moves nothing."""
    seed = "seed: {amount: 500_000, month: 2027-05, pre_money: 1_000_000, pro_rata: 50%}"
    text = SMALL.partition("rounds:")[0] + f"rounds:\n  {seed}\n"
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    assert "rounds.seed.pro_rata" in planbook("check", tmp_path, "--unused").out
    (tmp_path / "base.yaml").write_text(f"{text}  later: {{amount: 900_000, month: 2028-06, pre_money: 8_000_000}}\n", encoding="utf-8")
    assert "rounds.seed.pro_rata" not in planbook("check", tmp_path, "--unused").out
