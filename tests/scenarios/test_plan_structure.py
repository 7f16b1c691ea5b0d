"""What scenarios share, how their forms are brought together, and the rows that follow."""

from collections.abc import Callable

import pytest

from planbook.language.expression import Number
from planbook.language.inputs import expand
from planbook.language.model import InputForm
from planbook.scenarios import LoadedPlan

Plan = Callable[..., LoadedPlan]
Refusals = Callable[..., list[str]]
UP = "extends: base.yaml\n"


def joining(text: str) -> str:
    return f"{UP}segments: {{firms: {{joining: {text}}}}}\n"


def input_rows(loaded: LoadedPlan, chapters: tuple) -> list[str]:
    """The keys of the input rows that the language makes of the plan's forms."""
    made = {item.name: item for chapter in chapters for item in chapter.assumptions}
    rows = []
    for (name, members), form in loaded.structure.forms.items():
        rows += [row.key for row in expand(made[name], members, form, lambda _: Number(0.0)).inputs]
    return rows


FORMS = [
    "",
    "{UP}tax: {rate: 30%}",
    "{UP}segments: {firms: {joining: [{value: 3}, {from: 2028-01, value: 4}]}}",
    "{UP}segments: {firms: {joining: {value: 3, growth: 1%/month}}}",
    "{UP}segments: {firms: {joining: {by_fiscal_year: [3, 4, 5], growth: [{value: 1%/year}, {from: 2029-01, value: 2%/year}]}}}",
    "{UP}segments: {firms: {referral: [{value: 1%/year}, {from: 2028-01, value: 2%/year}], price_change: 3%/year stepped}}",
    "{UP}segments: {firms: {referral: {value: 1%/month, growth: 5%/year}, price_change: 3%/month}}",
    "{UP}debt: {interest: 8%/year}",
    "{UP}segments: {firms: {joining: {value: 3, season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2], growth: 1%/month}}}",
    "{UP}segments: {firms: {decay: [{value: 3%/month}, {from: 6, value: 2%/month}, {from: 12, value: 1%/month}]}}",
    "{UP}segments: {firms: {price_change: [{month: 2028-03, value: 5%}, {month: 2028-09, value: 5%}]}}",
]


@pytest.mark.parametrize("up", FORMS[1:])
@pytest.mark.parametrize("churn", ["1%/month", "8%/year"])
def test_values_are_keyed_by_the_rows_of_the_model(plan: Plan, base: str, catalogue: tuple, up: str, churn: str) -> None:
    text = base.replace("1%/month", churn)
    loaded = plan(base=text, up=up.replace("{UP}", UP) + "\n")
    rows = sorted(input_rows(loaded, catalogue[0]))
    assert len(rows) >= 8
    for scenario in loaded.scenarios.values():
        assert sorted(scenario.values) == rows


def test_every_form_at_once_has_the_rows_of_the_model(plan: Plan, base: str, catalogue: tuple) -> None:
    more = "round: {amount: 5, month: 2027-06, wacc: 9%/year}\nteams: {one: {serves: firms, salary: 3}}\n"
    loaded = plan(base=base + "    retention: falling\n    alpha: 2\n    calls: 3\n" + more)
    names = {name for name, _ in loaded.structure.forms}
    assert names == {item.name for chapter in catalogue[0] for item in chapter.assumptions}
    assert sorted(loaded.scenarios["base"].values) == sorted(input_rows(loaded, catalogue[0]))


def test_steps_are_padded_to_the_longest_scenario(plan: Plan, base: str) -> None:
    loaded = plan(
        base=base, a=joining("[{value: 3}, {from: 2028-01, value: 4}, {from: 2029-01, value: 5}]"), b=joining("{value: 7}")
    )
    assert loaded.structure.forms["joining", ("firms",)] == InputForm(steps=3)
    table = {
        name: [scenario.values[f"joining.{cell}{k}.firms"] for k in (1, 2, 3) for cell in ("from", "value")]
        for name, scenario in loaded.scenarios.items()
    }
    assert table == {"base": [1, 5, 61, 5, 61, 5], "a": [1, 3, 13, 4, 25, 5], "b": [1, 7, 61, 7, 61, 7]}


def test_growth_of_one_scenario_is_zero_in_the_others(plan: Plan, base: str) -> None:
    growth = "{value: 3, growth: [{value: 12%/year}, {from: 2028-01, value: 6%/year}]}"
    loaded = plan(base=base, up=joining(growth))
    assert loaded.structure.forms["joining", ("firms",)] == InputForm(growth=InputForm("year", 2))
    values = loaded.scenarios["base"].values
    assert [values[f"joining.growth.{cell}.firms"] for cell in ("from1", "value1", "from2", "value2")] == [1, 0, 61, 0]


def numbered(loaded: LoadedPlan, name: str, *cells: str, count: int = 3) -> dict[str, list[float]]:
    """The cells of a value in steps, scenario by scenario."""
    return {
        scenario: [found.values[f"{name}.{cell}{k}.firms"] for k in range(1, count + 1) for cell in cells]
        for scenario, found in loaded.scenarios.items()
    }


def firms(text: str) -> str:
    """A variation of the segment."""
    return f"{UP}segments: {{firms: {{{text}}}}}\n"


def test_values_by_age_are_padded_beyond_all_ages(plan: Plan, base: str) -> None:
    three = "decay: [{value: 3%/month}, {from: 6, value: 2%/month}, {from: 12, value: 1%/month}]"
    loaded = plan(base=base, a=firms(three), b=firms("decay: 4%/month"), c=firms("decay: [{value: 5%/month}, {from: 9, value: 1%/month}]"))
    assert loaded.structure.forms["decay", ("firms",)] == InputForm("month", 3)
    assert numbered(loaded, "decay", "from", "value") == {
        "base": [1, 0, 1_000, 0, 1_000, 0], "a": [0, 0.03, 6, 0.02, 12, 0.01], "b": [1, 0.04, 1_000, 0.04, 1_000, 0.04],
        "c": [0, 0.05, 9, 0.01, 1_000, 0.01],
    }  # fmt: skip


def test_dated_changes_of_one_scenario_land_nowhere_in_the_others(plan: Plan, base: str) -> None:
    two = "price_change: [{month: 2028-03, value: 5%}, {month: 2029-01, value: -2%}]"
    loaded = plan(base=base, a=firms(two), b=firms("price_change: [{month: 2027-01, value: 1%}]"))
    assert loaded.structure.forms["price_change", ("firms",)] == InputForm(steps=2, dated=True)
    assert numbered(loaded, "price_change", "month", "value", count=2) == {
        "base": [0, 0, 0, 0], "a": [15, 0.05, 25, -0.02], "b": [1, 0.01, 0, 0],
    }  # fmt: skip


def test_a_season_of_one_scenario_is_one_in_the_others(plan: Plan, base: str) -> None:
    factors = [2, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1, 1]
    loaded = plan(base=base, a=joining(f"{{value: 3, season: {factors}}}"), b=joining("[{value: 3}, {from: 2028-01, value: 4}]"))
    assert loaded.structure.forms["joining", ("firms",)] == InputForm(steps=2, season=True)
    assert numbered(loaded, "joining", "season", count=12) == {"base": [1] * 12, "a": factors, "b": [1] * 12}


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("[{month: 2028-03, value: 5%}]", "3%/year stepped", "stated per year, stepped here, and as dated changes in a.yaml"),
        ("3%/year smooth", "[{month: 2028-03, value: 5%}]", "stated as dated changes here, and per year in a.yaml"),
    ],
)
def test_dated_changes_and_rates_of_change_do_not_mix(faults: Refusals, base: str, here: str, there: str, said: str) -> None:
    (fault,) = faults(base=base, a=firms(f"price_change: {here}"), b=firms(f"price_change: {there}"))
    assert fault.startswith(f"segments.firms.price_change: {said}; all scenarios")


def test_a_default_of_zero_takes_the_period_of_the_others(plan: Plan, base: str) -> None:
    loaded = plan(base=base, up=f"{UP}debt: {{interest: 8%/year}}\n")
    assert loaded.scenarios["base"].values["interest.stated"] == 0.0
    assert plan(base=base, up=UP).scenarios["base"].values["interest"] == 0.0


def test_periods_must_agree_over_all_scenarios_not_only_with_the_base(faults: Refusals, base: str) -> None:
    (fault,) = faults(base=base, a=f"{UP}debt: {{interest: 8%/year}}\n", b=f"{UP}debt: {{interest: 1%/month}}\n")
    assert fault.startswith("debt.interest: stated per month here, and per year in a.yaml; all scenarios")


def test_cohorts_start_at_the_ages_of_the_opening_customers(plan: Plan, base: str) -> None:
    one = base.partition("segments:\n")[2]
    more = one.replace("firms", "homes") + "    age: 30\n" + one.replace("firms", "shops") + "    age: 18\n"
    shared = plan(base=base + more).structure
    assert shared.cohort_starts == (-30, -18, 0, *range(1, 61))
    assert shared.ages == 90
    assert plan(base=base.replace("01}", "01, months: 24}")).structure.ages == 60


def test_the_timeline(plan: Plan, base: str) -> None:
    shared = plan(base=base.replace("01}", "04, months: 24, fiscal_year_end: Jun}")).structure
    assert (shared.start, shared.horizon, shared.fiscal_year_end) == ((2027, 4), 24, 6)
    assert shared.month_label(1) == "2027-04"


def test_a_chapter_is_left_out_with_its_section(plan: Plan, base: str, faults: Refusals) -> None:
    loaded = plan(base=base)
    assert loaded.structure.chapters == {"customers", "money"}
    assert not [key for key in loaded.scenarios["base"].values if key.startswith(("amount", "seats"))]
    (fault,) = faults(base=f"{base}    seats: 4\n")
    assert fault.endswith("it belongs to the chapter `Funding round`: add a section `round`")
    with_round = plan(base=f"{base}    seats: 4\nround: {{amount: 5, month: 2027-06}}\n")
    assert with_round.structure.chapters == {"customers", "money", "funding"}
    assert with_round.scenarios["base"].values["seats.firms"] == 4.0


@pytest.mark.parametrize("said", ["    calls: 3\n", "    calls: 0\n", "billing: {rounding: 2}\n"])
def test_an_optional_chapter_is_there_when_the_plan_says_anything_of_it(plan: Plan, base: str, said: str) -> None:
    loaded = plan(base=base)
    assert loaded.structure.chapters == {"customers", "money"}
    assert not [key for key in loaded.scenarios["base"].values if key.startswith(("calls", "rounding"))]
    with_usage = plan(base=base + said)
    assert with_usage.structure.chapters == {"customers", "money", "usage", "billed"}  # and the one that goes with it
    values = with_usage.scenarios["base"].values
    assert {"calls.firms", "rounding"} <= set(values)  # what is not said takes its default
    assert (values["calls.firms"], values["rounding"]) in ((3, 1), (0, 1), (0, 2))


def test_an_optional_chapter_is_shared_by_all_scenarios(plan: Plan, faults: Refusals, base: str) -> None:
    (fault,) = faults(base=base, up=firms("calls: 3"))
    assert fault == (
        "segments.firms.calls: given here, and not given in base.yaml; all scenarios of a plan share their structure: "
        "a live selector cannot follow it; a scenario that has none of it says so with a zero"
    )
    loaded = plan(base=f"{base}    calls: 0\n", up=firms("calls: 3"), down=UP)
    assert {name: scenario.values["calls.firms"] for name, scenario in loaded.scenarios.items()} == {"base": 0, "down": 0, "up": 3}


def test_an_optional_chapter_is_missed_where_another_scenario_stands_alone(faults: Refusals, base: str) -> None:
    found = faults(base=f"{base}    calls: 3\n", alone=base)
    assert [fault for fault in found if fault.startswith("segments.firms.calls: not given here, and given in ")]


def test_a_family_that_is_not_there_has_no_members(plan: Plan, base: str) -> None:
    members = plan(base=base).structure.members
    assert members["team"] == ()
    assert [member.name for member in members["basis"]] == ["gross", "net"]


@pytest.mark.parametrize(
    ("up", "path"),
    [
        ("segments: {firms: {age: 3}}", "segments.firms.age"),
        ("segments: {firms: {label: Companies}}", "segments.firms.label"),
        ("segments: {firms: {retention: falling, alpha: 2}}", "segments.firms.retention"),
        ("segments: {homes: {price: 3, churn: 1%/month, joining: 2}}", "segments.homes"),
        ("timeline: {months: 48}", "timeline.months"),
        ("round: {amount: 5, month: 2027-06}", "round"),
        ("segments: {firms: {churn: 8%/year}}", "segments.firms.churn"),
    ],
)
def test_convention_24_scenarios_share_their_structure(faults: Refusals, base: str, up: str, path: str) -> None:
    (fault,) = faults(base=base, up=f"{UP}{up}\n")
    assert fault.startswith(f"{path}: ")
    same = ("; all scenarios of a plan share their structure: a live selector cannot follow it", ": all scenarios of a plan have the same")
    assert fault.endswith(same)
