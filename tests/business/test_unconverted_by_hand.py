"""SAFEs that wait at an exit against a second computation: every set of those who take money is tried.

In each set the others are issued shares by their caps, and what is left after the money is divided by all shares. A set in
which nobody alone would gain by the other decision is what may happen. It shares nothing with the model.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from random import Random

import numpy as np

import worked
from planbook.backends.reference import evaluate

KINDS = {"a": "post_money", "b": "post_money", "c": "pre_money", "d": "pre_money", "e": "post_money"}
CASES, BEFORE, EXIT = 3_000, 8_000_000, "at_100"
SETTING = worked.Setting(
    months=2, families={"round": {"seed": {}}, "safe": {name: {"kind": kind} for name, kind in KINDS.items()}, "note": {}, "holder": {}}
)
Chosen = frozenset[str]


@dataclass
class Safe:
    """A SAFE: what it put in, its terms, and what it takes where it takes money."""

    amount: float
    cap: float
    discount: float
    post: bool

    @property
    def money(self) -> float:
        return self.amount / (1 - self.discount)


def shared(safes: dict[str, Safe], equity: float, takers: Chosen) -> dict[str, float]:
    """What each gets when these take money: shares are issued until each post-money cap has its part of all of them."""
    left = max(0.0, equity - sum(safes[name].money for name in takers))
    capped = {name: safe for name, safe in safes.items() if name not in takers and safe.cap}
    old = {name: safe.amount / (safe.cap / BEFORE) for name, safe in capped.items() if not safe.post}
    owned = {name: safe.amount / safe.cap for name, safe in capped.items() if safe.post}
    everything = (BEFORE + sum(old.values())) / (1 - sum(owned.values()))
    shares = dict.fromkeys(safes, 0.0) | old | {name: part * everything for name, part in owned.items()}
    return {name: safe.money if name in takers else left * shares[name] / everything for name, safe in safes.items()}


def stable(safes: dict[str, Safe], equity: float) -> dict[Chosen, dict[str, float]]:
    """Every set of takers of whom nobody, taker or not, would gain alone by the other decision."""
    sets = [frozenset(chosen) for size in range(len(safes) + 1) for chosen in itertools.combinations(safes, size)]
    got = {takers: shared(safes, equity, takers) for takers in sets}
    return {
        takers: mine for takers, mine in got.items()
        if all(got[takers ^ {name}][name] <= mine[name] * (1 + 1e-12) for name in safes)
    }  # fmt: skip


def cast(dice: Random) -> tuple[dict[str, Safe], float]:
    """Random SAFEs, some of them absent, without cap, or all on the same terms, and what is left for them and shares."""
    only = dice.choice((None, True, False))  # of both kinds, or of one
    terms = lambda: (dice.uniform(1e5, 8e5), dice.choice((0, 1, 1, 1)) * dice.uniform(3e6, 9e6), dice.choice((0, 0, 0.2, 0.5)))  # noqa: E731
    all_alike = dice.choice((None, None, None, terms()))
    safes = {}
    for name, kind in KINDS.items():
        amount, cap, discount = all_alike or terms()
        there = dice.random() < 0.8 and only in (None, kind == "post_money")
        safes[name] = Safe(amount * there, cap, discount, kind == "post_money")
    return safes, dice.choice((0, 1, 4, 4, 10)) * 1e6 * dice.uniform(0.3, 2.5)


def drawn() -> tuple[list[tuple[dict[str, Safe], float]], dict[str, np.ndarray]]:
    """Random cases, and what the model makes of them."""
    dice = Random(20261127)
    cases = [cast(dice) for _ in range(CASES)]
    model = SETTING.model()
    usual = {row.key: worked._usual(row) for row in model.rows if row.source == "input"}
    terms = {
        f"safe_{term}.{name}": np.array([getattr(safes[name], term) for safes, _ in cases])
        for name in KINDS for term in ("amount", "cap", "discount")
    }  # fmt: skip
    months = {f"safe_month.{name}": 0.0 for name in KINDS}
    equities = dict.fromkeys(model.by_name["before_safes"], np.array([equity for _, equity in cases]))
    arrays = evaluate(model, {**usual, "round_amount.seed": 0.0, **months, **terms}, equities)
    return cases, {row.key: values for row, values in arrays.items()}


DRAWN, FIGURES = drawn()


def paid(number: int) -> dict[str, float]:
    return {name: float(FIGURES[f"safe_paid.{EXIT}.{name}"][number]) for name in KINDS}


def test_random_payouts_are_those_of_free_decisions():
    """What the model pays is one of the stable outcomes; with SAFEs of one kind, the one in which most use their caps."""
    seen = {"all money": 0, "all caps": 0, "some money": 0, "both kinds": 0, "two ways": 0, "scarce": 0}
    for number, (safes, equity) in enumerate(DRAWN):
        waiting = {name: safe for name, safe in safes.items() if safe.amount}
        outcomes = stable(waiting, equity)
        takers = frozenset(name for name in waiting if FIGURES[f"safe_takes_money.{EXIT}.{name}"][number])
        kinds = {safe.post for safe in waiting.values() if safe.cap}
        assert takers in outcomes, (number, takers, outcomes)
        if len(kinds) == 1:
            assert len(takers) == min(map(len, outcomes)), number
        owed = sum(outcomes[takers].values())
        wanted = {name: amount * min(1, equity / owed) for name, amount in outcomes[takers].items()}
        assert all(np.isclose(paid(number)[name], wanted.get(name, 0.0), rtol=1e-9, atol=1e-6) for name in KINDS), number
        seen["all money"] += bool(waiting) and len(takers) == len(waiting)
        seen["all caps"] += bool(waiting) and not takers
        seen["some money"] += 0 < len(takers) < len(waiting)
        seen["both kinds"] += len({safe.post for name, safe in waiting.items() if name not in takers}) == 2
        seen["two ways"] += len(outcomes) > 1
        seen["scarce"] += owed > equity
    assert min(seen.values()) >= 3, seen


def test_payouts_add_up_to_what_is_left():
    everybody = sum(FIGURES[f"safe_paid.{EXIT}.{name}"] for name in KINDS) + FIGURES[f"exit_equity.{EXIT}"]
    np.testing.assert_allclose(everybody, FIGURES[f"before_safes.{EXIT}"], rtol=1e-12, atol=1e-6)


def test_the_check_holds():
    assert not FIGURES["safe_choice_residual"].any()


def test_of_two_kinds_somebody_may_always_change():
    """The case of the worked table in which the check fails: no set of takers is stable; at a little more or less one is."""
    safes = {
        "one": Safe(60, 600, 0, True), "two": Safe(90, 600, 0.25, True), "three": Safe(75, 375, 0, False), "four": Safe(60, 200, 0, False),
    }  # fmt: skip
    assert [len(stable(safes, equity)) for equity in (742, 744, 746)] == [1, 0, 1]


def test_where_nothing_waits_shares_have_all():
    nothing = [number for number, (safes, _) in enumerate(DRAWN) if not any(safe.amount for safe in safes.values())]
    assert nothing
    for number in nothing:
        assert not any(paid(number).values())
        assert FIGURES[f"exit_equity.{EXIT}"][number] == FIGURES[f"before_safes.{EXIT}"][number]


def test_a_pre_money_safe_has_a_third_where_its_cap_gives_it_half_of_the_shares_before():
    """1m at a cap of 2m beside 8,000,000 shares: 4,000,000 new ones, a third of 15,322,163, which is 5,107,387.67."""
    values = {"safe_amount.c": 1e6, "safe_cap.c": 2e6, "safe_month.c": 1.0, "round_amount.seed": 0.0}
    figures = worked.run(values, SETTING, {f"before_safes.{EXIT}": 15_322_163.0})
    assert np.isclose(figures[f"safe_paid.{EXIT}.c"], 5_107_387.666666667, rtol=1e-12)
    assert np.isclose(figures[f"safe_moic.{EXIT}.c"], 5.107387666666667, rtol=1e-12)
    assert np.isclose(figures[f"exit_equity.{EXIT}"], 10_214_775.333333333, rtol=1e-12)
