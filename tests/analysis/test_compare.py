"""Comparing scenarios: Shapley values against games whose values are known, bridges that add up, in any order."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from random import Random

import pytest

from extent import few
from planbook.analysis.compare import TOGETHER, Group, bridges_between, compare, game, groups
from planbook.language.errors import PlanbookError
from planbook.plan import load
from plans.shipped import SHIPPED, shipped


def test_the_glove_game() -> None:
    """Two left gloves and a right one, a pair is worth 1: the right one gets 2/3, each left one 1/6 (Shapley and Shubik)."""
    found = game(["left", "other left", "right"], lambda owned: float("right" in owned and len(owned) > 1))
    assert found == pytest.approx({"left": 1 / 6, "other left": 1 / 6, "right": 2 / 3})


def test_the_airport_game() -> None:
    """Runways that cost 12, 28, 30 for three planes: the first 12 by three, the next 16 by two, the rest by the largest
    (Littlechild and Owen 1973)."""
    costs = {"small": 12, "middle": 28, "large": 30}
    found = game(list(costs), lambda landing: max((costs[plane] for plane in landing), default=0))
    assert found == pytest.approx({"small": 4, "middle": 12, "large": 14})


def test_values_are_the_average_over_all_orders() -> None:
    dice = Random(7)
    names = ["a", "b", "c", "d", "e"]
    worth = {frozenset(some): dice.uniform(-5, 5) for size in range(6) for some in itertools.combinations(names, size)}
    orders = list(itertools.permutations(names))
    for name in names:
        added = [worth[frozenset(order[: order.index(name) + 1])] - worth[frozenset(order[: order.index(name)])] for order in orders]
        assert game(names, worth.__getitem__)[name] == pytest.approx(math.fsum(added) / len(orders))
    assert game(names[::-1], worth.__getitem__) == pytest.approx(game(names, worth.__getitem__), abs=1e-12)


def test_nine_parts_are_too_many() -> None:
    with pytest.raises(PlanbookError, match="at most 8 parts"):
        game("abcdefghi", lambda _: 0.0)


@pytest.mark.parametrize("name", few(SHIPPED, 2))
def test_bridges_add_up(name: str) -> None:
    found = compare(shipped(name))
    assert len(found.bridges) >= 6
    for bridge in found.bridges:
        apart = bridge.after - bridge.before
        assert math.fsum(bridge.parts.values()) == pytest.approx(apart, rel=1e-12, abs=1e-12 * max(1.0, abs(bridge.before)))
        assert bridge.before == pytest.approx(float(shipped(name).run(bridge.start).arrays[bridge.row][-1].ravel()[0]))
        assert bridge.after == pytest.approx(float(shipped(name).run(bridge.end).arrays[bridge.row][-1].ravel()[0]))


def test_a_bridge_does_not_depend_on_the_order_of_its_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = shipped("securecloud")
    start, end = plan.run("base"), plan.run("downside")
    rows = [plan.model.row("enterprise_value")]
    parts = groups(start, end)
    assert 3 <= len(parts) <= 8
    (usual,) = bridges_between(start, end, rows)
    monkeypatch.setattr("planbook.analysis.compare.groups", lambda *_: parts[::-1])
    (turned,) = bridges_between(start, end, rows)
    assert turned.parts == pytest.approx(usual.parts, rel=1e-12)


BASE = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, churn: 0%/month, new_customers: 0, opening_customers: 10, opening_price: 100}}
departments: {dev: {function: research_development, heads: 1, salary: 1200}}
opening_balance: {cash: 50_000, paid_in_capital: 50_000}
"""


def test_a_bridge_by_hand(tmp_path: Path) -> None:
    """Ten customers at 100 become 20 at 120: MRR 1,000 → 2,400. Customers alone bring 1,000, price alone 200, both 200 more: halved."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    other = "extends: base.yaml\nsegments: {a: {opening_customers: × 2, opening_price: × 1.2, price: × 1.2}}\n"
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    found = compare(load(tmp_path), of=["closing_mrr"])
    (bridge,) = found.bridges
    assert (bridge.before, bridge.after, bridge.shapley) == (1000, 2400, True)
    wanted = {"List price per month": 0, "Opening customers": 1100, "Price opening customers pay": 300}
    assert {name.partition(":")[0]: value for name, value in bridge.parts.items()} == pytest.approx(wanted)
    paths = {each.path: each for each in found.differences}
    assert set(paths) == {"segments.a.price", "segments.a.opening_customers", "segments.a.opening_price"}
    assert paths["segments.a.opening_customers"].written == {"base": "10", "other": "10 × 2"}


def test_more_groups_are_changed_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they do beyond that stands apart, and all adds up."""
    plan = shipped("securecloud")
    start, end = plan.run("base"), plan.run("downside")
    finer = [Group(f"{part.name} {key}", frozenset([key])) for part in groups(start, end) for key in sorted(part.keys)]
    assert len(finer) > 20
    monkeypatch.setattr("planbook.analysis.compare.groups", lambda *_: finer)
    (bridge,) = bridges_between(start, end, [plan.model.row("closing_arr")])
    assert not bridge.shapley
    assert list(bridge.parts)[-1] == TOGETHER
    assert math.fsum(bridge.parts.values()) == pytest.approx(bridge.after - bridge.before, rel=1e-12)


def test_orders_without_a_figure_are_left_out() -> None:
    """Of v(b) = 1, v(c) = 2, v(ab) = 4, v(ac) = 3, v(bc) = 5, v(abc) = 9, and none for a alone: four orders begin with b or c.

    b a c: 1, 3, 5; b c a: 1, 4, 4; c a b: 2, 1, 6; c b a: 2, 3, 4. On average a adds (3 + 4 + 1 + 4) ÷ 4 = 3, b (1 + 1 + 6 + 3) ÷ 4
    = 2.75, c (5 + 4 + 2 + 2) ÷ 4 = 3.25.
    """
    worth = {"": 0.0, "a": math.nan, "b": 1.0, "c": 2.0, "ab": 4.0, "ac": 3.0, "bc": 5.0, "abc": 9.0}
    found = game("abc", lambda chosen: worth["".join(sorted(chosen))])
    assert found == {"a": 3.0, "b": 2.75, "c": 3.25}
    assert game("ab", lambda chosen: math.nan if len(chosen) == 1 else float(len(chosen))) == {}


def test_enterprise_value_is_explained_where_some_orders_have_none() -> None:
    """SecureCloud without half of its customers and with all of its people is worth nothing that a DCF could say."""
    (bridge,) = compare(shipped("securecloud"), ["base", "stress"], of=["enterprise_value"]).bridges
    assert 0 < bridge.orders < 1
    assert math.fsum(bridge.parts.values()) == pytest.approx(bridge.after - bridge.before, rel=1e-12)


def test_what_is_written_of_some_months(tmp_path: Path) -> None:
    """A factor, steps, and the value that they change, each with its month."""
    (tmp_path / "base.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "low.yaml").write_text("""extends: base.yaml
segments:
  a:
    new_customers: {change: × 0.5, from: 2027-03, for: 6 months}
    churn: [{change: × 2, from: 2027-02, for: 2 months}, {change: + 1pp, from: 2027-10}]
""", encoding="utf-8")  # fmt: skip
    found = {each.path: each.written for each in compare(load(tmp_path)).differences}
    assert found == {
        "segments.a.new_customers": {"base": "10", "low": "× 0.5 from 2027-03"},
        "segments.a.churn": {"base": "1%/month", "low": "1%/month × 2 from 2027-02, 1%/month + 1pp from 2027-10"},
    }


PLAN = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 100, churn: 1%/month, new_customers: {value: 10, growth: 2%/month}}}
opening_balance: {cash: 100_000, paid_in_capital: 100_000}
"""
