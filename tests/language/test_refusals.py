"""What the language refuses, and what it says: place, line, rule, and the nearest right name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from language import small
from language.small import FUNCTION, SEGMENT
from planbook.language.declarations import LineItem, check, line
from planbook.language.errors import ModelError, PlanbookError
from planbook.language.families import Family
from planbook.language.operators import (
    absolute,
    at_age,
    at_month,
    by_choice,
    choose,
    difference,
    first_month_where,
    highest,
    irr,
    largest,
    lowest,
    maximum,
    minimum,
    modulo,
    not_available,
    of,
    or_else,
    over_cohorts,
    preceding,
    prior,
    ratio,
    roundup,
    same,
    starts,
    sum_months,
    sum_product,
    total,
    trailing,
    where,
)
from planbook.language.units import FACTOR, MONEY, Kind, Shape, Year

ABOVE_ZERO = {"above": 0}


def refusal(*lines: LineItem, **named: Any) -> str:
    """What is said when these lines are traced."""
    with pytest.raises(ModelError) as caught:
        small.model(*lines, **named)
    return str(caught.value)


def place(item: LineItem) -> str:
    """`file:line` of a line's declaration, as this file's own text has it."""
    code = item.function.__code__
    assert code.co_filename == __file__
    return f"{__file__}:{code.co_firstlineno}"


def in_line(item: LineItem) -> str:
    """How a refusal in a line's formula begins."""
    return f"{place(item)}: in line `{item.name}`: "


@small.monthly(kind=Kind.FLOW)
def sales(price):
    return price * 12


@small.monthly(kind=Kind.FLOW, per=SEGMENT)
def segment_sales(segment_price):
    return segment_price * 12


@small.monthly
def share(sales, price):
    return ratio(sales, price)


PRICES = {"price": small.number("Price"), "segment_price": small.number("Segment price", per=SEGMENT)}
COUNTS = {**PRICES, "count": small.number("Count", **ABOVE_ZERO)}


def test_the_place_is_file_and_line_of_the_declaration():
    @small.monthly
    def wrong(no_such_thing):
        return no_such_thing

    with open(__file__, encoding="utf-8") as text:
        numbers = [number for number, words in enumerate(text, 1) if "def wrong(no_such_thing)" in words]
    assert refusal(wrong) == f"{__file__}:{numbers[0] - 1}: in line `wrong`: `no_such_thing` is not a figure of the model"


# Names.


def test_a_typo_in_a_parameter_names_the_nearest_figure():
    @small.monthly
    def doubled(salse):
        return salse + salse

    assert refusal(sales, doubled, **PRICES) == in_line(doubled) + "`salse` is not a figure of the model; did you mean `sales`?"


def test_a_typo_in_an_opening_names_the_nearest_figure():
    @small.monthly(opening=lambda prize: prize)
    def carried(carried, sales):
        return prior(carried) + sales

    assert refusal(sales, carried, **PRICES) == in_line(carried) + "`prize` is not a figure of the model; did you mean `price`?"


def test_a_typo_in_a_family_names_the_nearest_attribute():
    @small.monthly(per=FUNCTION)
    def function_sales(segment_sales):
        return total(segment_sales, by=SEGMENT.funktion)

    said = refusal(segment_sales, function_sales, **PRICES)
    assert said == in_line(function_sales) + "family `segment` has neither an attribute nor a member `funktion`; did you mean `function`?"


def test_a_typo_in_a_fixed_member_names_the_nearest():
    @small.monthly
    def service_sales(function_sales):
        return of(function_sales, FUNCTION.servise)

    @small.monthly(per=FUNCTION)
    def function_sales(segment_sales):
        return total(segment_sales, by=SEGMENT.function)

    said = refusal(segment_sales, function_sales, service_sales, **PRICES)
    assert said == in_line(service_sales) + "family `function` has neither an attribute nor a member `servise`; did you mean `service`?"


def test_one_name_for_two_lines():
    @small.monthly
    def other():
        return 1

    other.name = "sales"
    first, second = small.chapter(sales, **PRICES), small.chapter(other, name="second", sheet="Second")
    second.lines[0].name = "sales"
    with pytest.raises(ModelError) as caught:
        small.of_chapters(first, second)
    assert str(caught.value) == f"{place(other)}: `sales` is declared twice; names are one flat space"


def test_one_name_for_a_line_and_an_assumption():
    assumption = small.number("Sales")
    first, second = small.chapter(sales, **PRICES), small.chapter(name="second", sheet="Second", sales=assumption)
    with pytest.raises(ModelError) as caught:
        small.of_chapters(first, second)
    assert str(caught.value) == f"{assumption.place}: `sales` is declared twice; names are one flat space"
    assert f"{assumption.place}".startswith(__file__)


def test_one_sheet_for_two_chapters():
    first, second = small.chapter(sales, **PRICES), small.chapter(name="second", sheet="First")
    first.sheet = "First"
    with pytest.raises(ModelError) as caught:
        small.of_chapters(first, second)
    assert str(caught.value) == f"chapters `{first.name}` and `second` have one sheet, First: rename one of them"


def test_a_parameter_of_a_chapter_that_may_be_absent_needs_a_default():
    @small.monthly
    def income(grants):
        return grants

    @small.monthly(kind=Kind.FLOW)
    def grants(price):
        return price

    grant_chapter = small.chapter(grants, name="grants", sheet="Grants", price=small.number())
    income_chapter = small.chapter(income, name="income", sheet="Income")
    with pytest.raises(ModelError) as caught:
        small.of_chapters(grant_chapter, income_chapter, setting=small.Setting(absent=["grants"]))
    assert str(caught.value) == in_line(income) + "`grants` belongs to a chapter that may be absent: give the parameter a default"


def test_a_name_that_a_person_mistypes():
    model = small.model(sales, segment_sales, **PRICES)
    with pytest.raises(PlanbookError, match=re.escape("`segment_sale` is not a line of this plan; did you mean `segment_sales`?")):
        model.find("segment_sale")
    with pytest.raises(PlanbookError, match=re.escape("`segment_sales` has no member `z`; its members are a, b")):
        model.find("segment_sales.z")
    with pytest.raises(PlanbookError, match=re.escape("`sales` has no member `a`; it has no members")):
        model.find("sales.a")


# Declarations.


def test_a_line_without_a_docstring():
    def bare(price):
        return price

    with pytest.raises(ModelError) as caught:
        line("Bare", unit=MONEY, kind=Kind.FLOW)(bare)
    assert str(caught.value) == f"{__file__}:{bare.__code__.co_firstlineno}: line `bare` has no docstring: its definition is missing"


def _documented(price):
    """A price."""
    return price


DOCUMENTED = f"{__file__}:{_documented.__code__.co_firstlineno}: "


def test_a_line_without_a_unit():
    with pytest.raises(ModelError, match=re.escape(DOCUMENTED + "line `_documented` has no unit=")):
        line("Documented", kind=Kind.FLOW)(_documented)


def test_a_line_without_a_kind():
    with pytest.raises(ModelError) as caught:
        line("Documented", unit=MONEY)(_documented)
    assert str(caught.value) == DOCUMENTED + "line `_documented` has no kind= (flow, balance, opening, ratio or factor)"


def test_convention_03_a_ratio_has_no_default_year():
    with pytest.raises(ModelError) as caught:
        line("Documented", unit=MONEY, kind=Kind.RATIO)(_documented)
    assert str(caught.value) == DOCUMENTED + "ratio `_documented` says no year=: recomputed, last or none"
    assert line("Documented", unit=MONEY, kind=Kind.RATIO, year=Year.LAST)(_documented).year is Year.LAST


def test_a_scalar_needs_neither_kind_nor_year():
    assert line("Documented", unit=MONEY, shape=Shape.SCALAR)(_documented).kind is Kind.FACTOR


# Order, circles, loops.


def test_convention_08_a_circle_within_a_month_names_its_lines():
    @small.monthly(opening=0)
    def interest(debt):
        return debt * 1

    @small.monthly(opening=0)
    def debt(cash):
        return 100 - cash

    @small.monthly(opening=0)
    def cash(interest):
        return 12 - interest

    said = refusal(interest, debt, cash)
    assert "a circle within one month: " in said
    assert said.endswith("; use prior(…) of one of them")
    names = said.split("month: ")[1].split(";")[0].split(" → ")
    assert set(names) == {"interest", "debt", "cash"}
    assert said.split(": ")[0] in {place(interest), place(debt), place(cash)}


def test_convention_08_a_line_of_itself_is_a_circle():
    @small.monthly(opening=0)
    def cash(cash):
        return cash + 1

    assert refusal(cash) == f"{place(cash)}: a circle within one month: cash; use prior(…) of one of them"


@pytest.mark.parametrize("use", [lambda debt: debt, lambda debt: prior(debt)])
def test_a_circle_through_the_openings(use: Callable[..., Any]):
    """In the opening column last month is the opening itself."""

    @small.monthly(opening=use)
    def cash(cash):
        return prior(cash) + 1

    @small.monthly(opening=lambda cash: cash)
    def debt(debt):
        return prior(debt) + 1

    assert "a circle within one month: " in refusal(cash, debt)


def test_a_loop_through_a_figure_of_the_whole_horizon():
    @small.monthly(opening=0)
    def feared(feared, spare):
        return prior(spare)

    @small.monthly(opening=0)
    def cash(cash, feared):
        return prior(cash) + 1 - feared

    @small.scalar
    def lowest_cash(cash):
        return lowest(cash)

    @small.monthly(opening=0)
    def spare(cash, lowest_cash):
        return cash - lowest_cash

    assert refusal(feared, cash, lowest_cash, spare) == (
        f"{place(lowest_cash)}: a loop through a figure of the whole horizon: `lowest_cash` needs all months of `cash`, "
        "which needs `lowest_cash`"
    )


def test_a_line_that_reads_a_line_below_it():
    @small.monthly
    def above(below):
        return below

    @small.monthly
    def below(price):
        return price

    assert refusal(above, below, **PRICES) == (
        f"{place(above)}: line `above` uses `below` of {place(below)}, which stands below it: "
        "the model reads from top to bottom, move one of them"
    )


def test_a_lag_may_read_a_line_below():
    @small.monthly(opening=0)
    def above(below):
        return prior(below)

    @small.monthly
    def below(month):
        return month

    assert small.figures(small.model(above, below))["above"].tolist() == [0, 0, 1, 2, 3]


def test_convention_01_trailing_in_its_own_loop():
    @small.monthly(kind=Kind.FLOW)
    def burn(recent_burn):
        return 1 + prior(recent_burn)

    @small.monthly
    def recent_burn(burn):
        return trailing(burn, 12)

    said = refusal(burn, recent_burn)
    assert said == f"{place(recent_burn)}: trailing(burn, …) reads this month inside its own loop: take prior(…) of a trailing line"


# Families.


@pytest.mark.parametrize(
    "use",
    [
        lambda segment_sales: segment_sales,
        lambda segment_sales: segment_sales + 1,
        lambda segment_sales: 1 - segment_sales,
        lambda segment_sales: -segment_sales,
        lambda segment_sales: segment_sales >= 1,
        lambda segment_sales: maximum(segment_sales, 0),
        lambda segment_sales: prior(segment_sales),
        lambda segment_sales: trailing(segment_sales, 12),
        lambda segment_sales: segment_sales**12,
    ],
)
def test_a_family_left_untotalled(use: Callable[..., Any]):
    use.__name__ = "company_sales"
    company_sales = small.monthly(use, opening=0)
    said = refusal(segment_sales, company_sales, **PRICES)
    families = "`segment_sales` exists for each segment: say total(segment_sales), total(…, by=…) or of(segment_sales, …)"
    assert said == in_line(company_sales) + families


def test_total_of_a_line_that_has_no_family():
    @small.monthly
    def company_sales(sales):
        return total(sales)

    assert refusal(sales, company_sales, **PRICES) == in_line(company_sales) + "total(sales) has no family left to sum over"


def test_total_of_an_expression():
    @small.monthly
    def company_sales(sales, price):
        return total(sales * price)

    said = refusal(sales, company_sales, **PRICES)
    assert said == in_line(company_sales) + "total(…) takes a named line: give this part a line of its own"


def test_total_by_an_attribute_needs_a_line_per_its_target():
    @small.monthly
    def company_sales(segment_sales):
        return total(segment_sales, by=SEGMENT.function)

    assert (
        refusal(segment_sales, company_sales, **PRICES)
        == in_line(company_sales) + "total(…, by=segment.function) needs a line per function"
    )


def test_of_a_line_without_an_open_family():
    @small.monthly
    def picked(sales):
        return of(sales, FUNCTION.service)

    said = refusal(sales, picked, **PRICES)
    assert said == in_line(picked) + "of(…) takes a line with exactly one family that this line does not share"


def test_of_a_twin_needs_a_line_of_the_twin():
    @small.monthly
    def picked(segment_sales):
        return of(segment_sales, Family("other", "Other", twin=SEGMENT))

    said = refusal(segment_sales, picked, **PRICES)
    assert said == in_line(picked) + "of(segment_sales, other) needs a line per other, the twin of segment"


def test_largest_without_an_open_family():
    @small.monthly
    def most(sales):
        return largest(sales)

    assert refusal(sales, most, **PRICES) == in_line(most) + "largest(sales) has no family left to look over"


def test_preceding_of_a_line_of_another_family():
    @small.monthly(per=SEGMENT)
    def running(sales):
        return preceding(sales, SEGMENT, 0)

    assert refusal(sales, running, **PRICES) == in_line(running) + "preceding(sales, segment): the line is not per segment"


def test_sum_product_of_different_members():
    @small.monthly
    def weighted(segment_sales, function_sales):
        return sum_product(segment_sales, function_sales)

    @small.monthly(per=FUNCTION)
    def function_sales(segment_sales):
        return total(segment_sales, by=SEGMENT.function)

    said = refusal(segment_sales, function_sales, weighted, **PRICES)
    assert said == in_line(weighted) + "sum_product(segment_sales, function_sales): the two are not lines of the same members"


def test_sum_product_of_a_family_and_a_line():
    @small.monthly
    def weighted(segment_sales, sales):
        return sum_product(segment_sales, sales)

    said = refusal(sales, segment_sales, weighted, **PRICES)
    assert said == in_line(weighted) + "sum_product(a, b) takes two named lines of the same family, or two monthly lines"


def test_an_assumption_that_a_member_does_not_have():
    @small.monthly(per=SEGMENT)
    def discounted(discount):
        return 1 - discount

    said = refusal(discounted, discount=small.number(per=SEGMENT, when=(SEGMENT.billing, "yearly")))
    assert said == in_line(discounted) + "`discount` is not given for a"


def test_a_choice_that_is_left_out():
    @small.monthly(per=SEGMENT)
    def billed(price):
        return by_choice(SEGMENT.billing, monthly=lambda: price)

    assert refusal(billed, **PRICES) == in_line(billed) + "by_choice(segment.billing) must name monthly, yearly"


def test_families_have_a_meaning_only_while_tracing():
    model = small.model(sales, segment_sales, **PRICES)
    assert model.row("sales").tree is not None
    with pytest.raises(ModelError, match="has a meaning only inside a line that is being traced"):
        by_choice(SEGMENT.billing, monthly=lambda: 1, yearly=lambda: 2)


# Python's decisions.

DECIDING = "Python's `if`, `and`, `or`, `not` cannot decide on an expression: use where(…)"


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda price: 1 if price > 0 else 0, DECIDING),
        (lambda price: price and 1, DECIDING),
        (lambda price: price or 1, DECIDING),
        (lambda price: not price, DECIDING),
        (lambda price: bool(price), DECIDING),
        (lambda price: max(price, 1), DECIDING),
        (lambda price: 0 < price < 1, DECIDING),
        (lambda price: price == 1, "`==` compares amounts to the last bit: use same(a, b), which is for whole numbers"),
        (lambda price: price != 1, "`!=` compares amounts to the last bit: use 1 - same(a, b), which is for whole numbers"),
        (lambda price: price in [1], "`==` compares amounts to the last bit: use same(a, b), which is for whole numbers"),
        (lambda price: "text", "its function returned 'text', not a formula"),
        (lambda price: None, "its function returned None, not a formula"),
        (lambda price: True, "its function returned True, not a formula"),
        (lambda price: price + "1", "'1' cannot stand in a formula"),
        (lambda price: price * True, "True cannot stand in a formula"),
        (lambda price: abs(price), "bad operand type for abs(): 'Line'; say it with the operators of the language"),
        (lambda price: price % 12, "unsupported operand type(s) for %: 'Line' and 'int'; say it with the operators of the language"),
    ],
)
def test_what_python_decides(use: Callable[..., Any], said: str):
    use.__name__ = "decided"
    decided = small.monthly(use)
    assert refusal(decided, **PRICES) == in_line(decided) + said


# Length and numbers.


def test_a_number_in_a_formula():
    @small.monthly
    def halved(price):
        return price * 0.5

    said = "the number 0.5 stands in the formula: declare it as a named constant or assumption"
    assert refusal(halved, **PRICES) == in_line(halved) + said


def test_a_number_in_an_opening():
    @small.monthly(opening=7)
    def carried(carried):
        return prior(carried)

    assert "the number 7 stands in the formula" in refusal(carried)


@pytest.mark.parametrize("number", [0, 1, 12, 100, -1])
def test_numbers_that_explain_themselves(number: int):
    @small.monthly
    def counted(price):
        return price + number

    assert small.figures(small.model(counted, price=small.number()), {"price": 2})["counted"][1] == 2 + number


OPERANDS = {name: small.number() for name in "abcdefgh"}


def test_eight_operands():
    @small.monthly
    def long(a, b, c, d, e, f, g, h):
        return a + b + c + d + e + f + g + h

    assert refusal(long, **OPERANDS) == in_line(long) + "8 operands, at most 7 stay readable: name the parts"


def test_seven_operands():
    @small.monthly
    def long(a, b, c, d, e, f, g):
        return a + b + c + d + e + f + g

    assert small.figures(small.model(long, **OPERANDS), dict.fromkeys("abcdefgh", 2))["long"][1] == 14


def test_an_operand_counts_wherever_it_stands():
    @small.monthly
    def long(a, b, c, d):
        return a * b + b * c + c * d + d * a

    assert refusal(long, **OPERANDS) == in_line(long) + "8 operands, at most 7 stay readable: name the parts"


# Division and powers.


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda price: 1 / price, "÷ by `price`, which may be zero: use ratio(…), or give its line sign=POSITIVE"),
        (lambda price: price / 0, "÷ by `0`, which may be zero: use ratio(…), or give its line sign=POSITIVE"),
        (lambda price, count: 1 / (count - price), "÷ by `subtract(count, price)`, which may be zero: use ratio(…), or give its line"),
        (lambda price: 1 / (1 + price), "÷ by `add(1, price)`, which may be zero"),
        (lambda count: 1 / (1 - count), "÷ by `subtract(1, count)`, which may be zero"),
        (lambda price, count: modulo(count, price), "÷ by `price`, which may be zero"),
        (lambda price: price**12, "power of `price`, which may be zero or negative: give its line sign=POSITIVE"),
        (lambda price: (1 - price) ** 12, "power of `subtract(1, price)`, which may be zero or negative"),
        (lambda count: (-count) ** 12, "power of `negate(count)`, which may be zero or negative"),
    ],
)
def test_convention_08_division_and_powers(use: Callable[..., Any], said: str):
    use.__name__ = "divided"
    divided = small.monthly(use)
    assert refusal(divided, **COUNTS).startswith(in_line(divided) + said)


@pytest.mark.parametrize(
    ("use", "allowed"),
    [
        (lambda rate: 1 / (1 + rate), {"above": -1.5}),
        (lambda rate: 1 / (1 + rate), {"low": -1}),
        (lambda rate: 1 / (1 - rate), {"below": 1.5}),
        (lambda rate: 1 / (1 - rate), {"high": 1}),
        (lambda rate: 12 / (12 + rate), {"above": -1}),
        (lambda rate: 1 / rate, {"low": 0}),
        (lambda rate: 1 / maximum(0, rate), {"low": 0}),
    ],
)
def test_convention_08_bounds_that_do_not_keep_zero_out(use: Callable[..., Any], allowed: dict[str, float]):
    use.__name__ = "divided"
    assert "which may be zero" in refusal(small.monthly(use), rate=small.number(**allowed))


@pytest.mark.parametrize(
    ("use", "want"),
    [
        (lambda price, count: price / count, 3),
        (lambda price: price / 12, 1),
        (lambda price, count, growth: price / (1 + growth), 8),
        (lambda price, loss: price / (1 - loss), 24),
        (lambda price, count: price / (count + 1), 12 / 5),
        (lambda price, count: price / maximum(price, count), 1),
        (lambda price, count: price / (count * count), 12 / 16),
        (lambda price, count: price / count**12, 12 / 4**12),
        (lambda price, growth: (1 + growth) ** price, 1.5**12),
    ],
)
def test_division_by_what_cannot_be_zero(use: Callable[..., Any], want: float):
    use.__name__ = "divided"
    divided = small.monthly(use)
    named = {
        "price": small.number(),
        "count": small.number(above=0),
        "growth": small.number(above=-1),
        "loss": small.number(low=0, below=1),
    }
    figures = small.figures(small.model(divided, **named), {"price": 12, "count": 4, "growth": 0.5, "loss": 0.5})
    assert figures["divided"][1] == pytest.approx(want, rel=1e-12)


# Operators of time, age and horizon.


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("prior", lambda sales, price: prior(sales - price)),
        ("trailing", lambda sales, price: trailing(sales - price, 12)),
        ("sum_axis", lambda sales: sum_months(sales + 1)),
        ("at_position", lambda sales: at_month(-sales, 1)),
        ("lowest", lambda sales: lowest(sales * sales)),
        ("highest", lambda sales: highest(maximum(sales, 0))),
        ("first_where", lambda sales: first_month_where(sales > 0)),
        ("irr", lambda sales: irr(sales - 1, 0)),
        ("over_cohorts", lambda sales: over_cohorts(sales - 1)),
        ("at_age", lambda sales: at_age(sales - 1)),
        ("prior", lambda sales: prior(prior(sales))),
    ],
)
def test_operators_of_time_take_a_named_line(name: str, use: Callable[..., Any]):
    use.__name__ = "looking"
    looking = small.monthly(use, opening=0)
    assert refusal(sales, looking, **PRICES) == in_line(looking) + f"{name}(…) takes a named line: give this part a line of its own"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("prior", lambda price: prior(price)),
        ("trailing", lambda price: trailing(price, 12)),
        ("sum_axis", lambda price: sum_months(price)),
        ("at_position", lambda price: at_month(price, 1)),
        ("lowest", lambda price: lowest(price)),
        ("sum_product_months", lambda sales, price: sum_product(sales, price)),
    ],
)
def test_operators_of_time_take_a_line_over_time(name: str, use: Callable[..., Any]):
    use.__name__ = "looking"
    looking = small.monthly(use, opening=0)
    assert refusal(sales, looking, **PRICES) == in_line(looking) + f"{name}(price, …): `price` runs over scalar"


def test_a_lag_is_at_least_a_month():
    @small.monthly
    def looking(sales):
        return prior(sales, 0)

    assert refusal(sales, looking, **PRICES) == in_line(looking) + "prior(sales, 0): at least one month back"


def test_a_scalar_line_that_reads_a_monthly_one():
    @small.scalar
    def once(sales):
        return sales + 1

    assert refusal(sales, once, **PRICES) == in_line(once) + (
        "`sales` runs over months, this line over scalar: say at_month, look_up, sum_months, at_age or over_cohorts"
    )


def test_a_scalar_line_that_reads_last_month():
    @small.scalar
    def once(sales):
        return prior(sales)

    assert "`sales` runs over months, this line over scalar" in refusal(sales, once, **PRICES)


@line("Cohort", unit=FACTOR, shape=Shape.COHORTS, opening=0)
def cohort(cohort, price):
    """A cohort that stays."""
    return starts * price + prior(cohort)


@line("Curve", unit=FACTOR, shape=Shape.AGES, opening=1)
def curve(curve):
    """A curve."""
    return prior(curve)


@pytest.mark.parametrize("use", [lambda cohort: cohort, lambda cohort: cohort + over_cohorts(cohort), lambda cohort: 1 - cohort])
def test_a_monthly_line_that_reads_a_cohort_line(use: Callable[..., Any]):
    use.__name__ = "customers"
    customers = small.monthly(use, opening=0)
    said = refusal(cohort, customers, **PRICES)
    assert said.startswith(in_line(customers) + "`cohort` runs over cohorts, this line over months: say at_month")


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda price: starts * price, "starts has a meaning only in a cohort line"),
        (lambda curve: at_age(curve), "at_age has a meaning only in a cohort line"),
        (lambda sales: over_cohorts(sales), "over_cohorts(sales, …): `sales` runs over months"),
        (lambda cohort: trailing(cohort, 12), "trailing(cohort, …): `cohort` runs over cohorts"),
        (lambda cohort: over_cohorts(cohort, from_age=2), "over_cohorts(…, from_age=2): only 0, 1, 12 or 100 may stand in a formula"),
        (lambda curve: curve, "`curve` runs over ages, this line over months: say at_month, look_up, sum_months, at_age or over_cohorts"),
        (lambda curve: prior(curve), "`curve` runs over ages, this line over months"),
    ],
)
def test_cohorts_and_ages_where_they_have_no_meaning(use: Callable[..., Any], said: str):
    use.__name__ = "customers"
    customers = small.monthly(use, opening=0)
    chapters = [small.chapter(curve, name="ages", sheet="Ages"), small.chapter(sales, cohort, customers, **PRICES)]
    with pytest.raises(ModelError) as caught:
        small.of_chapters(*chapters)
    assert str(caught.value).startswith(in_line(customers) + said)


# Openings.


def test_convention_01_a_stock_without_an_opening():
    @small.monthly(kind=Kind.BALANCE)
    def cash(cash, sales):
        return prior(cash) + sales

    assert refusal(sales, cash, **PRICES) == in_line(cash) + "a stock that carries on from last month must state its opening="


def test_convention_01_a_factor_without_an_opening():
    @small.monthly(opening=None)
    def index(price):
        return price

    assert refusal(index, **PRICES) == in_line(index) + 'say what it is before month 1: opening=0, a function, or "same"'


def test_a_cohort_line_without_an_opening():
    @line("Cohort", unit=FACTOR, shape=Shape.COHORTS)
    def unopened(unopened, price):
        """A cohort that stays."""
        return starts * price + prior(unopened)

    said = "say what its cohorts are before month 1: opening=0, or a function"
    assert refusal(unopened, **PRICES) == in_line(unopened) + said


# Not available.


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("minimum", lambda share: minimum(share, 1)),
        ("maximum", lambda share: maximum(0, share)),
        ("at_least", lambda share: share >= 1),
        ("more_than", lambda share: share < 1),
        ("same", lambda share: same(share, 1)),
        ("absolute", lambda share: absolute(share)),
        ("roundup", lambda share: roundup(share)),
        ("modulo", lambda share: modulo(share, 12)),
        ("trailing", lambda share: trailing(share, 12)),
        ("difference", lambda share: difference(share, 1)),
        ("minimum", lambda share: minimum(share + 1, 1)),
        ("sum_axis", lambda share: sum_months(share)),
        ("lowest", lambda share: lowest(share)),
        ("sum_product_months", lambda share, sales: sum_product(share, sales)),
    ],
)
def test_convention_07_what_may_be_blank_is_refused(name: str, use: Callable[..., Any]):
    use.__name__ = "compared"
    compared = small.monthly(use, opening=0)
    said = f"{name}(…) of what may be not available: say or_else(…, 0) if that is what is meant"
    assert refusal(sales, share, compared, **PRICES) == in_line(compared) + said


def test_convention_07_a_total_of_what_may_be_blank():
    @small.monthly(per=SEGMENT)
    def segment_share(segment_sales, segment_price):
        return ratio(segment_sales, segment_price)

    @small.monthly
    def summed(segment_share):
        return total(segment_share)

    said = refusal(segment_sales, segment_share, summed, **PRICES)
    assert said == in_line(summed) + "total(…) of what may be not available: say or_else(…, 0) if that is what is meant"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("where", lambda share, sales: where(share, sales, 0)),
        ("choose", lambda share, sales: choose(share, sales, 0)),
        ("prior", lambda sales, once: prior(sales, once)),
        ("at_position", lambda sales, once: at_month(sales, once)),
    ],
)
def test_convention_07_nothing_is_decided_on_a_blank(name: str, use: Callable[..., Any]):
    use.__name__ = "decided"
    decided = small.monthly(use, opening=0)
    once = small.scalar(lambda price: ratio(1, price))
    once.name = "once"
    said = f"{name}(…) decides on what may be not available: say or_else(…, 0)"
    assert refusal(sales, share, once, decided, **PRICES) == in_line(decided) + said


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("ratio", lambda sales, price: 1 + ratio(sales, price)),
        ("ratio", lambda sales, price: ratio(ratio(sales, price), price)),
        ("ratio", lambda sales, price: or_else(1 - ratio(sales, price), 0)),
        ("ratio", lambda sales, price: ratio(sales, price) - ratio(price, sales)),
        ("first_where", lambda positive: first_month_where(positive) + 1),
        ("irr", lambda positive: irr(positive, 0) + 1),
        ("not_available", lambda price: price * not_available),
        ("where", lambda price, share: 1 + where(price > 0, share, 0)),
        ("choose", lambda price, share: 1 - choose(price, share, 0)),
        ("or_else", lambda price, share: price * or_else(share, share)),
    ],
)
def test_convention_07_what_makes_a_blank_stands_alone(name: str, use: Callable[..., Any]):
    use.__name__ = "nested"
    nested = small.monthly(use, opening=0)
    positive = small.monthly(lambda sales: sales > 0)
    positive.name = "positive"
    said = f"{name}(…) may be not available, so it stands alone in its line (or directly in or_else): give it a line of its own"
    assert refusal(sales, share, positive, nested, **PRICES) == in_line(nested) + said


def test_convention_07_or_else_lets_it_in():
    @small.monthly
    def compared(share, price):
        return maximum(or_else(share, 0), price)

    assert not small.model(sales, share, compared, **PRICES).row("compared").blank


def test_convention_23_a_check_that_may_be_blank():
    @check("The share is one.")
    def share_is_one(share):
        """The share is one."""
        return share - 1

    assert refusal(sales, share, share_is_one, **PRICES) == in_line(share_is_one) + "a check may not be not available: it would pass unseen"


# Years.


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda sales: ratio(prior(sales), 12), "year=RECOMPUTED, but prior(…) has no meaning over years: use LAST or NONE"),
        (lambda sales: trailing(sales, 12), "year=RECOMPUTED, but trailing(…) has no meaning over years: use LAST or NONE"),
        (lambda stock: prior(stock, 12), "year=RECOMPUTED, but prior(…) has no meaning over years: use LAST or NONE"),
        (lambda cohort: over_cohorts(cohort), "year=RECOMPUTED, but over_cohorts(…) has no meaning over years: use LAST or NONE"),
        (lambda sales, month: sales * month, "year=RECOMPUTED, but `month` has no year"),
    ],
)
def test_convention_03_recomputed_where_it_has_no_meaning(use: Callable[..., Any], said: str):
    use.__name__ = "yearly"
    yearly = small.monthly(use, kind=Kind.RATIO, year=Year.RECOMPUTED)
    stock = small.monthly(lambda sales: 1 + sales, kind=Kind.BALANCE)
    stock.name = "stock"
    assert refusal(sales, stock, cohort, yearly, **PRICES) == in_line(yearly) + said


def test_convention_03_recomputed_may_look_back_at_a_balance():
    @small.monthly(kind=Kind.BALANCE)
    def stock(sales):
        return sales

    @small.monthly(kind=Kind.RATIO, year=Year.RECOMPUTED)
    def turnover(sales, stock):
        return ratio(sales, prior(stock))

    assert small.model(sales, stock, turnover, **PRICES).row("turnover").year is Year.RECOMPUTED
