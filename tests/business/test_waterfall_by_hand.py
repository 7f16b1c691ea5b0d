"""Liquidation waterfalls against a second computation: money poured out, and every set of decisions tried.

For each set of classes that give their preference up, the preferences of the others are filled rank by rank, and the rest is
poured over all that share until a cap is met, again and again. The set in which nobody alone would gain by the other decision is
what happens. It shares nothing with the model but the cap tables, which stand in test_captable_by_hand.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from random import Random

import numpy as np

import worked
from business.test_captable_by_hand import ROUNDS, SETTING, Case, cast
from planbook.backends.reference import evaluate
from planbook.language.model import Row

EXITS = {"exit_year_1": 12, "at_100": 24}  # two exits, and their months
STAKES = ("new_money", "converted")
CASES = 300


@dataclass
class Claim:
    """A class of shares: what it holds, and what it may ask for."""

    shares: float
    preference: float
    most: float  # as preferred; endless where it shares without limit
    rank: int


def terms(dice: Random) -> Case:
    """Preferences, participation and ranks of the rounds, and how large the exits are."""
    made: Case = {}
    for name in ROUNDS:
        made[f"round_preference.{name}"] = dice.choice((0, 0.5, 1, 1, 1, 1.5, 2))
        made[f"round_participation.{name}"] = dice.choice((0, 0, 0.7, 2, 3, 1000))
        made[f"round_seniority.{name}"] = dice.randint(1, 3)
    return made


def fill(preferences: dict[int, Claim], money: float) -> dict[int, float]:
    """The preferences that the money pays, from the highest rank down."""
    paid = {}
    for rank in sorted({claim.rank for claim in preferences.values()}, reverse=True):
        of_rank = {number: claim.preference for number, claim in preferences.items() if claim.rank == rank}
        owed = sum(of_rank.values())
        part = min(1.0, money / owed) if owed > 0 else 0.0
        paid |= {number: part * amount for number, amount in of_rank.items()}
        money -= part * owed
    return paid


def pour(claims: list[Claim], common: float, equity: float, given_up: frozenset[int]) -> list[float]:
    """What each class gets when these give their preference up."""
    got = fill({number: claim for number, claim in enumerate(claims) if number not in given_up}, equity)
    got |= dict.fromkeys(given_up, 0.0)
    rest = equity - sum(got.values())
    open_ones = {number for number, claim in enumerate(claims) if number in given_up or claim.most > got[number]}
    while rest > 1e-15 * max(1.0, equity):
        shares = common + sum(claims[number].shares for number in open_ones)
        limits = {
            number: (claims[number].most - got[number]) / claims[number].shares
            for number in open_ones - given_up if claims[number].shares > 0
        }  # fmt: skip
        step = min([rest / shares, *limits.values()])
        for number in open_ones:
            got[number] += step * claims[number].shares
        rest -= step * shares
        met = {number for number, limit in limits.items() if limit <= step}
        if not met:
            break
        open_ones -= met
    return [got[number] for number in range(len(claims))]


def stable(claims: list[Claim], common: float, equity: float) -> list[list[float]]:
    """What the classes get in every set of decisions of which nobody alone would gain by another."""
    numbers = range(len(claims))
    sets = [frozenset(chosen) for size in range(len(claims) + 1) for chosen in itertools.combinations(numbers, size)]
    got = {chosen: pour(claims, common, equity, chosen) for chosen in sets}
    slack = 1e-9 * max(1.0, equity)
    return [mine for chosen, mine in got.items() if all(got[chosen ^ {number}][number] <= mine[number] + slack for number in numbers)]


def drawn() -> tuple[list[Case], dict[str, np.ndarray]]:
    """Random cap tables, terms and equities, and what the model makes of them."""
    dice = Random(20261127)
    cases = [{**cast(dice), **terms(dice)} for _ in range(CASES)]
    model = SETTING.model()
    usual = {row.key: worked._usual(row) for row in model.rows if row.source == "input"}
    together = {key: np.array([case[key] for case in cases]) for key in cases[0]}
    equities: dict[Row, np.ndarray] = {
        row: np.array([10 ** dice.uniform(4.5, 8.5) for _ in cases]) for row in model.by_name["exit_equity"]
    }  # fmt: skip
    arrays = evaluate(model, {**usual, **together}, equities)
    return cases, {row.key: values for row, values in arrays.items()}


CASES_DRAWN, FIGURES = drawn()


def game(number: int, name: str) -> tuple[list[Claim], list[str], float]:
    """The classes of a case's exit, what they are called, and the common shares."""
    case, claims, called = CASES_DRAWN[number], [], []
    common = float(FIGURES["opening_shares"][number])
    for deal in ROUNDS:
        if case[f"round_month.{deal}"] > EXITS[name]:
            continue
        common += float(FIGURES[f"new_options.{deal}"][number])
        for stake in STAKES:
            money = case[f"round_amount.{deal}"]
            if stake == "converted":
                money = float(FIGURES[f"converted_money.{deal}"][number])
            preference = case[f"round_preference.{deal}"] * money
            most = max(preference, case[f"round_participation.{deal}"] * money)
            shares = float(FIGURES[f"{'new' if stake == 'new_money' else 'converted'}_shares.{deal}"][number])
            claims.append(Claim(shares, preference, most, int(case[f"round_seniority.{deal}"])))
            called.append(f"{name}.{deal}.{stake}")
    return claims, called, common


def test_random_waterfalls_are_those_of_free_decisions():
    """Every equilibrium gives the same, and it is what the model says; the equity is paid out to the last cent."""
    seen = {"nothing for common": 0, "gives its preference up": 0, "capped": 0, "no class": 0, "partly paid": 0}
    for name, number in itertools.product(EXITS, range(CASES)):
        claims, called, common = game(number, name)
        equity = float(FIGURES[f"exit_equity.{name}"][number])
        found = [float(FIGURES[f"class_proceeds.{key}"][number]) for key in called]
        equilibria = stable(claims, common, equity)
        assert equilibria
        for wanted in equilibria:
            assert np.allclose(found, wanted, rtol=1e-9, atol=1e-9 * equity), (number, name, found, wanted)
        paid = float(FIGURES[f"common_proceeds.{name}"][number])
        assert abs(paid + sum(found) - equity) <= 1e-9 * equity
        seen["nothing for common"] += paid == 0
        seen["no class"] += not claims
        for key, claim, mine in zip(called, claims, found, strict=True):
            gains = bool(FIGURES[f"gains_as_common.{key}"][number])
            seen["gives its preference up"] += gains and claim.preference > 0
            seen["capped"] += not gains and claim.most > claim.preference and mine == claim.most
            seen["partly paid"] += 0 < mine < claim.preference
    assert min(seen.values()) >= 10, seen


def test_the_checks_hold():
    for line in ("waterfall_residual", "decision_residual", "proceeds_residual"):
        residuals = np.concatenate([values for key, values in FIGURES.items() if key.split(".")[0] == line])
        assert len(residuals) == CASES
        assert np.abs(residuals).max() <= 1e-9, line


def test_nobody_gets_less_of_more():
    """Every class, and common shares, get as much or more when the equity is larger."""
    dice = Random(3)
    case = {**cast(dice), **terms(dice), **{f"round_amount.{name}": 2e6 for name in ROUNDS}}
    model = SETTING.model()
    equities = np.geomspace(1e4, 1e9, 2_000)
    usual = {row.key: worked._usual(row) for row in model.rows if row.source == "input"}
    inputs = {**usual, **{key: np.full(len(equities), value) for key, value in case.items()}}
    given = dict.fromkeys(model.by_name["exit_equity"], equities)
    arrays = evaluate(model, inputs, given)
    for row in (*model.by_name["class_proceeds"], *model.by_name["common_proceeds"]):
        assert np.diff(arrays[row]).min() >= -1e-9 * arrays[row].max(), row.key


def test_money_back_is_where_the_model_says():
    """At the break-even equity the new money of a round has its money; a little below it has not."""
    model = SETTING.model()
    usual = {row.key: worked._usual(row) for row in model.rows if row.source == "input"}
    together = {key: np.array([case[key] for case in CASES_DRAWN]) for key in CASES_DRAWN[0]}
    rows = model.by_name["exit_equity"]
    for deal in ROUNDS:
        needed = FIGURES[f"break_even_equity.at_100.{deal}"]
        raised = np.array([case[f"round_amount.{deal}"] > 0 for case in CASES_DRAWN])
        for factor, enough in ((1 + 1e-9, True), (1 - 1e-6, False)):
            arrays = evaluate(model, {**usual, **together}, dict.fromkeys(rows, np.maximum(needed, 1) * factor))
            got = arrays[model.row("class_proceeds", "at_100", deal, "new_money")]
            assert ((got >= together[f"round_amount.{deal}"] * (1 - 1e-12)) == enough)[raised].all(), deal
