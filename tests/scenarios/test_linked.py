"""Futures that are named after scenarios take what those bring."""

from pathlib import Path

import pytest

from planbook.language.errors import PlanError
from planbook.plan import load

BASE = """
timeline: {start: 2027-01, months: 24}
segments: {firms: {churn: 1%/month, price: 50, new_customers: 10}}
opening_balance: {cash: 500000}
venture: {hurdle_rate: 40%/year, exit_multiple: 3}
futures:
  base: {probability: 60%}
  good: {probability: 30%@}
  worst: {probability: 10%, exit_value: 0}
"""
GOOD = "extends: base.yaml\nsegments: {firms: {new_customers: 30}}\n"


def plan(folder: Path, stated: str = "") -> Path:
    (folder / "acme").mkdir()
    (folder / "acme" / "base.yaml").write_text(BASE.replace("@", stated), encoding="utf-8")
    (folder / "acme" / "good.yaml").write_text(GOOD, encoding="utf-8")
    return folder / "acme"


def test_a_future_is_worth_what_its_scenario_brings(tmp_path: Path) -> None:
    made = load(plan(tmp_path))
    brings = {name: float(run["venture_exit_value"]) for name, run in made.runs().items()}
    assert brings["good"] > 2 * brings["base"] > 0
    for run in made.runs().values():  # the same in every scenario
        assert float(run["future_exit_value.base"]) == brings["base"]
        assert float(run["future_exit_value.good"]) == brings["good"]
        assert float(run["future_exit_value.worst"]) == 0
        by_hand = (0.6 * brings["base"] + 0.3 * brings["good"]) / 1.4**2
        assert float(run["first_chicago_value"]) == pytest.approx(by_hand)
    origin = made.scenario("base").origins["future_exit_value.good"]
    assert (origin.written, "as planbook computed it" in origin.note) == ("of the scenario good", True)


def test_a_stated_exit_stays_as_it_is(tmp_path: Path) -> None:
    made = load(plan(tmp_path, ", exit_value: 123"))
    assert float(made.run()["future_exit_value.good"]) == 123
    assert list(made.loaded.links["base"]) == ["future_exit_value.base"]


def test_a_future_of_no_scenario_states_its_exit(tmp_path: Path) -> None:
    folder = plan(tmp_path)
    (folder / "good.yaml").unlink()
    with pytest.raises(PlanError) as refused:
        load(folder)
    assert str(refused.value).endswith("Or call it as one of the plan's scenarios (base), and it is what that one comes to")
    assert "base.yaml:8: futures.good.exit_value: `exit_value` is missing" in str(refused.value)
