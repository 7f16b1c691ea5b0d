"""The commands that doubt a plan: what they print fits a terminal, what they answer as JSON, and how they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from commands import SHIPPED, Command

from planbook.plan import load

COMMANDS = {
    "compare": ("compare", SHIPPED, "base", "downside"),
    "sensitivity": ("sensitivity", SHIPPED, "--of", "closing_arr", "--top", "5"),
    "grid": ("grid", SHIPPED, "--x", "segments.business.churn", "--y", "segments.small.price"),
    "stress": ("stress", SHIPPED, "price_war", "no_round"),
    "solve": ("solve", SHIPPED, "--find", "segments.business.price", "--such-that", "closing_arr = 8e6"),
    "questions": ("questions", SHIPPED),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed_fits_eighty_columns(planbook: Command, name: str) -> None:
    said = planbook(*COMMANDS[name])
    assert said.status == 0, said.err
    assert len(said.out.splitlines()) > 3
    assert max(map(len, said.out.splitlines())) <= 80
    assert "SecureCloud" in said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_json(planbook: Command, name: str) -> None:
    found = json.loads(planbook(*COMMANDS[name], "--json").out)
    assert (found["as_planned"] if name == "stress" else found)["plan"] == "securecloud"


def test_the_shapes_of_json(planbook: Command) -> None:
    compared = json.loads(planbook(*COMMANDS["compare"], "--json").out)
    assert set(compared["lines"]["closing_arr"]) == {"base", "downside"}
    bridge = compared["bridge"]
    assert sum(bridge["parts"].values()) == pytest.approx(bridge["to"] - bridge["from"])
    assert bridge["of"] == "enterprise_value"
    solved = json.loads(planbook(*COMMANDS["solve"], "--json").out)
    assert set(solved) >= {"found", "reached", "exit"}
    assert solved["reached"]["closing_arr = 8e6"] == pytest.approx(8e6)
    assert solved["found"]["segments.business.price"] > 1010
    struck = json.loads(planbook(*COMMANDS["stress"], "--json").out)
    assert struck["no_round"]["minimum_cash"] < 0
    assert struck["no_round"]["with_answer"]["from"] == "2027-08"
    assert set(struck) == {"as_planned", "price_war", "no_round"}
    months = {name: (each["lowest_cash_month"], each["simulated_runway"]) for name, each in struck.items()}
    assert months["as_planned"] == ("2027-05", None)  # cash is above the reserve in all months
    assert months["no_round"] == ("2028-12", "2027-08")


def test_a_shock_that_a_plan_cannot_have_says_why(planbook: Command, tmp_path: Path) -> None:
    """A contraction that grows takes no points on top: the plan is in order, and so is the exit."""
    segment = "{price: 49, churn: 2%/month, new_customers: 9, contraction_rate: {value: 0.5%/month, growth: 1%/month}}"
    text = f"timeline: {{start: 2027-01, months: 24}}\nsegments: {{a: {segment}}}\nopening_balance: {{cash: 900, paid_in_capital: 900}}\n"
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    said = planbook("stress", tmp_path / "plan.yaml", "price_war", "no_round", "churn_doubles")
    assert said.status == 0, said.err
    lines = " ".join(said.out.split())
    assert "Price war, not applicable: segments.every.contraction_rate: got `+ 1.5pp/month`: the value grows" in lines
    assert "No round at all, not applicable: the plan has nothing that it would change in `rounds`" in lines
    found = json.loads(planbook("stress", tmp_path / "plan.yaml", "--json").out)
    assert found["price_war"]["reason"].startswith("segments.every.contraction_rate: got")
    assert found["churn_doubles"]["applicable"]


def test_no_solution_is_an_exit_of_1(planbook: Command) -> None:
    said = planbook("solve", SHIPPED, "--find", "segments.business.churn", "--such-that", "clv_to_cac = 30")
    assert said.status == 1
    assert "There is no solution; nearest is:" in said.out
    assert "at the least that was tried, 0%/month" in said.out


def test_a_solution_can_be_kept(planbook: Command, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "mine")
    file = tmp_path / "mine" / "solved.yaml"
    asked = ("solve", tmp_path / "mine", "--find", "segments.business.price", "--such-that", "closing_arr = 8e6", "--write", file)
    assert planbook(*asked).status == 0
    shown = json.loads(planbook("show", tmp_path / "mine", "closing_arr", "--scenario", "solved", "--json").out)
    assert shown["lines"]["closing_arr"]["values"][-1] == pytest.approx(8e6, rel=1e-6)
    again = planbook(*asked)
    assert again.status == 3
    assert "is there already" in again.err


def test_a_value_and_its_growth_are_kept_together(planbook: Command, tmp_path: Path) -> None:
    """Customers of the first month and their growth, for two conditions; the file says both."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "base.yaml").write_text(GROWING, encoding="utf-8")
    paths = ("segments.a.new_customers", "segments.a.new_customers.growth")
    asked = ("--such-that", "closing_arr = 300000", "--such-that", "closing_customers = 80 in 2027-06", "--write", mine / "solved.yaml")
    assert planbook("solve", mine, "--find", paths[0], "--find", paths[1], *asked).status == 0
    shown = json.loads(planbook("show", mine, "closing_arr", "--scenario", "solved", "--json").out)
    assert shown["lines"]["closing_arr"]["values"][-1] == pytest.approx(300_000, rel=1e-5)


def test_a_solution_is_kept_where_it_can_be_read(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(GROWING, encoding="utf-8")
    asked = ("--find", "segments.a.price", "--such-that", "closing_arr = 3e5", "--write", tmp_path / "s.yaml")
    said = planbook("solve", tmp_path / "p.yaml", *asked)
    assert said.status == 3
    assert "make" in said.err
    assert not (tmp_path / "s.yaml").exists()
    said = planbook("solve", SHIPPED, "--find", "tax.rate", "--such-that", "closing_cash >= 1", "--write", tmp_path / "s.yaml")
    assert said.status == 3
    assert "a scenario extends a file of its own folder" in " ".join(said.err.split())


def test_a_shock_and_its_answer_can_be_kept(planbook: Command, tmp_path: Path) -> None:
    """The scenario that is written comes to what the table said; without an answer it is the shock alone."""
    shutil.copytree(SHIPPED, tmp_path / "mine")
    for options, rows in (((), "with_answer"), (("--no-answers",), "")):
        file = tmp_path / "mine" / f"struck{len(options)}.yaml"
        said = json.loads(planbook("stress", tmp_path / "mine", "no_round", "--write", file, *options, "--json").out)["no_round"]
        run = load(tmp_path / "mine").run(file.stem)
        for line in ("enterprise_value", "closing_arr", "minimum_cash"):
            assert float(np.atleast_1d(run[line])[-1]) == pytest.approx((said[rows] if rows else said)[line]), line
        assert ("hires:" in file.read_text(encoding="utf-8")) == (not options)


@pytest.mark.parametrize("name", ["my new.yaml", "1a.yaml", "true.yaml", "ä.yaml", "CON.yaml", "x.yml", "plain", "BASE.yaml"])
def test_what_is_kept_has_a_name_that_can_be_read(planbook: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "base.yaml").write_text(GROWING, encoding="utf-8")
    asked = ("--find", "segments.a.price", "--such-that", "closing_arr = 3e5", "--write", tmp_path / "mine" / name)
    assert planbook("solve", tmp_path / "mine", *asked).status == 3
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["base.yaml"]


def test_answers_may_be_left_out(planbook: Command) -> None:
    """In JSON as well; a plan that is short of cash by itself is answered to as well."""
    with_them = json.loads(planbook("stress", "scenarios/shiftloom", "price_war", "--json").out)
    without = json.loads(planbook("stress", "scenarios/shiftloom", "price_war", "--no-answers", "--json").out)
    assert with_them["as_planned"]["with_answer"]["from"] == "2027-03"
    assert with_them["price_war"]["with_answer"]
    assert "with_answer" not in json.dumps(without)


@pytest.mark.parametrize(("shocks", "why"), [
    ((), "a scenario has one shock"), (("no_round", "price_war"), "a scenario has one shock"),
    (("no_round",), "No round at all is not applicable"),
])  # fmt: skip
def test_of_several_shocks_none_is_kept(planbook: Command, tmp_path: Path, shocks: tuple[str, ...], why: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "base.yaml").write_text(GROWING, encoding="utf-8")
    said = planbook("stress", tmp_path / "mine", *shocks, "--write", tmp_path / "mine" / "struck.yaml")
    assert said.status == 3
    assert why in " ".join(said.err.split())
    assert not (tmp_path / "mine" / "struck.yaml").exists()


def test_what_planbook_would_refuse_is_not_kept(planbook: Command, tmp_path: Path) -> None:
    """A SAFE above its cap could be computed, but no plan may state it: exit 1, the reason, and no file."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "base.yaml").write_text(GROWING + "safes: {x: {amount: 10_000, month: 2027-02, cap: 50_000}}\n", encoding="utf-8")
    asked = ("--find", "safes.x.amount", "--such-that", "closing_cash >= 0", "--between", "safes.x.amount=60e3..90e3")
    said = planbook("solve", mine, *asked, "--write", mine / "solved.yaml")
    assert said.status == 1
    assert "planbook refuses a plan with these values: safes.x.amount: the amount" in " ".join(said.out.split())
    assert not (mine / "solved.yaml").exists()
    assert "must be below the cap" in json.loads(planbook("solve", mine, *asked, "--json").out)["refused"]


def test_one_month_has_no_worst(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(GROWING, encoding="utf-8")
    asked = ("closing_cash >= 1 in 2027-06", "closing_cash >= 1 in every month", "revenue >= 1 in 2028", "closing_cash >= 2 in 2028")
    said = planbook("solve", tmp_path / "p.yaml", "--find", "segments.a.price", "--such-that", *asked)
    ends = [line.partition(": ")[2].split()[:3:2] for line in said.out.splitlines() if "closing" in line or "revenue" in line]
    assert [words for words, _ in ends] == ["comes", "at", "comes", "comes"]
    assert said.out.count("the sum of the year") == 1


def test_nine_causes_stand_each_by_itself(planbook: Command, tmp_path: Path) -> None:
    """More than eight sections differ: the smallest of what they explain is not the last, and `together` is."""
    sections = {
        "segments": "{a: {new_customers: 11}}", "departments": "{dev: {salary: 70_000}}", "people": "{on_cost: 21%}",
        "working_capital": "{payable_days: 31}", "tax": "{rate: 26%}", "opening_balance": "{cash: 200_000, paid_in_capital: 200_000}",
        "rounds": "{seed: {amount: 90_000}}", "loans": "{bank: {amount: 60_000}}", "overheads": "{rent: {monthly: 600}}",
        "grants": "{state: {amount: 2_000}}",
    }
    (tmp_path / "base.yaml").write_text(NINE, encoding="utf-8")
    (tmp_path / "other.yaml").write_text("extends: base.yaml\n" + "".join(f"{key}: {text}\n" for key, text in sections.items()))
    said = planbook("compare", tmp_path, "base", "other", "--of", "closing_cash")
    assert "Each by itself" in said.out
    why = said.out.partition("Why:")[2].partition("Each by itself")[0]
    stated = json.loads(planbook("compare", tmp_path, "base", "other", "--of", "closing_cash", "--json").out)["bridge"]["parts"]
    places = [why.index(f"\n  {part} ") for part in stated]
    assert places == sorted(places)
    assert len(places) > 9
    assert list(stated)[-1] == "together"


NINE = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, churn: 0%/month, new_customers: 10}}
departments: {dev: {function: research_development, heads: 2, salary: 60_000}}
people: {on_cost: 20%}
overheads: {rent: {function: general_admin, monthly: 500}}
working_capital: {payable_days: 30}
tax: {rate: 25%}
opening_balance: {cash: 100_000, paid_in_capital: 100_000}
grants: {state: {paid: once, amount: 1_000, month: 2027-03}}
loans: {bank: {repayment: annuity, amount: 50_000, month: 2027-06, months: 24, rate: 6%/year nominal}}
rounds: {seed: {amount: 80_000, month: 2027-06, pre_money: 1_000_000}}
"""
GROWING = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, churn: 0%/month, new_customers: {value: 10, growth: 2%/month}}}
opening_balance: {cash: 100_000, paid_in_capital: 100_000}
"""

REFUSED = {
    "an unknown scenario": (("compare", SHIPPED, "bas"), "did you mean `base`"),
    "an unknown line": (("sensitivity", SHIPPED, "--of", "closing_ar"), "did you mean `closing_arr`"),
    "no assumption": (("grid", SHIPPED, "--x", "segments.business.chrn", "--y", "tax.rate"), "did you mean `segments.business.churn`"),
    "the same twice": (("grid", SHIPPED, "--x", "tax.rate", "--y", "tax.rate"), "the same assumption"),
    "no shock": (("stress", SHIPPED, "price_wars"), "did you mean `price_war`"),
    "no condition": (("solve", SHIPPED, "--find", "tax.rate", "--such-that", "tax"), "is no condition"),
    "no bounds": (("solve", SHIPPED, "--find", "tax.rate", "--such-that", "closing_arr = 3", "--between", "tax.rate"), "says no bounds"),
    "nothing to find": (("solve", SHIPPED), "say what is to be found"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_asked_is_said(planbook: Command, name: str) -> None:
    asked, words = REFUSED[name]
    said = planbook(*asked)
    assert said.status == 2
    assert words in " ".join(said.err.split())
