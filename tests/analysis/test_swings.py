"""Tornado, elasticities, break-evens and grids: on plans whose answers are known, and against plans that say so."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from planbook.analysis.bracketing import Reach
from planbook.analysis.knobs import knob, knobs
from planbook.analysis.sensitivity import BreakEven, break_evens, sensitivity
from planbook.analysis.settings import one_row
from planbook.analysis.solve import solve
from planbook.analysis.tables import grid
from planbook.language.errors import PlanbookError
from planbook.plan import Plan, load
from plans.shipped import shipped

PLAN = """timeline: {start: 2027-01, months: 12}
segments:
  a:
    price: 100                      # price list (A)
    opening_price: 100              # ledger (A)
    opening_customers: 50           # ledger (A: audited)
    new_customers: [{value: 0}, {from: 2027-07, value: 0}]
    churn: 0%/month                 # nobody leaves (C)
departments: {dev: {function: research_development, heads: 2, salary: 60_000}}   # as agreed (B)
opening_balance: {cash: 500_000, paid_in_capital: 500_000}
working_capital: {payable_days: 30}    # guessed (C)
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Fifty customers at 100 a month, who stay."""
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    return load(tmp_path / "p.yaml")


def test_a_product_has_the_elasticity_one(plan: Plan) -> None:
    """MRR is customers × price: five percent of either is five percent of it, by the letter (A)."""
    swings = sensitivity(plan.run(), plan.model.row("closing_mrr"))
    assert {each.knob.path for each in swings} == {"segments.a.opening_customers", "segments.a.opening_price"}
    for each in swings:
        assert (each.base, each.low, each.high) == (5000, pytest.approx(4750), pytest.approx(5250))
        assert each.elasticity == pytest.approx(1)
        assert (each.down, each.up) == (pytest.approx(0.95), pytest.approx(1.05))


def test_of_a_loss_the_elasticity_says_which_way_it_goes(plan: Plan) -> None:
    """60,000 of revenue and 120,000 of salaries in a year: one percent more of either is 1 % and 2 % of a loss of 60,000."""
    swings = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("ebitda"), 0.1)}
    assert swings["segments.a.opening_price"].base == -60_000
    assert swings["segments.a.opening_price"].elasticity == pytest.approx(1)
    assert swings["departments.dev.heads"].elasticity == pytest.approx(-2)


def test_uncertainty_is_what_the_letter_says(plan: Plan) -> None:
    swings = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("closing_cash"))}
    assert swings["departments.dev.heads"].up == pytest.approx(1.1)
    assert swings["segments.a.opening_price"].up == pytest.approx(1.05)
    assert "segments.a.churn" not in swings  # nothing times anything is nothing
    wide = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("closing_cash"), 0.3)}
    assert wide["departments.dev.heads"].down == pytest.approx(0.7)


def test_a_break_even_meets_the_target(plan: Plan) -> None:
    """4,000 of MRR are 40 customers, or a price of 80."""
    run, row = plan.run(), plan.model.row("closing_mrr")
    chosen = [knob(plan.model, f"segments.a.{key}") for key in ("opening_customers", "opening_price", "price")]
    customers, price, listed = break_evens(run, row, chosen, 4000)
    assert isinstance(customers, BreakEven)
    assert isinstance(price, BreakEven)
    assert (customers.value, price.value) == (pytest.approx(40), pytest.approx(80))
    assert isinstance(listed, Reach), "the price list moves nothing here"


def test_break_evens_of_a_shipped_plan_hold_in_a_plan_that_says_so() -> None:
    plan = shipped("securecloud")
    run, row = plan.run("base"), plan.model.row("enterprise_value")
    paths = ["segments.business.churn", "segments.small.price", "valuation.wacc"]
    for path, found in zip(paths, break_evens(run, row, [knob(plan.model, path) for path in paths], 9_000_000), strict=True):
        assert isinstance(found, BreakEven)
        changed = plan.with_changes({path: found.knob.text(found.value)}, "base").run()
        assert float(changed["enterprise_value"]) == pytest.approx(9_000_000, rel=1e-5), path


def test_a_grid_is_what_plans_with_these_values_come_to() -> None:
    plan = shipped("shiftloom")
    run, row = plan.run("base"), plan.model.row("closing_arr")
    down, across = knob(plan.model, "segments.enterprise.churn"), knob(plan.model, "segments.team.price")
    found = grid(run, row, (down, (0.5, 1.0)), (across, (1.0, 1.5, 2.0)))
    assert found.values[1][0] == pytest.approx(float(run["closing_arr"][-1]))
    values = [knob.values(run.scenario)[0] for knob in (down, across)]
    said = {down.path: down.text(values[0] * 0.5), across.path: across.text(values[1] * 2)}
    assert found.values[0][2] == pytest.approx(float(plan.with_changes(said, "base").run()["closing_arr"][-1]))
    beyond = grid(run, row, (down, (1.0,)), (knob(plan.model, "tax.rate"), (1.0, 100.0)))
    assert math.isnan(beyond.values[0][1])


def test_every_assumption_can_be_named(plan: Plan) -> None:
    found = knobs(plan.model)
    assert {"segments.a.price", "departments.dev.salary", "working_capital.payable_days", "opening_balance.cash"} <= set(found)
    assert len(found["segments.a.new_customers"].cells) == 2
    with pytest.raises(PlanbookError, match=r"did you mean `segments\.a\.price`"):
        knob(plan.model, "segments.a.prise")
    with pytest.raises(PlanbookError, match="it holds"):
        knob(plan.model, "segments.a")
    for name, words in {"segment_closing_mrr": None, "churn_by_age": "runs along age", "closing_mr": "did you mean"}.items():
        if words:
            with pytest.raises(PlanbookError, match=words):
                one_row(plan.model, name)


def test_whole_numbers_stay_whole(tmp_path: Path) -> None:
    """A round in June, two founders' heads: grids and break-evens try months and heads that can be, each another."""
    text = PLAN + "rounds: {seed: {amount: 100_000, month: 2027-06, pre_money: 1_000_000}}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    run, month = plan.run(), knob(plan.model, "rounds.seed.month")
    assert [6 * factor for factor in month.factors(run.scenario, (0.8, 0.9, 1, 1.1, 1.2))] == [4, 5, 6, 7, 8]
    assert [6 * factor for factor in month.factors(run.scenario, (0.5, 1, 2))] == [3, 6, 12]
    table = grid(run, plan.model.row("minimum_cash"), (month, (0.9, 1, 1.1)), (knob(plan.model, "segments.a.opening_price"), (1,)))
    lowest = {label: float(plan.with_changes({"rounds.seed.month": label}).run()["minimum_cash"]) for label in _MONTHS}
    assert [value for (value,) in table.values] == [lowest[label] for label in ("2027-05", "2027-06", "2027-07")]
    target = (lowest["2027-08"] + lowest["2027-09"]) / 2
    assert lowest["2027-06"] > lowest["2027-08"] > lowest["2027-09"]
    (met,) = break_evens(run, plan.model.row("minimum_cash"), [month], target)
    assert isinstance(met, BreakEven)
    assert (met.value, met.jumps) == (9, True)


_MONTHS = [f"2027-{number:02d}" for number in range(1, 13)]


def test_growth_is_an_assumption(tmp_path: Path) -> None:
    """Ten customers a month who grow by 2 %, at 100 each: a tenth of the growth either way."""
    text = PLAN.replace("[{value: 0}, {from: 2027-07, value: 0}]", "{value: 10, growth: 2%/month}")
    text = text.replace("opening_customers: 50 ", "opening_customers: 0 ")
    (tmp_path / "p.yaml").write_text(text.replace("    opening_price: 100              # ledger (A)\n", ""), encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    swings = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("closing_mrr"))}
    swing = swings["segments.a.new_customers.growth"]
    assert (swing.knob.label, swing.knob.text(0.025)) == ("Growth of planned new customers per month: A", "2.5%/month")
    for value, rate in ((swing.low, 0.018), (swing.base, 0.02), (swing.high, 0.022)):
        assert value == pytest.approx(1000 * sum((1 + rate) ** month for month in range(12)))


LATE = """rounds:
  seed: {amount: 100_000, month: 2027-09, pre_money: 1_000_000}
  a: {amount: 100_000, month: 2027-10, pre_money: 2_000_000}
"""


def test_months_stay_in_the_plan_and_in_order(tmp_path: Path) -> None:
    """20 % of nine months are two, of which one is left before the next round; 30 % of ten are three, and the plan ends after two."""
    (tmp_path / "p.yaml").write_text(PLAN + LATE, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    lowest = {month: float(plan.with_changes({"rounds.seed.month": month}).run()["minimum_cash"]) for month in _MONTHS[6:10]}
    swings = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("minimum_cash"), 0.2)}
    seed = swings["rounds.seed.month"]
    assert (seed.down, seed.up) == (pytest.approx(7 / 9), pytest.approx(10 / 9))
    assert (seed.low, seed.base, seed.high) == (lowest["2027-07"], lowest["2027-09"], lowest["2027-10"])
    alone = load(_written(tmp_path / "late.yaml", PLAN + LATE.replace("amount: 100_000, month: 2027-09", "amount: 0, month: 2027-09")))
    last = {each.knob.path: each for each in sensitivity(alone.run(), alone.model.row("minimum_cash"), 0.3)}["rounds.a.month"]
    assert (last.down, last.up) == (pytest.approx(7 / 10), pytest.approx(12 / 10))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_grid_holds_no_month_that_a_plan_would_refuse(tmp_path: Path) -> None:
    plan = load(_written(tmp_path / "p.yaml", PLAN + LATE))
    run, months = plan.run(), [knob(plan.model, f"rounds.{name}.month") for name in ("seed", "a")]
    table = grid(run, plan.model.row("closing_cash"), (months[0], (0.9, 1, 1.1, 1.2)), (months[1], (0.9, 1, 1.1, 1.3, 1.5)))
    assert [round(9 * each) for each in table.down_factors] == [8, 9, 10, 11]
    assert [round(10 * each) for each in table.across_factors] == [9, 10, 11, 12]
    assert [[math.isnan(value) for value in row].count(True) for row in table.values] == [0, 0, 1, 2]
    fewer, refused = table.notes
    assert fewer == "rounds.a.month has only so many values between 2027-01 and 2027-12"
    assert "list them in the order of their months" in refused
    lowest = float(plan.with_changes({"rounds.seed.month": "2027-10"}).run()["minimum_cash"])
    (never,) = break_evens(run, plan.model.row("minimum_cash"), [months[0]], lowest - 1)
    assert isinstance(never, Reach), "a month later it would be met"


def test_what_can_be_turned_one_way_is(tmp_path: Path) -> None:
    """No more than all customers are on annual contracts: 100 %, or a fifth less."""
    annual = "new_customers: 10\n    annual_share: 100%   # assumed (C)"
    text = PLAN.replace("new_customers: [{value: 0}, {from: 2027-07, value: 0}]", annual)
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    swing = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("closing_cash"))}["segments.a.annual_share"]
    assert (swing.down, swing.up) == (pytest.approx(0.8), 1)
    assert swing.high == swing.base
    less = float(plan.with_changes({"segments.a.annual_share": "80%"}).run()["closing_cash"][-1])
    assert swing.low == less
    assert swing.elasticity == pytest.approx((swing.base - less) / swing.base / 0.2)


def test_what_is_not_available_is_said(plan: Plan) -> None:
    """A plan that gains cash burns none, and has no runway: no figure, which is not the same as none that moves."""
    richer = plan.with_changes({"segments.a.opening_price": 1000})
    words = r"`runway` is not available in the last month of scenario changed.* It is not available: while no cash is burnt"
    with pytest.raises(PlanbookError, match=words):
        sensitivity(richer.run(), one_row(richer.model, "runway"))


def test_a_switch_is_not_turned() -> None:
    """The fade is on or off: off it costs SecureCloud a quarter of its value, which is no tenth of anything."""
    plan = shipped("securecloud")
    row, fade = plan.model.row("enterprise_value"), knob(plan.model, "valuation.fade")
    assert float(plan.with_changes({fade.path: 0}, "base").run()["enterprise_value"]) < 0.9 * float(plan.run("base")["enterprise_value"])
    assert fade.path not in {each.knob.path for each in sensitivity(plan.run("base"), row)}


def test_numbers_that_would_contradict_others_are_not_turned(tmp_path: Path) -> None:
    """A fifth more than 45,000 is above the cap of 50,000, which a SAFE's money must stay below; a fifth less of the cap is, too."""
    plan = load(_written(tmp_path / "p.yaml", PLAN + "safes: {early: {amount: 45_000, month: 2027-02, cap: 50_000}}\n"))
    run, cash = plan.run(), plan.model.row("closing_cash")
    amount = {each.knob.path: each for each in sensitivity(run, cash, 0.2)}["safes.early.amount"]
    assert (amount.down, amount.up, amount.high) == (pytest.approx(0.8), 1, amount.base)
    assert amount.low == pytest.approx(amount.base - 9_000)
    knobs_of = [knob(plan.model, path) for path in ("safes.early.amount", "safes.early.cap")]
    table = grid(run, cash, (knobs_of[0], (0.8, 1.0, 1.2)), (knobs_of[1], (0.85, 1.0, 1.2)))
    known = [[not math.isnan(value) for value in values] for values in table.values]
    assert known == [[True, True, True], [False, True, True], [False, False, True]]  # 36, 45, 54 below 42.5, 50, 60
    (note,) = table.notes
    assert "safes.early.amount: the amount" in note
    (most,) = break_evens(run, cash, knobs_of[:1], amount.base + 8_000)
    assert isinstance(most, Reach)
    (met,) = break_evens(run, cash, knobs_of[:1], amount.base + 4_000)
    assert isinstance(met, BreakEven)
    assert met.value == pytest.approx(49_000)


def test_the_least_certain_step_says_how_far_all_are_turned(tmp_path: Path) -> None:
    """Agreed for the first half year, assumed for the second: 20 %; measured and without a letter: 10 %."""
    for second, share in (("(C)", 0.2), ("", 0.1), ("(A)", 0.05)):
        steps = f"""new_customers:
      - {{value: 3}}                  # signed (A)
      - {{from: 2027-07, value: 5}}   # hoped for {second}
"""
        text = PLAN.replace("new_customers: [{value: 0}, {from: 2027-07, value: 0}]\n", steps)
        assert "hoped for" in text
        plan = load(_written(tmp_path / "p.yaml", text))
        swings = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("closing_customers"))}
        assert swings["segments.a.new_customers"].up == pytest.approx(1 + share)


def test_a_factor_of_one_that_nobody_states_is_not_turned(tmp_path: Path) -> None:
    """It would be the churn that it multiplies, once more."""
    text = PLAN.replace("churn: 0%/month", "churn: 2%/month")
    plan = load(_written(tmp_path / "p.yaml", text))
    turned = {each.knob.path for each in sensitivity(plan.run(), plan.model.row("closing_mrr"))}
    assert "segments.a.churn" in turned
    assert "segments.a.churn_multiplier" not in turned
    plan = load(_written(tmp_path / "p.yaml", text.replace("churn: 2%/month", "churn: 2%/month\n    churn_multiplier: 1")))
    assert "segments.a.churn_multiplier" in {each.knob.path for each in sensitivity(plan.run(), plan.model.row("closing_mrr"))}


@pytest.mark.parametrize("reach", [0.0, -0.1, 1.0, 2.0])
def test_a_reach_is_a_share(plan: Plan, reach: float) -> None:
    with pytest.raises(PlanbookError, match="a share between 0 and 1"):
        sensitivity(plan.run(), plan.model.row("closing_cash"), reach)


HELD = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, churn: 1%/month, new_customers: 5, refund_rate: {value: 30%, growth: 3%/month}}}
departments:
  dev: {function: research_development, heads: {steps: [{value: 1}, {from: 2028-01, value: 2}], growth: 1%/month}, salary: 60_000}
opening_balance: {cash: 500_000, paid_in_capital: 500_000}
"""


def test_the_growth_of_a_value_that_is_held_is_not_turned_by_itself(tmp_path: Path) -> None:
    """The factors that hold it go by the growth that is stated; every other end is what a plan comes to that says so."""
    (tmp_path / "base.yaml").write_text(HELD, encoding="utf-8")
    held = "departments: {dev: {heads: {change: hold, from: 2027-10, for: 12 months}}}\n"
    (tmp_path / "low.yaml").write_text(f"extends: base.yaml\n{held}", encoding="utf-8")
    plan = load(tmp_path)
    growth = "departments.dev.heads.growth"
    assert growth in {each.knob.path for each in sensitivity(plan.run("base"), plan.model.row("ebitda"))}
    swings = {each.knob.path: each for each in sensitivity(plan.run("low"), plan.model.row("ebitda"))}
    assert growth not in swings
    heads = swings["departments.dev.heads"]
    changed = plan.with_changes({"departments.dev.heads": f"× {heads.up}"}, "low").run()
    assert heads.high == pytest.approx(float(changed["ebitda"][1:].sum()))
    with pytest.raises(PlanbookError, match=r"`departments\.dev\.heads\.growth` cannot be turned by itself: scenario low holds"):
        solve(plan, [growth], ["ebitda = -450000"], scenario="low")
    assert solve(plan, [growth], ["ebitda = -300000"], scenario="base").found


def test_what_would_leave_its_bounds_later_is_turned_one_way(tmp_path: Path) -> None:
    """Refunds of 30 % grow to 59 % in two years, and a fifth more to 71 %: within. Of 55 % a fifth more would be beyond 100 %."""
    for stated, up in (("30%", 1.2), ("45%", 1.0)):
        plan = load(_written(tmp_path / "p.yaml", HELD.replace("value: 30%", f"value: {stated}")))
        swing = {each.knob.path: each for each in sensitivity(plan.run(), plan.model.row("revenue"), 0.2)}["segments.a.refund_rate"]
        assert (swing.down, swing.up) == (pytest.approx(0.8), pytest.approx(up))
        assert not math.isnan(swing.high)


PAST = """timeline: {start: 2027-01, months: 36}
segments: {a: {price: 100, churn: 1%/month, new_customers: 5}}
opening_balance: {cash: 536_000, paid_in_capital: 500_000}
holders: {f: {shares: 1000}}
notes: {n: {amount: 36_000, month: MONTH, rate: 6%/year nominal, cap: 100_000, months: 36}}
rounds: {seed: {amount: 100_000, month: 2027-10, pre_money: 1_000_000}}
"""


@pytest.mark.parametrize("month", ["2026-10", "2026-12"])
def test_what_has_been_is_not_turned(tmp_path: Path, month: str) -> None:
    """A note of before the plan: its month is a fact. What must have been may be asked for all the same."""
    plan = load(_written(tmp_path / "p.yaml", PAST.replace("MONTH", month)))
    run, row = plan.run(), one_row(plan.model, "note_ownership.n.seed")
    assert "notes.n.month" not in {each.knob.path for each in sensitivity(run, row)}
    path = knob(plan.model, "notes.n.month")
    (never,) = break_evens(run, row, [path], 0.3)
    assert isinstance(never, Reach)
    with pytest.raises(PlanbookError, match=r"`notes\.n\.month` lies before the plan"):
        grid(run, row, (path, (0.9, 1.1)), (knob(plan.model, "notes.n.amount"), (0.9, 1.1)))
    stated = float(run["note_ownership.n.seed"])
    found = solve(plan, ["notes.n.month"], [f"note_ownership.n.seed >= {stated - 1e-9!r}"])
    assert found.found
    assert found.written == {"notes.n.month": month}
    between = {path.path: ("2025-12", "2027-06")}
    earlier = solve(plan, ["notes.n.month"], [f"note_ownership.n.seed >= {stated + 1e-6!r}"], between=between)
    assert earlier.found
    assert earlier.written["notes.n.month"] < month


def test_a_break_even_may_lie_where_a_plan_ends(tmp_path: Path) -> None:
    """Assets of 38,500 that are written off by 38,500 have nothing left to write off; less than that no plan may say."""
    assets = "fixed_assets_cost: 40_000, accumulated_depreciation: 38_500, remaining_life: 24"
    text = PLAN.replace("paid_in_capital: 500_000}", f"paid_in_capital: 501_500, {assets}}}")
    plan = load(_written(tmp_path / "p.yaml", text))
    row = plan.model.row("depreciation")
    for path, at in (("opening_balance.fixed_assets_cost", 38_500), ("opening_balance.accumulated_depreciation", 40_000)):
        (met,) = break_evens(plan.run(), row, [knob(plan.model, path)], 0.0)
        assert isinstance(met, BreakEven), path
        assert met.value == pytest.approx(at, rel=1e-6)
