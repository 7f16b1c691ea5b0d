"""Futures that are named after scenarios take what those bring."""

from pathlib import Path

import pytest

from planbook.language.errors import PlanError
from planbook.plan import load
from plans.shipped import shipped

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


ROUNDS = """
rounds:
  seed: {month: 2027-04, amount: 500000, pre_money: 2000000}
  growth: {month: 2028-06, amount: 1000000, pre_money: 3000000}
"""
OTHER = """extends: base.yaml
segments: {firms: {new_customers: 30}}
venture: {hurdle_rate: 60%/year}
rounds: {seed: {month: 2027-10}, growth: {amount: 3000000}}
"""


def own_futures(folder: Path, stated: str = "", other: str = OTHER) -> Path:
    """A plan whose two scenarios differ in what they bring, when, to whom and at which hurdle rate."""
    path = plan(folder, stated)
    (path / "base.yaml").write_text(BASE.replace("@", stated) + ROUNDS, encoding="utf-8")
    (path / "good.yaml").write_text(other, encoding="utf-8")
    return path


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
    assert [key for key in made.loaded.links["base"] if key.startswith("future_exit_value")] == ["future_exit_value.base"]
    assert made.loaded.links["base"]["future_years.good"].scenario == "good"  # the rest is still its scenario's


def test_a_future_of_no_scenario_states_its_exit(tmp_path: Path) -> None:
    folder = plan(tmp_path)
    (folder / "good.yaml").unlink()
    with pytest.raises(PlanError) as refused:
        load(folder)
    assert str(refused.value).endswith("Or call it as one of the plan's scenarios (base), and it is what that one comes to")
    assert "base.yaml:8: futures.good.exit_value: `exit_value` is missing" in str(refused.value)


def test_each_future_is_valued_as_its_own_scenario(tmp_path: Path) -> None:
    """Exit, years, part kept and hurdle rate of one scenario: the venture method's value in it, whichever scenario is shown."""
    made = load(own_futures(tmp_path))
    runs = made.runs()
    own = {name: float(run["vc_post_money"]) for name, run in runs.items()}
    for name in ("years_to_exit", "retention_to_exit", "hurdle_rate", "venture_exit_value"):
        assert float(runs["base"][name]) != float(runs["good"][name])
    for run in runs.values():
        assert float(run["future_present_value.base"]) == own["base"]
        assert float(run["future_present_value.good"]) == own["good"]
        assert float(run["first_chicago_value"]) == pytest.approx(0.6 * own["base"] + 0.3 * own["good"], rel=1e-12)


def test_a_future_of_no_scenario_is_that_of_the_base(tmp_path: Path) -> None:
    """By hand: 20 months, 3m of 4m left by the later round, and 40 % a year, whichever scenario is shown."""
    base = BASE.replace("worst: {probability: 10%, exit_value: 0}", "worst: {probability: 10%, exit_value: 1_000_000}")
    folder = own_futures(tmp_path)
    (folder / "base.yaml").write_text(base.replace("@", "") + ROUNDS, encoding="utf-8")
    runs = load(folder).runs()
    for run in runs.values():
        assert float(run["future_present_value.worst"]) == pytest.approx(1e6 * 0.75 / 1.4 ** (20 / 12))


def test_what_a_future_states_itself_stays(tmp_path: Path) -> None:
    made = load(own_futures(tmp_path, ", exit_value: 900000, years: 2, retention: 50%, hurdle_rate: 100%/year"))
    for run in made.runs().values():
        assert float(run["future_present_value.good"]) == 900_000 * 0.5 / 4
    left = {key for key in made.loaded.links["base"] if key.endswith(".good")}
    assert left == {"future_discount.good", "future_money.good"}  # for the comparison of methods


def test_first_chicago_is_the_same_in_every_scenario() -> None:
    """SecureCloud: also at the plan's start, beside the other methods; stress, where no round closes, is a future without money."""
    runs = shipped("securecloud").runs()
    for line in ("first_chicago_value", "chicago_low", "chicago_mid", "chicago_high"):
        figures = {round(float(run[line]), 3) for run in runs.values()}
        assert len(figures) == 1, line
    assert {float(run["money_of_future.stress"]) for run in runs.values()} == {0}


def test_a_round_in_the_last_month_leaves_no_years(tmp_path: Path) -> None:
    other = OTHER.replace("month: 2027-10", "month: 2028-12").replace("{amount: 3000000}", "{month: 2028-12}")
    runs = load(own_futures(tmp_path, other=other)).runs()
    assert float(runs["good"]["years_to_exit"]) == float(runs["base"]["years_to_future.good"]) == 0


def test_a_plan_of_one_scenario_stays_live(tmp_path: Path) -> None:
    """Nothing is left to a scenario: what is typed for the round reaches the futures that state their exits."""
    (tmp_path / "own.yaml").write_text(BASE.replace("base:", "best:").replace("%@", "%").replace("%}", "%, exit_value: 1000}") + ROUNDS,
                                       encoding="utf-8")  # fmt: skip
    made = load(tmp_path / "own.yaml")
    assert made.loaded.links == {"own": {}}
    later = made.with_changes({"rounds.seed.month": "2027-10", "venture.hurdle_rate": "60%/year"}).run()
    assert float(later["years_to_future.best"]) == 14 / 12
    assert float(later["hurdle_of_future.best"]) == 0.6
