"""What tracing makes of lines: families, defaults, what may be blank, what depends on what, the order of evaluation."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from language import small
from language.small import FUNCTION, SEGMENT
from planbook.backends.reference import evaluate
from planbook.language.declarations import Severity, check, constant, line
from planbook.language.errors import ModelError
from planbook.language.model import EARLIER, SAME, WHOLE, InputForm, dependencies
from planbook.language.operators import (
    at_age,
    at_month,
    by_choice,
    choose,
    lowest,
    maximum,
    minimum,
    not_available,
    of,
    or_else,
    over_cohorts,
    preceding,
    prior,
    ratio,
    starts,
    sum_months,
    sum_product,
    total,
    trailing,
    where,
)
from planbook.language.units import FACTOR, Kind, Shape, Year

PRICE = small.number("Price", per=SEGMENT, at="segments.price")
PRICES = {"price.a": 1, "price.b": 10, "price.c": 100}


@small.monthly(kind=Kind.FLOW, per=SEGMENT)
def segment_sales(price, month):
    return price * month


@small.monthly(kind=Kind.FLOW)
def sales(segment_sales):
    return total(segment_sales)


@small.monthly(kind=Kind.FLOW, per=FUNCTION)
def function_sales(segment_sales):
    return total(segment_sales, by=SEGMENT.function)


def figures(*lines, segments="abc", months=2, inputs=None, **named):
    """The figures of some lines over three segments with the prices 1, 10 and 100."""
    model = small.model(*lines, price=PRICE, setting=small.Setting(months, segments), **named)
    given = {f"price.{name}": PRICES[f"price.{name}"] for name in segments}
    return small.figures(model, given | (inputs or {}))


# Families.


def test_a_line_exists_for_each_member():
    found = figures(segment_sales)
    assert {key: values.tolist() for key, values in found.items() if key.startswith("segment_sales")} == {
        "segment_sales.a": [0, 1, 2],
        "segment_sales.b": [0, 10, 20],
        "segment_sales.c": [0, 100, 200],
    }


def test_a_line_per_two_families_exists_for_each_combination():
    @small.monthly(per=(SEGMENT, FUNCTION))
    def matrix(segment_sales, function_sales):
        return segment_sales * 12 + function_sales

    @small.monthly(per=FUNCTION)
    def columns(matrix):
        return total(matrix)

    @small.monthly
    def everything(matrix):
        return total(matrix)

    found = figures(segment_sales, function_sales, matrix, columns, everything)
    assert [key for key in found if key.startswith("matrix")] == [f"matrix.{a}.{b}" for a in "abc" for b in ("service", "sales")]
    assert found["matrix.b.service"][1] == 10 * 12 + 101
    assert found["columns.service"][1] == 111 * 12 + 3 * 101
    assert found["columns.sales"][1] == 111 * 12 + 3 * 10
    assert found["everything"][1] == 2 * 111 * 12 + 3 * 111


def test_total_adds_all_members():
    assert figures(segment_sales, sales)["sales"].tolist() == [0, 111, 222]


def test_total_by_an_attribute_adds_the_members_that_point_here():
    found = figures(segment_sales, function_sales)
    assert found["function_sales.service"].tolist() == [0, 101, 202]  # a and c
    assert found["function_sales.sales"].tolist() == [0, 10, 20]  # b


def test_total_by_an_attribute_that_nobody_points_to_is_zero():
    assert figures(segment_sales, function_sales, segments="a")["function_sales.sales"].tolist() == [0, 0, 0]


def test_an_empty_family_totals_to_zero():
    @small.monthly
    def weighted(segment_sales, price):
        return sum_product(segment_sales, price) + 1

    found = figures(segment_sales, sales, function_sales, weighted, segments="")
    assert found["sales"].tolist() == [0, 0, 0]
    assert found["function_sales.service"].tolist() == [0, 0, 0]
    assert found["weighted"].tolist() == [1, 1, 1]
    assert not [key for key in found if key.startswith("segment_sales")]


def test_of_an_attribute_takes_the_member_it_points_to():
    @small.monthly(per=SEGMENT)
    def share_of_function(segment_sales, function_sales):
        return segment_sales * 100 + of(function_sales, SEGMENT.function)

    found = figures(segment_sales, function_sales, share_of_function)
    assert [float(found[f"share_of_function.{name}"][1]) for name in "abc"] == [201, 1010, 10101]


def test_of_a_fixed_member():
    @small.monthly
    def served(function_sales):
        return of(function_sales, FUNCTION.service)

    assert figures(segment_sales, function_sales, served)["served"].tolist() == [0, 101, 202]


def test_preceding_takes_the_member_before_and_first_for_the_first():
    @small.monthly(per=SEGMENT)
    def running(running, segment_sales):
        return preceding(running, SEGMENT, 1) + segment_sales

    found = figures(segment_sales, running)
    assert [float(found[f"running.{name}"][2]) for name in "abc"] == [3, 23, 223]


def test_preceding_of_another_line_takes_a_line_as_first():
    @small.monthly(per=SEGMENT)
    def before(segment_sales, month):
        return preceding(segment_sales, SEGMENT, month)

    found = figures(segment_sales, before)
    assert [float(found[f"before.{name}"][2]) for name in "abc"] == [2, 2, 20]


def test_lines_of_a_stepwise_family_stand_member_by_member():
    """Each member builds on all lines of the one before; lines without the family stay between them."""

    @small.scalar
    def first():
        return 1

    @line("Before", unit=FACTOR, per=SEGMENT, shape=Shape.SCALAR)
    def before(after, first):
        """Where the member before ends."""
        return preceding(after, SEGMENT, first)

    @line("After", unit=FACTOR, per=SEGMENT, shape=Shape.SCALAR)
    def after(before, price):
        """Where this member ends."""
        return before + price

    with pytest.raises(ModelError, match="the model reads from top to bottom"):
        small.model(first, before, after, price=PRICE, setting=small.Setting(segments="abc"))
    model = small.model(first, before, after, price=PRICE, setting=small.Setting(segments="abc"), stepwise=(SEGMENT,))
    keys = [row.key for row in model.rows if row.chapter == "small" and row.item]
    assert keys == ["first", "before.a", "after.a", "before.b", "after.b", "before.c", "after.c"]
    assert float(small.figures(model, PRICES)["after.c"].item()) == 112


def test_sum_product_over_a_family():
    @small.monthly
    def weighted(segment_sales, price):
        return sum_product(segment_sales, price)

    assert figures(segment_sales, weighted)["weighted"].tolist() == [0, 10101, 20202]


def test_sum_product_over_the_months():
    @small.scalar
    def weighted(month, sales):
        return sum_product(month, sales)

    assert figures(segment_sales, sales, weighted, months=3)["weighted"] == 111 * (1 + 4 + 9)


def test_by_choice_takes_the_branch_of_the_member_only():
    @small.monthly(per=SEGMENT)
    def billed(segment_sales, discount):
        return by_choice(SEGMENT.billing, monthly=lambda: segment_sales, yearly=lambda: segment_sales - discount)

    discount = small.number(per=SEGMENT, when=(SEGMENT.billing, "yearly"))
    found = figures(segment_sales, billed, discount=discount, inputs={"discount.b": 3})
    assert [float(found[f"billed.{name}"][1]) for name in "abc"] == [1, 7, 100]
    assert "discount.a" not in found


def test_a_parameter_is_the_same_members_line():
    @small.monthly(per=SEGMENT)
    def doubled(segment_sales):
        return segment_sales + segment_sales

    model = small.model(segment_sales, doubled, price=PRICE)
    assert [used.key for used, _ in dependencies(model.row("doubled", "b").tree)] == ["segment_sales.b", "segment_sales.b"]


def test_constants_of_a_fixed_family_are_lines():
    @small.scalar
    def contracts(contract_number):
        return total(contract_number)

    assert small.figures(small.model(contracts))["contracts"] == 1 + 2 + 3 + 4 + 5


# Absent chapters.


def test_the_default_stands_for_a_figure_of_an_absent_chapter():
    @small.monthly
    def grants(month):
        return month * 100

    @small.monthly(kind=Kind.FLOW, per=SEGMENT)
    def segment_grants(month):
        return month

    @small.monthly
    def income(month, grants=0, segment_grants=0, factor=1):
        return month * factor + grants + total(segment_grants)

    @small.monthly(opening=0)
    def later(grants=0):
        return prior(grants)

    @small.monthly
    def recent(segment_grants=0, grants=0, month=0):
        return trailing(grants, 12) + of(segment_grants, SEGMENT.function) + sum_product(grants, month)

    grant_chapter = small.chapter(grants, segment_grants, name="grants", sheet="Grants")
    income_chapter = small.chapter(income, later, name="income", sheet="Income")
    present = small.figures(small.of_chapters(grant_chapter, income_chapter))
    assert present["income"].tolist() == [0, 103, 206, 309, 412]
    assert present["later"].tolist() == [0, 0, 100, 200, 300]
    absent = small.of_chapters(grant_chapter, income_chapter, small.chapter(recent), setting=small.Setting(absent=["grants"]))
    assert small.figures(absent)["income"].tolist() == [0, 1, 2, 3, 4]
    assert small.figures(absent)["later"].tolist() == [0, 0, 0, 0, 0]
    assert small.figures(absent)["recent"].tolist() == [0, 0, 0, 0, 0]


def test_an_absent_chapter_has_no_rows():
    first = small.chapter(segment_sales, price=PRICE)
    second = small.chapter(sales, name="second", sheet="Second")
    model = small.of_chapters(first, second, setting=small.Setting(absent=["second"]))
    assert "sales" not in model.by_name
    assert [chapter.name for chapter in model.chapters] == ["timeline", "small"]


# What may be not available.


@small.monthly
def count(month):
    return month - 1


@small.monthly
def each(month, count):
    return ratio(month, count)


def blanks(*lines, **named):
    """The names of the rows that may be not available."""
    return {row.name for row in small.model(*lines, **named).rows if row.blank}


def test_convention_07_arithmetic_carries_blanks_on():
    @small.monthly
    def added(each, month):
        return each + month

    @small.monthly(opening=0)
    def lagged(added):
        return prior(added)

    @small.scalar
    def last(lagged, horizon):
        return at_month(lagged, horizon)

    @small.scalar
    def safe(lagged, horizon):
        return or_else(at_month(lagged, horizon), 0)

    @small.monthly
    def chosen(month, each, count):
        return choose(month, count, each)

    assert blanks(count, each, added, lagged, last, safe, chosen) == {"each", "added", "lagged", "last", "chosen"}
    found = small.figures(small.model(count, each, added, lagged, last, safe))
    assert np.array_equal(found["each"], [0, math.nan, 2, 1.5, 4 / 3], equal_nan=True)
    assert np.array_equal(found["added"], [0, math.nan, 4, 4.5, 4 + 4 / 3], equal_nan=True)
    assert np.array_equal(found["lagged"], [0, 0, math.nan, 4, 4.5], equal_nan=True)
    assert found["safe"] == 4.5


def test_convention_07_a_where_with_a_blank_branch():
    @small.monthly
    def from_then_on(month, wanted):
        return where(month >= wanted, month, not_available)

    model = small.model(from_then_on, wanted=small.number())
    assert model.row("from_then_on").blank
    found = small.figures(model, {"wanted": 3})["from_then_on"]
    assert np.array_equal(found, [math.nan] * 3 + [3, 4], equal_nan=True)


def test_convention_07_blanks_are_inferred_through_loops():
    @small.monthly(opening=0)
    def first(third, month):
        return prior(third) + month

    @small.monthly(opening=0)
    def second(first, each):
        return first + each

    @small.monthly(opening=0)
    def third(second):
        return second

    @small.monthly(opening=0)
    def harmless(harmless, month):
        return prior(harmless) + month

    assert blanks(count, each, first, second, third, harmless) == {"each", "first", "second", "third"}


def test_convention_07_a_blank_opening_makes_the_line_blank():
    @small.scalar
    def unknown(nothing):
        return ratio(1, nothing)

    @small.monthly(opening=lambda unknown: unknown)
    def carried(carried):
        return prior(carried)

    model = small.model(unknown, carried, nothing=small.number())
    assert model.row("carried").blank
    assert np.isnan(small.figures(model, {"nothing": 0})["carried"]).all()
    assert small.figures(model, {"nothing": 4})["carried"].tolist() == [0.25] * 5


def test_a_monthly_ratio_has_no_opening_unless_it_says_so():
    @small.monthly(kind=Kind.RATIO, year=Year.NONE)
    def share(month):
        return month / 12

    @small.monthly(kind=Kind.RATIO, year=Year.NONE, opening="same")
    def opened(month):
        return month / 12

    model = small.model(share, opened)
    assert {row.name for row in model.rows if row.blank} == {"share"}
    found = small.figures(model)
    assert math.isnan(found["share"][0])
    assert found["opened"][0] == 0


def test_convention_01_openings():
    @small.monthly(kind=Kind.FLOW)
    def flow(month):
        return month

    @small.monthly(kind=Kind.BALANCE)
    def derived(month):
        return month + 12

    @small.monthly(kind=Kind.BALANCE, opening=lambda start: start)
    def stock(stock, flow):
        return prior(stock) + flow

    @small.monthly(opening=0)
    def long_ago(stock):
        return prior(stock, 12)

    found = small.figures(small.model(flow, derived, stock, long_ago, start=small.number()), {"start": 50})
    assert found["flow"].tolist() == [0, 1, 2, 3, 4]  # the opening of a flow is 0
    assert found["derived"].tolist() == [12, 13, 14, 15, 16]  # a derived balance opens by its own formula
    assert found["stock"].tolist() == [50, 51, 53, 56, 60]  # month 1 reads the opening
    assert found["long_ago"].tolist() == [0, 50, 50, 50, 50]  # before the opening, the opening


# Dependencies and order.


def test_the_three_kinds_of_dependency():
    @line("Curve", unit=FACTOR, shape=Shape.AGES, opening=1)
    def curve(curve):
        """A curve."""
        return prior(curve)

    @line("Cohort", unit=FACTOR, shape=Shape.COHORTS, opening=0)
    def cohort(cohort, month, curve):
        """A cohort."""
        return starts * month + prior(cohort) * at_age(curve)

    @small.monthly
    def mixed(month, fiscal_month, fiscal_year, lag, cohort):
        return month + prior(fiscal_month, lag) - at_month(fiscal_year, lag) + over_cohorts(cohort)

    @small.monthly
    def window(mixed):
        return trailing(mixed, 12) - lowest(mixed) + sum_months(mixed)

    ages = small.chapter(curve, name="ages", sheet="Ages")
    model = small.of_chapters(ages, small.chapter(cohort, mixed, window, lag=small.number()))

    def found(name):
        return {(used.name, when) for used, when in dependencies(model.row(name).tree)}

    assert found("curve") == {("curve", EARLIER)}
    assert found("cohort") == {("month", SAME), ("cohort", EARLIER), ("curve", WHOLE)}
    assert found("mixed") == {
        ("month", SAME),
        ("fiscal_month", EARLIER),
        ("lag", SAME),
        ("fiscal_year", WHOLE),
        ("cohort", SAME),
    }
    assert found("window") == {("mixed", SAME), ("mixed", WHOLE)}


@small.monthly(kind=Kind.BALANCE, opening=lambda cash_at_start: cash_at_start)
def cash(cash, income, interest):
    return prior(cash) + income - interest


@small.monthly(kind=Kind.FLOW)
def interest(debt, rate):
    return prior(debt) * rate


@small.monthly(kind=Kind.BALANCE, opening=0)
def debt(debt, cash):
    return maximum(0, prior(debt) - cash)


def test_lines_that_need_each_other_through_last_month_are_one_block():
    @small.scalar
    def lowest_cash(cash):
        return lowest(cash)

    given = {"income": small.driver(), "rate": small.number(), "cash_at_start": small.number()}
    model = small.model(interest, cash, debt, lowest_cash, **given)
    blocks = [[row.name for row in block] for block in model.blocks]
    assert ["interest", "cash", "debt"] in blocks
    order = [name for block in blocks for name in block]
    assert order.index("income") < order.index("interest") < order.index("cash") < order.index("debt") < order.index("lowest_cash")
    assert sorted(row.key for block in model.blocks for row in block) == sorted(row.key for row in model.rows)


def test_a_loop_through_last_month_equals_a_loop_by_hand():
    chance = random.Random(7)
    months = 36
    income = [chance.uniform(-50, 60) for _ in range(months)]
    given = {"income": small.driver(), "rate": small.number(), "cash_at_start": small.number()}
    setting = small.Setting(months, forms={("income", ()): InputForm(steps=months)})
    model = small.model(interest, cash, debt, setting=setting, **given)
    found = small.figures(model, {**small.steps("income", income), "rate": 0.02, "cash_at_start": 10})
    hand_cash, hand_debt = [10.0], [0.0]
    for month in range(months):
        hand_cash.append(hand_cash[-1] + income[month] - hand_debt[-1] * 0.02)
        hand_debt.append(max(0, hand_debt[-1] - hand_cash[-1]))
    assert max(hand_debt) > 0
    assert found["cash"] == pytest.approx(hand_cash, rel=1e-12)
    assert found["debt"] == pytest.approx(hand_debt, rel=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_a_random_corkscrew_equals_a_loop_by_hand(seed: int):
    """Additions follow the stock of last month and a window of the plan, disposals an earlier month's additions."""
    chance = random.Random(seed)
    months, lag, window = chance.randint(12, 48), chance.randint(1, 15), chance.randint(1, 15)

    @small.monthly
    def recent_plan(plan, window):
        return trailing(plan, window)

    @small.monthly(kind=Kind.FLOW)
    def additions(plan, recent_plan, stock):
        return plan + (prior(recent_plan) - prior(stock)) / 12

    @small.monthly(kind=Kind.FLOW)
    def disposals(additions, stock, lag):
        return minimum(prior(additions, lag), prior(stock))

    @small.monthly(kind=Kind.BALANCE, opening=lambda start: start)
    def stock(stock, additions, disposals):
        return prior(stock) + additions - disposals

    values = [chance.uniform(0, 20) for _ in range(months)]
    setting = small.Setting(months, forms={("plan", ()): InputForm(steps=months)})
    named = {"plan": small.driver(), **{name: small.number() for name in ("lag", "window", "start")}}
    model = small.model(recent_plan, additions, disposals, stock, setting=setting, **named)
    found = small.figures(model, {**small.steps("plan", values), "lag": lag, "window": window, "start": 33})

    adds, stocks = [0.0], [33.0]
    for month in range(1, months + 1):
        recent = sum(values[max(0, month - 1 - window) : month - 1])
        adds.append(values[month - 1] + (recent - stocks[-1]) / 12)
        gone = min(adds[max(0, month - lag)], stocks[-1])
        stocks.append(stocks[-1] + adds[-1] - gone)
    assert found["additions"] == pytest.approx(adds, rel=1e-12)
    assert found["stock"] == pytest.approx(stocks, rel=1e-12)


def test_cohorts_inside_a_loop_equal_a_loop_by_hand():
    """Referrals: customers bring customers, through last month."""

    @small.monthly(kind=Kind.FLOW)
    def joining(customers, plan, referral):
        return plan + prior(customers) * referral

    @line("Cohort", unit=FACTOR, shape=Shape.COHORTS, opening=lambda start: start)
    def cohort(cohort, joining, churn):
        """Customers of a cohort."""
        return starts * joining + prior(cohort) * (1 - churn)

    @small.monthly(kind=Kind.BALANCE)
    def customers(cohort):
        return over_cohorts(cohort)

    named = {name: small.number() for name in ("plan", "referral", "churn", "start")}
    model = small.model(joining, cohort, customers, **named)
    assert ["joining", "cohort", "customers"] in [[row.name for row in block] for block in model.blocks]
    found = small.figures(model, {"plan": 10, "referral": 0.05, "churn": 0.1, "start": 40})
    hand = [40.0]
    for _ in range(4):
        hand.append(hand[-1] * 0.9 + 10 + hand[-1] * 0.05)
    assert found["customers"] == pytest.approx(hand, rel=1e-12)


# Many scenarios.


def test_many_scenarios_at_once_equal_one_by_one():
    @line("Curve", unit=FACTOR, shape=Shape.AGES, opening=0)
    def curve(churn):
        """A curve."""
        return churn

    @line("Cohort", unit=FACTOR, shape=Shape.COHORTS, opening=0)
    def cohort(cohort, income, curve):
        """A cohort."""
        return starts * income + prior(cohort) * (1 - at_age(curve))

    @small.monthly
    def lagged(cash, lag):
        return prior(cash, lag)

    @small.monthly
    def recent(income, lag):
        return trailing(income, lag)

    @small.scalar
    def at_some_month(cash, lag):
        return at_month(cash, lag)

    @small.monthly
    def share(recent, cohort):
        return ratio(recent, over_cohorts(cohort))

    chance = np.random.default_rng(11)
    many, months = 7, 9
    names = {"rate", "cash_at_start", "churn", "lag"}
    named = {"income": small.driver(), **{name: small.number(**({"above": 0} if name == "lag" else {})) for name in names}}
    setting = small.Setting(months, forms={("income", ()): InputForm(steps=months)})
    ages = small.chapter(curve, name="ages", sheet="Ages", churn=named.pop("churn"))
    rest = small.chapter(cohort, interest, cash, debt, lagged, recent, at_some_month, share, **named)
    model = small.of_chapters(ages, rest, setting=setting)
    inputs: dict[str, np.ndarray | float] = {
        "rate": chance.uniform(0, 0.1, many),
        "cash_at_start": 5.0,  # the same in all
        "churn": chance.uniform(0, 0.3, many),
        "lag": chance.integers(1, months, many).astype(float),
        **{f"income.value{month}": chance.uniform(-9, 9, many) for month in range(1, months + 1)},
        **{f"income.from{month}": float(month) for month in range(1, months + 1)},
    }
    together = evaluate(model, inputs)
    for number in range(many):
        alone = evaluate(model, {key: value[number] if isinstance(value, np.ndarray) else value for key, value in inputs.items()})
        for row in model.rows:
            assert np.array_equal(together[row][..., number], alone[row][..., 0], equal_nan=True), row.key


# Given rows.


def test_given_rows_are_taken_as_they_are():
    model = small.model(interest, cash, debt, income=small.driver(kind=Kind.BALANCE), rate=small.number(), cash_at_start=small.number())
    given = {model.row("debt"): np.array([[100.0], [10.0], [4.0], [2.0], [0.0]])}
    arrays = evaluate(model, {"income.value1": 10.0, "rate": 0.5, "cash_at_start": 0.0}, given)
    assert arrays[model.row("interest")][:, 0].tolist() == [0, 50, 5, 2, 1]
    assert arrays[model.row("cash")][:, 0].tolist() == [0, -40, -35, -27, -18]
    assert arrays[model.row("debt")] is given[model.row("debt")]


# Checks.


def test_convention_23_checks_are_summed_up():
    @check("Sales are what they were.")
    def sales_are_right(month, wanted):
        """The month is the month."""
        return where(month > wanted, month - wanted, 0)

    @check("Never mind.")
    def nothing_is_wrong(month):
        """Nothing."""
        return month - month

    @check("Cash runs out.", severity=Severity.ALERT, opening=0)
    def cash_runs_out(month, wanted):
        """Cash is below zero."""
        return month >= wanted

    @check("The one figure is one.", shape=Shape.SCALAR)
    def one_is_one(wanted):
        """The wanted month is month 1."""
        return wanted - 1

    model = small.model(sales_are_right, nothing_is_wrong, cash_runs_out, one_is_one, wanted=small.number())
    names = ("sales_are_right_fails", "nothing_is_wrong_fails", "cash_runs_out_fails", "one_is_one_fails", "failed_checks", "firing_alerts")
    found = small.figures(model, {"wanted": 3})
    assert [float(found[name]) for name in names] == [1, 0, 1, 1, 2, 1]
    found = small.figures(model, {"wanted": 9})
    assert [float(found[name]) for name in names] == [0, 0, 0, 1, 1, 0]
    found = small.figures(model, {"wanted": 0})
    assert found["one_is_one_fails"] == 1  # a residual may have either sign
    found = small.figures(model, {"wanted": 1})
    assert [float(found[name]) for name in names] == [1, 0, 1, 0, 1, 1]


def test_a_model_without_checks_has_none_that_fail():
    found = small.figures(small.model(count))
    assert (found["failed_checks"], found["firing_alerts"]) == (0, 0)


# Finding.


def test_a_line_is_found_by_name_alias_and_member():
    aliased = small.monthly(lambda month: month, aliases=("turnover", "income"), opening=0)
    aliased.name = "aliased"
    model = small.model(segment_sales, aliased, price=PRICE, setting=small.Setting(segments="ab"))
    assert [row.key for row in model.find("turnover")] == ["aliased"]
    assert [row.key for row in model.find("segment_sales")] == ["segment_sales.a", "segment_sales.b"]
    assert [row.key for row in model.find("segment_sales.b")] == ["segment_sales.b"]
    assert model.label(model.row("segment_sales", "b")) == "segment_sales: Segment B"


def test_a_constant_is_a_figure_like_any_other():
    tax = constant("Tax", 0.25, about="A quarter.")

    @small.monthly
    def taxed(month, tax):
        return month * tax

    tax.place = taxed.place
    assert small.figures(small.model(taxed, tax=tax))["taxed"].tolist() == [0, 0.25, 0.5, 0.75, 1]
