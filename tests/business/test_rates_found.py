"""A flow that is paid in first and comes back at the exit has exactly one rate, and the model finds it: random flows through the
lines of investors, SAFEs and notes against bisection."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import worked

MONTHS, ROUNDS = 72, ("r1", "r2", "r3", "r4")
SETTING = worked.Setting(
    months=MONTHS, families={"round": {name: {} for name in ROUNDS}, "safe": {"s": {}}, "note": {"n": {}}, "holder": {"h": {}}}
)
CLEAR = 6  # months before the exit from which on a rate must be found, always


@dataclass
class Flow:
    """What is paid in, by month, and what comes back of it in the exit's month."""

    exit: int
    paid: dict[int, float]
    multiple: float

    @property
    def net(self) -> float:
        """What comes back for the money of before the exit's month."""
        return self.multiple * sum(amount for month, amount in self.paid.items() if month < self.exit)

    @property
    def proceeds(self) -> float:
        return self.net + self.paid.get(self.exit, 0)

    def rate(self) -> float:
        """The monthly rate by bisection."""
        low, high = -1.0, 1e4
        for _ in range(200):
            rate = (low + high) / 2
            grown = sum(amount * (1 + rate) ** (self.exit - month) for month, amount in self.paid.items() if month < self.exit)
            low, high = (rate, high) if grown < self.net else (low, rate)
        return low


def flows(number: int, nearest: int) -> Iterator[Flow]:
    """Random flows of one to four payments, each as long before the exit, or in its month: from a hundredth of the money to a hundred
    times as much come back."""
    chance = random.Random(nearest)
    for _ in range(number):
        end = chance.randint(12, MONTHS)
        months = {chance.randint(1, end - nearest), *(chance.choice((end, chance.randint(1, end - nearest))) for _ in range(3))}
        yield Flow(end, {month: 10 ** chance.uniform(4, 7) for month in months}, 10 ** chance.uniform(-2, 2))


def months_of(flow: Flow, rounds: tuple[str, ...]) -> dict[str, int]:
    """A month for each round, in order; rounds without a payment close in the exit's month."""
    months = sorted(flow.paid)[-len(rounds) :]
    return dict(zip(rounds, months + [flow.exit] * (len(rounds) - len(months)), strict=True))


def investors_rate(flow: Flow) -> float:
    """IRR per month of those who pay in the first round and, by pro-rata right, in later ones."""
    months = months_of(flow, ROUNDS)
    given = {"month": [float(month) for month in range(MONTHS + 1)], "exit_month.at_100": [flow.exit]}
    paid = dict(flow.paid)
    for name, month in months.items():
        given |= {f"round_month.{name}": [month], f"share_price.{name}": [1], f"round_counts.at_100.{name}": [1]}
        given[f"investor_new_shares.r1.{name}"] = [paid.pop(month, 0)]
    given["investor_proceeds.at_100.r1"] = [flow.proceeds]
    return worked.figure("returns", "monthly_irr.at_100.r1", given, SETTING)


def lenders_rate(flow: Flow, kind: str, member: str) -> float:
    """IRR per month of a SAFE's or a note's holder, who pays its amount first and buys in rounds."""
    first = min(flow.paid)
    later = {month: amount for month, amount in flow.paid.items() if month != first}
    months = months_of(Flow(flow.exit, later, 0), ROUNDS)
    given = {"month": [float(month) for month in range(MONTHS + 1)], "exit_month.at_100": [flow.exit], "exit_within_plan.at_100": [1]}
    given |= {f"{kind}_month.{member}": [first], f"{kind}_amount.{member}": [flow.paid[first]]}
    given |= {f"{kind}_receipts.{member}": [flow.paid[first] * (month == first) for month in range(MONTHS + 1)]}
    given |= {f"{kind}_proceeds_of_exit.at_100.{member}": [flow.proceeds], f"{kind}_paid.at_100.{member}": [0]}
    given |= {f"note_repayment_month.{member}": [0], f"note_rate.{member}": [0]} if kind == "note" else {}
    for name, month in months.items():
        bought = later.pop(month, 0)
        given |= {f"share_price.{name}": [1], f"round_counts.at_100.{name}": [1], f"{kind}_bought.{member}.{name}": [bought]}
        given[f"months_to_exit.at_100.{name}"] = [flow.exit - month]
        given[f"round_before_exit.at_100.{name}"] = [month < flow.exit]
        given[f"round_closes.{name}"] = [float(each == month) for each in range(MONTHS + 1)]
    return worked.figure("conversions", f"{kind}_monthly_irr.at_100.{member}", given, SETTING)


FOUND = {
    "investors": investors_rate,
    "safes": lambda flow: lenders_rate(flow, "safe", "s"),
    "notes": lambda flow: lenders_rate(flow, "note", "n"),
}


@pytest.mark.parametrize(("nearest", "share"), [(CLEAR, 1.0), (1, 0.97)])
@pytest.mark.parametrize("who", FOUND)
def test_a_flow_of_one_change_of_sign_has_its_rate(who: str, nearest: int, share: float) -> None:
    """All of those whose payments lie well before the exit or in its month, nearly all of the others, and never another rate."""
    drawn = list(flows(300, nearest))
    rates = [(FOUND[who](flow), flow) for flow in drawn]
    found = [(rate, flow) for rate, flow in rates if not math.isnan(rate)]
    for rate, flow in found:
        assert rate == pytest.approx(flow.rate(), rel=1e-9, abs=1e-9), flow
    assert len(found) >= share * len(drawn), [flow for rate, flow in rates if math.isnan(rate)]
