"""What a price implies: set in the plan, it gives the price back."""

from pathlib import Path

import numpy as np
import pytest

from planbook.analysis.implied import HIGHEST, LOWEST, Implied, Pricing, price_of_round, sentence
from planbook.backends.reference import evaluate
from planbook.business import CHAPTERS
from planbook.business.levers import LEVERS
from planbook.language.errors import PlanbookError
from planbook.plan import Plan, load
from plans.shipped import runs_of, shipped

BY_NAME = {lever.name: lever for lever in LEVERS}


def asked(plan: str, lever: str, price: float, scenario: str = "base") -> Implied:
    found = Pricing(runs_of(plan)[scenario]).implied(BY_NAME[lever], price)
    assert found is not None
    return found


def test_levers_scale_assumptions_that_there_are_and_that_have_no_upper_bound() -> None:
    made = {each.name: each for chapter in CHAPTERS for each in chapter.assumptions}
    lines = {line.name for chapter in CHAPTERS for line in chapter.lines}
    for lever in LEVERS:
        assert {lever.line, *([lever.amount_line] if lever.amount_line else [])} <= lines
        for name in lever.assumptions:
            assert made[name].low == 0
            assert made[name].high is None or made[name].high >= 20 * HIGHEST, name


@pytest.mark.parametrize("plan", ["securecloud", "shiftloom"])
@pytest.mark.parametrize("lever", BY_NAME)
@pytest.mark.parametrize("times", [0.8, 1.5])
def test_the_plan_with_what_is_implied_is_worth_the_price(plan: str, lever: str, times: float) -> None:
    run = runs_of(plan)["base"]
    price = float(run["equity_value"]) * times
    found = asked(plan, lever, price)
    assert found.factor is not None
    assert LOWEST < found.factor < HIGHEST
    values = dict(run.scenario.values)
    for row in shipped(plan).model.rows:
        name, _, part = row.name.partition(".")
        if row.source == "input" and name in BY_NAME[lever].assumptions and (not part or part.startswith("value")):
            values[row.key] *= found.factor
    again = evaluate(shipped(plan).model, values)
    value = float(again[shipped(plan).model.row("equity_value")][0])
    assert value == pytest.approx(price if found.reached is None else found.reached, rel=1e-5)
    reading = again[shipped(plan).model.row(BY_NAME[lever].line)]
    assert float(reading.reshape(-1)[-1]) == pytest.approx(found.reading)
    better = {"growth": 1, "margin": 1, "churn": -1}[lever] * (times - 1)
    assert np.sign(found.reading - found.stated) == np.sign(better)


def test_a_price_out_of_reach_says_what_is_within() -> None:
    found = asked("securecloud", "churn", 1e9)
    assert (found.factor, found.reading) == (None, None)
    assert 1e7 < found.highest < 1e9
    assert found.lowest < found.highest


def test_growth_from_nothing_is_read_in_arr(tmp_path: Path) -> None:
    """Customers × k are revenue × k in each month: growth is the same at any size, ARR is not."""
    file = tmp_path / "young.yaml"
    file.write_text("timeline: {start: 2027-01}\nsegments: {a: {price: 100, churn: 2%/month, new_customers: 20}}\n"
                    "valuation: {wacc: 14%/year, terminal_growth: 2%/year, entry_multiple: 4, exit_multiple: 3}\n")  # fmt: skip
    run = load(file).run()
    found = Pricing(run).implied(BY_NAME["growth"], float(run["equity_value"]) / 2)
    assert found is not None
    assert found.factor is not None
    assert found.line == "closing_arr"
    assert found.reading == pytest.approx(found.factor * run["closing_arr"][-1])
    assert "ARR at the plan's end USD" in sentence(found, "USD")


def test_the_price_of_a_plan_is_that_of_its_first_round() -> None:
    """9.5m at the end of June are 9.5m ÷ 1.14^(1/2) at the start of January, when the company costs 14 % a year."""
    price = price_of_round(runs_of("securecloud")["base"])
    assert price is not None
    assert (price.amount, price.month) == (9_500_000, "2027-06")
    assert price.start == pytest.approx(9_500_000 / 1.14**0.5, rel=1e-9)
    assert price_of_round(runs_of("securecloud")["stress"]) is None


def test_a_plan_without_valuation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("timeline: {start: 2027-01}\nsegments: {a: {price: 5, churn: 1%/month, new_customers: 1}}\n")
    plan: Plan = load(tmp_path / "p.yaml")
    with pytest.raises(PlanbookError, match="p has no section `valuation`: a price cannot be compared with its value"):
        Pricing(plan.run())
