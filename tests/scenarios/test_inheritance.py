"""Scenarios that extend another, and where each number comes from."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planbook.language.errors import PlanError
from planbook.scenarios import LoadedPlan, Origin, load

Plan = Callable[..., LoadedPlan]
Refusals = Callable[..., list[str]]
UP = "extends: base.yaml\n"


def test_a_scenario_states_only_what_differs(plan: Plan, base: str) -> None:
    loaded = plan(base=base, up=f"{UP}segments: {{firms: {{churn: 0.8%/month}}}}\n")
    values = {name: scenario.values for name, scenario in loaded.scenarios.items()}
    changed = {key for key in values["base"] if values["base"][key] != values["up"][key]}
    assert changed == {"churn.firms"}
    assert values["base"].keys() == values["up"].keys()
    assert values["up"]["churn.firms"] == 0.008


def test_inheritance_goes_through_any_number_of_files(plan: Plan, base: str) -> None:
    loaded = plan(
        base=base, a=f"{UP}tax: {{rate: 30%}}\n", b="extends: a.yaml\ndebt: {interest: 1%/month}\n", c="extends: b.yaml\n"
    )
    assert loaded.scenarios["c"].values["tax"] == 0.3
    assert loaded.scenarios["c"].values["interest"] == 0.01
    assert loaded.scenarios["a"].values["interest"] == 0.0


def test_a_driver_is_replaced_as_a_whole(plan: Plan, base: str) -> None:
    grown = base.replace("joining: 5", "joining: {value: 5, growth: 1%/month}")
    loaded = plan(base=grown, up=f"{UP}segments: {{firms: {{joining: {{value: 6}}}}}}\n")
    assert loaded.scenarios["up"].values["joining.growth.value1.firms"] == 0.0
    assert loaded.scenarios["base"].values["joining.growth.value1.firms"] == 0.01


@pytest.mark.parametrize("up", ["segments:\n  # firms: later\n", "segments: {firms: }\n", "segments: null\n"])
def test_an_empty_group_does_not_pass_for_what_it_extends(plan: Plan, base: str, up: str) -> None:
    with pytest.raises(PlanError, match="is empty here, and given in what this extends"):
        plan(base=base, up=UP + up)


def test_origins_name_file_line_text_and_the_comment_beside_it(plan: Plan, base: str) -> None:
    up = f"{UP}segments:\n  firms:\n    churn: 0.80%/month   # churn report 2026, p. 3\n"
    loaded = plan(base=base, up=up)
    origins = loaded.scenarios["up"].origins
    assert origins["churn.firms"] == Origin("up.yaml", 4, "0.80%/month", "churn report 2026, p. 3", "segments.firms.churn")
    assert origins["price.firms"] == Origin("base.yaml", 4, "100", "price list", "segments.firms.price")
    assert origins["tax"] == Origin("", None, "default", "", "tax.rate")
    assert origins.keys() == loaded.scenarios["up"].values.keys()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("{value: 5, growth: 1%/month}  # both", ["both", "both"]),
        ("   # on the key\n      value: 5\n      growth: 1%/month # its own", ["on the key", "its own"]),
        ('{value: 5, growth: "1%/month"} #no blank', ["no blank", "no blank"]),
        ("\n      value: 5 # a # b\n      growth: 1%/month#x", None),
        ("\n      value: 5 # a # b\n      growth: 1%/month", ["a # b", ""]),
    ],
)
def test_notes_of_a_driver(plan: Plan, faults: Refusals, base: str, text: str, notes: list[str] | None) -> None:
    whole = base.replace("joining: 5", f"joining: {text}")
    if notes is None:
        assert "1%/month#x" in faults(base=whole)[0]
        return
    origins = plan(base=whole).scenarios["base"].origins
    assert [origins["joining.value1.firms"].note, origins["joining.growth.value1.firms"].note] == notes


def test_notes_of_steps(plan: Plan, base: str) -> None:
    steps = "# plan\n      - {from: 2027-01, value: 5}\n      - {from: 2028-01, value: 6}  # second team\n"
    origins = plan(base=base.replace("joining: 5\n", f"joining:   {steps}")).scenarios["base"].origins
    assert [origins[f"joining.value{k}.firms"].note for k in (1, 2)] == ["plan", "second team"]
    assert origins["joining.from2.firms"] == Origin("base.yaml", 8, "2028-01", "second team", "segments.firms.joining[2].from")


def test_a_folder_shows_its_base_and_a_file_itself(plan: Plan, base: str, tmp_path: Path, catalogue: tuple) -> None:
    loaded = plan(base=base, up=UP, b_down=UP)
    assert (loaded.shown, list(loaded.scenarios)) == ("base", ["base", "b_down", "up"])
    one = load(tmp_path / "acme" / "up.yaml", *catalogue)
    assert (one.shown, list(one.scenarios), one.name) == ("up", ["base", "b_down", "up"], "acme")


def test_a_lone_file_is_a_plan_of_one_scenario(base: str, tmp_path: Path, catalogue: tuple) -> None:
    (tmp_path / "acme.yaml").write_text(base)
    (tmp_path / "other.yaml").write_text("not: a plan")
    loaded = load(str(tmp_path / "acme.yaml"), *catalogue)
    assert (loaded.name, loaded.shown, list(loaded.scenarios)) == ("acme", "acme", ["acme"])
    (tmp_path / "acme.yaml").write_text("extends: other.yaml\n" + base)
    with pytest.raises(PlanError, match=r"belongs in a folder with a base\.yaml"):
        load(tmp_path / "acme.yaml", *catalogue)


def test_what_a_plan_says_about_itself(plan: Plan, base: str) -> None:
    head = "plan: {name: Acme Ltd, about: Backups., currency: EUR, as_of: 2026-11-30}\n"
    loaded = plan(base=head + base, bad_year=f"{UP}plan: {{about: Less of all.}}\n", up=f"{UP}plan: {{label: Sunny}}\n")
    assert (loaded.title, loaded.about, loaded.currency, loaded.as_of) == ("Acme Ltd", "Backups.", "EUR", "2026-11-30")
    said = {name: (scenario.label, scenario.about) for name, scenario in loaded.scenarios.items()}
    assert said == {"base": ("Base", "Backups."), "bad_year": ("Bad year", "Less of all."), "up": ("Sunny", "")}


def test_what_a_plan_does_not_say_about_itself(plan: Plan, base: str) -> None:
    loaded = plan(base=base)
    assert (loaded.name, loaded.title, loaded.currency, loaded.as_of) == ("acme", "Acme", "USD", "2026-12-31")


def test_convention_25_loading_does_not_depend_on_the_folder(plan: Plan, base: str, tmp_path: Path, catalogue: tuple) -> None:
    first = plan(base=base, up=UP)
    os.rename(tmp_path / "acme", tmp_path / "moved here")
    second = load(tmp_path / "moved here", *catalogue)
    assert first.scenarios == second.scenarios
    assert second.name == "moved-here"
