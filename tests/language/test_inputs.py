"""From an assumption to rows: every form a plan may state, evaluated month by month against figures by hand."""

from __future__ import annotations

from typing import Any

import pytest

from language import small
from language.small import SEGMENT
from planbook.language.declarations import Assumption, Form, Period, assumption, check, line
from planbook.language.errors import ModelError
from planbook.language.model import InputForm, Model
from planbook.language.operators import at_month, by_choice, difference, highest, lowest, prior, total
from planbook.language.units import FACTOR, LABEL, MONTHS, RATE, SHARE, YEARLY_RATE, Kind, Shape, Sign

YEAR, MONTH, ONCE = InputForm(period="year"), InputForm(period="month"), InputForm()


def stated(form: InputForm, given: Assumption, **setting: Any) -> Model:
    """A model with nothing but one assumption, `given`."""
    return small.model(given=given, setting=small.Setting(forms={("given", ()): form}, **setting))


def rows(model: Model) -> dict[str, str]:
    """The assumption's rows in reading order, with where each comes from."""
    return {row.key: row.source for row in model.rows if row.name.partition(".")[0] == "given"}


def months(model: Model, inputs: dict[str, float]) -> list[float]:
    """The assumption month by month, the opening first."""
    return list(small.figures(model, inputs)["given"])


def rate(period: Period, form: Form = Form.NUMBER, **allowed: Any) -> Assumption:
    """An assumption that is a rate."""
    made = assumption("Rate", unit=SHARE, at="small.rate", about="A rate.", period=period, form=form, **allowed)
    made.place = small.number().place
    return made


def change(**allowed: Any) -> Assumption:
    """An assumption that is a rate of change."""
    made = assumption("Change", unit=SHARE, at="small.change", about="A change.", form=Form.CHANGE, **{"above": -1, **allowed})
    made.place = small.number().place
    return made


# One number.


def test_a_number_is_one_cell():
    model = stated(ONCE, small.number())
    assert rows(model) == {"given": "input"}
    assert model.row("given").shape is Shape.SCALAR
    assert small.figures(model, {"given": 7})["given"] == 7


def test_a_number_per_member_is_one_cell_each():
    model = small.model(given=small.number(per=SEGMENT), setting=small.Setting(segments="ac"))
    assert rows(model) == {"given.a": "input", "given.c": "input"}


def test_a_number_that_only_some_members_have():
    model = small.model(given=small.number(per=SEGMENT, when=(SEGMENT.billing, "yearly")), setting=small.Setting(segments="abc"))
    assert rows(model) == {"given.b": "input"}


def test_convention_05_a_rate_per_month_is_used_as_it_is():
    model = stated(MONTH, rate(Period.LOSS))
    assert rows(model) == {"given": "input"}
    assert small.figures(model, {"given": 0.03})["given"] == 0.03


@pytest.mark.parametrize(
    ("period", "yearly", "monthly"),
    [
        (Period.LOSS, 0.12, 0.010596241035318976),  # 1 − 0.88^(1/12)
        (Period.LOSS, 0.0, 0.0),
        (Period.LOSS, 0.999755859375, 0.5),  # half remains each month: 0.5^12
        (Period.GROWTH, 0.08, 0.006434030110003),  # 1.08^(1/12) − 1
        (Period.GROWTH, 4095.0, 1.0),  # doubling each month: 2^12
        (Period.GROWTH, -0.5, -0.05612568731830647),
        (Period.GROWTH, 0.0, 0.0),
    ],
)
def test_convention_05_a_yearly_rate_compounds_in_a_visible_row(period: Period, yearly: float, monthly: float):
    model = stated(YEAR, rate(period, above=-1, below=1 if period is Period.LOSS else None))
    assert rows(model) == {"given.stated": "input", "given": "formula"}
    assert model.row("given.stated").label == "Rate (per year)"
    assert (model.row("given").label, model.row("given").unit) == ("Rate per month", RATE)
    found = small.figures(model, {"given.stated": yearly})
    assert found["given"] == pytest.approx(monthly, rel=1e-12, abs=1e-15)
    assert found["given.stated"] == yearly
    left = (1 - found["given"]) ** 12 if period is Period.LOSS else (1 + found["given"]) ** 12
    assert left == pytest.approx(1 - yearly if period is Period.LOSS else 1 + yearly, rel=1e-12)


def test_convention_05_a_rate_that_is_used_per_year_is_not_converted():
    model = stated(YEAR, rate(Period.YEARLY))
    assert rows(model) == {"given": "input"}
    assert small.figures(model, {"given": 0.1})["given"] == 0.1


@pytest.mark.parametrize(("period", "allowed"), [(Period.LOSS, {"high": 1}), (Period.GROWTH, {}), (Period.GROWTH, {"low": -1})])
def test_convention_08_a_yearly_rate_without_a_bound_cannot_be_converted(period: Period, allowed: dict[str, float]):
    with pytest.raises(ModelError, match=r"power of `(add|subtract)\(1, given\.stated\)`, which may be zero or negative"):
        stated(YEAR, rate(period, **allowed))


# Drivers: values over time.


def test_a_driver_with_one_value_is_one_cell():
    """A rate or a price that does not change costs no row of months."""
    model = stated(ONCE, small.driver())
    assert rows(model) == {"given": "input"}
    assert model.row("given").shape is Shape.SCALAR
    assert small.figures(model, {"given": 9})["given"] == 9


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.BALANCE])
def test_a_flow_or_balance_with_one_value_is_a_row(kind: Kind):
    model = stated(ONCE, small.driver(kind=kind))
    assert rows(model) == {"given.value1": "input", "given": "formula"}
    assert months(model, {"given.value1": 9}) == [0 if kind is Kind.FLOW else 9] + [9] * 4


@pytest.mark.parametrize("form", [ONCE, InputForm(steps=2), InputForm(growth=MONTH), InputForm(season=True)])
def test_a_driver_reads_alike_whether_it_changes_or_not(form: InputForm):
    """Lines look back at it, and at a month of it, in either case."""

    @small.monthly
    def before(given):
        return prior(given) + prior(given, 12)

    @small.scalar
    def at_the_end(given):
        return at_month(given, 12) + at_month(given, 0) + lowest(given) + highest(given)

    setting = small.Setting(months=12, forms={("given", ()): form})
    model = small.model(before, at_the_end, given=small.driver(low=0), setting=setting)
    inputs = {row.key: 3.0 if ".value" in row.name or row.name == "given" else 1.0 for row in model.rows if row.source == "input"}
    found = small.figures(model, {**inputs, "given.from2": 7, "given.growth.value1": 0})
    assert list(found["before"]) == [6] * 13
    assert found["at_the_end"] == 12


def test_convention_05_a_yearly_driver_with_one_value_is_converted_in_one_row():
    model = stated(YEAR, rate(Period.LOSS, Form.DRIVER, low=0, below=1))
    assert rows(model) == {"given.stated": "input", "given": "formula"}
    assert small.figures(model, {"given.stated": 0.999755859375})["given"] == pytest.approx(0.5, rel=1e-12)


def test_convention_05_interest_that_changes_is_a_twelfth_each_month():
    model = stated(InputForm("year", 2), rate(Period.INTEREST, Form.DRIVER, low=0, high=1))
    assert model.row("given.value1").label == "Rate: step 1 (per year, nominal)"
    assert (model.row("given.value1").unit, model.row("given").unit) == (YEARLY_RATE, RATE)
    inputs = {"given.from1": 1, "given.value1": 0.12, "given.from2": 3, "given.value2": 0.06}
    assert months(model, inputs) == pytest.approx([0.01, 0.01, 0.01, 0.005, 0.005])


def test_a_driver_with_steps():
    model = stated(InputForm(steps=3), small.driver(), months=7)
    assert list(rows(model)) == [
        "given.from1", "given.from2", "given.from3", "given.value1", "given.value2", "given.value3", "given.step", "given",
    ]  # fmt: skip
    inputs = {"given.from1": 1, "given.from2": 3, "given.from3": 6, "given.value1": 10, "given.value2": 20, "given.value3": 5}
    assert months(model, inputs) == [10, 10, 10, 20, 20, 20, 5, 5]
    assert list(small.figures(model, inputs)["given.step"]) == [0, 1, 1, 2, 2, 2, 3, 3]
    assert months(model, {**inputs, "given.from3": 99}) == [10, 10, 10, 20, 20, 20, 20, 20]  # never, in this scenario
    assert model.row("given.from2").unit.name == "month"


def test_a_driver_with_growth_grows_from_its_first_month_on():
    model = stated(InputForm(growth=MONTH), small.driver())
    assert rows(model) == {"given.growth.value1": "input", "given.value1": "input", "given.growth": "formula", "given": "formula"}
    found = months(model, {"given.value1": 100, "given.growth.value1": 0.1})
    assert found == pytest.approx([100, 100, 110, 121, 133.1], rel=1e-12)


def test_a_driver_with_yearly_growth_grows_by_the_twelfth_root():
    model = stated(InputForm(growth=YEAR), small.driver(), months=25)
    assert "given.growth.monthly1" in rows(model)
    found = months(model, {"given.value1": 100, "given.growth.value1": 0.44})
    assert found[1] == 100
    assert found[7] == pytest.approx(120, rel=1e-12)  # half a year: the square root of 1.44
    assert found[13] == pytest.approx(144, rel=1e-12)
    assert found[25] == pytest.approx(100 * 1.44**2, rel=1e-12)


def test_each_step_starts_afresh_and_grows_until_the_next():
    model = stated(InputForm(steps=2, growth=MONTH), small.driver(), months=6)
    inputs = {"given.from1": 1, "given.value1": 100, "given.from2": 4, "given.value2": 50, "given.growth.value1": 0.5}
    assert months(model, inputs) == [100, 100, 150, 225, 50, 75, 112.5]


def test_growth_may_change_over_time():
    model = stated(InputForm(growth=InputForm(period="month", steps=2)), small.driver(), months=5)
    inputs = {
        "given.value1": 100, "given.growth.from1": 1, "given.growth.value1": 0.5, "given.growth.from2": 4, "given.growth.value2": 0,
    }  # fmt: skip
    assert months(model, inputs) == [100, 100, 150, 225, 225, 225]


def test_growth_may_grow():
    model = stated(InputForm(growth=InputForm(period="month", growth=MONTH)), small.driver())
    inputs = {"given.value1": 100, "given.growth.value1": 0.5, "given.growth.growth.value1": -0.5}
    assert months(model, inputs) == pytest.approx([100, 100, 125, 140.625, 140.625 * 1.0625], rel=1e-12)  # 50, 25, 12.5, 6.25 %


@pytest.mark.parametrize(
    ("period", "monthly"), [(Period.LOSS, [0.5, 0.010596241035318976]), (Period.GROWTH, [0.0594630943592953, 0.00948879293458305])]
)
def test_convention_05_a_yearly_driver_is_converted_step_by_step(period: Period, monthly: list[float]):
    values = [0.999755859375, 0.12] if period is Period.LOSS else [1.0, 0.12]
    model = stated(
        InputForm(period="year", steps=2), rate(period, Form.DRIVER, low=0, below=1 if period is Period.LOSS else None), months=3
    )
    assert list(rows(model)) == [
        "given.from1", "given.from2", "given.value1", "given.value2", "given.monthly1", "given.monthly2", "given.step", "given",
    ]  # fmt: skip
    inputs = {"given.from1": 1, "given.value1": values[0], "given.from2": 3, "given.value2": values[1]}
    assert months(model, inputs) == pytest.approx([monthly[0], monthly[0], monthly[0], monthly[1]], rel=1e-12)
    assert model.row("given.value1").label == "Rate: step 1 (per year)"
    assert model.row("given.monthly1").label == "Rate: step 1 per month"


def test_convention_05_a_driver_that_is_used_per_year_is_not_converted():
    model = stated(InputForm("year", 2), rate(Period.YEARLY, Form.DRIVER))
    assert months(model, {"given.from1": 1, "given.value1": 0.1, "given.from2": 3, "given.value2": 0.2}) == [0.1, 0.1, 0.1, 0.2, 0.2]


def test_a_driver_keeps_kind_and_sign_of_its_assumption():
    model = stated(InputForm(growth=MONTH), small.driver(above=0, kind=Kind.FLOW))
    assert (model.row("given").kind, model.row("given").sign) == (Kind.FLOW, Sign.POSITIVE)
    assert (model.row("given.value1").sign, model.row("given.growth.value1").sign) == (Sign.POSITIVE, Sign.ANY)
    assert (model.row("given.growth").unit, model.row("given.growth").kind) == (RATE, Kind.FACTOR)


def test_convention_01_a_driver_that_is_a_flow_has_no_opening():
    model = stated(InputForm(growth=MONTH), small.driver(kind=Kind.FLOW))
    assert model.row("given").opening is None
    assert months(model, {"given.value1": 8, "given.growth.value1": 0.5}) == [0, 8, 12, 18, 27]


@pytest.mark.parametrize(
    ("allowed", "sign"),
    [
        ({"above": 0}, Sign.POSITIVE),
        ({"low": 1}, Sign.POSITIVE),
        ({"low": 0}, Sign.NONNEGATIVE),
        ({"low": 0, "high": 1}, Sign.NONNEGATIVE),
        ({"above": -1}, Sign.ANY),
        ({"high": 0}, Sign.ANY),
        ({}, Sign.ANY),
    ],
)
def test_bounds_say_the_sign(allowed: dict[str, float], sign: Sign):
    assert small.number(**allowed).sign is sign


# Changes: rates of change, stepped or smooth.

STEPPED, SMOOTH = InputForm(period="year", stepped=True), InputForm(period="year")


def _index(found: list[float]) -> list[float]:
    index = [1.0]
    for rise in found[1:]:
        index.append(index[-1] * (1 + rise))
    return index


@pytest.mark.parametrize(
    ("start", "fiscal_year_end", "rises"),
    [
        ((2027, 1), 12, [13, 25]),  # what a plan states holds in its first month, also when a fiscal year starts there
        ((2027, 5), 12, [9, 21]),  # a plan from May: the first rise in January
        ((2027, 5), 4, [13, 25]),
        ((2027, 4), 4, [2, 14, 26]),  # the plan's first month is the last of its fiscal year
        ((2027, 12), 12, [2, 14, 26]),
        ((2027, 2), 3, [3, 15, 27]),
    ],
)
def test_convention_05_a_stepped_rise_takes_effect_at_each_fiscal_years_start(
    start: tuple[int, int], fiscal_year_end: int, rises: list[int]
):
    model = stated(STEPPED, change(), months=27, start=start, fiscal_year_end=fiscal_year_end)
    assert rows(model) == {"given.stated": "input", "given": "formula"}
    found = months(model, {"given.stated": 0.03})
    assert [month for month, value in enumerate(found) if value] == rises
    assert {value for value in found if value} == {0.03}
    assert _index(found)[-1] == pytest.approx(1.03 ** len(rises), rel=1e-12)


def test_convention_05_a_smooth_rise_is_spread_evenly():
    model = stated(SMOOTH, change(), months=24)
    assert rows(model) == {"given.stated": "input", "given.monthly": "formula", "given": "formula"}
    found = months(model, {"given.stated": 0.0816})
    assert found[0] == 0  # before month 1 nothing changes
    assert len(set(found[1:])) == 1
    index = _index(found)
    assert index[6] == pytest.approx(1.04, rel=1e-12)
    assert index[24] == pytest.approx(1.0816**2, rel=1e-12)


def test_a_change_per_month_is_used_as_it_is():
    model = stated(MONTH, change())
    assert rows(model) == {"given.stated": "input", "given": "formula"}
    assert months(model, {"given.stated": 0.01}) == [0, 0.01, 0.01, 0.01, 0.01]


def test_a_change_says_how_it_lands():
    labels = [stated(form, change()).row("given.stated").label for form in (STEPPED, SMOOTH, MONTH)]
    assert labels == ["Change (per year, stepped at the fiscal year's start)", "Change (per year, smooth)", "Change (per month, smooth)"]


def test_forms_may_differ_by_member():
    forms = {("given", ("a",)): InputForm(steps=2), ("given", ("b",)): InputForm(growth=MONTH)}
    model = small.model(given=small.driver(per=SEGMENT), setting=small.Setting(2, forms=forms))
    found = small.figures(
        model,
        {
            "given.from1.a": 1, "given.from2.a": 2, "given.value1.a": 5, "given.value2.a": 6,
            "given.value1.b": 10, "given.growth.value1.b": 1,
        },
    )  # fmt: skip
    assert found["given.a"].tolist() == [5, 5, 6]
    assert found["given.b"].tolist() == [10, 10, 20]
    order = [row.key for row in model.rows if row.source == "formula" and row.name.startswith("given")]
    assert order.index("given.step.a") < order.index("given.a")
    assert order.index("given.growth.b") < order.index("given.b")
    assert abs(order.index("given.a") - order.index("given.b")) == 1  # members lie side by side


# Values by age: steps on the age axis.


@line("Age", unit=LABEL, shape=Shape.AGES, opening=0, sign=Sign.NONNEGATIVE)
def age(age):
    """Months since a customer joined."""
    return prior(age) + 1


def by_age(**allowed: Any) -> Assumption:
    """An assumption that may change with age."""
    made = assumption("Churn", unit=SHARE, at="small.by_age", about="A value by age.", form=Form.BY_AGE, **{"low": 0, **allowed})
    made.place = small.number().place
    return made


def of_ages(form: InputForm, given: Assumption) -> Model:
    """A model with the ages 0 to 8 and one assumption, `given`."""
    setting = small.Setting(4, ages=8, forms={("given", ()): form})
    return small.of_chapters(small.chapter(age, name="ages", sheet="Ages"), small.chapter(given=given), setting=setting)


def ages(form: InputForm, given: Assumption, inputs: dict[str, float]) -> list[float]:
    """The assumption at the ages 0 to 8."""
    return list(small.figures(of_ages(form, given), inputs)["given"])


def test_a_value_by_age_may_be_the_same_at_all_ages():
    model = of_ages(ONCE, by_age())
    assert rows(model) == {"given.value1": "input", "given": "formula"}
    assert (model.row("given").shape, model.row("given").sign) == (Shape.AGES, Sign.NONNEGATIVE)
    assert ages(ONCE, by_age(), {"given.value1": 0.25}) == [0.25] * 9


def test_a_value_by_age_holds_from_its_age_on_and_the_last_one_for_ever():
    inputs = {"given.from1": 0, "given.value1": 0.5, "given.from2": 3, "given.value2": 0.25, "given.from3": 5, "given.value3": 0.125}
    assert ages(InputForm(steps=3), by_age(), inputs) == [0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.125, 0.125]
    assert ages(InputForm(steps=3), by_age(), {**inputs, "given.from3": 1_000})[3:] == [0.25] * 6  # never, in this scenario


def test_convention_05_a_yearly_value_by_age_is_converted_step_by_step():
    model = of_ages(InputForm("year", 2), by_age(period=Period.LOSS, below=1))
    assert list(rows(model)) == [
        "given.from1", "given.from2", "given.value1", "given.value2", "given.monthly1", "given.monthly2", "given.step", "given",
    ]  # fmt: skip
    inputs = {"given.from1": 0, "given.value1": 0.999755859375, "given.from2": 2, "given.value2": 0.12}
    found = small.figures(model, inputs)["given"]
    assert list(found[:4]) == pytest.approx([0.5, 0.5, 0.010596241035318976, 0.010596241035318976], rel=1e-12)
    labels = [model.row(f"given.{part}").label for part in ("from2", "value2", "monthly2")]
    assert labels == ["Churn: step 2 from age", "Churn: step 2 (per year)", "Churn: step 2 per month"]
    assert model.row("given.from2").unit is MONTHS


# Changes that land in stated months.


def test_dated_changes_land_once_each():
    model = stated(InputForm(steps=2, dated=True), change(), months=6)
    assert rows(model) == {
        "given.month1": "input", "given.value1": "input", "given.month2": "input", "given.value2": "input", "given": "formula",
    }  # fmt: skip
    inputs = {"given.month1": 2, "given.value1": 0.25, "given.month2": 5, "given.value2": -0.5}
    assert months(model, inputs) == [0, 0, 0.25, 0, 0, -0.5, 0]
    assert months(model, {**inputs, "given.month1": 1, "given.month2": 6}) == [0, 0.25, 0, 0, 0, 0, -0.5]
    assert [model.row(f"given.{part}").label for part in ("month2", "value2")] == ["Change: 2. month", "Change: 2. change"]


def test_a_dated_change_that_a_scenario_does_not_have_lands_nowhere():
    model = stated(InputForm(steps=2, dated=True), change())
    assert months(model, {"given.month1": 3, "given.value1": 0.25, "given.month2": 0, "given.value2": 0}) == [0, 0, 0, 0.25, 0]


# Seasons.

FACTORS = {f"given.season{month}": float(month) for month in range(1, 13)}  # January 1, … December 12


def test_a_season_multiplies_by_the_month_of_the_calendar_year():
    model = stated(InputForm(season=True), small.driver(), months=4, start=(2027, 11), fiscal_year_end=6)
    assert [key for key, source in rows(model).items() if source == "formula"] == ["given.season", "given.steady", "given"]
    assert months(model, {"given.value1": 10, **FACTORS}) == [10, 110, 120, 10, 20]
    labels = [model.row(key).label for key in ("given.steady", "given.season", "given.season11")]
    assert labels == ["A driver, before season", "A driver: season", "A driver: season, November"]


def test_a_season_comes_on_top_of_growth_and_steps():
    """A month of nothing does not stop the growth: the value before season goes on."""
    form = InputForm(steps=2, growth=MONTH, season=True)
    model = stated(form, small.driver(), months=5)
    inputs = {"given.from1": 1, "given.value1": 10, "given.from2": 4, "given.value2": 30, "given.growth.value1": 1}
    season = {**dict.fromkeys(FACTORS, 1.0), "given.season2": 0, "given.season3": 0.5, "given.season5": 2}
    figures = small.figures(model, {**inputs, **season})
    assert list(figures["given.steady"]) == [10, 10, 20, 40, 30, 60]
    assert list(figures["given"]) == [10, 10, 0, 20, 30, 120]


def test_convention_01_a_seasonal_flow_has_no_opening():
    model = stated(InputForm(season=True), small.driver(kind=Kind.FLOW, low=0))
    assert (model.row("given").kind, model.row("given").sign, model.row("given").opening) == (Kind.FLOW, Sign.NONNEGATIVE, None)
    assert months(model, {"given.value1": 10, **FACTORS}) == [0, 10, 20, 30, 40]
    assert (model.row("given.steady").kind, model.row("given.season3").sign) == (Kind.FACTOR, Sign.NONNEGATIVE)


# Declarations that belong to one choice of an attribute.

BY_YEAR = (SEGMENT.billing, "yearly")


@line("Paid in advance", unit=FACTOR, kind=Kind.FLOW, per=SEGMENT, when=BY_YEAR)
def segment_advance(segment_price):
    """Twelve months in advance."""
    return segment_price * 12


@line("Paid in advance, all", unit=FACTOR, kind=Kind.FLOW)
def advance(segment_advance):
    """Twelve months in advance, of those who pay so."""
    return total(segment_advance)


@check("Nobody pays too much", per=SEGMENT, when=BY_YEAR)
def advance_residual(segment_advance, segment_price):
    """A payment against twelve prices."""
    return difference(segment_advance, segment_price * 12)


@line("Paid at all", unit=FACTOR, kind=Kind.FLOW, per=SEGMENT)
def segment_paid(segment_advance, segment_price):
    """A year in advance, or a month."""
    return by_choice(SEGMENT.billing, yearly=lambda: segment_advance, monthly=lambda: segment_price)


def paid(segments: str) -> tuple[Model, dict[str, Any]]:
    setting = small.Setting(2, segments)
    model = small.model(segment_advance, advance, advance_residual, segment_paid, segment_price=small.number(per=SEGMENT), setting=setting)
    return model, small.figures(model, {f"segment_price.{name}": 5 + number for number, name in enumerate(segments)})


def test_a_line_and_a_check_exist_for_one_choice_only():
    model, figures = paid("abc")
    assert [row.key for row in model.by_name["segment_advance"]] == ["segment_advance.b"]
    assert [row.key for row in model.by_name["advance_residual"]] == ["advance_residual.b"]
    assert list(figures["advance"]) == list(figures["segment_advance.b"]) == [0, 72, 72]
    assert [figures[f"segment_paid.{name}"][1] for name in "abc"] == [5, 72, 7]


def test_the_total_of_a_line_that_no_member_has_is_nothing():
    model, figures = paid("ac")
    assert "segment_advance" not in model.by_name
    assert list(figures["advance"]) == [0, 0, 0]


def test_a_line_for_all_cannot_use_a_line_for_some():
    @small.monthly(kind=Kind.FLOW, per=SEGMENT)
    def segment_doubled(segment_advance):
        return segment_advance + segment_advance

    with pytest.raises(ModelError, match=r"in line `segment_doubled`: `segment_advance` is not given for a"):
        small.model(segment_advance, segment_doubled, segment_price=small.number(per=SEGMENT))


def test_a_choice_that_does_not_exist_or_has_no_member():
    price = {"segment_price": small.number(per=SEGMENT)}
    weekly = small.monthly(lambda segment_price: segment_price, per=SEGMENT, when=(SEGMENT.billing, "year"))
    weekly.name = "weekly"
    with pytest.raises(ModelError, match=r"`weekly` exists where segment[.]billing is `year`, which it never is; did you mean `yearly`[?]"):
        small.model(weekly, **price)
    company = small.monthly(lambda segment_price: total(segment_price), when=BY_YEAR)
    company.name = "company"
    with pytest.raises(ModelError, match=r"`company` exists by segment[.]billing: it must be per segment"):
        small.model(company, **price)


def test_a_declaration_for_two_choices():
    either = small.monthly(lambda segment_price: segment_price, per=SEGMENT, when=(SEGMENT.billing, "yearly", "monthly"))
    either.name = "either"
    model = small.model(either, segment_price=small.number(per=SEGMENT), setting=small.Setting(2, "abc"))
    assert [row.key for row in model.by_name["either"]] == ["either.a", "either.b", "either.c"]
