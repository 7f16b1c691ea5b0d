"""Liquidation waterfalls: by hand, against a second method that tries every choice of conversion, and properties."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance
from planbook.finance import ShareClass

COMMON = ShareClass("common", 60)
PLAIN = ShareClass("A", 40, preference=100)


def amounts(exit_value: float, *classes: ShareClass) -> list[float]:
    """What each class gets, in order."""
    return list(finance.waterfall(exit_value, classes).amounts.values())


@pytest.mark.parametrize(
    ("exit_value", "expected", "converting"),
    [(0, [0, 0], ()), (80, [0, 80], ()), (100, [0, 100], ()), (200, [100, 100], ()), (250, [150, 100], ()), (500, [300, 200], ("A",))],
)
def test_non_participating(exit_value: float, expected: list[float], converting: tuple[str, ...]) -> None:
    """A holds 40 % and 100 first: it converts where 40 % of all is more, above 250."""
    found = finance.waterfall(exit_value, [COMMON, PLAIN])
    assert list(found.amounts.values()) == pytest.approx(expected)
    assert found.converting == converting


def test_participating_takes_both() -> None:
    both = ShareClass("A", 40, preference=100, participating=True)
    assert amounts(500, COMMON, both) == pytest.approx([240, 260])
    assert finance.waterfall(1e6, [COMMON, both]).converting == ()


def test_capped_participation_stops_and_then_converts() -> None:
    """With a cap of 200: 100 + 40 % of the rest reaches it at 350; 40 % of all exceeds it above 500."""
    capped = ShareClass("A", 40, preference=100, participating=True, cap=200)
    assert amounts(300, COMMON, capped) == pytest.approx([120, 180])
    assert amounts(350, COMMON, capped) == pytest.approx([150, 200])
    assert amounts(450, COMMON, capped) == pytest.approx([250, 200])
    assert amounts(1_000, COMMON, capped) == pytest.approx([600, 400])
    assert finance.waterfall(450, [COMMON, capped]).converting == ()
    assert finance.waterfall(1_000, [COMMON, capped]).converting == ("A",)


def test_seniority_and_equal_rank() -> None:
    """C before B and A, which share in proportion to 30 and 10."""
    classes = [COMMON, ShareClass("A", 10, 10), ShareClass("B", 10, 30), ShareClass("C", 20, 50, seniority=1)]
    assert amounts(40, *classes) == pytest.approx([0, 0, 0, 40])
    assert amounts(70, *classes) == pytest.approx([0, 5, 15, 50])
    assert amounts(96, *classes) == pytest.approx([6 * 6 / 6, 10, 30, 50])


@st.composite
def tables(draw: st.DrawFn) -> list[ShareClass]:
    """Common and up to four preferred classes of every kind."""
    classes = [ShareClass("common", draw(st.integers(1, 100)))]
    for name in "ABCD"[: draw(st.integers(0, 4))]:
        preference, participating = float(draw(st.integers(1, 100))), draw(st.booleans())
        cap = preference * draw(st.floats(1, 4)) if participating and draw(st.booleans()) else None
        classes.append(ShareClass(name, draw(st.integers(0, 100)), preference, participating, cap, draw(st.integers(0, 2))))
    return classes


def paid(exit_value: float, classes: list[ShareClass], converting: set[str]) -> dict[str, float]:
    """A second method: given who converts, preferences by rank, then the rest share by share, those at their cap leaving."""
    kept = [each for each in classes if each.name not in converting]
    found, left = {each.name: 0.0 for each in classes}, exit_value
    for rank in (2, 1, 0):
        due = {each.name: each.preference for each in kept if each.seniority == rank}
        part = min(1.0, left / sum(due.values())) if sum(due.values()) else 0.0
        found |= {name: amount * part for name, amount in due.items()}
        left -= sum(due.values()) * part
    sharing = {each.name: each for each in classes if each.name in converting or each.participating or each.preference == 0}
    while left > 1e-9 and sum(each.shares for each in sharing.values()) > 0:
        room = {
            name: (each.cap - found[name]) / each.shares
            for name, each in sharing.items() if each.cap is not None and name not in converting and each.shares
        }  # fmt: skip
        step = min([left / sum(each.shares for each in sharing.values()), *(max(0.0, each) for each in room.values())])
        for name, each in sharing.items():
            found[name] += step * each.shares
        left -= step * sum(each.shares for each in sharing.values())
        sharing = {name: each for name, each in sharing.items() if room.get(name, step + 1) > step}
    return found


@given(tables(), st.floats(0, 2_000))
@settings(max_examples=150, deadline=None)
def test_all_is_paid_and_nobody_would_choose_otherwise(classes: list[ShareClass], exit_value: float) -> None:
    """The second method, given the same conversions, pays the same; with any one choice turned round, its class gets no more."""
    found = finance.waterfall(exit_value, classes)
    assert sum(found.amounts.values()) == pytest.approx(exit_value, rel=1e-12, abs=1e-12)
    converting = set(found.converting)
    size = 1e-6 * (1 + exit_value)
    assert paid(exit_value, classes, converting) == pytest.approx(found.amounts, abs=size)
    for each in classes[1:]:
        turned = paid(exit_value, classes, converting ^ {each.name})
        assert turned[each.name] <= found.amounts[each.name] + size


@given(tables(), st.lists(st.floats(0, 2_000), min_size=2, max_size=2))
@settings(max_examples=100, deadline=None)
def test_a_larger_exit_is_worse_for_nobody(classes: list[ShareClass], exits: list[float]) -> None:
    small, large = (finance.waterfall(value, classes).amounts for value in sorted(exits))
    assert all(large[name] >= small[name] - 1e-9 for name in small)


@given(tables(), st.floats(0.5, 300))
@settings(max_examples=100, deadline=None)
def test_the_smallest_exit_that_pays_an_amount(classes: list[ShareClass], wanted: float) -> None:
    """At it the class has the amount, just below it less."""
    for each in classes:
        if each.shares or wanted <= each.preference:
            exit_value = finance.breakeven_exit(classes, each.name, wanted)
            assert finance.waterfall(exit_value, classes).amounts[each.name] == pytest.approx(wanted, rel=1e-6)
            assert finance.waterfall(exit_value * 0.999, classes).amounts[each.name] < wanted


def test_break_even_by_hand() -> None:
    """A has its 100 back at 100, twice that at 500, when it has converted; common holders have 150 at 250."""
    assert [finance.breakeven_exit([COMMON, PLAIN], "A", amount) for amount in (0, 100, 200)] == pytest.approx([0, 100, 500])
    assert finance.breakeven_exit([COMMON, PLAIN], "common", 150) == pytest.approx(250)


def test_order_does_not_matter() -> None:
    classes = [COMMON, PLAIN, ShareClass("B", 30, 60, participating=True, cap=90), ShareClass("C", 20, 10, seniority=1)]
    for order in itertools.permutations(classes):
        assert finance.waterfall(333, order).amounts == pytest.approx(finance.waterfall(333, classes).amounts)
