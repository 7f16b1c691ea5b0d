"""Goal seek: solved, set, read again; what cannot be reached; bounds, whole numbers, several unknowns."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from planbook.analysis.conditions import condition
from planbook.analysis.knobs import Knob, knobs
from planbook.analysis.settings import Settings, outcome
from planbook.analysis.solve import solve
from planbook.cli.new import new
from planbook.language.errors import PlanbookError
from planbook.plan import Plan, load
from plans.shipped import shipped

PLAN = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, opening_price: 100, opening_customers: 50, new_customers: 0, churn: 0%/month}}
departments: {dev: {function: research_development, heads: 2, salary: 60_000}}
opening_balance: {cash: 200_000, paid_in_capital: 200_000}
tax: {rate: 0%}
rounds: {seed: {amount: 0, month: 2027-06, pre_money: 1_000_000}}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """5,000 a month come in and 10,000 go out."""
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    return load(tmp_path / "p.yaml")


def test_an_equation(plan: Plan) -> None:
    """MRR of 8,000 from fifty customers is a price of 160."""
    found = solve(plan, ["segments.a.opening_price"], ["closing_mrr = 8000"])
    assert found.found
    assert found.values == (pytest.approx(160),)
    assert found.reached == (pytest.approx(8000),)
    assert found.changes == {"segments.a.opening_price": "160"}


def test_the_smallest_round(plan: Plan) -> None:
    """What is missing at the lowest month, to the last unit; and no round where nothing is missing."""
    low = float(plan.run()["closing_cash"].min())
    assert low == 80_000
    found = solve(plan, [], ["closing_cash >= 100000 in every month"], minimise="rounds.seed.amount")
    assert found.found
    assert found.values[0] == pytest.approx(20_000, abs=0.1)
    after = plan.with_changes(found.changes).run()["closing_cash"]
    assert after.min() == pytest.approx(100_000, abs=0.1)
    none = solve(plan, [], [f"closing_cash >= {low - 1000:.0f} in every month"], minimise="rounds.seed.amount")
    assert (none.found, none.values) == (True, (0,))
    assert none.binding == ("rounds.seed.amount is at the least that was tried, 0",)


def test_the_most_that_may_be_paid(plan: Plan) -> None:
    found = solve(plan, [], ["closing_cash >= 0 in every month"], maximise="departments.dev.salary")
    assert found.found
    after = plan.with_changes(found.changes).run()["closing_cash"]
    assert -1e-6 <= after.min() < 1


def test_two_unknowns(plan: Plan) -> None:
    """Customers × price = 9,000 and 60 customers: 150."""
    found = solve(plan, ["segments.a.opening_customers", "segments.a.opening_price"], ["closing_mrr = 9000", "closing_customers = 60"])
    assert found.found
    assert found.values == (pytest.approx(60, rel=1e-6), pytest.approx(150, rel=1e-6))


def test_what_cannot_be_reached(plan: Plan) -> None:
    """Nobody pays less than nothing; the nearest is said, and which bound binds."""
    found = solve(plan, ["segments.a.opening_price"], ["closing_mrr = -5"])
    assert not found.found
    assert found.values == (pytest.approx(0, abs=1e-6),)
    assert found.binding == ("segments.a.opening_price is at the least that was tried, 0",)
    idle = solve(plan, ["segments.a.price"], ["closing_mrr = 7000"])
    assert (idle.found, idle.values, idle.reached) == (False, (100,), (5000,))


def test_bounds_that_are_asked_for(plan: Plan) -> None:
    found = solve(plan, ["segments.a.opening_price"], ["closing_mrr = 8000"], between={"segments.a.opening_price": (None, 120)})
    assert not found.found
    assert found.values == (pytest.approx(120),)
    assert found.reached == (pytest.approx(6000),)


def test_a_month_is_a_whole_number(plan: Plan) -> None:
    """Money of 100,000 must come by the month in which cash first stands below 150,000."""
    funded = plan.with_changes({"rounds.seed.amount": 100_000})
    first = 11  # 200,000 − 11 × 5,000
    found = solve(funded, [], ["closing_cash >= 150000 in every month through 2027-12"], scenario="changed", maximise="rounds.seed.month")
    assert found.found
    assert found.values[0] == first
    assert list(found.changes.values()) == [plan.model.structure.month_label(first)]


ASKED = [
    ("closing_mrr = 3", "="), ("closing_mrr >= 3", ">="), ("closing_mrr ≤ 3", "<="), ("Closing MRR, all segments = 3", "="),
    ("gross margin = 75%", "="),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sign"), ASKED)
def test_conditions_are_read(plan: Plan, text: str, sign: str) -> None:
    assert condition(plan.model, text).sign == sign


def test_months_of_a_condition(plan: Plan) -> None:
    def months(text: str) -> tuple[int, int]:
        found = condition(plan.model, f"closing_cash >= 1 {text}")
        return found.first, found.last

    assert months("") == (0, 0)
    assert months("in every month") == (1, 24)
    assert months("in every month from 2027-06 through 2028-02") == (6, 14)
    assert months("in every month until 2027") == (1, 12)
    assert months("in 2027-03") == (3, 3)
    assert months("in 2027") == (12, 12)


REFUSED = {
    "closing_mrr": "is no condition", "closing_mr = 3": "did you mean `closing_mrr`", "closing_mrr = 3%": "leave out the %",
    "gross_margin = 75": "write 75% or 0.75", "closing_mrr = 3 in 2031": r"2031 is not in the plan \(2027 to 2028\)",
    "revenue = 3 in 2029-02": r"2029-02 is not in the plan \(2027-01 to 2028-12\)",
    "closing_mrr = 3 in any month": "in every month",
    "minimum_cash >= 3 in 2027-03": "one figure for the whole plan", "closing_mrr = 3 in 2027-03 through 2027-04": "neither",
    "closing_mrr = 3 in every month from 2028-01 through 2027-04": "is before",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_condition(plan: Plan, text: str) -> None:
    with pytest.raises(PlanbookError, match=REFUSED[text]):
        condition(plan.model, text)


def test_what_is_not_asked(plan: Plan) -> None:
    for find, such_that, words in (
        ([], [], "say what is to be found"), (["segments.a.prise"], ["closing_mrr = 3"], "did you mean"),
        (["segments.a.price"], [], "say what"),
    ):  # fmt: skip
        with pytest.raises(PlanbookError, match=words):
            solve(plan, find, such_that)
    with pytest.raises(PlanbookError, match="not both"):
        solve(plan, [], ["closing_mrr = 3"], minimise="segments.a.price", maximise="segments.a.price")


@cache
def written(folder: str) -> Plan:
    """A plan that is not small, from a template."""
    new(Path(folder) / "mine", "saas", None, 2026)
    return load(Path(folder) / "mine")


LINES = ("closing_arr", "revenue", "closing_cash", "minimum_cash", "enterprise_value", "ebitda", "clv_to_cac", "net_revenue_retention")


def test_solving_goes_round(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Thirty pairs of an assumption and a line: a target that some value brings, solved, set in the plan, read again."""
    dice, plan = Random(20_271), written(str(tmp_path_factory.getbasetemp()))
    base, found = plan.run(), 0
    settings = Settings(base)
    turned = [each for each in knobs(plan.model).values() if each.single and not each.whole and each.values(base.scenario)[0] > 0]
    for _ in range(300):
        each, line = dice.choice(turned), dice.choice(LINES)
        if found == 30:
            break
        target = _reached(settings, each, line, dice.uniform(0.8, 1.2))
        if target is None:
            continue
        answer = solve(plan, [each.path], [f"{line} = {target!r}"])
        assert answer.found, (each.path, line)
        row = plan.model.find(line)[0]
        after = plan.with_changes(answer.changes).run()
        assert float(outcome(row, after.arrays[row])[0]) == pytest.approx(target, rel=2e-6, abs=2e-6), (each.path, line)
        found += 1
    assert found == 30


def _reached(settings: Settings, each: Knob, line: str, factor: float) -> float | None:
    """What the line comes to with an assumption turned; nothing where it does not move, or there is none."""
    turned = each.times(settings.run.scenario, factor)
    if turned is None:
        return None
    ((now, then),) = settings.outcomes([{}, turned], settings.model.find(line))
    return None if math.isnan(then) or math.isnan(now) or math.isclose(now, then, rel_tol=1e-5) else float(then)


def test_solving_a_shipped_plan_goes_round() -> None:
    plan = shipped("securecloud")
    for path, asked in (("segments.business.churn", "clv_to_cac = 3"), ("departments.development.heads", "enterprise_value = 11000000")):
        answer = solve(plan, [path], [asked], scenario="base")
        assert answer.found
        line, _, number = asked.partition(" = ")
        assert float(np.atleast_1d(plan.with_changes(answer.changes, "base").run()[line])[-1]) == pytest.approx(float(number), rel=1e-6)


def test_a_window_narrower_than_the_grid(plan: Plan) -> None:
    """Cash ends at 80,000 and the round: between 100,000 and 100,500 it is a round of 20,000 to 20,500."""
    window = ["minimum_cash >= 100000", "minimum_cash <= 100500"]
    for aim, amount in (({}, 20_000), ({"minimise": "rounds.seed.amount"}, 20_000), ({"maximise": "rounds.seed.amount"}, 20_500)):
        found = solve(plan, ["rounds.seed.amount"], window, **aim)
        assert found.found
        assert found.values[0] == pytest.approx(amount, abs=0.5)


def test_an_inequality_is_met_no_further_than_it_must_be(plan: Plan) -> None:
    """MRR of 8,000 from fifty customers needs a price of 160; planned are 100."""
    found = solve(plan, ["segments.a.opening_price"], ["closing_mrr >= 8000"])
    assert found.found
    assert found.values[0] == pytest.approx(160, rel=1e-6)


def test_a_month_beside_an_amount(plan: Plan) -> None:
    """In May there are 175,000 without a round, and 80,000 in the end: 185,000 and 95,000 need 15,000 by May; June was planned."""
    found = solve(plan, ["rounds.seed.month", "rounds.seed.amount"], ["closing_cash >= 185000 in 2027-05", "closing_cash = 95000"])
    assert found.found
    assert found.values == (5, pytest.approx(15_000, rel=1e-6))
    earliest = solve(plan, ["rounds.seed.amount"], ["closing_cash = 95000"], minimise="rounds.seed.month")
    assert earliest.found
    assert earliest.values == (pytest.approx(15_000, rel=1e-6), 1)
    least = solve(plan, ["rounds.seed.month"], ["closing_cash >= 185000 in 2027-05"], minimise="rounds.seed.amount")
    assert least.found
    assert least.values == (5, pytest.approx(10_000, rel=1e-5))
    never = solve(plan, ["rounds.seed.month", "rounds.seed.amount"], ["closing_cash >= 185000 in 2027-05", "closing_cash = 85000"])
    assert not never.found


@pytest.mark.parametrize(
    ("between", "words"),
    [
        ({"segments.a.opening_price": (-100, 100)}, "segments.a.opening_price: -100 is out of its bounds: must be at least 0"),
        ({"segments.a.opening_prise": (1, 2)}, "bounds are given for `segments.a.opening_prise`, which is not looked for"),
        ({"segments.a.opening_price": (3, 2)}, "segments.a.opening_price: nothing lies between 3 and 2"),
    ],
)
def test_bounds_that_cannot_be(plan: Plan, between: dict[str, tuple[float, float]], words: str) -> None:
    with pytest.raises(PlanbookError, match=re.escape(words)):
        solve(plan, ["segments.a.opening_price"], ["closing_mrr = 8000"], between=between)


def test_bounds_are_read_as_a_plan_reads_them(plan: Plan, tmp_path: Path) -> None:
    """Of fifty customers eighteen stay two years at 40 % a year, whichever period the plan or the bounds are stated in."""
    path, monthly = "segments.a.churn", 1 - 0.6 ** (1 / 12)
    (tmp_path / "yearly.yaml").write_text(PLAN.replace("0%/month", "10%/year"), encoding="utf-8")
    yearly = load(tmp_path / "yearly.yaml")
    for each, answer in ((plan, monthly), (yearly, 0.4)):
        for edges in (("10%/year", "60%/year"), ("1%/month", "7%/month"), ("0", "60 % / year"), (None, "50%/year")):
            found = solve(each, [path], ["closing_customers = 18"], between={path: edges})
            assert found.found
            assert found.values[0] == pytest.approx(answer, rel=1e-6)
    below = solve(plan, [path], ["closing_customers = 18"], between={path: (None, "35%/year")})
    assert (below.found, below.values) == (False, (pytest.approx(1 - 0.65 ** (1 / 12)),))
    month = solve(plan, ["rounds.seed.month"], ["closing_cash >= 1"], between={"rounds.seed.month": ("2027-08", "2028-02")})
    assert month.values == (8,)


SAID = {
    ("segments.a.churn", "0.01", "7%/month"): "a rate needs its period: write 0.01/month or 0.01/year",
    ("segments.a.churn", "twice", None): "found `twice`",
    ("segments.a.opening_price", "10%", None): "write a plain number without %",
    ("segments.a.opening_price", "-1", None): "must be at least 0; got -1",
    ("segments.a.new_customers", "10%", "50%"): "this has several values, and one factor of them all is looked for",
    ("rounds.seed.month", "3", None): "expected a month such as 2027-06, found `3`",
    ("rounds.seed.month", "2031-01", None): "outside the plan (2027-01 to 2028-12)",
    ("rounds.seed.month", "2027-09", "2027-03"): "nothing lies between 2027-09 and 2027-03",
}


@pytest.mark.parametrize("said", SAID)
def test_bounds_that_cannot_be_meant(plan: Plan, said: tuple[str, str, str | None]) -> None:
    path, low, high = said
    changed = plan.with_changes({"segments.a.new_customers": [{"value": 3}, {"from": "2027-07", "value": 4}]})
    with pytest.raises(PlanbookError, match=re.escape(SAID[said])):
        solve(changed, [path], ["closing_mrr = 8000"], between={path: (low, high)})
    factor = solve(changed, ["segments.a.new_customers"], ["closing_customers = 152"], between={"segments.a.new_customers": ("× 0.5", "2")})
    assert factor.values == (pytest.approx((152 - 50) / (6 * 3 + 18 * 4)),)


TWO_ROUNDS = PLAN[: PLAN.index("rounds")] + """rounds:
  seed: {amount: 30_000, month: 2027-06, pre_money: 1_000_000}
  a: {amount: 50_000, month: 2027-07, pre_money: 2_000_000}
safes: {x: {amount: 10_000, month: 2027-02, cap: 50_000}}
"""


@pytest.fixture
def agreed(tmp_path: Path) -> Plan:
    """Two rounds in the order of their months, and a SAFE below its cap."""
    (tmp_path / "agreed.yaml").write_text(TWO_ROUNDS, encoding="utf-8")
    return load(tmp_path / "agreed.yaml")


def test_what_is_found_is_a_plan(agreed: Plan) -> None:
    """The seed round closes no later than the next one, and a SAFE stays below its cap, though both could be computed."""
    latest = solve(agreed, [], ["closing_cash >= 1"], maximise="rounds.seed.month")
    assert (latest.found, latest.written) == (True, {"rounds.seed.month": "2027-07"})
    assert "at the most that the plan allows, 2027-07 (beyond it, rounds.seed.month: list them in the order" in latest.binding[0]
    base = float(agreed.run()["closing_cash"][-1])
    above = solve(agreed, ["safes.x.amount"], [f"closing_cash = {base + 90_000}"])
    assert (above.found, above.refused) == (False, "")
    assert above.values[0] == pytest.approx(50_000, rel=1e-6)
    assert "must be below the cap" in above.binding[0]
    below = solve(agreed, ["safes.x.amount"], [f"closing_cash = {base + 30_000}"])
    assert (below.found, below.values) == (True, (pytest.approx(40_000),))


def test_where_nothing_is_a_plan_it_is_said_why(agreed: Plan) -> None:
    """Both rounds move together where the plan has them in order; bounds beyond the cap hold no plan."""
    both = solve(agreed, ["rounds.a.month"], ["closing_cash >= 1"], maximise="rounds.seed.month")
    assert both.found
    assert both.values[0] <= both.values[1]
    never = solve(agreed, ["safes.x.amount"], ["closing_cash >= 1"], between={"safes.x.amount": (60_000, 90_000)})
    assert not never.found
    assert "must be below the cap" in never.refused


PROGRAMME = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, new_customers: 10, churn: 2%/month, programme_cost: 200}}
opening_balance: {cash: 200_000, paid_in_capital: 200_000}
"""


def test_the_least_is_not_that_of_the_grid(tmp_path: Path) -> None:
    """CLV:CAC falls as customers cost more, and there is none where they cost nothing: the least lies at that end, and it is said."""
    (tmp_path / "p.yaml").write_text(PROGRAMME, encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    path = "segments.a.programme_cost"
    assert math.isnan(plan.with_changes({path: 0}).run()["clv_to_cac"][-1])
    assert plan.with_changes({path: 1}).run()["clv_to_cac"][-1] > 3
    found = solve(plan, [], ["clv_to_cac >= 3"], minimise=path)
    assert found.found
    assert 0 < found.values[0] < 1e-5
    assert "is where the figures asked for begin" in found.binding[0]


def test_a_target_that_is_met_far_below_what_is_stated() -> None:
    """Planned are 2.5 %: a grid that is even from 0 to 100 % sees nothing of what happens below."""
    plan, path = shipped("securecloud"), "channels.app_ads.sign_up_conversion"
    target = float(plan.with_changes({path: "0.125%"}, "base").run()["clv_to_cac"][-1])
    found = solve(plan, [path], [f"clv_to_cac = {target!r}"], scenario="base")
    assert found.found
    assert found.reached[0] == pytest.approx(target, rel=1e-6)


def test_a_year_of_a_flow_is_its_sum(tmp_path: Path) -> None:
    """Fifty customers who stay: a fiscal year of 90,000 is a price of 150; 60,000 of MRR at its end would be one of 1,200."""
    (tmp_path / "p.yaml").write_text(PLAN.replace("months: 24", "months: 24, fiscal_year_end: June"), encoding="utf-8")
    plan = load(tmp_path / "p.yaml")
    path = "segments.a.opening_price"
    year = solve(plan, [path], ["revenue = 90000 in 2028"])
    assert year.found
    assert (year.values, year.reached) == ((pytest.approx(150),), (pytest.approx(90_000),))
    stub = solve(plan, [path], ["revenue = 90000 in 2027"])
    assert stub.values == (pytest.approx(300),), "the plan has six months of it"
    balance = solve(plan, [path], ["closing_mrr = 60000 in 2028"])
    assert (balance.values, balance.conditions[0].last) == ((pytest.approx(1200),), 18)
    month = solve(plan, [path], ["revenue = 9000 in 2028-06"])
    assert month.values == (pytest.approx(180),)


def test_nothing_is_written_as_0(plan: Plan) -> None:
    """The nearest to a revenue below nothing is a price of 0, not one of a billionth of a billionth."""
    found = solve(plan, ["segments.a.opening_price", "segments.a.churn"], ["closing_mrr = -5", "closing_customers = 50"])
    assert not found.found
    assert found.written["segments.a.opening_price"] == "0"


def test_of_months_that_are_the_same_the_stated_one_stays(tmp_path: Path) -> None:
    """The money is needed in the last quarter, and may come in any month before; with growth the amounts differ in their last digit."""
    text = PLAN.replace("new_customers: 0", "new_customers: {value: 1.3, growth: 3%/month}").replace("churn: 0%", "churn: 1.7%")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    for price in (33.3, 61.7, 70.1):
        changed = load(tmp_path / "p.yaml").with_changes({"segments.a.opening_price": price})
        asked = ["closing_cash >= 1e6 in every month from 2028-10"]
        least = solve(changed, ["rounds.seed.month"], asked, minimise="rounds.seed.amount")
        assert least.found
        assert least.values[0] == 6
