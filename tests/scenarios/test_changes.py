"""Changes of what another file says, and mixins: what they come to, worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planbook.analysis.stress import stress
from planbook.language.errors import PlanError
from planbook.plan import Plan, load

BASE = """timeline: {start: 2027-01, months: 24}
segments:
  firms: {churn: 0.69%/month, price: 195, new_customers: {value: 10, growth: 10%/month}, opening_customers: 40, opening_price: 195}
  homes:
    retention: shifted_beta_geometric
    alpha: 0.6
    beta: 19.4
    price: 20
    new_customers: [{value: 30}, {from: 2027-07, value: 40}]
departments: {dev: {function: research_development, heads: {by_fiscal_year: [4, 6]}, salary: 90_000}}
opening_balance: {cash: 5_000_000, paid_in_capital: 5_000_000}
price_change: 3%/year stepped
rounds: {seed: {amount: 1_000_000, month: 2027-05, pre_money: 4_000_000}}
working_capital: {monthly_collection_days: 30}
"""


def plan(folder: Path, **files: str) -> Plan:
    """A plan of these files, beside the base; `mixins__x` stands in the folder of mixins."""
    (folder / "base.yaml").write_text(BASE.replace("price_change: 3%/year stepped\n", ""), encoding="utf-8")
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text if "__" in name else f"extends: base.yaml\n{text}", encoding="utf-8")
    return load(folder)


def test_factors_and_sums(tmp_path: Path) -> None:
    """Values are exact: 0.69 % × 1.3 is what 0.897 % is read as."""
    values = plan(tmp_path, low="""
segments:
  firms: {churn: × 1.3, price: × 0.97, opening_customers: x 2}
  homes: {alpha: ÷ 2, price: '- 5', new_customers: × 1.5}
rounds: {seed: {month: + 3 months, amount: + 250_000, pre_money: − 500_000}}
working_capital: {monthly_collection_days: + 8}
""").scenario("low").values  # fmt: skip
    assert values["churn.firms"] == float("0.897e-2")
    assert (values["price.firms"], values["opening_customers_given.firms"]) == (189.15, 80)
    assert (values["alpha.homes"], values["price.homes"]) == (0.3, 15)
    assert [values[f"planned_customers.value{k}.homes"] for k in (1, 2)] == [45, 60]  # every step
    assert values["planned_customers.from2.homes"] == 7
    assert (values["round_month.seed"], values["round_amount.seed"], values["round_pre_money.seed"]) == (8, 1_250_000, 3_500_000)
    assert values["monthly_collection_days"] == 38


def test_a_default_may_be_changed(tmp_path: Path) -> None:
    values = plan(tmp_path, low="segments: {homes: {churn_multiplier: × 1.3, annual_share: + 20pp}}\n").scenario("low").values
    assert (values["churn_multiplier.homes"], values["annual_share.homes"]) == (1.3, 0.2)


def test_a_change_of_some_months(tmp_path: Path) -> None:
    """A value that grows is multiplied and goes on growing; the steps of others are split where the change begins and ends."""
    made = plan(tmp_path, low="""
segments:
  firms: {new_customers: [{change: × 0.5, from: 2027-03, for: 2 months}, {change: × 3, from: 2027-04, for: 1 month}]}
  homes: {new_customers: {change: + 5, from: month 6, for: 3 months}, discount: {change: + 10pp, from: 2028-07}}
departments: {dev: {heads: {change: + 1, from: 2027-10, for: 6 months}}}
""")  # fmt: skip
    base, low = made.run("base"), made.run("low")
    grown = 10 * 1.1 ** np.arange(24)
    assert base["campaign_customers.firms"][1:] == pytest.approx(grown)
    factors = np.ones(24)
    factors[2], factors[3] = 0.5, 1.5
    assert low["campaign_customers.firms"][1:] == pytest.approx(grown * factors)
    assert low["campaign_customers.homes"][1:12].tolist() == [30] * 5 + [35] + [45] * 2 + [40] * 3
    assert low["discount.homes"][[18, 19, 24]].tolist() == [0, 0.1, 0.1]
    heads = low["planned_heads.dev"]
    assert heads[[9, 10, 12, 13, 15, 16]].tolist() == [4, 5, 5, 7, 7, 6]


def test_what_is_said_of_every_member(tmp_path: Path) -> None:
    """Where it does not apply, nothing is changed: homes have a curve, and no rate of churn."""
    values = plan(tmp_path, low="segments: {every: {churn: + 1pp, price: × 2, annual_share: 40%}}\n").scenario("low").values
    assert values["churn.firms"] == pytest.approx(0.0169)
    assert (values["price.firms"], values["price.homes"]) == (390, 40)
    assert (values["annual_share.firms"], values["annual_share.homes"]) == (0.4, 0.4)


def test_changes_add_up_over_files(tmp_path: Path) -> None:
    """Three deep; then mixins in their order, then what the file itself says."""
    made = plan(
        tmp_path, first="segments: {firms: {price: × 2}}\n", mixed="mixins: [cheaper, dearer]\nsegments: {firms: {price: + 1}}\n",
        turned="mixins: [dearer, cheaper]\n", mixins__cheaper="segments: {every: {price: '- 10'}}\n",
        mixins__dearer="plan: {label: Dearer}\nsegments: {firms: {price: × 2}}\nloans: {every: {amount: × 2}}\n",
    )  # fmt: skip
    prices = {name: scenario.values["price.firms"] for name, scenario in made.loaded.scenarios.items()}
    assert prices == {"base": 195, "first": 390, "mixed": 371, "turned": 380}
    (tmp_path / "second.yaml").write_text("extends: first.yaml\nsegments: {firms: {price: × 3}}\n", encoding="utf-8")
    (tmp_path / "third.yaml").write_text("extends: second.yaml\nsegments: {firms: {price: '- 70'}}\n", encoding="utf-8")
    assert load(tmp_path).scenario("third").values["price.firms"] == 1100
    assert load(tmp_path).scenario("third").origins["price.firms"].written == "195 × 2 × 3 - 70"


def test_what_is_stated_in_a_mixin_gives_way_to_the_file(tmp_path: Path) -> None:
    made = plan(tmp_path, low="mixins: [price]\nsegments: {firms: {price: 99}}\n", mixins__price="segments: {every: {price: 10}}\n")
    values = made.scenario("low").values
    assert (values["price.firms"], values["price.homes"]) == (99, 10)


def test_a_stated_mixin_is_not_changed_by_another(tmp_path: Path) -> None:
    """Two files that state the same value contradict each other; a change of what one states does not."""
    good = {"mixins__price": "segments: {every: {price: 10}}\n", "mixins__rise": "segments: {every: {price: × 3}}\n"}
    assert plan(tmp_path, low="mixins: [price, rise]\n", **good).scenario("low").values["price.homes"] == 30
    with pytest.raises(PlanError, match="states it too"):
        plan(tmp_path, low="mixins: [price, other]\n", **good, mixins__other="segments: {homes: {price: 11}}\n")


@pytest.mark.parametrize(("stated", "change", "monthly"), [
    ("12%/year", "+ 1pp/month", 1 - 0.88 ** (1 / 12) + 0.01),
    ("1%/month", "+ 1pp/month", 0.02),
    ("1%/month", "+ 1pp/year", 1 - (0.99**12 - 0.01) ** (1 / 12)),
    ("12%/year", "'- 2pp/year'", 1 - 0.9 ** (1 / 12)),
])  # fmt: skip
def test_points_of_a_month_and_of_a_year(tmp_path: Path, stated: str, change: str, monthly: float) -> None:
    """A rate of 12 % a year keeps 0.88 of what there was: each month loses 1 − 0.88^(1/12)."""
    low = f"extends: base.yaml\nsegments: {{firms: {{churn: {change}}}}}\n"
    for name, text in (("base", BASE.replace("0.69%/month", stated)), ("low", low)):
        (tmp_path / f"{name}.yaml").write_text(text.replace("price_change: 3%/year stepped\n", ""), encoding="utf-8")
    assert load(tmp_path).run("low")["churn.firms"].item() == pytest.approx(monthly, rel=1e-12)


def test_mixins_that_state_the_same(tmp_path: Path) -> None:
    texts = {"mixins__one": "segments: {firms: {price: 90}}\n", "mixins__two": "segments: {every: {price: 90}}\n"}
    assert plan(tmp_path, low="mixins: [one, two]\n", **texts).scenario("low").values["price.firms"] == 90


def test_the_growth_alone_is_changed(tmp_path: Path) -> None:
    """Ten customers grow by 10 % a month: by half of it, by two points less, by 2 %; where there is no growth it may be stated."""
    for growth, rate in (("2%/month", 0.02), ("× 0.5", 0.05), ("'- 2pp/month'", 0.08)):
        made = plan(tmp_path, low=f"segments: {{firms: {{new_customers: {{growth: {growth}}}}}}}\n")
        assert made.run("low")["campaign_customers.firms"][1:] == pytest.approx(10 * (1 + rate) ** np.arange(24)), growth
    made = plan(tmp_path, low="segments: {homes: {new_customers: {growth: 1%/month}}}\n")
    assert made.run("low")["campaign_customers.homes"][[1, 2, 7, 8]] == pytest.approx([30, 30 * 1.01, 40, 40 * 1.01])
    with pytest.raises(PlanError, match=r"new_customers: there is no growth to change: state one, such as 2%/month"):
        plan(tmp_path, low="segments: {homes: {new_customers: {growth: × 2}}}\n")
    with pytest.raises(PlanError, match=r"alpha: this does not change over time: it has no growth"):
        plan(tmp_path, low="segments: {homes: {alpha: {growth: 2%/month}}}\n")


def test_points_of_a_month_on_a_yearly_rate_stay_below_all(tmp_path: Path) -> None:
    """12 % a year are 1.06 % a month. (1 − 1.51)^12 is small and positive: such a rate passed for 99.97 % a year."""
    low = "extends: base.yaml\nsegments: {firms: {churn: + 150pp/month}}\n"
    for name, text in (("base", BASE.replace("0.69%/month", "12%/year")), ("low", low)):
        (tmp_path / f"{name}.yaml").write_text(text.replace("price_change: 3%/year stepped\n", ""), encoding="utf-8")
    with pytest.raises(PlanError, match=r"1\.06%/month \+ 150pp/month is 151\.1% a month: must be below 100%"):
        load(tmp_path)


HALVED = "{change: × 0.5, from: 2027-03, for: 2 months}"


@pytest.mark.parametrize("way", ["mixin", "file", "python"])
def test_growth_stated_after_a_change_of_some_months_goes_on_through_it(tmp_path: Path, way: str) -> None:
    """Thirty homes, forty from July on, each growing by 2 % a month from where it is stated; halved in March and April 2027."""
    halved, grown = f"segments: {{homes: {{new_customers: {HALVED}}}}}\n", "segments: {homes: {new_customers: {growth: 2%/month}}}\n"
    if way == "mixin":
        made = plan(tmp_path, low=f"mixins: [halved]\n{grown}", mixins__halved=halved)
    elif way == "file":
        plan(tmp_path, first=halved)
        (tmp_path / "low.yaml").write_text(f"extends: first.yaml\n{grown}", encoding="utf-8")
        made = load(tmp_path)
    else:
        said = {"segments.homes.new_customers": {"growth": "2%/month"}}
        made = plan(tmp_path, mixins__halved=halved).with_changes(said, mixins=["halved"], name="low")
    wanted = np.concatenate([30 * 1.02 ** np.arange(6), 40 * 1.02 ** np.arange(18)])
    wanted[2:4] /= 2
    assert made.run("low")["campaign_customers.homes"][1:] == pytest.approx(wanted)


def test_changes_around_one_of_some_months_are_kept_when_it_grows(tmp_path: Path) -> None:
    """Three times thirty, halved in March and April, less ten; then 10 % more a month: 80 × 1.1^n, half of it in these months."""
    made = plan(
        tmp_path, mixins__one="segments: {homes: {new_customers: × 3}}\n",
        mixins__two=f"segments: {{homes: {{new_customers: {HALVED}}}}}\n", mixins__three="segments: {homes: {new_customers: '- 10'}}\n",
        low="mixins: [one, two, three]\nsegments: {homes: {new_customers: {growth: 10%/month}}}\n",
    )  # fmt: skip
    found = made.run("low")["campaign_customers.homes"][1:8]
    assert found == pytest.approx([80, 88, 80 * 1.21 / 2, 80 * 1.331 / 2, 80 * 1.1**4, 80 * 1.1**5, 110])


def test_growth_after_a_sum_of_some_months_is_refused(tmp_path: Path) -> None:
    added = "segments: {homes: {new_customers: {change: + 5, from: month 6, for: 3 months}}}\n"
    with pytest.raises(PlanError, match=r"low\.yaml:3: .*: line 1 of added\.yaml adds `\+ 5` in some months, and a value that grows"):
        plan(tmp_path, low="mixins: [added]\nsegments: {homes: {new_customers: {growth: 2%/month}}}\n", mixins__added=added)


def test_nothing_is_mixed_in_twice(tmp_path: Path) -> None:
    """Not in one call, and not into what has it already, however it came there."""
    made = plan(tmp_path, low="mixins: [price_war]\n")
    (tmp_path / "lower.yaml").write_text("extends: low.yaml\nsegments: {firms: {price: 150}}\n", encoding="utf-8")
    calls = ((made, "base", ["price_war", "no_round", "price_war"]), (load(tmp_path), "lower", ["price_war"]))
    for start, scenario, mixins in (*calls, (made.with_changes({}, "base", ["price_war"]), "changed", ["price_war"])):
        with pytest.raises(PlanError, match="mixins: `price_war` is mixed in already: a file is mixed in once"):
            start.with_changes({}, scenario, mixins, name="other")
    (shock,) = stress(load(tmp_path), "lower", ["price_war"]).shocks
    assert (shock.applicable, shock.reason) == (False, "mixins: `price_war` is mixed in already: a file is mixed in once")


def test_customers_of_a_quarter_less_demand_cost_a_third_more(tmp_path: Path) -> None:
    """Of the same budget come three quarters of the customers: 120 ÷ 0.75 is 160."""
    text = BASE.replace("price_change: 3%/year stepped\n", "").replace("price: 195, new_customers: {value: 10, growth: 10%/month}",
        "price: 195, acquisition: budget, acquisition_budget: 2_400, cost_per_customer: 120")  # fmt: skip
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    made = load(tmp_path).with_changes({}, mixins=["demand_falls"]).run()
    assert made["budget_cost.firms"][[6, 7, 24]].tolist() == [120, 160, 160]
    assert made["campaign_customers.firms"][[6, 7]].tolist() == [20, 15]


@pytest.mark.parametrize(("key", "said", "stated", "read"), [
    ("contraction_rate", "+ 6pp/year", "6%/year", "contraction_rate.firms"),
    ("contraction_rate", "+ 0.5pp/month", "0.5%/month", "contraction_rate.firms"),
    ("price_change", "+ 1pp/month", "1%/month", "list_price.firms"),
    ("price_change", "+ 6pp/year", "6%/year stepped", "list_price.firms"),
])  # fmt: skip
def test_points_on_a_rate_that_nobody_states_are_in_their_own_period(tmp_path: Path, key: str, said: str, stated: str, read: str) -> None:
    """Of nothing a year it is the rate itself, whichever of the two other scenarios state."""
    made = plan(tmp_path, said=f"segments: {{firms: {{{key}: {said}}}}}\n", stated=f"segments: {{firms: {{{key}: {stated}}}}}\n")
    base, said_so, stated_so = (np.broadcast_to(made.run(name)[read], 25) for name in ("base", "said", "stated"))
    assert said_so == pytest.approx(stated_so, rel=1e-12)
    assert said_so[-1] != pytest.approx(base[-1])


def test_what_a_base_says_nothing_of_may_be_changed(tmp_path: Path) -> None:
    """A section that the base leaves out has its defaults, which may be changed."""
    values = plan(tmp_path, low="tax: {rate: + 20pp}\n").scenario("low").values
    assert values["tax_rate"] == 0.2
    bare = BASE.replace("price_change: 3%/year stepped\n", "").replace("working_capital: {monthly_collection_days: 30}\n", "")
    (tmp_path / "base.yaml").write_text(bare, encoding="utf-8")
    (tmp_path / "low.yaml").write_text("extends: base.yaml\nworking_capital: {monthly_collection_days: + 8}\n", encoding="utf-8")
    found = load(tmp_path)
    assert found.scenario("low").values["monthly_collection_days"] == found.scenario("base").values["monthly_collection_days"] + 8
    changed = found.with_changes({"working_capital.annual_collection_days": "+ 5"}, "base").scenario().values
    assert changed["annual_collection_days"] == found.scenario("base").values["annual_collection_days"] + 5
