"""How each form of assumption is written, and the number it becomes."""

from collections.abc import Callable

import pytest

from planbook.language.model import InputForm
from planbook.scenarios import LoadedPlan

Plan = Callable[..., LoadedPlan]
Refusals = Callable[..., list[str]]
SEGMENT = "timeline: {{start: 2027-01, months: 36}}\nsegments:\n  firms: {{price: {price}, churn: {churn}, joining: {joining}}}\n"


def written(price: str = "100", churn: str = "1%/month", joining: str = "5", more: str = "") -> str:
    return SEGMENT.format(price=price, churn=churn, joining=joining) + more


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("980", 980),
        ("1e3", 1000),
        ("1_000", 1000),
        ("1_000.5", 1000.5),
        (".5", 0.5),
        ("0.25", 0.25),
        ("+7", 7),
        ("0", 0),
        ("5.", 5),
    ],
)
def test_plain_numbers(plan: Plan, text: str, value: float) -> None:
    assert plan(base=written(price=text)).scenarios["base"].values["price.firms"] == value


@pytest.mark.parametrize(("text", "value"), [("25%", 0.25), ("0.25", 0.25), ("0.7%", 0.007), ("1e1 %", 0.1), ('"25%"', 0.25)])
def test_shares(plan: Plan, text: str, value: float) -> None:
    assert plan(base=written(more=f"tax: {{rate: {text}}}")).scenarios["base"].values["tax"] == value


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [("0.7%/month", "churn.firms", 0.007), ("0.007/month", "churn.firms", 0.007), ("8%/year", "churn.stated.firms", 0.08)],
)
def test_convention_5_the_declared_period_is_kept(plan: Plan, text: str, key: str, value: float) -> None:
    loaded = plan(base=written(churn=text))
    assert loaded.scenarios["base"].values[key] == value
    assert loaded.structure.forms["churn", ("firms",)].period == text.rpartition("/")[2]


def test_convention_5_nominal_is_divided_by_twelve(plan: Plan) -> None:
    loaded = plan(base=written(more="debt: {interest: 6%/year nominal}"))
    assert loaded.scenarios["base"].values["interest"] == pytest.approx(0.005, rel=1e-15)
    assert loaded.scenarios["base"].origins["interest"].written == "6%/year nominal"


def test_convention_17_interest_is_stated_as_banks_quote_it(plan: Plan) -> None:
    """The yearly rate is kept as quoted, and divided by twelve in a line of its own."""
    loaded = plan(base=written(more="debt: {loan_rate: 6%/year nominal}"))
    assert loaded.scenarios["base"].values["loan_rate.stated"] == 0.06
    assert plan(base=written(more="debt: {loan_rate: 0.5%/month}")).scenarios["base"].values["loan_rate"] == 0.005


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6%/year", "got `6%/year`: write 6%/year nominal, of which a twelfth is due each month, as banks quote it"),
        ("6%/year smooth", "got `6%/year smooth`: write 6%/year nominal, of which a twelfth is due each month, as banks quote it"),
        ("0.5%/month nominal", "got `0.5%/month nominal`: leave out `nominal`; a rate per month is due every month"),
        ("6%", "got `6%`: a rate needs its period: write 6%/month or 6%/year nominal"),
    ],
)
def test_convention_17_an_interest_rate_that_could_be_misread_is_refused(faults: Refusals, text: str, said: str) -> None:
    (message,) = faults(base=written(more=f"debt: {{loan_rate: {text}}}"))
    assert message.endswith(said)


def test_a_yearly_rate_is_used_as_stated(plan: Plan) -> None:
    loaded = plan(base=written(more="round: {amount: 1, month: 2027-06, wacc: 14%/year}"))
    assert loaded.scenarios["base"].values["wacc"] == 0.14
    assert loaded.structure.forms["wacc", ()] == InputForm()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3%/year stepped", InputForm("year", stepped=True)),
        ("3%/year smooth", InputForm("year")),
        ("3%/month", InputForm("month")),
        ("-3% / year  stepped", InputForm("year", stepped=True)),
    ],
)
def test_rates_of_change_say_how_they_land(plan: Plan, text: str, form: InputForm) -> None:
    loaded = plan(base=written().rstrip("}\n") + f", price_change: {text}}}")
    assert loaded.structure.forms["price_change", ("firms",)] == form
    assert abs(loaded.scenarios["base"].values["price_change.stated.firms"]) == 0.03


def test_months_become_numbers_of_the_plan(plan: Plan) -> None:
    text = "timeline: {start: 2027-11, months: 12}\nround: {amount: 1, month: 2028-02}"
    assert plan(base=text).scenarios["base"].values["month"] == 4.0


def steps(loaded: LoadedPlan, name: str = "joining", scenario: str = "base") -> list[tuple[float, float]]:
    values = loaded.scenarios[scenario].values
    count = len([key for key in values if key.startswith(f"{name}.value")])
    if count == 0:
        return [(1.0, values[f"{name}.firms"])]
    return [(values.get(f"{name}.from{k}.firms", 1.0), values[f"{name}.value{k}.firms"]) for k in range(1, count + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.4", [(1, 2.4)]),
        ("{value: 2.4}", [(1, 2.4)]),
        ("[{from: 2027-01, value: 2}, {from: 2028-03, value: 3}]", [(1, 2), (15, 3)]),
        ("{steps: [{value: 2}, {from: 2029-12, value: 3}]}", [(1, 2), (36, 3)]),
        ("{by_fiscal_year: [6, 7]}", [(1, 6), (13, 7)]),
    ],
)
def test_drivers(plan: Plan, text: str, expected: list[tuple[float, float]]) -> None:
    assert steps(plan(base=written(joining=text))) == expected


def test_fiscal_years_begin_after_their_end_and_the_last_value_holds_on(plan: Plan) -> None:
    text = written(joining="{by_fiscal_year: [6, 7, 8]}").replace("36}", "36, fiscal_year_end: march}")
    loaded = plan(base=text)
    assert steps(loaded) == [(1, 6), (4, 7), (16, 8)]
    assert loaded.structure.settings["opening_fiscal_month"] == 9


def test_growth_of_a_driver_may_have_steps_of_its_own(plan: Plan) -> None:
    loaded = plan(base=written(joining="{value: 2, growth: [{value: 12%/year}, {from: 2029-01, value: 6%/year}]}"))
    assert loaded.structure.forms["joining", ("firms",)] == InputForm(steps=1, growth=InputForm("year", steps=2))
    assert steps(loaded, "joining.growth") == [(1, 0.12), (25, 0.06)]


def test_a_driver_that_is_a_rate_keeps_its_period(plan: Plan) -> None:
    loaded = plan(base=written().rstrip("}\n") + ", referral: [{value: 1%/year}, {from: 2028-01, value: 2%/year}]}")
    assert loaded.structure.forms["referral", ("firms",)] == InputForm("year", 2)


def test_the_largest_number_is_allowed_and_the_next_is_not(plan: Plan, faults: Refusals) -> None:
    assert plan(base=written(price="1e15")).scenarios["base"].values["price.firms"] == 1e15
    assert "above the allowed maximum" in faults(base=written(price="1.000001e15"))[0]


@pytest.mark.parametrize("text", ["1e99999", "1__0", "0x1F", "1:30", "2027-01-01", "~", "012", "١٢", "1e", "--1", "1,5,5"])
def test_what_is_not_a_number_is_refused(faults: Refusals, text: str) -> None:
    (fault,) = faults(
        base=f"timeline: {{start: 2027-01}}\nsegments:\n  firms:\n    churn: 1%/month\n    joining: 5\n    price: {text}\n"
    )
    assert fault.startswith("segments.firms.price: ")


@pytest.mark.parametrize(("low", "high"), [("3%/year", "3%/year"), ("4%/year", "3%/year")])
def test_growth_stays_below_the_discount_rate(plan: Plan, faults: Refusals, low: str, high: str) -> None:
    text = f"round: {{amount: 1, month: 2027-06, growth: {low}, wacc: {high}}}"
    assert faults(base=written(more=text)) == [f"round.growth: growth must be below wacc: got {low}, and wacc is {high}"]
    assert plan(base=written(more=text.replace(f"wacc: {high}", "wacc: 4.1%/year"))).scenarios["base"].values["wacc"] == 0.041


def test_an_attribute_decides_which_assumptions_apply(plan: Plan, faults: Refusals) -> None:
    assert "alpha.firms" not in plan(base=written()).scenarios["base"].values
    assert faults(base=written().replace("price:", "retention: falling, price:"))[0].startswith("segments.firms.alpha: `alpha`")
    (fault,) = faults(base=written().replace("price:", "alpha: 2, price:"))
    assert "applies only where `retention` is `falling`" in fault


def test_an_attribute_may_point_to_members_of_the_plan(plan: Plan, faults: Refusals) -> None:
    team = "teams: {{one: {{serves: {target}, salary: 3}}}}"
    (member,) = plan(base=written(more=team.format(target="firms"))).structure.members["team"]
    assert member.attributes == {"serves": "firms"}
    (fault,) = faults(base=written(more=team.format(target="firm")))
    assert fault == "teams.one.serves: expected one of `firms`, found `firm`; did you mean `firms`?"


def test_members_fixed_by_the_business_take_values_by_name(plan: Plan, faults: Refusals) -> None:
    values = plan(base=written(more="tax: {gross: {losses: 7}}")).scenarios["base"].values
    assert (values["losses.gross"], values["losses.net"], values["tax"]) == (7.0, 0.0, 0.2)
    (fault,) = faults(base=written(more="tax: {gros: {losses: 7}}"))
    assert fault.endswith("did you mean `gross`?")


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [("churn", "100%/month", "at least 0 and below 100%"), ("alpha", "0", "above 0"), ("price", "-0.01", "at least 0")],
)
def test_bounds_are_kept_at_the_bound(faults: Refusals, key: str, value: str, allowed: str) -> None:
    firms = {"retention": "falling", "alpha": "2", "price": "100", "churn": "1%/month", "joining": "5"}
    firms[key] = value
    inside = ", ".join(f"{name}: {text}" for name, text in firms.items())
    (found,) = faults(base=f"timeline: {{start: 2027-01}}\nsegments:\n  firms: {{{inside}}}\n")
    assert found == f"segments.firms.{key}: must be {allowed}; got {value}"


@pytest.mark.parametrize("price", ["0", "0.0"])
def test_an_inclusive_bound_is_allowed(plan: Plan, price: str) -> None:
    assert plan(base=written(price=price)).scenarios["base"].values["price.firms"] == 0.0


def test_two_steps_cannot_begin_in_one_month(faults: Refusals) -> None:
    (found,) = faults(base=written(joining="[{value: 2}, {from: 2028-01, value: 3}, {from: 2028-01, value: 4}]"))
    assert "begins no later than the step before it" in found


# Values by age, changes that land in stated months, seasons.


def with_key(text: str) -> str:
    """The plan with one more key of the segment."""
    return written().rstrip("}\n") + f", {text}}}"


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("3%/month", InputForm("month"), [(1, 0.03)]),
        ("20%/year", InputForm("year"), [(1, 0.2)]),
        ("[{value: 3%/month}, {from: 12, value: 1%/month}]", InputForm("month", 2), [(0, 0.03), (12, 0.01)]),
        ("[{from: 0, value: 3%/month}, {from: 1, value: 1%/month}]", InputForm("month", 2), [(0, 0.03), (1, 0.01)]),
        ("[{from: 1, value: 9%/year}, {from: 600, value: 8%/year}]", InputForm("year", 2), [(0, 0.09), (600, 0.08)]),
        ("[{value: 3%/month}]", InputForm("month"), [(1, 0.03)]),
    ],
)
def test_values_by_age(plan: Plan, text: str, form: InputForm, expected: list[tuple[float, float]]) -> None:
    loaded = plan(base=with_key(f"decay: {text}"))
    assert loaded.structure.forms["decay", ("firms",)] == form
    assert steps(loaded, "decay") == expected


@pytest.mark.parametrize("months", [["2027-01"], ["2028-03", "2029-12"]])
def test_changes_that_land_in_stated_months(plan: Plan, months: list[str]) -> None:
    listed = ", ".join(f"{{month: {month}, value: {5 - 10 * number}%}}" for number, month in enumerate(months))
    loaded = plan(base=with_key(f"price_change: [{listed}]"))
    values = loaded.scenarios["base"].values
    assert loaded.structure.forms["price_change", ("firms",)] == InputForm(steps=len(months), dated=True)
    assert [values[f"price_change.month{k}.firms"] for k in range(1, len(months) + 1)] == ([1] if len(months) == 1 else [15, 36])
    assert [values[f"price_change.value{k}.firms"] for k in range(1, len(months) + 1)] == [0.05, -0.05][: len(months)]


@pytest.mark.parametrize(("value", "allowed"), [("100%", True), ("-99%", True), ("101%", False), ("-100%", False)])
def test_a_dated_change_has_its_bounds(plan: Plan, faults: Refusals, value: str, allowed: bool) -> None:
    text = with_key(f"price_change: [{{month: 2028-03, value: {value}}}]")
    if allowed:
        assert plan(base=text).scenarios["base"].values["price_change.value1.firms"] == float(value[:-1]) / 100
    else:
        assert faults(base=text) == [f"segments.firms.price_change[1].value: must be above -100% and at most 100%; got {value}"]


def test_a_season_is_twelve_factors(plan: Plan) -> None:
    factors = [1, 1, 1.2, 1.2, 1, 1, 0.6, 0.6, 1, 1.2, 1.2, 0]
    loaded = plan(base=written(joining=f"{{value: 5, growth: 1%/month, season: {factors}}}"))
    values = loaded.scenarios["base"].values
    assert loaded.structure.forms["joining", ("firms",)] == InputForm(growth=InputForm("month"), season=True)
    assert [values[f"joining.season{month}.firms"] for month in range(1, 13)] == factors
    assert loaded.scenarios["base"].origins["joining.season4.firms"].path == "segments.firms.joining.season[4]"
