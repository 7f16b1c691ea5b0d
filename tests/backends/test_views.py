"""Quarters and fiscal years: flows add up, balances last, openings first, ratios as declared; stub periods."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import recalculation
from language import small
from language.small import SEGMENT
from planbook.backends.reference import evaluate
from planbook.backends.views import MONTH, QUARTER, YEAR, View, has_view, operands, periods, with_parts
from planbook.language.declarations import Statement
from planbook.language.metrics import higher
from planbook.language.model import InputForm, Model
from planbook.language.operators import or_else, prior, ratio, total, trailing
from planbook.language.units import Kind, Year

NAN = math.nan
HEADLINE = higher("month", "finance", "monthly")


@small.monthly(kind=Kind.FLOW, metric=HEADLINE)
def sales(plan):
    return plan


@small.monthly(kind=Kind.FLOW)
def costs(plan, fixed):
    return fixed + plan / 12


@small.monthly(kind=Kind.BALANCE, opening=lambda start: start)
def cash(cash, sales, costs):
    return prior(cash) + sales - costs


@small.monthly(kind=Kind.OPENING, opening=lambda start: start)
def opening_cash(cash):
    return prior(cash)


@small.monthly(kind=Kind.BALANCE)
def doubled_cash(cash):
    return cash + cash


@small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED, metric=HEADLINE)
def margin(sales, costs):
    return ratio(sales - costs, sales)


@small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED, metric=HEADLINE)
def turnover(sales, cash, half):
    return ratio(sales, (prior(cash) + cash) * half)


@small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED, metric=HEADLINE)
def costs_per_opening(costs, opening_cash):
    return ratio(costs, opening_cash)


@small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED, metric=HEADLINE)
def twice_margin(margin):
    return margin * 100


@small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED)
def zero_free(margin):
    return or_else(margin, 0)


@small.monthly(kind=Kind.FLOW)
def recent_sales(sales):
    return trailing(sales, 12)


@small.monthly(kind=Kind.RATIO, year=Year.LAST, opening="same", metric=HEADLINE)
def recent_margin(recent_sales, cash):
    return ratio(recent_sales, cash)


@small.monthly(kind=Kind.RATIO, year=Year.NONE, metric=HEADLINE)
def monthly_only(sales, cash):
    return ratio(sales, cash)


@small.monthly
def index(month):
    return month


@small.monthly(kind=Kind.FLOW, per=SEGMENT)
def segment_sales(plan, weight):
    return plan * weight


@small.monthly(kind=Kind.FLOW)
def all_sales(segment_sales):
    return total(segment_sales)


@small.scalar
def ending(start):
    return start * 12


LINES = (
    sales, costs, cash, opening_cash, doubled_cash, margin, turnover, costs_per_opening, twice_margin, zero_free, recent_sales,
    recent_margin, monthly_only, index, segment_sales, all_sales, ending,
)  # fmt: skip
PLAN = [0, 0, 24, 36, 12, 48, 60, 0, 24, 12, 36, 72, 12, 84]  # 14 months
INPUTS = {**small.steps("plan", PLAN), "fixed": 10.0, "start": 100.0, "weight.a": 1.0, "weight.b": 2.0}
STATEMENT = Statement("Income", "Income", ("Sales and costs", "sales", "costs", "=cash", "opening_cash"))


def model(start: tuple[int, int] = (2027, 5), fiscal_year_end: int = 12, months: int = 14) -> Model:
    named = {"plan": small.driver(), "fixed": small.number(), "start": small.number(), "weight": small.number(per=SEGMENT)}
    setting = small.Setting(months, start=start, fiscal_year_end=fiscal_year_end, forms={("plan", ()): InputForm(steps=14)})
    return small.of_chapters(small.chapter(*LINES, statements=(STATEMENT,), **named), setting=setting)


@pytest.fixture(scope="module")
def stub() -> Model:
    """14 months from May 2027 with the calendar as fiscal year: eight months of 2027, six of 2028."""
    return model()


def by(of: Model, period: str, name: str, *members: str) -> list[float]:
    view = View(of, evaluate(of, INPUTS), period)
    return [float(value) for value in view.values(of.row(name, *members))[:, 0]]


# Labels and lengths.


@pytest.mark.parametrize(
    ("start", "fiscal_year_end", "months", "years", "quarters"),
    [
        ((2027, 1), 12, 12, {"2027": 12}, {"2027-Q1": 3, "2027-Q2": 3, "2027-Q3": 3, "2027-Q4": 3}),
        ((2027, 5), 12, 14, {"2027": 8, "2028": 6}, {"2027-Q2": 2, "2027-Q3": 3, "2027-Q4": 3, "2028-Q1": 3, "2028-Q2": 3}),
        ((2027, 2), 3, 6, {"2027": 2, "2028": 4}, {"2027-Q4": 2, "2028-Q1": 3, "2028-Q2": 1}),
        ((2027, 12), 12, 2, {"2027": 1, "2028": 1}, {"2027-Q4": 1, "2028-Q1": 1}),
        ((2027, 7), 6, 13, {"2028": 12, "2029": 1}, {"2028-Q1": 3, "2028-Q2": 3, "2028-Q3": 3, "2028-Q4": 3, "2029-Q1": 1}),
        ((2027, 1), 1, 3, {"2027": 1, "2028": 2}, {"2027-Q4": 1, "2028-Q1": 2}),
        ((2027, 3), 10, 4, {"2027": 4}, {"2027-Q2": 2, "2027-Q3": 2}),
    ],
)
def test_convention_27_labels_and_months_held(
    start: tuple[int, int], fiscal_year_end: int, months: int, years: dict[str, int], quarters: dict[str, int]
):
    structure = small.Setting(months, start=start, fiscal_year_end=fiscal_year_end).structure([])
    for period, want in ((YEAR, years), (QUARTER, quarters)):
        found = periods(structure, period)
        assert dict(zip(found.labels, found.months, strict=True)) == want
        assert found.first[0] == 1
        assert found.last[-1] == months
        assert [a + 1 for a in found.last[:-1]] == list(found.first[1:])


def test_convention_27_months_are_labelled_by_the_calendar():
    found = periods(small.Setting(3, start=(2027, 11), fiscal_year_end=3).structure([]), MONTH)
    assert found.labels == ("2027-11", "2027-12", "2028-01")
    assert found.months == (1, 1, 1)


@pytest.mark.parametrize(("start", "fiscal_year_end"), [((2027, month), end) for month in (1, 4, 5, 12) for end in (1, 3, 6, 12)])
def test_periods_agree_with_the_timeline(start: tuple[int, int], fiscal_year_end: int):
    of = model(start, fiscal_year_end)
    found = small.figures(of, INPUTS)
    for period, counter in ((YEAR, "fiscal_year"), (QUARTER, "plan_quarter")):
        cut = periods(of.structure, period)
        numbers = found[counter][1:].tolist()
        assert [numbers[first - 1] for first in cut.first] == sorted(set(numbers))
        assert [numbers.count(number) for number in sorted(set(numbers))] == list(cut.months)
    assert [int(label) for label in periods(of.structure, YEAR).labels] == sorted(set(found["fiscal_year"][1:].astype(int).tolist()))


# What a year is.


def test_convention_03_flows_add_up(stub: Model):
    assert by(stub, YEAR, "sales") == [0, 180, 240]  # May to December; January to June
    assert by(stub, QUARTER, "sales") == [0, 0, 72, 108, 72, 168]
    assert by(stub, YEAR, "segment_sales", "b") == [0, 360, 480]


def test_convention_03_balances_take_the_last_month(stub: Model):
    assert by(stub, YEAR, "cash") == [100, 100 + 180 - 95, 100 + 420 - 175]
    assert by(stub, QUARTER, "cash")[:3] == [100, 80, 80 + 72 - 30 - 6]
    assert by(stub, YEAR, "doubled_cash") == [200, 370, 690]


def test_convention_03_openings_take_the_first_month(stub: Model):
    assert by(stub, YEAR, "opening_cash") == [100, 100, 185]
    assert by(stub, QUARTER, "opening_cash")[:3] == [100, 100, 80]
    closing, opening = by(stub, QUARTER, "cash"), by(stub, QUARTER, "opening_cash")
    assert opening[1:] == closing[:-1]


def test_convention_03_recomputed_ratios_are_made_of_yearly_parts(stub: Model):
    assert by(stub, YEAR, "margin") == pytest.approx([NAN, (180 - 95) / 180, (240 - 80) / 240], nan_ok=True)
    assert by(stub, QUARTER, "margin")[:3] == pytest.approx([NAN, NAN, (72 - 36) / 72], nan_ok=True)  # no sales in May and June
    assert by(stub, YEAR, "twice_margin") == pytest.approx([NAN, 100 * 85 / 180, 100 * 160 / 240], nan_ok=True)
    assert by(stub, QUARTER, "zero_free")[1] == 0


def test_convention_03_recomputed_ratios_look_back_at_the_last_periods_balance(stub: Model):
    assert by(stub, YEAR, "turnover") == pytest.approx([NAN, 180 / ((100 + 185) / 2), 240 / ((185 + 345) / 2)], nan_ok=True)
    assert by(stub, YEAR, "costs_per_opening") == pytest.approx([NAN, 95 / 100, 80 / 185], nan_ok=True)


def test_convention_03_other_ratios_take_the_last_month_or_none(stub: Model):
    monthly = small.figures(stub, INPUTS)
    assert by(stub, YEAR, "recent_margin") == [0, monthly["recent_margin"][8], monthly["recent_margin"][14]]
    assert monthly["recent_margin"][14] == sum(PLAN[2:14]) / 345
    assert by(stub, YEAR, "monthly_only")[1:] == pytest.approx([NAN, NAN], nan_ok=True)


def test_factors_have_no_year(stub: Model):
    assert by(stub, YEAR, "index")[1:] == pytest.approx([NAN, NAN], nan_ok=True)


def test_scalars_and_months_are_what_they_are(stub: Model):
    arrays = evaluate(stub, INPUTS)
    view = View(stub, arrays, YEAR)
    assert view.values(stub.row("ending")) is arrays[stub.row("ending")]
    assert by(stub, MONTH, "margin")[1:] == pytest.approx(small.figures(stub, INPUTS)["margin"][1:].tolist(), nan_ok=True)


@pytest.mark.parametrize("start", [(2027, month) for month in range(1, 13)])
@pytest.mark.parametrize("fiscal_year_end", [1, 5, 12])
def test_years_quarters_and_months_hold_the_same(start: tuple[int, int], fiscal_year_end: int):
    of = model(start, fiscal_year_end)
    sums = {sum(by(of, period, "sales")[1:]) for period in (MONTH, QUARTER, YEAR)}
    lasts = {by(of, period, "cash")[-1] for period in (MONTH, QUARTER, YEAR)}
    firsts = {by(of, period, "opening_cash")[1] for period in (MONTH, QUARTER, YEAR)}
    assert sums == {sum(PLAN)}
    assert lasts == {345}
    assert firsts == {100}


def test_a_view_of_many_scenarios_is_the_view_of_each(stub: Model):
    inputs = {**INPUTS, "fixed": np.array([10.0, 0.0, 25.0]), "plan.value3": np.array([24.0, 5.0, 7.0])}
    together = View(stub, evaluate(stub, inputs), QUARTER)
    for number in range(3):
        alone = {key: float(value[number]) if isinstance(value, np.ndarray) else value for key, value in inputs.items()}
        single = View(stub, evaluate(stub, alone), QUARTER)
        for row in stub.rows:
            if has_view(row):
                assert np.array_equal(together.values(row)[:, number], single.values(row)[:, 0], equal_nan=True), row.key


def test_which_rows_have_a_view(stub: Model):
    names = {row.name for row in stub.rows if row.item and row.chapter == "small" and not has_view(row)}
    assert names == {"monthly_only", "index", "ending"}


def test_parts_come_before_the_ratio_made_of_them(stub: Model):
    rows = with_parts([stub.row("turnover"), stub.row("twice_margin"), stub.row("margin")])
    assert [row.name for row in rows] == ["sales", "cash", "turnover", "costs", "margin", "twice_margin"]
    assert [row.name for row in operands(stub.row("turnover"))] == ["sales", "cash", "half"]


# The sheets Years and Quarters, recalculated.


@pytest.fixture(scope="module", params=[((2027, 5), 12), ((2027, 1), 12), ((2027, 2), 3)], ids=["stub", "calendar", "March"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Model, Path]:
    of = model(*request.param)
    return of, small.workbook(of, INPUTS, tmp_path_factory.mktemp("views") / "views.xlsx")


@pytest.mark.parametrize("judge", [recalculation.formualizer_values, recalculation.libreoffice_values], ids=["formualizer", "libreoffice"])
def test_the_sheets_of_years_and_quarters_recalculate_to_the_same(built: tuple[Model, Path], judge: Callable[[Path], recalculation.Values]):
    if judge is recalculation.libreoffice_values:
        recalculation.require_libreoffice()
    of, path = built
    recalculated = judge(path)
    assert recalculation.compare(recalculation.written_values(path), recalculated) == []
    for sheet, period in (("Years", YEAR), ("Quarters", QUARTER)):
        places = {value: key[1] for key, value in recalculated.items() if key[0] == sheet and key[2] == 3 and isinstance(value, str)}
        wanted = {"sales", "costs", "cash", "opening_cash", "margin", "turnover", "costs_per_opening", "twice_margin", "recent_margin"}
        assert wanted <= set(places)
        assert "monthly_only" not in places
        for name in wanted:
            got = [recalculated.get((sheet, places[name], column)) for column in range(6, 6 + len(periods(of.structure, period).labels))]
            assert [NAN if value is None else value for value in got] == pytest.approx(by(of, period, name)[1:], rel=1e-9, nan_ok=True), (
                name
            )
        held = [recalculated[sheet, 5, column] for column in range(6, 6 + len(periods(of.structure, period).months))]
        assert held == list(periods(of.structure, period).months)
