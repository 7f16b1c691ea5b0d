"""Cap tables against a second computation: one event after the other, the price of a round found by bisection.

It shares nothing with the model: shares are counted at a price that is tried, and the price is moved until the
pre-money value is met.
"""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np

import worked
from planbook.backends.reference import evaluate

ROUNDS, SAFES, NOTES, HOLDERS = ("seed", "a", "b"), ("first", "second", "old"), ("bridge", "loan"), ("founders", "pool")
TIMING = {"seed": "before", "a": "after", "b": "before"}
KIND = {"first": "post_money", "second": "post_money", "old": "pre_money"}
SETTING = worked.Setting(
    months=24,
    families={
        "round": {name: {"pool_timing": timing} for name, timing in TIMING.items()},
        "safe": {name: {"kind": kind} for name, kind in KIND.items()},
        "note": {name: {} for name in NOTES},
        "holder": {"founders": {"kind": "shareholder"}, "pool": {"kind": "option_pool"}},
    },
)
Case = dict[str, float]


def cast(dice: Random) -> Case:
    """Random securities; a third of the amounts, caps and discounts are nothing."""
    some = lambda low, high: 0.0 if dice.random() < 1 / 3 else dice.uniform(low, high)  # noqa: E731
    case: Case = {"holder_shares.founders": dice.uniform(1e6, 9e6), "holder_shares.pool": some(1e4, 2e6)}
    for name, month, value in zip(ROUNDS, sorted(dice.sample(range(1, 24), 3)), (4e6, 12e6, 30e6), strict=True):
        pre = value * dice.uniform(0.7, 1.5)
        case |= {
            f"round_month.{name}": float(month), f"round_pre_money.{name}": pre, f"round_amount.{name}": some(0.1, 0.4) * pre,
            f"round_pool.{name}": some(0.01, 0.2), f"investor_pro_rata.{name}": some(0, 1),
        }  # fmt: skip
    for family, names in (("safe", SAFES), ("note", NOTES)):
        for name in names:
            case |= {
                f"{family}_amount.{name}": some(5e4, 3e5), f"{family}_month.{name}": float(dice.randint(-12, 20)),
                f"{family}_cap.{name}": some(2e6, 9e6), f"{family}_discount.{name}": some(0, 0.3), f"{family}_pro_rata.{name}": some(0, 1),
            }  # fmt: skip
    return case | {f"note_rate.{name}": some(0, 0.01) for name in NOTES} | {"holder_pro_rata.founders": some(0, 1)}


def shares_at(price: float, held: float, papers: list[dict[str, Any]]) -> dict[str, float]:
    """What each paper gets at a price: caps and discounts of all of them, counted again until nothing changes."""
    got = {paper["name"]: 0.0 for paper in papers}
    for _ in range(10_000):
        company = held + sum(got.values())
        new = {}
        for paper in papers:
            choices = [paper["owed"] / (price * (1 - paper["discount"]))]
            if paper["cap"]:
                choices.append(paper["owed"] / (paper["cap"] / (company if paper["post"] else held)))
            new[paper["name"]] = max(choices)
        if all(abs(new[name] - got[name]) <= 1e-14 * company for name in new):
            return new
        got = new
    raise AssertionError("the papers own more than the company")


def close(held: float, free: float, papers: list[dict[str, Any]], deal: dict[str, Any]) -> tuple[float, dict[str, float], float]:
    """Price, shares of the papers, and new options of a round, by bisection."""

    def count(price: float) -> tuple[dict[str, float], float, float]:
        got = shares_at(price, held, papers)
        before = held + sum(got.values())
        sold = deal["amount"] / price
        missing = deal["pool"] * (before + sold) - free
        options = max(0.0, missing / (1 - deal["pool"]))
        return got, options, before + (options if deal["before"] else 0)

    low, high = deal["pre_money"] / held / 1e4, deal["pre_money"] / held
    for _ in range(200):
        middle = (low + high) / 2
        if middle * count(middle)[2] < deal["pre_money"]:
            low = middle
        else:
            high = middle
    got, options, _ = count(high)
    return high, got, options


def by_hand(case: Case) -> dict[str, float]:
    """The whole cap table, round after round."""
    position = {name: case[f"holder_shares.{name}"] for name in HOLDERS}
    rights = {"founders": case["holder_pro_rata.founders"], "pool": 0.0}
    free = position["pool"]
    created, left, out = 0.0, [("safe", name) for name in SAFES] + [("note", name) for name in NOTES], {}
    for deal in ROUNDS:
        month = case[f"round_month.{deal}"]
        if case[f"round_amount.{deal}"]:
            ready = [each for each in left if case[f"{each[0]}_month.{each[1]}"] <= month]
            left = [each for each in left if each not in ready]
            papers = [
                {
                    "name": name, "cap": case[f"{kind}_cap.{name}"], "discount": case[f"{kind}_discount.{name}"],
                    "post": KIND.get(name) == "post_money",
                    "owed": case[f"{kind}_amount.{name}"]
                    * (1 + (case[f"note_rate.{name}"] * (month - case[f"note_month.{name}"]) if kind == "note" else 0)),
                }
                for kind, name in ready
            ]  # fmt: skip
            terms = {"amount": case[f"round_amount.{deal}"], "pre_money": case[f"round_pre_money.{deal}"]}
            terms |= {"pool": case[f"round_pool.{deal}"], "before": TIMING[deal] == "before"}
            price, got, options = close(sum(position.values()) + created, free, papers, terms)
            for kind, name in ready:
                position[name], rights[name] = got[name], case[f"{kind}_pro_rata.{name}"]
            company = sum(position.values()) + created
            sold = terms["amount"] / price
            bought = {name: rights[name] * shares / company * sold for name, shares in position.items()}
            for name, shares in bought.items():
                position[name] += shares
            position[deal], rights[deal] = sold - sum(bought.values()), case[f"investor_pro_rata.{deal}"]
            created, free = created + options, free + options
            out[f"share_price.{deal}"] = price
        everything = sum(position.values()) + created
        out[f"shares_after.{deal}"] = everything
        out[f"pool_ownership.{deal}"] = created / everything
        for family, names in (("holder", HOLDERS), ("safe", SAFES), ("note", NOTES), ("investor", ROUNDS)):
            for name in names:
                out[f"{family}_ownership.{name}.{deal}"] = position.get(name, 0.0) / everything
    return out


def test_random_cap_tables_are_those_counted_one_event_after_the_other():
    dice = Random(20261122)
    cases = [cast(dice) for _ in range(300)]
    model = SETTING.model()
    usual = {row.key: worked._usual(row) for row in model.rows if row.source == "input"}
    together = {key: np.array([case[key] for case in cases]) for key in cases[0]}
    arrays = {row.key: values for row, values in evaluate(model, {**usual, **together}).items()}
    wanted = [by_hand(case) for case in cases]
    for key in {key for case in wanted for key in case}:
        expected = np.array([case.get(key, 0.0) for case in wanted])
        np.testing.assert_allclose(arrays[key], expected, rtol=1e-8, atol=1e-11, err_msg=key)
    for check in ("price_residual", "conversion_residual", "captable_residual", "ownership_residual", "round_order_residual"):
        for deal in ROUNDS:
            assert not arrays[f"{check}.{deal}"].any(), check
    assert not arrays["notes_residual"].any()
    # the dice reach all there is: papers that use caps and discounts, pools that are filled and not, papers left over
    for key in ("safe_shares.first.seed", "safe_shares.old.a", "note_shares.loan.b", "new_options.a", "investor_bought.seed.b"):
        assert 0 < np.count_nonzero(arrays[key]) < len(cases), key
